"""`seedkit inspect`: the tree, and the readings as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command_line import Terminal, run, watched

import seedkit
from sample_articles import BREAD, KNIVES
from seedkit.cli import main
from seedkit.terminal import columns


def test_inspect_draws_a_tree(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(seeds / "bread.txt")]) == 0
    assert capsys.readouterr().out == (
        "bread.txt  text, utf-8, 406 characters\n"
        "    1  title  How to bake a plain loaf\n"
        "    3  introduction\n"
        "    3  └─ paragraph  Bread needs little more than patience and a hot oven.\n"
        " 5-20  steps  numbering=1.\n"
        "  5-7  ├─ step 1  Mix the dough  label=1.\n"
        "    7  │  └─ paragraph  Stir flour, water, yeast and salt in a bowl until no dry flour is left.\n"
        " 9-16  ├─ step 2  Let it rise  label=2. minutes=60\n"
        "   11  │  ├─ paragraph  Cover the bowl with a cloth and leave it alone for an hour.\n"
        "13-16  │  └─ checklist items  While you wait, check these:\n"
        "   15  │     ├─ item  the room is warm\n"
        "   16  │     └─ item  the cloth is damp\n"
        "18-20  └─ step 3  Bake it  label=3. minutes=30\n"
        "   20     └─ paragraph  Put the loaf on the middle shelf and leave the door shut for half an hour.\n"
        "\n"
    )


def test_inspect_shows_facts_residue_and_diagnostics(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "odd.md"
    file.write_text(
        "---\ntitle: Three ways to sweep a yard\ntags: [yard]\nurl: https://example.org/yard\ndescription: Short.\n---\n"
        "# Three ways to sweep a yard\n\nA yard is quickly swept.\n\n"
        "## 1. From the door\n\nBegin where you stand.\n\n## 3. From the gate\n\nBegin where the wind comes from.\n",
        encoding="utf-8",
    )
    assert main(["inspect", str(file)]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^ +5  description  Short\.$", out, re.MULTILINE)
    assert re.search(r"^ +tag  yard$", out, re.MULTILINE)
    assert re.search(r"^ +url  https://example\.org/yard$", out, re.MULTILINE)
    assert re.search(r"^ +15  warning SK\d+ numbering-gap  .*2", out, re.MULTILINE)


def test_inspect_for_a_person(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (seeds / "steer.txt").write_text("A title\x1b[31m\u202e here\n\n" + "word " * 40 + "\n", encoding="utf-8")
    status, seen = watched("inspect", "seeds/steer.txt", "seeds/bread.txt")
    assert status == 0
    assert "\x1b[31m" not in seen
    assert "\u202e" not in seen
    assert "\x1b[33mintroduction\x1b[0m" in seen
    drawn = [re.sub(r"\x1b\[\d*m", "", line) for line in seen.splitlines()]
    assert max(columns(line) for line in drawn if " SK" not in line) <= 72  # what a diagnostic says is not cut
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b[" not in run("inspect", "seeds/bread.txt", stream=Terminal).stdout.decode()


def _objects(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["inspect", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_inspect_lines(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = _objects(capsys, str(seeds / "bread.txt"), "--lines")
    keys = ("line", "end", "kind", "ordinal", "text")
    assert [tuple(block.get(key) for key in keys) for block in found] == [
        (1, 1, "title", None, "How to bake a plain loaf"),
        (3, 3, "paragraph", None, "Bread needs little more than patience and a hot oven."),
        (5, 5, "heading", 1, "Mix the dough"),
        (7, 7, "paragraph", None, "Stir flour, water, yeast and salt in a bowl until no dry flour is left."),
        (9, 9, "heading", 2, "Let it rise"),
        (11, 11, "paragraph", None, "Cover the bowl with a cloth and leave it alone for an hour."),
        (13, 13, "paragraph", None, "While you wait, check these:"),
        (15, 15, "bullet", None, "the room is warm"),
        (16, 16, "bullet", None, "the cloth is damp"),
        (18, 18, "heading", 3, "Bake it"),
        (20, 20, "paragraph", None, "Put the loaf on the middle shelf and leave the door shut for half an hour."),
    ]
    assert [block.get("level") for block in found[:3]] == [1, None, 2]
    assert [block["depth"] for block in found[7:9]] == [1, 1]
    article = seedkit.normalize(BREAD, path="bread.txt")
    assert found[2]["entity"] == article.steps[0].id
    assert found[7]["entity"] == article.checklists[0].items[0].id
    assert all(block["rule"] for block in found)
    assert not any("path" in block or "sample" in block for block in found)


def test_inspect_lines_marks_sample_texts_and_the_conclusion(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ladder.md"
    file.write_text(
        "# How to ask for help\n\nPeople like to be asked, so ask.\n\n## 1. Ask a neighbour\n\nSend them this text:\n\n"
        "“Hello [name], could you lend me your ladder on Sunday?”\n\n## 2. Say thank you\n\nA word is enough for most people.\n\n"
        "## Conclusion\n\nNobody has to carry a wardrobe alone.\n",
        encoding="utf-8",
    )
    found = _objects(capsys, str(file), "--lines")
    assert [block["line"] for block in found if block.get("sample") is True] == [9]
    assert [block["line"] for block in found if block.get("conclusion") is True] == [15]


def test_inspect_lines_keeps_letters_and_numbers_of_two_levels(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tank.md"
    file.write_text(
        "# A fish tank\n\n## a. The glass\n\nRinse it.\n\n## b. The sand\n\n2.1. Wash it.\n\n2.2. Dry it.\n\n## Step 3: The fish\n",
        encoding="utf-8",
    )
    assert [(block["kind"], block.get("ordinal"), block["text"]) for block in _objects(capsys, str(file), "--lines")] == [
        ("title", None, "A fish tank"),
        ("heading", None, "a. The glass"),
        ("paragraph", None, "Rinse it."),
        ("heading", None, "b. The sand"),
        ("ordered", 1, "2.1. Wash it."),
        ("ordered", 2, "2.2. Dry it."),
        ("heading", 3, "The fish"),
    ]


def test_inspect_lines_keeps_the_sign_of_a_question(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "tank.md"
    file.write_text("# A fish tank\n\n**Q: Is salt harmful?**\n\nA: To most fish, yes.\n", encoding="utf-8")
    assert [(block["kind"], block["text"]) for block in _objects(capsys, str(file), "--lines")] == [
        ("title", "A fish tank"),
        ("question", "Q: Is salt harmful?"),
        ("answer", "A: To most fish, yes."),
    ]


def test_inspect_several_names_each(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {block["path"] for block in _objects(capsys, str(seeds), "--lines")} == {"bread.txt", "lamp.html", "tools/knives.md"}
    files = [str(seeds / "bread.txt"), str(seeds / "lamp.html")]
    assert {block["path"] for block in _objects(capsys, *files, "--ledger")} == set(files)


def test_inspect_ledger_tiles_the_source(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiles = _objects(capsys, str(seeds / "bread.txt"), "--ledger")
    assert "".join(str(tile["text"]) for tile in tiles) == BREAD
    assert [tile["start"] for tile in tiles[1:]] == [tile["end"] for tile in tiles[:-1]]
    assert tiles[0] == {
        "start": 0,
        "end": 24,
        "line": 1,
        "kind": "text",
        "text": "How to bake a plain loaf",
        "entity": tiles[0]["entity"],
    }


def test_inspect_json_is_the_document(seeds: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(seeds), "--quiet"]) == 0
    assert main(["inspect", str(seeds / "bread.txt"), "--json"]) == 0
    assert capsys.readouterr().out.encode() == Path("out/v1/documents/bread.json").read_bytes()


@pytest.mark.parametrize("format", ["text", "markdown", "html"])
def test_inspect_standard_input(format: str) -> None:
    done = run("inspect", "-", "--json", "--format", format, input=KNIVES.encode())
    source = json.loads(done.stdout)["source"]
    assert (done.returncode, source["format"]) == (0, format)
    assert source["path"].startswith("article.")
    assert json.loads(run("inspect", "-", "--json", input=KNIVES.encode()).stdout)["source"]["format"] == "text"


def test_inspect_tells_what_cannot_be_read(seeds: Path) -> None:
    Path("notes").write_text(BREAD, encoding="utf-8")
    (seeds / "lamp.txt").mkdir()
    done = run("inspect", "gone.txt", "notes", "seeds", "-", "--max-size", "420", "--lines", input=b"x" * 500)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "seedkit: gone.txt: does not exist",
        "seedkit: notes: has none of the suffixes .txt .md .markdown .html .htm: name its format with --format",
        "seedkit: lamp.txt: is a folder with the name of an article",
        "seedkit: standard input is read as text: pass --format to name another format",
        "seedkit: -: is larger than the limit of 420 bytes: raise the limit (--max-size) or split the article",
    ]
    assert {json.loads(line)["path"] for line in done.stdout.splitlines()} == {"bread.txt", "lamp.html", "tools/knives.md"}
    assert run("inspect", "notes", "--format", "text").returncode == 0
