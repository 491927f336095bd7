"""The result of a check."""

from __future__ import annotations

from typing import Any, NamedTuple

from seedkit.model.document import Related, Span


class Finding(NamedTuple):
    """One finding: the rule, what was found and what was expected, the first place, further places, and the data of the message."""

    rule: str
    message: str
    span: Span | None
    data: dict[str, Any]
    related: tuple[Related, ...] = ()
