"""The contract: the index of a build."""

from __future__ import annotations

from pydantic import Field

from seedkit.model.document import Counts, EntityId, Model


class Generator(Model):
    """The tool that wrote the files."""

    name: str = Field(description="The name of the tool.", examples=["seedkit"])
    version: str = Field(description="The version of the tool.", examples=["0.1.0"])


class Severities(Model):
    """Number of diagnostics of a document, by severity."""

    error: int = Field(description="Diagnostics of severity `error`.", examples=[0])
    warning: int = Field(description="Diagnostics of severity `warning`.", examples=[0])
    info: int = Field(description="Diagnostics of severity `info`.", examples=[0])


class OutputFile(Model):
    """A file written by the build for a document."""

    path: str = Field(
        pattern=r"^(documents|converted)/[a-z0-9-]+\.[a-z]+$",
        description="Path relative to the folder of the index: the id of the document with the suffix of the format.",
        examples=["documents/make-up.json"],
    )
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file, in hex.", examples=["0a" * 32])


class IndexEntry(Model):
    """One document of the build."""

    id: EntityId
    revision: str = Field(description="The `revision` of the document.", examples=["sha256:" + "0a" * 32])
    title: str | None = Field(description="The title of the article; null if it has none.", examples=["How to make up"])
    path: str = Field(description="Path of the source file, relative to the source folder.", examples=["friends/make-up.txt"])
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the source file, in hex.", examples=["0a" * 32])
    counts: Counts = Field(description="Number of entities, by array.")
    diagnostics: Severities = Field(description="Number of diagnostics, by severity.")
    files: dict[str, OutputFile] = Field(
        description="The files written for the document, by format.",
        examples=[{"json": {"path": "documents/make-up.json", "sha256": "0a" * 32}}],
    )


class Failure(Model):
    """An article that could not be read."""

    path: str = Field(description="Path of the source file, relative to the source folder.", examples=["friends/broken.txt"])
    error: str = Field(description="The reason.", examples=["it is a directory"])


class Index(Model):
    """The index of a build: one entry per document, sorted by id, and the articles that failed, sorted by path."""

    schema_version: str = Field(pattern=r"^1\.\d+$", description="Version of this contract.", examples=["1.0"])
    generator: Generator = Field(description="The tool that wrote the files, and its version.")
    revision: str = Field(
        pattern=r"^sha256:[0-9a-f]{64}$", description="SHA-256 of the revisions of all documents.", examples=["sha256:" + "0a" * 32]
    )
    documents: tuple[IndexEntry, ...] = Field(description="One entry per document, sorted by `id`.")
    failed: tuple[Failure, ...] = Field(description="The articles that could not be read, sorted by `path`.")
