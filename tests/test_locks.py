"""The lock files are complete: what they pin needs nothing else, on any supported Python and platform.

The requirements of a package are those in its installed metadata, and markers are evaluated for a table of environments, so nothing
is downloaded. What this cannot see: the metadata of a package that the lock leaves out on this machine, and whether a wheel exists
for each environment.
"""

from __future__ import annotations

import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import TOOLS, need

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PYTHONS = [f"3.{minor}.{patch}" for minor in (11, 12, 13, 14) for patch in (0, 99)]
PLATFORMS = [
    ("posix", "linux", "Linux", "x86_64"),
    ("posix", "linux", "Linux", "aarch64"),
    ("posix", "darwin", "Darwin", "arm64"),
    ("posix", "darwin", "Darwin", "x86_64"),
    ("nt", "win32", "Windows", "AMD64"),
    ("nt", "win32", "Windows", "ARM64"),
]
ENVIRONMENTS = [
    {
        "os_name": os_name,
        "sys_platform": sys_platform,
        "platform_system": system,
        "platform_machine": machine,
        "platform_release": "",
        "platform_version": "",
        "platform_python_implementation": "CPython",
        "implementation_name": "cpython",
        "implementation_version": python,
        "python_full_version": python,
        "python_version": python.rpartition(".")[0],
    }
    for python, (os_name, sys_platform, system, machine) in itertools.product(PYTHONS, PLATFORMS)
]
Pins = dict[str, Requirement]


def _pins(lock: str) -> Pins:
    lines = (ROOT / lock).read_text("utf-8").replace("\\\n", " ").splitlines()
    pins = [Requirement(line.partition(" --hash")[0]) for line in lines if line and not line.lstrip().startswith("#")]
    versions = Counter[str]()
    named: Pins = {}
    for pin in pins:  # of a package with a version for each of two ranges of Python, the second is "name 2"
        name = canonicalize_name(pin.name)
        versions[name] += 1
        named[name if versions[name] == 1 else f"{name} {versions[name]}"] = pin
    return named


def _wanted(*lists: list[str]) -> list[Requirement]:
    return [Requirement(line) for line in itertools.chain(*lists)]


def _lines(group: str) -> list[str]:
    """Return the requirements of a group, with those of the groups that it includes."""
    included = (_lines(entry["include-group"]) for entry in GROUPS[group] if isinstance(entry, dict))
    return [*(entry for entry in GROUPS[group] if isinstance(entry, str)), *itertools.chain(*included)]


GROUPS = PROJECT["dependency-groups"]
RUN = [PROJECT["project"]["dependencies"], PROJECT["build-system"]["requires"], GROUPS["build"]]
EXTRAS = PROJECT["project"]["optional-dependencies"]
LARGE = ("convert", "ray", "spark", "warc")
"""Extras that only CI installs; what they need of the others is in the lock of the group ci."""
LOCKS = {
    "requirements.lock": _wanted(*RUN),
    "requirements-dev.lock": _wanted(*RUN, GROUPS["dev"], *(EXTRAS[name] for name in EXTRAS if name not in LARGE)),
    "requirements-docs.lock": _wanted(GROUPS["docs"]),
    "requirements-ci.lock": _wanted(_lines("ci"), *(EXTRAS[name] for name in LARGE)),
}


@pytest.fixture(params=LOCKS)
def lock(request: pytest.FixtureRequest) -> str:
    """The name of a lock file whose packages are installed."""
    if request.param == "requirements-ci.lock":
        need(*TOOLS)
    if request.param == "requirements-docs.lock":
        need("docs")
    return str(request.param)


def _requirements(pin: Requirement) -> list[Requirement]:
    """Return the requirements of a pinned package; none if the lock leaves it out here, as its metadata is not at hand."""
    if pin.marker and not pin.marker.evaluate():
        return []
    installed = metadata.distribution(pin.name)
    assert pin.specifier.contains(installed.version, prereleases=True), f"{pin}: {installed.version} is installed, run make test"
    return [Requirement(line) for line in installed.requires or []]


def _applies(requirement: Requirement, environment: dict[str, str], extras: Iterable[str] = ()) -> bool:
    marker = requirement.marker
    return marker is None or any(marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras))


def _missing(pins: Pins, wanted: list[Requirement]) -> Iterator[str]:
    """Yield each requirement that the pins do not meet, of the project or of a pinned package."""
    asked = [("seedkit", set[str](), wanted), *((pin.name, pin.extras, _requirements(pin)) for pin in pins.values())]
    for environment in ENVIRONMENTS:
        active = {canonicalize_name(pin.name): pin for pin in pins.values() if _applies(pin, environment)}
        for by, extras, requirements in asked:
            if by != "seedkit" and canonicalize_name(by) not in active:
                continue
            for requirement in requirements:
                if not _applies(requirement, environment, extras):
                    continue
                pin = active.get(canonicalize_name(requirement.name))
                version = next(iter(pin.specifier)).version if pin else ""
                met = pin and requirement.specifier.contains(version, prereleases=True) and requirement.extras <= pin.extras
                if not met:
                    yield f"{by} needs {requirement} on {environment['sys_platform']}, {environment['python_full_version']}"


def test_every_requirement_is_pinned(lock: str) -> None:
    assert list(_missing(_pins(lock), LOCKS[lock])) == []


def test_nothing_can_be_left_out(lock: str) -> None:
    """Every pin is needed, and the check above misses none that is absent."""
    pins = _pins(lock)
    for name in pins:
        assert any(_missing({other: pin for other, pin in pins.items() if other != name}, LOCKS[lock])), f"{name} is not needed"


def test_an_extra_that_is_not_pinned_is_missing() -> None:
    pins = _pins("requirements-dev.lock")
    assert pins["coverage"].extras == {"toml"}
    pins["coverage"] = Requirement(f"coverage{pins['coverage'].specifier}")
    missing = list(_missing(pins, LOCKS["requirements-dev.lock"]))
    assert len(missing) == len(ENVIRONMENTS)
    assert missing[0].startswith("pytest-cov needs coverage[toml]")


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_one_version_with_hashes_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for entry in re.sub(r"\\\n|^ *#.*\n", "", text, flags=re.MULTILINE).splitlines():
        assert re.fullmatch(r"[\w.-]+(\[[\w, -]+\])?==[\w.]+( ; [^;]+?)?( +--hash=sha256:[0-9a-f]{64})+", entry.rstrip())
    assert "://" not in text


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-docs.lock", "requirements-ci.lock"])
def test_the_locks_agree(name: str) -> None:
    everything = _pins("requirements-dev.lock")
    for package, pin in _pins(name).items():
        assert everything.get(package, pin).specifier == pin.specifier, package  # markers depend on what asks for it


def test_all_that_runs_is_tested() -> None:
    assert _pins("requirements.lock").keys() <= _pins("requirements-dev.lock").keys()
