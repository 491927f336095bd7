"""Invisible characters, and characters that were decoded incorrectly."""

from __future__ import annotations

from collections.abc import Iterator

from seedkit.checks.characters import is_working_joiner, redecode
from seedkit.lint.fixes.edit import Edit
from seedkit.model.compiled import Compiled
from seedkit.model.document import Diagnostic
from seedkit.model.source import Source


def remove(compiled: Compiled, diagnostic: Diagnostic) -> Iterator[Edit]:
    """Yield the removal of each reported character; a space replaces one that separates two words."""
    text = compiled.source.text
    character = chr(int(diagnostic.data["character"].removeprefix("U+"), 16))
    for at in _places(compiled.source, diagnostic, character):
        if not is_working_joiner(text, at):
            separates = character.isspace() and not text[at - 1 : at].isspace() and not text[at + 1 : at + 2].isspace()
            yield Edit(at, at + 1, " " if separates else "")


def restore(compiled: Compiled, diagnostic: Diagnostic) -> Iterator[Edit]:
    """Yield the intended character for each misread one, if the encoding of the article has it."""
    wrong = diagnostic.data["text"]
    right = redecode(wrong)
    if right is not None and _can_hold(compiled.source, right):
        for at in _places(compiled.source, diagnostic, wrong):
            yield Edit(at, at + len(wrong), right)


def _places(source: Source, diagnostic: Diagnostic, found: str) -> Iterator[int]:
    """Yield each offset of ``found`` in the lines of a finding."""
    assert diagnostic.span is not None
    for line in (diagnostic.span.line, *(other.span.line for other in diagnostic.related)):
        start, end = source.line_span(line)
        at = source.text.find(found, start, end)
        while at >= 0:
            yield at
            at = source.text.find(found, at + len(found), end)


def _can_hold(source: Source, text: str) -> bool:
    try:
        text.encode(source.encoding)
    except UnicodeEncodeError:
        return False
    return True
