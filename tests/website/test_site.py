"""The documentation site builds without a warning; its links lead somewhere, and it loads nothing from elsewhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlparse

import pytest
from markdown_it import MarkdownIt

from seedkit.checks.catalogue import CODES
from tools import need

ROOT = Path(__file__).parents[2]
SITE = "https://docs.example.org/seedkit/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need("docs")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "SITE_URL": SITE, "NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "WARNING" not in ran.stderr
    return folder


_APART = ("code", "pre", "script", "style")


class Page(HTMLParser):
    """What a page of the site links to and loads, its anchors, how many elements its content has, and its prose."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.elements: dict[str, int] = {}
        self.text = ""
        self._in_article = False
        self._apart = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors |= {given[name] for name in ("id", "name") if name in given}
        self._in_article |= tag == "article"
        self._apart += tag in _APART
        if self._in_article:
            self.elements[tag] = self.elements.get(tag, 0) + 1
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag in ("img", "script", "iframe") and "src" in given:
            self.loaded.append(given["src"])
        elif tag == "link" and given.get("rel") not in ("canonical", "next", "prev"):
            self.loaded.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self._in_article &= tag != "article"
        self._apart -= tag in _APART

    def handle_data(self, data: str) -> None:
        if self._in_article and not self._apart:
            self.text += data


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Each page by its address."""
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {urljoin(SITE, name.removesuffix("index.html")): Page(path.read_text("utf-8")) for name, path in files.items()}


def test_every_link_leads_to_a_page_and_an_anchor(site: Path, pages: dict[str, Page]) -> None:
    broken = []
    for address, page in pages.items():
        for link in (*page.links, *page.loaded):
            target, anchor = urldefrag(urljoin(address, link))
            if not target.startswith(SITE):
                continue
            file = site / unquote(urlparse(target).path).removeprefix("/seedkit/")
            exists = (file / "index.html").is_file() if target.endswith("/") else file.is_file()
            if not exists or (anchor and target in pages and unquote(anchor) not in pages[target].anchors):
                broken.append(f"{address}: {link}")
    assert broken == []
    assert len(pages) > len(CODES) + 25


def test_nothing_is_loaded_from_elsewhere(site: Path, pages: dict[str, Page]) -> None:
    loaded = {urljoin(address, name) for address, page in pages.items() for name in page.loaded}
    assert {name for name in loaded if not name.startswith((SITE, "data:"))} == set()
    styles = "".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import )[\"']?(?:https?:)?//[^)]*", styles) == []


def test_a_page_is_rendered_as_commonmark_renders_it(site: Path, pages: dict[str, Page]) -> None:
    """The generator has its own Markdown: what looks right in the repository has to look right in the site."""
    parser = MarkdownIt("commonmark").enable("table")
    differing = {}
    for twin in sorted(site.rglob("*.md")):
        uri = twin.relative_to(site).as_posix()
        address = urljoin(SITE, re.sub(r"(^|/)(index|README)\.md$", r"\1", uri).replace(".md", "/"))
        expected = Page(f"<article>{parser.render(twin.read_text('utf-8'))}</article>").elements
        names = ("h1", "h2", "h3", "li", "ol", "ul", "pre", "table", "td", "img", "blockquote")
        counts = {name: (pages[address].elements.get(name, 0), expected.get(name, 0)) for name in names}
        wrong = {name: pair for name, pair in counts.items() if pair[0] != pair[1]}
        if wrong:
            differing[uri] = wrong
    assert differing == {}


def test_no_markup_is_left_in_the_text(pages: dict[str, Page]) -> None:
    left = {address: re.findall(r"(?m)^.*(?:```|\]\(|^\| --- ).*$", page.text) for address, page in pages.items()}
    assert {address: lines for address, lines in left.items() if lines} == {}


def test_every_page_has_a_twin_that_llms_txt_lists(site: Path, pages: dict[str, Page]) -> None:
    listed = re.findall(r"^- \[[^\n]+\]\((\S+)\)$", (site / "llms.txt").read_text("utf-8"), re.MULTILINE)
    twins = {urljoin(SITE, path.relative_to(site).as_posix()) for path in site.rglob("*.md")}
    assert sorted(listed) == sorted(twins)
    assert len(twins) == len(pages) - 1  # 404.html


def test_schemas_are_published_at_their_ids(site: Path) -> None:
    sources = sorted((ROOT / "schema").rglob("*.schema.json"))
    assert len(sources) >= 5
    for file in sources:
        path = file.relative_to(ROOT).as_posix()
        schema, source = (json.loads((folder / path).read_text("utf-8")) for folder in (site, ROOT))
        assert schema.pop("$id") == urljoin(SITE, path)
        source.pop("$id", None)
        assert schema == source
