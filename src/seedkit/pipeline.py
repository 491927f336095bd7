"""The order of the stages."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from seedkit.checks import check
from seedkit.classify import classify
from seedkit.corrections.anchor import anchor
from seedkit.corrections.unapplied import unapplied
from seedkit.extract import extract
from seedkit.ids.revision import revision
from seedkit.ids.slug import document_id
from seedkit.language.detect import detected
from seedkit.language.lexicon import Lexicon, lexicon_for
from seedkit.model.block import Block, UnmatchedPin
from seedkit.model.compiled import Compiled
from seedkit.model.corrections import Sidecar
from seedkit.model.front import Front, Parsed
from seedkit.model.markup import Markup
from seedkit.model.source import Place, Source
from seedkit.readers import READERS
from seedkit.readers.decode import decode, from_text
from seedkit.readers.extent import extent, unread
from seedkit.readers.foreign import foreign
from seedkit.readers.stated_language import stated_language
from seedkit.segment import mark, segment


def compile_bytes(data: bytes, path: str, format: str, doc_id: str | None = None, sidecar: Sidecar | None = None) -> Compiled:
    """Read one article.

    ``path`` is below the source folder, POSIX; ``format`` is one of ``READERS``; without ``doc_id`` the id is that of the front
    matter, or else the slug of the path. ``sidecar`` is the content of its sidecar. Raises InputError for bytes that are not text.
    """
    return _compile(decode(data, path, format), doc_id, sidecar)


def compile_text(text: str, path: str = "article.txt", format: str = "text", sidecar: Sidecar | None = None) -> Compiled:
    """Read one article that is already text, as if it came from a UTF-8 file."""
    return _compile(from_text(text, path, format), None, sidecar)


def compile_source(source: Source, sidecar: Sidecar | None = None) -> Compiled:
    """Read one article that is already decoded."""
    return _compile(source, None, sidecar)


def _compile(source: Source, doc_id: str | None, sidecar: Sidecar | None) -> Compiled:
    """Run the stages without the garbage collector: nothing that they build becomes garbage before they end, and repeated searches
    for it take time that grows with the article."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return _run(source, doc_id, sidecar)
    finally:
        if collects:
            gc.enable()


def _run(source: Source, doc_id: str | None, sidecar: Sidecar | None) -> Compiled:
    language = (sidecar.front.language if sidecar is not None else None) or language_of(source)
    lexicon = lexicon_for(language)
    parsed = _parse(source, lexicon)
    blocks, front, unmatched = parsed.blocks, parsed.front, list[UnmatchedPin]()
    if sidecar is not None and sidecar.pins:
        blocks, unmatched = anchor(source, blocks, sidecar.pins)
    readings = classify(source, blocks, front, lexicon)
    if sidecar is not None:
        front = _untitled(front, blocks).overruled(sidecar.front)
    front = front._replace(language=language)
    name = doc_id or document_id(front.id or source.path)
    extracted = extract(source, readings, front, lexicon, name)
    document = extracted.document
    if sidecar is not None and sidecar.pins:
        unmatched += unapplied(readings, extracted.notes, document)
    ledger, pins = extracted.ledger, tuple(unmatched)
    compiled = Compiled(source, lexicon, readings, extracted.notes, document, ledger, parsed.markup, sidecar, pins)
    sealed = {"diagnostics": check(compiled), "revision": revision(document)}
    return compiled._replace(document=document.model_copy(update=sealed))


def _untitled(front: Front, blocks: Sequence[Block]) -> Front:
    """Return what the format states, without a title or subtitle that an editor pinned in the text."""
    found = {block.pin.role for block in blocks if block.pin is not None}
    if "title" in found:
        front = front._replace(title=None)
    return front._replace(subtitle=None) if "subtitle" in found else front


def parse(source: Source) -> Parsed:
    """Return the blocks of an article, as its format requires."""
    return _parse(source, lexicon_for(language_of(source)))


def language_of(source: Source) -> str | None:
    """Return the language that an article states, or else the detected one, ``None`` if neither is clear."""
    return stated_language(source) or detected(source.text)


def _parse(source: Source, lexicon: Lexicon) -> Parsed:
    end = extent(source)
    if end == len(source.text):
        return _read(source, lexicon)
    parsed = _read(source.until(end), lexicon)
    rest = unread(source, end)
    return parsed._replace(blocks=(*parsed.blocks, rest), markup=parsed.markup._replace(unread=Place(rest.start, rest.end)))


def _read(source: Source, lexicon: Lexicon) -> Parsed:
    parsed = READERS[source.format].read(source, lexicon)
    if not isinstance(parsed, Parsed):
        return Parsed(segment(source, parsed, lexicon), markup=Markup(foreign=foreign(source)))
    if parsed.lines:
        from seedkit.readers.html.preformatted import decoded  # only a page has lines

        return parsed._replace(blocks=tuple(decoded(source, block) for block in segment(source, [*parsed.lines], lexicon)))
    front = _without_title_inside(parsed.front, parsed.blocks)
    blocks = sorted((*_title(source, front), *mark(source, parsed.blocks, lexicon)), key=lambda block: block.start)
    return parsed._replace(blocks=tuple(blocks), front=front)


def _without_title_inside(front: Front, blocks: Sequence[Block]) -> Front:
    """Return what the format states, without a title whose words are inside a block: one that a page states within its text."""
    if front.title is None:
        return front
    start, end = front.title.place
    return front._replace(title=None) if any(block.start < end and start < block.end for block in blocks) else front


def _title(source: Source, front: Front) -> tuple[Block, ...]:
    """Return the title that the format states outside the text as a block."""
    if front.title is None:
        return ()
    start, end = front.title.place
    words = " ".join(front.title.text.split())
    return (Block("title", start, end, words, start, end, *source.lines_of(start, end)),)
