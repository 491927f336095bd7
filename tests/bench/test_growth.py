"""The measure of growth."""

from __future__ import annotations

import pytest

import growth


def test_the_exponent_is_the_power_by_which_time_grows() -> None:
    assert growth.exponent([(10, 3.0), (100, 30.0), (1000, 300.0)]) == pytest.approx(1)
    assert growth.exponent([(10, 1.0), (100, 100.0), (1000, 10_000.0)]) == pytest.approx(2)


def test_a_row_for_each_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert growth.main(["--max-size", "0.1"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[1] for row in rows if row.startswith("| ")][2:] == ["text", "markdown", "html"]
