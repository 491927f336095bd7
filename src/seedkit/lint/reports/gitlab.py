"""A check as a GitLab code quality report, which shows what a merge request adds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from seedkit.lint.results import Run

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def report(run: Run) -> Iterator[str]:
    """Yield a JSON array. Fingerprints are unique in it and do not change with the line."""
    entries = []
    for result in run.results:
        diagnostic, region = result.diagnostic, result.region
        lines = {"begin": region.line, "end": region.end_line} if region is not None else {"begin": 1}
        name = f"{diagnostic.code} {diagnostic.rule}"
        known = f"{result.fingerprint}:{result.occurrence}"
        entries.append(_entry(result.path, lines, name, diagnostic.message, _SEVERITIES[diagnostic.severity], known))
    entries += (_entry(path, {"begin": 1}, "unreadable", f"the article {error}", "blocker", "") for path, error in run.failed)
    yield json.dumps(entries, ensure_ascii=False, indent=2)


def _entry(path: str, lines: dict[str, int], name: str, message: str, severity: str, known: str) -> dict[str, Any]:
    return {
        "description": message,
        "check_name": name,
        "fingerprint": hashlib.sha256(f"{path}\n{name}\n{known}".encode()).hexdigest(),
        "severity": severity,
        "location": {"path": path, "lines": lines},
    }
