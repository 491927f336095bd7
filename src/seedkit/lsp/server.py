"""The server: one reading for each open document, made anew when its text changes, and what editors ask about it."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from seedkit import __version__
from seedkit.authoring import pin as pins
from seedkit.errors import SeedkitError
from seedkit.lsp import actions, diagnostics, hover, symbols
from seedkit.lsp.positions import Positions
from seedkit.lsp.reading import LANGUAGES, Reading, read
from seedkit.storage.seeds import MAX_BYTES

DELAY = 0.1
"""Seconds without an edit after which a document is read again: while somebody types fast, it is not."""

_WATCHED = ("**/*.seedkit.yaml", "**/seedkit.toml", "**/pyproject.toml")
"""Files that change how open documents are read."""


class _Current(NamedTuple):
    """The reading of a text of a document, and the positions in it."""

    text: str
    reading: Reading
    positions: Positions


class Server(LanguageServer):
    """The state of a server: the open documents, and those that wait for the end of an edit."""

    def __init__(self) -> None:
        super().__init__("seedkit", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self._current: dict[str, _Current] = {}
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._misconfigured: str | None = None

    def current(self, uri: str) -> _Current:
        """Return the reading of a document as it is now: the last one, unless its text has changed."""
        document = self.workspace.get_text_document(uri)
        known = self._current.get(uri)
        if known is None or known.text != document.source:
            reading = read(document.source, _file(document), LANGUAGES.get(document.language_id or ""), limit=MAX_BYTES)
            known = _Current(document.source, reading, Positions(document.source, self.workspace.position_encoding))
            if uri in self.workspace.text_documents:
                self._current[uri] = known
            self._report(reading.misconfigured)
        return known

    def refresh(self, uris: Iterable[str]) -> None:
        """Read documents again, whatever they say, and publish what is found."""
        for uri in uris:
            self._current.pop(uri, None)
            self.publish(uri)

    def publish(self, uri: str) -> None:
        """Publish the diagnostics of a document."""
        self._stop_waiting(uri)
        _, reading, positions = self.current(uri)
        found = list(diagnostics.diagnostics(reading, uri, positions))
        version = self.workspace.get_text_document(uri).version
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def publish_later(self, uri: str) -> None:
        """Publish the diagnostics of a document once nothing has changed in it for ``DELAY`` seconds."""
        self._stop_waiting(uri)
        self._waiting[uri] = asyncio.get_running_loop().call_later(DELAY, self.publish, uri)

    def forget(self, uri: str) -> None:
        """Forget a document that was closed, and remove its diagnostics from the editor."""
        self._stop_waiting(uri)
        self._current.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def correct(self, uri: str, correct: Callable[[pins.Article], Iterable[str]]) -> None:
        """Edit the sidecar of the document as it is in the editor, and read it again; an error is shown."""
        try:
            file = _file(self.workspace.get_text_document(uri))
            with pins.locked(file):
                article = self.current(uri).reading.article
                if article is None or not uri.startswith("file:"):
                    self._show(f"{uri} is no article that can be read", types.MessageType.Error)
                    return
                for row in correct(pins.of(file, article.raw, article.compiled)):
                    self.window_log_message(types.LogMessageParams(types.MessageType.Info, row))
        except SeedkitError as error:
            self._show(str(error), types.MessageType.Error)
        self.refresh([uri])

    def _stop_waiting(self, uri: str) -> None:
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    def _report(self, misconfigured: str | None) -> None:
        """Show why the configuration is not used, once until that changes."""
        if misconfigured is not None and misconfigured != self._misconfigured:
            self._show(f"{misconfigured} (the default configuration is used)", types.MessageType.Warning)
        self._misconfigured = misconfigured

    def _show(self, message: str, type: types.MessageType) -> None:
        self.window_show_message(types.ShowMessageParams(type, message))


def _file(document: TextDocument) -> Path:
    """Return where a document is saved; one that is not gets a name in the working folder."""
    path = to_fs_path(document.uri) if document.uri.startswith("file:") else None
    return Path(path) if path else Path.cwd() / "untitled"


def server() -> Server:
    """Return a server with all its features."""
    made = Server()

    @made.feature(types.INITIALIZED)
    def initialized(ls: Server, _: types.InitializedParams) -> None:
        watch = ls.client_capabilities.workspace and ls.client_capabilities.workspace.did_change_watched_files
        if watch and watch.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in _WATCHED])
            watching = types.Registration("watch", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            ls.client_register_capability(types.RegistrationParams([watching]))

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        ls.publish(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        ls.publish_later(params.text_document.uri)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
        ls.refresh([params.text_document.uri])

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        ls.forget(params.text_document.uri)

    @made.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(ls: Server, _: types.DidChangeWatchedFilesParams) -> None:
        ls.refresh([*ls.workspace.text_documents])

    @made.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def document_symbols(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        _, reading, positions = ls.current(params.text_document.uri)
        return symbols.symbols(reading.article.compiled, positions) if reading.article is not None else []

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
        _, reading, positions = ls.current(params.text_document.uri)
        if reading.article is None:
            return None
        documents = ls.client_capabilities.text_document
        formats = (documents and documents.hover and documents.hover.content_format) or [types.MarkupKind.Markdown]
        return hover.hover(reading.article.compiled, positions, params.position, formats[0])

    @made.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[actions.FIX, actions.FIX_ALL, actions.CORRECT]),
    )
    def code_actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        _, reading, positions = ls.current(uri)
        document = types.OptionalVersionedTextDocumentIdentifier(uri, ls.workspace.get_text_document(uri).version)
        start, end = positions.offset(params.range.start), positions.offset(params.range.end)
        found = actions.actions(reading, document, positions, start, end)
        return [action for action in found if actions.is_wanted(action, params.context.only)]

    @made.command(actions.PIN)
    def pin(ls: Server, uri: str, line: int, kind: str) -> None:
        ls.correct(uri, lambda article: pins.pin(article, line, pins.Correction(kind, None, None, None)))

    @made.command(actions.UNPIN)
    def unpin(ls: Server, uri: str, line: int) -> None:
        ls.correct(uri, lambda article: pins.remove(article, str(article.file), line))

    return made


def serve() -> None:
    """Serve an editor on standard input and output until it ends the session."""
    logging.getLogger("pygls").setLevel(logging.CRITICAL)  # what goes wrong is reported to the editor
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as stdout:  # the server closes it
        server().start_io(stdout=stdout)
