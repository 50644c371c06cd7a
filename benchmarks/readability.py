"""The readability of the offline engine's summaries, as far as it can be counted, with texts and references.

    python -m benchmarks.readability [--data FOLDER]

For each set: ROUGE-2 of the Core Viewpoint against the reference, and the share of the titles' words that the reference
has. Over all sets of a language, and over the articles of other kinds (`articles/`, `statements/`), in percent, lower is
better: statements that the checks call no copy, open with a pronoun or a demonstrative, ask, announce or credit, contain half
a quotation or repeat another one; titles that are a plain word, or a bare name beside other groups, cut through a word, occur
twice, or that neither their points, nor the core viewpoint, nor the headline have.
"""

from __future__ import annotations

import argparse
import itertools
import re
import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from summarizer.extractive import write_extractive, write_offline
from summarizer.extractive.segmentation import find_run_in_heads
from summarizer.extractive.titles import title_from_heading
from summarizer.grounding.source import SourceIndex, build_evidence_from_sentences
from summarizer.grounding.verdict import check_statement
from summarizer.languages import LANGUAGES
from summarizer.languages.english.english_vocabulary import english_words
from summarizer.languages.words import chinese_tokenizer
from summarizer.models import Document, Draft, LanguageCode
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
# A demonstrative near the start, which only the text before explains.
_OPENS_WITH_DEMONSTRATIVE = {
    "en": re.compile(
        r"(?:\w+ ){0,2}(?:these|those|such|the same|the former|the latter)\b(?! (?:who|of|that|as))", re.IGNORECASE
    ),
    "zh": re.compile(r"[^，。]{0,6}(?:(?<![应應活])[该該](?![当當])|上述|前述|此[举舉项項類类])"),
}
_NO_CONTENT = re.compile(
    r"[?？：:]$|^(?:图源|圖源|图片来源|来源|來源|编辑|編輯|责编|文[丨|]|作者[:：]|记者[:：]|Source:|Photo|Editor|Follow us|Click)"
    r"|https?://|关注.{0,8}公众号|免责|免責|仅供参考|僅供參考|subscribe|disclaimer",
    re.IGNORECASE,
)
_CONTINUED = re.compile(r" \(continued\)$|（二）$")
_JOINERS = re.compile(r"[；、与與]|; |, |: | and ")
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
    for document, draft in _articles(data):
        for fault, found in find_faults(document, draft, document.language).items():
            if "quotation" not in fault:  # who speaks for himself in an interview needs no marks
                faults["articles"][fault] += found
    return figures | {
        f"{kind} {fault}!": round(100 * statistics.fmean(found or [False]), 2)
        for kind, by_fault in faults.items()
        for fault, found in by_fault.items()
    }


def _summaries(data: Path, name: str) -> Iterator[Summary]:
    for row in rows(data, f"sum_{name}"):
        document = Document.from_text(row["article"])
        yield row, document, write_extractive(document, Settings()).draft


def _articles(data: Path) -> Iterator[tuple[Document, Draft]]:
    """Articles of other kinds than the sets have, as a user gets them."""
    for path in sorted([*(data / "articles").glob("*.txt"), *(data / "statements").glob("*.txt")]):
        document = Document.from_file(path)
        yield document, write_offline(document, Settings()).draft


def _agreement(name: str, language: str, summaries: Sequence[Summary]) -> dict[str, float]:
    viewpoints = [rouge(row["summary"], _viewpoint(draft), language)[1] for row, _, draft in summaries]
    titles = [
        share_of_words(group.title, row["summary"], language) for row, _, draft in summaries for group in draft.groups
    ]
    agreement = {f"{name} viewpoint rouge-2": round(100 * statistics.fmean(viewpoints), 2)}
    if "vcsum" in name:  # talks have a plain word
        return agreement
    return agreement | {f"{name} titles in reference": round(100 * statistics.fmean(titles), 2)}


def is_plain_title(title: str, code: LanguageCode) -> bool:
    """Whether a title is the word that stands above what nothing names, in either script."""
    language = LANGUAGES[code]
    return title in {language.adapt_label(plain, title) for plain in language.fallback_titles}


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


def find_faults(document: Document, draft: Draft, language: str) -> Faults:
    """Whether each statement or title of a summary has each fault."""
    points = [point.text for group in draft.groups for point in group.points]
    statements = [_viewpoint(draft), *points]
    titles = [group.title for group in draft.groups if not is_plain_title(group.title, document.language)]
    pairs = [set(_pairs_of(text, language)) for text in statements]
    about = (_viewpoint(draft), document.title or "")
    found: Faults = {
        "statements that are no copy": [not is_copied for is_copied in _copies(document, draft)],
        "statements opening with a demonstrative": [
            _OPENS_WITH_DEMONSTRATIVE[language].match(text) is not None for text in statements
        ],
        "statements without content": [_NO_CONTENT.search(text) is not None for text in statements],
        "titles of a plain word": [group.title not in titles for group in draft.groups],
        "titles that nothing names": [
            not _is_named(
                group.title,
                [tokens(text, language) for text in (*about, *(point.text for point in group.points))],
                language,
            )
            for group in draft.groups
            if group.title in titles and not _is_of_article(group.title, document)
        ],
        "statements opening with a pronoun": [bool(_OPENS_WITH_PRONOUN[language].match(text)) for text in statements],
        "statements with half a quotation": [has_unpaired_quotation(text, language) for text in statements],
        "statements said before": [
            any(len(own & other) > REPEATED * max(1, min(len(own), len(other))) for other in pairs[:index])
            for index, own in enumerate(pairs)
        ],
        "titles that come twice": [title in titles[:index] for index, title in enumerate(titles)],
        "titles of a bare name": [len(titles) > 1 and _is_bare_name(title, language) for title in titles],
    }
    if language == "zh":
        borders = _word_boundaries(document)
        phrases = [part for title in titles if not _is_of_article(title, document) for part in title.split("；")]
        found["titles through a word"] = [not _is_on_boundaries(title, document.text, borders) for title in phrases]
    return found


def _is_named(title: str, points: Sequence[Sequence[str]], language: str) -> bool:
    """Whether points have a title, or each of the parts that it joins, word for word."""
    whole, *parts = [tokens(part, language) for part in (title, *_JOINERS.split(title))]
    return any(_is_within(whole, point) for point in points) or all(
        any(_is_within(part, point) for point in points) for part in parts
    )


def _is_within(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether a text has the words in their order, with others between them."""
    following = iter(text)
    return all(word in following for word in words)


def _copies(document: Document, draft: Draft) -> Iterator[bool]:
    """Whether the checks call each statement a copy of what it cites."""
    index = SourceIndex(document)
    for _, _, statement in draft.statements():
        evidence = build_evidence_from_sentences(statement.sentences, document)
        yield check_statement(statement.text, evidence, index).judge == "copy"


def _is_of_article(title: str, document: Document) -> bool:
    """Whether a title is the article's own: a heading or two, what was asked, or the labels of blocks."""
    asked = [block.text for block in document.blocks if block.role == "question"]
    own = [*(heading.text for heading in document.headings), *asked, *find_run_in_heads(document).values()]
    named = {title_from_heading(text) or text for text in own} | {text.strip() for text in asked}
    continued = _CONTINUED.sub("", title)
    return continued in named or all(part.strip() in named for part in re.split("[；;]", continued))


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
    """Whether a title stands somewhere in the text with words ending at both its ends, or not as a whole."""
    found = [m.start() in borders and m.end() in borders for m in re.finditer(re.escape(title), text)]
    return any(found) or not found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    for name, value in measure(need(parser.parse_args().data)).items():
        print(f"{name:52} {value:7.2f}")


if __name__ == "__main__":
    main()
