"""Ids that occur twice, and articles that are nearly the same, over all shards of a run: from their facts alone, never from texts.

Repeated ids are exact. Near duplicates are those of the rule near-duplicate-article: two articles are compared if they share one of
their eight smallest hashes, and their likeness is an estimate from 128 hashes. Of the articles that share a hash only the four with
the smallest ids are compared with the others, so that words that all articles share do not make each be compared with each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from pathlib import Path
from struct import iter_unpack
from typing import Any, NamedTuple
from zlib import crc32

from seedkit.checks.likeness import BUCKET, FEWEST, KEYS, SAME, likeness
from seedkit.engines.shards import facts

_KEYS_OF_A_SLICE = 1_000_000
"""Keys that a task holds: a hundred megabytes or so."""
_IDS = ("id", "document_id")


class Search(NamedTuple):
    """A task: to find what repeats among the hashes and ids that fall into one slice, in all shards below ``output``."""

    output: str
    shards: int
    slice: int
    slices: int


class Repeated(NamedTuple):
    """An id that several articles have: of the input (``id``), or of the contract (``document_id``)."""

    kind: str
    id: str
    times: int


class Near(NamedTuple):
    """An article that is nearly the same as one with a smaller id."""

    id: str
    other: str
    similarity: float


class Found(NamedTuple):
    """What a search found."""

    repeated: tuple[Repeated, ...]
    near: tuple[Near, ...]


class _Sketch(NamedTuple):
    """An article by its id, its digest, which tells articles with the same id apart, and its hashes, ascending."""

    id: str
    digest: str
    hashes: tuple[int, ...]


def searches(output: Path, shards: int, documents: int, jobs: int) -> list[Search]:
    """Return the tasks that together search a run of so many documents, in memory that does not grow with them."""
    slices = max(-(-documents * KEYS // _KEYS_OF_A_SLICE), jobs if documents > _KEYS_OF_A_SLICE // 100 else 1)
    return [Search(str(output), shards, slice, slices) for slice in range(slices)]


def search(task: Search) -> Found:
    """Search the facts of all shards. What is found depends on neither their number nor their order."""
    return Found(tuple(_repeated(task)), tuple(_near(task)))


def merged(found: Iterable[Found]) -> tuple[list[Repeated], list[Near]]:
    """Return what all searches found: every repeated id, and for each article the most similar one."""
    repeated: list[Repeated] = []
    best: dict[str, Near] = {}
    for one in found:
        repeated += one.repeated
        for near in one.near:
            known = best.setdefault(near.id, near)
            if (-near.similarity, near.other) < (-known.similarity, known.other):
                best[near.id] = near
    return sorted(repeated), sorted(best.values())


def groups(near: Iterable[Near]) -> Mapping[str, str]:
    """Return for each near duplicate the id of the article that it, or what it resembles, resembles in the end."""
    roots: dict[str, str] = {}
    for one in sorted(near):  # an article comes after those that it resembles
        roots[one.id] = roots.get(one.other, one.other)
    return roots


def _repeated(task: Search) -> Iterator[Repeated]:
    for kind in _IDS:
        counts: Counter[str] = Counter()
        for (id,) in _facts(task, kind):
            if id is not None and crc32(id.encode()) % task.slices == task.slice:
                counts[id] += 1
        yield from (Repeated(kind, id, count) for id, count in counts.items() if count > 1)


def _near(task: Search) -> Iterator[Near]:
    """Compare each article with the first ones that share a key of this slice with it."""
    shared = _shared(task)
    if not shared:
        return
    known: dict[int, list[_Sketch]] = {key: [] for key in shared}
    sketches: list[_Sketch] = []
    for id, digest, signature in _facts(task, "id", "digest", "signature"):
        if signature is None or len(signature) < 4 * FEWEST:
            continue
        keys = [key for (key,) in iter_unpack("<I", signature[: 4 * KEYS]) if key in shared]
        if keys:
            sketch = _Sketch(id, digest, tuple(hash for (hash,) in iter_unpack("<I", signature)))
            sketches.append(sketch)
            for key in keys:
                known[key].append(sketch)
                if len(known[key]) > 2 * BUCKET:
                    known[key] = nsmallest(BUCKET, known[key])
    first = {key: nsmallest(BUCKET, bucket) for key, bucket in known.items()}
    for sketch in sketches:
        others = {other for key in sketch.hashes[:KEYS] if key in first for other in first[key] if other.id < sketch.id}
        hashes = frozenset(sketch.hashes)
        for other in others:
            similarity = likeness(hashes, frozenset(other.hashes))
            if similarity >= SAME:
                yield Near(sketch.id, other.id, round(similarity, 2))


def _shared(task: Search) -> set[int]:
    """Return the keys of this slice that several articles have."""
    once: set[int] = set()
    shared: set[int] = set()
    for (signature,) in _facts(task, "signature"):
        if signature is not None and len(signature) >= 4 * FEWEST:
            for (key,) in iter_unpack("<I", signature[: 4 * KEYS]):
                if key % task.slices == task.slice:
                    (shared if key in once else once).add(key)
    return shared


def _facts(task: Search, *columns: str) -> Iterator[tuple[Any, ...]]:
    return (row for number in range(task.shards) for row in facts(task.output, number, *columns))
