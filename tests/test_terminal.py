"""What is printed: nothing that controls a terminal, nothing that a CI system executes."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from collections.abc import Callable
from contextlib import redirect_stdout

import pytest

from seedkit import terminal


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _printed(show: Callable[[str], None], text: str, stream: type[io.StringIO] = Terminal) -> str:
    with redirect_stdout(stream()) as out:
        show(text)
    return out.getvalue()


def test_every_character_that_controls_is_neutralised() -> None:
    every = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    controls = [c for c in every if unicodedata.category(c) in ("Cc", "Zl", "Zp") or _turns(c)]
    assert len(controls) > 70
    assert {_printed(terminal.print_line, f"a{character}b") for character in controls} == {"a�b\n"}
    assert terminal.harmless("".join(set(every) - set(controls))).count("�") == 1  # itself


def _turns(character: str) -> bool:
    """Whether a character has the property Bidi_Control."""
    marks = ("LEFT-TO-RIGHT", "RIGHT-TO-LEFT", "ARABIC LETTER MARK", "POP DIRECTIONAL", "FIRST STRONG ISOLATE")
    return unicodedata.category(character) == "Cf" and unicodedata.name(character, "").startswith(marks)


def test_only_the_painter_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    line = terminal.painter(Terminal())("red", "b\x1b[1mad") + " \x1b[32mgood\x1b[0m"
    assert _printed(terminal.print_line, line) == "\x1b[31mb�[1mad\x1b[0m �[32mgood�[0m\n"


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("::error file=README.md,line=1::Injected.txt", "�:error file=README.md,line=1::Injected.txt"),
        ("  \u00a0::set-output name=x::y", "  \u00a0�:set-output name=x::y"),
        ("seeds ##[error]Injected ##vso[task.setvariable]", "seeds �#[error]Injected �#vso[task.setvariable]"),
        ("a::b, ## [a link]", "a::b, ## [a link]"),
    ],
)
def test_what_a_ci_system_executes_is_neutralised(line: str, printed: str) -> None:
    assert _printed(terminal.print_line, line) == f"{printed}\n"


def test_data_is_exact_unless_a_person_watches() -> None:
    data = '{\n  "text": "::a\u202e\x9b"\n}'
    assert _printed(terminal.print_data, data) == '{\n  "text": "::a��"\n}\n'
    assert _printed(terminal.print_data, data, io.StringIO) == f"{data}\n"


def test_neutralising_takes_linear_time() -> None:
    for text in ("#" * 10**6, "#a" * 10**6, "##a" * 10**6, " " * 10**6, ":" * 10**6):
        assert len(terminal.neutral(text)) == len(text)


def test_a_line_is_a_line() -> None:
    text = _printed(terminal.print_line, "one\ntwo\r\nthree\u2028four\x85five")
    assert len(re.split(r"[\n\r\x85\u2028]", text.removesuffix("\n"))) == 1
