"""What the site adds to the pages in docs/: pictures, references, rewritten links."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import command_reference
import configuration_reference
import contract_reference
import pictures
import python_reference
import rewrite
import rule_pages
import seedkit
from seedkit.checks.catalogue import CODES
from seedkit.cli import COMMANDS
from seedkit.lint.configuration import KEYS, read
from seedkit.lint.options import OPTIONS

ROOT = Path(__file__).parents[2]


def test_pictures_show_what_is_read(accept: bool) -> None:
    folder = ROOT / "docs" / "pictures"
    made = dict(pictures.pictures((ROOT / "docs" / "readings.md").read_text("utf-8")))
    if accept:
        pictures.main()
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == made
    arrays = {name for name in seedkit.Document.model_fields if name.endswith("s")} - {"diagnostics"}
    assert {Path(name).stem for name in made} == arrays | {"metadata", "residue"}


def test_a_picture_marks_the_words_of_each_value() -> None:
    [(name, svg)] = pictures.pictures("```text steps.txt\nRest & be still\n\n1. Sit <down>\n2. Wait\n```\n")
    assert name == "steps.svg"
    assert svg.count(">Sit &lt;down&gt;<") == 1
    assert ">1. Sit &lt;down&gt;<" in svg
    assert svg.count(pictures._COLORS[0]) == 2  # in the article and in the entity


def test_every_command_and_option_is_in_the_reference() -> None:
    page = command_reference.page()
    assert re.findall(r"^## seedkit (\S+)$", page, re.MULTILINE) == list(COMMANDS)
    for option in ("`--max-size SIZE`", "`--fix`", "`RULE\\|FILE:LINE`"):
        assert option in page
    assert "%(" not in page


def test_every_key_of_the_configuration_is_in_the_reference() -> None:
    page = configuration_reference.page()
    assert re.findall(r"^## ([\w-]+)$", page, re.MULTILINE) == list(KEYS)
    assert all(key.description in page for key in KEYS.values())
    for example in re.findall(r"```toml\n(.*?)```", page, re.DOTALL):
        read(tomllib.loads(example), "in the reference")
    for rule, options in OPTIONS.items():
        assert all(f"[`{rule}`](../rules/{CODES[rule].code}-{rule}.md) | `{name}` |" in page for name in options)


def test_every_rule_is_in_the_index_and_has_a_page() -> None:
    pages = dict(rule_pages.pages())
    index = pages.pop("rules/index.md")
    assert len(pages) == len(CODES)
    for row in CODES.values():
        assert f"| [{row.code}]({row.code}-{row.rule}.md) | `{row.rule}` |" in index


def test_everything_exported_is_in_the_python_reference() -> None:
    page = python_reference.page()
    headings = set(re.findall(r"^## (\S+)$", page, re.MULTILINE))
    assert headings == set(seedkit.__all__) - {"__version__"}
    assert "seedkit.load(out: str | Path) -> Corpus" in page


def test_every_key_is_in_the_contract_reference() -> None:
    page = contract_reference.page(ROOT / "schema" / "v1")
    for key in seedkit.Document.model_fields.values():
        assert key.description
        assert key.description in page
    links = set(re.findall(r"\]\(#(\w+)\)", page))
    assert links <= {name.lower() for name in re.findall(r"^## (\w+)$", page, re.MULTILINE)}


@pytest.mark.parametrize(
    ("link", "rewritten"),
    [
        ("[x](ids.md#limits)", "[x](ids.md#limits)"),
        ("[x](../CHANGELOG.md)", "[x](changelog.md)"),
        ("[x](../examples/)", "[x](examples/README.md)"),
        ("[x](https://example.org/a)", "[x](https://example.org/a)"),
        ("[x](#here)", "[x](#here)"),
        ("![x](a.png)", "![x](a.png)"),
        ("```text\n[x](../CHANGELOG.md)\n```", "```text\n[x](../CHANGELOG.md)\n```"),
    ],
)
def test_links_lead_to_pages_of_the_site(link: str, rewritten: str) -> None:
    moved = {"CHANGELOG.md": "changelog.md"}
    assert rewrite.links(link, "docs/page.md", "page.md", lambda path: moved.get(path, path.removeprefix("docs/"))) == rewritten


def test_lists_are_indented_as_the_generator_wants_them() -> None:
    page = "- a\n  b\n\n  ```yaml\n  c:\n    - d\n  ```\n\n  - e\n\nf\n\n```text\n  g\n```\n"
    assert rewrite.indents(page) == page.replace("  b", "    b").replace("  ```y", "    ```y").replace(
        "  c:\n    - d\n  ```", "    c:\n      - d\n    ```"
    ).replace("  - e", "    - e")


def _tables(page: str) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """Yield each table of a page: the first cell of its head, and its rows as column → cell, by their first cell."""
    for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        head, _, *rows = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in table.splitlines()]
        yield head[0], {row[0]: dict(zip(head, row, strict=True)) for row in rows}


def test_the_comparison_says_what_the_benchmarks_say() -> None:
    bench = (ROOT / "bench" / "README.md").read_text("utf-8")
    compared = [table for head, table in _tables((ROOT / "docs" / "comparison.md").read_text("utf-8")) if "documents" in head]
    blocks = [
        bench.partition(f"<!-- figures: peers, {name} -->")[2].partition("<!-- end")[0] for name in ("text", "markdown", "html")
    ]
    named = {"a few regular expressions": "naive"}
    held_out = dict(_tables(bench.partition("<!-- figures: held-out -->")[2].partition("<!-- end")[0]))
    for block, table in zip(blocks, compared, strict=True):
        ((_, measured),) = _tables(block)
        for reader, row in table.items():
            if reader == "seedkit, weights fitted on other origins":
                kinds, measures = held_out["kind"], held_out["measure"]
                assert row["macro F1"] == measures["macro F1 over the kinds"]["figure"]
                assert row["step sequence"] == measures["exact step sequence, documents with 2 or more"]["figure"]
                assert [row["headings"], row["bullets"], row["numbered"]] == [
                    kinds[k]["F1"] for k in ("heading", "bullet", "ordered")
                ]
                continue
            figures = measured[named.get(reader, reader.partition(",")[0])]
            assert row.items() - figures.items() <= {*zip(row, [reader], strict=False)}
