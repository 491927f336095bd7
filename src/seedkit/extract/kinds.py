"""What a series is for: ``PURPOSES`` are the rules, in order of precedence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from seedkit.extract.series import Form
from seedkit.language import cues
from seedkit.language.counts import Claim, claims, kind_of
from seedkit.language.headings import is_faq
from seedkit.language.lexicon import Lexicon
from seedkit.language.signs import QUESTION_MARKS
from seedkit.model.block import GROUPS, Purpose, RunKind
from seedkit.model.document import ChecklistKind

_MOST_COUNTS = 8
"""How many counts of one announcement are weighed, from the last one backward."""
CHECKLIST = "checklist"
MATERIALS = "materials"
"""The purposes of a series that is not a group; ``CHECKLISTS`` gives the kind of a list without materials."""
_LONGEST_NEED = 12
"""Maximum number of words of an item of material, for most items of a list."""
_SHORTEST_ORDER, _SHORTEST_SENTENCE = 4, 2
"""Minimum number of words of an item that is an instruction, and of one with a full stop; a shorter one may be a noun: "Oil"."""


class Context(NamedTuple):
    """A series and what is said around it, in the language of ``words``.

    ``style`` is its numbering (``none`` without one), ``items`` are the words of its items, ``claim`` is the count that announces
    items told in order. ``heading`` is its own heading or lead-in, ``announcement`` the paragraph before it, ``title`` that of the
    article. ``asking``: most of its items are questions. ``below``: the purpose stated by the heading of its section. ``pins`` are
    the kinds that an editor pinned, at its heading and at its items. ``stated`` is what the markup states the items to be,
    ``others_stated`` whether it states that other series are steps.
    """

    words: Lexicon
    form: Form
    style: str
    items: Sequence[str]
    heading: str | None = None
    announcement: str | None = None
    title: str | None = None
    claim: Claim | None = None
    asking: bool = False
    below: Purpose | None = None
    pins: tuple[RunKind | None, RunKind | None] = (None, None)
    stated: Purpose | None = None
    others_stated: bool = False


class Rule(NamedTuple):
    """The name of a rule, and the purpose it finds in a context, ``None`` if it does not apply."""

    name: str
    purpose: Callable[[Context], str | None]


def purpose(context: Context) -> str:
    """Return what the items of a series are: a kind of group, ``CHECKLIST`` or ``MATERIALS``; ``items`` if nothing indicates
    more."""
    return next((found for rule in PURPOSES if (found := rule.purpose(context)) is not None), "items")


def group_kind(context: Context) -> str:
    """Return the kind of a series that is known to be a group: the first purpose that is a group kind, even if something calls it a
    list."""
    found = (rule.purpose(context) for rule in PURPOSES)
    return next((kind for kind in found if kind not in (None, CHECKLIST, MATERIALS)), None) or "items"


def _asked(context: Context) -> str | None:
    titles = (text for text in (context.heading, context.title) if text is not None)
    return "faqs" if context.form == "asked" or (context.asking and any(is_faq(t, context.words) for t in titles)) else None


def _materials(context: Context) -> str | None:
    """Return ``MATERIALS`` for a list that the markup states to be one, or that is named so and whose items are not sentences."""
    if context.form not in ("bulleted", "numbered") or any(context.pins):
        return None
    if context.stated is not None:
        return MATERIALS if context.stated == "materials" else None
    heading, words = context.heading, context.words
    needed = context.below == "materials" and (
        heading is None or not (names_items(heading, words) or cues.names_no_steps(heading, words))
    )
    if not needed and (heading is None or not cues.names_materials(heading, words)):
        return None
    others = sum(_is_order(item, words) or item.count(" ") >= _LONGEST_NEED for item in context.items)
    return MATERIALS if 2 * others <= len(context.items) else None


def _is_order(item: str, words: Lexicon) -> bool:
    shortest = _SHORTEST_SENTENCE if item.endswith(".") else _SHORTEST_ORDER
    return item.count(" ") >= shortest - 1 and cues.tells_to_do(item, words)


def _instructed(context: Context) -> str | None:
    """Return ``steps`` for bullets below a heading that says so, most of which say what to do."""
    if context.form != "bulleted" or context.below != "steps" or any(context.pins) or context.stated is not None:
        return None
    heading, words = context.heading, context.words
    if heading is not None and not cues.names_steps(heading, words) and _named(heading, words) not in (None, "steps"):
        return None
    return "steps" if 2 * sum(cues.tells_to_do(item, words) for item in context.items) >= len(context.items) else None


def _listed(context: Context) -> str | None:
    """Return ``CHECKLIST`` for bullets, unless an editor or the markup calls them a group, and for numbers that they call one."""
    pin = context.pins[1]
    if pin is None and context.stated is not None:
        return None
    listed = pin == CHECKLIST if context.form == "numbered" else context.form == "bulleted" and pin not in GROUPS
    return CHECKLIST if listed else None


def _pinned(context: Context) -> str | None:
    return next((pin for pin in context.pins if pin in GROUPS), None)


def _stated(context: Context) -> str | None:
    return "steps" if context.stated == "steps" else None


def _not_stated(context: Context) -> str | None:
    """Return ``items`` for what is named steps if the markup states other series to be the steps: a summary, or advice."""
    called = (rule.purpose(context) for rule in PURPOSES[PURPOSES.index(_OTHERS) + 1 :])
    return "items" if context.others_stated and next((kind for kind in called if kind is not None), None) == "steps" else None


def _counted_in_prose(context: Context) -> str | None:
    return None if context.claim is None else context.claim.kind or "steps"


def _named_above(context: Context) -> str | None:
    """Return what the heading or lead-in calls the items. Only here can they be tips."""
    return _named(context.heading, context.words)


def _named_elsewhere(context: Context) -> str | None:
    """Return what the items are called before each number ("Reason 2:"), in the announcement, or in the article's title."""
    announced = next((claim.kind for claim in _announced(context) if claim.kind), None)
    named = kind_of(context.style, context.words) or announced or _counted(context.title, context.words)
    return "steps" if named == "tips" else named


def _how_to(context: Context) -> str | None:
    titles = (text for text in (context.heading, context.title) if text is not None)
    return "steps" if any(cues.is_how_to(t, context.words) or cues.tells_to_do(t, context.words) for t in titles) else None


def _instructions(context: Context) -> str | None:
    telling = sum(cues.tells_to_do(item, context.words) for item in context.items)
    return "steps" if telling and 5 * telling >= 2 * len(context.items) else None


_OTHERS = Rule("markup states other steps", _not_stated)
PURPOSES = (
    Rule("questions and answers", _asked),
    Rule("list of materials", _materials),
    Rule("bulleted instructions", _instructed),
    Rule("checklist", _listed),
    Rule("pinned", _pinned),
    Rule("stated by the markup", _stated),
    _OTHERS,
    Rule("announced count", _counted_in_prose),
    Rule("named by heading or lead-in", _named_above),
    Rule("named elsewhere", _named_elsewhere),
    Rule("how-to heading or title", _how_to),
    Rule("instructions", _instructions),
)
"""What a series is for: the first rule that applies decides."""


class Line(NamedTuple):
    """A line of a checklist: its words, and whether its box is ticked, ``None`` without a box."""

    text: str
    checked: bool | None


CHECKLISTS: tuple[tuple[ChecklistKind, Callable[[Sequence[Line]], bool]], ...] = (
    ("tasks", lambda lines: any(line.checked is not None for line in lines)),
    ("questions", lambda lines: all(line.text.rstrip('”"’)»」』').endswith(QUESTION_MARKS) for line in lines)),
)
"""Kinds of checklists, and what their lines have in common."""


def checklist_kind(lines: Sequence[Line]) -> ChecklistKind:
    """Return the kind of a checklist; ``items`` if nothing indicates more."""
    return next((kind for kind, applies in CHECKLISTS if applies(lines)), "items")


# --- counts ----------------------------------------------------------------------------------------------------------


def declared(context: Context, of_kind: str) -> int | None:
    """Return the announced number of items of a series: the count that it was found by, or that of its heading or the prose
    above."""
    if context.claim is not None or of_kind == "faqs":
        return context.claim.value if context.claim is not None else None
    own = claims(context.heading, context.words, any_noun=True)[: -_MOST_COUNTS - 1 : -1] if context.heading else ()
    fitting = (claim for claim in [*own, *_announced(context)] if fits(claim, of_kind))
    return next((claim.value for claim in fitting if claim.kind is not None or is_near(claim, len(context.items))), None)


def is_near(claim: Claim, found: int) -> bool:
    """Return whether a count of things not named here ("5 projects") is so close to ``found`` that it refers to them."""
    return abs(claim.value - found) <= max(1, claim.value // 4)


def fits(claim: Claim, of_kind: str) -> bool:
    """Return whether a count may refer to a series of ``of_kind``."""
    return claim.kind is None or claim.kind == of_kind or {claim.kind, of_kind} <= {"steps", "tips", "items"}


def names_items(heading: str, words: Lexicon) -> bool:
    """Return whether a heading names the content below it with a noun for items ("Directions", "Common mistakes")."""
    return _named(heading, words) is not None


def _announced(context: Context) -> Sequence[Claim]:
    """Return the counts in the paragraph before a series that refer to it, last first: all if it announces, otherwise those that
    match."""
    if not context.announcement:
        return ()
    counts = claims(context.announcement, context.words)[: -_MOST_COUNTS - 1 : -1]
    if cues.announces(context.announcement, context.words):
        return counts
    return [claim for claim in counts if claim.value == len(context.items)]


def _named(text: str | None, words: Lexicon) -> str | None:
    counted = _counted(text, words)
    return counted if counted or text is None or cues.is_how_to(text, words) else kind_of(text, words)


def _counted(text: str | None, words: Lexicon) -> str | None:
    return next((claim.kind for claim in claims(text, words) if claim.kind), None) if text else None
