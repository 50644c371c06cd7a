"""Digests of the program's results on the development data, to prove that a refactoring changes none of them.

    python -m benchmarks.behaviour [--data FOLDER]             compare with behaviour.json; exit code 1 on a difference
    python -m benchmarks.behaviour --write                     pin what the program does now
    python -m benchmarks.behaviour --dump FOLDER [--only SET]  write the very lines, to compare two versions by diff

A set is one kind of output over one part of the data: blocks, offline summaries and rendered forms of articles, check
reports of claims, readings and comparisons of figures. Times and versions are left out. Each set has two digests: of
everything, and of everything but the messages of findings, so that a change of wording shows as that alone.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import summarizer
from summarizer.models import Document
from summarizer.quantities import compare, find_quantities, format_quantity
from summarizer.render.terminal import format_report, format_summary
from summarizer.render.text import format_blocks

from .data import data_argument, need, rows

PINNED = Path(__file__).with_name("behaviour.json")
EXAMPLES = Path(__file__).parent.parent / "examples"
CLAIMS = 80  # of each set of `faith/`: enough to meet every check in both languages, and done in a minute
Lines = Iterator[dict[str, Any]]


def main() -> int:
    """Compute all sets, then compare, pin or dump them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--only", help="only sets whose name contains this")
    parser.add_argument("--write", action="store_true", help="pin the digests")
    parser.add_argument("--dump", type=Path, help="write each set's lines to FOLDER/SET.jsonl")
    options = parser.parse_args()
    names = [name for name in _sets(need(options.data)) if options.only in (None, name) or options.only in name]
    with ProcessPoolExecutor(2) as pool:
        digests = dict(zip(names, pool.map(partial(_digest, options.data, options.dump), names), strict=True))
    pinned = json.loads(PINNED.read_text(encoding="utf-8")) if PINNED.exists() else {}
    if options.write:
        PINNED.write_text(json.dumps({**pinned, **digests}, indent=1) + "\n", encoding="utf-8")
    different = [name for name in names if pinned.get(name) != digests[name]]
    for name in different:
        only_messages = pinned.get(name, [None, None])[1] == digests[name][1]
        print(f"{name}: {'only messages differ' if only_messages else 'differs'}")
    print(f"{len(names)} sets, {len(different)} different")
    return 1 if different and not options.write else 0


def _digest(data: Path, dump: Path | None, name: str) -> list[str]:
    """Two digests of a set: of all of it, and without the messages of findings."""
    lines = list(_sets(data)[name]())
    if dump:
        dump.mkdir(parents=True, exist_ok=True)
        text = "\n".join(json.dumps(line, ensure_ascii=False, sort_keys=True) for line in lines)
        (dump / f"{name}.jsonl").write_text(text + "\n", encoding="utf-8")
    return [_hash(lines), _hash(_without_messages(lines))]


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def _without_messages(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_messages(item) for item in value]
    if isinstance(value, dict):
        return {
            key: _without_messages(item) for key, item in value.items() if key not in ("message", "reason", "worded")
        }
    return value


def _sets(data: Path) -> dict[str, Callable[[], Lines]]:
    """Every set by name, as a function that yields its lines."""
    articles = {
        f"{folder}_{p.stem}": p for folder in ("articles", "statements") for p in sorted((data / folder).glob("*.txt"))
    }
    articles |= {f"example_{p.parent.name}": p for p in sorted(EXAMPLES.glob("*/article.txt"))}
    sets: dict[str, Callable[[], Lines]] = {
        f"article_{name}": partial(_article_file, path) for name, path in articles.items()
    }
    for path in sorted(data.glob("sum_*.jsonl")):
        sets[path.stem] = partial(_summaries, data, path.stem)
    for path in sorted((data / "statements").glob("*.cases.jsonl")):
        sets[f"statements_{path.name.split('.')[0]}"] = partial(_statements, path)
    for path in [*sorted(data.glob("faith_*.jsonl")), *sorted((data / "faith").glob("faith_*.jsonl"))]:
        sets[path.stem] = partial(_claims, path)
    sets["figures"] = partial(_figures, data)
    sets["published"] = _published
    return sets


def _article_file(path: Path) -> Lines:
    yield from _article(Document.from_file(path), every_form=True)


def _summaries(data: Path, name: str) -> Lines:
    for row in rows(data, name):
        yield from _article(Document.from_text(row["article"]), every_form=False)


def _article(document: Document, every_form: bool) -> Lines:
    """A document as it is divided, and its offline summary; on request in every form it is printed in."""
    document = document.model_copy(update={"origin": None})
    yield {"document": _plain(document.model_dump(mode="json", exclude={"text"})), "blocks": format_blocks(document)}
    summary = summarizer.summarize(document)
    summary = summary.model_copy(update={"run": summary.run.model_copy(update={"seconds": 0.0})})
    yield {"summary": summary.model_dump(mode="json")}
    if not every_form:
        return
    yield {"figures": [_quantity(q) for q in find_quantities(document.text)]}
    other = "en" if summary.language == "zh" else "zh"
    yield {
        "text": summary.to_text(),
        "labels": summary.to_text(other),
        "line": summary.to_line(),
        "markdown": summary.to_markdown(),
        "worded": _page(summary.to_html(document)),
        "terminal": format_summary(summary, None, colour=True, width=80),
    }
    report = summarizer.check(summary.to_line(), document)
    yield {"report": report.model_dump(mode="json"), "worded": format_report(report, document, colour=False, width=80)}


def _statements(path: Path) -> Lines:
    document = Document.from_file(path.with_name(path.name.split(".")[0] + ".txt"))
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield _checked(row["text"], row["blocks"], document)


def _claims(path: Path) -> Lines:
    with path.open(encoding="utf-8") as file:
        for line in islice(file, CLAIMS):
            row = json.loads(line)
            try:
                document = Document.from_text(row.get("source_segment") or row["source"])
                yield _checked(row["claim"], range(1, len(document.blocks) + 1), document)
            except summarizer.SummarizerError as error:
                yield {"error": type(error).__name__}


def _checked(claim: str, blocks: Any, document: Document) -> dict[str, Any]:
    text = f"Core Viewpoint\n- {' '.join(claim.split())} {''.join(f'[{n}]' for n in blocks)}"
    return {c: summarizer.check(text, document, citations=c).model_dump(mode="json") for c in ("strict", "loose")}


def _figures(data: Path) -> Lines:
    """What is read of the expressions of other libraries' tests, how it prints, and how neighbours compare."""
    texts = [row["text"] for row in rows(data / "figures", "peers")]
    found = [find_quantities(text) for text in texts]
    for quantities in found:
        yield {"read": [_quantity(q) for q in quantities], "printed": [_printed(q) for q in quantities]}
    for one, other in pairwise(q for quantities in found for q in quantities):
        comparison = compare(one, other)
        yield {"verdict": comparison.verdict, "aspect": comparison.aspect, "reason": comparison.reason}


def _quantity(quantity: Any) -> dict[str, Any]:
    return {key: value for key, value in _plain(dataclasses.asdict(quantity)).items() if value is not None}


def _printed(quantity: Any) -> list[str]:
    printed = []
    for language in ("zh", "en"):
        try:
            printed.append(format_quantity(quantity, language))
        except ValueError as error:
            printed.append(type(error).__name__)
    return printed


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))


def _page(html: str) -> str:
    return re.sub(r"\d+\.\d+ s\b|summarizer [\d.]+", "", html)


def _published() -> Lines:
    """The examples' summaries, read back from each printed form and from JSON."""
    for path in sorted(EXAMPLES.glob("*/summary*")):
        summary = summarizer.Summary.parse(path.read_text(encoding="utf-8"))
        again = summarizer.Summary.parse(summary.to_line())
        yield {"parsed": summary.model_dump(mode="json"), "line": again.model_dump(mode="json")}


if __name__ == "__main__":
    sys.exit(main())
