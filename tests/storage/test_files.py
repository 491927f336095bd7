"""Files are written completely, to the right place and with the right mode, whatever else is in the folder."""

from __future__ import annotations

import os
import re
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from seedkit.errors import OutputError
from seedkit.storage import files
from seedkit.storage.locks import exclusive_lock, lock_article


def test_a_pipe_takes_what_is_delivered_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    files.write_user_path(pipe, b"all of it")
    assert os.read(reader, 100) == b"all of it"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("real")
    files.write_user_path(tmp_path / "link", b"first")  # it leads to nothing yet
    (tmp_path / "real").chmod(0o640)
    files.write_user_path(tmp_path / "link", b"second")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"second"
    assert stat.S_IMODE((tmp_path / "real").stat().st_mode) == 0o640


@pytest.mark.parametrize("name", ["", "folder", "missing/file", "n" * 300])
def test_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    with pytest.raises(OutputError, match=rf"^cannot write {re.escape(str(Path(name)))}: "):
        files.write_user_path(Path(name), b"words")
    assert os.listdir() == ["folder"]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of temporary files, guessed by somebody who knows the next random bytes, one after another."""
    found = [f"{number:02x}" * 8 for number in range(9)]
    waiting = iter(found)
    monkeypatch.setattr(os, "urandom", lambda size: bytes.fromhex(next(waiting))[:size])
    return [f".seedkit-{name}.tmp" for name in found]


def _replace(path: Path, data: bytes) -> None:
    with files.replacing(path) as stream:
        stream.write(data)


WRITERS = [
    files.write,
    files.write_user_path,
    lambda path, data: files.write_user_path(path, data, expected=path.read_bytes()),
    _replace,
]


@pytest.mark.parametrize("write", WRITERS)
def test_a_link_with_the_name_of_a_temporary_file_is_not_followed(
    tmp_path: Path, names: list[str], write: Callable[[Path, bytes], object]
) -> None:
    (tmp_path / "victim").write_bytes(b"precious")
    (tmp_path / "article").write_bytes(b"old")
    (tmp_path / names[0]).symlink_to("victim")
    with pytest.raises(OutputError, match="file exists"):
        write(tmp_path / "article", b"new")
    assert (tmp_path / "victim").read_bytes() == b"precious"
    assert (tmp_path / "article").read_bytes() == b"old"
    write(tmp_path / "article", b"new")  # its name is another one
    assert not (tmp_path / "article").is_symlink()
    assert (tmp_path / "article").read_bytes() == b"new"


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o620])
def test_a_private_file_is_private_from_the_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path, bytes], object], mode: int
) -> None:
    article = tmp_path / "article"
    article.write_bytes(b"old")
    article.chmod(mode)
    seen: list[int] = []
    really_open, really_replace = os.open, os.replace

    def watched_open(path: str | Path, flags: int, *rest: int) -> int:
        handle = really_open(path, flags, *rest)
        if str(path).endswith(".tmp"):
            seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return handle

    def watched_replace(temporary: Path, path: Path) -> None:
        seen.append(stat.S_IMODE(temporary.stat().st_mode))
        really_replace(temporary, path)

    monkeypatch.setattr(os, "open", watched_open)
    monkeypatch.setattr(os, "replace", watched_replace)
    write(article, b"new")
    assert seen == [mode & 0o600, mode]
    assert stat.S_IMODE(article.stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path) -> None:
    (tmp_path / "usual").write_bytes(b"")
    files.write(tmp_path / "new", b"words")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_a_user_owns_is_on_disk_before_it_is_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def watched_fsync(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else f"file of {os.fstat(handle).st_size}")
        fsync(handle)

    def watched_replace(temporary: Path, path: Path) -> None:
        steps.append("rename")
        replace(temporary, path)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "replace", watched_replace)
    files.write_user_path(tmp_path / "article", b"words")
    assert steps == ["file of 5", "rename", "folder"]


def test_a_file_that_changed_in_the_meantime_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "article").write_bytes(b"saved by an editor")
    with pytest.raises(OutputError, match="changed in the meantime"):
        files.write_user_path(tmp_path / "article", b"fixed", expected=b"old")
    assert (tmp_path / "article").read_bytes() == b"saved by an editor"
    assert os.listdir(tmp_path) == ["article"]


def test_leftovers_are_removed_but_not_what_is_being_written_nor_what_is_not_ours(tmp_path: Path) -> None:
    left, link = (tmp_path / f".seedkit-{digits * 8}.tmp" for digits in ("1a", "2b"))
    with files.replacing(tmp_path / "article") as stream:
        stream.write(b"words")
        left.write_bytes(b"half")
        link.symlink_to(tmp_path / "other")
        (tmp_path / ".seedkit-1.tmp").write_bytes(b"of somebody else")
        with exclusive_lock(tmp_path):
            assert not left.exists()
            left.write_bytes(b"half")
        assert not left.exists()
    assert sorted(os.listdir(tmp_path)) == [".seedkit-1.tmp", link.name, "article"]


def test_a_temporary_file_that_was_taken_for_a_leftover_is_created_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock, calls = files.lock, 0

    def late(handle: int, *, wait: bool) -> bool:
        nonlocal calls
        calls += 1
        if calls == 1:
            files.clear_leftovers(tmp_path)
        return lock(handle, wait=wait)

    monkeypatch.setattr(files, "lock", late)
    assert files.write(tmp_path / "article", b"words")
    assert os.listdir(tmp_path) == ["article"]
    assert calls == 3


def test_a_lock_says_that_it_waits(tmp_path: Path) -> None:
    waited: list[Path] = []
    ready, done = threading.Event(), threading.Event()

    def wait(folder: Path) -> None:
        waited.append(folder)
        ready.set()

    def second() -> None:
        with exclusive_lock(tmp_path, waiting=wait):
            done.set()

    with exclusive_lock(tmp_path, waiting=wait):
        thread = threading.Thread(target=second)
        thread.start()
        assert ready.wait(60)
        assert not done.is_set()
    thread.join(60)
    assert done.is_set()
    assert waited == [tmp_path]


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "article"
    file.write_bytes(b"kept")
    file.chmod(0o444)
    with pytest.raises(OutputError, match="the file is read-only"):
        files.write_user_path(file, b"fixed", expected=b"kept")
    assert (file.read_bytes(), os.listdir(tmp_path)) == (b"kept", ["article"])


def test_every_command_locks_the_folders_of_an_article(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "links").mkdir()
    real, link = tmp_path / "real" / "article.txt", tmp_path / "links" / "article.txt"
    real.write_bytes(b"words")
    link.symlink_to(real)
    with lock_article(link):
        for folder in (real.parent, link.parent):
            handle = os.open(folder, os.O_RDONLY)
            assert not files.lock(handle, wait=False)
            os.close(handle)
