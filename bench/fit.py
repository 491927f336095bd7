"""Fit the weights that tell headings from prose and list items (standard library only, deterministic).

    python bench/fit.py CORPUS...         write src/seedkit/classify/weighed/weights.json, fitted on every document
    python bench/fit.py CORPUS... --out-of-fold FILE
                                          read every document with weights fitted on other origins; a JSON object a document

Each CORPUS holds ``gold.jsonl`` (labels by line, and the ``origin`` of each document) and ``docs/DOC.txt``. Documents of one
origin are never split between folds.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from math import sqrt
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from level_weights import fit_levels, level_paths
from logistic import Row, fit
from seedkit.classify import classify, headings, items, read, weighed
from seedkit.classify.shapes import Shape
from seedkit.model.block import Reading
from seedkit.model.front import Front
from seedkit.model.source import Source
from seedkit.readers.plain import lines
from seedkit.segment import segment
from seedkit.views.blocks import printed_number
from training import ARTICLES, LEXICON, OUTLINES, Labelled, folds, label, load, own_articles, shares, with_damaged

Fitted = dict[str, dict[str, Any]]
WEIGHTS = Path(weighed.__file__).with_name("weights.json")
FOLDS = 5
INNER_FOLDS = 3
RIDGE = 16.0
"""Of the models of short lines, which have a feature for every common word."""


def chain_rows(docs: Sequence[Labelled]) -> list[Row]:
    """One row a chain of numbers: are its members headings?"""
    share = shares(docs)
    rows = []
    for doc in docs:
        for chain, found in items.chain_features(doc.page, read(doc.page, before=items.read)).items():
            kinds = [label(doc, k) for k, c in enumerate(doc.page.chains) if c == chain]
            known = [kind for kind in kinds if kind]
            if known:
                rows.append(
                    Row(
                        weighed.names_of(found),
                        known.count("heading") * 2 > len(known),
                        share[doc.origin] * min(3.0, sqrt(len(known))),
                        doc.origin,
                    )
                )
    return rows


def out_of_fold(docs: Sequence[Labelled], fitted: Callable[[Sequence[Labelled]], dict[str, float]]) -> dict[str, dict[str, float]]:
    """Return for each document, by name, weights fitted on other origins."""
    parts = folds(docs, INNER_FOLDS)
    out = {}
    for held in parts:
        table = fitted([doc for part in parts if part is not held for doc in part])
        out.update({doc.name: table for doc in held})
    return out


def heading_pages(
    docs: Sequence[Labelled], chain: Mapping[str, dict[str, float]]
) -> dict[str, tuple[Sequence[Shape], dict[int, list[int]]]]:
    """Return for each document, by name, its shapes and the features of its short lines, as the rules before headings leave it."""
    out = {}
    for doc in docs:
        page = doc.page._replace(weights=weighed.Weights({"chain": chain[doc.name]}))
        setting, found = headings.weighable(page, read(page, before=headings.read))
        out[doc.name] = (setting.shapes, found)
    return out


def learn(sound: Sequence[Labelled], outlined: Sequence[Labelled]) -> Fitted:
    """Fit every model: each on readings of the one before that were made by weights of other origins.

    Levels are fitted on ``outlined``, too, which teach nothing else.
    """
    docs = with_damaged(sound)
    chain_out = out_of_fold(docs, lambda some: fit(chain_rows(some)))
    pages = heading_pages(docs, chain_out)
    share = shares(docs)

    def alone(some: Sequence[Labelled]) -> dict[str, float]:
        rows = [
            Row(weighed.names_of(features), kind == "heading", share[doc.origin], doc.origin)
            for doc in some
            for k, features in pages[doc.name][1].items()
            if (kind := label(doc, k))
        ]
        return fit(rows, RIDGE)

    alone_out = out_of_fold(docs, alone)
    rows = []
    for doc in docs:
        measured, found = pages[doc.name]
        table = weighed.Table(alone_out[doc.name], 0.0)
        first = {k: weighed.weigh(features, table) for k, features in found.items()}
        for k, features in headings.among_peers(measured, found, first).items():
            if kind := label(doc, k):
                rows.append(Row(weighed.names_of(features), kind == "heading", share[doc.origin], doc.origin))
    return {
        "chain": fit(chain_rows(docs)),
        "heading alone": alone(docs),
        "heading": fit(rows, RIDGE),
        **fit_levels(level_paths([*sound, *outlined])),
    }


def readings_of(source: Source, tables: Fitted) -> tuple[Reading, ...]:
    """Return what each line of an article is read as with these weights."""
    return classify(source, segment(source, lines(source), LEXICON), Front(), LEXICON, tables)


def load_all(corpora: Sequence[Path]) -> list[Labelled]:
    """Return the labelled documents of several corpora."""
    return [doc for corpus in corpora for doc in load(corpus)]


def read_held_out(job: tuple[Sequence[Path], int]) -> list[dict[str, Any]]:
    """Read the documents of one fold with weights fitted on all others."""
    corpora, held = job
    parts = folds(load_all(corpora), FOLDS)
    own = own_articles(ARTICLES)
    tables = learn([*own, *(doc for part in parts if part is not parts[held] for doc in part)], own_articles(OUTLINES))
    return [
        {"doc": doc.name, "lines": [line_of(reading) for reading in readings_of(doc.page.source, tables)]} for doc in parts[held]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="+", metavar="CORPUS")
    parser.add_argument("--out-of-fold", type=Path, metavar="FILE")
    args = parser.parse_args()
    if args.out_of_fold is None:
        tables = learn([*load_all(args.corpora), *own_articles(ARTICLES)], own_articles(OUTLINES))
        WEIGHTS.write_text(json.dumps(tables, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
        return
    with Pool(2) as pool:
        folds_read = pool.map(read_held_out, [(args.corpora, k) for k in range(FOLDS)], chunksize=1)
    records = sorted((record for fold in folds_read for record in fold), key=lambda record: str(record["doc"]))
    args.out_of_fold.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")


_SCORED = {
    "subtitle": "paragraph",
    "quote": "paragraph",
    "code": "paragraph",
    "table": "paragraph",
    "image": "paragraph",
    "residue": "other",
}


def line_of(reading: Reading) -> dict[str, Any]:
    values = {"level": reading.level, "depth": reading.depth, "ordinal": printed_number(reading)}
    facts = {name: value for name, value in values.items() if value is not None}
    return {"line": reading.block.line, "end": reading.block.line_end, "kind": _SCORED.get(reading.role, reading.role), **facts}


if __name__ == "__main__":
    main()
