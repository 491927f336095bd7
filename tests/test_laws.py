"""Laws of the architecture that neither ruff nor import-linter can express."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import seedkit

ROOT = Path(seedkit.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

GROUP = re.compile(r"\(\?(?:P?<\w+>|<?[=!]|:|P=\w+)")
MARKUP = re.compile(r"<\(?/?[!a-z]|```|~~~|!\\?\[|\]\\?\(|&\(?(?:\\?#|\w+;)|\^#|\^---|\+\+\+", re.IGNORECASE)
"""What a pattern holds that matches Markdown or HTML: tags, comments, fences, images, links, references, headings, front matter."""

ALLOWED = {
    "building/limits.py": "counts tags in bytes, before anything is read",
    "model/offsets.py": "maps decoded characters back to the source",
    "language/code.py": "judges the words inside a code block, which readers leave as they are",
    "lint/reports/markdown.py": "writes Markdown",
    "diff/reports.py": "writes Markdown",
}


def _is_markup(pattern: str) -> bool:
    return MARKUP.search(GROUP.sub("", pattern)) is not None


def _texts(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str | bytes):
            yield inner.value if isinstance(inner.value, str) else inner.value.decode("latin-1")


def _patterns(module: Path) -> Iterator[str]:
    """Yield the literals of regular expressions and of searches in texts."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner, name = node.func.value, node.func.attr
            if (isinstance(owner, ast.Name) and owner.id == "re") or name in ("find", "rfind", "index", "startswith", "endswith"):
                for argument in node.args:
                    yield from _texts(argument)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "finds":
            for argument in node.args:
                yield from _texts(argument)


def _name(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


def test_nothing_outside_the_readers_reads_markup() -> None:
    found = {
        f"{_name(module)}: {pattern}"
        for module in MODULES
        if not _name(module).startswith(("readers/", "writers/")) and _name(module) not in ALLOWED
        for pattern in _patterns(module)
        if _is_markup(pattern)
    }
    assert found == set()


@pytest.mark.parametrize(
    "pattern",
    [r"<h([1-6])\b", r"<(?:code|kbd)\b", r"</(?:p|li)>", "<!--", "```", "![](", "](", r"&(?:#\w+|\w+);?", r"^#{2,6}[ \t]"],
)
def test_markup_is_recognized_by_that_law(pattern: str) -> None:
    assert _is_markup(pattern)


@pytest.mark.parametrize("pattern", [r"(?<![\w<])a", r"(?P<n>\d)", r"<[^<>]*>", r"\[([^\]]+)\]", "[#№]"])
def test_what_is_no_markup_is_not(pattern: str) -> None:
    assert not _is_markup(pattern)


def _writes(call: ast.Call) -> bool:
    """Whether a call opens a file for writing, or puts one in place."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    on_os = isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name) and call.func.value.id == "os"
    if name in ("write_bytes", "write_text", "mkstemp", "NamedTemporaryFile", "TemporaryFile"):
        return True
    if name in ("rename", "replace"):
        return on_os
    modes = [node.value for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return name == "open" and not on_os and any(re.fullmatch("[rbt]*[wxa+][b+t]*", mode) for mode in modes)


def test_only_storage_writes_files() -> None:
    for module in MODULES:
        calls = [node for node in ast.walk(ast.parse(module.read_text("utf-8"))) if isinstance(node, ast.Call)]
        found = [call.lineno for call in calls if _writes(call)]
        assert bool(found) == (_name(module) == "storage/files.py"), f"{module}: lines {found}"


def test_only_the_readers_parse_markup() -> None:
    parsers = {"markdown_it", "html.parser"}
    for module in MODULES:
        if not _name(module).startswith("readers/"):
            tree = ast.walk(ast.parse(module.read_text("utf-8")))
            names = {alias.name for node in tree if isinstance(node, ast.Import) for alias in node.names}
            tree = ast.walk(ast.parse(module.read_text("utf-8")))
            names |= {node.module or "" for node in tree if isinstance(node, ast.ImportFrom)}
            assert not {name for name in names if name.split(".")[0] in parsers or name in parsers}, module
