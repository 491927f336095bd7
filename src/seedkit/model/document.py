"""The contract: one article as data. The JSON Schema is generated from these classes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Format = Literal["text", "markdown", "html"]
GroupKind = Literal["steps", "reasons", "signs", "tips", "mistakes", "benefits", "items", "faqs"]
ChecklistKind = Literal["tasks", "questions", "materials", "items"]
DurationKind = Literal["preparation", "active", "waiting", "total", "other"]
PassageRole = Literal["introduction", "body", "conclusion"]
Channel = Literal["text", "email", "letter", "speech"]
ResidueReason = Literal[
    "advertisement", "share", "subscribe", "navigation", "related", "comments", "cookie", "boilerplate", "metadata", "footnote"
]
Severity = Literal["error", "warning", "info"]

EntityId = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", description="Unique in the document.", examples=["step-breathe"])]


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
    span: Span = Field(description="Where the words stand, without number, bullet, quotation mark or cue.")


class DateText(Model):
    """A date as the article prints it, and as a value."""

    value: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="The date, ISO 8601 (YYYY-MM-DD).", examples=["2021-08-21"])
    text: str = Field(min_length=1, description="As printed.", examples=["Aug 21, 2021"])
    span: Span | None = Field(description="Where it is printed; null where the date stands in markup only.")


class MinutesText(Model):
    """A reading time as the article prints it, and as a number of minutes."""

    value: int = Field(ge=0, description="Minutes.", examples=[7])
    text: str = Field(min_length=1, description="As printed.", examples=["7 min read"])
    span: Span | None = Field(description="Where it is printed; null where the time stands in markup only.")


class Duration(Model):
    """A length of time that the article states."""

    kind: DurationKind = Field(description="What takes this long, by the words before it.")
    minutes: int = Field(ge=0, description="Minutes; of a range the longest.", examples=[90])
    text: str = Field(min_length=1, description="As printed, without its label.", examples=["1 hour 30 minutes"])
    span: Span = Field(description="Where it is printed.")


class StepDuration(Model):
    """How long a step takes."""

    minutes: int = Field(ge=0, description="Minutes; of a range the longest.", examples=[10])
    text: str = Field(min_length=1, description="As printed.", examples=["8 to 10 minutes"])
    span: Span = Field(description="Where it is printed.")


class Link(Model):
    """A link inside a text."""

    text: str = Field(description="The words that are linked.", examples=["the full guide"])
    href: str = Field(description="The target as written.", examples=["https://example.org/guide"])
    span: Span = Field(description="Where the linked words stand.")


class ProseBlock(Model):
    """A paragraph, or a quotation set apart."""

    kind: Literal["paragraph", "quote"] = Field(description="`quote`: a quotation that the article sets apart.")
    text: str = Field(min_length=1, description="The words, white space collapsed.", examples=["Breathe in, count to four."])
    span: Span = Field(description="Where the block stands.")
    links: tuple[Link, ...] = Field(description="The links in the words, in their order.")


class HeadingBlock(Model):
    """A sub-heading inside an item."""

    kind: Literal["heading"] = Field(description="A sub-heading.")
    text: str = Field(min_length=1, description="The words of the heading.", examples=["When you are alone"])
    level: int = Field(ge=2, description="2 is the outermost heading below the title.", examples=[3])
    span: Span = Field(description="Where the words stand, without number, bullet, quotation mark or cue.")


class CodeBlock(Model):
    """Code, its line breaks kept."""

    kind: Literal["code"] = Field(description="Code.")
    text: str = Field(min_length=1, description="The code with its line breaks.", examples=["while angry:\n    wait()"])
    language: str | None = Field(description="As the article names it; null where it does not.", examples=["python"])
    span: Span = Field(description="Where the code stands.")


class TableBlock(Model):
    """A table, row by row."""

    kind: Literal["table"] = Field(description="A table.")
    rows: tuple[tuple[str, ...], ...] = Field(description="Rows of cell texts, the head row first.", examples=[[["Day", "Task"]]])
    span: Span = Field(description="Where the table stands.")


class ImageBlock(Model):
    """An image that stands on its own."""

    kind: Literal["image"] = Field(description="An image.")
    text: str | None = Field(description="The text in place of the image; null where it has none.", examples=["Two cups"])
    src: str = Field(description="The address as written.", examples=["img/cups.jpg"])
    span: Span = Field(description="Where the image stands.")


class RefBlock(Model):
    """A checklist, sample text or group that stands at this point of a body."""

    kind: Literal["checklist", "sample_text", "group"] = Field(description="The array that holds the entity.")
    ref: EntityId = Field(description="The `id` of the entity.", examples=["list-what-to-bring"])


BodyBlock = Annotated[ProseBlock | HeadingBlock | CodeBlock | TableBlock | ImageBlock | RefBlock, Field(discriminator="kind")]
Body = tuple[BodyBlock, ...]


class SourceInfo(Model):
    """The file that the document was read from."""

    path: str = Field(description="Below the source folder, POSIX separators.", examples=["friends/make-up.txt"])
    format: Format = Field(description="How the file was read.")
    encoding: str = Field(description="How the bytes were decoded.", examples=["utf-8"])
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the bytes of the file, in hex.", examples=["0a" * 32])
    bytes: int = Field(ge=0, description="Size of the file in bytes.", examples=[10240])
    characters: int = Field(ge=0, description="Code points of the decoded source.", examples=[10112])
    language: str | None = Field(description="BCP 47 tag: as the article states it, else as detected, else null.", examples=["en"])


class Metadata(Model):
    """Facts about the article."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    title: Text | None = Field(description="The title of the article.")
    subtitle: Text | None = Field(description="The line below the title.")
    description: Text | None = Field(description="What the front matter or markup says that the article is about.")
    authors: tuple[Text, ...] = Field(description='The names in the byline, without "By".')
    credits: tuple[Text, ...] = Field(description="Image credits, as printed.")
    published: DateText | None = Field(description="When the article came out.")
    updated: DateText | None = Field(description="When it was last changed.")
    reading_minutes: MinutesText | None = Field(description="How long the article says that it takes to read.")
    url: str | None = Field(description="The address of the article.", examples=["https://example.org/make-up"])
    tags: tuple[str, ...] = Field(description="Key words, in the order of the front matter or markup.", examples=[["friendship"]])
    yields: Text | None = Field(
        validation_alias="yield",
        serialization_alias="yield",  # a keyword of Python
        description="How much or how many it makes, as printed, without its label.",
    )
    durations: tuple[Duration, ...] = Field(description="The times that the article states for the whole, in their order.")
    extra: dict[str, Any] = Field(description="The rest of the front matter, as it stands there.", examples=[{"draft": False}])


class Group(Model):
    """A run of items."""

    id: EntityId
    kind: GroupKind = Field(description="What its items are, by what the article calls them.")
    title: Text | None = Field(description="The heading or lead-in that opens the run.")
    declared_count: int | None = Field(description="How many items its heading, an announcement or the title says.", examples=[16])
    numbering: str = Field(description="Its number one as printed; else `none`, or `prose`.", examples=["1.", "Step 1:", "none"])
    continues: EntityId | None = Field(description="The group whose numbering it goes on with.")
    parent: EntityId | None = Field(description="The item or passage that it stands in.")
    span: Span = Field(description="From its title, else its first item, to the last character of its last child.")


class Item(Model):
    """One step, or one point of a group of another kind."""

    id: EntityId
    group: EntityId = Field(description="The group that it is an item of.", examples=["steps-seven-ways"])
    ordinal: int = Field(description="The printed number; where none is printed, the place in the group.", examples=[7])
    position: int = Field(ge=1, description="The place in the group: 1, 2, 3 …", examples=[6])
    label: str | None = Field(description="The number as printed; null where none is.", examples=["7."])
    title: Text | None = Field(description="Its heading; null where the article gives none.")
    body: Body = Field(description="What stands under the title, block by block.")
    duration: StepDuration | None = Field(description="How long a step takes, where its words state one duration; else null.")
    span: Span = Field(description="From its number or title to the last character of its last child.")


class Faq(Model):
    """A question and its answer."""

    id: EntityId
    group: EntityId = Field(description="The group of kind `faqs` that it stands in.", examples=["faqs-faq"])
    question: Text = Field(description="The question, without number or `Q:`.")
    answer: Body = Field(description="The answer, block by block.")
    span: Span = Field(description="From its question's number or first word to the last character of its last child.")


class ChecklistItem(Model):
    """One line of a checklist."""

    id: EntityId
    depth: int = Field(ge=1, description="How deep it is nested; 1 is outermost.", examples=[1])
    marker: str | None = Field(description="The sign as printed; null where none is.", examples=["•", "[ ]"])
    text: str = Field(min_length=1, description="The words of the item.", examples=["Pick a quiet place"])
    amount: Text | None = Field(description="How much or how many, as printed; null for none, and outside lists of materials.")
    name: Text | None = Field(description="What is needed, where its words are clear; else null, and outside lists of materials.")
    detail: Body = Field(description="What stands under the item, block by block.")
    checked: bool | None = Field(description="Whether its box is ticked; null where it has no box.")
    span: Span = Field(description="From its marker to the last character of its detail.")


class Checklist(Model):
    """A bullet list, or a list of materials."""

    id: EntityId
    kind: ChecklistKind = Field(description="`materials` are what is needed; `tasks` have boxes; in `questions` every item asks.")
    title: Text | None = Field(description="The words that lead in to the list; null where none do.")
    items: tuple[ChecklistItem, ...] = Field(description="The lines in their order, nested ones after the line they belong to.")
    parent: EntityId | None = Field(description="The item or passage that it stands in.")
    span: Span = Field(description="From its title, else its first item, to the last character of its last child.")


class Slot(Model):
    """A place in a sample text that the reader fills in."""

    name: str = Field(min_length=1, description="What stands between the brackets.", examples=["name"])
    span: Span = Field(description="Where the slot stands, its brackets too.")


class SampleText(Model):
    """Words that a reader may send or say as they stand."""

    id: EntityId
    text: str = Field(min_length=1, description="The words with their line breaks, unquoted.", examples=["Are you free on [day]?"])
    inline: bool = Field(description="Whether they are quoted inside a paragraph, which then holds them too.")
    label: Text | None = Field(description="What the cue calls them.")
    cue: Text | None = Field(description="The words that hand them to the reader.")
    channel: Channel | None = Field(description="How they are to be sent or said, where the cue tells.")
    slots: tuple[Slot, ...] = Field(description="The places that the reader fills in, in their order.")
    parent: EntityId | None = Field(description="The item or passage that they stand in.")
    span: Span = Field(description="Where the words alone stand.")


class Passage(Model):
    """Prose that belongs to no item."""

    id: EntityId
    role: PassageRole = Field(description="Before the first item of article or group, after the last item, or elsewhere.")
    heading: Text | None = Field(description="The heading above it, where that titles nothing else.")
    level: int | None = Field(description="Level of the heading; null without one.", examples=[2])
    body: Body = Field(description="The prose, block by block.")
    parent: EntityId | None = Field(description="The group that it introduces, or the passage above it.")
    span: Span = Field(description="From its heading, else its first block, to the last character of its last child.")


class OutlineNode(Model):
    """A place in the reading order."""

    ref: EntityId = Field(description="The `id` of the entity that stands here.", examples=["step-breathe"])
    level: int = Field(ge=1, description="Depth in the outline; 1 is outermost.", examples=[1])
    children: tuple[OutlineNode, ...] = Field(description="What stands inside it, in reading order.")


class Residue(Model):
    """Text that was set aside."""

    text: str = Field(min_length=1, description="The words, white space collapsed.", examples=["Share this page"])
    reason: ResidueReason = Field(description="Why it is no part of the article.")
    span: Span = Field(description="Where it stands.")


class Related(Model):
    """A further place that a diagnostic speaks of."""

    span: Span = Field(description="Where it is.")
    message: str = Field(description="What is there.", examples=["the count is announced here"])


class Diagnostic(Model):
    """One fact about the article that its editor should know."""

    code: str = Field(pattern=r"^SK\d{3}$", description="The number of the rule; never reused.", examples=["SK203"])
    rule: str = Field(pattern=r"^[a-z-]+$", description="The name of the rule.", examples=["numbering-gap"])
    severity: Severity = Field(description="How much it matters.")
    message: str = Field(description="What was found and what was expected.", examples=["step 6 is missing between 5 and 7"])
    span: Span | None = Field(description="The first place; null where the whole article is meant.")
    related: tuple[Related, ...] = Field(description="Further places, in source order.")
    data: dict[str, Any] = Field(description="The figures behind the message.", examples=[{"missing": [6]}])
    hint: str | None = Field(description="What to do about it.", examples=["Renumber the steps."])


class Document(Model):
    """One article as data."""

    schema_version: str = Field(pattern=r"^1\.\d+$", description="Version of this contract.", examples=[SCHEMA_VERSION])
    id: EntityId = Field(description="Slug of the path, or the front matter's `id`; unique in the corpus.", examples=["make-up"])
    revision: str = Field(
        pattern=r"^sha256:[0-9a-f]{64}$",
        description="SHA-256 of the canonical JSON without `revision`, `source`, `diagnostics` and every `span`.",
        examples=["sha256:" + "0a" * 32],
    )
    source: SourceInfo = Field(description="What was read, and how.")
    metadata: Metadata = Field(description="Title, names, dates and the like.")
    groups: tuple[Group, ...] = Field(description="Every run of items, in source order.")
    steps: tuple[Item, ...] = Field(description="The items of every group of kind `steps`, in source order.")
    points: tuple[Item, ...] = Field(description="The items of every group of any other kind but `faqs`.")
    faqs: tuple[Faq, ...] = Field(description="Every question with its answer, in source order.")
    checklists: tuple[Checklist, ...] = Field(description="Every bullet list that is no group, and every list of materials.")
    sample_texts: tuple[SampleText, ...] = Field(description="Words to send or say as they stand, in source order.")
    passages: tuple[Passage, ...] = Field(description="Prose that belongs to no item, in source order.")
    outline: tuple[OutlineNode, ...] = Field(description="The reading order: references only, no text.")
    residue: tuple[Residue, ...] = Field(description="Text that was set aside, in source order.")
    diagnostics: tuple[Diagnostic, ...] = Field(description="What its editor should know about the article.")
