"""Random lines about an article: who wrote it, when, how long it takes to read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from properties import words
from properties.structure import Facts

_MONTHS = [
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _printed(day: date, form: int) -> str:
    month = _MONTHS[day.month]
    year = day.year
    return [f"{month} {day.day}, {year}", f"{day.day} {month} {year}", f"{month[:3]} {day.day}, {year}", day.isoformat()][form]


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Return the lines below a title: none, or a byline, dates, a reading time, a credit."""
    form = draw(st.integers(0, 3))
    days = st.dates(date(2005, 1, 1), date(2025, 12, 28))
    author, day, minutes = draw(words.name), draw(days), draw(st.integers(2, 20))
    printed = _printed(day, form)
    shape = draw(st.integers(0, 7))
    match shape:
        case 0:
            facts = Facts()
        case 1:
            facts = Facts((f"By {author}",), (author,))
        case 2:
            facts = Facts((f"By {author} | {printed}",), (author,), day)
        case 3:
            facts = Facts((author, f"{minutes} min read{printed}"), (author,), day, None, minutes)
        case 4:
            other = draw(words.name.filter(lambda name: name != author))
            lines = (f"By {author} and {other}", f"Published on {printed}", f"{minutes} minute read")
            facts = Facts(lines, (author, other), day, None, minutes)
        case 5:
            later = draw(days)
            lines = (f"Written by {author}", f"Published {printed}", f"Updated on {_printed(later, form)}")
            facts = Facts(lines, (author,), day, later)
        case 6:
            facts = Facts((f"{author} · {printed} · {minutes} min read",), (author,), day, None, minutes)
        case _:
            facts = Facts((f"Posted on {printed} by {author}",), (author,), day)
    credited = draw(st.booleans())
    if facts.lines and credited:
        credit = draw(st.sampled_from(["Photo by {} on Unsplash", "Image: {}"])).format(draw(words.name))
        facts = replace(facts, lines=(*facts.lines, credit), credit=credit)
    return facts
