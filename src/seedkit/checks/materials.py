"""Findings about materials and times: what the lists say compared with the rest of the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from seedkit.checks.finding import Finding
from seedkit.language.amounts import mentioned
from seedkit.language.counts import stem
from seedkit.language.lexicon import Lexicon
from seedkit.model.compiled import Compiled
from seedkit.model.document import ChecklistItem, Document, Duration, HeadingBlock, Item, ProseBlock, Related
from seedkit.model.walk import bodies, entities, titles

_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff]|[^\W\d_\u3041-\u30ff\u3400-\u9fff]{3,}")
"""A word that distinguishes materials: at least three letters, or one character in a script without spaces."""
_SHORTEST = 3
_ROOT = 4
"""Letters that the forms of a long word have in common; those of a short one differ in its last letter."""
_PARTS = ("preparation", "active", "waiting")


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield ``unused-material``, ``unlisted-material`` and ``duration-mismatch``."""
    document, words = compiled.document, compiled.lexicon
    yield from _durations(document.metadata.durations)
    needs = _needs(document)
    if needs and document.steps:
        yield from _unused(document, needs, words)
        yield from _unlisted(document.steps, {root for need in needs for root in _roots(need.text, words)}, words)


def _needs(document: Document) -> list[ChecklistItem]:
    return [need for checklist in document.checklists if checklist.kind == "materials" for need in _leaves(checklist.items)]


def _leaves(needs: Sequence[ChecklistItem]) -> Iterator[ChecklistItem]:
    """Yield the items of a list without those that name a part, with its materials nested below."""
    for need, below in zip_longest(needs, needs[1:]):
        if below is None or below.depth <= need.depth:
            yield need


def _unused(document: Document, needs: list[ChecklistItem], words: Lexicon) -> Iterator[Finding]:
    """Yield what is listed and not mentioned again; nothing if a step uses everything at once ("mix the ingredients")."""
    own = {need.id for need in needs}
    done = [title.text for entity, title in titles(document) if isinstance(entity, Item)]
    texts = [entity.text for entity, _ in entities(document) if isinstance(entity, ChecklistItem) and entity.id not in own]
    for owner, body in bodies(document):
        prose = (block.text for block in body if isinstance(block, ProseBlock | HeadingBlock))
        (done if isinstance(owner, Item) else texts).extend(prose)
    used = {root for text in done for root in _roots(text, words)}
    if not used.isdisjoint(root for noun in words.material_nouns for root in _roots(noun, words)):
        return
    used.update(root for text in texts for root in _roots(text, words))
    for need in needs:
        if need.name is not None and (roots := _roots(need.name.text, words)) and roots.isdisjoint(used):
            message = f"“{need.name.text}” is listed but not mentioned again"
            yield Finding("unused-material", message, need.span, {"name": need.name.text})


def _unlisted(steps: Sequence[Item], listed: set[str], words: Lexicon) -> Iterator[Finding]:
    """Yield what the steps ask for by an amount ("2 cups of milk") and no list contains, each once."""
    for step in steps:
        title = (step.title,) if step.title is not None else ()
        prose = (*title, *(block for block in step.body if isinstance(block, ProseBlock)))
        for text in prose:
            for name in mentioned(text.text, words):
                found = _roots(name, words)
                if found and found.isdisjoint(listed):
                    listed |= found
                    yield Finding("unlisted-material", f"“{name}” is used but not listed", text.span, {"name": name})


def _roots(text: str, words: Lexicon) -> set[str]:
    """Return the beginnings of the words of a text, without plural endings, so that most forms of a word are the same."""
    found = (match.group().lower() for match in _WORD.finditer(text))
    return {stem(word, words)[: max(_SHORTEST, min(_ROOT, len(word) - 1))] for word in found if word not in words.stops}


def _durations(durations: tuple[Duration, ...]) -> Iterator[Finding]:
    """Yield a total time that is shorter than the sum of its parts."""
    if len(durations) < 2:
        return
    total = next((duration for duration in durations if duration.kind == "total"), None)
    parts = [duration for duration in durations if duration.kind in _PARTS]
    together = sum(part.minutes for part in parts)
    if total is not None and together > total.minutes:
        message = f"the total is {total.minutes} minutes, but its parts add up to {together}"
        related = tuple(Related(span=part.span, message=f"{part.minutes} minutes") for part in parts)
        yield Finding("duration-mismatch", message, total.span, {"total": total.minutes, "parts": together}, related)
