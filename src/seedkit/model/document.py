"""The contract: one article as data. The JSON Schema is generated from these classes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Format = Literal["text", "markdown", "html"]
GroupKind = Literal["steps", "reasons", "signs", "tips", "mistakes", "benefits", "items", "faqs"]
ChecklistKind = Literal["tasks", "questions", "items"]
PassageRole = Literal["introduction", "body", "conclusion"]
Channel = Literal["text", "email", "letter", "speech"]
ResidueReason = Literal["advertisement", "share", "subscribe", "navigation", "related", "comments", "cookie", "boilerplate"]
Severity = Literal["error", "warning", "info"]

EntityId = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9-]+$",
        description="Unique in the document, made from the entity's own words, so that it survives edits elsewhere.",
        examples=["step-take-a-breath"],
    ),
]


class Model(BaseModel):
    """Base of every class of the contract: immutable, every key always present, unknown keys of later versions ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Span(Model):
    """A place in the decoded source."""

    start: int = Field(ge=0, description="Offset of the first code point.", examples=[120])
    end: int = Field(ge=0, description="Offset behind the last code point.", examples=[164])
    line: int = Field(ge=1, description="1-based number of the physical line that holds `start`.", examples=[7])


class Text(Model):
    """Words of the article and where they stand."""

    text: str = Field(min_length=1, description="The words, white space collapsed.", examples=["Take a breath"])
    span: Span


class DateText(Model):
    """A date as the article prints it, and as a value."""

    value: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="The date, ISO 8601 (YYYY-MM-DD).", examples=["2021-08-21"])
    text: str = Field(min_length=1, description="As printed.", examples=["Aug 21, 2021"])
    span: Span | None = Field(description="Null where the date stands in markup only.")


class MinutesText(Model):
    """A reading time as the article prints it, and as a number of minutes."""

    value: int = Field(ge=0, description="Minutes.", examples=[7])
    text: str = Field(min_length=1, description="As printed.", examples=["7 min read"])
    span: Span | None = Field(description="Null where the time stands in markup only.")


class Link(Model):
    """A link inside a text."""

    text: str = Field(description="The words that are linked.", examples=["the full guide"])
    href: str = Field(description="The target as written.", examples=["https://example.org/guide"])
    span: Span


class ProseBlock(Model):
    """A paragraph, or a quotation set apart."""

    kind: Literal["paragraph", "quote"] = Field(description="What the block is.")
    text: str = Field(min_length=1, description="The words, white space collapsed.")
    span: Span
    links: tuple[Link, ...]


class HeadingBlock(Model):
    """A sub-heading inside an item."""

    kind: Literal["heading"] = Field(description="What the block is.")
    text: str = Field(min_length=1, description="The words of the heading.")
    level: int = Field(ge=2, description="2 is the outermost heading below the title.", examples=[3])
    span: Span


class CodeBlock(Model):
    """Code, its line breaks kept."""

    kind: Literal["code"] = Field(description="What the block is.")
    text: str = Field(min_length=1, description="The code with its line breaks.")
    language: str | None = Field(description="As the article names it.", examples=["python"])
    span: Span


class TableBlock(Model):
    """A table, row by row."""

    kind: Literal["table"] = Field(description="What the block is.")
    rows: tuple[tuple[str, ...], ...] = Field(description="Rows of cell texts, the head row first.")
    span: Span


class ImageBlock(Model):
    """An image that stands on its own."""

    kind: Literal["image"] = Field(description="What the block is.")
    text: str | None = Field(description="The text in place of the image; null where it has none.")
    src: str = Field(description="The address as written.")
    span: Span


class RefBlock(Model):
    """A checklist, sample text or group that stands at this point of a body."""

    kind: Literal["checklist", "sample_text", "group"] = Field(description="The array that holds the entity.")
    ref: EntityId


BodyBlock = Annotated[ProseBlock | HeadingBlock | CodeBlock | TableBlock | ImageBlock | RefBlock, Field(discriminator="kind")]
Body = tuple[BodyBlock, ...]


class SourceInfo(Model):
    """The file that the document was read from."""

    path: str = Field(description="Below the source folder, POSIX separators.", examples=["friends/make-up.txt"])
    format: Format = Field(description="How the file was read.")
    encoding: str = Field(description="How the bytes were decoded.", examples=["utf-8"])
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the bytes of the file.")
    bytes: int = Field(ge=0, description="Size of the file in bytes.")
    characters: int = Field(ge=0, description="Code points of the decoded source.")
    language: str = Field(description="BCP 47 tag of the lexicon that the article was read with.", examples=["en"])


class Metadata(Model):
    """Facts about the article."""

    title: Text | None
    subtitle: Text | None
    description: Text | None
    authors: tuple[Text, ...]
    credits: tuple[Text, ...] = Field(description="Image credits.")
    published: DateText | None
    updated: DateText | None
    reading_minutes: MinutesText | None
    url: str | None
    tags: tuple[str, ...]
    extra: dict[str, Any] = Field(description="The rest of the front matter.")


class Group(Model):
    """A run of items."""

    id: EntityId
    kind: GroupKind = Field(description="What its items are, by what the article calls them.")
    title: Text | None = Field(description="The heading or lead-in that opens the run.")
    declared_count: int | None = Field(
        description="How many items its heading or announcement, else the article's title, says there are.", examples=[16]
    )
    numbering: str = Field(
        description="As printed, with its first number as one; `none`, or `prose` for items told in running prose.",
        examples=["1.", "1)", "Step 1:", "none", "prose"],
    )
    continues: EntityId | None = Field(description="The group whose numbering it goes on with.")
    parent: EntityId | None = Field(description="The item or passage that it stands in.")
    span: Span


class Item(Model):
    """One step, or one point of a group of another kind."""

    id: EntityId
    group: EntityId
    ordinal: int = Field(description="The printed number; where none is printed, the place in the group.")
    position: int = Field(ge=1, description="The place in the group: 1, 2, 3 …")
    label: str | None = Field(description="The number as printed.", examples=["7."])
    title: Text | None
    body: Body
    span: Span


class Faq(Model):
    """A question and its answer."""

    id: EntityId
    group: EntityId
    question: Text
    answer: Body
    span: Span


class ChecklistItem(Model):
    """One line of a checklist."""

    id: EntityId
    depth: int = Field(ge=1, description="1 is outermost.")
    marker: str | None = Field(description="The sign as printed.", examples=["•", "[ ]"])
    text: str = Field(min_length=1, description="The words of the item.")
    detail: Body = Field(description="What stands under the item.")
    checked: bool | None = Field(description="For boxes: whether it is ticked.")
    span: Span


class Checklist(Model):
    """A bullet list."""

    id: EntityId
    kind: ChecklistKind
    title: Text | None = Field(description="The lead-in.")
    items: tuple[ChecklistItem, ...]
    parent: EntityId | None = Field(description="The item or passage that it stands in.")
    span: Span


class Slot(Model):
    """A place in a sample text that the reader fills in."""

    name: str = Field(min_length=1, description="What stands between the brackets.", examples=["name"])
    span: Span


class SampleText(Model):
    """Words that a reader may send or say as they stand."""

    id: EntityId
    text: str = Field(min_length=1, description="The words, line breaks kept, quotation marks left out.")
    inline: bool = Field(description="Whether they are quoted inside a paragraph, which then holds them too.")
    label: Text | None = Field(description="What the cue calls them.")
    cue: Text | None = Field(description="The words that hand them to the reader.")
    channel: Channel | None = Field(description="How they are to be sent or said, where the cue tells.")
    slots: tuple[Slot, ...]
    parent: EntityId | None = Field(description="The item or passage that they stand in.")
    span: Span


class Passage(Model):
    """Prose that belongs to no item."""

    id: EntityId
    role: PassageRole
    heading: Text | None
    level: int | None = Field(description="Level of the heading; null without one.", examples=[2])
    body: Body
    parent: EntityId | None = Field(description="The group that it introduces, or the passage above it.")
    span: Span


class OutlineNode(Model):
    """A place in the reading order."""

    ref: EntityId
    level: int = Field(ge=1, description="Depth in the outline; 1 is outermost.")
    children: tuple[OutlineNode, ...]


class Residue(Model):
    """Text that was set aside."""

    text: str = Field(min_length=1)
    reason: ResidueReason
    span: Span


class Related(Model):
    """A further place that a diagnostic speaks of."""

    span: Span
    message: str


class Diagnostic(Model):
    """One fact about the article that its editor should know."""

    code: str = Field(pattern=r"^SK\d{3}$", description="Never reused.", examples=["SK203"])
    rule: str = Field(pattern=r"^[a-z-]+$", examples=["numbering-gap"])
    severity: Severity
    message: str = Field(description="What was found and what was expected.")
    span: Span | None = Field(description="The first place; null where the whole article is meant.")
    related: tuple[Related, ...]
    data: dict[str, Any] = Field(description="The figures behind the message.", examples=[{"missing": [6]}])
    hint: str | None = Field(description="What to do about it.")


class Document(Model):
    """One article as data."""

    schema_version: str = Field(pattern=r"^\d+\.\d+$", description="Version of this contract.", examples=[SCHEMA_VERSION])
    id: EntityId = Field(description="Slug of the path below the source folder; unique in the corpus.")
    revision: str = Field(
        pattern=r"^sha256:[0-9a-f]{64}$",
        description="Of the canonical JSON without `revision`, `source`, `diagnostics` and every `span`.",
    )
    source: SourceInfo
    metadata: Metadata
    groups: tuple[Group, ...]
    steps: tuple[Item, ...] = Field(description="The items of every group of kind `steps`.")
    points: tuple[Item, ...] = Field(description="The items of every group of any other kind but `faqs`.")
    faqs: tuple[Faq, ...]
    checklists: tuple[Checklist, ...]
    sample_texts: tuple[SampleText, ...]
    passages: tuple[Passage, ...]
    outline: tuple[OutlineNode, ...]
    residue: tuple[Residue, ...]
    diagnostics: tuple[Diagnostic, ...]
