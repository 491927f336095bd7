"""Findings about steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from seedkit.checks.catalogue import CODES
from seedkit.checks.finding import Finding
from seedkit.language.lexicon import Lexicon, may_open
from seedkit.model.compiled import Compiled
from seedkit.model.document import Item, ProseBlock, Text
from seedkit.model.source import Source

_PROSE = CODES["untitled-step"].limits["average_words"]
"""Average number of words from which the items of a run are paragraphs rather than lines of a list."""
_TITLE = CODES["untitled-step"].limits["opening_words"]
"""Maximum number of words of an opening line that may be intended as the step's title."""
_LONGEST_TITLE = CODES["overlong-step-title"].limits["characters"]
"""Number of characters above which a title is a paragraph."""


def check(compiled: Compiled) -> Iterator[Finding]:
    """Yield untitled, empty, duplicate and overlong steps, and misplaced sequence words."""
    document, source = compiled.document, compiled.source
    if not document.steps:
        return
    words = compiled.lexicon
    by_group: dict[str, list[Item]] = {}
    for step in document.steps:
        by_group.setdefault(step.group, []).append(step)
    for steps in by_group.values():
        if steps[0].title is None and _is_prose(steps, source):
            for step in steps:
                if step.title is None and step.label is not None and _opens_with_prose(step):
                    yield Finding("untitled-step", f"step {step.ordinal} has no title", step.span, {})
        titled = [step for step in steps if step.title is not None]
        empty = [step for step in titled if not step.body]
        if 3 * len(empty) <= len(titled):
            for step in empty:
                if step.title is not None and len(step.title.text) <= _LONGEST_TITLE:
                    yield Finding("empty-step", f"step {step.ordinal} has no body", step.span, {})
        yield from _titles(titled)
        yield from _order(steps, words)


def _is_prose(steps: list[Item], source: Source) -> bool:
    """Whether a run consists of numbered paragraphs: its items are long, and blank lines separate them."""
    apart = [source.text.count("\n", a.span.end, b.span.start) > 1 for a, b in pairwise(steps)]
    if not all(apart) or not all(source.text.startswith(step.label or "", step.span.start) for step in steps):
        return False
    prose = (block.text for step in steps for block in step.body if isinstance(block, ProseBlock))
    return sum(len(text.split()) for text in prose) >= _PROSE * len(steps)


def _opens_with_prose(step: Item) -> bool:
    """Whether a step begins with a paragraph rather than a line that could be a title."""
    opening = step.body[0] if step.body else None
    return isinstance(opening, ProseBlock) and len(opening.text.split()) >= _TITLE


def _titles(titled: list[Item]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for step in titled:
        assert step.title is not None
        words = step.title.text
        first = seen.setdefault(words.casefold().rstrip(".!:"), step.title.span.line)
        if first != step.title.span.line:
            yield Finding("duplicate-step-title", f"“{words}” is also the title on line {first}", step.title.span, {"first": first})
        if len(words) > _LONGEST_TITLE:
            message = f"the title has {len(words.split())} words; expected at most 20"
            yield Finding("overlong-step-title", message, step.title.span, {"characters": len(words)})


def _order(steps: list[Item], words: Lexicon) -> Iterator[Finding]:
    """Yield a finding for a step that says it is the last or the first and is not."""
    may_say = _may_say_order(words)
    for step in steps:
        opening = _opening(step)
        if opening is None or not may_say(opening.text):
            continue
        word = _order_word(opening.text, words.closing_words) if step is not steps[-1] else None
        if word is not None:
            message = f"“{word}” opens step {step.position} of {len(steps)}; expected it in the last step"
            yield Finding("misplaced-sequence-word", message, opening.span, {"position": step.position, "word": word})
        word = _order_word(opening.text, words.opening_words) if step is not steps[0] else None
        if word is not None:
            message = f"“{word}” opens step {step.position}; expected it in the first step"
            yield Finding("misplaced-sequence-word", message, opening.span, {"position": step.position, "word": word})


@cache
def _may_say_order(words: Lexicon) -> Callable[[str], bool]:
    return may_open((*words.opening_words, *words.closing_words))


def _opening(step: Item) -> Text | ProseBlock | None:
    """Return how a step begins: its title, or else the paragraph after its number."""
    title = step.title
    if title is not None or not step.body:
        return title
    block = step.body[0]
    return block if type(block) is ProseBlock else None


def _order_word(text: str, order_words: tuple[str, ...]) -> str | None:
    head = text[:24].lower()
    if not head.startswith(order_words):
        return None
    return next((word for word in order_words if head.startswith(word) and head[len(word) : len(word) + 1] in (",", ":")), None)
