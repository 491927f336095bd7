"""Web archives: the pages of WARC files and the texts of WET files, with filters, even if they are damaged."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.corpora import rows_of, run_local
from sample_articles import BREAD, KNIVES, LAMP
from seedkit.engines.shards import Settings
from seedkit.errors import UsageError
from seedkit.language.lexicon import LANGUAGES
from tools import need

JSON = Settings(layout="json")
GERMAN = "Tee kochen\n\nDas ist nicht schwer, und du hast die Zeit für eine Tasse.\n\n1. Koche das Wasser auf dem Herd.\n"


def record(number: int, kind: str, content_type: str, body: bytes, **headers: str) -> bytes:
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{number:08}>",
        "WARC-Date: 2024-01-01T00:00:00Z",
        f"WARC-Target-URI: https://example.org/{number}",
        f"Content-Type: {content_type}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body + b"\r\n\r\n"


def page(number: int, body: bytes, mime: str = "text/html", status: str = "200 OK", **headers: str) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {mime}",
        *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items()),
    ]
    return record(number, "response", "application/http; msgtype=response", "\r\n".join([*lines, "", ""]).encode() + body)


CHUNKED = b"5;x=y\r\n<html\r\n" + b"%x\r\n%b\r\n0\r\n\r\n" % (len(LAMP) - 20, LAMP[20:].encode())
PAGES = [
    page(1, LAMP.encode()),
    page(2, gzip.compress(LAMP.encode()), Content_Encoding="gzip"),
    page(3, zlib.compress(LAMP.encode())[2:-4], Content_Encoding="deflate"),
    page(4, CHUNKED, Transfer_Encoding="chunked"),
    page(5, LAMP.replace("An old", "Café: an old").encode("latin-1"), "text/html; charset=iso-8859-1"),
    page(6, b"gone", status="404 Not Found"),
    page(7, b"\x89PNG", "image/png"),
    page(8, KNIVES.encode(), "text/markdown"),
    page(9, b"?", Content_Encoding="zork"),
    record(10, "request", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
    record(11, "resource", "text/plain", BREAD.encode()),
]


def read(tmp_path: Path, data: bytes, chosen: Settings = JSON, name: str = "in.warc") -> list[dict[str, Any]]:
    need("warc")
    (tmp_path / name).write_bytes(data)
    run_local(tmp_path / name, tmp_path / "out", chosen)
    return [*rows_of(tmp_path / "out")]


@pytest.mark.parametrize("name", ["in.warc", "in.warc.gz"])
def test_pages_are_read(tmp_path: Path, name: str) -> None:
    pages = PAGES if name == "in.warc" else [gzip.compress(one) for one in PAGES]
    rows = read(tmp_path, b"".join(pages), name=name)
    assert [row["id"] for row in rows] == [f"urn:uuid:{number:08}" for number in (1, 2, 3, 4, 5, 8, 9, 11)]
    errors = {row["id"][-2:]: row["error"] for row in rows if row["error"]}
    assert errors == {"09": "has a payload that cannot be unpacked: its encoding is not gzip, deflate or chunked"}
    documents = {int(row["id"][-2:]): row["document"] for row in rows if row["document"]}
    assert [document["metadata"]["title"]["text"] for document in documents.values()][:5] == ["Rewire a table lamp"] * 5
    assert documents[1]["metadata"]["url"] == "https://example.org/1"
    assert documents[5]["passages"][0]["body"][0]["text"].startswith("Café: an old")
    assert {number: document["source"]["format"] for number, document in documents.items()}[8] == "markdown"
    assert documents[11]["source"]["format"] == "text"


def test_texts_are_read_and_chosen_by_language(tmp_path: Path) -> None:
    wet = b"".join(
        record(
            number, "conversion", "text/plain", text.encode(), **({"WARC_Identified_Content_Language": stated} if stated else {})
        )
        for number, (text, stated) in enumerate([(BREAD, "eng"), (GERMAN, "deu,eng"), (GERMAN, ""), (BREAD, ""), (BREAD, "xho")])
    )
    chosen = JSON._replace(languages=("de", "xho"))
    assert [row["id"][-1] for row in read(tmp_path, gzip.compress(wet), chosen, "in.warc.wet.gz")] == ["1", "2", "4"]


def test_pages_are_chosen_by_media_type_and_language(tmp_path: Path) -> None:
    german = f'<html lang="de"><body><article><h1>Tee</h1><p>{GERMAN}</p></article></body></html>'
    data = b"".join([*PAGES, page(12, german.encode(), "application/xhtml+xml")])
    assert [row["id"][-2:] for row in read(tmp_path, data, JSON._replace(mimes=("text/plain",)))] == ["11"]
    assert [row["id"][-2:] for row in read(tmp_path, data, JSON._replace(languages=("de",)))] == ["09", "12"]


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        (lambda data: data[:-9], "is followed by the end of the archive, in the middle of a record"),
        (lambda data: gzip.compress(data)[:-9], "is followed by damage in the archive"),
        (lambda data: data + b"junk\r\n\r\n", "is followed by damage in the archive"),
        (lambda _: b"junk", "is followed by damage in the archive"),
    ],
)
def test_damage_is_reported(tmp_path: Path, damage: Any, error: str) -> None:
    assert read(tmp_path, damage(PAGES[0] + PAGES[10]))[-1]["error"].startswith(error)


@given(st.lists(st.tuples(st.integers(0, 4_000), st.binary(max_size=8)), min_size=1, max_size=4), st.booleans())
@settings(max_examples=60)
def test_nothing_is_raised_whatever_the_damage(changes: list[tuple[int, bytes]], packed: bool) -> None:
    need("warc")
    import io

    from seedkit.engines import warc

    data = bytearray(b"".join(PAGES))
    if packed:
        data = bytearray(gzip.compress(data))
    for at, replacement in changes:
        data[at % len(data) : at % len(data) + 4] = replacement
    rows = [*warc.records(io.BytesIO(bytes(data)), "a.warc", 10_000, frozenset())]
    assert all(row["id"] for row in rows)
    json.dumps([{**row, "bytes": None} for row in rows])


def test_every_language_with_words_has_its_code() -> None:
    from seedkit.engines import warc

    assert set(warc._LANGUAGES.values()) == set(LANGUAGES)


def test_without_its_reader_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "fastwarc", None)
    (tmp_path / "in.warc").write_bytes(PAGES[0])
    with pytest.raises(UsageError, match=r"reading web archives needs fastwarc: pip install 'seedkit-compiler\[warc\]'"):
        run_local(tmp_path / "in.warc", tmp_path / "out")
