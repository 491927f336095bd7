"""The index of an FAQ: a list of its questions above the questions with their answers."""

from __future__ import annotations

from seedkit.classify import pins as pinned
from seedkit.classify.page import Page, Readings
from seedkit.model.block import Reading

_FEWEST = 2


def read(page: Page, readings: Readings) -> None:
    """Read neighboring questions as residue if each is repeated further down with something below it that may be its answer.

    A line above them such as "Contents" is residue, too.
    """
    asking = [k for k, block in enumerate(page.blocks) if block.text[-1:] == "?"]
    if len(asking) <= _FEWEST:
        return
    texts = {k: " ".join(page.blocks[k].text.lower().split()) for k in asking}
    last = {text: k for k, text in texts.items()}
    if len(last) == len(texts):
        return
    navigation = page.lexicon.announced.get("navigation", ())
    k = 0
    while k < len(page.blocks):
        end = k
        while end in texts and last[texts[end]] > end and not pinned.has_role(page.blocks[end]):
            end += 1
        if end - k >= _FEWEST and all(last[texts[at]] >= end and last[texts[at]] + 1 not in texts for at in range(k, end)):
            above = page.blocks[k - 1] if k else None
            named = above is not None and above.text.lower().strip(" :") in navigation and not pinned.has_role(above)
            for at in range(k - named, end):
                readings[at] = Reading(page.blocks[at], "residue", rule="question-index", reason="navigation")
        k = max(end, k + 1)
