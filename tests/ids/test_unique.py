"""Ids of entities that say the same."""

from __future__ import annotations

from dataclasses import dataclass

from seedkit.ids.unique import unique_ids


@dataclass(frozen=True, eq=False)
class Entity:
    base: str
    id_words: str
    parent: Entity | None


ARTICLE = Entity("", "", None)


def entity(id_words: str, parent: Entity = ARTICLE) -> Entity:
    return Entity(f"step-{id_words}", id_words, parent)


def test_what_nobody_else_says_is_the_id_as_it_stands() -> None:
    assert unique_ids([entity("dig"), entity("rake")]) == ["step-dig", "step-rake"]


def test_equal_words_in_two_places_depend_on_the_places_and_not_on_the_order() -> None:
    bed, path = entity("bed"), entity("path")
    here, there = entity("rake", bed), entity("rake", path)
    ids = dict(zip("bprs", unique_ids([bed, path, here, there]), strict=True))
    assert ids["r"] != ids["s"]
    assert unique_ids([path, there, bed, here]) == [ids["p"], ids["s"], ids["b"], ids["r"]]


def test_equal_words_in_one_place_are_counted_past_ids_that_are_taken() -> None:
    first, second = unique_ids([entity("rake"), entity("rake")])
    assert second == f"{first}-2"
    taken = Entity(second, "other words", ARTICLE)
    assert unique_ids([entity("rake"), taken, entity("rake")]) == [first, second, f"{first}-3"]


def test_a_thousand_alike_each_have_an_id_of_their_own() -> None:
    assert len(set(unique_ids([entity("rake") for _ in range(1000)]))) == 1000
