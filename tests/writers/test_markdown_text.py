"""Words written as Markdown are read back unchanged, whatever they contain, and never as markup."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from seedkit.model.block import Block
from seedkit.model.document import Link, Span
from seedkit.pipeline import parse
from seedkit.readers.decode import from_text
from seedkit.writers import markdown_text as md

_PIECES = st.sampled_from(
    [
        "word", "it’s", "two words", " ", "1.", "2)", "12", "a)", "iv.", "Step 3:", "#", "##", "#1", "-", "--", "---", "+",
        "*", "**", "_", "__init__", "`", "``", "~~~", ">", "<", "<b>", "<br>", "<!--", "-->", "</p>",
        "<https://example.org>", "&", "&amp;", "&#65;", "[", "]", "](", "[x]", "[ ]", "[^1]", "[a]: b", "![", "(", ")",
        "(name)=", "|", ":", ": ", "=", "===", "\\", "\\\\", "{", "{%", "%}", "{{<", "{: .x}", "https://example.org/a_b_c",
        "www.example.org", "“quoted”", "•", "☐", "!", "[!NOTE]", "~", "$", "\u200b", "\u3000", "é", "日本", "\u00ad",
    ]
)  # fmt: skip
WORDS = (
    st.one_of(st.lists(_PIECES, min_size=1, max_size=8).map("".join), st.text(min_size=1, max_size=30))
    .map(lambda text: " ".join(text.replace("\x00", "").split()))
    .filter(lambda text: text and not any("\ud800" <= sign <= "\udfff" for sign in text))  # no source holds a lone surrogate
)


def blocks(text: str) -> tuple[Block, ...]:
    return parse(from_text(text, "article.md", "markdown")).blocks


def said(block: Block) -> str:
    """Return the words of a block: seedkit tells numbers and boxes by the words, however they are escaped."""
    return "".join(f"{block.marker.label if block.marker else ''}{block.text}".split())


def solid(words: str) -> str:
    return "".join(words.split())


@settings(max_examples=200)
@given(WORDS)
@example("-- -")
@example("##word")
@example("\u200b- word")
def test_a_paragraph(words: str) -> None:
    found = blocks(f"Above.\n\n{md.paragraph(words)}\n\nBelow.\n")
    assert [(block.kind, said(block), block.links) for block in found] == [
        ("text", text, ()) for text in ("Above.", solid(words), "Below.")
    ]


@settings(max_examples=200)
@given(WORDS, st.integers(1, 6))
def test_a_heading(words: str, level: int) -> None:
    found = blocks(f"Above.\n\n{md.heading(words, level)}\n\nBelow.\n")
    assert [(block.kind, block.level, said(block)) for block in found[1:2]] == [("heading", level, solid(words))]
    assert len(found) == 3


@settings(max_examples=200)
@given(WORDS)
def test_an_item(words: str) -> None:
    found = blocks(f"- {md.item(words)}\n- below\n")
    assert [(block.kind, said(block)) for block in found] == [("item", f"-{solid(words)}"), ("item", "-below")]


@settings(max_examples=200)
@given(st.lists(st.lists(WORDS | st.just(""), min_size=2, max_size=3), min_size=1, max_size=3))
def test_a_table(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    expected = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    found = blocks(f"Above.\n\n{md.table(rows)}\n\nBelow.\n")
    if any(cell for row in rows for cell in row):  # a table that says nothing is nothing
        assert [(block.kind, block.rows) for block in found[1:2]] == [("table", expected)]


@settings(max_examples=200)
@given(st.text(alphabet=st.sampled_from("a `~\\<&*[\n\t_"), min_size=1, max_size=40))
def test_code(text: str) -> None:
    code = "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")
    if not code.strip():
        return
    found = blocks(f"Above.\n\n{md.code(code, 'python')}\n\nBelow.\n")
    assert [(block.kind, block.text, block.language) for block in found[1:2]] == [("code", code, "python")]
    assert len(found) == 3


_ADDRESSES = st.text(alphabet=st.sampled_from("ab/.:()<>&\\ _*?#%é[]"), min_size=1, max_size=20).map(str.strip).filter(bool)


@settings(max_examples=200)
@given(WORDS, WORDS, WORDS, _ADDRESSES)
@example("!word", "word", "0", "a")
@example("Look\\!", "word", "0", "a")
def test_a_link(before: str, words: str, behind: str, address: str) -> None:
    span = Span(start=0, end=0, line=1)
    text = f"{before} {words} {behind}"
    place = text.find(words)
    found = blocks(md.paragraph(text, [Link(text=words, href=address, span=span)]))
    assert [said(block) for block in found] == [solid(text)]
    assert [(link.text, link.href) for link in found[0].links] == [(words, address)]
    assert place >= 0


def test_an_address_is_a_link_by_itself() -> None:
    address = "https://example.org/a_b?c=1&d=2"
    link = Link(text=address, href=address, span=Span(start=0, end=0, line=1))
    assert md.paragraph(f"See {address}, there.", [link]) == f"See <{address}>, there."
    assert [link.href for link in blocks(md.paragraph(f"See {address}, there.", [link]))[0].links] == [address]


@pytest.mark.parametrize(("text", "src"), [("Two cups", "img/a b.jpg"), (None, "cups(1).png"), ("a ] b", "x")])
def test_an_image(text: str | None, src: str) -> None:
    found = blocks(md.image(text, src))
    assert [(block.kind, block.text or None, block.src) for block in found] == [("image", text, src)]


@pytest.mark.parametrize("label", ["1.", "7)", "(2)", "a)", "iv.", "Step 3:", "#4", "①", "5 –", "No. 6"])
def test_a_typed_number_is_a_number(label: str) -> None:
    assert blocks(md.numbered(label, "Sit down."))[0].text.endswith("Sit down.")
    assert not blocks(md.numbered(label, "Sit down."))[0].depth
