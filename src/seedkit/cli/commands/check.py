"""``seedkit check``: reports what editors should fix in articles; fixes it on request."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from seedkit.cli.options import add_jobs_option, add_size_option, cores, report_assumed_text
from seedkit.errors import InputError, OutputError, UsageError
from seedkit.lint.reports import REPORTS, STATISTICS, report
from seedkit.messages import counted
from seedkit.terminal import print_data, print_error, print_line, print_note, speak_utf8

if TYPE_CHECKING:
    from seedkit.lint.article import Target
    from seedkit.lint.policy import Policy
    from seedkit.lint.results import Run

_EXAMPLES = """\
examples:
  seedkit check                                 check seeds/, or the configured paths
  seedkit check drafts notes.md --select SK2    check some paths with some rules
  seedkit check --format sarif --output seedkit.sarif
  seedkit check --write-baseline baseline.json  accept existing findings; then use --baseline baseline.json
  seedkit check --diff --unsafe-fixes           show what the fixes would change
  cat draft.md | seedkit check - --stdin-filename draft.md

Exit status: 0 no findings at or above the fail level, 1 at least one such finding or an unreadable article,
2 usage or configuration error, or a file that could not be written.
Run `seedkit explain RULE` for details on a rule."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "check",
        help="report problems in articles",
        description="Check articles and report what their editors should fix.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="a file, a folder of articles, a glob, or - for standard input")
    selection = parser.add_argument_group("rule selection")
    selection.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="configuration file (default: the nearest seedkit.toml or pyproject.toml)",
    )
    selection.add_argument(
        "--select",
        type=_words,
        default=(),
        metavar="RULES",
        help="enable only these rules, for example SK203,numbering-gap,SK2,ALL",
    )
    selection.add_argument("--extend-select", type=_words, default=(), metavar="RULES", help="also enable these rules")
    selection.add_argument("--ignore", type=_words, default=(), metavar="RULES", help="disable these rules")
    selection.add_argument(
        "--fail-level", choices=("error", "warning", "info"), help="lowest severity that fails the check (default: warning)"
    )
    selection.add_argument("--exit-zero", action="store_true", help="exit with status 0 even if there are findings")
    chosen = parser.add_argument_group("file selection")
    chosen.add_argument("--exclude", type=_words, metavar="GLOBS", help="skip these instead of the configured ones")
    chosen.add_argument("--extend-exclude", type=_words, default=(), metavar="GLOBS", help="also skip these files and folders")
    chosen.add_argument("--force-exclude", action="store_true", help="skip excluded files even if they are named")
    chosen.add_argument("--no-respect-gitignore", action="store_true", help="also check files that git ignores")
    known = selection.add_mutually_exclusive_group()
    known.add_argument("--baseline", type=Path, metavar="FILE", help="report only findings that are not in this baseline")
    known.add_argument("--write-baseline", type=Path, metavar="FILE", help="write all findings to a baseline file")
    shape = parser.add_argument_group("output")
    shape.add_argument("--format", choices=tuple(REPORTS), default="terminal", help="report format (default: %(default)s)")
    shape.add_argument("--output", type=Path, metavar="FILE", help="write the report to this file, and a summary to the terminal")
    shape.add_argument("--statistics", action="store_true", help="show the number of findings per rule")
    shape.add_argument("--show-settings", action="store_true", help="print the settings in effect, as TOML, and check nothing")
    loud = shape.add_mutually_exclusive_group()
    loud.add_argument("-q", "--quiet", action="store_true", help="print findings only, no summary")
    loud.add_argument("-v", "--verbose", action="store_true", help="also print which configuration and articles are used")
    fixed = parser.add_argument_group("fixes")
    fixed.add_argument("--fix", action="store_true", help="apply safe fixes, which change nothing in the data except spans")
    fixed.add_argument("--unsafe-fixes", action="store_true", help="also apply fixes that can change how an article is read")
    fixed.add_argument("--diff", action="store_true", help="show what the fixes would change without writing anything")
    parser.add_argument(
        "--stdin-filename", type=Path, metavar="NAME", help="file name to assume for standard input (default: article.txt)"
    )
    add_jobs_option(parser)
    add_size_option(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check, fix on request, print the report, and return the exit status."""
    from seedkit.lint import baseline, linter, policy

    rules = policy.load(Path.cwd(), options.config)
    rules = rules.overruled(options.select, options.extend_select, options.ignore, options.fail_level)
    rules = rules.excluding(options.exclude, options.extend_exclude)
    if options.no_respect_gitignore:
        rules = replace(rules, respect_gitignore=False)
    if options.show_settings:
        from seedkit.lint.settings import settings

        for line in settings(rules):
            print_line(line)
        return 0
    if options.statistics and options.format not in STATISTICS:
        raise UsageError(f"--statistics cannot be combined with --format {options.format}: use {' or '.join(STATISTICS)}")
    known = baseline.load(options.baseline) if options.baseline is not None else None
    targets = list(_targets(options, rules))
    if options.verbose:
        print_note(f"configuration: {rules.file or 'default'}")
        for target in targets:
            print_note(f"article: {target.path}")
    for written in (options.output, options.write_baseline):
        if written is not None:
            _refuse_article(written, targets, options, rules)
    fixed, unwritten = 0, False
    if options.fix or options.unsafe_fixes or options.diff:
        fixed, unwritten = _fix(targets, rules, options)
    found = linter.check(targets, rules, known, options.max_size, options.jobs or cores())
    findings = any(rules.fails(result.diagnostic.severity) for result in found.results)
    failed = found.failed or (findings and not options.exit_zero)
    if options.write_baseline is not None:
        baseline.write(options.write_baseline, found.results)
        print_line(f"{counted(len(found.results), 'finding')} written to {options.write_baseline}")
        return 1 if found.failed else 0
    if not options.diff:
        _tell(found, options)
        if fixed and not options.quiet:
            print_note(f"{counted(fixed, 'article')} fixed")
    return 2 if unwritten else 1 if failed else 0


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _targets(options: argparse.Namespace, rules: Policy) -> Iterator[Target]:
    from seedkit.lint.article import Target
    from seedkit.lint.linter import targets
    from seedkit.storage.seeds import read_limited

    paths = [Path(path) for path in options.paths if path != "-"] or [rules.root / path for path in rules.paths]
    if "-" in options.paths:
        if options.fix or (options.unsafe_fixes and not options.diff):
            raise UsageError("cannot fix standard input in place: pass a file, or use --diff")
        if options.stdin_filename is None and not options.quiet:
            report_assumed_text("--stdin-filename")
        file = options.stdin_filename or Path("article.txt")
        try:
            yield Target(file.as_posix(), file, read_limited(sys.stdin.buffer, options.max_size))
        except InputError as error:
            yield Target(file.as_posix(), file, refused=str(error))
    if options.paths != ["-"]:
        yield from targets(paths, rules, options.force_exclude)


def _refuse_article(written: Path, targets: Iterable[Target], options: argparse.Namespace, rules: Policy) -> None:
    """Raise UsageError if a report or a baseline would replace an article, or be read as one by the next run."""
    from seedkit.readers import format_of

    real = os.path.realpath(written)
    refused = any(real == os.path.realpath(target.file) for target in targets)
    if format_of(written.name) is not None:
        folders = (*options.paths, *(rules.root / path for path in rules.paths))
        refused |= written == options.write_baseline  # which is JSON: an article was probably meant
        refused |= any(Path(real).is_relative_to(os.path.realpath(folder)) for folder in folders)
    if refused:
        raise UsageError(f"cannot write {written}: it is an article, or would be read as one; choose another name")


def _fix(targets: Iterable[Target], rules: Policy, options: argparse.Namespace) -> tuple[int, bool]:
    """Fix the articles, or show what would be fixed; return how many were, and whether any could not be written."""
    from seedkit.lint.article import read_article
    from seedkit.lint.fixer import fix

    fixed, unwritten = 0, False
    for target in targets:
        try:
            article = read_article(target, options.max_size)
            after, refused = fix(article, rules, unsafe=options.unsafe_fixes)
        except InputError as error:
            print_error(f"{target.path} {error}")
            continue
        for rule in refused:
            reason = "the fix would change how the article is read (use --unsafe-fixes to apply it)"
            print_error(f"{target.path}: {rule} is not fixed: {reason}")
        if after.raw.data == article.raw.data:
            continue
        if options.diff:
            _show(target.path, article.compiled.source.text, after.compiled.source.text)
        else:
            try:
                _replace(target, article.raw.data, after.raw.data)
            except OutputError as error:
                print_error(str(error))
                unwritten = True
                continue
        fixed += 1
    return fixed, unwritten


def _replace(target: Target, before: bytes, after: bytes) -> None:
    """Write a fixed article. Raises OutputError, also if the file was changed after it was read."""
    from seedkit.storage import files
    from seedkit.storage.locks import lock_article

    with lock_article(target.file):
        files.write_user_path(target.file, after, expected=before)


def _show(path: str, before: str, after: str) -> None:
    from seedkit.lint.reports.diff import diff
    from seedkit.terminal import painter

    if not sys.stdout.isatty():
        speak_utf8()
        for line in diff(path, before, after):
            print_data(line)
        return
    paint, colors = painter(sys.stdout), {"+": "green", "-": "red", "@": "cyan"}
    for line in diff(path, before, after):
        print_line(paint(colors.get(line[0], "dim"), line))


def _tell(found: Run, options: argparse.Namespace) -> None:
    """Write the report to its destination."""
    from seedkit.lint.reports.terminal import findings
    from seedkit.storage import files
    from seedkit.terminal import painter, width

    name = STATISTICS[options.format] if options.statistics else options.format
    lines, show = report(name)(found), print_data
    if options.output is not None:
        files.clear_leftovers(options.output.parent)
        files.write_user_path(options.output, "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))
    if options.output is not None or name == "terminal":
        lines, show = findings(found, painter(sys.stdout), width(sys.stdout), summary=not options.quiet), print_line
    else:
        speak_utf8()
    for line in lines:
        show(line)
