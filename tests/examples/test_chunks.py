"""The program in examples/chunks.py, on the output of a run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from engines.corpora import run_local
from sample_articles import BREAD

PROGRAM = Path(__file__).parents[2] / "examples" / "chunks.py"


def test_chunks_have_headings_text_and_span(seeds: Path, out: Path) -> None:
    run_local(seeds, out)
    done = subprocess.run([sys.executable, PROGRAM, out], stdout=subprocess.PIPE, check=True)
    chunks = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    assert {chunk["article"] for chunk in chunks} == {"bread.txt", "lamp.html", "tools/knives.md"}
    bread = {chunk["id"]: chunk for chunk in chunks if chunk["article"] == "bread.txt"}
    steps = [chunk for chunk in bread.values() if chunk["id"].startswith("step-")]
    assert [chunk["headings"] for chunk in steps] == [
        ["How to bake a plain loaf", "Mix the dough"],
        ["How to bake a plain loaf", "Let it rise"],
        ["How to bake a plain loaf", "Bake it"],
    ]
    assert steps[0]["text"] == "Stir flour, water, yeast and salt in a bowl until no dry flour is left."
    (checklist,) = (chunk for chunk in bread.values() if "the room is warm" in chunk["text"])
    assert checklist["headings"] == ["How to bake a plain loaf", "Let it rise", "While you wait, check these:"]
    assert checklist["text"] == "the room is warm\n\nthe cloth is damp"
    for chunk in bread.values():
        assert chunk["text"].split("\n\n")[0] in BREAD[chunk["span"]["start"] : chunk["span"]["end"]]


def test_the_program_is_short_and_needs_nothing_of_ours() -> None:
    text = PROGRAM.read_text("utf-8")
    assert "import seedkit" not in text
    assert "from seedkit" not in text
    code = [line for line in text.partition("import json")[2].splitlines() if line.strip()]
    assert len(code) <= 30
