"""What is written of an article: the same in JSON and YAML, by the schema, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
import yaml as pyyaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from properties import invariants
from properties.formats import FORMATS, Rendered, rendered
from seedkit import cli
from seedkit.model.document import Document
from seedkit.pipeline import compile_bytes, compile_text
from seedkit.writers import json as json_writer
from seedkit.writers import yaml as yaml_writer


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=15)
def test_json_and_yaml_load_to_the_same_document(format: str, data: st.DataObject) -> None:
    document = compile_text(data.draw(rendered(format)).text, FORMATS[format].path, format).document
    value = json.loads(json_writer.dump(document))
    written = yaml_writer.dump(document)
    assert pyyaml.load(written, Loader=pyyaml.CSafeLoader) == value
    assert YAML(typ="safe", pure=True).load(StringIO(written)) == value
    assert Document.model_validate(value) == document
    invariants.follows_the_schema(value)


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=30)
def test_line_ends_and_blank_lines_are_no_content(format: str, data: st.DataObject) -> None:
    text = data.draw(rendered(format)).text.replace("\r\n", "\n")
    first = compile_text(text, FORMATS[format].path, format).document
    second = compile_text(text.replace("\n", "\r\n") + "\r\n\r\n", FORMATS[format].path, format).document
    assert first.revision == second.revision
    assert list(invariants.entities(first)) == list(invariants.entities(second))


_READ = """
import hashlib, sys
from seedkit.pipeline import compile_bytes
from seedkit.writers import json, yaml
for name in sys.argv[1:]:
    format, data = name.rpartition("/")[2].partition("-")[0], open(name, "rb").read()
    document = compile_bytes(data, "article", format).document
    print(hashlib.sha256((json.dump(document) + yaml.dump(document)).encode()).hexdigest())
"""


_named = st.sampled_from(sorted(FORMATS)).flatmap(lambda format: st.tuples(st.just(format), rendered(format)))


@given(batch=st.lists(_named, min_size=12, max_size=12))
@settings(max_examples=2, phases=[Phase.generate])  # a process takes too long to look for a smaller batch
def test_a_fresh_process_with_another_hash_seed_writes_the_same_bytes(
    batch: list[tuple[str, Rendered]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("batch")
    files, here = [], []
    for number, (format, article) in enumerate(batch):
        files.append(folder / f"{format}-{number}")
        files[-1].write_bytes(article.text.encode())
        document = compile_bytes(article.text.encode(), "article", format).document
        here.append(hashlib.sha256((json_writer.dump(document) + yaml_writer.dump(document)).encode()).hexdigest())
    for seed in ("0", "4711"):
        command = [sys.executable, "-c", _READ, *map(str, files)]
        fresh = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True, text=True)
        assert fresh.stdout.split() == here


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
@settings(max_examples=20)
def test_the_lines_that_inspect_prints_are_in_order_and_never_overlap(
    format: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("lines") / FORMATS[format].path
    file.write_bytes(data.draw(rendered(format)).text.encode())
    records = [json.loads(line) for line in _printed(file)]
    last = 0
    for record in records:
        assert record["line"] <= record["end"]
        assert record["line"] > last if format == "text" else record["line"] >= last
        assert "sample" not in record or record["kind"] in ("paragraph", "answer", "quote", "bullet", "ordered", "code")
        last = record["end"]


def _printed(file: Path) -> list[str]:
    out = StringIO()
    with redirect_stdout(out):
        assert cli.main(["inspect", "--lines", str(file)]) == 0
    return out.getvalue().splitlines()
