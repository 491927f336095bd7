"""The reference of the Python API, from the docstrings and signatures of what ``seedkit`` exports."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import cached_property

import seedkit

_HEAD = """\
# Python

Everything that `import seedkit` exports, generated from the code. Other modules may change in any version.
"""

_WIDTH = 88
"""Characters of a signature on one line."""


def page() -> str:
    """Return the page as Markdown."""
    names = [name for name in seedkit.__all__ if not name.startswith("_")]
    functions = [name for name in names if inspect.isfunction(getattr(seedkit, name))]
    return "\n".join([_HEAD, *(part for name in (*functions, *sorted({*names} - {*functions})) for part in _entry(name))])


def _entry(name: str) -> Iterator[str]:
    found = getattr(seedkit, name)
    yield f"## {name}\n"
    if inspect.isfunction(found):
        yield _signature(f"seedkit.{name}", found)
        yield _prose(found)
        return
    bases = ", ".join(base.__name__ for base in found.__bases__ if base is not object)
    yield f"```python\nclass {name}{f'({bases})' if bases else ''}\n```\n"
    yield _prose(found)
    if name == "Document":
        yield "Its keys are those of the [data contract](contract.md).\n"
    for key, member in vars(found).items():
        if key.startswith("_") or not (inspect.isfunction(member) or isinstance(member, (property, cached_property))):
            continue
        yield f"### {name}.{key}\n"
        if inspect.isfunction(member):
            yield _signature(key, member)
            yield _prose(member)
        else:
            yield _prose(member.fget if isinstance(member, property) else member.func)


def _signature(name: str, function: Callable[..., object]) -> str:
    signature = inspect.signature(function)
    given = [_parameter(parameter) for parameter in signature.parameters.values() if parameter.name != "self"]
    first = next((number for number, one in enumerate(signature.parameters.values()) if one.kind is one.KEYWORD_ONLY), None)
    if first is not None:
        given.insert(first - (len(signature.parameters) - len(given)), "*")
    returned = f" -> {signature.return_annotation}"
    line = f"{name}({', '.join(given)}){returned}"
    lines = "".join(f"    {parameter},\n" for parameter in given)
    shown = line if len(line) <= _WIDTH else f"{name}(\n{lines}){returned}"
    return f"```python\n{shown}\n```\n"


def _parameter(parameter: inspect.Parameter) -> str:
    default = "" if parameter.default is parameter.empty else f" = {parameter.default!r}"
    return f"{parameter.name}: {parameter.annotation}{default}"


def _prose(found: object) -> str:
    text = inspect.getdoc(found)
    if not text:
        raise ValueError(f"{found} has no docstring")
    return text.replace("``", "`") + "\n"
