"""Fit the weights and trees that tell headings from prose and list items, and their levels (scikit-learn, deterministic).

    pip install --group fit               what fitting needs besides seedkit
    python bench/fit.py CORPUS...         write src/seedkit/classify/weighed/weights.json and trees.json, fitted on every document
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
from typing import Any, NamedTuple, TypeVar

import boosting
import sparse_logistic
from level_weights import fit_levels, level_paths
from logistic import Row, fit
from seedkit.classify import classify, headings, items, read, weighed
from seedkit.classify.weighed import Linear, Parts, Weights, siblings
from seedkit.classify.weighed.forest import Tree
from seedkit.classify.weighed.heading import FAMILIES
from seedkit.classify.weighed.setting import Setting
from seedkit.model.block import Reading
from seedkit.model.front import Front
from seedkit.model.source import Source
from seedkit.readers.plain import lines
from seedkit.segment import segment
from seedkit.views.blocks import printed_number
from training import ARTICLES, LEXICON, OUTLINES, Labelled, folds, label, load, own_articles, shares, with_damaged

Model = TypeVar("Model")
WEIGHTS = Path(weighed.__file__).with_name("weights.json")
TREES = WEIGHTS.with_name("trees.json")
FOLDS = 5
INNER_FOLDS = 3
FEWEST = 60
"""Minimum number of lines in a leaf of a tree."""
RIDGE = 16.0
"""Of the models of short lines, which have a feature for every common word."""


class Fitted(NamedTuple):
    """The weights of each linear model, by the names of features, and the trees of each model that has them."""

    weights: dict[str, dict[str, Any]]
    trees: dict[str, list[Tree]]


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


def out_of_fold(docs: Sequence[Labelled], fitted: Callable[[Sequence[Labelled]], Model]) -> list[tuple[Labelled, Model]]:
    """Return each document with what was fitted on other origins."""
    parts = folds(docs, INNER_FOLDS)
    out = []
    for held in parts:
        model = fitted([doc for part in parts if part is not held for doc in part])
        out += [(doc, model) for doc in held]
    return out


def short_lines(docs: Sequence[tuple[Labelled, dict[str, float]]]) -> dict[str, tuple[Setting, dict[int, list[Parts]]]]:
    """Return for each document, by name, its setting and the evidence of its short lines, as the rules before headings leave it.

    Each comes with weights for chains of numbers.
    """
    out = {}
    for doc, chain in docs:
        page = doc.page._replace(weights=Weights({"chain": chain}))
        out[doc.name] = headings.weighable(page, read(page, before=headings.read))
    return out


def learn(sound: Sequence[Labelled], outlined: Sequence[Labelled]) -> Fitted:
    """Fit every model: each on readings of the one before that were made by weights of other origins.

    Levels are fitted on ``outlined``, too, which teach nothing else.
    """
    docs = with_damaged(sound)
    lines_of = short_lines(out_of_fold(docs, lambda some: fit(chain_rows(some))))
    share = shares(docs)

    def alone(some: Sequence[Labelled]) -> dict[str, float]:
        none = Linear({}, FAMILIES)
        return sparse_logistic.fit(
            [
                Row(none.names(parts), kind == "heading", share[doc.origin], doc.origin)
                for doc in some
                for k, parts in lines_of[doc.name][1].items()
                if (kind := label(doc, k))
            ],
            RIDGE,
        )

    facts: list[list[int]] = []
    answers: list[bool] = []
    counts: list[float] = []
    for doc, linear in out_of_fold(docs, lambda some: Linear(alone(some), FAMILIES)):
        setting, found = lines_of[doc.name]
        scores = {k: linear.score(parts) for k, parts in found.items()}
        for k, told in siblings.facts(setting, scores).items():
            if kind := label(doc, k):
                facts.append(told)
                answers.append(kind == "heading")
                counts.append(share[doc.origin])
    weights: dict[str, dict[str, Any]] = {
        "chain": fit(chain_rows(docs)),
        headings.MODEL: alone(docs),
        **fit_levels(level_paths([*sound, *outlined])),
    }
    return Fitted(weights, {headings.MODEL: boosting.fit(facts, answers, counts, FEWEST)})


def readings_of(source: Source, weights: Weights) -> tuple[Reading, ...]:
    """Return what each line of an article is read as with these weights."""
    return classify(source, segment(source, lines(source), LEXICON), Front(), LEXICON, weights)


def load_all(corpora: Sequence[Path]) -> list[Labelled]:
    """Return the labelled documents of several corpora."""
    return [doc for corpus in corpora for doc in load(corpus)]


def read_held_out(job: tuple[Sequence[Path], int]) -> list[dict[str, Any]]:
    """Read the documents of one fold with weights fitted on all others."""
    corpora, held = job
    parts = folds(load_all(corpora), FOLDS)
    own = own_articles(ARTICLES)
    weights = Weights(*learn([*own, *(doc for part in parts if part is not parts[held] for doc in part)], own_articles(OUTLINES)))
    return [
        {"doc": doc.name, "lines": [line_of(reading) for reading in readings_of(doc.page.source, weights)]} for doc in parts[held]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="+", metavar="CORPUS")
    parser.add_argument("--out-of-fold", type=Path, metavar="FILE")
    args = parser.parse_args()
    if args.out_of_fold is None:
        fitted = learn([*load_all(args.corpora), *own_articles(ARTICLES)], own_articles(OUTLINES))
        WEIGHTS.write_text(json.dumps(fitted.weights, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
        TREES.write_text(trees_to_json(fitted.trees), "utf-8")
        return
    with Pool(2) as pool:
        folds_read = pool.map(read_held_out, [(args.corpora, k) for k in range(FOLDS)], chunksize=1)
    records = sorted((record for fold in folds_read for record in fold), key=lambda record: str(record["doc"]))
    args.out_of_fold.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")


def trees_to_json(trees: Mapping[str, Sequence[Tree]]) -> str:
    """Return the text of ``trees.json``: a tree a line."""
    models = [f"{json.dumps(model)}: [\n" + ",\n".join(json.dumps(tree) for tree in some) + "\n]" for model, some in trees.items()]
    return "{\n" + ",\n".join(models) + "\n}\n"


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
