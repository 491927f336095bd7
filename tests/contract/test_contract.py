"""The contract is enforced: what is released stays, and a change of structure takes the version that it needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from seedkit.cli import main
from seedkit.contract import compatibility as contract
from seedkit.contract import schema
from seedkit.contract.compatibility import Schema, check, differences, release
from seedkit.errors import OutputError, UsageError
from seedkit.model.document import SCHEMA_VERSION

ROOT = Path(__file__).parents[2]

CUP: Schema = {
    "title": "seedkit cup",
    "type": "object",
    "required": ["schema_version", "kind", "size", "handle", "parts", "inner"],
    "properties": {
        "schema_version": {"type": "string", "pattern": r"^1\.\d+$"},
        "kind": {"type": "string", "enum": ["mug", "glass"], "description": "What it is."},
        "size": {"type": "integer", "minimum": 0},
        "handle": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "parts": {
            "type": "array",
            "items": {
                "discriminator": {"propertyName": "kind", "mapping": {"lid": "#/$defs/Lid"}},
                "oneOf": [{"$ref": "#/$defs/Lid"}],
            },
        },
        "inner": {"anyOf": [{"$ref": "#/$defs/Cup"}, {"type": "null"}]},
    },
    "$defs": {
        "Lid": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "lid", "type": "string"}}},
        "Cup": {
            "type": "object",
            "required": ["inner", "notes"],
            "properties": {
                "inner": {"anyOf": [{"$ref": "#/$defs/Cup"}, {"type": "null"}]},
                "notes": {"type": "object", "additionalProperties": {"type": "string"}},
            },
        },
    },
}


def changed(change: Callable[[Schema], object]) -> Schema:
    new: Schema = json.loads(json.dumps(CUP))
    change(new)
    return new


def set_at(*path: str | int, to: Any) -> Callable[[Schema], object]:
    def change(at: Any) -> None:
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = to

    return change


HARMLESS: list[Callable[[Schema], object]] = [
    set_at("title", to="seedkit beaker"),
    set_at("properties", "kind", "description", to="What sort it is."),
    set_at("properties", "kind", "examples", to=["mug"]),
    lambda new: new["properties"].update(size=new["properties"].pop("size")),  # the order of keys
]
MINOR: list[tuple[Callable[[Schema], object], str, str]] = [
    (set_at("properties", "colour", to={"type": "string"}), ".colour", "is new"),
    (set_at("properties", "kind", "enum", to=["mug", "glass", "bowl"]), ".kind", 'value "bowl" is new'),
    (
        set_at("$defs", "Lid", "properties", "kind", to={"type": "string", "enum": ["lid", "cap"]}),
        ".parts[].kind",
        'value "cap" is new',
    ),
    (set_at("$defs", "Cup", "properties", "depth", to={"type": "integer"}), ".inner.depth", "is new"),
]
MAJOR: list[tuple[Callable[[Schema], object], str, str]] = [
    (lambda new: new["properties"].pop("size"), ".size", "was removed"),
    (lambda new: new["required"].remove("size"), ".size", "may be absent"),
    (set_at("properties", "size", "type", to="string"), ".size", '`type` was "integer", is "string"'),
    (set_at("properties", "size", "minimum", to=1), ".size", "`minimum` was 0, is 1"),
    (set_at("properties", "size", to={"anyOf": [{"type": "integer", "minimum": 0}, {"type": "null"}]}), ".size", "may be null"),
    (set_at("properties", "handle", to={"type": "string"}), ".handle", "is never null"),
    (lambda new: new["properties"]["handle"]["anyOf"].append({"type": "integer"}), ".handle", "may be integer"),
    (set_at("properties", "kind", "enum", to=["mug"]), ".kind", 'value "glass" was removed'),
    (lambda new: new["properties"]["kind"].pop("enum"), ".kind", "is no longer a closed set"),
    (set_at("properties", "size", "enum", to=[1, 2]), ".size", "is now a closed set"),
    (set_at("properties", "parts", "items", to={"type": "string"}), ".parts[]", "is never Lid"),
    (lambda new: new["properties"]["parts"].pop("items"), ".parts", "`items` is another"),
    (set_at("properties", "parts", "prefixItems", to=[{"type": "string"}]), ".parts", "`prefixItems` is another"),
    (
        set_at("$defs", "Cup", "properties", "notes", "additionalProperties", "type", to="integer"),
        ".inner.notes[]",
        '`type` was "string", is "integer"',
    ),
]  # fmt: skip


@pytest.mark.parametrize("change", HARMLESS)
def test_words_take_no_bump(change: Callable[[Schema], object]) -> None:
    assert differences(CUP, changed(change)) == []


@pytest.mark.parametrize(
    ("bump", "change", "place", "what"), [("minor", *row) for row in MINOR] + [("major", *row) for row in MAJOR]
)
def test_a_difference_says_where_what_and_which_bump(bump: str, change: Callable[[Schema], object], place: str, what: str) -> None:
    found = differences(CUP, changed(change))
    assert (place, what) in [(row.place, row.what) for row in found]
    assert max(row.bump == "major" for row in found) == (bump == "major")


def test_a_class_more_among_the_distinguished_ones_is_a_value_more() -> None:
    def spouted(new: Schema) -> None:
        new["$defs"]["Spout"] = {"type": "object", "properties": {"kind": {"const": "spout"}}}
        new["properties"]["parts"]["items"]["oneOf"].append({"$ref": "#/$defs/Spout"})

    assert [tuple(row) for row in differences(CUP, changed(spouted))] == [(".parts[]", "may be Spout", "minor")]


def test_the_models_compare_with_themselves() -> None:
    for text in schema.documents().values():
        assert differences(json.loads(text), json.loads(text)) == []


# --- releases --------------------------------------------------------------------------------------------------------


def texts(*changes: Callable[[Schema], object]) -> dict[str, str]:
    new = CUP
    for change in changes:
        new = changed(change)
    return {"cup.schema.json": json.dumps(new)}


@pytest.fixture
def released(tmp_path: Path) -> Path:
    assert check(tmp_path / "released", texts(), "1.0") == []  # nothing is released, so nothing is promised
    folder = release(tmp_path / "released", texts(), "1.0")
    assert folder == tmp_path / "released" / "1.0"
    return folder.parent


def test_a_release_is_frozen_file_by_file(released: Path) -> None:
    assert check(released, texts(), "1.0") == []
    sums = (released / "1.0" / contract.SUMS).read_text(encoding="utf-8")
    assert len(sums.split()) == 2
    with pytest.raises(UsageError, match=r"version 1.0 is released already, and released files never change"):
        release(released, texts(), "1.0")
    file = released / "1.0" / "cup.schema.json"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole + "\n", encoding="utf-8")
    (released / "1.0" / "extra.json").write_text("{}", encoding="utf-8")
    assert check(released, texts(), "1.0") == [
        f"{file} was changed after its release: released files never change",
        f"{released / '1.0' / 'extra.json'} was added after its release: released files never change",
    ]
    (released / "1.0" / "extra.json").unlink()
    file.unlink()
    assert check(released, texts(), "1.0") == [f"{file} is missing after its release: released files never change"]
    (released / "1.0" / contract.SUMS).unlink()
    with pytest.raises(OutputError, match="the release cannot be read"):
        check(released, texts(), "1.0")
    release(released, {"cup.schema.json": "[" * 100_000}, "1.1")
    (released / "1.0").rename(released.parent / "1.0")
    with pytest.raises(OutputError, match=r"1\.1/cup\.schema\.json: the released schema cannot be read"):
        check(released, texts(), "1.1")


@pytest.mark.parametrize(
    ("change", "enough", "too_low"), [(MINOR[0][0], ["1.1", "1.7", "2.0"], ["1.0"]), (MAJOR[0][0], ["2.0", "3.1"], ["1.0", "1.9"])]
)
def test_a_change_takes_its_version(
    released: Path, change: Callable[[Schema], object], enough: list[str], too_low: list[str]
) -> None:
    for version in enough:
        assert check(released, texts(change), version) == []
    for version in too_low:
        (problem,) = check(released, texts(change), version)
        head, *rows = problem.split("\n")
        assert head == f"the models differ from 1.0: the version must be {enough[0]}, not {version}"
        assert len(rows) == 1


def test_the_last_release_counts(released: Path) -> None:
    release(released, texts(MINOR[0][0]), "1.1")
    release(released, texts(MINOR[0][0]), "1.10")
    assert check(released, texts(MINOR[0][0]), "1.10") == []
    (problem,) = check(released, texts(), "1.10")
    assert problem.startswith("the models differ from 1.10: the version must be 2.0")
    assert check(released, texts(MINOR[0][0]), "1.9") == [
        "the version is 1.9, but 1.10 is released: versions never decrease",
        "the models differ from 1.10: the version must be 1.10, not 1.9",
    ]


def test_a_schema_more_and_a_schema_less(released: Path) -> None:
    more = {**texts(), "saucer.schema.json": "{}"}
    assert "saucer.schema.json: is new (minor)" in check(released, more, "1.0")[0]
    assert check(released, more, "1.1") == []
    assert "cup.schema.json: was removed (major)" in check(released, {}, "1.1")[0]


def test_a_folder_that_is_not_a_version_is_reported(released: Path) -> None:
    (released / "one.two").mkdir()
    with pytest.raises(OutputError, match=r"'one.two' is not a version of the contract: expected MAJOR.MINOR"):
        check(released, texts(), "1.0")


def test_a_release_is_one_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["schema", "--release"]) == 1  # there is nothing to release yet
    assert not Path("schema/released").exists()
    assert main(["schema"]) == 0
    assert main(["schema", "--release"]) == 0
    assert capsys.readouterr().out.endswith(f"schema/released/{SCHEMA_VERSION}: released\n")
    assert main(["schema", "--check"]) == 0
    for file in Path("schema/v1").iterdir():
        assert (Path("schema/released") / SCHEMA_VERSION / file.name).read_bytes() == file.read_bytes()
    assert main(["schema", "--release"]) == 2
    assert "is released already" in capsys.readouterr().err
    (Path("schema/released") / SCHEMA_VERSION / "index.schema.json").write_text("{}", encoding="utf-8")
    assert main(["schema", "--check"]) == 1
    assert "index.schema.json was changed after its release" in capsys.readouterr().err


def test_this_repository_keeps_what_it_released() -> None:
    assert check(ROOT / "schema" / "released", schema.documents(), SCHEMA_VERSION) == []
