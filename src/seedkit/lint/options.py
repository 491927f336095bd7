"""The options that rules have of their own, in the configuration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Option(NamedTuple):
    """One option: the unit of its value, which is an accepted maximum, and whether the data of a finding exceeds that value."""

    unit: str
    exceeds: Callable[[Mapping[str, Any], int], bool]

    @property
    def description(self) -> str:
        """Return what editors show about the option."""
        return f"Accepted maximum: {self.unit}."


OPTIONS: Mapping[str, Mapping[str, Option]] = {
    "count-mismatch": {"tolerance": Option("items", lambda data, most: abs(data["declared"] - data["found"]) > most)},
    "total-mismatch": {"tolerance": Option("items", lambda data, most: abs(data["declared"] - data["found"]) > most)},
    "reading-time-mismatch": {
        "tolerance": Option(
            "minutes beyond the expected range",
            lambda data, most: not data["least"] - most <= data["declared"] <= data["most"] + most,
        )
    },
    "keyword-stuffing": {"headings": Option("headings with the phrase", lambda data, most: data["found"] > most)},
    "overlong-step-title": {"characters": Option("characters", lambda data, most: data["characters"] > most)},
    "overlong-sample": {
        "text": Option("characters of a message", lambda data, most: data["channel"] != "text" or data["found"] > most),
        "speech": Option("words of speech", lambda data, most: data["channel"] != "speech" or data["found"] > most),
    },
}
"""Rule → its own options by name. ``allow`` is an option of every rule."""
