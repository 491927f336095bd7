"""What the tests share: how properties are tried, the option that rewrites expected outlines, and a folder of articles."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from sample_articles import plant

# No deadline, as a busy machine is slow; the same examples on every run where CI is set.
settings.register_profile("seedkit", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("seedkit")


def pytest_configure() -> None:
    """Let Ctrl-C reach the commands that tests start: a shell that runs pytest in the background has them ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected outlines to what is read now")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether a differing outline is to be rewritten instead of failing."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """``seeds/`` with three articles, below an empty folder that is the current one."""
    monkeypatch.chdir(tmp_path)
    return plant(tmp_path / "seeds")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where to build to; not there yet."""
    return tmp_path / "out"
