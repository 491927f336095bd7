"""A check as JSON: one object, or one object per line."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from seedkit.lint.results import Region, Result, Run


def whole(run: Run) -> Iterator[str]:
    """Yield one JSON object: ``summary``, ``findings``, ``notices``, ``failed``."""
    severities = Counter(result.diagnostic.severity for result in run.results)
    summary = {"articles": len(run.articles), "failed": len(run.failed)}
    summary |= {severity: severities[severity] for severity in ("error", "warning", "info")}
    data = {
        "summary": summary,
        "findings": list(map(_finding, run.results)),
        "notices": [notice._asdict() for notice in run.notices],
        "failed": [{"path": path, "error": error} for path, error in run.failed],
    }
    yield json.dumps(data, ensure_ascii=False, indent=2)


def lines(run: Run) -> Iterator[str]:
    """Yield a JSON object for each finding, then each notice, then each article that could not be read; ``kind`` says which."""
    for result in run.results:
        yield json.dumps({"kind": "finding", **_finding(result)}, ensure_ascii=False)
    for notice in run.notices:
        yield json.dumps({"kind": "notice", **notice._asdict()}, ensure_ascii=False)
    for path, error in run.failed:
        yield json.dumps({"kind": "failed", "path": path, "error": error}, ensure_ascii=False)


def _finding(result: Result) -> dict[str, Any]:
    diagnostic = result.diagnostic
    return {
        "path": result.path,
        **_place(result.region),
        "code": diagnostic.code,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "data": diagnostic.data,
        "related": [{**_place(region), "message": message} for region, message in result.related],
        "fingerprint": f"{result.fingerprint}:{result.occurrence}",
    }


def _place(region: Region | None) -> dict[str, int | None]:
    names = ("line", "column", "end_line", "end_column")
    return dict.fromkeys(names) if region is None else dict(zip(names, region[:4], strict=True))
