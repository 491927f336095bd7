"""A folder of articles in, a folder of data out."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import seedkit
from sample_articles import BREAD, KNIVES, files_below
from seedkit.building.builder import build
from seedkit.errors import OutputError, UsageError
from seedkit.model.document import Document
from seedkit.model.index import Index
from seedkit.storage.locks import exclusive_lock

DOCUMENTS = Path("v1", "documents")


def _failed(index: Index) -> dict[str, str]:
    return {failure.path: failure.error for failure in index.failed}


def test_writes_documents_and_index(seeds: Path, out: Path) -> None:
    result = build(seeds, out)
    assert sorted(files_below(out)) == [
        "v1/documents/bread.json",
        "v1/documents/bread.yaml",
        "v1/documents/lamp.json",
        "v1/documents/lamp.yaml",
        "v1/documents/tools-knives.json",
        "v1/documents/tools-knives.yaml",
        "v1/index.json",
    ]
    assert (result.written, result.removed) == (7, 0)
    index = Index.model_validate_json((out / "v1/index.json").read_bytes())
    assert index == result.index
    assert [entry.id for entry in index.documents] == ["bread", "lamp", "tools-knives"]
    assert index.generator.version == seedkit.__version__
    bread = index.documents[0]
    document = Document.model_validate_json((out / DOCUMENTS / "bread.json").read_bytes())
    assert (bread.path, bread.title, bread.revision) == ("bread.txt", "How to bake a plain loaf", document.revision)
    assert bread.sha256 == document.source.sha256 == hashlib.sha256(BREAD.encode()).hexdigest()
    assert (bread.counts.steps, bread.counts.checklists) == (3, 1) == (len(document.steps), len(document.checklists))
    for file in bread.files.values():
        assert hashlib.sha256((out / "v1" / file.path).read_bytes()).hexdigest() == file.sha256
    assert sorted(bread.files) == ["json", "yaml"]


def test_revision_is_that_of_the_documents(seeds: Path, out: Path) -> None:
    index = build(seeds, out).index
    words = "".join(f"{entry.id} {entry.revision}\n" for entry in index.documents)
    assert index.revision == f"sha256:{hashlib.sha256(words.encode()).hexdigest()}"
    (seeds / "bread.txt").write_text("\n\n" + BREAD, encoding="utf-8")  # every span moves, no word changes
    assert build(seeds, out).index.revision == index.revision
    (seeds / "bread.txt").write_text(BREAD.replace("little", "nothing"), encoding="utf-8")
    assert build(seeds, out).index.revision != index.revision


def test_same_bytes_wherever_it_runs(seeds: Path, out: Path, tmp_path: Path) -> None:
    build(seeds, out)
    copy = tmp_path / "elsewhere" / "articles"
    copy.parent.mkdir()
    seeds.rename(copy)
    build(copy, tmp_path / "again")
    assert files_below(tmp_path / "again") == files_below(out)


def test_what_did_not_change_is_not_written(seeds: Path, out: Path) -> None:
    build(seeds, out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.*")}
    assert build(seeds, out).written == 0
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.*")} == before
    (seeds / "bread.txt").write_text(BREAD + "\nEnjoy it while it is warm.\n", encoding="utf-8")
    assert build(seeds, out).written == 3


def test_damaged_output_is_repaired(seeds: Path, out: Path) -> None:
    build(seeds, out)
    whole = files_below(out)
    (out / DOCUMENTS / "bread.json").write_bytes(b"")
    changed = bytearray(whole["v1/documents/lamp.yaml"])
    changed[100] ^= 1
    (out / DOCUMENTS / "lamp.yaml").write_bytes(changed)
    (out / "v1" / "index.json").write_bytes(b"{")
    assert build(seeds, out).written == 3
    assert files_below(out) == whole


@pytest.mark.parametrize("file", ["index.json", "exports.json", "documents/bread.json", "documents/bread.yaml", "corpus.jsonl"])
@pytest.mark.parametrize("fresh", [True, False])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(seeds: Path, out: Path, file: str, fresh: bool) -> None:
    def again() -> int:
        return build(seeds, out, fresh=fresh, cache=out.parent / "cache", formats=["jsonl"]).written

    again()
    before = files_below(out)
    (out / "v1" / file).unlink()
    os.mkfifo(out / "v1" / file)
    again()
    assert files_below(out) == before
    assert again() == 0


def test_outputs_without_a_source_go_and_strangers_stay(seeds: Path, out: Path) -> None:
    build(seeds, out)
    strangers = {
        "notes.json": '{"schema_version": "1.0", "id": "something-else"}',
        "bread-old.json": '{\n  "title": "not ours"\n}\n',
        "list.yaml": "- one\n",
        "README.md": "about this folder",
        "lamp.txt": "lamp",
    }
    for name, text in strangers.items():
        (out / DOCUMENTS / name).write_text(text, encoding="utf-8")
    (out / DOCUMENTS / "linked.json").symlink_to(out / DOCUMENTS / "bread.json")
    (out / "other.json").write_text("{}", encoding="utf-8")
    (out / "v1" / "index.json").write_text('{"documents": "somebody else\'s"}', encoding="utf-8")
    (seeds / "lamp.html").unlink()
    assert build(seeds, out).removed == 2
    assert sorted(path.name for path in (out / DOCUMENTS).iterdir()) == sorted(
        ["bread.json", "bread.yaml", "tools-knives.json", "tools-knives.yaml", "linked.json", *strangers]
    )
    assert (out / "other.json").exists()


def test_an_empty_folder_builds_an_empty_index(tmp_path: Path, out: Path) -> None:
    (tmp_path / "none").mkdir()
    assert build(tmp_path / "none", out).index.documents == ()
    assert sorted(files_below(out)) == ["v1/index.json"]


def test_same_id_fails_all_that_claim_it_and_names_them(seeds: Path, out: Path) -> None:
    build(seeds, out)
    (seeds / "bread.md").write_text("# Other bread\n\nText.\n", encoding="utf-8")
    (seeds / "tools.knives.txt").write_text("Knives\n\nText.\n", encoding="utf-8")
    (seeds / "tools knives.html").write_text("<p>Text.</p>", encoding="utf-8")
    result = build(seeds, out)
    failed = _failed(result.index)
    assert sorted(failed) == ["bread.md", "bread.txt", "tools knives.html", "tools.knives.txt", "tools/knives.md"]
    assert "bread.txt" in failed["bread.md"]
    assert "bread.md" in failed["bread.txt"]
    assert "tools.knives.txt, tools/knives.md" in failed["tools knives.html"]
    assert [entry.id for entry in result.index.documents] == ["lamp"]
    assert sorted(files_below(out)) == ["v1/documents/lamp.json", "v1/documents/lamp.yaml", "v1/index.json"]


@pytest.mark.parametrize("what", ["missing", "a file"])
def test_seeds_must_be_a_folder(tmp_path: Path, out: Path, what: str) -> None:
    if what == "a file":
        (tmp_path / "seeds").write_text("text", encoding="utf-8")
    with pytest.raises(UsageError, match="expected a folder of articles"):
        build(tmp_path / "seeds", out)
    assert not out.exists()


def test_out_must_be_a_folder(seeds: Path, out: Path) -> None:
    out.write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot create the folder"):
        build(seeds, out)
    assert out.read_text(encoding="utf-8") == "in the way"


def test_a_full_disk_leaves_whole_files(seeds: Path, out: Path) -> None:
    build(seeds, out)
    before = files_below(out)
    for article in seeds.rglob("*.*"):
        article.write_text(article.read_text(encoding="utf-8").replace("the", "a"), encoding="utf-8")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))  # a file can be begun, but not finished
    try:
        with pytest.raises(OutputError, match=r"cannot write .*bread\.json: file too large"):
            build(seeds, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files_below(out) == before


def test_a_folder_in_the_place_of_a_file_is_reported(seeds: Path, out: Path) -> None:
    (out / DOCUMENTS / "bread.json").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"cannot write .*bread\.json"):
        build(seeds, out)


def test_what_cannot_be_removed_is_reported(seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(seeds, out)
    (seeds / "lamp.html").unlink()

    def unlink(self: Path, *, missing_ok: bool) -> None:
        assert missing_ok
        if self.name == "lamp.json":
            raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "unlink", unlink)
    with pytest.raises(OutputError, match=r"cannot remove .*lamp\.json"):
        build(seeds, out)


def test_what_cannot_be_examined_is_reported(seeds: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "iterdir", lambda self: (_ for _ in ()).throw(OSError(5, "Input/output error", str(self))))
    with pytest.raises(OutputError, match=r"cannot read the folder .*: input/output error"):
        build(seeds, out)


def test_clears_what_a_killed_build_left_and_nothing_else(seeds: Path, out: Path) -> None:
    (out / DOCUMENTS).mkdir(parents=True)
    for left in (f"v1/.seedkit-{'1a' * 8}.tmp", f"v1/documents/.seedkit-{'2b' * 8}.tmp", "v1/documents/.seedkit-x.tmp"):
        (out / left).write_bytes(b"half")
    build(seeds, out)
    assert sorted(path.name for path in out.rglob(".*")) == [".seedkit-x.tmp"]


def test_two_builds_at_once_wait_for_each_other(seeds: Path, out: Path) -> None:
    (out / DOCUMENTS).mkdir(parents=True)
    command = [sys.executable, "-m", "seedkit", "build", str(seeds), "--out", str(out), "--quiet"]
    with exclusive_lock(out / "v1"):
        child = subprocess.Popen(command)
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(1)
        assert files_below(out) == {}
    assert child.wait(60) == 0
    assert len(files_below(out)) == 7


@pytest.mark.parametrize("folder", ["", "documents", "csv", "markdown"])
def test_a_folder_of_the_output_that_is_a_link_is_refused(seeds: Path, out: Path, tmp_path: Path, folder: str) -> None:
    build(seeds, out, formats=["csv", "markdown"])
    (out / "v1" / folder).rename(tmp_path / "elsewhere")
    (out / "v1" / folder).symlink_to(tmp_path / "elsewhere")
    (seeds / "bread.txt").write_text(BREAD.replace("hot oven", "cold oven"), encoding="utf-8")
    before = files_below(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match=r"cannot use the folder .*: it is a link"):
        build(seeds, out)
    assert files_below(tmp_path / "elsewhere") == before


def test_tells_its_progress(seeds: Path, out: Path) -> None:
    calls: list[tuple[int, int]] = []
    build(seeds, out, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(1, 3), (2, 3), (3, 3)]


def test_json_is_utf8_with_a_final_newline(seeds: Path, out: Path) -> None:
    (seeds / "knives.md").write_text(KNIVES.replace("low", "flat – 15°"), encoding="utf-8")
    build(seeds, out)
    data = (out / DOCUMENTS / "knives.json").read_bytes()
    assert "15°".encode() in data
    assert data.endswith(b"}\n")
    assert json.loads(data)["id"] == "knives"
