"""Every page in `cases/markdown/`: an article in one fence, its blocks in the next. `pytest --accept` rewrites them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from seedkit.model.block import Block
from seedkit.model.source import Source
from seedkit.readers import markdown
from seedkit.readers.decode import from_text

PAGES = sorted((Path(__file__).parents[1] / "cases" / "markdown").glob("*.md"))
_CASE = re.compile(r"^(`{3,})markdown\n(?P<article>.*?)^\1\n+(`{3,})blocks\n(?P<blocks>.*?)^\3$", re.MULTILINE | re.DOTALL)


def _cases() -> list[tuple[Path, int]]:
    return [(page, number) for page in PAGES for number in range(len(_CASE.findall(page.read_text("utf-8"))))]


@pytest.mark.parametrize(("page", "number"), _cases(), ids=lambda value: value.stem if isinstance(value, Path) else str(value + 1))
def test_case(page: Path, number: int, accept: bool) -> None:
    text = page.read_text("utf-8")
    case = list(_CASE.finditer(text))[number]
    source = from_text(case["article"], "article.md", "markdown")
    found = "".join(f"{line}\n" for block in markdown.read(source).blocks for line in _told(source, block))
    if accept and found != case["blocks"]:
        page.write_text(text[: case.start("blocks")] + found + text[case.end("blocks") :], "utf-8")
        return
    assert found == case["blocks"]


def _told(source: Source, block: Block) -> Iterator[str]:
    """Yield a block as lines: where it stands and what it is, its text (runs apart by ``·``), its rows and links."""
    lines = f"{block.line}" if block.line == block.line_end else f"{block.line}-{block.line_end}"
    parts = [lines, block.kind]
    if block.level:
        parts.append(f"level={block.level}")
    if block.depth:
        parts.append(f"depth={block.depth} list={block.group}")
    if block.marker:
        marker = block.marker
        parts.append(f"{marker.kind}<{source.text[marker.start : marker.end]}>")
        parts += [f"style={marker.style}"] if marker.kind != "bullet" else []
        parts += [f"value={marker.value}"] if marker.value is not None else []
        parts += ["checked"] if marker.checked else []
    parts += ["strong"] if block.strong else []
    parts += [f"language={block.language}"] if block.language else []
    parts += [f"src={block.src}"] if block.src else []
    yield " ".join(parts)
    yield "    " + "·".join(source.text[start:end] or "␣" for start, end in block.runs or ())
    for row in block.rows:
        yield "    | " + " | ".join(row)
    for link in block.links:
        yield f"    -> {link.text} <{link.href}> at {source.text[link.place.start : link.place.end]}"
