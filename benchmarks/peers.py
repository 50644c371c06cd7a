"""Our offline engine compared with its peers: quality, speed, cold start and growth, one table each.

    python -m benchmarks.peers --bench FOLDER [--home FOLDER] [--data FOLDER] [--only quality,speed,cold,growth,folds,segments] [--ours] [--write]

FOLDER of `--bench` is the shared bench; its `setup.sh` makes the peers' environments in `--home` (default `$BENCH_HOME`,
else `~/.cache/summary-bench`). The bench runs every system in a process of its own, ours included, and cuts every summary
to the reference's length. `--ours` measures only our quality again (the peers' does not change), `--write` puts the
tables into benchmarks/README.md, `--report` prints what was measured last.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from . import segments, train_offline
from .data import data_argument, need
from .offline import SETS

README = Path(__file__).with_name("README.md")
OURS = "summarizer"
# Graph methods pass a minute long before two million characters; these are the peers that may get there.
GROWING = (OURS, "newspaper4k", "sumy-luhn", "sumy-edmundson", "summa", "snownlp", "textrank4zh", "lead")
SIZES = (2_000, 60_000, 600_000, 2_000_000)
RUNS = {
    "quality": ["--limit", "300"],
    # Not the long transcripts: graph methods take minutes for one of them, as the growth table shows.
    "speed": [
        "-n",
        "40",
        "--rounds",
        "2",
        "--max-s",
        "2",
        "--data",
        ",".join(name for name in SETS if name != "zh_vcsum_long"),
    ],
    "cold": ["--rounds", "3"],
    "growth": [
        "--rounds",
        "1",
        "--limit",
        "40",
        "--mem",
        "4096",
        "--systems",
        ",".join(GROWING),
        "--sizes",
        ",".join(map(str, SIZES)),
    ],
}
# The bench's own list of systems, and ours behind it.
_SYSTEMS = """exec(compile(open({original!r}, encoding="utf-8").read(), {original!r}, "exec"))
exec(compile(open({adapter!r}, encoding="utf-8").read(), {adapter!r}, "exec"))
system({ours!r}, venv={prefix!r})(make_ours)
"""


def main() -> None:
    """Measure what is asked for, then print the tables or write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--bench", type=Path, required=True, help="folder of the shared bench")
    parser.add_argument(
        "--home", type=Path, default=Path(os.environ.get("BENCH_HOME", "~/.cache/summary-bench")).expanduser()
    )
    parser.add_argument("--only", default=",".join([*RUNS, *OWN]), help="which of %(default)s to measure")
    parser.add_argument("--ours", action="store_true", help="quality: measure only our engine")
    parser.add_argument("--report", action="store_true", help="measure nothing")
    parser.add_argument("--write", action="store_true", help="write the tables into benchmarks/README.md")
    options = parser.parse_args()
    if not options.report:
        measure_all(options)
    out = options.home / "out"
    tables = {"peers": report(out)} | {
        name: (out / f"{name}.md").read_text("utf-8") for name in OWN if (out / f"{name}.md").exists()
    }
    if options.write:
        write(tables)
    else:
        print(*tables.values(), sep="\n")


def measure_all(options: argparse.Namespace) -> None:
    """Run the bench with our engine among its systems."""
    python = options.home / "venv-ext" / "bin" / "python"
    if not python.exists():
        sys.exit(f"benchmarks: no peers in {options.home}; run setup.sh of the bench with BENCH_HOME set to it")
    folder = _overlay(options.bench.resolve(), options.home)
    environment = os.environ | {"BENCH_HOME": str(options.home), "BENCH_DATA": str(need(options.data).resolve())}
    wanted = options.only.split(",")
    for name in ["prep", *(name for name in wanted if name in RUNS)]:
        extra = RUNS.get(name, [])
        if name == "quality" and options.ours:
            extra = [*extra, "--systems", OURS]
        subprocess.run([python, folder / "bench.py", name, *extra], env=environment, check=True)
    for name in (name for name in wanted if name in OWN):
        table = OWN[name](need(options.data), options.home / "out")
        (options.home / "out" / f"{name}.md").write_text(table, encoding="utf-8")


def _overlay(bench: Path, home: Path) -> Path:
    """A folder with the bench's programs and a list of systems that has ours as well."""
    folder = home / "overlay"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("bench.py", "worker.py", "worker_select.py", "rouge.py"):
        link = folder / name
        link.unlink(missing_ok=True)
        link.symlink_to(bench / name)
    source = _SYSTEMS.format(
        original=str(bench / "systems.py"),
        adapter=str(Path(__file__).with_name("adapter.py")),
        ours=OURS,
        prefix=sys.prefix,
    )
    (folder / "systems.py").write_text(source, encoding="utf-8")
    return folder


# -------------------------------------------------------------------------------------------------------- tables


def report(out: Path) -> str:
    """The tables of what was measured, in Markdown."""
    parts = [("quality.json", _quality), ("speed.json", _speed), ("cold.json", _cold), ("growth.json", _growth)]
    return "\n".join(
        table(json.loads((out / name).read_text("utf-8"))) for name, table in parts if (out / name).exists()
    )


def _quality(found: dict[str, Any]) -> str:
    names = _systems(key.split("|")[1] for key in found)
    lines = [
        "### Quality: ROUGE-1 / ROUGE-2 / ROUGE-L at the reference's length\n",
        _row(["", *SETS, "mean 1 / 2"]),
        _rule(len(SETS) + 2),
    ]
    rows = []
    for name in names:
        scores = [found.get(f"{data}|{name}", {}).get("b") for data in SETS]
        cells = [" / ".join(f"{value:.1f}" for value in score) if score else "–" for score in scores]
        means = [statistics.mean(score[i] for score in scores) for i in (0, 1)] if all(scores) else None
        cells.append(" / ".join(f"{mean:.1f}" for mean in means) if means else "–")
        rows.append((name, means, cells))
    rows.sort(key=lambda row: (row[0] not in (OURS, "oracle"), row[0] == "oracle", -(row[1] or [0])[0], row[0]))
    lines += [_row([_bold(name), *cells]) for name, _, cells in rows]
    return "\n".join([*lines, "", _margins(found), ""])


def _margins(found: dict[str, Any]) -> str:
    """How far we are ahead of the best of all others, for each set and measure."""
    cells = []
    for data in SETS:
        ours = found.get(f"{data}|{OURS}", {}).get("b")
        others = _others(found, data)
        if ours and others:
            cells.append(
                f"{data} " + " / ".join(f"{ours[i] - max(other[i] for other in others):+.1f}" for i in range(3))
            )
    return "Difference from the best peer in each measure: " + "; ".join(cells) + "."


def _speed(found: dict[str, Any]) -> str:
    names = _systems(key.split("|")[1] for key in found)
    lines = [
        "### Speed: documents per second of CPU time, one process, warm\n",
        _row(["", *SETS]),
        _rule(len(SETS) + 1),
    ]
    rates: dict[str, list[float | None]] = {}
    for name in names:
        runs = [[run for run in found.get(f"{data}|{name}", []) if "cpu" in run] for data in SETS]
        rates[name] = [statistics.median(run["docs"] / run["cpu"] for run in of) if of else None for of in runs]
    order = sorted(rates, key=lambda name: (name != OURS, -sum(rate or 0 for rate in rates[name])))
    lines += [_row([_bold(name), *(f"{rate:,.0f}" if rate else "–" for rate in rates[name])]) for name in order]
    return "\n".join([*lines, "", _ratios(rates), ""])


def _ratios(rates: dict[str, list[float | None]]) -> str:
    """How many times as fast as the peers to beat, in the same run."""
    sumy = [name for name in rates if name.startswith("sumy-")]
    cells = []
    for index, data in enumerate(SETS):
        rivals = (
            [rates["newspaper4k"][index]]
            if data.startswith("en") and "newspaper4k" in rates
            else [rates[name][index] for name in sumy]
        )
        best, ours = max((rate or 0 for rate in rivals), default=0), rates.get(OURS, [None] * len(SETS))[index]
        if best and ours:
            cells.append(f"{data} {ours / best:.1f}")
    return (
        "Speed relative to newspaper4k (English) and to the fastest sumy method (Chinese), same run: "
        + ", ".join(cells)
        + "."
    )


def _cold(found: dict[str, Any]) -> str:
    lines = [
        "### Cold start: seconds from a fresh process to the first ranking of 2,000 characters, and MB\n",
        _row(["", "English", "MB", "Chinese", "MB"]),
        _rule(5),
    ]
    rows = []
    for name in _systems(key.split("|")[1] for key in found if "|" in key):
        cells: list[str] = []
        for language in ("en", "zh"):
            runs = [run for run in found.get(f"{language}|{name}", []) if not run.get("why")]
            cells += (
                [
                    f"{statistics.median(run['wall'] for run in runs):.2f}",
                    f"{statistics.median(run['rss'] for run in runs):.0f}",
                ]
                if runs
                else ["–", "–"]
            )
        rows.append((name, cells))
    rows.sort(key=lambda row: (row[0] != OURS, row[0]))
    return "\n".join([*lines, *(_row([_bold(name), *cells]) for name, cells in rows), ""])


def _growth(found: dict[str, Any]) -> str:
    lines = [
        "### Growth: seconds for one document, by number of characters (peak MB)\n",
        _row(["", *(f"{size:,}" for size in SIZES)]),
        _rule(len(SIZES) + 1),
    ]
    rows = []
    for language, name in sorted({tuple(key.split("|")[:2]) for key in found}):
        cells = []
        for size in SIZES:
            runs = found.get(f"{language}|{name}|{size}", [])
            cells.append(
                "–"
                if not runs
                else f"over {runs[-1]['wall']:.0f}"
                if runs[-1].get("why")
                else f"{runs[-1]['secs']:.2f} ({runs[-1]['rss']:.0f})"
            )
        rows.append((language, name, cells))
    rows.sort(key=lambda row: (row[0], row[1] != OURS, row[1]))
    return "\n".join([*lines, *(_row([f"{_bold(name)}, {language}", *cells]) for language, name, cells in rows), ""])


def _systems(names: Iterable[str]) -> list[str]:
    return sorted(set(names) - {"random", "longest"})


def _bold(name: str) -> str:
    return f"**{name}**" if name == OURS else name


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(columns: int) -> str:
    return "|" + "---|" * columns


def _held_out(data: Path, out: Path) -> str:
    """The cross-validation of the weights, beside the best that any other system reaches."""
    examples = train_offline.load(data)
    columns = [train_offline.folds(examples), train_offline.left_out(examples)]
    found = json.loads((out / "quality.json").read_text("utf-8"))
    lines = [_row(["", "five folds", "set left out", "best peer in each measure"]), _rule(4)]
    for name in SETS:
        cells = [[100 * statistics.mean(score[i] for score in column[name]) for i in range(3)] for column in columns]
        cells.append([max(other[i] for other in _others(found, name)) for i in range(3)])
        lines.append(_row([name, *(" / ".join(f"{value:.1f}" for value in cell) for cell in cells)]))
    return "\n".join(lines) + "\n"


def _others(found: dict[str, Any], data: str) -> list[list[float]]:
    """The scores of all systems but ours and the oracle."""
    return [
        v["b"]
        for k, v in found.items()
        if k.startswith(f"{data}|") and "b" in v and k.split("|")[1] not in (OURS, "oracle")
    ]


def _structure(data: Path, _out: Path) -> str:
    """Topic boundaries beside TextTiling and equal cuts."""
    lines = [_row(["", "meetings: Pk", "WindowDiff", "hidden headings: Pk", "WindowDiff"]), _rule(5)]
    for name, meetings, articles in segments.table(data, segments.default_texts()):
        lines.append(_row([name, *(f"{value:.1f}" for value in (*meetings, *articles))]))
    return "\n".join(lines) + "\n"


# What needs no peers: the table of each, from the data and the folder of results.
OWN = {"folds": _held_out, "segments": _structure}


def write(tables: dict[str, str]) -> None:
    """Put each table between its marks in the README."""
    text = README.read_text(encoding="utf-8")
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
        before, rest = text.split(begin, 1)
        text = f"{before}{begin}\n\n{table}\n{end}{rest.split(end, 1)[1]}"
    README.write_text(text, encoding="utf-8")
    print(f"wrote {README.name}")


if __name__ == "__main__":
    main()
