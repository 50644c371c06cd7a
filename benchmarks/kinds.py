"""Kinds of articles against labels: the share of the documents of each kind that are told right.

    python -m benchmarks.kinds [--data FOLDER] [--errors]

Three sets. "written": the articles of `role_articles/`. "read": the fourteen real articles of the data folder, labelled by
reading. "sets": the meetings of the VCSum sets, which are transcripts, and the news of the four sets of news. Digests are
made of the openings of news: ten of them, with numbers and without a title, must be a digest.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from summarizer.models import Document, DocumentKind

from .data import data_argument, need, rows
from .roles import HERE, LABEL_MARK

WRITTEN: dict[str, DocumentKind] = {
    "en_blog": "news",
    "en_broker": "research",
    "en_interview": "interview",
    "en_mail": "letter",
    "en_news": "news",
    "en_release": "results",
    "en_report": "news",
    "en_transcript": "transcript",
    "en_traps": "news",
    "zh_broker": "research",
    "zh_digest": "digest",
    "zh_filing": "filing",
    "zh_hk": "news",
    "zh_interview": "interview",
    "zh_letter": "letter",
    "zh_news": "news",
    "zh_traps": "news",
    "zh_wechat": "news",
}
READ: dict[str, DocumentKind] = {
    "articles/en_02": "speech",
    "articles/en_03": "transcript",
    "articles/x_01": "interview",
    "articles/x_03": "transcript",
    "articles/x_04": "research",
    "articles/zh_04": "interview",
    "articles/zh_06": "filing",
    "articles/zh_13": "news",
    "statements/en_05": "interview",
    "statements/zh_01": "news",
    "statements/zh_03": "news",
    "statements/zh_07": "research",
    "statements/zh_10": "news",
    "statements/zh_12": "news",
}
SETS: dict[str, DocumentKind] = {
    "zh_vcsum": "transcript",
    "zh_vcsum_long": "transcript",
    "zh_xinhua_headline": "news",
    "en_bbc": "news",
    "en_cnndm_frank": "news",
    "en_summeval": "news",
}
# News whose openings make digests, the items of one, and the characters of an opening.
_DIGEST_SETS = ("zh_xinhua_headline", "en_bbc", "en_summeval")
_ITEMS = 10
_OPENING_CHARS = 160


class Case(NamedTuple):
    """A document with the set it belongs to and the kind it is of."""

    group: str
    name: str
    text: str
    kind: DocumentKind


def cases(data: Path) -> Iterator[Case]:
    """All documents."""
    for name, kind in WRITTEN.items():
        lines = (HERE / "role_articles" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        yield Case("written", name, "\n\n".join(line.partition(LABEL_MARK)[2] for line in lines), kind)
    for name, kind in READ.items():
        yield Case("read", name, (data / f"{name}.txt").read_text(encoding="utf-8"), kind)
    for name, kind in SETS.items():
        for row in rows(data, f"sum_{name}"):
            yield Case(name, row["id"], row["article"], kind)
    for name in _DIGEST_SETS:
        yield from _digests(data, name)


def _digests(data: Path, name: str) -> Iterator[Case]:
    """Digests of ten openings of news each."""
    openings = [_opening(row["article"], row["lang"]) for row in rows(data, f"sum_{name}")]
    for start in range(0, len(openings) - _ITEMS + 1, _ITEMS):
        items = openings[start : start + _ITEMS]
        text = "\n\n".join(f"{number}、{item}" for number, item in enumerate(items, 1))
        yield Case("digests", f"{name} {start}", text, "digest")


def _opening(article: str, language: str) -> str:
    """The first sentences of an article, in one line."""
    plain = " ".join(article.split())[:_OPENING_CHARS]
    stop = "。" if language == "zh" else ". "
    return plain[: plain.rfind(stop) + 1] or plain


def measure(data: Path) -> dict[str, float]:
    """The share of each set that is told right."""
    counted: dict[str, list[bool]] = {}
    for case in cases(data):
        counted.setdefault(case.group, []).append(Document.from_text(case.text).kind == case.kind)
    return {group: round(sum(right) / len(right), 3) for group, right in counted.items()}


def main() -> None:
    """Print the shares, or the documents whose kind is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--errors", action="store_true", help="print the documents with a wrong kind")
    options = parser.parse_args()
    data = need(options.data)
    if options.errors:
        for case in cases(data):
            if (found := Document.from_text(case.text).kind) != case.kind:
                print(f"{case.group} {case.name}: {case.kind} → {found}")
        return
    for group, share in measure(data).items():
        print(f"{group:20} {share:6.1%}")


if __name__ == "__main__":
    main()
