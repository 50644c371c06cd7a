"""The quality gate: what is measured on the public data is not worse than its pinned floor."""

from __future__ import annotations

import pytest

from benchmarks import data, gate


def test_worse_knows_floors_from_ceilings() -> None:
    assert gate.worse("f1", 0.89, 0.90) and not gate.worse("f1", 0.90, 0.90)
    assert gate.worse("alarms!", 0.03, 0.02) and not gate.worse("alarms!", 0.01, 0.02)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", sorted(path.stem for path in gate.FLOORS.glob("*.json")))
def test_floors_hold(name: str) -> None:
    if not data.DEFAULT.is_dir():
        pytest.skip(f"the public data is not in {data.DEFAULT}")
    assert gate.check(name, data.DEFAULT, raise_floors=False)
