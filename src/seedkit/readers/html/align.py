"""Stated texts to the places where a page shows them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from seedkit.readers.html.jsonld import Stated, StatedItem
from seedkit.readers.html.numbers import PRINTED
from seedkit.readers.html.shown import Shown
from seedkit.readers.html.text import letters

_KEY = 12  # number of letters by which the positions of a text are looked up
_MOST_PLACES = 8  # of one text: the layouts of a page that repeat it
_STARTS = 3  # number of items that the search for a series may begin with
_SHARE = 0.5  # share of the stated items: a page that shows fewer of them shows something else
_ANSWER = 40  # number of letters by which an answer is found
_NEAR = 400  # maximum number of letters between a question and its answer
_NEXT = 20_000  # maximum number of letters from one item to the next: more is another part of the page
_NEXT_MATERIAL = 2_000


class Found(NamedTuple):
    """Where an item is shown: its texts, ``[first, end)`` of those of the page; for a question, the end of its answer."""

    first: int
    end: int
    answered: int = 0


class _Place(NamedTuple):
    """A stated item (its index), and its letters on the page."""

    item: int
    start: int
    end: int


def align(stated: Stated, shown: Shown) -> list[Found]:
    """Return where the items of a series are shown, in the order in which they are stated; nothing if most are not shown.

    If a page repeats the series, the most complete copy counts; among equals, one that is not hidden, then the shortest.
    """
    places = _places(stated.items, shown)
    found = [k for k, at in enumerate(places) if at]
    reach = _NEXT_MATERIAL if stated.purpose == "materials" else _NEXT
    chains = [_chain(places, k, start, reach) for k in found[:_STARTS] for start in places[k]]
    if not chains:
        return []
    best = max(chains, key=lambda chain: _merit(chain, shown))
    if len(best) < _SHARE * len(stated.items):
        return []
    out = []
    for place in best:
        one = Found(_text_at(shown, place.start), bisect_left(shown.starts, place.end))
        if stated.purpose == "faqs":
            one = one._replace(answered=_answered(letters(stated.items[place.item].answer), place.end, shown))
        if stated.purpose != "faqs" or one.answered:
            out.append(one)
    return out


def _answered(answer: str, start: int, shown: Shown) -> int:
    """Return the text after the answer to a question that ends at the letter ``start``; 0 if it is not shown."""
    at = shown.letters.find(answer[:_ANSWER], start, start + _NEAR + _ANSWER)
    if at < 0:
        return 0
    end = at + len(answer) if shown.letters.startswith(answer, at) else at + len(answer[:_ANSWER])
    return bisect_left(shown.starts, end)


def _merit(chain: Sequence[_Place], shown: Shown) -> tuple[int, bool, int]:
    return len(chain), not shown.is_hidden(chain[0].start), chain[0].start - chain[-1].end


def _text_at(shown: Shown, start: int) -> int:
    """Return the text that contains the letter at ``start``."""
    return bisect_left(shown.starts, start + 1) - 1


def _places(items: Sequence[StatedItem], shown: Shown) -> list[list[_Place]]:
    """Return where each item is shown, from the start of a text, or from after a number printed there, to the end of one."""
    said = [letters(item.text) for item in items]
    wanted: dict[str, list[int]] = {}
    for k, words in enumerate(said):
        if words:
            wanted.setdefault(words[:_KEY], []).append(k)
    lengths = sorted({len(key) for key in wanted})
    ends = set(shown.starts)
    places: list[list[_Place]] = [[] for _ in items]
    for text, start in enumerate(shown.starts[:-1]):
        number = PRINTED.match(shown.said[text])
        behind = start + len(letters(number[0])) if number else start
        for at in (start, behind) if start < behind < shown.starts[text + 1] else (start,):
            for length in lengths:
                for k in wanted.get(shown.letters[at : at + length], ())[:_MOST_PLACES]:
                    end = at + len(said[k])
                    if len(places[k]) < _MOST_PLACES and end in ends and shown.letters.startswith(said[k], at):
                        places[k].append(_titled(items[k], _Place(k, at, end), shown))
    return places


def _titled(item: StatedItem, place: _Place, shown: Shown) -> _Place:
    """Return a place with the title of the item, if it is shown directly before the text."""
    title = letters(item.title)
    start = place.start - len(title)
    return place._replace(start=start) if title and shown.letters.endswith(title, 0, place.start) and start >= 0 else place


def _chain(places: Sequence[Sequence[_Place]], first: int, start: _Place, reach: int) -> list[_Place]:
    """Return the places of items from ``start`` on, each after the previous one."""
    chain = [start]
    for at in places[first + 1 :]:
        end = chain[-1].end
        chain += [place for place in at if end <= place.start <= end + reach][:1]
    return chain
