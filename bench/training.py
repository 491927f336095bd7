"""What the weights are fitted on: labelled documents, set anew some of them, and articles of our own."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from damage import damage
from seedkit.classify import boilerplate as asides
from seedkit.classify import page_of
from seedkit.classify.page import Page
from seedkit.classify.shapes import shape_of
from seedkit.language.lexicon import lexicon_for
from seedkit.model.front import Front
from seedkit.model.source import Source
from seedkit.readers.decode import decode, from_text
from seedkit.readers.plain import lines
from seedkit.segment import segment

ARTICLES = Path(__file__).with_name("prose")
OUTLINES = Path(__file__).with_name("outlines")
"""Articles of our own on outlines as people make them. Their paragraphs are kept short, so that they teach levels alone."""
COPIES = 1
LEXICON = lexicon_for("en")


class Labelled(NamedTuple):
    """One document, its page, and its labels: a label a line."""

    name: str
    origin: str
    page: Page
    gold: Mapping[int, dict[str, Any]]


def load(corpus: Path) -> list[Labelled]:
    """Return the labelled documents of a corpus."""
    out = []
    for record in map(json.loads, (corpus / "gold.jsonl").read_text("utf-8").splitlines()):
        source = decode((corpus / "docs" / f"{record['doc']}.txt").read_bytes(), record["doc"], "text")
        out.append(paged(record["doc"], record["origin"], source, {line["line"]: line for line in record["lines"]}))
    return out


def paged(name: str, origin: str, source: Source, gold: Mapping[int, dict[str, Any]]) -> Labelled:
    found = segment(source, lines(source), LEXICON)
    shapes = [shape_of(block) for block in found]
    return Labelled(name, origin, page_of(source, found, shapes, asides.read(found, shapes, LEXICON), Front(), LEXICON), gold)


def with_damaged(docs: Sequence[Labelled]) -> list[Labelled]:
    """Return the documents and as many of them set anew."""
    out = list(docs)
    for copy in range(COPIES):
        for doc in docs:
            text, gold = damage(doc.page.blocks, doc.gold, zlib.crc32(f"{doc.name} {copy}".encode()))
            out.append(paged(f"{doc.name} {copy}", doc.origin, from_text(text, doc.name, "text"), gold))
    return out


_LINE = re.compile(r"(?P<blanks> *)(?P<sign>#+ |- |(?=\d+[.)] ))(?P<text>.*)")
_BOLD = re.compile(r"\*\*(?P<text>[^*]+)\*\*")


def own_articles(folder: Path) -> list[Labelled]:
    """Return the project's own articles, written in Markdown and flattened: there the labels are sure.

    A block is on a line of its own, an item two blanks deeper than the one it belongs to. A bold line may be read as a heading.
    """
    out = []
    for path in sorted(folder.glob("*.md")):
        flat: list[str] = []
        gold: dict[int, dict[str, Any]] = {}
        level = 1
        for line in path.read_text("utf-8").splitlines():
            text, label = _flattened(line, level)
            flat.append(text)
            if line:
                gold[len(flat)] = label
            if line.startswith("#"):
                level = label.get("level", level)
        source = from_text("\n".join(flat) + "\n", path.name, "text")
        doc = paged(path.stem, f"own/{path.stem}", source, gold)
        for block in doc.page.blocks:
            if block.marker and block.marker.value is not None and block.line in gold:
                gold[block.line]["ordinal"] = block.marker.value
        out.append(doc)
    return out


def _flattened(line: str, level: int) -> tuple[str, dict[str, Any]]:
    """Return a line of Markdown as plain text, and its label, where the heading above it has ``level``."""
    bold, match = _BOLD.fullmatch(line), _LINE.fullmatch(line)
    if bold:
        return bold["text"], {"kind": "heading", "level": level + 1, "alt": ["paragraph"]}
    if match is None:
        return line, {"kind": "paragraph"}
    sign, text = match["sign"], match["text"]
    if sign == "# ":
        return text, {"kind": "title"}
    if sign.startswith("#"):
        return text, {"kind": "heading", "level": len(sign) - 1}
    item = {"kind": "bullet" if sign else "ordered", "depth": len(match["blanks"]) // 2 + 1}
    return f"  {match['blanks']}{'• ' if sign else ''}{text}", item


def folds(docs: Sequence[Labelled], count: int) -> list[list[Labelled]]:
    """Split documents by origin, the largest origins first, each to the fold that is smallest so far."""
    by_origin: dict[str, list[Labelled]] = defaultdict(list)
    for doc in docs:
        by_origin[doc.origin].append(doc)
    out: list[list[Labelled]] = [[] for _ in range(count)]
    for _, members in sorted(by_origin.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        min(out, key=len).extend(members)
    return out


def label(doc: Labelled, k: int) -> str | None:
    """Return the label of block ``k``, ``None`` where there is none to learn from."""
    gold = doc.gold.get(doc.page.blocks[k].line)
    if gold is None or gold.get("cont") or gold.get("kind", "other") in ("other", "blank", "title", "meta"):
        return None
    kind = "heading" if gold["kind"] == "question" else str(gold["kind"])
    others = gold.get("alt", ())
    return None if (kind == "heading") != ("heading" in others or kind == "heading") else kind


def shares(docs: Iterable[Labelled]) -> dict[str, float]:
    """Return how much a document of each origin counts: an origin of many documents speaks with its square root."""
    sizes = Counter(doc.origin for doc in docs)
    return {origin: min(1.0, sqrt(12 * (COPIES + 1) / size)) for origin, size in sizes.items()}
