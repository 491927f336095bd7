"""Places as editors count them, and fingerprints that survive edits elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from seedkit.checks import MOST
from seedkit.lint.article import Target
from seedkit.lint.linter import check
from seedkit.lint.policy import Policy
from seedkit.lint.results import Region, Result

ARTICLE = """\
Three ways to rest

1. Sit

On a chair, for as long as you like to.

2. Lie

On a sofa, and put your feet up.

4. Float

In a lake. TODO: which one? Not “that one, it is too cold.

6. Float

In the sea. TODO: which one?
"""


def results(text: str) -> list[Result]:
    run = check([Target("rest.txt", Path("rest.txt"), text.encode())], Policy(rules=Policy().rules - {"count-mismatch"}))
    return list(run.results)


def marks(text: str) -> set[tuple[str, str, int]]:
    return {(result.diagnostic.rule, result.fingerprint, result.occurrence) for result in results(text)}


def test_places_are_lines_and_columns_from_one() -> None:
    found = {(r.diagnostic.rule, r.region.line): r.region for r in results(ARTICLE) if r.region is not None}
    assert found["numbering-gap", 11] == Region(11, 4, 11, 9, "4. ", "Float", "")
    assert found["unbalanced-quote", 13][:4] == (13, 33, 13, 34)
    lines = [result.region.line for result in results(ARTICLE) if result.region is not None]
    assert lines == sorted(lines)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_do_not_depend_on_line_ends(end: str) -> None:
    assert [r.region for r in results(ARTICLE.replace("\n", end))] == [r.region for r in results(ARTICLE)]


def test_a_place_of_several_lines_shows_the_first() -> None:
    prose = "Stay there until the kettle sings,\nand look out of the window for a good long while."
    text = f"# How to rest\n\n{prose}\n\nThen, for once:\n\n{prose}\n"
    run = check([Target("rest.md", Path("rest.md"), text.encode())], Policy(rules=frozenset({"duplicate-paragraph"})))
    (found,) = run.results
    assert found.region == Region(8, 1, 9, 50, "", "Stay there until the kettle sings,", "")


def test_of_a_line_as_long_as_an_article_only_the_surroundings_are_kept() -> None:
    text = ("How to rest\n\n" + "TODO: sit on a chair. " * 20_000).rstrip()
    (first, *others) = results(text)
    assert len(others) == MOST
    assert all(r.region is not None and sum(map(len, r.region[4:])) <= 1200 for r in others)
    assert others[-1].region is not None
    assert others[-1].region.column == MOST * 22 + 1
    assert (first.occurrence, others[-1].occurrence) == (1, MOST + 1)
    assert others[-1].diagnostic.data == {"not_listed": 20_000 - MOST}


def test_a_finding_is_known_again_after_an_edit_elsewhere() -> None:
    before = marks(ARTICLE)
    assert len(before) == len(results(ARTICLE)) >= 5
    for old, new in (
        ("Three ways", "Three good ways"),
        ("On a chair, for as long as you like to.", "On a chair.\n\nOr on a bench, it is all the same."),
        ("\n\n2. Lie", "\n\n\n\n2. Lie"),
        ("1. Sit\n", "1. Sit down\n"),
    ):
        assert old in ARTICLE
        assert marks(ARTICLE.replace(old, new, 1)) == before, new


def test_the_second_finding_of_the_same_words_is_counted() -> None:
    found = [r for r in results(ARTICLE) if r.diagnostic.rule == "numbering-gap"]
    assert [r.occurrence for r in found] == [1, 2]
    assert len({r.fingerprint for r in found}) == 1


def test_another_rule_or_other_words_are_another_finding() -> None:
    before = marks(ARTICLE)
    after = marks(ARTICLE.replace("4. Float", "4. Swim"))
    assert {rule for rule, *_ in before - after} == {"numbering-gap", "duplicate-step-title"}
    assert len({mark for _, mark, _ in before}) == len({(rule, mark) for rule, mark, _ in before})


def test_a_finding_about_the_whole_article_has_no_region() -> None:
    run = check([Target("a.txt", Path("a.txt"), ARTICLE.encode())], Policy(rules=frozenset({"missing-author"})))
    (found,) = run.results
    assert found.region is None
    assert found.occurrence == 1
