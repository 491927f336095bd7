"""Every code has a page, every page a code; a page's `bad` examples emit that code and no other, its `good` ones none at all.

The examples of the corpus rules are articles of one corpus: all the bad ones together, and all the good ones together.
"""

from __future__ import annotations

import re
from importlib import resources

import pytest

from seedkit.checks import check, corpus, diagnostic
from seedkit.checks.catalogue import CODES, Code
from seedkit.checks.finding import Finding
from seedkit.corrections import files as sidecars
from seedkit.model.document import Diagnostic
from seedkit.pipeline import compile_bytes, compile_text
from seedkit.readers import READERS

PAGES = {page.name: page.read_text("utf-8") for page in resources.files("seedkit").joinpath("checks", "rules").iterdir()}
SUFFIXES = {row.name: row.suffixes[0] for row in READERS.values()}
EXAMPLE = re.compile(
    rf"^(`{{3,}})(?P<format>{'|'.join(SUFFIXES)}) (?P<kind>bad|good)"
    r"(?: times (?P<times>\d+)| (?P<encoding>[\w-]+))?\n(?P<article>.*?)^\1$"
    r"(?:\n\n```yaml sidecar\n(?P<sidecar>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)
SECTIONS = ["## Why", "## Example", "## What to do"]


def _page(code: Code) -> str:
    return PAGES[f"{code.code}-{code.rule}.md"]


def _emitted(code: Code, kind: str) -> list[list[Diagnostic]]:
    """The diagnostics of each example of that kind on the page."""
    examples = [match for match in EXAMPLE.finditer(_page(code)) if match["kind"] == kind]
    assert examples, f"{code.rule} has no {kind} example"
    found = []
    documents = []
    for number, example in enumerate(examples):
        name, format = f"article-{number}{SUFFIXES[example['format']]}", example["format"]
        sidecar = sidecars.parse("article.seedkit.yaml", (example["sidecar"] or "").encode())
        data = (example["article"] * int(example["times"] or 1)).encode(example["encoding"] or "utf-8")
        compiled = compile_bytes(data, name, format, sidecar=sidecar)
        documents.append(compiled.document)
        extra = [] if code.default else check(compiled, {code.rule})
        found.append([*compiled.document.diagnostics, *extra])
    if code.code.startswith("SK9"):
        comparison = corpus.Comparison()
        found.append([diagnostic for document in documents for diagnostic in comparison.about(corpus.facts(document))])
    return found


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert sorted(PAGES) == sorted(f"{code.code}-{code.rule}.md" for code in CODES.values())


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.rule)
def test_a_page_is_headed_by_its_code_and_says_what_why_and_what_to_do(code: Code) -> None:
    page = _page(code)
    assert page.splitlines()[0] == f"# {code.code} {code.rule}"
    assert re.findall("^## .*", EXAMPLE.sub("", page), re.MULTILINE) == SECTIONS
    assert page.split("\n\n")[1], "no sentence says what is found"


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.rule)
def test_the_bad_example_emits_its_code_and_no_other(code: Code) -> None:
    found = _emitted(code, "bad")
    if code.code.startswith("SK9"):
        *alone, together = found
        assert not any(alone)
        found = [together]
    for diagnostics in found:
        assert {(d.code, d.rule, d.severity, d.hint) for d in diagnostics} == {(code.code, code.rule, code.severity, code.hint)}


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.rule)
def test_the_corrected_example_emits_nothing(code: Code) -> None:
    assert not any(_emitted(code, "good"))


def test_numbers_and_names_are_unique_and_well_formed() -> None:
    rows = list(CODES.values())
    assert len({row.code for row in rows}) == len(rows)
    assert all(re.fullmatch(r"SK[1-9]\d\d", row.code) and re.fullmatch(r"[a-z]+(-[a-z]+)*", row.rule) for row in rows)
    assert [row.code for row in rows] == sorted(row.code for row in rows)
    assert all(row.sentence.endswith(".") and row.hint.endswith(".") for row in rows)


def test_no_code_outside_the_catalogue_can_be_emitted() -> None:
    with pytest.raises(KeyError):
        diagnostic(Finding("no-such-rule", "", None, {}))


def test_rules_that_are_off_are_reported_only_on_request() -> None:
    off = [row.rule for row in CODES.values() if not row.default]
    compiled = compile_text("Rest\n\nSit down in the\xa0shade for an hour.\n")
    assert not {d.rule for d in compiled.document.diagnostics} & set(off)
    for rule in off[:4]:
        assert {d.rule for d in check(compiled, {rule})} == {rule}
