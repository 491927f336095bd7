"""Fit the weights that tell headings from prose and list items (standard library only, deterministic).

    python bench/fit.py CORPUS            write src/seedkit/classify/weights.json, fitted on every document
    python bench/fit.py CORPUS --out-of-fold FILE
                                          read every document with weights fitted on other origins; a JSON object a document

CORPUS holds ``gold.jsonl`` (labels by line, and the ``origin`` of each document) and ``docs/DOC.txt``. Documents of one origin are
never split between folds.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import exp, sqrt
from multiprocessing import Pool
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from damage import damage
from seedkit.classify import asides, classify, evidence, headings, items, levels, markup, opening, page_of
from seedkit.classify.features import features
from seedkit.classify.outlines import Heading, outline
from seedkit.classify.page import Page, Readings, shapes
from seedkit.model.block import Reading
from seedkit.model.front import Front
from seedkit.model.source import Source
from seedkit.outline_text import printed_number
from seedkit.readers.decode import decode, from_text
from seedkit.readers.plain import lines
from seedkit.segment import segment

Weights = dict[str, dict[str, Any]]
ARTICLES = Path(__file__).with_name("prose")
WEIGHTS = Path(evidence.__file__).with_name("weights.json")
FOLDS = 5
INNER_FOLDS = 3
COPIES = 2
OWN_SHARE = 5.0
EPOCHS = 10
RATE = 0.1
RIDGE = 4.0
LEVEL_EPOCHS = 30
LEVEL_RATE = 0.05
LEVEL_DECAY = 0.2


class Row(NamedTuple):
    """One thing to decide: the features that hold, the answer, and how much it counts."""

    features: list[str]
    answer: bool
    weight: float


class Labelled(NamedTuple):
    """One document, its page, and its labels: a label a line."""

    name: str
    origin: str
    page: Page
    gold: Mapping[int, dict[str, Any]]


def load(corpus: Path) -> list[Labelled]:
    """Return the labelled documents of a corpus."""
    out = []
    for record in map(json.loads, (corpus / "gold.jsonl").read_text("utf-8").splitlines()):
        source = decode((corpus / "docs" / f"{record['doc']}.txt").read_bytes(), record["doc"], "text")
        out.append(paged(record["doc"], record["origin"], source, {line["line"]: line for line in record["lines"]}))
    return out


def paged(name: str, origin: str, source: Source, gold: Mapping[int, dict[str, Any]]) -> Labelled:
    found = segment(source, lines(source))
    blocks = [block for block, aside in zip(found, asides.read(found), strict=True) if aside is None]
    return Labelled(name, origin, page_of(source, blocks, Front()), gold)


def with_damaged(docs: Sequence[Labelled]) -> list[Labelled]:
    """Return the documents and as many of them set anew, some twice."""
    out = list(docs)
    for copy in range(COPIES):
        for doc in docs:
            text, gold = damage(doc.page.blocks, doc.gold, zlib.crc32(f"{doc.name} {copy}".encode()))
            out.append(paged(f"{doc.name} {copy}", doc.origin, from_text(text, doc.name, "text"), gold))
    return out


_LINE = re.compile(r"(#+ |- |(?=\d+[.)] ))(.*)")


def own_articles(folder: Path) -> list[Labelled]:
    """Return the project's own articles, written in Markdown and flattened: there the labels are sure."""
    out = []
    for path in sorted(folder.glob("*.md")):
        flat: list[str] = []
        gold: dict[int, dict[str, Any]] = {}
        for line in path.read_text("utf-8").splitlines():
            match = _LINE.match(line)
            sign, text = (match[1], match[2]) if match else ("", line)
            flat.append(f"  • {text}" if sign == "- " else text)
            if line and sign.startswith("# "):
                gold[len(flat)] = {"kind": "title"}
            elif sign.startswith("#"):
                gold[len(flat)] = {"kind": "heading", "level": len(sign) - 1}
            elif line:
                gold[len(flat)] = {"kind": "paragraph" if match is None else "bullet" if sign else "ordered"}
        source = from_text("\n".join(flat) + "\n", path.name, "text")
        doc = paged(path.stem, f"own/{path.stem}", source, gold)
        for block in doc.page.blocks:
            if block.marker and block.marker.value is not None:
                gold[block.line]["ordinal"] = block.marker.value
        out.append(doc)
    return out


def folds(docs: Sequence[Labelled], count: int) -> list[list[Labelled]]:
    """Split documents by origin, the largest origins first, each to the fold that is smallest so far."""
    by_origin: dict[str, list[Labelled]] = defaultdict(list)
    for doc in docs:
        by_origin[doc.origin].append(doc)
    out: list[list[Labelled]] = [[] for _ in range(count)]
    for _, members in sorted(by_origin.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        min(out, key=len).extend(members)
    return out


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights of a logistic regression on binary features (AdaGrad, ridge)."""
    counts = Counter(name for row in rows for name in row.features)
    names = {name: k + 1 for k, name in enumerate(sorted(n for n, c in counts.items() if c >= 4))}
    data = [([0, *(names[n] for n in row.features if n in names)], float(row.answer), row.weight) for row in rows]
    weight, square = [0.0] * (len(names) + 1), [1e-3] * (len(names) + 1)
    shrink = [0.0, *(RIDGE / counts[name] for name in names)]
    order = random.Random(0)
    for _ in range(EPOCHS):
        order.shuffle(data)
        for active, answer, share in data:
            score = sum([weight[n] for n in active])
            slope = share * (1 / (1 + exp(-max(-30.0, min(30.0, score)))) - answer)
            for n in active:
                step = slope + shrink[n] * weight[n]
                square[n] += step * step
                weight[n] -= RATE * step / sqrt(square[n])
    rounded = {name: round(weight[k], 2) for name, k in names.items()}
    return {"": round(weight[0], 2), **{name: value for name, value in rounded.items() if value}}


def label(doc: Labelled, k: int) -> str | None:
    """Return the label of block ``k``, ``None`` where there is none to learn from."""
    gold = doc.gold.get(doc.page.blocks[k].line)
    if gold is None or gold.get("cont") or gold.get("kind", "other") in ("other", "blank", "title", "meta"):
        return None
    kind = "heading" if gold["kind"] == "question" else str(gold["kind"])
    others = gold.get("alt", ())
    return None if (kind == "heading") != ("heading" in others or kind == "heading") else kind


def shares(docs: Iterable[Labelled]) -> dict[str, float]:
    """Return how much a document of each origin counts: an origin of many documents speaks with its square root."""
    sizes = Counter(doc.origin for doc in docs)
    return {
        origin: OWN_SHARE if origin.startswith("own/") else min(1.0, sqrt(12 * (COPIES + 1) / size))
        for origin, size in sizes.items()
    }


def opened(doc: Labelled) -> Readings:
    """Return the readings of the rules before the first that is fitted."""
    readings: Readings = [None] * len(doc.page.blocks)
    for rule in (markup.read, opening.read):
        rule(doc.page, readings)
    return readings


def chain_rows(docs: Sequence[Labelled]) -> list[Row]:
    """One row a chain of numbers: are its members headings?"""
    share = shares(docs)
    rows = []
    for doc in docs:
        for chain, names in items.chain_features(doc.page, opened(doc)).items():
            kinds = [label(doc, k) for k, c in enumerate(doc.page.chains) if c == chain]
            known = [kind for kind in kinds if kind]
            if known:
                rows.append(Row(names, known.count("heading") * 2 > len(known), share[doc.origin] * min(3.0, sqrt(len(known)))))
    return rows


def out_of_fold(docs: Sequence[Labelled], rows: Callable[[Sequence[Labelled]], list[Row]]) -> dict[str, dict[str, float]]:
    """Return for each document, by name, weights fitted on other origins."""
    parts = folds(docs, INNER_FOLDS)
    out = {}
    for held in parts:
        table = fit(rows([doc for part in parts if part is not held for doc in part]))
        out.update({doc.name: table for doc in held})
    return out


def weights_of(tables: Weights) -> Callable[[str], Mapping[str, float]]:
    return lambda model: tables[model]


def heading_pages(docs: Sequence[Labelled], chain: Mapping[str, dict[str, float]]) -> dict[str, Any]:
    out = {}
    for doc in docs:
        readings = opened(doc)
        with patch.object(evidence, "weights", weights_of({"chain": chain[doc.name]})):
            items.read(doc.page, readings)
        measured = shapes(doc.page, readings)
        out[doc.name] = (measured, features(doc.page, measured))
    return out


def learn(sound: Sequence[Labelled]) -> Weights:
    """Fit every model: each on readings of the one before that were made by weights of other origins."""
    docs = with_damaged(sound)
    chain_out = out_of_fold(docs, chain_rows)
    pages = heading_pages(docs, chain_out)
    share = shares(docs)

    def alone(some: Sequence[Labelled]) -> list[Row]:
        return [
            Row(names, kind == "heading", share[doc.origin])
            for doc in some
            for k, names in pages[doc.name][1].items()
            if (kind := label(doc, k))
        ]

    alone_out = out_of_fold(docs, alone)
    rows = []
    for doc in docs:
        measured, found = pages[doc.name]
        first = {k: evidence.weigh(names, alone_out[doc.name]) for k, names in found.items()}
        for k, names in headings.among_peers(measured, found, first).items():
            if kind := label(doc, k):
                rows.append(Row(names, kind == "heading", share[doc.origin]))
    return {
        "chain": fit(chain_rows(docs)),
        "heading alone": fit(alone(docs)),
        "heading": fit(rows),
        **fit_levels(level_paths(sound)),
    }


class Outline(NamedTuple):
    """The headings of one document and their levels."""

    headings: list[Heading]
    levels: list[int]
    weight: float


def level_paths(docs: Sequence[Labelled]) -> list[Outline]:
    share = {origin: min(1.0, weight) for origin, weight in shares(docs).items()}
    out = []
    for doc in docs:
        page = doc.page
        readings = opened(doc)
        gold = [doc.gold.get(block.line, {}) for block in page.blocks]
        heads = [k for k, line in enumerate(gold) if line.get("level") and not line.get("cont") and readings[k] is None]
        for k, line in enumerate(gold):
            if k in heads:
                readings[k] = Reading(page.blocks[k], "heading")
            elif readings[k] is None and line.get("kind") in ("bullet", "ordered"):
                readings[k] = Reading(page.blocks[k], line["kind"])
        given = levels.closed([gold[k]["level"] for k in heads])
        if heads:
            out.append(Outline(outline(page, readings, heads), [min(level, levels.DEEPEST) for level in given], share[doc.origin]))
    return out


def fit_levels(paths: Sequence[Outline]) -> dict[str, dict[str, list[float]]]:
    """Return the weights of a conditional random field over the levels of each document's headings (AdaGrad, weight decay)."""
    states, steps = len(levels.LEVELS), len(levels.STEPS)
    counts = Counter(
        (kind, name) for path in paths for h in path.headings for kind, names in ((0, h.alone), (1, h.after)) for name in names
    )
    index = {key: k for k, key in enumerate(sorted(key for key, count in counts.items() if count >= 4))}
    weight = [[0.0] * (steps if kind else states) for kind, _ in index]
    square = [[1e-3] * len(row) for row in weight]
    data = [
        (
            [[index[0, n] for n in h.alone if (0, n) in index] for h in path.headings],
            [[index[1, n] for n in h.after if (1, n) in index] for h in path.headings],
            [level - levels.OUTERMOST for level in path.levels],
            path.weight,
        )
        for path in paths
        if len(path.levels) > 1
    ]
    order = random.Random(0)
    for _ in range(LEVEL_EPOCHS):
        order.shuffle(data)
        for alone, after, gold, share in data:
            own = [[sum(weight[f][c] for f in row) for c in range(states)] for row in alone]
            step = [[sum(weight[f][c] for f in row) for c in range(steps)] for row in after]
            for n, (marginal, pairs) in enumerate(expected(own, step)):
                slopes = [(alone[n], [p - (c == gold[n]) for c, p in enumerate(marginal)])]
                if n:
                    taken = levels.between(gold[n - 1], gold[n])
                    slopes.append((after[n], [p - (c == taken) for c, p in enumerate(pairs)]))
                for active, slope in slopes:
                    for f in active:
                        row, squares = weight[f], square[f]
                        for c, g in enumerate(slope):
                            change = share * g + LEVEL_DECAY * row[c]
                            squares[c] += change * change
                            row[c] -= LEVEL_RATE * change / sqrt(squares[c])
    out: dict[str, dict[str, list[float]]] = {"level": {}, "level step": {}}
    for (kind, name), k in index.items():
        row = [round(value, 2) for value in weight[k]]
        if any(row):
            out["level step" if kind else "level"][name] = row
    return out


def expected(own: list[list[float]], step: list[list[float]]) -> list[tuple[list[float], list[float]]]:
    """Return the chance of each level, and of each step to it, for every heading of a path (forward and backward)."""
    states, size = len(own[0]), len(own)
    ways = [(a, b, levels.between(a, b)) for a in range(states) for b in range(states) if b <= a + 1]
    potentials = [[exp(min(30.0, step[n][s] + own[n][b])) for a, b, s in ways] for n in range(size)]
    forward = [[1.0] + [0.0] * (states - 1)]
    for n in range(1, size):
        row = [0.0] * states
        for (a, b, _), value in zip(ways, potentials[n], strict=True):
            row[b] += forward[-1][a] * value
        total = sum(row)
        forward.append([value / total for value in row])
    backward = [[1.0] * states]
    for n in range(size - 1, 0, -1):
        row = [0.0] * states
        for (a, b, _), value in zip(ways, potentials[n], strict=True):
            row[a] += backward[0][b] * value
        total = sum(row)
        backward.insert(0, [value / total for value in row])
    out = []
    for n in range(size):
        marginal = [f * b for f, b in zip(forward[n], backward[n], strict=True)]
        total = sum(marginal)
        taken = [0.0] * len(levels.STEPS)
        if n:
            chances = [forward[n - 1][a] * value * backward[n][b] for (a, b, _), value in zip(ways, potentials[n], strict=True)]
            whole = sum(chances)
            for (_, _, s), chance in zip(ways, chances, strict=True):
                taken[s] += chance / whole
        out.append(([value / total for value in marginal], taken))
    return out


def read(source: Source) -> tuple[Reading, ...]:
    return classify(source, segment(source, lines(source)), Front())


def read_held_out(job: tuple[Path, int]) -> list[dict[str, Any]]:
    """Read the documents of one fold with weights fitted on all others."""
    corpus, held = job
    parts = folds(load(corpus), FOLDS)
    own = own_articles(ARTICLES)
    tables = learn([*own, *(doc for part in parts if part is not parts[held] for doc in part)])
    with patch.object(evidence, "weights", weights_of(tables)):
        return [{"doc": doc.name, "lines": [line_of(reading) for reading in read(doc.page.source)]} for doc in parts[held]]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out-of-fold", type=Path, metavar="FILE")
    args = parser.parse_args()
    if args.out_of_fold is None:
        tables = learn([*load(args.corpus), *own_articles(ARTICLES)])
        WEIGHTS.write_text(json.dumps(tables, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
        return
    with Pool(2) as pool:
        read = [
            record for part in pool.map(read_held_out, [(args.corpus, k) for k in range(FOLDS)], chunksize=1) for record in part
        ]
    args.out_of_fold.write_text("".join(json.dumps(record) + "\n" for record in sorted(read, key=lambda r: str(r["doc"]))), "utf-8")


_SCORED = {
    "subtitle": "paragraph",
    "quote": "paragraph",
    "code": "paragraph",
    "table": "paragraph",
    "image": "paragraph",
    "residue": "other",
}


def line_of(reading: Reading) -> dict[str, Any]:
    said = {"level": reading.level, "depth": reading.depth, "ordinal": printed_number(reading)}
    facts = {name: value for name, value in said.items() if value is not None}
    return {"line": reading.block.line, "end": reading.block.line_end, "kind": _SCORED.get(reading.role, reading.role), **facts}


if __name__ == "__main__":
    main()
