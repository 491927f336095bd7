"""Whether the section below a heading is a text to send or say as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from seedkit.language.addressing import is_personal, is_voiced
from seedkit.language.letters import greets, is_subject
from seedkit.language.lexicon import Lexicon
from seedkit.language.quotations import quotations
from seedkit.language.slots import slots
from seedkit.model.block import Reading

_PROSE = ("paragraph", "answer")
_LIST = ("bullet", "ordered")
_PARTS = (*_PROSE, *_LIST, "table")
_SIGNS = " \t*_"
_QUOTE_SIGNS = "\"“„«‘'"
_LONGEST = 4000
"""Maximum number of characters of a section that is a text."""
_LONGEST_TERM = 12
"""Maximum number of characters of a quotation that is a term in the prose around it."""


def is_message(inside: Sequence[Reading], lexicon: Lexicon) -> bool:
    """Return whether all of an article may be one text: prose and lists, and no letter with something above it."""
    if any(_interrupts(each, lexicon) for each in inside):
        return False
    return not any(greets(each.block.text, lexicon) or is_subject(each.block.text, lexicon) for each in inside[1:])


def is_uttered(inside: Sequence[Reading], lexicon: Lexicon) -> bool:
    """Return whether a section may be one text: it begins with prose, and most of its prose is personal or has places to fill in.

    A list without a colon above it has texts of its own, and so has what is below a lead-in.
    """
    first = inside[0]
    if first.role not in _PROSE or first.block.text.endswith(":") or sum(len(each.block.text) for each in inside) > _LONGEST:
        return False
    if any(_interrupts(each, lexicon) for each in inside):
        return False
    if any(two.role in _LIST and one.role in _PROSE and not one.block.text.endswith(":") for one, two in pairwise(inside)):
        return False
    if len(inside) > 1 and all(each.block.lead and is_voiced(each.block.text.partition(":")[2], lexicon) for each in inside):
        return False  # each is a text of its own, behind a label
    prose = [each.block.text for each in inside if each.role in _PROSE]
    return 2 * sum(is_personal(text, lexicon) or bool(slots(text, lexicon)) for text in prose) >= len(prose)


def _interrupts(reading: Reading, lexicon: Lexicon) -> bool:
    """Return whether a reading cannot be part of a text that is a section: a label, a quotation, anything but prose or a list."""
    text = reading.block.text
    if reading.role not in _PARTS or reading.block.strong:
        return True
    if text.lstrip(_SIGNS + "".join(lexicon.approving_signs))[:1] in _QUOTE_SIGNS:
        return True
    return any(quotation.words_end - quotation.words_start > _LONGEST_TERM for quotation in quotations(text))
