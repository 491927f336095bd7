"""How right seedkit finds sample texts in labelled documents, beside a naive reading: prints a Markdown table.

    python bench/sample_texts.py [DOCS] [--labels FILE] [--split tuning|second-tuning|held-out|fresh|added|all] [--by-document]
        [--json FILE] [--write PAGE]

bench/README.md says what the labels are, what the measures mean, and how to bring the documents.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

import naive_sample_texts
import tables
from measures import Figures, Tally, precision_recall

LABELS = Path(__file__).with_name("labels") / "sample_texts.jsonl"
DOCS_VARIABLE = "SEEDKIT_SAMPLE_DOCS"
FORMATS = {".md": "markdown", ".mdx": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
"""Suffixes of documents; any other is plain text."""

Split = Literal["tuning", "second-tuning", "held-out", "fresh", "added"]
SPLITS: tuple[Split, ...] = get_args(Split)
Range = tuple[int, int]
"""Half-open offsets in code points of the decoded document."""


class Labelled(NamedTuple):
    """One document: its path below the folder of documents, its repository, and where sample texts and near misses are."""

    name: str
    origin: str
    sha256: str
    samples: tuple[Range, ...]
    near_misses: tuple[Range, ...]
    split: Split

    @property
    def format(self) -> str:
        return FORMATS.get(Path(self.name).suffix, "text")


class Found(NamedTuple):
    """A sample text that a reader reports: where it stands, and its words."""

    start: int
    end: int
    text: str


Reader = Callable[[str, str, str], Sequence[Found]]
"""A document's text, its name and its format to the sample texts found in it."""


def seedkit(text: str, name: str, format: str) -> list[Found]:
    """Return the sample texts that seedkit finds."""
    from seedkit.pipeline import compile_text

    document = compile_text(text, name, format).document
    return [Found(sample.span.start, sample.span.end, sample.text) for sample in document.sample_texts]


def naive(text: str, name: str, format: str) -> list[Found]:  # noqa: ARG001 - one signature for every reader
    """Return every quotation, fence, block quote and letter."""
    return [Found(start, end, text[start:end]) for start, end in naive_sample_texts.ranges(text)]


READERS: Mapping[str, Reader] = {"seedkit": seedkit, "naive": naive}


def load(labels: Path) -> list[Labelled]:
    """Return the labelled documents in the order of the file. Raises OSError, KeyError or ValueError for what holds no labels."""
    records = [json.loads(line) for line in labels.read_text("utf-8").splitlines() if line.strip()]
    return [
        Labelled(
            f"{record['origin']}/{record['path']}",
            record["origin"],
            record["sha256"],
            tuple((start, end) for start, end in record["samples"]),
            tuple((start, end) for start, end in record["near_misses"]),
            record.get("split") or split_of(record["origin"]),
        )
        for record in records
    ]


def split_of(origin: str) -> Split:
    """Return the part that the documents of an origin are in, unless their labels state another."""
    digit = hashlib.sha256(origin.encode()).hexdigest()[0]
    return "tuning" if digit < "8" else "second-tuning" if digit < "c" else "held-out"


def text_of(document: Labelled, docs: Path) -> str:
    """Return the text of a document. Raises OSError, and ValueError for a file that is not the one labelled."""
    data = (docs / document.name).read_bytes()
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise ValueError(f"{docs / document.name}: not the file that was labelled (its SHA-256 differs)")
    return data.decode("utf-8-sig")


# --- the measure -----------------------------------------------------------------------------------------------------


def compare(document: Labelled, text: str, found: Sequence[Found]) -> Tally:
    """Count what one reader found in one document against its labels."""
    tally: Tally = Counter(documents=1)
    pairs = _matches(document.samples, found)
    tally["samples hit"] = len(pairs)
    tally["samples missed"] = len(document.samples) - len(pairs)
    tally["samples extra"] = len(found) - len(pairs)
    tally["whole of"] = len(document.samples)
    tally["whole"] = sum(
        _words(text[slice(*document.samples[sample])], document.format) == _words(found[each].text, document.format)
        for sample, each in pairs.items()
    )
    others = [each for place, each in enumerate(found) if place not in pairs.values()]
    tally["near of"] = len(document.near_misses)
    for near in document.near_misses:
        if any(_shared(near, (each.start, each.end)) * 2 >= near[1] - near[0] for each in others):
            tally["near"] += 1
            tally["near in code"] += naive_sample_texts.is_in_code(text, near)
    return tally


def _matches(wanted: Sequence[Range], found: Sequence[Found]) -> dict[int, int]:
    """Return the index of the found text for each sample that overlaps it by at least half of both, each used once."""
    pairs: dict[int, int] = {}
    free = dict(enumerate(found))
    for place, sample in enumerate(wanted):
        best = max(free, key=lambda i: _shared(sample, (free[i].start, free[i].end)), default=None)
        if best is None:
            break
        longest = max(sample[1] - sample[0], free[best].end - free[best].start)
        if _shared(sample, (free[best].start, free[best].end)) * 2 >= longest:
            pairs[place] = best
            del free[best]
    return pairs


def _shared(one: Range, other: Range) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_INLINE_TAG = re.compile(r"</?(?:a|b|br|div|em|i|p|span|strong|u)(?:\s[^<>]*)?/?>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"\]\([^()\s]*\)")
_NUMBER = re.compile(r"^[ \t>]*\d{1,3}[.)][ \t]", re.MULTILINE)
_WORD = re.compile(r"\w+")


def _words(text: str, format: str) -> list[str]:
    """Return the words of a text without whitespace, quotation marks, markup signs and the numbers of list items."""
    if format != "text":
        text = unescape((_TAG if format == "html" else _INLINE_TAG).sub(" ", text))
    if format == "markdown":
        text = text.replace("*", "")
    return _WORD.findall(_NUMBER.sub("", _LINK.sub("]", text)).replace("_", " "))


def figures(tallies: Sequence[Tally]) -> Figures:
    """Return every figure of the counts of some documents, pooled, and the mean F1 over those that have samples or report some."""
    whole: Tally = Counter()
    for tally in tallies:
        whole.update(tally)
    each = [f1 for tally in tallies if (f1 := _f1(tally)) is not None]
    return {
        "documents": whole["documents"],
        **precision_recall(whole, "samples"),
        "macro F1": sum(each) / len(each) if each else None,
        "whole": whole["whole"] / whole["whole of"] if whole["whole of"] else None,
        "near misses": whole["near of"],
        "near misses reported": whole["near"],
        "near share": whole["near"] / whole["near of"] if whole["near of"] else None,
        "near misses in code": whole["near in code"],
    }


def _f1(tally: Tally) -> float | None:
    """Return the F1 of one document; ``None`` where it has no sample text and none was reported."""
    if not tally["samples hit"] + tally["samples missed"] + tally["samples extra"]:
        return None
    return 2 * tally["samples hit"] / (2 * tally["samples hit"] + tally["samples missed"] + tally["samples extra"])


# --- the command -----------------------------------------------------------------------------------------------------

_HEAD = ["reader", "documents", "samples", "P", "R", "F1", "macro F1", "whole text right", "near misses reported", "in code"]


def table(rows: Mapping[str, Figures]) -> str:
    """Return a row for each of several sets of figures."""
    cells = [
        [
            name,
            str(each["documents"]),
            str(each["samples n"]),
            *(tables.cell(each, f"samples {measure}") for measure in ("P", "R", "F1")),
            tables.cell(each, "macro F1"),
            tables.cell(each, "whole"),
            f"{each['near misses reported']} of {each['near misses']} ({tables.cell(each, 'near share')})",
            str(each["near misses in code"]),
        ]
        for name, each in rows.items()
    ]
    return tables.markdown([_HEAD, *cells])


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print; return the exit status: 0 scored, 2 usage error, or documents or labels that cannot be read."""
    options = _options(arguments)
    splits = SPLITS if options.split == "all" else (options.split,)
    try:
        documents = [each for each in load(options.labels) if each.split in splits]
        if not documents:
            raise ValueError(f"{options.labels}: no document of this split")
        texts = {each.name: text_of(each, options.docs) for each in documents}
        rows, report, by_document = _score(documents, texts, splits)
        for split in splits:
            print(table(rows[split]) if len(splits) == 1 else f"## {split}\n\n{table(rows[split])}\n")
        if options.by_document:
            print(f"\n{table(by_document)}")
        if options.json:
            options.json.write_text(json.dumps(report, indent=1) + "\n", "utf-8")
        if options.write:
            tables.renew(options.write, {f"sample texts, {split}": table(rows[split]) for split in splits})
    except (OSError, KeyError, ValueError) as error:
        print(f"sample_texts: {error}", file=sys.stderr)
        return 2
    return 0


def _score(
    documents: Sequence[Labelled], texts: Mapping[str, str], splits: Iterable[str]
) -> tuple[dict[str, dict[str, Figures]], dict[str, Any], dict[str, Figures]]:
    """Return the figures by split and reader, the same ready for JSON, and those of seedkit by document."""
    tallies = {
        reader: [compare(each, texts[each.name], read(texts[each.name], each.name, each.format)) for each in documents]
        for reader, read in READERS.items()
    }
    rows = {
        split: {
            reader: figures([tally for tally, each in zip(some, documents, strict=True) if each.split == split])
            for reader, some in tallies.items()
        }
        for split in splits
    }
    by_document = {each.name: figures([tally]) for each, tally in zip(documents, tallies["seedkit"], strict=True)}
    return rows, {**rows, "documents": by_document}, by_document


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score the sample texts found in labelled documents and print a Markdown table.")
    named = os.environ.get(DOCS_VARIABLE)
    parser.add_argument(
        "docs",
        type=Path,
        metavar="DOCS",
        nargs="?",
        default=Path(named) if named else None,
        help=f"the folder of the labelled documents (default: what {DOCS_VARIABLE} names)",
    )
    parser.add_argument("--labels", type=Path, default=LABELS, metavar="FILE", help="the labels (default: those of this project)")
    parser.add_argument("--split", choices=(*SPLITS, "all"), default="tuning", help="which part (default: %(default)s)")
    parser.add_argument("--by-document", action="store_true", help="print a row for each document, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure to this file")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="update the tables in this Markdown page")
    options = parser.parse_args(arguments)
    if options.docs is None:
        parser.error(f"name the folder of the documents, as an argument or in {DOCS_VARIABLE}")
    return options


if __name__ == "__main__":
    sys.exit(main())
