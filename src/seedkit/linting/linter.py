"""Articles checked under a policy: which files, what is told of each, in the order of file and line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from seedkit import sidecars
from seedkit.checks import ASKED, corpus, diagnostic
from seedkit.codes import CODES
from seedkit.errors import InputError, UsageError
from seedkit.linting.baseline import Baseline
from seedkit.linting.policy import Policy
from seedkit.linting.results import Notice, Result, Run, results
from seedkit.linting.suppress import suppress, suppressions
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic, Document
from seedkit.model.sidecar import Sidecar
from seedkit.pipeline import compile_bytes
from seedkit.readers import FORMATS
from seedkit.seeds import MAX_BYTES, article_format, find, read

_OFF = frozenset(row.rule for row in CODES.values() if not row.default)


class Target(NamedTuple):
    """An article to be checked.

    ``path`` is what it is called: relative to the working folder where it lies below that, POSIX. ``data`` is given where it is no
    file; ``file`` tells then what it would be. ``refused`` says why it cannot be read.
    """

    path: str
    file: Path
    data: bytes | None = None
    refused: str | None = None


class Article(NamedTuple):
    """An article that was read: its bytes, and what it was read as."""

    target: Target
    data: bytes
    compiled: Compiled


def targets(paths: Iterable[Path]) -> Iterator[Target]:
    """Yield the articles that ``paths`` name, files or folders, in the order of their paths, each once. Raises UsageError."""
    found: dict[str, Target] = {}
    for path in paths:
        if os.path.isdir(path):
            articles = find(path)
            entries = [*((path / name, None) for name in articles.paths), *((path / name, why) for name, why in articles.refused)]
        elif os.path.exists(path):
            entries = [(path, None)]
        else:
            raise UsageError(f"{path}: a file or a folder of articles is expected here, nothing was found")
        for file, refused in entries:
            shown = _shown(file)
            found.setdefault(shown, Target(shown, file, None, refused))
    yield from (found[path] for path in sorted(found))


def check(articles: Iterable[Target], policy: Policy, baseline: Baseline | None = None, max_bytes: int = MAX_BYTES) -> Run:
    """Check ``articles`` one after the other and return what is to be told of them.

    What cannot be read is told as failed; the others are checked. Raises nothing for what an article may hold.
    """
    desk = _Desk(policy, baseline)
    for _, finding in corpus.check(desk.documents(articles, max_bytes)):
        desk.about.append(finding)
    desk.finish()
    stale = baseline.gone() if baseline is not None else []
    return Run(tuple(desk.checked), tuple(desk.results), (*desk.notices, *stale), tuple(desk.failed))


class _Desk:
    """Where articles are checked: one lies on it at a time, until all is known that it and those before it say together."""

    def __init__(self, policy: Policy, baseline: Baseline | None) -> None:
        self._policy = policy
        self._baseline = baseline
        self._article: Article | None = None
        self.about: list[Diagnostic] = []
        self.checked: list[str] = []
        self.results: list[Result] = []
        self.notices: list[Notice] = []
        self.failed: list[tuple[str, str]] = []

    def documents(self, articles: Iterable[Target], max_bytes: int) -> Iterator[Document]:
        """Yield each article that can be read; the one before it is done with then."""
        for target in articles:
            self.finish()
            try:
                self._article = read_article(target, max_bytes)
            except InputError as error:
                self.failed.append((target.path, str(error)))
            else:
                yield self._article.compiled.document

    def finish(self) -> None:
        """Put down what is told of the article on the desk, and clear it."""
        article, self._article = self._article, None
        about, self.about = self.about, []
        if article is None:
            return
        path = article.target.path
        try:
            told, notices = examine(article, self._policy, about)
        except InputError as error:
            self.failed.append((path, str(error)))
            return
        found = list(results(path, article.compiled.source, told))
        if self._baseline is not None:
            found, stale = self._baseline.new(path, found, self._policy.rules_for(os.path.abspath(article.target.file)))
            notices += stale
        self.checked.append(path)
        self.results += found
        self.notices += notices


def read_article(target: Target, max_bytes: int = MAX_BYTES) -> Article:
    """Read and compile an article. Raises InputError."""
    if target.refused is not None:
        raise InputError(target.refused)
    format = article_format(target.file.name)
    if format is None:
        raise InputError(f"has none of the suffixes {' '.join(FORMATS)}")
    data = read(target.file, max_bytes) if target.data is None else target.data
    sidecar = sidecars.load(target.file) if target.data is None else None
    return Article(target, data, compiled(data, target.path, format, sidecar))


def compiled(data: bytes, path: str, format: str, sidecar: Sidecar | None) -> Compiled:
    """Compile the bytes of an article. Raises InputError where seedkit itself cannot cope with it."""
    try:
        return compile_bytes(data, path, format, sidecar=sidecar)
    except Exception as error:  # one such article must not cost the others
        raise InputError(f"cannot be compiled: {type(error).__name__}, please report it") from error


def examine(article: Article, policy: Policy, about: Sequence[Diagnostic] = ()) -> tuple[list[Diagnostic], list[Notice]]:
    """Return what is told of an article in order of place: its own diagnostics and those ``about`` it, as policy and author want.

    Raises InputError when its sidecar names a rule that there is not.
    """
    source, document = article.compiled.source, article.compiled.document
    path = article.target.path
    rules = policy.rules_for(os.path.abspath(article.target.file))
    asked = [diagnostic(f) for run in ASKED if rules & _OFF for f in run(document, source, article.compiled.ledger)]
    every = [*document.diagnostics, *asked, *about]
    if asked or about:
        every.sort(key=lambda d: (d.span.start if d.span else -1, d.code))
    found, notices = suppressions(article.compiled, path)
    told, unused = suppress(policy.judge(every, rules, source), found, source)
    notices += (
        Notice(entry.home, entry.line, f"the suppression of `{entry.selector}` suppresses nothing: remove it")
        for entry in unused
        if entry.rules <= rules
    )
    return told, notices


def _shown(file: Path) -> str:
    """Return what a file is called: relative to the working folder where it lies below that."""
    path = os.path.relpath(file)
    shown = (path if not path.startswith(os.pardir) else str(file)).replace(os.sep, "/")
    return shown.encode("utf-8", "backslashreplace").decode()  # a folder's name may be in another encoding
