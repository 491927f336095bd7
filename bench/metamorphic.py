"""How much of what is read survives a change that means nothing: ``python bench/metamorphic.py FOLDER [FOLDER …]``.

Every article (``.txt``) below the folders is read as it is and after each change of form: other line ends, a byte order mark, blank
lines, blanks at the ends of lines, no-break spaces, NFC and NFD, wrapping. An entity is kept when the document after the change has
one of the same kind that says the same. An article is kept when its entities differ in spans alone, and in neither ids nor nesting.
"""

from __future__ import annotations

import argparse
import json
import re
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from seedkit.pipeline import compile_bytes

COLUMNS = (60, 72, 80, 100)
"""Columns at which text is wrapped. Articles in which that loses what is said are left out there: see ``can_be_wrapped``."""

_ENTITIES = ("groups", "steps", "points", "faqs", "checklists", "sample_texts", "passages")
_SPANS = frozenset({"span", "spans"})
_PLACE = frozenset({"id", "parent", "ref", "items", "children"})


class Kept(NamedTuple):
    """What survived one change: entities kept of those there were, articles kept of those tried, and the names of the others."""

    entities: int
    of_entities: int
    articles: int
    of_articles: int
    lost: tuple[str, ...]


def _wrapped(columns: int) -> Callable[[str], bytes]:
    def wrap(text: str) -> bytes:
        lines: list[str] = []
        for line in text.split("\n"):
            lead = line[: len(line) - len(line.lstrip())]
            parts = textwrap.wrap(
                line, columns, subsequent_indent=lead, break_long_words=False, break_on_hyphens=False, expand_tabs=False
            )
            lines += parts or [""]
        return "\n".join(lines).encode()

    return wrap


def _gaps(times: int) -> Callable[[str], bytes]:
    return lambda text: "".join(line if line.strip() else line * times for line in text.splitlines(keepends=True)).encode()


def _every_tenth_blank(text: str) -> bytes:
    words = re.split(r"(?<=\S) (?=\S)", text)
    return "".join(word + ("\xa0" if k % 10 == 0 else " ") for k, word in enumerate(words[:-1], 1)).encode() + words[-1].encode()


CHANGES: Mapping[str, Callable[[str], bytes]] = {
    "line ends CR LF": lambda text: text.replace("\n", "\r\n").encode(),
    "line ends CR": lambda text: text.replace("\n", "\r").encode(),
    "byte order mark": lambda text: text.encode("utf-8-sig"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "NFC": lambda text: unicodedata.normalize("NFC", text).encode(),
    "NFD": lambda text: unicodedata.normalize("NFD", text).encode(),
    "every tenth space no-break": _every_tenth_blank,
    "every space no-break": lambda text: re.sub(r"(?<=\S) (?=\S)", "\xa0", text).encode(),
    "no line end at the end": lambda text: text.rstrip().encode(),
    "blank lines around": lambda text: f"\n\n{text}\n\n\n".encode(),
    "two spaces behind lines": lambda text: text.replace("\n", "  \n").encode(),
    "spaces and a tab behind lines": lambda text: re.sub(r"(?<=\S)\n", "  \t\n", text).encode(),
    "spaces in blank lines": lambda text: re.sub(r"(?<=\n)\n", "   \n", text).encode(),
    "blank lines doubled": _gaps(2),
    "blank lines tripled": _gaps(3),
    **{f"wrapped at {columns}": _wrapped(columns) for columns in COLUMNS},
}


def entities(data: bytes) -> list[tuple[str, str]]:
    """Return what an article is read as: of each entity what it says, and that with its id and its place in the tree.

    Spans are left out; whitespace and normal form of the words count as one.
    """
    document = compile_bytes(data, "article.txt", "text").document.model_dump(mode="json", include=set(_ENTITIES))
    found = [{"in": name, "is": entity} for name in _ENTITIES for entity in document[name]]
    return [(_said(entity, _SPANS | _PLACE), _said(entity, _SPANS)) for entity in found]


def _said(entity: object, forgotten: frozenset[str]) -> str:
    return json.dumps(_plain(entity, forgotten), ensure_ascii=False, sort_keys=True)


def _plain(value: object, forgotten: frozenset[str]) -> object:
    if isinstance(value, dict):
        return {key: _plain(inner, forgotten) for key, inner in value.items() if key not in forgotten}
    if isinstance(value, list):
        return [_plain(inner, forgotten) for inner in value]
    return unicodedata.normalize("NFC", " ".join(value.split())) if isinstance(value, str) else value


def can_be_wrapped(text: str) -> bool:
    """Return whether wrapping an article loses nothing that it says.

    It does where it is wrapped already, and where neither a blank line nor a marker tells that a long line ends its paragraph.
    """
    blocks = [reading.block for reading in compile_bytes(text.encode(), "article.txt", "text").readings]
    return all(not block.lines for block in blocks) and all(
        below.blank_before or below.marker or above.end - above.start < min(COLUMNS) for above, below in pairwise(blocks)
    )


def measure(texts: Mapping[str, str], names: Sequence[str] = tuple(CHANGES)) -> Iterator[tuple[str, Kept]]:
    """Yield what each change keeps of the articles, which are given by name."""
    before = {name: entities(text.encode()) for name, text in texts.items()}
    whole = {name for name, text in texts.items() if can_be_wrapped(text)}
    for change in names:
        tried = {name: found for name, found in before.items() if name in whole or not change.startswith("wrapped")}
        after = {name: entities(CHANGES[change](texts[name])) for name in tried}
        lost = tuple(name for name, found in tried.items() if after[name] != found)
        same = sum((_words(found) & _words(after[name])).total() for name, found in tried.items())
        yield change, Kept(same, sum(map(len, tried.values())), len(tried) - len(lost), len(tried), lost)


def _words(entities: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(words for words, _ in entities)


def read(folders: Sequence[Path], every: int) -> dict[str, str]:
    """Return the text of every so many-th article below the folders, line ends as LF."""
    paths = sorted(path for folder in folders for path in folder.rglob("*.txt"))[::every]
    texts = {str(path): path.read_bytes().decode("utf-8-sig", "replace") for path in paths}
    return {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in texts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every N-th article")
    parser.add_argument("--change", action="append", choices=tuple(CHANGES), help="only this change; may be given several times")
    parser.add_argument("--lost", action="store_true", help="name the articles that are not kept")
    options = parser.parse_args()
    texts = read(options.folders, options.every)
    print(f"{len(texts)} articles\n\n| change | entities | kept | articles | kept |\n| --- | ---: | ---: | ---: | ---: |")
    total = Counter[str]()
    for change, kept in measure(texts, options.change or tuple(CHANGES)):
        total.update(kept._asdict() | {"lost": 0})
        print(_row(change, *kept[:4]))
        if options.lost:
            print("".join(f"  {name}\n" for name in kept.lost), end="")
    print(_row("all", *(total[name] for name in Kept._fields[:4])))


def _row(change: str, entities: int, of_entities: int, articles: int, of_articles: int) -> str:
    shares = (entities / max(1, of_entities), articles / max(1, of_articles))
    return f"| {change} | {of_entities:,} | {shares[0]:.2%} | {of_articles:,} | {shares[1]:.1%} |"


if __name__ == "__main__":
    main()
