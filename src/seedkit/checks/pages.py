"""The pages of the rules, as they are packaged."""

from __future__ import annotations

from importlib import resources

from seedkit.checks.catalogue import Code


def page(row: Code) -> str | None:
    """Return the page of a rule as Markdown, ``None`` if it has none yet."""
    file = resources.files("seedkit").joinpath("checks", "rules", f"{row.code}-{row.rule}.md")
    return file.read_text("utf-8") if file.is_file() else None
