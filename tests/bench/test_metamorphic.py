"""The bench of changes that mean nothing: what it compares, and what is promised of articles of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

import metamorphic

SEEDS = Path(__file__).parents[2] / "seeds"
LOST = "How to rest\n\nSit down somewhere, as long as you like, in the shade of a tree that you know well.\n\nThen get up.\n"


def test_what_is_kept_and_lost_is_counted() -> None:
    texts = {"a": LOST, "b": LOST.replace("Then get up.", "1. Get up.\n2. Walk.")}
    found = dict(metamorphic.measure(texts, ["blank lines tripled"]))["blank lines tripled"]
    assert (found.articles, found.of_articles, found.lost) == (2, 2, ())
    assert found.entities == found.of_entities > 2


def test_a_change_of_words_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = {"another word": lambda text: text.replace("Sit", "Lie").encode()}
    monkeypatch.setattr(metamorphic, "CHANGES", changes)
    found = dict(metamorphic.measure({"a": LOST}, ["another word"]))["another word"]
    assert (found.articles, found.of_articles, found.lost) == (0, 1, ("a",))
    assert found.entities < found.of_entities


def test_what_wrapping_would_change_is_left_out() -> None:
    assert metamorphic.can_be_wrapped(LOST)
    assert not metamorphic.can_be_wrapped(LOST.replace("\n\n", "\n"))
    assert not metamorphic.can_be_wrapped(metamorphic.CHANGES["wrapped at 60"](LOST).decode())


@pytest.mark.parametrize("change", metamorphic.CHANGES)
def test_changes_of_form_change_nothing_that_is_read_in_our_own_articles(change: str) -> None:
    [(_, kept)] = metamorphic.measure(metamorphic.read([SEEDS], 1), [change])
    assert kept.of_articles == 5
    if change.startswith("wrapped"):  # a last word that is alone on its line may be taken for a paragraph
        assert kept.of_entities - kept.entities <= 1
    else:
        assert (kept.entities, kept.lost) == (kept.of_entities, ())
