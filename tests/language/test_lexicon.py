"""The lexicon: chosen by language, passed down, and asked in one place what a phrase means."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

import seedkit
from seedkit.classify import classify
from seedkit.language import lexicon as lexicons
from seedkit.language.headings import is_faq
from seedkit.language.letters import after_sign_off, opens_with_greeting
from seedkit.language.lexicon import LANGUAGES, Lexicon, lexicon_for, lexicon_from, one_of
from seedkit.language.numbers import Spelled, spelled
from seedkit.language.slots import names_slot
from seedkit.model.front import Front
from seedkit.readers.decode import from_text
from seedkit.readers.plain import lines
from seedkit.segment import segment

ENGLISH = lexicon_for("en")
SOURCES = sorted(Path(seedkit.__file__).parent.rglob("*.py"))

OWNED = {
    "faq_headings",
    "greetings",
    "sign_offs",
    "slot_names",
    "slot_openings",
    "group_kinds",
    "units",
    "usual_headings",
}
"""Lists of the lexicon that say what a phrase means. Only ``language/`` reads them, so that a question has one answer."""


def _attributes(path: Path) -> Iterator[str]:
    return (node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute))


def _calls(path: Path, name: str) -> int:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return sum(isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name for node in nodes)


@pytest.mark.parametrize("name", sorted(OWNED))
def test_what_a_phrase_means_is_asked_of_language(name: str) -> None:
    assert name in Lexicon.__annotations__
    assert {path.parent.name for path in SOURCES if name in _attributes(path)} == {"language"}


def test_the_pipeline_alone_chooses_the_lexicon() -> None:
    assert [path.name for path in SOURCES if _calls(path, "lexicon_for")] == ["pipeline.py"]


def test_every_language_has_its_file_and_every_file_its_row() -> None:
    files = {path.name for path in resources.files(lexicons.__package__).iterdir() if path.name.endswith(".toml")}
    assert files == {f"{code}.toml" for code in LANGUAGES}


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN-us", None, "tlh"])
def test_a_tag_chooses_its_language_and_english_is_the_fallback(tag: str | None) -> None:
    assert lexicon_for(tag) is ENGLISH


def test_what_a_language_leaves_out_is_empty() -> None:
    sparse = lexicon_from("xx", {"greetings": ["salve"]})
    assert (sparse.language, sparse.greetings) == ("xx", ("salve",))
    assert not any(getattr(sparse, name) for name in Lexicon.__annotations__ if name not in ("language", "greetings"))
    with pytest.raises(TypeError, match="greeting_words"):
        lexicon_from("xx", {"greeting_words": []})


def test_without_any_words_an_article_is_read_by_its_form_alone() -> None:
    text = "Panem coquere\n\nPer Ada, 3 Martii\n\n1. Farina\n\nMisce.\n\n2. Aqua\n\nAdde: “salve”, [nomen]\n\nQ: quid?\n\n• sal\n"
    bare, source = lexicon_from("xx", {}), from_text(text, "article.txt", "text")
    roles = [reading.role for reading in classify(source, segment(source, lines(source), bare), Front(), bare)]
    assert roles[0] == "title"
    assert roles[-1] == "bullet"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("FAQ", True),
        ("FAQs!", True),
        ("FAQs about bread", True),
        ("Bread: frequently asked questions", True),
        ("“Common questions”", True),
        ("Q&A with the baker", True),
        ("Faqir of the flour", False),
        ("Questions", False),
    ],
)
def test_faq_headings(text: str, answer: bool) -> None:
    assert is_faq(text, ENGLISH) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Hi", True),
        ("Hi, Anna", True),
        ("hello there", True),
        ("Good  morning", True),
        ("Dear—", True),
        ("Hiking makes you breathe", False),
        ("Hi-fi for beginners", False),
        ("Hey’s a word", False),
        ("Oh hi", False),
    ],
)
def test_greetings_are_whole_words(text: str, answer: bool) -> None:
    assert opens_with_greeting(text, ENGLISH) is answer


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Cheers", ""),
        ("Kind regards,", ""),
        ("Best,\nAda", "Ada"),
        ("Yours sincerely, Ada", "Ada"),
        ("Best bread", None),
        ("", None),
    ],
)
def test_what_follows_a_sign_off(text: str, rest: str | None) -> None:
    assert after_sign_off(text, ENGLISH) == rest


def test_number_words() -> None:
    assert spelled("Three", ENGLISH) == Spelled(3, "one")
    assert spelled("third", ENGLISH) == Spelled(3, "first")
    assert spelled("a", ENGLISH) is None


def test_names_of_slots() -> None:
    assert names_slot("Your  town", ENGLISH)
    assert names_slot("NAME", ENGLISH)
    assert not names_slot("your", ENGLISH)
    assert not names_slot("sic", ENGLISH)


def test_one_of_no_words_matches_nothing() -> None:
    assert one_of([]) == "(?!)"
    assert one_of(["a", "a b."]) == r"a\s+b\.|a"
