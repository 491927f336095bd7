"""`seedkit explain`: pages of rules, and lines of articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import run

from seedkit.checks.catalogue import CODES

ARTICLE = """\
How to calm a dog

By Ada Moreno

1. Look where he looks

Most barking has an address.

2. Give it an end

Say his name once, then step
between him and the window.

4. Pay for silence

Tell the neighbour, “I am working on it, and Monday will be quieter.”

Conclusion

A dog that is heard has less to say.
"""


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dog.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path / "dog.txt"


@pytest.mark.parametrize("row", CODES.values(), ids=lambda row: row.rule)
def test_every_rule_is_explained_by_code_and_by_name(row: tuple[str, str]) -> None:
    code, rule = row[:2]
    done = run("explain", code)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == run("explain", rule).stdout
    lines = done.stdout.decode().splitlines()
    assert lines[0] == f"# {code} {rule}"
    assert lines[-1].startswith(f"Severity: {CODES[rule].severity}")
    assert ("off by default" in lines[-1]) is not CODES[rule].default


def explained(subject: str) -> dict[str, list[str]]:
    """Stage → what is said of it, for a line."""
    done = run("explain", subject)
    assert (done.returncode, done.stderr) == (0, b"")
    said: dict[str, list[str]] = {}
    for line in done.stdout.decode().splitlines()[1:]:
        stage, _, words = line.partition("  ")
        said.setdefault(stage.strip(), []).append(words.strip())
    return said


def test_a_line_is_explained_stage_by_stage(article: Path) -> None:
    done = run("explain", "dog.txt:14").stdout.decode()
    assert done.startswith("   14 | 4. Pay for silence\n")
    said = explained("dog.txt:14")
    start = ARTICLE.index("4. Pay")
    assert said["decode"] == [f"utf-8, characters {start} to {start + 19}"]
    assert said["segment"] == ["text, line 14, number “4.” of style 1., 1 blank above, indent 0"]
    assert said["classify"][0].startswith("heading by rule ")
    assert "ordinal 4" in said["classify"][0]
    assert said["extract"] == ["step-pay-for-silence"]
    assert said["ledger"] == ["marker “4.” of step-pay-for-silence", "text “Pay for silence” of step-pay-for-silence"]
    (gap,) = said["check"]
    assert gap.endswith(" SK203 numbering-gap: number 3 is missing between 2 and 4")
    assert article.is_file()


def test_a_line_is_explained_to_programs(article: Path) -> None:
    rows = run("explain", f"{article}:3").stdout.decode().splitlines()
    told = json.loads(run("explain", f"{article}:3", "--format", "json").stdout)
    assert (told["path"], told["line"]) == (article.name, 3)
    assert rows[0] == f"    3 | {told['text']}"
    stages = [row.split()[0] for row in rows[1:] if not row.startswith(" ")]
    assert [stage["stage"] for stage in told["stages"]] == stages
    assert [" ".join(fact.split()) for stage in told["stages"] for fact in stage["facts"]] == [
        " ".join(row[10:].split()) for row in rows[1:]
    ]


def test_what_a_block_became_is_said(article: Path) -> None:
    assert explained("dog.txt:16")["extract"][0].endswith("a sample text, or quotes one")
    assert explained("dog.txt:18")["extract"][0].endswith("is the heading of the conclusion")
    article.with_name("dog.md").write_text("# Dogs\n\n**Ways**\n\n- Sit\n", encoding="utf-8")
    assert "marked as level 1" in explained("dog.md:1")["segment"][0]
    assert "bold" in explained("dog.md:3")["segment"][0]
    assert "depth 1" in explained("dog.md:5")["classify"][0]


def test_lines_that_share_a_block_and_lines_of_none(article: Path) -> None:
    article.with_name("dog.md").write_text(f"# {ARTICLE}", encoding="utf-8")
    assert explained("dog.md:11")["segment"][0].startswith("text, lines 11 to 12")
    assert explained("dog.md:12")["segment"] == explained("dog.md:11")["segment"]
    blank = {"decode": ["utf-8, characters 18 to 19"], "segment": ["no block: the line is blank, or markup"]}
    assert explained("dog.txt:2") == blank
    assert "author “Ada Moreno”" in explained("dog.txt:3")["classify"][0]
    assert article.is_file()


def test_what_was_weighed_is_shown_with_the_runner_up(article: Path) -> None:
    plain = "\n\n".join(
        f"{title}\n\nIt helps a dog to know what you want of him. Say it once, wait, and see what he does about it."
        for title in ("How to calm a dog", "Look where he looks", "Give it an end", "Pay for silence", "Go home in time")
    )
    article.write_text(plain, encoding="utf-8")
    said = explained("dog.txt:9")
    assert said["classify"] == ["heading by rule evidence, level 2"]
    *weights, runner_up = said[""]
    assert weights
    assert all(float(line.split()[0]) for line in weights)
    assert runner_up == "runner-up: paragraph, supported by the negative weights"


def test_why_a_line_is_no_heading_is_said(article: Path) -> None:
    prose = "It helps a dog to know what you want of him. Say it once, wait, and see what he does about it."
    short = "It helps a dog to know what you want of him."
    article.write_text(f"How to calm a dog\n\n{prose}\n\nTake the following:\n\n{short}\n\n{prose} {prose}\n", encoding="utf-8")
    assert explained("dog.txt:5")[""] == ["not a heading: it says that something follows"]
    *weights, reason = explained("dog.txt:7")[""]
    assert weights
    assert reason.startswith("not a heading: the weights add up to -")
    assert explained("dog.txt:9")[""] == ["not a heading: it is longer than 160 characters"]
    assert "" not in explained("dog.txt:1")


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        ("SK999", "unknown rule `SK999`"),
        ("numbering-gp", "unknown rule `numbering-gp`: did you mean `numbering-gap`?"),
        ("dog.txt", "unknown rule `dog.txt`; to explain a line of an article, use dog.txt:1"),
        ("dog.txt:99", "dog.txt has lines 1 to 20, but no line 99"),
        (f"dog.txt:{'9' * 5000}", "dog.txt has lines 1 to 20, but no line 999"),
        ("dog.txt:0", "dog.txt has lines 1 to 20, but no line 0"),
        ("cat.txt:1", "cat.txt does not exist"),
    ],
)
def test_what_cannot_be_explained(article: Path, subject: str, message: str) -> None:
    done = run("explain", subject)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert article.is_file()
