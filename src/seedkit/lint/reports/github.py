"""A check as workflow commands: GitHub Actions shows each next to its line."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.lint.results import Run

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_ESCAPES = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_ESCAPES_IN_PROPERTIES = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def report(run: Run) -> Iterator[str]:
    """Yield a command for each finding, notice, and article that could not be read."""
    for result in run.results:
        diagnostic, region = result.diagnostic, result.region
        place: dict[str, object] = {"file": result.path}
        if region is not None:
            place |= {"line": region.line, "endLine": region.end_line}
            if region.line == region.end_line:  # columns are shown only within a single line
                place |= {"col": region.column, "endColumn": region.end_column}
        place["title"] = f"{diagnostic.code} {diagnostic.rule}"
        yield _command(_COMMANDS[diagnostic.severity], place, f"{diagnostic.message}. {diagnostic.hint or ''}".strip())
    for notice in run.notices:
        place = {"file": notice.path}
        if notice.line is not None:
            place["line"] = notice.line
        yield _command("notice", place, notice.message)
    for path, error in run.failed:
        yield _command("error", {"file": path}, f"the article {error}")


def _command(name: str, properties: dict[str, object], message: str) -> str:
    written = ",".join(f"{key}={str(value).translate(_ESCAPES_IN_PROPERTIES)}" for key, value in properties.items())
    return f"::{name} {written}::{message.translate(_ESCAPES)}"
