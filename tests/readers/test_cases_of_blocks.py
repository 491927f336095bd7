"""Every page in `cases/html/` and `cases/markdown/`: articles, their blocks below each. `pytest --accept` rewrites the blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from seedkit.language.lexicon import lexicon_for
from seedkit.model.block import Block
from seedkit.model.front import Parsed
from seedkit.model.source import Source
from seedkit.readers import READERS
from seedkit.readers.decode import from_text

FORMATS = ("html", "markdown")
CASES = Path(__file__).parents[1] / "cases"
_LINE_END = re.compile(r"\s*\n\s*")
_CASE = re.compile(r"^(`{3,})(html|markdown)\n(?P<article>.*?)^\1\n+(`{3,})blocks\n(?P<blocks>.*?)^\4$", re.MULTILINE | re.DOTALL)


def _cases() -> list[tuple[Path, int]]:
    pages = [page for format in FORMATS for page in sorted((CASES / format).glob("*.md"))]
    return [(page, number) for page in pages for number in range(len(_CASE.findall(page.read_text("utf-8"))))]


def _blocks(source: Source) -> tuple[Block, ...]:
    parsed = READERS[source.format].read(source, lexicon_for("en"))
    assert isinstance(parsed, Parsed)
    return parsed.blocks


def _id(value: Path | int) -> str:
    return f"{value.parent.name}-{value.stem}" if isinstance(value, Path) else str(value + 1)


@pytest.mark.parametrize(("page", "number"), _cases(), ids=_id)
def test_case(page: Path, number: int, accept: bool) -> None:
    text = page.read_text("utf-8")
    case = list(_CASE.finditer(text))[number]
    assert case[2] == page.parent.name
    source = from_text(case["article"], f"article.{case[2]}", case[2])
    found = "".join(f"{line}\n" for block in _blocks(source) for line in _described(source, block))
    if accept and found != case["blocks"]:
        page.write_text(text[: case.start("blocks")] + found + text[case.end("blocks") :], "utf-8")
        return
    assert found == case["blocks"]


def test_every_page_holds_a_case() -> None:
    for format in FORMATS:
        for page in sorted((CASES / format).glob("*.md")):
            fences = re.findall(r"^`{3,}blocks$", page.read_text("utf-8"), re.MULTILINE)
            assert fences, f"{page.name} has no blocks"
            assert len(_CASE.findall(page.read_text("utf-8"))) == len(fences), f"{page.name} has blocks without an article"


def _described(source: Source, block: Block) -> Iterator[str]:
    """Yield a block as lines: where it stands and what it is, its text (runs apart by ``·``), its rows and links."""
    lines = f"{block.line}" if block.line == block.line_end else f"{block.line}-{block.line_end}"
    parts = [lines, block.kind]
    parts += [f"reason={block.reason}"] if block.reason else []
    parts += [f"level={block.level}"] if block.level else []
    parts += [f"depth={block.depth} list={block.group}"] if block.depth else []
    if block.marker:
        parts.append(f"{block.marker.kind}<{source.text[block.marker.start : block.marker.end] or block.marker.label}>")
        parts += [f"style={block.marker.style}"] if block.marker.kind != "bullet" else []
        parts += [f"value={block.marker.value}"] if block.marker.value is not None else []
        parts += ["checked"] if block.marker.checked else []
    parts += ["strong"] if block.strong else []
    parts += [f"purpose={block.purpose}"] if block.purpose else []
    parts += [f"language={block.language}"] if block.language else []
    parts += [f"src={block.src}"] if block.src else []
    yield " ".join(parts)
    yield "    " + "·".join(_LINE_END.sub(" ", source.text[start:end]) or "␣" for start, end in block.runs or ())
    for row in block.rows:
        yield "    | " + " | ".join(row)
    for link in block.links:
        yield f"    -> {link.text} <{link.href}> at {source.text[link.place.start : link.place.end]}"
