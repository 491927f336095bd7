"""Metadata of Markdown articles: unclosed front matter, front matter below blank lines, and forms other than YAML and TOML."""

from __future__ import annotations

from datetime import date

import pytest

from seedkit.model.front import Front, FrontText, Parsed
from seedkit.pipeline import compile_text
from seedkit.readers.decode import from_text
from seedkit.readers.markdown import reader as markdown


def read(text: str) -> Parsed:
    return markdown.read(from_text(text, "article.md", "markdown"))


def found(text: str) -> list[tuple[str, int]]:
    """Return the rule and the line of each finding about metadata."""
    diagnostics = compile_text(text, "tea.md", "markdown").document.diagnostics
    return [(each.rule, each.span.line) for each in diagnostics if each.span and each.rule.startswith("unreadable-")]


@pytest.mark.parametrize("fence", ["---\ntitle: Tea\n---\n", '+++\ntitle = "Tea"\n+++\n'])
@pytest.mark.parametrize("above", ["\n", " \n\t\r\n\n"])
def test_blank_lines_may_precede_front_matter(above: str, fence: str) -> None:
    parsed = read(f"{above}{fence}\nBoil it.\n")
    assert parsed.front.title is not None
    assert parsed.front.title.text == "Tea"
    assert [block.text for block in parsed.blocks] == ["Boil it."]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("---\ntitle: Tea\ntags:\n  - hot\n", 4),
        ("---\ntitle: Tea\n\nauthor: Ada\n", 4),
        ('+++\ntitle = "Tea"\ntags = [\n"hot",\n]\n', 5),
    ],
)
@pytest.mark.parametrize("rule", ["", "\n---\n", "\n+++\n"])
def test_front_matter_that_is_not_closed_ends_at_a_blank_line(head: str, lines: int, rule: str, line_end: str) -> None:
    text = f"{head}\n# Make tea\n\nBoil the water.\n{rule}\nDrink.\n".replace("\n", line_end)
    parsed = read(text)
    residue, *rest = parsed.blocks
    assert (residue.kind, residue.reason, residue.line, residue.line_end) == ("residue", "metadata", 2, lines)
    assert [block.text for block in rest if block.text != "+++"] == ["Make tea", "Boil the water.", "Drink."]
    assert found(text) == [("unreadable-front-matter", 2)]


def test_front_matter_alone_may_not_be_closed() -> None:
    assert [block.kind for block in read("---\ntitle: Tea\nauthor: Ada").blocks] == ["residue"]


@pytest.mark.parametrize(
    ("text", "title", "authors", "published", "undated"),
    [
        ('{"title": "Tea", "author": ["Ada", "Bo"], "date": "2021-04-01"}\n', "Tea", ["Ada", "Bo"], date(2021, 4, 1), []),
        ('\n{\n\t"title": "Tea \\ud83c\\udf75 \\/",\n\t"date": "May"\n}\n', "Tea 🍵 /", [], None, ["May"]),
        ("% Tea\n  for two\n% Ada; Bo\n  Cy\n% 2021-04-01\n", "Tea for two", ["Ada", "Bo", "Cy"], date(2021, 4, 1), []),
        ("% Tea\r%  \r% April 1, 2021\r", "Tea", [], None, ["April 1, 2021"]),
        ("Title: Tea\nAuthor: Ada\nDate: 2021-04-01\nLong key: x\n  y\n", "Tea", ["Ada"], date(2021, 4, 1), []),
        ("---\ntitle: Tea\ndate: 01.04.2021\nupdated: true\n---\n", "Tea", [], None, ["01.04.2021"]),
        ("+++\ntitle = 'Tea'\ndate = 'soon'\nupdated = false\n+++\n", "Tea", [], None, ["soon"]),
    ],
)
def test_facts_and_their_places(text: str, title: str, authors: list[str], published: date | None, undated: list[str]) -> None:
    text += "\nBoil it.\n".replace("\n", "\r" if "\n" not in text else "\n")
    parsed = read(text)

    def placed(words: FrontText) -> str:
        inside = " ".join(text[slice(*words.place)].split())
        assert inside == words.text or "\\" in inside
        return words.text

    front = parsed.front
    assert front.title is not None
    assert placed(front.title) == title
    assert [placed(author) for author in front.authors] == authors
    assert (front.published and front.published.value) == published
    assert [placed(words) for words in front.undated] == undated
    assert [block.text for block in parsed.blocks] == ["Boil it."]
    assert found(text) == [
        ("unreadable-date", text[: words.place.start].count("\n") + 1) for words in front.undated if "\n" in text
    ] or ("\r" in text)


@pytest.mark.parametrize(
    "text",
    [
        "{: .note}\nBoil it.\n",
        "{not JSON}\n",
        '{"title": 1} and more\n',
        "Note: mind the lid.\n",
        "Title: Tea\nand words\n",
        "%Tea\n",
        "{\n",
    ],
)
def test_what_only_looks_like_metadata_is_text(text: str) -> None:
    assert read(text).front == Front()


@pytest.mark.parametrize(
    ("inside", "line"), [('"title": "Tea",\n"author": nobody', 3), ('"title": "Tea",', 3), ('"a": ' + "[" * 60 + "]" * 60, 2)]
)
def test_an_object_that_is_no_json_is_residue(inside: str, line: int) -> None:
    text = f"{{\n{inside}\n}}\n\n# Make tea\n\nBoil it.\n"
    assert [block.kind for block in read(text).blocks] == ["residue", "heading", "text"]
    assert found(text) == [("unreadable-front-matter", line)]


def test_halves_of_a_character_are_joined_in_yaml() -> None:
    front = read('---\ntitle: "\\ud83c\\udf75 and \\ud83c"\n---\n').front
    assert front.title is not None
    assert front.title.text == "🍵 and \ufffd"
