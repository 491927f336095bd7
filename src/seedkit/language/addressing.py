"""Signs in the words of a text that it addresses somebody: I, you, thanks, a question, a slot."""

from __future__ import annotations

import re

from seedkit.language.introductions import tokens
from seedkit.language.letters import opens_with_greeting
from seedkit.language.lexicon import Lexicon
from seedkit.language.slots import slots

_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_MARKS = " *_\"“”‘’'\n"
_ENDS = ".!…)]}>"
_OPENING_TOKENS = 40
"""Number of words in which a courtesy counts: a long text has a "thanks" somewhere."""
_LONG = 150
"""Number of words from which a text is more likely to be read than to be said."""
_MOST_BESIDE_SLOT = 4
"""Maximum number of words besides the slots in a line of a form."""
_SENTENCE = re.compile(r"[\w\])}>][.!?](?:\s|$)")
_ATTRIBUTED = re.compile(r"[.?!\"”]\s*[—–―-]{1,2}\s*[^\s—–-][^.!?—–\n]{1,60}\Z")


def addressing(text: str, lexicon: Lexicon) -> list[str]:
    """Return the names of the evidence in ``text``, each once. They are the names in ``extract/sample_texts.py``."""
    said = tokens(text)
    words = set(said)
    trimmed = text.strip(_MARKS)
    places = slots(text, lexicon)
    found = {
        "first person": not words.isdisjoint(lexicon.first_person),
        "second person": not words.isdisjoint(lexicon.second_person),
        "courtesy": not lexicon.courtesies.isdisjoint(said[:_OPENING_TOKENS]) or opens_with_greeting(trimmed, lexicon),
        "slots": bool(places),
        "asks": trimmed.endswith("?"),
    }
    out = [name for name, holds in found.items() if holds] or ["nobody addressed"]
    if found["first person"] and found["second person"]:
        out.append("I to you")
    if not lexicon.courtesies.isdisjoint(said[:2]):
        out.append("opens politely")
    if found["asks"] and not found["second person"] and any(f" {w} " in f" {' '.join(said)} " for w in lexicon.self_questions):
        out.append("asks oneself")
    if not found["asks"]:
        out.append("ends" if _ends(trimmed) else "no end")
    if trimmed[:1].islower():
        out.append("lower case")
    held = sum(len(_WORDS.findall(text, start, end)) for _, start, end in places)
    if len(said) == held or (len(said) < 3 and not places):
        out.append("too short")
    elif len(said) == 3 and not trimmed.endswith(("…", "...")):
        out.append("short")
    elif len(said) > _LONG:
        out.append("long")
    if _is_title(trimmed):
        out.append("title case")
    return out


def is_voiced(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text sounds as if somebody said it to somebody: with "I" and "you", a question to you, thanks, or "I" and
    places to fill in."""
    words = frozenset(tokens(text))
    first, second = not words.isdisjoint(lexicon.first_person), not words.isdisjoint(lexicon.second_person)
    if (first and second) or ((first or second) and text.rstrip(_MARKS).endswith("?")):
        return True
    return not words.isdisjoint(lexicon.courtesies) or (first and bool(slots(text, lexicon)))


def is_form(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text is for filling in alone: most of its lines have a place for that, and none has a sentence."""
    lines = [line for line in text.split("\n") if line.strip()]
    blank = 0
    for line in lines:
        places = slots(line, lexicon)
        held = sum(len(_WORDS.findall(line, start, end)) for _, start, end in places)
        most = _MOST_BESIDE_SLOT // 2 if _SENTENCE.search(line) else _MOST_BESIDE_SLOT
        if len(_WORDS.findall(line)) - held > most:
            return False
        blank += bool(places)
    return len(lines) > 1 and 2 * blank >= len(lines)


def is_personal(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text speaks of me or you, or is polite."""
    words = tokens(text)
    return not (lexicon.first_person | lexicon.second_person | lexicon.courtesies).isdisjoint(words)


def _ends(text: str) -> bool:
    """Return whether a text ends like a sentence, or in a symbol such as a heart."""
    return bool(text) and (text[-1] in _ENDS or ord(text[-1]) > 0x2500)


def _is_title(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) > 1 and text[-1] not in ".!?…" and 5 * sum(word[0].isupper() for word in words) >= 3 * len(words)


def is_attributed(text: str) -> bool:
    """Return whether a text ends with the name of whom it quotes: "… — Ada Lovelace"."""
    return _ATTRIBUTED.search(text[-120:]) is not None
