"""Copies, matters, corrections and disagreements found among many articles.

    python -m benchmarks.digests [--data FOLDER] [--seeds 1,2,3] [--show copies|matters|corrections|disagreements]

The digests of 5 to 40 articles are planted by a seeded script into articles of our own (`planted_digests.py`). A
contradiction is found where a disagreement holds the changed figure and an original one; a disagreement without the two
is a false one. Pairs of articles are in one matter, or are not. The news articles of the public data, no two of which
are planted, are a test for false merges and false disagreements: those of one set are taken together, as one folder.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from summarizer.digests.collection import Collection, collect_articles
from summarizer.models import Document

from .data import data_argument, need, rows
from .planted_digests import Digest, plant_digests

NEWS = ("sum_zh_xinhua_headline", "sum_en_bbc", "sum_en_cnndm_frank", "sum_en_summeval")
# Where an agency's article says its day: 新华社北京9月3日电.
_DATELINE = re.compile(r"^.{0,30}?(\d{1,2})月(\d{1,2})日")
_SHOWN = 70


def measure(data: Path, seeds: Sequence[int] = (1,), show: str = "") -> dict[str, float]:
    """The shares of what was planted that is found, and of what is found falsely, for the gate."""
    counts: Counter[str] = Counter()
    for seed in seeds:
        for digest in plant_digests(seed):
            for line in _count_digest(digest, counts):
                if show and line.startswith(show):
                    print(line)
    result = {
        "copies merged": counts["copies merged"] / counts["copies"],
        "false merges!": counts["false merges"] / counts["articles"],
        "pairs of one matter": counts["pairs joined"] / counts["pairs"],
        "pairs joined falsely!": counts["pairs joined falsely"] / max(1, counts["all pairs joined"]),
        "corrections followed": counts["corrections followed"] / counts["corrections"],
        "false corrections!": counts["false corrections"] / counts["digests"],
        "contradictions found": counts["contradictions found"] / counts["contradictions"],
        "false disagreements a digest!": counts["false disagreements"] / counts["digests"],
    }
    for name in NEWS:
        for line in _count_news(data, name, counts):
            if show and line.startswith(show):
                print(line)
    result["news: false merges!"] = counts["news merged"] / counts["news"]
    result["news: false corrections!"] = counts["news corrections"] / counts["news"]
    result["news: false disagreements in 100 articles!"] = 100 * counts["news disagreements"] / counts["news"]
    result["digests"] = counts["digests"]
    return result


def _count_digest(digest: Digest, counts: Counter[str]) -> Iterator[str]:
    documents = [article.to_document() for article in digest.articles]
    collection = collect_articles(documents)
    counts["digests"] += 1
    counts["articles"] += len(documents)
    yield from _count_copies(digest, collection, counts)
    yield from _count_matters(digest, collection, counts)
    corrections: dict[int, int] = {}
    pairs: list[set[int]] = []
    for members in collection.matters:
        matter = collection.open_matter(members)
        corrections |= {members[c.later]: members[c.earlier] for c in matter.corrections}
        for disagreement in matter.disagreements:
            pairs.append({members[figure.article] for figure in disagreement.figures})
            texts = " | ".join(figure.quantity.text for figure in disagreement.figures)
            known = any(_is_contradiction(digest, collection, pairs[-1], sides) for sides in digest.contradictions)
            counts["false disagreements"] += not known
            if not known:
                yield f"disagreements false: {texts} {[documents[i].title for i in pairs[-1]]}"
    for sides in digest.contradictions:
        counts["contradictions"] += 1
        found = any(_is_contradiction(digest, collection, pair, sides) for pair in pairs)
        counts["contradictions found"] += found
        if not found:
            changed = digest.articles[min(sides[0])]
            yield f"disagreements missed: {changed.title} {[digest.articles[i].title for i in sides[1]]}"
    root = [index if kept is None else kept for index, kept in enumerate(collection.copy_of)]
    for later, earlier in digest.corrections.items():
        counts["corrections"] += 1
        followed = corrections.get(root[later]) == root[earlier]
        counts["corrections followed"] += followed
        if not followed:
            yield f"corrections missed: {digest.articles[later].paragraphs[0][:_SHOWN]}"
    expected = {root[later] for later in digest.corrections}
    counts["false corrections"] += len(set(corrections) - expected)


def _is_contradiction(
    digest: Digest, collection: Collection, found: set[int], sides: tuple[frozenset[int], frozenset[int]]
) -> bool:
    """Whether articles that are said to differ are on both sides of a planted contradiction."""
    root = [index if kept is None else kept for index, kept in enumerate(collection.copy_of)]
    return all(not found.isdisjoint({root[index] for index in side}) for side in sides)


def _count_copies(digest: Digest, collection: Collection, counts: Counter[str]) -> Iterator[str]:
    original = [digest.copies.get(index, index) for index in range(len(digest.articles))]
    root = [index if kept is None else kept for index, kept in enumerate(collection.copy_of)]
    for copy, article in digest.copies.items():
        counts["copies"] += 1
        counts["copies merged"] += root[copy] == root[article]
        if root[copy] != root[article]:
            yield f"copies missed: {digest.articles[copy].title}"
    for index, kept in enumerate(collection.copy_of):
        if kept is not None and original[kept] != original[index]:
            counts["false merges"] += 1
            yield f"copies false: {digest.articles[index].title} of {digest.articles[kept].title}"


def _count_matters(digest: Digest, collection: Collection, counts: Counter[str]) -> Iterator[str]:
    matter = {index: number for number, members in enumerate(collection.matters) for index in members}
    for first, second in combinations(sorted(matter), 2):
        is_one = digest.articles[first].matter == digest.articles[second].matter
        is_joined = matter[first] == matter[second]
        counts["pairs"] += is_one
        counts["pairs joined"] += is_one and is_joined
        counts["all pairs joined"] += is_joined
        counts["pairs joined falsely"] += is_joined and not is_one
        if is_one != is_joined:
            titles = f"{digest.articles[first].title} – {digest.articles[second].title}"
            yield f"matters {'apart' if is_one else 'joined'}: {titles}"


def _count_news(data: Path, name: str, counts: Counter[str]) -> Iterator[str]:
    collection = collect_articles([_read_news(row) for row in rows(data, name)])
    documents = collection.documents
    counts["news"] += len(documents)
    for index, kept in enumerate(collection.copy_of):
        if kept is not None:
            counts["news merged"] += 1
            yield f"copies of news: {_opening(documents[index])} – {_opening(documents[kept])}"
    for members in collection.matters:
        matter = collection.open_matter(members)
        counts["news corrections"] += len(matter.corrections)
        for correction in matter.corrections:
            yield f"corrections of news: {_opening(documents[members[correction.later]])}"
        counts["news disagreements"] += len(matter.disagreements)
        for disagreement in matter.disagreements:
            yield "disagreements of news: " + " | ".join(
                f.layout.passages[f.number].text[:_SHOWN] for f in disagreement.figures
            )


def _read_news(row: dict[str, str]) -> Document:
    """A news article with the day of its dateline in its header, as sites print it."""
    match = _DATELINE.match(row["article"])
    source = f"Newsroom 2016-{int(match[1]):02}-{int(match[2]):02}\n\n" if match else ""
    return Document.from_text(f"{row.get('title') or 'Untitled report'}\n\n{source}{row['article']}")


def _opening(document: Document) -> str:
    return document.blocks[0].text[:_SHOWN]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--seeds", default="1,2,3", help="of the script that plants (default: %(default)s)")
    parser.add_argument("--show", default="", help="list what is missed or false of one kind")
    options = parser.parse_args()
    seeds = [int(seed) for seed in options.seeds.split(",")]
    for metric, value in measure(need(options.data), seeds, options.show).items():
        print(f"{metric:46} {value:8.4f}")


if __name__ == "__main__":
    main()
