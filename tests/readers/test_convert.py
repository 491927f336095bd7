"""Word, EPUB and PDF documents: converted, read, and built with the text that their spans refer to."""

from __future__ import annotations

import hashlib
import io
import sys
from importlib import metadata
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from documents import docx, epub, pdf, zipped

import seedkit
from seedkit.errors import InputError
from seedkit.readers import convert
from tools import need

TEA = "# Tea in 2 steps\n\n## 1. Boil water\n\nA cup of it.\n\n## 2. Wait\n\nFive minutes.\n"


@pytest.fixture
def converter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A converter that takes a document for UTF-8, so that what surrounds it can be tested without the real one."""

    class MarkItDown:
        def __init__(self, *, enable_plugins: bool) -> None:
            assert not enable_plugins

        def convert_stream(self, stream: io.BytesIO, *, stream_info: SimpleNamespace) -> SimpleNamespace:
            assert stream_info.extension == ".pdf"
            return SimpleNamespace(markdown=stream.read().decode())

    module = ModuleType("markitdown")
    vars(module).update(MarkItDown=MarkItDown, StreamInfo=SimpleNamespace)
    monkeypatch.setitem(sys.modules, "markitdown", module)
    known = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "9.9" if name == "markitdown" else known(name))


def test_without_the_extra_the_message_names_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "markitdown", None)
    (tmp_path / "tea.docx").write_bytes(b"PK")
    built = seedkit.build(tmp_path, tmp_path / "out")
    [failure] = built.index.failed
    assert failure.path == "tea.docx"
    assert failure.error.startswith(
        "is a Word document: reading it needs the package markitdown: pip install 'seedkit-compiler[convert]"
    )


@pytest.mark.usefixtures("converter")
def test_spans_refer_to_the_converted_text_which_is_kept(tmp_path: Path) -> None:
    text = TEA.replace("#", "").replace("  ", " ").encode()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "tea.pdf").write_bytes(text)
    out = tmp_path / "out"
    built = seedkit.build(tmp_path / "seeds", out, cache=tmp_path / "cache")
    article = seedkit.load(out)["tea"]
    kept = out / "v1" / "converted" / "tea.txt"
    assert [step.title.text for step in article.steps if step.title] == ["Boil water", "Wait"]
    for step in article.steps:
        assert step.title is not None
        assert kept.read_text("utf-8")[step.title.span.start : step.title.span.end] == step.title.text
    digest = hashlib.sha256(kept.read_bytes()).hexdigest()
    assert article.source.converter is not None
    assert article.source.converter.model_dump() == {"name": "markitdown", "version": "9.9", "sha256": digest}
    assert (article.source.path, article.source.format, article.source.bytes) == ("tea.pdf", "text", len(text))
    [entry] = built.index.documents
    assert entry.files["converted"].model_dump() == {"path": "converted/tea.txt", "sha256": digest}

    kept.unlink()
    again = seedkit.build(tmp_path / "seeds", out, cache=tmp_path / "cache")
    assert (again.compiled, again.written) == (0, 1)
    assert hashlib.sha256(kept.read_bytes()).hexdigest() == digest


@pytest.mark.usefixtures("converter")
def test_a_text_that_no_document_refers_to_is_removed(tmp_path: Path) -> None:
    for name in ("tea", "rice", "soup"):
        (tmp_path / f"{name}.pdf").write_bytes(b"A title\n\nSome words.\n")
    out = tmp_path / "out"
    seedkit.build(tmp_path, out)
    (tmp_path / "tea.pdf").unlink()
    (tmp_path / "rice.pdf").rename(tmp_path / "rice.txt")
    (tmp_path / "soup.pdf").unlink()
    (out / "v1" / "converted" / "soup.txt").write_text("mine", "utf-8")
    seedkit.build(tmp_path, out)
    assert [path.name for path in (out / "v1" / "converted").iterdir()] == ["soup.txt"]


@pytest.mark.usefixtures("converter")
def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="has no text: if it is scanned, run OCR first"):
        convert.convert(b" \n", "scan.pdf", "pdf")


@pytest.mark.usefixtures("converter")
@pytest.mark.parametrize("data", [b"\xff\xfe\xfa", b"\xc3("])
def test_whatever_the_converter_raises_is_the_reason(data: bytes) -> None:
    with pytest.raises(InputError, match="cannot be converted: 'utf-8' codec"):
        convert.convert(data, "scan.pdf", "pdf")


@pytest.mark.usefixtures("converter")
def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "MAX_UNPACKED", 1000)
    with pytest.raises(InputError, match="unpacks to 1,001 bytes, more than the limit of 1,000"):
        convert.convert(zipped({"a": "x" * 500, "b": "x" * 501}), "book.epub", "epub")
    with pytest.raises(InputError, match="is damaged: File is not a zip file"):
        convert.convert(b"PK", "book.epub", "epub")


def test_word() -> None:
    need("convert")
    steps = [("Heading1", "Tea in 2 steps"), ("Heading2", "1. Boil water"), ("Normal", "A cup."), ("Heading2", "2. Wait")]
    article = seedkit.normalize(docx([*steps, ("Normal", "Five minutes.")]), format="docx")
    assert [step.title.text for step in article.steps if step.title] == ["Boil water", "Wait"]
    assert article.source.converter is not None
    assert (article.source.format, article.source.converter.version) == ("markdown", metadata.version("markitdown"))


def test_epub() -> None:
    need("convert")
    data = epub("<h1>Tea in 2 steps</h1><h2>1. Boil water</h2><p>A cup.</p><h2>2. Wait</h2><p>Five minutes.</p>")
    article = seedkit.normalize(data, path="tea.epub")
    assert article.metadata.title is not None
    assert article.metadata.title.text == "Tea in 2 steps"  # and not the facts that the converter writes above it
    assert [step.title.text for step in article.steps if step.title] == ["Boil water", "Wait"]
    assert article.passages == ()


def test_pdf(tmp_path: Path) -> None:
    need("convert")
    file = tmp_path / "tea.pdf"
    file.write_bytes(pdf(["Tea in 2 steps", "", "1. Boil water", "", "A cup of it.", "", "2. Wait", "", "Five minutes."]))
    article = seedkit.normalize(file)
    assert [step.title.text for step in article.steps if step.title] == ["Boil water", "Wait"]
    assert article.source.format == "text"


@pytest.mark.parametrize("format", ["docx", "epub", "pdf"])
def test_damage_is_an_error(format: str) -> None:
    need("convert")
    data = {"docx": docx([("Normal", "Tea")]), "epub": epub("<p>Tea</p>"), "pdf": pdf(["Tea"])}[format]
    for end in (0, 1, 20, len(data) // 2, len(data) - 30):
        with pytest.raises(InputError):
            seedkit.normalize(data[:end], format=format)
