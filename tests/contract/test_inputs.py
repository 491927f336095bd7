"""The schemas of what people write: they accept what the command line accepts, refuse what it refuses, and describe every key."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from seedkit.articles import open_file
from seedkit.contract.inputs import inputs
from seedkit.corrections.keys import FACTS
from seedkit.errors import InputError, UsageError
from seedkit.lint.options import OPTIONS
from seedkit.lint.policy import load
from seedkit.lint.settings import settings
from seedkit.lint.suppressions import suppressions
from seedkit.readers.markdown import front_matter

ROOT = Path(__file__).parents[2]
SCHEMAS = {name: json.loads(text) for name, text in inputs().items()}

CONFIGURATIONS = {
    "": True,
    'paths = ["articles", "guides/*/articles"]': True,
    'paths = "articles"': False,
    "paths = [1]": False,
    'exclude = ["archive/"]\nextend-exclude = ["*.draft.md"]': True,
    "respect-gitignore = false": True,
    'respect-gitignore = "no"': False,
    "respect-gitignore = 0": False,
    'select = ["SK1", "SK203", "SK", "numbering-gap", "ALL"]': True,
    "select = []": True,
    'select = ["SK999"]': False,
    'select = ["numbering-gp"]': False,
    'select = ["sk203"]': False,
    'select = "SK1"': False,
    'igore = ["SK1"]': False,
    'extend_select = ["SK1"]': False,
    'extend-select = ["SK8"]\nignore = ["SK207"]': True,
    "ignore = [203]": False,
    '[per-file-ignores]\n"drafts/" = ["placeholder-text"]': True,
    '[per-file-ignores]\n"drafts/" = ["placeholder"]': False,
    '[per-file-ignores]\n"drafts/" = "placeholder-text"': False,
    'per-file-ignores = ["drafts/"]': False,
    '[severity]\nSK2 = "error"\nnumbering-gap = "info"': True,
    '[severity]\nSK2 = "grave"': False,
    '[severity]\nSK99 = "error"': False,
    'severity = "error"': False,
    'fail-level = "info"': True,
    'fail-level = "none"': False,
    "fail-level = 1": False,
    '[rules.placeholder-text]\nallow = ["FIXME"]': True,
    "[rules.SK203]\nallow = []": True,
    "[rules.SK71]\nallow = []": True,  # the beginning of one code alone
    "[rules.SK2]\nallow = []": False,
    "[rules.numbering-gp]\nallow = []": False,
    "[rules.numbering-gap]\nallow = [1]": False,
    "[rules.numbering-gap]\nallow = 'FIXME'": False,
    "[rules.numbering-gap]\ntolerance = 1": False,
    "[rules.count-mismatch]\ntolerance = 1": True,
    "[rules.SK201]\ntolerance = 0": True,
    "[rules.count-mismatch]\ntolerance = -1": False,
    "[rules.count-mismatch]\ntolerance = 1.5": False,
    "[rules.count-mismatch]\ntolerance = true": False,
    "[rules.count-mismatch]\ntolerence = 1": False,
    "[rules]\ncount-mismatch = 1": False,
    "rules = 1": False,
}

SIDECARS = {
    "": True,
    "# nothing yet": True,
    "words": False,
    "- a": False,
    "metdata: {}": False,
    "metadata:": True,
    "metadata: {}": True,
    "metadata: Ada": False,
    "metadata: {title: Bread, subtitle: 3 loaves, description: true}": True,
    "metadata: {title: 12}": True,
    "metadata: {title: }": False,
    "metadata: {title: '  '}": False,
    "metadata: {title: [a, b]}": False,
    "metadata: {author: Ada Moreno}": True,
    "metadata: {author: [Ada, Bo]}": True,
    "metadata: {author: {name: Ada, url: x}}": True,
    "metadata: {authors: [{name: Ada}, {name: Bo}]}": True,
    "metadata: {author: []}": False,
    "metadata: {author: {url: x}}": False,
    "metadata: {author: {name: }}": False,
    "metadata: {author: }": False,
    "metadata: {author: Ada, authors: Bo}": False,
    "metadata: {date: 2022-01-09, updated: 2022/3/1}": True,
    "metadata: {date: '2022-01-09 at noon'}": True,
    "metadata: {date: soon}": False,
    "metadata: {date: 2022}": False,
    "metadata: {date: '2022-13-01'}": False,
    "metadata: {date: 2022-01-09, published: 2022-01-09}": False,
    "metadata: {reading_time: 4}": True,
    "metadata: {reading_time: 4 minutes}": True,
    "metadata: {reading_time: a while}": False,
    "metadata: {tags: [a, b]}": True,
    "metadata: {tags: 'a, b'}": True,
    "metadata: {tags: ' , '}": False,
    "metadata: {tags: []}": False,
    "metadata: {tags: [a, '']}": False,
    "metadata: {url: 'https://example.org/', id: bread, language: en}": True,
    "metadata: {id: bread, slug: bread}": False,
    "metadata: {licence: CC0, servings: {least: 2}}": True,
    "ignore:": True,
    "ignore: SK108": True,
    "ignore: [SK1, numbering-gap, {rule: SK203, quote: 4. Begin anew}]": True,
    "ignore: {rule: SK108}": True,
    "ignore: [SK999]": False,
    "ignore: [~]": False,
    "ignore: [{quote: words}]": False,
    "ignore: [{rule: SK108, quote: }]": False,
    "ignore: [{rule: SK108, line: 3}]": False,
    "pins:": True,
    "pins: [{text: Bread, as: title}]": True,
    "pins: {text: Bread, as: steps}": True,
    "pins: [{line: 3, text: Bre…, as: heading, level: 2, prefix: '', suffix: }]": True,
    "pins: [{line: '3', text: 12, as: question, level: '6', title: 12}]": True,
    "pins: [{text: Bread, title: Breads}]": True,
    "pins: [{as: title}]": False,
    "pins: [{text: Bread}]": False,
    "pins: [{text: Bread, as: headng}]": False,
    "pins: [{text: Bread, as: [heading]}]": False,
    "pins: [{text: Bread, as: heading, level: 1}]": False,
    "pins: [{text: Bread, as: heading, level: 7}]": False,
    "pins: [{text: Bread, as: heading, level: two}]": False,
    "pins: [{text: Bread, as: steps, level: 2}]": False,
    "pins: [{text: Bread, title: Breads, level: 2}]": False,
    "pins: [{text: Bread, as: title, line: 0}]": False,
    "pins: [{text: …, as: title}]": False,
    "pins: [{text: '...', as: title}]": False,
    "pins: [{text: '', as: title}]": False,
    "pins: [{text: [Bread], as: title}]": False,
    "pins: [{text: Bread, as: title, title: ''}]": False,
    "pins: [{text: Bread, as: title, prefix: []}]": False,
    "pins: [{text: Bread, as: title, begins: true}]": False,
    "pins: [title]": False,
}


def _validates(name: str, value: object) -> bool:
    return Draft7Validator(SCHEMAS[name]).is_valid(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_draft_7(name: str) -> None:
    assert SCHEMAS[name]["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(("text", "accepted"), CONFIGURATIONS.items())
def test_a_configuration_is_accepted_by_both_or_by_neither(tmp_path: Path, text: str, accepted: bool) -> None:
    (tmp_path / "seedkit.toml").write_text(text, encoding="utf-8")
    try:
        load(tmp_path)
        loads = True
    except UsageError:
        loads = False
    value = tomllib.loads(text)
    in_project = _validates("pyproject.schema.json", {"project": {"name": "bread"}, "tool": {"ruff": {}, "seedkit": value}})
    assert (loads, _validates("seedkit.schema.json", value), in_project) == (accepted, accepted, accepted)


def _as_json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.parametrize(("text", "accepted"), SIDECARS.items())
def test_a_sidecar_is_accepted_by_both_or_by_neither(tmp_path: Path, text: str, accepted: bool) -> None:
    article = tmp_path / "bread.txt"
    article.write_text("Bread\n\n1. Mix.\n2. Wait.\n", encoding="utf-8")
    article.with_name("bread.seedkit.yaml").write_text(text, encoding="utf-8")
    try:
        suppressions(open_file(article).compile(), "bread.txt")
        loads = True
    except InputError:
        loads = False
    value = _as_json(YAML(typ="safe", pure=True).load(text))
    assert (loads, _validates("sidecar.schema.json", value)) == (accepted, accepted)


def _keys(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for key, value in schema.get("properties", {}).items():
        yield f"{path}{key}", value
        yield from _keys(value, f"{path}{key}.")
    for part in [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])]:
        yield from _keys(part, path)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described(name: str) -> None:
    described = [key for key, value in _keys(SCHEMAS[name]) if value.get("description")]
    other = [key for key, value in _keys(SCHEMAS[name]) if not value.get("description") and "$ref" not in value]
    assert len(described) > 20
    assert [key for key in other if not key.endswith((".name", "tool", "tool.seedkit"))] == []


@pytest.mark.parametrize("name", ["seedkit.schema.json", "sidecar.schema.json"])
def test_every_example_and_default_is_valid(name: str) -> None:
    for key, value in _keys(SCHEMAS[name]):
        validator = Draft7Validator({"definitions": SCHEMAS[name]["definitions"], **value})
        for example in [*value.get("examples", ()), *([value["default"]] if "default" in value else ())]:
            assert list(validator.iter_errors(example)) == [], key


def test_every_key_of_front_matter_is_completed_in_a_sidecar() -> None:
    assert set(FACTS) == set(front_matter._FIELDS)


@pytest.mark.parametrize("text", [text for text, accepted in CONFIGURATIONS.items() if accepted])
def test_the_settings_in_effect_validate(tmp_path: Path, text: str) -> None:
    (tmp_path / "seedkit.toml").write_text(text, encoding="utf-8")
    assert _validates("seedkit.schema.json", tomllib.loads("\n".join(settings(load(tmp_path)))))


def test_examples_of_the_documentation_validate() -> None:
    pages = [ROOT / "docs" / "checking.md", ROOT / "docs" / "pins.md", ROOT / "docs" / "editors.md"]
    found = [
        pair for page in pages for pair in re.findall(r"^```(toml|yaml) (\S+)\n(.*?)^```$", page.read_text("utf-8"), re.M | re.S)
    ]
    for kind, name, text in found:
        value = tomllib.loads(text) if kind == "toml" else _as_json(YAML(typ="safe", pure=True).load(text))
        assert _validates("seedkit.schema.json" if kind == "toml" else "sidecar.schema.json", value), name
    assert {name for _, name, _ in found} == {"seedkit.toml", "bread.seedkit.yaml"}


def test_the_configuration_that_init_creates_validates_as_it_is_and_with_all_its_lines() -> None:
    text = (ROOT / "src/seedkit/starter/seedkit.toml").read_text("utf-8")
    for written in (text, re.sub(r"^# (?=\S+ = |\[)", "", text, flags=re.M)):
        assert _validates("seedkit.schema.json", tomllib.loads(written)), written


def test_the_documentation_lists_every_option_with_its_unit() -> None:
    page = (ROOT / "docs" / "checking.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*`) \| (`.*`) \| (.*) \|$", page[page.index("| rule | option | unit |") :].split("\n\n")[0], re.M)
    listed = {
        (rule, name): unit for rules, names, unit in rows for rule in re.findall(r"`(.+?)`", rules) for name in names.split(", ")
    }
    for rule, options in OPTIONS.items():
        for name, option in options.items():
            assert option.unit in listed[rule, f"`{name}`"], (rule, name)
