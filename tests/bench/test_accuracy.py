"""The command: what it prints, writes and refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import peers
from accuracy import main
from bench.test_measures import CORPUS
from predicted import Predicted

Capture = pytest.CaptureFixture[str]
PAGE = "Above\n<!-- figures: {0} -->\nold\n<!-- end: {0} -->\nBelow\n"


def put(monkeypatch: pytest.MonkeyPatch, **functions: Callable[[str], Predicted]) -> None:
    """Make a reader of these functions the only peer."""
    monkeypatch.setattr(peers, "PEERS", (peers.Reader("other", "other"),))
    monkeypatch.setitem(sys.modules, "peers.other", SimpleNamespace(**functions))


def test_seedkit_reads_the_small_corpus_right(tmp_path: Path, capsys: Capture) -> None:
    assert main([str(CORPUS), "--ci", "20", "--json", str(tmp_path / "figures.json")]) == 0
    found = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert [(name, each["all"]["documents"], each["all"]["unread"]) for name, each in found.items()] == [
        ("text", 2, 0),
        ("markdown", 1, 0),
        ("html", 1, 0),
    ]
    assert found["text"]["all"]["macro F1"] == found["markdown"]["all"]["macro F1"] == found["html"]["all"]["macro F1"] == 1
    assert found["text"]["variant v6"]["documents"] == found["text"]["source web"]["documents"] == 1
    printed = capsys.readouterr().out
    assert "| bullet | 1.000 | 1.000 | 1.000 | 1.000–1.000 | 6 |" in printed
    assert "| documents read wholly right (every kind) | 1.000 | 1.000–1.000 |" in printed


def test_the_naive_reading_and_markdown_it_py_stand_beside_seedkit(capsys: Capture) -> None:
    assert main([str(CORPUS), "--ci", "0", "--peers"]) == 0
    printed = capsys.readouterr().out
    text = printed[printed.index("## peers, text") : printed.index("## markdown")]
    assert "| naive | 2 | 0.975 |" in text  # it takes the wrapped half of an item for prose
    assert "| markdown-it-py" in text
    assert "- trafilatura: " in text
    assert "- naive: does not read html" in printed


def test_parts_of_a_corpus(capsys: Capture) -> None:
    assert main([str(CORPUS), "--ci", "0", "--source", "text", "--variant", "v6"]) == 0
    assert "1 documents, 0 of them not read." in capsys.readouterr().out
    assert main([str(CORPUS), "--ci", "0", "--origins", "own/kitchen"]) == 0
    assert "## html" not in capsys.readouterr().out


def test_a_reader_that_is_not_installed_is_skipped_with_a_word(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr(peers, "PEERS", (peers.Reader("absent", "absent"),))
    assert main([str(CORPUS), "--ci", "0", "--source", "text", "--peers"]) == 0
    assert "- absent: not installed" in capsys.readouterr().out


def test_a_reader_that_fails_on_every_document_is_skipped_with_its_reason(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def fail(_: str) -> Predicted:
        raise RuntimeError("no\nmodel")

    put(monkeypatch, read_text=fail)
    assert main([str(CORPUS), "--ci", "0", "--source", "text", "--peers"]) == 0
    assert "- other: cannot be run here (RuntimeError: no model …)" in capsys.readouterr().out


def test_a_document_that_a_reader_fails_on_counts_as_missed(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    def fail_on_one(text: str) -> Predicted:
        if "tyre" in text:
            raise ValueError("too flat")
        return Predicted(())

    put(monkeypatch, read_text=fail_on_one)
    file = tmp_path / "figures.json"
    assert main([str(CORPUS), "--ci", "0", "--source", "text", "--peers", "--json", str(file)]) == 0
    assert "other: tyre: ValueError: too flat" in capsys.readouterr().err
    assert json.loads(file.read_text("utf-8"))["peers, text"]["other"]["unread"] == 1


def test_a_page_is_renewed_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.format("text"), "utf-8")
    assert main([str(CORPUS), "--ci", "0", "--source", "text", "--write", str(page)]) == 0
    once = page.read_text("utf-8")
    assert once.startswith("Above\n<!-- figures: text -->\n\n2 documents")
    assert once.endswith("|\n\n<!-- end: text -->\nBelow\n")
    assert "old" not in once
    assert main([str(CORPUS), "--ci", "0", "--source", "text", "--write", str(page)]) == 0
    assert page.read_text("utf-8") == once


def test_a_page_without_the_marks_is_refused(tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE.format("html"), "utf-8")
    assert main([str(CORPUS), "--ci", "0", "--source", "text", "--write", str(page)]) == 2
    assert "has no marks for the figures of 'text'" in capsys.readouterr().err
    assert page.read_text("utf-8") == PAGE.format("html")


def test_held_out_scores_what_was_read_with_other_weights(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def fitted(command: list[Any], *, check: bool) -> None:
        assert check
        Path(command[-1]).write_text(
            json.dumps({"doc": "kettle", "lines": [{"line": 1, "end": 1, "kind": "title"}]}) + "\n", "utf-8"
        )

    monkeypatch.setattr(subprocess, "run", fitted)
    assert main([str(CORPUS), "--ci", "0", "--origins", "held-out"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("## held-out\n\n2 documents, 1 of them not read.")
    assert "| title | 1.000 | 0.500 |" in printed


def test_held_out_scores_readings_of_a_file(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "read.jsonl"
    file.write_text(json.dumps({"doc": "kettle", "lines": [{"line": 1, "end": 1, "kind": "title"}]}) + "\n", "utf-8")
    assert main([str(CORPUS), "--ci", "0", "--origins", "held-out", "--read", str(file)]) == 0
    assert capsys.readouterr().out.startswith("## held-out\n\n2 documents, 1 of them not read.")


@pytest.mark.parametrize("words", [["--variant", "v9"], ["--origins", "own/attic"]])
def test_nothing_to_score(words: list[str], capsys: Capture) -> None:
    assert main([str(CORPUS), *words]) == 2
    assert "no document to score" in capsys.readouterr().err


def test_no_corpus(tmp_path: Path, capsys: Capture) -> None:
    assert main([str(tmp_path)]) == 2
    assert "gold.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--origins", "held-out", "--peers"],
        ["--origins", "held-out", "--source", "html"],
        ["--variant", "v1", "--write", "page.md"],
    ],
)
def test_what_does_not_go_together_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit) as refused:
        main([str(CORPUS), *words])
    assert refused.value.code == 2
