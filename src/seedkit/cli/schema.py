"""``seedkit schema``: the JSON Schema of the data, written or checked for drift."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

_EXAMPLES = """\
examples:
  seedkit schema                       write schema/v1/*.schema.json
  seedkit schema --check               say what differs, exit status 1 if anything does"""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "schema",
        help="write the JSON Schema of the data, or check it",
        description="Write the JSON Schema (2020-12) of documents and index into a folder, or check what lies there.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", nargs="?", default="schema/v1", metavar="DIR", help="folder (default: %(default)s)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 when a file is missing or differs")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write or check the schema, and return the exit status."""
    from seedkit import files, schema

    folder = Path(options.folder)
    if options.check:
        problems = schema.check(folder)
        for problem in problems:
            print(f"seedkit: {problem}", file=sys.stderr)
        return 1 if problems else 0
    files.make_folder(folder)
    for name, text in schema.documents().items():
        written = files.write(folder / name, text.encode())
        print(f"{folder / name}: {'written' if written else 'unchanged'}")
    return 0
