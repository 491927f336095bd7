"""What makes words a sample text: cues that hand them to the reader, as against quotations that are none of the reader's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon
from seedkit.language.quotations import Quotation, quotations
from seedkit.language.slots import slots

WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s|[;\n]")
_CUE_REACH = 9
"""How many words before a quotation may hold the verb that hands it over."""
_MIN_WORDS = 3
"""A shorter inline quotation is a mention of words, not a text to send."""
MAX_LABEL = 8
"""Words of the label before a quotation."""


class Cue(NamedTuple):
    """What hands words to the reader: its own offsets in the paragraph, the label it gives them, and the channel."""

    start: int
    end: int
    label: tuple[int, int] | None
    channel: str | None


class _Words(NamedTuple):
    denials: tuple[str, ...]
    channels: dict[str, str]
    nouns: frozenset[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    channels = {word: channel for channel, words in lexicon.channels.items() for word in words}
    return _Words(
        tuple(f" {w} " for w in lexicon.sample_denials),
        channels,
        frozenset(w for w, channel in channels.items() if channel != "speech"),
    )


def is_quoted(text: str) -> bool:
    """Return whether a paragraph is one quotation from its first character to its last."""
    if text[:1] not in ("“", '"', "«", "„"):
        return False
    found = quotations(text)
    if len(found) == 1:
        return found[0].start == 0 and not text[found[0].end :].strip(" .!?")
    return not found and text[0] in "“„"  # goes on in the next paragraph


def inline(text: str, lexicon: Lexicon, heading: str | None) -> list[tuple[Quotation, Cue]]:
    """Return the quotations inside a paragraph that are words for the reader to send or say, each with its cue.

    Under a ``heading`` that hands words over, a quotation does that is all the paragraph has, or all but its label: To Anna: "…".
    So does one behind a label that says so itself: What to say: "…".
    """
    out = []
    floor = 0
    for quotation in quotations(text):
        words = text[quotation.words_start : quotation.words_end]
        if len(words.split()) >= _MIN_WORDS or slots(words):
            cue = cue_before(text, quotation.start, lexicon, apart=False, floor=floor)
            if cue is None and floor == 0:
                cue = _labelled(text, quotation, heading, lexicon)
            if cue is not None:
                out.append((quotation, cue))
        floor = quotation.end
    return out


def listed(text: str, lead: str, lexicon: Lexicon) -> tuple[Quotation, Cue] | None:
    """Return the quotation that a list item is from end to end, and the cue that the list's ``lead`` is for it, if it is one."""
    found = quotations(text)
    if len(found) != 1 or not is_quoted(text):
        return None
    cue = cue_before(lead, len(lead), lexicon, apart=True)
    return (found[0], cue) if cue is not None else None


def _labelled(text: str, quotation: Quotation, heading: str | None, lexicon: Lexicon) -> Cue | None:
    """Return the label that stands before the only quotation of a paragraph, if it hands words over, or the heading does."""
    before = text[: quotation.start].rstrip()
    label = before.rstrip(" :–—-")
    if text[quotation.end :].strip(" .!?") or (before and label == before) or len(label.split()) > MAX_LABEL:
        return None
    own = cue_of_heading(label, lexicon)
    if own is not None:
        return own._replace(end=len(before))
    cue = cue_of_heading(heading, lexicon) if heading is not None else None
    return Cue(0, len(before), (0, len(label)) if label else None, cue.channel) if cue is not None else None


@lru_cache(maxsize=64)  # asked for every block below the heading
def cue_of_heading(heading: str, lexicon: Lexicon) -> Cue | None:
    """Return the cue that a heading is for what stands under it ("Scripts", "What to say"), if it is one."""
    words = _words(lexicon)
    tokens = [m.group().lower().replace("’", "'") for m in WORD.finditer(heading)]
    flat = f" {' '.join(tokens)} "
    if any(denial in flat for denial in words.denials):
        return None
    singular = [(token if token in words.channels else token.removesuffix("s"), 0, 0) for token in tokens]
    channel = _channel(singular, "", words)
    handed = any(f" {w} " in flat for w in lexicon.sample_headings)
    if not handed and (channel is None or lexicon.sample_heading_nouns.isdisjoint(tokens)):
        return None
    return Cue(0, len(heading), None, channel)


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
    tokens = [(m.group().lower().replace("’", "'"), start + m.start(), start + m.end()) for m in WORD.finditer(sentence)]
    flat = f" {' '.join(token for token, _, _ in tokens)} "
    if not tokens or any(denial in flat for denial in words.denials):
        return None
    verb = _verb(tokens, lexicon, reach=len(tokens) if apart else _CUE_REACH)
    if verb is None and not (apart and text.endswith(":", 0, end) and any(f" {noun} " in flat for noun in words.nouns)):
        return None
    if any(token in lexicon.sample_selves for token, _, _ in tokens):
        return None
    if apart and not _points(flat, sentence, words, lexicon):
        return None
    label = _label(text, start, end, tokens, lexicon)
    return Cue(tokens[0][1], end, label, _channel(tokens, tokens[verb][0] if verb is not None else "", words))


def _verb(tokens: Sequence[tuple[str, int, int]], lexicon: Lexicon, reach: int) -> int | None:
    """Return the place of the nearest verb of saying or sending that bids the reader."""
    for place in range(len(tokens) - 1, max(-1, len(tokens) - 1 - reach), -1):
        token = tokens[place][0]
        gerund = token in lexicon.sample_gerunds
        if not gerund and token not in lexicon.sample_verbs:
            continue
        before = tokens[place - 1][0] if place else ""
        if before in lexicon.sample_strangers or before in lexicon.sample_verb_bars:
            if before == "to" and place > 1 and tokens[place - 2][0] in lexicon.sample_infinitive_openings:
                return place
            continue
        if gerund and before and before not in lexicon.sample_gerund_openings:
            continue
        return place
    return None


def _points(flat: str, sentence: str, words: _Words, lexicon: Lexicon) -> bool:
    return (
        sentence.rstrip().endswith(":")
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


def _label(text: str, start: int, end: int, tokens: Sequence[tuple[str, int, int]], lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the offsets of the name that the cue gives the words: a quotation right before a channel (“Olive Branch” text)."""
    for quotation in quotations(text[start:end]):
        behind = next((token for token, at, _ in tokens if at >= start + quotation.end), None)
        if behind in _words(lexicon).channels or behind in lexicon.sample_label_nouns:
            return start + quotation.words_start, start + quotation.words_end
    return None
