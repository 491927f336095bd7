"""A check as test results in JUnit XML: a suite per article, a failed case per finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from seedkit.lint.results import Result, Run

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(run: Run) -> Iterator[str]:
    """Yield the lines of the file. Findings of severity info pass, with their text in the output of their case."""
    found: dict[str, list[Result]] = defaultdict(list)
    for result in run.results:
        found[result.path].append(result)
    failed = dict(run.failed)
    cases = sum(len(found[path]) or 1 for path in run.articles) + len(failed)
    failures = sum(result.diagnostic.severity != "info" for result in run.results)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="seedkit check" tests="{cases}" failures="{failures}" errors="{len(failed)}">'
    for path in sorted({*run.articles, *failed}):
        bad = sum(result.diagnostic.severity != "info" for result in found[path])
        tests, errors = len(found[path]) or 1, int(path in failed)
        yield f'  <testsuite name={_attribute(path)} tests="{tests}" failures="{bad}" errors="{errors}">'
        if path in failed:
            yield f"    <testcase name={_attribute('readable')} classname={_attribute(path)}>"
            yield f"      <error message={_attribute(f'the article {failed[path]}')}/>"
            yield "    </testcase>"
        elif not found[path]:
            yield f'    <testcase name="clean" classname={_attribute(path)}/>'
        for result in found[path]:
            yield from _case(result)
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(result: Result) -> Iterator[str]:
    diagnostic, region = result.diagnostic, result.region
    line = f":{region.line}" if region is not None else ""
    name = f"{diagnostic.code} {diagnostic.rule} {result.fingerprint}:{result.occurrence}"
    words = _clean(f"{result.path}{line}: {diagnostic.message}. {diagnostic.hint or ''}".strip())
    yield f"    <testcase name={_attribute(name)} classname={_attribute(result.path)}>"
    if diagnostic.severity == "info":
        yield f"      <system-out>{escape(words)}</system-out>"
    else:
        message, kind = _attribute(diagnostic.message), _attribute(diagnostic.severity)
        yield f"      <failure message={message} type={kind}>{escape(words)}</failure>"
    yield "    </testcase>"


def _attribute(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;"})


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
