"""Letters and messages: from the subject, the sender or the greeting to the name below the sign-off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from seedkit.language.lexicon import Lexicon, MayOpen, may_open, one_of
from seedkit.language.slots import slots

_WORD = re.compile(r"[^\W_]+")
_GREETED = re.compile(r"[^,!.:\n]{2,50}[,!:\n]")
"""A greeting at the start of a longer line, with the name and the punctuation after it."""
_MAX_SIGN_OFF = 8
"""Maximum number of words in a sign-off with the name after it."""
_MAX_HEAD = 8
"""Maximum number of lines above the greeting of a letter: sender, address, date."""
_LONGEST_LINE = 70
"""Maximum length of a greeting, or of a line of a letter's head, in characters."""
_MAX_BESIDE_SLOT = 2
"""Maximum number of words besides the slots in a line that says who writes, or to whom."""
_MAX_NAME = 4
"""Maximum number of words in the name below a sign-off."""
_MAX_TEAM = 6
"""The same for a name that does not end as a sentence does: "The Harbour Office and all its crew"."""
_CONTACT = re.compile(r"\S@\S|://|\bwww\.|\d[\d -]{5,}")
_SIGNS = " *_"


class Letter(NamedTuple):
    """A letter: the index of its last block, whether a subject line is above it, and whether a sign-off closes it."""

    last: int
    addressed: bool
    signed: bool


def opens_with_greeting(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text begins with a greeting as whole words: "Hi Anna", not "Hiking" or "Hi-fi"."""
    return _may_greet(lexicon)(text) and _greeting(lexicon).match(text) is not None


def greets(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text is a greeting, or begins with one and continues as a message does: "Hi Anna, …"."""
    if not opens_with_greeting(text, lexicon):
        return text.endswith(",") and is_filled_in(text[:-1], lexicon)
    return len(text) <= _LONGEST_LINE or _GREETED.match(text) is not None


def after_sign_off(text: str, lexicon: Lexicon) -> str | None:
    """Return what follows the sign-off at the beginning of a text: a name, ``""`` for nothing, ``None`` without a sign-off.

    "Yours sincerely, Ada" gives "Ada".
    """
    found = _sign_off(lexicon).match(text)
    return text[found.end() :].strip(" ,.!\n") if found else None


@cache
def _may_greet(lexicon: Lexicon) -> MayOpen:
    return may_open(lexicon.greetings)


@cache
def _greeting(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(lexicon.greetings)})(?![\w'’-])", re.IGNORECASE)


@cache
def _sign_off(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(lexicon.sign_offs)})(?=[,.!\n]|\Z)", re.IGNORECASE)


@cache
def _closing(lexicon: Lexicon) -> re.Pattern[str]:
    """A sign-off with a name at the end of a longer block."""
    return re.compile(rf"[.!?)\]]\s+(?:{one_of(lexicon.sign_offs)}),\s+\S", re.IGNORECASE)


def is_filled_in(text: str, lexicon: Lexicon) -> bool:
    """Return whether a line is a slot and little else, like the lines above and below a letter."""
    if len(text) > _LONGEST_LINE * 2:
        return False
    found = slots(text, lexicon)
    held = sum(len(_WORD.findall(text[start:end])) for _, start, end in found)
    beside = len(text) - sum(end - start for _, start, end in found)
    return bool(found) and beside <= _LONGEST_LINE and len(_WORD.findall(text)) - held <= _MAX_BESIDE_SLOT


def is_subject(text: str, lexicon: Lexicon) -> bool:
    """Return whether a line belongs to the head of an e-mail: "Subject: …", "To: …"."""
    label, colon, _ = text[:60].partition(":")
    return bool(colon) and label.lower().strip(_SIGNS) in lexicon.subject_labels


def signs_off(text: str, lexicon: Lexicon) -> bool:
    """Return whether a block closes a letter: "Yours sincerely,", with or without a name, or at the end of its text."""
    if len(text) > _LONGEST_LINE or len(text.split()) > _MAX_SIGN_OFF:
        return _closing(lexicon).search(text[-_LONGEST_LINE:]) is not None
    return after_sign_off(text.lstrip(_SIGNS), lexicon) is not None


def letter(texts: Sequence[str], lexicon: Lexicon) -> Letter | None:
    """Return the letter that ``texts`` begin with: an optional head or subject line, a greeting, text, a sign-off, a name, and
    slots or notes below it. Without a sign-off it extends to the last text, or to the next letter."""
    first = _head(texts, lexicon)
    addressed = first < len(texts) and is_subject(texts[first], lexicon)
    while first < len(texts) and (is_subject(texts[first], lexicon) or (addressed and texts[first - 1].endswith(":"))):
        first += 1
    greeted = first < len(texts) and greets(texts[first], lexicon)
    if not greeted and not addressed:
        return None
    if greeted and not addressed and len(texts[first]) > _LONGEST_LINE:
        return None  # a message in one block
    for place in range(first, len(texts)):
        hails = place > first and _is_greeting(texts[place], lexicon)
        if (hails and greeted) or (place > first and is_subject(texts[place], lexicon)):
            return Letter(place - 1, addressed, False) if place > 1 else None
        greeted = greeted or hails
        if place and signs_off(texts[place], lexicon):
            return Letter(_signature(texts, place, lexicon), addressed, True)
    return Letter(len(texts) - 1, addressed, False) if len(texts) > 1 else None


def _is_greeting(text: str, lexicon: Lexicon) -> bool:
    return len(text) <= _LONGEST_LINE and text.endswith((",", "!")) and greets(text, lexicon)


def _signature(texts: Sequence[str], place: int, lexicon: Lexicon) -> int:
    """Return the index of the last text of a letter that signs off at ``place``."""
    last = place
    bare = after_sign_off(texts[place].strip(_SIGNS), lexicon) == ""  # otherwise the name is in the same block
    if bare and last + 1 < len(texts) and _is_name(texts[last + 1]):
        last += 1
    while last + 1 < len(texts) and (_is_below(texts[last + 1], lexicon) or (last > place and _is_contact(texts[last + 1]))):
        last += 1
    return last


def _is_name(text: str) -> bool:
    count = len(text.split())
    return count <= _MAX_NAME or (count <= _MAX_TEAM and not text.endswith((".", ":", "?", "!")))


def _is_contact(text: str) -> bool:
    """Return whether a line below a name says where to reach its owner: a single address or number."""
    return len(text.split()) <= _MAX_NAME and _CONTACT.search(text) is not None


def _is_below(text: str, lexicon: Lexicon) -> bool:
    return is_filled_in(text, lexicon) or text[:8].lower().lstrip(_SIGNS).startswith(lexicon.postscripts)


def _head(texts: Sequence[str], lexicon: Lexicon) -> int:
    """Return how many lines are above the greeting or subject of a letter, the first of which has a slot."""
    if not is_filled_in(texts[0], lexicon):
        return 0
    for count, text in enumerate(texts[: _MAX_HEAD + 1]):
        if is_subject(text, lexicon) or (len(text) <= _LONGEST_LINE and opens_with_greeting(text, lexicon)):
            return count
        if len(text) > _LONGEST_LINE or text.endswith((".", ":", "!", "?")):
            break
    return 0
