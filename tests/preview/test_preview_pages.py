"""The pages without a browser: what they hold, and that nothing in an article becomes markup of theirs."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from preview_articles import ATTACK, HOSTILE_MARKDOWN, HOSTILE_PAGE, HOSTILE_TEXT, TEA, TURNED

from seedkit.model.index import Failure
from seedkit.model.walk import KINDS as CONTRACT_KINDS
from seedkit.model.walk import entities, kinds
from seedkit.pipeline import compile_text
from seedkit.preview.pages import article_page, index_page, row
from seedkit.preview.shown import direction, language, plain, shown, target
from seedkit.preview.source import lines
from seedkit.views.kinds import KINDS, Kinds, division
from work import lines_run


class _Page(HTMLParser):
    """The elements of a page, each with its attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def ids(self) -> list[str]:
        return [id for _, attributes in self.elements if (id := attributes.get("id")) is not None]


def test_the_page_holds_every_entity_once() -> None:
    compiled = compile_text(TEA, "tea.md", "markdown")
    page = _Page(article_page(compiled))
    found = [id for id in page.ids() if id in Kinds(compiled.document).entities]
    assert sorted(found) == sorted(entity.id for entity, _ in entities(compiled.document))
    assert len(page.ids()) == len(set(page.ids()))


def test_every_kind_of_entity_has_its_form() -> None:
    assert set(kinds(compile_text(TEA, "tea.md", "markdown").document).values()) == {*CONTRACT_KINDS.values(), "item"}
    elements = Counter(
        (tag, (attributes.get("class") or "").split()[2])
        for tag, attributes in _Page(article_page(compile_text(TEA, "tea.md", "markdown"))).elements
        if (attributes.get("class") or "").startswith("entity ")
    )
    assert elements == {
        ("section", "group"): 3, ("article", "item"): 5, ("details", "faq"): 2, ("section", "checklist"): 2, ("li", "check"): 7,
        ("figure", "sample-text"): 1, ("section", "passage"): 2,
    }  # fmt: skip


@pytest.mark.parametrize(("text", "format"), [(TEA, "markdown"), (HOSTILE_TEXT, "text"), (HOSTILE_PAGE, "html"), ("", "text")])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_lines_are_the_source(text: str, format: str, end: str) -> None:
    compiled = compile_text(text.replace("\n", end), f"article.{format}", format)
    source = compiled.source
    rows = list(lines(compiled, Kinds(compiled.document)))
    assert [line.number for line in rows] == list(range(1, len(rows) + 1))
    assert ["".join(piece.text for piece in line.pieces) for line in rows] == re.split("\r\n|\n|\r", source.text.rstrip("\r\n"))
    for line in rows:
        for piece in line.pieces:
            assert source.text[piece.start : piece.start + len(piece.text)] == piece.text


def test_the_source_says_what_each_part_became() -> None:
    compiled = compile_text(TEA, "tea.md", "markdown")
    rows = {line.number: line for line in lines(compiled, Kinds(compiled.document))}
    names = {number: (line.kind, line.name) for number, line in rows.items() if line.name}
    assert names[7] == ("about", "title")
    assert names[11] == ("checklist", "materials")
    assert names[20] == ("step", "step 1")
    assert names[24] == ("sample", "sample text")
    assert [(piece.text, piece.classes) for piece in rows[24].pieces[:4]] == [
        (">", "sample markup"), (" ", ""), ("Hi ", "sample text"), ("[name]", "sample text slot"),
    ]  # fmt: skip
    assert "found-warning" in rows[36].pieces[1].classes
    assert [compiled.document.diagnostics[number].code for number in rows[36].findings] == ["SK209"]


def test_division_counts_everything_but_blanks() -> None:
    compiled = compile_text(TEA, "tea.md", "markdown")
    counts = division(compiled, Kinds(compiled.document))
    assert list(counts) == list(KINDS)
    blank = sum(tile.end - tile.start for tile in compiled.ledger if tile.kind == "blank")
    assert sum(counts.values()) == len(compiled.source.text) - blank
    assert all(counts.values())


OURS = {
    "a", "article", "b", "blockquote", "body", "button", "circle", "code", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "html", "input", "kbd",
    "label", "legend", "li", "line", "link", "main", "mark", "meta", "noscript", "ol", "p", "path", "pre", "rect", "script",
    "search", "section", "small", "span", "summary", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul",
}  # fmt: skip


@pytest.mark.parametrize(("text", "format"), [(HOSTILE_TEXT, "text"), (HOSTILE_MARKDOWN, "markdown"), (HOSTILE_PAGE, "html")])
def test_hostile_text_stays_text(text: str, format: str) -> None:
    compiled = compile_text(text, "<script>hacked = 1</script>.txt", format)
    page = article_page(compiled)
    parsed = _Page(page)
    assert {tag for tag, _ in parsed.elements} <= OURS
    assert [attributes for tag, attributes in parsed.elements if tag == "script"] == [{"src": "../assets/preview.js"}]
    for tag, attributes in parsed.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcset", "srcdoc", "action")]
        href = attributes.get("href") or ""
        assert href.startswith(("#", "../", "https://", "http://", "mailto:")) or not href, (tag, href)
        assert attributes.get("src", "../assets/preview.js") == "../assets/preview.js"
        if tag == "html":
            assert attributes == {"lang": "en"}
    assert parsed.text.count("hacked") >= compiled.source.text.count("hacked")
    assert not set("\u202e\u202c\u2066\u2069\u200f\ufeff\x1b\x00") & set(page)


def test_the_index_holds_hostile_text_as_data() -> None:
    compiled = compile_text(HOSTILE_TEXT, "</script><script>hacked = 1</script>.txt", "text")
    made = row(compiled)
    page = index_page([made], [Failure(path="</script><b>", error=f"has {ATTACK} {TURNED}")])
    parsed = _Page(page)
    assert {tag for tag, _ in parsed.elements} <= OURS
    assert [attributes for tag, attributes in parsed.elements if tag == "script"] == [
        {"src": "assets/preview.js"},
        {"type": "application/json", "id": "rows"},
    ]
    data = json.loads(page.partition('id="rows">')[2].partition("</script>")[0])
    assert data["rows"] == [json.loads(json.dumps(made[:-1]))]
    assert "<script>hacked" in data["rows"][0][1]


def test_the_index_row_sums_up_an_article() -> None:
    made = row(compile_text(TEA, "drinks/tea.md", "markdown"))
    assert made[:5] == ("drinks-tea", "How to serve tea to a guest in four steps", "drinks/tea.md", (3, 2, 2, 2, 1), (0, 3, 1))
    assert sum(made.shares) in range(997, 1004)
    assert made.codes == ("SK201", "SK504", "SK203", "SK209")


def test_hidden_characters_are_named() -> None:
    assert shown("plain") == "plain"
    assert shown("a<\u202e\u202eb") == ('a&lt;<span class="char" data-code="8238" data-times="2">U+202E ×2</span>b')
    assert shown("می\u200cخواهم 👩\u200d🚀") == "می\u200cخواهم 👩\u200d🚀"
    assert plain("a\u202eb\n c") == "a�b c"


@pytest.mark.parametrize(
    ("href", "followed"),
    [
        ("https://example.org/a?b", True), ("mailto:a@example.org", True), ("HTTP://example.org", True),
        ("javascript:alert(1)", False), ("JaVaScRiPt:alert(1)", False), (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False), ("data:text/html,x", False), ("//example.org", False), ("page.html", False),
        ("http://[", False), ("https://example.org/\u202e", False), ("", False),
    ],
)  # fmt: skip
def test_only_links_to_the_web_can_be_followed(href: str, followed: bool) -> None:
    assert target(href) == (href if followed else None)


def test_direction_and_language() -> None:
    assert direction("12 כיצד") == "rtl"
    assert direction("كيف") == "rtl"
    assert direction("1. How") == direction("…") == "ltr"
    assert language("pt-BR") == "pt-BR"
    assert language('en"><b>') is language(None) is None


def test_a_right_to_left_article_reads_from_the_right() -> None:
    page = article_page(compile_text("كيف تعتذر لصديق\n\nالاعتذار قصير.\n", "a.txt", "text"))
    assert 'aria-label="Structure" tabindex="0" dir="rtl"' in page


def _work(steps: int) -> int:
    text = "How to rest\n\n" + "".join(f"{n}. Sit\n\n“Dear [name], sit.” she may say.\n\n- a\n- b\n\n" for n in range(1, steps))
    compiled = compile_text(text, "a.txt", "text")
    counts = lines_run(lambda: (article_page(compiled), row(compiled)))
    return sum(count for code, count in counts.items() if "preview" in code.co_filename or "template" in code.co_filename)


def test_work_is_linear() -> None:
    _work(2)  # compiles the templates
    assert _work(80) < 2.1 * _work(40)
