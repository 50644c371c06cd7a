"""The readability of the offline engine's summaries, as far as it can be counted, with texts and references.

    python -m benchmarks.readability [--data FOLDER]

For each set: ROUGE-2 of the Core Viewpoint against the reference, and the share of the titles' words that the reference
has. Over all sets of a language, in percent, lower is better: statements that open with a pronoun, contain half a quotation
or repeat another one; titles that are a bare name, cut through a word or occur twice.
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

# Share of common token bigrams above which a statement repeats another one of the same summary.
REPEATED = 0.5
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
            for fault, found in find_faults(document, draft, row["lang"]).items():
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
    titles = [
        share_of_words(group.title, row["summary"], language) for row, _, draft in summaries for group in draft.groups
    ]
    return {
        f"{name} viewpoint rouge-2": round(100 * statistics.fmean(viewpoints), 2),
        f"{name} titles in reference": round(100 * statistics.fmean(titles), 2),
    }


def _viewpoint(draft: Draft) -> str:
    return draft.core_viewpoint.text if draft.core_viewpoint else ""


def share_of_words(title: str, reference: str, language: str) -> float:
    """The share of a title's words (Chinese: pairs of characters) that the reference contains."""
    wanted, given = _content(title, language), set(_content(reference, language))
    return sum(word in given for word in wanted) / max(1, len(wanted))


def _content(text: str, language: str) -> list[str]:
    if language == "zh":
        return list(map("".join, itertools.pairwise(tokens(text, "zh"))))
    return [word for word in tokens(text, "en") if word not in english_words().stop_words]


def _segment_titles(data: Path) -> dict[str, float]:
    """Word overlap of each title with the headline of the gold segment that most of its points are from, both ways."""
    precision, recall = [], []
    for row, document, draft in _summaries(data, "zh_vcsum_long"):
        ends = list(itertools.accumulate(segment["chars"] + 1 for segment in row["segments"]))
        for group in draft.groups:
            starts = [document.sentence(point.sentences[-1]).start for point in group.points]
            at = Counter(sum(end <= start for end in ends[:-1]) for start in starts).most_common(1)[0][0]
            headline = row["segments"][at]["headline"]
            precision.append(share_of_words(group.title, headline, "zh"))
            recall.append(share_of_words(headline, group.title, "zh"))
    return {
        "zh_vcsum_long titles in headline of segment": round(100 * statistics.fmean(precision), 2),
        "zh_vcsum_long headline of segment in titles": round(100 * statistics.fmean(recall), 2),
    }


def find_faults(document: Document, draft: Draft, language: str) -> Faults:
    """Whether each statement or title of a summary has each fault."""
    points = [point.text for group in draft.groups for point in group.points]
    statements = [_viewpoint(draft), *points]
    titles = [group.title for group in draft.groups]
    pairs = [set(_pairs_of(text, language)) for text in statements]
    found: Faults = {
        "statements opening with a pronoun": [bool(_OPENS_WITH_PRONOUN[language].match(text)) for text in statements],
        "statements with half a quotation": [has_unpaired_quotation(text, language) for text in statements],
        "statements said before": [
            any(len(own & other) > REPEATED * max(1, min(len(own), len(other))) for other in pairs[:index])
            for index, own in enumerate(pairs)
        ],
        "titles that come twice": [title in titles[:index] for index, title in enumerate(titles)],
        "titles of a bare name": [_is_bare_name(title, language) for title in titles],
    }
    if language == "zh":
        borders = _word_boundaries(document)
        found["titles through a word"] = [not _is_on_boundaries(title, document.text, borders) for title in titles]
    return found


def _pairs_of(text: str, language: str) -> Iterable[str]:
    return map(" ".join, itertools.pairwise(tokens(text, language)))


def has_unpaired_quotation(text: str, language: str) -> bool:
    """Whether a mark lacks its partner, or the speaker of an English sentence is left out: I outside of quotation marks."""
    if any(text.count(a) != text.count(b) for a, b in _PAIRS) or text.count('"') % 2:
        return True
    if language == "zh":
        return False
    opening, closing = (
        len(re.findall(mark, text)) for mark in (r"(?<![\w.,!?])['‘](?=\w)", r"(?<=[\w.,!?])['’](?!\w)")
    )
    return opening > closing or _FIRST_PERSON.search(_QUOTED.sub("", text)) is not None


def _is_bare_name(title: str, language: str) -> bool:
    """Whether a title is one word of two characters or less, or in English only a name."""
    if language == "zh":
        return len(title) <= 2
    listed = [word for word in _LETTERS.findall(title) if word not in ("of", "and", "the")]
    return len(listed) < 2 or (len(listed) < 3 and all(_CAPITAL.match(word) for word in listed))


def _word_boundaries(document: Document) -> set[int]:
    """Where words of the document begin or end, as jieba cuts it with its whole dictionary."""
    return {0, *itertools.accumulate(map(len, chinese_tokenizer().cut(document.text)))}


def _is_on_boundaries(title: str, text: str, borders: set[int]) -> bool:
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
