"""Every page in `cases/document/`: an article in one fence, its outline in the next. `pytest --accept` rewrites the outlines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from seedkit.model.document import OutlineNode
from seedkit.pipeline import compile_text
from seedkit.readers import READERS
from seedkit.views.entities import outline_text

PAGES = sorted((Path(__file__).parent / "cases" / "document").glob("*.md"))

_SUFFIXES = {row.name: row.suffixes[0] for row in READERS.values()}
_CASE = re.compile(
    rf"^(`{{3,}})({'|'.join(_SUFFIXES)})\n(?P<article>.*?)^\1\n.*?^(`{{3,}})outline\n(?P<outline>.*?)^\4$", re.MULTILINE | re.DOTALL
)


def _cases() -> list[tuple[Path, int]]:
    return [(page, number) for page in PAGES for number in range(len(_CASE.findall(_read(page))))]


def _read(page: Path) -> str:
    return page.read_bytes().decode()  # no line end is to be changed on the way


@pytest.mark.parametrize(("page", "number"), _cases(), ids=lambda value: value.stem if isinstance(value, Path) else str(value + 1))
def test_case(page: Path, number: int, accept: bool) -> None:
    text = _read(page)
    case = list(_CASE.finditer(text))[number]
    found = outline_text(compile_text(case["article"], f"article{_SUFFIXES[case[2]]}", case[2]))
    if accept and found != case["outline"]:
        page.write_bytes((text[: case.start("outline")] + found + text[case.end("outline") :]).encode())
        return
    assert found == case["outline"]


@pytest.mark.parametrize(("page", "number"), _cases(), ids=lambda value: value.stem if isinstance(value, Path) else str(value + 1))
def test_the_outline_is_the_tree_that_the_parents_make(page: Path, number: int) -> None:
    case = list(_CASE.finditer(_read(page)))[number]
    document = compile_text(case["article"], f"article{_SUFFIXES[case[2]]}", case[2]).document
    parents: dict[str, str | None] = {item.id: item.group for item in (*document.steps, *document.points)}
    parents.update((faq.id, faq.group) for faq in document.faqs)
    parents.update((group.id, group.parent) for group in document.groups)
    parents.update((checklist.id, checklist.parent) for checklist in document.checklists)
    parents.update((sample.id, sample.parent) for sample in document.sample_texts)
    parents.update((passage.id, passage.parent) for passage in document.passages)
    lines = {item.id: checklist.id for checklist in document.checklists for item in checklist.items}  # no nodes of their own
    assert dict(_placed(document.outline, None)) == {ref: lines.get(parent or "", parent) for ref, parent in parents.items()}


def _placed(nodes: Iterable[OutlineNode], parent: str | None) -> Iterator[tuple[str, str | None]]:
    for node in nodes:
        yield node.ref, parent
        yield from _placed(node.children, node.ref)


def test_every_page_holds_a_case() -> None:
    assert PAGES
    for page in PAGES:
        fences = re.findall(r"^`{3,}outline$", _read(page), re.MULTILINE)
        assert fences, f"{page.name} has no outline"
        assert len(_CASE.findall(_read(page))) == len(fences), f"{page.name} has an outline without an article"
