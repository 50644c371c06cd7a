"""Real files: how many of a folder are read, how fast, and how much of their text is extracted.

    python -m benchmarks.files FOLDER [--list]

Every file of the folder is read and parsed. A text beside it, `NAME.pdf.txt` beside `NAME.pdf`, is its reference:
precision, recall and F1 of title, headings and blocks against it, in words (Chinese and Japanese: characters), as
multisets. A file is refused if reading raises one of our errors, failed if it raises any other.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import regex

from summarizer.errors import SummarizerError
from summarizer.models import Document
from summarizer.parsing import parse
from summarizer.readers import read_bytes
from summarizer.readers.formats import FormatName, detect_format

_UNIT = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[^\W_\p{Han}\p{Hiragana}\p{Katakana}]+")


@dataclass(frozen=True)
class Outcome:
    """The result of reading a file.

    Attributes:
        score: precision, recall and F1, if there is a reference.
    """

    path: Path
    format: FormatName
    seconds: float
    document: Document | None = None
    refused: str | None = None
    failed: str | None = None
    score: tuple[float, float, float] | None = None


def find_files(folder: Path) -> Iterator[Path]:
    """The files of a folder in order, without references."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = set(paths)
    return (path for path in paths if path.suffix != ".txt" or path.with_suffix("") not in names)


def read_file(path: Path) -> Outcome:
    """Read a file and score its text."""
    data = path.read_bytes()
    format, started = detect_format(data, path.name), time.perf_counter()
    document = refused = failed = score = None
    try:
        document = parse(read_bytes(data, path.name))
    except SummarizerError as error:
        refused = str(error).removeprefix(f"{path.name}: ")
    except Exception as error:  # what this benchmark looks for
        failed = f"{type(error).__name__}: {error}"
    seconds = time.perf_counter() - started
    reference = path.with_name(path.name + ".txt")
    if document and reference.exists():
        title = "" if format == "html" else document.title or ""  # pages have it outside the article
        found = "\n".join([title, *(heading.text for heading in document.headings), *(b.text for b in document.blocks)])
        score = score_overlap(found, reference.read_text("utf-8"))
    return Outcome(path, format, seconds, document, refused, failed, score)


def score_overlap(found: str, reference: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words and characters of a text."""
    ours, theirs = (Counter(_UNIT.findall(text.lower())) for text in (found, reference))
    common = (ours & theirs).total()
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / ours.total(), common / theirs.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def format_table(outcomes: list[Outcome]) -> Iterator[str]:
    """The table in Markdown, a row for each format."""
    yield "| format | files | read | refused | failed | s/file p50 | max | references | precision | recall | F1 |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for format in sorted({one.format for one in outcomes}):
        group = [one for one in outcomes if one.format == format]
        seconds = [one.seconds for one in group]
        scores = [one.score for one in group if one.score]
        means = [f"{statistics.mean(column):.3f}" for column in zip(*scores, strict=True)] or ["–"] * 3
        counts = [sum(bool(getattr(one, field)) for one in group) for field in ("document", "refused", "failed")]
        cells = [
            format,
            len(group),
            *counts,
            f"{statistics.median(seconds):.3f}",
            f"{max(seconds):.2f}",
            len(scores),
            *means,
        ]
        yield f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    """Print the table, why files were refused, and what failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", action="store_true", help="print each file with its seconds and F1")
    options = parser.parse_args()
    outcomes = [read_file(path) for path in find_files(options.folder)]
    print(*format_table(outcomes), sep="\n")
    reasons = Counter((one.format, regex.sub(r"\d[\d,.]*", "N", one.refused)) for one in outcomes if one.refused)
    for (format, reason), count in reasons.most_common():
        print(f"refused {count}: {format}: {reason}")
    for one in outcomes:
        if one.failed:
            print(f"failed: {one.path}: {one.failed}")
        if options.list:
            f1 = one.score[2] if one.score else float("nan")
            print(f"{one.seconds:7.2f} {f1:6.3f} {one.path} {one.refused or ''}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
