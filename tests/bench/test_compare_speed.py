"""The comparison of speed runs with what is installed, on files of any format."""

from __future__ import annotations

from pathlib import Path

import pytest

import compare_speed


def test_every_reader_that_is_installed_has_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(compare_speed, "ROUNDS", 1)
    monkeypatch.setattr(compare_speed, "SIZES", (2_000,))
    (tmp_path / "a.txt").write_text("A title\n\nWords.\n", "utf-8")
    (tmp_path / "b.md").write_text("# A title\n\nWords.\n", "utf-8")
    assert compare_speed.main([str(tmp_path / "a.txt"), str(tmp_path / "b.md")]) == 0
    out = capsys.readouterr().out
    assert out.count("| seedkit | ") == out.count("| markdown-it-py | ") == 2
    assert "text, 1 files" in out
    assert "markdown, 1 files" in out
    assert "| `seedkit check FILE` | " in out


def test_the_speed_of_seedkit_is_one_time_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A title\n\nWords.\n", "utf-8")
    compare_speed.compare("text", [path], count=False)
    [row] = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| seedkit |")]
    assert row.endswith("| 1.00 |")


def test_every_reader_reads_every_format(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md", "c.html"):
        (tmp_path / name).write_text("A title\n\nWords.\n", "utf-8")
    for read in compare_speed.readers().values():
        compare_speed.read_all(read, sorted(tmp_path.iterdir()))
