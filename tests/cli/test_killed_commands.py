"""A command that changes the user's own files and is killed at any step: nothing is lost, and the next run finishes the work."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kills import kills
from sample_articles import BREAD, files_below
from seedkit.cli import main

ARTICLE = BREAD.replace("\n2. Let", "   \n\n\n\n2. Let")  # with something to fix


def _files(folder: Path) -> dict[str, bytes]:
    """Return what the files below ``folder`` hold, temporary ones aside."""
    return {path: data for path, data in files_below(folder).items() if not path.endswith(".tmp")}


@pytest.mark.parametrize(
    "command",
    [
        "check --fix seeds",
        "check --write-baseline known.json seeds",
        "check --output report.json --format json seeds",
        "pin seeds/bread.txt:3 --as subtitle",
        "add new.txt --author Ada",
        "init project",
    ],
)
def test_killed_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    before, project = tmp_path / "before", tmp_path / "project"
    (before / "seeds").mkdir(parents=True)
    for path in ("seeds/bread.txt", "new.txt"):
        (before / path).write_text(ARTICLE, encoding="utf-8")
    (before / "known.json").write_text("{}\n", encoding="utf-8")
    shutil.copytree(before, project)
    monkeypatch.chdir(project)
    main(command.split())
    after = _files(project)
    assert after != _files(before)

    def restore() -> None:
        for path in project.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.copytree(before, project, dirs_exist_ok=True)

    restore()
    killed = 0
    for _ in kills(lambda: main(command.split())):
        killed += 1
        for path, data in _files(before).items():
            assert (project / path).read_bytes() in (data, after[path]), f"{path} is neither the old file nor the new one"
        main(command.split())
        assert _files(project) == after
        restore()
    assert killed > 2
