"""How the offline engine's summaries read, as far as it can be counted on texts and references that others wrote.

    python -m benchmarks.readability [--data FOLDER]

Counted by set: how far the Core Viewpoint is what the reference says (ROUGE-2), and how much of the titles the reference
has too; over all sets of a language: statements that open with a pronoun, that hold half a quotation, that say what another
one says, titles that are a bare name, cut through a word or come twice. Faults are in percent, lower is better.
"""

from __future__ import annotations

import argparse
import itertools
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from summarizer.extractive import write_extractive
from summarizer.languages.english.english_vocabulary import english_words
from summarizer.languages.words import chinese_tokenizer
from summarizer.models import Document, Draft
from summarizer.settings import Settings

from .data import data_argument, need, rows
from .offline import SETS
from .rouge import rouge, tokens

# A statement that shares more than this of its pairs of tokens with another of the same summary says the same.
SAME = 0.5
_OPENS_WITH_PRONOUN = {
    "en": re.compile(r"(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their)\b(?!,)"),
    "zh": re.compile(r"(?:他|她|它|他们|她们|它们|此|这|那|其(?!中|他|实|余)|该)(?![个些样]?[时年月日])"),
}
_FIRST_PERSON = re.compile(r"\b(?:I|I'm|I've|I'll|my|me|we|we're|we've|our)\b")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|(?<!\w)['‘].*?['’](?!\w)")
_PAIRS = (("“", "”"), ("「", "」"), ("（", "）"), ("(", ")"), ("《", "》"))
_CAPITAL = re.compile(r"[A-Z]")
_LETTERS = re.compile(r"[A-Za-z][\w'’-]*")

Faults = dict[str, list[bool]]
Summary = tuple[dict[str, Any], Document, Draft]


def measure(data: Path) -> dict[str, float]:
    """Agreement in points for each set, faults in percent for each language."""
    figures: dict[str, float] = {}
    faults: defaultdict[str, Faults] = defaultdict(lambda: defaultdict(list))
    for name in SETS:
        summaries = list(_summaries(data, name))
        language = name[:2]
        figures |= _agreement(name, language, summaries)
        for row, document, draft in summaries:
            kind = "talk" if "vcsum" in name else language
            for fault, found in faults_of(document, draft, row["lang"]).items():
                faults[kind][fault] += found
    figures |= _segment_titles(data)
    return figures | {
        f"{kind} {fault}!": round(100 * statistics.fmean(found), 2)
        for kind, by_fault in faults.items()
        for fault, found in by_fault.items()
    }


def _summaries(data: Path, name: str) -> Iterator[Summary]:
    for row in rows(data, f"sum_{name}"):
        document = Document.from_text(row["article"])
        yield row, document, write_extractive(document, Settings()).draft


def _agreement(name: str, language: str, summaries: Sequence[Summary]) -> dict[str, float]:
    viewpoints = [rouge(row["summary"], _viewpoint(draft), language)[1] for row, _, draft in summaries]
    titles = [held(group.title, row["summary"], language) for row, _, draft in summaries for group in draft.groups]
    return {
        f"{name} viewpoint rouge-2": round(100 * statistics.fmean(viewpoints), 2),
        f"{name} titles in reference": round(100 * statistics.fmean(titles), 2),
    }


def _viewpoint(draft: Draft) -> str:
    return draft.core_viewpoint.text if draft.core_viewpoint else ""


def held(title: str, reference: str, language: str) -> float:
    """The share of a title's words (Chinese: pairs of characters) that the reference has too."""
    wanted, given = _content(title, language), set(_content(reference, language))
    return sum(word in given for word in wanted) / max(1, len(wanted))


def _content(text: str, language: str) -> list[str]:
    if language == "zh":
        return list(map("".join, itertools.pairwise(tokens(text, "zh"))))
    return [word for word in tokens(text, "en") if word not in english_words().stop_words]


def _segment_titles(data: Path) -> dict[str, float]:
    """How much of the headline of the gold segment that a group draws most from its title has, and the other way."""
    precision, recall = [], []
    for row, document, draft in _summaries(data, "zh_vcsum_long"):
        ends = list(itertools.accumulate(segment["chars"] + 1 for segment in row["segments"]))
        for group in draft.groups:
            starts = [document.sentence(point.sentences[-1]).start for point in group.points]
            at = Counter(sum(end <= start for end in ends[:-1]) for start in starts).most_common(1)[0][0]
            headline = row["segments"][at]["headline"]
            precision.append(held(group.title, headline, "zh"))
            recall.append(held(headline, group.title, "zh"))
    return {
        "zh_vcsum_long titles in headline of segment": round(100 * statistics.fmean(precision), 2),
        "zh_vcsum_long headline of segment in titles": round(100 * statistics.fmean(recall), 2),
    }


def faults_of(document: Document, draft: Draft, language: str) -> Faults:
    """What reads badly in a summary, once for each statement or title."""
    points = [point.text for group in draft.groups for point in group.points]
    statements = [_viewpoint(draft), *points]
    titles = [group.title for group in draft.groups]
    pairs = [set(_pairs_of(text, language)) for text in statements]
    found: Faults = {
        "statements opening with a pronoun": [bool(_OPENS_WITH_PRONOUN[language].match(text)) for text in statements],
        "statements with half a quotation": [half_quoted(text, language) for text in statements],
        "statements said before": [
            any(len(own & other) > SAME * max(1, min(len(own), len(other))) for other in pairs[:index])
            for index, own in enumerate(pairs)
        ],
        "titles that come twice": [title in titles[:index] for index, title in enumerate(titles)],
        "titles of a bare name": [_is_bare(title, language) for title in titles],
    }
    if language == "zh":
        borders = _borders(document)
        found["titles through a word"] = [not _on_borders(title, document.text, borders) for title in titles]
    return found


def _pairs_of(text: str, language: str) -> Iterable[str]:
    return map(" ".join, itertools.pairwise(tokens(text, language)))


def half_quoted(text: str, language: str) -> bool:
    """Whether a mark lacks its partner, or the speaker of an English sentence is left out: I outside of quotation marks."""
    if any(text.count(a) != text.count(b) for a, b in _PAIRS) or text.count('"') % 2:
        return True
    if language == "zh":
        return False
    opening, closing = (
        len(re.findall(mark, text)) for mark in (r"(?<![\w.,!?])['‘](?=\w)", r"(?<=[\w.,!?])['’](?!\w)")
    )
    return opening > closing or _FIRST_PERSON.search(_QUOTED.sub("", text)) is not None


def _is_bare(title: str, language: str) -> bool:
    """Whether a title is one word of two characters or less, or in English only a name."""
    if language == "zh":
        return len(title) <= 2
    listed = [word for word in _LETTERS.findall(title) if word not in ("of", "and", "the")]
    return len(listed) < 2 or (len(listed) < 3 and all(_CAPITAL.match(word) for word in listed))


def _borders(document: Document) -> set[int]:
    """Where words of the document begin or end, as jieba cuts it with its whole dictionary."""
    return {0, *itertools.accumulate(map(len, chinese_tokenizer().cut(document.text)))}


def _on_borders(title: str, text: str, borders: set[int]) -> bool:
    """Whether each part of a title stands somewhere in the text with words ending at both its ends."""
    return all(
        any(m.start() in borders and m.end() in borders for m in re.finditer(re.escape(part), text))
        for part in re.split("[与：]", title)
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    for name, value in measure(need(parser.parse_args().data)).items():
        print(f"{name:52} {value:7.2f}")


if __name__ == "__main__":
    main()
