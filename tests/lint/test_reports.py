"""Reports in the formats of other programs, each read back by the rules of its format."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt

from seedkit.checks.catalogue import CODES
from seedkit.lint.article import Target
from seedkit.lint.linter import check
from seedkit.lint.policy import Policy, load
from seedkit.lint.reports import REPORTS, report
from seedkit.lint.reports.diff import diff
from seedkit.lint.results import Notice, Run

ARTICLE = """\
---
seedkit: {ignore: [SK102]}
---
# Three ways to rest, & | <b>why</b>

## 1. Sit

On a chair. TODO: which, 100% sure?

## 2. Lie

On a sofa, no sign can be seen here\u200b.

## 4. Float

In a lake, and here\u200b. TODO: which, 100% sure?
"""
NO_END = "\\ No newline at end of file"
SCHEMA = json.loads((Path(__file__).parent / "sarif_2_1_0_subset.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def run() -> Run:
    targets = [
        Target("a b/rest, 100%.md", Path("a b/rest, 100%.md"), ARTICLE.encode()),
        Target("clean.txt", Path("clean.txt"), b"How to rest\n\nBy Ada Moreno\n\nSit down on a chair, and stay there.\n"),
        Target("picture.png", Path("picture.png"), b""),
    ]
    policy = Policy(rules=Policy().rules | {"missing-author"}, severity={"numbering-gap": "error", "missing-author": "info"})
    return check(targets, policy)


def text(format: str, run: Run) -> str:
    return "".join(f"{line}\n" for line in report(format)(run))


def test_the_run_has_what_the_reports_are_to_show(run: Run) -> None:
    rules = [result.diagnostic.rule for result in run.results]
    assert rules.count("placeholder-text") == 2
    assert {"missing-author", "numbering-gap", "invisible-character"} <= set(rules)
    assert run.notices == (Notice("a b/rest, 100%.md", 1, "unused suppression of `SK102`: remove it"),)
    assert [path for path, _ in run.failed] == ["picture.png"]


def test_json_says_all(run: Run) -> None:
    data = json.loads(text("json", run))
    assert data["summary"]["articles"] == 2
    assert data["summary"]["failed"] == 1
    assert sum(data["summary"][severity] for severity in ("error", "warning", "info")) == len(data["findings"])
    gap = next(finding for finding in data["findings"] if finding["rule"] == "numbering-gap")
    assert (gap["path"], gap["line"], gap["column"], gap["end_line"], gap["end_column"]) == ("a b/rest, 100%.md", 14, 7, 14, 12)
    assert (gap["code"], gap["severity"], gap["data"]) == ("SK203", "error", {"missing": [3]})
    assert re.fullmatch(r"[0-9a-f]{16}:1", gap["fingerprint"])
    author = next(finding for finding in data["findings"] if finding["rule"] == "missing-author")
    assert author["line"] is author["column"] is author["end_line"] is None
    unseen = next(finding for finding in data["findings"] if finding["rule"] == "invisible-character")
    assert [related["line"] for related in unseen["related"]] == [16]
    assert data["failed"][0]["path"] == "picture.png"
    assert data["notices"][0]["line"] == 1


def test_json_lines_say_the_same(run: Run) -> None:
    whole = json.loads(text("json", run))
    lines = [json.loads(line) for line in text("jsonl", run).splitlines()]
    for kind, name in (("finding", "findings"), ("notice", "notices"), ("failed", "failed")):
        assert [{key: value for key, value in line.items() if key != "kind"} for line in lines if line["kind"] == kind] == whole[
            name
        ]


def sarif(run: Run) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(text("sarif", run))
    Draft7Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(log)] == []
    return log


def test_sarif_keeps_to_its_schema_and_names_its_rules(run: Run) -> None:
    (log,) = sarif(run)["runs"]
    rules = log["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [row.code for row in CODES.values()]
    for result, finding in zip(log["results"], run.results, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.diagnostic.code
        assert result["level"] == {"info": "note"}.get(finding.diagnostic.severity, finding.diagnostic.severity)
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b/rest%2C%20100%25.md"
    assert log["invocations"][0]["executionSuccessful"] is False
    assert [n["level"] for n in log["invocations"][0]["toolExecutionNotifications"]] == ["error", "note"]
    gap = next(result for result in log["results"] if result["ruleId"] == "SK203")
    assert gap["locations"][0]["physicalLocation"]["region"] == {"startLine": 14, "startColumn": 7, "endLine": 14, "endColumn": 12}


def test_sarif_of_nothing_and_of_a_file_elsewhere(tmp_path: Path) -> None:
    (log,) = sarif(Run((), (), (), ()))["runs"]
    assert log["results"] == []
    assert log["invocations"] == [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    file = tmp_path / "ä.md"
    (log,) = sarif(check([Target(str(file), file, ARTICLE.encode())], Policy()))["runs"]
    assert log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == file.as_uri()


def test_sarif_fingerprints_survive_an_edit_elsewhere() -> None:
    def marks(article: str) -> set[tuple[str, str]]:
        results = sarif(check([Target("a.md", Path("a.md"), article.encode())], Policy()))["runs"][0]["results"]
        found = {(result["ruleId"], result["partialFingerprints"]["seedkitRuleAndWords/v1"]) for result in results}
        assert len(found) == len(results)
        return found

    edited = ARTICLE.replace("On a chair.", "On a chair.\n\nOr on a bench.").replace("## 1. Sit", "## 1. Sit down")
    assert marks(edited) == marks(ARTICLE)
    assert marks(ARTICLE.replace("## 4. Float", "## 4. Swim")) != marks(ARTICLE)


def test_github_commands(run: Run) -> None:
    lines = text("github", run).splitlines()
    assert len(lines) == len(run.results) + 2
    for line in lines:
        command = re.fullmatch(r"::(error|warning|notice) ((?:\w+=[^,:]*)(?:,\w+=[^,:]*)*)::(.+)", line)
        assert command, line
        assert "file=a b/rest%2C 100%25.md" in line or "file=picture.png" in line
    assert "::error file=a b/rest%2C 100%25.md,line=14,endLine=14,col=7,endColumn=12,title=SK203 numbering-gap::" in "\n".join(
        lines
    )
    assert lines[-1].startswith("::error file=picture.png::the article has none of the suffixes")


def test_github_gives_no_columns_for_a_place_of_several_lines() -> None:
    prose = "Stay there until the kettle sings,\nand look out of the window for a good long while."
    policy = Policy(rules=frozenset({"duplicate-paragraph"}), severity={"duplicate-paragraph": "warning"})
    text = f"# How to rest\n\n{prose}\n\nThen, for once:\n\n{prose}\n"
    found = check([Target("a.md", Path("a.md"), text.encode())], policy)
    assert [line.partition("::the ")[0] for line in report("github")(found)] == [
        "::warning file=a.md,line=8,endLine=9,title=SK107 duplicate-paragraph"
    ]
    gone = Run((), (), (Notice("a.txt", None, "old"),), ())
    assert list(report("github")(gone)) == ["::notice file=a.txt::old"]


def test_gitlab_code_quality(run: Run) -> None:
    entries = json.loads(text("gitlab", run))
    assert len(entries) == len(run.results) + len(run.failed)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_junit_counts_its_cases(run: Run) -> None:
    root = ElementTree.fromstring(text("junit", run))
    cases = list(root.iter("testcase"))
    assert root.get("tests") == str(len(cases)) == str(len(run.results) + 1 + 1)
    assert (
        root.get("failures")
        == str(len(list(root.iter("failure"))))
        == str(sum(r.diagnostic.severity != "info" for r in run.results))
    )
    assert root.get("errors") == str(len(list(root.iter("error")))) == "1"
    assert [suite.get("name") for suite in root] == ["a b/rest, 100%.md", "clean.txt", "picture.png"]
    for suite in root:
        assert suite.get("tests") == str(len(list(suite.iter("testcase"))))
    names = [(case.get("classname"), case.get("name")) for case in cases]
    assert len(set(names)) == len(names)


def test_junit_has_no_characters_that_xml_cannot_hold() -> None:
    article = b'How to rest\n\nOn a chair\x01 and \xef\xbf\xbe a sofa, <now> & "then" TODO: x\n'
    found = check([Target("a\x02.txt", Path("a.txt"), article)], Policy())
    assert found.results
    root = ElementTree.fromstring(text("junit", found))
    assert root[0].get("name") == "a\ufffd.txt"


def test_markdown_is_a_table_with_a_row_a_finding(run: Run) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(text("markdown", run))
    assert sum(token.type == "tr_open" for token in tokens) == 1 + len(run.results)
    assert not [token for token in tokens if token.type == "html_inline"]
    shown = text("markdown", run)
    assert shown.startswith("**seedkit check**: 2 articles, 1 error,")
    assert "- picture.png has none of the suffixes" in shown
    assert "unused suppression" in shown
    empty = text("markdown", Run(("a.txt",), (), (Notice("b.json", None, "x"),), ()))
    assert empty == "**seedkit check**: 1 article, no findings\n\n- b.json: x\n"


def test_reports_are_the_same_in_every_run(run: Run) -> None:
    again = load(Path.cwd())
    assert again.fail_level == "warning"
    for format in REPORTS:
        assert text(format, run) == text(format, run)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a\nb\n", "a\nc\n", ["--- a/x.txt", "+++ b/x.txt", "@@ -1,2 +1,2 @@", " a", "-b", "+c"]),
        ("a", "b", ["--- a/x.txt", "+++ b/x.txt", "@@ -1 +1 @@", "-a", NO_END, "+b", NO_END]),
        ("a \r\n", "a\r\n", ["--- a/x.txt", "+++ b/x.txt", "@@ -1 +1 @@", "-a \r", "+a\r"]),
        ("a\x0bb\x85c \n", "a\x0bb\x85c\n", ["--- a/x.txt", "+++ b/x.txt", "@@ -1 +1 @@", "-a\x0bb\x85c ", "+a\x0bb\x85c"]),
        ("a\n", "a\n", []),
    ],
)  # fmt: skip
def test_a_diff_has_the_lines_that_a_patch_needs(before: str, after: str, expected: list[str]) -> None:
    assert list(diff("x.txt", before, after)) == expected
