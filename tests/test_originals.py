"""The five originals against what a careful editor reads in them: nothing missing, nothing extra.

They are not part of this project. SEEDKIT_ORIGINALS names the folder that holds them, SEEDKIT_GOLD the one that holds, by line
number, what is in them. What is expected is worked out from those line numbers and the lines of the original alone.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from original import Original
from seedkit.model.document import Diagnostic, Faq, Item

NAMES = [
    entry["file"]
    for entry in yaml.safe_load((Path(__file__).parents[1] / "seeds" / "originals.yaml").read_text(encoding="utf-8"))["originals"]
]
RULES = ("untitled-step", "keyword-suffix", "numbering-gap", "count-mismatch", "unbalanced-quote")
ONE_A_LINE = ("untitled-step", "keyword-suffix")


@pytest.fixture(scope="module", params=NAMES, ids=lambda name: name.partition("_")[0])
def original(request: pytest.FixtureRequest) -> Original:
    folders = [os.environ.get(name) for name in ("SEEDKIT_ORIGINALS", "SEEDKIT_GOLD")]
    if not any(folders):
        pytest.skip("SEEDKIT_ORIGINALS and SEEDKIT_GOLD name no folders: the originals are not part of this project")
    files = [Path(folder or "(unset)") / name for folder, name in zip(folders, _pair(request.param), strict=True)]
    for file in files:
        if not file.is_file():
            pytest.fail(f"{file} is not there: SEEDKIT_ORIGINALS and SEEDKIT_GOLD must name the folders of originals and gold")
    return Original(*files)


def _pair(name: str) -> tuple[str, str]:
    return name, f"{Path(name).stem}.yaml"


def test_metadata(original: Original) -> None:
    gold, found = original.gold["metadata"], original.document.metadata
    assert original.text(found.title) == original.title(gold["title"])
    assert original.text(found.subtitle) == original.title(gold["subtitle"])
    assert [original.text(author) for author in found.authors] == [
        (line, original.lines[line - 1].removeprefix("By ")) for line in gold["authors"]
    ]
    assert [original.text(credit) for credit in found.credits] == [original.title(line) for line in gold["credits"]]
    for value, key, kind in ((found.published, "published", "date"), (found.reading_minutes, "reading_minutes", "minutes")):
        if gold[key] is None:
            assert value is None
        else:
            assert value is not None
            assert value.span is not None
            assert (value.span.line, str(value.value)) == (gold[key]["line"], str(gold[key][kind]))
            assert value.text in original.lines[value.span.line - 1]
    assert (found.description, found.updated, found.url, found.tags, found.extra) == (None, None, None, (), {})


def test_groups(original: Original) -> None:
    assert [
        {
            "kind": group.kind,
            "heading": original.text(group.title),
            "declared_count": group.declared_count,
            "numbering": group.numbering,
            "continues": group.continues,
            "parent": group.parent,
        }
        for group in original.document.groups
    ] == [
        {
            "kind": gold["kind"],
            "heading": original.title(gold["heading"]),
            "declared_count": gold["declared_count"],
            "numbering": gold["numbering"],
            "continues": None,
            "parent": None,
        }
        for gold in original.gold["groups"]
    ]


def test_groups_span_their_titles_introductions_and_items(original: Original) -> None:
    document = original.document
    for group in document.groups:
        items: list[Item | Faq] = [*document.steps, *document.points, *document.faqs]
        opening = [passage.span for passage in document.passages if passage.parent == group.id]
        inside = (
            [item.span for item in items if item.group == group.id]
            + opening
            + ([group.title.span] if group.title is not None else [])
        )
        assert (group.span.start, group.span.end) == (min(s.start for s in inside), max(s.end for s in inside))


@pytest.mark.parametrize("kind", ["steps", "points"])
def test_items(original: Original, kind: str) -> None:
    items: tuple[Item, ...] = getattr(original.document, kind)
    positions: Counter[int] = Counter()
    expected = []
    for place, gold in enumerate(original.gold[kind]):
        label = original.label(gold["group"], gold["ordinal"])
        positions[gold["group"]] += 1
        first, last = gold["lines"]
        if place < len(items) and original.at(items[place].span)[1] in gold.get("or_ends", []):
            last = original.at(items[place].span)[1]
        expected.append(
            {
                "group": gold["group"],
                "ordinal": gold["ordinal"],
                "position": positions[gold["group"]],
                "label": label,
                "title": original.title(gold["title"], label),
                "lines": [first, last],
                "body": original.written(first, last) - {gold["title"]},
            }
        )
    assert [
        {
            "group": original.group(item.group),
            "ordinal": item.ordinal,
            "position": item.position,
            "label": item.label,
            "title": original.text(item.title),
            "lines": original.at(item.span),
            "body": original.covered(item.body),
        }
        for item in items
    ] == expected


def test_faqs(original: Original) -> None:
    assert [
        {
            "group": original.group(faq.group),
            "question": original.text(faq.question),
            "answer": original.covered(faq.answer),
            "lines": original.at(faq.span),
        }
        for faq in original.document.faqs
    ] == [
        {
            "group": gold["group"],
            "question": original.title(gold["question"]),
            "answer": original.written(*gold["answer"]),
            "lines": [gold["question"], gold["answer"][1]],
        }
        for gold in original.gold["faqs"]
    ]


def test_checklists(original: Original) -> None:
    expected = []
    for gold in original.gold["checklists"]:
        bullets = [original.lines[line - 1].partition(" ") for line in gold["items"]]
        details = gold.get("details") or [None] * len(bullets)
        expected.append(
            {
                "kind": "questions" if all(words.endswith("?") for _, _, words in bullets) else "items",
                "lead": original.title(gold["lead"]),
                "items": [
                    {
                        "lines": [line, detail[1] if detail else line],
                        "marker": marker,
                        "text": words,
                        "detail": original.written(*detail) if detail else set(),
                        "depth": 1,
                        "checked": None,
                    }
                    for line, (marker, _, words), detail in zip(gold["items"], bullets, details, strict=True)
                ],
                "parent": original.expected_parent(gold),
                "lines": [gold["lead"], (details[-1] or [None, gold["items"][-1]])[1]],
            }
        )
    assert [
        {
            "kind": checklist.kind,
            "lead": original.text(checklist.title),
            "items": [
                {
                    "lines": original.at(item.span),
                    "marker": item.marker,
                    "text": item.text,
                    "detail": original.covered(item.detail),
                    "depth": item.depth,
                    "checked": item.checked,
                }
                for item in checklist.items
            ],
            "parent": original.parent(checklist.parent),
            "lines": original.at(checklist.span),
        }
        for checklist in original.document.checklists
    ] == expected


def test_sample_texts(original: Original) -> None:
    assert len(original.document.sample_texts) == len(original.gold["sample_texts"])
    for sample, gold in zip(original.document.sample_texts, original.gold["sample_texts"], strict=True):
        line = original.lines[gold["line"] - 1]
        quoted = line[line.index("“") + 1 : line.rindex("”")]
        assert (original.at(sample.span), sample.inline) == ([gold["line"], gold["line"]], gold["inline"])
        assert sample.text == quoted
        assert sample.text == original.slice(sample.span)
        assert len(sample.text) == gold.get("characters", len(quoted))
        assert (sample.label.text if sample.label is not None else None) == gold["label"]
        assert original.parent(sample.parent) == original.expected_parent(gold)
        assert sample.cue is not None
        assert sample.cue.span.line == gold.get("cue", gold["line"])
        assert sample.cue.text in original.lines[sample.cue.span.line - 1]


def test_passages(original: Original) -> None:
    groups = [group.id for group in original.document.groups]
    found = [
        {
            "role": passage.role,
            "heading": original.text(passage.heading),
            "lines": original.at(passage.span),
            "group": groups.index(passage.parent) if passage.parent in groups else None,
            "body": original.covered(passage.body),
        }
        for passage in original.document.passages
    ]
    expected = [
        {
            "role": gold["role"],
            "heading": original.title(gold["heading"]),
            "lines": gold["lines"],
            "group": gold.get("group"),
            "body": original.written(*gold["lines"]) - {gold["heading"]},
        }
        for gold in original.gold["passages"]
        if not gold.get("optional") or gold["lines"] in [passage["lines"] for passage in found]
    ]
    assert found == expected


def test_every_line_has_one_place(original: Original) -> None:
    document = original.document
    facts = document.metadata
    texts = [facts.title, facts.subtitle, *facts.authors, *facts.credits, facts.published, facts.reading_minutes]
    lines = {line for text in texts if text is not None and text.span is not None for line in original.at(text.span)}
    places = Counter(lines)
    places.update(group.title.span.line for group in document.groups if group.title is not None)
    spans = [item.span for item in (*document.steps, *document.points)]
    spans += [faq.span for faq in document.faqs] + [passage.span for passage in document.passages]
    for span in spans:
        places.update(original.written(*original.at(span)))
    assert places == Counter(original.written(1, len(original.lines)))
    assert document.residue == ()


def test_diagnostics(original: Original) -> None:
    expected = []
    for gold in original.gold["diagnostics"]:
        data = {key: value for key, value in gold.items() if key not in ("rule", "lines")}
        alone = gold["rule"] in ONE_A_LINE
        expected += [(gold["rule"], lines, data) for lines in ([[line] for line in gold["lines"]] if alone else [gold["lines"]])]
    found = [_finding(diagnostic) for diagnostic in original.document.diagnostics if diagnostic.rule in RULES]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def _finding(diagnostic: Diagnostic) -> tuple[str, list[int], dict[str, Any]]:
    """A finding with all its lines, in order: its first place and the related ones."""
    assert diagnostic.span is not None
    return diagnostic.rule, sorted({diagnostic.span.line, *(related.span.line for related in diagnostic.related)}), diagnostic.data
