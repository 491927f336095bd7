"""A document with every kind of entity and block in it, and an index, for the tests of the writers."""

from __future__ import annotations

from seedkit.model.document import (
    Checklist,
    ChecklistItem,
    CodeBlock,
    Counts,
    DateText,
    Diagnostic,
    Document,
    Duration,
    Faq,
    Group,
    HeadingBlock,
    ImageBlock,
    Item,
    Link,
    Metadata,
    MinutesText,
    OutlineNode,
    Passage,
    ProseBlock,
    RefBlock,
    Related,
    Residue,
    SampleText,
    Slot,
    SourceInfo,
    Span,
    StepDuration,
    TableBlock,
    Text,
)
from seedkit.model.index import Failure, Generator, Index, IndexEntry, OutputFile, Severities

SPAN = Span(start=120, end=164, line=7)


def text(words: str) -> Text:
    return Text(text=words, span=SPAN)


PROSE = ProseBlock(
    kind="paragraph",
    text="Oil the blade: every month, then wipe it.",
    span=SPAN,
    links=(Link(text="the blade", href="https://example.org/?a=1&b=2#blade", span=SPAN),),
)
STEP = Item(
    id="step-oil-the-blade",
    group="steps",
    ordinal=1,
    position=1,
    label="1.",
    title=text("Oil the blade"),
    body=(
        PROSE,
        HeadingBlock(kind="heading", text="Which oil?", level=3, span=SPAN),
        CodeBlock(kind="code", text="for blade in drawer:\n    oil(blade)\n\n    wipe(blade)\n", language="python", span=SPAN),
        TableBlock(kind="table", rows=(("Oil", "Price"), ("linseed", "7.50"), ("none", "")), span=SPAN),
        ImageBlock(kind="image", text=None, src="img/blade.png", span=SPAN),
        RefBlock(kind="checklist", ref="list-you-need"),
    ),
    duration=StepDuration(minutes=10, text="10 minutes", span=SPAN),
    span=SPAN,
)
DOCUMENT = Document(
    schema_version="1.0",
    id="shed-blades",
    revision="sha256:" + "0" * 64,
    source=SourceInfo(
        path="shed/blades.md", format="markdown", encoding="utf-8", sha256="1" * 64, bytes=9, characters=8, language="en"
    ),
    metadata=Metadata(
        title=text("No: 3 ways to look after blades"),
        subtitle=None,
        description=text("Yes"),
        authors=(text("Ana Núñez"),),
        credits=(),
        published=DateText(value="2021-08-21", text="Aug 21, 2021", span=SPAN),
        updated=None,
        reading_minutes=MinutesText(value=7, text="7 min read", span=None),
        url="https://example.org/blades",
        tags=("garden", "no", "1.0"),
        yields=text("3 blades"),
        durations=(Duration(kind="total", minutes=90, text="1 h 30 min", span=SPAN),),
        extra={"draft": False, "weight": 1.5, "series": ["shed", {"part": 2}]},
    ),
    groups=(
        Group(
            id="steps",
            kind="steps",
            title=None,
            declared_count=3,
            numbering="1.",
            continues=None,
            parent=None,
            span=SPAN,
        ),
        Group(
            id="faqs", kind="faqs", title=text("FAQ"), declared_count=None, numbering="none", continues=None, parent=None, span=SPAN
        ),
    ),
    steps=(STEP,),
    points=(STEP.model_copy(update={"id": "point-1", "label": None, "title": None, "body": (PROSE,), "duration": None}),),
    faqs=(Faq(id="faq-how-often", group="faqs", question=text("How often?"), answer=(PROSE,), span=SPAN),),
    checklists=(
        Checklist(
            id="list-you-need",
            kind="tasks",
            title=text("You need:"),
            items=(
                ChecklistItem(
                    id="item-a-rag", depth=1, marker="[x]", text="a rag", amount=None, name=None, detail=(), checked=True, span=SPAN
                ),
            ),
            parent="step-oil-the-blade",
            span=SPAN,
        ),
        Checklist(
            id="list-materials",
            kind="materials",
            title=text("Materials"),
            items=(
                ChecklistItem(
                    id="item-oil",
                    depth=1,
                    marker="-",
                    text="20 ml oil",
                    amount=text("20 ml"),
                    name=text("oil"),
                    detail=(),
                    checked=None,
                    span=SPAN,
                ),
            ),
            parent=None,
            span=SPAN,
        ),
    ),
    sample_texts=(
        SampleText(
            id="sample-hello",
            text="Hello [name],\nmay I borrow your oil?",
            inline=False,
            label=None,
            cue=text("Ask your neighbour:"),
            channel="text",
            slots=(Slot(name="name", span=SPAN),),
            parent="step-oil-the-blade",
            span=SPAN,
        ),
    ),
    passages=(Passage(id="passage-1", role="conclusion", heading=None, level=None, body=(PROSE,), parent=None, span=SPAN),),
    outline=(OutlineNode(ref="steps", level=1, children=(OutlineNode(ref="step-oil-the-blade", level=2, children=()),)),),
    residue=(Residue(text="Share this page", reason="share", span=SPAN),),
    diagnostics=(
        Diagnostic(
            code="SK202",
            rule="count-mismatch",
            severity="warning",
            message="3 ways are announced, 1 is there",
            span=SPAN,
            related=(Related(span=SPAN, message="announced here"),),
            data={"declared": 3, "found": 1},
            hint=None,
        ),
    ),
)

INDEX = Index(
    schema_version="1.0",
    generator=Generator(name="seedkit", version="0.1.0"),
    revision="sha256:" + "2" * 64,
    documents=(
        IndexEntry(
            id="shed-blades",
            revision=DOCUMENT.revision,
            title="No: 3 ways to look after blades",
            path="shed/blades.md",
            sha256="1" * 64,
            counts=Counts(groups=2, steps=1, points=1, faqs=1, checklists=2, sample_texts=1, passages=1, residue=1),
            diagnostics=Severities(error=0, warning=1, info=0),
            files={
                "json": OutputFile(path="documents/shed-blades.json", sha256="3" * 64),
                "yaml": OutputFile(path="documents/shed-blades.yaml", sha256="4" * 64),
            },
        ),
    ),
    failed=(Failure(path="shed/broken.txt", error="it is a directory"),),
)
