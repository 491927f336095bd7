"""Builds that follow an editor."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sample_articles import BREAD, LAMP, files_below, plant
from seedkit.building.builder import Builder, build
from seedkit.building.limits import Limits
from seedkit.building.watch import changes
from seedkit.cli import main
from seedkit.errors import UsageError

MORE = BREAD + "\nEnjoy it while it is warm.\n"


def _later(path: Path, text: str) -> None:
    threading.Timer(0.1, path.write_text, (text, "utf-8")).start()


def test_tells_what_changes_below_the_folder(seeds: Path) -> None:
    telling = changes(seeds, seeds / "data")
    assert [next(telling), next(telling)] == [None, None]
    (seeds / "data" / "v1").mkdir(parents=True)
    (seeds / "data" / "v1" / "index.json").write_text("{}", encoding="utf-8")
    (seeds / ".bread.txt.swp").write_text("half", encoding="utf-8")
    _later(seeds / "tools" / "knives.md", "# Other knives\n")
    reported: set[str] = set()
    while "tools/knives.md" not in reported:
        changed = next(telling)
        reported |= changed or set()
    assert not [path for path in reported if "swp" in path or "v1" in path]


def _wait_for_anything(telling: Iterator[set[str] | None]) -> None:
    """Wait until anything may have changed."""
    while next(telling) is not None:
        pass


@pytest.mark.parametrize("how", ["moved away", "removed", "replaced at once", "another link"])
def test_a_folder_that_is_replaced_is_watched_again(seeds: Path, how: str) -> None:
    watched = seeds
    if how == "another link":
        watched = seeds.with_name("link")
        watched.symlink_to(seeds)
    telling = changes(watched, seeds.with_name("out"))
    assert [next(telling), next(telling)] == [None, None]
    new = plant(seeds.with_name("new"))
    if how == "another link":
        watched.unlink()
        watched.symlink_to(new)
    else:
        seeds.rename(seeds.with_name("old"))
        if how == "removed":
            shutil.rmtree(seeds.with_name("old"))
        if how == "replaced at once":
            new.rename(seeds)
    _wait_for_anything(telling)  # a build says where there is not a folder
    if how in ("moved away", "removed"):
        new.rename(seeds)
    _wait_for_anything(telling)
    _later(watched / "tools" / "knives.md", "# Other knives\n")
    while "tools/knives.md" not in (next(telling) or ()):
        pass


def test_without_watchfiles_it_says_what_to_install(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(UsageError, match="pip install"):
        next(changes(seeds, seeds))
    assert main(["build", "--watch"]) == 2
    assert (
        capfd.readouterr().err == "seedkit: following changes needs the package watchfiles: pip install 'seedkit-compiler[watch]'\n"
    )


def test_builds_only_the_reported_changes(seeds: Path, out: Path, tmp_path: Path) -> None:
    (seeds / "alias.txt").symlink_to(seeds / "bread.txt")
    builder = Builder(seeds, out, Limits(), fresh=True)
    builder.build()
    (seeds / "bread.txt").write_text(MORE, encoding="utf-8")
    (seeds / "lamp.html").write_text(LAMP.replace("base", "foot"), encoding="utf-8")
    (seeds / "tools" / "knives.md").unlink()
    (out / "v1" / "documents" / "lamp.yaml").write_bytes(b"edited")
    result = builder.build({"bread.txt", "notes"})
    assert (result.compiled, result.written, result.removed) == (2, 5, 2)  # bread, its alias, the index; the knives are gone
    assert (out / "v1" / "documents" / "lamp.yaml").read_bytes() == b"edited"
    builder.build({"lamp.html"})
    build(seeds, tmp_path / "clean")
    assert files_below(out) == files_below(tmp_path / "clean")


def test_a_folder_that_changed_means_all_below_it(seeds: Path, out: Path, tmp_path: Path) -> None:
    builder = Builder(seeds, out, Limits(), fresh=True)
    builder.build()
    (seeds / "tools" / "knives.md").write_text("# Other knives\n\nText.\n", encoding="utf-8")
    assert builder.build({"tools"}).compiled == 1
    (seeds / "tools").rename(seeds / "things")
    builder.build({"tools", "things"})
    build(seeds, tmp_path / "clean")
    assert files_below(out) == files_below(tmp_path / "clean")


def test_an_article_whose_namesake_goes_is_built_again(seeds: Path, out: Path, tmp_path: Path) -> None:
    builder = Builder(seeds, out, Limits(), fresh=True)
    (seeds / "bread.md").write_text("# Other bread\n\nText.\n", encoding="utf-8")
    assert len(builder.build().index.failed) == 2
    (seeds / "bread.md").unlink()
    builder.build({"bread.md"})
    build(seeds, tmp_path / "clean")
    assert files_below(out) == files_below(tmp_path / "clean")


def test_the_command_tells_of_each_build_that_did_something(
    seeds: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def script(*_: Path) -> Iterator[set[str] | None]:
        yield None
        yield None
        yield {"bread.txt"}
        (seeds / "bread.txt").write_text(MORE, encoding="utf-8")
        yield {"bread.txt"}
        (seeds / "bread.txt").write_text("- a\n" * 3_000, encoding="utf-8")
        yield {"bread.txt"}
        yield {"lamp.html"}
        seeds.rename("moved")
        yield {"bread.txt"}
        raise KeyboardInterrupt

    monkeypatch.setattr("seedkit.building.watch.changes", script)
    assert main(["build", "--watch", "--limit", "lines=2000"]) == 130
    printed = capfd.readouterr()
    lines = [line.rpartition(" (")[0] for line in printed.out.splitlines()]
    assert lines == [
        "3 built; 7 files written in out/v1",
        "3 built; 0 files written in out/v1",
        "3 built; 3 files written in out/v1",
        "2 built, 1 failed; 1 file written in out/v1",
    ]
    errors = printed.err.splitlines()
    assert [line[: len("seedkit: bread.txt")] for line in errors] == ["seedkit: bread.txt", "seedkit: seeds: ex"]


@pytest.mark.usefixtures("seeds")
def test_the_cache_is_next_to_out(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--quiet", "--no-cache", "--out", "data/out"]) == 0
    assert not (tmp_path / "data" / ".seedkit-cache").exists()
    assert main(["build", "--quiet", "--out", "data/out", "--jobs", "2"]) == 0
    assert (tmp_path / "data" / ".seedkit-cache" / "CACHEDIR.TAG").exists()
    assert main(["build", "--quiet", "--cache", "elsewhere", "--cache-size", "1KB"]) == 0
    assert (tmp_path / "elsewhere" / "CACHEDIR.TAG").exists()
    assert not list((tmp_path / "elsewhere").glob("??/*"))
    assert capfd.readouterr() == ("", "")
    assert main(["build", "--quiet", "--cache", "seeds/bread.txt"]) == 0
    assert "seedkit: no cache: " in capfd.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--jobs", "0"], "'0' is not a valid number of processes"),
        (["--jobs", "many"], "'many' is not a valid number of processes"),
        (["--limit", "lines"], "'lines' is not a limit: expected NAME=N, where NAME is one of lines, line, tags, nesting"),
        (["--limit", "size=3"], "'size=3' is not a limit"),
        (["--limit", "tags=-3"], "'tags=-3' is not a limit"),
    ],
)
def test_usage_errors_are_reported(capfd: pytest.CaptureFixture[str], arguments: list[str], complaint: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(["build", *arguments])
    assert end.value.code == 2
    assert complaint in capfd.readouterr().err


def test_limits_can_be_raised_and_lowered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    plant(tmp_path / "seeds")
    assert main(["build", "--limit", "lines=10", "--limit", "tags=5"]) == 1
    assert capfd.readouterr().err.count("--limit") == 2
    assert main(["build", "--limit", "lines=50"]) == 0
