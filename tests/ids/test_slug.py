"""Slugs of names with letters that are not ASCII."""

from __future__ import annotations

import pytest

from seedkit.ids.slug import document_id, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Łódź", "lodz"),
        ("Straße nach Gießen", "strasse-nach-giessen"),
        ("Smørrebrød på Øya", "smorrebrod-pa-oya"),
        ("Þórður æfir", "thordur-aefir"),
        ("Cœur d’Œuvre", "coeur-doeuvre"),
        ("İstanbul’da ışık", "istanbulda-isik"),
        ("Đà Nẵng", "da-nang"),
        ("Crème brûlée", "creme-brulee"),
        ("Make peace", "make-peace"),
    ],
)
def test_latin_letters_stay_readable(text: str, expected: str) -> None:
    assert slug(text) == expected
    assert document_id(f"{text}.txt") == expected
