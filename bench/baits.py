"""Inputs that provoke more than linear work: each is a format and a function from a number of repetitions to a text.

``tests/test_linear.py`` counts the work on each, and ``python bench/growth.py --baits`` measures its time and memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple


class Bait(NamedTuple):
    """The format of a text, and how it is made of ``n`` repetitions."""

    format: str
    text: Callable[[int], str]


def _repeated(format: str, unit: str, before: str = "", after: str = "") -> Bait:
    return Bait(format, lambda n: before + unit * n + after)


def _numbered(format: str, unit: str, before: str = "") -> Bait:
    return Bait(format, lambda n: before + "".join([unit.format(i) for i in range(1, n + 1)]))


FILLER = "Words stand here and say little.\n\n"
TITLE = "A title\n\n"
LONG = 4
"""How much longer some inputs are: what comes before a window of 60 paragraphs is full, or a limit is met, shows no growth."""
BAITS: Mapping[str, Bait] = {
    # Lists and numbering
    "bullets": _repeated("text", "- a\n"),
    "nested bullets": _repeated("text", "- a\n  - b\n    - c\n"),
    "bullets that go deeper": Bait("text", lambda n: "".join([" " * (2 * (i % 40)) + "- a thing\n" for i in range(n)])),
    "bullets in one line": _repeated("text", "• "),
    "bullets between paragraphs": _repeated("text", f"• a thing\n\n{FILLER}" * LONG),
    "short lists": _repeated("text", "1. do it\n2. do it\n3. so\n\nThen.\n\n"),
    "numbers up and down": Bait(
        "text", lambda n: "".join([f"{i}. a\n" for i in (*range(1, 2 * n, 2), *range(2 * n, 0, -2))])
    ),
    "one list of many items": _numbered("text", "{}. Turn the page\n"),
    "numbers alone in their lines": _numbered("text", "{}.\n\nTurn the page\n\n"),
    "the number one again and again": _repeated("text", "1. go\n"),
    "markers in one line": _repeated("text", "1. "),
    "step one again and again": _repeated("text", "Step 1: do it\n\n"),
    "steps that are not there": _numbered("text", "Step {}: go\n\nSee step 999.\n\n"),
    "letters in brackets": _repeated("text", "(a) go\n(i) rest\n"),
    "Roman numerals": _repeated("text", "i) go\nv) go\nx) go\n"),
    "numbers in levels": _numbered("text", "{0}. Go\n{0}.1 Go\n{0}.1.1 Go\n"),
    "opening brackets": _repeated("text", "(\n"),
    "boxes": _repeated("markdown", "- [ ] do it\n"),
    "ordinal words": _repeated("text", "First, go.\n\nSecond, rest.\n\nFinally, sleep.\n\n"),
    # Headings
    "one line again and again": _repeated("text", "the same line again\n"),
    "one heading again and again": _repeated("text", f"The same title\n\n{FILLER}"),
    "short lines that differ": _numbered("text", "".join([f"Word{{0}}{sign} and more\n\n" for sign in "abcd"])),
    "lines that end in a colon": _repeated("text", "Say this:\n" * LONG),
    "lines in capitals": _numbered("text", "PART {} OF IT\n\nGo on.\n\n"),
    "headings": _repeated("markdown", "## Do it\n\n"),
    "headings of two kinds": Bait(
        "markdown", lambda n: f"## Why?\n\n{FILLER}## Why not?\n\n{FILLER}## Go home\n\n## Rest\n\n" * n
    ),
    "headings of all levels": _repeated("markdown", "# A\n\n###### B\n\n### C\n\n"),
    "headings nothing closes": _repeated("html", "<h2>a"),
    # Questions
    "questions and answers": _repeated("text", "Q: x\nA: y\n"),
    "questions and answers apart": _repeated("text", "Q: x\n\nA: y\n\n"),
    "questions under one heading": _numbered("text", "What is it for, {}?\n\nFor nothing.\n\n", before=f"{TITLE}FAQ\n\n"),
    "a heading for each question": _repeated("text", "FAQ\n\nWhat is it for?\n\nFor nothing at all.\n\n"),
    "questions and no answers": _repeated("text", "What is it for?\n\n"),
    "an index of questions": Bait(
        "markdown", lambda n: "# FAQ\n\n" + "- Why?\n" * n + "\n" + f"## Why?\n\n{FILLER}" * n
    ),
    # Sample texts
    "samples": _repeated("text", "Say this:\n\n“I am so sorry.”\n\n"),
    "samples in one paragraph": _repeated("text", "Say to them: “I am so sorry.” "),
    "letters": _repeated("text", "Send them this letter:\n\nDear Ann,\n\nI am sorry.\n\nYours sincerely,\n\nBob\n\n"),
    "letters that nothing ends": _repeated("text", "Dear Ann,\n\n" * LONG),
    "letters that nothing begins": _repeated("text", "Yours sincerely,\n\n" * LONG),
    "a quotation that nothing hands over": _repeated("html", "<p>so they say</p>", before="<p>Go.</p><blockquote>"),
    "quotations that nothing closes": _repeated("text", "“so they all say\n\n" * LONG),
    "quotations that nothing opens": _repeated("text", "so they all say”\n\n" * LONG),
    "quotation marks": _repeated("text", "“"),
    "straight quotation marks": _repeated("text", '"'),
    "apostrophes": _repeated("text", "'a "),
    "labels below a long heading": Bait(
        "markdown", lambda n: "# A\n\n## " + "scripts " * n + "\n\n" + 'Ann: "come here now"\n\n' * n
    ),
    "slots": _repeated("text", "[your name] "),
    "slots of all kinds": _repeated("text", "{name} <NAME> %NAME% {{ name }} ____ "),
    "slots that nothing closes": _repeated("text", "[your {{ name "),
    # Counts and dates
    "counts": _repeated("text", "There are 3 tips.\n\n"),
    "counts that do not hold": _repeated("text", "There are 3 tips:\n\n1. Sit down.\n2. Rest.\n\n"),
    "counts that are far from met": _repeated("text", "There are 999 ways:\n\nFirst, rest.\n\n" + 5 * FILLER),
    "a title of counts": Bait("text", lambda n: "3 ways " * n + "\n\n" + "1. Rest\n\nNow.\n\n2. Go\n\nThen.\n\n" * n),
    "an announcement of counts": Bait(
        "markdown", lambda n: "3 ways, " * n + "so:\n\n" + f"## So?\n\n## Who?\n\n{FILLER}## A\n\n" * n
    ),
    "number words": _repeated("text", "twenty-one "),
    "dates": _repeated("text", "1/2/2020 "),
    "durations": _repeated("text", "for 1 hour and 10 minutes "),
    "amounts": _repeated("text", "- 1 1/2 cups of flour\n", before=f"{TITLE}Ingredients:\n"),
    "bylines": _repeated("text", "By Ann Lee\n"),
    # Signs
    "one long line of words": _repeated("text", "go to the door and "),
    "one word": _repeated("text", "a"),
    "digits": _repeated("text", "7"),
    "lines of one digit": _repeated("text", "7\n"),
    "blank lines": _repeated("text", "\n", before=TITLE, after="The end"),
    "spaces in a line": _repeated("text", " ", before=f"{TITLE}x", after="y"),
    "line ends of two kinds": _repeated("text", "a\rb\nc\r\n"),
    "wrapped lines": _repeated("text", "Go to the door and open it slowly, for the lamp that you left behind\n"),
    "form feeds": _repeated("text", f"{FILLER}\f12\n\n"),
    "zero-width signs": _repeated("text", "\u200b1. go\n"),
    "combining signs": _repeated("text", "a\u0301\u0302"),
    "marks of all kinds": _repeated("text", "“[your town] â€™ 03/10/2021 TODO: (x\u200b "),
    "placeholders": _repeated("text", "TODO: lorem ipsum dolor "),
    "mail quoting": Bait("text", lambda n: TITLE + "".join(["> " * (i % 30) + "go\n" for i in range(n)])),
    # Markdown
    "links": _repeated("markdown", "[a](b) "),
    "links that are elsewhere": _repeated("markdown", "[*a*&amp;](b) "),
    "links that nothing closes": _repeated("markdown", "[a](" * LONG),
    "brackets": _repeated("markdown", "["),
    "pairs of brackets": _repeated("markdown", "[a][b] "),
    "link definitions": Bait(
        "markdown", lambda n: "".join([f"[r{i}]: http://x/{i}\n" for i in range(n)]) + "\n" + "[r1] " * n
    ),
    "footnotes": Bait(
        "markdown", lambda n: "".join([f"so[^{i}]\n\n" for i in range(n)]) + "".join([f"[^{i}]: a\n\n" for i in range(n)])
    ),
    "emphasis": _repeated("markdown", "*a **b "),
    "underscores": _repeated("markdown", "_a__b "),
    "backticks": Bait("markdown", lambda n: " ".join(["`" * (i % 10 + 1) for i in range(n)])),
    "fences that nothing closes": _repeated("markdown", "- ```\n"),
    "nested quotes": Bait("markdown", lambda n: ">" * n + " a"),
    "table rows": _repeated("markdown", "|x|y|\n", before="T\n\n|a|b|\n|-|-|\n"),
    "a wide table": Bait("markdown", lambda n: "|" + "a|" * n + "\n|" + "-|" * n + "\n|" + "x|" * n + "\n"),
    "comments that nothing closes": _repeated("markdown", "a <!-- "),
    "HTML in Markdown": _repeated("markdown", "<div>\n\ngo\n\n"),
    "pictures": _repeated("markdown", "![](x.png)\n\n"),
    "front matter that nothing closes": _repeated("markdown", "a: b\n", before="---\n"),
    "front matter of many keys": _numbered("markdown", "k{0}: v\n", before="---\ntitle: A\n"),
    "front matter of brackets": Bait("markdown", lambda n: f"---\ntags: {'[' * n}\n---\n\n# A\n"),
    # Web pages
    "nested lists": _repeated("html", "<ul><li>a"),
    "nested ordered lists": _repeated("html", "<ol><li>a"),
    "nested elements": _repeated("html", "<div>" * LONG, after="so"),
    "nested formatting": _repeated("html", "<b>a", before="<p>"),
    "formatting across paragraphs": _repeated("html", "<p><b><i>a</p>"),
    "paragraphs nothing closes": _repeated("html", "<p>Go to the door"),
    "table cells": _repeated("html", "<tr><td>a<td>b", before="<table>"),
    "tables in tables": _repeated("html", "<table><tr><td>a"),
    "one long attribute": _repeated("html", "a", before='<p title="', after='">So it is</p>'),
    "many attributes": Bait("html", lambda n: "<p " + "".join([f'a{i}="b" ' for i in range(n)]) + ">So it is</p>"),
    "attributes nothing closes": _repeated("html", '<a href="', before="<p>So"),
    "less-than signs": _repeated("html", "<", before="<p>So"),
    "ends without beginnings": _repeated("html", "</b></p></div>", before="<p>So"),
    "character references": _repeated("html", "&amp;&lt;&#65;", before="<p>"),
    "ampersands": _repeated("html", "&a", before="<p>"),
    "line breaks": _repeated("html", "1. go<br>", before="<p>"),
    "scripts of linked data": Bait(
        "html", lambda n: '<script type="application/ld+json">' + "[" * n + "]" * n + "</script><p>So it is</p>"
    ),
    "steps of linked data": Bait(
        "html",
        lambda n: '<script type="application/ld+json">{"@type": "HowTo", "step": ['
        + ", ".join(['{"@type": "HowToStep", "text": "Go there"}'] * n)
        + "]}</script>"
        + "<p>Go there</p>" * n,
    ),
}  # fmt: skip
