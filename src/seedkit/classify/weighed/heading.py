"""What is weighed for and against a short block being a heading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from seedkit.classify.shapes import Shape
from seedkit.classify.weighed.setting import Setting
from seedkit.language.counts import names_items
from seedkit.language.headings import usual
from seedkit.language.letters import opens_with_greeting
from seedkit.language.lexicon import Lexicon

_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_OPENERS = "\"“‘'([{<~$#@/…_*→>–—-"
_QUOTES = ("“", '"')
GAPS = "gaps "
"""How the first feature begins that says how many blank lines stand around a block."""


def features(setting: Setting, candidates: Collection[int]) -> dict[int, list[str]]:
    """Return the features of the short blocks at ``candidates``, by index."""
    blocks, shapes, short, lexicon = setting.blocks, setting.shapes, setting.short, setting.lexicon
    total = len(blocks)
    spacing, pace, faq = setting.spacing, setting.pace, setting.below_faq
    endings = Counter(shapes[k].ending for k in short)
    texts = Counter(blocks[k].text.lower() for k in short)
    labels = Counter(blocks[k].text.partition(": ")[0] for k in short if ": " in blocks[k].text)
    before_run = [0] * (total + 1)
    for k, shape in enumerate(shapes):
        before_run[k + 1] = before_run[k] + 1 if _bare(shape) else 0
    after_run = [0] * (total + 1)
    for k in range(total - 1, -1, -1):
        after_run[k] = after_run[k + 1] + 1 if _bare(shapes[k]) else 0
    numbered = any(shape.kind == "numbered" for shape in shapes)
    title = next((blocks[k].text.lower().rstrip("?!. ") for k, s in enumerate(shapes) if s.kind == "title"), "")
    title_words = set(title.split())
    tails = Counter(_tail(blocks[k].text) for k in short)
    ends = ["nothing", "nothing", *(s.ending if s.kind == "short" else s.kind for s in shapes), "nothing", "nothing"]
    out: dict[int, list[str]] = {}
    for k in candidates:
        shape, block = shapes[k], blocks[k]
        above = _kind(shapes, k - 1)
        below = _kind(shapes, k + 1)
        gap = min(block.blank_before, 2)
        gap_below = min(blocks[k + 1].blank_before, 2) if k + 1 < total else 3
        coarse = "s" if shape.words <= 3 else "m" if shape.words <= 7 else "l" if shape.words <= 12 else "x"
        lowered = block.text.lower()
        repeated = min(texts[lowered], 3)
        set_as, gaps, below_two = f"{coarse} {shape.ending}", f"{gap}{gap_below}", f"{ends[k + 3]} {ends[k + 4]}"
        around = f"{spacing} {gaps}"
        found = [
            f"size {shape.size}",
            f"{set_as} {shape.case}",
            f"above {above}",
            f"above {above} {set_as}",
            f"below {below} {shape.ending}",
            f"below {below} {set_as}",
            f"below {below} {coarse} {shape.case}",
            f"around {above} {below}",
            f"two above {ends[k + 1]} {ends[k]}",
            f"two below {below_two}",
            f"two below {below_two} {set_as}",
            f"{GAPS}{around}",
            f"{GAPS}{around} {set_as}",
            f"{GAPS}{gaps} {below}",
            f"run {min(before_run[k], 3)}{min(after_run[k + 1], 3)}",
            f"indent {min(block.indent, 1)}",
            f"endings {shape.ending} {_few(endings[shape.ending])}",
            f"pace {pace} {shape.ending} {numbered and 'n'} {below}",
        ]
        if shape.ending in (":", "?"):
            found.append(f"{shape.ending} {shape.case} {coarse} {below}")
        if labels[block.text.partition(": ")[0]] > 1:
            found.append("label repeated")
        if repeated > 1:
            found.append(f"repeated {repeated}")
        if names_items(lowered, lexicon):
            found.append(f"announces {shape.ending} {below}")
            if _DIGIT.search(block.text) or not lexicon.numbers.keys().isdisjoint(lowered.split(" ")):
                found.append(f"announces so many {shape.ending}")
        if block.line_end > block.line:
            found.append(f"lines {min(block.line_end - block.line, 3)}")
        if k + 1 < total and blocks[k + 1].text[:1] in _QUOTES:
            found.append(f"below quoted {coarse}")
        if k + 1 < total:
            found.append(f"below opens {'lower' if blocks[k + 1].text[:1].islower() else 'other'} {shape.ending}")
        if k and shapes[k - 1].kind != "short":
            found.append(f"above words {_long(shapes[k - 1].words)} {above}")
        found += _wording(block.text, coarse, shape.ending, lexicon)
        if faq[k]:
            found.append(f"faq {shape.ending}")
        low = lowered.rstrip("?!.: ")
        tail = _tail(block.text)
        if tail and (tails[tail] > 1 or title.endswith(tail)):
            found.append("tail repeated")
        if low == title:
            found.append("echoes title")
        elif title_words and shape.words > 2:
            found.append(f"shares {min(3, 4 * len(title_words.intersection(low.split())) // shape.words)}")
        out[k] = found
    return out


def _wording(text: str, coarse: str, ending: str, lexicon: Lexicon) -> list[str]:
    words = text.lower().replace("'", "’").split(" ")
    first, last = words[0].rstrip(",:"), words[-1].rstrip(".:?!,")
    known = lexicon.function_words
    found = [f"first {first}"] if first in known else []
    if first in lexicon.imperatives:
        found.append(f"first imperative {ending}")
    if opens_with_greeting(text, lexicon):
        found.append(f"greeting {ending}")
    if not text[0].isalnum():
        found.append(f"opens {text[0] if text[0] in _OPENERS else 'sign'}")
    if len(first) > 5 and first.endswith(lexicon.participle_endings):
        found.append("first -ing")
    if last in known:
        found.append("last function word")
    verb, person = not lexicon.finite_verbs.isdisjoint(words), not lexicon.personal_words.isdisjoint(words)
    found.append(f"verb {int(verb)} person {int(person)} {ending} {coarse}")
    lows = len([word for word in words if word in known])
    found.append(f"function words {4 * lows // len(words)} {coarse}")
    inside = text[:-1]
    if ". " in inside or "? " in inside or "! " in inside:
        found.append(f"sentences {ending} {coarse}")
        if text.count("?") > 1:
            found.append(f"questions {coarse}")
    if ending in ("quote", "?") and ("“" in inside[1:] or ' "' in inside):
        found.append(f"quotes {ending}")
    if ": " in inside:
        found.append(f"label {min(text.index(': ') // 12, 3)} {ending}")
    if ", " in inside:
        found.append(f"comma {coarse}")
    if " – " in inside or " - " in inside or " — " in inside or " | " in inside:
        found.append("dash")
    if "(" in text:
        found.append("bracket")
    if "@" in text or "://" in text or "www." in text or ".com" in text:
        found.append("address")
    if _DIGIT.search(text):
        found.append(f"digits {coarse}")
        if not lexicon.months.keys().isdisjoint(words):
            found.append(f"date {coarse}")
    if "[" in text or "{" in text or "<" in text:
        found.append("slot")
    kind = usual(text, lexicon)
    if kind:
        found.append(f"cue {kind}")
    if not _LETTER.search(text):
        found.append("no letters")
    return found


def _tail(text: str) -> str:
    """What a heading says behind a dash, as search engines like to have it said again and again."""
    for dash in (" – ", " — ", " - ", " | "):
        if dash in text:
            return text.rpartition(dash)[2].lower()
    return ""


def _bare(shape: Shape) -> bool:
    return shape.kind == "short" and shape.ending not in ("stop", ":")


def _kind(shapes: Sequence[Shape], k: int) -> str:
    if k < 0 or k >= len(shapes):
        return "nothing"
    shape = shapes[k]
    if shape.kind != "short":
        return shape.kind
    if shape.ending in ("stop", "!", "quote"):
        return "sentence"
    if shape.ending in (":", "?"):
        return shape.ending
    return "line" if shape.words > 12 else "bare"


def _few(count: int) -> str:
    return "1" if count == 1 else "2" if count == 2 else "3-5" if count <= 5 else "6+"


def _long(words: int) -> str:
    return "s" if words <= 3 else "m" if words <= 7 else "l" if words <= 12 else "x" if words <= 25 else "y" if words <= 50 else "z"
