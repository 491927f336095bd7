"""Suppressions: where they can be written, which lines they cover, and the notices about invalid ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from seedkit.corrections import files as sidecars
from seedkit.errors import InputError
from seedkit.lint.article import Article, Target, read_article
from seedkit.lint.linter import check, examine
from seedkit.lint.policy import Policy

MARKDOWN = """\
# Three ways to rest

## 1. Sit

On a chair, for as long as you like to.

## 2. Lie

On a sofa.

## 4. Float

In a lake, on your back. TODO: which one?

## 6. Doze

In a hammock. TODO
"""
GAPS = [("numbering-gap", 11), ("placeholder-text", 13), ("numbering-gap", 15), ("placeholder-text", 17)]


def examined(
    text: str, name: str = "rest.md", sidecar: str | None = None
) -> tuple[list[tuple[str, int]], list[tuple[int | None, str]]]:
    """What is told of an article, and the notices."""
    article = read_article(Target(name, Path(name), text.encode()))
    if sidecar is not None:
        article = with_sidecar(article, sidecar)
    reported, notices = examine(article, Policy(rules=frozenset({"numbering-gap", "placeholder-text", "keyword-suffix"})))
    return [(d.rule, d.span.line) for d in reported if d.span is not None], [(notice.line, notice.message) for notice in notices]


def with_sidecar(article: Article, content: str) -> Article:
    sidecar = sidecars.parse("rest.seedkit.yaml", content.encode())
    return article._replace(compiled=article.compiled._replace(sidecar=sidecar))


def test_nothing_is_suppressed_where_nobody_asks() -> None:
    assert examined(MARKDOWN) == (GAPS, [])


@pytest.mark.parametrize(
    ("ignore", "rules"),
    [("[SK203]", {"placeholder-text"}), ("placeholder-text", {"numbering-gap"}), ("[SK1, numbering-gap]", set()), ("ALL", set())],
)
def test_the_front_matter_applies_to_the_whole_article(ignore: str, rules: set[str]) -> None:
    reported, notices = examined(f"---\nseedkit:\n  ignore: {ignore}\n---\n{MARKDOWN}")
    assert {rule for rule, _ in reported} == rules
    assert notices == []


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("seedkit: SK203", "`seedkit` in the front matter: expected `ignore`, a list of rules"),
        ("seedkit: {igore: [SK203]}", "unknown key `igore` of `seedkit` in the front matter: did you mean `ignore`?"),
        ("seedkit: {ignore: [numbering-gaps]}", "unknown rule `numbering-gaps`: did you mean `numbering-gap`?"),
        ("seedkit: {ignore: [7]}", "unknown rule `7`"),
        ("seedkit: {ignore: [SK102]}", "unused suppression of `SK102`: remove it"),
    ],
)
def test_a_mistake_in_the_front_matter_is_reported_and_suppresses_nothing(front: str, message: str) -> None:
    reported, notices = examined(f"---\n{front}\n---\n{MARKDOWN}")
    assert [rule for rule, _ in reported] == [rule for rule, _ in GAPS]
    assert notices == [(1, message)]


def test_a_comment_applies_to_what_follows_it() -> None:
    reported, notices = examined(MARKDOWN.replace("## 4.", "<!-- seedkit-ignore SK203 -->\n## 4."))
    assert reported == [("placeholder-text", 14), ("numbering-gap", 16), ("placeholder-text", 18)]
    assert notices == []


def test_a_comment_applies_to_all_lines_of_the_paragraph_below_and_to_its_own() -> None:
    reported, notices = examined(MARKDOWN.replace("In a lake,", "<!-- seedkit-ignore placeholder-text -->\n\nIn a lake,\nyes,"))
    assert ("placeholder-text", 16) not in reported
    assert len(reported) == len(GAPS) - 1
    reported, notices = examined(MARKDOWN.replace("TODO\n", "TODO: say where <!-- seedkit-ignore placeholder-text -->\n"))
    assert reported == GAPS[:3]
    assert notices == []


def test_comments_one_above_another_apply_to_the_same_lines() -> None:
    both = "<!-- seedkit-ignore SK203 -->\n<!-- seedkit-ignore SK102,SK108 -->\n## 4."
    reported, notices = examined(MARKDOWN.replace("## 4.", both).replace("In a lake, on your back. TODO: which one?", "In a lake."))
    assert reported == [("numbering-gap", 17), ("placeholder-text", 19)]
    assert [line for line, _ in notices] == [12, 12]


def test_a_comment_may_apply_to_the_file() -> None:
    reported, notices = examined(f"{MARKDOWN}\n<!-- seedkit-ignore-file SK203, SK108 -->\n")
    assert (reported, notices) == ([], [])


def test_a_comment_in_html() -> None:
    page = (
        "<h1>Ways to rest</h1><!--seedkit-ignore-file SK203--><h2>1. Sit</h2><p>On a chair.</p>"
        "<h2>2. Nap</h2><p>At noon.</p><h2>4. Lie</h2>\n"
        "<!-- seedkit-ignore SK108 -->\n<p>On a sofa. TODO:\nwhich one</p>\n<p>And then. TODO: go on</p>"
    )
    reported, notices = examined(page, "rest.html")
    assert reported == [("placeholder-text", 5)]
    assert notices == []


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- seedkit-ignore -->", "the comment names no rule to ignore"),
        ("<!-- seedkit-ignore SK9999 -->", "unknown rule `SK9999`"),
        ("<!-- seedkit-ignore placeholder-txt -->", "unknown rule `placeholder-txt`: did you mean `placeholder-text`?"),
        ("<!-- seedkit-ignore SK102 -->", "unused suppression of `SK102`: remove it"),
    ],
)
def test_a_mistake_in_a_comment_is_reported(comment: str, message: str) -> None:
    reported, notices = examined(MARKDOWN.replace("## 4.", f"{comment}\n## 4."))
    assert len(reported) == len(GAPS)
    assert notices == [(11, message)]


def test_a_suppression_of_a_disabled_rule_is_not_reported() -> None:
    article = read_article(Target("rest.md", Path("rest.md"), f"<!-- seedkit-ignore-file SK102 -->\n{MARKDOWN}".encode()))
    assert examine(article, Policy(rules=frozenset({"numbering-gap"})))[1] == []
    assert len(examine(article, Policy(rules=frozenset({"keyword-suffix"})))[1]) == 1


@pytest.mark.parametrize(
    "example", ["`<!-- seedkit-ignore-file SK1 -->`", "```\n<!-- seedkit-ignore-file SK1 -->\n```", "<!-- seedkit-ignore-file SK1"]
)
def test_an_example_of_a_comment_is_none(example: str) -> None:
    reported, notices = examined(f"{MARKDOWN}\n{example}\n")
    assert ("placeholder-text", 13) in reported
    assert notices == []


def test_a_comment_on_the_last_line_applies_only_to_that_line() -> None:
    reported, notices = examined(f"{MARKDOWN}\n<!-- seedkit-ignore SK203 -->")
    assert reported == GAPS
    assert [line for line, _ in notices] == [19]


def test_many_comments_and_many_findings_take_their_time_once() -> None:
    comments = "<!-- seedkit-ignore SK108 -->\n" * 3_000
    reported, notices = examined(f"# Rest\n\n{comments}{'TODO: sit, for a while.' * 1}\n" + "and TODO: lie down.\n" * 3_000)
    assert reported == []
    assert notices == []
    reported, notices = examined("# Rest\n\n" + "<!-- seedkit-ignore SK108 and no end\n\n" * 20_000)
    assert notices == []


def test_nested_reaches_count_each_for_itself() -> None:
    text = "# Rest\n\n<!-- seedkit-ignore SK108 -->\nTODO: a\nb <!-- seedkit-ignore SK108 -->\nTODO: c\nTODO: d\n\nTODO: e\n"
    reported, notices = examined(text)
    assert reported == [("placeholder-text", 9)]
    assert notices == []


TEXT = MARKDOWN.replace("# ", "").replace("#", "")


def test_a_sidecar_works_for_plain_text() -> None:
    assert examined(TEXT, "rest.txt") == (GAPS, [])
    assert examined(TEXT, "rest.txt", "ignore: [SK203]\n") == ([GAPS[1], GAPS[3]], [])
    reported, notices = examined(TEXT, "rest.txt", "ignore:\n- rule: numbering-gap\n  quote: 4. Float\n- SK108\n")
    assert (reported, notices) == ([("numbering-gap", 15)], [])
    reported, notices = examined(TEXT, "rest.txt", "ignore:\n  rule: numbering-gap\n  quote: Swim\n")
    assert reported == GAPS
    assert notices == [(2, "unused suppression of `numbering-gap`: remove it")]


def test_a_finding_about_the_whole_article_has_no_lines_to_suppress() -> None:
    text = MARKDOWN.replace("## 1.", "<!-- seedkit-ignore SK801 -->\n## 1.")
    article = read_article(Target("rest.md", Path("rest.md"), text.encode()))
    article = with_sidecar(article, "ignore: [{rule: missing-author, quote: rest}]")
    reported, notices = examine(article, Policy(rules=frozenset({"missing-author"})))
    assert [diagnostic.rule for diagnostic in reported] == ["missing-author"]
    assert [notice.path for notice in notices] == ["rest.md", "rest.seedkit.yaml"]


@pytest.mark.parametrize("empty", ["", "# nothing yet\n", "ignore:\n"])
def test_an_empty_sidecar_suppresses_nothing(empty: str) -> None:
    assert examined(TEXT, "rest.txt", empty) == (GAPS, [])


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("ignore: [", "has a file rest.seedkit.yaml that is not YAML"),
        (
            "- SK203",
            "has a file rest.seedkit.yaml that is wrong in line 1: found a list, expected a mapping with",
        ),
        ("igore: [SK203]", "has a file rest.seedkit.yaml with an unknown key `igore` in line 1: did you mean `ignore`?"),
        ("ignore: [numbering-gp]", "with an unknown rule `numbering-gp`: did you mean `numbering-gap`?"),
        ("ignore: [{quote: Float}]", "that is wrong in line 1: found a mapping, expected the key `rule`"),
        ("ignore: [{rule: SK203, qoute: Float}]", "with an unknown key `qoute` in line 1: did you mean `quote`?"),
        ("ignore: [3]", "with an unknown rule `3`"),
        ("ignore: [[SK203]]", "found a list, expected a mapping with `rule` and `quote`"),
    ],
)
def test_a_sidecar_that_makes_no_sense_is_an_error(sidecar: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        examined(TEXT, "rest.txt", sidecar)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", ["rest.seedkit.yaml", "rest.txt.seedkit.yaml"])
def test_the_sidecar_is_next_to_the_article(tmp_path: Path, name: str) -> None:
    article = tmp_path / "rest.txt"
    article.write_text(TEXT, encoding="utf-8")
    (tmp_path / name).write_text("ignore: [ALL]\n", encoding="utf-8")
    run = check([Target("rest.txt", article)], Policy())
    assert (run.articles, run.results, run.notices, run.failed) == (("rest.txt",), (), (), ())
    (tmp_path / name).write_bytes(b"ignore: \xff\n")
    run = check([Target("rest.txt", article)], Policy())
    assert [path for path, _ in run.failed] == ["rest.txt"]
    assert "that is not UTF-8 (line 1): save it in that encoding" in run.failed[0][1]
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    run = check([Target("rest.txt", article)], Policy())
    assert run.failed == (("rest.txt", f"has a file {name} that is a folder, where a file is expected"),)
