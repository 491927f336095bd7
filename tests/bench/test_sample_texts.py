"""The measure of sample texts, on two documents of our own."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

import bring
import naive_sample_texts
import sample_texts
from sample_texts import Found, Labelled, compare, figures, main

Capture = pytest.CaptureFixture[str]
DOCS = Path(__file__).parent / "sample_texts" / "docs"
KETTLE = (DOCS / "own/kitchen/kettle.md").read_text("utf-8")


def place(words: str) -> tuple[int, int]:
    start = KETTLE.index(words)
    return start, start + len(words)


ASKED = place("Could I borrow your kettle until Sunday?")
THANKED = (KETTLE.index("Dear [name]"), KETTLE.index("Thank you.") + len("Thank you."))
DEMAND = place("give me the kettle now")
CODE = place("boil the water first")
LABELLED = Labelled("own/kitchen/kettle.md", "own/kitchen", "", (ASKED, THANKED), (DEMAND, CODE), "tuning")


def found(*places: tuple[int, int]) -> list[Found]:
    return [Found(start, end, KETTLE[start:end]) for start, end in places]


def records() -> list[dict[str, object]]:
    garden = DOCS / "own/garden/hose.txt"
    text = garden.read_text("utf-8")
    saying = text.index("comes back")
    return [
        {
            "origin": "own/kitchen",
            "commit": "",
            "path": "kettle.md",
            "sha256": hashlib.sha256(KETTLE.encode()).hexdigest(),
            "samples": [ASKED, THANKED],
            "near_misses": [DEMAND, CODE],
        },
        {
            "origin": "own/garden",
            "commit": "",
            "path": "hose.txt",
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "samples": [],
            "near_misses": [[saying, saying + 26]],
        },
    ]


def labels(folder: Path, some: Sequence[dict[str, object]]) -> Path:
    path = folder / "labels.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in some), "utf-8")
    return path


def test_what_is_found_exactly() -> None:
    read = [
        Found(*ASKED, "Could I borrow your kettle\nuntil Sunday?"),
        Found(*THANKED, "Dear [name],\n\nThe tea was good. Thank you."),
    ]
    got = figures([compare(LABELLED, KETTLE, read)])
    assert (got["samples F1"], got["macro F1"], got["whole"], got["near share"]) == (1, 1, 1, 0)


def test_half_of_both_has_to_be_shared() -> None:
    start, end = ASKED
    half = (start, start + (end - start) // 2)
    less = (start, half[1] - 1)
    assert compare(LABELLED, KETTLE, found(half))["samples hit"] == 1
    assert compare(LABELLED, KETTLE, found(half))["whole"] == 0
    assert compare(LABELLED, KETTLE, found(less))["samples hit"] == 0
    assert compare(LABELLED, KETTLE, found((start, end + (end - start) + 1)))["samples hit"] == 0


def test_one_text_answers_for_one_sample() -> None:
    tally = compare(LABELLED, KETTLE, found(ASKED, ASKED))
    assert (tally["samples hit"], tally["samples extra"], tally["samples missed"]) == (1, 1, 1)


def test_near_misses_and_those_in_code() -> None:
    got = figures([compare(LABELLED, KETTLE, found(DEMAND, CODE))])
    assert (got["near misses"], got["near misses reported"], got["near misses in code"]) == (2, 2, 1)
    assert (got["samples P"], got["samples R"]) == (0, 0)


def test_a_document_without_sample_texts_counts_when_some_are_reported() -> None:
    empty = LABELLED._replace(samples=())
    assert figures([compare(empty, KETTLE, [])])["macro F1"] is None
    assert figures([compare(empty, KETTLE, found(DEMAND))])["macro F1"] == 0


def test_words_of_html_are_compared_without_markup() -> None:
    page = "<p>Ask: <b>May&nbsp;I</b> come in?</p>"
    labelled = Labelled("a.html", "a", "", ((8, 38),), (), "tuning")
    tally = compare(labelled, page, [Found(8, 38, "May I come in?")])
    assert tally["whole"] == 1


def test_the_naive_reading() -> None:
    assert [KETTLE[a:b].strip() for a, b in naive_sample_texts.ranges(KETTLE)] == [
        "> Could I borrow your kettle until Sunday?",
        "give me the kettle now",
        'echo "boil the water first"',
        "> Dear [name],\n>\n> The tea was *good*. Thank you.",
    ]
    letter = "Send it.\n\nDear Ann,\n\nCome soon.\n\nBest wishes,\nBo\n\nWait."
    assert [letter[a:b] for a, b in naive_sample_texts.ranges(letter)] == ["Dear Ann,\n\nCome soon.\n\nBest wishes,\nBo"]


def test_the_command(tmp_path: Path, capsys: Capture) -> None:
    page = tmp_path / "page.md"
    page.write_text("".join(f"<!-- figures: sample texts, {s} -->\n<!-- end: sample texts, {s} -->\n" for s in sample_texts.SPLITS))
    file = labels(tmp_path, records())
    wanted = [str(DOCS), "--labels", str(file), "--split", "all", "--by-document"]
    assert main([*wanted, "--json", str(tmp_path / "figures.json"), "--write", str(page)]) == 0
    printed = capsys.readouterr().out
    assert "| own/kitchen/kettle.md | 1 | 2 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 0 of 2 (0.000) | 0 |" in printed
    assert "| seedkit |" in page.read_text("utf-8")
    assert json.loads((tmp_path / "figures.json").read_text("utf-8"))["documents"]["own/garden/hose.txt"]["near share"] == 0


def test_other_files_than_the_labelled_ones_are_refused(tmp_path: Path, capsys: Capture) -> None:
    other = labels(tmp_path, [{**record, "sha256": "0"} for record in records()])
    assert main([str(DOCS), "--labels", str(other), "--split", "all"]) == 2
    assert "not the file that was labelled" in capsys.readouterr().err
    assert main([str(tmp_path), "--labels", str(other), "--split", "all"]) == 2


def test_without_documents_it_says_how_to_name_them(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.delenv(sample_texts.DOCS_VARIABLE, raising=False)
    with pytest.raises(SystemExit) as exit:
        main([])
    assert exit.value.code == 2
    assert "SEEDKIT_SAMPLE_DOCS" in capsys.readouterr().err


def test_the_labels_of_this_project() -> None:
    documents = sample_texts.load(sample_texts.LABELS)
    assert len(documents) >= 60
    assert sum(len(each.samples) for each in documents) >= 300
    assert sum(len(each.near_misses) for each in documents) >= 300
    assert {each.split for each in documents} == set(sample_texts.SPLITS)
    for each in documents:
        ranges = sorted((*each.samples, *each.near_misses))
        assert all(a < b for a, b in ranges)
        assert all(one[1] <= other[0] for one, other in pairwise(ranges)), each.name


def test_documents_are_brought_from_their_repositories(tmp_path: Path, capsys: Capture) -> None:
    clone = tmp_path / "clones" / "own" / "kitchen"
    clone.mkdir(parents=True)
    (clone / "kettle.md").write_text(KETTLE, "utf-8")
    git = ["git", "-C", str(clone), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "kettle"], check=True)
    commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    kettle = {**records()[0], "commit": commit}
    file = labels(tmp_path, [kettle])
    command = [str(tmp_path / "docs"), "--labels", str(file), "--from", str(tmp_path / "clones")]
    assert bring.main(command) == 0
    assert (tmp_path / "docs/own/kitchen/kettle.md").read_text("utf-8") == KETTLE
    assert bring.main(command) == 0  # nothing to do
    labels(tmp_path, [kettle, {**records()[1], "commit": commit}, {**kettle, "path": "other.md"}])
    assert bring.main(command) == 1
    read = capsys.readouterr()
    assert "1 of 3 documents" in read.out
    assert "own/garden" in read.err
