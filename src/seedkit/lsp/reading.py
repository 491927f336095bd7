"""An open document: the article in it, as it is read now, and what is reported for it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from seedkit.articles import open_text
from seedkit.errors import InputError, UsageError, unexpected
from seedkit.lint import policy as policies
from seedkit.lint.article import Article, Target, compiled
from seedkit.lint.fixes import FIXES
from seedkit.lint.fixes.apply import edited, is_same_reading
from seedkit.lint.linter import examine
from seedkit.lint.policy import Policy
from seedkit.lint.results import Notice
from seedkit.model.document import Diagnostic
from seedkit.readers import format_of

LANGUAGES = {"plaintext": "text", "text": "text", "markdown": "markdown", "html": "html"}
"""What editors call the languages of documents → the format of articles. It decides for documents without a known suffix."""


@dataclass(frozen=True)
class Reading:
    """A document as it was read. ``article`` is ``None`` if it cannot be read, or is no article of its project.

    ``diagnostics`` are those that ``check`` reports for this article alone. ``failure`` says why there is no article, or why it
    cannot be checked; ``misconfigured`` why the configuration is not used.
    """

    article: Article | None
    diagnostics: tuple[Diagnostic, ...] = ()
    notices: tuple[Notice, ...] = ()
    failure: str | None = None
    misconfigured: str | None = None
    _safe: dict[frozenset[str], bool] = field(default_factory=dict)  # each takes a compilation

    def is_safe(self, rules: frozenset[str]) -> bool:
        """Whether the fixes of these rules together keep how the article is read, as they promise."""
        if rules not in self._safe:
            self._safe[rules] = all(FIXES[rule].safe for rule in rules) and self._keeps(rules)
        return self._safe[rules]

    def _keeps(self, rules: frozenset[str]) -> bool:
        if self.article is None:
            return False
        try:
            fixed = edited(self.article, (d for d in self.diagnostics if d.rule in rules))
        except InputError:  # seedkit fails on the fixed article
            return False
        return is_same_reading(self.article, fixed)


def read(text: str, file: Path, format: str | None, *, limit: int) -> Reading:
    """Read a document.

    ``file`` is where it is saved; ``format`` decides for a name without a known suffix; ``limit`` is in code points. The
    configuration is the nearest one above the file. Documents outside the paths that it names are no articles. Raises nothing for
    any content of the document, of its sidecar or of the configuration.
    """
    policy, misconfigured = Policy(file.parent), None
    try:
        policy = policies.load(file.parent)
    except UsageError as error:
        misconfigured = str(error)
    if not _is_article(file, policy):
        return Reading(None)
    if len(text) > limit:
        return Reading(None, failure=f"cannot be read: it is longer than {limit:,} characters", misconfigured=misconfigured)
    article = None
    try:
        raw = open_text(text, file, file.name, format=format_of(file.name) or format)
        article = Article(Target(file.name, file, raw.data), raw, compiled(raw))
        diagnostics, notices = examine(article, policy)
    except InputError as error:
        return Reading(article, failure=str(error), misconfigured=misconfigured)
    except Exception as error:  # the server goes on with the next edit
        return Reading(article, failure=unexpected(error), misconfigured=misconfigured)
    return Reading(article, tuple(diagnostics), tuple(notices), None, misconfigured)


def _is_article(file: Path, policy: Policy) -> bool:
    """Whether ``check`` would read the file. Without a configuration every document is an article."""
    if policy.file is None:
        return True
    path = os.path.abspath(file)
    return any(Path(path).is_relative_to(os.path.abspath(policy.root / root)) for root in policy.paths) and not policy.excludes(
        path
    )
