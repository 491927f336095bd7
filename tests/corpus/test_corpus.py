"""Built data, typed: the corpus, its articles, and the names of the package."""

from __future__ import annotations

import json
import os
import re
from importlib.metadata import version
from pathlib import Path

import pytest

import seedkit
from sample_articles import BREAD, plant
from seedkit.contract.migrate import migrate
from seedkit.model.document import Checklist, Document, Group, Item, RefBlock

ONCE = "Once a month is enough, unless you ride it through the rain every day."
YES = "Yes, but without pressure, because it drives the oil out of the bearings."


@pytest.fixture
def out(tmp_path: Path) -> Path:
    seedkit.build(plant(tmp_path / "seeds"), tmp_path / "out")
    return tmp_path / "out"


def test_a_corpus_is_a_mapping_in_order_of_id(out: Path) -> None:
    corpus = seedkit.load(out)
    assert list(corpus) == ["bread", "lamp", "tools-knives"]
    assert len(corpus) == 3
    assert "bread" in corpus
    assert [article.id for article in corpus.values()] == list(corpus)
    assert corpus.index.documents[0].title == "How to bake a plain loaf"
    with pytest.raises(KeyError, match="cake"):
        corpus["cake"]


def test_documents_are_found_by_id_whatever_the_index_says(out: Path) -> None:
    index = (out / "v1/index.json").read_text(encoding="utf-8")
    (out / "v1/index.json").write_text(index.replace("documents/bread.json", "documents/lamp.json"), encoding="utf-8")
    assert seedkit.load(out)["bread"].id == "bread"
    for path in ("../secret.json", "/etc/secret.json", "documents/../secret.json"):
        (out / "v1/index.json").write_text(index.replace("documents/bread.json", path), encoding="utf-8")
        with pytest.raises(seedkit.OutputError, match=r"not the index of a build \(documents\.0\.files\.json\.path"):
            seedkit.load(out)


def test_a_pipe_in_the_place_of_a_file_is_reported_without_waiting(out: Path) -> None:
    corpus = seedkit.load(out)
    for file in (out / "v1/documents/bread.json", out / "v1/index.json"):
        file.unlink()
        os.mkfifo(file)
    with pytest.raises(seedkit.OutputError, match=r"bread\.json: named in the index, but cannot be read \(not a regular file\)"):
        corpus["bread"]
    for use in (seedkit.load, migrate):
        with pytest.raises(seedkit.OutputError, match=r"index\.json: cannot be read \(not a regular file\)"):
            use(out)


def test_a_built_article_is_the_normalized_one(out: Path, tmp_path: Path) -> None:
    built = seedkit.load(str(out))["bread"]
    document = Document.model_validate_json((out / "v1/documents/bread.json").read_bytes())
    assert built == document
    assert document == built
    assert built == seedkit.normalize(tmp_path / "seeds" / "bread.txt")
    assert built != seedkit.normalize(BREAD, path="loaf.txt")
    assert built != "bread"


def test_articles_are_read_when_asked_for_and_not_kept(out: Path) -> None:
    corpus = seedkit.load(out)
    file = out / "v1" / "documents" / "bread.json"
    data = json.loads(file.read_bytes())
    data["metadata"]["tags"] = ["baking"]
    file.write_text(json.dumps(data), encoding="utf-8")
    assert corpus["bread"].metadata.tags == ("baking",)
    file.unlink()
    with pytest.raises(seedkit.OutputError, match=r"bread\.json: named in the index, but cannot be read"):
        corpus["bread"]
    file.write_text("{}", encoding="utf-8")
    with pytest.raises(seedkit.OutputError, match=r"bread\.json: not a document .*schema_version: Field required"):
        corpus["bread"]


def test_a_missing_corpus_is_reported(tmp_path: Path) -> None:
    with pytest.raises(seedkit.OutputError, match=r"index\.json: cannot be read .* `seedkit build --out .*` writes it"):
        seedkit.load(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "not JSON"),
        ("\xff", "not JSON"),
        pytest.param("[" * 100_000, "not JSON", id="nested"),
        ("[1]", "not the index of a build"),
        ('{"documents": []}', "not the index of a build"),
        ('{"schema_version": "2.0"}', "written in version 2.0 of the contract, this seedkit reads 1.0: update it"),
    ],
)
def test_a_broken_or_later_index_is_reported(out: Path, content: str, message: str) -> None:
    (out / "v1" / "index.json").write_text(content, encoding="latin-1")
    with pytest.raises(seedkit.OutputError, match=re.escape(message)):
        seedkit.load(out)


def test_an_index_of_a_later_minor_version_loads(out: Path) -> None:
    file = out / "v1" / "index.json"
    data = json.loads(file.read_bytes())
    file.write_text(json.dumps(data | {"schema_version": "1.9", "news": True}), encoding="utf-8")
    assert len(seedkit.load(out)) == 3


def test_references_are_followed() -> None:
    article = seedkit.normalize(BREAD)
    rise = article.steps[1]
    assert article.resolve(rise.id) is rise
    assert article.resolve(article.outline[-1]) == article.entities[article.outline[-1].ref]
    contents = list(article.contents_of(rise.body))
    assert [type(content).__name__ for content in contents] == ["ProseBlock", "Checklist"]
    checklist = contents[1]
    assert isinstance(checklist, Checklist)
    assert article.resolve(checklist.items[0].id) == checklist.items[0]
    group = article.resolve(rise.group)
    assert isinstance(group, Group)
    assert article.items_of(group) == article.items_of(group.id) == article.steps
    with pytest.raises(KeyError):
        article.resolve("step-nowhere")


def test_a_step_as_plain_text() -> None:
    article = seedkit.normalize(BREAD)
    assert article.text_of(article.steps[0]) == (
        "1. Mix the dough\n\nStir flour, water, yeast and salt in a bowl until no dry flour is left."
    )
    assert article.text_of(article.steps[1]) == (
        "2. Let it rise\n\nCover the bowl with a cloth and leave it alone for an hour.\n\n"
        "While you wait, check these:\n\n- the room is warm\n- the cloth is damp"
    )
    assert article.text_of(article.passages[0]) == "Bread needs little more than patience and a hot oven."
    assert article.text_of(article.groups[0]).startswith("1. Mix the dough\n\nStir flour")


def test_every_kind_of_entity_and_block_as_plain_text() -> None:
    article = seedkit.normalize(
        "# Care for a bicycle\n\n"
        "Ten minutes a month are enough.\n\n"
        "## Wash it\n\n"
        "1. Rinse the frame.\n2. Dry the chain.\n\n"
        "- [x] bucket\n- [ ] sponge\n  - [ ] a soft one\n\n"
        "| part | oil |\n| --- | --- |\n| chain | thin |\n\n"
        "![A clean chain](chain.png)\n\n```\nwipe\n```\n\n> Oil is cheap.\n\n"
        f"## Frequently asked questions\n\n### How often?\n\n{ONCE}\n\n### With water?\n\n{YES}\n",
        format="markdown",
    )
    assert article.source.path == "article.md"
    numbered = [item for item in (*article.steps, *article.points) if item.label is not None]
    assert [article.text_of(item) for item in numbered] == ["1. Rinse the frame.", "2. Dry the chain."]
    assert article.text_of(article.faqs[0]) == f"How often?\n\n{ONCE}"
    assert article.text_of(article.resolve(article.faqs[0].group)) == (
        f"Frequently asked questions\n\nHow often?\n\n{ONCE}\n\nWith water?\n\n{YES}"
    )
    assert "- [x] bucket\n- [ ] sponge\n  - [ ] a soft one" in article.text_of(article.checklists[0])
    blocks = [block for passage in article.passages for block in passage.body] + [
        block for item in (*article.steps, *article.points) for block in item.body
    ]
    texts = {block.kind: article.text_of(block) for block in blocks}
    assert texts["table"] == "part\toil\nchain\tthin"
    assert texts["image"] == "A clean chain"
    assert texts["quote"] == "Oil is cheap."
    assert texts["code"].strip() == "wipe"
    assert article.text_of(RefBlock(kind="checklist", ref=article.checklists[0].id)) == article.text_of(article.checklists[0])


def test_a_sample_text_as_plain_text() -> None:
    article = seedkit.normalize(
        "How to ask for help\n\nPeople like to be asked.\n\n1. Ask a neighbour\n\nSend them this text:\n\n"
        "“Hello [name], could you lend me your ladder on Sunday?”\n\n2. Say thank you\n\nA word is enough.\n"
    )
    (sample,) = article.sample_texts
    assert article.text_of(sample) == "Hello [name], could you lend me your ladder on Sunday?"
    step = article.resolve(sample.parent or "")
    assert isinstance(step, Item)
    assert sample.text in article.text_of(step)


def test_text_bytes_and_files_are_read_alike(tmp_path: Path) -> None:
    file = tmp_path / "bread.txt"
    file.write_text(BREAD, encoding="utf-8")
    texts = [seedkit.normalize(BREAD), seedkit.normalize(BREAD.encode()), seedkit.normalize(file, path="article.txt")]
    assert texts[0] == texts[1] == texts[2]
    assert seedkit.normalize(file).id == "bread"
    assert seedkit.normalize(BREAD, path="a/b.md").source.format == "markdown"
    assert seedkit.normalize(file, format="html").source.format == "html"


def test_what_cannot_be_normalized_is_reported(tmp_path: Path) -> None:
    with pytest.raises(seedkit.InputError, match=r"gone\.txt does not exist"):
        seedkit.normalize(tmp_path / "gone.txt")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(seedkit.InputError, match=r"folder\.txt is a folder, not an article"):
        seedkit.normalize(tmp_path / "folder.txt")
    with pytest.raises(seedkit.UsageError, match=r"notes has none of the suffixes \.txt"):
        seedkit.normalize(tmp_path / "notes")
    with pytest.raises(seedkit.UsageError, match="the format is 'docx': expected one of html, markdown, text"):
        seedkit.normalize("text", format="docx")


def test_a_text_that_looks_like_a_path_is_read_with_a_warning() -> None:
    with pytest.warns(UserWarning, match=r"'seeds/a\.md' is read as the text of an article: pass Path\('seeds/a\.md'\)"):
        assert seedkit.normalize("seeds/a.md").source.format == "text"
    seedkit.normalize("Read seeds/a.md")  # a warning would be an error
    seedkit.normalize("# Tea\n\nsee a.md")


def test_the_names_of_the_package() -> None:
    assert seedkit.__version__ == version("seedkit-compiler")
    assert set(seedkit.__all__) <= set(dir(seedkit))
    for name in seedkit.__all__:
        assert getattr(seedkit, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        seedkit.nothing  # type: ignore[attr-defined]  # noqa: B018  # it is the error that is asked for
