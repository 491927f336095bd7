"""Memory that reading takes, in multiples of the article: allocations are counted, so that it is the same on every machine."""

from __future__ import annotations

import pytest

from growth import peak
from seedkit.pipeline import compile_text

SIZE = 100_000
PARAGRAPH = "Walk to the door and open it slowly, then look around for the old lamp that you left there. " * 2
STEP = "{}. Look around\n\n" + PARAGRAPH + "\n\n"
ARTICLES = {
    "text": "".join(STEP.format(number) for number in range(1, SIZE // len(STEP))),
    "markdown": ("## Look around\n\n" + PARAGRAPH + "\n\n- a lamp that is old\n- the *door*\n\n") * (SIZE // 270),
    "html": ("<h2>Look around</h2>\n<p>" + PARAGRAPH + "</p>\n<ul><li>a lamp that is old</li></ul>\n") * (SIZE // 270),
}
# A blank line, a line of one character: repeated.
HOSTILE = {"\n": "text", "(\n": "text"}


@pytest.mark.parametrize(("format", "most"), [("text", 45), ("markdown", 75), ("html", 60)])
def test_an_article_takes_a_multiple_of_its_size(format: str, most: int) -> None:
    assert _peak(ARTICLES[format], format) < most * len(ARTICLES[format])


@pytest.mark.parametrize(("piece", "format"), HOSTILE.items())
def test_so_does_a_file_of_nothing_but_short_lines(piece: str, format: str) -> None:
    text = f"A title\n\n{piece * (4 * SIZE // len(piece))}\nThe end"
    assert _peak(text, format) < 150 * len(text)


def _peak(text: str, format: str) -> int:
    """Return the most bytes that were in use while ``text`` was read, beyond those before."""
    compile_text("A title\n\n1. So\n2. Then\n", format=format)  # what is built once a process
    return peak(text, format)
