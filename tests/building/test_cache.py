"""The cache: what it saves, and that nothing depends on it."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
import tomllib
import zlib
from importlib import metadata, resources
from pathlib import Path
from random import Random

import pytest

from sample_articles import BREAD, KNIVES, files_below, plant
from seedkit.building import fingerprint
from seedkit.building.builder import Builder, build
from seedkit.building.cache import Cache, key
from seedkit.building.limits import Limits
from seedkit.errors import OutputError
from seedkit.storage import files

NAMED = "---\nid: edges\n---\n" + KNIVES


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def _entries(cache: Path) -> list[Path]:
    return [path for path in sorted(cache.glob("*/*")) if path.is_file()]


def test_a_second_build_reads_each_article_once_and_compiles_nothing(
    seeds: Path, out: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (seeds / "tools" / "knives.md").write_text(NAMED, encoding="utf-8")
    first = build(seeds, out, cache=cache)
    assert first.compiled == 3
    reads: list[str] = []
    really_open = Path.open

    def watched(self: Path, mode: str = "r") -> object:
        reads.append(self.name)
        return really_open(self, mode)

    monkeypatch.setattr(Path, "open", watched)
    second = build(seeds, out, cache=cache)
    assert (second.compiled, second.written, second.removed) == (0, 0, 0)
    assert second.index == first.index
    assert sorted(name for name in reads if name.endswith((".txt", ".md", ".html"))) == ["bread.txt", "knives.md", "lamp.html"]


def test_file_times_say_nothing(seeds: Path, out: Path, cache: Path) -> None:
    build(seeds, out, cache=cache)
    info = (seeds / "bread.txt").stat()
    (seeds / "bread.txt").write_text(BREAD.replace("hot oven", "HOT oven"), encoding="utf-8")
    os.utime(seeds / "bread.txt", ns=(info.st_atime_ns, info.st_mtime_ns))
    os.utime(seeds / "lamp.html")
    assert build(seeds, out, cache=cache).compiled == 1


def test_branches_share_it(seeds: Path, out: Path, cache: Path) -> None:
    other = shutil.copytree(seeds, seeds.with_name("branch"))
    (other / "bread.txt").write_text(BREAD.replace("Bake it", "Roast it"), encoding="utf-8")
    for folder in (seeds, other, seeds, other):  # there and back once, as ids depend on what was there before
        build(folder, out, cache=cache)
    assert build(seeds, out, cache=cache).compiled == 0
    assert build(other, out, cache=cache).compiled == 0
    assert build(seeds, out.with_name("elsewhere"), cache=cache).compiled == 0


def test_gives_what_a_build_without_it_gives_whatever_was_edited(tmp_path: Path, cache: Path) -> None:
    seeds, chance = plant(tmp_path / "seeds"), Random(5)
    lines = BREAD.splitlines()
    for turn in range(30):
        edited = [line for line in lines if chance.random() > 0.1]
        chance.shuffle(edited[4:6])
        front = "---\nid: loaf\n---\n" if turn % 3 == 0 else ""
        (seeds / "bread.txt").write_text("\n".join(edited), encoding="utf-8")
        (seeds / "tools" / "knives.md").write_text(front + KNIVES.replace("ten", str(turn % 4)), encoding="utf-8")
        fresh = turn % 7 == 6
        plain = build(seeds, tmp_path / "plain", fresh=fresh)
        cached = build(seeds, tmp_path / "cached", fresh=fresh, cache=cache)
        assert cached.index == plain.index
        assert files_below(tmp_path / "cached") == files_below(tmp_path / "plain")
        again = build(seeds, tmp_path / "cached", fresh=fresh, cache=cache)
        assert (again.compiled, again.written) == (0, 0)


def test_outputs_are_restored_from_it(seeds: Path, out: Path, cache: Path) -> None:
    build(seeds, out, cache=cache)
    whole = files_below(out)
    (out / "v1/documents/bread.yaml").write_bytes(b"")
    (out / "v1/documents/lamp.json").unlink()
    result = build(seeds, out, cache=cache)
    assert (result.compiled, result.written) == (0, 2)
    assert files_below(out) == whole


@pytest.mark.parametrize("damage", [b"", b"short", None])
def test_damaged_entries_are_repaired(seeds: Path, out: Path, cache: Path, damage: bytes | None) -> None:
    build(seeds, out, cache=cache)
    whole = files_below(out)
    for entry in {path.stat().st_ino: path for path in _entries(cache)}.values():
        data = bytearray(entry.read_bytes())
        data[-1] ^= 1
        entry.write_bytes(data if damage is None else damage)
    result = build(seeds, out, cache=cache)
    assert (result.compiled, result.written) == (3, 0)
    assert files_below(out) == whole
    assert build(seeds, out, cache=cache).compiled == 0


def _rewrite(cache: Path, old: bytes, new: bytes) -> None:
    """Change what every entry says, as somebody does who can write to the cache."""
    for path in _entries(cache):
        content = path.read_bytes()[32:].replace(old, new)
        path.unlink()
        path.write_bytes(hashlib.sha256(content).digest() + content)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"documents/bread.json", b"../../victim.txt"),
        (b"documents/bread.json", b"documents/lamp.json"),
        (b"documents/bread.yaml", b"documents/bread.json"),
        (b'"id":"bread"', b'"id":"lamp"'),
        (b'"path":"bread.txt"', b'"path":"lamp.html"'),
        (b'"yaml":', b'"toml":'),
        (b'"files"', b'"folders"'),
        (b'"id"', b'\n"id"'),
        (b"\n\0\0\0\0", b"\n\0\0\0\1"),
        (b"\n\0\0\0\0", b"\n"),
    ],
)
def test_an_entry_that_disagrees_with_its_article_counts_as_damaged(
    seeds: Path, out: Path, cache: Path, tmp_path: Path, old: bytes, new: bytes
) -> None:
    (tmp_path / "victim.txt").write_bytes(b"precious")
    build(seeds, out, cache=cache)
    whole = files_below(out)
    _rewrite(cache, old, new)
    shutil.rmtree(out)
    result = build(seeds, out, cache=cache)
    assert result.compiled > 0
    assert result.index.failed == ()
    assert files_below(out) == whole
    assert (tmp_path / "victim.txt").read_bytes() == b"precious"
    assert build(seeds, out, cache=cache).compiled == 0


def test_files_that_are_not_those_of_their_entry_count_as_damaged(seeds: Path, out: Path, cache: Path) -> None:
    build(seeds, out, cache=cache)
    whole = files_below(out)
    for path in _entries(cache):
        head, _, packed = path.read_bytes()[32:].partition(b"\n")
        content = b"%b\n%b%b" % (head, packed[:16], zlib.compress(zlib.decompress(packed[16:]).replace(b"step", b"trap")))
        path.unlink()
        path.write_bytes(hashlib.sha256(content).digest() + content)
    shutil.rmtree(out)
    assert build(seeds, out, cache=cache).compiled > 0
    assert files_below(out) == whole


def test_may_be_removed_at_any_time(seeds: Path, out: Path, cache: Path) -> None:
    build(seeds, out, cache=cache)
    whole = files_below(out)
    shutil.rmtree(cache)
    assert build(seeds, out, cache=cache).compiled == 3
    (seeds / "new.txt").write_text(BREAD, encoding="utf-8")
    build(seeds, out, cache=cache, progress=lambda *_: shutil.rmtree(cache, ignore_errors=True))
    (seeds / "new.txt").unlink()
    build(seeds, out, cache=cache)
    assert files_below(out) == whole


def test_a_cache_that_cannot_be_written_is_reported_and_costs_nothing_else(seeds: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    result = build(seeds, out, cache=tmp_path / "file" / "cache")
    assert result.no_cache is not None
    assert "cannot create the folder" in result.no_cache
    assert len(result.index.documents) == 3


def test_holds_one_file_an_article_even_under_two_keys(seeds: Path, out: Path, cache: Path) -> None:
    build(seeds, out, cache=cache)
    assert len(_entries(cache)) == 6
    assert len({path.stat().st_ino for path in _entries(cache)}) == 3


def test_without_links_it_copies(seeds: Path, out: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(95, "no links here")))
    build(seeds, out, cache=cache)
    assert len({path.stat().st_ino for path in _entries(cache)}) == 6
    assert build(seeds, out, cache=cache).compiled == 0


def test_what_was_not_used_for_longest_goes_first(cache: Path) -> None:
    store = Cache(cache)
    now = time.time()
    with store.opened():
        names = [key(str(number)) for number in range(20)]
        for age, name in enumerate(names):
            store.put(bytes(1000), name)
            os.utime(cache / name[:2] / name[2:], (now, now - age * 10 * 86_400))
        assert store.get(names[10]) == bytes(1000)  # used again
        store.clear(20 * 1032)
        assert len(_entries(cache)) == 20
        store.clear(10 * 1032)
        assert [name for name in names if store.get(name) is not None] == [*names[:7], names[10]]


def test_leftovers_of_killed_builds_are_removed_and_files_being_written_stay(cache: Path) -> None:
    left = cache / f".seedkit-{'1a' * 8}.tmp"
    with Cache(cache).opened(), files.replacing(cache / "entry") as stream:
        stream.write(b"whole")
        with Cache(cache).opened():
            left.write_bytes(b"half")
        assert not left.exists()
        left.write_bytes(b"half")
        with Cache(cache).opened():
            assert not left.exists()
    assert (cache / "entry").read_bytes() == b"whole"


def test_keeps_out_of_version_control_and_backups(cache: Path) -> None:
    with Cache(cache).opened():
        pass
    assert (cache / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert (cache / "CACHEDIR.TAG").read_text(encoding="utf-8").startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_a_gitignore_that_exists_is_not_overwritten(cache: Path) -> None:
    with Cache(cache).opened():
        pass
    (cache / ".gitignore").write_text("!CACHEDIR.TAG\n", encoding="utf-8")
    with Cache(cache).opened():
        pass
    assert (cache / ".gitignore").read_text(encoding="utf-8") == "!CACHEDIR.TAG\n"


@pytest.mark.parametrize("tag", [None, b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by another tool.\n"])
def test_a_folder_of_somebody_else_is_no_cache(seeds: Path, out: Path, cache: Path, tag: bytes | None) -> None:
    (cache / "00").mkdir(parents=True)
    (cache / "00" / ("1" * 62)).write_bytes(b"precious")
    (cache / ".gitignore").write_bytes(b"node_modules/\n")
    if tag is not None:
        (cache / "CACHEDIR.TAG").write_bytes(tag)
    before = files_below(cache)
    result = Builder(seeds, out, Limits(), cache=cache, cache_bytes=0).build()
    assert result.no_cache is not None
    assert "is not empty and has no CACHEDIR.TAG written by seedkit" in result.no_cache
    assert len(result.index.documents) == 3
    assert files_below(cache) == before


def test_a_link_is_no_cache(seeds: Path, out: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    cache.symlink_to("elsewhere")
    result = build(seeds, out, cache=cache)
    assert result.no_cache is not None
    assert "it is a link" in result.no_cache
    assert not list((tmp_path / "elsewhere").iterdir())


def test_only_entries_are_removed_from_it(seeds: Path, out: Path, cache: Path) -> None:
    build(seeds, out, cache=cache)
    entry = _entries(cache)[0]
    others = [cache / "notes" / ("1" * 62), cache / "00" / "notes", cache / "0A" / ("1" * 62), cache / "00" / ("A" * 62)]
    for other in others:
        other.parent.mkdir(exist_ok=True)
        other.write_bytes(b"precious")
    Cache(cache).clear(0)
    assert not entry.exists()
    assert all(other.read_bytes() == b"precious" for other in others)


def test_folders_in_it_that_are_links_are_left_alone(seeds: Path, out: Path, cache: Path, tmp_path: Path) -> None:
    with Cache(cache).opened():
        pass
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / ("1" * 62)).write_bytes(b"precious")
    for number in range(256):
        (cache / f"{number:02x}").symlink_to("../elsewhere")
    assert Builder(seeds, out, Limits(), cache=cache, cache_bytes=0).build().compiled == 3
    assert files_below(tmp_path / "elsewhere") == {"1" * 62: b"precious"}


def test_a_change_of_the_tool_is_another_key(
    seeds: Path, out: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    build(seeds, out, cache=cache)
    package = tmp_path / "package"
    (package / "rules" / "__pycache__").mkdir(parents=True)
    (package / "rules" / "one.md").write_text("a rule", encoding="utf-8")
    monkeypatch.setattr(resources, "files", lambda _: package)
    digests: list[str] = []
    for text in ("a rule", "another", "another"):
        (package / "rules" / "one.md").write_text(text, encoding="utf-8")
        (package / "rules" / "__pycache__" / "x.pyc").write_text(str(len(digests)), encoding="utf-8")
        digests.append(fingerprint.fingerprint.__wrapped__())
    assert len(set(digests)) == 2
    assert digests[1] == digests[2]
    monkeypatch.setattr("seedkit.building.builder.fingerprint", lambda _: digests[0])
    assert build(seeds, out, cache=cache).compiled == 3


def test_a_change_of_a_library_is_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    before = fingerprint.fingerprint.__wrapped__()
    monkeypatch.setattr(metadata, "version", version)
    assert fingerprint.fingerprint.__wrapped__() != before


def test_every_library_that_an_article_meets_is_part_of_the_key() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w.-]", line)[0] for line in project["dependencies"]}
    assert names - {"rich"} <= set(fingerprint.LIBRARIES)  # what the terminal shows is no output


def test_two_builds_at_once(seeds: Path, out: Path, cache: Path, tmp_path: Path) -> None:
    build(seeds, out)
    children = []
    for number in range(4):
        child = os.fork()
        if child == 0:
            build(seeds, tmp_path / f"out-{number}", cache=cache)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    for number in range(4):
        assert files_below(tmp_path / f"out-{number}") == files_below(out)
    assert build(seeds, out, cache=cache).compiled == 0


def test_a_folder_without_locks_will_do(seeds: Path, out: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    monkeypatch.setattr(fcntl, "flock", lambda *_: (_ for _ in ()).throw(OSError(95, "no locks here")))
    assert build(seeds, out, cache=cache).compiled == 3
    assert build(seeds, out, cache=cache).compiled == 0


def test_a_cache_that_cannot_be_listed_is_reported(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "scandir", lambda folder: (_ for _ in ()).throw(PermissionError(13, "Permission denied", str(folder))))
    cache.mkdir()
    with pytest.raises(OutputError, match="cannot read the folder"), Cache(cache).opened():
        pass
    Cache(cache).clear(0)  # nothing to see is nothing to remove
