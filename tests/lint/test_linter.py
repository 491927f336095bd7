"""Which articles are checked, in which order, and what becomes of those that cannot be."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from seedkit.errors import UsageError
from seedkit.lint import baseline
from seedkit.lint.article import Target
from seedkit.lint.linter import check, targets
from seedkit.lint.policy import Policy
from seedkit.model.compiled import Compiled
from seedkit.model.corrections import Sidecar
from seedkit.pipeline import compile_bytes
from seedkit.storage import workers

GAP = "Ways to rest\n\n1. Sit\n\nOn a chair.\n\n2. Lie\n\nOn a sofa.\n\n4. Float\n\nIn a lake.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b/two.md", "b/one.txt", "a.txt", "c/readme.md", "c/.hidden.txt", "c/data.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(GAP, encoding="utf-8")
    return tmp_path


def test_folders_and_files_give_each_article_once_in_order(folder: Path) -> None:
    assert [target.path for target in targets([folder])] == ["a.txt", "b/one.txt", "b/two.md"]
    given = [Path("c/readme.md"), Path("b"), folder / "b" / "one.txt", Path("./a.txt"), Path("b/../b/two.md")]
    assert [target.path for target in targets(given)] == ["a.txt", "b/one.txt", "b/two.md", "c/readme.md"]


def test_an_article_elsewhere_goes_by_the_path_that_was_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder / "b")
    assert [target.path for target in targets([Path("..") / "a.txt"])] == ["../a.txt"]
    assert [target.path for target in targets([folder / "a.txt"])] == [(folder / "a.txt").as_posix()]
    (folder / "b" / "..dots.txt").write_text(GAP, encoding="utf-8")
    assert [target.path for target in targets([Path("..dots.txt")])] == ["..dots.txt"]


def test_what_is_not_there_is_wrong_use(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"d.txt: expected a file or a folder of articles, found nothing"):
        list(targets([folder, Path("d.txt")]))


def test_what_cannot_be_read_is_reported_and_the_others_are_checked(folder: Path) -> None:
    (folder / "b" / "gone.txt").symlink_to("nowhere.txt")
    (folder / "b" / f"{'o' * 245}.txt").write_text(GAP, encoding="utf-8")  # no sidecar can have a name so long
    os.mkfifo(folder / "pipe.txt")
    run = check([*targets([folder]), Target("c/data.csv", folder / "c" / "data.csv")], Policy())
    assert run.articles == ("a.txt", "b/one.txt", f"b/{'o' * 245}.txt", "b/two.md")
    assert dict(run.failed) == {
        "b/gone.txt": "is a broken link",
        "c/data.csv": "has none of the suffixes .txt .md .markdown .html .htm",
        "pipe.txt": "is not a regular file",
    }
    assert {result.path for result in run.results} == set(run.articles)


def test_an_article_that_breaks_the_compiler_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from seedkit.pipeline import compile_bytes

    def breaking(data: bytes, path: str, format: str, **given: Any) -> object:
        if path == "b/one.txt":
            raise IndexError(path)
        return compile_bytes(data, path, format, **given)

    monkeypatch.setattr("seedkit.pipeline.compile_bytes", breaking)
    run = check(targets([folder]), Policy())
    assert run.articles == ("a.txt", "b/two.md")
    assert run.failed == (("b/one.txt", "cannot be compiled: IndexError, please report it"),)


def test_a_broken_sidecar_fails_its_article_alone(folder: Path) -> None:
    (folder / "a.seedkit.yaml").write_text("ignroe: []", encoding="utf-8")
    run = check(targets([folder]), Policy())
    assert run.articles == ("b/one.txt", "b/two.md")
    assert run.failed == (("a.txt", "has a file a.seedkit.yaml with an unknown key `ignroe` in line 1: did you mean `ignore`?"),)


def test_findings_of_an_article_come_in_the_order_of_their_places(folder: Path) -> None:
    text = GAP.replace("On a chair.", "On a chair\u200b. TODO: which?").replace("In a lake.", "In a lake (or two.")
    (folder / "a.txt").write_text(text, encoding="utf-8")
    run = check(targets([Path("a.txt")]), Policy(rules=Policy().rules | {"missing-author", "missing-licence"}))
    places = [result.region.line if result.region else 0 for result in run.results]
    assert places == sorted(places)
    assert {"missing-author", "invisible-character", "placeholder-text", "numbering-gap"} <= {
        r.diagnostic.rule for r in run.results
    }
    assert run == check(targets([Path("a.txt")]), Policy(rules=Policy().rules | {"missing-author", "missing-licence"}))


@pytest.mark.parametrize("jobs", [2, 3, 7])
def test_the_same_is_reported_whatever_the_number_of_processes(folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setattr(workers, "_WORTH", {"fork": 1, "spawn": 1})
    for number in range(40):
        words = " ".join(
            f"{word}{number // 2}"
            for word in ["bench", "tree", "cloud", "stone", "river", "bird", "leaf", "path", "bell", "roof"] * 4
        )
        text = f"Rest {number}\n\n{words}\n\nQ: How long may I sit?\n\nA: Until {words[::-1]}.\n\n{GAP * (number % 7)}"
        (folder / f"rest-{number:02}.txt").write_text(text, encoding="utf-8")
    (folder / "rest-20.txt").unlink()
    (folder / "rest-20.txt").symlink_to("nowhere.txt")
    (folder / "rest-21.seedkit.yaml").write_text("ignore: numbering-gap\n", encoding="utf-8")
    expected = check(targets([folder]), Policy())
    assert {"near-duplicate-article", "conflicting-answers"} < {result.diagnostic.rule for result in expected.results}
    assert check(targets([folder]), Policy(), jobs=jobs) == expected
    baseline.write(folder / "known.json", [result for result in expected.results if result.path > "rest-2"])
    known = baseline.load(folder / "known.json")
    assert check(targets([folder]), Policy(), known, jobs=jobs) == check(targets([folder]), Policy(), known)


def test_an_article_that_kills_its_process_costs_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WORTH", {"fork": 1, "spawn": 1})
    expected = check(targets([folder]), Policy())
    (folder / "b" / "deadly.txt").write_text(GAP, encoding="utf-8")

    def compile_some(data: bytes, path: str, format: str, *, sidecar: Sidecar | None = None) -> Compiled:
        if path == "b/deadly.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return compile_bytes(data, path, format, sidecar=sidecar)

    monkeypatch.setattr("seedkit.pipeline.compile_bytes", compile_some)
    found = check(targets([folder]), Policy(), jobs=2)
    assert found.failed == (("b/deadly.txt", "crashed the process that compiled it, twice: please report it"),)
    assert found.results == expected.results
