"""The description on a package index: the README, whose links are relative to the repository."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from setuptools import setup

_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)\s]+)\)")


def description(root: Path) -> str:
    """Return the README with absolute links, if ``pyproject.toml`` names the repository, to the tag of this version."""
    text = (root / "README.md").read_text("utf-8")
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    repository = project.get("urls", {}).get("Repository", "").removesuffix(".git").rstrip("/")
    if not repository:
        return text
    found = re.search(r'^__version__ = "([^"]+)"$', (root / "src/seedkit/__init__.py").read_text("utf-8"), re.MULTILINE)
    assert found is not None
    tag = f"v{found[1]}"
    return _LINK.sub(lambda link: f"{link[1]}[{link[2]}]({repository}/{'raw' if link[1] else 'blob'}/{tag}/{link[3]})", text)


if __name__ == "__main__":
    setup(long_description=description(Path(__file__).parent), long_description_content_type="text/markdown")
