"""Fixes: what each mends, what a safe one never touches, and that they come to rest."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedkit.articles import RawArticle
from seedkit.checks.catalogue import CODES
from seedkit.errors import InputError
from seedkit.lint.fixes import FIXES, edits, mends
from seedkit.lint.fixes.apply import mend
from seedkit.lint.fixes.edit import Edit
from seedkit.lint.linter import Article, Target, check, compiled, examine, read_article
from seedkit.lint.policy import Policy
from seedkit.model.compiled import Compiled

ALL = Policy(rules=frozenset(CODES))


def article(data: bytes, name: str = "rest.txt") -> Article:
    return read_article(Target(name, Path(name), data))


def mended(text: str, name: str = "rest.txt", *, unsafe: bool = False, policy: Policy = ALL) -> str:
    return mend(article(text.encode(), name), policy, unsafe=unsafe).raw.data.decode()


def told(text: str, name: str = "rest.txt") -> set[str]:
    return {diagnostic.rule for diagnostic in examine(article(text.encode(), name), ALL)[0]}


def words(text: str) -> str:
    """All that can be seen of a text: no blanks, no characters that show nothing."""
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf"))


def test_every_fix_mends_rules_of_the_catalogue() -> None:
    assert {rule for fix in FIXES for rule in fix.rules} <= set(CODES)
    assert mends("invisible-character", unsafe=False)
    assert not mends("mojibake", unsafe=False)
    assert mends("mojibake", unsafe=True)
    assert not mends("no-title", unsafe=True)


SAFE = [
    ("How to re\u200bst\n\nSit\ufeff down\u200b.\n", "How to rest\n\nSit down.\n", "rest.txt"),
    ("How to rest\n\nSit\x1fdown, soft\x1f \x1fly.\n", "How to rest\n\nSit down, soft ly.\n", "rest.txt"),
    ("How to rest  \n\t\n\n\nSit down. \t\n", "How to rest\n\nSit down.\n", "rest.txt"),
    ("\n\n\nHow to rest\n\n\n \nSit down.\n\n\n", "\nHow to rest\n\nSit down.\n\n", "rest.txt"),
    ("How to rest\r\n\r\n\r\nSit. \r\n", "How to rest\r\n\r\nSit.\r\n", "rest.txt"),
    ("How to rest\r\r\rSit. ", "How to rest\r\rSit.", "rest.txt"),
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
    assert mended(before, name) == after
    assert mended(after, name) == after


UNSAFE = [
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
    assert mended(before, name) == before
    assert mended(before, name, unsafe=True) == after
    assert mended(after, name, unsafe=True) == after


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


@pytest.mark.parametrize("style", ["{}. ", "{}) ", "Step {}: ", "{}- "])
@pytest.mark.parametrize("numbers", [(1, 2, 4, 5), (1, 2, 2, 3), (8, 9, 11, 12)])
def test_runs_are_numbered_through(style: str, numbers: tuple[int, ...]) -> None:
    before = STEPS.format(*map(style.format, numbers))
    after = STEPS.format(*map(style.format, range(numbers[0], numbers[0] + 4)))
    assert RUNS & told(before)
    assert mended(before) == before
    assert mended(before, unsafe=True) == after
    assert not RUNS & told(after)


@given(st.lists(st.integers(1, 6), min_size=4, max_size=4))
def test_a_run_is_renumbered_as_a_whole_or_not_at_all(numbers: list[int]) -> None:
    before = STEPS.format(*(f"{number}. " for number in numbers))
    after = mended(before, unsafe=True)
    assert after == before or not RUNS & told(after)
    assert mended(after, unsafe=True) == after


def test_runs_that_are_told_of_are_renumbered_and_no_other() -> None:
    gap = STEPS.format("1. ", "2. ", "4. ", "5. ")
    assert "numbering-gap" in told(gap)
    assert mended(gap, unsafe=True) == STEPS.format("1. ", "2. ", "3. ", "4. ")
    assert mended(gap, unsafe=True, policy=Policy(rules=frozenset({"numbering-duplicate"}))) == gap
    marked = "# Ways to rest\n\n1. Sit\n2. Lie\n\n<!-- seedkit-ignore SK203 -->\n4. Float\n"
    assert mended(marked, "rest.md", unsafe=True) == marked


def test_numbers_that_are_no_digits_are_left_alone() -> None:
    for style in ("①②④⑤", ["I. ", "II. ", "IV. ", "V. "], ["a) ", "b) ", "d) ", "e) "]):
        text = STEPS.format(*style)
        assert mended(text, unsafe=True) == text


def test_what_the_policy_does_not_tell_is_not_mended() -> None:
    text = "How to rest\n\nSit\u200b down, donâ€™t stand.\n"
    assert mended(text, unsafe=True, policy=Policy(rules=frozenset())) == text
    marked = f"---\nseedkit: {{ignore: [SK704]}}\n---\n# Rest\n\n{text}"
    assert mended(marked, "rest.md", unsafe=True) == marked.replace("â€™", "’")


def test_joiners_that_join_stay() -> None:
    text = "How to rest\n\nLike \U0001f468\u200d\U0001f469 or \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, not so\u200dfast.\n"
    assert mended(text) == text.replace("so\u200dfast", "sofast")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be", "cp1252"])
def test_bytes_are_kept_otherwise(encoding: str) -> None:
    mark = {"utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    words = "How to rest in a café\r\n\r\nSit down – “now”, it’s noon – and so they say.{}\r\n\r\nThen: “get up”.\n"
    before, after = (mark + words.format(end).encode(encoding) for end in (" \t", ""))
    assert mend(article(before), ALL, unsafe=False).raw.data == after
    assert mend(article(after), ALL, unsafe=True).raw.data == after


def test_a_character_that_the_encoding_cannot_hold_is_not_restored() -> None:
    source = article("How to rest\n\nDonâ€™t sit in WrocÅ‚aw.\n".encode()).compiled
    told_of = [diagnostic for diagnostic in source.document.diagnostics if diagnostic.rule == "mojibake"]
    for encoding, expected in (("utf-8", ["’", "ł"]), ("cp1252", ["’"]), ("ascii", [])):
        other = source._replace(source=source.source._replace(encoding=encoding))
        assert [edit.text for edit in edits(other, told_of, unsafe=True)] == expected


@pytest.mark.parametrize("data", [codecs.BOM_UTF8 + b"How to rest\n\nSit \xff. \n", codecs.BOM_UTF16_LE + b"H\x00 \x00\n\x00\x00"])
def test_bytes_that_cannot_be_written_back_are_left_alone(data: bytes) -> None:
    with pytest.raises(InputError, match="is not mended: it has bytes that are no utf-"):
        mend(article(data), ALL, unsafe=False)


def test_text_that_its_encoding_does_not_hold_is_left_alone() -> None:
    found = article("How to rest in a café\n\nSit. \n".encode())
    other = found.compiled._replace(source=found.compiled.source._replace(encoding="ascii"))
    with pytest.raises(InputError, match="is not mended: it has bytes that are no ascii"):
        mend(found._replace(compiled=other), ALL, unsafe=False)


def test_a_guessed_encoding_that_would_be_guessed_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def guessing(raw: RawArticle) -> Compiled:
        return compiled(raw._replace(data=raw.data.replace(b"Sit", b"Lie")))

    monkeypatch.setattr("seedkit.lint.fixes.apply.compiled", guessing)
    with pytest.raises(InputError, match="is not mended: its encoding, utf-8, was guessed, and would be guessed otherwise"):
        mend(article(b"How to rest\n\nSit. \n"), ALL, unsafe=False)


def test_fixes_that_do_not_come_to_rest_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("seedkit.lint.fixes.apply.edits", lambda *_, unsafe: [Edit(0, 0, "x" if not unsafe else "")])
    with pytest.raises(InputError, match="is not mended: the fixes do not come to rest"):
        mend(article(b"How to rest\n"), ALL, unsafe=False)


def test_edits_that_overlap_are_made_one_at_a_time() -> None:
    assert mended("How to rest\n\nSit. \u200b \n\n \u200b\n\nLie.\n") == "How to rest\n\nSit.\n\nLie.\n"


PIECES = st.sampled_from(
    ["How to rest", "Sit", " ", "  ", "\t", "\n", "\n\n", "\r\n", "1. ", "2. ", "4. ", "- ", "# ", "```\n", "\u200b", "\u200d",
     "\xad", "\x1f", "\x0b", "\ufeff", "\xa0", "â€™", "Ã©", "\u202e", "é", "“", "<b>", "---\n", "क", "\U0001f468", "a: b"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)
NAMES = st.sampled_from(["rest.txt", "rest.md", "rest.html"])


@given(TEXTS, NAMES)
def test_a_safe_fix_never_changes_a_word_and_comes_to_rest(text: str, name: str) -> None:
    before = article(text.encode(), name)
    after = mend(before, ALL, unsafe=False)
    assert words(after.compiled.source.text) == words(before.compiled.source.text)
    assert "invisible-character" not in {diagnostic.rule for diagnostic in examine(after, ALL)[0]}
    assert mend(after, ALL, unsafe=False).raw.data == after.raw.data


@given(TEXTS, NAMES)
def test_unsafe_fixes_come_to_rest_and_what_they_mend_is_gone(text: str, name: str) -> None:
    after = mend(article(text.encode(), name), ALL, unsafe=True)
    assert mend(after, ALL, unsafe=True).raw.data == after.raw.data
    rules = {diagnostic.rule for diagnostic in examine(after, ALL)[0]}
    assert not rules & {"invisible-character", "bidirectional-control", "mojibake"}


@given(TEXTS)
def test_a_check_never_raises(text: str) -> None:
    for name in ("rest.txt", "rest.md", "rest.html"):
        run = check([Target(name, Path(name), text.encode())], ALL)
        assert (run.articles, run.failed) == ((name,), ())
