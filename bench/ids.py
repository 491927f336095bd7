"""Do ids survive? Random edits to articles, and the share of entities that keep their id, with and without memory.

    python bench/ids.py [--edits 1000] [--articles FOLDER]

Who is who is known from the edits alone: every line has a number of its own that it keeps while it is moved, renumbered
or mended, and an entity is known by the line that it begins on. An entity is untouched when it says the same before and after an
edit, edited when it does not.
"""

from __future__ import annotations

import argparse
import re
import string
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from articles import article, sentence
from seedkit.ids.keep import remember
from seedkit.model.document import Document, Faq, Group, Item
from seedkit.model.walk import body_of, entities
from seedkit.pipeline import compile_text

_NUMBER = re.compile(r"(?:Step )?(\d+)[.):] ")
_STYLES = ("{}. ", "{}) ", "Step {}: ")


class Line(NamedTuple):
    """A physical line and the number that it keeps for life."""

    number: int
    text: str


Blocks = list[list[Line]]
"""An article: lines in blocks, a blank line between two."""

_numbers = count()


def lines(text: str) -> list[Line]:
    return [Line(next(_numbers), line) for line in text.split("\n")]


def split(text: str) -> Blocks:
    return [lines(block) for block in re.split(r"\n\n+", text.strip("\n"))]


# --- edits -----------------------------------------------------------------------------------------------------------


def insert_paragraph(blocks: Blocks, random: Random) -> None:
    blocks.insert(random.randrange(2, len(blocks)), lines(" ".join(sentence(random) for _ in range(random.randint(1, 4)))))


def insert_section(blocks: Blocks, random: Random) -> None:
    heads = _heads(blocks)
    at = random.choice(heads) if heads else len(blocks)
    words = sentence(random).split(",")[0]
    blocks[at:at] = [lines(f"1. {words}"), lines(f"{sentence(random)} {sentence(random)}")]
    _number(blocks, _style(blocks))


def insert_item(blocks: Blocks, random: Random) -> None:
    found = [block for block in blocks if block[0].text.startswith("- ")]
    if found:
        block = random.choice(found)
        block.insert(random.randrange(len(block) + 1), lines(f"- {' '.join(sentence(random).split()[1:4])}")[0])


def remove(blocks: Blocks, random: Random) -> None:
    at = random.randrange(2, len(blocks))
    if len(blocks[at]) > 1:
        blocks[at].pop(random.randrange(len(blocks[at])))
    else:
        blocks.pop(at)
        _number(blocks, _style(blocks))


def move_section(blocks: Blocks, random: Random) -> None:
    heads = _heads(blocks)
    if len(heads) > 3:
        here = random.randrange(len(heads) - 1)
        cut = blocks[heads[here] : heads[here + 1]]
        del blocks[heads[here] : heads[here + 1]]
        at = random.choice(_heads(blocks))
        blocks[at:at] = cut
        _number(blocks, _style(blocks))


def move_item(blocks: Blocks, random: Random) -> None:
    found = [block for block in blocks if len(block) > 2]
    if found:
        block = random.choice(found)
        block.insert(random.randrange(len(block)), block.pop(random.randrange(len(block))))


def renumber(blocks: Blocks, random: Random) -> None:
    _number(blocks, random.choice(_STYLES))


def mend_typo(blocks: Blocks, random: Random) -> None:
    def mended(words: list[str]) -> list[str]:
        at = random.choice([place for place, word in enumerate(words) if len(word) > 3] or [0])
        place = random.randrange(len(words[at]))
        words[at] = words[at][:place] + random.choice(string.ascii_lowercase) + words[at][place + random.randrange(2) :]
        return words

    _change(blocks, random, mended)


def reword(blocks: Blocks, random: Random) -> None:
    def reworded(words: list[str]) -> list[str]:
        length = random.randint(1, max(1, len(words) // 4))
        at = random.randrange(max(1, len(words) - length + 1))
        return words[:at] + random.sample(sentence(random).lower().rstrip(".").split(), min(length, 5)) + words[at + length :]

    _change(blocks, random, reworded)


EDITS: tuple[Callable[[Blocks, Random], None], ...] = (
    insert_paragraph, insert_section, insert_item, remove, move_section, move_item, renumber, mend_typo, mend_typo, reword, reword,
)  # fmt: skip


def _change(blocks: Blocks, random: Random, change: Callable[[list[str]], list[str]]) -> None:
    block = random.choice(blocks[2:])
    at = random.randrange(len(block))
    sign = re.match(r"(?:- |(?:Step )?\d+[.):] )?", block[at].text)
    assert sign is not None
    words = block[at].text[sign.end() :].split()
    if words:
        block[at] = Line(block[at].number, sign.group() + " ".join(change(words)))


def _heads(blocks: Blocks) -> list[int]:
    return [place for place, block in enumerate(blocks) if _NUMBER.match(block[0].text)]


def _style(blocks: Blocks) -> str:
    styles = Counter(_NUMBER.sub(lambda found: found[0].replace(found[1], "{}"), block[0].text, count=1)[:9] for block in blocks)
    return next((style for style in _STYLES[::-1] if any(found.startswith(style) for found in styles)), _STYLES[0])


def _number(blocks: Blocks, style: str) -> None:
    for ordinal, place in enumerate(_heads(blocks), 1):
        line = blocks[place][0]
        blocks[place][0] = Line(line.number, _NUMBER.sub(style.format(ordinal), line.text, count=1))


# --- who is who ------------------------------------------------------------------------------------------------------

Known = dict[tuple[str, int, int], tuple[str, str]]
"""Kind, line and place on the line of an entity → its id and what it says."""


def known(document: Document, blocks: Blocks) -> Known:
    numbers = [line.number for block in blocks for line in (*block, Line(-1, ""))]
    found: Known = {}
    for entity, _ in entities(document):
        kind = "item" if isinstance(entity, Item) else type(entity).__name__
        titles = (getattr(entity, name, None) for name in ("title", "question", "heading"))
        title = getattr(entity, "text", None) or next((text.text for text in titles if text), "")
        inside = [str(getattr(block, "text", "")) for block in body_of(entity)]
        if not title and isinstance(entity, Group):
            members: tuple[Item | Faq, ...] = (*document.steps, *document.points, *document.faqs)
            inside = [member.id for member in members if member.group == entity.id]
        says = "\n".join((title, *inside))
        place = sum(key[:2] == (kind, numbers[entity.span.line - 1]) for key in found)
        found[kind, numbers[entity.span.line - 1], place] = entity.id, says
    return found


def edited(text: str, edits: int, random: Random) -> Iterator[Blocks]:
    """Yield the article, then the article after each edit."""
    blocks = split(text)
    yield blocks
    for _ in range(edits):
        blocks = [list(block) for block in blocks]
        random.choice(EDITS)(blocks, random)
        blocks = [block for block in blocks if block]
        yield blocks


def read(blocks: Blocks) -> Document:
    return compile_text("\n\n".join("\n".join(line.text for line in block) for block in blocks) + "\n").document


def measure(texts: list[str], edits: int, seed: int) -> tuple[Counter[str], float]:
    """Return how many entities kept their id and how many there were, by condition, and the seconds that remembering took."""
    figures: Counter[str] = Counter()
    spent = 0.0
    share, rest = divmod(edits, len(texts))
    for number, text in enumerate(texts):
        remembered: Document | None = None
        before: dict[str, Known] = {}
        for blocks in edited(text, share + (number < rest), Random(seed + number)):
            fresh = read(blocks)
            start = time.perf_counter()
            remembered = remember(remembered, fresh) if remembered is not None else fresh
            spent += time.perf_counter() - start
            for memory, document in (("with", remembered), ("without", fresh)):
                now = known(document, blocks)
                for key, (id, says) in before.get(memory, {}).items():
                    if key in now:
                        sort = f"{memory} {'untouched' if now[key][1] == says else 'edited'}"
                        figures[sort] += 1
                        figures[f"{sort} kept"] += now[key][0] == id
                before[memory] = now
    return figures, spent


def main() -> None:
    parser = argparse.ArgumentParser(description="Apply random edits to articles and say how many ids survive.")
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=Path, help="folder of .txt articles (default: 20 made-up ones)")
    options = parser.parse_args()
    if options.articles is not None:
        texts = [file.read_text(encoding="utf-8") for file in sorted(options.articles.glob("*.txt"))]
    else:
        texts = [article(6000, seed) for seed in range(20)]
    figures, spent = measure(texts, options.edits, options.seed)
    print(f"{options.edits} edits of {len(texts)} articles; remembering took {1000 * spent / options.edits:.1f} ms an edit")
    for memory in ("with", "without"):
        for sort in ("untouched", "edited"):
            name = f"{memory} {sort}"
            kept, all = figures[f"{name} kept"], figures[name]
            print(f"{memory:>7} memory  {sort:9}  {kept:>7} of {all:>7}  {100 * kept / max(all, 1):.2f} %")


if __name__ == "__main__":
    main()
