"""Work grows in proportion to the input: lines of Python that run from a text to every written form are counted, function by
function, so that the result is the same on every machine. Work in C is timed in the rooms that hand it much at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from types import CodeType

import pytest

from seedkit.pipeline import compile_text
from seedkit.writers import ARTICLE_WRITERS, WRITERS
from work import lines_run

FILLER = "Words stand here and say little.\n\n"
INPUTS: dict[str, tuple[str, Callable[[int], str]]] = {
    "bullets": ("text", lambda n: "- a\n" * n),
    "nested bullets": ("text", lambda n: "- a\n  - b\n    - c\n" * n),
    "boxes": ("markdown", lambda n: "- [ ] do it\n" * n),
    "one line again and again": ("text", lambda n: "the same line again\n" * n),
    "questions and answers": ("text", lambda n: "Q: x\nA: y\n" * n),
    "questions and answers apart": ("text", lambda n: "Q: x\n\nA: y\n\n" * n),
    "step one again and again": ("text", lambda n: "Step 1: do it\n\n" * n),
    "short lists": ("text", lambda n: "1. do it\n2. do it\n3. so\n\nThen.\n\n" * n),
    "numbers up and down": ("text", lambda n: "".join(f"{i}. a\n" for i in (*range(1, 2 * n, 2), *range(2 * n, 0, -2)))),
    "nested lists": ("html", lambda n: "<ul><li>a" * n),
    "nested ordered lists": ("html", lambda n: "<ol><li>a" * n),
    "headings": ("markdown", lambda n: "## Do it\n\n" * n),
    "headings of two kinds": ("markdown", lambda n: f"## Why?\n\n{FILLER}## Why not?\n\n{FILLER}## Go home\n\n## Rest\n\n" * n),
    "headings nothing closes": ("html", lambda n: "<h2>a" * n),
    "samples": ("text", lambda n: "Say this:\n\n“I am so sorry.”\n\n" * n),
    "samples in one paragraph": ("text", lambda n: "Say to them: “I am so sorry.” " * n),
    "letters": ("text", lambda n: "Send them this letter:\n\nDear Ann,\n\nI am sorry.\n\nYours sincerely,\n\nBob\n\n" * n),
    "a quotation that nothing hands over": ("html", lambda n: "<p>Go.</p><blockquote>" + "<p>so they say</p>" * n),
    # Longer than the others: the first 60 paragraphs are weighed as one text, so work grows with those after them.
    "quotations that nothing closes": ("text", lambda n: "“so they all say\n\n" * (4 * n)),
    "labels below a long heading": ("markdown", lambda n: "# A\n\n## " + "scripts " * n + "\n\n" + 'Ann: "come here now"\n\n' * n),
    "counts": ("text", lambda n: "There are 3 tips.\n\n" * n),
    "counts that do not hold": ("text", lambda n: "There are 3 tips:\n\n1. Sit down.\n2. Rest.\n\n" * n),
    "counts that are far from met": ("text", lambda n: ("There are 999 ways:\n\nFirst, rest.\n\n" + 5 * FILLER) * n),
    "a title of counts": ("text", lambda n: "3 ways " * n + "\n\n" + "1. Rest\n\nNow.\n\n2. Go\n\nThen.\n\n" * n),
    "an announcement of counts": ("markdown", lambda n: "3 ways, " * n + "so:\n\n" + f"## So?\n\n## Who?\n\n{FILLER}## A\n\n" * n),
    "steps that are not there": ("text", lambda n: "".join(f"Step {i}: go\n\nSee step 999.\n\n" for i in range(1, n))),
    "links": ("markdown", lambda n: "[a](b) " * n),
    "links that are elsewhere": ("markdown", lambda n: "[*a*&amp;](b) " * n),
    "line ends of two kinds": ("text", lambda n: "a\rb\nc\r\n" * n),
    "marks of all kinds": ("text", lambda n: "“[your town] â€™ 03/10/2021 TODO: (x\u200b " * n),
}  # fmt: skip


@pytest.mark.parametrize(("format", "text"), INPUTS.values(), ids=INPUTS)
def test_work_grows_with_the_input(format: str, text: Callable[[int], str]) -> None:
    _lines(text(2), format)  # what is done once a process is done
    small, large = _lines(text(40), format), _lines(text(160), format)
    least = large.total() / 500
    grown = {f"{code.co_filename}:{code.co_firstlineno}": n / small[code] for code, n in large.items() if small[code] and n > least}
    assert {place: times for place, times in grown.items() if times > 6} == {}  # were it quadratic, 16 times as much


def _lines(text: str, format: str) -> Counter[CodeType]:
    """Return how many lines of each function run to compile ``text`` and to write it in every form."""

    def compile_and_write() -> None:
        document = compile_text(text, format=format).document
        for writer in (*WRITERS, *ARTICLE_WRITERS):
            writer.dump(document)

    return lines_run(compile_and_write)
