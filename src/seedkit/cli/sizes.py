"""Sizes as people write them."""

from __future__ import annotations

import argparse
import re

_UNITS = {"": 1, "K": 2**10, "M": 2**20, "G": 2**30}
_SIZE = re.compile(r"(\d+)\s*([KMG]?)(?:i?B)?", re.IGNORECASE)


def size(text: str) -> int:
    """Return a size in bytes: ``64MB`` (also ``64M``, ``64MiB``; powers of 1024) or a plain number. Raises ArgumentTypeError."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size: expected a number of bytes, or one with a unit such as 64MB")
    return int(found[1]) * _UNITS[found[2].upper()]


def add_size_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--max-size`` to a command that reads articles."""
    parser.add_argument(
        "--max-size", type=size, default="64MB", metavar="SIZE", help="refuse articles larger than this (default: %(default)s)"
    )
