"""Code actions: the fixes of findings as edits of the document, and pins as commands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from seedkit.authoring.pin import KINDS
from seedkit.lint.article import Article
from seedkit.lint.fixes import FIXES, edits
from seedkit.lsp.diagnostics import finding
from seedkit.lsp.positions import Positions
from seedkit.lsp.reading import Reading
from seedkit.model.document import Diagnostic

PIN = "seedkit.pin"
"""The command that pins a line: its arguments are the URI of the document, the line from 1, and the kind."""
UNPIN = "seedkit.unpin"
"""The command that removes the pin of a line: its arguments are the URI of the document and the line from 1."""

FIX = types.CodeActionKind.QuickFix.value
FIX_ALL = "source.fixAll.seedkit"
CORRECT = "refactor.rewrite.seedkit"


def actions(
    reading: Reading, document: types.OptionalVersionedTextDocumentIdentifier, positions: Positions, start: int, end: int
) -> Iterator[types.CodeAction]:
    """Yield what can be done about ``[start, end)`` of a document: fixes of its findings, all safe fixes, and pins of its line."""
    article = reading.article
    if article is None:
        return
    for diagnostic in reading.diagnostics:
        if diagnostic.rule in FIXES and _touches(diagnostic, article, start, end):
            edit = _edit(article, [diagnostic], document, positions)
            if edit is not None:
                safe = reading.is_safe(frozenset({diagnostic.rule}))
                title = f"Fix {diagnostic.rule}{'' if safe else ' (may change how the article is read)'}"
                about = [finding(diagnostic, document.uri, positions)]
                yield types.CodeAction(title, FIX, about, is_preferred=safe, edit=edit)
    every = [diagnostic for diagnostic in reading.diagnostics if diagnostic.rule in FIXES and FIXES[diagnostic.rule].safe]
    edit = _edit(article, every, document, positions)
    if edit is not None and reading.is_safe(frozenset(diagnostic.rule for diagnostic in every)):
        yield types.CodeAction("Apply all safe fixes", FIX_ALL, edit=edit)
    yield from _corrections(article, document.uri, article.compiled.source.line_at(start))


def is_wanted(action: types.CodeAction, only: Sequence[types.CodeActionKind | str] | None) -> bool:
    """Whether an editor that asks for ``only`` some kinds of actions wants this one: a kind includes those below it."""
    names = [kind.value if isinstance(kind, types.CodeActionKind) else kind for kind in only or ()]
    return only is None or any(f"{action.kind}.".startswith(f"{name}.") for name in names)


def _touches(diagnostic: Diagnostic, article: Article, start: int, end: int) -> bool:
    """Whether one of the lines of a finding is among those of ``[start, end)``; one about the whole article is on every line."""
    source = article.compiled.source
    first, last = source.lines_of(start, end)
    places = [place for place in (diagnostic.span, *(related.span for related in diagnostic.related)) if place is not None]
    lines = [source.lines_of(place.start, place.end) for place in places]
    return not lines or any(above <= last and first <= below for above, below in lines)


def _edit(
    article: Article,
    diagnostics: Iterable[Diagnostic],
    document: types.OptionalVersionedTextDocumentIdentifier,
    positions: Positions,
) -> types.WorkspaceEdit | None:
    changes = [types.TextEdit(positions.range(edit.start, edit.end), edit.text) for edit in edits(article.compiled, diagnostics)]
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, changes)]) if changes else None


def _corrections(article: Article, uri: str, line: int) -> Iterator[types.CodeAction]:
    """Yield the pins of a line, except what it is already; only what is saved in a file can have a sidecar."""
    if not uri.startswith("file:"):
        return
    held = [r for r in article.compiled.readings if r.block.line <= line <= r.block.line_end and r.block.text]
    if not held:
        return
    if any(reading.block.pin is not None for reading in held):
        yield _command("Remove the pin of this line", UNPIN, uri, line)
    for kind in KINDS:
        if len(held) > 1 or kind != held[0].role:
            yield _command(f"Pin as {kind}", PIN, uri, line, kind)


def _command(title: str, command: str, *arguments: str | int) -> types.CodeAction:
    return types.CodeAction(title, CORRECT, command=types.Command(title, command, arguments=[*arguments]))
