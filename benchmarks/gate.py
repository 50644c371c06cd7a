"""The quality gate: every measured figure against its pinned floor.

    python -m benchmarks.gate [--data FOLDER] [--only NAME] [--raise]

`floors/NAME.json` pins what `benchmarks.NAME.measure(data)` returned; a metric whose name ends in `!` must not rise
above its figure instead (false alarms, silently wrong values). `--raise` writes better figures back; nothing lowers one.
Exit code 1 when a figure is worse than its floor.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib import import_module
from pathlib import Path

from .data import data_argument, need

FLOORS = Path(__file__).parent / "floors"


def main() -> int:
    """Measure, print one line a metric, and say whether all hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--only", help="measure only this module")
    parser.add_argument("--raise", dest="raise_floors", action="store_true", help="write better figures to the floors")
    options = parser.parse_args()
    names = sorted(path.stem for path in FLOORS.glob("*.json") if options.only in (None, path.stem))
    if not names:
        sys.exit(f"gate: no floors for {options.only}")
    results = [check(name, need(options.data), options.raise_floors) for name in names]
    print(f"\n{sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


def check(name: str, data: Path, raise_floors: bool) -> bool:
    """Whether all figures of a module hold."""
    path = FLOORS / f"{name}.json"
    floors: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    measured: dict[str, float] = import_module(f"benchmarks.{name}").measure(data)
    good = True
    for metric, floor in floors.items():
        value = measured[metric]
        holds = not worse(metric, value, floor)
        good &= holds
        print(f"{'ok  ' if holds else 'FAIL'} {name:14} {metric:44} {value:9.4f}  floor {floor:9.4f}")
    if raise_floors and good:
        better = {
            m: value if worse(m, floors.get(m, value), value) else floors.get(m, value) for m, value in measured.items()
        }
        path.write_text(json.dumps(better, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return good


def worse(metric: str, value: float, floor: float) -> bool:
    """Whether a value is on the wrong side of its floor (of its ceiling, for `name!`)."""
    return value > floor + 1e-9 if metric.endswith("!") else value < floor - 1e-9


if __name__ == "__main__":
    sys.exit(main())
