"""How far the reading of a plain text agrees with its labels, line by line: counts a document, figures from sums of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from labelled import UNSCORED, Label, Labelled, Pair, Step
from predicted import Piece, Predicted

KINDS = ("title", "meta", "heading", "question", "answer", "paragraph", "bullet", "ordered")
MERGED = {"question": "heading", "answer": "paragraph"}
"""The kinds that stand for question and answer where FAQs are not told apart."""
NUMBERED = ("heading", "ordered", "question")
HEADINGS = ("heading", "question")
SHARES = (
    *("level", "parent", "nested", "ordinal", "depth"),
    *("sequence", "long sequence", "clean", "title line", "author", "date"),
)
"""Figures that are a count of those that are right, divided by the count ``… of``."""
HALF = 0.5
WHOLE = 0.999

Tally = Counter[str]
"""Counts of one document or many; adding two adds the documents."""
Figures = dict[str, float | None]
"""Figures by name, ``None`` where there is nothing to measure."""


class Read(NamedTuple):
    """What one physical line was read as; ``continued`` for every line of a piece but its first."""

    piece: Piece
    continued: bool


def compare(document: Labelled, predicted: Predicted | None) -> Tally:
    """Compare one document with its reading (``None``: it was not read) and return the counts."""
    read = _by_line(document.labels, predicted.pieces if predicted else ())
    tally: Tally = Counter(documents=1, unread=int(predicted is None))
    for line, label in document.labels.items():
        if label.kind not in UNSCORED:
            _count_line(tally, label, read.get(line))
    tally["whole"] = not any(tally[f"{kind} missed"] for kind in KINDS)
    _count_parents(tally, document.labels, read)
    _count_nested(tally, document.labels, read)
    _count_steps(tally, document.steps, steps_of(document.labels, read))
    _count_pairs(tally, document.pairs, pairs_of(read))
    _count_title(tally, document.labels, read)
    for name in ("author", "date"):
        stated: str | None = getattr(document, name)
        found: str | None = getattr(predicted, name, None)
        if stated:
            tally[f"{name} of"] += 1
            tally[name] += found is not None and found.strip().lower() == stated.strip().lower()
    return tally


def _by_line(labels: Mapping[int, Label], pieces: Iterable[Piece]) -> dict[int, Read]:
    """Return what each line that is not blank was read as; where pieces overlap the later one has the line."""
    read = {}
    for piece in pieces:
        for line in range(piece.line, (piece.end or piece.line) + 1):
            if line in labels and labels[line].kind != "blank":
                read[line] = Read(piece, line != piece.line)
    return read


def _count_line(tally: Tally, label: Label, read: Read | None) -> None:
    found = read.piece.kind if read else None
    if found in UNSCORED and found not in label.others:
        found = None
    if found == "other":
        return  # the labels allow furniture here
    wanted = found if found is not None and found in label.others else label.kind
    _count_kind(tally, "", wanted, found)
    same = {MERGED.get(kind, kind) for kind in label.others}
    merged = None if found is None else MERGED.get(found, found)
    _count_kind(tally, "merged ", merged if merged is not None and merged in same else MERGED.get(wanted, wanted), merged)
    if read and found == wanted and not label.continued:
        _count_attributes(tally, label, read)
    for flag in ("sample", "conclusion"):
        stated, seen = getattr(label, flag), read is not None and getattr(read.piece, flag)
        tally[f"{flag} hit"] += stated and seen
        tally[f"{flag} missed"] += stated and not seen
        tally[f"{flag} extra"] += seen and not stated


def _count_kind(tally: Tally, prefix: str, wanted: str, found: str | None) -> None:
    if found == wanted:
        tally[f"{prefix}{wanted} hit"] += 1
        return
    tally[f"{prefix}{wanted} missed"] += 1
    if found is not None:
        tally[f"{prefix}{found} extra"] += 1


def _count_attributes(tally: Tally, label: Label, read: Read) -> None:
    piece, ordinal = read.piece, None if read.continued else read.piece.ordinal
    if piece.kind in HEADINGS and label.level:
        tally["level of"] += 1
        tally["level"] += piece.level == label.level
    if piece.kind in NUMBERED:
        tally["ordinal of"] += label.ordinal is not None
        tally["ordinal"] += label.ordinal is not None and label.ordinal == ordinal
        tally["ordinal invented"] += label.ordinal is None and ordinal is not None
    if piece.kind in ("bullet", "ordered"):
        tally["depth of"] += 1
        tally["depth"] += (piece.depth or 1) == (label.depth or 1)


def _count_parents(tally: Tally, labels: Mapping[int, Label], read: Mapping[int, Read]) -> None:
    first = [label for _, label in sorted(labels.items()) if not label.continued]
    stated = _parents((label.line, label.level) for label in first if label.kind in HEADINGS and label.level)
    heads = [(label.line, each) for label in first if (each := read.get(label.line)) is not None and not each.continued]
    found = _parents((line, each.piece.level) for line, each in heads if each.piece.kind in HEADINGS and each.piece.level)
    tally["parent of"] += len(stated)
    tally["parent"] += sum(found.get(line) == above for line, above in stated.items())


def _count_nested(tally: Tally, labels: Mapping[int, Label], read: Mapping[int, Read]) -> None:
    """Count a document with headings of several levels, and whether all of them are read with their levels."""
    stated = {line: label.level for line, label in labels.items() if label.kind in HEADINGS and label.level and not label.continued}
    if len(set(stated.values())) > 1:
        tally["nested of"] += 1
        tally["nested"] += all(
            (each := read.get(line)) is not None and each.piece.kind in HEADINGS and each.piece.level == level
            for line, level in stated.items()
        )


def _parents(headings: Iterable[tuple[int, int | None]]) -> dict[int, int]:
    """Return the line of the heading that each heading stands under, 0 for none."""
    above: list[tuple[int, int]] = []
    parents = {}
    for line, level in headings:
        while above and above[-1][1] >= (level or 0):
            above.pop()
        parents[line] = above[-1][0] if above else 0
        above.append((line, level or 0))
    return parents


def steps_of(labels: Mapping[int, Label], read: Mapping[int, Read]) -> tuple[Step, ...]:
    """Return the numbered headings, questions and items in order; a heading cut in two that repeats its number counts once."""
    steps: list[Step] = []
    for line, (piece, continued) in sorted(read.items()):
        if continued or piece.ordinal is None or piece.kind not in NUMBERED:
            continue
        above = read.get(line - 1)
        if (
            above
            and labels[line].continued
            and above.piece.kind == piece.kind
            and not above.continued
            and above.piece.ordinal == piece.ordinal
        ):
            continue
        steps.append((line, piece.ordinal))
    return tuple(steps)


def _count_steps(tally: Tally, choices: Sequence[tuple[Step, ...]], found: tuple[Step, ...]) -> None:
    seen = set(found)
    wanted = max(choices, key=lambda steps: len(seen & set(steps)) - len(seen ^ set(steps)))  # the first of the best
    if not wanted:
        tally["clean of"] += 1
        tally["clean"] += not found
    for name, least in (("sequence", 2), ("long sequence", 3)):
        if len(wanted) >= least:
            tally[f"{name} of"] += 1
            tally[name] += wanted == found
    stated = set(wanted)
    tally["steps hit"] += len(stated & seen)
    tally["steps missed"] += len(stated - seen)
    tally["steps extra"] += len(seen - stated)


def pairs_of(read: Mapping[int, Read]) -> list[tuple[int, frozenset[int]]]:
    """Return each question's line with the lines that answer it: what follows, up to prose outside or a heading no deeper."""
    pairs: list[tuple[int, int | None, set[int]]] = []
    open_, before = False, None
    for line, (piece, continued) in sorted(read.items()):
        if piece.kind == "question":
            if not (continued and before == "question"):
                pairs.append((line, piece.level, set()))
                open_ = True
        elif open_:
            _, level, answer = pairs[-1]
            deeper = piece.kind == "heading" and bool(piece.level and level and piece.level > level)
            if piece.kind in ("answer", "bullet", "ordered") or deeper:
                answer.add(line)
            elif piece.kind in ("heading", "paragraph", "title", "meta"):
                open_ = False
        before = piece.kind
    return [(question, frozenset(answer)) for question, _, answer in pairs if answer]


def _count_pairs(tally: Tally, wanted: Sequence[Pair], found: Sequence[tuple[int, frozenset[int]]]) -> None:
    agreement = {}
    answers = {pair.question: pair.answer for pair in wanted}
    for question, answer in reversed(found):
        if question in answers:
            agreement[question] = len(answers[question] & answer) / len(answers[question] | answer)
    unmarked = sum(not pair.marked and pair.question in agreement for pair in wanted)
    for suffix, least in (("", HALF), (" exact", WHOLE)):
        hits = [pair for pair in wanted if agreement.get(pair.question, 0) >= least]
        marked = sum(pair.marked for pair in hits)
        _add(tally, f"pairs{suffix}", marked, sum(pair.marked for pair in wanted), len(found) - unmarked)
        _add(tally, f"all pairs{suffix}", len(hits), len(wanted), len(found))


def _add(tally: Tally, name: str, hits: int, wanted: int, found: int) -> None:
    tally[f"{name} hit"] += hits
    tally[f"{name} missed"] += wanted - hits
    tally[f"{name} extra"] += found - hits


def _count_title(tally: Tally, labels: Mapping[int, Label], read: Mapping[int, Read]) -> None:
    stated = {line for line, label in labels.items() if label.kind == "title" and not label.continued}
    if stated:
        found = {line for line, each in read.items() if each.piece.kind == "title" and not labels[line].continued}
        tally["title line of"] += 1
        tally["title line"] += stated == found


def precision_recall(tally: Tally, name: str) -> Figures:
    """Return precision, recall, F1 and the number of labels of ``name``."""
    hit, missed, extra = tally[f"{name} hit"], tally[f"{name} missed"], tally[f"{name} extra"]
    precision = hit / (hit + extra) if hit + extra else float(not missed)
    recall = hit / (hit + missed) if hit + missed else float(not extra)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{name} P": precision, f"{name} R": recall, f"{name} F1": f1, f"{name} n": hit + missed}


def figures(tally: Tally) -> Figures:
    """Return every figure of a sum of counts."""
    found: Figures = {"documents": tally["documents"], "unread": tally["unread"]}
    for prefix, kinds in (("", KINDS), ("merged ", tuple(kind for kind in KINDS if kind not in MERGED))):
        names = [f"{prefix}{kind}" for kind in kinds]
        for name in names:
            found |= precision_recall(tally, name)
        present = [found[f"{name} F1"] or 0.0 for name in names if found[f"{name} n"]]
        found[f"{prefix}macro F1"] = sum(present) / len(present) if present else None
        hits, labels = (
            sum(tally[f"{name} hit"] for name in names),
            sum(tally[f"{kind} hit"] + tally[f"{kind} missed"] for kind in KINDS),
        )
        found[f"{prefix}accuracy"] = hits / labels if labels else None
    for name in ("steps", "pairs", "pairs exact", "all pairs", "sample", "conclusion"):
        found |= precision_recall(tally, name)
    for name in (
        "level",
        "parent",
        "nested",
        "ordinal",
        "depth",
        "sequence",
        "long sequence",
        "clean",
        "title line",
        "author",
        "date",
    ):
        found[name] = tally[name] / tally[f"{name} of"] if tally[f"{name} of"] else None
    found["ordinal invented"] = tally["ordinal invented"]
    found["whole"] = tally["whole"] / tally["documents"] if tally["documents"] else None
    return found


def intervals(
    tallies: Sequence[Tally], draws: int, measure: Callable[[Tally], Figures] = figures
) -> dict[str, tuple[float, float]]:
    """Return the 95 % interval of every figure over ``draws`` samples of the documents, drawn with replacement; always the same."""
    random = Random(0)
    values: dict[str, list[float]] = {}
    for _ in range(draws if tallies else 0):
        drawn: Tally = Counter()
        for _ in tallies:
            drawn.update(tallies[random.randrange(len(tallies))])
        for name, value in measure(drawn).items():
            if value is not None:
                values.setdefault(name, []).append(value)
    return {
        name: (ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered)) - 1])
        for name, some in values.items()
        if (ordered := sorted(some))
    }


def total(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of counts."""
    whole: Tally = Counter()
    for tally in tallies:
        whole.update(tally)
    return whole
