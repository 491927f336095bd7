"""The table of numbering styles, bullets and boxes: what may precede a text and make it an item.

A marker is looked for at one offset, chosen by the first character, so that a line without one costs a set lookup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from string import ascii_lowercase
from typing import NamedTuple
from unicodedata import category

from seedkit.language.lexicon import Lexicon, MayOpen, may_open, one_of
from seedkit.language.numbers import spelled
from seedkit.model.block import Marker

LARGEST = 999
"""Larger numbers may be years, so they are weak."""
BARE = "1"
"""The style of a number without punctuation."""


class Found(NamedTuple):
    """A marker; ``weak`` ones count only with a neighbor in number."""

    marker: Marker
    weak: bool


Finder = Callable[[str, int, int], Found | None]
"""Returns the marker in a text at an offset, before another one."""


# Bullets even without a space after them, and those that need one to differ from text.
SYMBOLS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8"
"""Bullets of symbol fonts, which office programs write with the code points of the font."""
SIGNS = f"•●▪■◦‣⁃∙➤➢➔➜➡►▶▸→✔✘✖✦❖◆◇○□★{SYMBOLS}"
_ARROWS = "→➔➜➡▸▶►➤›»"
BLANK_SIGNS = "·*-–—»›+o"
BOXES = {**dict.fromkeys("☐▢❏❐❑❒⬜◻", False), "☑": True, "☒": True, "✓": True, "✅": True, "✗": False}
_REPEATED = "＊*•●▪■◦‣⁃∙"
"""Signs that say nothing in an item that has a bullet."""
_DECORATION = "✅"  # also precedes headings and paragraphs
_FIRST_PICTURE = "\u2190"
"""Pictographs begin here; symbols such as © come before it."""
_SYMBOL_FONT = ("\uf000", "\uf0ff")
"""Where symbol fonts have their bullets."""
_JOINER = "\u200d"
_PICTURE_PARTS = frozenset((_JOINER, "\ufe0e", "\ufe0f", *map(chr, range(0x1F3FB, 0x1F400))))
"""What may follow in one emoji: joiners, variation selectors, skin tones."""
_BRACKET_BOX = re.compile(r"\[([ xX✓]?)\](?=\s)")

# Numbers in digits. The group ``weak`` needs a neighbor.
_CAPITAL = r"[^\W\d_a-z]|[\"“‘'(\[]"
_DIGITS = re.compile(
    rf"(?P<n>\d{{1,4}})(?:(?:\.\)?+(?=\s|{_CAPITAL})|\)(?![,.;:)\]])|-(?=\s)|️?⃣\.?|[．、）](?!\d))"
    r"|(?P<weak>/\d{1,3}[.:)]?+(?=\s)|\.(?=[^\W\d_])|:(?=\s)|：(?!\d)|\s[-–—:.)](?=\s+\D)|[–—](?=\s*[^\W\d_])|-(?=[^\W\d_])))"
)
# A subdivided number ("2.3"), and one without punctuation, which counts if "2.1" is below it.
_LEVELS = re.compile(rf"(?:\d{{1,2}}\.){{1,4}}(?P<n>\d{{1,2}})(?:[.:)]|\s?[-–—])?(?=\s+(?:{_CAPITAL}))")
_BARE = re.compile(rf"(?P<n>\d{{1,2}})(?=\s+(?:{_CAPITAL}))")
_MONTH_AND_YEAR = re.compile(r"\s+([^\W\d_]+)\.?,?\s+(?:19|20)\d\d(?!\d)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_PARENS = re.compile(r"\((?P<n>\d{1,4}|[a-z]|[ivx]{1,5})\)")
_HAN_NUMERALS = "一二三四五六七八九十"
_WIDE_PARENS = re.compile(rf"[（【](?P<n>\d{{1,4}}|[{_HAN_NUMERALS}]{{1,3}})[）】]")
_HAN = re.compile(rf"(?P<n>[{_HAN_NUMERALS}]{{1,3}})(?:[、．]|[.：](?=\s))")
_HAN_DIGITS = {sign: value for value, sign in enumerate(_HAN_NUMERALS[:9], 1)}
_SQUARE = re.compile(r"\[(?P<n>\d{1,4})\](?=\s)")
_HASH = re.compile(r"[#№]\s?(?P<n>\d{1,4})(?P<end>\s?[.:)](?!\d)|\s[-–—](?=\s)|[-–—](?=\s))?(?=\s)")
_LETTERS = re.compile(r"(?P<n>[a-zA-Z]|[ivxIVX]{1,5})(?:[.)](?=\s)|\)(?=\w))")
_CIRCLES = {chr(base + n): n + 1 for base, count in ((0x2460, 20), (0x2776, 10), (0x2780, 10)) for n in range(count)}
_ROMAN = {"i": 1, "v": 5, "x": 10}
_DIGIT_SIGNS = "".join(chr(zero + digit) for zero in (ord("0"), 0x0660, 0x06F0, 0x0966, 0xFF10) for digit in range(10))
"""Western, Arabic, Persian and Devanagari digits, and full-width ones."""


def find(text: str, at: int, end: int, lexicon: Lexicon) -> Found | None:
    """Return the marker at ``at`` in ``text``, if text follows it before ``end`` on the same line."""
    return finder(lexicon)(text, at, end)


@cache
def finder(lexicon: Lexicon) -> Finder:
    """Return ``find`` for a lexicon, for those who look for many markers."""
    by_sign, by_pair = _finders(lexicon), _word_finders(lexicon)

    def find(text: str, at: int, end: int) -> Found | None:
        sign = text[at]
        chosen = by_sign.get(sign) or by_pair.get(text[at : at + 2])
        if chosen is None and sign < _FIRST_PICTURE:
            return None
        found = (chosen or _pictured)(text, at, end)
        if found and found.weak and found.marker.value is None and is_picture(sign):
            found = _behind_picture(text, found.marker, end, find) or found
        return found if found and found.marker.end < end else None

    return find


def _behind_picture(text: str, picture: Marker, end: int, find: Finder) -> Found | None:
    """Return the number behind an emoji as a marker that includes it: "🔥 Step 2:"."""
    at = picture.end
    while at < end and text[at].isspace():
        at += 1
    found = find(text, at, end) if at < end and not is_picture(text[at]) else None
    if found is None or found.marker.value is None:
        return None
    return found._replace(marker=found.marker._replace(label=text[picture.start : found.marker.end], start=picture.start))


def _bullet(text: str, at: int, end: int) -> Found | None:
    if text[at] in BLANK_SIGNS and not text[at + 1 : at + 2].isspace():
        return None
    if text[at] in _ARROWS and text.find(f" {text[at]} ", at + 1, end) >= 0:
        return None  # a path through menus
    inner = at + 1
    if text[inner : inner + 1] == "\ufe0f":  # the sign asked for in color
        inner += 1
    stop = inner
    while inner < end and text[inner].isspace():
        inner += 1
    box = _box(text, inner, end) if inner < end else None
    if box:
        return Found(box.marker._replace(start=at, label=text[at : box.marker.end]), False)
    # A lone dash may open a signature or a line of speech; a lone letter may be one.
    return Found(Marker("bullet", text[at], text[at], None, None, at, stop), text[at] == "—")


def _pictured(text: str, at: int, end: int) -> Found | None:
    """A character of a symbol font, or an emoji followed by a space, which is weak."""
    sign = text[at]
    if _SYMBOL_FONT[0] <= sign <= _SYMBOL_FONT[1]:
        return Found(Marker("bullet", sign, sign, None, None, at, at + 1), False)
    if not is_picture(sign):
        return None
    stop = at + 1
    while stop < end and (text[stop] in _PICTURE_PARTS or (text[stop - 1] == _JOINER and is_picture(text[stop]))):
        stop += 1
    if not text[stop : stop + 1].isspace():
        return None
    return Found(Marker("bullet", sign, text[at:stop], None, None, at, stop), True)


def is_picture(sign: str) -> bool:
    """Return whether a character is a pictograph such as an emoji, and not one used as a bullet."""
    return sign not in SIGNS and len(sign) == 1 and category(sign) == "So"


def box(text: str, at: int, end: int) -> Found | None:
    """Return the box at ``at`` in ``text``, if text follows it before ``end``."""
    found = _box(text, at, end) if at < end else None
    return found if found and found.marker.end < end else None


def repeated(text: str) -> Found | None:
    """Return the sign that an item of a list begins with, though the list has bullets of its own: "＊ Salt"."""
    sign = text[:1]
    if sign == "" or sign not in _REPEATED or not text[1:].strip() or (sign == "*" and not text[1].isspace()):
        return None
    return Found(Marker("bullet", sign, sign, None, None, 0, 1), False)


def _box(text: str, at: int, end: int) -> Found | None:
    checked = BOXES.get(text[at])
    if checked is not None:
        stop = at + 2 if text[at + 1 : at + 2] == "\ufe0f" else at + 1
        style = text[at] if text[at] in "✓✅" else "☐"
        return Found(Marker("box", style, text[at], None, checked, at, stop), text[at] in _DECORATION)
    match = _BRACKET_BOX.match(text, at, end)
    return match and Found(Marker("box", "[ ]", match[0], None, match[1].strip() != "", at, match.end()), False)


def _square(text: str, at: int, end: int) -> Found | None:
    match = _SQUARE.match(text, at, end)
    return _number(match, int(match["n"]), "1", weak=True) if match else _box(text, at, end)


def _digits(lexicon: Lexicon, text: str, at: int, end: int) -> Found | None:
    if lexicon.ordinal_counters and (found := _counter(lexicon, text, at, end)):
        return found
    match = _DIGITS.match(text, at, end)
    if match is None:
        match = _LEVELS.match(text, at, end) or _BARE.match(text, at, end)
        return match and _number(match, int(match["n"]), "1", weak=True)
    if match[0][-1] == "." and _is_date(lexicon, text, match.end(), end):
        return None
    return _number(match, int(match["n"]), "1", weak=match["weak"] is not None)


def _is_date(lexicon: Lexicon, text: str, at: int, end: int) -> bool:
    """Return whether a month and a year follow a number, as in "9. September 2024"."""
    following = _MONTH_AND_YEAR.match(text, at, end)
    return following is not None and following[1].lower() in lexicon.months


def _parens(text: str, at: int, end: int) -> Found | None:
    match = _PARENS.match(text, at, end)
    if not match:
        return None
    if match["n"].isdigit():
        return _number(match, int(match["n"]), "1", weak=False)
    return _number(match, *_letters_value(match["n"]), weak=True)


def _wide_parens(text: str, at: int, end: int) -> Found | None:
    match = _WIDE_PARENS.match(text, at, end)
    return match and _numeral(match, weak=False)


def _han(text: str, at: int, end: int) -> Found | None:
    match = _HAN.match(text, at, end)
    return match and _numeral(match, weak=False)


def _counter(lexicon: Lexicon, text: str, at: int, end: int) -> Found | None:
    """A number between an ordinal prefix and a counter word: `第1步`, `第一步：`, `1단계:`."""
    match = _counters(lexicon).match(text, at, end)
    if match is None or not (match["end"] or match["opening"]):
        return None
    return _numeral(match, weak=match["end"] is None)


@cache
def _counters(words: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<opening>{one_of(words.ordinal_openings)})?\s?(?P<n>\d{{1,3}}|[{_HAN_NUMERALS}]{{1,3}})\s?"
        rf"(?:{one_of(words.ordinal_counters)})(?P<end>\s?[.:：、．]|\s?[-–—](?=\s))?"
    )


def _numeral(match: re.Match[str], weak: bool) -> Found | None:
    printed = match["n"]
    return _number(match, int(printed), "1", weak) if printed.isdigit() else _number(match, _han_value(printed), "一", weak)


def _han_value(numeral: str) -> int:
    """The value of a Chinese numeral up to 99: `三`, `十二`, `二十`."""
    tens, ten, ones = numeral.rpartition("十")
    return (10 * _HAN_DIGITS.get(tens, 1) if ten else 0) + _HAN_DIGITS.get(ones, 0)


def _hash(text: str, at: int, end: int) -> Found | None:
    match = _HASH.match(text, at, end)
    return match and _number(match, int(match["n"]), "1", weak=match["end"] is None)


def _circle(text: str, at: int, _end: int) -> Found | None:
    return Found(Marker("number", "①", text[at], _CIRCLES[text[at]], None, at, at + 1), False)


def _word(lexicon: Lexicon, names: _Names, text: str, at: int, end: int) -> Found | None:
    """A letter: `a)`, `iv.`, `Step 3:`, `Tip Two –`, `Secret No. 4`, `Step 5 of 9:`, `Part B:`, `Two:`."""
    if text[at] in "ivxIVX" or text.startswith((".", ")"), at + 1):
        match = _LETTERS.match(text, at, end)
        if match:
            return _number(match, *_letters_value(match["n"]), weak=True)
    if not names.may_open(text, at):
        return None
    word = _FIRST_WORD.match(text, at, end)
    if word is None:
        return None
    if word[0].lower() in names.counts:
        match = names.alone.match(text, at, end)
        return match and _count(match, lexicon, weak=True)
    if word[0].lower().rstrip(_HAN_NUMERALS) in names.counted:
        match = names.named.match(text, at, end)
        if match is None:
            return None
        printed = match["n"]
        if printed.isdigit() or printed[0] in _HAN_NUMERALS:
            return _numeral(match, weak=match["end"] is None)
        if printed.lower() in names.counts:
            return _count(match, lexicon, weak=match["end"] is None)
        return _number(match, *_letters_value(printed), weak=True) if match["end"] else None
    return None


def _count(match: re.Match[str], lexicon: Lexicon, weak: bool) -> Found | None:
    """A number as a word, with the style of the first one."""
    number = spelled(match["n"], lexicon)
    return number and _number(match, number.value, _as_printed(number.first, match["n"]), weak)


def _number(match: re.Match[str], value: int, one: str, weak: bool) -> Found | None:
    start, end = match.span()
    first, last = match.span("n")
    label = match[0]
    style = label[: first - start] + one + label[last - start :]
    return Found(Marker("number", " ".join(style.split()), label, value, None, start, end), weak or value > LARGEST)


def _letters_value(letters: str) -> tuple[int, str]:
    """The value and the first number of a letter or Roman numeral; `i`, `v`, `x` are Roman here, see ``settle``."""
    low = letters.lower()
    if all(char in _ROMAN for char in low):
        values = [_ROMAN[char] for char in low]
        value = sum(-v if k + 1 < len(values) and v < values[k + 1] else v for k, v in enumerate(values))
        return value, _as_printed("i", letters[0])
    return ord(low) - 96, _as_printed("a", letters)


def as_letter(marker: Marker) -> Marker | None:
    """Read a one-letter Roman numeral as a letter: `i)` after `h)` is the ninth."""
    letter = marker.label.strip("().").lower()
    if len(letter) != 1 or letter not in _ROMAN:
        return None
    style = marker.style.replace("i", "a").replace("I", "A")
    return marker._replace(value=ord(letter) - 96, style=style)


def _as_printed(word: str, like: str) -> str:
    return word.upper() if (like.isupper() and len(like) > 1) or (len(word) == 1 and like.isupper()) else (
        word.capitalize() if like[:1].isupper() else word
    )  # fmt: skip


class _Names(NamedTuple):
    """Words before a number (``counted``), numbers as words (``counts``), a cheap test for texts that begin with either, and the
    patterns of ``Step 3:`` and ``Three:``."""

    counted: frozenset[str]
    counts: frozenset[str]
    may_open: MayOpen
    named: re.Pattern[str]
    alone: re.Pattern[str]


@cache
def _names(words: Lexicon) -> _Names:
    signs, totals = one_of(words.number_signs), one_of(words.total_words)
    end = r"\s?[.:)](?!\d)(?=\s)|\s?[-–—](?=\s)"
    named = (
        rf"[^\W\d_{_HAN_NUMERALS}]+\.?(?:\s*(?:{signs})\b\.?)?+(?:\s*#?|-)"
        rf"(?P<n>\d{{1,4}}|[{_HAN_NUMERALS}]{{1,3}}|(?<=\s)(?:{one_of(words.numbers)}|[A-Za-z]|[ivxIVX]{{1,5}})(?!\w))"
        rf"(?:\s?/\s?\d{{1,3}}|\s(?:{totals})\s\d{{1,3}})?+(?:(?P<end>{end}|\s?[：、．])|(?=\s))"
    )
    counts = [*words.numbers, *words.ordinals]
    alone = rf"(?P<n>{one_of(counts)})(?:{end})(?=\s)"
    return _Names(
        frozenset(words.number_words),
        frozenset(counts),
        may_open((*words.number_words, *counts)),
        re.compile(named, re.IGNORECASE),
        re.compile(alone, re.IGNORECASE),
    )


@cache
def _finders(lexicon: Lexicon) -> dict[str, Finder]:
    word = partial(_word, lexicon, _names(lexicon))
    table: dict[str, Finder] = {}
    for letter in [words for words in _counting(lexicon) if len(words) == 1]:
        table[letter] = table[letter.upper()] = word
    for signs, finder in (
        (SIGNS + BLANK_SIGNS, _bullet), ("".join(BOXES), _box), ("[", _square), (_DIGIT_SIGNS, partial(_digits, lexicon)),
        ("(", _parens), ("#№", _hash), ("".join(_CIRCLES), _circle), ("（【", _wide_parens), (_HAN_NUMERALS, _han),
    ):  # fmt: skip
        table.update(dict.fromkeys(signs, finder))
    for opening in lexicon.ordinal_openings:
        table[opening[0]] = partial(_counter, lexicon)
    table["o"] = lambda text, at, end: _bullet(text, at, end) or word(text, at, end)
    return table


@cache
def _word_finders(lexicon: Lexicon) -> dict[str, Finder]:
    """The finders of letters and words, by the two characters that a text begins with."""
    pairs = {word[:2] for word in _counting(lexicon) if len(word) > 1}
    pairs |= {f"{letter}{end}" for letter in ascii_lowercase for end in ".)"}
    pairs |= {f"{first}{second}" for first in _ROMAN for second in _ROMAN}
    cased = {f"{a}{b}" for first, second in map(tuple, pairs) for a in (first, first.upper()) for b in (second, second.upper())}
    return dict.fromkeys(cased, partial(_word, lexicon, _names(lexicon)))


def _counting(lexicon: Lexicon) -> Iterable[str]:
    return (*lexicon.number_words, *lexicon.numbers, *lexicon.ordinals)
