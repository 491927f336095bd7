"""Findings about how the bytes of an article were decoded."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.finding import Finding
from seedkit.model.compiled import Compiled


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``guessed-encoding`` for an article that does not state its encoding."""
    source = compiled.source
    if source.guessed:
        message = f"the file does not state its encoding, and was read as {source.encoding}"
        yield Finding("guessed-encoding", message, None, {"encoding": source.encoding})
