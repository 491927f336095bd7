"""Findings in the form of the protocol."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lsprotocol import types

from seedkit.lint.results import Notice
from seedkit.lsp.positions import Positions
from seedkit.lsp.reading import Reading
from seedkit.model.document import Diagnostic, Severity

SOURCE = "seedkit"

_SEVERITIES: Mapping[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


def diagnostics(reading: Reading, uri: str, positions: Positions) -> Iterator[types.Diagnostic]:
    """Yield what an editor shows for a document: first why it cannot be read or checked, then the findings, then the notices."""
    if reading.failure is not None:
        yield _about_all(reading.failure, types.DiagnosticSeverity.Error, positions)
    for diagnostic in reading.diagnostics:
        yield finding(diagnostic, uri, positions)
    for notice in reading.notices:
        yield _notice(notice, reading, positions)


def finding(diagnostic: Diagnostic, uri: str, positions: Positions) -> types.Diagnostic:
    """Return a finding; one about the whole article is placed on its first line."""
    span = diagnostic.span
    hint = f"\n{diagnostic.hint}" if diagnostic.hint is not None else ""
    return types.Diagnostic(
        range=positions.range(span.start, span.end) if span is not None else positions.line(0),
        message=f"{diagnostic.message}{hint}",
        severity=_SEVERITIES[diagnostic.severity],
        code=diagnostic.code,
        source=SOURCE,
        data={"rule": diagnostic.rule},
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(uri, positions.range(related.span.start, related.span.end)), related.message
            )
            for related in diagnostic.related
        ],
    )


def _notice(notice: Notice, reading: Reading, positions: Positions) -> types.Diagnostic:
    """Return a notice, on its line if that is in the article; one about the sidecar names the place."""
    article = reading.article
    if article is not None and notice.path == article.target.path and notice.line is not None:
        place = positions.line(article.compiled.source.line_starts[notice.line - 1])
        return types.Diagnostic(place, notice.message, types.DiagnosticSeverity.Information, source=SOURCE)
    where = notice.path if notice.line is None else f"{notice.path}:{notice.line}"
    return _about_all(f"{where}: {notice.message}", types.DiagnosticSeverity.Information, positions)


def _about_all(message: str, severity: types.DiagnosticSeverity, positions: Positions) -> types.Diagnostic:
    return types.Diagnostic(positions.line(0), message, severity, source=SOURCE)
