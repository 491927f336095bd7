"""Where a pin fits: the same words after edits elsewhere, or a misfit, and never another block."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedkit.corrections.anchor import anchor
from seedkit.corrections.quote import quote
from seedkit.model.block import Block, Pin
from seedkit.pipeline import parse
from seedkit.readers.decode import from_text

WRITTEN: dict[str, Callable[[list[str]], str]] = {
    "text": lambda words: "\n\n".join(words) + "\n",
    "markdown": lambda words: "\n\n".join(f"*{w}*" if w[0] == "S" else w for w in words) + "\n",
    "html": lambda words: "<body>" + "".join(f"<p>{w.replace('e', '&#101;')}</p>\n" for w in words) + "</body>",
}
WORDS = [
    "How to rest", "Sit down in the shade.", "Look up", "Count the leaves, one after the other, until you have lost count of all.",
    "Look down", "There is grass.", "Stand up again", "Tip", "Go home slowly.",
]  # fmt: skip


def blocks_of(words: list[str], format: str = "text") -> tuple[str, tuple[Block, ...]]:
    text = WRITTEN[format](words)
    return text, parse(from_text(text, f"rest.{format}", format)).blocks


def pinned(words: list[str], format: str, index: int) -> Pin:
    """A pin on a block, as it is written into a sidecar."""
    text, blocks = blocks_of(words, format)
    pin = quote(from_text(text, "rest", format), blocks, index)
    assert pin is not None
    return pin._replace(role="heading", line=1)


def found(words: list[str], format: str, pin: Pin) -> list[str] | str:
    """The words of the blocks that a pin fits, or why it fits none."""
    text, blocks = blocks_of(words, format)
    out, misfits = anchor(from_text(text, "rest", format), blocks, [pin])
    fitting = [block.text for block in out if block.pin is not None]
    assert [block._replace(pin=None) for block in out] == list(blocks)
    assert bool(fitting) is not bool(misfits)
    return fitting or misfits[0].why


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize("index", range(len(WORDS)))
def test_a_pin_finds_its_own_block(format: str, index: int) -> None:
    assert found(WORDS, format, pinned(WORDS, format, index)) == [WORDS[index]]


@pytest.mark.parametrize("format", WRITTEN)
@pytest.mark.parametrize(
    "edited",
    [
        ["New", *WORDS],
        WORDS[3:],
        [*WORDS[4:6], *WORDS[:4], *WORDS[6:]],
        [*WORDS[:3], "New", *WORDS[4:]],
        [*WORDS[:3], "Count the leafs, one after the other, until you lost count of all.", WORDS[4], "There is grass!", *WORDS[6:]],
        [*WORDS[:4], "Lok down!", *WORDS[5:]],
        [*WORDS[:4], "Look down there", *WORDS[5:]],
        [*WORDS[:4], "look  Down", *WORDS[5:]],
    ],
)
def test_an_anchor_survives_edits_above_and_a_small_one_of_its_own_words(format: str, edited: list[str]) -> None:
    words = "".join(found(edited, format, pinned(WORDS, format, 4)))
    assert words.replace("!", "") in ("Look down", "Lok down", "Look down there", "look Down")


@pytest.mark.parametrize("format", WRITTEN)
def test_a_pin_of_removed_words_is_reported_and_never_moves(format: str) -> None:
    pin = pinned(WORDS, format, 4)
    assert found([*WORDS[:4], *WORDS[5:]], format, pin) == "quotes “Look down”, which does not appear in the article"
    assert found([*WORDS[:4], "Breathe in", *WORDS[5:]], format, pin) == "quotes “Look down”, which does not appear in the article"
    assert found(["Look down", *WORDS[:4], *WORDS[5:]], format, pin) == (
        "quotes “Look down”, which appears on line 1, but between other words than quoted"
    )
    twice = found(["Look down", *WORDS[:4], "Look down", *WORDS[6:]], format, pin)
    assert isinstance(twice, str)
    assert twice.startswith("quotes “Look down”, which appears on lines 1 and ")
    assert twice.endswith("; quote the words before it as `prefix` or after it as `suffix`")


def test_words_that_stand_several_times_are_distinguished_by_their_neighbors() -> None:
    words = ["A", "Tip", "B", "C", "Tip", "B", "D", "Tip", "E"]
    pins = [pinned(words, "text", index) for index in (1, 4, 7)]
    assert [(pin.prefix, pin.suffix) for pin in pins] == [("A", None), ("C", None), ("D", "E")]
    for at, pin in zip((1, 4, 7), pins, strict=True):
        text, blocks = blocks_of(["New", *words])
        out, misfits = anchor(from_text(text, "rest", "text"), blocks, [pin])
        assert [index for index, block in enumerate(out) if block.pin] == [at + 1]
        assert misfits == []
        assert isinstance(found([*words[:at], *words[at + 1 :]], "text", pin), str)
    text, blocks = blocks_of(["A", "Tip", "B", "A", "Tip", "B"])
    assert quote(from_text(text, "rest", "text"), blocks, 1) is None


def test_a_pin_by_hand_may_quote_less_and_as_printed() -> None:
    words = ["Rest", "1. Sit down", "2. Get up again after a while", "Home"]
    for text in ("Sit down", "1. Sit down"):
        assert found(words, "text", Pin(text, 1, role="heading")) == ["Sit down"]
    assert found(["Rest", "**Sit** down", "Home"], "markdown", Pin("**Sit** down", 1, role="heading")) == ["Sit down"]
    assert found(words, "text", Pin("Get up", 1, begins=True, role="heading")) == ["Get up again after a while"]
    assert found(words, "text", Pin("Get up", 1, role="heading")) == "quotes “Get up”, which does not appear in the article"
    assert found([*words, "Home"], "text", Pin("Home", 1, suffix="", role="heading")) == ["Home"]
    assert found([*words, "Home"], "text", Pin("Home", 1, prefix="a while", role="heading")) == ["Home"]


def test_contradicting_pins_are_all_reported_and_not_applied() -> None:
    text, blocks = blocks_of(WORDS)
    pins = [Pin("Look up", 2, role="heading"), Pin("Look up", 3, role="quote")]
    pins += [Pin("Tip", 4, role="title"), Pin("Look down", 5, role="title")]
    out, misfits = anchor(from_text(text, "rest", "text"), blocks, pins)
    assert out == blocks
    assert [(misfit.pin.line, misfit.why) for misfit in misfits] == [
        (2, "matches line 5, as does another pin; keep one of them"),
        (3, "matches line 5, as does another pin; keep one of them"),
        (4, "reads line 15 as the title, but another pin names another line; keep one of them"),
        (5, "reads line 9 as the title, but another pin names another line; keep one of them"),
    ]  # fmt: skip


WRAPPED = """\
A paragraph that was wrapped at a column of sixty or so, and
goes on in a second line, which is about as long as the one
Look at the heading that nobody saw between all of the lines
above it, and then goes on with what belongs to the others.
"""


def test_a_line_of_plain_text_becomes_a_block_of_its_own() -> None:
    source = from_text(WRAPPED, "rest.txt", "text")
    blocks = parse(source).blocks
    assert len(blocks) == 1
    line = WRAPPED.splitlines()[2]
    out, misfits = anchor(source, blocks, [Pin(line, 1, role="heading")])
    assert misfits == []
    assert [(block.text, block.line, block.line_end, block.pin is not None) for block in out] == [
        (" ".join(WRAPPED.splitlines()[:2]), 1, 2, False),
        (line, 3, 3, True),
        (WRAPPED.splitlines()[3], 4, 4, False),
    ]
    assert [WRAPPED[block.text_start : block.text_end].split() for block in out] == [block.text.split() for block in out]
    whole, _ = anchor(source, blocks, [Pin(line, 1, title="Rest")])  # a title needs no block of its own
    assert [block.pin is not None for block in whole] == [True]
    both, misfits = anchor(source, blocks, [Pin(line, 1, role="heading"), Pin(WRAPPED.splitlines()[0], 2, role="quote")])
    assert [block.pin.line if block.pin else None for block in both] == [2, None, 1, None]
    pin = quote(source, blocks, 0, 2)
    assert pin == Pin(line, 0, False, "line, which is about as long as the one", "above it, and then goes on with what", 3)


@st.composite
def edited(draw: st.DrawFn) -> tuple[list[str], int, list[str]]:
    """An article of distinct paragraphs, the place of one, and the article with others added, removed, changed and moved."""
    every = [f"{letter} {thing}" for letter in "abcdefg" for thing in ("tea", "pot", "cup", "lid")]
    words = draw(st.lists(st.sampled_from(every), min_size=2, unique=True))
    at = draw(st.integers(0, len(words) - 1))
    after = list(words)
    for _ in range(draw(st.integers(0, 6))):
        place = draw(st.integers(0, len(after)))
        new = draw(st.sampled_from(["x tea", "y pot", "z", words[at][:-1], f"{words[at]}s"]))
        others = [index for index, word in enumerate(after) if word != words[at]]
        match draw(st.sampled_from(["add", "remove", "change", "move", "drop"])):
            case "add" if new not in after:
                after.insert(place, new)
            case "remove" if others:
                del after[draw(st.sampled_from(others))]
            case "change" if others and new not in after:
                after[draw(st.sampled_from(others))] = new
            case "move" if others:
                moved = after.pop(draw(st.sampled_from(others)))
                after.insert(min(place, len(after)), moved)
    return words, at, after


@given(edited(), st.sampled_from(sorted(WRITTEN)))
def test_with_any_edits_elsewhere_a_pin_matches_the_same_words_or_is_reported(
    case: tuple[list[str], int, list[str]], format: str
) -> None:
    words, at, after = case
    result = found(after, format, pinned(words, format, at))
    assert result == [words[at]] or isinstance(result, str)


@given(edited())
def test_with_edits_on_one_side_alone_it_fits(case: tuple[list[str], int, list[str]]) -> None:
    words, at, after = case
    above = [*(word for word in after if word not in words[at:]), *words[at:]]
    assert found(above, "text", pinned(words, "text", at)) == [words[at]]


def test_many_pins_and_many_blocks_take_linear_time() -> None:
    words = [f"Line {number} of it" for number in range(3000)] + ["Tip"] * 3000
    text, blocks = blocks_of(words)
    pins = [Pin(f"Line {number} of it", number, role="heading") for number in range(3000)]
    pins += [Pin("Tip", 9, role="heading"), Pin("Line", 9, begins=True, role="heading")] * 500
    out, misfits = anchor(from_text(text, "rest", "text"), blocks, pins)
    assert sum(block.pin is not None for block in out) == 3000
    assert len(misfits) == 1000
    assert misfits[0].why.startswith("quotes “Tip”, which appears on lines 6001, 6003, 6005, 6007, 6009 and more; ")
