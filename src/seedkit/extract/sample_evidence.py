"""Evidence for and against a candidate being a sample text: the names in ``POINTS`` of ``sample_texts.py``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from seedkit.extract.sample_candidates import Candidate, is_pinned
from seedkit.language import introductions
from seedkit.language.addressing import addressing, is_attributed, is_form
from seedkit.language.code import is_code
from seedkit.language.introductions import Cue, cue_before, cue_of_heading, last_sentence
from seedkit.language.letters import is_subject
from seedkit.language.lexicon import Lexicon
from seedkit.model.block import Reading

_INTRODUCED = frozenset(
    [
        "cue",
        "label",
        "approved",
        "contrast",
        "colon",
        "cue above",
        "label above",
        "colon above",
        "words above",
        "lead-in words",
        "colon heading",
    ]
).union(f"{naming} {place}" for naming in ("strong", "weak") for place in ("heading", "parent", "title"))
_NAMED = _INTRODUCED - {"colon", "colon above"}
"""Evidence that outweighs the text being an example of something."""
_BLOCKS = ("fence", "quote", "message", "section", "listed", "letter")
"""What may be a form to fill in."""
_ADDRESSED = frozenset(("second person", "courtesy", "slots", "asks"))
_HANDED = frozenset(("cue", "label", "approved", "contrast"))
"""What in the same block says of a text that it is for the reader, whatever the heading warns of."""
_MAX_LABEL = 8
"""Maximum number of words of a lead-in that is a label."""
_REACH = 400
"""Number of characters before a quotation that are searched for the end of the previous one."""
_LONGEST_ROW = 8
"""Maximum number of quotations in one row."""
_LABEL_SIGNS = " *_\"“‘'\\:–—-"
_SIGNS = " *_\"“‘'\\"


class Evidence(NamedTuple):
    """The words of a candidate, the names of the evidence, a cue in the reading ``handed_by``, and the channel."""

    text: str
    names: tuple[str, ...]
    cue: Cue | None
    handed_by: int | None
    channel: str | None


class Hint(NamedTuple):
    """What one place says about a candidate: the names of the evidence, and the cue in the reading ``handed_by``."""

    names: tuple[str, ...]
    cue: Cue | None = None
    handed_by: int | None = None


def evidence(candidate: Candidate, readings: Sequence[Reading], lexicon: Lexicon) -> Evidence:
    """Return the evidence for and against a candidate."""
    words = _words(candidate, readings)
    names = [candidate.form, *addressing(words, lexicon)]
    if any(map(is_pinned, readings[candidate.first : candidate.last + 1])):
        names.append("pin")
    if candidate.form in ("fence", "quote", "message", "section", "listed") and is_code(words):
        names.append("code")
    if candidate.form in _BLOCKS and is_form(words, lexicon):
        names.append("form")
    if candidate.form == "fence" and _has_warning(words, lexicon):
        names.append("denied")
    if _is_answered(candidate.last + 1, readings, lexicon):
        names.append("answered")
    if candidate.form in ("quote", "inline", "whole") and is_attributed(_up_to_credit(candidate, words, readings)):
        names.append("attributed")
    if candidate.form in ("quote", "section", "listed", "message") and introductions.speaks_of_texts(words, lexicon):
        names.append("speaks of texts")
    if candidate.form == "quote" and candidate.first == candidate.last and _introduces(candidate.last + 1, readings):
        names.append("introduces")
    block = readings[candidate.first].block
    if any(link.text.strip(_SIGNS + "”’") == words for link in block.links):
        names.append("link")
    near = _beside(candidate, readings, lexicon)
    names += near.names
    if not _decides(near.names):
        above = _above(candidate, readings, lexicon)
        names += above.names
        near = near if near.cue is not None else above
    headings = _headings(candidate, readings, lexicon)
    names += [name for name in headings if name != "warning heading" or _HANDED.isdisjoint(near.names)]
    if _INTRODUCED.isdisjoint(names):
        names.append("not introduced")
    if candidate.form in ("quote", "whole") and _ADDRESSED.isdisjoint(names) and _NAMED.isdisjoint(names):
        names.append("no purpose")
    heading = candidate.headings[-1] if candidate.headings else None
    headed = cue_of_heading(readings[heading].block.text, lexicon) if heading is not None else None
    channels = (cue.channel for cue in (near.cue, headed) if cue is not None and cue.channel is not None)
    cue, by = (near.cue, near.handed_by) if near.cue is not None else (headed, heading)
    addressed = candidate.form == "letter" and is_subject(words, lexicon)
    return Evidence(words, tuple(dict.fromkeys(names)), cue, by, "email" if addressed else next(channels, None))


def _words(candidate: Candidate, readings: Sequence[Reading]) -> str:
    first, last = candidate.first, candidate.last
    if first == last:
        return readings[first].block.text[candidate.start : candidate.end]
    between = (readings[k].block.text for k in range(first + 1, last))
    return "\n".join((readings[first].block.text[candidate.start :], *between, readings[last].block.text[: candidate.end]))


def _up_to_credit(candidate: Candidate, words: str, readings: Sequence[Reading]) -> str:
    """Return the text that may end in the name of who said it: that of a block quote, or what is behind a quotation."""
    return words if candidate.form == "quote" else readings[candidate.last].block.text[candidate.end :]


def _has_warning(words: str, lexicon: Lexicon) -> bool:
    """Return whether a line of a text is labelled as what not to say, so that the text compares wordings and is none."""
    labels = (line.partition(":") for line in words.split("\n"))
    return any(colon and introductions.warns_label(label, lexicon) for label, colon, _ in labels)


def _is_answered(below: int, readings: Sequence[Reading], lexicon: Lexicon) -> bool:
    """Return whether the text below is labelled as what the reader says to this one: "Your response:"."""
    if below >= len(readings) or not readings[below].block.text.endswith(":"):
        return False
    return introductions.is_reader(readings[below].block.text, lexicon)


def _introduces(below: int, readings: Sequence[Reading]) -> bool:
    """Return whether a fence is right below a block quote, which then says what it is for."""
    return below < len(readings) and readings[below].role == "code"


def _decides(names: Sequence[str]) -> bool:
    return any(name in names for name in ("cue", "label", "contrast", "denied", "others say", "to oneself"))


# --- words in the same block -----------------------------------------------------------------------------------------


def _beside(candidate: Candidate, readings: Sequence[Reading], lexicon: Lexicon) -> Hint:
    """Return what the block itself says about the text in it: the words before it, those after it, the header of its column."""
    reading = readings[candidate.first]
    text = reading.block.text
    if candidate.form == "cell":
        return Hint(tuple(_column(candidate, reading.block.rows[0], lexicon)))
    sign = reading.block.marker.label if reading.block.marker is not None else ""
    if sign in lexicon.warning_signs and not _floor(text, candidate.start):
        return Hint(("denied",))
    if candidate.form not in ("whole", "worded", "inline") or not candidate.start:
        return Hint(("approved",) if sign in lexicon.approving_signs else ())
    start = _start_of_row(text, candidate.start, lexicon) if candidate.form == "inline" else candidate.start
    floor = _floor(text, start) if candidate.form == "inline" else 0
    before = text[floor:start].rstrip(_SIGNS)
    approved = sign in lexicon.approving_signs and not floor
    if candidate.form == "inline":
        found = _inline(candidate._replace(start=start), text, before, floor, lexicon)
    else:
        found = _labelled(candidate, text, before, lexicon) if before else Hint(())
    return found._replace(names=(*found.names, "approved")) if approved and not _decides(found.names) else found


def _start_of_row(text: str, start: int, lexicon: Lexicon) -> int:
    """Return where the first of the quotations begins that commas, "or" and the like join to the one at ``start``."""
    for _ in range(_LONGEST_ROW):
        floor = _floor(text, start)
        if not floor or not introductions.joins(text[floor : start - 1], lexicon):
            break
        opened = max(text.rfind(mark, max(0, floor - _REACH), floor - 1) for mark in '“"«‘')
        if opened < 0:
            break
        start = opened + 1
    return start


def _floor(text: str, start: int) -> int:
    """Return where the words before a quotation begin: after the previous quotation."""
    return max((text.rfind(mark, 0, start - 1) for mark in '”"»’'), default=-1) + 1


def _labelled(candidate: Candidate, text: str, before: str, lexicon: Lexicon) -> Hint:
    label = last_sentence(before)
    at = candidate.first
    if introductions.warns(label, lexicon):
        return Hint(("denied",))
    if introductions.reports(label, lexicon):
        return Hint(("others say",))
    if introductions.speaks_to_self(label, lexicon):
        return Hint(("to oneself",))
    end = len(before)
    cue = cue_before(text, end, lexicon, apart=True)
    if cue is not None:
        return Hint(("cue",), cue, at)
    own = cue_of_heading(label, lexicon)
    if own is not None:
        return Hint(("label",), own._replace(end=end), at)
    signed = before in lexicon.approving_signs
    named = signed or introductions.names_texts(label, lexicon) or introductions.labels_wording(label, lexicon)
    name = None if lexicon.function_words.issuperset(introductions.tokens(label)) else (0, len(before.rstrip(_LABEL_SIGNS)))
    view = Cue(0, end, name, introductions.channel_of(label, lexicon))
    return Hint(("label" if named else "colon",), None if signed else view, at)


def _inline(candidate: Candidate, text: str, before: str, floor: int, lexicon: Lexicon) -> Hint:
    sentence, after = last_sentence(before), text[candidate.end :].lstrip("\"”’'")
    names = []
    cue = None
    if introductions.bars(before, lexicon) or introductions.is_contrasted(after, lexicon):
        return Hint(("denied",))
    if floor and introductions.contrasts(before, lexicon):
        return Hint(("contrast",))
    if introductions.speaks_to_self(sentence, lexicon):
        return Hint(("to oneself",))
    if before.endswith(lexicon.approving_signs):
        names.append("label")
    else:
        cue = cue_before(text, candidate.start - 1, lexicon, apart=False, floor=floor)
        if cue is None and introductions.equates(before, lexicon):
            cue = Cue(floor + before.rfind(sentence), floor + len(before), None, None)
        if cue is not None:
            names.append("cue")
        elif introductions.reports(sentence, lexicon):
            return Hint(("others say",))
        elif before.endswith(":"):
            named = introductions.names_texts(sentence, lexicon) or introductions.labels_wording(sentence, lexicon)
            names.append("label" if named else "colon")
        elif not before or before.endswith((".", "?", "!")):
            names.append("own sentence")
            if not after.strip(_SIGNS):
                names.append("closes block")
        else:
            names.append("mentioned" if introductions.mentions(before, lexicon) else "in a sentence")
    if introductions.is_named(after, lexicon):
        names.append("noun follows")
    return Hint(tuple(names), cue, candidate.first if cue is not None else None)


def _column(candidate: Candidate, heads: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield what the header of the column says. Next to a column of what not to say is one of what to say."""
    if introductions.warns(candidate.column, lexicon):
        yield "denied"
    elif introductions.names_texts(candidate.column, lexicon) or any(introductions.warns(head, lexicon) for head in heads[:2]):
        yield "label"


# --- words above -----------------------------------------------------------------------------------------------------


def _above(candidate: Candidate, readings: Sequence[Reading], lexicon: Lexicon) -> Hint:
    """Return what the paragraph, label or list item above says about the text."""
    at = candidate.introduction
    if at is None:
        return Hint(())
    block = readings[at].block
    text = block.text.rstrip(_SIGNS)
    colon = text.endswith(":") or block.strong
    short = len(text.split()) <= _MAX_LABEL
    sentence = last_sentence(text)
    if (colon or short) and introductions.warns_of_below(text if block.strong else sentence if colon else text, lexicon):
        return Hint(("denied above",))
    if colon and introductions.reports(sentence, lexicon):
        return Hint(("others say",))
    if colon and introductions.speaks_to_self(sentence, lexicon):
        return Hint(("to oneself",))
    if candidate.form == "inline":
        return Hint(("lead-in words",) if colon and introductions.names_texts(sentence, lexicon) else ())
    cue = cue_before(block.text, len(block.text), lexicon, apart=True)
    if cue is not None:
        return Hint(("cue above",), cue, at)
    own = cue_of_heading(text, lexicon) if colon and short else None
    if own is not None:
        return Hint(("label above",), own, at)
    named = introductions.names_texts(sentence, lexicon)
    if not colon:
        return Hint(("words above",) if named else ())
    view = Cue(
        0, len(block.text), (0, len(text.rstrip(_LABEL_SIGNS))) if short else None, introductions.channel_of(sentence, lexicon)
    )
    return Hint(("label above" if named else "colon above",), view, at)


def _headings(candidate: Candidate, readings: Sequence[Reading], lexicon: Lexicon) -> Iterator[str]:
    """Yield what the heading, those above it and the title say about the texts below them."""
    places = {"heading": [], "parent": [], "title": []}  # type: dict[str, list[int]]
    for place, index in enumerate(reversed(candidate.headings)):
        places["title" if readings[index].role == "title" else "heading" if not place else "parent"].append(index)
    for name, indices in places.items():
        found = {introductions.naming(readings[index].block.text, lexicon) for index in indices}
        for naming in ("strong", "weak"):
            if naming in found:
                yield f"{naming} {name}"
                break
        if "warning" in found and name == "heading":
            yield "warning heading"
    last = candidate.headings[-1] if candidate.headings else None
    if candidate.form in ("whole", "quote") and last == candidate.first - 1 and readings[last].block.text.endswith(":"):
        yield "colon heading"
