"""The few exceptions that stop a run or the reading of an article. Each message is a sentence for the user."""

from __future__ import annotations


class SeedkitError(Exception):
    """Base of every error that seedkit raises on purpose."""


class InputError(SeedkitError):
    """An article cannot be read: no such file, a directory, no permission, over the size limit."""


class OutputError(SeedkitError):
    """Data cannot be written, or a folder of built data cannot be read."""


class UsageError(SeedkitError):
    """The call is invalid: a folder that does not exist, an unknown format."""


def reason(error: OSError) -> str:
    """Return the reason of a system error, to continue after a colon."""
    text = error.strerror or "unknown error"
    return text[0].lower() + text[1:]


def unexpected(error: Exception) -> str:
    """Return the message for an article on which seedkit itself fails: the error, and the module and line that raised it.

    The module is one of seedkit or of its dependencies, so the text is the same on every machine. It follows the article's name.
    """
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_globals['__name__']}, line {trace.tb_lineno}" if trace is not None else "seedkit"
    return f"cannot be compiled: {type(error).__name__} in {place}, please report it"
