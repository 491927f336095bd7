"""The evidence of a short line by itself: its words, and those around it, as features."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.classify import page_of
from seedkit.classify.page import Readings, shapes
from seedkit.classify.shapes import shape_of
from seedkit.classify.weighed import Linear
from seedkit.classify.weighed.heading import FAMILIES, evidence
from seedkit.classify.weighed.setting import setting_of
from seedkit.language.lexicon import lexicon_for
from seedkit.model.front import Front
from seedkit.readers.decode import from_text
from seedkit.readers.plain import lines
from seedkit.segment import segment

ENGLISH = lexicon_for("en")


def names(text: str, k: int) -> list[str]:
    """Return the names of the features of block ``k``."""
    source = from_text(text, "lamp.txt", "text")
    blocks = segment(source, lines(source), ENGLISH)
    page = page_of(source, blocks, [shape_of(block) for block in blocks], [None] * len(blocks), Front(), ENGLISH)
    setting = setting_of(page, shapes(page, Readings(len(page.blocks))))
    return Linear({}, FAMILIES).names(evidence(setting, [k])[k])


def test_words_of_a_line_and_of_those_around_it() -> None:
    found = names("Wipe it dry.\n\nThe NASA lamp 12\n\nOil it. Then wait;\n", 1)
    said = [name for name in found if name.startswith(("word", "first word", "last word", "above begins", "below begins", "set"))]
    assert said == [
        *("first word the", "first word the none", "last word #", "above begins wipe", "below begins oil"),
        *("word the", "word the none", "set T none", "word nasa", "set X none", "word lamp", "set l none", "word #", "set d none"),
    ]
    assert {"above ends .", "below ends ;", "size 4-5", "gaps mixed 11"} <= set(found)


def test_nothing_above_and_nothing_below() -> None:
    assert {"above begins ", "below begins ", "around nothing nothing"} <= set(names("Lamp\n", 0))


def test_a_score_is_the_sum_of_the_weights_of_its_features() -> None:
    linear = Linear({"": -0.5, "long lamp": 0.25, "even": 0.1}, (_by_length, _by_word))
    parts = [("lamp",), ("lamp",), ("even",), ("oil",)]
    assert linear.score(parts) == -50 + 25 + 0 + 10
    assert linear.score([*parts, ("even",)]) == -5
    assert list(linear.named(parts)) == [("long lamp", 0.25), ("even", 0.1)]


def _by_length(word: str) -> Iterator[str]:
    yield f"{'long' if len(word) > 3 else 'short'} {word}"


def _by_word(word: str) -> Iterator[str]:
    yield word
