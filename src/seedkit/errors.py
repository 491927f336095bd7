"""The few exceptions that stop the reading of an article or a run. Each message is a sentence for the user."""

from __future__ import annotations

from collections.abc import Iterable


class SeedkitError(Exception):
    """Base of every error that seedkit raises on purpose."""


class InputError(SeedkitError):
    """An article cannot be read: no such file, a directory, no permission, over the size limit."""


class OutputError(SeedkitError):
    """Data cannot be written, or a folder of built data cannot be read."""


class UsageError(SeedkitError):
    """The call makes no sense: a folder that is not there, an unknown format."""


def reason(error: OSError) -> str:
    """Return why the system refused something, to go on with after a colon."""
    text = error.strerror or "unknown error"
    return text[0].lower() + text[1:]


def meant(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence about a misspelt ``word``: what it was probably meant to be."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), 1)
    return f": did you mean `{close[0]}`?" if close else ""
