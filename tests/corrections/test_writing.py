"""Facts that are put into a sidecar: there they are read, and all else stays as it is written."""

from __future__ import annotations

from datetime import date

import pytest

from seedkit.corrections.edit import Fact, with_facts
from seedkit.corrections.files import parse
from seedkit.errors import UsageError

LICENCE: dict[str, Fact] = {"licence": "CC BY 4.0"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'metadata:\n  licence: "CC BY 4.0"\n'),
        ("# Nothing yet.", '# Nothing yet.\nmetadata:\n  licence: "CC BY 4.0"\n'),
        ("metadata:\n  licence:  # ask\n  url: x\n", 'metadata:\n  licence: "CC BY 4.0"  # ask\n  url: x\n'),
        ("metadata:\n", 'metadata:\n  licence: "CC BY 4.0"\n'),
        ("metadata: # facts\n    url: x  # where\n\nignore: [SK203]\n",
         'metadata: # facts\n    url: x  # where\n    licence: "CC BY 4.0"\n\nignore: [SK203]\n'),
        ("metadata:\n  tags:\n  - a\n  # b comes later\n\n# End.\nignore:\n   - SK203",
         'metadata:\n  tags:\n  - a\n  licence: "CC BY 4.0"\n  # b comes later\n\n# End.\nignore:\n   - SK203'),
        ("ignore: SK203", 'ignore: SK203\nmetadata:\n  licence: "CC BY 4.0"\n'),
        ("metadata:\r\n  url: x\r\n", 'metadata:\r\n  url: x\r\n  licence: "CC BY 4.0"\r\n'),
        ("metadata:\n  licence: CC BY 4.0 # all of it\n", "metadata:\n  licence: CC BY 4.0 # all of it\n"),
    ],
)  # fmt: skip
def test_a_fact_more(before: str, after: str) -> None:
    assert with_facts(before, LICENCE) == after
    assert LICENCE.items() <= parse("tea.seedkit.yaml", after.encode()).front.extra.items()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("metadata:\n  author: Ida  # ask\n  url: x\n", 'metadata:\n  author: ["A: B", "“C”"]  # ask\n  url: x\n'),
        ("metadata:\n  author:\n  - Ida\n  - Ann  # and\n\n# End.\n", 'metadata:\n  author: ["A: B", "“C”"]  # and\n\n# End.\n'),
        ("metadata:\n  author: {name: Ida}\n", 'metadata:\n  author: ["A: B", "“C”"]\n'),
    ],
)
def test_a_recorded_value_is_replaced(before: str, after: str) -> None:
    facts: dict[str, Fact] = {"author": ["A: B", "“C”"]}
    with pytest.raises(UsageError, match=r"says `author: .*`: pass --force to overwrite it"):
        with_facts(before, facts)
    assert with_facts(before, facts, overwrite=True) == after
    assert [author.text for author in parse("tea.seedkit.yaml", after.encode()).front.authors] == ["A: B", "“C”"]


def test_a_date_is_one() -> None:
    written = with_facts("", {"retrieved": date(2024, 5, 6)})
    assert written == "metadata:\n  retrieved: 2024-05-06\n"
    assert with_facts(written, {"retrieved": date(2024, 5, 6)}) == written


@pytest.mark.parametrize("before", ["metadata: {url: x}\n", "metadata:\n  authors: [Ida]\n  license: x\n"])
def test_where_it_would_not_be_read_nothing_is_written(before: str) -> None:
    with pytest.raises(UsageError, match="the file cannot be edited automatically: add author by hand"):
        with_facts(before, {"author": "Ida"})
