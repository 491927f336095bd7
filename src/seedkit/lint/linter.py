"""Checks articles under a policy: which files, what is reported for each, in the order of file and line."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from seedkit.checks import check as run_checks
from seedkit.checks.catalogue import BY_DEFAULT
from seedkit.checks.corpus import Comparison, Facts, facts
from seedkit.errors import InputError, UsageError
from seedkit.lint.article import Article, Target, read_article
from seedkit.lint.baseline import Baseline
from seedkit.lint.fixes.apply import fixable
from seedkit.lint.policy import Policy
from seedkit.lint.results import Notice, Result, Run, results
from seedkit.lint.suppressions import Suppression, suppress, suppressions
from seedkit.messages import counted
from seedkit.model.document import Diagnostic
from seedkit.model.source import Source
from seedkit.readers import SUFFIXES
from seedkit.storage import git
from seedkit.storage.seeds import MAX_BYTES, find
from seedkit.storage.workers import DEADLY, spread

T = TypeVar("T")
R = TypeVar("R")


class Collected(NamedTuple):
    """The findings of an article before policy, author and the other articles are taken into account.

    ``rules`` are those that the policy enables for it, ``suppressions`` those of its author. ``fixable`` has each rule with
    something to fix, and whether that is safe.
    """

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    rules: frozenset[str]
    suppressions: tuple[Suppression, ...]
    notices: tuple[Notice, ...]
    facts: Facts
    fixable: Mapping[str, bool]


def targets(paths: Iterable[Path], policy: Policy | None = None, force_exclude: bool = False) -> Iterator[Target]:
    """Yield the articles that ``paths`` name, files, folders or globs, in the order of their paths, each once.

    Below a folder, what ``policy`` excludes is left out; ``force_exclude`` also leaves out such files that are named. Raises
    UsageError for a path that leads to no article.
    """
    found: dict[str, Target] = {}
    for path in (expanded for named in paths for expanded in _expanded(named)):
        if os.path.isdir(path):
            entries = _below(path, policy)
        elif not os.path.exists(path):
            raise UsageError(f"{path}: expected a file or a folder of articles, found nothing")
        elif force_exclude and policy is not None and policy.excludes(os.path.abspath(path)):
            continue
        else:
            entries = [(path, None)]
        for file, refused in entries:
            shown = _shown(file)
            found.setdefault(shown, Target(shown, file, None, refused))
    yield from (found[path] for path in sorted(found))


def _expanded(path: Path) -> Iterable[Path]:
    """Return what a path names that may be a glob, which not every shell expands: ``**`` matches across folders."""
    text = str(path)
    if not glob.has_magic(text) or os.path.exists(path):
        return (path,)
    return [Path(file) for file in sorted(glob.glob(text, recursive=True))] or (path,)


def _below(folder: Path, policy: Policy | None) -> list[tuple[Path, str | None]]:
    """Return the articles below a folder, with the reason for those that cannot be read. Raises UsageError if there are none."""
    articles = find(folder)
    reasons: dict[str, str | None] = {**dict.fromkeys(articles.paths), **dict(articles.refused)}
    if not reasons:
        raise UsageError(f"{_shown(folder)}: contains no articles ({' '.join(SUFFIXES)})")
    if policy is None:
        return [(folder / name, why) for name, why in reasons.items()]
    ignored = git.ignored(folder, tuple(reasons)) if policy.respect_gitignore else frozenset[str]()
    kept = [
        (folder / name, why)
        for name, why in reasons.items()
        if name not in ignored and not policy.excludes(os.path.abspath(folder / name))
    ]
    if not kept:
        raise UsageError(f"{_shown(folder)}: {counted(len(reasons), 'article')}, all excluded")
    return kept


def check(
    articles: Iterable[Target], policy: Policy, baseline: Baseline | None = None, max_bytes: int = MAX_BYTES, jobs: int = 1
) -> Run:
    """Check ``articles`` and return the results in their order, whatever the number of processes, ``jobs``.

    An article that cannot be read is reported as failed; the others are checked. Raises nothing for any content of an article.
    """
    checked: list[str] = []
    found: list[Result] = []
    notices: list[Notice] = []
    failed: list[tuple[str, str]] = []
    comparison = Comparison()
    work = partial(_collected, policy=policy, max_bytes=max_bytes)
    for target, collected in _in_order(spread(work, enumerate(articles), jobs, lambda task: _size(task[1]))):
        if not isinstance(collected, Collected):
            failed.append((target.path, collected if collected is not None else DEADLY))
            continue
        reported, remarks = apply_policy(collected, policy, comparison.about(collected.facts))
        own = list(results(target.path, collected.source, reported, collected.fixable))
        if baseline is not None:
            own, stale = baseline.new(target.path, own, collected.rules)
            remarks += stale
        checked.append(target.path)
        found += own
        notices += remarks
    gone = baseline.gone() if baseline is not None else []
    return Run(tuple(checked), tuple(found), (*notices, *gone), tuple(failed))


def _in_order(done: Iterable[tuple[tuple[int, T], R]]) -> Iterator[tuple[T, R]]:
    """Yield numbered results, from 0, in the order of their numbers, as they become available."""
    waiting: dict[int, tuple[T, R]] = {}
    following = 0
    for (number, task), result in done:
        waiting[number] = task, result
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _size(target: Target) -> int:
    """Return the size of an article in bytes, as far as it is known before it is read."""
    try:
        return len(target.data) if target.data is not None else target.file.stat().st_size
    except OSError:
        return 0


def _collected(task: tuple[int, Target], policy: Policy, max_bytes: int) -> Collected | str:
    """Read, compile and collect, and find out what can be fixed; return the reason if that fails."""
    try:
        article = read_article(task[1], max_bytes)
        found = collect(article, policy)
    except InputError as error:
        return str(error)
    try:
        return found._replace(fixable=fixable(article, (d for d in found.diagnostics if d.rule in found.rules)))
    except InputError:  # nothing can be fixed if the text cannot be encoded as it was
        return found


def examine(article: Article, policy: Policy) -> tuple[list[Diagnostic], list[Notice]]:
    """Return the findings of an article by itself, in order of place. Raises InputError as ``collect`` does."""
    return apply_policy(collect(article, policy), policy)


def collect(article: Article, policy: Policy) -> Collected:
    """Return the findings of an article before they are filtered. Raises InputError if its sidecar names an unknown rule."""
    source, document = article.compiled.source, article.compiled.document
    rules = policy.rules_for(os.path.abspath(article.target.file))
    enabled = run_checks(article.compiled, rules - BY_DEFAULT)
    found, notices = suppressions(article.compiled, article.target.path)
    return Collected(source, (*document.diagnostics, *enabled), rules, tuple(found), tuple(notices), facts(document), {})


def apply_policy(collected: Collected, policy: Policy, about: Sequence[Diagnostic] = ()) -> tuple[list[Diagnostic], list[Notice]]:
    """Return what is reported for an article, in order of place: what was collected and is ``about`` it, after policy and
    suppressions."""
    every = sorted((*collected.diagnostics, *about), key=lambda d: (d.span.start if d.span else -1, d.code))
    reported, unused = suppress(policy.apply(every, collected.rules, collected.source), collected.suppressions, collected.source)
    notices = [
        Notice(entry.home, entry.line, f"unused suppression of `{entry.selector}`: remove it")
        for entry in unused
        if entry.rules <= collected.rules
    ]
    return reported, [*collected.notices, *notices]


def _shown(file: Path) -> str:
    """Return the display name of a file: relative to the working folder if it is below that."""
    path = os.path.relpath(file)
    shown = (path if not path.startswith(os.pardir) else str(file)).replace(os.sep, "/")
    return shown.encode("utf-8", "backslashreplace").decode()  # a folder's name may be in another encoding
