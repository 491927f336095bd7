"""The bytes of a sidecar to its content. Every mistake is reported with its line, what was found, and what is expected."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from seedkit.corrections.keys import DEEPEST, HIGHEST, IGNORED, LAST_LINE, PIN, SIDECAR
from seedkit.errors import InputError
from seedkit.messages import did_you_mean
from seedkit.model.block import ELLIPSES, ROLES, RUNS, Pin
from seedkit.model.corrections import Ignored, Sidecar
from seedkit.model.front import Front, FrontDate, FrontMinutes, FrontText
from seedkit.model.source import Place
from seedkit.readers.markdown import front_matter
from seedkit.readers.yaml import NestedError, compose

_NOWHERE = Place(0, 0)
_KINDS = f"one of {', '.join((*ROLES, *RUNS))}"
_DATE = "a date, YYYY-MM-DD"
_EXPECTED = {
    "authors": "a name, or a list of names", "published": _DATE, "updated": _DATE, "reading_minutes": "a number of minutes",
    "tags": "a list of words",
} | dict.fromkeys(("id", "title", "subtitle", "description", "url", "language"), "words")  # fmt: skip


def parsed(name: str, data: bytes) -> Sidecar:
    """Return the content of a sidecar; ``name`` is its file's. Raises InputError, whose message follows the article's name."""
    reader = _Reader(name)
    root = reader.composed(data)
    if root is None:
        return Sidecar(name)
    table = reader.table(root, SIDECAR)
    front, stated = reader.metadata(table["metadata"]) if "metadata" in table else (Front(), ())
    return Sidecar(name, tuple(reader.ignored(table.get("ignore"))), front, stated, tuple(reader.pins(table.get("pins"))))


class _Reader:
    """Reads the nodes of one sidecar, and reports mistakes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""

    def composed(self, data: bytes) -> Node | None:
        try:
            self.text = data.decode("utf-8-sig")
            root = compose(self.text)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise InputError(f"has a file {self.name} that is not UTF-8 (line {line}): save it in that encoding") from error
        except NestedError as error:
            line = self.text.count("\n", 0, error.at) + 1
            raise InputError(f"has a file {self.name} that is {error} (line {line})") from error
        except YAMLError as error:
            raise InputError(f"has a file {self.name} that is not YAML ({_problem(error)})") from error
        return None if _is_null(root) else root

    def table(self, node: Node, known: Collection[str]) -> dict[str, Node]:
        """Return the values of a mapping by key. Raises InputError for anything else, and for unknown and duplicate keys."""
        if not isinstance(node, MappingNode):
            names = [f"`{key}`" for key in known]
            raise self.wrong(node, f"a mapping with {', '.join(names[:-1])} and {names[-1]}")
        return {key: value for key, _, value in self.pairs(node, known)}

    def pairs(self, node: MappingNode, known: Collection[str] = ()) -> Iterator[tuple[str, Node, Node]]:
        seen = set()
        for key, value in node.value:
            word = str(key.value) if isinstance(key, ScalarNode) else _shown(key)
            if known and word not in known:
                raise InputError(
                    f"has a file {self.name} with an unknown key `{word}` in line {_line(key)}{did_you_mean(word, known)}"
                )
            if word in seen:
                raise InputError(f"has a file {self.name} with the key `{word}` again in line {_line(key)}: keep one of them")
            seen.add(word)
            yield word, key, value

    def wrong(self, node: Node, expected: str) -> InputError:
        return InputError(f"has a file {self.name} that is wrong in line {_line(node)}: found {_shown(node)}, expected {expected}")

    def rows(self, node: Node | None) -> list[Node]:
        """Return the entries of a list; a single value is a list of one."""
        if node is None or _is_null(node):
            return []
        return list(node.value) if isinstance(node, SequenceNode) else [node]

    def words(self, node: Node, expected: str) -> str:
        """Return a text, whitespace collapsed. Raises InputError for anything else, and for an empty text."""
        if not isinstance(node, ScalarNode) or _is_null(node) or not node.value.split():
            raise self.wrong(node, expected)
        return " ".join(node.value.split())

    def ignored(self, node: Node | None) -> Iterator[Ignored]:
        for entry in self.rows(node):
            if isinstance(entry, ScalarNode):
                yield Ignored(self.words(entry, "a rule"), None, _line(entry))
                continue
            fields = self.table(entry, IGNORED)
            if "rule" not in fields:
                raise self.wrong(entry, "the key `rule`")
            quote = self.words(fields["quote"], "words of the article") if "quote" in fields else None
            yield Ignored(self.words(fields["rule"], "a rule"), quote, _line(entry))

    def metadata(self, node: Node) -> tuple[Front, tuple[tuple[str, int], ...]]:
        """Return the facts of a mapping in the form of front matter, and the line of each."""
        if _is_null(node):
            return Front(), ()
        if not isinstance(node, MappingNode):
            raise self.wrong(node, "a mapping with facts about the article, such as `author`")
        try:
            front = front_matter.facts(self.text, 0, node, len(self.text))
        except front_matter.UnreadableError:
            raise self.wrong(node, "fewer values: its aliases repeat them") from None
        words: dict[str, str] = {}
        stated = []
        for word, key, value in self.pairs(node):
            field = front_matter.field(word)
            if field in words:
                raise InputError(
                    f"has a file {self.name} with both `{words[field]}` and `{word}` (line {_line(key)}): keep one of them"
                )
            if field:
                words[field] = word
                if not getattr(front, field):
                    raise self.wrong(value, _EXPECTED[field])
            stated.append((word, _line(key)))
        return _nowhere(front), tuple(stated)

    def pins(self, node: Node | None) -> Iterator[Pin]:
        for entry in self.rows(node):
            fields = self.table(entry, PIN)
            if "text" not in fields:
                raise self.wrong(entry, "the key `text` with words of the article")
            text, begins = _without_ellipsis(self.words(fields["text"], "words of the article"))
            if not text:
                raise self.wrong(fields["text"], "words of the article before the ellipsis")
            pin = Pin(text, _line(entry), begins, self.beside(fields.get("prefix")), self.beside(fields.get("suffix")))
            if "line" in fields:
                pin = pin._replace(seen=self.number(fields["line"], 1, LAST_LINE))
            if "title" in fields:
                pin = pin._replace(title=self.words(fields["title"], "the words of the title"))
            if "as" in fields:
                pin = self.with_kind(pin, fields["as"])
            if "level" in fields:
                if pin.role not in ("heading", "question"):
                    raise self.wrong(fields["level"], "`level` only with `as: heading` or `as: question`")
                pin = pin._replace(level=self.number(fields["level"], HIGHEST, DEEPEST))
            if pin.role is None and pin.run is None and pin.title is None:
                raise self.wrong(entry, "`as` or `title`")
            yield pin

    def with_kind(self, pin: Pin, node: Node) -> Pin:
        word = self.words(node, _KINDS)
        if word in ROLES:
            return pin._replace(role=ROLES[word])
        if word in RUNS:
            return pin._replace(run=RUNS[word])
        raise InputError(f"{self.wrong(node, _KINDS)}{did_you_mean(word, (*ROLES, *RUNS))}")

    def beside(self, node: Node | None) -> str | None:
        """Return the words of a neighbor, which may be empty at the beginning or end of the article."""
        if node is None:
            return None
        if not isinstance(node, ScalarNode):
            raise self.wrong(node, "words of the article")
        return "" if _is_null(node) else " ".join(node.value.split())

    def number(self, node: Node, least: int, most: int) -> int:
        value = node.value if isinstance(node, ScalarNode) else ""
        if not (value.isascii() and value.isdigit() and len(value) < 12 and least <= int(value) <= most):
            raise self.wrong(node, f"a number from {least} to {most:,}")
        return int(value)


def _without_ellipsis(text: str) -> tuple[str, bool]:
    return (text.rstrip("….").rstrip(), True) if text.endswith(ELLIPSES) else (text, False)


def _nowhere(front: Front) -> Front:
    """Return the facts with an empty span: their place in the sidecar is not a place in the article."""
    return Front(**{name: _moved(value) for name, value in front._asdict().items()})


def _moved(value: Any) -> Any:
    if isinstance(value, FrontText | FrontDate | FrontMinutes):
        return value._replace(place=_NOWHERE)
    return tuple(map(_moved, value)) if isinstance(value, tuple) else value


def _line(node: Node) -> int:
    line: int = node.start_mark.line
    return line + 1


def _is_null(node: Node | None) -> bool:
    return node is None or (isinstance(node, ScalarNode) and str(node.tag).endswith(":null"))


def _shown(node: Node) -> str:
    if isinstance(node, MappingNode):
        return "a mapping"
    if isinstance(node, SequenceNode):
        return "a list"
    words = " ".join(str(node.value).split())
    return f"`{words[:40]}{'…' * (len(words) > 40)}`" if words else "nothing"


def _problem(error: Exception) -> str:
    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        return f"line {error.problem_mark.line + 1}: {error.problem}"
    return " ".join(str(error).split())
