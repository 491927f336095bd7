"""``seedkit migrate``: built data of an earlier version of the contract, written anew in this one."""

from __future__ import annotations

import argparse

from seedkit.terminal import print_line

_EXAMPLES = """\
examples:
  seedkit migrate                      out/ as this version of seedkit writes it
  seedkit migrate data

No article is read. A new minor version is written in place, a new major one into a folder of its own (v2 beside v1). Exit status: 0
migrated, or nothing to do; 2 wrong use or no build there."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "migrate",
        help="bring built data to this version of the contract",
        description="Bring what an earlier seedkit has built to this version of the contract.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", nargs="?", default="out", metavar="OUT", help="folder of the data (default: %(default)s)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Migrate, say what was done, and return the exit status."""
    from seedkit.contract.migrate import migrate
    from seedkit.model.document import SCHEMA_VERSION

    done = migrate(options.out)
    if done.version == SCHEMA_VERSION:
        print_line(f"{done.folder}: version {SCHEMA_VERSION} already")
    else:
        files = f"{done.written} file{'' if done.written == 1 else 's'}"
        print_line(f"{done.folder}: version {done.version} to {SCHEMA_VERSION}, {files} written")
    return 0
