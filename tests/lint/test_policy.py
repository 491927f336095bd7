"""The policy: the keys of its file, the errors for invalid ones, and the effect on findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from seedkit.checks.catalogue import CODES
from seedkit.errors import UsageError
from seedkit.lint.article import Target, read_article
from seedkit.lint.linter import examine
from seedkit.lint.options import OPTIONS
from seedkit.lint.policy import Policy, load

GAP = b"""\
Three ways to rest

1. Sit

On a chair, for as long as you like to.

2. Lie

On a sofa, and put your feet up.

4. Float

In a lake, on your back.
"""


def written(folder: Path, text: str, name: str = "seedkit.toml") -> Policy:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder)


def reported(policy: Policy, data: bytes, file: Path) -> list[tuple[str, str]]:
    found, _ = examine(read_article(Target(file.as_posix(), file, data)), policy)
    return [(diagnostic.rule, diagnostic.severity) for diagnostic in found]


def test_without_a_file_every_default_rule_is_reported(tmp_path: Path) -> None:
    policy = load(tmp_path)
    assert policy.rules == {row.rule for row in CODES.values() if row.default}
    assert (policy.root, policy.paths, policy.fail_level) == (tmp_path, ("seeds",), "warning")


@pytest.mark.parametrize(
    ("text", "enabled", "disabled"),
    [
        ('select = ["SK2"]', {"numbering-gap"}, {"no-title"}),
        ('select = ["SK20", "no-title"]\nignore = ["SK203"]', {"no-title", "count-mismatch"}, {"numbering-gap"}),
        ('extend-select = ["SK8"]', {"missing-author", "no-title"}, set()),
        ('select = ["ALL"]\nignore = ["numbering-gap"]', {"missing-author", "no-title"}, {"numbering-gap"}),
        ("", {"no-title"}, {"missing-author"}),
    ],
)
def test_rules_are_selected_by_code_prefix_name_or_all(tmp_path: Path, text: str, enabled: set[str], disabled: set[str]) -> None:
    policy = written(tmp_path, text)
    assert enabled <= policy.rules
    assert not disabled & policy.rules


def test_the_nearest_file_upward_counts_and_a_pyproject_without_our_table_does_not(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "seedkit.toml").write_text('ignore = ["SK101"]', encoding="utf-8")
    (below.parent / "pyproject.toml").write_text('[project]\nname = "other"\n[tool.ruff]\n', encoding="utf-8")
    found = load(below)
    assert "no-title" not in found.rules
    assert found.root == tmp_path
    (below.parent / "pyproject.toml").write_text('[tool.seedkit]\nignore = ["SK102"]\npaths = ["texts"]', encoding="utf-8")
    found = load(below)
    assert "no-title" in found.rules
    assert "keyword-suffix" not in found.rules
    assert (found.root, found.paths) == (below.parent, ("texts",))
    assert "no-title" not in load(below, tmp_path / "seedkit.toml").rules


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('igore = ["SK2"]', "unknown key `igore` in seedkit.toml: did you mean `ignore`?"),
        ("colour = 1", "unknown key `colour` in seedkit.toml: known are `exclude`, `extend-exclude`, `extend-select`"),
        ('select = ["numbering-gp"]', "unknown rule `numbering-gp` in seedkit.toml: did you mean `numbering-gap`?"),
        ('select = ["SK999"]', "unknown rule `SK999` in seedkit.toml"),
        ('ignore = "SK2"', "`ignore` in seedkit.toml: expected a list of strings, found 'SK2'"),
        ('fail-level = "fatal"', "`fail-level` in seedkit.toml: expected error, warning or info, found 'fatal'"),
        ('severity = {SK2 = "grave"}', "`severity.SK2` in seedkit.toml: expected error, warning or info, found 'grave'"),
        ('severity = {SK99 = "info"}', "unknown rule `SK99` in seedkit.toml"),
        ('severity = "info"', "`severity` in seedkit.toml: expected a table, found 'info'"),
        ('per-file-ignores = {"a/*" = ["SKX"]}', "unknown rule `SKX` in seedkit.toml"),
        ("[rules.no-titel]\nallow = []", "unknown rule `no-titel` in `rules` in seedkit.toml: did you mean `no-title`?"),
        ("[rules.SK2]\nallow = []", "unknown rule `SK2` in `rules` in seedkit.toml"),
        ("[rules.count-mismatch]\ntolerence = 1", "of rule `count-mismatch` in seedkit.toml: did you mean `tolerance`?"),
        ("[rules.count-mismatch]\ntolerance = -1", "mismatch.tolerance` in seedkit.toml: expected a whole number, found -1"),
        ("[rules.count-mismatch]\ntolerance = true", "mismatch.tolerance` in seedkit.toml: expected a whole number"),
        ("[rules.no-title]\nallow = [1]", "`rules.no-title.allow` in seedkit.toml: expected a list of strings"),
        ("select = [", "not TOML"),
        pytest.param(f"select = {'[' * 10_000}", "not TOML", id="nested"),
    ],
)  # fmt: skip
def test_what_is_misspelt_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        written(tmp_path, text)
    assert message in str(caught.value)


def test_a_byte_order_mark_is_no_part_of_the_configuration(tmp_path: Path) -> None:
    assert "no-title" not in written(tmp_path, '\ufeffignore = ["no-title"]').rules


def test_a_misspelt_key_of_a_pyproject_is_named_with_its_table(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"unknown key `selct` in pyproject.toml \[tool.seedkit\]: did you mean `select`\?"):
        written(tmp_path, "[tool.seedkit]\nselct = []", "pyproject.toml")
    with pytest.raises(UsageError, match=r"expected a table `tool.seedkit`"):
        written(tmp_path, "[tool]\nseedkit = 1", "pyproject.toml")
    (tmp_path / "pyproject.toml").write_text("tool = 1", encoding="utf-8")
    assert load(tmp_path).rules == Policy().rules


def test_a_file_that_is_not_there_or_lies_elsewhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"policy.toml: cannot be read"):
        load(tmp_path, tmp_path / "policy.toml")
    other = tmp_path / "conf" / "seedkit.toml"
    other.parent.mkdir()
    other.write_text("x = 1", encoding="utf-8")
    with pytest.raises(UsageError, match=rf"unknown key `x` in {other}"):
        load(tmp_path, other)


def test_severity_is_overruled_and_the_narrower_word_counts(tmp_path: Path) -> None:
    file = tmp_path / "rest.txt"
    assert reported(load(tmp_path), GAP, file) == [("numbering-gap", "warning")]
    policy = written(tmp_path, '[severity]\nSK203 = "error"\nSK2 = "info"\nALL = "warning"\n')
    assert reported(policy, GAP, file) == [("numbering-gap", "error")]
    assert policy.severity["count-mismatch"] == "info"
    assert policy.severity["no-title"] == "warning"


@pytest.mark.parametrize(
    ("glob", "path", "ignored"),
    [
        ("old/*.txt", "old/rest.txt", True),
        ("old/*.txt", "old/deep/rest.txt", False),
        ("old/**/*.txt", "old/deep/rest.txt", True),
        ("old/**/*.txt", "old/rest.txt", True),
        ("old/", "old/deep/rest.txt", True),
        ("old/**", "old/deep/rest.txt", True),
        ("rest.txt", "old/deep/rest.txt", True),
        ("r?st.*", "old/rest.txt", True),
        ("r?st.*", "old/reest.txt", False),
        ("(old)/[r]est.txt", "(old)/[r]est.txt", True),
        ("*.md", "rest.txt", False),
    ],
)
def test_rules_are_ignored_for_files_by_glob(tmp_path: Path, glob: str, path: str, ignored: bool) -> None:
    policy = written(tmp_path, f'[per-file-ignores]\n"{glob}" = ["SK2"]\n')
    assert reported(policy, GAP, tmp_path / path) == ([] if ignored else [("numbering-gap", "warning")])


def test_what_is_allowed_is_not_reported_whatever_its_capitals(tmp_path: Path) -> None:
    file = tmp_path / "rest.txt"
    assert reported(written(tmp_path, '[rules.numbering-gap]\nallow = ["FLOAT"]'), GAP, file) == []
    assert reported(written(tmp_path, '[rules.SK203]\nallow = ["sit", "lie"]'), GAP, file) == [("numbering-gap", "warning")]
    policy = written(tmp_path, 'select = ["SK801"]\n[rules.missing-author]\nallow = ["Sit"]')
    assert reported(policy, GAP, file) == [("missing-author", "warning")], "what is told of the whole article has no words"


LONG = " ".join(["softly"] * 25)
SAMPLE = " ".join(["I am sorry that I was late, and I will be there on time tomorrow."] * 12)
MEASURED = {
    ("count-mismatch", "tolerance"): (GAP.replace(b"Three ways", b"5 ways").decode(), 1, 2),
    ("total-mismatch", "tolerance"): (
        "How to rest\n\nStep 1 of 5: Sit\n\nOn a chair, as you like.\n\nStep 2 of 5: Lie\n\nOn a sofa, feet up.\n\n"
        "Step 3 of 5: Float\n\nIn a lake, on your back.\n", 1, 2),
    ("reading-time-mismatch", "tolerance"): ("How to rest\n\nBy Ada Moreno\n\n9 min read\n\nSit down on a chair.\n", 7, 8),
    ("keyword-stuffing", "headings"): (
        "How to rest\n\n" + "".join(f"{n}. {word} for warm woollen blanket lovers\n\nIt does you good, you see.\n\n"
        for n, word in enumerate(("Sit", "Lie", "Float", "Nap", "Doze"), 1)), 4, 5),
    ("overlong-step-title", "characters"): (
        f"# How to rest\n\n## 1. Sit {LONG}\n\nOn a chair, you know.\n\n## 2. Lie\n\nOn a sofa.\n", 177, 178),
    ("overlong-sample", "text"): (f"How to say it\n\n1. Write to her\n\nSend her this text message:\n\n“{SAMPLE}”\n", 790, 791),
    ("overlong-sample", "speech"): (f"How to say it\n\n1. Talk to her\n\nTell her:\n\n“{SAMPLE}”\n", 179, 180),
}  # fmt: skip


def test_every_option_is_measured() -> None:
    assert set(MEASURED) == {(rule, name) for rule, names in OPTIONS.items() for name in names}


@pytest.mark.parametrize(("rule", "option"), MEASURED)
def test_an_option_accepts_so_much_and_no_more(tmp_path: Path, rule: str, option: str) -> None:
    text, less, enough = MEASURED[rule, option]
    file = tmp_path / ("rest.md" if text.startswith("#") else "rest.txt")
    for value, expected in ((less, True), (enough, False)):
        policy = written(tmp_path, f"[rules.{rule}]\n{option} = {value}\n")
        assert (rule in dict(reported(policy, text.encode(), file))) is expected, value


def test_the_command_line_overrules_the_file(tmp_path: Path) -> None:
    policy = written(tmp_path, 'select = ["SK1"]\nignore = ["SK101"]\nfail-level = "error"')
    assert policy.overruled((), (), (), None) == policy
    assert policy.overruled(("SK2",), (), (), None).rules == {row.rule for row in CODES.values() if row.code.startswith("SK2")}
    changed = policy.overruled((), ("SK801",), ("SK102",), "info")
    assert "missing-author" in changed.rules
    assert "keyword-suffix" not in changed.rules
    assert [changed.fails(severity) for severity in ("error", "warning", "info")] == [True, True, True]
    assert [policy.fails(severity) for severity in ("error", "warning", "info")] == [True, False, False]
    with pytest.raises(UsageError, match=r"unknown rule `SK7777` on the command line"):
        policy.overruled((), (), ("SK7777",), None)


def test_rules_that_are_off_by_default_are_reported_on_request(tmp_path: Path) -> None:
    file = tmp_path / "rest.txt"
    policy = written(tmp_path, 'extend-select = ["SK801", "missing-licence"]')
    assert reported(policy, GAP, file) == [
        ("missing-author", "warning"),
        ("missing-licence", "warning"),
        ("numbering-gap", "warning"),
    ]
