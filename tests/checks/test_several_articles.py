"""Findings about several articles."""

from __future__ import annotations

from collections.abc import Iterable

from seedkit.checks import corpus
from seedkit.model.document import Diagnostic, Document
from seedkit.pipeline import compile_text
from work import lines_run

WORDS = ("bench", "tree", "cloud", "stone", "river", "bird", "leaf", "path", "bell", "roof")


def _article(number: int, sentences: int = 12) -> Document:
    """An article whose sentences no other number shares."""
    lines = [f"The {WORDS[(number + n) % 10]} {number * 100 + n} stands near {WORDS[n % 10]} {number}." for n in range(sentences)]
    return compile_text(f"Rest number {number}\n\n" + "\n\n".join(lines) + "\n", f"rest-{number}.txt").document


def _reported(documents: Iterable[Document]) -> list[tuple[str, Diagnostic]]:
    """What is told of articles one after the other, each with the id of its article."""
    comparison = corpus.Comparison()
    return [(document.id, found) for document in documents for found in comparison.about(corpus.facts(document))]


def test_articles_that_differ_are_not_reported() -> None:
    assert not _reported(_article(number) for number in range(1, 30))


def test_an_article_is_reported_with_the_first_one_that_it_repeats() -> None:
    documents = [_article(1), _article(2), _article(1).model_copy(update={"id": "again"})]
    ((id, found),) = _reported(documents)
    assert id == "again"
    assert (found.rule, found.data) == ("near-duplicate-article", {"other": "rest-1", "similarity": 1.0})


def test_articles_too_short_to_be_compared_are_left_alone() -> None:
    short = compile_text("Rest\n\nSit down in the shade.\n", "a.txt").document
    assert not _reported([short, short.model_copy(update={"id": "b"})])


def test_the_same_question_twice_in_one_article_is_no_matter_of_the_corpus() -> None:
    text = "Rest\n\nSit down.\n\nQ: How long may I sit?\n\nA: An hour.\n\nQ: How long may I sit?\n\nA: Until the rain comes.\n"
    assert not _reported([compile_text(text, "a.txt").document])


def test_work_grows_with_the_number_of_articles_though_all_share_their_words() -> None:
    compared = corpus.facts(_article(1))

    def lines(articles: int) -> int:
        comparison = corpus.Comparison()
        reported: list[Diagnostic] = []

        def compare() -> None:
            for number in range(articles):
                reported.extend(comparison.about(compared._replace(id=f"rest-{number}")))

        run = lines_run(compare)
        assert len(reported) == articles - 1
        return run.total()

    assert lines(80) < 6 * lines(20)  # were each compared with each, 16 times as many
