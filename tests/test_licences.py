"""docs/licences.md is what the metadata of the pinned packages says; ``pytest --accept tests/test_licences.py`` rewrites it."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "licences.md"
_HEAD = """\
# Licences

What is installed with seedkit, pinned in `requirements.lock`, and the licence that its metadata states. seedkit itself is under the
[MIT](../LICENSE) licence.
This page is generated; a test compares it with the metadata.

| package | version | licence |
| --- | --- | --- |
"""


def _pins() -> list[Requirement]:
    lines = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ").splitlines()
    pins = [Requirement(line.partition(" --hash")[0]) for line in lines if line and not line.lstrip().startswith("#")]
    return [pin for pin in pins if pin.marker is None or pin.marker.evaluate()]


def _licence(name: str) -> str:
    stated = metadata.metadata(name)
    classifiers = [line.rpartition(" :: ")[2] for line in stated.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(stated.get_all("License-Expression") or classifiers or stated.get_all("License") or ["unknown"])


def test_every_licence_is_listed(accept: bool) -> None:
    rows = [f"| {pin.name} | {next(iter(pin.specifier)).version} | {_licence(pin.name)} |\n" for pin in _pins()]
    page = _HEAD + "".join(rows)
    if accept:
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text("utf-8") == page
    assert len(rows) >= 10
    assert "unknown" not in page


def test_every_licence_is_permissive() -> None:
    words = re.compile(r"MIT|BSD|Apache|PSF|Python Software Foundation")
    assert [pin.name for pin in _pins() if not words.search(_licence(pin.name))] == []
