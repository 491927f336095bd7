"""The fuzz targets: functions of bytes that assert what seedkit promises, and raise nothing for any input."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

import seeds
from seedkit import errors
from seedkit.articles import open_bytes
from seedkit.contract.migrate import migrate as migrate_build
from seedkit.corpus import load as load_corpus
from seedkit.corpus import read_article, read_index
from seedkit.corpus.article import Article
from seedkit.corrections.edit import with_facts
from seedkit.corrections.parse import parsed
from seedkit.diff.compare import compare
from seedkit.diff.reports import as_json
from seedkit.diff.snapshots import changes, snapshots
from seedkit.lint import baseline as baselines
from seedkit.lint import policy
from seedkit.model.document import Document, Faq, Item, Passage, SampleText
from seedkit.pipeline import compile_bytes, compile_text
from seedkit.writers import ARTICLE_WRITERS, WRITERS
from seedkit.writers import markdown as markdown_writer

sys.path.append(str(seeds.ROOT / "tests"))

from properties import invariants


class Target(NamedTuple):
    """A function of bytes, and the inputs to begin with."""

    run: Callable[[bytes], None]
    seeds: Callable[[], tuple[bytes, ...]]


def text(data: bytes) -> None:
    """Plain text keeps every principle of the contract."""
    with suppress(errors.InputError):  # binary data
        invariants.check(compile_bytes(data, "article.txt", "text"))


def markdown(data: bytes) -> None:
    """Markdown keeps every principle of the contract."""
    with suppress(errors.InputError):  # binary data
        invariants.check(compile_bytes(data, "article.md", "markdown"))


def html(data: bytes) -> None:
    """A page keeps every principle of the contract."""
    with suppress(errors.InputError):  # binary data
        invariants.check(compile_bytes(data, "article.html", "html"))


def writers(data: bytes) -> None:
    """Every writer writes what was read; JSON and YAML say the same."""
    with suppress(errors.InputError):
        document = compile_bytes(data, "article.txt", "text").document
        written = {row.name: row.dump(document) for row in (*WRITERS, *ARTICLE_WRITERS)}
        assert _yaml(written["yaml"]) == json.loads(written["json"])
        json.loads(written["jsonld"])


def round_trip(data: bytes) -> None:
    """What is written as Markdown is read again, keeps every principle, and has the same id."""
    with suppress(errors.InputError):
        document = compile_bytes(data, "article.txt", "text").document
        again = compile_text(markdown_writer.dump(document), "article.md", "markdown")
        invariants.check(again)
        assert again.document.id == document.id


def front_matter(data: bytes) -> None:
    """Front matter is read, or set aside and reported; every writer can write what it says."""
    with suppress(errors.InputError):
        compiled = compile_bytes(data, "article.md", "markdown")
        invariants.check(compiled)
        for row in (*WRITERS, *ARTICLE_WRITERS):
            row.dump(compiled.document)


def sidecar(data: bytes) -> None:
    """A sidecar is read, or refused with a reason; what is read applies to an article, and can be edited and read again."""
    try:
        parsed("article.seedkit.yaml", data)
        words = data.decode("utf-8-sig")
    except errors.InputError:
        return
    article = open_bytes(b"Rest\n\nSit down\n\nOn a chair.\n\nThen look\n\nAt the sky.\n", "article.txt")
    with suppress(errors.InputError):
        compiled = article._replace(sidecar=("article.seedkit.yaml", data)).compile()
        invariants.ledger_tiles_the_source(compiled)
        invariants.ids_are_unique_and_refs_resolve(compiled.document)
        invariants.outline_holds_every_entity_once(compiled.document)
    with suppress(errors.UsageError):
        parsed("article.seedkit.yaml", with_facts(words, {"author": "Ann"}, overwrite=True).encode())


def configuration(data: bytes) -> None:
    """A configuration is read, or refused with a reason."""
    with tempfile.TemporaryDirectory() as folder, suppress(errors.UsageError):
        file = Path(folder, "seedkit.toml")
        file.write_bytes(data)
        policy.load(Path(folder), file).rules_for(f"{folder}/seeds/rest.txt")


def baseline(data: bytes) -> None:
    """A baseline is read, or refused with a reason."""
    with tempfile.TemporaryDirectory() as folder, suppress(errors.UsageError):
        file = Path(folder, "baseline.json")
        file.write_bytes(data)
        known = baselines.load(file)
        known.new(f"{folder}/seeds/rest.txt", [], frozenset({"numbering-gap"}))
        known.gone()


def load(data: bytes) -> None:
    """A damaged document is refused, or all that it says can be read, tabled and written."""
    with suppress(errors.OutputError):
        article = read_article(data)
        entities: list[Item | Faq | Passage | SampleText] = [*article.steps, *article.points, *article.faqs]
        entities += [*article.passages, *article.sample_texts]
        for entity in entities:
            article.text_of(entity)
        for row in (*WRITERS, *ARTICLE_WRITERS):
            row.dump(Document.model_construct(**dict(article)))


def index(data: bytes) -> None:
    """A damaged index is refused, or loaded with the documents that it names and migrated."""
    with suppress(errors.OutputError):
        read_index(data)
    with tempfile.TemporaryDirectory() as folder, suppress(errors.OutputError):
        _plant(Path(folder), data)
        for article in load_corpus(folder).values():
            assert isinstance(article, Article)


def migrate(data: bytes) -> None:
    """A build with a damaged index is migrated or refused; nothing is written outside it."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        _plant(out, data)
        with suppress(errors.OutputError):
            migrate_build(out)
        assert [path.name for path in Path(folder).iterdir()] == ["out"]


def diff(data: bytes) -> None:
    """A damaged document is refused, or compared with another, both ways."""
    whole = read_article(seeds.documents()[0])
    with suppress(errors.OutputError):
        damaged = read_article(data)
        for _ in (*compare(whole, damaged), *compare(damaged, whole)):
            pass
        with tempfile.TemporaryDirectory() as folder:
            one, other = Path(folder, "one.json"), Path(folder, "other.json")
            one.write_bytes(seeds.documents()[0])
            other.write_bytes(data)
            for line in as_json(changes(*snapshots(str(one), str(other)))):
                json.dumps(line)


def _plant(out: Path, index: bytes) -> None:
    documents = out / "v1" / "documents"
    documents.mkdir(parents=True)
    (out / "v1" / "index.json").write_bytes(index)
    for path in sorted((seeds.ROOT / "out" / "v1" / "documents").glob("*.json"))[:2]:
        (documents / path.name).write_bytes(path.read_bytes())


def _yaml(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


TARGETS = {
    "text": Target(text, lambda: seeds.articles("text")),
    "markdown": Target(markdown, lambda: seeds.articles("markdown")),
    "html": Target(html, lambda: seeds.articles("html")),
    "front-matter": Target(front_matter, lambda: seeds.FRONT_MATTER),
    "sidecar": Target(sidecar, lambda: seeds.SIDECARS),
    "configuration": Target(configuration, lambda: seeds.CONFIGURATIONS),
    "baseline": Target(baseline, lambda: seeds.BASELINES),
    "load": Target(load, seeds.documents),
    "index": Target(index, seeds.indexes),
    "migrate": Target(migrate, seeds.indexes),
    "diff": Target(diff, seeds.documents),
    "round-trip": Target(round_trip, lambda: seeds.articles("text")),
    "writers": Target(writers, lambda: seeds.articles("text")),
}
