"""The words of a short line, and those around it, as features."""

from __future__ import annotations

from seedkit.classify.shapes import measure
from seedkit.classify.weighed import Weights, names_of, row, words
from seedkit.language.lexicon import lexicon_for
from seedkit.readers.decode import from_text
from seedkit.readers.plain import lines
from seedkit.segment import segment

ENGLISH = lexicon_for("en")


def names(text: str, k: int) -> set[str]:
    """Return the names of the word features of block ``k``."""
    source = from_text(text, "lamp.txt", "text")
    blocks = segment(source, lines(source), ENGLISH)
    return set(names_of(words.features(blocks, [measure(block) for block in blocks], k, ENGLISH, row)))


def test_words_of_a_line_and_of_those_around_it() -> None:
    found = names("Wipe it dry.\n\nThe NASA lamp 12\n\nOil it. Then wait;\n", 1)
    assert found == {
        *("word the", "word the none", "word nasa", "word lamp", "word #"),
        *("first word the", "first word the none", "last word #"),
        *("above begins wipe", "above ends .", "below begins oil", "below ends ;"),
        *("pattern TX", "pattern TXl"),
    }


def test_nothing_above_and_nothing_below() -> None:
    assert not {name for name in names("Lamp\n", 0) if name.startswith(("above", "below"))}


def test_fitted_weights_know_their_own_features_alone() -> None:
    find = Weights({"heading": {"": 0.5, "word lamp": 1.0}}).find("heading")
    assert find("word lamp") == row("word lamp")
    assert find("word of-no-weight") is None
    assert Weights({"chain": {"": 0.5}}).find("heading")("word new") == row("word new")
