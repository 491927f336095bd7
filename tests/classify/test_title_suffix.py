"""A line that ends in the article's own title after a dash is a heading, however it is worded."""

from __future__ import annotations

from seedkit.pipeline import compile_text

TITLE = "Oil the garden gate"
PROSE = (
    "A gate that squeaks wakes the whole street. It takes a minute and a drop of oil to stop it, and the drop is the cheap part."
)


def roles(line: str) -> list[tuple[str, str]]:
    compiled = compile_text(f"{TITLE}\n\n{PROSE}\n\n{line}\n\n{PROSE}\n")
    return [(reading.role, reading.rule) for reading in compiled.readings]


def test_a_line_that_ends_in_the_title_is_a_heading() -> None:
    assert roles(f"It is done when you hear nothing at all any more, and not before – {TITLE}")[2] == ("heading", "title-suffix")


def test_a_sentence_that_ends_in_the_title_is_none() -> None:
    assert roles(f"What you want to do is this and nothing else: {TITLE.lower()}.")[2][0] == "paragraph"


def test_a_word_that_ends_in_the_title_behind_a_hyphen_has_no_suffix() -> None:
    line = f"It squeaks where the hinge was last seen by whoever is in charge of pre-{TITLE.lower()}"
    assert roles(line)[2][1] != "title-suffix"
