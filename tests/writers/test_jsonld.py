"""JSON-LD keeps to the definitions of schema.org: who has which property, and what its values are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from samples import DOCUMENT

import seedkit
from properties.formats import FORMATS, rendered
from seedkit.model.document import Document
from seedkit.pipeline import compile_text
from seedkit.writers import jsonld

ROOT = Path(__file__).parents[2]

PARENTS = {
    "Thing": (),
    "CreativeWork": ("Thing",),
    "ItemList": ("Thing",),
    "ListItem": ("Thing",),
    "Person": ("Thing",),
    "Article": ("CreativeWork",),
    "HowTo": ("CreativeWork",),
    "HowToSection": ("CreativeWork", "ItemList", "ListItem"),
    "HowToStep": ("CreativeWork", "ItemList", "ListItem"),
    "HowToDirection": ("CreativeWork", "ListItem"),
    "HowToTip": ("CreativeWork", "ListItem"),
    "HowToItem": ("ListItem",),
    "HowToSupply": ("HowToItem",),
    "WebPage": ("CreativeWork",),
    "FAQPage": ("WebPage",),
    "Comment": ("CreativeWork",),
    "Question": ("Comment",),
    "Answer": ("Comment",),
}
"""Each class with those it is a kind of, as the vocabulary defines them."""


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _matching(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _count(value: Any) -> bool:
    return type(value) is int and value >= 1


def _a(*kinds: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, dict) and any(kind in _kinds(value["@type"]) for kind in kinds)


PROPERTIES: dict[str, dict[str, Callable[[Any], bool]]] = {
    "Thing": {"name": _text, "description": _text, "identifier": _text, "image": _text, "url": _text},
    "CreativeWork": {
        "alternativeHeadline": _text,
        "author": _a("Person"),
        "dateModified": _matching(r"\d{4}-\d\d-\d\d"),
        "datePublished": _matching(r"\d{4}-\d\d-\d\d"),
        "hasPart": _a("CreativeWork"),
        "headline": _text,
        "inLanguage": _matching(r"[a-z]{2,3}(-\w+)*"),
        "keywords": _text,
        "mainEntity": _a("Thing"),
        "position": _count,
        "text": _text,
        "timeRequired": _matching(r"PT\d+M"),
    },
    "Article": {"articleBody": _text},
    "HowTo": {
        "performTime": _matching(r"PT\d+M"),
        "prepTime": _matching(r"PT\d+M"),
        "step": _a("HowToSection", "HowToStep"),
        "supply": _a("HowToSupply"),
        "totalTime": _matching(r"PT\d+M"),
        "yield": _text,
    },
    "HowToItem": {"requiredQuantity": _text},
    "ItemList": {"itemListElement": _a("ListItem")},
    "Question": {"acceptedAnswer": _a("Answer")},
}
"""The properties that are used, by the class that the vocabulary gives them to, and what it expects as a value."""

INSIDE = {"HowToSection": ("HowToStep",), "HowToStep": ("HowToDirection", "HowToTip"), "FAQPage": ("Question",)}
"""What the definition of a class says that it is a list of."""


def _kinds(kind: str) -> set[str]:
    return {kind, *(above for parent in PARENTS[kind] for above in _kinds(parent))}


def faults(node: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with a node and those in it."""
    kinds = _kinds(node["@type"])
    known = {name: check for kind in kinds for name, check in PROPERTIES.get(kind, {}).items()}
    for name, value in node.items():
        if name.startswith("@"):
            continue
        values = value if isinstance(value, list) else [value]
        if name not in known:
            yield f"{node['@type']} has no {name}"
        elif not values or not all(map(known[name], values)):
            yield f"{node['@type']}.{name} is {value!r}"
        for inner in (inner for inner in values if isinstance(inner, dict)):
            yield from faults(inner)
    elements = node.get("itemListElement", node.get("step", node.get("mainEntity", [])))
    allowed = INSIDE.get(node["@type"])
    if allowed and not all(element["@type"] in allowed for element in elements):
        yield f"{node['@type']} holds {[element['@type'] for element in elements]}"
    if len({element["@type"] == "HowToSection" for element in elements}) > 1:
        yield "steps stand beside sections"
    positions = [element["position"] for element in elements if "position" in element]
    if positions != sorted(set(positions)):
        yield f"{node['@type']} counts {positions}"
    required = {
        "Article": "identifier", "HowTo": "step", "HowToSection": "itemListElement", "HowToStep": "position",
        "FAQPage": "mainEntity", "HowToDirection": "text", "HowToTip": "text", "Question": "acceptedAnswer", "Answer": "text",
    }  # fmt: skip
    if required.get(node["@type"], "@type") not in node:
        yield f"{node['@type']} lacks {required[node['@type']]}"
    if node["@type"] == "HowToStep" and not node.keys() & {"name", "text", "itemListElement"}:
        yield "a step says nothing"


def written(document: Document) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(jsonld.dump(document))
    assert data["@context"] == "https://schema.org"
    assert list(faults(data)) == []
    return data


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_any_article_keeps_to_the_definitions(format: str, data: st.DataObject) -> None:
    document = compile_text(data.draw(rendered(format)).text, FORMATS[format].path, format).document
    node = written(document)
    parts = {part["@type"] for part in node.get("hasPart", [])}
    assert ("HowTo" in parts) == any(group.kind == "steps" and group.parent is None for group in document.groups)
    assert ("FAQPage" in parts) == any(faq.answer for faq in document.faqs)
    for passage in document.passages:
        assert all(block.text in node["articleBody"] for block in passage.body if block.kind == "paragraph")


@given(st.text(max_size=300))
def test_any_text_keeps_to_the_definitions(text: str) -> None:
    written(compile_text(text.encode("utf-8", "replace").decode(), "article.md", "markdown").document)


def test_a_checker_that_finds_nothing_would_prove_nothing() -> None:
    wrong: list[dict[str, Any]] = [
        {"@type": "HowToStep", "position": 1, "text": " "},
        {"@type": "HowToStep", "position": 0, "text": "Sit."},
        {"@type": "HowToStep", "position": 1},
        {"@type": "HowToTip", "text": "Sit.", "itemListElement": []},
        {"@type": "HowTo", "step": [{"@type": "HowToTip", "text": "Sit."}]},
        {"@type": "Question", "name": "Why?", "acceptedAnswer": {"@type": "Answer", "text": ""}},
        {"@type": "HowToSection", "position": 1, "itemListElement": [{"@type": "HowToDirection", "text": "Sit."}]},
    ]
    assert all(list(faults(node)) for node in wrong)


def test_the_parts_of_an_article() -> None:
    document = compile_text(ARTICLE, "shed.md", "markdown").document
    how_to, questions = written(document)["hasPart"]
    assert how_to["name"] == "How to keep a shed"
    sections = how_to["step"]
    assert [(section["name"], section["position"]) for section in sections] == [
        ("Two steps in spring", 1),
        ("Two steps in autumn", 2),
    ]
    first, second = sections[0]["itemListElement"]
    assert (first["position"], first["name"], first["text"]) == (1, "Air it", "Open both doors.")
    assert [(part["@type"], part["position"], part["text"]) for part in first["itemListElement"]] == [
        ("HowToDirection", 1, "the left door"),
        ("HowToDirection", 2, "the right door"),
    ]
    assert second["image"] == ["broom.jpg"]
    tips = sections[1]["itemListElement"][1]["itemListElement"]
    assert [(tip["@type"], tip["position"], tip["text"]) for tip in tips] == [
        ("HowToTip", 1, "Twice."),
        ("HowToTip", 2, "With gloves on.\n\nFrost bites."),
    ]
    assert [(question["name"], question["acceptedAnswer"]["text"]) for question in questions["mainEntity"]] == [
        ("Is it dry?", "Yes.")
    ]


def test_what_is_not_there_is_left_out() -> None:
    empty = compile_text("", "empty.md", "markdown").document
    assert written(empty) == {"@context": "https://schema.org", "@type": "Article", "identifier": "empty"}


def test_what_begins_a_file_of_ours() -> None:
    opening = jsonld.OPENING.match(jsonld.dump(DOCUMENT).encode())
    assert opening is not None
    assert opening[1] == b"shed-blades"


def test_our_articles() -> None:
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        written(seedkit.normalize(seed))


ARTICLE = """\
# How to keep a shed

## Two steps in spring

### 1. Air it

Open both doors.

- [ ] the left door
- [ ] the right door

### 2. Sweep it

From the back to the front.

![](broom.jpg)

## Two steps in autumn

### 1. Close it

With the key.

### 2. Lock it

Tips:

1. Twice.
2. With gloves on.

   Frost bites.

## FAQ

### Is it dry?

Yes.

### Is it warm?
"""


def test_nothing_ends_the_script_that_it_is_put_into() -> None:
    words = "Type </script> to end a script, or <!-- to hide it."
    written = jsonld.dump(compile_text(f"How to end it\n\n{words}\n").document)
    assert "<" not in written
    assert words in json.loads(written)["articleBody"]
