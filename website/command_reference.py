"""The reference of the command line, from its parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

from seedkit.cli import command_line

_HEAD = """\
# Command line

Generated from the parser: `seedkit COMMAND --help` prints the same.
"""


def page() -> str:
    """Return the page as Markdown."""
    parser = command_line()
    commands = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    parts = [_HEAD, *(part for name, command in commands.choices.items() for part in _command(name, command))]
    return "\n".join(parts)


def _command(name: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f"## seedkit {name}\n"
    yield f"{parser.description}\n"
    positional = [action for action in parser._actions if not action.option_strings]
    optional = [action for action in parser._actions if action.option_strings and action.help != argparse.SUPPRESS]
    words = " ".join(
        ["seedkit", name, *(f"[{_name(action)}]" if action.nargs in ("?", "*") else _name(action) for action in positional)]
    )
    yield f"```text\n{words}{' [OPTION…]' if len(optional) > 1 else ''}\n```\n"
    yield from _table("argument", parser, positional)
    yield from _table("option", parser, (action for action in optional if "--help" not in action.option_strings))
    examples, _, rest = (parser.epilog or "").partition("\n\n")
    if examples.startswith("examples:\n"):
        lines = [line.strip() for line in examples.splitlines()[1:]]
        yield "```text\n" + "\n".join(lines) + "\n```\n"
        examples = rest
    if examples:
        yield examples.replace("\n", "  \n") + "\n"


def _table(kind: str, parser: argparse.ArgumentParser, actions: Iterable[argparse.Action]) -> Iterator[str]:
    rows = [f"| {_names(action)} | {_help(parser, action)} |" for action in actions]
    if rows:
        yield "\n".join([f"| {kind} | description |", "| --- | --- |", *rows]) + "\n"


def _name(action: argparse.Action) -> str:
    return action.metavar if isinstance(action.metavar, str) else "|".join(action.choices or (action.dest,))


def _names(action: argparse.Action) -> str:
    value = "" if action.nargs == 0 else _name(action)
    names = [f"{option} {value}".rstrip() for option in action.option_strings] or [value]
    return ", ".join(f"`{_cell(name)}`" for name in names)


def _help(parser: argparse.ArgumentParser, action: argparse.Action) -> str:
    return _cell(parser._get_formatter()._expand_help(action) if action.help else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
