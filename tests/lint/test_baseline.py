"""Baselines: what is put up with, what is new, what is stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seedkit.errors import UsageError
from seedkit.lint import baseline
from seedkit.lint.linter import check, targets
from seedkit.lint.policy import Policy
from seedkit.lint.results import Run

OLD = "Ways to rest\n\n1. Sit\n\nOn a chair. TODO: which?\n\n2. Lie\n\nOn a sofa. TODO: which?\n\n4. Float\n\nIn a lake.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "rest.txt").write_text(OLD, encoding="utf-8")
    return tmp_path


def run(folder: Path, known: baseline.Baseline | None = None) -> Run:
    return check(targets([folder / "old"]), Policy(rules=frozenset({"placeholder-text", "numbering-gap", "no-title"})), known)


def test_findings_in_the_baseline_are_not_reported(folder: Path) -> None:
    file = folder / "baseline.json"
    found = run(folder).results
    assert [result.diagnostic.rule for result in found] == ["placeholder-text", "placeholder-text", "numbering-gap"]
    baseline.write(file, found)
    counts = json.loads(file.read_text("utf-8"))["articles"]["old/rest.txt"]
    assert sorted((key.split()[0], count) for key, count in counts.items()) == [("numbering-gap", 1), ("placeholder-text", 2)]
    again = run(folder, baseline.load(file))
    assert (again.results, again.notices) == ((), ())


def test_the_same_baseline_is_written_in_the_same_bytes(folder: Path) -> None:
    for name in ("a.json", "b.json"):
        baseline.write(folder / name, run(folder).results)
    assert (folder / "a.json").read_bytes() == (folder / "b.json").read_bytes()
    assert (folder / "a.json").read_bytes().endswith(b"}\n")


def test_new_findings_are_reported_wherever_old_ones_have_moved(folder: Path) -> None:
    baseline.write(folder / "baseline.json", run(folder).results)
    text = OLD.replace("On a chair.", "On a chair.\n\nOr on a bench.").replace("In a lake.", "In a lake. TODO: which?")
    (folder / "old" / "rest.txt").write_text(text, encoding="utf-8")
    again = run(folder, baseline.load(folder / "baseline.json"))
    assert [(r.diagnostic.rule, r.region.line) for r in again.results if r.region] == [("placeholder-text", 15)]
    assert again.notices == ()


def test_stale_entries_are_reported(folder: Path) -> None:
    baseline.write(folder / "baseline.json", run(folder).results)
    article = folder / "old" / "rest.txt"
    article.write_text(OLD.replace("4. Float", "3. Float").replace("On a sofa. TODO: which?", "On a sofa."), encoding="utf-8")
    again = run(folder, baseline.load(folder / "baseline.json"))
    assert again.results == ()
    assert [(notice.path, notice.message.split(",")[0]) for notice in again.notices] == [
        ("old/rest.txt", "the baseline has numbering-gap"),
        ("old/rest.txt", "the baseline has placeholder-text"),
    ]
    article.rename(folder / "old" / "sleep.txt")
    again = run(folder, baseline.load(folder / "baseline.json"))
    assert [(notice.path, "no longer exists" in notice.message) for notice in again.notices] == [("old/rest.txt", True)]


def test_entries_of_rules_that_are_not_reported_are_not_stale(folder: Path) -> None:
    baseline.write(folder / "baseline.json", run(folder).results)
    known = baseline.load(folder / "baseline.json")
    again = check(targets([folder / "old"]), Policy(rules=frozenset({"numbering-gap"})), known)
    assert (again.results, again.notices) == ((), ())


def test_a_baseline_serves_from_any_working_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "ci").mkdir()
    baseline.write(folder / "ci" / "baseline.json", run(folder).results)
    monkeypatch.chdir(folder / "old")
    known = baseline.load(Path("..") / "ci" / "baseline.json")
    again = check(targets([Path("rest.txt")]), Policy(rules=frozenset({"placeholder-text", "numbering-gap"})), known)
    assert (again.results, again.notices) == ((), ())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "cannot be read"),
        ("{", "not JSON"),
        pytest.param("[" * 100_000, "not JSON", id="nested"),
        ("[]", "not a baseline"),
        ('{"seedkit-baseline": 2, "articles": {}}', "not a baseline"),
        ('{"seedkit-baseline": 1}', "not a baseline"),
        ('{"seedkit-baseline": 1, "articles": {"a": 1}}', "not a baseline"),
        ('{"seedkit-baseline": 1, "articles": {"a": {"x": "y"}}}', "not a baseline"),
    ],
)
def test_what_is_no_baseline_is_an_error(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "b.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=f"b.json: {message}"):
        baseline.load(tmp_path / "b.json")
