"""A document whose references are broken is refused where it is read, with what is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from seedkit.corpus import read_article
from seedkit.errors import OutputError
from seedkit.model.references import MAX_DEPTH, broken_reference
from seedkit.pipeline import compile_text

ARTICLE = """How to air a room

Fresh air wakes you.

1. Open the window

Ask yourself:

- Is it warm outside?
- Is anyone asleep?

2. Wait

FAQ

Does it work in winter?

Yes.

Is it loud?

No.
"""

Data = dict[str, Any]


def data() -> Data:
    value: Data = json.loads(compile_text(ARTICLE).document.model_dump_json())
    return value


def read(value: Data) -> None:
    read_article(json.dumps(value).encode())


def _set(*path: str | int) -> Callable[[Data, Any], None]:
    def change(value: Any, new: Any) -> None:
        for key in path[:-1]:
            value = value[key]
        value[path[-1]] = new

    return change


def test_what_is_compiled_is_read() -> None:
    assert broken_reference(compile_text(ARTICLE).document) is None
    read(data())


@pytest.mark.parametrize(
    ("path", "new", "message"),
    [
        (("steps", 1, "id"), "step-open-the-window", "the id `step-open-the-window` occurs twice"),
        (("steps", 1, "group"), "gone", "`step-wait` is in `gone`, which does not exist"),
        (("steps", 1, "group"), "step-open-the-window", "`step-wait` is in `step-open-the-window`, which is not a group"),
        (("groups", 0, "parent"), "step-wait", "is in itself, or deeper than 80 levels"),
        (("passages", 0, "parent"), "passage-fresh-air-wakes-you", "is in itself, or deeper than 80 levels"),
        (("steps", 0, "body", 0, "ref"), "gone", "`step-open-the-window` refers to `gone`, which does not exist"),
        (("steps", 0, "body", 0, "kind"), "group", "refers to `checklist-ask-yourself` as a group, which it is not"),
        (("checklists", 0, "parent"), "step-wait", "refers to `checklist-ask-yourself`, which is elsewhere"),
        (("checklists", 0, "items", 0, "depth"), 10**9, "is deeper than 80 levels"),
        (("outline", 0, "ref"), "gone", "the outline refers to `gone`, which does not exist"),
        (("outline", 0, "ref"), "step-wait", "the outline has `step-wait` where it is not"),
        (("outline", 1, "children"), [], "the outline lacks `checklist-ask-yourself`"),
        (("groups", 0, "continues"), "faqs-faq", "continues `faqs-faq`, which is not an earlier group"),
        (("groups", 0, "continues"), "gone", "continues `gone`, which is not an earlier group"),
    ],
)
def test_what_is_broken_is_refused(path: tuple[str | int, ...], new: object, message: str) -> None:
    value = data()
    _set(*path)(value, new)
    with pytest.raises(OutputError, match=r"^not a document of version 1\.0 \(") as error:
        read(value)
    assert message in str(error.value)


def test_a_reference_that_occurs_twice_is_refused() -> None:
    value = data()
    value["steps"][0]["body"] *= 2
    with pytest.raises(OutputError, match="refers to `checklist-ask-yourself`, which is elsewhere"):
        read(value)


def _nested(depth: int) -> Data:
    value = data()
    passage = value["passages"][0]
    value["passages"] += [{**passage, "id": f"p-{n}", "parent": f"p-{n - 1}" if n else passage["id"]} for n in range(depth)]
    node: Data = {"ref": f"p-{depth - 1}", "level": 1, "children": []}
    for n in reversed(range(depth - 1)):
        node = {"ref": f"p-{n}", "level": 1, "children": [node]}
    value["outline"][0]["children"].append(node)
    return value


def test_nesting_is_bounded() -> None:
    read(_nested(MAX_DEPTH - 1))
    with pytest.raises(OutputError, match=f"is deeper than {MAX_DEPTH} levels"):
        read(_nested(MAX_DEPTH))
