"""Work grows in proportion to the input: lines of Python that run from a text to every written form are counted, function by
function, so that the result is the same on every machine. Work in C is timed in the rooms that hand it much at once."""

from __future__ import annotations

from collections import Counter
from types import CodeType

import pytest

from baits import BAITS, Bait
from seedkit.pipeline import compile_text
from seedkit.writers import ARTICLE_WRITERS, WRITERS
from work import lines_run


@pytest.mark.parametrize("bait", BAITS.values(), ids=BAITS)
def test_work_grows_with_the_input(bait: Bait) -> None:
    _lines(bait.text(2), bait.format)  # what is done once a process is done
    small, large = _lines(bait.text(40), bait.format), _lines(bait.text(160), bait.format)
    least = large.total() / 500
    grown = {f"{code.co_filename}:{code.co_firstlineno}": n / small[code] for code, n in large.items() if small[code] and n > least}
    assert {place: times for place, times in grown.items() if times > 6} == {}  # were it quadratic, 16 times as much


def _lines(text: str, format: str) -> Counter[CodeType]:
    """Return how many lines of each function run to compile ``text`` and to write it in every form."""

    def compile_and_write() -> None:
        document = compile_text(text, format=format).document
        for writer in (*WRITERS, *ARTICLE_WRITERS):
            writer.dump(document)

    return lines_run(compile_and_write)
