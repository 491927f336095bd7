"""Canonical Markdown is read as the document that it was written from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from samples import DOCUMENT

from properties.formats import FORMATS, rendered
from seedkit.model.document import Document
from seedkit.pipeline import compile_bytes, compile_text
from seedkit.readers import READERS
from seedkit.writers import markdown

ROOT = Path(__file__).parents[2]
ARRAYS = ("groups", "steps", "points", "faqs", "checklists", "sample_texts", "passages")
_FENCE = re.compile(r"^```(text|markdown|html)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def structure(document: Document) -> Any:
    """Return all that a document says, but for its places: ids are given by place in their array; what is about the source, what
    was set aside, how bullets, dates and reading times are printed, and how many blank lines part the paragraphs of a sample text
    are left out."""
    data = document.model_dump(mode="json", exclude={"id", "revision", "source", "diagnostics", "residue", "schema_version"})
    names: dict[str, str] = {}
    for array in ARRAYS:
        for place, entity in enumerate(data[array]):
            names[entity["id"]] = f"{array} {place}"
            names |= {item["id"]: f"{array} {place} {inner}" for inner, item in enumerate(entity.get("items", ()))}

    def clean(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: clean(inner, name) for name, inner in value.items() if name not in ("span", "marker")}
        if isinstance(value, list):
            return [clean(inner) for inner in value]
        return names.get(value, value) if key in ("id", "group", "continues", "parent", "ref") else value

    data = clean(data)
    for name in ("published", "updated", "reading_minutes"):
        if data["metadata"][name]:
            del data["metadata"][name]["text"]
    for sample in data["sample_texts"]:
        sample["text"] = re.sub(r"\n{2,}", "\n\n", sample["text"])
    return data


def check(document: Document) -> None:
    written = markdown.dump(document)
    again = compile_text(written, "article.md", "markdown").document
    assert again.id == document.id
    assert structure(again) == structure(document), written
    assert markdown.dump(again) == written


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # a whole article shrinks for minutes
def test_any_article(format: str, data: st.DataObject) -> None:
    document = compile_text(data.draw(rendered(format)).text, FORMATS[format].path, format).document
    check(document)


@pytest.mark.parametrize("seed", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda seed: seed.stem)
def test_our_articles(seed: Path) -> None:
    check(compile_bytes(seed.read_bytes(), seed.name, "text").document)


PAGES = [
    pytest.param(kind, body, id=f"{page.stem}-{number}")
    for page in sorted((ROOT / "tests/cases/document").glob("*.md"))
    for number, (kind, body) in enumerate(_FENCE.findall(page.read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize(("kind", "body"), PAGES)
def test_the_articles_of_the_case_pages(kind: str, body: str) -> None:
    check(compile_text(body, f"article{READERS[kind].suffixes[0]}", kind).document)


EVERYTHING = """\
---
id: everything
title: Keep a shed in order
subtitle: A corner a day
description: "What: a \\"plan\\" for a shed"
authors: [Ana Núñez, Tom Aker]
date: 2021-08-21
lastmod: 2022-01-02
reading_time: 7
url: https://example.org/shed?a=1&b=2
tags: [garden, "no", "1.0"]
draft: false
series: {name: Shed, part: 2}
---
Photo by Ines Balde on Unsplash

A shed fills by itself. See [the *long* guide](https://example.org/a_(b)) or https://example.org/b_c_d.

![Two rakes](img/rakes 1.jpg)

## 3 rules for every shed

They are short.

### Rule 1: Hang what has a handle

Hooks cost nothing. 1) is no number here, and 2 * 3 * 4 is no emphasis.

#### Which hooks?

```python
for tool in shed:
    hang(tool)  # `twice`
```

| Tool | Hook |
| --- | --- |
| rake \\| fork | long |
| saw | |

> A hook is half a tool.

### Rule 2: Number the boxes

Do it in this order:

a) Empty the box.

b) Paint a number on it.

### Rule 4: Ask before you lend

Send the borrower this text:

> Hello [name],\\
> when do you bring back the saw?

Then check these:

- [ ] the saw
  - [x] its blade

    It is sharp.
- [ ] the case

* unrelated

## FAQ

### Is a shed a room?

Yes.

1. It has a door.
2. It has a roof.

### 7. Is a room a shed?

No.

## Conclusion

Sweep.
"""


def test_everything_at_once() -> None:
    document = compile_text(EVERYTHING, "shed.md", "markdown").document
    assert len(document.checklists) == 2
    assert [sample.text for sample in document.sample_texts] == ["Hello [name],\nwhen do you bring back the saw?"]
    check(document)


def test_the_form_is_canonical() -> None:
    document = compile_text("# Tea #\n\nBy Ana\n\n1) Boil\n2) Pour\n\n+ cups\n+ *milk*\n\n\\- no\n", "tea.md", "markdown").document
    assert markdown.dump(document) == (
        "---\n# seedkit\nid: tea\nauthors:\n  - Ana\n---\n\n# Tea\n\n1) Boil\n2) Pour\n\n- cups\n- milk\n\n\\- no\n"
    )


def test_the_front_matter_names_no_key_twice() -> None:
    front = "---\npublished: 2021-08-21\ndate: later\nslug: a\nid: b\nauthor: Ana\nauthors: nobody\n---\nText.\n"
    document = compile_text(front, "text.md", "markdown").document
    assert document.metadata.extra == {"date": "later", "id": "b", "authors": "nobody"}
    check(document)


def test_what_begins_a_file_of_ours() -> None:
    for id in ("tea", "no", "123", "1-2"):
        written = markdown.dump(DOCUMENT.model_copy(update={"id": id})).encode()
        opening = markdown.OPENING.match(written)
        assert opening is not None
        assert opening[1].decode() == id
    assert not markdown.OPENING.match(b"---\nid: tea\n---\n")


@given(st.text(max_size=400))
def test_any_text_can_be_written(text: str) -> None:
    written = markdown.dump(compile_text(text.replace("\ud800", ""), "article.md", "markdown").document)
    assert json.dumps(written)


@pytest.mark.parametrize(
    "text", ["<ol><li>" * 3000, "- a\n" + "".join(f"{'  ' * depth}- b\n" for depth in range(400)), "> " * 3000 + "a"]
)
def test_a_deep_document_can_be_written(text: str) -> None:
    for format in ("text", "markdown", "html"):
        assert markdown.dump(compile_text(text, f"article.{format}", format).document).endswith("\n")
