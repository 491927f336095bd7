"""Case pages of one stage: a raw article in a ``text`` fence, what the stage makes of it in the fence below."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

_FENCES = re.compile(r"```text\n(.*?)```\s*```(?:blocks|readings)\n(.*?)```", re.DOTALL)
CASES = Path(__file__).parent / "cases"


class Case(NamedTuple):
    """A raw article and the lines expected of it."""

    name: str
    raw: str
    expected: list[str]


def cases(stage: str) -> list[Case]:
    """Return the cases on the pages below ``tests/cases/STAGE``."""
    return [
        Case(f"{page.stem}-{number}", match[1], match[2].splitlines())
        for page in sorted((CASES / stage).glob("*.md"))
        for number, match in enumerate(_FENCES.finditer(page.read_text("utf-8")), 1)
    ]
