"""What an editor reads in an article and what the document says, in one form: a line an entity or block, two blanks a level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from properties import invariants
from properties.structure import RESIDUE, Article, Block, Bullets, Faqs, Group, Item, Numbered, Prose, Quoting, Sample, label
from seedkit.model import document as contract


def expected(article: Article, list_style: Callable[[str], str] = str) -> list[str]:
    """Return the outline of an article. ``list_style`` gives the style in which a format prints the numbers of a list."""
    facts = article.facts
    out = [f"title | {article.title}"]
    if article.subtitle:
        out.append(f"subtitle | {article.subtitle}")
    out += (f"author | {author}" for author in facts.authors)
    out += (f"{name} | {day}" for name, day in (("published", facts.published), ("updated", facts.updated)) if day)
    out += (f"minutes | {minutes}" for minutes in (facts.minutes,) if minutes)
    out += (f"credit | {credit}" for credit in (facts.credit,) if credit)
    out += _passage("introduction", None, article.introduction, list_style)
    for group in article.groups:
        out += _group(group, list_style)
    if article.faqs:
        out += _faqs(article.faqs, list_style)
    if article.conclusion:
        out += _passage("conclusion", article.closing, article.conclusion, list_style)
    if article.residue:
        out.append(f"residue {RESIDUE[article.residue]} | {article.residue}")
    return out


def _deeper(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _passage(role: str, heading: str | None, blocks: Sequence[Block], list_style: Callable[[str], str]) -> Iterator[str]:
    yield f"passage {role}" + _words(heading)
    yield from _deeper(_body(blocks, list_style))


def _words(text: str | None) -> str:
    return f" | {' '.join(text.split())}" if text else ""


def _group(group: Group, list_style: Callable[[str], str]) -> Iterator[str]:
    style = group.style if group.form in ("headed", "prose") else list_style(group.style)
    declared = f" declared={group.declared}" if group.declared else ""
    yield f"group {group.kind} numbering={style}{declared}{' continues' if group.continues else ''}{_words(group.heading)}"
    if group.introduction:
        yield from _deeper(_passage("introduction", None, group.introduction, list_style))
    for item in group.items:
        yield from _deeper(_item(group.kind, style, item, list_style))


def _item(kind: str, style: str, item: Item, list_style: Callable[[str], str]) -> Iterator[str]:
    printed = f" label={label(style, item.number)}" if style not in ("none", "prose") else ""
    yield f"{'step' if kind == 'steps' else 'point'} {item.number}{printed}{_words(item.title)}"
    yield from _deeper(_body(item.body, list_style))


def _faqs(faqs: Faqs, list_style: Callable[[str], str]) -> Iterator[str]:
    yield f"group faqs numbering=none{_words(faqs.heading)}"
    for question, answer in faqs.pairs:
        yield f"  faq | {question}"
        yield from _deeper(_deeper(_body(answer, list_style)))


def _body(blocks: Sequence[Block], list_style: Callable[[str], str]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Prose(text):
                yield f"paragraph | {text}"
            case Quoting(quotation=quotation, channel=channel):
                yield f"paragraph | {block.text}"
                yield f"sample {channel} inline | {quotation}"
            case Sample(cue, parts, channel, name):
                yield f"paragraph | {cue}"
                yield f"sample {channel}{f' label={name}' if name else ''}{_words(' '.join(parts))}"
            case Bullets(lead, items):
                yield f"checklist {block.kind} | {lead}"
                yield from (f"  item {item.depth}{_box(item.checked)} | {item.text}" for item in items)
            case Numbered(lead, kind, style, texts):
                style = list_style(style)
                yield f"group {kind} numbering={style} | {lead}"
                for place, text in enumerate(texts, 1):
                    yield from _deeper(_item(kind, style, Item(place, None, (Prose(text),)), list_style))


def _box(checked: bool | None) -> str:
    return "" if checked is None else f" checked={checked}"


def seen(document: contract.Document) -> list[str]:
    """Return the outline of what was read."""
    facts = document.metadata
    out = [f"{name}{_text(text)}" for name, text in (("title", facts.title), ("subtitle", facts.subtitle)) if text]
    out += (f"author | {author.text}" for author in facts.authors)
    out += (f"{name} | {day.value}" for name, day in (("published", facts.published), ("updated", facts.updated)) if day)
    out += (f"minutes | {minutes.value}" for minutes in (facts.reading_minutes,) if minutes)
    out += (f"credit | {credit.text}" for credit in facts.credits)
    reader = _Reader(document)
    for node in document.outline:
        out += reader.entity(node)
    return out + [f"residue {residue.reason} | {residue.text}" for residue in document.residue]


def _text(text: contract.Text | None) -> str:
    return _words(text.text if text else None)


class _Reader:
    def __init__(self, document: contract.Document) -> None:
        self.document = document
        self.by_id = invariants.entities(document)
        self.nodes = {node.ref: node for node, _ in invariants.nodes(document.outline, None)}

    def entity(self, node: contract.OutlineNode) -> Iterator[str]:
        entity = self.by_id[node.ref]
        match entity:
            case contract.Group(kind=of_kind, numbering=style, declared_count=count, continues=before, title=title):
                declared = f" declared={count}" if count else ""
                yield f"group {of_kind} numbering={style}{declared}{' continues' if before else ''}{_text(title)}"
                yield from _deeper(line for child in node.children for line in self.entity(child))
            case contract.Item(ordinal=ordinal, label=printed, title=title, body=body):
                kind = "step" if entity in self.document.steps else "point"
                yield f"{kind} {ordinal}{f' label={printed}' if printed else ''}{_text(title)}"
                yield from _deeper(self.body(node, body))
            case contract.Faq(question=question, answer=body):
                yield f"faq | {question.text}"
                yield from _deeper(self.body(node, body))
            case contract.Passage(role=role, heading=heading, body=body):
                yield f"passage {role}{_text(heading)}"
                yield from _deeper(self.body(node, body))
            case contract.Checklist(kind=kind, title=title, items=items):
                yield f"checklist {kind}{_text(title)}"
                for item in items:
                    yield f"  item {item.depth}{_box(item.checked)} | {item.text}"
                    yield from _deeper(_deeper(self.body(node, item.detail)))
            case contract.SampleText(channel=channel, inline=inline, label=name, text=text):
                yield f"sample {channel}{' inline' if inline else ''}{f' label={name.text}' if name else ''}{_words(text)}"

    def body(self, node: contract.OutlineNode, body: Iterable[contract.BodyBlock]) -> Iterator[str]:
        """Yield the blocks of a body; the samples quoted in a paragraph after it; at the end what is in no body."""
        inside = {child.ref: child for child in node.children}
        for block in body:
            match block:
                case contract.RefBlock(ref=ref):
                    yield from self.entity(inside.pop(ref))
                case contract.HeadingBlock(text=text):
                    yield f"heading | {text}"
                case contract.ProseBlock(text=text, span=span):
                    yield f"paragraph | {text}"
                    for ref in [ref for ref in inside if _views(self.by_id[ref], span)]:
                        yield from self.entity(inside.pop(ref))
                case _:
                    yield f"{block.kind} | {block}"
        for child in inside.values():
            yield from self.entity(child)


def _views(entity: invariants.Entity, span: contract.Span) -> bool:
    return isinstance(entity, contract.SampleText) and entity.inline and span.start <= entity.span.start < span.end
