"""Ids across builds: an entity keeps its id when it or its neighbors are edited."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seedkit
from sample_articles import files_below
from seedkit.diff.compare import compare
from seedkit.ids.keep import remember
from seedkit.ids.matching import match
from seedkit.ids.revision import revision
from seedkit.model.document import Checklist, Document, Group
from seedkit.model.walk import body_of, entities, rename

RIVER = """How to cross a river in three steps

A river is stronger than it looks, and colder.

1. Find the widest place

Where it is wide it is shallow. Throw a stick in and see how fast it goes.

Ask yourself:

- Can I see the ground?
- Is there a way back?

2. Loosen your straps

A pack that you cannot drop pulls you under. Tell your friends:

“I go first, [name] goes last.”

3. Walk sideways

Face the current and lean on a pole. Ask yourself:

- Do I still feel my feet?
- Is there a way back?

FAQ

May I take my boots off?

No, the stones are sharp.

Final words

Turn round while you can.
"""


def read(text: str) -> Document:
    return seedkit.normalize(text, path="river.txt")


def names(document: Document) -> dict[str, str]:
    """The ids by what bears them: kind, place in its array."""
    found: dict[str, str] = {}
    for entity, _ in entities(document):
        kind = type(entity).__name__
        found[f"{kind} {sum(key.startswith(kind + ' ') for key in found)}"] = entity.id
    return found


BEFORE = read(RIVER)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Find the widest place", "Look for the widest place"),
        ("Find the widest place", "Begin by looking upstream"),  # the body stayed
        ("Where it is wide it is shallow. Throw a stick in and see how fast it goes.", "Ask a fisherman."),  # the title stayed
        ("Ask yourself:\n\n- Can", "Questions:\n\n- Can"),
        ("- Can I see the ground?", "- Can I see teh ground?"),
        ("A river is stronger", "A stream is stronger"),
        ("May I take my boots off?", "Should I take my boots off?"),
        ("I go first, [name] goes last.", "I walk first, [name] goes last."),
        ("3. Walk", "4. Walk"),
        ("in three steps", ""),
    ],
)
def test_an_edit_changes_no_id(old: str, new: str) -> None:
    assert old in RIVER
    after = remember(BEFORE, read(RIVER.replace(old, new)))
    assert names(after) == names(BEFORE)
    assert after.revision == revision(after) != BEFORE.revision


def test_what_moves_takes_its_id_along() -> None:
    parts = RIVER.split("\n\n")
    first, third = parts.index("1. Find the widest place"), parts.index("3. Walk sideways")
    end = parts.index("FAQ")
    turned = [*parts[:first], *parts[third:end], *parts[first:third], *parts[end:]]
    text = "\n\n".join(turned).replace("1. Find", "2. Find").replace("2. Loosen", "3. Loosen").replace("3. Walk", "1. Walk")
    after = remember(BEFORE, read(text))
    assert [step.id for step in after.steps] == ["step-walk-sideways", "step-find-the-widest-place", "step-loosen-your-straps"]
    assert set(names(after).values()) == set(names(BEFORE).values())
    assert {c.parent: c.id for c in after.checklists} == {c.parent: c.id for c in BEFORE.checklists}


def test_an_id_goes_with_an_entity_through_many_small_edits() -> None:
    titles = [
        "Find a wide place",
        "Find a wide spot",
        "Find the shallow spot",
        "Look for the shallow spot",
        "Look for shallow water",
    ]
    document = BEFORE
    for title in titles:
        document = remember(document, read(RIVER.replace("Find the widest place", title)))
    assert document.steps[0].id == "step-find-the-widest-place"
    assert document.steps[0].title is not None
    assert document.steps[0].title.text == "Look for shallow water"


def test_a_new_entity_is_never_given_an_id_that_another_one_has_or_had() -> None:
    mended = remember(BEFORE, read(RIVER.replace("Loosen your straps", "Loosen all your straps now")))
    assert mended.steps[1].id == "step-loosen-your-straps"
    text = RIVER.replace("Loosen your straps", "Loosen all your straps now").replace("3. Walk", "4. Walk")
    text = text.replace("4. Walk", "3. Loosen your straps\n\nOnce more, at the bank, before the water gets deep.\n\n4. Walk")
    after = remember(mended, read(text))
    assert [step.id for step in after.steps] == [
        "step-find-the-widest-place", "step-loosen-your-straps", "step-loosen-your-straps-2", "step-walk-sideways",
    ]  # fmt: skip


def test_nothing_is_remembered_of_another_article() -> None:
    other = read(
        "How to fold a napkin\n\nLinen is best for this.\n\n1. Lay it flat\n\nSmooth it.\n\n2. Fold it twice\n\nPress hard.\n"
    )
    after = remember(BEFORE, other)
    assert after.steps == other.steps
    assert after.passages == other.passages


def test_ids_are_kept_when_a_group_becomes_one_of_another_kind() -> None:
    ways = (
        "How to rest\n\nIt is not hard.\n\n3 ways to rest\n\n1. Sit\n\nAnywhere.\n\n2. Lie\n\nIn the grass.\n\n3. Nap\n\nBriefly.\n"
    )
    before, after = read(ways), read(ways.replace("3 ways to rest", "3 signs of rest"))
    assert before.steps
    assert after.points
    assert [point.id for point in remember(before, after).points] == [step.id for step in before.steps]


def test_ids_are_kept_when_an_edit_makes_passages_of_steps() -> None:
    numbered = "# Rest\n\nIt is not hard.\n\n## 1. Sit down\n\nAnywhere.\n\n## 2. Lie down\n\nIn the grass.\n"
    plain = numbered.replace("1. Sit", "Sit").replace("2. Lie", "Lie").replace("It is not hard.", "On rest.")
    before, after = (seedkit.normalize(text, format="markdown") for text in (numbered, plain))
    assert len(before.steps) == 2
    assert after.steps == ()
    kept = remember(before, after)
    assert [passage.id for passage in kept.passages if passage.heading] == [step.id for step in before.steps]
    changes = [(c.change, c.field, c.old, c.new) for c in compare(before, kept) if c.id == before.steps[0].id]
    assert changes[0] == ("changed", "entity", "step", "passage")
    assert {change for change, *_ in changes[1:]} == {"moved"}


def test_every_reference_follows() -> None:
    markdown = (
        "# How to pack\n\nStart early.\n\n## 1. Lay it out\n\nOn the bed:\n\n- [ ] socks\n  `pairs only`\n- [ ] soap\n\n"
        "| What | Where |\n| --- | --- |\n| hat | shelf |\n\n![A bag](bag.jpg)\n\n## 2. Roll it\n\n1. Fold.\n2. Roll.\n"
    )
    before = seedkit.normalize(markdown, format="markdown")
    ids = list(before.entities)
    after = rename(before, {id: f"new-{id}" for id in ids})
    assert [entity.id for entity, _ in entities(after)] == [f"new-{entity.id}" for entity, _ in entities(before)]
    text = after.model_dump_json(exclude={"id", "source"})
    assert not [id for id in ids if f'"{id}"' in text]
    assert rename(after, {f"new-{id}": id for id in ids}) == before
    back = remember(after, before)
    assert back == after.model_copy(update={"revision": revision(after)})
    refs = {block.ref for entity, _ in entities(back) for block in body_of(entity) if block.kind in ("checklist", "group")}
    assert refs == {entity.id for entity, parent in entities(back) if parent and isinstance(entity, Checklist | Group)}


def test_twins_are_known_by_their_neighbors() -> None:
    def listed(*items: str) -> Document:
        return read("Packing\n\nTake these:\n\n" + "\n".join(f"- {item}" for item in items) + "\n")

    before = listed("map", "socks", "lamp", "socks", "rope")
    after = listed("socks", "map", "socks", "lamp", "rope")
    (old,), (new,) = before.checklists, remember(before, after).checklists
    assert [new.items[place].id for place in (1, 2, 3, 4)] == [old.items[place].id for place in (0, 1, 2, 4)]


def test_a_document_changed_by_hand_is_no_trap() -> None:
    data = json.loads(BEFORE.model_dump_json())
    data["checklists"][0]["parent"] = data["checklists"][0]["id"]
    data["passages"][0]["parent"] = "gone"
    data["steps"].append(data["steps"][0])
    odd = Document.model_validate(data)
    assert set(match(odd, BEFORE).values()) <= {entity.id for entity, _ in entities(odd)}
    assert set(match(BEFORE, odd).values()) <= {entity.id for entity, _ in entities(BEFORE)}


words = st.sampled_from(["oil", "dry", "the", "lamp", "rope", "socks", "well"])
items = st.lists(st.lists(words, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=8)


@given(items, items)
@settings(max_examples=60)
def test_matching_is_one_to_one_and_remembering_settles(one: list[str], other: list[str]) -> None:
    old, new = (read("Packing\n\nTake these:\n\n" + "\n".join(f"- {line}" for line in lines) + "\n") for lines in (one, other))
    found = match(old, new)
    assert len(set(found.values())) == len(found)
    assert match(old, old) == {entity.id: entity.id for entity, _ in entities(old)}
    kept = remember(old, new)
    ids = [entity.id for entity, _ in entities(kept)]
    assert len(set(ids)) == len(ids)
    assert remember(kept, new) == kept


@pytest.mark.parametrize("item", ["flour", "{} grams of it"])
def test_comparisons_grow_with_the_article_whatever_it_says(item: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[int] = []

    def counted(one: Counter[str], other: Counter[str]) -> float:
        counts[-1] += 1
        return 0.0 if one == other else 0.1

    monkeypatch.setattr("seedkit.ids.matching._dice", counted)
    for size in (100, 400):
        old, new = (
            read("Bread\n\n" + "\n".join(f"- {item.format(number * step % 100003)}" for number in range(size)) + more)
            for step, more in ((7919, "\n"), (6007, "\n- salt\n"))
        )
        counts.append(0)
        match(old, new)
        assert counts[-1] <= 60 * size


# --- builds ----------------------------------------------------------------------------------------------------------


def steps(out: Path) -> list[str]:
    return [step.id for step in seedkit.load(out)["river"].steps]


@pytest.fixture
def river(tmp_path: Path) -> Path:
    file = tmp_path / "seeds" / "river.txt"
    file.parent.mkdir()
    file.write_text(RIVER, encoding="utf-8")
    seedkit.build(file.parent, tmp_path / "out")
    return file


def test_a_build_remembers_what_lies_in_out(river: Path, out: Path) -> None:
    before = steps(out)
    river.write_text(RIVER.replace("Loosen your straps", "Loosen every strap"), encoding="utf-8")
    seedkit.build(river.parent, out)
    assert steps(out) == before
    assert seedkit.build(river.parent, out).written == 0
    seedkit.build(river.parent, out, fresh=True)
    assert steps(out)[1] == "step-loosen-every-strap"


def test_a_fresh_build_is_the_build_into_an_empty_folder(river: Path, out: Path, tmp_path: Path) -> None:
    river.write_text(RIVER.replace("Loosen your straps", "Loosen every strap"), encoding="utf-8")
    seedkit.build(river.parent, out)
    seedkit.build(river.parent, out, fresh=True)
    seedkit.build(river.parent, tmp_path / "empty")
    for file in ("index.json", "documents/river.json", "documents/river.yaml"):
        assert (out / "v1" / file).read_bytes() == (tmp_path / "empty" / "v1" / file).read_bytes()


def test_an_article_that_cannot_be_read_for_once_keeps_its_ids(river: Path, out: Path) -> None:
    before, whole = steps(out), files_below(out)
    edited = RIVER.replace("Loosen your straps", "Loosen every strap")
    sidecar = river.with_suffix(".seedkit.yaml")
    sidecar.write_text("metadata: [", encoding="utf-8")
    for _ in range(2):
        assert list(seedkit.build(river.parent, out).index.documents) == []
        left = files_below(out)
        assert left.pop("v1/index.json") != whole["v1/index.json"]
        assert left.items() < whole.items()
    sidecar.unlink()
    river.write_text(edited, encoding="utf-8")
    seedkit.build(river.parent, out)
    assert steps(out) == before


def test_of_an_article_that_cannot_be_read_a_fresh_build_keeps_nothing_and_none_outlives_it(river: Path, out: Path) -> None:
    text = river.read_bytes()
    for fresh in (True, False):
        river.write_bytes(text)
        seedkit.build(river.parent, out)
        assert len(files_below(out)) == 3
        river.with_suffix(".seedkit.yaml").write_text("metadata: [", encoding="utf-8")
        seedkit.build(river.parent, out, fresh=fresh)
        assert len(files_below(out)) == (1 if fresh else 3)
        river.unlink()
        river.with_suffix(".seedkit.yaml").unlink()
        assert seedkit.build(river.parent, out).removed == (0 if fresh else 2)
        assert list(files_below(out)) == ["v1/index.json"]


@pytest.mark.parametrize("damage", [b"", b"{", b'{"schema_version": "1.0"}', b"\xff\xfe"])
def test_a_damaged_memory_is_none(river: Path, out: Path, damage: bytes) -> None:
    before = steps(out)
    (out / "v1" / "documents" / "river.json").write_bytes(damage)
    seedkit.build(river.parent, out)
    assert steps(out) == before
