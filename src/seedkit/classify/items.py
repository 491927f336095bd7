"""List items and numbered headings: blocks with a marker."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from seedkit.classify.depths import depths
from seedkit.classify.page import Page, Readings, shapes
from seedkit.classify.weighed import numbering as runs
from seedkit.classify.weighed import weigh
from seedkit.classify.weighed.vetoes import Numbering, chain_veto
from seedkit.model.block import Block, Reading, Role

_PROSE_BLANKS = 11
"""From this number of spaces on, several sentences are a paragraph."""


def read(page: Page, readings: Readings) -> None:
    """Read bulleted and numbered blocks. A chain of numbers is read as a whole: all its members are items, or all are headings.

    They are headings if most are in bold, each on a line of its own above its content; otherwise, in plain text, the evidence
    decides. Numbered paragraphs that are mostly running prose are never headings, nor are those with a hanging indent.
    """
    marked = [k for k, block in enumerate(page.blocks) if block.marker is not None or block.kind == "item"]
    if not marked:
        return
    table = page.weights.of("chain")
    weighed = {chain: weigh(found, table) for chain, found in chain_features(page, readings).items()}
    blocks = page.blocks
    plain = page.source.syntax == "plain"
    count = Counter([page.chains[k] for k in marked])
    bold = Counter([page.chains[k] for k in marked if blocks[k].strong])
    untitled = {page.chains[k] for k in marked if blocks[k].kind == "text" and not blocks[k].text}
    prose = Counter([page.chains[k] for k in marked if _is_prose(blocks[k].text)])
    hanging = {page.chains[k] for k in marked if k + 1 < len(blocks) and _hangs(blocks[k], blocks[k + 1])}
    known = Numbering(plain, {chain for chain in weighed if 2 * prose[chain] > count[chain]}, {c for c in hanging if c is not None})
    vetoes = {chain: chain_veto(known, chain) for chain in weighed}
    heads = {chain for chain, weight in weighed.items() if (weight > 0 and vetoes[chain] is None) or 2 * bold[chain] > count[chain]}
    heads |= {chain for chain in untitled if chain is not None}
    items = {k for k in marked if readings[k] is None and (blocks[k].kind == "item" or page.chains[k] not in heads)}
    deep = depths(blocks, items)
    for k in marked:
        if readings[k] is not None:
            continue
        block = blocks[k]
        marker = block.marker
        chain = page.chains[k]
        value = marker.value if marker else None
        weight = weighed.get(chain) if chain is not None else None
        why = () if weight is None else (("numbered like headings", round(weight, 2)),)
        if k in items:
            role: Role = "ordered" if marker is not None and marker.kind == "number" else "bullet"
            veto = vetoes.get(chain) if chain is not None else None
            readings[k] = Reading(block, role, None, deep[k], value, chain, "marker", evidence=why, veto=veto)
        else:
            rule = "numbered-headings" if weight is not None and weight > 0 else "bold-numbers"
            readings[k] = Reading(block, "heading", ordinal=value, chain=chain, rule=rule, evidence=why)


def _hangs(item: Block, below: Block) -> bool:
    """Whether a text is indented exactly to where the words after the number above it begin."""
    return item.marker is not None and below.marker is None and below.indent == item.indent + item.text_start - item.start


def _is_prose(text: str) -> bool:
    """Whether the words after a number are a paragraph: at least two sentences, and not two short ones."""
    return text.endswith((".", "!", "?", "”", '"', ")")) and ". " in text and text.count(" ") >= _PROSE_BLANKS


def chain_features(page: Page, readings: Readings) -> dict[int, list[int]]:
    """Return the features of every chain of numbers that is not read yet and may consist of headings: most have content below."""
    members: dict[int, list[int]] = defaultdict(list)
    for k, chain in enumerate(page.chains):
        if chain is not None and readings[k] is None and page.blocks[k].kind == "text" and page.blocks[k].text:
            members[chain].append(k)
    if not members:
        return {}
    measured = shapes(page, readings)
    nearest = min((block.indent for block in page.blocks if block.kind == "item"), default=None)
    return {chain: runs.features(page, measured, at, nearest) for chain, at in members.items() if not _adjoin(at)}


def _adjoin(members: list[int]) -> bool:
    """Whether at least half of the members of a chain directly follow each other, as list items do."""
    return len(members) > 1 and 2 * sum(b == a + 1 for a, b in pairwise(members)) >= len(members) - 1
