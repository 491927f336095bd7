"""Questions and their answers."""

from __future__ import annotations

import re

from seedkit.classify.page import Page, Readings
from seedkit.lexicon import load
from seedkit.model.block import Reading


def read(page: Page, readings: Readings) -> None:
    """Read headings that ask below an FAQ heading, or in runs, as questions, and the prose below them as answers."""
    heads = [k for k, r in enumerate(readings) if r and r.role == "heading"]
    asking = {k for k in heads if page.blocks[k].text.endswith("?")}
    chosen: set[int] = set()
    faq = False
    for n, k in enumerate(heads):
        if is_faq(page.blocks[k].text):
            faq = True
        elif k in asking:
            near = (n and heads[n - 1] in asking) or (n + 1 < len(heads) and heads[n + 1] in asking)
            if faq or near:
                chosen.add(k)
        else:
            faq = False
    answering = False
    for k, reading in enumerate(readings):
        if k in chosen:
            assert reading
            readings[k] = reading._replace(role="question", rule="asked")
            answering = True
        elif reading and reading.role in ("heading", "title"):
            answering = False
        elif reading is None and answering:
            readings[k] = Reading(page.blocks[k], "answer", rule="answer")


def is_faq(text: str) -> bool:
    """Whether a heading opens a section of questions and answers."""
    words = re.sub(r"[^\w\s&]+", " ", text.lower())
    return any(f" {phrase} " in f" {' '.join(words.split())} " for phrase in load().faq_headings)
