"""Articles with more findings of one rule than anybody reads."""

from __future__ import annotations

import pytest

from seedkit.checks import MOST
from seedkit.pipeline import compile_text


@pytest.mark.parametrize("more", [0, 1, 2, 50])
def test_of_one_rule_the_first_are_listed_and_the_rest_is_counted(more: int) -> None:
    text = "A title\n\n" + "(\n" * (MOST + more) + "\nTODO: words\n"
    found = compile_text(text).document.diagnostics
    brackets = [d for d in found if d.rule == "unbalanced-bracket"]
    assert len(brackets) == MOST + min(more, 1)
    assert [d.data for d in brackets[MOST:] if "not_listed" in d.data] == ([{"not_listed": more}] if more > 1 else [])
    lines = [d.span.line for d in brackets if d.span is not None]
    assert lines == list(range(3, 3 + len(brackets)))
    assert any(d.rule == "placeholder-text" for d in found)
