"""A baseline: accepted findings of existing articles, so that only new ones are reported."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import Any

from seedkit.errors import UsageError
from seedkit.lint.results import Notice, Result
from seedkit.storage import files

_VERSION = 1


class Baseline:
    """How often each finding of each article is accepted. Findings are identified by rule and words, not by line.

    Paths of articles are relative to the folder of the baseline file, so it works from any working folder.
    """

    def __init__(self, file: Path, counts: Mapping[str, Mapping[str, int]]) -> None:
        self._file = file
        self._counts = counts

    def new(self, path: str, results: Iterable[Result], rules: Container[str]) -> tuple[list[Result], list[Notice]]:
        """Return the results of the article at ``path`` that are not in the baseline, and a notice for each stale entry.

        Entries of rules that are not among the enabled ``rules`` are neither matched nor stale.
        """
        left = Counter(self._counts.get(_relative(path, self._file), {}))
        kept = []
        for result in results:
            key = _key(result)
            if left[key] > 0:
                left[key] -= 1
            else:
                kept.append(result)
        stale = sorted(rule for key, count in left.items() if count > 0 and (rule := key.split()[0]) in rules)
        message = "the baseline has {}, which no longer occurs: write the baseline again"
        return kept, [Notice(path, None, message.format(rule)) for rule in stale]

    def gone(self) -> list[Notice]:
        """Return a notice for each article of the baseline that no longer exists."""
        folder = self._file.parent
        return [
            Notice(path, None, "the baseline has an article that no longer exists: write the baseline again")
            for path in self._counts
            if not os.path.exists(folder / path)
        ]


def load(file: Path) -> Baseline:
    """Return the baseline in ``file``. Raises UsageError if there is none."""
    try:
        data = json.loads(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); --write-baseline writes it") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file}: not JSON ({error}); write the baseline again") from error
    if not _is_baseline(data):
        raise UsageError(f"{file}: not a baseline of version {_VERSION}: write it again")
    return Baseline(file, data["articles"])


def write(file: Path, results: Iterable[Result]) -> None:
    """Write a baseline with all ``results``. Raises OutputError."""
    articles: dict[str, Counter[str]] = {}
    for result in results:
        articles.setdefault(_relative(result.path, file), Counter())[_key(result)] += 1
    ordered = {path: dict(sorted(counts.items())) for path, counts in sorted(articles.items())}
    data = {"seedkit-baseline": _VERSION, "articles": ordered}
    files.clear_leftovers(file.parent)
    files.write_user_path(file, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode())


def _is_baseline(data: Any) -> bool:
    if not isinstance(data, dict) or data.get("seedkit-baseline") != _VERSION or not isinstance(data.get("articles"), dict):
        return False
    return all(
        isinstance(counts, dict) and all(key.strip() and isinstance(count, int) for key, count in counts.items())
        for counts in data["articles"].values()
    )


def _key(result: Result) -> str:
    return f"{result.diagnostic.rule} {result.fingerprint}"


def _relative(path: str, file: Path) -> str:
    return os.path.relpath(path, file.parent).replace(os.sep, "/")
