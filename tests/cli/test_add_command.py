"""`seedkit add`: an article is copied unchanged, its origin is recorded in its sidecar, and nothing is lost."""

from __future__ import annotations

import errno
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import run

import seedkit
from sample_articles import KNIVES, files_below
from seedkit.corrections import edit
from seedkit.corrections import files as sidecars
from seedkit.storage import files

TEA = """\
How to make tea in 3 steps

1. Boil water

Fresh water, all of it.

2. Pour it over the leaves

Three minutes are enough.

4. Drink it

Slowly.
"""
ORIGIN = ("--source", "https://example.org/tea", "--author", "Noor Haddad", "--licence", "CC BY 4.0", "--retrieved", "2024-05-06")


@pytest.fixture
def tea(seeds: Path) -> Path:
    """An article that lies outside the folder of articles."""
    assert seeds.is_dir()
    path = Path("Make Tea.txt")
    path.write_text(TEA, "utf-8", newline="\r\n")
    return path


def origin(path: str) -> dict[str, object]:
    content = yaml.safe_load(Path(path).read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def test_an_article_is_taken_byte_for_byte_and_its_origin_comes_out_in_the_data(tea: Path) -> None:
    done = run("add", str(tea), *ORIGIN)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines() == [
        "seeds/make-tea.txt: added",
        "  “How to make tea in 3 steps”: 3 steps; 1 finding",
        "  origin in seeds/make-tea.seedkit.yaml",
        "next: seedkit check seeds/make-tea.txt",
    ]
    assert Path("seeds/make-tea.txt").read_bytes() == tea.read_bytes()
    run("build")
    metadata = seedkit.load("out")["make-tea"].metadata
    assert [author.text for author in metadata.authors] == ["Noor Haddad"]
    assert (metadata.url, metadata.extra) == ("https://example.org/tea", {"licence": "CC BY 4.0", "retrieved": "2024-05-06"})
    assert b"SK8" not in run("check", "seeds/make-tea.txt", "--select", "SK8", "--format", "json").stdout


def test_several_authors_and_an_id(tea: Path) -> None:
    run("add", str(tea), "--author", "Noor Haddad", "--author", "Ida: Lund", "--id", "tea")
    run("build")
    assert [author.text for author in seedkit.load("out")["tea"].metadata.authors] == ["Noor Haddad", "Ida: Lund"]


def test_two_that_differ_in_their_suffix_have_a_sidecar_each(tea: Path) -> None:
    run("add", str(tea), "--licence", "MIT")
    run("add", str(tea), "--as", "markdown", "--licence", "MIT")  # the same bytes: not taken twice
    done = run(
        "add", "-", "--as", "markdown", "--name", "make-tea", "--id", "tea-too", "--licence", "CC0", input=b"# Tea\n\nPour.\n"
    )
    assert b"origin in seeds/make-tea.md.seedkit.yaml\n" in done.stdout
    assert origin("seeds/make-tea.seedkit.yaml") == {"metadata": {"licence": "MIT"}}
    run("build")
    corpus = seedkit.load("out")
    assert [corpus[id].metadata.extra["licence"] for id in ("make-tea", "tea-too")] == ["MIT", "CC0"]


def test_today_is_a_date_that_has_to_be_asked_for(tea: Path) -> None:
    run("add", str(tea), "--source", "https://example.org/tea")
    assert origin("seeds/make-tea.seedkit.yaml") == {"metadata": {"url": "https://example.org/tea"}}
    before = date.today()
    run("add", str(tea), "--retrieved", "today")
    facts = origin("seeds/make-tea.seedkit.yaml")["metadata"]
    assert isinstance(facts, dict)
    assert facts["retrieved"] in (before, date.today())


def test_the_same_bytes_are_not_taken_twice(tea: Path) -> None:
    run("add", str(tea))
    before = files_below(Path("seeds"))
    for more in ([], ["--name", "other"], ["--force"]):
        done = run("add", str(tea), *more)
        assert (done.returncode, done.stdout.splitlines()[0]) == (0, b"seeds/make-tea.txt: already present, byte for byte")
    assert files_below(Path("seeds")) == before


def test_an_article_that_lies_in_the_folder_gets_an_origin(seeds: Path) -> None:
    done = run("add", "seeds/tools/knives.md", "--licence", "MIT")
    assert b"origin in seeds/tools/knives.seedkit.yaml\n" in done.stdout
    assert (seeds / "tools" / "knives.md").read_text("utf-8") == KNIVES


def test_recorded_facts_are_overwritten_only_by_force(tea: Path) -> None:
    run("add", str(tea), *ORIGIN)
    sidecar = Path("seeds/make-tea.seedkit.yaml")
    sidecar.write_text("# Ask Noor before June.\nignore:\n  - SK203\n" + sidecar.read_text("utf-8"), "utf-8")
    before = sidecar.read_bytes()
    assert run("add", str(tea), *ORIGIN).returncode == 0
    done = run("add", str(tea), "--licence", "MIT")
    assert (done.returncode, sidecar.read_bytes()) == (2, before)
    assert done.stderr == b"seedkit: seeds/make-tea.seedkit.yaml: already says `licence: CC BY 4.0`: pass --force to overwrite it\n"
    assert run("add", str(tea), "--licence", "MIT", "--force").returncode == 0
    assert sidecar.read_bytes() == before.replace(b"CC BY 4.0", b"MIT")


def test_another_article_of_that_name_is_overwritten_only_by_force(tea: Path) -> None:
    run("add", str(tea))
    before = files_below(Path("seeds"))
    tea.write_text(TEA.replace("4. Drink", "3. Drink"), "utf-8")
    done = run("add", str(tea), "--licence", "MIT")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"another article already exists: choose another --name, or pass --force to overwrite it" in done.stderr
    assert files_below(Path("seeds")) == before
    done = run("add", str(tea), "--force")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, b"next: seedkit build")
    assert Path("seeds/make-tea.txt").read_bytes() == tea.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["-", "--as", "text"], "how-to-make-tea-in-3-steps.txt"),
        (["-", "--as", "markdown"], "how-to-make-tea-in-3-steps.md"),
        (["-", "--as", "html", "--name", "Té.html"], "te.html"),
        (["Make Tea.txt", "--as", "markdown"], "make-tea.md"),
        (["Make Tea.txt", "--name", "tea"], "tea.txt"),
        (["Make Tea.txt", "--name", "Con"], "con-article.txt"),
    ],
)
def test_what_it_is_called(tea: Path, arguments: list[str], name: str) -> None:
    assert tea.is_file()
    done = run("add", *arguments, input=TEA.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert Path("seeds", name).is_file()


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"Tea\n\nP\0ur", "has a NUL in line 3: it is not text, or UTF-16 without a byte order mark; save it as UTF-8"),
        ("Café".encode("cp1252"), "is not UTF-8 (line 1 has a byte 0xe9; it may be "),
        ("\ufeffTea\n".encode("utf-16-le") + b"\0\xd8", "is not UTF-16-LE (line 2 has a byte 0x00): save it as UTF-8"),
        (b"Tea " * 300, "is larger than the limit of 1,024 bytes: raise the limit (--max-size)"),
    ],
)
def test_what_no_build_should_read_is_refused(tea: Path, data: bytes, complaint: str) -> None:
    before = files_below(Path("seeds"))
    tea.write_bytes(data)
    for article, shown in (((str(tea),), str(tea)), (("-", "--as", "text"), "standard input")):
        done = run("add", *article, "--max-size", "1K", "--licence", "MIT", input=data)
        assert (done.returncode, done.stdout) == (1, b"")
        assert re.match(re.escape(f"seedkit: {shown}: {complaint}"), done.stderr.decode())
    assert files_below(Path("seeds")) == before


@pytest.mark.parametrize(
    ("arguments", "status", "complaint"),
    [
        (["nowhere.txt"], 1, "nowhere.txt: does not exist"),
        (["seeds"], 1, "seeds: is a folder, not an article"),
        (["notes"], 1, "notes: has none of the suffixes .txt .md .markdown .html .htm: pass --as to name its format"),
        (["-"], 2, "the article has no title to take a name from: pass --name NAME"),
        (["notes", "--as", "text", "--name", "README.md"], 2, "README files are not articles: pass --name NAME"),
        (["notes", "--as", "text", "--name", "lamp"], 2, "seeds/lamp.html: already has the id lamp: choose another --name or --id"),
        (["notes", "--as", "text", "--id", "lamp"], 2, "seeds/lamp.html: already has the id lamp: choose another --name or --id"),
        (["notes", "--as", "text", "--name", "loaf"], 2, "seeds/bread.txt: already has the id loaf: choose another --name or --id"),
        (["notes", "--as", "text", "--name", "lamp", "--id", "x"], 0, ""),
        (["notes", "--as", "text", "--name", "x", "--id", "bread"], 0, ""),
        (["notes", "--as", "text", "--name", "taken"], 2, "taken.txt: is a folder: choose another --name"),
        (["notes", "--as", "text", "--name", "link"], 2, "link.txt: is a link: choose another --name"),
        (["notes", "--as", "text", "--seeds", "articles"], 2, "articles: expected a folder of articles, found nothing"),
        (["notes", "--source", "example.org/tea"], 2, "'example.org/tea' is not a URL: expected one such as https://example.org/article"),
        (["notes", "--source", "https://[x"], 2, "is not a URL"),
        (["notes", "--retrieved", "6 May"], 2, "'6 May' is not a date: expected YYYY-MM-DD, or today"),
        (["notes", "--id", "Tea"], 2, "'Tea' is not an id: expected lowercase letters, digits and single hyphens"),
        (["notes", "--author", " "], 2, "' ' is empty"),
    ],
)  # fmt: skip
def test_mistakes_are_reported(seeds: Path, arguments: list[str], status: int, complaint: str) -> None:
    Path("notes").write_text("12345\n", "utf-8")
    (seeds / "bread.seedkit.yaml").write_text("metadata:\n  id: loaf\n", "utf-8")
    (seeds / "taken.txt").mkdir()
    (seeds / "link.txt").symlink_to("nowhere.txt")
    before = files_below(seeds)
    done = run("add", *arguments, input=b"- water\n- leaves\n")
    assert done.returncode == status
    assert complaint in done.stderr.decode()
    assert (files_below(seeds) == before) == (status != 0)


def test_what_a_full_disk_stopped_is_finished_by_the_next_run(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def full(temporary: Path, path: Path) -> None:
        if path.name == "make-tea.txt":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        replace(temporary, path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        done = run("add", str(tea), *ORIGIN)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"cannot write seeds/make-tea.txt: no space left on device" in done.stderr
    assert not Path("seeds/make-tea.txt").exists()
    assert run("add", str(tea), *ORIGIN).returncode == 0
    assert Path("seeds/make-tea.txt").read_bytes() == tea.read_bytes()
    assert not [path for path in Path("seeds").iterdir() if path.suffix == ".tmp"]


@pytest.mark.parametrize("content", ["- a\n", "metadata: 7\n", "a: [\n", "\xff"])
def test_an_unreadable_sidecar_stops_it_before_anything_is_written(tea: Path, content: str) -> None:
    sidecar = Path("seeds/make-tea.seedkit.yaml")
    sidecar.write_text(content, "latin-1")
    done = run("add", str(tea), "--licence", "MIT")
    assert (done.returncode, sidecar.read_text("latin-1"), Path("seeds/make-tea.txt").exists()) == (2, content, False)
    assert "make-tea.seedkit.yaml" in done.stderr.decode()


def test_the_folder_of_an_article_below_is_locked_while_its_origin_is_recorded(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = Path("seeds/tools")
    (inside / "tea.txt").write_bytes(tea.read_bytes())
    original, free = sidecars.write, []

    def write(*arguments: Any, **named: Any) -> None:
        handle = os.open(inside, os.O_RDONLY)
        free.append(files.lock(handle, wait=False))
        os.close(handle)
        original(*arguments, **named)

    monkeypatch.setattr(sidecars, "write", write)
    assert run("add", str(tea), *ORIGIN).returncode == 0
    assert free == [False]
    assert origin("seeds/tools/tea.seedkit.yaml")["metadata"]


def test_a_sidecar_changed_in_the_meantime_is_kept(tea: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("add", str(tea), "--author", "Ada Moreno").returncode == 0
    beside = Path("seeds/make-tea.seedkit.yaml")
    original = edit.with_facts

    def meanwhile(*arguments: Any, **named: Any) -> str:
        beside.write_text("metadata:\n  author: Bo Baker\n", encoding="utf-8")
        return original(*arguments, **named)

    monkeypatch.setattr(edit, "with_facts", meanwhile)
    done = run("add", str(tea), "--licence", "MIT")
    assert done.returncode == 2
    assert b"changed in the meantime" in done.stderr
    assert beside.read_text("utf-8") == "metadata:\n  author: Bo Baker\n"
