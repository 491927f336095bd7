"""For any input, a check raises nothing, its spans are valid, and its time is proportional to the input."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedkit.checks import CHECKS, check, corpus
from seedkit.checks.catalogue import CODES
from seedkit.model.compiled import Compiled
from seedkit.pipeline import compile_text
from seedkit.readers import READERS

SUFFIXES = {row.name: row.suffixes[0] for row in READERS.values()}
SIGNS = [
    *("\n", "\n\n", "\r\n", "\r", " ", "\t", "\xa0", "\u200b", "\u202e", "\u200d", "\ufeff", "\x07", "\ufffd", "â€™", "Ã©", "ð"),
    *("“", "”", "„", "«", '"', "‘", "’", "(", ")", "[", "]", "{", "}", "{{", "}}", "[name]", "[your town]", ":)", "a) "),
    *("03/10/2021", "1-2-2021", "/", "TODO:", "[TBD]", "lorem ipsum dolor", "insert link here"),
    *(" here", "step 9", "Step 2 of 5", "tip 3"),
    *("1. ", "2. ", "4. ", "2) ", "Step 1: ", "• ", "- ", "- [ ]", "Finally, ", "First of all, ", "Q: ", "A: "),
    *("FAQ\n\n", "Why rest?"),
    *("# ", "## ", "#### ", "==", "```\n", "`", "![](a)", "[a]()", "[a][b]", "[a]: c\n", "> "),
    *("---\n", "<h1>", "<h4>", "</h4>", "<li></li>"),
    *("<img src=a>", "<img", "<a href=''>", "</a>", "<code>", "</code>"),
    *("<p>", "&ldquo;", "&amp;", "Send them this:", "“Dear [name”"),
    *("3 ways to rest", "two steps", "7 min read", "Rest in the shade:", "Rest in the shade for an hour.", "word " * 30),
]  # fmt: skip


@pytest.mark.parametrize("format", SUFFIXES)
@given(text=st.lists(st.sampled_from(SIGNS), max_size=40).map("".join) | st.text(max_size=120))
@settings(max_examples=150)
def test_nothing_is_raised_and_places_are_places(format: str, text: str) -> None:
    compiled = compile_text(text, f"noise{SUFFIXES[format]}", format)
    for found in check(compiled, CODES):
        for span in (found.span, *(related.span for related in found.related)):
            assert span is None or 0 <= span.start <= span.end <= len(text)
    comparison = corpus.Comparison()
    for id in ("one", "other"):
        comparison.about(corpus.facts(compiled.document.model_copy(update={"id": id})))


@pytest.mark.parametrize("format", SUFFIXES)
@given(text=st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
def test_a_check_yields_its_own_rules(format: str, text: str) -> None:
    compiled = compile_text(text, f"noise{SUFFIXES[format]}", format)
    for row in CHECKS:
        assert {finding.rule for finding in row.run(compiled)} <= row.rules


def _seconds(compiled: Compiled) -> float:
    best = 1e9
    gc.disable()  # what it costs depends on what else is alive
    try:
        for _ in range(3):
            start = time.process_time()
            for row in CHECKS:
                list(row.run(compiled))
            best = min(best, time.process_time() - start)
    finally:
        gc.enable()
    return best


@pytest.mark.parametrize(
    "unit",
    [
        "1. Rest “here (now\n\n2. step 9 of 5\n\n2) a\n\n",
        "## \n\n## A\n\n[a][b] ![](c) `(`\n\n",
        "Rest in the shade for an hour and a half, then look up:\n\n- \n\n- a\n\n",
        "Q: Why rest?\n\nA: So.\n\nA: Or so.\n\n",
        "<h2>a</h2><p><img src=a> <a href=''>b</a> (</p><li></li>",
        "“[your town] â€™ 03/10/2021 TODO: ",
        '\u200b\u202ea ‘b "c ',
    ],
)
@pytest.mark.parametrize("format", SUFFIXES)
def test_time_is_linear(format: str, unit: str) -> None:
    small, large = (compile_text(unit * count, f"long{SUFFIXES[format]}", format) for count in (60, 480))
    assert _seconds(large) < 0.01 + 8 * _seconds(small) * 4  # were it quadratic, 8 times as much
