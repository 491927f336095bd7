"""Findings about paired marks: quotation marks and brackets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from seedkit.checks.finding import Finding
from seedkit.checks.prose import Paragraph, finds, in_prose, in_words, paragraphs
from seedkit.model.compiled import Compiled
from seedkit.model.document import Document, Related, Span
from seedkit.model.source import Source

_QUOTES = '“”„"‘'
_PAIRS = frozenset(("“”", '""', "()", "[]"))
_OPENING = '“„"'
_BRACKETS = {")": "(", "]": "["}
_ELISION = re.compile(r"‘(?:\d|em\b|till?\b|cause\b|tis\b|twas\b|n\b|bout\b|round\b)", re.IGNORECASE)
_LONGEST = 4
"""Maximum number of further paragraphs of a quotation that does not open each of them."""
_LABEL = re.compile(r"(?<![^\s(,;/–—-])(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)")
_FACES = ":;=8-'’\\"


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``unbalanced-quote`` and ``unbalanced-bracket`` for the first unpaired mark of a paragraph, and ``mixed-quotes`` once.

    A quotation over several paragraphs opens each of them and closes in the last.
    """
    document, source = compiled.document, compiled.source
    text = source.text
    quotes = [mark for mark in _QUOTES if mark in text]
    if "‘" in quotes:
        quotes.append("’")
    brackets = [mark for mark in "()[]" if mark in text]
    quoting = _marks(quotes, compiled)
    if '"' in quotes and ("“" in quotes or "”" in quotes):
        yield from _mixed(source, quoting)
    bracketing = [] if not brackets else _outside_samples(_marks(brackets, compiled), document)
    quoting = [] if _are_paired(text, quoting) else quoting
    bracketing = [] if _are_paired(text, bracketing) else bracketing
    if not quoting and not bracketing:
        return
    places = paragraphs(document)
    starts = [place.start for place in places]
    yield from _quotations(compiled, _by_place(quoting, places, starts), starts)
    for place, held in _by_place(bracketing, places, starts):
        yield from _bracket(source, held, place)


def _marks(signs: Sequence[str], compiled: Compiled) -> list[int]:
    """Return the offsets of all ``signs`` in the article's words, in order."""
    marks = sorted([at for sign in signs for at in finds(compiled.source.text, sign)])
    return marks if compiled.source.syntax == "plain" else list(in_prose(marks, compiled))


def _are_paired(text: str, marks: Sequence[int]) -> bool:
    """Whether the marks are pairs, one after the other, each on one line: the usual case, which needs no closer look."""
    if len(marks) % 2:
        return False
    for a, b in zip(marks[::2], marks[1::2], strict=True):
        if text[a] + text[b] not in _PAIRS or text.find("\n", a, b) >= 0:
            return False
    return True


def _by_place(marks: Sequence[int], places: Sequence[Paragraph], starts: Sequence[int]) -> Iterator[tuple[Paragraph, list[int]]]:
    """Yield every paragraph that contains marks, with these marks."""
    at = 0
    while at < len(marks):
        place = bisect_right(starts, marks[at]) - 1
        if place < 0 or marks[at] >= places[place].end:
            at += 1
            continue
        end = bisect_left(marks, places[place].end, at)
        yield places[place], list(marks[at:end])
        at = end


def _quotations(
    compiled: Compiled, paragraphs_with_marks: Iterator[tuple[Paragraph, list[int]]], starts: Sequence[int]
) -> Iterator[Finding]:
    """Yield a finding for each paragraph with an unpaired mark, unless one of the next paragraphs pairs it."""
    source = compiled.source
    text = source.text
    odd = []
    for place, marks in paragraphs_with_marks:
        at = _odd_quote(text, marks, place.start)
        if at is not None and (source.syntax == "plain" or not _has_references(compiled, place)):
            odd.append((bisect_left(starts, place.start), at))
    partners: set[int] = set()
    for (number, at), (below, closing) in pairwise(odd):
        curly = text[at] in "“„" and text[closing] == "”" and below - number <= _LONGEST
        if curly or (below == number + 1 and _is_cut(text, at, closing)):
            partners.update((at, closing))
    for number, at in odd:
        below = number + 1
        if text[at] in _OPENING and below < len(starts) and text[starts[below]] in _OPENING:
            partners.add(at)
    for _, at in odd:
        if at not in partners:
            opens = text[at] in '“„‘"'
            what = "is never closed" if opens else "was never opened"
            span = Span(start=at, end=at + 1, line=source.line_at(at))
            yield Finding("unbalanced-quote", f"the quotation mark {text[at]} {what}", span, {})


def _has_references(compiled: Compiled, place: Paragraph) -> bool:
    """Whether a paragraph has more marks than its source: some are written as character references and have no offset."""
    text = compiled.source.text
    printed = in_words((at for at in range(place.start, place.end) if text[at] in _QUOTES), compiled.ledger)
    return sum(map(place.text.count, _QUOTES)) > sum(1 for _ in printed)


def _is_cut(text: str, opening: int, closing: int) -> bool:
    """Whether two straight marks are on adjacent lines and enclose one quotation, cut where a line was full."""
    opens = text[opening] == '"' and (opening == 0 or text[opening - 1].isspace()) and not text[opening + 1].isspace()
    closes = text[closing] == '"' and not text[closing - 1].isspace()
    return opens and closes and text.count("\n", opening, closing) == 1


def _odd_quote(text: str, marks: list[int], start: int) -> int | None:
    """Return the first of ``marks`` that has no partner."""
    opened: dict[str, int] = {}
    for at in marks:
        mark = text[at]
        if text[at - 2 : at] == "â€":
            continue  # not a mark, but a part of an incorrectly decoded character
        if mark == '"':
            if at > start and text[at - 1].isdigit() and mark not in opened:
                continue  # inches
            if mark in opened:
                del opened[mark]
            else:
                opened[mark] = at
        elif mark in "“„":
            if "“" in opened and mark == "“" and text[opened["“"]] == "„":
                del opened["“"]  # „ … “
            elif "“" in opened:
                return opened["“"]
            else:
                opened["“"] = at
        elif mark == "”":
            if "“" not in opened:
                return at
            del opened["“"]
        elif mark == "‘":
            if (at == start or not text[at - 1].isalnum()) and not _ELISION.match(text, at):
                opened.setdefault("‘", at)
        elif not text[at + 1 : at + 2].isalnum():  # a closing single mark, unless it is the apostrophe of a plural
            opened.pop("‘", None)
    return min(opened.values(), default=None)


def _mixed(source: Source, marks: list[int]) -> Iterator[Finding]:
    text = source.text
    straight = [at for at in marks if text[at] == '"' and not text[at - 1 : at].isdigit()]
    curly = [at for at in marks if text[at] in "“”"]
    if not straight or not curly:
        return
    fewer = min(straight, curly, key=len)
    lines = {source.line_at(at): at for at in reversed(fewer)}
    spans = [Span(start=at, end=at + 1, line=line) for line, at in sorted(lines.items())]
    related = tuple(Related(span=span, message="also in this style") for span in spans[1:])
    message = f"{len(straight)} straight and {len(curly)} curly quotation marks; expected one style"
    yield Finding("mixed-quotes", message, spans[0], {"curly": len(curly), "straight": len(straight)}, related)


def _bracket(source: Source, marks: list[int], place: Paragraph) -> Iterator[Finding]:
    text = source.text
    opened: list[int] = []
    odd = None
    for at in marks:
        mark = text[at]
        if text[at - 1 : at] in _FACES and _is_face(text, at):
            continue
        if mark in _BRACKETS:
            if opened and text[opened[-1]] == _BRACKETS[mark]:
                opened.pop()
            elif mark == ")" and _is_label(text, at, place.start):
                continue
            else:
                odd = at if odd is None else odd
        else:
            opened.append(at)
    at = min((at for at in (odd, *opened[:1]) if at is not None), default=-1)
    if at >= 0:
        what = "was never opened" if text[at] in _BRACKETS else "is never closed"
        span = Span(start=at, end=at + 1, line=source.line_at(at))
        yield Finding("unbalanced-bracket", f"the bracket {text[at]} {what}", span, {"sign": text[at]})


def _is_face(text: str, at: int) -> bool:
    """Whether a bracket is the mouth of an emoticon: ``:)``, ``;-)``, in Markdown ``:\\)``."""
    eyes = at - 1
    while eyes > at - 4 and text[eyes] in "-'’\\":
        eyes -= 1
    return eyes >= 0 and text[eyes] in ":;=8" and (eyes == 0 or not text[eyes - 1].isalnum())


def _is_label(text: str, at: int, start: int) -> bool:
    """Whether a closing bracket ends the label of an inline item: ``a)``, ``2)``."""
    return any(_LABEL.fullmatch(text, begin, at + 1) for begin in range(max(start, at - 5), at))


def _outside_samples(marks: Sequence[int], document: Document) -> list[int]:
    samples = [sample.span for sample in document.sample_texts]
    begins = [span.start for span in samples]
    return [at for at in marks if (place := bisect_right(begins, at) - 1) < 0 or at >= samples[place].end]
