"""`seedkit check`: which articles it reads, what it reports, and its exit status."""

from __future__ import annotations

import json
import os
import stat
import subprocess
from pathlib import Path
from pkgutil import resolve_name

import pytest
from command_line import SEEDKIT, run, watched

from sample_articles import KNIVES
from seedkit.storage import files

GAP = """\
Three ways to rest

1. Sit

On a chair, for as long as you like to.

2. Lie

On a sofa\u200b, and put your feet up.

4. Float

In a lake, on your back.{}
""".replace("{}", " \t")


@pytest.fixture
def gap(seeds: Path) -> Path:
    """Articles of which one skips a number and holds a character that cannot be seen."""
    (seeds / "rest.txt").write_text(GAP, encoding="utf-8")
    return seeds


def reported(*arguments: str) -> list[str]:
    """Path, line and rule of each finding of a check."""
    found = json.loads(run("check", "--format", "json", *arguments).stdout)["findings"]
    return [f"{finding['path']}:{finding['line']} {finding['rule']}" for finding in found]


def test_clean_articles(seeds: Path) -> None:
    done = run("check")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "3 articles checked: no findings\n", b"")
    assert seeds.is_dir()


def test_findings_are_reported_with_their_line_underlined(gap: Path) -> None:
    done = run("check")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "seeds/rest.txt:9:10: warning SK704 invisible-character: U+200B (ZERO WIDTH SPACE) found on 1 line",
        " 9 | On a sofa\u200b, and put your feet up.",
        "   |          ^",
        "   = Remove the character.",
        "",
        "seeds/rest.txt:11:4: warning SK203 numbering-gap: number 3 is missing between 2 and 4",
        "11 | 4. Float",
        "   |    ^^^^^",
        "   = Add the missing item, or renumber the list.",
        "",
        "seeds/rest.txt:13:25: info SK708 trailing-whitespace: 1 line ends in whitespace",
        "13 | In a lake, on your back.  ",
        "   |                         ^^",
        "   = Remove the whitespace.",
        "",
        "4 articles checked: 2 warnings, 1 info",
        "1 fixable with --fix",
        "1 more fixable with --unsafe-fixes, which can change how an article is read",
    ]
    assert gap.is_dir()


def test_findings_without_a_place_and_with_several(gap: Path) -> None:
    (gap / "rest.txt").write_text("How to rest\n\nSit\u200b.\n\nLie\u200b.\n\nNap\u200b.\n", encoding="utf-8")
    lines = run("check", "seeds/rest.txt", "--select", "SK704,SK801").stdout.decode().splitlines()
    assert lines[0] == "seeds/rest.txt: warning SK801 missing-author: no author found"
    assert lines[1].strip().startswith("= Add")
    assert "  = see lines 5, 7" in lines
    (gap / "rest.txt").write_text("How to rest\n\nSit\u200b.\n\nLie\u200b.\n", encoding="utf-8")
    assert "  = see line 5" in run("check", "seeds/rest.txt", "--select", "SK704").stdout.decode().splitlines()


def test_a_person_sees_colours_and_lines_that_fit(gap: Path) -> None:
    long = "It is soft and warm there, you see, and nobody minds at all. " * 4
    (gap / "rest.txt").write_text(f"Ways to rest\n\n\t{long}TODO: where? {long}\n\nTODO: {long}\n", encoding="utf-8")
    status, seen = watched("check", "--select", "placeholder-text")
    assert status == 1
    assert "\x1b[33mwarning SK108 placeholder-text\x1b[0m" in seen
    plain = [line for line in seen.replace("\r", "").split("\n") if " | " in line]
    for line in plain:
        bare = line.replace("\x1b[2m", "").replace("\x1b[0m", "").replace("\x1b[33m", "")
        assert len(bare) <= 72
    assert sum("TODO" in line for line in plain) == 2


def test_findings_of_several_files_come_in_the_order_of_file_and_line(gap: Path) -> None:
    (gap / "a.txt").write_text(GAP, encoding="utf-8")
    (gap / "tools" / "b.txt").write_text(GAP, encoding="utf-8")
    expected = [
        f"seeds/{name}:{place}"
        for name in ("a.txt", "rest.txt", "tools/b.txt")
        for place in ("9 invisible-character", "11 numbering-gap")
    ]
    assert reported("--select", "SK203,SK704") == expected
    assert reported("--select", "SK203,SK704", "seeds/tools", "seeds/rest.txt", "seeds", "seeds/a.txt") == expected


def test_articles_that_are_nearly_the_same_are_reported(gap: Path) -> None:
    days = ("first day go to bed at six", "second night read about old ships", "third evening look at tall trees")
    text = "Ways to rest\n\n" + "\n\n".join(f"On the {day}, and say good night to everybody in the house." for day in days)
    (gap / "a.txt").write_text(text, encoding="utf-8")
    (gap / "b.txt").write_text(text, encoding="utf-8")
    assert reported("--select", "SK9") == ["seeds/b.txt:1 near-duplicate-article"]
    assert reported("--select", "SK9", "seeds/b.txt") == []
    (gap / "b.seedkit.yaml").write_text("ignore: [SK901]", encoding="utf-8")
    assert reported("--select", "SK9") == []


def test_what_cannot_be_read_fails_and_the_others_are_reported(gap: Path) -> None:
    (gap / "notes.md").mkdir()
    done = run(
        "check", "seeds", "pyproject.toml" if (gap.parent / "pyproject.toml").exists() else "seeds/rest.txt", "--ignore", "ALL"
    )
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[-2:] == [
        "seeds/notes.md: error is a folder with the name of an article",
        "4 articles checked: 1 unreadable",
    ]
    (gap / "picture.png").write_bytes(b"")
    assert b"has none of the suffixes" in run("check", "seeds/picture.png").stdout
    assert b"is larger than the limit" in run("check", "seeds/rest.txt", "--max-size", "10").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "nowhere: expected a file or a folder of articles, found nothing"),
        (("--select", "SK777"), "unknown rule `SK777` on the command line"),
        (("--ignore", "no-titel"), "unknown rule `no-titel` on the command line: did you mean `no-title`?"),
        (("--config", "none.toml"), "none.toml: cannot be read"),
        (("--baseline", "none.json"), "none.json: cannot be read"),
        (("-", "--fix"), "cannot fix standard input in place: pass a file, or use --diff"),
        (("--output", "no/where.txt"), "cannot write no/where.txt: no such file or directory"),
        (("--format", "xml"), "invalid choice 'xml': expected one of terminal, json, jsonl, sarif"),
        (("--baseline", "a", "--write-baseline", "b"), "not allowed with argument"),
    ],
)
def test_wrong_use(gap: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run("check", *arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert gap.is_dir()


def test_a_misspelt_configuration_is_wrong_use(gap: Path) -> None:
    (gap.parent / "seedkit.toml").write_text('igore = ["SK2"]', encoding="utf-8")
    done = run("check")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "seedkit: unknown key `igore` in seedkit.toml: did you mean `ignore`?\n"


def test_the_configuration_says_what_is_checked(gap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (gap.parent / "seedkit.toml").write_text(
        'paths = ["seeds/rest.txt", "seeds/tools"]\nselect = ["SK2"]\nfail-level = "error"\n', encoding="utf-8"
    )
    done = run("check")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[-1] == "2 articles checked: 1 warning"
    assert run("check", "--fail-level", "warning").returncode == 1
    monkeypatch.chdir(gap / "tools")
    assert reported() == [f"{gap / 'rest.txt'}:11 numbering-gap"] or reported() == ["../rest.txt:11 numbering-gap"]


@pytest.mark.parametrize(("level", "status"), [("error", 0), ("warning", 1), ("info", 1)])
def test_the_fail_level(gap: Path, level: str, status: int) -> None:
    assert run("check", "--fail-level", level).returncode == status
    assert gap.is_dir()


def test_standard_input(gap: Path) -> None:
    done = run("check", "-", "--select", "SK2", input=GAP.encode())
    assert done.returncode == 1
    assert done.stdout.decode().startswith("article.txt:11:4: warning SK203")
    skipped = KNIVES.replace("1. Soak", "<!-- seedkit-ignore-file SK1 -->\n1. Soak").replace("3. Wipe", "4. Wipe")
    done = run("check", "-", "--stdin-filename", "drafts/knives.md", "--format", "jsonl", input=skipped.encode())
    assert [json.loads(line)["path"] for line in done.stdout.splitlines()] == ["drafts/knives.md"] * len(done.stdout.splitlines())
    assert reported("-", "seeds/rest.txt", "--select", "SK203") == ["seeds/rest.txt:11 numbering-gap"]
    assert b"is larger than the limit" in run("check", "-", "--max-size", "10", input=GAP.encode()).stdout
    assert gap.is_dir()


def test_a_report_in_a_file_leaves_the_terminal_to_the_person(gap: Path) -> None:
    done = run("check", "--format", "sarif", "--output", "found.sarif")
    assert done.stdout.decode().endswith("which can change how an article is read\n")
    assert len(json.loads(Path("found.sarif").read_text("utf-8"))["runs"][0]["results"]) == 3
    run("check", "--output", "found.txt")
    assert Path("found.txt").read_bytes() == done.stdout
    assert gap.is_dir()


@pytest.mark.parametrize("format", ["json", "jsonl", "sarif", "github", "gitlab", "junit", "markdown"])
def test_reports_for_programs_are_utf_8_whatever_the_terminal_speaks(gap: Path, format: str) -> None:
    (gap / "rest.txt").write_text(GAP.replace("Three ways", "Ways “so").replace("Float", "Flöat"), encoding="utf-8")
    done = run("check", "--format", format, encoding="ascii")
    assert done.returncode == 1
    done.stdout.decode("utf-8")
    assert b"\\u201c" not in done.stdout


def test_a_baseline_is_written_and_kept_to(gap: Path) -> None:
    done = run("check", "--write-baseline", "known.json")
    assert (done.returncode, done.stdout.decode()) == (0, "3 findings written to known.json\n")
    assert run("check", "--baseline", "known.json").returncode == 0
    (gap / "rest.txt").write_text(GAP.replace("Three ways", "Five ways").replace("\u200b", ""), encoding="utf-8")
    done = run("check", "--baseline", "known.json")
    assert done.returncode == 1
    lines = done.stdout.decode().splitlines()
    assert "count-mismatch" in lines[0]
    assert "seeds/rest.txt: note the baseline has invisible-character, which no longer occurs: write the baseline again" in lines
    (gap / "folder.txt").mkdir()
    assert run("check", "--write-baseline", "known.json").returncode == 1


def test_safe_fixes_are_made_in_place(gap: Path) -> None:
    file = gap / "rest.txt"
    file.chmod(0o640)
    done = run("check", "--fix")
    assert done.returncode == 1
    assert done.stderr.decode() == "1 article fixed\n"
    assert b"trailing" not in done.stdout
    assert file.read_text("utf-8") == GAP.replace(" \t\n", "\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    before = os.stat(file)
    done = run("check", "--fix")
    assert (done.returncode, done.stderr) == (1, b"")
    assert os.stat(file).st_mtime_ns == before.st_mtime_ns


def test_unsafe_fixes_are_made_where_they_are_asked_for(gap: Path) -> None:
    done = run("check", "--unsafe-fixes")
    assert done.returncode == 1
    assert reported() == ["seeds/rest.txt:11 numbering-gap"]
    assert (gap / "rest.txt").read_text("utf-8") == GAP.replace("\u200b", "").replace(" \t\n", "\n")
    assert not list(gap.rglob("*.tmp"))


def test_a_fix_goes_through_a_link(gap: Path) -> None:
    (gap / "link.txt").symlink_to("rest.txt")
    run("check", "seeds/link.txt", "--fix")
    assert (gap / "link.txt").is_symlink()
    assert (gap / "rest.txt").read_text("utf-8") == GAP.replace(" \t\n", "\n")


def test_a_diff_shows_the_fixes_and_makes_none(gap: Path) -> None:
    done = run("check", "--diff", "--unsafe-fixes", encoding="ascii")
    assert done.returncode == 1
    assert (gap / "rest.txt").read_text("utf-8") == GAP
    patched = subprocess.run(["git", "apply", "-p1"], input=done.stdout, cwd=gap.parent, check=True)
    assert patched.returncode == 0
    assert (gap / "rest.txt").read_text("utf-8") == GAP.replace("\u200b", "").replace(" \t\n", "\n")
    done = run("check", "--diff")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"+++ b/article.txt" in run("check", "-", "--diff", input=GAP.encode()).stdout


def test_a_person_sees_a_diff_in_colours(gap: Path) -> None:
    status, seen = watched("check", "--diff")
    assert status == 1
    assert "\x1b[31m-In a lake, on your back. " in seen
    assert "\x1b[32m+In a lake, on your back.\x1b[0m" in seen
    assert gap.is_dir()


@pytest.mark.parametrize("moment", range(8))
def test_what_an_editor_saves_meanwhile_is_kept(gap: Path, monkeypatch: pytest.MonkeyPatch, moment: int) -> None:
    file, saved, seen = gap / "rest.txt", f"Saved by an editor {moment} times.\n", 0
    moments = ("lint.fixes.apply.compiled", "lint.fixer.examine", "lint.fixer.edited", "storage.files._replacement")
    where = f"seedkit.{moments[moment % 4]}"
    original = resolve_name(where)

    def save(*arguments: object, **named: object) -> object:
        nonlocal seen
        seen += 1
        if seen == 1:
            file.write_text(saved if moment < 4 else f"{saved} ", encoding="utf-8")
        return original(*arguments, **named)

    monkeypatch.setattr(where, save)
    done = run("check", "seeds/rest.txt", "--fix")
    assert seen
    assert file.read_text("utf-8").startswith(saved)
    assert done.returncode == 2
    assert done.stderr.decode() == "seedkit: cannot write seeds/rest.txt: it changed in the meantime; run the command again\n"


def test_what_cannot_be_fixed_is_reported(gap: Path) -> None:
    (gap / "rest.txt").write_bytes(b"\xef\xbb\xbfHow to rest\n\nSit \xff. \n")
    (gap / "folder.txt").mkdir()
    done = run("check", "--fix")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "seedkit: seeds/folder.txt is a folder with the name of an article",
        "seedkit: seeds/rest.txt is not fixed: it has bytes that are not valid utf-8",
    ]


def test_a_process_ends_with_the_status_of_the_check(gap: Path) -> None:
    done = subprocess.run([*SEEDKIT, "check", "--format", "github"], capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stdout.count(b"\n::warning file=seeds/rest.txt,line=") == 1
    assert gap.is_dir()


def test_a_file_that_cannot_be_written_leaves_the_others_to_be_fixed(gap: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, last = gap / "early.txt", gap / "rest.txt"
    first.write_text(GAP, encoding="utf-8")
    original, changed = files._replacement, False

    def save(path: Path, folder: Path) -> object:
        nonlocal changed
        if not changed:
            changed = True
            first.write_text("Saved by an editor.\n", encoding="utf-8")
        return original(path, folder)

    monkeypatch.setattr(files, "_replacement", save)
    done = run("check", "seeds", "--fix")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        "seedkit: cannot write seeds/early.txt: it changed in the meantime; run the command again",
        "1 article fixed",
    ]
    assert first.read_text("utf-8") == "Saved by an editor.\n"
    assert last.read_text("utf-8") == GAP.replace(" \t\n", "\n")


def test_a_read_only_file_is_not_fixed(gap: Path) -> None:
    file = gap / "rest.txt"
    file.chmod(0o444)
    done = run("check", "seeds", "--fix")
    assert (done.returncode, done.stderr) == (2, b"seedkit: cannot write seeds/rest.txt: the file is read-only\n")
    assert (file.read_text("utf-8"), stat.S_IMODE(file.stat().st_mode)) == (GAP, 0o444)


def test_what_a_build_wrote_below_the_folder_is_ignored(gap: Path) -> None:
    assert run("build", "--out", "seeds/out", "--format", "markdown", "--no-cache").returncode == 0
    assert list(gap.rglob("v1/markdown/*.md"))
    checked = {finding.partition(":")[0] for finding in reported()}
    assert checked == {"seeds/rest.txt"}
    assert b"4 articles checked" in run("check").stdout
    names = [line for line in run("inspect", "seeds").stdout.decode().splitlines() if line.startswith("out/")]
    assert names == []
