"""For any pins, nothing is raised, every principle of the contract holds, and each pin is applied or reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from properties import invariants
from properties.test_noise import SUFFIXES, noise
from seedkit.corrections.quote import quote
from seedkit.model.block import ROLES, RUNS, Pin
from seedkit.model.compiled import Compiled
from seedkit.model.corrections import Sidecar
from seedkit.pipeline import compile_text, parse
from seedkit.readers.decode import from_text


def pinned(data: st.DataObject, text: str, format: str, *, titled: bool) -> tuple[list[Pin], Compiled]:
    """Some pins on blocks of an article, and what it is read as with them."""
    source = from_text(text, "article", format)
    blocks = parse(source).blocks
    pins: list[Pin] = []
    for line in range(1, data.draw(st.integers(1, 4)) + 1):
        index = data.draw(st.integers(0, max(len(blocks) - 1, 0)))
        part = data.draw(st.none() | st.integers(0, 3))
        pin = quote(source, blocks, index, part) if blocks else None
        if pin is None:
            continue
        title = data.draw(st.none() | st.just("A title")) if titled else None
        if data.draw(st.booleans()):
            role = data.draw(st.sampled_from(sorted(ROLES)))
            level = data.draw(st.none() | st.integers(2, 6)) if role in ("heading", "question") else None
            pin = pin._replace(role=ROLES[role], level=level)
        else:
            pin = pin._replace(run=RUNS[data.draw(st.sampled_from(sorted(RUNS)))])
        pins.append(pin._replace(line=line, title=title))
    return pins, compile_text(text, f"article{SUFFIXES.get(format, '.html')}", format, Sidecar("x.seedkit.yaml", pins=tuple(pins)))


def each_is_applied_or_reported(pins: list[Pin], compiled: Compiled) -> None:
    reported = {d.data["pin"] for d in compiled.document.diagnostics if d.rule == "unmatched-pin"}
    applied = {reading.block.pin.line for reading in compiled.readings if reading.block.pin is not None}
    assert {pin.line for pin in pins} == reported | applied
    for reading in compiled.readings:
        pin = reading.block.pin
        if pin is not None and pin.role is not None:
            assert (reading.role, reading.rule, reading.level) == (pin.role, "pin", pin.level or reading.level)


@pytest.mark.parametrize("format", [*SUFFIXES, "html"])
@given(noise, st.data())
@settings(max_examples=150)
def test_any_pins_on_any_text(format: str, text: str, data: st.DataObject) -> None:
    pins, compiled = pinned(data, text, format, titled=False)
    invariants.check(compiled)
    each_is_applied_or_reported(pins, compiled)


@pytest.mark.parametrize("format", [*SUFFIXES, "html"])
@given(noise, st.data())
@settings(max_examples=50)
def test_any_titles_on_any_text(format: str, text: str, data: st.DataObject) -> None:
    pins, compiled = pinned(data, text, format, titled=True)
    invariants.ledger_tiles_the_source(compiled)
    invariants.ids_are_unique_and_refs_resolve(compiled.document)
    each_is_applied_or_reported(pins, compiled)
