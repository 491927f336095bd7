"""The contract: one article as data. The JSON Schema is generated from these classes."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1.0"

Format = Literal["text", "markdown", "html"]
GroupKind = Literal["steps", "reasons", "signs", "tips", "mistakes", "benefits", "items", "faqs"]
ChecklistKind = Literal["tasks", "questions", "materials", "items"]
DurationKind = Literal["preparation", "active", "waiting", "total", "other"]
PassageRole = Literal["introduction", "body", "conclusion"]
Channel = Literal["text", "email", "letter", "speech"]
ResidueReason = Literal[
    "advertisement",
    "share",
    "subscribe",
    "navigation",
    "related",
    "comments",
    "cookie",
    "boilerplate",
    "metadata",
    "footnote",
    "unread",
]
Severity = Literal["error", "warning", "info"]

EntityId = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", description="Unique in the document.", examples=["step-breathe"])]


class _EveryField:
    """The names of the fields that a model was given. A set of its own for each of many small models would take more memory than
    what they hold, and every key is always present, so it is all of them; what pydantic would keep is dropped."""

    def __get__(self, model: Model | None, owner: type[Model]) -> set[str]:
        return set(owner.model_fields)

    def __set__(self, model: Model, names: set[str]) -> None:
        pass


class Model(BaseModel):
    """Base of all classes of the contract: immutable, with every key always present; unknown keys of later versions are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True, json_schema_serialization_defaults_required=True)
    __pydantic_fields_set__ = _EveryField()


_M = TypeVar("_M", bound=Model)
_set_values, _set_extra, _set_private = (
    vars(BaseModel)[name].__set__ for name in ("__dict__", "__pydantic_extra__", "__pydantic_private__")
)


def built(kind: type[_M], /, **values: Any) -> _M:
    """Return a model of ``values`` that this program has made itself, without validating them.

    They have to be all fields, by name, in the order of the class, with their final types: tuples, models.
    """
    model = object.__new__(kind)
    _set_values(model, values)
    _set_extra(model, None)
    _set_private(model, None)
    return model


class Span(Model):
    """A place in the decoded source."""

    start: int = Field(ge=0, description="Offset of the first code point.", examples=[120])
    end: int = Field(ge=0, description="Offset after the last code point.", examples=[164])
    line: int = Field(ge=1, description="1-based number of the physical line that contains `start`.", examples=[7])


class Text(Model):
    """A text from the article and its place in the source."""

    text: str = Field(min_length=1, description="The text, with whitespace collapsed.", examples=["Take a breath"])
    span: Span = Field(description="Place of the text, without number, bullet, quotation mark or cue.")


class DateText(Model):
    """A date, as printed in the article and as a value."""

    value: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="The date, ISO 8601 (YYYY-MM-DD).", examples=["2021-08-21"])
    text: str = Field(min_length=1, description="As printed.", examples=["Aug 21, 2021"])
    span: Span | None = Field(description="Where it is printed; null if the date is only in the markup.")


class MinutesText(Model):
    """A reading time, as printed in the article and as a number of minutes."""

    value: int = Field(ge=0, description="Minutes.", examples=[7])
    text: str = Field(min_length=1, description="As printed.", examples=["7 min read"])
    span: Span | None = Field(description="Where it is printed; null if the time is only in the markup.")


class Duration(Model):
    """A duration stated by the article."""

    kind: DurationKind = Field(description="What takes this long, according to the words before it.")
    minutes: int = Field(ge=0, description="Minutes; for a range, the upper limit.", examples=[90])
    text: str = Field(min_length=1, description="As printed, without its label.", examples=["1 hour 30 minutes"])
    span: Span = Field(description="Where it is printed.")


class StepDuration(Model):
    """The duration of a step."""

    minutes: int = Field(ge=0, description="Minutes; for a range, the upper limit.", examples=[10])
    text: str = Field(min_length=1, description="As printed.", examples=["8 to 10 minutes"])
    span: Span = Field(description="Where it is printed.")


class Link(Model):
    """A link inside a text."""

    text: str = Field(description="The linked text.", examples=["the full guide"])
    href: str = Field(description="The target, as written.", examples=["https://example.org/guide"])
    span: Span = Field(description="Place of the linked text.")


class ProseBlock(Model):
    """A paragraph or a block quotation."""

    kind: Literal["paragraph", "quote"] = Field(description="`quote` is a block quotation.")
    text: str = Field(min_length=1, description="The text, with whitespace collapsed.", examples=["Breathe in, count to four."])
    span: Span = Field(description="Place of the block.")
    links: tuple[Link, ...] = Field(description="The links in the text, in source order.")


class HeadingBlock(Model):
    """A subheading inside an item."""

    kind: Literal["heading"] = Field(description="A subheading.")
    text: str = Field(min_length=1, description="The text of the heading.", examples=["When you are alone"])
    level: int = Field(ge=2, description="Heading level; 2 is the level directly below the title.", examples=[3])
    span: Span = Field(description="Place of the text, without number, bullet, quotation mark or cue.")


class CodeBlock(Model):
    """A block of code, with its line breaks."""

    kind: Literal["code"] = Field(description="A block of code.")
    text: str = Field(min_length=1, description="The code, with its line breaks.", examples=["while angry:\n    wait()"])
    language: str | None = Field(description="The language, as named by the article; null if it is not named.", examples=["python"])
    span: Span = Field(description="Place of the code.")


class TableBlock(Model):
    """A table, as a list of rows."""

    kind: Literal["table"] = Field(description="A table.")
    rows: tuple[tuple[str, ...], ...] = Field(description="Rows of cell texts, header row first.", examples=[[["Day", "Task"]]])
    span: Span = Field(description="Place of the table.")


class ImageBlock(Model):
    """An image in a block of its own."""

    kind: Literal["image"] = Field(description="An image.")
    text: str | None = Field(description="The alternative text; null if there is none.", examples=["Two cups"])
    src: str = Field(description="The address, as written.", examples=["img/cups.jpg"])
    span: Span = Field(description="Place of the image.")


class RefBlock(Model):
    """A reference to a checklist, sample text or group at this point of a body."""

    kind: Literal["checklist", "sample_text", "group"] = Field(
        description="The kind of the entity, and so the array that contains it."
    )
    ref: EntityId = Field(description="The `id` of the entity.", examples=["list-what-to-bring"])


BodyBlock = Annotated[ProseBlock | HeadingBlock | CodeBlock | TableBlock | ImageBlock | RefBlock, Field(discriminator="kind")]
Body = tuple[BodyBlock, ...]


class Converter(Model):
    """What converted a document to the text that spans refer to."""

    name: str = Field(description="The converter.", examples=["markitdown"])
    version: str = Field(description="Its version: another one may give another text.", examples=["0.1.9"])
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the converted text, in hex.", examples=["0b" * 32])


class SourceInfo(Model):
    """The source file of the document."""

    path: str = Field(description="Path relative to the source folder, with POSIX separators.", examples=["friends/make-up.txt"])
    format: Format = Field(description="The format that the file, or the text that it was converted to, was read as.")
    encoding: str = Field(description="The encoding that the file was decoded with.", examples=["utf-8"])
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file, in hex.", examples=["0a" * 32])
    bytes: int = Field(ge=0, description="Size of the file in bytes.", examples=[10240])
    characters: int = Field(ge=0, description="Number of code points in the decoded source.", examples=[10112])
    language: str | None = Field(
        description="BCP 47 tag, as stated by the article or else detected; null if unknown.", examples=["en"]
    )
    converter: Converter | None = Field(
        default=None,
        description="What converted the file to the text that spans refer to; null for a file that is text itself.",
    )


class Metadata(Model):
    """Metadata of the article."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    title: Text | None = Field(description="The title of the article.")
    subtitle: Text | None = Field(description="The line below the title.")
    description: Text | None = Field(description="The description in the front matter or markup.")
    authors: tuple[Text, ...] = Field(description='The names in the byline, without "By".')
    credits: tuple[Text, ...] = Field(description="Image credits, as printed.")
    published: DateText | None = Field(description="Date of publication.")
    updated: DateText | None = Field(description="Date of the last update.")
    reading_minutes: MinutesText | None = Field(description="The reading time stated by the article.")
    url: str | None = Field(description="The URL of the article.", examples=["https://example.org/make-up"])
    tags: tuple[str, ...] = Field(description="Tags, in the order of the front matter or markup.", examples=[["friendship"]])
    yields: Text | None = Field(
        validation_alias="yield",
        serialization_alias="yield",  # a keyword of Python
        description="How much the instructions make, as printed, without its label.",
    )
    durations: tuple[Duration, ...] = Field(
        description="Durations of the whole procedure, as stated by the article, in source order."
    )
    extra: dict[str, Any] = Field(description="All other keys of the front matter, unchanged.", examples=[{"draft": False}])


class Group(Model):
    """A list of items, such as the steps of a procedure."""

    id: EntityId
    kind: GroupKind = Field(description="What its items are, according to the words of the article.")
    title: Text | None = Field(description="The heading or lead-in of the group.")
    declared_count: int | None = Field(
        description="Number of items announced by its heading, the text or the title.", examples=[16]
    )
    numbering: str = Field(
        description="Its number one, as printed; otherwise `none` or `prose`.", examples=["1.", "Step 1:", "none"]
    )
    continues: EntityId | None = Field(description="The group whose numbering this group continues.")
    parent: EntityId | None = Field(description="The item or passage that contains it.")
    span: Span = Field(description="From its title, or else its first item, to the end of its last child.")


class Item(Model):
    """A step, or a point of another kind of group."""

    id: EntityId
    group: EntityId = Field(description="The group that it belongs to.", examples=["steps-seven-ways"])
    ordinal: int = Field(description="The printed number; if none is printed, the position in the group.", examples=[7])
    position: int = Field(ge=1, description="Position in the group, starting at 1.", examples=[6])
    label: str | None = Field(description="The number, as printed; null if there is none.", examples=["7."])
    title: Text | None = Field(description="The heading of the item; null if it has none.")
    body: Body = Field(description="The content below the title, as a list of blocks.")
    duration: StepDuration | None = Field(description="Duration of a step, if its text states exactly one; otherwise null.")
    span: Span = Field(description="From its number or title to the end of its last child.")


class Faq(Model):
    """A question and its answer."""

    id: EntityId
    group: EntityId = Field(description="The group of kind `faqs` that it belongs to.", examples=["faqs-faq"])
    question: Text = Field(description="The question, without its number or `Q:`.")
    answer: Body = Field(description="The answer, as a list of blocks.")
    span: Span = Field(description="From the number or first word of the question to the end of its last child.")


class ChecklistItem(Model):
    """An item of a checklist."""

    id: EntityId
    depth: int = Field(ge=1, description="Nesting depth; 1 is outermost.", examples=[1])
    marker: str | None = Field(
        description="The bullet, number or checkbox, as printed; null if there is none.", examples=["•", "[ ]"]
    )
    text: str = Field(min_length=1, description="The text of the item.", examples=["Pick a quiet place"])
    amount: Text | None = Field(description="Amount of a material, as printed; null if there is none, and in other kinds of list.")
    name: Text | None = Field(description="Name of a material; null if it is unclear, and in other kinds of list.")
    detail: Body = Field(description="The content below the item, as a list of blocks.")
    checked: bool | None = Field(description="Whether its checkbox is ticked; null if it has no checkbox.")
    span: Span = Field(description="From its marker to the end of its detail.")


class Checklist(Model):
    """A bullet list or a list of materials."""

    id: EntityId
    kind: ChecklistKind = Field(
        description="`materials` are what is needed, `tasks` have checkboxes, `questions` has only questions; else `items`."
    )
    title: Text | None = Field(description="The lead-in or heading of the list; null if it has none.")
    items: tuple[ChecklistItem, ...] = Field(
        description="The items in source order; nested items follow the item that they belong to."
    )
    parent: EntityId | None = Field(description="The item or passage that contains it.")
    span: Span = Field(description="From its title, or else its first item, to the end of its last child.")


class Slot(Model):
    """A placeholder in a sample text for the reader to fill in."""

    name: str = Field(min_length=1, description="The text between the brackets.", examples=["name"])
    span: Span = Field(description="Place of the slot, including its brackets.")


class SampleText(Model):
    """A text that readers can send or say as it is."""

    id: EntityId
    text: str = Field(
        min_length=1, description="The text, with its line breaks and without quotation marks.", examples=["Are you free on [day]?"]
    )
    inline: bool = Field(description="Whether the text is quoted inside a paragraph, which then contains it too.")
    label: Text | None = Field(description="What the article calls the text.")
    cue: Text | None = Field(description="The words that introduce the text.")
    channel: Channel | None = Field(description="How to send or say the text; null if the article does not say.")
    slots: tuple[Slot, ...] = Field(description="The slots for the reader to fill in, in source order.")
    parent: EntityId | None = Field(description="The item or passage that contains it.")
    span: Span = Field(description="Place of the text, without quotation marks and cue.")


class Passage(Model):
    """Prose outside the items."""

    id: EntityId
    role: PassageRole = Field(
        description="`introduction` comes before the first item of the article or group, `conclusion` after the last."
    )
    heading: Text | None = Field(description="The heading above it, unless it is the title of something else.")
    level: int | None = Field(description="Level of the heading; null if there is none.", examples=[2])
    body: Body = Field(description="The prose, as a list of blocks.")
    parent: EntityId | None = Field(description="The group that it introduces, or the passage that contains it.")
    span: Span = Field(description="From its heading, or else its first block, to the end of its last child.")


class OutlineNode(Model):
    """A node of the outline, which gives the reading order."""

    ref: EntityId = Field(description="The `id` of the entity at this position.", examples=["step-breathe"])
    level: int = Field(ge=1, description="Depth in the outline; 1 is outermost.", examples=[1])
    children: tuple[OutlineNode, ...] = Field(description="The nodes inside it, in reading order.")


class Residue(Model):
    """Text that is not part of the article."""

    text: str = Field(min_length=1, description="The text, with whitespace collapsed.", examples=["Share this page"])
    reason: ResidueReason = Field(description="Why it is not part of the article.")
    span: Span = Field(description="Place of the text.")


class Related(Model):
    """Another place that a diagnostic refers to."""

    span: Span = Field(description="The place.")
    message: str = Field(description="What is there.", examples=["the count is announced here"])


class Diagnostic(Model):
    """A problem in the article that its editor should know about."""

    code: str = Field(pattern=r"^SK\d{3}$", description="The number of the rule; never reused.", examples=["SK203"])
    rule: str = Field(pattern=r"^[a-z-]+$", description="The name of the rule.", examples=["numbering-gap"])
    severity: Severity = Field(description="The severity of the problem.")
    message: str = Field(description="What was found and what was expected.", examples=["step 6 is missing between 5 and 7"])
    span: Span | None = Field(description="The first place; null if the diagnostic is about the whole article.")
    related: tuple[Related, ...] = Field(description="Related places, in source order.")
    data: dict[str, Any] = Field(description="The values used in the message.", examples=[{"missing": [6]}])
    hint: str | None = Field(description="How to fix it.", examples=["Renumber the steps."])


class Document(Model):
    """An article as data."""

    schema_version: str = Field(pattern=r"^1\.\d+$", description="Version of this contract.", examples=[SCHEMA_VERSION])
    id: EntityId = Field(description="Slug of the path, or `id` of the front matter; unique in the corpus.", examples=["make-up"])
    revision: str = Field(
        pattern=r"^sha256:[0-9a-f]{64}$",
        description="SHA-256 of the canonical JSON without `revision`, `source`, `diagnostics` and all `span`s.",
        examples=["sha256:" + "0a" * 32],
    )
    source: SourceInfo = Field(description="The source file and how it was read.")
    metadata: Metadata = Field(description="Title, authors, dates and other metadata.")
    groups: tuple[Group, ...] = Field(description="All groups of items, in source order.")
    steps: tuple[Item, ...] = Field(description="The items of all groups of kind `steps`, in source order.")
    points: tuple[Item, ...] = Field(description="The items of all other groups except `faqs`, in source order.")
    faqs: tuple[Faq, ...] = Field(description="All questions and their answers, in source order.")
    checklists: tuple[Checklist, ...] = Field(
        description="All bullet lists that are not groups, and all lists of materials, in source order."
    )
    sample_texts: tuple[SampleText, ...] = Field(description="Texts to send or say as they are, in source order.")
    passages: tuple[Passage, ...] = Field(description="Prose outside the items, in source order.")
    outline: tuple[OutlineNode, ...] = Field(description="The reading order, as references without text.")
    residue: tuple[Residue, ...] = Field(description="Text that is not part of the article, in source order.")
    diagnostics: tuple[Diagnostic, ...] = Field(description="Problems in the article that its editor should know about.")


class Counts(Model):
    """Number of entities in a document, by array."""

    groups: int = Field(description="Length of `groups`.", examples=[3])
    steps: int = Field(description="Length of `steps`.", examples=[3])
    points: int = Field(description="Length of `points`.", examples=[3])
    faqs: int = Field(description="Length of `faqs`.", examples=[3])
    checklists: int = Field(description="Length of `checklists`.", examples=[3])
    sample_texts: int = Field(description="Length of `sample_texts`.", examples=[3])
    passages: int = Field(description="Length of `passages`.", examples=[3])
    residue: int = Field(description="Length of `residue`.", examples=[3])
