"""Evidence for and against a short block being a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from seedkit.classify.shapes import DIGITS, Shape
from seedkit.classify.weighed import row, rows_of
from seedkit.classify.weighed.setting import SPACINGS, Setting
from seedkit.language.counts import names_items
from seedkit.language.headings import usual
from seedkit.language.letters import opens_with_greeting
from seedkit.language.lexicon import Lexicon

_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_OPENERS = "\"“‘'([{<~$#@/…_*→>–—-"
_QUOTES = ("“", '"')
_STOPS, _DASHES, _ADDRESSES, _SLOTS = map(frozenset, (".?!", "–-—|", "@/.", "[{<"))
ASKS = row("faq ?")
"""The feature of a line that is a question below an FAQ heading."""
GAPS = frozenset([row(f"gaps {spacing} {above}{below}") for spacing in SPACINGS for above in range(3) for below in range(4)])
"""The features for the number of blank lines around a block; every short block has one."""


def features(setting: Setting, candidates: Collection[int]) -> dict[int, list[int]]:
    """Return the features of the short blocks at ``candidates``, by index."""
    blocks, shapes, short, lexicon = setting.blocks, setting.shapes, setting.short, setting.lexicon
    total = len(blocks)
    spacing, pace, faq = setting.spacing, setting.pace, setting.below_faq
    endings = Counter([shapes[k].ending for k in short])
    texts = Counter([shapes[k].lower for k in short])
    labels = Counter([blocks[k].text.partition(": ")[0] for k in short if ": " in blocks[k].text])
    bare = [shape.kind == "short" and shape.ending not in ("stop", ":") for shape in shapes]
    before_run = [*accumulate(bare, _count_on, initial=0)]
    after_run = [*accumulate(reversed(bare), _count_on, initial=0)][::-1]
    numbered = any(shape.kind == "numbered" for shape in shapes)
    title = next((blocks[k].text.lower().rstrip("?!. ") for k, s in enumerate(shapes) if s.kind == "title"), "")
    title_words = set(title.split())
    tails_of = {k: _tail(shapes[k]) for k in short}
    tails = Counter(tails_of.values())
    ends = ["nothing", "nothing", *[s.ending if s.kind == "short" else s.kind for s in shapes], "nothing", "nothing"]
    kinds = ["nothing", *map(_kind, shapes), "nothing"]
    out: dict[int, list[int]] = {}
    for k in candidates:
        shape, block = shapes[k], blocks[k]
        _, count, size, ending, case, lowered, words, signs = shape
        text = block.text
        above, below = kinds[k], kinds[k + 2]
        gap = min(block.blank_before, 2)
        gap_below = min(blocks[k + 1].blank_before, 2) if k + 1 < total else 3
        coarse = _coarse(count)
        digits = has_digit(shape)
        announces = names_items(words if "-" not in signs else lowered.replace("-", " ").split(), lexicon)
        counted = announces and (digits or not lexicon.numbers.keys().isdisjoint(words))
        tail = tails_of[k]
        low = lowered.rstrip("?!.: ")
        shared = -1
        if title_words and count > 2:
            shared = 4 * len(title_words.intersection(words if low == lowered else low.split())) // count
        out[k] = [
            *_neighbours(size, coarse, ending, case, above, below),
            *_two_around(ends[k + 1], ends[k], ends[k + 3], ends[k + 4], coarse, ending),
            *_gaps(spacing, gap, gap_below, coarse, ending, below),
            *_among(
                min(before_run[k], 3), min(after_run[k + 1], 3), min(block.indent, 1), ending, _few(endings[ending]), pace,
                numbered, below,
            ),
            *_set_beside(ending, case, coarse, below, labels != {} and labels[text.partition(": ")[0]] > 1, min(texts[lowered], 3)),
            *_announcement(announces, counted, ending, below),
            *_lines(min(block.line_end - block.line, 3), _opening(blocks[k + 1].text[:1]) if k + 1 < total else "", coarse, ending),
            *(_above(_long(shapes[k - 1].words), above) if k and shapes[k - 1].kind != "short" else ()),
            *_wording(text, shape, coarse, digits, lexicon),
            *_echoes(
                faq[k], ending, tail != "" and (tails[tail] > 1 or title.endswith(tail)), low == title, min(3, shared)
            ),
        ]  # fmt: skip
    return out


def has_digit(shape: Shape) -> bool:
    """Return whether a short block holds a digit."""
    return not shape.signs.isdisjoint(DIGITS) or (not shape.lower.isascii() and _DIGIT.search(shape.lower) is not None)


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
def _two_around(above: str, second_above: str, below: str, second: str, coarse: str, ending: str) -> tuple[str, ...]:
    return (
        f"two above {above} {second_above}",
        f"two below {below} {second}",
        f"two below {below} {second} {coarse} {ending}",
    )


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
def _set_beside(ending: str, case: str, coarse: str, below: str, labelled: bool, repeated: int) -> Iterator[str]:
    if ending in (":", "?"):
        yield f"{ending} {case} {coarse} {below}"
    if labelled:
        yield "label repeated"
    if repeated > 1:
        yield f"repeated {repeated}"


@rows_of
def _announcement(announces: bool, counted: bool, ending: str, below: str) -> Iterator[str]:
    if announces:
        yield f"announces {ending} {below}"
    if counted:
        yield f"announces so many {ending}"


@rows_of
def _lines(more: int, opening: str, coarse: str, ending: str) -> Iterator[str]:
    """``opening`` is how the block below begins: with a quotation mark, a small letter, or in another way."""
    if more > 0:
        yield f"lines {more}"
    if opening == "quoted":
        yield f"below quoted {coarse}"
    if opening:
        yield f"below opens {'lower' if opening == 'lower' else 'other'} {ending}"


@rows_of
def _above(words: str, above: str) -> tuple[str, ...]:
    return (f"above words {words} {above}",)


@rows_of
def _echoes(faq: bool, ending: str, tail: bool, title: bool, shared: int) -> Iterator[str]:
    if faq:
        yield f"faq {ending}"
    if tail:
        yield "tail repeated"
    if title:
        yield "echoes title"
    elif shared >= 0:
        yield f"shares {shared}"


def _opening(sign: str) -> str:
    return "quoted" if sign in _QUOTES else "lower" if sign.islower() else "other"


def _wording(text: str, shape: Shape, coarse: str, digits: bool, lexicon: Lexicon) -> list[int]:
    signs, ending = shape.signs, shape.ending
    words: Sequence[str] = shape.said
    if "'" in signs:
        words = [word.replace("'", "’") for word in words]
    first, last = words[0].rstrip(",:"), words[-1].rstrip(".:?!,")
    known = lexicon.function_words
    inside = text[:-1]
    stops = not signs.isdisjoint(_STOPS) and (". " in inside or "? " in inside or "! " in inside)
    dated = digits and not lexicon.months.keys().isdisjoint(words)
    return [
        *_first(
            first if first in known else "",
            first in lexicon.imperatives,
            opens_with_greeting(text, lexicon),
            "" if text[0].isalnum() else text[0] if text[0] in _OPENERS else "sign",
            len(first) > 5 and first.endswith(lexicon.participle_endings),
            last in known,
            ending,
        ),
        *_sentence(
            not lexicon.finite_verbs.isdisjoint(words),
            not lexicon.personal_words.isdisjoint(words),
            4 * len([word for word in words if word in known]) // len(words),
            ending,
            coarse,
        ),
        *_parts(
            stops,
            stops and text.count("?") > 1,
            ending in ("quote", "?") and ("“" in inside[1:] or ' "' in inside),
            min(text.index(": ") // 12, 3) if ":" in signs and ": " in inside else -1,
            "," in signs and ", " in inside,
            not signs.isdisjoint(_DASHES) and (" – " in inside or " - " in inside or " — " in inside or " | " in inside),
            ending,
            coarse,
        ),
        *_signs(
            "(" in signs,
            not signs.isdisjoint(_ADDRESSES) and ("@" in signs or "://" in text or "www." in text or ".com" in text),
            digits,
            dated,
            not signs.isdisjoint(_SLOTS),
            usual(text, lexicon),
            text[0].isalpha() or _LETTER.search(text) is not None,
            coarse,
        ),
    ]


@rows_of
def _first(
    word: str, imperative: bool, greeting: bool, sign: str, participle: bool, last_known: bool, ending: str
) -> Iterator[str]:
    """``word`` is a function word that the text begins with, ``sign`` its first character if that is neither letter nor digit."""
    if word:
        yield f"first {word}"
    if imperative:
        yield f"first imperative {ending}"
    if greeting:
        yield f"greeting {ending}"
    if sign:
        yield f"opens {sign}"
    if participle:
        yield "first -ing"
    if last_known:
        yield "last function word"


@rows_of
def _sentence(verb: bool, person: bool, share: int, ending: str, coarse: str) -> tuple[str, ...]:
    return f"verb {int(verb)} person {int(person)} {ending} {coarse}", f"function words {share} {coarse}"


@rows_of
def _parts(stops: bool, asks: bool, quotes: bool, label: int, comma: bool, dash: bool, ending: str, coarse: str) -> Iterator[str]:
    """``label`` is how long the words before a colon are, in steps of 12 characters, below zero where there is none."""
    if stops:
        yield f"sentences {ending} {coarse}"
    if asks:
        yield f"questions {coarse}"
    if quotes:
        yield f"quotes {ending}"
    if label >= 0:
        yield f"label {label} {ending}"
    if comma:
        yield f"comma {coarse}"
    if dash:
        yield "dash"


@rows_of
def _signs(
    bracket: bool, address: bool, digits: bool, dated: bool, slot: bool, cue: str, letters: bool, coarse: str
) -> Iterator[str]:
    if bracket:
        yield "bracket"
    if address:
        yield "address"
    if digits:
        yield f"digits {coarse}"
    if dated:
        yield f"date {coarse}"
    if slot:
        yield "slot"
    if cue:
        yield f"cue {cue}"
    if not letters:
        yield "no letters"


def _count_on(run: int, bare: bool) -> int:
    return run + 1 if bare else 0


def _tail(shape: Shape) -> str:
    """What a heading has after a dash when its keywords are repeated for search engines."""
    if shape.signs.isdisjoint(_DASHES):
        return ""
    for dash in (" – ", " — ", " - ", " | "):
        if dash in shape.lower:
            return shape.lower.rpartition(dash)[2]
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
