"""A check for a person: each finding with its line, the place in it underlined, and the hint; then a summary."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.lint.results import Region, Result, Run, severities
from seedkit.messages import counted
from seedkit.terminal import Paint, columns, harmless

_COLORS = {"error": "red", "warning": "yellow", "info": "blue"}
_WIDEST = 110  # columns of an article's line that are shown
_BEFORE = 30  # of them, those before a place far to the right


def plain(run: Run) -> Iterator[str]:
    """Yield the lines of the report without colors, of any length."""
    return findings(run, lambda _, text: text, None)


def findings(run: Run, paint: Paint, room: int | None, summary: bool = True) -> Iterator[str]:
    """Yield the lines of the report, for a terminal with ``room`` columns (``None``: any number)."""
    side = max((len(str(result.region.line)) for result in run.results if result.region is not None), default=1)
    width = min(_WIDEST, max((room or _WIDEST) - side - 4, 20))
    for result in run.results:
        yield from _finding(result, side, width, paint)
        yield ""
    for path, error in run.failed:
        yield f"{paint('bold', harmless(path))}: {paint('red', 'error')} {harmless(error)}"
    for notice in run.notices:
        place = notice.path if notice.line is None else f"{notice.path}:{notice.line}"
        yield f"{paint('bold', harmless(place))}: {paint('blue', 'note')} {harmless(notice.message)}"
    if summary:
        yield from _summary(run, paint)


def _finding(result: Result, side: int, width: int, paint: Paint) -> Iterator[str]:
    diagnostic, region = result.diagnostic, result.region
    color = _COLORS[diagnostic.severity]
    place = result.path if region is None else f"{result.path}:{region.line}:{region.column}"
    head = paint(color, f"{diagnostic.severity} {diagnostic.code} {diagnostic.rule}")
    yield f"{paint('bold', harmless(place))}: {head}: {harmless(diagnostic.message)}"
    margin = " " * side
    if region is not None:
        before, words, behind = _window(region, width)
        yield f"{paint('dim', f'{region.line:>{side}} | ')}{before}{words}{behind}"
        under = "^" * max(1, columns(words))
        yield f"{paint('dim', f'{margin} | ')}{' ' * columns(before)}{paint(color, under)}"
    if result.related:
        lines = ", ".join(dict.fromkeys(str(other.line) for other, _ in result.related))
        yield f"{paint('dim', f'{margin} = ')}see {'line' if lines.isdecimal() else 'lines'} {lines}"
    if diagnostic.hint is not None:
        yield f"{paint('dim', f'{margin} = ')}{paint('dim', harmless(diagnostic.hint))}"


def _window(region: Region, width: int) -> tuple[str, str, str]:
    """Return the text before the place in its line, the words of the place, and the text after it, in ``width`` columns."""
    before = region.before.lstrip() if region.column <= len(region.before) + 1 else f"...{region.before}"
    if columns(before) > width // 2:
        before = "..." + before[-min(_BEFORE, width // 3) :]
    before = harmless(before.replace("\t", " "))
    words = _cut(region.words, width - columns(before))
    return before, words, _cut(region.behind, width - columns(before) - columns(words))


def _cut(text: str, room: int) -> str:
    """Return the beginning of ``text`` that fits into ``room`` columns, with a mark at its end if it is cut."""
    text = harmless(text[: room + 1].replace("\t", " ")) if len(text) > room else harmless(text.replace("\t", " "))
    if columns(text) <= room:
        return text
    while text and columns(text) > room - 3:
        text = text[:-1]
    return text + "..."[: max(room, 0)]


def _summary(run: Run, paint: Paint) -> Iterator[str]:
    articles = f"{counted(len(run.articles), 'article')} checked"
    figures = [paint(_COLORS[severity], figure) for severity, figure in severities(run)]
    if run.failed:
        figures.append(paint("red", f"{len(run.failed)} unreadable"))
    yield f"{articles}: {', '.join(figures) or paint('green', 'no findings')}"
    safe = sum(result.fix == "safe" for result in run.results)
    unsafe = sum(result.fix == "unsafe" for result in run.results)
    if safe:
        yield f"{safe} fixable with --fix"
    if unsafe:
        yield f"{unsafe} {'more ' if safe else ''}fixable with --unsafe-fixes, which can change how an article is read"
