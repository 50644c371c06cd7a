"""The fault matrix: the outcome of each server fault in every response mode and through every interface.

    python -m benchmarks.fault_matrix [--write docs/faults.md] [--only NAME]

Prints the table or, with `--write`, writes it to a file. The exit code is 1 if a cell is wrong.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from benchmarks.soak import MARK
from summarizer import Document
from summarizer.llm import retry
from tests.servers.faults import FAULTS, Fault
from tests.servers.matrix import ATTEMPTS, MODES, TEXT, WAYS, Cell, run_cell

_HEAD = """\
# Server faults

{faults} faults, each in {modes} modes (`json_schema`, `tools`, `json`) and through {ways} interfaces (`summarize`, `asummarize`, `stream`):
{cells} cells, each with at most {attempts} attempts. Every cell ends in a correct summary or in the error named here, with a one-line message, within its
time limit, and leaves no task, thread or connection behind. Requests are retried where that can help: after the time the server
names (`Retry-After`, up to 60 seconds), with the validation error, or with a higher token limit. A stream that has already
yielded a statement is not restarted.

This page is written by `python -m benchmarks.fault_matrix --write docs/faults.md`; the tests check every cell.

| fault | `summarize`, `asummarize` | `stream` | requests |
|---|---|---|---|
"""


def main() -> int:
    """Run all cells and print or write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", type=Path, help="write the table to this file")
    parser.add_argument("--only", help="run only the faults whose name contains this")
    options = parser.parse_args()
    retry.LIMITS = replace(
        retry.LIMITS, first_backoff=0.01, max_backoff=0.01
    )  # waits that no server asked for do not matter here
    faults = [fault for fault in FAULTS if not options.only or options.only in fault.name]
    document = Document.from_text(TEXT)
    lines, wrong = [], 0
    for fault in faults:
        cells = {(mode, way): run_cell(fault, mode, way, document) for mode in MODES for way in WAYS}
        wrong += sum(not _right(fault, way, cell) for (_, way), cell in cells.items())
        lines.append(_row(fault, cells))
    head = _HEAD.format(
        faults=len(faults),
        modes=len(MODES),
        ways=len(WAYS),
        cells=len(faults) * len(MODES) * len(WAYS),
        attempts=ATTEMPTS,
    )
    text = head + "\n".join(lines) + "\n"
    if options.write:
        old = options.write.read_text(encoding="utf-8") if options.write.exists() else ""
        _, mark, below = old.partition(MARK)  # what `benchmarks.soak` writes
        options.write.write_text(text + (f"\n{mark}{below}" if mark else ""), encoding="utf-8")
    else:
        sys.stdout.write(text)
    print(f"{len(faults)} faults, {len(faults) * 9} cells, {wrong} not as they should be", file=sys.stderr)
    return 1 if wrong else 0


def _right(fault: Fault, way: str, cell: Cell) -> bool:
    expected = fault.streamed if way == "stream" and fault.streamed else fault.outcome
    kinds = [kind.__name__ for kind in type(cell.result).__mro__]
    good = cell.outcome == expected or (expected != "summary" and expected in kinds)
    if not good or cell.left_behind:
        print(f"{fault.name} {way}: {cell}", file=sys.stderr)
    return good and not cell.left_behind


def _row(fault: Fault, cells: dict[tuple[str, str], Cell]) -> str:
    whole = _outcomes(cell for (_, way), cell in cells.items() if way != "stream")
    streamed = _outcomes(cell for (_, way), cell in cells.items() if way == "stream")
    requests = sorted({cell.requests for cell in cells.values()})
    many = str(requests[0]) if len(requests) == 1 else f"{requests[0]}–{requests[-1]}"
    return f"| {fault.name} | {whole} | {streamed} | {many} |"


def _outcomes(cells: object) -> str:
    assert hasattr(cells, "__iter__")
    return ", ".join(sorted({"a correct summary" if c.outcome == "summary" else f"`{c.outcome}`" for c in cells}))


if __name__ == "__main__":
    sys.exit(main())
