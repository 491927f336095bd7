"""``seedkit migrate``: converts built data of an earlier version of the contract to this one."""

from __future__ import annotations

import argparse
import json

from seedkit.cli.options import add_json_option
from seedkit.messages import counted
from seedkit.terminal import print_data, print_line, speak_utf8

_EXAMPLES = """\
examples:
  seedkit migrate                      upgrade out/
  seedkit migrate data

No articles are read. A new minor version replaces the data in place; a new major version goes to its own folder (v2 next to v1).
Exit status: 0 migrated or already current, 2 usage error or no build found."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "migrate",
        help="upgrade built data to the current schema version",
        description="Upgrade data built by an earlier seedkit to the current schema version.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("out", nargs="?", default="out", metavar="OUT", help="folder of built data (default: %(default)s)")
    add_json_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Migrate, print the result, and return the exit status."""
    from seedkit.contract.migrate import migrate
    from seedkit.model.document import SCHEMA_VERSION

    done = migrate(options.out)
    if options.json:
        speak_utf8()
        data = {"out": str(done.folder), "from": done.version, "to": SCHEMA_VERSION, "written": done.written}
        print_data(json.dumps(data, ensure_ascii=False, indent=2))
    elif done.version == SCHEMA_VERSION:
        print_line(f"{done.folder}: already at version {SCHEMA_VERSION}")
    else:
        print_line(f"{done.folder}: version {done.version} to {SCHEMA_VERSION}, {counted(done.written, 'file')} written")
    return 0
