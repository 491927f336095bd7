"""One walk of a document: no other module iterates over several of its arrays, and no dispatch on kinds misses one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import seedkit
from seedkit.corpus.tables import TABLES
from seedkit.extract import tree
from seedkit.model import document as contract
from seedkit.model.walk import ARRAYS, Entity, bodies, body_of, entities, members, title_of, titles, words_of
from seedkit.pipeline import compile_text

SOURCE = Path(seedkit.__file__).parent
WALKERS = ("model/walk.py", "extract/")
"""What may name several arrays in one function: the walk, and the room that makes the arrays."""
KINDS = {kind.__name__ for kind in (*get_args(Entity), *get_args(get_args(contract.BodyBlock)[0]))}

ARTICLE = """How to air a room

Fresh air wakes you.

1. Open the window

Ask yourself:

- Is it warm outside?
- Is anyone asleep?

2. Wait

Tell them: “I will close it at [time].”

FAQ

Does it work in winter?

Yes.

Is it loud?

No.
"""


def walks(code: str) -> Iterator[str]:
    """Yield the functions of a module that name two or more arrays of a document."""
    for function in _functions(ast.parse(code)):
        called = {id(node.func) for node in ast.walk(function) if isinstance(node, ast.Call)}
        named = {
            node.attr
            for node in ast.walk(function)
            if isinstance(node, ast.Attribute) and node.attr in ARRAYS and id(node) not in called
        }
        if len(named) > 1:
            yield f"{function.name} names {', '.join(sorted(named))}"


def dispatches(code: str) -> Iterator[set[str]]:
    """Yield the kinds that each ``match`` statement of a module tells apart."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Match):
            yield set[str]().union(*(_kinds(case.pattern) for case in node.cases))


def open_dispatches(code: str) -> Iterator[str]:
    """Yield the ``match`` statements on kinds of entities or blocks that do not end in ``assert_never``."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Match) and any(_kinds(case.pattern) for case in node.cases):
            last = node.cases[-1]
            if ast.unparse(last.pattern) != "_" or not ast.unparse(last.body[0]).startswith("assert_never("):
                yield f"line {node.lineno}"


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield functions and methods; a function inside another one counts as part of that."""
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        yield from (function for function in inner if isinstance(function, ast.FunctionDef))


def _kinds(pattern: ast.pattern) -> set[str]:
    return {
        node.cls.id for node in ast.walk(pattern) if isinstance(node, ast.MatchClass) and isinstance(node.cls, ast.Name)
    } & KINDS


def modules() -> Iterator[tuple[str, str]]:
    for path in sorted(SOURCE.rglob("*.py")):
        yield path.relative_to(SOURCE).as_posix(), path.read_text(encoding="utf-8")


def test_only_the_walk_iterates_over_several_arrays() -> None:
    found = [f"{name}: {walk}" for name, code in modules() if not name.startswith(WALKERS) for walk in walks(code)]
    assert found == []


def test_every_dispatch_on_kinds_is_exhaustive() -> None:
    assert [f"{name}: {where}" for name, code in modules() for where in open_dispatches(code)] == []


@pytest.mark.parametrize(
    "code",
    [
        "def f(d):\n    for item in (*d.steps, *d.points): pass",
        "def f(d):\n    def g(): return d.steps\n    return [*g(), *d.faqs]",
        "class C:\n    def f(self): return [p.heading for p in self.passages] + [g.title for g in self.groups]",
    ],
)
def test_a_walk_by_hand_is_found(code: str) -> None:
    assert list(walks(code))
    assert not list(walks("def f(d): return [m.groups() for m in d.steps]"))


def test_an_open_dispatch_is_found() -> None:
    code = "match entity:\n    case Group(title=title) | Item(title=title):\n        pass\n    case _:\n        {}"
    assert list(open_dispatches(code.format("pass")))
    assert not list(open_dispatches(code.format("assert_never(entity)")))


def test_every_array_of_entities_is_counted_built_and_tabulated() -> None:
    assert [*ARRAYS, "residue"] == list(contract.Counts.model_fields)
    assert sorted(ARRAYS) == sorted({kind.array for kind in get_args(tree.Entity)} - {None} | {tree.Step.array, tree.Faq.array})
    assert [table.name for table in TABLES if table.name in ARRAYS] == list(ARRAYS)


def test_few_modules_have_to_handle_a_new_kind_of_entity() -> None:
    """Besides its class, its node, and what recognizes it: ``docs/architecture.md`` lists them."""
    entities = {kind.__name__ for kind in get_args(Entity)}
    found = {name for name, code in modules() if any(handled & entities for handled in dispatches(code))}
    assert found == {"corpus/article.py", "corpus/tables.py", "extract/document.py", "model/walk.py", "writers/markdown.py"}


def test_everything_with_an_id_is_walked() -> None:
    document = compile_text(ARTICLE).document
    walked = [entity.id for entity, _ in entities(document)]
    assert sorted([document.id, *walked]) == sorted(_ids(document.model_dump()))
    assert {type(entity) for entity, _ in entities(document)} == set(get_args(Entity))


def test_what_an_entity_holds_is_walked() -> None:
    document = compile_text(ARTICLE).document
    assert [owner for owner, _ in bodies(document)] == [entity for entity, _ in entities(document) if body_of(entity)]
    assert [owner for owner, _ in titles(document)] == [entity for entity, _ in entities(document) if title_of(entity)]
    assert {words_of(entity) for entity, _ in entities(document)} >= {"Wait", "Is it loud?", "Is anyone asleep?", "Ask yourself:"}
    steps, faqs = (group.id for group in document.groups)
    assert members(document) == {steps: document.steps, faqs: document.faqs}


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (part for key, part in value.items() if key == "id")
        yield from (id for key, part in value.items() if key != "metadata" for id in _ids(part))
    elif isinstance(value, list | tuple):
        yield from (id for part in value for id in _ids(part))
