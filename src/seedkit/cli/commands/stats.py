"""``seedkit stats``: figures of many articles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from seedkit.cli.options import add_articles_argument, add_jobs_option, add_size_option, cores
from seedkit.terminal import painter, print_data, print_error, print_line, shows, speak_utf8

_EXAMPLES = """\
examples:
  seedkit stats                  the articles in seeds/
  seedkit stats drafts --format json

A quarter of the articles have less than the first quartile, a quarter more than the third. `seedkit preview` shows the figures as a
picture. Exit status: 0 success, 1 an article cannot be read (the others are counted), 2 usage error."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "stats",
        help="show how much of what articles have",
        description="Show how many steps, FAQs and words articles have, what their text became, and which rules fire most.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add_articles_argument(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="output format (default: %(default)s)")
    add_jobs_option(parser)
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the figures, and return the exit status."""
    from seedkit.stats.corpus import read
    from seedkit.stats.figures import summary
    from seedkit.stats.reports import as_json, lines

    found, failed = read([Path(path) for path in options.paths], options.jobs or cores(), options.max_size)
    for path, error in failed:
        print_error(f"{path}: {error}")
    if options.format == "json":
        speak_utf8()
        print_data(as_json(summary(found)))
    else:
        for line in lines(summary(found), painter(sys.stdout), "█" if shows("█") else "#"):
            print_line(line)
    return 1 if failed else 0
