"""The articles that a server shows: followed as they change, and corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from seedkit.authoring import pin as pins
from seedkit.errors import UsageError
from seedkit.lint.article import Target, read_article
from seedkit.model.index import Failure
from seedkit.preview.pages import Live, article_page, index_page
from seedkit.preview.site import Renderer, Result, listed, render, targets
from seedkit.storage import files
from seedkit.storage.seeds import MAX_BYTES, sidecar_names

Stamp = tuple[tuple[int, int, int] | None, ...]
"""What the system says of an article and the files that may be its sidecar: it changes when one of them does."""


class UnknownArticleError(UsageError):
    """No such article is shown."""


class _Seen(NamedTuple):
    target: Target
    stamp: Stamp
    result: Result


class _Written(NamedTuple):
    """A sidecar that was written here, with its bytes before and after; ``None`` if there was or is no such file."""

    file: Path
    before: bytes | None
    after: bytes | None


class Desk:
    """The articles below ``paths``, as they were at the last ``refresh``; ``version`` counts those that found a change.

    Can be used from several threads.
    """

    def __init__(self, paths: Sequence[Path], max_bytes: int = MAX_BYTES) -> None:
        self._paths = paths
        self._max_bytes = max_bytes
        self._lock = Lock()
        self._seen: dict[str, _Seen] = {}
        self._undo: dict[str, list[_Written]] = {}
        self.version = 0

    def refresh(self, jobs: int = 1) -> set[str]:
        """Look at all articles, read those that changed, and return their paths, with those that are gone. Raises OutputError."""
        with self._lock:
            try:
                found = {target.path: (target, _stamp(target)) for target in targets(self._paths)}
            except UsageError:  # the folder is being replaced, as by git
                found = {}
            new = [target for path, (target, stamp) in found.items() if path not in self._seen or self._seen[path].stamp != stamp]
            results = render(new, Renderer(max_bytes=self._max_bytes), jobs)
            changed = {*results, *(self._seen.keys() - found.keys())}
            self._seen = {
                path: _Seen(target, stamp, results[path] if path in results else self._seen[path].result)
                for path, (target, stamp) in found.items()
            }
            self.version += bool(changed)
            return changed

    def index(self, token: str) -> str:
        """Return the index page."""
        return index_page(*listed(seen.result for seen in self._seen.values()), Live(token, self.version))

    def page(self, id: str, token: str) -> str:
        """Return the page of an article. Raises UnknownArticleError for an id that none or several have, InputError if it cannot be
        read any more."""
        for path, seen in self._seen.items():
            if not isinstance(seen.result, Failure) and seen.result[0].id == id:
                return article_page(read_article(seen.target, self._max_bytes).compiled, Live(token, self.version, path))
        raise UnknownArticleError(f"no article has the id {id}")

    def pin(self, path: str, line: int, kind: str, level: int | None = None) -> str:
        """Pin a line of an article, as ``seedkit pin`` does, and return what was done. Raises UsageError, OutputError."""
        return self._correct(path, lambda article: pins.pin(article, line, pins.Correction(kind, level, None, None)))

    def unpin(self, path: str, line: int) -> str:
        """Remove the pin of a line of an article and return what was done. Raises UsageError, OutputError."""
        return self._correct(path, lambda article: pins.remove(article, str(article.file), line))

    def undo(self, path: str) -> str:
        """Give the sidecar of an article the text it had before it was last written here, and return what was done.

        Raises UsageError if nothing was written, OutputError if the sidecar has changed since.
        """
        file = self._file(path)
        with pins.locked(file):
            if not self._undo.get(path):
                raise UsageError("nothing to undo")
            written = self._undo[path].pop()
            now = _content(written.file)
            if now != written.after:
                raise UsageError(f"cannot undo: {written.file.name} has changed since")
            if written.before is None:
                files.remove(written.file)
            else:
                files.write_user_path(written.file, written.before, expected=now)
        return f"undone in {written.file.name}"

    def _correct(self, path: str, correct: Callable[[pins.Article], Iterable[str]]) -> str:
        """Correct an article, remember its former sidecar, and return the first line of what is reported."""
        file = self._file(path)
        with pins.locked(file):
            article = pins.read(file, self._max_bytes)
            before = _content(article.sidecar)
            lines = list(correct(article))
            self._undo.setdefault(path, []).append(_Written(article.sidecar, before, _content(article.sidecar)))
        return lines[0].removeprefix(f"{article.sidecar.parent}/")

    def _file(self, path: str) -> Path:
        """Return the file of an article. Only paths of articles that are shown are known; no other path leads to a file."""
        seen = self._seen.get(path)
        if seen is None:
            raise UnknownArticleError(f"{path}: no such article is shown")
        return seen.target.file


def _content(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _stamp(target: Target) -> Stamp:
    names = (target.file.name, *sidecar_names(target.file.name))
    return tuple(_state(target.file.with_name(name)) for name in names)


def _state(file: Path) -> tuple[int, int, int] | None:
    try:
        info = file.stat()
    except OSError:
        return None
    return info.st_mtime_ns, info.st_size, info.st_ino
