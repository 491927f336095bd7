"""The picture of an article's page in the README, taken with Chromium: ``make screenshots``.

    python bench/screenshots.py docs/preview.png

The article is the one below.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from shutil import which

from playwright.sync_api import sync_playwright

from seedkit.preview.site import write

ARTICLE = """\
# How to bring back a borrowed book in 4 steps

It is late, it is stained, and you like the person who lent it to you.

## Steps

### 1. Find the book

Look in the car first. It takes about 10 minutes.

### 2. Say it before you are asked

A short message is enough:

> Hi [name], your book is still with me. May I bring it on [day]?

### 4. Bring something along

- [x] the book
- [ ] a new bookmark
- [ ] two rolls from the bakery

## FAQ

### What if I have lost it?

Buy the same edition, and say so.

### Is a year too late?

No. Books are patient.
"""


def main(target: str) -> int:
    """Take the picture and return the exit status."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "book.md").write_text(ARTICLE, encoding="utf-8")
        write([folder / "book.md"], folder / "pages")
        browser = playwright.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light", reduced_motion="reduce")
        found = next((folder / "pages" / "articles").iterdir())
        page.goto(found.as_uri())
        page.locator(".structure .slots").scroll_into_view_if_needed()
        page.hover(".structure .sample-text .text")
        Path(target).write_bytes(page.screenshot())
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
