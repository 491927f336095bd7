"""Data of an earlier version: read as this one, migrated to this one. No second version is released, so the tests make one up."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import seedkit
from kills import kills
from sample_articles import files_below, plant
from seedkit import corpus
from seedkit.cli import main
from seedkit.contract.migrate import migrate
from seedkit.corpus import upgrades
from seedkit.corpus.upgrades import Upgrade, upgrade
from seedkit.ids.revision import revision
from seedkit.model.document import SCHEMA_VERSION

Data = dict[str, Any]


def with_tags(document: Data) -> Data:
    return {**document, "metadata": {**document["metadata"], "tags": []}}


def with_failures(index: Data) -> Data:
    return {**index, "failed": []}


ROWS = (
    Upgrade("0.8", "0.9", lambda document: {**document, "id": f"{document['id']}-x"}, lambda index: index),
    Upgrade("0.9", SCHEMA_VERSION, with_tags, with_failures),
)


def older(out: Path) -> Path:
    """Take a build back to a version 0.9, which knew no tags and no failures."""
    for file in sorted((out / "v1").rglob("*.json")):
        data = json.loads(file.read_bytes()) | {"schema_version": "0.9"}
        data.get("metadata", {}).pop("tags", None)
        data.pop("failed", None)
        file.write_text(json.dumps(data), encoding="utf-8")
    return out


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(corpus, "UPGRADES", ROWS)
    seedkit.build(plant(tmp_path / "seeds"), tmp_path / "out")
    return older(tmp_path / "out")


def test_the_rows_lead_from_each_released_version_to_the_next() -> None:
    released = {path.name for path in (Path(__file__).parents[2] / "schema" / "released").glob("[0-9]*.*")}
    assert {row.source for row in upgrades.UPGRADES} == released - {SCHEMA_VERSION}
    ends = [row.target for row in upgrades.UPGRADES]
    assert [row.source for row in upgrades.UPGRADES][1:] == ends[:-1]
    assert ends[-1:] in ([], [SCHEMA_VERSION])


def test_an_upgrade_goes_all_the_way_and_leaves_its_input_alone() -> None:
    data: Data = {"schema_version": "0.8", "id": "tea", "metadata": {}}
    assert upgrade(data, "document", ROWS) == {"schema_version": SCHEMA_VERSION, "id": "tea-x", "metadata": {"tags": []}}
    assert data == {"schema_version": "0.8", "id": "tea", "metadata": {}}
    assert upgrade({"schema_version": "0.8"}, "index", ROWS) == {"schema_version": SCHEMA_VERSION, "failed": []}
    newest = {"schema_version": SCHEMA_VERSION}
    assert upgrade(newest, "index", ROWS) is newest
    assert upgrade({"schema_version": "7.0"}, "document") == {"schema_version": "7.0"}


def test_data_of_an_earlier_version_loads_as_this_one(old: Path) -> None:
    loaded = seedkit.load(old)
    assert loaded.index.failed == ()
    assert {article.schema_version for article in loaded.values()} == {SCHEMA_VERSION}
    assert loaded["bread"].metadata.tags == ()


def test_without_its_row_it_is_reported(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "UPGRADES", ())
    with pytest.raises(seedkit.OutputError, match=r"written in version 0.9 of the contract, this seedkit reads 1.0"):
        seedkit.load(old)


def test_a_broken_document_of_an_earlier_version_is_reported(old: Path) -> None:
    (old / "v1" / "documents" / "bread.json").write_text('{"schema_version": "0.9", ', encoding="utf-8")
    with pytest.raises(seedkit.OutputError, match=r"bread\.json: not JSON .*; build again"):
        seedkit.load(old)["bread"]


def test_migrating_gives_what_a_build_gives(old: Path, tmp_path: Path) -> None:
    seedkit.build(tmp_path / "seeds", tmp_path / "new", fresh=True)
    done = migrate(old)
    assert (done.version, done.folder) == ("0.9", old / "v1")
    assert done.written > 0
    for file in sorted((tmp_path / "new").rglob("*.*")):
        if file.is_file():
            assert (old / file.relative_to(tmp_path / "new")).read_bytes() == file.read_bytes(), file
    assert migrate(old).written == 0


def test_the_revision_is_that_of_the_migrated_content(old: Path) -> None:
    migrate(old)
    for id, article in seedkit.load(old).items():
        assert article.revision == revision(article) == next(e.revision for e in seedkit.load(old).index.documents if e.id == id)


def test_a_new_major_version_has_a_folder_of_its_own_and_leaves_the_old_one(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {file: file.read_bytes() for file in (old / "v1").rglob("*.json")}
    for module in ("seedkit.corpus", "seedkit.contract.migrate"):
        monkeypatch.setattr(f"{module}.VERSION_FOLDER", "v2")
    assert len(seedkit.load(old)) == 3
    assert migrate(old).folder == old / "v2"
    assert {file: file.read_bytes() for file in (old / "v1").rglob("*.json")} == before
    assert (old / "v2" / "documents" / "bread.yaml").is_file()
    shutil.rmtree(old / "v1")
    with pytest.raises(seedkit.OutputError, match=r"written in version 1\.0"):  # only the models of version 2 would read it
        seedkit.load(old)


def test_a_build_remembers_the_ids_of_an_earlier_version(old: Path, tmp_path: Path) -> None:
    file = old / "v1" / "documents" / "bread.json"
    data = json.loads(file.read_bytes())
    first = data["steps"][0]["id"]
    file.write_text(file.read_text(encoding="utf-8").replace(f'"{first}"', '"step-of-old"'), encoding="utf-8")
    seedkit.build(tmp_path / "seeds", old)
    assert seedkit.load(old)["bread"].steps[0].id == "step-of-old"


def test_the_command_says_what_it_did(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", str(old)]) == 0
    assert capsys.readouterr().out == f"{old}/v1: version 0.9 to {SCHEMA_VERSION}, 4 files written\n"
    assert main(["migrate", str(old)]) == 0
    assert capsys.readouterr().out == f"{old}/v1: already at version {SCHEMA_VERSION}\n"


@pytest.mark.parametrize("content", [None, "{", '{"schema_version": "9.0"}'])
def test_what_cannot_be_migrated_is_reported(tmp_path: Path, content: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    if content is not None:
        (tmp_path / "v1").mkdir()
        (tmp_path / "v1" / "index.json").write_text(content, encoding="utf-8")
    assert main(["migrate", str(tmp_path)]) == 2
    assert f"{tmp_path}/v1/index.json: " in capsys.readouterr().err


def test_a_migration_killed_at_every_step_is_completed_by_the_next(old: Path, tmp_path: Path) -> None:
    before = files_below(old)
    shutil.copytree(old, tmp_path / "copy")
    migrate(tmp_path / "copy")
    after = files_below(tmp_path / "copy")
    killed = 0
    for _ in kills(lambda: migrate(old)):
        killed += 1
        for path, data in before.items():
            assert (old / path).read_bytes() in (data, after[path]), f"{path} is neither the old file nor the new one"
        migrate(old)
        assert files_below(old) == after
        shutil.rmtree(old)
        for path, data in before.items():
            (old / path).parent.mkdir(parents=True, exist_ok=True)
            (old / path).write_bytes(data)
    assert killed > 10
