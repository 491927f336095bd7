"""What git knows about files, without running anything that a repository configures."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path


def output(folder: Path, *arguments: str, input: bytes = b"") -> bytes | None:
    """Return the output of git in ``folder``, ``None`` if it fails or is not installed."""
    command = ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *arguments]
    try:
        done = subprocess.run(command, input=input, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def ignored(folder: Path, paths: Sequence[str]) -> frozenset[str]:
    """Return those of ``paths``, relative to ``folder``, that git ignores there.

    None if ``folder`` is not in a repository, or is ignored itself: who names an ignored folder means its files.
    """
    if not paths:
        return frozenset()
    found = output(folder, "check-ignore", "-z", "--stdin", input="\0".join(paths).encode("utf-8", "surrogateescape"))
    if not found or output(folder, "check-ignore", "--quiet", ".") is not None:
        return frozenset()
    return frozenset(found.decode("utf-8", "surrogateescape").rstrip("\0").split("\0"))
