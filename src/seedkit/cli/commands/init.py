"""``seedkit init``: a folder with everything that a first build needs."""

from __future__ import annotations

import argparse
import os
import shlex
from pathlib import Path
from typing import Any

from seedkit.errors import UsageError
from seedkit.messages import DISTRIBUTION
from seedkit.terminal import print_line

_WORKFLOW = ".github/workflows/seedkit.yml"

_FILES = {
    "seeds/return-a-borrowed-book.md": "return-a-borrowed-book.md",
    _WORKFLOW: "workflow.yml",
    ".gitignore": "gitignore",
    "README.md": "README.md",
    "seedkit.toml": "seedkit.toml",
}
"""Each created file → its template in ``starter/``."""

_LEFT_ALONE = frozenset({".gitignore", "README.md"})
"""Files that a new repository may already have: they do not prevent a new project."""

_EXAMPLES = """\
examples:
  seedkit init                         in this folder
  seedkit init letters && cd letters && seedkit build

Creates seedkit.toml, seeds/ with an example article, .github/workflows/seedkit.yml, .gitignore and README.md. Existing files are
never overwritten: .gitignore and README.md are kept, and any other conflicting file is an error before anything is created.
Exit status: 0 created or already set up, 2 usage error or a conflicting file."""


def register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser(
        "init",
        help="set up a new project",
        description="Set up a new project: a configuration file, an example article and a workflow that checks articles.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="project folder (default: the current folder)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Create the project, print what was created, and return the exit status."""
    from seedkit.storage import files

    folder = Path(options.folder)
    wanted = {folder / name: (name, _content(template)) for name, template in _FILES.items()}
    _refuse_what_is_in_the_way(folder, {path: content for path, (_, content) in wanted.items()})
    made = 0
    for path, (name, content) in wanted.items():
        if name in _LEFT_ALONE and os.path.lexists(path) and not _holds(path, content):
            print_line(f"{path}: kept")
            continue
        files.make_folder(path.parent)
        files.clear_leftovers(path.parent)
        written = files.write_user_path(path, content)
        made += written
        print_line(f"{path}: {'created' if written else 'unchanged'}")
    if made and _is_local():
        print_line(f"note: seedkit was installed from a folder; adapt the line of {_WORKFLOW} that installs it")
    if made:
        elsewhere = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(options.folder)} && "
        print_line(f"next: {elsewhere}seedkit build && seedkit check")
    return 0


def _content(template: str) -> bytes:
    from importlib import resources

    return (resources.files("seedkit") / "starter" / template).read_bytes().replace(b"REQUIREMENT", _requirement().encode())


def _requirement() -> str:
    """Return, quoted for a shell, what the workflow installs: this version from the repository that this seedkit was installed
    from, or else from the package index."""
    from seedkit import __version__

    origin = _origin()
    if (origin.get("vcs_info") or {}).get("vcs") != "git":
        return f'"{DISTRIBUTION}=={__version__}"'
    tag, info = f"v{__version__}", origin["vcs_info"]
    revision = tag if info.get("requested_revision") == tag else info["commit_id"]
    return shlex.quote(f"{DISTRIBUTION} @ git+{origin['url']}@{revision}")


def _is_local() -> bool:
    """Return whether this seedkit was installed from a folder, which a CI machine does not have."""
    return "dir_info" in _origin()


def _origin() -> dict[str, Any]:
    """Return where this seedkit was installed from, as pip records it (PEP 610); nothing for the package index."""
    import json
    from importlib import metadata

    try:
        origin: dict[str, Any] = json.loads(metadata.distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except metadata.PackageNotFoundError:
        return {}
    return origin


def _refuse_what_is_in_the_way(folder: Path, wanted: dict[Path, bytes]) -> None:
    """Raise UsageError if a path is taken: by a file, or by a file where a folder is needed."""
    for path, content in wanted.items():
        for above in path.relative_to(folder).parents:
            if os.path.lexists(folder / above) and not (folder / above).is_dir():
                raise UsageError(f"{folder / above}: expected a folder, found a file; nothing was created")
        if os.path.lexists(path) and path.name not in _LEFT_ALONE and not _holds(path, content):
            raise UsageError(f"{path}: already exists and would be overwritten; nothing was created")
    if _is_configured(folder / "pyproject.toml"):
        raise UsageError(
            f"{folder / 'pyproject.toml'}: has a [tool.seedkit] table, which seedkit.toml would override; nothing was created"
        )


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content


def _is_configured(pyproject: Path) -> bool:
    import tomllib

    from seedkit.storage import files

    try:
        tools = tomllib.loads(files.read(pyproject).decode()).get("tool")
    except (OSError, ValueError, RecursionError):  # not ours
        return False
    return isinstance(tools, dict) and "seedkit" in tools
