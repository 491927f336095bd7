"""For any input, nothing is raised and every principle of the contract holds."""

from __future__ import annotations

import codecs
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from properties import invariants
from seedkit.errors import InputError
from seedkit.pipeline import compile_bytes, compile_text
from seedkit.readers import READERS
from seedkit.writers import WRITERS

SUFFIXES = {row.name: row.suffixes[0] for row in READERS.values() if row.name != "html"}

SIGNS = [
    *("\n", "\n\n", "\r\n", "\r", " ", "  ", "    ", "\t", "\xa0", "\x0c", "\x85", "\u2028", "\x00", "\ufeff"),
    *("\u200b", "• ", "- ", "* ", "+ ", "– ", "o ", "☐ ", "✓ ", "[ ] ", "- [x] ", "□", "1. ", "2. ", "3. "),
    *("1) ", "(2) ", "1- ", "2 – ", "#1 ", "# 2: ", "① ", "② ", "a) ", "b) ", "i. ", "ii. ", "Step 1: "),
    *("Step Two – ", "No. 3 ", "First, ", "Second, ", "Finally, ", "1999. ", "9" * 20, "“", "”", '"', "'", "’"),
    *("«", "»", "„", ":", "?", ".", "!", "…", "|", " – ", " | ", "[", "]", "(", ")", "[name]", "{name}"),
    *("<name>", "#", "## ", "### ", "> ", ">", "---", "***", "```", "~~~", "`", "**", "_", "\\", "![a](b)"),
    *("[a](b)", "[a]: b", "[a]", "| a | b |\n|---|---|\n", "<p>", "</p>", "<h1>", "<h2>", "</h2>", "<ul>"),
    *("<ol start=3 reversed>", "<li value=7>", "</ol>", "<dl><dt>", "<dd>", "<table>", "<tr><td>"),
    *("<blockquote>", "<details><summary>", "<pre>", "<br>", "<nav>", "<!--", "-->", "<script>", "</script>"),
    *("<input type=checkbox checked>", "<a href='b'>", "</a>", "<img alt='c d' src=e>", "<title>", "<template>"),
    *("<![CDATA[", "<?", "</", "<", ">", "&", "&amp;", "&lt;p&gt;", "&nbsp;", "&#0;", "&ampx"),
    *("---\ntitle: One\ndate: 2020-01-02\n", "---\n", "title: ", "&a *a", "Q: ", "A: ", "FAQ", "Conclusion"),
    *("Send them this:", "Say, ", "Dear Ann,", "Yours,", "By Ann Lee", "Photo by Ann", "May 6, 2022"),
    *("7 min read", "Share this article", "Seven ways to rest", "Why rest?", "How to rest", "Rest well", "rest"),
    *("Rest in the shade for an hour. It helps.", "Here are three steps.", "a word " * 30),
]  # fmt: skip
"""What structure is made of, and what trips a reader up."""

signs = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)
noise = signs | st.text(max_size=200)


@pytest.mark.parametrize("format", SUFFIXES)
@given(text=noise)
@settings(max_examples=250)
def test_no_text_is_too_strange(format: str, text: str) -> None:
    compiled = compile_text(text, f"noise{SUFFIXES[format]}", format)
    invariants.check(compiled)


@pytest.mark.parametrize("format", SUFFIXES)
@given(text=noise)
@settings(max_examples=60)
def test_what_is_read_of_noise_can_be_written_and_follows_the_schema(format: str, text: str) -> None:
    document = compile_text(text, f"noise{SUFFIXES[format]}", format).document
    written = {writer.name: writer.dump(document) for writer in WRITERS}
    invariants.follows_the_schema(json.loads(written["json"]))


MARKS = [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE]
ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252", "latin-1", "shift-jis"]


@st.composite
def broken(draw: st.DrawFn) -> bytes:
    """Bytes of an article after any byte order mark, in any encoding, cut and with bytes overwritten."""
    data = bytearray(draw(signs).encode(draw(st.sampled_from(ENCODINGS)), "replace") or draw(st.binary(max_size=40)))
    for at, byte in draw(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=4)):
        if at < len(data):
            data[at] = byte
    return draw(st.sampled_from(MARKS)) + bytes(data[: draw(st.integers(0, 400))])


@pytest.mark.parametrize("format", SUFFIXES)
@given(data=st.binary(max_size=60) | broken())
@settings(max_examples=60)
def test_no_bytes_are_too_strange(format: str, data: bytes) -> None:
    try:
        compiled = compile_bytes(data, f"noise{SUFFIXES[format]}", format)
    except InputError:  # what is not text: tests/readers/test_decode.py
        return
    invariants.check(compiled)
    assert compiled.document.source.bytes == len(data)
    assert compiled.document.source.characters == len(compiled.source.text)
