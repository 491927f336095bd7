"""The command line: one file per command. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from seedkit import __version__
from seedkit.cli.options import Parser
from seedkit.errors import SeedkitError, reason
from seedkit.terminal import StreamError, flush, print_error, silence

COMMANDS = (
    "init", "add", "build", "check", "completion", "diff", "explain", "inspect", "lsp", "migrate", "pin", "preview", "rules",
    "run", "schema", "stats",
)  # fmt: skip
"""The commands, one file each, in the order of the help. One that is named is imported alone."""

_EXAMPLES = """\
examples:
  seedkit init letters                 set up a folder of articles
  seedkit build                        compile seeds/ into out/v1/
  seedkit build articles --out data    compile another folder
  seedkit inspect article.txt          show how it is read
  cat article.md | seedkit inspect - --format markdown --json

exit status: 0 success, 1 an article cannot be read, 2 usage error or cannot write
Run `seedkit COMMAND --help` for details."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status. ``arguments`` are those after the program's name, by default the process's
    own.

    Raises SystemExit where argparse ends the run (``--help``, ``--version``, an unknown option).
    """
    try:
        _open_missing_streams()
        try:
            return _run(arguments)
        finally:
            flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of a pipe hung up: there is nobody to report it to
        silence(sys.stdout)
        silence(sys.stderr)
        return 141
    except StreamError as error:
        silence(sys.stdout)
        print_error(f"cannot write standard output: {reason(error)}")
        return 2
    except OSError as error:
        print_error(f"cannot use {_subject(error)}: {reason(error)}")
        return 2


def _run(arguments: Sequence[str] | None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # characters that a terminal cannot show are escaped
            stream.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    named = next((argument for argument in given if not argument.startswith("-")), "")
    parser = command_line((named,) if named in COMMANDS else COMMANDS)
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        options.parser.refuse(unknown)
    if options.run is None:
        parser.print_help(sys.stderr)
        return 2
    # Reading an article creates no reference cycles: searching for some takes time and finds nothing.
    gc.set_threshold(100_000, 50, 100)
    try:
        status: int = options.run(options)
    except SeedkitError as error:
        print_error(str(error))
        return 2
    return status


def _open_missing_streams() -> None:
    """Open null devices for the standard streams that the process was started without, so that no article takes their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _subject(error: OSError) -> str:
    """Return what an error of the system is about."""
    if error.filename is not None:
        return os.fsdecode(error.filename)
    try:
        os.getcwd()
    except OSError:  # it was removed
        return "the working folder"
    return "a file"


def command_line(names: Sequence[str] = COMMANDS) -> Parser:
    """Return the parser of the command line with all commands, or some of them."""
    parser = Parser(
        prog="seedkit",
        description="Compile raw how-to articles into steps, FAQs, checklists and sample texts, as JSON and YAML.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"seedkit {__version__}")
    parser.set_defaults(run=None, parser=parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in names:
        import_module(f"seedkit.cli.commands.{name}").register(commands)
    for command_parser in commands.choices.values():
        command_parser.set_defaults(parser=command_parser)
    return parser
