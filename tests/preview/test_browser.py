"""The pages in a browser: opened from a folder, and from a server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import chromium, violations, visit
from preview_articles import plant
from serving import TOKEN, Client, served

from sample_articles import files_below
from seedkit.preview.desk import Desk
from seedkit.preview.site import write


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser of all tests in this file."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a folder of pages."""
    folder = tmp_path_factory.mktemp("site")
    write([plant(folder / "seeds")], folder / "pages")
    return (folder / "pages").as_uri()


def _lit(page: Any, side: str) -> str:
    """Return the words that are lit up on one side."""
    text: str = page.evaluate("side => [...document.querySelectorAll(`${side} .lit`)].map(n => n.textContent).join('')", side)
    return " ".join(text.split())


def test_pointing_at_one_side_lights_up_the_other(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/articles/tea.html") as page:
        page.hover(".structure >> text=Rinse the pot")
        assert (
            _lit(page, ".source")
            == "Rinse the pot with hot water for 30 seconds, and read [the long version](https://example.org/tea)."
        )
        page.hover("#L24 .words >> text=would you like")
        assert _lit(page, ".structure").startswith("sample text text#Copy Hi [name], would you like to come for tea on [day]?")
        page.hover("#L50 .words")
        assert _lit(page, ".structure") == "2. # It takes time."
        page.hover(".top h1")
        assert _lit(page, ".source") == _lit(page, ".structure") == ""


def test_a_click_scrolls_the_other_side(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/articles/tea.html", viewport={"width": 1200, "height": 400}) as page:
        page.click("#L7 .words span >> nth=1")
        page.keyboard.press("Escape")
        page.locator(".structure >> text=Then you have a pot").evaluate("node => node.closest('details').open = true")
        page.locator("#L60 .words").scroll_into_view_if_needed()
        page.click("#L60 .words span")
        page.wait_for_function(_IN_VIEW, arg=".structure .lit")
        page.click(".structure >> text=A pot of tea takes ten")
        page.wait_for_function(_IN_VIEW, arg="#L9")


_IN_VIEW = """selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
}"""


def test_keys_walk_through_entities_and_findings(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/articles/tea.html") as page:
        ids = page.eval_on_selector_all(".structure .entity", "nodes => nodes.map(node => node.id)")
        for id in ids[:6]:
            page.keyboard.press("j")
            assert page.evaluate("document.activeElement.id") == id
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.id") == ids[4]
        for expected in ("SK201", "SK504", "SK203", "SK209", "SK201"):
            page.keyboard.press("d")
            assert expected in page.evaluate("document.activeElement.textContent")
        page.keyboard.press("D")
        assert "SK209" in page.evaluate("document.activeElement.textContent")
        assert "Let it steep" in _lit(page, ".structure")
        page.keyboard.press("o")
        assert page.locator("details.faq[open]").count() == 2
        page.keyboard.press("i")
        page.wait_for_url(f"{site}/index.html")


def test_keys_can_be_turned_off(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/articles/tea.html") as page:
        page.keyboard.press("?")
        assert page.locator("dialog#keys").is_visible()
        page.click("#keys-on")
        page.keyboard.press("Escape")
        assert not page.locator("dialog#keys").is_visible()
        page.keyboard.press("j")
        assert page.locator(".current").count() == 0
        page.click("#help")
        page.click("#keys-on")
        page.click("[data-close]")
        page.keyboard.press("j")
        assert page.locator(".current").count() == 1


def test_find_goes_from_place_to_place(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/articles/tea.html") as page:
        page.keyboard.press("/")
        page.keyboard.type("THE POT")
        assert page.inner_text("#status") == "1 of 4"
        assert _lit(page, ".structure") == "Warm the pot"
        page.keyboard.press("Enter")
        assert page.inner_text("#status") == "2 of 4"
        assert _lit(page, ".structure").startswith("Rinse the pot")
        page.keyboard.press("Shift+Enter")
        assert page.inner_text("#status") == "1 of 4"
        page.fill("#find", "coffee")
        assert page.inner_text("#status") == "Not found."
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == ""


def test_a_sample_text_is_copied_with_its_slots_filled(browser: Any, site: str) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    with visit(browser, f"{site}/articles/tea.html", permissions=permissions) as page:
        page.click(".copy")
        page.wait_for_function("() => document.querySelector('#status').textContent === 'Copied.'")
        words = "Hi [name], would you like to come for tea on [day]? I will have the good biscuits."
        assert page.evaluate("navigator.clipboard.readText()") == words
        page.fill("input[data-slot='0']", "Noor <b>")
        page.fill("input[data-slot='1']", "Friday")
        page.focus(".entity.sample-text")
        page.keyboard.press("c")
        words = words.replace("[name]", "Noor <b>").replace("[day]", "Friday")
        page.wait_for_function("words => navigator.clipboard.readText().then(text => text === words)", arg=words)
        page.fill("input[data-slot='0']", "")
        assert page.inner_text(".sample-text .text").startswith("Hi [name], ")


def test_checklists_tick_and_questions_open(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/articles/tea.html") as page:
        assert page.get_by_label("the cups are out").is_checked()
        page.get_by_label("the pot is warm").check()
        page.click("summary >> text=Can I use bags?")
        assert page.get_by_text("They steep faster.").last.is_visible()


def test_links_lead_to_an_entity_a_line_and_a_finding(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/articles/tea.html#step-warm-the-pot") as page:
        assert page.locator("#step-warm-the-pot.current").count() == 1
        assert "Rinse the pot" in _lit(page, ".source")
        page.click("a[href='#finding-3']")
        page.wait_for_function("() => document.querySelector('.structure .lit').textContent.startsWith('Let it steep')")
        page.wait_for_function(_IN_VIEW, arg="#finding-3")


def test_the_index_is_searched_sorted_and_filtered(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/index.html") as page:
        assert page.locator("#articles tbody tr").count() == 4
        page.keyboard.press("/")
        page.keyboard.type("TÉA guest")
        assert page.locator("#articles tbody tr").count() == 1
        assert page.inner_text("#status") == "1 of 4"
        page.fill("#find", "sk209")
        assert page.inner_text("#articles tbody .path") == "tea.md"
        page.fill("#find", "")
        page.click("th button >> text=FAQs")
        assert page.inner_text("#articles tbody tr >> nth=0 >> .path") == "tea.md"
        assert page.get_attribute("th:has-text('FAQs')", "aria-sort") == "descending"
        page.click("th button >> text=FAQs")
        assert page.inner_text("#articles tbody tr >> nth=3 >> .path") == "tea.md"
        page.check("[name=show][value='2']", force=True)
        shown = page.locator("#articles tbody tr").count()
        assert page.inner_text("#status") == ("" if shown == 4 else f"{shown} of 4")
        page.fill("#find", "tea.md")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{site}/articles/tea.html")


def test_the_scheme_is_that_of_the_system_until_it_is_chosen(browser: Any, site: str) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    with visit(browser, f"{site}/index.html", color_scheme="dark") as page:
        dark = page.evaluate(paper)
        page.click("#theme")
        assert page.evaluate(paper) != dark
        page.click("#theme")
        assert page.evaluate(paper) == dark
        page.reload()
        assert page.get_attribute("#theme", "aria-label") == "Color scheme: dark"


@pytest.mark.parametrize("name", ["text", "markdown", "page"])
def test_a_hostile_article_runs_nothing(browser: Any, site: str, name: str) -> None:
    with visit(browser, f"{site}/articles/hostile-{name}.html") as page:
        for _ in range(20):
            page.keyboard.press("j")
        page.keyboard.press("o")
        for place in page.locator(".structure a:visible").all():
            assert place.get_attribute("href").startswith(("#", "https://example.org/"))
        for button in page.locator(".copy").all():
            button.click()
        assert page.locator("iframe, img, object, embed, form, base, [onclick], [onerror]").count() == 0


def test_hostile_titles_do_nothing_in_the_index(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/index.html") as page:
        page.fill("#find", "hacked")
        assert page.locator("#articles tbody tr").count() == 3


def _open_figures(page: Any) -> None:
    page.click("summary >> text=Figures")
    assert page.locator(".figures svg >> nth=0").is_visible()


def test_axe_finds_nothing_on_a_desktop(browser: Any, site: str) -> None:
    look = {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
    with visit(browser, f"{site}/index.html", **look) as page:
        assert violations(page) == []
        _open_figures(page)
        assert violations(page) == []
    with visit(browser, f"{site}/articles/tea.html", **look) as page:
        page.keyboard.press("j")
        assert violations(page) == []
        page.keyboard.press("?")
        assert violations(page) == []


def test_axe_finds_nothing_on_a_phone_at_night(browser: Any, site: str) -> None:
    look = {"color_scheme": "dark", "viewport": {"width": 390, "height": 800}, "reduced_motion": "reduce"}
    with visit(browser, f"{site}/index.html", **look) as page:
        _open_figures(page)
        assert violations(page) == []
        page.keyboard.press("?")
        assert violations(page) == []
    with visit(browser, f"{site}/articles/tea.html", **look) as page:
        page.keyboard.press("o")
        assert violations(page) == []
        page.keyboard.press("d")
        assert violations(page) == []


def test_print_shows_the_article_alone(browser: Any, site: str) -> None:
    with visit(browser, f"{site}/articles/tea.html") as page:
        page.emulate_media(media="print")
        assert not page.locator(".source").is_visible()
        assert page.locator(".structure").is_visible()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("details.faq[open]").count() == 2
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details.faq[open]").count() == 0


def test_nothing_is_wider_than_a_phone(browser: Any, site: str) -> None:
    for name in ("index", "articles/tea", "articles/hostile-text"):
        with visit(browser, f"{site}/{name}.html", viewport={"width": 320, "height": 700}) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= 320
            if name != "index":
                page.click("[data-view=source]")
                assert page.locator(".source").is_visible()
                assert not page.locator(".structure").is_visible()
                assert page.evaluate("document.querySelector('.source').scrollWidth") <= 320


@pytest.fixture
def live(browser: Any, tmp_path: Path) -> Iterator[tuple[Any, Client, Path]]:
    """A page that entered a server, the server, and the folder of the articles that it follows."""
    seeds = plant(tmp_path / "seeds")
    desk = Desk([seeds])
    desk.refresh()
    over = threading.Event()

    def follow() -> Iterator[None]:
        while not over.wait(0.1):
            yield

    with served(desk, follow()) as client, visit(browser, f"{client.home}/?token={TOKEN}") as page:
        yield page, client, seeds
        over.set()


def _pin_line(page: Any, line: int, kind: str) -> None:
    page.click(f"#L{line} button.no")
    page.click(f"#menu button[value={kind}]")
    page.wait_for_selector("#status button >> text=Undo")


def test_a_line_is_pinned_by_click_and_undone(live: tuple[Any, Client, Path]) -> None:
    page, client, seeds = live
    before = files_below(seeds)
    page.goto(f"{client.home}/articles/tea.html")
    assert page.locator(".subtitle").count() == 0
    _pin_line(page, 9, "subtitle")
    assert page.inner_text("#status").startswith("tea.seedkit.yaml:2: line 9 pinned as subtitle")
    assert page.inner_text(".subtitle") == "A pot of tea takes ten minutes and says more than a cake."
    assert page.inner_text("#L9 .pinned") == "pin"
    assert b"as: subtitle" in (seeds / "tea.seedkit.yaml").read_bytes()
    page.click("#status button")
    page.wait_for_selector(".subtitle", state="detached")
    assert files_below(seeds) == before


def test_a_line_is_pinned_and_undone_with_keys(live: tuple[Any, Client, Path]) -> None:
    page, client, seeds = live
    before = files_below(seeds)
    page.goto(f"{client.home}/articles/tea.html#step-pour")
    page.keyboard.press("m")
    assert page.inner_text("#menu-title") == "Line 34"
    page.focus("#menu button[value=paragraph]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#status button >> text=Undo")
    assert page.locator("#step-pour").count() == 0
    page.keyboard.press("u")
    page.wait_for_selector("#step-pour")
    assert files_below(seeds) == before


def test_a_line_is_pinned_as_a_sample_text(live: tuple[Any, Client, Path]) -> None:
    page, client, seeds = live
    before = files_below(seeds)
    page.goto(f"{client.home}/articles/tea.html")
    texts = page.locator(".sample-text").count()
    page.click("#L36 button.no")
    assert page.locator("#menu fieldset", has_text="This is").locator("button[value=sample]").inner_text() == "sample text"
    assert page.locator("#menu button[value=sample]").count() == 1
    page.click("#menu button[value=sample]")
    page.wait_for_selector("#status button >> text=Undo")
    assert page.locator(".sample-text").count() == texts + 1
    assert page.locator(".sample-text", has_text="Let it steep for 4 minutes").count() == 1
    page.keyboard.press("u")
    page.wait_for_function("count => document.querySelectorAll('.sample-text').length === count", arg=texts)
    assert files_below(seeds) == before


def test_a_pin_is_removed_and_a_wrong_one_explained(live: tuple[Any, Client, Path]) -> None:
    page, client, seeds = live
    page.goto(f"{client.home}/articles/tea.html")
    page.click("#L9 button.no")
    page.click("#menu button[value=steps]")
    page.wait_for_function("() => document.querySelector('#status').textContent.includes('nothing written')")
    assert not (seeds / "tea.seedkit.yaml").exists()
    _pin_line(page, 9, "residue")
    page.click("#L9 button.no")
    page.click("[data-unpin]")
    page.wait_for_selector("#L9 .pinned", state="detached")
    assert not (seeds / "tea.seedkit.yaml").exists()


def test_pages_follow_the_articles(live: tuple[Any, Client, Path]) -> None:
    page, client, seeds = live
    page.fill("#find", "lamp")
    assert page.locator("tbody tr").count() == 0
    (seeds / "lamp.txt").write_text("How to dim a lamp\n\n1. Dim\n\nTurn it.\n", encoding="utf-8")
    page.wait_for_selector("tbody tr")
    assert page.input_value("#find") == "lamp"
    page.goto(f"{client.home}/articles/lamp.html")
    begun = time.monotonic()
    (seeds / "lamp.txt").write_text("How to dim a light\n\n1. Dim\n\nTurn it.\n", encoding="utf-8")
    page.wait_for_selector("h1 >> text=How to dim a light")
    assert time.monotonic() - begun < 10


def test_axe_finds_nothing_in_the_menu_of_a_line(live: tuple[Any, Client, Path]) -> None:
    page, client, _ = live
    page.goto(f"{client.home}/articles/tea.html")
    page.click("#L9 button.no")
    assert violations(page) == []
