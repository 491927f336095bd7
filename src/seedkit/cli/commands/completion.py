"""``seedkit completion``: completion of commands and options in a shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from seedkit.errors import UsageError
from seedkit.messages import needs_package
from seedkit.terminal import print_data, speak_utf8

_SHELLS = ("bash", "zsh", "fish")
_FOLDERS = frozenset({"SEEDS", "OUT", "FOLDER", "DIR"})
_FILES = frozenset({"PATH", "FILE", "INPUT", "OUTPUT", "FILE[:LINE]", "RULE|FILE:LINE"})

_EXAMPLES = """\
examples:
  seedkit completion bash > ~/.local/share/bash-completion/completions/seedkit
  seedkit completion zsh > ~/.zfunc/_seedkit       where ~/.zfunc is in fpath
  seedkit completion fish > ~/.config/fish/completions/seedkit.fish

Needs the extra `completion`. Exit status: 0 success, 2 usage error."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "completion",
        help="print a completion script for a shell",
        description="Print a script that completes commands and options in a shell.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("shell", choices=_SHELLS, help="the shell")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the script, and return the exit status."""
    from seedkit.cli import command_line

    try:
        import shtab
    except ImportError as error:
        raise UsageError(needs_package("completion", "shtab", "completion")) from error
    parser = command_line()
    for action in _actions(parser):
        named = action.metavar if isinstance(action.metavar, str) else ""
        if named in _FOLDERS:
            vars(action)["complete"] = shtab.DIRECTORY  # where shtab looks for it
        elif named in _FILES or action.type is Path:
            vars(action)["complete"] = shtab.FILE
    speak_utf8()
    print_data(shtab.complete(parser, options.shell))
    return 0


def _actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Yield the arguments of the parser and of its commands."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _actions(command)
