"""Hooks of mkdocs: pages that are generated or live elsewhere in the repository, links between them, and pages for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

import command_reference
import configuration_reference
import contract_reference
import python_reference
import rewrite
import rule_pages

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "schema"

MOVED = {
    "bench/README.md": "benchmarks.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "README.md": "index.md",
    "LICENSE": "LICENSE.txt",
}
"""Path in the repository → path in the site. A file below ``docs/`` loses that folder, and any other keeps its path."""

COPIED = (
    "LICENSE",
    "bench/README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "examples/README.md",
    "examples/chunks.py",
    "examples/duckdb.md",
    "examples/jq.md",
    "examples/typescript/README.md",
)
"""Files outside ``docs/`` that the site has too."""


def place(path: str) -> str:
    """Return the path in the site of a file of the repository."""
    return MOVED.get(path, path.removeprefix("docs/"))


HOMES = {place(path): path for path in COPIED}


def generated() -> Iterator[tuple[str, str]]:
    """Yield the path and the content of each generated file."""
    yield "reference/command-line.md", command_reference.page()
    yield "reference/configuration.md", configuration_reference.page()
    yield "reference/python.md", python_reference.page()
    yield "reference/contract.md", contract_reference.page(SCHEMAS / "v1")
    yield from rule_pages.pages()
    yield "site.css", (ROOT / "website" / "site.css").read_text("utf-8")
    yield "llms.txt", ""  # filled when all pages are known


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what is not below ``docs/``."""
    for path in COPIED:
        files.append(File.generated(config, place(path), content=(ROOT / path).read_text("utf-8")))
    for path, content in generated():
        files.append(File.generated(config, path, content=content))
    for schema in sorted(SCHEMAS.rglob("*.schema.json")):
        path = schema.relative_to(ROOT).as_posix()
        files.append(File.generated(config, path, content=_published(schema, path, config.site_url or "")))
    return files


def _published(schema: Path, path: str, site: str) -> str:
    """Return a schema whose ``$id`` is its address in the site, if the site has one."""
    content = json.loads(schema.read_text("utf-8"))
    if site:
        content["$id"] = f"{site.rstrip('/')}/{path}"
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def on_page_markdown(markdown: str, page: Page, **_given: object) -> str:
    """Adapt a page of the repository: links lead to pages of the site, and the info strings of fences become titles."""
    uri = page.file.src_uri
    if page.file.generated_by is None or uri in HOMES:
        markdown = rewrite.links(markdown, HOMES.get(uri, f"docs/{uri}"), uri, place)
    _TWINS[uri] = markdown
    return rewrite.fences(rewrite.indents(markdown))


_TWINS: dict[str, str] = {}
"""Path of a page → its Markdown, as the site publishes it."""


def on_post_build(config: MkDocsConfig) -> None:
    """Write each page as Markdown beside its HTML, and ``llms.txt``, which lists them."""
    site = Path(config.site_dir)
    lines = [f"# {config.site_name}", "", f"> {config.site_description}. Each page is Markdown; tables and examples included.", ""]
    base = (config.site_url or "").rstrip("/")
    for uri, markdown in sorted(_TWINS.items(), key=lambda twin: (twin[0].count("/"), twin[0])):
        file = site / uri
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(markdown, encoding="utf-8")
        lines.append(f"- [{rewrite.title(markdown)}]({f'{base}/' if base else ''}{uri})")
    (site / "llms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _TWINS.clear()
