"""Fixes: what each changes, what a safe one never touches, and that they converge."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seedkit.articles import RawArticle
from seedkit.checks.catalogue import CODES
from seedkit.errors import InputError
from seedkit.lint.article import Article, Target, compiled, read_article
from seedkit.lint.fixer import fix
from seedkit.lint.fixes import FIXES, Fix, edits
from seedkit.lint.fixes.edit import Edit
from seedkit.lint.linter import check, examine
from seedkit.lint.policy import Policy
from seedkit.model.compiled import Compiled

ALL = Policy(rules=frozenset(CODES))


def article(data: bytes, name: str = "rest.txt") -> Article:
    return read_article(Target(name, Path(name), data))


def fixed(text: str, name: str = "rest.txt", *, unsafe: bool = False, policy: Policy = ALL) -> str:
    return fix(article(text.encode(), name), policy, unsafe=unsafe).article.raw.data.decode()


def reported(text: str, name: str = "rest.txt") -> set[str]:
    return {diagnostic.rule for diagnostic in examine(article(text.encode(), name), ALL)[0]}


_FENCE = re.compile(r"^(`{3,})(text|markdown|html)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
_SUFFIXES = {"text": ".txt", "markdown": ".md", "html": ".html"}


def _articles(page: str) -> Iterator[tuple[str, str]]:
    """The articles on a case page, each with a file name."""
    return ((f"rest{_SUFFIXES[match[2]]}", match[3]) for match in _FENCE.finditer(page))


def without_spans(article: Article) -> object:
    """The document of an article without what may differ after a safe fix."""
    return _stripped(article.compiled.document.model_dump(exclude={"source", "diagnostics"}))


def _stripped(value: object) -> object:
    if isinstance(value, dict):
        return {key: _stripped(inner) for key, inner in value.items() if key != "span"}
    return [_stripped(inner) for inner in value] if isinstance(value, list | tuple) else value


def test_every_fix_belongs_to_a_rule_of_the_catalogue() -> None:
    assert set(FIXES) <= set(CODES)


SAFE = [
    ("How to rest  \n\t\n\n\nSit down. \t\n", "How to rest\n\n\n\nSit down.\n", "rest.txt"),
    ("\n\n\nHow to rest\n\n\n \nSit down.\n\n\n", "\n\n\nHow to rest\n\n\n\nSit down.\n\n\n", "rest.txt"),
    ("How to rest\r\n\r\n\r\nSit. \r\n", "How to rest\r\n\r\n\r\nSit.\r\n", "rest.txt"),
    ("How to rest\r\r\rSit. ", "How to rest\r\r\rSit.", "rest.txt"),
    ("# How to rest\r\n\r\n\r\nSit. \r\n", "# How to rest\r\n\r\nSit.\r\n", "rest.md"),
    ("# Rest \n\nSit   \ndown  \nnow  \n\n\nor later.   \n", "# Rest\n\nSit  \ndown  \nnow\n\nor later.\n", "rest.md"),
    ("---\nx: |\n  a  \n\n\n  b\n---\n\n\n# Rest \n", "---\nx: |\n  a  \n\n\n  b\n---\n\n# Rest\n", "rest.md"),
    ('+++\nx = """\na  \n\n\nb"""\n+++\n\n\n# Rest \n', '+++\nx = """\na  \n\n\nb"""\n+++\n\n# Rest\n', "rest.md"),
    ("---\nx: |\n  a  \n\n\n  b\n...\n\n\n# Rest \n", "---\nx: |\n  a  \n\n\n  b\n...\n\n# Rest\n", "rest.md"),
    ("# Rest\n\n```\na  \n\n\nb\n```\n\n    c  \n\n\n    d\n\n\nSit. \n",
     "# Rest\n\n```\na  \n\n\nb\n```\n\n    c  \n\n\n    d\n\nSit.\n", "rest.md"),
    ("- Sit\n\n  ```\n  a  \n  ```\n\n\n- Lie \n", "- Sit\n\n  ```\n  a  \n  ```\n\n- Lie\n", "rest.md"),
    ("<h1>Rest</h1> \n\n\n<p>Sit.</p>  \n", "<h1>Rest</h1> \n\n\n<p>Sit.</p>  \n", "rest.html"),
    ("---\n\nSit. \n", "---\n\nSit.\n", "rest.md"),
    ("", "", "rest.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "name"), SAFE)
def test_a_safe_fix(before: str, after: str, name: str) -> None:
    assert fixed(before, name) == after
    assert fixed(after, name) == after


UNSAFE = [
    ("How to re\u200bst\n\nSit\ufeff down\u200b.\n", "How to rest\n\nSit down.\n", "rest.txt"),
    ("How to rest\n\nSit\x1fdown, soft\x1f \x1fly.\n", "How to rest\n\nSit down, soft ly.\n", "rest.txt"),
    ("How to rest\n\nSit\xa0down\u202fnow.\n", "How to rest\n\nSit down now.\n", "rest.txt"),
    ("# Rest\n\n```\na\xa0b\n```\n\nSit\xa0down.\n", "# Rest\n\n```\na\xa0b\n```\n\nSit down.\n", "rest.md"),
    ("How to rest\n\nDonâ€™t sit; lie â€“ itâ€™s cosy in the cafÃ©.\n",
     "How to rest\n\nDon’t sit; lie – it’s cosy in the café.\n", "rest.txt"),
    ("How to rest\n\nDonÃ¢â‚¬â„¢t sit.\n", "How to rest\n\nDon’t sit.\n", "rest.txt"),
    ("How to rest\n\nA sign \ufffd is lost, donâ€™t look.\n", "How to rest\n\nA sign \ufffd is lost, don’t look.\n", "rest.txt"),
    ("How to rest\n\nSit \u202edown\u202c.\n", "How to rest\n\nSit down.\n", "rest.txt"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "name"), UNSAFE)
def test_an_unsafe_fix_is_made_only_where_it_is_asked_for(before: str, after: str, name: str) -> None:
    assert fixed(before, name) == before
    assert fixed(before, name, unsafe=True) == after
    assert fixed(after, name, unsafe=True) == after


STEPS = """\
Ways to rest

{}Sit

On a chair, of course.

{}Lie

On a sofa, of course.

{}Float

In a lake, on your back.

{}Nap

At noon.
"""
RUNS = {"numbering-gap", "numbering-duplicate", "numbering-out-of-order"}


@pytest.mark.parametrize("style", ["{}. ", "{}) ", "Step {}: "])
@pytest.mark.parametrize("numbers", [(1, 2, 2, 3), (1, 2, 3, 3), (1, 2, 2, 2)])
def test_a_run_with_a_number_twice_is_renumbered(style: str, numbers: tuple[int, ...]) -> None:
    before = STEPS.format(*map(style.format, numbers))
    after = STEPS.format(*map(style.format, range(numbers[0], numbers[0] + 4)))
    assert RUNS & reported(before)
    assert fixed(before) == before
    assert fixed(before, unsafe=True) == after
    assert not RUNS & reported(after)


@pytest.mark.parametrize("numbers", [(1, 2, 4, 5), (1, 2, 2, 4), (1, 2, 2, 6), (1, 3, 2, 4), (1, 2, 4, 4), (8, 9, 9, 10)])
def test_a_run_that_misses_a_number_or_goes_back_is_left_alone(numbers: tuple[int, ...]) -> None:
    text = STEPS.format(*(f"{number}. " for number in numbers))
    assert RUNS & reported(text)
    assert fixed(text, unsafe=True) == text


def test_a_number_that_is_part_of_a_word_is_left_alone() -> None:
    text = STEPS.format("1-", "2-", "2-", "3-").replace("2-Sit", "2-Star")
    assert fixed(text, unsafe=True) == text


@given(st.lists(st.integers(1, 6), min_size=4, max_size=4))
def test_a_run_is_renumbered_only_where_nothing_is_missing(numbers: list[int]) -> None:
    before = STEPS.format(*(f"{number}. " for number in numbers))
    after = fixed(before, unsafe=True)
    printed = [int(number) for number in re.findall(r"^([0-9]+)\. ", after, re.MULTILINE)]
    falls = [place for place in range(1, len(numbers)) if numbers[place] < numbers[place - 1]]
    for start, stop in pairwise((0, *falls, len(numbers))):
        run = numbers[start:stop]
        assert printed[start:stop] == run or set(run) == set(range(1, run[-1] + 1))
    assert fixed(after, unsafe=True) == after


def test_only_runs_that_are_reported_are_renumbered() -> None:
    twice = STEPS.format("1. ", "2. ", "2. ", "3. ")
    assert fixed(twice, unsafe=True) == STEPS.format("1. ", "2. ", "3. ", "4. ")
    assert fixed(twice, unsafe=True, policy=Policy(rules=frozenset({"numbering-gap"}))) == twice
    marked = "# Ways to rest\n\n1. Sit\n2. Lie\n\n<!-- seedkit-ignore SK202 -->\n2. Float\n"
    assert fixed(marked, "rest.md", unsafe=True) == marked


def test_numbers_that_are_no_digits_are_left_alone() -> None:
    for style in ("①②④⑤", ["I. ", "II. ", "IV. ", "V. "], ["a) ", "b) ", "d) ", "e) "]):
        text = STEPS.format(*style)
        assert fixed(text, unsafe=True) == text


def test_fixes_obey_policy_and_suppressions() -> None:
    text = "How to rest\n\nSit\u200b down, donâ€™t stand. \n"
    assert fixed(text, unsafe=True, policy=Policy(rules=frozenset())) == text
    assert fixed(text, policy=Policy(rules=frozenset(CODES) - {"trailing-whitespace"})) == text
    marked = f"---\nseedkit: {{ignore: [SK704, SK708, SK709]}}\n---\n# Rest\n\n\n{text}"
    assert fixed(marked, "rest.md") == marked
    assert fixed(marked, "rest.md", unsafe=True) == marked.replace("â€™", "’")


@pytest.mark.parametrize("last", "\x81\x8d\x8f\x90\x9d")
def test_a_part_of_a_misread_character_belongs_to_mojibake_alone(last: str) -> None:
    text = f"How to rest\n\nSay “hiâ€{last} and sit.\n"
    assert "invisible-character" not in reported(text)
    assert fixed(text) == text
    assert fixed(text, unsafe=True, policy=Policy(rules=frozenset({"invisible-character"}))) == text
    assert "â" not in fixed(text, unsafe=True)
    beside = f"How to rest\n\nSay{last} “hiâ€{last} and sit.\n"
    assert fixed(beside, unsafe=True, policy=Policy(rules=frozenset({"invisible-character"}))) == beside.replace(
        f"Say{last}", "Say"
    )


def test_a_no_break_space_in_a_misread_character_belongs_to_mojibake_alone() -> None:
    text = "How to rest\n\nSit Ã\xa0 la carte.\n"
    assert "no-break-space" not in reported(text)
    assert fixed(text, unsafe=True, policy=Policy(rules=frozenset({"no-break-space"}))) == text
    assert fixed(text, unsafe=True, policy=Policy(rules=frozenset({"mojibake"}))) == text.replace("Ã\xa0", "à")


def test_a_safe_fix_that_changes_a_reading_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def first_word(*_: object) -> Iterator[Edit]:
        yield Edit(0, 4, "")

    monkeypatch.setattr("seedkit.lint.fixes.FIXES", {"trailing-whitespace": Fix(True, first_word)})
    monkeypatch.setattr("seedkit.lint.fixes.apply.FIXES", {"trailing-whitespace": Fix(True, first_word)})
    before = article(b"How to rest\n\nSit. \n")
    after = fix(before, ALL, unsafe=False)
    assert (after.article.raw.data, after.refused) == (before.raw.data, ("trailing-whitespace",))
    (result,) = [one for one in check([before.target], ALL).results if one.diagnostic.rule == "trailing-whitespace"]
    assert result.fix == "unsafe"


def test_joiners_that_join_stay() -> None:
    text = "How to rest\n\nLike \U0001f468\u200d\U0001f469 or \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, not so\u200dfast.\n"
    assert fixed(text, unsafe=True) == text.replace("so\u200dfast", "sofast")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be", "cp1252"])
def test_bytes_are_kept_otherwise(encoding: str) -> None:
    mark = {"utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    words = "How to rest in a café\r\n\r\nSit down – “now”, it’s noon – and so they say.{}\r\n\r\nThen: “get up”.\n"
    before, after = (mark + words.format(end).encode(encoding) for end in (" \t", ""))
    assert fix(article(before), ALL, unsafe=False).article.raw.data == after
    assert fix(article(after), ALL, unsafe=True).article.raw.data == after


def test_a_character_that_the_encoding_cannot_hold_is_not_restored() -> None:
    source = article("How to rest\n\nDonâ€™t sit in WrocÅ‚aw.\n".encode()).compiled
    diagnostics = [diagnostic for diagnostic in source.document.diagnostics if diagnostic.rule == "mojibake"]
    for encoding, expected in (("utf-8", ["’", "ł"]), ("cp1252", ["’"]), ("ascii", [])):
        other = source._replace(source=source.source._replace(encoding=encoding))
        assert [edit.text for edit in edits(other, diagnostics)] == expected


@pytest.mark.parametrize("data", [codecs.BOM_UTF8 + b"How to rest\n\nSit \xff. \n", codecs.BOM_UTF16_LE + b"H\x00 \x00\n\x00\x00"])
def test_bytes_that_cannot_be_written_back_are_left_alone(data: bytes) -> None:
    with pytest.raises(InputError, match="is not fixed: it has bytes that are not valid utf-"):
        fix(article(data), ALL, unsafe=False)


def test_text_that_its_encoding_does_not_hold_is_left_alone() -> None:
    found = article("How to rest in a café\n\nSit. \n".encode())
    other = found.compiled._replace(source=found.compiled.source._replace(encoding="ascii"))
    with pytest.raises(InputError, match="is not fixed: it has bytes that are not valid ascii"):
        fix(found._replace(compiled=other), ALL, unsafe=False)


def test_a_guessed_encoding_that_would_be_guessed_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def guessing(raw: RawArticle) -> Compiled:
        return compiled(raw._replace(data=raw.data.replace(b"Sit", b"Lie")))

    monkeypatch.setattr("seedkit.lint.fixes.apply.compiled", guessing)
    with pytest.raises(InputError, match="is not fixed: its encoding, utf-8, was detected and would be detected differently"):
        fix(article(b"How to rest\n\nSit. \n"), ALL, unsafe=False)


def test_fixes_that_do_not_converge_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seedkit.lint.fixes.apply.edits", lambda *_: [Edit(0, 0, "x")])
    with pytest.raises(InputError, match="is not fixed: the fixes did not converge"):
        fix(article(b"How to rest \n"), ALL, unsafe=True)


def test_edits_that_overlap_are_made_one_after_another() -> None:
    text = "# How to rest\n\nSit. \u200b \n\n \u200b\n\nLie.\n"
    assert fixed(text, "rest.md", unsafe=True) == "# How to rest\n\nSit.\n\nLie.\n"


PIECES = st.sampled_from(
    ["How to rest", "Sit", " ", "  ", "\t", "\n", "\n\n", "\r\n", "1. ", "2. ", "4. ", "- ", "# ", "```\n", "\u200b", "\u200d",
     "\xad", "\x1f", "\x0b", "\ufeff", "\xa0", "â€™", "Ã©", "\u202e", "é", "“", "<b>", "---\n", "क", "\U0001f468", "a: b"]
)  # fmt: skip
ANY_TEXTS = st.lists(PIECES, max_size=30).map("".join)


def _is_read(text: str) -> bool:
    """Return whether the file is not refused as binary, as one with many control characters is."""
    try:
        article(text.encode())
    except InputError:
        return False
    return True


TEXTS = ANY_TEXTS.filter(_is_read)
NAMES = st.sampled_from(["rest.txt", "rest.md", "rest.html"])
PIECES_OF_ARTICLES = [
    "How to rest", "Sit down on a chair and stay there for a while.", "1. Sit", "2. Lie", "- tea", "Take:", "FAQ", "Why rest?",
    "“Come over”", "    indented", "# Rest", "```", "Dear Ada,", "Step 1: Sit", "Sit\u200b", "a\x85b", "\u2028",
]  # fmt: skip
ENDINGS = ["\n", " \n", "\n\n", "\n\n\n", "  \n", "\t\n \n", " \r\n", "\x0b\n", "\u200b \n"]


CASES = [
    (name, text)
    for page in sorted((Path(__file__).parents[1] / "cases").rglob("*.md"))
    for name, text in _articles(page.read_text("utf-8"))
]


def _check_safe_fix(text: str, name: str) -> None:
    before = article(text.encode(), name)
    after = fix(before, ALL, unsafe=False).article
    assert without_spans(after) == without_spans(before)
    assert fix(after, ALL, unsafe=False).article.raw.data == after.raw.data
    reported = [result.fix for result in check([before.target._replace(data=before.raw.data)], ALL).results]
    assert ("safe" in reported) == (after.raw.data != before.raw.data)


@pytest.mark.parametrize("ending", ["", " ", "\t \n", "\u200b ", "\x0b\n\n"])
def test_a_safe_fix_changes_spans_alone_in_all_cases(ending: str) -> None:
    for name, text in CASES:
        _check_safe_fix(text.replace("\n", f"{ending}\n"), name)


@given(TEXTS | st.text(st.characters(exclude_categories=["Cs"]), max_size=60).filter(_is_read), NAMES)
def test_a_safe_fix_changes_spans_alone(text: str, name: str) -> None:
    _check_safe_fix(text, name)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@given(data=st.data())
def test_a_safe_fix_changes_spans_alone_in_generated_articles(suffix: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.tuples(st.sampled_from(PIECES_OF_ARTICLES), st.sampled_from(ENDINGS)), max_size=12))
    _check_safe_fix("".join(f"{words}{ending}" for words, ending in pieces), f"rest{suffix}")


@given(TEXTS, NAMES)
def test_unsafe_fixes_converge_and_what_they_fix_is_gone(text: str, name: str) -> None:
    after = fix(article(text.encode(), name), ALL, unsafe=True).article
    assert fix(after, ALL, unsafe=True).article.raw.data == after.raw.data
    rules = {diagnostic.rule for diagnostic in examine(after, ALL)[0]}
    assert not rules & {"invisible-character", "bidirectional-control", "mojibake", "trailing-whitespace", "repeated-blank-lines"}


@given(ANY_TEXTS)
@example("\x1f" * 4)
def test_a_check_never_raises(text: str) -> None:
    for name in ("rest.txt", "rest.md", "rest.html"):
        run = check([Target(name, Path(name), text.encode())], ALL)
        if _is_read(text):
            assert (run.articles, run.failed) == ((name,), ())
        else:
            assert (run.articles, run.failed) == ((), ((name, "is binary data, not text"),))
