"""Kills, races and faults for as long as one likes: nothing may be lost, paid twice, hang or leak.

    python -m benchmarks.soak [--minutes 10] [--cases N] [--seed 1] [--only PART] [--write docs/faults.md]

Each part gets its share of the time, or ends after `--cases`, and goes through its cases in an order of its own; a case
that is begun is ended. `--write` puts its rows into the table of a page. The exit code is 1 if anything went wrong.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from summarizer.batch.database import DatabaseJournal
from tests.batch.articles import write_records
from tests.batch.journal_races import race
from tests.batch.provider_faults import FAULTS, KILLS, run_cell
from tests.batch.test_kill import Batch
from tests.servers import faults as server_faults
from tests.servers import matrix

MARK = "<!-- soak -->"
FUZZ_MARK = "<!-- fuzz -->"  # what stands below the table is not ours
_DOCUMENTS = 40
_TABLE = """\
{mark}
## Kills, races and a provider's batches

`python -m benchmarks.soak` tries each part for its share of `--minutes` (`make soak MINUTES=60`), or for so many `--cases` (`--only races --cases 10000`).

| what was tried | seed | seconds | cases | kills | went wrong |
|---|---|---|---|---|---|
{rows}

Of a provider's batch interface there are {faults} faults and {moments} moments for a kill. After each case the run is resumed until it is done: every document must
have one line with a summary, no answer may have been paid for twice but one that cannot be read, no file may be left beside the output, and every run must end by
itself with a documented exit code and without a traceback.

What an output has that is not asked for any more is not lost either: a new output without `--resume` moves the earlier one to `OUT.bak`, and a digest with `--resume`
moves the digests there whose articles are no longer given together. `pytest tests/unit/batch/test_backups.py` kills a process at one line in three of that, for lines and
for a database: each digest is in the output or in a backup, and the next run does the rest.
"""


@dataclass
class Tally:
    """What was tried, and what went wrong."""

    name: str
    seed: int
    seconds: float = 0.0
    cases: int = 0
    kills: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def row(self) -> str:
        """The row of the table."""
        return f"| {self.name} | {self.seed} | {self.seconds:,.0f} | {self.cases:,} | {self.kills:,} | {len(self.problems)} |"


def _provider(chance: random.Random, tally: Tally) -> Iterator[None]:
    cells = [(fault, kill) for fault in FAULTS for kill in KILLS]
    for fault, kill in itertools.cycle(chance.sample(cells, len(cells))):
        with tempfile.TemporaryDirectory() as folder:
            name = chance.choice(("out.jsonl", "out.db"))
            wrong = run_cell(fault, kill, Path(folder), name)
            tally.problems += [f"{fault}, killed {kill}, {name}: {problem}" for problem in wrong]
        tally.cases += 1
        tally.kills += kill != "never"
        yield


def _races(chance: random.Random, tally: Tally) -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder:
        for seed in itertools.count(chance.randint(0, 10**6)):
            if problem := race(Path(folder), seed):
                tally.problems.append(problem)
            tally.cases += 1
            yield


def _journal(chance: random.Random, tally: Tally) -> Iterator[None]:
    """An offline batch, killed at a random moment or inside a write, and resumed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_records(folder / "in.jsonl", _DOCUMENTS)
        batch = Batch(folder)
        whole = batch.finish()
        batch.output.unlink()
        while True:
            if chance.random() < 0.5:
                tally.kills += batch.kill_when(
                    batch.size() + chance.randint(0, len(whole) // 4), chance.random() * 0.01
                )
            elif batch.size() + 1 < len(whole):
                limit = chance.randint(batch.size() + 1, len(whole) - 1)
                tally.kills += batch.start(limit).wait(120) == -signal.SIGXFSZ
            if not whole.startswith(batch.output.read_bytes() if batch.output.exists() else b""):
                tally.problems.append("a killed run left something else than the beginning of the output")
            if chance.random() < 0.3:
                if batch.finish() != whole:
                    tally.problems.append("a resumed run is not an uninterrupted one")
                batch.output.unlink()
            tally.cases += 1
            yield


def _database(chance: random.Random, tally: Tally) -> Iterator[None]:
    """An offline batch into a database, killed at a random moment or inside a write; then resumed, or moved aside."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_records(folder / "in.jsonl", _DOCUMENTS)
        batch = Batch(folder, name="out.db")
        batch.finish()
        whole, size = _documents_in(batch.output), batch.size()
        batch.output.unlink()
        while True:
            if chance.random() < 0.5:
                tally.kills += batch.kill_when(chance.randint(0, size), chance.random())
            else:
                tally.kills += batch.start(chance.randint(1, size)).wait(120) == -signal.SIGXFSZ
            if chance.random() < 0.3:
                batch.finish()
                if _documents_in(batch.output) != whole:
                    tally.problems.append("a resumed run is not an uninterrupted one")
                batch.output.unlink()
            elif chance.random() < 0.3:
                journal = DatabaseJournal(batch.output, "another", None)
                journal.close()
                if journal.backup and not _documents_in(journal.backup) <= whole:
                    tally.problems.append("what was moved aside is damaged")
                for file in folder.glob("out.db*"):
                    file.unlink()
            tally.cases += 1
            yield


def _documents_in(path: Path) -> set[tuple[str, str, int]]:
    """The documents in a database, each with its core viewpoint and how many statements it has."""
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("pragma integrity_check").fetchone() != ("ok",):
            return {("damaged", "", 0)}
        if not connection.execute("select 1 from sqlite_master where name = 'summaries'").fetchone():
            return set()
        statements = "(select count(*) from statements where summary = summaries.id)"
        return set(connection.execute(f"select id, core_viewpoint, {statements} from summaries"))


def _server(chance: random.Random, tally: Tally) -> Iterator[None]:
    """A fault of a model's server, in one mode and through one interface."""
    document = matrix.Document.from_text(matrix.TEXT)
    cells = list(itertools.product(server_faults.FAULTS, matrix.MODES, matrix.WAYS))
    for fault, mode, way in itertools.cycle(chance.sample(cells, len(cells))):
        cell = matrix.run_cell(fault, mode, way, document)
        expected = fault.streamed if way == "stream" and fault.streamed else fault.outcome
        kinds = [kind.__name__.lower() for kind in type(cell.result).__mro__]
        if expected.lower() not in kinds or cell.left_behind:
            tally.problems.append(f"{fault.name}, {mode}, {way}: {type(cell.result).__name__}, left {cell.left_behind}")
        tally.cases += 1
        yield


@dataclass(frozen=True)
class Part:
    """What is tried over and over, and its share of the time."""

    title: str
    share: float
    run: Callable[[random.Random, Tally], Iterator[None]]


PARTS = {
    "provider": Part("a provider's batch interface that fails, and kills at every step", 0.5, _provider),
    "races": Part("two processes that open one output at the same moment", 0.2, _races),
    "journal": Part("an offline batch, killed at a random moment or inside a write", 0.1, _journal),
    "database": Part("an offline batch into a database, killed likewise", 0.1, _database),
    "server": Part("a model's server that fails", 0.1, _server),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0, help="for all parts together")
    parser.add_argument("--cases", type=int, help="of each part, in place of --minutes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--write", type=Path, help="write the rows into the table of this page")
    options = parser.parse_args()
    os.environ["SUMMARIZER_NO_CACHE"] = "1"
    parts = [PARTS[name] for name in options.only or PARTS]
    whole = sum(part.share for part in parts)
    tallies = []
    for part in parts:
        seconds = None if options.cases else 60 * options.minutes * part.share / whole
        tallies.append(_try(part, options.seed, seconds, options.cases))
    if options.write:
        _write(options.write, tallies)
    return 1 if any(tally.problems for tally in tallies) else 0


def _try(part: Part, seed: int, seconds: float | None, cases: int | None) -> Tally:
    """Try a part for so many seconds or cases, and print what came of it."""
    tally, started = Tally(part.title, seed), time.monotonic()
    for _ in part.run(random.Random(seed), tally):
        tally.seconds = time.monotonic() - started
        if tally.cases == cases or (seconds is not None and tally.seconds > seconds):
            break
    numbers = f"{tally.cases:>7,} cases {tally.kills:>6,} kills {len(tally.problems):>3} wrong"
    print(f"{numbers}  {tally.name}", flush=True)
    for problem in tally.problems:
        print(f"  {problem}", flush=True)
    return tally


def _write(page: Path, tallies: list[Tally]) -> None:
    """Put the rows of these parts into the page's table; the rows of the others stay."""
    before, _, below = page.read_text(encoding="utf-8").partition(MARK)
    _, mark, others = below.partition(FUZZ_MARK)
    rows = {line.split(" | ")[0].removeprefix("| "): line for line in below.splitlines() if line.startswith("| ")}
    rows |= {tally.name: tally.row for tally in tallies}
    shown = "\n".join(rows[part.title] for part in PARTS.values() if part.title in rows)
    table = _TABLE.format(mark=MARK, rows=shown, faults=len(FAULTS) - 1, moments=len(KILLS) - 1)
    page.write_text(f"{before.rstrip()}\n\n{table}" + (f"\n{mark}{others}" if mark else ""), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
