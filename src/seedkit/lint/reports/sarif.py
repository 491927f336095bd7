"""A check in the Static Analysis Results Interchange Format, version 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from seedkit import __version__
from seedkit.checks.catalogue import CODES
from seedkit.checks.pages import page
from seedkit.lint.results import Region, Result, Run

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PLACES = {rule: place for place, rule in enumerate(CODES)}


def report(run: Run) -> Iterator[str]:
    """Yield the log as one JSON text. A fingerprint changes with the rule and the words of a finding, not with its line."""
    notifications = [
        *(_notification("error", path, None, f"the article {error}") for path, error in run.failed),
        *(_notification("note", *notice) for notice in run.notices),
    ]
    data = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "seedkit", "version": __version__, "rules": list(_rules())}},
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": not run.failed, "toolExecutionNotifications": notifications}],
                "results": list(map(_result, run.results)),
            }
        ],
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)


def _rules() -> Iterator[dict[str, Any]]:
    for row in CODES.values():
        text = page(row)
        yield {
            "id": row.code,
            "name": "".join(word.capitalize() for word in row.rule.split("-")),
            "shortDescription": {"text": row.sentence},
            "help": {"text": row.hint, **({"markdown": text} if text is not None else {})},
            "defaultConfiguration": {"enabled": row.default, "level": _LEVELS[row.severity]},
        }


def _result(result: Result) -> dict[str, Any]:
    diagnostic = result.diagnostic
    places = [{**_location(result.path, region), "message": {"text": message}} for region, message in result.related]
    related = list({json.dumps(place): place for place in places}.values())  # each may occur only once
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": _PLACES[diagnostic.rule],
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": f"{diagnostic.message}. {diagnostic.hint or ''}".strip()},
        "locations": [_location(result.path, result.region)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"seedkitRuleAndWords/v1": f"{result.fingerprint}:{result.occurrence}"},
    }


def _location(path: str, region: Region | None) -> dict[str, Any]:
    place = {"startLine": 1}  # findings about the whole article are shown at its top
    if region is not None:
        names = ("startLine", "startColumn", "endLine", "endColumn")
        place = dict(zip(names, region[:4], strict=True))
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, "region": place}}


def _notification(level: str, path: str, line: int | None, message: str) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(path)}}
    if line is not None:
        place["region"] = {"startLine": line}
    return {"level": level, "message": {"text": message}, "locations": [{"physicalLocation": place}]}


def _uri(path: str) -> str:
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path)
