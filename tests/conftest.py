"""What the tests share: the option that rewrites expected outlines."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expected outlines to what is read now")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether a differing outline is to be rewritten instead of failing."""
    return bool(request.config.getoption("--accept"))
