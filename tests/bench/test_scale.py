"""The figures of docs/scale.md: what is made up, computed, drawn and filled in."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import scale
from seedkit.readers import READERS

COSTS = [
    scale.Cost(engine, jobs, 100, 2**20, seconds, seconds + 3, "sha256-sum:1", 2**19, ((0.5, 2**26), (seconds, 2**27)))
    for engine, jobs, seconds in (("local", 1, 8.0), ("local", 2, 4.0), ("ray", 2, 5.0), ("spark", 2, 4.5))
]
KERNEL = {"documents": 100, "bytes": 2**20, "seconds": 7.6, "cpu": 7.5}


def test_articles_are_the_same_each_time_and_have_every_format() -> None:
    documents = [scale.document(number) for number in range(40)]
    assert documents == [scale.document(number) for number in range(40)]
    assert {document["format"] for document in documents} == set(READERS)
    assert len({document["text"] for document in documents}) == 40
    sizes = [len(document["text"].encode()) for document in documents]
    assert 10_000 < sum(sizes) / len(sizes) < 15_000, "a hundred thousand are more than a gigabyte"


def test_rates_are_compared_with_the_right_run() -> None:
    measured = scale.figures(KERNEL, COSTS)["measured"]
    compared = re.findall(r"\d\.\d\d (?:of|×) [a-z ]+", measured)
    assert [found.strip() for found in compared] == ["0.95 of the kernel", "2.00 × one process", "0.80 of local", "0.89 of local"]
    assert "The digests of all runs are the same." in measured
    different = [COSTS[0], COSTS[1]._replace(digest="sha256-sum:2")]
    assert "NOT the same" in scale.figures(KERNEL, different)["measured"]


def test_the_plan_is_in_proportion_to_the_slowest_engine() -> None:
    rows = [line.split("|")[1:-1] for line in scale.plan(COSTS).splitlines() if line.startswith("| a ")]
    large = [cell.strip() for cell in rows[0]]
    hours = 10**7 * (2**20 / 100) / 2**20 / (1 / 5 / 2) / 3600
    assert large[3] == f"{hours:,.0f}"
    assert large[5] == f"{hours / 16:,.1f}"


def test_the_page_has_a_place_for_every_figure() -> None:
    page = scale.PAGE.read_text("utf-8")
    filled = scale.fill(page, {"measured": "a \\1 b", "plan": "c"})
    assert "-->\n\na \\1 b\n\n<!-- end -->" in filled
    assert scale.fill(filled, {"measured": "x", "plan": "y"}) == scale.fill(page, {"measured": "x", "plan": "y"})


def test_the_plot_is_a_picture() -> None:
    root = ElementTree.fromstring(scale.plot(COSTS))
    lines = root.findall("{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == len(COSTS)
    assert len(scale.thinned([(float(at), at) for at in range(1_000)])) <= 334
