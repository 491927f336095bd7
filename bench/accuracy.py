"""How right seedkit reads labelled articles, and other tools on the same ones: prints Markdown tables.

    python bench/accuracy.py CORPUS [--source text|markdown|html] [--variant V] [--origins PATTERNS|held-out] [--read FILE] [--ci N]
                                    [--peers] [--json FILE] [--write PAGE]

bench/README.md says what a corpus is and what the measures mean.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, get_args

import measures
import peers
import tables
from labelled import Format, Labelled, load, of_origins
from measures import Tally
from predicted import Piece, Predicted
from scoring import UnusableError, grouped, method_of, score

HELD_OUT = "held-out"


class Report(NamedTuple):
    """What one run found: every figure, ready for JSON, and tables by the name of their section."""

    figures: Mapping[str, Any]
    sections: Mapping[str, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print; return the exit status: 0 scored, 2 wrong use, no corpus, or nothing in it to score."""
    options = _options(arguments)
    try:
        documents = [each for each in load(options.corpus) if options.variant in (None, each.variant)]
        if options.origins == HELD_OUT:
            reports = [seedkit(HELD_OUT, "text", documents, _held_out(options, documents), options.ci)]
        else:
            chosen = documents if options.origins is None else of_origins(documents, options.origins)
            reports = _reports(chosen, options)
        if not documents or not reports:
            raise ValueError("no document to score")
        for report in reports:
            for name, section in report.sections.items():
                print(f"## {name}\n\n{section}\n")
        if options.json:
            figures = {name: found for report in reports for name, found in report.figures.items()}
            options.json.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
        if options.write:
            tables.renew(options.write, {name: section for report in reports for name, section in report.sections.items()})
    except (OSError, KeyError, ValueError, subprocess.CalledProcessError) as error:
        print(f"accuracy: {error}", file=sys.stderr)
        return 2
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score how articles are read against their labels and print Markdown tables.")
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="a folder with gold.jsonl, docs/ and sources/")
    parser.add_argument("--source", choices=get_args(Format), help="read only this format (default: all three)")
    parser.add_argument("--variant", help="only documents of this variant of damage")
    origins = f"only documents of these origins, commas between; {HELD_OUT!r}: each read with weights fitted on other origins"
    parser.add_argument("--origins", metavar="PATTERNS", help=origins)
    read = "with held-out: readings that fit.py wrote with --out-of-fold FILE (default: fit on the other origins of CORPUS)"
    parser.add_argument("--read", type=Path, metavar="FILE", help=read)
    draws = "draws for the intervals, 0 for none (default: %(default)s)"
    parser.add_argument("--ci", type=int, default=500, metavar="N", help=draws)
    parser.add_argument("--peers", action="store_true", help="other tools on the same documents, those that are installed")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure here")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="renew the tables in this Markdown page")
    options = parser.parse_args(arguments)
    if options.origins == HELD_OUT and (options.source not in (None, "text") or options.peers):
        parser.error("only seedkit's reading of plain text uses fitted weights")
    if options.write and (options.variant or options.origins not in (None, HELD_OUT)):
        parser.error("a page takes the figures of all documents, not of some")
    return options


def _reports(documents: Sequence[Labelled], options: argparse.Namespace) -> list[Report]:
    reports = []
    for format in [options.source] if options.source else get_args(Format):
        some = [each for each in documents if format in ("text", each.raw_format)]
        if some:
            tallies = score(peers.SEEDKIT, format, some)
            reports.append(seedkit(format, format, some, tallies, options.ci))
            if options.peers:
                reports.append(side_by_side(format, some, tallies))
    return reports


def seedkit(name: str, format: Format, documents: Sequence[Labelled], tallies: Sequence[Tally], draws: int) -> Report:
    """Return the figures of seedkit's own reading with their intervals, over all documents, by source and by variant."""
    method = method_of(format)
    whole, groups = method.figures(measures.total(tallies)), grouped(documents, tallies, format)
    intervals = measures.intervals(tallies, draws, method.figures)
    parts = [
        f"{whole['documents']} documents, {whole['unread']} of them not read.",
        tables.overview(whole, intervals, method.kinds, method.rows),
        tables.side_by_side("documents of", groups, method.columns),
    ]
    return Report({name: {"all": whole, **groups, "intervals": intervals}}, {name: "\n\n".join(parts)})


def side_by_side(format: Format, documents: Sequence[Labelled], ours: Sequence[Tally]) -> Report:
    """Return the figures of every reader on the same documents, and a word on each that did not read them."""
    method = method_of(format)
    rows, skipped = {"seedkit": method.figures(measures.total(ours))}, []
    for reader in peers.PEERS:
        try:
            tallies = score(reader, format, documents)
        except UnusableError as reason:
            skipped.append(f"- {reader.name}: {reason}")
            continue
        rows[peers.title(reader)] = method.figures(measures.total(tallies))
    parts = [tables.side_by_side("reader", rows, method.columns), *(["\n".join(skipped)] if skipped else [])]
    name = f"peers, {format}"
    return Report({name: rows}, {name: "\n\n".join(parts)})


def _held_out(options: argparse.Namespace, documents: Sequence[Labelled]) -> list[Tally]:
    """Return the counts of what is read with weights fitted on other origins than a document's own."""
    with TemporaryDirectory() as folder:
        file = options.read or Path(folder) / "read.jsonl"
        if options.read is None:
            subprocess.run([sys.executable, Path(__file__).with_name("fit.py"), options.corpus, "--out-of-fold", file], check=True)
        records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    read = {record["doc"]: Predicted([Piece(text="", **line) for line in record["lines"]]) for record in records}
    unstated = [document._replace(author=None, date=None) for document in documents]  # fit.py tells kinds, not what meta lines say
    return [measures.compare(document, read.get(document.name)) for document in unstated]


if __name__ == "__main__":
    sys.exit(main())
