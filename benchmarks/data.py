"""The public data that quality is measured with. It is not part of the project; `--data` names its folder."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data"


def data_argument(parser: argparse.ArgumentParser) -> None:
    """Add `--data FOLDER`."""
    parser.add_argument("--data", type=Path, default=DEFAULT, help="folder of the public data (default: %(default)s)")


def need(folder: Path) -> Path:
    """The folder, or the end of the program with a line that says it is not there."""
    if not folder.is_dir():
        sys.exit(f"benchmarks: no data in {folder}; name the folder with --data")
    return folder


def rows(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """The records of `NAME.jsonl`."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
