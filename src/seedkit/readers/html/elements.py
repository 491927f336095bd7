"""Elements that become one block as a whole: data tables, code, images."""

from __future__ import annotations

import re
from collections.abc import Sequence

from seedkit.model.block import Block
from seedkit.model.source import Place, Source
from seedkit.readers.html.content import Status
from seedkit.readers.html.text import block, collapse, is_blank, parts, trim
from seedkit.readers.html.tokens import attribute_place, decode
from seedkit.readers.html.tree import BLOCKS, Page

_FACT = 30  # characters, on average
_SENTENCE_END = (".", "!", "?", ":")
_MOST_NODES = 500  # share of a description list of facts
_LONG_CELL = 200  # characters: columns of running text are a layout
_LAZY = ("data-src", "data-lazy-src", "data-original")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language|lang|highlight-source|brush:)[-\s]?([a-zA-Z0-9+#]+)")


def is_data(page: Page, table: int, status: Sequence[Status]) -> bool:
    """Return whether a table is data rather than layout: at least two rows and columns of text, with header cells or short ones."""
    if page.attributes[table].get("role") in ("presentation", "none"):
        return False
    filled: list[set[int]] = []  # for each row, the cells with words
    cell, cells, characters, heads = 0, 0, 0, 0
    for node in range(table + 1, page.lasts[table] + 1):
        name = page.names[node]
        if name == "table":
            return False
        if name == "tr":
            filled.append(set())
        elif name in ("td", "th"):
            cell = node
            cells += 1
            heads += name == "th"
        elif (
            not name
            and filled
            and cell
            and status[node] != "markup"
            and (words := page.text[page.starts[node] : page.ends[node]].strip())
        ):
            characters += len(words)
            filled[-1].add(cell)
    rows = [row for row in filled if row]
    return len(rows) > 1 and max(map(len, rows)) > 1 and (heads > 0 or characters < _LONG_CELL * cells)


def is_facts(page: Page, element: int) -> bool:
    """Return whether a description list has a few words for each of its terms: facts rather than explanations."""
    said, room, last = 0, 0, page.lasts[element]
    if last - element > _MOST_NODES:
        return False
    for node in range(element + 1, last + 1):
        if page.names[node] == "dd":
            room += _FACT
        elif not page.names[node] and page.names[page.parents[node]] != "dt":
            words = page.text[page.starts[node] : page.ends[node]].strip()
            said += len(words)
            if words.endswith(_SENTENCE_END):
                return False
    return 0 < said <= room


def table_block(source: Source, page: Page, first: int, last: int, status: Sequence[Status]) -> list[Block]:
    """Return the rows of a table, its nodes ``first`` to ``last``, as one block; none if no cell has words."""
    rows: list[list[list[Place]]] = [[]]
    runs: list[Place] = []
    for node in range(first, last + 1):
        name, start = page.names[node], page.starts[node]
        if status[node] == "markup":
            continue
        if name == "tr" or (name == "dt" and len(rows[-1]) != 1):
            rows.append([])
        if name in ("td", "th", "dt", "dd"):
            rows[-1].append([])
        if name in BLOCKS or name == "br":
            run = Place(start, start)
        elif name:
            continue
        else:
            run = Place(start, page.ends[node])
        runs.append(run)
        if rows[-1]:
            rows[-1][-1].append(run)
    said = parts(page.text, runs)
    words = collapse("".join(said))
    if not words:
        return []
    cells = [tuple(collapse("".join(parts(page.text, cell))) for cell in row) for row in rows]
    return [block(source, "table", words, trim(page.text, runs, said))._replace(rows=tuple(row for row in cells if any(row)))]


def code_block(source: Source, page: Page, element: int, status: Sequence[Status]) -> list[Block]:
    """Return preformatted text as code with its line breaks (an empty run stands for one); none if there is no text."""
    runs: list[Place] = []
    language = None
    for node in range(element, page.lasts[element] + 1):
        name, start = page.names[node], page.starts[node]
        if status[node] == "markup":
            continue
        if not name:
            runs.append(Place(start, page.ends[node]))
        elif name == "br" or (name in BLOCKS and runs and not page.text.endswith("\n", runs[-1].start, runs[-1].end)):
            runs.append(Place(start, start))
        if name and language is None and (match := _LANGUAGE.search(page.attributes[node].get("class", ""))):
            language = match[1]
    said = [part if run.start < run.end else "\n" for run, part in zip(runs, parts(page.text, runs), strict=True)]
    if is_blank("".join(said)):
        return []
    # Blank lines around the code are removed, the indent of its first line is kept.
    first = next(at for at, part in enumerate(said) if part.strip("\r\n"))
    start = runs[first].end - len(page.text[runs[first].start : runs[first].end].lstrip("\r\n"))
    end = trim(page.text, runs, said)[-1].end
    kept = tuple(Place(max(run.start, start), min(run.end, end)) for run in runs[first:] if run.start < end)
    return [block(source, "code", "".join(said).strip("\r\n").rstrip(), kept)._replace(language=language)]


def image_block(source: Source, page: Page, element: int) -> Block | None:
    """Return an image with its alternative text, none if that was dropped; ``None`` for one without a source, or a tracking
    pixel."""
    attributes = page.attributes[element]
    src = attributes.get("src", "").strip()
    if not src or src.startswith("data:"):
        src = next((attributes[name].strip() for name in _LAZY if attributes.get(name)), src)
    if not src or "1" in (attributes.get("width"), attributes.get("height")):
        return None
    start, end = page.starts[element], page.ends[element]
    alt = attribute_place(page.text, start + len("<img"), end - 1, "alt") if attributes.get("alt") else Place(end, end)
    words = collapse(decode(page.text[alt.start : alt.end]))
    return Block("image", start, end, words, *alt, *source.lines_of(start, end), runs=(alt,) if words else (), src=src)
