"""What is never a heading, whatever it looks like: tables of vetoes on short lines and on numbering chains, each with its
reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from seedkit.classify.shapes import LONGEST
from seedkit.classify.weighed.setting import LISTED, Setting
from seedkit.language.durations import stated
from seedkit.language.introductions import cue_before, names_texts
from seedkit.language.letters import after_sign_off, greets, opens_with_greeting
from seedkit.language.lexicon import Lexicon
from seedkit.language.quotations import quotations
from seedkit.language.signs import COLONS, OPENERS

_SPEECH = (", “", ": “", ', "', ': "')  # followed by speech
_ONWARD = ("→", "»")
_ADDRESS = re.compile(r"://|\bwww\.\w")
_BRACKETED = re.compile(r"\[[^\[\]]*\][.,:]?|\([^()]*\)[.,:]?|\{[^{}]*\}[.,:]?|<[^<>]*>[.,:]?")
_UNENDED = (",", ";", "。", "；")
_TIME = re.compile(r"\d{1,2}:\d{2}(?!\d)")
_DIRECTIVES = (":::", "!!!")
"""How lines of commands for a program begin."""
_LONG_QUESTION = 14
"""From this number of words on, a question belongs to the text, unless the article has a row of such questions."""
_LONG_TEXT = 14
"""From this number of words on, a line of several sentences belongs to the text."""
_STOPS = (". ", "? ", "! ")
_FEW_QUESTIONS = 2
_MOST_LINES = 8
"""Maximum number of lines that a colon introduces."""
_FEWEST_BLANKS = 2
"""Minimum number of spaces in a quotation that may be words to say; a shorter one is a name or a term."""
_KEPT = 1 << 12
"""Number of sets of signs whose vetoes are kept."""
_LONGEST_NAME = 4
"""Maximum number of words of a name below a letter."""


_Known = TypeVar("_Known")


class Veto(NamedTuple, Generic[_Known]):
    """Why something is not a heading.

    ``holds`` decides for a block, by its index, or for a chain, by its number; ``reason`` completes "not a heading: it …". It is
    called only for a block that contains one of ``signs``, where there are any.
    """

    name: str
    holds: Callable[[_Known, int], bool]
    reason: str
    signs: frozenset[str] = frozenset()


class Numbering(NamedTuple):
    """What is known of an article's chains: whether the text is plain, which chains are mostly paragraphs, and which have a hanging
    indent."""

    plain: bool
    paragraphs: Container[int]
    hanging: Container[int]


def _unmarked(setting: Setting, k: int) -> bool:
    return setting.page.source.syntax != "plain" and not setting.blocks[k].strong


def _spoken(setting: Setting, k: int) -> bool:
    return k in setting.spoken


def _ends_unfinished(setting: Setting, k: int) -> bool:
    return setting.blocks[k].text.endswith(_UNENDED)


def _begins_with_time(setting: Setting, k: int) -> bool:
    return _TIME.match(setting.blocks[k].text.lstrip("[(")) is not None


def _is_directive(setting: Setting, k: int) -> bool:
    return setting.blocks[k].text.startswith(_DIRECTIVES)


def _joins(setting: Setting, k: int) -> bool:
    """Whether a line has only joining words: "and", "or to"."""
    shape = setting.shapes[k]
    return shape.case == "lower" and setting.lexicon.unfinished_words.issuperset(shape.lower.rstrip(":").split())


def _asks_at_length(setting: Setting, k: int) -> bool:
    shape = setting.shapes[k]
    if shape.ending != "?" or shape.words < _LONG_QUESTION or setting.below_faq[k]:
        return False
    return setting.questions <= _FEW_QUESTIONS


def _has_sentences(setting: Setting, k: int) -> bool:
    """Whether a long line has several sentences. In an FAQ section a question may begin with one that says how things are."""
    if setting.shapes[k].words < _LONG_TEXT or setting.below_faq[k]:
        return False
    inside = setting.blocks[k].text[:-1]
    return any(stop in inside for stop in _STOPS)


def _leads_in(setting: Setting, k: int) -> bool:
    """Whether a line that ends in a colon breaks off after a verb, or refers to a previous action: "Then type:"."""
    text = setting.blocks[k].text
    if not text.endswith(":") or text.isupper():
        return False
    words = text[:-1].lower().replace("'", "’").split()
    lexicon = setting.lexicon
    return bool(words) and (words[0] in lexicon.going_on_words or words[-1] in lexicon.finite_verbs)


def _quotes(setting: Setting, k: int) -> bool:
    text = setting.blocks[k].text
    return ("“" in text or '"' in text) and any(cue in text for cue in _SPEECH)


def _hands_over(setting: Setting, k: int) -> bool:
    """Whether a line tells the reader to say or send the quotation at its end, or labels a message: "Sample: Dear Ann, …"."""
    text, lexicon = setting.blocks[k].text, setting.lexicon
    label, colon, rest = text.partition(": ")
    if colon and names_texts(label, lexicon) and greets(rest, lexicon):
        return True
    found = quotations(text)
    if not found or text[found[-1].end :].strip(".!?") or text[found[-1].start : found[-1].end].count(" ") < _FEWEST_BLANKS:
        return False
    return cue_before(text, found[-1].start, lexicon, apart=False) is not None


def _announces(setting: Setting, k: int) -> bool:
    """Whether a line announces what is below it: "Take the following:", "Write something like this:"."""
    if setting.shapes[k].ending != ":":
        return False
    words = f" {setting.shapes[k].lower[:-1]} "
    return any(phrase in words for phrase in _following(setting.lexicon))


def _is_subject(setting: Setting, k: int) -> bool:
    if ": " not in setting.blocks[k].text or k + 1 == len(setting.blocks):
        return False
    below = setting.blocks[k + 1].text
    return below.endswith((",", "!")) and opens_with_greeting(below, setting.lexicon)


def _leads_to_quotation(setting: Setting, k: int) -> bool:
    if k + 1 == len(setting.blocks):
        return False
    text, below = setting.blocks[k].text, setting.blocks[k + 1]
    quoted = below.text[:1] in OPENERS
    if setting.shapes[k].ending == ":":
        return quoted or below.kind == "quote"
    return quoted and any(mark in text for mark in OPENERS)


def _points_at_list(setting: Setting, k: int) -> bool:
    """Whether a line refers to the list below it: "These three go into every bag"."""
    below = setting.shapes[k + 1].kind if k + 1 < len(setting.shapes) else ""
    return below in LISTED and setting.shapes[k].lower.startswith(_pointing(setting.lexicon))


def _is_bracketed(setting: Setting, k: int) -> bool:
    text = setting.blocks[k].text
    return text[:1] in ("[", "(", "{", "<") and _BRACKETED.fullmatch(text) is not None


def _links_onward(setting: Setting, k: int) -> bool:
    text = setting.blocks[k].text
    return text[-1:] in _ONWARD or (("://" in text or "www." in text) and _ADDRESS.search(text) is not None)


def _signs(setting: Setting, k: int) -> bool:
    above = setting.blocks[k - 1].text if k else ""
    return above.endswith(",") and after_sign_off(above, setting.lexicon) == "" and setting.shapes[k].words <= _LONGEST_NAME


def _ends_address(setting: Setting, k: int) -> bool:
    """Whether a line is the last of several introduced by a colon, with no blank line between them and one below."""
    blocks = setting.blocks
    if setting.spacing == "tight" or (k + 1 < len(blocks) and not blocks[k + 1].blank_before):
        return False
    for at in range(k, max(k - _MOST_LINES, 0), -1):
        if blocks[at - 1].text.endswith(COLONS):
            return k - at > 1
        if blocks[at].blank_before or blocks[at].kind != "text" or len(blocks[at - 1].text) > LONGEST:
            return False
    return False


def _answers(setting: Setting, k: int) -> bool:
    return k > 0 and setting.below_faq[k] and setting.shapes[k - 1].ending == "?" and setting.shapes[k].ending != "?"


def _is_aside(setting: Setting, k: int) -> bool:
    between = setting.pace > 0 and setting.inside_numbers[k] and not setting.below_faq[k]
    return between and setting.shapes[k].ending in ("?", "!")


def _states_facts(setting: Setting, k: int) -> bool:
    return bool(stated(setting.blocks[k].text, setting.lexicon))


def _is_sentence(setting: Setting, k: int) -> bool:
    """Whether a text ends in a full stop, but not in "…" or an abbreviation such as "U.S."."""
    text = setting.blocks[k].text
    return text.endswith(".") and "." not in text[:-1].rpartition(" ")[2]


VETOES: tuple[Veto[Setting], ...] = (
    Veto("unmarked", _unmarked, "is neither marked as a heading nor bold"),
    Veto("unfinished", _ends_unfinished, "ends in a comma, a semicolon or a full stop, as no heading does", frozenset(",;。；")),
    Veto("time-of-day", _begins_with_time, "begins with a time of day, like a line of a programme or a chat", frozenset(":")),
    Veto("directive", _is_directive, "is a command for a program", frozenset(":!")),
    Veto("joining-words", _joins, "has only connecting words"),
    Veto("long-question", _asks_at_length, f"is a question of {_LONG_QUESTION} words or more"),
    Veto("several-sentences", _has_sentences, f"has several sentences, and {_LONG_TEXT} words or more", frozenset(".?!")),
    Veto("quotes", _quotes, "introduces a quotation and quotes it", frozenset('“"')),
    Veto("hands-over", _hands_over, "tells the reader what to say or send", frozenset(":“„«\"「『‘'")),
    Veto("announces-what-follows", _announces, "says that something follows", frozenset(":：")),
    Veto("subject-of-letter", _is_subject, "is the subject line of the letter below it", frozenset(":")),
    Veto("leads-to-quotation", _leads_to_quotation, "introduces the quotation below it"),
    Veto("points-at-list", _points_at_list, "refers to the list below it"),
    Veto("bracketed", _is_bracketed, "is entirely in brackets, like an aside or a slot", frozenset("[({<")),
    Veto("links-onward", _links_onward, "refers to another page", frozenset("→»:.")),
    Veto("signature", _signs, "is the name below a sign-off"),
    Veto("end-of-address", _ends_address, "is the last of several lines that a colon introduces, as in an address"),
    Veto("answer", _answers, "directly follows a question in an FAQ section"),
    Veto("aside", _is_aside, "is a question or an exclamation between numbered headings, where paragraphs are as short"),
    Veto("states-facts", _states_facts, "says how long it takes or how much it makes, and nothing else"),
    Veto("spoken", _spoken, "alternates with lines of another speaker"),
    Veto(
        "lead-in",
        _leads_in,
        "introduces what follows: it breaks off after a verb, or continues the previous action",
        frozenset(":"),
    ),
)
"""Tried in order before a line is weighed; the first that applies is kept."""

CHAIN_VETOES: tuple[Veto[Numbering], ...] = (
    Veto("numbered-in-markup", lambda known, _: not known.plain, "is numbered, and neither marked as a heading nor bold"),
    Veto("numbered-paragraphs", lambda known, chain: chain in known.paragraphs, "is numbered, and so are paragraphs"),
    Veto("hanging-text", lambda known, chain: chain in known.hanging, "is numbered, and has a hanging indent, as in a list"),
)
"""The same for a numbering chain; chains in bold are headings all the same."""

LONE_SENTENCE: Veto[Setting] = Veto("lone-sentence", _is_sentence, "is a sentence, and the only one that would be a heading")
"""Tried after weighing, on the lines that the evidence calls headings; applies only if it applies to a line on its own."""

REASONS: Mapping[str, str] = MappingProxyType(
    {veto.name: veto.reason for veto in (*VETOES, LONE_SENTENCE)} | {veto.name: veto.reason for veto in CHAIN_VETOES}
)
"""The reason of each veto, by its name."""


def line_veto(setting: Setting, k: int) -> str | None:
    """Return the name of the first veto that applies to a short line, ``None`` if none does."""
    for name, holds in _with_signs(setting.shapes[k].signs):
        if holds(setting, k):
            return name
    return None


@lru_cache(_KEPT)
def _with_signs(signs: frozenset[str]) -> tuple[tuple[str, Callable[[Setting, int], bool]], ...]:
    """Return the vetoes that may apply to a line with these signs."""
    return tuple([(veto.name, veto.holds) for veto in VETOES if not (veto.signs and signs.isdisjoint(veto.signs))])


def chain_veto(known: Numbering, chain: int) -> str | None:
    """Return the name of the first veto that applies to a numbering chain, ``None`` if none does."""
    return next((veto.name for veto in CHAIN_VETOES if veto.holds(known, chain)), None)


@cache
def _following(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(f" {phrase} " for phrase in lexicon.following_phrases)


@cache
def _pointing(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(f"{word} " for word in lexicon.pointing_words)
