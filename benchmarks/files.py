"""Real files: how many of a folder are read, how fast, and how much of their text comes out.

    python -m benchmarks.files FOLDER [--list]

Every file of the folder is read as any caller reads it and becomes a document. A text beside it, `NAME.pdf.txt` beside
`NAME.pdf`, is what it should say: precision, recall and F1 of title, headings and blocks against it, in words (Chinese
and Japanese: characters), as multisets. A file is refused when it ends in one clear line, failed when it ends otherwise.
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
from summarizer.readers.formats import detect_format

_UNIT = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[^\W_\p{Han}\p{Hiragana}\p{Katakana}]+")


@dataclass(frozen=True)
class Outcome:
    """What became of a file.

    Attributes:
        score: precision, recall and F1, when there is a reference.
    """

    path: Path
    kind: str
    seconds: float
    document: Document | None = None
    refused: str | None = None
    failed: str | None = None
    score: tuple[float, float, float] | None = None


def files(folder: Path) -> Iterator[Path]:
    """The files of a folder in their order, references left out."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = set(paths)
    return (path for path in paths if path.suffix != ".txt" or path.with_suffix("") not in names)


def outcome(path: Path) -> Outcome:
    """Read one file."""
    data = path.read_bytes()
    kind, started = detect_format(data, path.name), time.perf_counter()
    document = refused = failed = score = None
    try:
        document = parse(read_bytes(data, path.name))
    except SummarizerError as error:
        refused = str(error).removeprefix(f"{path.name}: ")
    except Exception as error:  # whatever it is, it is what this benchmark looks for
        failed = f"{type(error).__name__}: {error}"
    seconds = time.perf_counter() - started
    reference = path.with_name(path.name + ".txt")
    if document and reference.exists():
        title = "" if kind == "html" else document.title or ""  # a page names it apart from its article
        found = "\n".join([title, *(heading.text for heading in document.headings), *(b.text for b in document.blocks)])
        score = overlap(found, reference.read_text("utf-8"))
    return Outcome(path, kind, seconds, document, refused, failed, score)


def overlap(found: str, reference: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words and characters of a text."""
    ours, theirs = (Counter(_UNIT.findall(text.lower())) for text in (found, reference))
    common = (ours & theirs).total()
    if not common:
        return 0.0, 0.0, 0.0
    precision, recall = common / ours.total(), common / theirs.total()
    return precision, recall, 2 * precision * recall / (precision + recall)


def rows(outcomes: list[Outcome]) -> Iterator[str]:
    """The table: a row for each kind."""
    yield "| kind | files | read | refused | failed | s/file p50 | max | references | precision | recall | F1 |"
    yield "|---|---|---|---|---|---|---|---|---|---|---|"
    for kind in sorted({one.kind for one in outcomes}):
        group = [one for one in outcomes if one.kind == kind]
        seconds = [one.seconds for one in group]
        scores = [one.score for one in group if one.score]
        means = [f"{statistics.mean(column):.3f}" for column in zip(*scores, strict=True)] or ["–"] * 3
        counts = [sum(bool(getattr(one, field)) for one in group) for field in ("document", "refused", "failed")]
        cells = [
            kind,
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
    outcomes = [outcome(path) for path in files(options.folder)]
    print(*rows(outcomes), sep="\n")
    reasons = Counter((one.kind, regex.sub(r"\d[\d,.]*", "N", one.refused)) for one in outcomes if one.refused)
    for (kind, reason), count in reasons.most_common():
        print(f"refused {count}: {kind}: {reason}")
    for one in outcomes:
        if one.failed:
            print(f"failed: {one.path}: {one.failed}")
        if options.list:
            f1 = one.score[2] if one.score else float("nan")
            print(f"{one.seconds:7.2f} {f1:6.3f} {one.path} {one.refused or ''}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
