"""The parser of the command line, and the options that several commands share."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from typing import Any, NoReturn

from seedkit.building.limits import Limits
from seedkit.messages import did_you_mean
from seedkit.terminal import neutral, print_error

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}
_SIZE = re.compile(r"(\d+)\s*([KMG]?)(?:i?B)?", re.IGNORECASE)

_COUNTED = {name: limit for name, limit in Limits()._asdict().items() if name != "size"}


class Parser(argparse.ArgumentParser):
    """A parser that suggests the intended command, option or choice for a misspelled one."""

    def error(self, message: str) -> NoReturn:
        """Report a usage error, without control characters, and exit."""
        super().error(neutral(message))

    def refuse(self, unknown: Sequence[str]) -> NoReturn:
        """Report unknown arguments, and exit."""
        word = unknown[0]
        if word.startswith("-") and word != "-":
            name = word.partition("=")[0]
            self.error(f"unknown option {name}{did_you_mean(name, self._option_string_actions)}")
        self.error(f"unexpected argument {word!r}")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        known = [str(choice) for choice in action.choices]
        what = "unknown command" if isinstance(action, argparse._SubParsersAction) else "invalid choice"
        hint = did_you_mean(str(value), known) or f": expected one of {', '.join(known)}"
        raise argparse.ArgumentError(None if what == "unknown command" else action, f"{what} {value!r}{hint}")


def size(text: str) -> int:
    """Return a size in bytes: ``64MB`` (also ``64M``, ``64MiB``; powers of 1024) or a plain number. Raises ArgumentTypeError."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a size: expected a number of bytes, optionally with a unit, such as 64MB"
        )
    return int(found[1]) * _UNITS[found[2].upper()]


def add_size_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--max-size`` to a command that reads articles."""
    parser.add_argument(
        "--max-size", type=size, default="64MB", metavar="SIZE", help="skip articles larger than this (default: %(default)s)"
    )


def add_limit_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--max-size`` and ``--limit`` to a command that skips articles that are too much work."""
    add_size_option(parser)
    parser.add_argument(
        "--limit",
        type=_limit,
        action="append",
        default=[],
        metavar="NAME=N",
        help=f"skip articles that exceed a limit (defaults: {' '.join(f'{name}={limit}' for name, limit in _COUNTED.items())})",
    )


def add_articles_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``paths`` to a command that shows articles: folders or files, ``seeds`` if none are given."""
    parser.add_argument(
        "paths", nargs="*", default=["seeds"], metavar="PATH", help="folder of articles, or articles (default: seeds)"
    )


def add_jobs_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--jobs`` to a command that reads many articles: ``None`` if it is not given, which means ``cores()``."""
    parser.add_argument("--jobs", type=_count, metavar="N", help="number of worker processes (default: one per core)")


def add_json_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--json`` to a command that can print its result for programs."""
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")


def report_assumed_text(option: str) -> None:
    """Say that standard input, which has no suffix, is read as text because ``option`` does not name its format."""
    print_error(f"standard input is read as text: pass {option} to name another format")


def cores() -> int:
    """Return how many processes this one may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _limit(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if name not in _COUNTED or not number.isascii() or not number.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a limit: expected NAME=N, where NAME is one of {', '.join(_COUNTED)}")
    return name, int(number)


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a valid number of processes: expected 1 or more")
    return int(text)
