"""Processes, as many as the user or the machine says."""

from __future__ import annotations

import argparse
import os


def add_jobs_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--jobs`` to a command that reads many articles: ``None`` where it is not given, which stands for ``cores()``."""
    parser.add_argument("--jobs", type=_count, metavar="N", help="processes to spread much work over (default: the cores)")


def cores() -> int:
    """Return how many processes this one may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes: expected 1 or more")
    return int(text)
