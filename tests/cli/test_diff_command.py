"""`seedkit diff`: two builds, two files, git's version; for a person, a pull request, a program."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from command_line import Done, run, watched

import seedkit
from sample_articles import BREAD, KNIVES


@pytest.fixture
def builds(seeds: Path) -> Path:
    """``old/`` and ``out/``: a title mended, an article gone, one come, one under another name."""
    seedkit.build(seeds, "old")
    shutil.copytree("old", "out")
    (seeds / "bread.txt").write_text(BREAD.replace("Let it rise", "Let it rise twice"), encoding="utf-8")
    (seeds / "lamp.html").unlink()
    (seeds / "tools" / "knives.md").rename(seeds / "tools" / "blades.md")
    (seeds / "tea.txt").write_text("How to steep tea\n\nPatience is all it takes.\n", encoding="utf-8")
    seedkit.build(seeds, "out")
    return seeds


def diff(*arguments: str) -> Done:
    return run("diff", *arguments)


def test_two_builds_for_a_person(builds: Path) -> None:
    assert builds.is_dir()
    done = diff("old", "out")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert lines[0] == "= bread.txt  How to bake a plain loaf"
    assert lines[1] == "  ~    9  step “2. Let it rise twice”  title: Let it rise {+twice+}"
    assert lines[2].startswith("- lamp.html")
    assert [line.split("  ")[0] for line in lines[3:5]] == ["+ tea.txt", "= tools/knives.md → tools/blades.md"]
    assert lines[-1] == "documents: 1 added, 1 removed, 2 changed; entities: 1 reworded, 1 changed"


@pytest.mark.parametrize(("other", "status"), [("old", 0), ("out", 1)])
def test_the_exit_code_is_that_of_git(builds: Path, other: str, status: int) -> None:
    assert builds.is_dir()
    assert diff("old", other, "--exit-code").returncode == status
    assert diff("old", other).returncode == 0
    assert (b"no changes" in diff("old", other).stdout) == (status == 0)


def test_two_builds_for_a_program(builds: Path) -> None:
    assert builds.is_dir()
    found = json.loads(diff("old", "out", "--format", "json").stdout)
    assert [(document["id"], document["status"]) for document in found["documents"]] == [
        ("bread", "changed"), ("lamp", "removed"), ("tea", "added"), ("tools-blades", "changed"),
    ]  # fmt: skip
    (change,) = found["documents"][0]["changes"]
    assert change["words"] == [{"fate": "same", "text": "Let it rise"}, {"fate": "added", "text": "twice"}]
    assert change.keys() == {"change", "entity", "id", "name", "parent", "line", "field", "old", "new", "words"}
    assert found["summary"]["documents"] == {"added": 1, "removed": 1, "changed": 2}
    assert found["summary"]["changes"]["reworded"] == 1
    assert json.loads(diff("old", "old", "--format", "json").stdout)["documents"] == []


def test_a_comment_on_a_pull_request(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(BREAD, encoding="utf-8")
    Path("b.txt").write_text(BREAD.replace("Mix the dough", "Mix *all* <of> it, @baker"), encoding="utf-8")
    lines = diff("a.txt", "b.txt", "--format", "markdown").stdout.decode().splitlines()
    assert lines[0].startswith("documents: 1 changed; entities: ")
    assert "### a.txt → b.txt" in lines
    (reworded,) = (line for line in lines if "title:" in line)
    assert reworded.startswith(
        "- **reworded** step “1. Mix \\*all\\* \\<of\\> it, @\u200bbaker”  title: Mix ~~the dough~~ **\\*all\\*"
    )


def test_added_and_removed_documents_in_a_comment(builds: Path) -> None:
    assert builds.is_dir()
    out = diff("old", "out", "--format", "markdown").stdout.decode()
    assert "### tea.txt\n\nHow to steep tea\n\n- **added**\n" in out
    assert "- **removed**\n" in out


def test_at_a_terminal_colours_say_it(builds: Path) -> None:
    assert builds.is_dir()
    status, seen = watched("diff", "old", "out")
    assert status == 0
    assert "rise \x1b[32mtwice\x1b[0m" in seen
    assert "{+" not in seen


def test_an_article_steers_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(BREAD, encoding="utf-8")
    Path("b.txt").write_text(BREAD.replace("Mix the dough", "Mix \x1b[2J the dough"), encoding="utf-8")
    assert b"\x1b" not in diff("a.txt", "b.txt").stdout


def test_two_articles_and_two_documents(seeds: Path, tmp_path: Path) -> None:
    seedkit.build(seeds, "out")
    later = tmp_path / "later.txt"
    steps = BREAD[BREAD.index("1. Mix") : BREAD.index("2. Let")]
    text = (
        BREAD.replace(steps, "1. Weigh\n\nFlour first.\n\n2. Sift\n\nHigh.\n\n")
        .replace("2. Let", "3. Let")
        .replace("3. Bake", "4. Bake")
    )
    later.write_text(text, encoding="utf-8")
    out = diff(str(seeds / "bread.txt"), str(later)).stdout.decode()
    assert re.search(r"^  \+ +5  step “1\. Weigh”$", out, re.MULTILINE)
    assert re.search(r"^  - +5  step “1\. Mix the dough”$", out, re.MULTILINE)
    assert re.search(r"^  # +\d+  step “3\. Let it rise”  2\. → 3\.$", out, re.MULTILINE)
    assert "item" not in out.rpartition("\n3 ")[0].split("documents:")[0].replace("items", "")  # what is in a step goes with it
    document = Path("out/v1/documents/bread.json")
    assert diff(str(document), str(seeds / "bread.txt"), "--exit-code").returncode == 0
    assert diff(str(document), str(later), "--exit-code").returncode == 1


def test_places_and_values_are_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    listed = (
        "# Tidy up\n\nStart small.\n\n## Desk\n\nFirst:\n\n- [ ] pens\n- [ ] cups\n\n## Floor\n\nThen the floor, slowly and well.\n"
    )
    Path("a.md").write_text(listed, encoding="utf-8")
    Path("b.md").write_text(listed.replace("- [ ] pens\n- [ ] cups", "- [x] cups\n- [ ] pens"), encoding="utf-8")
    out = diff("a.md", "b.md").stdout.decode()
    assert "checked: false → true" in out
    assert re.search(r"  > +\d+  item “(pens|cups)”  from place \d to \d", out)
    moved = listed.replace("First:\n\n- [ ] pens\n- [ ] cups\n\n", "Soon.\n\n").replace(
        "and well.\n", "and well.\n\nFirst:\n\n- [ ] pens\n- [ ] cups\n"
    )
    Path("b.md").write_text(moved, encoding="utf-8")
    assert "from passage-desk to passage-floor" in diff("a.md", "b.md").stdout.decode()


def test_long_texts_are_shown_around_the_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    many = " ".join(f"word{number}" for number in range(60))
    for name, verb in (("a", "stands"), ("b", "falls")):
        Path(f"{name}.txt").write_text(f"A title\n\n{many} {verb} {many} again.\n\nThe end comes here.\n", encoding="utf-8")
    assert (
        "body: … word56 word57 word58 word59 [-stands-] {+falls+} word0 word1 word2 word3 …\n"
        in diff("a.txt", "b.txt").stdout.decode()
    )


# --- git -------------------------------------------------------------------------------------------------------------


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(seeds: Path) -> Path:
    git("init", "-q", "-b", "main")
    seedkit.build(seeds, "out")
    git("add", "seeds", "out")
    git("commit", "-q", "-m", "first")
    (seeds / "bread.txt").write_text(BREAD.replace("Let it rise", "Let it rise twice"), encoding="utf-8")
    seedkit.build(seeds, "out")
    return seeds


def test_a_build_and_what_git_has_of_it(repository: Path) -> None:
    assert b"title: Let it rise {+twice+}" in diff("HEAD").stdout
    git("commit", "-q", "-a", "-m", "second")
    assert diff("HEAD", "out", "--exit-code").returncode == 0
    assert diff("HEAD~1", "out", "--exit-code").returncode == 1
    assert b"{+twice+}" in diff("HEAD~1", str(repository / "bread.txt")).stdout
    assert b"{+twice+}" in diff("main~1", "out/v1/documents/bread.json").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nowhere",), "nowhere: neither a path here nor a commit of the git repository that out lies in"),
        (("--exit-code", "HEAD", "nowhere"), "nowhere: expected the folder of a build, a document or an article, found"),
        (("HEAD", "seeds/new.txt"), "seeds/new.txt is not in git at HEAD"),
        (("HEAD", "seeds"), "index.json is not in git at HEAD"),
        (("seeds", "out"), "index.json: cannot be read"),
        (("notes.doc", "seeds/bread.txt"), "notes.doc: expected a document (.json), an article or the folder of a build"),
        (("broken.json", "seeds/bread.txt"), "broken.json: not a document of version 1.0"),
        (("seeds/bread.txt", "out"), "seeds/bread.txt and out: a file can only be compared with a file, a build with a build"),
    ],
)
def test_what_cannot_be_compared_is_reported(repository: Path, arguments: tuple[str, ...], message: str) -> None:
    (repository / "new.txt").write_text(KNIVES, encoding="utf-8")
    Path("notes.doc").write_text("notes", encoding="utf-8")
    Path("broken.json").write_text("{", encoding="utf-8")
    done = diff(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()


@pytest.mark.parametrize(
    ("broken", "arguments"),
    [
        ("out/v1/index.json", ("HEAD",)),
        ("out/v1/documents/bread.json", ("HEAD",)),
        ("out/v1/documents/bread.json", ("HEAD", "out/v1/documents/bread.json")),
    ],
)
def test_for_a_version_in_git_the_file_and_the_commit_are_shown(repository: Path, broken: str, arguments: tuple[str, ...]) -> None:
    whole = Path(broken).read_bytes()
    Path(broken).write_text("{", encoding="utf-8")
    git("commit", "-q", "-m", "broken", broken)
    Path(broken).write_bytes(whole)
    (repository / "bread.txt").write_text(BREAD.replace("Let it rise", "Let it rise thrice"), encoding="utf-8")
    seedkit.build(repository, "out")
    done = diff(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(f"seedkit: {broken} at HEAD: not ".encode())


def test_without_git_there_are_paths_still(builds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert builds.is_dir()
    monkeypatch.setenv("PATH", "")
    assert diff("old", "out", "--exit-code").returncode == 1
    assert b"neither a path here nor a commit" in diff("HEAD").stderr


def test_a_file_that_cannot_be_read_is_reported(seeds: Path) -> None:
    os.mkfifo("pipe.txt")
    done = diff("pipe.txt", str(seeds / "bread.txt"))
    assert (done.returncode, done.stderr) == (2, b"seedkit: pipe.txt is not a regular file\n")


def test_an_article_and_what_git_has_of_it_are_read_with_their_sidecars(repository: Path) -> None:
    beside = Path("seeds/bread.seedkit.yaml")
    beside.write_text("pins:\n  - {text: Mix the dough, title: Stir the dough}\n", encoding="utf-8")
    git("add", "seeds")
    git("commit", "-q", "-m", "pinned")
    assert repository.is_dir()
    assert b"no changes" in diff("HEAD", "seeds/bread.txt").stdout
    beside.write_text("pins:\n  - {text: Mix the dough, title: Fold the dough}\n", encoding="utf-8")
    assert "title: [-Stir-] {+Fold+} the dough" in diff("HEAD", "seeds/bread.txt").stdout.decode()
    beside.write_text("pons: []", encoding="utf-8")
    assert b"seeds/bread.txt has a file bread.seedkit.yaml with an unknown key `pons`" in diff("HEAD", "seeds/bread.txt").stderr
    git("commit", "-q", "-a", "-m", "broken")
    beside.unlink()
    assert b"seeds/bread.txt at HEAD has a file bread.seedkit.yaml with an unknown key" in diff("HEAD", "seeds/bread.txt").stderr
