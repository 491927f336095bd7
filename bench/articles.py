"""Articles to measure with: made up, of any size, the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

_NOUNS = (
    "shed", "lamp", "kettle", "fence", "ladder", "basket", "window", "drawer", "bicycle", "blanket", "stove", "jar", "rope",
    "bench", "gutter", "hinge", "cupboard", "path",
)  # fmt: skip
_VERBS = (
    "clean", "mend", "paint", "oil", "sort", "move", "dry", "lift", "check", "label", "store", "wash", "cover", "open",
    "measure", "borrow",
)  # fmt: skip
_ADJECTIVES = (
    "old", "small", "dry", "heavy", "narrow", "bright", "rusty", "spare", "wooden", "loose", "quiet", "clean",
)  # fmt: skip
_TAILS = (
    "before the first frost", "with a damp cloth", "while the light is good", "and write the date on it",
    "so that it lasts another year", "when nobody is at home", "as often as you like", "without any hurry",
    "for it’s worth the trouble", "once you’ve had your tea",
)  # fmt: skip
_QUESTIONS = ("How often should I {} the {}?", "Can I {} the {} on my own?", "What if I never {} the {}?")


def article(size: int, seed: int = 0) -> str:
    """Return a plain-text article of at least ``size`` characters: title, byline, numbered sections with paragraphs, bullet lists
    and texts to send, questions and answers, a conclusion."""
    random = Random(seed)
    parts = [f"How to look after your {random.choice(_NOUNS)}", "By Nora Field", "May 3, 2024 · 6 min read"]
    parts += [_paragraph(random), _paragraph(random)]
    length = sum(map(len, parts))
    number = 0
    while length < size:
        number += 1
        section = list(_section(random, number))
        length += sum(map(len, section)) + 2 * len(section)
        parts += section
    parts.append("Frequently asked questions")
    for question in _QUESTIONS:
        parts += [question.format(random.choice(_VERBS), random.choice(_NOUNS)), _paragraph(random)]
    parts += ["Final words", _paragraph(random)]
    return "\n\n".join(parts) + "\n"


def _section(random: Random, number: int) -> Iterator[str]:
    yield f"{number}. {random.choice(_VERBS).title()} the {random.choice(_ADJECTIVES)} {random.choice(_NOUNS)}"
    for _ in range(random.randint(1, 3)):
        yield _paragraph(random)
    if number % 3 == 0:
        yield "For this you need:"
        yield "\n".join(f"- a {random.choice(_ADJECTIVES)} {random.choice(_NOUNS)}" for _ in range(random.randint(3, 6)))
    if number % 4 == 0:
        yield f"Ask a neighbour for help. Say something like: “Could I borrow your {random.choice(_NOUNS)} on [day], please?”"


def _paragraph(random: Random) -> str:
    return " ".join(sentence(random) for _ in range(random.randint(3, 7)))


def sentence(random: Random) -> str:
    verb, adjective, noun, other = random.choice(_VERBS), random.choice(_ADJECTIVES), random.choice(_NOUNS), random.choice(_NOUNS)
    return f"{verb.title()} the {adjective} {noun}, then the {other}, {random.choice(_TAILS)}."
