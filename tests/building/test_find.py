"""Which files are articles, and what becomes of those that cannot be read."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from sample_articles import files_below, plant
from seedkit.articles import open_bytes
from seedkit.building.builder import build
from seedkit.building.limits import Limits
from seedkit.building.render import Renderer
from seedkit.errors import UsageError
from seedkit.model.index import Failure, Index
from seedkit.pipeline import compile_bytes

DOCUMENTS = Path("v1", "documents")


def _failed(index: Index) -> dict[str, str]:
    return {failure.path: failure.error for failure in index.failed}


def test_an_article_that_cannot_be_read_costs_itself_alone(seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (seeds / "folder.txt").mkdir()
    (seeds / "folder.txt" / "inside.txt").write_text("Inside\n\nText.\n", encoding="utf-8")
    (seeds / "large.txt").write_text("word " * 500, encoding="utf-8")
    (seeds / "locked.txt").write_text("secret", encoding="utf-8")
    (seeds / "gone.txt").write_text("gone", encoding="utf-8")
    os.mkfifo(seeds / "pipe.txt")
    really_open = Path.open

    def refuse(self: Path, mode: str = "r", *options: object, **named: object) -> object:
        if self.name == "locked.txt":  # permissions do not stop every user who may run the tests
            raise PermissionError(13, "no")
        if self.name == "gone.txt":
            self.unlink(missing_ok=True)
        return really_open(self, mode, *options, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    result = build(seeds, out, limits=Limits(size=1500))
    assert _failed(result.index) == {
        "folder.txt": "is a folder with the name of an article",
        "gone.txt": "does not exist",
        "large.txt": "is larger than the limit of 1,500 bytes: raise the limit (--max-size) or split the article",
        "locked.txt": "cannot be read: permission denied",
        "pipe.txt": "is not a regular file",
    }
    assert [entry.id for entry in result.index.documents] == ["bread", "folder-txt-inside", "lamp", "tools-knives"]


def test_an_article_that_seedkit_cannot_cope_with_costs_itself_alone(
    seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compile_some(data: bytes, path: str, format: str, **given: Any) -> object:
        if path == "lamp.html":
            raise RecursionError
        return compile_bytes(data, path, format, **given)

    monkeypatch.setattr("seedkit.pipeline.compile_bytes", compile_some)
    result = build(seeds, out)
    assert list(_failed(result.index)) == ["lamp.html"]
    assert re.fullmatch(
        r"cannot be compiled: RecursionError in test_find, line \d+, please report it", _failed(result.index)["lamp.html"]
    )
    assert len(result.index.documents) == 2


def test_an_id_too_long_for_a_file_name_is_reported(tmp_path: Path) -> None:
    failure = Renderer(tmp_path)(open_bytes(b"Title\n\nText.\n", "a" * 150 + "/" + "b" * 150 + "/c.txt"))
    assert isinstance(failure, Failure)
    assert "303 characters" in failure.error


def test_hidden_files_readmes_and_others_are_not_articles(seeds: Path, out: Path) -> None:
    (seeds / ".hidden.txt").write_text("hidden", encoding="utf-8")
    (seeds / ".git").mkdir()
    (seeds / ".git" / "note.txt").write_text("hidden", encoding="utf-8")
    (seeds / "README.md").write_text("# Read me", encoding="utf-8")
    (seeds / "tools" / "readme.TXT").write_text("read me", encoding="utf-8")
    (seeds / "table.csv").write_text("a,b", encoding="utf-8")
    (seeds / "LOUD.TXT").write_text("Loud\n\nText.\n", encoding="utf-8")
    index = build(seeds, out).index
    assert [entry.path for entry in index.documents] == ["bread.txt", "lamp.html", "LOUD.TXT", "tools/knives.md"]
    assert index.failed == ()


def test_links(seeds: Path, out: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("Secret\n\nText.\n", encoding="utf-8")
    (seeds / "alias.txt").symlink_to(seeds / "bread.txt")
    (seeds / "copy-of-tools").symlink_to(seeds / "tools")
    (seeds / "tools" / "loop").symlink_to(seeds)
    (seeds / "self.txt").symlink_to(seeds / "self.txt")
    (seeds / "nowhere.txt").symlink_to(seeds / "missing.txt")
    (seeds / "nowhere.csv").symlink_to(seeds / "missing.csv")
    (seeds / "secret.txt").symlink_to(outside / "secret.txt")
    (seeds / "outside").symlink_to(outside)
    (seeds / "outside.csv").symlink_to(outside / "secret.txt")
    result = build(seeds, out)
    assert [entry.path for entry in result.index.documents] == ["alias.txt", "bread.txt", "lamp.html", "tools/knives.md"]
    leads_out = "is a link that leads out of the source folder: put the file itself here"
    assert _failed(result.index) == {
        "nowhere.txt": "is a broken link",
        "outside": leads_out,
        "secret.txt": leads_out,
        "self.txt": "is a broken link",
    }


def test_a_name_that_is_not_utf8_is_reported(seeds: Path, out: Path) -> None:
    (seeds / os.fsdecode(b"caf\xe9.txt")).write_text("Coffee\n\nText.\n", encoding="utf-8")
    assert _failed(build(seeds, out).index) == {r"caf\udce9.txt": "has a name that is not UTF-8: rename it"}


def test_a_folder_that_cannot_be_listed_is_reported(seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_scan = os.scandir

    def scandir(folder: str | Path) -> object:
        if Path(folder).name == "tools":
            raise PermissionError(13, "no")
        return really_scan(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    assert _failed(build(seeds, out).index) == {"tools": "cannot be read: permission denied"}
    monkeypatch.setattr(os, "scandir", lambda _: (_ for _ in ()).throw(OSError(5, "no")))
    with pytest.raises(UsageError, match="cannot be read \\(EIO\\)"):
        build(seeds, out)


def test_never_reads_its_own_output(seeds: Path) -> None:
    (seeds / "v1" / "documents").mkdir(parents=True)
    (seeds / "v1" / "documents" / "planted.md").write_text("# Output of a later format\n\nText.\n", encoding="utf-8")
    first = build(seeds, seeds)
    assert [entry.id for entry in first.index.documents] == ["bread", "lamp", "tools-knives"]
    assert build(seeds, seeds) == type(first)(first.index, written=0, removed=0, compiled=3)
    build(seeds, seeds, formats=["markdown"])
    assert build(seeds, seeds, formats=["markdown"]).index == first.index


def test_seeds_inside_out(tmp_path: Path) -> None:
    seeds = plant(tmp_path / "out" / "seeds")
    before = files_below(seeds)
    assert len(build(seeds, tmp_path / "out").index.documents) == 3
    assert files_below(seeds) == before


def test_an_index_of_another_tool_is_no_build(seeds: Path, out: Path) -> None:
    (seeds / "tools" / "index.json").write_text('{"schema_version": "1.0", "generator": {"name": "another"}}', encoding="utf-8")
    (seeds / "more").mkdir()
    (seeds / "more" / "index.json").mkdir()
    (seeds / "more" / "loaf.txt").write_text("Loaf\n\nText.\n", encoding="utf-8")
    ids = [entry.id for entry in build(seeds, out).index.documents]
    assert ids == ["bread", "lamp", "more-loaf", "tools-knives"]


def test_another_build_below_the_folder_is_left_out(seeds: Path, out: Path) -> None:
    build(seeds, seeds / "old", formats=["markdown"])
    assert [entry.id for entry in build(seeds, out).index.documents] == ["bread", "lamp", "tools-knives"]


@pytest.mark.parametrize("name", ["con", "NUL", "aux", "Prn", "com1", "lpt9"])
def test_no_file_is_called_like_a_device_of_windows(tmp_path: Path, out: Path, name: str) -> None:
    seeds = tmp_path / "seeds"
    (seeds / name).mkdir(parents=True)
    (seeds / f"{name}.txt").write_text("Title\n\nText.\n", encoding="utf-8")
    (seeds / name / "inside.txt").write_text("Title\n\nText.\n", encoding="utf-8")
    (seeds / "stated.md").write_text("---\nid: con\n---\n# Title\n\nText.\n", encoding="utf-8")
    ids = {entry.id for entry in build(seeds, out).index.documents}
    if name == "con":
        assert ids == {"con-inside"}
    else:
        assert ids == {f"{name.lower()}-article", f"{name.lower()}-inside", "con-article"}
