"""The contract: the index of a build."""

from __future__ import annotations

from pydantic import Field

from seedkit.model.document import EntityId, Model


class Generator(Model):
    """The tool that wrote the files."""

    name: str = Field(examples=["seedkit"])
    version: str = Field(examples=["0.1.0"])


class Counts(Model):
    """How many entities a document holds, per array."""

    groups: int
    steps: int
    points: int
    faqs: int
    checklists: int
    sample_texts: int
    passages: int
    residue: int


class Severities(Model):
    """How many diagnostics a document has, per severity."""

    error: int
    warning: int
    info: int


class OutputFile(Model):
    """A file that the build wrote for a document."""

    path: str = Field(description="Below the folder of the index.", examples=["documents/make-up.json"])
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class IndexEntry(Model):
    """One document of the build."""

    id: EntityId
    revision: str
    title: str | None
    path: str = Field(description="Of the source, below the source folder.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="Of the source's bytes.")
    counts: Counts
    diagnostics: Severities
    files: dict[str, OutputFile] = Field(description="By format.", examples=[{"json": {"path": "documents/a.json"}}])


class Failure(Model):
    """An article that could not be read."""

    path: str
    error: str


class Index(Model):
    """What a build holds: one entry a document, in order of id, and the articles that failed, in order of path."""

    schema_version: str = Field(pattern=r"^\d+\.\d+$")
    generator: Generator
    revision: str = Field(pattern=r"^sha256:[0-9a-f]{64}$", description="Of the revisions of all documents.")
    documents: tuple[IndexEntry, ...]
    failed: tuple[Failure, ...]
