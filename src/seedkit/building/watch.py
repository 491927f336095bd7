"""Which articles change while somebody works on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from seedkit.corpus import VERSION_FOLDER
from seedkit.errors import UsageError

_TOGETHER = 20
"""Milliseconds of silence after which changes are told: an editor saves in several steps."""
_AT_MOST = 100
"""Milliseconds after which they are told in any case."""
_WAKE = 1_000
"""Milliseconds after which an uneventful watch looks up."""


def changes(seeds: Path, out: Path) -> Iterator[set[str] | None]:
    """Yield the paths below ``seeds``, POSIX, of files and folders that changed, as often as some do.

    ``None`` stands for anything: it comes first, and once more when the watch has begun, for what changed in between. Hidden files
    and what is written to ``out`` are no changes. Raises UsageError when watchfiles is not installed; ends by KeyboardInterrupt.
    """
    try:
        from watchfiles import Change, watch
    except ImportError as error:
        raise UsageError("--watch needs the package watchfiles: pip install 'seedkit[watch]'") from error
    yield None
    root, output = seeds.resolve(), out.resolve() / VERSION_FOLDER

    def counts(_: Change, path: str) -> bool:
        below = Path(path).relative_to(root)
        return not any(part.startswith(".") for part in below.parts) and not Path(path).is_relative_to(output)

    begun = False
    for found in watch(root, watch_filter=counts, step=_TOGETHER, debounce=_AT_MOST, rust_timeout=_WAKE, yield_on_timeout=True):
        if not begun:
            begun = True
            yield None
        elif found:
            yield {Path(path).relative_to(root).as_posix() for _, path in found}
