"""Write the names of months and weekdays into the words of every language but English, from CLDR (needs Babel).

    python bench/calendars.py [CODE ...]      rewrite `weekdays` and `[months]` in src/seedkit/language/CODE.toml

Babel is needed to run this alone, not by seedkit: `pip install babel` in an environment of your own.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from seedkit.language import lexicon
from seedkit.language.lexicon import FALLBACK, LANGUAGES

FOLDER = Path(lexicon.__file__).parent
WIDTHS = ("wide", "abbreviated")
CONTEXTS = ("format", "stand-alone")
_WEEKDAYS = re.compile(r"^# Weekdays, from CLDR\.\nweekdays = \[[^\]]*\]\n\n", re.MULTILINE)
_MONTHS = re.compile(r"^# From CLDR, .*\n\[months\]\n(?:.+\n)*\n?", re.MULTILINE)
_LINE = 132


def renew(text: str, weekdays: Iterable[str], months: Iterable[tuple[str, int]]) -> str:
    """Return the words of a language with other weekdays and months: weekdays below the first line, months at the end."""
    head, _, rest = _MONTHS.sub("", _WEEKDAYS.sub("", text)).partition("\n\n")
    days = _array("weekdays", weekdays)
    names = "".join(f"{json.dumps(name, ensure_ascii=False)} = {month}\n" for name, month in months)
    above = f"{head}\n\n# Weekdays, from CLDR.\n{days}\n\n{rest.rstrip()}\n\n"
    return f"{above}# From CLDR, in every form that a date may have.\n[months]\n{names}"


def _array(key: str, words: Iterable[str]) -> str:
    lines, line = [f"{key} = ["], " "
    for word in words:
        part = f" {json.dumps(word, ensure_ascii=False)},"
        if len(line) + len(part) > _LINE:
            lines.append(line)
            line = " "
        line += part
    return "\n".join([*lines, line, "]"])


def _names(code: str, kind: str) -> dict[str, int]:
    from babel import Locale  # installed for this script alone

    calendar = Locale.parse(code)
    tables = {"months": calendar.months, "days": calendar.days}[kind]
    named = (
        (name.lower().rstrip("."), number)
        for context in CONTEXTS
        for width in WIDTHS
        for number, name in tables[context][width].items()
    )
    return {name: number for name, number in named if not name[:1].isdigit()}


def main(codes: list[str]) -> None:
    for code in codes or [code for code in LANGUAGES if code != FALLBACK]:
        path = FOLDER / f"{code}.toml"
        months = sorted(_names(code, "months").items(), key=lambda item: item[1])
        path.write_text(renew(path.read_text("utf-8"), _names(code, "days"), months), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
