"""Adversarial pairs: a true statement and the same made minimally false, over ten articles of our own.

    python -m benchmarks.adversarial                              rules alone, and with the recorded judgements
    python -m benchmarks.adversarial --articles FOLDER            write the articles as the writer of pairs is shown them
    python -m benchmarks.adversarial --prompts FOLDER             write the questions to a judge, to be answered by hand
    python -m benchmarks.adversarial --take FOLDER --judge NAME   record the answers that stand beside them

A reader who had not seen the program wrote the pairs, in Chinese on English articles and in English on Chinese ones. A
question holds one statement of each pair, so that a judge never sees both.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from summarizer import Document, Statement
from summarizer.grounding import SourceIndex
from summarizer.grounding.report import check_summary
from summarizer.llm.prompts import fence_blocks
from summarizer.models import Summary

from .data import rows
from .roles import label_free_text
from .statements import (
    Case,
    measure_cases,
    questions,
    recorded,
    report,
    take_answers,
    with_verdicts,
    write_questions,
)

HERE = Path(__file__).parent
PAIRS = HERE / "adversarial"
RECORDED = HERE / "judgements" / "adversarial.jsonl"
EXAMPLES = HERE.parent / "examples"


def article(name: str) -> Document:
    """One of the articles: an example, or one of those written for `benchmarks.roles`, without its labels."""
    example = EXAMPLES / name / "article.txt"
    return Document.from_file(example) if example.exists() else Document.from_text(label_free_text(name))


def cases() -> Iterator[Case]:
    """Both statements of each pair, checked by the rules."""
    for path in sorted(PAIRS.glob("*.jsonl")):
        document = article(path.stem)
        index = SourceIndex(document)
        for number, row in enumerate(rows(PAIRS, path.stem)):
            for member in ("true", "false"):
                written = Statement(text=row[member], citations=tuple(sorted(row["cites"])))
                checked = check_summary(Summary(language="en", core_viewpoint=written), index).entries[0].statement
                is_true = member == "true"
                yield Case(
                    f"{path.stem}.{number}.{member}", "true" if is_true else row["kind"], document, checked, is_true
                )


def measure(data: Path) -> dict[str, float]:
    """Rules alone and with the recorded judgements, as the gate compares them; `data` is not needed."""
    return measure_cases(list(cases()), RECORDED)


def write_articles(folder: Path) -> None:
    """A file for each article: its header and its blocks with number, role and speaker."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(PAIRS.glob("*.jsonl")):
        document = article(path.stem)
        shown = fence_blocks(document, {block.number for block in document.blocks})
        (folder / f"{path.stem}.txt").write_text(shown + "\n", encoding="utf-8")


def main() -> None:
    """Measure and print, or write or record questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, metavar="FOLDER")
    parser.add_argument("--prompts", type=Path, metavar="FOLDER")
    parser.add_argument("--take", type=Path, metavar="FOLDER")
    parser.add_argument("--judge", default="a reader", metavar="NAME", help="who answered the questions of --take")
    options = parser.parse_args()
    if options.articles:
        return write_articles(options.articles)
    found = list(cases())
    if options.prompts:
        return write_questions(questions(found), options.prompts)
    if options.take:
        return take_answers(questions(found), options.take, options.judge, RECORDED)
    print(f"{len(found) // 2} pairs over {len(list(PAIRS.glob('*.jsonl')))} articles\n\nrules alone")
    report([(case, case.statement.support) for case in found])
    print("\nwith the recorded judgements")
    report(list(with_verdicts(found, recorded(RECORDED))))
    return None


if __name__ == "__main__":
    main()
