"""The pages as HTML. Whatever an article says is escaped by the templates; nothing in it is ever markup here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from seedkit.model.block import ROLES, RUNS
from seedkit.model.compiled import Compiled
from seedkit.model.document import Severity
from seedkit.model.index import Failure
from seedkit.preview import shown
from seedkit.preview.source import lines
from seedkit.preview.structure import Node, prose, sample, structure
from seedkit.stats.figures import Figures, figures, summary
from seedkit.stats.picture import picture, shares
from seedkit.views.kinds import KINDS, Kinds, division

OPENING = "<!doctype html>\n<!-- seedkit preview: {} -->\n"
"""How each page begins, with the name of its file."""
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_COUNTS = ("steps", "points", "faqs", "checklists", "sample_texts")
_BAR = 1_000  # units of a bar's width


class Row(NamedTuple):
    """What the index says of one article: counts of its arrays, of its diagnostics by severity, the share of each kind in
    thousandths, the codes of its diagnostics, and its figures, from which the pictures are made."""

    id: str
    title: str
    path: str
    counts: tuple[int, ...]
    severities: tuple[int, ...]
    shares: tuple[int, ...]
    codes: tuple[str, ...]
    figures: Figures


class Live(NamedTuple):
    """What a page from the server tells its script: the token that allows writing, how many changes had been seen when it was made,
    and the path of the article, empty for the index."""

    token: str
    version: int
    article: str = ""


def row(compiled: Compiled) -> Row:
    """Return the row of an article."""
    document = compiled.document
    severities = [diagnostic.severity for diagnostic in document.diagnostics]
    counts = division(compiled, Kinds(document))
    total = sum(counts.values()) or 1
    return Row(
        document.id,
        shown.plain(document.metadata.title.text) if document.metadata.title is not None else "",
        shown.plain(document.source.path),
        tuple(len(getattr(document, name)) for name in _COUNTS),
        tuple(severities.count(severity) for severity in _SEVERITIES),
        tuple(round(_BAR * count / total) for count in counts.values()),
        tuple(dict.fromkeys(diagnostic.code for diagnostic in document.diagnostics)),
        figures(compiled),
    )


def article_page(compiled: Compiled, live: Live | None = None) -> str:
    """Return the page of an article; ``live`` for one from the server."""
    document = compiled.document
    kinds = Kinds(document)
    title = document.metadata.title.text if document.metadata.title is not None else document.source.path
    return _render(
        "article.html",
        f"{document.id}.html",
        live,
        document=document,
        title=title,
        direction=shown.direction(title),
        language=shown.language(document.source.language),
        lines=lines(compiled, kinds),
        nodes=structure(document, kinds),
        bar=_bar(division(compiled, kinds)),
        sample=lambda entity: sample(entity, compiled.source.text),
    )


def index_page(rows: Sequence[Row], failed: Iterable[Failure], live: Live | None = None) -> str:
    """Return the page that lists the articles, and those that could not be read."""
    totals = [sum(row.counts[place] for row in rows) for place in range(len(_COUNTS))]
    severities = [sum(1 for row in rows if row.severities[place]) for place in range(len(_SEVERITIES))]
    return _render(
        "index.html",
        "index.html",
        live,
        rows=[row[:-1] for row in rows],
        stats=summary(row.figures for row in rows),
        failed=list(failed),
        totals=dict(zip(_COUNTS, totals, strict=True)),
        severities=dict(zip(_SEVERITIES, severities, strict=True)),
    )


def _render(template: str, name: str, live: Live | None, **values: Any) -> str:
    page = _environment().get_template(template).render(live=live, **values)
    return OPENING.format(name) + page


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("seedkit.preview"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals |= {"kinds": KINDS, "roles": tuple(ROLES), "runs": tuple(RUNS)}
    environment.globals |= {"picture": lambda stats: Markup(picture(stats)), "shares": shares}
    environment.globals |= {"prose": prose, "is_node": lambda part: isinstance(part, Node)}
    environment.filters |= {"shown": shown.shown, "plain": shown.plain}
    return environment


class _Part(NamedTuple):
    """One part of a bar: its kind, where it begins and how wide it is in units of the bar, and its share in percent."""

    kind: str
    start: int
    width: int
    percent: int


def _bar(counts: dict[str, int]) -> list[_Part]:
    """Return the parts of a bar, in the order of ``KINDS``; kinds without any text are left out."""
    total = sum(counts.values())
    parts: list[_Part] = []
    done = 0
    for kind, count in counts.items():
        if count:
            start, end = round(_BAR * done / total), round(_BAR * (done + count) / total)
            parts.append(_Part(kind, start, max(end - start, 1), round(100 * count / total)))
        done += count
    return parts
