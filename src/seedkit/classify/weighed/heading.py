"""Evidence for and against a short block being a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from itertools import accumulate

from seedkit.classify.shapes import Shape
from seedkit.classify.weighed import row, rows_of
from seedkit.classify.weighed.setting import SPACINGS, Setting
from seedkit.language.counts import names_items
from seedkit.language.headings import usual
from seedkit.language.letters import opens_with_greeting
from seedkit.language.lexicon import Lexicon

_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_OPENERS = "\"“‘'([{<~$#@/…_*→>–—-"
_QUOTES = ("“", '"')
ASKS = row("faq ?")
"""The feature of a line that is a question below an FAQ heading."""
GAPS = frozenset([row(f"gaps {spacing} {above}{below}") for spacing in SPACINGS for above in range(3) for below in range(4)])
"""The features for the number of blank lines around a block; every short block has one."""


def features(setting: Setting, candidates: Collection[int]) -> dict[int, list[int]]:
    """Return the features of the short blocks at ``candidates``, by index."""
    blocks, shapes, short, lexicon = setting.blocks, setting.shapes, setting.short, setting.lexicon
    total = len(blocks)
    spacing, pace, faq = setting.spacing, setting.pace, setting.below_faq
    endings = Counter(shapes[k].ending for k in short)
    lowers = {k: blocks[k].text.lower() for k in short}
    texts = Counter(lowers.values())
    labels = Counter([blocks[k].text.partition(": ")[0] for k in short if ": " in blocks[k].text])
    bare = [shape.kind == "short" and shape.ending not in ("stop", ":") for shape in shapes]
    before_run = [*accumulate(bare, _count_on, initial=0)]
    after_run = [*accumulate(reversed(bare), _count_on, initial=0)][::-1]
    numbered = any(shape.kind == "numbered" for shape in shapes)
    title = next((blocks[k].text.lower().rstrip("?!. ") for k, s in enumerate(shapes) if s.kind == "title"), "")
    title_words = set(title.split())
    tails_of = {k: _tail(lower) for k, lower in lowers.items()}
    tails = Counter(tails_of.values())
    ends = ["nothing", "nothing", *(s.ending if s.kind == "short" else s.kind for s in shapes), "nothing", "nothing"]
    kinds = ["nothing", *map(_kind, shapes), "nothing"]
    out: dict[int, list[int]] = {}
    for k in candidates:
        shape, block = shapes[k], blocks[k]
        text, ending = block.text, shape.ending
        above, below = kinds[k], kinds[k + 2]
        gap = min(block.blank_before, 2)
        gap_below = min(blocks[k + 1].blank_before, 2) if k + 1 < total else 3
        coarse = _coarse(shape.words)
        lowered = lowers[k]
        repeated = min(texts[lowered], 3)
        bare_above, bare_below = min(before_run[k], 3), min(after_run[k + 1], 3)
        found = [
            *_neighbours(shape.size, coarse, ending, shape.case, above, below),
            row(f"two above {ends[k + 1]} {ends[k]}"),
            *_two_below(ends[k + 3], ends[k + 4], coarse, ending),
            *_gaps(spacing, gap, gap_below, coarse, ending, below),
            *_among(bare_above, bare_below, min(block.indent, 1), ending, _few(endings[ending]), pace, numbered, below),
        ]
        if ending in (":", "?"):
            found.append(row(f"{ending} {shape.case} {coarse} {below}"))
        if labels and labels[text.partition(": ")[0]] > 1:
            found.append(row("label repeated"))
        if repeated > 1:
            found.append(row(f"repeated {repeated}"))
        if names_items(lowered, lexicon):
            found.append(row(f"announces {ending} {below}"))
            if _DIGIT.search(text) or not lexicon.numbers.keys().isdisjoint(lowered.split(" ")):
                found.append(row(f"announces so many {ending}"))
        if block.line_end > block.line:
            found.append(row(f"lines {min(block.line_end - block.line, 3)}"))
        if k + 1 < total:
            opening = blocks[k + 1].text[:1]
            if opening in _QUOTES:
                found.append(row(f"below quoted {coarse}"))
            found.append(row(f"below opens {'lower' if opening.islower() else 'other'} {ending}"))
        if k and shapes[k - 1].kind != "short":
            found.append(row(f"above words {_long(shapes[k - 1].words)} {above}"))
        found += _wording(text, lowered, coarse, ending, lexicon)
        if faq[k]:
            found.append(row(f"faq {ending}"))
        low = lowered.rstrip("?!.: ")
        tail = tails_of[k]
        if tail and (tails[tail] > 1 or title.endswith(tail)):
            found.append(row("tail repeated"))
        if low == title:
            found.append(row("echoes title"))
        elif title_words and shape.words > 2:
            found.append(row(f"shares {min(3, 4 * len(title_words.intersection(low.split())) // shape.words)}"))
        out[k] = found
    return out


@rows_of
def _neighbours(size: str, coarse: str, ending: str, case: str, above: str, below: str) -> tuple[str, ...]:
    set_as = f"{coarse} {ending}"
    return (
        f"size {size}",
        f"{set_as} {case}",
        f"above {above}",
        f"above {above} {set_as}",
        f"below {below} {ending}",
        f"below {below} {set_as}",
        f"below {below} {coarse} {case}",
        f"around {above} {below}",
    )


@rows_of
def _two_below(first: str, second: str, coarse: str, ending: str) -> tuple[str, ...]:
    return f"two below {first} {second}", f"two below {first} {second} {coarse} {ending}"


@rows_of
def _gaps(spacing: str, gap: int, gap_below: int, coarse: str, ending: str, below: str) -> tuple[str, ...]:
    around = f"{spacing} {gap}{gap_below}"
    return f"gaps {around}", f"gaps {around} {coarse} {ending}", f"gaps {gap}{gap_below} {below}"


@rows_of
def _among(
    bare_above: int, bare_below: int, indent: int, ending: str, alike: str, pace: int, numbered: bool, below: str
) -> tuple[str, ...]:
    return (
        f"run {bare_above}{bare_below}",
        f"indent {indent}",
        f"endings {ending} {alike}",
        f"pace {pace} {ending} {numbered and 'n'} {below}",
    )


@rows_of
def _sentence(verb: bool, person: bool, share: int, ending: str, coarse: str) -> tuple[str, ...]:
    return f"verb {int(verb)} person {int(person)} {ending} {coarse}", f"function words {share} {coarse}"


def _wording(text: str, lowered: str, coarse: str, ending: str, lexicon: Lexicon) -> list[int]:
    words = lowered.replace("'", "’").split(" ")
    first, last = words[0].rstrip(",:"), words[-1].rstrip(".:?!,")
    known = lexicon.function_words
    found = [row(f"first {first}")] if first in known else []
    if first in lexicon.imperatives:
        found.append(row(f"first imperative {ending}"))
    if opens_with_greeting(text, lexicon):
        found.append(row(f"greeting {ending}"))
    if not text[0].isalnum():
        found.append(row(f"opens {text[0] if text[0] in _OPENERS else 'sign'}"))
    if len(first) > 5 and first.endswith(lexicon.participle_endings):
        found.append(row("first -ing"))
    if last in known:
        found.append(row("last function word"))
    verb, person = not lexicon.finite_verbs.isdisjoint(words), not lexicon.personal_words.isdisjoint(words)
    lows = len([word for word in words if word in known])
    found += _sentence(verb, person, 4 * lows // len(words), ending, coarse)
    inside = text[:-1]
    if ". " in inside or "? " in inside or "! " in inside:
        found.append(row(f"sentences {ending} {coarse}"))
        if text.count("?") > 1:
            found.append(row(f"questions {coarse}"))
    if ending in ("quote", "?") and ("“" in inside[1:] or ' "' in inside):
        found.append(row(f"quotes {ending}"))
    if ": " in inside:
        found.append(row(f"label {min(text.index(': ') // 12, 3)} {ending}"))
    if ", " in inside:
        found.append(row(f"comma {coarse}"))
    if " – " in inside or " - " in inside or " — " in inside or " | " in inside:
        found.append(row("dash"))
    if "(" in text:
        found.append(row("bracket"))
    if "@" in text or "://" in text or "www." in text or ".com" in text:
        found.append(row("address"))
    if _DIGIT.search(text):
        found.append(row(f"digits {coarse}"))
        if not lexicon.months.keys().isdisjoint(words):
            found.append(row(f"date {coarse}"))
    if "[" in text or "{" in text or "<" in text:
        found.append(row("slot"))
    kind = usual(text, lexicon)
    if kind:
        found.append(row(f"cue {kind}"))
    if not _LETTER.search(text):
        found.append(row("no letters"))
    return found


def _count_on(run: int, bare: bool) -> int:
    return run + 1 if bare else 0


def _tail(text: str) -> str:
    """What a heading has after a dash when its keywords are repeated for search engines."""
    for dash in (" – ", " — ", " - ", " | "):
        if dash in text:
            return text.rpartition(dash)[2]
    return ""


def _kind(shape: Shape) -> str:
    if shape.kind != "short":
        return shape.kind
    if shape.ending in ("stop", "!", "quote"):
        return "sentence"
    if shape.ending in (":", "?"):
        return shape.ending
    return "line" if shape.words > 12 else "bare"


def _coarse(words: int) -> str:
    return "s" if words <= 3 else "m" if words <= 7 else "l" if words <= 12 else "x"


def _few(count: int) -> str:
    return "1" if count == 1 else "2" if count == 2 else "3-5" if count <= 5 else "6+"


def _long(words: int) -> str:
    return "s" if words <= 3 else "m" if words <= 7 else "l" if words <= 12 else "x" if words <= 25 else "y" if words <= 50 else "z"
