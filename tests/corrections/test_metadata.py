"""Sidecars: the facts that they state about an article, and the errors for invalid ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from seedkit import InputError, normalize
from seedkit.corrections import files as sidecars
from seedkit.model.document import Metadata
from seedkit.pipeline import compile_text

TEXT = """\
How to rest

By Ada Moreno | May 3, 2021

Sit down in the shade.
"""


def metadata(content: str, article: str = TEXT, format: str = "text") -> Metadata:
    sidecar = sidecars.parse("rest.seedkit.yaml", content.encode())
    return compile_text(article, "rest.txt", format, sidecar).document.metadata


def test_what_a_person_states_goes_before_what_the_text_says() -> None:
    facts = metadata(
        "metadata:\n  title: How to rest well\n  author: [Bo Baker, Cy Cook]\n  date: 2022-01-09\n  reading_time: 2 minutes\n"
        "  tags: rest, shade\n  url: https://a.example/rest\n  licence: CC0\n"
    )
    assert facts.title is not None
    assert facts.title.text == "How to rest well"
    assert [author.text for author in facts.authors] == ["Bo Baker", "Cy Cook"]
    assert facts.published is not None
    assert (facts.published.value, facts.published.text) == ("2022-01-09", "2022-01-09")
    assert facts.reading_minutes is not None
    assert (facts.reading_minutes.value, facts.tags, facts.url) == (2, ("rest", "shade"), "https://a.example/rest")
    assert facts.extra == {"licence": "CC0"}


def test_a_stated_fact_has_the_span_of_what_it_overrules_or_an_empty_one() -> None:
    facts = metadata("metadata: {title: Rest, author: [Bo, Cy], date: 2022-01-09, subtitle: In the shade}")
    assert facts.title is not None
    assert facts.published is not None
    assert facts.published.span is not None
    words = [TEXT[span.start : span.end] for span in (facts.title.span, *(a.span for a in facts.authors), facts.published.span)]
    assert words == ["How to rest", "Ada Moreno", "", "May 3, 2021"]
    assert facts.subtitle is not None
    assert (facts.subtitle.span.start, facts.subtitle.span.end, facts.subtitle.span.line) == (0, 0, 1)


def test_it_overrides_front_matter_and_has_its_span() -> None:
    article = "---\ntitle: Rest\nauthor: Ada\nlicence: MIT\nmood: calm\n---\nSit down.\n"
    facts = metadata("metadata: {title: Rest well, authors: [Bo], licence: CC0}", article, "markdown")
    assert facts.title is not None
    assert [facts.title.text, *(a.text for a in facts.authors)] == ["Rest well", "Bo"]
    assert [article[t.span.start : t.span.end] for t in (facts.title, *facts.authors)] == ["Rest", "Ada"]
    assert facts.extra == {"licence": "CC0", "mood": "calm"}


def test_an_id_is_one_of_the_facts() -> None:
    sidecar = sidecars.parse("rest.seedkit.yaml", b"metadata: {id: resting}")
    assert compile_text(TEXT, "rest.txt", "text", sidecar).document.id == "resting"


@pytest.mark.parametrize("empty", ["", "# nothing yet\n", "metadata:\n", "metadata: {}\n", "ignore: []\nmetadata: ~\n"])
def test_an_empty_sidecar_changes_nothing(empty: str) -> None:
    assert metadata(empty) == compile_text(TEXT, "rest.txt").document.metadata


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"metadata:\n  author: Bo \xe9\n", "that is not UTF-8 (line 2): save it in that encoding"),
        (b"metadata:\n  author: Bo\0\n", "that is not YAML ("),
        (b"metadata:\n  author: [Bo\n", "that is not YAML (line 3: "),
        (b"metadata: {}\n---\nmetadata: {}\n", "that is not YAML (line 2: "),
        (b"[" * 5000, "that is nested deeper than 50 levels (line 1)"),
        (b"just words", "that is wrong in line 1: found `just words`, expected a mapping with `ignore`, `metadata` and `pins`"),
        (b"\n\n- a", "that is wrong in line 3: found a list, expected a mapping with"),
        (b"metdata: {}", "with an unknown key `metdata` in line 1: did you mean `metadata`?"),
        (b"metadata: {}\nmetadata: {}", "with the key `metadata` again in line 2: keep one of them"),
        (b"metadata: Ada", "that is wrong in line 1: found `Ada`, expected a mapping with facts about the article"),
        (b"metadata:\n  tags: a\n  date: soon", "that is wrong in line 3: found `soon`, expected a date, YYYY-MM-DD"),
        (b"metadata:\n  date: 2021-02-30", "found `2021-02-30`, expected a date, YYYY-MM-DD"),
        (b"metadata:\n  author:", "that is wrong in line 2: found nothing, expected a name, or a list of names"),
        (b"metadata:\n  title: [a, b]", "found a list, expected words"),
        (b"metadata:\n  author: Ada\n  authors: Bo", "with both `author` and `authors` (line 3): keep one of them"),
    ],
)
def test_a_sidecar_that_makes_no_sense_says_where_and_what_is_expected(content: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        sidecars.parse("rest.seedkit.yaml", content)
    assert str(caught.value).startswith("has a file rest.seedkit.yaml ")
    assert message in str(caught.value)


def test_aliases_that_repeat_each_other_are_refused() -> None:
    rows = [f"  x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]" for n in range(1, 12)]
    with pytest.raises(InputError, match="expected fewer values"):
        sidecars.parse("rest.seedkit.yaml", "\n".join(["metadata:", "  x0: &x0 [a]", *rows]).encode())


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "rest.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_name_with_the_suffix_of_the_article_counts_first(article: Path) -> None:
    assert sidecars.beside(article) is None
    article.with_name("rest.seedkit.yaml").write_text("metadata: {author: Bo}", encoding="utf-8")
    assert [a.text for a in normalize(article).metadata.authors] == ["Bo"]
    article.with_name("rest.txt.seedkit.yaml").write_text("metadata: {author: Cy}", encoding="utf-8")
    assert [a.text for a in normalize(article).metadata.authors] == ["Cy"]


def test_what_is_no_file_to_be_read_is_refused(article: Path, tmp_path: Path) -> None:
    beside = article.with_name("rest.seedkit.yaml")
    beside.mkdir()
    with pytest.raises(InputError, match=r"rest\.txt has a file rest\.seedkit\.yaml that is a folder, where a file is expected"):
        normalize(article)
    beside.rmdir()
    beside.symlink_to(tmp_path.parent / "elsewhere.yaml")
    with pytest.raises(InputError, match="that is a link that leads out of its folder: put the file itself here"):
        normalize(article)
    beside.unlink()
    beside.symlink_to("gone.yaml")
    with pytest.raises(InputError, match=r"that does not exist"):
        normalize(article)
    beside.unlink()
    beside.symlink_to(beside.name)
    with pytest.raises(InputError, match=r"has a file rest\.seedkit\.yaml that "):
        normalize(article)
    beside.unlink()
    beside.write_bytes(b"#" * (sidecars.MAX_BYTES + 1))
    with pytest.raises(InputError, match="that is larger than the 65,536 bytes that a sidecar may have"):
        normalize(article)
    beside.unlink()
    article.with_name("other.yaml").write_text("metadata: {author: Bo}", encoding="utf-8")
    beside.symlink_to("other.yaml")
    assert [a.text for a in normalize(article).metadata.authors] == ["Bo"]
