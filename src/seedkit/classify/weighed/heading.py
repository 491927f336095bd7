"""Evidence for and against a short block being a heading, each by itself: its shape, what is around it, and its words.

The evidence of a block is a list of facts for each of ``FAMILIES``, in order, and further ones for the last of them, a word each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import accumulate

from seedkit.classify.shapes import DIGITS, Shape
from seedkit.classify.weighed import Family, Parts
from seedkit.classify.weighed.setting import Setting
from seedkit.language.lexicon import Lexicon

_OPENERS = "\"“‘'([{<~$#@/…_*→>–—-"
_QUOTES = ("“", '"')
_MARKS = ".,:;!?()[]{}<>\"“”‘’'*_…"
_STOPS = frozenset(".?!")
_NUMBER = "#"
"""Every word that begins with a digit."""
_LONGEST_WORD = 30
"""Number of characters of the blocks around a line in which their first word is looked for."""
_KEPT = 1 << 13
"""Words that are kept, with what they are compared as."""


def evidence(setting: Setting, candidates: Collection[int]) -> dict[int, list[Parts]]:
    """Return the evidence of the short blocks at ``candidates``, by index."""
    blocks, shapes, short, lexicon = setting.blocks, setting.shapes, setting.short, setting.lexicon
    spacing, pace, faq = setting.spacing, setting.pace, setting.below_faq
    endings = Counter([shapes[k].ending for k in short])
    texts = Counter([shapes[k].lower for k in short])
    labels = Counter([blocks[k].text.partition(": ")[0] for k in short if ": " in blocks[k].text])
    bare = [shape.kind == "short" and shape.ending not in ("stop", ":") for shape in shapes]
    before_run = [*accumulate(bare, _count_on, initial=0)]
    after_run = [*accumulate(reversed(bare), _count_on, initial=0)][::-1]
    numbered = any(shape.kind == "numbered" for shape in shapes)
    title = next((blocks[k].text.lower().rstrip("?!. ") for k, s in enumerate(shapes) if s.kind == "title"), "")
    title_words = frozenset(title.split())
    ends = ["nothing", "nothing", *[s.ending if s.kind == "short" else s.kind for s in shapes], "nothing", "nothing"]
    kinds = ["nothing", *map(kind_of, shapes), "nothing"]
    gaps = [*[min(block.blank_before, 2) for block in blocks], 3]
    firsts = [*[block.text[:_LONGEST_WORD].partition(" ")[0] for block in blocks], "", ""]  # the last one is above the first block
    lasts = [*[block.text[-1:] for block in blocks], "", ""]
    out: dict[int, list[Parts]] = {}
    for k in candidates:
        shape, block = shapes[k], blocks[k]
        _, count, size, ending, case, lowered, said, signs = shape
        text = block.text
        above, below = kinds[k], kinds[k + 2]
        coarse = coarse_size(count)
        label = text.partition(": ")[0] if ":" in signs and ": " in text else ""
        inside = text[:-1]
        stops = not signs.isdisjoint(_STOPS) and (". " in inside or "? " in inside or "! " in inside)
        shared = 4 * len(title_words.intersection(said)) // count if title_words and count > 2 else -1
        written = text.split(" ")
        out[k] = [
            (size, coarse, ending, case, min(block.indent, 1), min(len(label) // 12, 3) if label else -1),
            (coarse, ending, case, above, below),
            (ends[k], ends[k + 1], ends[k + 3], ends[k + 4], coarse, ending),
            (spacing, gaps[k], gaps[k + 1], coarse, ending, below),
            (
                min(before_run[k], 3), min(after_run[k + 1], 3), ending, _few(endings[ending]), pace, numbered, below
            ),
            (signs, ending, coarse, stops),
            (label != "" and labels[label] > 1, min(texts[lowered], 3), faq[k], min(shared, 3), ending),
            (lexicon, written[0], ending),
            (lexicon, written[-1]),
            (firsts[k - 1],),
            (lasts[k - 1], above, _long(shapes[k - 1].words) if k and shapes[k - 1].kind != "short" else ""),
            (firsts[k + 1], ending, coarse),
            (lasts[k + 1],),
            *[(lexicon, word, ending) for word in written],
        ]  # fmt: skip
    return out


def _set_as(size: str, coarse: str, ending: str, case: str, indent: int, label: int) -> Iterator[str]:
    """``label`` is how long the words before a colon are, in steps of 12 characters, below zero where there is none."""
    yield f"size {size}"
    yield f"{coarse} {ending} {case}"
    yield f"indent {indent}"
    if label >= 0:
        yield f"label {label} {ending}"


def _neighbours(coarse: str, ending: str, case: str, above: str, below: str) -> Iterator[str]:
    yield f"above {above}"
    yield f"above {above} {coarse} {ending}"
    yield f"below {below} {ending}"
    yield f"below {below} {coarse} {ending}"
    yield f"below {below} {coarse} {case}"
    yield f"around {above} {below}"


def _further(second_above: str, above: str, below: str, second: str, coarse: str, ending: str) -> Iterator[str]:
    yield f"two above {above} {second_above}"
    yield f"two below {below} {second}"
    yield f"two below {below} {second} {coarse} {ending}"


def _gaps(spacing: str, above: int, gap: int, coarse: str, ending: str, below: str) -> Iterator[str]:
    yield f"gaps {spacing} {above}{gap}"
    yield f"gaps {spacing} {above}{gap} {coarse} {ending}"
    yield f"gaps {above}{gap} {below}"


def _among(bare_above: int, bare_below: int, ending: str, alike: str, pace: int, numbered: bool, below: str) -> Iterator[str]:
    yield f"run {bare_above}{bare_below}"
    yield f"endings {ending} {alike}"
    yield f"pace {pace} {ending} {numbered and 'n'} {below}"


def _signs(signs: frozenset[str], ending: str, coarse: str, stops: bool) -> Iterator[str]:
    """``stops`` says whether a sentence ends inside the text."""
    if stops:
        yield f"sentences {ending} {coarse}"
    if not signs.isdisjoint(DIGITS):
        yield f"digits {coarse}"
    for sign in sorted(signs - DIGITS):
        yield f"sign {sign}"
    if "," in signs:
        yield f"comma {coarse}"


def _repeated(label: bool, text: int, faq: bool, shared: int, ending: str) -> Iterator[str]:
    if label:
        yield "label repeated"
    if text > 1:
        yield f"repeated {text}"
    if faq:
        yield f"faq {ending}"
    if shared >= 0:
        yield f"shares {shared}"


def _first(lexicon: Lexicon, written: str, ending: str) -> Iterator[str]:
    word = _bare(written)
    yield f"first word {word}"
    yield f"first word {word} {ending}"
    if word in lexicon.imperatives:
        yield f"first imperative {ending}"
    if len(word) > 5 and word.endswith(lexicon.participle_endings):
        yield "first -ing"
    if not written[:1].isalnum():
        yield f"opens {written[:1] if written[:1] in _OPENERS else 'sign'}"


def _last(lexicon: Lexicon, written: str) -> Iterator[str]:
    word = _bare(written)
    yield f"last word {word}"
    if word in lexicon.function_words:
        yield "last function word"


def _first_above(written: str) -> Iterator[str]:
    yield f"above begins {_bare(written)}"


def _end_above(sign: str, above: str, words: str) -> Iterator[str]:
    yield f"above ends {sign}"
    if words:
        yield f"above words {words} {above}"


def _first_below(written: str, ending: str, coarse: str) -> Iterator[str]:
    yield f"below begins {_bare(written)}"
    if written.startswith(_QUOTES):
        yield f"below quoted {coarse}"
    yield f"below opens {'lower' if written[:1].islower() else 'other'} {ending}"


def _end_below(sign: str) -> Iterator[str]:
    yield f"below ends {sign}"


def _word(lexicon: Lexicon, written: str, ending: str) -> Iterator[str]:
    word = _bare(written)
    yield f"word {word}"
    if word in lexicon.function_words:
        yield f"word {word} {ending}"
        yield f"function word {ending}"
    if word in lexicon.finite_verbs:
        yield f"verb {ending}"
    if word in lexicon.personal_words:
        yield f"person {ending}"
    yield f"set {_set(written, word, lexicon)} {ending}"


FAMILIES: tuple[Family, ...] = (
    _set_as,
    _neighbours,
    _further,
    _gaps,
    _among,
    _signs,
    _repeated,
    _first,
    _last,
    _first_above,
    _end_above,
    _first_below,
    _end_below,
    _word,
)
"""Functions from facts to the names of features."""


@lru_cache(_KEPT)
def _bare(written: str) -> str:
    """Return a word in small letters without the marks around it, or what represents all numbers."""
    word = written.lower().strip(_MARKS)
    return _NUMBER if word[:1].isdigit() else word or written


def _set(written: str, word: str, lexicon: Lexicon) -> str:
    """Return how a word is set: in capitals, with a capital, as a number, a small function word or another small word."""
    first = written[:1]
    if first.isupper():
        return "X" if len(written) > 1 and written.isupper() else "T"
    return "d" if word is _NUMBER else "f" if word in lexicon.function_words else "l"


def _count_on(run: int, bare: bool) -> int:
    return run + 1 if bare else 0


def kind_of(shape: Shape) -> str:
    """Return what is known of a block, with short ones told apart by how they end."""
    if shape.kind != "short":
        return shape.kind
    if shape.ending in ("stop", "!", "quote"):
        return "sentence"
    if shape.ending in (":", "?"):
        return shape.ending
    return "line" if shape.words > 12 else "bare"


def coarse_size(words: int) -> str:
    """Return whether a number of words is short, medium, long or very long for a heading."""
    return "s" if words <= 3 else "m" if words <= 7 else "l" if words <= 12 else "x"


def _few(count: int) -> str:
    return "1" if count == 1 else "2" if count == 2 else "3-5" if count <= 5 else "6+"


def _long(words: int) -> str:
    return coarse_size(words) if words <= 12 else "x" if words <= 25 else "y" if words <= 50 else "z"
