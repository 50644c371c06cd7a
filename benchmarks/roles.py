"""Roles of blocks against hand labels: what is found, what is right, and how much of the articles' own text is lost.

    python -m benchmarks.roles [--data FOLDER] [--errors] [--markdown]

Two sets. "written": `role_articles/`, articles written for this purpose in which each line begins with its label. "read":
real articles of the data folder, labelled by reading; `role_labels.json` names the lines that are not body. A block counts
for the line it begins on. "lost" is the share of the characters of the articles' own text (body, question, answer, turn,
item) that got another role; it must stay below half a percent.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from summarizer.models import Block, BlockRole, Document

from .data import data_argument, need

HERE = Path(__file__).parent
LABEL_MARK = "| "
HEADING = "head"
OWN_TEXT: frozenset[BlockRole] = frozenset(("body", "question", "answer", "turn", "item"))


class Case(NamedTuple):
    """A block, the document it stands in, and the role it should have."""

    name: str
    block: Block
    gold: str


def written() -> Iterator[Case]:
    """The blocks of our own articles."""
    for path in sorted((HERE / "role_articles").glob("*.txt")):
        labels = [line.partition(LABEL_MARK)[0] for line in path.read_text(encoding="utf-8").splitlines()]
        document = Document.from_text(label_free_text(path.stem))
        yield from _cases(path.stem, document, {2 * i: label for i, label in enumerate(labels)})


def label_free_text(name: str) -> str:
    """One of our own articles as it would be published: without the labels of its lines."""
    lines = (HERE / "role_articles" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return "\n\n".join(line.partition(LABEL_MARK)[2] for line in lines)


def read(data: Path) -> Iterator[Case]:
    """The blocks of real articles."""
    labels: dict[str, dict[str, list[int]]] = json.loads((HERE / "role_labels.json").read_text(encoding="utf-8"))
    for name, lines_by_role in labels.items():
        gold = {line - 1: role for role, lines in lines_by_role.items() for line in lines}
        yield from _cases(name, Document.from_text((data / f"{name}.txt").read_text(encoding="utf-8")), gold)


def _cases(name: str, document: Document, gold: dict[int, str]) -> Iterator[Case]:
    """The blocks of a document; a line without a label is body, and a heading that became a block is left out."""
    for block in document.blocks:
        label = gold.get(document.text.count("\n", 0, block.start), "body")
        if label != HEADING:
            yield Case(name, block, label)


def sets(data: Path) -> dict[str, list[Case]]:
    """The cases of each set."""
    return {"written": list(written()), "read": list(read(data))}


def lost_share(cases: list[Case]) -> float:
    """The share of the characters of the articles' own text that got another role."""
    own = [case for case in cases if case.gold in OWN_TEXT]
    lost = sum(len(case.block.text) for case in own if case.block.role not in OWN_TEXT)
    return lost / sum(len(case.block.text) for case in own)


def scores(cases: list[Case]) -> dict[str, tuple[int, float, float]]:
    """Number, precision and recall of each role; 1 where nothing was found or is to be found."""
    gold = Counter(case.gold for case in cases)
    found = Counter(case.block.role for case in cases)
    right = Counter(case.gold for case in cases if case.gold == case.block.role)
    return {
        role: (gold[role], _ratio(right[role], found[role]), _ratio(right[role], gold[role]))
        for role in sorted(gold | found)
    }


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def measure(data: Path) -> dict[str, float]:
    """Precision and recall of each role but body, and the share of text lost, of each set."""
    figures = {}
    for name, cases in sets(data).items():
        figures[f"{name} lost!"] = round(lost_share(cases), 4)
        for role, (_, precision, recall) in scores(cases).items():
            if role != "body":
                figures[f"{name} {role} precision"] = round(precision, 3)
                figures[f"{name} {role} recall"] = round(recall, 3)
    return figures


def main() -> None:
    """Print a table, or the blocks with a wrong role."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--errors", action="store_true", help="print the blocks with a wrong role")
    parser.add_argument("--markdown", action="store_true", help="print the table of the documentation")
    options = parser.parse_args()
    found = sets(need(options.data))
    if options.errors:
        for name, block, gold in (case for cases in found.values() for case in cases):
            if gold != block.role:
                print(f"{name} [{block.number}] {gold} → {block.role}: {block.text[:110]}")
        return
    columns = [scores(cases) for cases in found.values()]
    if options.markdown:
        print("| role | " + " | ".join(f"{name}: blocks | precision | recall" for name in found) + " |")
        print("|---" * (1 + 3 * len(found)) + "|")
    for role in sorted(set().union(*columns)):
        cells = [column.get(role, (0, 1.0, 1.0)) for column in columns]
        if options.markdown:
            print(f"| {role} | " + " | ".join(f"{n} | {p:.0%} | {r:.0%}" if n else "0 | |" for n, p, r in cells) + " |")
        else:
            print(f"{role:12}" + "".join(f"{n:6} {100 * p:6.1f} {100 * r:6.1f}" for n, p, r in cells))
    print("\n" + "; ".join(f"{name}: {lost_share(cases):.2%} of the text lost" for name, cases in found.items()))


if __name__ == "__main__":
    main()
