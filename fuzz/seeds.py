"""What the fuzzers begin with: articles and files of our own writing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from seedkit.pipeline import compile_text
from seedkit.writers import json as json_writer

ROOT = Path(__file__).parents[1]
_FENCE = re.compile(r"^```(text|markdown|html)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

FRONT_MATTER = (
    b"---\ntitle: Rest\ndate: 2021-05-03\nauthors: [Ann, {name: Bo}]\ntags: a, b\nextra: {a: [1, 2.5, true]}\n---\n# Rest\n",
    b"---\ntitle: >-\n  Rest\n  well\na: &a [x]\nb: *a\nreading-time: 7 min\nslug: rest\n---\nSit.\n",
    b"+++\ntitle = 'Rest'\ndate = 2021-05-03T10:00:00Z # printed\ntags = ['a', \"b\"]\n[extra]\nx = [{y = 1}]\n+++\n# Rest\n",
    b'+++\nauthors = ["Ann",\n "Bo"]\ndescription = """\nOf\nrest"""\nreading-time = 7\n+++\nSit.\n',
)
SIDECARS = (
    b"metadata:\n  author: Ann\n  date: 2021-05-03\n  licence: CC BY\nignore:\n  - numbering-gap\n  - {rule: SK203, quote: Sit}\n",
    b"pins:\n  - text: Sit down\n    as: heading\n    level: 2\n  - text: Then look\n    prefix: Sit\n    as: steps\n",
    b"# by hand\npins: [{text: Sit down, title: Sit}]\nmetadata: {tags: [a, b], id: rest}\n",
)
CONFIGURATIONS = (
    b'paths = ["seeds"]\nselect = ["SK2", "ALL"]\nignore = ["numbering-gap"]\nfail-level = "info"\n',
    b'[severity]\nSK203 = "error"\n[per-file-ignores]\n"drafts/**" = ["ALL"]\n[rules.unfilled-slot]\nallow = ["[name]"]\n',
)
BASELINES = (
    b'{"seedkit-baseline": 1, "articles": {"seeds/rest.txt": {"numbering-gap 0a1b": 1, "lone-mark 22": 2}}}',
    b'{"seedkit-baseline": 1, "articles": {}}',
)


@cache
def articles(format: str) -> tuple[bytes, ...]:
    """Return the articles in a format: those of the case pages, and of plain text the seeds."""
    found = [
        match[2].encode()
        for page in sorted((ROOT / "tests" / "cases").rglob("*.md"))
        for match in _FENCE.finditer(page.read_text("utf-8"))
        if match[1] == format
    ]
    if format == "text":
        found += [path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return tuple(found)


@cache
def documents() -> tuple[bytes, ...]:
    """Return documents as a build writes them."""
    found = [json_writer.dump(compile_text(data.decode()).document).encode() for data in articles("text")]
    return tuple(sorted(found, key=len)[:30])


def indexes() -> tuple[bytes, ...]:
    """Return the index of our own build."""
    return ((ROOT / "out" / "v1" / "index.json").read_bytes(),)
