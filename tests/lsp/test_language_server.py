"""The language server, driven by an editor over standard input and output."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from editor import Editor, edit
from lsprotocol import types

from seedkit.articles import open_file
from seedkit.views.line import explanation

TEA = """\
# How to make tea in three steps

A pot of tea takes ten minutes.

## Steps

1. **Boil the water.** Use fresh water.
2. **Warm the pot.** Rinse it.
3. **Pour.** Wait for five minutes.

## FAQ

### How long does tea keep?

An hour.

## What to write

> Hi [name], would you like to come for tea on Sunday?
"""
GAP = "How to make tea\n\n1. Boil the water.\n2. Warm the pot.\n4. Pour.\n5. Serve.\n"
LIMIT = 0.1
"""Seconds that an answer about an article of 20 KB may take on an idle machine."""
BUSY = 5
"""How much slower the machine of a test may be."""


def place(folder: Path, text: str = TEA, name: str = "tea.md") -> str:
    """Write an article and return its URI."""
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8", errors="surrogatepass")
    return file.as_uri()


def codes(found: Sequence[types.Diagnostic]) -> dict[str | int | None, types.Diagnostic]:
    return {diagnostic.code: diagnostic for diagnostic in found}


def tree(found: Sequence[types.DocumentSymbol], depth: int = 0) -> list[str]:
    rows = []
    for symbol in found:
        rows += [f"{'  ' * depth}{symbol.detail}: {symbol.name}", *tree(symbol.children or (), depth + 1)]
    return rows


def test_diagnostics_follow_the_typing(tmp_path: Path) -> None:
    uri = place(tmp_path, GAP, "tea.txt")

    async def session(editor: Editor) -> None:
        gap = codes(await editor.open(uri, GAP, "plaintext"))["SK203"]
        assert (gap.source, gap.severity, gap.range.start.line, gap.data) == ("seedkit", 2, 4, {"rule": "numbering-gap"})
        assert gap.message.startswith("number 3 is missing")
        assert "SK203" not in codes(await editor.change(uri, GAP.replace("4. Pour", "3. Pour").replace("5. Serve", "4. Serve")))
        assert "SK203" in codes(await editor.change(uri, GAP))
        assert await editor.close(uri) == []

    edit(tmp_path, session)


def test_fast_typing_is_read_once(tmp_path: Path) -> None:
    uri = place(tmp_path)

    async def session(editor: Editor) -> None:
        await editor.open(uri, TEA)
        for count in range(100):
            editor.type(uri, f"{TEA}\nAnd {count} more.\n")
        await editor.diagnostics(uri)
        assert editor.publications < 20

    edit(tmp_path, session)


def test_the_outline_is_a_tree_of_entities(tmp_path: Path) -> None:
    uri = place(tmp_path)

    async def session(editor: Editor) -> None:
        await editor.open(uri, TEA)
        assert tree(await editor.symbols(uri)) == [
            "passage introduction: passage introduction",
            "group steps: Steps",
            "  step 1: Boil the water",
            "  step 2: Warm the pot",
            "  step 3: Pour",
            "group faqs: FAQ",
            "  faq: How long does tea keep?",
            "passage body: What to write",
            "  sample text: Hi [name], would you like to come for tea on Sunday?",
        ]
        steps = (await editor.symbols(uri))[1]
        assert (steps.range.start.line, steps.range.end.line) == (4, 8)
        assert steps.selection_range == types.Range(types.Position(4, 3), types.Position(4, 8))

    edit(tmp_path, session)


def test_hover_says_what_explain_says(tmp_path: Path) -> None:
    uri = place(tmp_path)
    expected = "\n".join(explanation(open_file(tmp_path / "tea.md").compile(), 7))

    async def session(editor: Editor) -> None:
        await editor.open(uri, TEA)
        assert await editor.hover(uri, 6, 5) == f"```text\n{expected}\n```"
        assert "How long does tea keep?" in (await editor.hover(uri, 12) or "")
        assert "Hi [name]" in (await editor.hover(uri, 1000) or "")

    edit(tmp_path, session)


def test_fixes_are_edits(tmp_path: Path) -> None:
    spoiled = (
        TEA.replace("Rinse it.", "Rinse it. ")
        .replace("An hour.", "An\N{NO-BREAK SPACE}hour.")
        .replace("\n\n## FAQ", "\n\n\n\n## FAQ")
    )
    uri = place(tmp_path)
    (tmp_path / "seedkit.toml").write_text('paths = ["drafts", "."]\nextend-select = ["no-break-space"]\n')

    async def session(editor: Editor) -> None:
        await editor.open(uri, spoiled)
        actions = await editor.actions(uri, 7, "quickfix")
        assert [*actions] == ["Fix trailing-whitespace"]
        fixed = editor.edited(uri, actions["Fix trailing-whitespace"])
        assert fixed == spoiled.replace("Rinse it. ", "Rinse it.")
        await editor.change(uri, fixed)
        everything = await editor.actions(uri, 0, "source.fixAll")
        assert editor.edited(uri, everything["Apply all safe fixes"]) == fixed.replace("\n\n\n\n", "\n\n")
        unsafe = await editor.actions(uri, 16, "quickfix")
        assert [*unsafe] == ["Fix no-break-space (may change how the article is read)"]
        assert editor.edited(uri, *unsafe.values()) == fixed.replace("\N{NO-BREAK SPACE}", " ")

    edit(tmp_path, session)


def test_pins_are_written_to_the_sidecar_and_followed(tmp_path: Path) -> None:
    uri = place(tmp_path, GAP, "tea.txt")
    sidecar = tmp_path / "tea.seedkit.yaml"

    async def session(editor: Editor) -> None:
        await editor.open(uri, GAP, "plaintext")
        unsaved = GAP.replace("Boil the water", "Boil fresh water")
        await editor.change(uri, unsaved)
        actions = await editor.actions(uri, 2, "refactor")
        assert "Pin as ordered" not in actions  # what it is
        assert "Remove the pin of this line" not in actions
        await editor.run(actions["Pin as residue"])
        await editor.diagnostics(uri)
        assert "text: Boil fresh water." in sidecar.read_text("utf-8")
        assert "residue, by tea.seedkit.yaml:2" in (await editor.hover(uri, 2) or "")
        await editor.run((await editor.actions(uri, 2))["Remove the pin of this line"])
        await editor.diagnostics(uri)
        assert not sidecar.exists()
        assert "pin" not in (await editor.hover(uri, 2) or "")
        sidecar.write_text("pins: [{text: Pour., as: heading}]\n")
        await editor.file_changed(sidecar)
        await editor.diagnostics(uri)
        await editor.run((await editor.actions(uri, 2))["Pin as residue"])
        await editor.diagnostics(uri)
        assert "brackets" in editor.shown[-1]

    edit(tmp_path, session)


@pytest.mark.parametrize(("encodings", "unit"), [(None, 2), (["utf-16"], 2), (["utf-8", "utf-16"], 4), (["utf-32"], 1)])
def test_positions_are_in_the_unit_that_was_agreed_on(tmp_path: Path, encodings: list[str] | None, unit: int) -> None:
    text = TEA.replace("Use fresh water.", "\N{TEACUP WITHOUT HANDLE} Use fresh water.   ")
    uri = place(tmp_path)

    async def session(editor: Editor) -> None:
        found = {diagnostic.data["rule"]: diagnostic for diagnostic in await editor.open(uri, text) if diagnostic.data}
        end = len("1. **Boil the water.** ") + unit + len(" Use fresh water.   ")
        assert found["trailing-whitespace"].range.end == types.Position(6, end)

    edit(tmp_path, session, encodings)


BROKEN = {
    "empty": "",
    "front matter": "---\ntitle: [\n---\n# Tea\n\n1. Boil.\n",
    "NUL": "\0" * 400,
    "a lone surrogate": "# Tea \ud800\n\n1. Boil.  \n",
    "another encoding": '<meta charset="utf-16"><h1>T\u00e9</h1><ol><li>B\u00f6il  </ol>',
    "line ends": "\r\r\n\n\r\u2028\u0085\x0b\x0c1. Boil.  \r2. Pour.",
    "depth": ">" * 20_000 + "<b>" * 20_000,
    "a mark": "\ufeff# Tea",
}


@pytest.mark.parametrize("name", ["broken.md", "broken.txt", "broken.html"])
def test_nothing_that_is_typed_stops_the_server(tmp_path: Path, name: str) -> None:
    uri = place(tmp_path, "Tea\n", name)

    async def session(editor: Editor) -> None:
        await editor.open(uri, "Tea\n")
        for text in BROKEN.values():
            await editor.change(uri, text)
            await editor.symbols(uri)
            await editor.hover(uri, 2, 5)
            await editor.actions(uri, 0)
        assert "SK203" in codes(await editor.change(uri, GAP)) or name != "broken.txt"

    edit(tmp_path, session)


def test_a_document_without_a_file_is_read_as_its_language(tmp_path: Path) -> None:
    async def session(editor: Editor) -> None:
        assert "SK203" in codes(await editor.open("untitled:Untitled-1", GAP, "plaintext"))
        assert [*await editor.actions("untitled:Untitled-1", 2)] == []
        (failure,) = await editor.open("untitled:Untitled-2", "int main;", "c")
        assert failure.message == "has none of the suffixes .txt .md .markdown .html .htm"

    edit(tmp_path, session)


def test_the_configuration_is_that_of_check(tmp_path: Path) -> None:
    uri, other = place(tmp_path, GAP, "seeds/tea.txt"), place(tmp_path, GAP, "notes.txt")
    config = tmp_path / "seedkit.toml"
    config.write_text('[severity]\nnumbering-gap = "error"\n')

    async def session(editor: Editor) -> None:
        assert codes(await editor.open(uri, GAP))["SK203"].severity == types.DiagnosticSeverity.Error
        assert await editor.open(other, GAP) == []  # it is not in seeds/
        assert await editor.symbols(other) == []
        config.write_text('exclude = ["tea.txt"]\n')
        assert await editor.save(uri) == []
        config.write_text('ignore = ["SK203"]\n')
        await editor.file_changed(config)
        assert "SK203" not in codes(await editor.diagnostics(uri))
        config.write_text("ignored = []\n")
        assert "SK203" in codes(await editor.save(uri))
        assert "unknown key `ignored`" in editor.shown[-1]
        config.write_text("")
        place(tmp_path, "pins: [", "seeds/tea.seedkit.yaml")
        (failure,) = await editor.save(uri)
        assert "tea.seedkit.yaml that is not YAML" in failure.message

    edit(tmp_path, session)


def test_unused_suppressions_are_reported_on_their_line(tmp_path: Path) -> None:
    text = TEA.replace("## FAQ", "<!-- seedkit-ignore SK203 -->\n\n## FAQ")
    uri = place(tmp_path)

    async def session(editor: Editor) -> None:
        (notice,) = (d for d in await editor.open(uri, text) if d.code is None)
        assert (notice.range.start.line, notice.message) == (10, "unused suppression of `SK203`: remove it")

    edit(tmp_path, session)


def test_answers_about_20_kilobytes_come_at_once(tmp_path: Path) -> None:
    steps = "".join(
        f"### {number}. Do part {number} of it\n\n{'Take your time with this part, and rest. Go on.' * 3}\n\n"
        for number in range(1, 125)
    )
    text = f"# How to do it\n\n## Steps\n\n{steps}"
    assert len(text) >= 20_000
    uri = place(tmp_path, text)
    taken: dict[str, list[float]] = {"edit and outline": [], "hover": [], "actions": []}

    async def session(editor: Editor) -> None:
        await editor.open(uri, text)
        for count in range(9):
            begin = time.perf_counter()
            editor.type(uri, f"{text}\nAnd {count} more.\n")
            await editor.symbols(uri)  # which does not wait for a pause in typing
            taken["edit and outline"].append(time.perf_counter() - begin)
            for name, ask in (("hover", editor.hover), ("actions", editor.actions)):
                begin = time.perf_counter()
                await ask(uri, 50)
                taken[name].append(time.perf_counter() - begin)

    edit(tmp_path, session)
    times = {name: min(seconds) for name, seconds in taken.items()}
    print(*(f"{name}: {1000 * seconds:.0f} ms" for name, seconds in times.items()), sep=", ")
    assert max(times.values()) < LIMIT * BUSY, times


def test_a_missing_extra_is_named() -> None:
    code = "import sys; sys.modules['lsprotocol'] = None; from seedkit.cli import main; sys.exit(main(['lsp']))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "seedkit: lsp needs the package lsprotocol: pip install 'seedkit-compiler[lsp]'\n"
