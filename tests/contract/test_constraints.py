"""The pinned versions: `make demo` installs them with any Python that the project admits."""

from __future__ import annotations

import tomllib
from importlib.metadata import distributions

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from .blocks import ROOT

PINS = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()) if version}


def test_pins_admit_the_oldest_python_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=") + ".0"
    pinned = [found for found in distributions() if PINS.get(canonicalize_name(found.metadata["Name"])) == found.version]
    assert len(pinned) > len(PINS) / 2
    refusing = {f"{found.name} {found.version}: {found.metadata['Requires-Python']}" for found in pinned if oldest not in SpecifierSet(found.metadata.get("Requires-Python") or "")}
    assert not refusing
