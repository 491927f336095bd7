"""Check that a commit can be released: version, changelog, frozen schema, metadata. Prints the commands that release it.

Usage: ``python .ci/release.py``, from the root of the repository. Exit status: 0 ready, 1 not ready.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_SCHEMA = re.compile(r'^SCHEMA_VERSION = "([^"]+)"$', re.MULTILINE)
_SECTION = re.compile(r"^## (.*)$\n((?:(?!^## ).*\n)*)", re.MULTILINE)


def problems(root: Path) -> Iterator[str]:
    """Yield what has to be done before the state of the files below ``root`` can be released."""
    version = _found(_VERSION, root / "src/seedkit/__init__.py")
    if not re.fullmatch(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?", version):
        yield f"the version {version} is not one such as 1.2.3 or 1.2.3rc1"
    sections = dict(_SECTION.findall((root / "CHANGELOG.md").read_text("utf-8")))
    if not any(re.fullmatch(rf"\[?{re.escape(version)}\]? - \d{{4}}-\d\d-\d\d", name) for name in sections):
        yield f"CHANGELOG.md has no section `## {version} - YYYY-MM-DD`"
    if sections.get("Unreleased", "").strip():
        yield "CHANGELOG.md has unreleased changes: move them to the section of the version"
    schema = _found(_SCHEMA, root / "src/seedkit/model/document.py")
    frozen = root / "schema" / "released" / schema
    current = {path.name: path.read_bytes() for path in (root / "schema" / "v1").glob("*.schema.json")}
    if {path.name: path.read_bytes() for path in frozen.glob("*.schema.json")} != current:
        yield f"schema {schema} is not frozen as it is: run `seedkit schema --release`"
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    if "Repository" not in project.get("urls", {}):
        yield "pyproject.toml states no repository: add `[project.urls]` with `Repository`"


def _found(pattern: re.Pattern[str], file: Path) -> str:
    found = pattern.search(file.read_text("utf-8"))
    return found[1] if found is not None else "nothing"


def uncommitted(root: Path) -> Iterator[str]:
    """Yield what git says against releasing: changes that are not committed, a tag that is already there."""
    if _git(root, "status", "--porcelain"):
        yield "there are uncommitted changes"
    tag = f"v{_found(_VERSION, root / 'src/seedkit/__init__.py')}"
    if _git(root, "tag", "--list", tag):
        yield f"the tag {tag} already exists"


def _git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True, text=True).stdout.strip()


def main() -> int:
    """Print what is missing, or the commands that release."""
    root = Path.cwd()
    found = [*problems(root), *uncommitted(root)]
    for problem in found:
        print(f"not ready: {problem}", file=sys.stderr)
    if found:
        return 1
    tag = f"v{_found(_VERSION, root / 'src/seedkit/__init__.py')}"
    print(f"ready: git tag --sign {tag} --message {tag} && git push origin {tag}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
