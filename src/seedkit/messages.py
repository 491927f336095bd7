"""Parts of messages that several rooms use."""

from __future__ import annotations

from collections.abc import Iterable

DISTRIBUTION = "seedkit-compiler"
"""The name of the package on package indexes, where `seedkit` is another project."""


def install_command(extra: str) -> str:
    """Return the command that installs what one of the extras needs, for the end of an error message."""
    return f"pip install '{DISTRIBUTION}[{extra}]'"


def needs_package(what: str, package: str | None, extra: str) -> str:
    """Return the error of a feature whose package is not installed: which one it needs, and the command that installs its extra."""
    return f"{what} needs the package {package}: {install_command(extra)}"


def counted(count: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: "1 article", "2 articles"; ``plural`` is for nouns that do not just add an "s"."""
    return f"{count} {noun if count == 1 else plural or f'{noun}s'}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence about a misspelled ``word``: what was probably meant, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), 1)
    return f": did you mean `{close[0]}`?" if close else ""
