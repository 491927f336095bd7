"""An editor for tests: a client of the language server, which runs as a process of its own and speaks over its standard streams."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from cattrs import Converter
from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter

_PATIENCE = 60
"""Seconds after which a test fails: the machine may be busy."""


class Editor:
    """An editor with documents, as a client of the server. ``shown`` are the messages that the server showed,
    ``publications`` counts how often it published diagnostics."""

    def __init__(self, client: LanguageClient) -> None:
        self._client = client
        self._published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self._texts: dict[str, tuple[int, str]] = {}
        self.shown: list[str] = []
        self.publications = 0

        def published(params: types.PublishDiagnosticsParams) -> None:
            self.publications += 1
            self._published.put_nowait(params)

        def shown(params: types.ShowMessageParams) -> None:
            self.shown.append(params.message)

        feature: Callable[[str], Callable[[Callable[..., None]], object]] = client.feature
        feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(published)
        feature(types.WINDOW_SHOW_MESSAGE)(shown)

    async def open(self, uri: str, text: str, language: str = "markdown") -> list[types.Diagnostic]:
        """Open a document and return its diagnostics."""
        self._texts[uri] = 1, text
        self._client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))
        return await self.diagnostics(uri)

    def type(self, uri: str, text: str) -> None:
        """Replace the text of a document."""
        version = self._texts[uri][0] + 1
        self._texts[uri] = version, text
        self._client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=version),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def change(self, uri: str, text: str) -> list[types.Diagnostic]:
        """Replace the text of a document and return its new diagnostics."""
        self.type(uri, text)
        return await self.diagnostics(uri)

    async def save(self, uri: str) -> list[types.Diagnostic]:
        """Say that a document was saved, and return its diagnostics."""
        self._client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
        return await self.diagnostics(uri)

    async def close(self, uri: str) -> list[types.Diagnostic]:
        """Close a document, and return what is left of its diagnostics."""
        self._client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        return list((await self._published.get()).diagnostics)

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """Return the next diagnostics that are published for the document as it is now."""
        while True:
            found = await self._published.get()
            if found.uri == uri and found.version == self._texts[uri][0]:
                return list(found.diagnostics)

    async def symbols(self, uri: str) -> list[types.DocumentSymbol]:
        """Return the outline of a document."""
        wanted = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
        found = await self._client.text_document_document_symbol_async(wanted)
        return [symbol for symbol in found or [] if isinstance(symbol, types.DocumentSymbol)]

    async def hover(self, uri: str, line: int, character: int = 0) -> str | None:
        """Return what is shown for the pointer at a position, counted from 0."""
        wanted = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        found = await self._client.text_document_hover_async(wanted)
        if found is None:
            return None
        assert isinstance(found.contents, types.MarkupContent)
        return found.contents.value

    async def actions(self, uri: str, line: int, *only: str) -> dict[str, types.CodeAction]:
        """Return what can be done on a line, counted from 0, by title."""
        here = types.Range(types.Position(line, 0), types.Position(line, 0))
        context = types.CodeActionContext([], only=[*only] or None)
        found = await self._client.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(uri), here, context)
        )
        return {action.title: action for action in found or [] if isinstance(action, types.CodeAction)}

    def edited(self, uri: str, action: types.CodeAction) -> str:
        """Return the text of a document, all its characters in the basic plane, with the edits of an action applied."""
        version, text = self._texts[uri]
        assert action.edit is not None
        assert action.edit.document_changes is not None
        (change,) = action.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
        assert max(text) <= "\uffff"
        lines = text.split("\n")

        def offset(position: types.Position) -> int:
            return sum(len(line) + 1 for line in lines[: position.line]) + position.character

        for edit in sorted(change.edits, key=lambda edit: offset(edit.range.start), reverse=True):
            assert isinstance(edit, types.TextEdit)
            text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
        return text

    async def run(self, action: types.CodeAction) -> None:
        """Run the command of an action."""
        assert action.command is not None
        wanted = types.ExecuteCommandParams(action.command.command, action.command.arguments)
        await self._client.workspace_execute_command_async(wanted)

    async def file_changed(self, file: Path) -> None:
        """Say that a file beside the documents was changed."""
        event = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
        self._client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


def _converter() -> Converter:
    """Return what reads messages. The one of lsprotocol takes any action that has a command for the command itself."""
    default: Callable[[], Converter] = default_converter
    converter = default()

    def action(value: Any, _: object) -> types.Command | types.CodeAction:
        if isinstance(value.get("command"), str):
            return converter.structure(value, types.Command)
        return converter.structure(value, types.CodeAction)

    converter.register_structure_hook(types.Command | types.CodeAction, action)
    return converter


@asynccontextmanager
async def _editor(folder: Path, encodings: list[str] | None) -> AsyncIterator[Editor]:
    client = LanguageClient("editor", "1", converter_factory=_converter)
    editor = Editor(client)
    await client.start_io(sys.executable, "-m", "seedkit", "lsp", "--stdio", cwd=folder)
    general = types.GeneralClientCapabilities(position_encodings=encodings)
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities(general=general), None, root_uri=folder.as_uri()))
    client.initialized(types.InitializedParams())
    yield editor
    await client.shutdown_async(None)
    client.exit(None)
    server = client._server
    assert server is not None
    status = await server.wait()
    assert server.stderr is not None
    assert (status, (await server.stderr.read()).decode()) == (0, "")
    stop: Callable[[], Awaitable[None]] = client.stop
    await stop()


def edit(folder: Path, session: Callable[[Editor], Coroutine[Any, Any, None]], encodings: list[str] | None = None) -> None:
    """Run a session of an editor in ``folder``, which may prefer ``encodings`` of positions. The server has to survive it and to
    end without a word on standard error."""

    async def whole() -> None:
        async with asyncio.timeout(_PATIENCE), _editor(folder, encodings) as editor:
            await session(editor)

    asyncio.run(whole())
