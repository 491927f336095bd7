"""What the words before a text say about it: whether they offer it to the reader, warn against it, or report somebody's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from seedkit.language.lexicon import Lexicon, one_of
from seedkit.language.quotations import quotations

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s|[;\n]")
_REACH = 400
"""Number of characters before a text that are searched for its cue."""
_NEAR = 100
"""Number of characters before a quotation that say what it is."""
_CONTRAST_SIGNS = " *_.,;()\n"
_NEAR_WORDS = 3
"""Number of words before "scripts" or "templates" that may point at them."""
_CUE_REACH = 9
"""Number of words before a quotation that are searched for the verb that introduces it."""

Naming = Literal["strong", "weak", "warning"]
"""What a heading says about the texts below it: that they are for the reader, that they may be, that they are not."""


class Cue(NamedTuple):
    """What introduces words for the reader: its own offsets in the paragraph, the label it gives them, and the channel."""

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


def tokens(text: str) -> list[str]:
    """Return the words of a text in lower case, apostrophes straight."""
    return _WORD.findall(text.replace("’", "'").lower())


def last_sentence(text: str) -> str:
    """Return the last sentence of a text, or its last part."""
    tail = text[-_REACH:].rstrip()
    start = 0
    for match in _SENTENCE_END.finditer(tail):
        start = match.end()
    return tail[start:]


# --- words that introduce ----------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)  # called for every block below the heading
def cue_of_heading(heading: str, lexicon: Lexicon) -> Cue | None:
    """Return the cue of a heading for what is below it ("Scripts", "What to say"), if it is one."""
    words = _words(lexicon)
    terms = tokens(heading)
    flat = f" {' '.join(terms)} "
    singular = [(token if token in words.channels else token.removesuffix("s"), 0, 0) for token in terms]
    channel = _channel(singular, "", words)
    handed = any(f" {w} " in flat for w in lexicon.sample_headings)
    if not handed and (channel is None or lexicon.sample_heading_nouns.isdisjoint(terms)):
        return None
    if any(denial in flat for denial in words.denials):
        return None
    return Cue(0, len(heading), None, channel)


def channel_of(text: str, lexicon: Lexicon) -> str | None:
    """Return the channel that a label or heading names, if any."""
    words = _words(lexicon)
    return _channel([(token if token in words.channels else token.removesuffix("s"), 0, 0) for token in tokens(text)], "", words)


def cue_before(text: str, end: int, lexicon: Lexicon, *, apart: bool, floor: int = 0) -> Cue | None:
    """Return the cue that ends at ``end`` and begins at or after ``floor``; ``None`` if the words are not introduced for the
    reader.

    A cue is a verb of saying or sending that addresses the reader: nobody else says it, it is not negated, it is not said to
    oneself. For words set ``apart`` it must also refer to them: "this", "something like", a channel ("text", "email"), or a colon.
    """
    words = _words(lexicon)
    start = floor
    stretch = text[max(floor, end - _REACH) : end].rstrip(" \u00a0:,.–—-*_")
    for match in _SENTENCE_END.finditer(stretch):
        start = max(start, max(floor, end - _REACH) + match.end())
    sentence = text[start:end]
    terms = [(m.group().lower().replace("’", "'"), start + m.start(), start + m.end()) for m in _WORD.finditer(sentence)]
    flat = f" {' '.join(token for token, _, _ in terms)} "
    if not terms or any(denial in flat for denial in words.denials):
        return None
    verb = _verb(terms, lexicon, reach=len(terms) if apart else _CUE_REACH)
    if verb is None and not (apart and text.endswith(":", 0, end) and any(f" {noun} " in flat for noun in words.nouns)):
        return None
    if any(token in lexicon.sample_selves for token, _, _ in terms):
        return None
    if not apart and verb is not None and any(token in lexicon.sample_strangers for token, _, _ in terms[verb + 1 :]):
        return None  # somebody else speaks after all: "say this even after they said"
    if apart and not _points(flat, sentence, words, lexicon):
        return None
    label = _label(text, start, end, terms, lexicon)
    return Cue(terms[0][1], end, label, _channel(terms, terms[verb][0] if verb is not None else "", words))


def _verb(terms: Sequence[tuple[str, int, int]], lexicon: Lexicon, reach: int) -> int | None:
    """Return the offsets of the nearest verb of saying or sending that addresses the reader."""
    for place in range(len(terms) - 1, max(-1, len(terms) - 1 - reach), -1):
        token = terms[place][0]
        gerund = token in lexicon.sample_gerunds
        if not gerund and token not in lexicon.sample_verbs:
            continue
        before = terms[place - 1][0] if place else ""
        if before in lexicon.sample_strangers or before in lexicon.sample_verb_bars:
            if before == "to" and place > 1 and terms[place - 2][0] in lexicon.sample_infinitive_openings:
                return place
            if before == "to" and place > 2 and terms[place - 3][0] in lexicon.sample_judgments:
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


def _channel(terms: Sequence[tuple[str, int, int]], verb: str, words: _Words) -> str | None:
    """Return the channel that a noun of the cue names, or else the one that its verb implies."""
    for token, _, _ in reversed(terms):
        channel = words.channels.get(token)
        if channel is not None and channel != "speech":
            return channel
    if verb in words.channels:
        return words.channels[verb]
    return next((words.channels[token] for token, _, _ in reversed(terms) if token in words.channels), None)


def _label(text: str, start: int, end: int, terms: Sequence[tuple[str, int, int]], lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the offsets of the name that the cue gives the words: a quotation directly before a channel (“Olive Branch” text)."""
    for quotation in quotations(text[start:end]):
        behind = next((token for token, at, _ in terms if at >= start + quotation.end), None)
        if behind in _words(lexicon).channels or behind in lexicon.sample_label_nouns:
            return start + quotation.words_start, start + quotation.words_end
    return None


def equates(before: str, lexicon: Lexicon) -> bool:
    """Return whether words say that what follows is wording: "the answer is", "which sounds like"."""
    return _equation(lexicon).search(before[-_NEAR:].rstrip(" ,:*_\"“‘'")) is not None


@cache
def _equation(lexicon: Lexicon) -> re.Pattern[str]:
    nouns, copulas = one_of(lexicon.sample_nouns), one_of(lexicon.sample_copulas)
    patterns = one_of(lexicon.sample_patterns)
    return re.compile(rf"\b(?:(?:{nouns})\s+(?:{copulas}|{patterns})|{one_of(lexicon.sample_likenesses)})\Z", re.IGNORECASE)


def names_texts(text: str, lexicon: Lexicon) -> bool:
    """Return whether a label or lead-in names what is sent or said."""
    return not lexicon.sample_labels.isdisjoint(tokens(text))


def collects(text: str, lexicon: Lexicon) -> bool:
    """Return whether the first paragraph of an article says that the article collects what is sent or said: "these templates"."""
    lowered = text.lower()
    if not any(word in lowered for word in lexicon.sample_collections):
        return False
    terms = tokens(text)
    places = (place for place, token in enumerate(terms) if token in lexicon.sample_collections)
    return any(not lexicon.sample_collecting.isdisjoint(terms[max(0, place - _NEAR_WORDS) : place]) for place in places)


@lru_cache(maxsize=256)  # asked for every section below the heading
def names_collection(heading: str, lexicon: Lexicon) -> bool:
    """Return whether a heading names texts that are collected below it: "Reply templates", "Sample letters"."""
    if not lexicon.sample_collections.isdisjoint(tokens(heading)):
        return True
    cue = cue_of_heading(heading, lexicon)
    return cue is not None and cue.channel not in (None, "speech")


def speaks_of_texts(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text speaks of scripts or templates, so that it is about texts and none itself."""
    return not lexicon.sample_collections.isdisjoint(tokens(text))


def heads_examples(head: str, lexicon: Lexicon) -> bool:
    """Return whether the head of a column says that examples are in it."""
    terms = tokens(head)
    return 0 < len(terms) <= 2 and not lexicon.sample_examples.isdisjoint(terms)


def labels_wording(label: str, lexicon: Lexicon) -> bool:
    """Return whether a label introduces wording without quotation marks: "Better:"."""
    terms = tokens(label)
    return 0 < len(terms) <= 4 and not lexicon.sample_wording_labels.isdisjoint(terms)


@lru_cache(maxsize=256)  # called for every text below the heading
def naming(heading: str, lexicon: Lexicon) -> Naming | None:
    """Return what a heading or title says about the texts below it, if anything."""
    terms = tokens(heading)
    if warns(heading, lexicon) or not lexicon.sample_warning_words.isdisjoint(terms):
        return "warning"
    if cue_of_heading(heading, lexicon) is not None or not lexicon.sample_names.isdisjoint(terms):
        return "strong"
    return "weak" if not lexicon.sample_labels.isdisjoint(terms) else None


# --- words that warn, or report somebody's words -----------------------------------------------------------------------


def warns(text: str, lexicon: Lexicon) -> bool:
    """Return whether a label, lead-in or heading warns against the words below it: "Don't say", "Instead of", "Bad"."""
    return any(sign in text for sign in lexicon.warning_signs) or _warning(lexicon).search(text[-_REACH:]) is not None


def warns_label(label: str, lexicon: Lexicon) -> bool:
    """Return whether a label is a word of warning and nothing else: "Bad", "❌ Before"."""
    terms = tokens(label[:_NEAR])
    return len(terms) == 1 and (terms[0] in lexicon.sample_warning_words or any(sign in label for sign in lexicon.warning_signs))


def warns_of_below(text: str, lexicon: Lexicon) -> bool:
    """Return whether a label or lead-in warns of the texts below it: "Instead of:" does, "Instead of a plain yes:" offers them."""
    return warns(text, lexicon) and not _offers(" ".join(tokens(text)), lexicon)


def _offers(phrase: str, lexicon: Lexicon) -> bool:
    swap = next((each for each in lexicon.sample_swaps if phrase.startswith(each)), None)
    return swap is not None and any(word not in lexicon.function_words for word in phrase.removeprefix(swap).split()[:-1])


def contrasts(between: str, lexicon: Lexicon) -> bool:
    """Return whether the words between two quotations set the second against the first: "vs", "→"."""
    return between.strip(_CONTRAST_SIGNS).lower() in lexicon.sample_contrasts


def joins(between: str, lexicon: Lexicon) -> bool:
    """Return whether the words between two quotations put them in one row: a comma, "or", "and"."""
    return between.strip(_CONTRAST_SIGNS + "/:").lower() in lexicon.sample_joiners


def is_contrasted(after: str, lexicon: Lexicon) -> bool:
    """Return whether another quotation follows one and is set against it: "… vs “…”"."""
    words = after.lstrip(_CONTRAST_SIGNS).split(maxsplit=2)
    return len(words) > 1 and words[0].strip(_CONTRAST_SIGNS).lower() in lexicon.sample_contrasts and words[1][:1] in "\"“‘'"


@cache
def _warning(lexicon: Lexicon) -> re.Pattern[str]:
    verbs = one_of(lexicon.sample_verbs | lexicon.sample_gerunds)
    return re.compile(
        rf"\A\W*(?:{one_of(lexicon.sample_warnings)})\b|\b(?:{one_of(lexicon.sample_bars)})\s+(?:to\s+)?(?:{verbs})\b"
        rf"|\b(?:{one_of(lexicon.sample_warning_words)})\b".replace("'", "['’]"),
        re.IGNORECASE,
    )


def bars(before: str, lexicon: Lexicon) -> bool:
    """Return whether the words directly before a quotation warn against it: "never say", "rather than", "Bad:"."""
    tail = before[-_NEAR:].rstrip(" ,:*_\"“‘'\\(")
    return any(tail.endswith(sign) for sign in lexicon.warning_signs) or _bar(lexicon).search(tail) is not None


@cache
def _bar(lexicon: Lexicon) -> re.Pattern[str]:
    verbs = one_of(lexicon.sample_verbs | lexicon.sample_gerunds)
    return re.compile(
        rf"\b(?:(?:{one_of(lexicon.sample_bars)})(?:\s+(?:{verbs}|just))?|{one_of(lexicon.sample_warning_words)})\Z".replace(
            "'", "['’]"
        ),
        re.IGNORECASE,
    )


def reports(text: str, lexicon: Lexicon) -> bool:
    """Return whether a label or the words before a quotation attribute it to somebody else: "They say:", "as Ada put it"."""
    tail = text[-_NEAR:]
    return _report(lexicon).search(tail) is not None or _speaker(lexicon).fullmatch(tail.strip(" :*_\"“‘'")) is not None


def is_reader(label: str, lexicon: Lexicon) -> bool:
    """Return whether a label says that the reader speaks below: "Your response:"."""
    return label.strip(" :*_").lower() in lexicon.sample_readers


def speaks_to_self(text: str, lexicon: Lexicon) -> bool:
    """Return whether the words before a text say that it is said to oneself: "Ask yourself"."""
    terms = tokens(text)
    saying = lexicon.sample_verbs | lexicon.sample_gerunds | lexicon.sample_verb_bars
    return any(self in lexicon.sample_selves and verb in saying for verb, self in pairwise(terms))


@cache
def _report(lexicon: Lexicon) -> re.Pattern[str]:
    parties, verbs = one_of(lexicon.sample_parties), one_of(lexicon.sample_party_verbs)
    return re.compile(
        rf"\b(?:{one_of(lexicon.sample_reports)}|(?:{parties})(?:['’]s)?\s+(?:(?:may|might|will|often)\s+)?(?:{verbs}))\b"
        rf"|\b(?:{one_of(lexicon.sample_saying)})\W*\Z",
        re.IGNORECASE,
    )


@cache
def _speaker(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:the\s+)?(?:{one_of(lexicon.sample_parties)})", re.IGNORECASE)


def mentions(before: str, lexicon: Lexicon) -> bool:
    """Return whether the words before a quotation show that it is only mentioned: "the button", "is called"."""
    return _mention(lexicon).search(before[-_NEAR:].rstrip(" ,*_\"“‘'([\\")) is not None


@cache
def _mention(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of(lexicon.sample_mentions)})\Z", re.IGNORECASE)


def is_named(after: str, lexicon: Lexicon) -> bool:
    """Return whether the words after a quotation say what it names: "… button", "… is"."""
    return _named(lexicon).match(after[:40].lstrip(" \"”’'*_).,")) is not None


@cache
def _named(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(lexicon.sample_mentioned)})\b", re.IGNORECASE)
