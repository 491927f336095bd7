"""Sample texts: words a reader may send or say as they stand, told from quotations that are none of the reader's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from seedkit.extract.quotes import Quotation, quotations
from seedkit.lexicon import Lexicon
from seedkit.model.block import Reading

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s|[;\n]")
_SLOT = re.compile(r"\[([^\[\]\n]{1,60})\]|\{([^{}\n]{1,60})\}|<([^<>\n]{1,60})>")
_CUE_REACH = 9
"""How many words before a quotation may hold the verb that hands it over."""
_MIN_WORDS = 3
"""A shorter inline quotation is a mention of words, not a text to send."""
_MAX_SIGN_OFF = 6
"""Words of a sign-off with the name behind it."""
_MAX_LETTER = 12
"""How many blocks a letter may have from its greeting to its sign-off."""


class Cue(NamedTuple):
    """What hands words to the reader: its own offsets in the paragraph, the label it gives them, and the channel."""

    start: int
    end: int
    label: tuple[int, int] | None
    channel: str | None


class Sample(NamedTuple):
    """A sample text set apart: readings ``first`` to ``last`` (places in the list given), and the cue in the one above."""

    first: int
    last: int
    cue: Cue


class _Words(NamedTuple):
    verbs: frozenset[str]
    strangers: frozenset[str]
    denials: tuple[str, ...]
    channels: dict[str, str]
    nouns: frozenset[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    channels = {word: channel for channel, words in lexicon.channels.items() for word in words}
    return _Words(
        frozenset(lexicon.sample_verbs),
        frozenset(lexicon.sample_strangers),
        tuple(f" {w} " for w in lexicon.sample_denials),
        channels,
        frozenset(w for w, channel in channels.items() if channel != "speech"),
    )


def slots(text: str) -> list[tuple[str, int, int]]:
    """Return the places to fill in: name, start and end (brackets included) in the text given."""
    return [(name, m.start(), m.end()) for m in _SLOT.finditer(text) if (name := " ".join((m[1] or m[2] or m[3]).split()))]


def set_apart(places: Sequence[int], readings: Sequence[Reading], at: int, lexicon: Lexicon) -> Sample | None:
    """Return the sample text that the paragraph at ``places[at]`` hands over and the blocks behind it hold.

    A quotation that is a paragraph of its own, a block quote, or a letter from its greeting to its sign-off.
    """
    reading = readings[places[at]]
    if reading.role not in ("paragraph", "answer") or at + 1 >= len(places):
        return None
    following = readings[places[at + 1]]
    if following.role not in ("paragraph", "answer", "quote", "code") or not _WORD.search(following.block.text):
        return None
    quoted = following.role == "quote" or is_quoted(following.block.text)
    greeted = not quoted and _is_greeting(following.block.text, lexicon)
    if not (quoted or greeted or reading.block.text.endswith(":")):
        return None
    cue = cue_before(reading.block.text, len(reading.block.text), lexicon, apart=True)
    if cue is None:
        return None
    if greeted:
        return Sample(at + 1, _letter_end(places, readings, at + 1, lexicon), cue)
    if quoted:
        last = at + 1
        while last + 1 < len(places) and _goes_on(readings[places[last]], readings[places[last + 1]]):
            last += 1
        return Sample(at + 1, last, cue)
    if cue.channel is not None and (slots(following.block.text) or following.role == "code"):
        return Sample(at + 1, at + 1, cue)
    return None


def _goes_on(reading: Reading, following: Reading) -> bool:
    """Whether a quotation runs on: block quotes in a row, or paragraphs that each open a quotation that the last one closes."""
    if reading.role == "quote":
        return following.role == "quote"
    text = reading.block.text
    return text[0] in '“"' and text[-1] not in '”"' and following.role == reading.role and following.block.text[0] in '“"'


def is_quoted(text: str) -> bool:
    """Return whether a paragraph is one quotation from its first character to its last."""
    if text[:1] not in ("“", '"', "«", "„"):
        return False
    found = quotations(text)
    if len(found) == 1:
        return found[0].start == 0 and not text[found[0].end :].strip(" .!?")
    return not found and text[0] in "“„"  # goes on in the next paragraph


def _is_greeting(text: str, lexicon: Lexicon) -> bool:
    lowered = text[:60].lower()
    return len(text) <= 60 and any(lowered.startswith(w) and not lowered[len(w) : len(w) + 1].isalnum() for w in lexicon.greetings)


def _signs_off(text: str, lexicon: Lexicon) -> bool:
    """Return whether a block closes a letter: "Yours sincerely,", with or without a name behind it."""
    if len(text.split()) > _MAX_SIGN_OFF:
        return False
    lowered = text.lower()
    return any(lowered == w or (lowered.startswith(w) and lowered[len(w)] in ",.!\n") for w in lexicon.sign_offs)


def _letter_end(places: Sequence[int], readings: Sequence[Reading], first: int, lexicon: Lexicon) -> int:
    end = min(len(places), first + _MAX_LETTER)
    for place in range(first + 1, end):
        text = readings[places[place]].block.text
        if _signs_off(text, lexicon):
            if text.lower().strip(" ,.!") not in lexicon.sign_offs:
                return place  # the name stands in the same block
            name = place + 1
            if name < len(places) and len(readings[places[name]].block.text.split()) <= 4:
                return name
            return place
    return first if first + 1 >= end else first + 1


def inline(text: str, lexicon: Lexicon) -> list[tuple[Quotation, Cue]]:
    """Return the quotations inside a paragraph that are words for the reader to send or say, each with its cue."""
    out = []
    floor = 0
    for quotation in quotations(text):
        words = text[quotation.words_start : quotation.words_end]
        if len(words.split()) >= _MIN_WORDS or slots(words):
            cue = cue_before(text, quotation.start, lexicon, apart=False, floor=floor)
            if cue is not None:
                out.append((quotation, cue))
        floor = quotation.end
    return out


def cue_before(text: str, end: int, lexicon: Lexicon, *, apart: bool, floor: int = 0) -> Cue | None:
    """Return the cue that ends at ``end``, not reaching before ``floor``; ``None`` where the words are not handed to the reader.

    A cue is a verb of saying or sending that bids the reader: no one else says it, it is not denied, it is not said to oneself.
    For words set ``apart`` it must also point at them: "this", "something like", a channel ("text", "email"), or a colon.
    """
    words = _words(lexicon)
    start = floor
    stretch = text[max(floor, end - 400) : end].rstrip(" \u00a0:,.–—-")
    for match in _SENTENCE_END.finditer(stretch):
        start = max(start, max(floor, end - 400) + match.end())
    sentence = text[start:end]
    tokens = [(m.group().lower().replace("’", "'"), start + m.start(), start + m.end()) for m in _WORD.finditer(sentence)]
    flat = f" {' '.join(token for token, _, _ in tokens)} "
    if not tokens or any(denial in flat for denial in words.denials):
        return None
    verb = _verb(tokens, words, reach=len(tokens) if apart else _CUE_REACH)
    if verb is None and not (apart and text[:end].endswith(":") and any(f" {noun} " in flat for noun in words.nouns)):
        return None
    if any(token in ("yourself", "myself") for token, _, _ in tokens):
        return None
    if apart and not _points(flat, text[:end], words, lexicon):
        return None
    label = _label(text, start, end, tokens, words)
    return Cue(tokens[0][1], end, label, _channel(tokens, tokens[verb][0] if verb is not None else "", words))


def _verb(tokens: Sequence[tuple[str, int, int]], words: _Words, reach: int) -> int | None:
    """Return the place of the nearest verb of saying or sending that bids the reader."""
    for place in range(len(tokens) - 1, max(-1, len(tokens) - 1 - reach), -1):
        token = tokens[place][0]
        if token not in words.verbs:
            continue
        before = tokens[place - 1][0] if place else ""
        if before in words.strangers or before in ("the", "a", "an", "your", "this", "that", "to", "of"):
            if before == "to" and place > 1 and tokens[place - 2][0] in ("want", "like", "need", "try", "is", "have"):
                return place
            continue
        if token.endswith("ing") and before not in ("try", "by", "consider", "start", "begin", "like", ""):
            continue
        return place
    return None


def _points(flat: str, text: str, words: _Words, lexicon: Lexicon) -> bool:
    return (
        text.rstrip().endswith(":")
        or any(f" {pointer} " in flat for pointer in lexicon.sample_pointers)
        or any(f" {noun} " in flat for noun in words.nouns)
    )


def _channel(tokens: Sequence[tuple[str, int, int]], verb: str, words: _Words) -> str | None:
    """Return the channel that a noun of the cue names, else the one that its verb implies."""
    for token, _, _ in reversed(tokens):
        channel = words.channels.get(token)
        if channel is not None and channel != "speech":
            return channel
    if verb in words.channels:
        return words.channels[verb]
    return next((words.channels[token] for token, _, _ in reversed(tokens) if token in words.channels), None)


def _label(text: str, start: int, end: int, tokens: Sequence[tuple[str, int, int]], words: _Words) -> tuple[int, int] | None:
    """Return the offsets of the name that the cue gives the words: a quotation right before a channel (“Olive Branch” text)."""
    for quotation in quotations(text[start:end]):
        behind = next((token for token, at, _ in tokens if at >= start + quotation.end), None)
        if behind in words.channels or behind in ("template", "line", "script", "note"):
            return start + quotation.words_start, start + quotation.words_end
    return None
