"""How right seedkit reads public web pages: recipes against the data beside them, and main texts against named pieces.

    SEEDKIT_RECIPES=FOLDER SEEDKIT_MAIN_TEXTS=FOLDER python bench/external.py [--half A|B] [--limit N] [--write PAGE]

A measure whose variable is not set is skipped. bench/README.md says what the folders hold, and what the figures mean.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import seedkit
import tables

RECIPES_VARIABLE = "SEEDKIT_RECIPES"
MAIN_TEXTS_VARIABLE = "SEEDKIT_MAIN_TEXTS"
Half = Literal["A", "B"]
_SHORTEST_PART = 15
_SAME = 0.9
"""Minimum share of the longer text, where one text is part of the other."""
_UNSEEN = re.compile(r"<(script|style|noscript|template)\b[^>]*>.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit status: 0 measured, 2 no folder is named, or it holds no page."""
    parser = argparse.ArgumentParser(description="Measure how public web pages are read, and print Markdown tables.")
    parser.add_argument("--half", choices=("A", "B"), default="A", help="the sites to measure (default: %(default)s)")
    parser.add_argument("--limit", type=int, metavar="N", help="measure only the first N pages, by the hash of their name")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="renew the tables in this Markdown page")
    options = parser.parse_args(arguments)
    named = {variable: folder for variable in MEASURES if (folder := os.environ.get(variable))}
    if not named:
        parser.error(f"set {' or '.join(MEASURES)}")
    sections = {}
    for variable, folder in named.items():
        name, measure = MEASURES[variable]
        try:
            counts = measure(Path(folder), options.half, options.limit)
        except (OSError, ValueError, KeyError) as error:
            print(f"external: {folder}: {error}", file=sys.stderr)
            return 2
        if not counts["pages"]:
            print(f"external: {folder}: no page to measure", file=sys.stderr)
            return 2
        sections[name] = table(name, counts)
        print(f"## {name}\n\n{sections[name]}\n")
    if options.write:
        tables.renew(options.write, sections)
    return 0


def half_of(name: str) -> Half:
    """Return the half that a site belongs to, decided by the hash of its name."""
    return "A" if hashlib.sha256(name.encode()).hexdigest()[0] < "8" else "B"


def read(page: bytes) -> seedkit.Article | None:
    """Return a page as seedkit reads it, ``None`` if it fails, which counts as a page without content."""
    try:
        return seedkit.normalize(page, format="html")
    except Exception as error:  # every failure is a result
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return None


# --- recipes ---------------------------------------------------------------------------------------------------------


def recipes(folder: Path, half: Half, limit: int | None = None) -> Counter[str]:
    """Compare every recipe page whose text shows all of its instructions with the JSON file beside it."""
    files = (path for path in folder.glob("*/*.json") if half_of(path.parent.name) == half)
    counts: Counter[str] = Counter()
    for path in sorted(files, key=lambda path: _rank(f"{path.parent.name}/{path.stem}")):
        if counts["pages"] == limit or not path.with_suffix(".testhtml").is_file():
            continue
        expected, page = json.loads(path.read_bytes()), path.with_suffix(".testhtml").read_bytes()
        shown = letters(_UNSEEN.sub(" ", page.decode("utf-8", "replace")))
        instructions = [words for line in expected.get("instructions_list") or () if (words := letters(line))]
        if instructions and all(words in shown for words in instructions):
            needed = {words for line in expected.get("ingredients") or () if (words := letters(line)) and words in shown}
            counts += compare_recipe(read(page), letters(expected.get("title")), instructions, needed)
    return counts


def compare_recipe(article: seedkit.Article | None, title: str, instructions: Sequence[str], needed: Iterable[str]) -> Counter[str]:
    """Count what of one recipe is read right; all texts are reduced to ``letters``."""
    needed = list(needed)
    counts = Counter(pages=1, ingredients=len(needed))
    if article is None:
        return counts + Counter(no_step=1)
    steps = [words_of(article, step) for step in article.steps]
    lists = [[letters(article.text_of(item)) for item in checklist.items] for checklist in article.checklists]
    kinds = [checklist.kind for checklist in article.checklists]
    found = [sum(any(same(words, item) for item in items) for words in needed) for items in lists]
    materials = [count for count, kind in zip(found, kinds, strict=True) if kind == "materials"]
    heading = article.metadata.title
    return counts + Counter(
        steps=len(steps) == len(instructions) and all(map(same, steps, instructions)),
        no_step=not steps,
        title=heading is not None and letters(heading.text) == title,
        in_one_list=max(found, default=0),
        in_materials=max(materials, default=0),
    )


def words_of(article: seedkit.Article, item: Any) -> str:
    """Return the letters of a step: its title and its content, without its label."""
    return letters(" ".join([item.title.text if item.title else "", *map(article.text_of, article.contents_of(item.body))]))


def letters(text: str | None) -> str:
    """Return the letters and digits of a text, in one case."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", html.unescape(text or "")).casefold()))


def same(one: str, other: str) -> bool:
    """Return whether two texts are equal but for a little more in one of them."""
    part, whole = sorted((one, other), key=len)
    return part == whole or (len(part) > _SHORTEST_PART and len(part) >= _SAME * len(whole) and part in whole)


# --- main texts ------------------------------------------------------------------------------------------------------


def main_texts(folder: Path, half: Half, limit: int | None = None) -> Counter[str]:
    """Look in what is read of each page for the pieces that belong to it, and for those that do not."""
    pages: Mapping[str, Any] = json.loads((folder / "evaldata.json").read_bytes())
    chosen = sorted((address for address in pages if half_of(urlsplit(address).hostname or address) == half), key=_rank)
    counts: Counter[str] = Counter()
    for address in chosen:
        paths = (folder / place / pages[address]["file"] for place in ("cache", "eval"))
        path = next((path for path in paths if path.is_file()), None)
        if path is not None and counts["pages"] != limit:
            counts += compare_pieces(read(path.read_bytes()), pages[address]["with"], pages[address]["without"])
    return counts


def compare_pieces(article: seedkit.Article | None, wanted: Sequence[str], unwanted: Sequence[str]) -> Counter[str]:
    """Count which pieces of one page the article contains, whatever the white space."""
    text = _folded("\n".join(_texts(article))) if article is not None else ""
    kept = sum(_folded(piece) in text for piece in wanted)
    kept_wrongly = sum(_folded(piece) in text for piece in unwanted)
    whole = kept == len(wanted) and not kept_wrongly
    return Counter(pages=1, wanted=len(wanted), kept=kept, kept_wrongly=kept_wrongly, whole=whole)


def _texts(article: seedkit.Article) -> Iterator[str]:
    facts = article.metadata
    yield from (fact.text for fact in (facts.title, facts.subtitle) if fact is not None)
    waiting = [*reversed(article.outline)]
    while waiting:
        node = waiting.pop()
        yield article.text_of(article.resolve(node))
        waiting += reversed(node.children)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _rank(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


# --- tables ----------------------------------------------------------------------------------------------------------


def table(name: str, counts: Mapping[str, int]) -> str:
    """Return the shares of a measure as a Markdown table."""
    rows = [["measure", "figure"], ["pages", str(counts["pages"])]]
    for words, part, whole in SHARES[name]:
        total = sum(counts[key] for key in whole)
        rows.append([words, f"{counts[part] / total:.3f}" if total else "–"])
    return tables.markdown(rows)


MEASURES: Mapping[str, tuple[str, Callable[[Path, Half, int | None], Counter[str]]]] = {
    RECIPES_VARIABLE: ("recipes", recipes),
    MAIN_TEXTS_VARIABLE: ("main texts", main_texts),
}
SHARES: Mapping[str, Sequence[tuple[str, str, tuple[str, ...]]]] = {
    "recipes": (
        ("`steps` are exactly the instructions", "steps", ("pages",)),
        ("no step found", "no_step", ("pages",)),
        ("title right", "title", ("pages",)),
        ("ingredients in one checklist", "in_one_list", ("ingredients",)),
        ("ingredients in one checklist of kind `materials`", "in_materials", ("ingredients",)),
    ),
    "main texts": (
        ("precision", "kept", ("kept", "kept_wrongly")),
        ("recall", "kept", ("wanted",)),
        ("pages wholly right", "whole", ("pages",)),
    ),
}


if __name__ == "__main__":
    sys.exit(main())
