"""Pictures of what is read as what: an article of `docs/readings.md`, and an entity that it becomes, in matching colors.

Usage: ``python website/pictures.py``. Writes an SVG for each article of that page to ``docs/pictures/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

import seedkit

DOCS = Path(__file__).parent.parent / "docs"
_FENCE = re.compile(r"^```(?:text|markdown) ((\w+)\.\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

_COLORS = ("#bfe3dd", "#ffe0a3", "#d9d2f5", "#ffd0c7", "#cfe8b5", "#c9defa")
_CHARACTER, _LINE, _MARGIN, _GAP = 7.8, 22, 16, 40
_MOST = 44
"""Characters of a value that are shown."""


class Value(NamedTuple):
    """A key of an entity with its value; ``span`` where the value is a text of the article."""

    key: str
    text: str
    span: tuple[int, int] | None = None


def pictures(page: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the SVG of the picture of each article on a page. An article is named after the array it shows."""
    for file, array, text in _FENCE.findall(page):
        article = seedkit.normalize(text, path=file, format=None)
        shown = article.model_dump(by_alias=True)[array]
        entity = shown if isinstance(shown, dict) else max(shown, key=lambda each: len(str(each)))
        yield f"{array}.svg", picture(text.rstrip("\n").split("\n"), array, list(_values(entity)), _offsets(text))


def _values(entity: dict[str, object], prefix: str = "") -> Iterator[Value]:
    """Yield the values of an entity that are not empty, without its own span; those of lists one by one."""
    for key, value in entity.items():
        name = f"{prefix}{key}"
        if key in ("span", "id", "parent", "group", "position") or value in (None, [], (), {}, ""):
            continue
        if isinstance(value, dict):
            yield _value(name, value)
        elif isinstance(value, (list, tuple)):
            for number, each in enumerate(value):
                yield _value(f"{name}[{number}]", each) if isinstance(each, dict) else Value(f"{name}[{number}]", str(each))
        elif key != "text":
            yield Value(name, str(value).lower() if isinstance(value, bool) else str(value))
        else:
            span = entity["span"]
            assert isinstance(span, dict)
            yield Value(name, str(value), (span["start"], span["end"]))


def _value(name: str, value: dict[str, object]) -> Value:
    span = value.get("span")
    text = value.get("text", value.get("ref", value.get("name", value.get("value"))))
    return Value(name, str(text), (span["start"], span["end"]) if isinstance(span, dict) else None)


def _offsets(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def picture(lines: Sequence[str], array: str, values: Sequence[Value], offsets: Sequence[int]) -> str:
    """Return an SVG: the lines of the article on the left, the values of an entity on the right."""
    keys = max(len(value.key) for value in values)
    shown = [Value(value.key, _short(value.text), value.span) for value in values]
    left = _MARGIN + max(map(len, lines)) * _CHARACTER
    right = left + _GAP
    middle = right - _MARGIN / 2
    column = right + _MARGIN / 2 + (keys + 2) * _CHARACTER
    width = column + max(len(value.text) for value in shown) * _CHARACTER + _MARGIN
    height = 2 * _MARGIN + _LINE * max(len(lines), len(values) + 1)
    colored = {value.span: _COLORS[number % len(_COLORS)] for number, value in enumerate(v for v in values if v.span is not None)}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}" '
        f'font-family="ui-monospace, Menlo, Consolas, monospace" font-size="13" role="img">',
        f"<title>{escape(f'The lines of an article, and what becomes of them in {array}')}</title>",
        f'<rect width="{width:.0f}" height="{height}" rx="6" fill="#fff" stroke="#d0d7de"/>',
        f'<rect x="{middle:.1f}" y="1" width="{width - middle - 1:.1f}" height="{height - 2}" fill="#f6f8fa"/>',
    ]
    for span, color in colored.items():
        assert span is not None
        parts += [
            _band(_MARGIN + first * _CHARACTER, number, last - first, color)
            for number, first, last in _pieces(span, lines, offsets)
        ]
    parts += [_text(_MARGIN, number, line) for number, line in enumerate(lines) if line.strip()]
    parts.append(_text(right, 0, array, weight="bold"))
    for number, value in enumerate(shown, 1):
        if value.span is not None:
            parts.append(_band(column, number, len(value.text), colored[value.span]))
        parts += [_text(right, number, value.key, "#57606a"), _text(column, number, value.text)]
    return "\n".join([*parts, "</svg>", ""])


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MOST else f"{flat[: _MOST - 1]}…"


def _pieces(span: tuple[int, int], lines: Sequence[str], offsets: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each line that a span covers, and the columns where it begins and ends there."""
    for number, line in enumerate(lines):
        first = max(span[0] - offsets[number], 0)
        last = min(span[1] - offsets[number], len(line))
        if first < last:
            yield number, first, last


def _band(x: float, line: int, characters: int, color: str) -> str:
    y = _MARGIN + line * _LINE + 1
    return f'<rect x="{x - 2:.1f}" y="{y}" width="{characters * _CHARACTER + 4:.1f}" height="{_LINE - 3}" rx="3" fill="{color}"/>'


def _text(x: float, line: int, text: str, color: str = "#24292f", weight: str = "normal") -> str:
    stripped = text.lstrip()
    x += (len(text) - len(stripped)) * _CHARACTER
    y = _MARGIN + line * _LINE + 15
    length = f' textLength="{len(stripped) * _CHARACTER:.1f}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{x:.1f}" y="{y}" fill="{color}" font-weight="{weight}"{length}>{escape(stripped)}</text>'


def main() -> None:
    """Write the pictures."""
    folder = DOCS / "pictures"
    folder.mkdir(exist_ok=True)
    for name, svg in pictures((DOCS / "readings.md").read_text("utf-8")):
        (folder / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
