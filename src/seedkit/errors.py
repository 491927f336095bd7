"""The few exceptions that stop the reading of an article or a run. Each message is a sentence for the user."""

from __future__ import annotations


class SeedkitError(Exception):
    """Base of every error that seedkit raises on purpose."""


class InputError(SeedkitError):
    """An article cannot be read: no such file, a directory, no permission, over the size limit."""


class OutputError(SeedkitError):
    """Data cannot be written, or a folder of built data cannot be read."""


class UsageError(SeedkitError):
    """The call makes no sense: a folder that is not there, an unknown format."""
