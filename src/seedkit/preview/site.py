"""The pages of many articles: which articles, what the index says of each, and the folder that needs no server."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from seedkit.building.orphans import stale
from seedkit.errors import InputError, UsageError
from seedkit.lint.article import Article, Target, read_article
from seedkit.lint.linter import targets as named_targets
from seedkit.model.index import Failure
from seedkit.preview.pages import OPENING, Row, article_page, index_page, row
from seedkit.storage import files
from seedkit.storage.locks import exclusive_lock
from seedkit.storage.seeds import MAX_BYTES, find
from seedkit.storage.workers import DEADLY, spread

ARTICLES, ASSETS = "articles", "assets"
"""The folders of a site: a page for each article, and the style, the script and the icon of all pages."""
STATIC = ("preview.css", "preview.js", "icon.svg")
"""The assets of a site without a server."""

_OURS = re.compile(re.escape(OPENING).replace(r"\{\}", r"([a-z0-9-]+)\.html").encode())
_NAME_BYTES = 255  # what file systems give a file name


class Site(NamedTuple):
    """What was written: the rows of the index by path, what could not be read, and how many files were written and removed."""

    rows: tuple[Row, ...]
    failed: tuple[Failure, ...]
    written: int
    removed: int


@dataclass(frozen=True, slots=True)
class Renderer:
    """Makes the row of an article and, where there is a ``folder`` for it, writes its page. Runs in any process."""

    folder: Path | None = None
    max_bytes: int = MAX_BYTES

    def __call__(self, target: Target) -> Result:
        """Return the row, and whether the page had to be written. Raises OutputError."""
        try:
            article = read_article(target, self.max_bytes)
            if len(article.compiled.document.id) + len(".html") > _NAME_BYTES:
                raise InputError("has an id that is too long for a file name: shorten its path")
            content = page(article) if self.folder is not None else b""
            found = row(article.compiled)
        except InputError as error:
            return Failure(path=target.path, error=str(error))
        if self.folder is None:
            return found, False
        return found, files.write(self.folder / f"{found.id}.html", content)


def page(article: Article) -> bytes:
    """Return the page of an article without a server."""
    return article_page(article.compiled).encode("utf-8", "replace")


def targets(paths: Sequence[Path], output: Path | None = None) -> Iterator[Target]:
    """Yield the articles to show, sorted by path: of a single folder the paths below it, as in a build; else relative to the
    working folder, as in a check. ``output`` inside the folder is left out. Raises UsageError."""
    if len(paths) == 1 and paths[0].is_dir():
        found = find(paths[0], output)
        yield from (Target(path, paths[0] / path) for path in found.paths)
        yield from (Target(path, paths[0] / path, refused=reason) for path, reason in found.refused)
    else:
        yield from named_targets(paths)


Result = tuple[Row, bool] | Failure
"""The row of an article, and whether its page had to be written; or why it cannot be shown."""


def render(articles: Iterable[Target], renderer: Renderer, jobs: int) -> dict[str, Result]:
    """Render articles in up to ``jobs`` processes and return the results by path. Raises OutputError."""
    done = spread(renderer, articles, jobs, _size)
    return {target.path: result or Failure(path=target.path, error=DEADLY) for target, result in done}


def listed(results: Iterable[Result]) -> tuple[list[Row], list[Failure]]:
    """Return the rows of the index and the failures, by path. Articles with the same id fail: their pages would be the same."""
    rows: dict[str, list[Row]] = {}
    failed: list[Failure] = []
    for result in results:
        if isinstance(result, Failure):
            failed.append(result)
        else:
            rows.setdefault(result[0].id, []).append(result[0])
    for same in rows.values():
        if len(same) > 1:
            paths = ", ".join(sorted(row.path for row in same))
            error = f"has the id {same[0].id}, like other articles ({paths}): rename one, or give it an id in its front matter"
            failed += (Failure(path=row.path, error=error) for row in same)
    unique = [same[0] for same in rows.values() if len(same) == 1]
    return sorted(unique, key=lambda row: row.path), sorted(failed, key=lambda failure: failure.path)


def write(paths: Sequence[Path], out: Path, jobs: int = 1, max_bytes: int = MAX_BYTES) -> Site:
    """Write the site of articles into ``out`` and remove the pages of articles that are gone; nothing else there is touched.

    Raises UsageError where ``out`` lies in a folder of articles, whose next build would read the pages as articles, and
    OutputError where it cannot be written.
    """
    for path in paths:
        if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
            raise UsageError(f"cannot write the pages to {out}: it is inside {path}, a folder of articles; pass another --out")
    articles, assets = out / ARTICLES, out / ASSETS
    files.refuse_links(out, articles, assets)
    files.make_folder(articles)
    files.make_folder(assets)
    with exclusive_lock(out, articles):
        results = render(targets(paths), Renderer(articles, max_bytes), jobs).values()
        rows, failed = listed(results)
        written = sum(result[1] for result in results if not isinstance(result, Failure))
        for name in STATIC:
            written += files.write(assets / name, asset(name))
        written += files.write(out / "index.html", index_page(rows, failed).encode("utf-8", "replace"))
        gone = stale(articles, {".html"}, _OURS, {f"{row.id}.html" for row in rows})
        for file in gone:
            files.remove(file)
    return Site(tuple(rows), tuple(failed), written, len(gone))


def asset(name: str) -> bytes:
    """Return a file that the pages load."""
    return resources.files("seedkit.preview").joinpath("assets", name).read_bytes()


def _size(target: Target) -> int:
    try:
        return target.file.stat().st_size
    except OSError:
        return 0
