"""The index of the rules, from the catalogue, and their pages, from the package."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks import pages as packaged
from seedkit.checks.catalogue import CODES, Code
from seedkit.lint.fixes import FIXES

_HEAD = """\
# Rules

What [`seedkit check`](../checking.md) reports. `seedkit rules` prints this list, and `seedkit explain RULE` a page of it.
"""

_SUBJECTS = {
    "1": "The document",
    "2": "Numbers and counts",
    "3": "Steps",
    "4": "Questions",
    "5": "Checklists",
    "6": "Sample texts",
    "7": "Characters and whitespace",
    "8": "Rights and origin",
    "9": "The corpus",
}
"""First digit of a code → what its rules are about."""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the path in the site and the content of the index and of each rule's page."""
    yield "rules/index.md", _HEAD + "".join(_section(digit, subject) for digit, subject in _SUBJECTS.items())
    for row in CODES.values():
        page = packaged.page(row)
        if page is None:
            raise ValueError(f"{row.code} has no page")
        title, _, rest = page.partition("\n")
        yield f"rules/{row.code}-{row.rule}.md", f"{title}\n\n{_facts(row)}\n{rest}"


def _section(digit: str, subject: str) -> str:
    head = "| code | rule | severity | default | fix | description |\n| --- | --- | --- | --- | --- | --- |\n"
    rows = (_row(row) for row in CODES.values() if row.code.startswith(f"SK{digit}"))
    return f"\n## {subject}\n\n{head}{''.join(rows)}"


def _row(row: Code) -> str:
    link = f"[{row.code}]({row.code}-{row.rule}.md)"
    return f"| {link} | `{row.rule}` | {row.severity} | {_default(row)} | {_fix(row)} | {row.sentence} |\n"


def _facts(row: Code) -> str:
    fix = f", {_fix(row)} fix" if _fix(row) else ""
    return f"*{row.severity.capitalize()}, {_default(row)} by default{fix}.* {row.hint}"


def _default(row: Code) -> str:
    return "on" if row.default else "off"


def _fix(row: Code) -> str:
    return "" if row.rule not in FIXES else "safe" if FIXES[row.rule].safe else "unsafe"
