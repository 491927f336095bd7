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


def unexpected(error: Exception) -> str:
    """Return what to say of an article that seedkit cannot cope with: the error, and the module and line that raised it.

    The module is one of seedkit or of what it calls, so the text is the same on every machine. It follows the article's name.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals['__name__']}, line {trace.tb_lineno}" if trace is not None else "seedkit"
    return f"cannot be compiled: {type(error).__name__} in {place}, please report it"


def meant(word: str, known: Iterable[str]) -> str:
    """Return the end of a sentence about a misspelt ``word``: what it was probably meant to be."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(known), 1)
    return f": did you mean `{close[0]}`?" if close else ""
