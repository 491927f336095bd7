"""Levels of headings: 2 is the outermost below the title."""

from __future__ import annotations

from seedkit.classify.page import Page, Readings
from seedkit.classify.questions import is_faq


def read(page: Page, readings: Readings) -> None:
    """Give every heading and question its level."""
    before = False
    faq = False
    spans: dict[int, int] = {}
    for k, r in enumerate(readings):
        if r and r.role in ("heading", "question") and r.chain is not None:
            spans[r.chain] = k
    base: dict[int, int] = {}
    for k, r in enumerate(readings):
        if not r or r.role not in ("heading", "question") or r.level:
            continue
        if r.chain is not None:
            level = base.setdefault(r.chain, 3 if before else 2)
        elif r.role == "question" and faq:
            level = 3
        else:
            running = [c for c, b in base.items() if spans[c] > k]
            level = base[running[-1]] + 1 if running else 2
            before = True
            if r.role == "heading":
                faq = is_faq(page.blocks[k].text)
        readings[k] = r._replace(level=level)
