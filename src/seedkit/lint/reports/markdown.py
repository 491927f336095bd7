"""A check as Markdown: a table for the comment of a merge request or the summary of a job."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedkit.lint.results import Run, severities
from seedkit.messages import counted

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def report(run: Run) -> Iterator[str]:
    """Yield a summary line, then a table with one row per finding, then the notices and failures."""
    figures = [figure for _, figure in severities(run)]
    if run.failed:
        figures.append(f"{len(run.failed)} unreadable")
    yield f"**seedkit check**: {counted(len(run.articles), 'article')}, {', '.join(figures) or 'no findings'}"
    if run.results:
        yield ""
        yield "| place | severity | rule | finding | what to do |"
        yield "| --- | --- | --- | --- | --- |"
    for result in run.results:
        diagnostic = result.diagnostic
        place = result.path if result.region is None else f"{result.path}:{result.region.line}"
        rule = f"{diagnostic.code} {diagnostic.rule}"
        cells = (place, diagnostic.severity, rule, diagnostic.message, diagnostic.hint or "")
        yield f"| {' | '.join(map(_plain, cells))} |"
    if run.failed or run.notices:
        yield ""
    for path, error in run.failed:
        yield f"- {_plain(path)} {_plain(error)}"
    for notice in run.notices:
        place = notice.path if notice.line is None else f"{notice.path}:{notice.line}"
        yield f"- {_plain(place)}: {_plain(notice.message)}"


def _plain(text: str) -> str:
    """Return ``text`` escaped so that Markdown shows it unchanged, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
