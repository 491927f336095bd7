"""`seedkit pin`: corrections written beside the article, and what changes by them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from pkgutil import resolve_name

import pytest
from command_line import SEEDKIT, run

SOUP = """\
Saving a soup

You only need a minute.

Add water

Half a cup at a time, and taste.

Look out for these:

• foam
• a crust
"""


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "soup.txt").write_text(SOUP, encoding="utf-8")
    return tmp_path / "soup.seedkit.yaml"


def printed(*arguments: str) -> list[str]:
    done = run("pin", *arguments)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode().splitlines()


def refused(*arguments: str) -> str:
    done = run("pin", *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    return done.stderr.decode()


def test_a_pin_is_written_and_what_changes_is_shown(beside: Path) -> None:
    assert printed("soup.txt:3", "--as", "subtitle") == [
        "soup.seedkit.yaml:2: line 3 pinned as subtitle",
        "-passage introduction 3",
        "+subtitle 3 | You only need a minute.",
    ]
    assert beside.read_text("utf-8") == (
        "pins:\n  - line: 3\n    text: You only need a minute.\n    as: subtitle\n"
        "    prefix: Saving a soup\n    suffix: Add water\n"
    )
    assert "+group signs 5-12 numbering=none | Add water" in printed("soup.txt:12", "--as", "signs")
    assert run("explain", "soup.txt:3").stdout.decode().count("pin       subtitle, by soup.seedkit.yaml:2\n") == 1
    assert b'"rule": "pin", "pin": "soup.seedkit.yaml:2"' in run("inspect", "--lines", "soup.txt").stdout
    assert "  12  pin  signs  soup.seedkit.yaml:7" in run("inspect", "soup.txt").stdout.decode().splitlines()


def test_a_line_has_one_pin_that_says_all(beside: Path) -> None:
    printed("soup.txt:5", "--as", "heading", "--level", "3")
    shown = printed("soup.txt:5", "--title", "Add a cup of water")
    assert shown[0] == "soup.seedkit.yaml:2: line 5 pinned as heading, level 3, title “Add a cup of water”"
    assert (
        printed("soup.txt:5", "--as", "question")[0] == "soup.seedkit.yaml:2: line 5 pinned as question, title “Add a cup of water”"
    )
    assert beside.read_text("utf-8").count("text:") == 1
    assert printed("soup.txt:5", "--as", "question")[1:] == ["nothing changes in the reading"]


def test_facts_of_the_article_are_stated(beside: Path) -> None:
    assert printed("soup.txt", "--author", "Ada", "--author", "Bo", "--title", "Soup", "--date", "2022-01-09") == [
        "soup.seedkit.yaml: author, date, title stated",
        "-title 1 | Saving a soup",
        "+title 1 | Soup",
        "+author | Ada",
        "+author | Bo",
        "+published | 2022-01-09",
    ]
    assert "+author | Cy" in printed("soup.txt", "--author", "Cy")
    message = refused("soup.txt", "--date", "soon")
    assert (
        "nothing written: it would have a file soup.seedkit.yaml that is wrong in line 1: found `soon`, expected a date" in message
    )
    assert "soon" not in beside.read_text("utf-8")


def test_what_is_pinned_is_listed_and_taken_away(beside: Path) -> None:
    assert printed("soup.txt") == ["soup.txt: no pins"]
    printed("soup.txt:3", "--as", "subtitle")
    printed("soup.txt:11", "--as", "signs")
    printed("soup.txt", "--author", "Ada")
    Path("soup.txt").write_text(f"\n{SOUP.replace('only need', 'need')}", encoding="utf-8")
    assert printed("soup.txt") == [
        "soup.seedkit.yaml:13: author",
        "soup.seedkit.yaml:2: subtitle “You only need a minute.”: line 4",
        "soup.seedkit.yaml:7: signs “foam”: line 12",
    ]
    Path("soup.txt").write_text(SOUP.replace("You only need a minute.", "Hurry."), encoding="utf-8")
    gone = "the pin on line 2 of the sidecar quotes “You only need a minute.”, which does not appear in the article"
    assert f"soup.seedkit.yaml:2: subtitle “You only need a minute.”: {gone}" in printed("soup.txt")
    assert "no pins match that line" in refused("soup.txt:3", "--remove")
    assert printed("soup.seedkit.yaml:3", "--remove")[0] == "soup.seedkit.yaml:3: removed"
    assert "+  checklist items 9-12 | Look out for these:" in printed("soup.txt:11", "--remove")
    assert printed("soup.seedkit.yaml:2", "--remove") == ["soup.seedkit.yaml:2: removed", "-author | Ada"]
    assert not beside.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["soup.txt:4", "--as", "heading"], "soup.txt:4: no block found on this line: it is blank or markup"),
        (["soup.txt:2", "--as", "heading"], "soup.txt:2: no block found on this line"),
        (["soup.txt:99", "--as", "heading"], "soup.txt has lines 1 to 12, but no line 99"),
        (["soup.txt:0", "--as", "heading"], "soup.txt has lines 1 to 12, but no line 0"),
        (["soup.txt:3", "--as", "headng"], "--as headng: expected one of title, subtitle,"),
        (["soup.txt:3", "--as", "headng"], "did you mean `heading`?"),
        (["soup.txt:3", "--as", "quote", "--level", "3"], "expected `level` only with `as: heading` or `as: question`"),
        (["soup.txt:3", "--level", "3"], "soup.txt:3: pass --as to say what it is, or --title to correct its title"),
        (["soup.txt:3"], "soup.txt:3: pass --as to say what it is"),
        (["soup.txt", "--as", "heading"], "soup.txt: a line is required, for example soup.txt:1"),
        (["soup.txt", "--remove"], "soup.txt: a line is required, for example soup.txt:1"),
        (["soup.txt:3", "--remove", "--as", "quote"], "--remove cannot be combined"),
        (["soup.txt:3", "--author", "Ada"], "--author applies to the whole article: omit the line"),
        (
            ["soup.txt:3", "--as", "steps"],
            "nothing written: the pin on line 2 of the sidecar reads line 3 as one of steps, but no list",
        ),
        (["soup.txt:3", "--as", "heading", "--text", "Wait"], "soup.txt:3: no block begins with these words on this line"),
        (["gone.txt:3", "--as", "heading"], "gone.txt does not exist"),
        (["notes.pdf:3", "--as", "heading"], "notes.pdf does not exist"),
        (["gone.seedkit.yaml:3", "--remove"], "gone.seedkit.yaml: no matching article found next to it"),
        (["soup.seedkit.yaml:3", "--remove"], "there is no pin or fact on line 3"),
    ],
)
def test_what_cannot_be_pinned(beside: Path, arguments: list[str], message: str) -> None:
    assert message in refused(*arguments)
    assert not beside.exists()


def test_a_page_on_one_line_and_words_that_stand_twice(beside: Path) -> None:
    page = beside.with_name("soup.html")
    page.write_text("<h1>Soup</h1><p>Add water</p><p>Stir</p><p>Add water</p><p>Stir</p>", encoding="utf-8")
    assert "soup.html:1: the line holds 5 blocks, “Soup”, “Add water”, “Stir”: pass --text" in refused(
        "soup.html:1", "--as", "heading"
    )
    assert "5 blocks" not in refused("soup.html:1", "--as", "heading", "--text", "Add  water")
    printed("soup.html:1", "--as", "quote", "--text", "Soup")
    whole = beside.with_name("soup.html.seedkit.yaml")  # for soup.txt lies there, too
    assert "text: Soup" in whole.read_text("utf-8")
    beside.with_name("tea.txt").write_text("Tea\n\nTip\n\nWait\n\nTip\n\nWait\n\nTip\n\nWait\n", encoding="utf-8")
    assert "a pin would be ambiguous" in refused("tea.txt:7", "--as", "heading")


def test_a_sidecar_that_cannot_be_read_is_not_touched(beside: Path) -> None:
    for content in (b"pins: [", b"\xff", b"pims: []", b"- a"):
        beside.write_bytes(content)
        assert "soup.txt has a file soup.seedkit.yaml" in refused("soup.txt:3", "--as", "subtitle")
        assert beside.read_bytes() == content
    beside.write_text("{ignore: [SK101]}", encoding="utf-8")
    assert "is written with brackets" in refused("soup.txt:3", "--as", "subtitle")
    beside.unlink()
    beside.mkdir()
    assert "that is a folder" in refused("soup.txt:3", "--as", "subtitle")


def test_one_line_of_a_wrapped_paragraph(beside: Path) -> None:
    wrapped = "The soup was wrapped at a column of about sixty and it\ngoes on in a second line which is about as long as it.\n"
    text = f"Soup\n\n{wrapped}Why the soup is too salty and what to do about that\n{wrapped}"
    beside.with_name("soup.txt").write_text(text, encoding="utf-8")
    assert printed("soup.txt:5", "--as", "heading")[0] == "soup.seedkit.yaml:2: line 5 pinned as heading"
    lines = run("inspect", "--lines", "soup.txt").stdout.decode().splitlines()
    assert [line.count('"kind": "heading"') for line in lines] == [0, 0, 1, 0]
    assert "matches line 3, as does another pin; keep one of them" in refused("soup.txt:4", "--as", "quote")


def test_a_pin_that_fits_no_more_is_pinned_again(beside: Path) -> None:
    printed("soup.txt:5", "--as", "heading", "--title", "Water")
    beside.with_name("soup.txt").write_text("Tea\n\nBoil it for a while.\n\nAdd water\n\nNo milk.\n", encoding="utf-8")
    assert "but between other words than quoted" in printed("soup.txt")[0]
    assert printed("soup.txt:5", "--as", "heading")[0] == "soup.seedkit.yaml:2: line 5 pinned as heading, title “Water”"
    assert printed("soup.txt") == ["soup.seedkit.yaml:2: heading, title “Water” “Add water”: line 5"]


def test_pins_that_are_written_at_once_are_all_kept(beside: Path) -> None:
    lines = [f"The tea of {hour} o'clock was hot and strong, and all drank it." for hour in range(1, 16)]
    beside.with_name("soup.txt").write_text("Tea\n\n" + "\n\n".join(lines) + "\n", encoding="utf-8")
    places = [f"soup.txt:{line}" for line in range(3, 33, 2)]
    running = [
        subprocess.Popen([*SEEDKIT, "pin", place, "--as", "quote"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for place in places
    ]
    assert [process.communicate()[1] for process in running] == [b""] * 15
    assert [process.returncode for process in running] == [0] * 15
    assert beside.read_text("utf-8").count("as: quote") == 15


def test_a_sidecar_that_was_edited_meanwhile_is_kept(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    beside.write_text("ignore: [SK101]\n", encoding="utf-8")

    def save_first(*arguments: object, **named: object) -> object:
        beside.write_text("ignore: [SK102]\n", encoding="utf-8")
        return original(*arguments, **named)

    original = resolve_name("seedkit.corrections.files.write")
    monkeypatch.setattr("seedkit.corrections.files.write", save_first)
    assert "it changed in the meantime; run the command again" in refused("soup.txt:3", "--as", "subtitle")
    assert beside.read_text("utf-8") == "ignore: [SK102]\n"
