"""Sample texts to entities: their words, and the words that introduce them, with their spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from seedkit.extract.sample_texts import Found
from seedkit.extract.sections import OUTSIDE
from seedkit.extract.tree import Draft, Phrase, Sample
from seedkit.model import offsets
from seedkit.model.offsets import Words


def apart(draft: Draft, index: int) -> Sample:
    """Return the sample text that consists of the reading at ``index``, and possibly some after it."""
    found = draft.samples.apart[index]
    sample = _sample(draft, found)
    indices = range(found.candidate.first, found.candidate.last + 1)
    sample.body += [each for each in indices if draft.readings[each].role not in OUTSIDE]
    return sample


def inside(draft: Draft, index: int) -> Iterator[Sample]:
    """Yield the sample texts inside a reading, which stays whole; they are views of it."""
    for found in draft.samples.inside.get(index, ()):
        sample = _sample(draft, found)
        sample.inline = index
        yield sample


def _sample(draft: Draft, found: Found) -> Sample:
    words = _words(draft, found)
    cue, by = found.evidence.cue, found.evidence.handed_by
    introduction = offsets.words(draft.source, draft.blocks[by]) if by is not None else None
    label = view = None
    if cue is not None and introduction is not None:
        label = _phrase(introduction, *cue.label) if cue.label is not None else None
        view = _phrase(introduction, cue.start, cue.end)
    return Sample(words.text, words.starts[0], words=words, label=label, cue=view, channel=found.evidence.channel)


def _words(draft: Draft, found: Found) -> Words:
    """Return the words of a sample text; line breaks are kept if it has its own blocks."""
    _, first, last, start, end, *_ = found.candidate
    block = draft.blocks[first]
    if first == last and draft.readings[first].role not in ("quote", "code") and found.candidate.form != "letter":
        return offsets.words(draft.source, block).cut(start, end)
    whole = offsets.lines(draft.source, [draft.blocks[index] for index in range(first, last + 1) if draft.blocks[index].text])
    begins = _at(draft, first, start, 0)
    ends = _at(draft, last, end - 1, 1)
    return whole.cut(bisect_left(whole.starts, begins), bisect_right(whole.ends, ends))


def _at(draft: Draft, index: int, offset: int, edge: int) -> int:
    """Return the offset in the source of one character of a reading's text: its start, or with ``edge`` 1 its end."""
    block = draft.blocks[index]
    words = offsets.lines(draft.source, [block]) if draft.readings[index].role == "code" else offsets.words(draft.source, block)
    return (words.ends if edge else words.starts)[offset]


def _phrase(whole: Words, start: int, end: int) -> Phrase | None:
    """Return words of a paragraph as a text."""
    words = whole.cut(start, end)
    return Phrase(words.text, *words.place(0, len(words.text))) if words.text else None
