"""Statements in free words about articles of our own, by readers who had not seen the program: rules alone.

    python -m benchmarks.free              the development sets, on which kinds of false accusations are mended
    python -m benchmarks.free --held-out   the sets that nothing was developed on
    python -m benchmarks.free --show       the true statements that are accused, and the false ones that are supported

Each article has twelve true statements, as an analyst would write them, and twelve with one realistic error, half of
either in the other language. `kind` says how a true one was written or what is wrong with a false one. A statement
without a citation is looked for in the whole article.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from summarizer import Document, Statement
from summarizer.grounding import SourceIndex
from summarizer.grounding.report import check_summary
from summarizer.models import Summary

from .data import rows
from .statements import Case, rates, report

FOLDER = Path(__file__).parent / "free"


def cases(folder: Path) -> Iterator[Case]:
    """The statements of a folder of sets, checked by the rules."""
    for path in sorted(folder.glob("*.jsonl")):
        document = Document.from_file(path.with_suffix(".txt"))
        index = SourceIndex(document)
        for number, row in enumerate(rows(folder, path.stem)):
            written = Statement(text=row["text"], citations=tuple(row["cites"]))
            summary = Summary(language=row["language"], core_viewpoint=written)
            checked = check_summary(summary, index, "strict" if row["cites"] else "loose").entries[0].statement
            kind = f"{'true' if row['true'] else 'false'} {row['kind']}"
            yield Case(f"{path.stem}.{number}.{row['language']}", kind, document, checked, row["true"])


def measure(_data: Path) -> dict[str, float]:
    """The rates on the development sets, as the gate compares them."""
    return _measure(list(cases(FOLDER / "development")))


def _measure(found: list[Case]) -> dict[str, float]:
    return rates([(case, case.statement.support) for case in found])


def is_translated(case: Case) -> bool:
    """Whether a statement is in another language than its article."""
    return case.document.language != case.id.rpartition(".")[2]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    found = list(cases(FOLDER / ("held_out" if options.held_out else "development")))
    report([(case, case.statement.support) for case in found])
    parts = {
        "in the article's language": [case for case in found if not is_translated(case)],
        "in the other language": [case for case in found if is_translated(case)],
    }
    sets = sorted({case.id[0] for case in found})
    parts |= {f"set {name}": [case for case in found if case.id.startswith(name)] for name in sets}
    for name, part in parts.items():
        values = "; ".join(f"{rate.rstrip('!')} {value:.1%}" for rate, value in _measure(part).items())
        print(f"{name} ({len(part)}): {values}")
    wrong = {True: ("unsupported", "partial"), False: ("supported",)}
    for case in found if options.show else ():
        support = case.statement.support
        if support.status in wrong[case.is_true]:
            print(f"\n{case.id} {case.kind} {support.status}: {case.statement.text}")
            print("".join(f"    {finding.kind}: {finding.message}\n" for finding in support.findings), end="")


if __name__ == "__main__":
    main()
