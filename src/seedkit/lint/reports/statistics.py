"""A check as counts: how many findings each rule has, the most frequent first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from seedkit.checks.catalogue import CODES
from seedkit.lint.results import Run
from seedkit.messages import counted


def table(run: Run) -> Iterator[str]:
    """Yield a line for each rule: its number of findings, code, name and sentence; ``[*]`` marks rules with a fix."""
    counts, fixable = _counts(run), {result.diagnostic.rule for result in run.results if result.fix is not None}
    room = max((len(str(count)) for _, count in counts), default=1)
    for rule, count in counts:
        row = CODES[rule]
        yield f"{count:>{room}}  {row.code}  {row.rule:<24}  {'[*]' if rule in fixable else '   '} {row.sentence}"
    for path, error in run.failed:
        yield f"{path}: {error}"
    yield f"{counted(len(run.results), 'finding')} in {counted(len(run.articles), 'article')}"


def rows(run: Run) -> Iterator[str]:
    """Yield one JSON array: ``code``, ``rule`` and ``count`` of each rule."""
    data = [{"code": CODES[rule].code, "rule": rule, "count": count} for rule, count in _counts(run)]
    yield json.dumps(data, ensure_ascii=False, indent=2)


def _counts(run: Run) -> list[tuple[str, int]]:
    counts = Counter(result.diagnostic.rule for result in run.results)
    return sorted(counts.items(), key=lambda row: (-row[1], CODES[row[0]].code))
