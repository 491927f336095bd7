"""The outline of an article as text: every kind of entity, every fact that is printed, what is left out."""

from __future__ import annotations

from typing import Any

from seedkit.language.lexicon import lexicon_for
from seedkit.model.compiled import Compiled
from seedkit.model.document import Document
from seedkit.readers.decode import from_text
from seedkit.views.entities import outline_text, rows

LINES = 60
SOURCE = from_text("".join(f"line {number:02}\n" for number in range(1, LINES + 1)), "a.txt", "text")
WIDTH = len("line 01\n")


def _at(first: int, last: int | None = None) -> dict[str, int]:
    return {"start": (first - 1) * WIDTH, "end": (last or first) * WIDTH - 1, "line": first}


def _text(words: str, line: int) -> dict[str, Any]:
    return {"text": words, "span": _at(line)}


def _paragraph(words: str, line: int) -> dict[str, Any]:
    return {"kind": "paragraph", "text": words, "span": _at(line), "links": []}


def _group(id: str, kind: str, first: int, last: int, **facts: Any) -> dict[str, Any]:
    bare = {"title": None, "declared_count": None, "numbering": "1.", "continues": None, "parent": None}
    return {"id": id, "kind": kind, "span": _at(first, last), **bare, **facts}


def _item(id: str, group: str, ordinal: int, first: int, last: int, **facts: Any) -> dict[str, Any]:
    bare: dict[str, Any] = {"label": None, "title": None, "body": [], "duration": None}
    return {"id": id, "group": group, "ordinal": ordinal, "position": 1, "span": _at(first, last), **bare, **facts}


_LINE: dict[str, Any] = {"amount": None, "name": None, "detail": [], "checked": None}


def _line(id: str, line: int, words: str, **facts: Any) -> dict[str, Any]:
    return {"id": id, "depth": 1, "marker": "•", "text": words, **_LINE, "span": _at(line), **facts}


def _sample(id: str, parent: str, line: int, words: str, **facts: Any) -> dict[str, Any]:
    bare: dict[str, Any] = {"inline": False, "label": None, "cue": None, "channel": None, "slots": []}
    return {"id": id, "text": words, "parent": parent, "span": _at(line), **bare, **facts}


def _compiled() -> Compiled:
    table = {"kind": "table", "rows": [["part", ""], ["chain", "oil"]], "span": _at(27, 28)}
    data = {
        "schema_version": "1.0",
        "id": "a",
        "revision": "sha256:" + "0" * 64,
        "source": {
            "path": "a.txt", "format": "text", "encoding": "utf-8", "sha256": SOURCE.sha256, "bytes": SOURCE.bytes,
            "characters": len(SOURCE.text), "language": "en",
        },
        "metadata": {
            "title": _text("Title", 1), "subtitle": _text("Subtitle", 2), "description": _text("About", 3),
            "authors": [_text("Maria Holt", 5), _text("Jon Ax", 5)], "credits": [_text("Photo by X", 4)],
            "published": {"value": "2021-08-21", "text": "Aug 21, 2021", "span": _at(5)},
            "updated": {"value": "2022-01-02", "text": "2022-01-02", "span": None},
            "reading_minutes": {"value": 7, "text": "7 min", "span": _at(5)},
            "url": "https://example.org", "tags": ["tidy"], "extra": {}, "yield": _text("two chairs", 6),
            "durations": [{"kind": "total", "minutes": 90, **_text("1 h 30", 6)}],
        },
        "groups": [
            _group("group-a", "steps", 14, 40, declared_count=7, title=_text("Group heading", 14)),
            _group("group-b", "items", 25, 28, numbering="a)", parent="step-b"),
            _group("group-c", "faqs", 42, 46, numbering="none", title=_text("FAQ", 42)),
            _group("group-d", "steps", 47, 48, continues="group-a"),
        ],
        "steps": [
            _item("step-a", "group-a", 1, 18, 23, label="1.", title=_text("Title of the step", 18), body=[
                {"kind": "checklist", "ref": "checklist-a"},
            ]),
            _item("step-b", "group-a", 2, 24, 28, label="2.", body=[_paragraph("Prose.", 24), {"kind": "group", "ref": "group-b"}]),
        ],
        "points": [_item("point-a", "group-b", 1, 26, 28, label="a)", title=_text("First", 26), body=[table])],
        "faqs": [{"id": "faq-a", "group": "group-c", "question": _text("Why?", 44), "answer": [_paragraph("So.", 46)],
                  "span": _at(44, 46)}],
        "checklists": [{
            "id": "checklist-a", "kind": "tasks",
            "title": _text("Lead-in:", 20), "parent": "step-a", "span": _at(20, 23), "items": [
                _line("item-a", 21, "first", checked=True),
                _line("item-b", 22, "nested", depth=2, checked=False, detail=[_paragraph("More.", 22)]),
                _line("item-c", 23, "last"),
            ],
        }],
        "sample_texts": [
            _sample("sample-a", "step-b", 25, "Dear you,\n\nyours", channel="letter", inline=True, label=_text("Short Note", 25)),
            _sample("sample-b", "faq-a", 46, "Plain"),
        ],
        "passages": [
            {"id": "passage-a", "role": "introduction", "heading": None, "level": None, "parent": None, "span": _at(10, 12),
             "body": [_paragraph("Hello.", 10)]},
            {"id": "passage-b", "role": "introduction", "heading": None, "level": None, "parent": "group-a", "span": _at(16),
             "body": []},
            {"id": "passage-c", "role": "conclusion", "heading": _text("Final words", 52), "level": 2, "parent": None,
             "span": _at(52, 54), "body": []},
        ],
        "outline": [],
        "residue": [{"text": "Share\nthis", "reason": "share", "span": _at(58, 59)}],
        "diagnostics": [
            {"code": "SK203", "rule": "numbering-gap", "severity": "warning", "message": "m", "span": _at(24, 25), "related": [],
             "data": {"missing": [6], "after": "é"}, "hint": None},
            {"code": "SK101", "rule": "no-title", "severity": "warning", "message": "m", "span": None, "related": [], "data": {},
             "hint": None},
        ],
    }  # fmt: skip
    return Compiled(SOURCE, lexicon_for("en"), (), (), Document.model_validate(data), ())


def test_every_entity_has_its_line() -> None:
    assert outline_text(_compiled()) == (
        "title 1 | Title\n"
        "subtitle 2 | Subtitle\n"
        "description 3 | About\n"
        "credit 4 | Photo by X\n"
        "author 5 | Maria Holt\n"
        "author 5 | Jon Ax\n"
        "published 5 | 2021-08-21\n"
        "reading_minutes 5 | 7\n"
        "yield 6 | two chairs\n"
        "duration total 6 | 90\n"
        "updated | 2022-01-02\n"
        "tag | tidy\n"
        "url | https://example.org\n"
        "passage introduction 10-12\n"
        "group steps 14-40 numbering=1. declared=7 | Group heading\n"
        "  passage introduction 16\n"
        "  step 1 18-23 label=1. | Title of the step\n"
        "    checklist tasks 20-23 | Lead-in:\n"
        "      item 21 checked=true | first\n"
        "      item 22 depth=2 checked=false | nested\n"
        "      item 23 | last\n"
        "  step 2 24-28 label=2.\n"
        "    group items 25-28 numbering=a)\n"
        "      point 1 26-28 label=a) | First\n"
        "    sample 25 channel=letter inline label=Short Note | Dear you, yours\n"
        "group faqs 42-46 numbering=none | FAQ\n"
        "  faq 44-46 | Why?\n"
        "    sample 46 | Plain\n"
        "group steps 47-48 numbering=1. continues=1\n"
        "passage conclusion 52-54 | Final words\n"
        "residue 58-59 share | Share this\n"
        'diagnostic numbering-gap 24 {"after": "é", "missing": [6]}\n'
        "diagnostic no-title {}\n"
    )


def test_rows_hold_the_blocks_of_the_bodies_too() -> None:
    blocks = [(row.depth, row.kind, row.first, row.last, row.text) for row in rows(_compiled()) if row.block]
    assert blocks == [
        (1, "paragraph", 10, 10, "Hello."),
        (4, "paragraph", 22, 22, "More."),
        (2, "paragraph", 24, 24, "Prose."),
        (4, "table", 27, 28, "part / chain / oil"),
        (2, "paragraph", 46, 46, "So."),
    ]
