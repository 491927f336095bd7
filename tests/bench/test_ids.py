"""The bench of ids: what it takes for who, and that it finds next to every id kept."""

from __future__ import annotations

from random import Random

import pytest

import ids
from articles import article
from seedkit.model.document import Document


@pytest.mark.parametrize("seed", [1, 2])
def test_every_untouched_entity_and_nearly_every_edited_one_keeps_its_id(seed: int) -> None:
    figures, _ = ids.measure([article(4000, number) for number in range(4)], 120, seed)
    assert figures["with untouched"] > 1500
    assert figures["with untouched kept"] == figures["with untouched"]
    assert figures["with edited"] > 40
    assert figures["with edited kept"] >= 0.95 * figures["with edited"]
    assert figures["without untouched kept"] >= 0.98 * figures["without untouched"]


def test_entities_are_known_by_their_lines_whatever_became_of_them() -> None:
    blocks = ids.split(
        "How to rest\n\nA pause is work too, and it has to be learned.\n\n1. Sit down\n\nAnywhere.\n\n2. Look up\n\nFar."
    )
    before = ids.known(ids.read(blocks), blocks)
    moved = [*blocks[:2], *blocks[4:], *blocks[2:4]]
    ids.renumber(moved, Random(1))
    after = ids.known(ids.read(moved), moved)
    assert {key for key in before if key[0] == "item"} == {key for key in after if key[0] == "item"}
    assert [block[0].text for block in moved][2::2] == ["1. Look up", "2. Sit down"]


def test_every_edit_leaves_an_article() -> None:
    for edit in ids.EDITS:
        blocks = ids.split(article(3000, 1))
        edit(blocks, Random(2))
        assert isinstance(ids.read(blocks), Document)


def test_the_command_prints_a_row_a_condition(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["ids.py", "--edits", "20"])
    ids.main()
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.startswith("20 edits of 20 articles")
    assert [row.split()[:3] for row in rows] == [
        [memory, "memory", sort] for memory in ("with", "without") for sort in ("untouched", "edited")
    ]
