"""What holds for every command, and the schema."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import SEEDKIT, Done, run

import seedkit
from sample_articles import BREAD, files_below
from seedkit.cli import main
from seedkit.cli.options import size
from seedkit.terminal import clip, columns


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

LIGHT = ("add", "build", "check", "diff", "inspect")


def test_version() -> None:
    done = subprocess.run([*SEEDKIT, "--version"], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, f"seedkit {seedkit.__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        ["add", "--help"],
        ["build", "--help"],
        ["check", "--help"],
        ["diff", "--help"],
        ["inspect", "--help"],
    ],
)
def test_answers_without_loading_the_compiler(arguments: list[str]) -> None:
    assert not {"pydantic", "rich", "ruamel.yaml", "seedkit.pipeline", "markdown_it"} & _imported(*arguments)


def test_importing_the_package_is_cheap() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys, seedkit; print(*sys.modules)"], capture_output=True, text=True, check=True, timeout=60
    )
    assert "pydantic" not in done.stdout.split()


@pytest.mark.parametrize("command", [[], ["add"], ["build"], ["init"], ["inspect"], ["schema"]])
def test_help_shows_examples(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    assert re.search(rf"examples:\n  seedkit {' '.join(command)}", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "usage: seedkit"),
        (["bild"], "error: unknown command 'bild': did you mean `build`?"),
        (["xyz"], "error: unknown command 'xyz': expected one of init, add, build, check"),
        (["build", "--jbos", "2"], "seedkit build: error: unknown option --jbos: did you mean `--jobs`?"),
        (["check", "--fromat=json"], "seedkit check: error: unknown option --fromat: did you mean `--format`?"),
        (["check", "--format", "jsn"], "argument --format: invalid choice 'jsn': did you mean `json`?"),
        (["schema", "a", "b"], "seedkit schema: error: unexpected argument 'b'"),
        (["--verison"], "seedkit: error: unknown option --verison: did you mean `--version`?"),
        (["build", "--max-size", "much"], "'much' is not a size: expected a number of bytes, optionally with a unit, such as 64MB"),
        (["build", "nowhere"], "nowhere: expected a folder of articles, found nothing"),
        (["inspect"], "the following arguments are required: FILE"),
        (["inspect", "a.txt", "--lines", "--json"], "not allowed with argument"),
    ],
)
def test_wrong_use(arguments: list[str], words: str, seeds: Path) -> None:
    assert seeds.is_dir()
    done = run(*arguments)
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


def test_an_output_that_is_full_is_reported(seeds: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*SEEDKIT, "inspect", str(seeds)], stdout=full, stderr=subprocess.PIPE, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (2, b"seedkit: cannot write standard output: no space left on device\n")


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
    done = run("inspect", "seeds/coffee.txt", encoding="ascii")
    assert done.returncode == 0
    assert rb"Brew coffee \u2013 \u65e5\u672c" in done.stdout
    assert b"`- " in done.stdout
    done = run("inspect", "seeds/coffee.txt", "--lines", encoding="ascii")
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


@pytest.fixture
def schema(tmp_path: Path) -> Callable[..., Done]:
    return lambda *options: run("schema", str(tmp_path / "schema"), *options)


def test_schema_is_written_and_checked(tmp_path: Path, schema: Callable[..., Done]) -> None:
    done = schema("--check")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.count(b"seedkit: ") == 5
    assert sorted(schema().stdout.decode().splitlines()) == [
        f"{tmp_path}/schema/pyproject.schema.json: written",
        f"{tmp_path}/schema/seedkit.schema.json: written",
        f"{tmp_path}/schema/sidecar.schema.json: written",
        f"{tmp_path}/schema/v1/document.schema.json: written",
        f"{tmp_path}/schema/v1/index.schema.json: written",
    ]
    assert schema("--check").returncode == 0
    assert schema().stdout.count(b": unchanged") == 5
    file = tmp_path / "schema" / "v1" / "index.schema.json"
    file.write_text(file.read_text(encoding="utf-8").replace("2020-12", "2019-09"), encoding="utf-8")
    done = schema("--check")
    assert done.returncode == 1
    assert b"index.schema.json" in done.stderr
