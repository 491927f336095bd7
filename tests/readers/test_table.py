"""The table of input formats: what finds articles, names formats and offers choices follows from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import seedkit
from seedkit.articles import UnknownFormatError, open_bytes, open_file
from seedkit.errors import InputError
from seedkit.language.lexicon import lexicon_for
from seedkit.model.document import Format
from seedkit.model.front import Parsed
from seedkit.model.source import Syntax
from seedkit.readers import OTHERS, READERS, SUFFIXES, Reader, format_of
from seedkit.readers.decode import from_text
from seedkit.storage.seeds import find

SOURCE = Path(seedkit.__file__).parent


@pytest.mark.parametrize("suffix", OTHERS)
def test_other_documents_are_refused_with_what_converts_them(suffix: str) -> None:
    assert suffix not in SUFFIXES
    message = r"^is .*, which seedkit does not read: convert it to Markdown or HTML first, with \S"
    with pytest.raises(InputError, match=message) as raised:
        open_bytes(b"", f"guide{suffix.upper()}")
    assert not isinstance(raised.value, UnknownFormatError)
    assert open_bytes(b"", f"guide{suffix}", format="text").format == "text"


def comparisons(code: str) -> Iterator[str]:
    """Yield the comparisons of a format with a name, which belong into a row of the table."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            literal = any(isinstance(part, ast.Constant) and part.value in READERS for side in sides for part in ast.walk(side))
            if literal and any(map(_is_format, sides)):
                yield ast.unparse(node)


def _is_format(side: ast.expr) -> bool:
    return (isinstance(side, ast.Attribute) and side.attr == "format") or (isinstance(side, ast.Name) and side.id == "format")


def test_no_format_is_compared_with_a_name() -> None:
    found = {
        f"{path.relative_to(SOURCE)}: {line}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line in comparisons(path.read_text(encoding="utf-8"))
    }
    assert found == set()
    assert list(comparisons("if page.source.format != 'text': pass"))
    assert list(comparisons("ok = format in ('html', 'markdown')"))


def test_the_contract_has_the_formats_of_the_table() -> None:
    assert get_args(Format) == tuple(READERS)
    assert {row.syntax for row in READERS.values()} == set(get_args(Syntax))
    assert all(name == row.name for name, row in READERS.items())


def test_articles_are_found_by_the_suffixes_of_the_table(tmp_path: Path) -> None:
    for suffix in (*SUFFIXES, ".docx"):
        (tmp_path / f"rest{suffix}").write_text("How to rest\n", encoding="utf-8")
    assert find(tmp_path).paths == tuple(sorted(f"rest{suffix}" for suffix in SUFFIXES))
    assert [format_of(f"A/B{suffix.upper()}") for suffix in SUFFIXES] == list(SUFFIXES.values())


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
def test_every_row_can_read(reader: Reader) -> None:
    source = from_text("How to rest", f"rest{reader.suffixes[0]}", reader.name)
    assert source.syntax == reader.syntax
    read = reader.read(source, lexicon_for("en"))
    assert [block.text for block in read.blocks] == ["How to rest"] if isinstance(read, Parsed) else len(read) == 1


def test_an_article_is_opened_with_its_sidecar(tmp_path: Path) -> None:
    file, sidecar = tmp_path / "rest.md", b"metadata: {author: Ada Moreno}\n"
    file.write_bytes(b"# How to rest\n\nSit.\n")
    (tmp_path / "rest.seedkit.yaml").write_bytes(sidecar)
    opened = open_file(file, "below/rest.md")
    assert opened == open_bytes(file.read_bytes(), "below/rest.md", sidecar=("rest.seedkit.yaml", sidecar))
    document = opened.compile().document
    assert (document.source.path, document.metadata.authors[0].text) == ("below/rest.md", "Ada Moreno")
    assert open_file(file, format="text").compile().document.source.format == "text"


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        open_file(tmp_path / "gone")
    with pytest.raises(UnknownFormatError, match=r"^has none of the suffixes \.txt \.md \.markdown \.html \.htm$"):
        open_bytes(b"", "notes")
    with pytest.raises(InputError, match=r"has a file rest\.seedkit\.yaml"):
        open_bytes(b"", "rest.txt", sidecar=("rest.seedkit.yaml", b"metadata: [")).compile()
