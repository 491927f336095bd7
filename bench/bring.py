"""Bring the labelled documents: each file of its repository, at its commit, to DOCS/OWNER/NAME/PATH.

    python bench/bring.py DOCS [--labels FILE] [--from URL]

Needs git and, unless --from names a folder of clones, a network. A repository is fetched at one commit, without its history. Files
that are there already and are the labelled ones stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

LABELS = Path(__file__).with_name("labels") / "sample_texts.jsonl"


def main(arguments: Sequence[str] | None = None) -> int:
    """Bring what is missing; return the exit status: 0 all documents are there, 1 some could not be brought."""
    parser = argparse.ArgumentParser(description="Bring the documents that the labels of sample texts belong to.")
    parser.add_argument("docs", type=Path, metavar="DOCS", help="the folder to write to")
    parser.add_argument("--labels", type=Path, default=LABELS, metavar="FILE", help="the labels (default: those of this project)")
    parser.add_argument("--from", dest="base", default="https://github.com", metavar="URL", help="where OWNER/NAME is found")
    options = parser.parse_args(arguments)
    records = [json.loads(line) for line in options.labels.read_text("utf-8").splitlines()]
    wanted: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for record in records:
        if not _is_there(options.docs, record):
            wanted.setdefault((record["origin"], record["commit"]), []).append(record)
    missing = 0
    for (origin, commit), some in wanted.items():
        reason = _bring(options.docs, f"{options.base}/{origin}", commit, some)
        if reason:
            missing += len(some)
            print(f"bring: {origin} at {commit[:12]}: {reason}", file=sys.stderr)
    print(f"{len(records) - missing} of {len(records)} documents in {options.docs}")
    return int(missing > 0)


def _is_there(docs: Path, record: Mapping[str, str]) -> bool:
    path = docs / record["origin"] / record["path"]
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == record["sha256"]


def _bring(docs: Path, url: str, commit: str, records: Sequence[Mapping[str, str]]) -> str:
    """Write the files of one repository; return why not, or an empty string."""
    with TemporaryDirectory() as folder:
        git = ["git", "-C", folder]
        try:
            subprocess.run([*git, "init", "--quiet", "--bare"], check=True, capture_output=True)
            subprocess.run([*git, "fetch", "--quiet", "--depth=1", url, commit], check=True, capture_output=True)
            for record in records:
                shown = subprocess.run([*git, "show", f"{commit}:{record['path']}"], check=True, capture_output=True)
                if hashlib.sha256(shown.stdout).hexdigest() != record["sha256"]:
                    return f"{record['path']} is not the file that was labelled"
                path = docs / record["origin"] / record["path"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(shown.stdout)
        except subprocess.CalledProcessError as error:
            return str(error.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or error)
    return ""


if __name__ == "__main__":
    sys.exit(main())
