"""The smallest articles that were once misread, each with what must be read in it."""

from __future__ import annotations

import pytest

from properties import invariants, outlines
from properties.formats import FORMATS
from seedkit.pipeline import compile_text

P = "The hull holds longer than people think. The rope dries slowly even in a bad year."
Q = "Salt water keeps its shape on a quiet morning. A loose screw deserves a second look after the first frost."
R = "The tomato bed looks worse than it is. Damp air comes back every spring though nobody admits it."
SAID = "Hi there, may I bring back your ladder? Tell me when it suits you."

# What is held, format, article, lines that its outline must have.
PINS = [
    (
        "segment: a weak number behind a gap is kept, as its run has three members",
        "text",
        f"How to sand the hull\n\n{P}\n\na) Sand the hull\n\n{Q}\n\nb) Oil the hull\n\n{R}\n\nd) Paint the hull\n\n{P}\n",
        ["group steps numbering=a)", "  step 4 label=d) | Paint the hull"],
    ),
    (
        "segment: two dashes behind a lead-in are bullets",
        "text",
        f"Living with the hull\n\n{P}\n\nLook at these things once more:\n\n— spare tent\n— stone path\n\n{Q}\n",
        ["  checklist items | Look at these things once more:", "    item 1 | spare tent", "    item 1 | stone path"],
    ),
    (
        "segment/marks: a number whose sign is written as a character reference is a number",
        "html",
        f"<h1>How to sand the hull</h1><p>{P}</p><h2>1 &ndash; Sand it</h2><p>{Q}</p><h2>2 &ndash; Oil it</h2><p>{R}</p>",
        ["group steps numbering=1 –", "  step 1 label=1 – | Sand it", "  step 2 label=2 – | Oil it"],
    ),
    (
        "segment/marks: boxes typed into list items are boxes in HTML, too",
        "html",
        f"<h1>How to sand it</h1><p>{P}</p><p>Do not forget:</p><ul><li>☐ Sand it</li><li>☑ Oil it</li></ul><p>{Q}</p>",
        ["  checklist tasks | Do not forget:", "    item 1 checked=False | Sand it", "    item 1 checked=True | Oil it"],
    ),
    (
        "classify: letters and Roman numbers are ordinals of headings",
        "text",
        f"Living with the hull\n\n{P}\n\nTwo common mistakes\n\na) Too much oil\n\n{Q}\n\nb) Wet wood\n\n{R}\n",
        ["group mistakes numbering=a) declared=2 | Two common mistakes", "  point 2 label=b) | Wet wood"],
    ),
    (
        "classify: the name below a letter's greeting words is the letter's",
        "text",
        f"How to mend the hull\n\n{P}\n\n1. Write first\n\n{Q}\n\nHere is a letter that you can copy:\n\nDear [name],\n\n{R}\n\n"
        f"Yours sincerely,\nRuth Moe\n\n2. Oil the hull\n\n{R}\n",
        [f"    sample letter | Dear [name], {R} Yours sincerely, Ruth Moe"],
    ),
    (
        "classify: a cue that ends in a colon before a quotation is no heading",
        "text",
        f"Five ways to air the cellar\n\n{P}\n\n#1 Sand the hull by hand\n\n{Q}\n\nDo it in this order:\n\n"
        f"  ① Lift the hull\n  ② Dry it\n  ③ Mend the old rope\n\nSend them this text:\n\n“{SAID}”\n\n#2 Oil the hull\n\n{R}\n\n"
        f"#3 Paint the hull\n\n{P}\n",
        ["    paragraph | Send them this text:", f"    sample text | {SAID}"],
    ),
    (
        "classify: a heading with prose of its own amid a run of numbers titles the rest of the run",
        "text",
        f"How to sand the hull\n\n{P}\n\nRules for a tidy shed\n\n{R}\n\n1. Sand the hull\n\n{Q}\n\n2. Oil the hull\n\n{R}\n\n"
        f"Three things to do in spring\n\n{P}\n\n3. Paint the hull\n\n{Q}\n\n4. Lift the hull\n\n{R}\n\n5. Wash the hull\n\n{P}\n",
        ["group steps numbering=1. declared=3 continues | Three things to do in spring"],
    ),
    (
        "classify: no chain goes from list items on to headings, which the format tells apart",
        "markdown",
        f"# How to sand the hull\n\n## 1. Sand it\n\n{Q}\n\n## 2. Oil it\n\n{P}\n\n## 3. Dry it\n\nDo it in this order:\n\n"
        f"1. Lift the hull\n2. Dry it\n3. Air it\n\n## 4. Paint it\n\n{P}\n",
        ["    group steps numbering=1. | Do it in this order:", "group steps numbering=1.", "  step 4 label=4. | Paint it"],
    ),
    (
        "classify: blanks of any kind part two authors",
        "text",
        f"How to sand the hull\n\nBy Lena Lind  and\xa0Anton Lind\n\n{P}\n\n1. Sand it\n\n{Q}\n\n2. Oil it\n\n{R}\n",
        ["author | Lena Lind", "author | Anton Lind"],
    ),
    (
        "classify: a line about the article may hold character references",
        "html",
        "<h1>How to sand the hull</h1><p>Lena Holt &middot; Nov 7, 2020 &middot; 19 min read</p>"
        f"<p>{P}</p><h2>1. Sand it</h2><p>{Q}</p><h2>2. Oil it</h2><p>{R}</p>",
        ["author | Lena Holt", "published | 2020-11-07", "minutes | 19"],
    ),
    (
        "lexicon: to mend and to air are things to do",
        "text",
        f"How to fix the hull\n\n{P}\n\nMend the keel by hand\n\n{Q}\n\nAir the cabin twice a year\n\n{R}\n\nMend the sails\n\n{P}",
        ["  step 1 | Mend the keel by hand", "  step 2 | Air the cabin twice a year", "  step 3 | Mend the sails"],
    ),
    (
        "extract: a suffix may stand behind a character reference",
        "html",
        f"<h1>How to sand the hull</h1><p>{P}</p><h2>1. Sand it &ndash; How to sand the hull</h2><p>{Q}</p>"
        f"<h2>2. Oil it &ndash; How to sand the hull</h2><p>{R}</p>",
        ["  step 1 label=1. | Sand it", "  step 2 label=2. | Oil it"],
    ),
    (
        "extract: a title with a suffix is words, not source",
        "html",
        f"<h1>How to sand the hull</h1><p>{P}</p><h2>1. Sand &amp; oil it | How to sand the hull</h2><p>{Q}</p>"
        f"<h2>2. Dry it | How to sand the hull</h2><p>{R}</p>",
        ["  step 1 label=1. | Sand & oil it"],
    ),
    (
        "extract: a letter ends with a sign-off and a name in one block, and has as many paragraphs as it needs",
        "html",
        f"<h1>How to sand the hull</h1><p>{P}</p><h2>1. Write first</h2><p>{Q}</p><p>Here is a letter that you can copy:</p>"
        f"<p>Dear [name],</p><p>{R}</p><p>{P}</p><p>Yours sincerely,<br>Ruth Moe</p><h2>2. Oil it</h2><p>{R}</p>",
        [f"    sample letter | Dear [name], {R} {P} Yours sincerely, Ruth Moe"],
    ),
]


@pytest.mark.parametrize(("format", "text", "lines"), [pin[1:] for pin in PINS], ids=[pin[0] for pin in PINS])
def test_pinned(format: str, text: str, lines: list[str]) -> None:
    seen = outlines.seen(compile_text(text, FORMATS[format].path, format).document)
    assert [line for line in lines if line not in seen] == []
    assert not any("continues" in line for line in seen) or any("continues" in line for line in lines)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("markdown", f"# A\n\n{P}\n\nSend them this text:\n\n> Hi there, may I bring back\n> your ladder?\n\n{Q}\n"),
        ("html", f"<h1>A</h1><p>{P}</p><p>Send them this text:</p><p>&ldquo;Hi there, may I call?&rdquo;</p><p>{Q}</p>"),
        ("html", f"<title>Notes on the hull</title><h1>Notes on the hull</h1><p>{P}</p>"),
        ("html", "<title>Notes"),
    ],
)
def test_pinned_principles(format: str, text: str) -> None:
    invariants.check(compile_text(text, FORMATS[format].path, format))


@pytest.mark.parametrize(
    "text",
    [
        f"# A\n\n## B\n\n{P}\n\n### C\n\n{Q}\n",
        f"# A\n\n{P}\n\n## B\n\n{Q}\n\n### Clothes\n\n- two socks\n- a hat\n",
        f"# A\n\n{P}\n\n## Clothes\n\n- two socks\n- a hat\n\n### C\n\n{Q}\n",
        f"# A\n\n## How to oil it\n\n1. Sand it\n2. Oil it\n\n### Wet?\n\nDo this:\n\n3. Dry it\n4. Wait\n\n### Dry?\n\n{P}\n",
        f"# A\n\n{P}\n\n## B\n\n{Q}\n\n### Three rules for a tidy shed\n\n1. Sand it\n2. Oil it\n3. Dry it\n",
    ],
)
def test_pinned_nesting(text: str) -> None:
    document = compile_text(text, "a.md", "markdown").document
    invariants.spans_and_parents_nest_as_the_outline_does(document)
    invariants.outline_holds_every_entity_once(document)
    invariants.ids_are_unique_and_refs_resolve(document)
