"""``seedkit schema``: the JSON Schema of the data: write it, check it against the models and the releases, or release it."""

from __future__ import annotations

import argparse
from pathlib import Path

from seedkit.terminal import print_error, print_line

_EXAMPLES = """\
examples:
  seedkit schema                       write schema/v1/*.schema.json
  seedkit schema --check               report differences; exit status 1 if there are any
  seedkit schema --release             freeze the current files as schema/released/VERSION/

Released versions are kept next to DIR, one folder each. The check also fails if a released file was changed, or if the models
differ from the last release by more than the version number allows: a new key or value needs a minor version, any other change a
major one."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "schema",
        help="write or check the JSON Schema",
        description="Write the JSON Schema (2020-12) of documents and index to a folder, or check the files there.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", nargs="?", default="schema/v1", metavar="DIR", help="folder (default: %(default)s)")
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a file is missing or differs")
    task.add_argument("--release", action="store_true", help="check, then freeze the files as a released version")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write, check or release the schema, and return the exit status."""
    from seedkit.contract import compatibility as contract
    from seedkit.contract import schema
    from seedkit.model.document import SCHEMA_VERSION
    from seedkit.storage import files

    folder = Path(options.folder)
    released = folder.parent / "released"
    if options.check or options.release:
        problems = [*schema.check(folder), *contract.check(released, schema.documents(), SCHEMA_VERSION)]
        for problem in problems:
            print_error(problem)
        if options.release and not problems:
            print_line(f"{contract.release(released, schema.documents(), SCHEMA_VERSION)}: released")
        return 1 if problems else 0
    files.make_folder(folder)
    for name, text in schema.documents().items():
        written = files.write(folder / name, text.encode())
        print_line(f"{folder / name}: {'written' if written else 'unchanged'}")
    return 0
