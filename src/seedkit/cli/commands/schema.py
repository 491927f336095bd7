"""``seedkit schema``: the JSON Schemas: write them, check them against the models and the releases, or release them."""

from __future__ import annotations

import argparse
from pathlib import Path

from seedkit.terminal import print_error, print_line

_EXAMPLES = """\
examples:
  seedkit schema                       write schema/v1/*.schema.json and schema/*.schema.json
  seedkit schema --check               report differences; exit status 1 if there are any
  seedkit schema --release             freeze schema/v1/ as schema/released/VERSION/

DIR/v1/ has the schemas of documents and index. Those in DIR itself let editors complete and check the files that you write:
seedkit.toml, [tool.seedkit] in pyproject.toml, and sidecars.

Released versions of v1/ are kept in DIR/released/, one folder each. The check also fails if a released file was changed, or if the
models differ from the last release by more than the version number allows: a new key or value needs a minor version, any other
change a major one."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "schema",
        help="write or check the JSON Schemas",
        description="Write the JSON Schemas of documents, index, configuration and sidecars to a folder, or check the files there.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", nargs="?", default="schema", metavar="DIR", help="folder (default: %(default)s)")
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--check", action="store_true", help="write nothing; exit status 1 if a file is missing or differs")
    task.add_argument("--release", action="store_true", help="check, then freeze the files as a released version")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write, check or release the schemas, and return the exit status."""
    from seedkit.contract import compatibility as contract
    from seedkit.contract import schema
    from seedkit.model.document import SCHEMA_VERSION
    from seedkit.storage import files

    folder = Path(options.folder)
    released = folder / "released"
    if options.check or options.release:
        problems = [*schema.check(folder), *contract.check(released, schema.documents(), SCHEMA_VERSION)]
        for problem in problems:
            print_error(problem)
        if options.release and not problems:
            print_line(f"{contract.release(released, schema.documents(), SCHEMA_VERSION)}: released")
        return 1 if problems else 0
    for name, text in schema.files().items():
        file = folder / name
        files.make_folder(file.parent)
        written = files.write(file, text.encode())
        print_line(f"{file}: {'written' if written else 'unchanged'}")
    return 0
