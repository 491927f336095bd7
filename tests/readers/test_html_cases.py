"""Every page in `cases/html/`: a page in one fence, the blocks read from it in the next. `pytest --accept` rewrites them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from seedkit.model.block import Block
from seedkit.model.source import Source
from seedkit.readers import html
from seedkit.readers.decode import from_text

PAGES = sorted((Path(__file__).parents[1] / "cases" / "html").glob("*.md"))
_CASE = re.compile(r"^(`{3,})html\n(?P<page>.*?)^\1\n+(`{3,})blocks\n(?P<blocks>.*?)^\3$", re.MULTILINE | re.DOTALL)


def _cases() -> list[tuple[Path, int]]:
    return [(page, number) for page in PAGES for number in range(len(_CASE.findall(page.read_text("utf-8"))))]


@pytest.mark.parametrize(("page", "number"), _cases(), ids=lambda value: value.stem if isinstance(value, Path) else str(value + 1))
def test_case(page: Path, number: int, accept: bool) -> None:
    text = page.read_text("utf-8")
    case = list(_CASE.finditer(text))[number]
    source = from_text(case["page"], "page.html", "html")
    found = "".join(f"{line}\n" for block in html.read(source).blocks for line in _told(source, block))
    if accept and found != case["blocks"]:
        page.write_text(text[: case.start("blocks")] + found + text[case.end("blocks") :], "utf-8")
        return
    assert found == case["blocks"]


def _told(source: Source, block: Block) -> Iterator[str]:
    """Yield a block as lines: where it stands and what it is, its text (runs apart by ``·``), its rows and links."""
    lines = f"{block.line}" if block.line == block.line_end else f"{block.line}-{block.line_end}"
    parts = [lines, block.kind]
    parts += [f"reason={block.reason}"] if block.reason else []
    parts += [f"level={block.level}"] if block.level else []
    parts += [f"depth={block.depth} list={block.group}"] if block.depth else []
    if block.marker:
        parts.append(f"{block.marker.kind}<{block.marker.label}>")
        parts += [f"style={block.marker.style}"] if block.marker.kind != "bullet" else []
        parts += [f"value={block.marker.value}"] if block.marker.value is not None else []
    parts += ["strong"] if block.strong else []
    parts += [f"language={block.language}"] if block.language else []
    parts += [f"src={block.src}"] if block.src else []
    yield " ".join(parts)
    yield "    " + "·".join(" ".join(source.text[start:end].split()) or "␣" for start, end in block.runs or ())
    for row in block.rows:
        yield "    | " + " | ".join(row)
    for link in block.links:
        yield f"    -> {link.text} <{link.href}> at {source.text[link.place.start : link.place.end]}"
