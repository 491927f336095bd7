"""A browser for tests: Debian's Chromium, driven by Playwright, which must not ask for anything beyond the pages under test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tools import need

_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def chromium() -> Iterator[Any]:
    """Start a browser, and end it at the end. Skips the test where there is none."""
    need("browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(_OPTIONS))
        yield browser
        browser.close()


@contextmanager
def visit(browser: Any, address: str, **context: Any) -> Iterator[Any]:
    """Open a page in a context of its own. Fails at the end if the console reports an error, or anything is requested from
    elsewhere than the folder or the server of the page. A refused correction, which the page shows, is no error."""
    home = address.rpartition("/")[0].removesuffix("/articles")
    problems: list[str] = []
    with browser.new_context(**context) as opened:
        opened.on("request", lambda request: problems.append(request.url) if not request.url.startswith(home) else None)
        opened.set_default_timeout(20_000)
        page = opened.new_page()
        page.on("console", lambda message: problems.append(message.text) if _is_problem(message) else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append(dialog.message))
        page.goto(address)
        yield page
        assert page.evaluate("typeof hacked") == "undefined"
    assert not problems, problems


def _is_problem(message: Any) -> bool:
    return message.type in ("error", "warning") and not message.text.endswith("status of 409 (Conflict)")


def violations(page: Any) -> list[str]:
    """Return what axe-core finds against WCAG 2.2 at level AA, or its good practice, in a page as it is shown."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(
        page, options={"preload": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    return [f"{row['id']}: {[node['html'][:200] for node in row['nodes']][:3]}" for row in found.response["violations"]]
