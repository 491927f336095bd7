"""The command line as a process runs it."""

from __future__ import annotations

import io
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import seedkit
from sample_articles import BREAD, KNIVES, files_below, plant
from seedkit.cli import main
from seedkit.cli.size import size
from seedkit.cli.terminal import clip, columns

SEEDKIT = [sys.executable, "-m", "seedkit"]


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return plant(tmp_path / "seeds")


class Done(NamedTuple):
    """How a run ended."""

    returncode: int
    stdout: bytes
    stderr: bytes


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def _run(*arguments: str, input: bytes = b"", encoding: str = "utf-8", stream: type[io.TextIOWrapper] = io.TextIOWrapper) -> Done:
    """Run in this process, with the streams of a fresh one."""
    out, err = (stream(io.BytesIO(), encoding=encoding) for _ in range(2))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(input)))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = int(stop.code or 0)
        texts = []
        for written in (out, err):
            written.flush()
            assert isinstance(written.buffer, io.BytesIO)
            texts.append(written.buffer.getvalue())
    return Done(status, *texts)


def _watched(*arguments: str) -> tuple[int, str]:
    """Run with a terminal of 72 columns for both outputs; return the exit status and what the person at it sees."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "72")
        patch.setenv("TERM", "xterm")
        done = _run(*arguments, stream=_Terminal)
    return done.returncode, (done.stdout + done.stderr).decode()


def _imported(*arguments: str) -> set[str]:
    """The modules that a command imports."""
    code = """if True:
        import sys, seedkit.cli
        try:
            seedkit.cli.main(sys.argv[1:])
        except SystemExit:
            print(*sys.modules, file=sys.stderr)
    """
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stderr.split())


# --- every command


def test_version() -> None:
    done = subprocess.run([*SEEDKIT, "--version"], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"seedkit {seedkit.__version__}\n")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"], ["inspect", "--help"]])
def test_answers_without_loading_the_compiler(arguments: list[str]) -> None:
    assert not {"pydantic", "rich", "ruamel.yaml", "seedkit.pipeline", "markdown_it"} & _imported(*arguments)


def test_importing_the_package_is_cheap() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, seedkit; print(*sys.modules)"], capture_output=True, text=True, check=True, timeout=60
    )
    assert "pydantic" not in done.stdout.split()


@pytest.mark.parametrize("command", [[], ["build"], ["inspect"], ["schema"]])
def test_help_shows_examples(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    assert re.search(rf"examples:\n  seedkit {' '.join(command)}", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "usage: seedkit"),
        (["bild"], "invalid choice: 'bild'"),
        (["build", "--max-size", "much"], "'much' is no size: expected a number of bytes, or one with a unit such as 64MB"),
        (["build", "nowhere"], "nowhere: a folder of articles is expected here, nothing was found"),
        (["inspect"], "the following arguments are required: FILE"),
        (["inspect", "a.txt", "--lines", "--json"], "not allowed with argument"),
    ],
)
def test_wrong_use(arguments: list[str], words: str, seeds: Path) -> None:
    assert seeds.is_dir()
    done = _run(*arguments)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_a_reader_that_hangs_up_is_no_error(seeds: Path) -> None:
    (seeds / "long.txt").write_text(BREAD * 2000, encoding="utf-8")
    with subprocess.Popen([*SEEDKIT, "inspect", "seeds", "--ledger"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_output_that_is_full_is_told(seeds: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*SEEDKIT, "inspect", str(seeds)], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (2, b"seedkit: standard output cannot be written (No space left on device)\n")


def test_interrupted_without_a_traceback(seeds: Path) -> None:
    for number in range(400):
        (seeds / f"loaf-{number}.txt").write_text(BREAD * 5, encoding="utf-8")
    with subprocess.Popen([*SEEDKIT, "build"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while not Path("out/v1/documents/bread.json").exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")
    assert not [path for path in files_below(Path("out")) if path.endswith(".tmp")]


def test_an_output_that_is_not_utf8(seeds: Path) -> None:
    (seeds / "coffee.txt").write_text("Brew coffee – 日本\n\nWater first.\n", encoding="utf-8")
    done = _run("inspect", "seeds/coffee.txt", encoding="ascii")
    assert done.returncode == 0
    assert rb"Brew coffee \u2013 \u65e5\u672c" in done.stdout
    assert b"`- " in done.stdout
    done = _run("inspect", "seeds/coffee.txt", "--lines", encoding="ascii")
    assert json.loads(done.stdout.splitlines()[0])["text"] == "Brew coffee – 日本"


@pytest.mark.parametrize(
    ("text", "number"), [("7", 7), ("64MB", 64 * 2**20), ("64m", 64 * 2**20), ("1 KiB", 1024), ("2G", 2**31), ("10B", 10)]
)
def test_sizes(text: str, number: int) -> None:
    assert size(text) == number


def test_texts_are_cut_by_columns() -> None:
    assert columns("日本e\u0301") == 5
    assert clip("short", 5) == "short"
    assert clip("too long", 5) == "too…"
    assert clip("日本語", 5) == "日本…"
    assert clip("日本語", 6) == "日本語"


# --- build


def test_build_prints_a_summary(seeds: Path) -> None:
    (seeds / "folder.txt").mkdir()
    done = _run("build")
    lines = done.stdout.decode().splitlines()
    assert re.split(r"  +", lines[0]) == ["article", "steps", "points", "faqs", "checklists", "sample texts", "diagnostics"]
    figures = {row[0]: row[1:] for row in (line.split() for line in lines[1:-1])}
    index = seedkit.load("out").index
    for entry in index.documents:
        found = entry.diagnostics
        expected = [entry.counts.steps, entry.counts.points, entry.counts.faqs, entry.counts.checklists, entry.counts.sample_texts]
        assert figures[entry.path] == [str(figure) for figure in (*expected, found.error + found.warning + found.info)]
    assert figures["total"][0] == str(sum(entry.counts.steps for entry in index.documents))
    assert len({len(line) for line in lines[:-1]}) == 1
    assert lines[-1] == "3 built, 1 failed; 7 files written in out/v1"
    assert done.stderr.decode() == "seedkit: folder.txt: is a folder, where its name promises an article\n"
    assert done.returncode == 1


def test_build_of_nothing_and_of_less(seeds: Path) -> None:
    _run("build")
    for article in seeds.rglob("*.*"):
        article.unlink()
    done = _run("build")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines()[-1] == "0 built; 1 file written, 6 removed in out/v1"


def test_build_quietly_elsewhere(seeds: Path) -> None:
    seeds.rename("articles")
    done = _run("build", "articles", "--out", "data", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert len(seedkit.load("data")) == 3
    done = _run("build", "articles", "--out", "data", "--quiet", "--max-size", "0.1KB")
    assert done.returncode == 2
    done = _run("build", "articles", "--out", "data", "--quiet", "--max-size", "250")
    assert done.returncode == 1
    assert done.stderr.startswith(b"seedkit: bread.txt: is larger than the limit of 250 bytes: raise the limit (--max-size)")


def test_build_with_no_place_to_write(seeds: Path) -> None:
    Path("out").write_text("in the way", encoding="utf-8")
    done = _run("build")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("seedkit: out/v1/documents: cannot be made a folder")
    assert seeds.is_dir()


def test_build_for_a_person(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "a-name-so-long-that-no-terminal-has-the-room-for-all-of-it-beside-the-figures.txt"
    (seeds / long).write_text(BREAD, encoding="utf-8")
    status, seen = _watched("build")
    assert status == 0
    assert "\x1b[1marticle" in seen
    assert "…" in seen
    assert max(len(re.sub(r"\x1b\[\d*m", "", line)) for line in seen.splitlines()) <= 72
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in _watched("build")[1]


def test_a_long_build_shows_its_progress(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "building" not in _watched("build")[1]
    monkeypatch.setattr("seedkit.cli.build._PATIENCE", 0)
    status, seen = _watched("build")
    assert status == 0
    assert "building" in seen
    assert "3/3" in seen
    assert seeds.is_dir()
    status, seen = _watched("build", "--quiet")
    assert (status, seen) == (0, "")


# --- inspect


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
        " 9-16  ├─ step 2  Let it rise  label=2.\n"
        "   11  │  ├─ paragraph  Cover the bowl with a cloth and leave it alone for an hour.\n"
        "13-16  │  └─ checklist items  While you wait, check these:\n"
        "   15  │     ├─ item  the room is warm\n"
        "   16  │     └─ item  the cloth is damp\n"
        "18-20  └─ step 3  Bake it  label=3.\n"
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
    status, seen = _watched("inspect", "seeds/steer.txt", "seeds/bread.txt")
    assert status == 0
    assert "\x1b[31m" not in seen
    assert "\u202e" not in seen
    assert "\x1b[33mintroduction\x1b[0m" in seen
    drawn = [re.sub(r"\x1b\[\d*m", "", line) for line in seen.splitlines()]
    assert max(columns(line) for line in drawn if " SK" not in line) <= 72  # what a diagnostic says is not cut
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b[" not in _run("inspect", "seeds/bread.txt", stream=_Terminal).stdout.decode()


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
    done = _run("inspect", "-", "--json", "--format", format, input=KNIVES.encode())
    source = json.loads(done.stdout)["source"]
    assert (done.returncode, source["format"]) == (0, format)
    assert source["path"].startswith("article.")
    assert json.loads(_run("inspect", "-", "--json", input=KNIVES.encode()).stdout)["source"]["format"] == "text"


def test_inspect_tells_what_cannot_be_read(seeds: Path) -> None:
    Path("notes").write_text(BREAD, encoding="utf-8")
    (seeds / "lamp.txt").mkdir()
    done = _run("inspect", "gone.txt", "notes", "seeds", "-", "--max-size", "420", "--lines", input=b"x" * 500)
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "seedkit: gone.txt: is not there (any more)",
        "seedkit: notes: has none of the suffixes .txt .md .markdown .html .htm: name its format with --format",
        "seedkit: lamp.txt: is a folder, where its name promises an article",
        "seedkit: -: is larger than the limit of 420 bytes: raise the limit (--max-size)",
    ]
    assert {json.loads(line)["path"] for line in done.stdout.splitlines()} == {"bread.txt", "lamp.html", "tools/knives.md"}
    assert _run("inspect", "notes", "--format", "text").returncode == 0


# --- schema


@pytest.fixture
def schema(tmp_path: Path) -> Callable[..., Done]:
    return lambda *options: _run("schema", str(tmp_path / "schema"), *options)


def test_schema_is_written_and_checked(tmp_path: Path, schema: Callable[..., Done]) -> None:
    done = schema("--check")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.count(b"seedkit: ") == 2
    assert sorted(schema().stdout.decode().splitlines()) == [
        f"{tmp_path}/schema/document.schema.json: written",
        f"{tmp_path}/schema/index.schema.json: written",
    ]
    assert schema("--check").returncode == 0
    assert schema().stdout.count(b": unchanged") == 2
    file = tmp_path / "schema" / "index.schema.json"
    file.write_text(file.read_text(encoding="utf-8").replace("2020-12", "2019-09"), encoding="utf-8")
    done = schema("--check")
    assert done.returncode == 1
    assert b"index.schema.json" in done.stderr
