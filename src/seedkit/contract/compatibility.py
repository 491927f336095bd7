"""Enforces the contract: released schemas never change, and a change to the models requires a version bump.

Consumers have to expect unknown keys and values, so a minor version may add some; any other structural difference requires a major
version. Text about the data (titles, descriptions, examples) requires none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from seedkit.errors import OutputError, UsageError
from seedkit.storage import files

SUMS = "SHA256SUMS"
"""The file in the folder of a release with the hashes of its other files, in the format of ``sha256sum``."""

Schema = dict[str, Any]
Bump = Literal["minor", "major"]

_WORDS = {"title", "description", "examples", "$id", "$schema", "$defs", "$comment", "discriminator", "default"}
_TREATED = {"$ref", "properties", "required", "anyOf", "oneOf", "enum", "const", "items", "prefixItems", "additionalProperties"}


class Difference(NamedTuple):
    """One structural difference: where it is, what it is, and which part of the version has to be bumped for it."""

    place: str
    what: str
    bump: Bump


class _Node(NamedTuple):
    """A part of a schema, and the definitions that it may refer to."""

    schema: Schema
    definitions: Schema

    def at(self, part: Schema) -> _Node:
        """Return a part of this part, with a reference followed."""
        name = part.get("$ref", "").rpartition("/")[2]
        return _Node({**self.definitions[name], "$ref": name} if name else part, self.definitions)


def differences(old: Schema, new: Schema) -> list[Difference]:
    """Return how the data that ``new`` describes differs from what ``old`` describes, both JSON Schemas of our models."""
    return list(_walk("", _Node(old, old.get("$defs", {})), _Node(new, new.get("$defs", {})), set()))


def compared(file: str, old: Schema, new: Schema) -> list[Difference]:
    """Return the differences between two states of the schema in ``file``, whose name begins each location."""
    return [row._replace(place=f"{file.removesuffix('.schema.json')}{row.place}") for row in differences(old, new)]


def rows(found: Iterable[Difference]) -> str:
    """Return an indented line for each difference, with the bump that it requires."""
    return "".join(f"\n  {row.place}: {row.what} ({row.bump})" for row in found)


def check(folder: Path, schemas: Mapping[str, str], version: str) -> list[str]:
    """Return a sentence for every violation: a released file that has changed, a version that is too low.

    ``folder`` has a folder for each released version; ``schemas`` are the current texts by file name, ``version`` is theirs. Raises
    OutputError if a release cannot be read.
    """
    releases = _releases(folder)
    problems = [problem for release in releases.values() for problem in _tampered(release)]
    if not releases or problems:
        return problems
    last = max(releases)
    now = _number(version)
    found = []
    for name in sorted({*schemas, *(path.name for path in releases[last].glob("*.json"))}):
        path = releases[last] / name
        old = _read(path) if path.exists() else None
        if old is None or name not in schemas:
            found.append(Difference(name, "is new" if old is None else "was removed", "minor" if old is None else "major"))
        else:
            found += compared(name, old, json.loads(schemas[name]))
    if now < last:
        problems.append(f"the version is {version}, but {_text(last)} is released: versions never decrease")
    needed = _needed(last, found)
    if now < needed:
        problems.append(f"the models differ from {_text(last)}: the version must be {_text(needed)}, not {version}{rows(found)}")
    return problems


def release(folder: Path, schemas: Mapping[str, str], version: str) -> Path:
    """Write the schemas into ``folder/VERSION``, where they never change again, and return that folder.

    Raises UsageError if this version is already released, OutputError if it cannot be written. The caller has to run ``check``
    first.
    """
    target = folder / version
    if target.exists():
        raise UsageError(f"{target}: version {version} is released already, and released files never change")
    files.make_folder(target)
    for name, text in schemas.items():
        files.write(target / name, text.encode())
    files.write(target / SUMS, "".join(f"{_sha256(text.encode())}  {name}\n" for name, text in sorted(schemas.items())).encode())
    return target


def _releases(folder: Path) -> dict[tuple[int, int], Path]:
    return {_number(path.name): path for path in sorted(folder.glob("*.*")) if path.is_dir()}


def _tampered(release: Path) -> Iterator[str]:
    """Yield what differs from its released state."""
    try:
        rows = [line.partition("  ") for line in (release / SUMS).read_text(encoding="utf-8").splitlines()]
        sums = {name: digest for digest, _, name in rows}
        held = {path.name: _sha256(path.read_bytes()) for path in release.iterdir() if path.name != SUMS}
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{release}: the release cannot be read ({error})") from error
    for name in sorted({*sums, *held}):
        if sums.get(name) != held.get(name):
            state = "is missing" if name not in held else "was added" if name not in sums else "was changed"
            yield f"{release / name} {state} after its release: released files never change"


def _read(file: Path) -> Schema:
    try:
        schema: Schema = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise OutputError(f"{file}: the released schema cannot be read ({error})") from error
    return schema


def _number(version: str) -> tuple[int, int]:
    major, _, minor = version.partition(".")
    if not (major.isdecimal() and minor.isdecimal()):
        raise OutputError(f"{version!r} is not a version of the contract: expected MAJOR.MINOR")
    return int(major), int(minor)


def _text(version: tuple[int, int]) -> str:
    return f"{version[0]}.{version[1]}"


def _needed(last: tuple[int, int], found: list[Difference]) -> tuple[int, int]:
    if any(row.bump == "major" for row in found):
        return last[0] + 1, 0
    return (last[0], last[1] + 1) if found else last


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- two schemas side by side --------------------------------------------------------------------------------------------


def _walk(place: str, old: _Node, new: _Node, seen: set[tuple[str, str]]) -> Iterator[Difference]:
    names = old.schema.get("$ref", ""), new.schema.get("$ref", "")
    if all(names):
        if names in seen:  # a recursive class, or one that was already compared
            return
        seen.add(names)
    if bool(_alternatives(old)) != bool(_alternatives(new)):  # one of them is a union and the other is not
        old, new = (side if _alternatives(side) else side._replace(schema={"anyOf": [side.schema]}) for side in (old, new))
    yield from _values(place, old.schema, new.schema)
    yield from _keys(place, old, new, seen)
    yield from _variants(place, old, new, seen)
    for keyword in ("items", "additionalProperties"):
        before, after = old.schema.get(keyword), new.schema.get(keyword)
        if isinstance(before, dict) and isinstance(after, dict):
            yield from _walk(f"{place}[]", old.at(before), new.at(after), seen)
        elif before != after:
            yield Difference(place, f"`{keyword}` is another", "major")
    for keyword in sorted((old.schema.keys() | new.schema.keys()) - _WORDS - _TREATED):
        before, after = old.schema.get(keyword), new.schema.get(keyword)
        if before != after:
            yield Difference(place, f"`{keyword}` was {json.dumps(before)}, is {json.dumps(after)}", "major")
    if old.schema.get("prefixItems") != new.schema.get("prefixItems"):
        yield Difference(place, "`prefixItems` is another", "major")


def _values(place: str, old: Schema, new: Schema) -> Iterator[Difference]:
    """Compare closed sets: consumers have to expect additional values, but not missing ones."""
    before, after = _closed(old), _closed(new)
    if before is None or after is None:
        if before != after:
            yield Difference(place, "is no longer a closed set" if after is None else "is now a closed set", "major")
        return
    yield from (Difference(place, f"value {json.dumps(value)} is new", "minor") for value in after if value not in before)
    yield from (Difference(place, f"value {json.dumps(value)} was removed", "major") for value in before if value not in after)


def _closed(schema: Schema) -> list[Any] | None:
    values: list[Any] | None = schema.get("enum")
    return [schema["const"]] if "const" in schema else values


def _keys(place: str, old: _Node, new: _Node, seen: set[tuple[str, str]]) -> Iterator[Difference]:
    before, after = old.schema.get("properties", {}), new.schema.get("properties", {})
    for key in after:
        if key not in before:
            yield Difference(f"{place}.{key}", "is new", "minor")
    for key in before:
        if key not in after:
            yield Difference(f"{place}.{key}", "was removed", "major")
            continue
        if key in old.schema.get("required", ()) and key not in new.schema.get("required", ()):
            yield Difference(f"{place}.{key}", "may be absent", "major")
        yield from _walk(f"{place}.{key}", old.at(before[key]), new.at(after[key]), seen)


def _variants(place: str, old: _Node, new: _Node, seen: set[tuple[str, str]]) -> Iterator[Difference]:
    """Compare unions. An additional class is an additional value of the discriminator; an additional type is unexpected."""
    before, after = _alternatives(old), _alternatives(new)
    for name in after:
        if name not in before:
            has_discriminator = "discriminator" in old.schema and "discriminator" in new.schema
            yield Difference(place, f"may be {name}", "minor" if has_discriminator else "major")
    for name, part in before.items():
        if name in after:
            yield from _walk(place, part, after[name], seen)
        else:
            yield Difference(place, f"is never {name}", "major")


def _alternatives(node: _Node) -> dict[str, _Node]:
    parts = [node.at(part) for keyword in ("anyOf", "oneOf") for part in node.schema.get(keyword, ())]
    return {str(part.schema.get("$ref") or part.schema.get("type") or json.dumps(part.schema)): part for part in parts}
