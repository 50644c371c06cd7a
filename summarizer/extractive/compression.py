"""Sentence compression: a sentence as a statement that can be read alone.

Only what can go without hurting the grammar is removed, and nothing is added: markup, dateline, connectives, fillers of
speech, and of a long sentence its less salient clauses. The evidence remains the whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..languages import LANGUAGES
from ..languages.language import PAIRED_MARKS, StatementRules
from ..models import Document, LanguageCode
from .salience import ScoredPassages


@dataclass(frozen=True, slots=True)
class CompressionThresholds:
    """When a sentence is compressed and how far; lengths in characters.

    All but the last two concern languages whose sentences are divided into clauses (Chinese); those of English are in
    `languages.english.english_statements`.

    Set by hand while reading summaries beside their articles, 2026-11-24; held by the floors of
    `benchmarks.readability`.
    """

    max_written: int = 90
    """Of a longer sentence only some clauses are kept."""
    max_viewpoint: int = 120
    """The same for the Core Viewpoint."""
    spoken_reduction: int = 20
    """How much less both are in a transcript of speech, where sentences run on."""
    max_growth: float = 1.5
    """How far beyond its length a statement may go, as a factor, to end with a complete clause."""
    max_with_opening: float = 1.25
    """A written statement starts with the first clause, which names the subject, up to this factor of its length."""
    max_antecedents: float = 2.0
    """Clauses that an anaphoric clause refers to are added up to this factor."""

    min_statement: int = 4
    """What simplifying must leave of a sentence of any language; else it stays as it is."""
    min_spokenness: float = 0.3
    """Spokenness, from 0 to 1, above which a document is treated as a transcript: its fillers are removed."""


THRESHOLDS = CompressionThresholds()

_FINAL_MARKS = " \t。．.；;，,、：:"
_MARKS = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\[(?P<link>[^\]]+)\]\([^)\s]*\)|(?P<mark>\*\*|__|\*|`)(?P<marked>[^*`\n]+?)(?P=mark)|"
    r"</?[a-zA-Z][^>]*>"
)
_LIST_MARK = re.compile(r"(?:[-*+]\s+|[•·●○▪■◆➢►>]\s*|\d{1,2}[.)、]\s*(?!\d)|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*)+")


def is_transcript(scored: ScoredPassages) -> bool:
    """Whether a document is treated as a transcript of speech."""
    return scored.spokenness > THRESHOLDS.min_spokenness


def to_statement(text: str, language: LanguageCode, spoken: bool = False) -> str:
    """The sentence without markup, dateline and connectives.

    Args:
        spoken: the document is a transcript of speech: fillers are removed too.
    """
    plain = _strip_markup(text)
    statement = LANGUAGES[language].statements.simplify(plain, spoken).strip()
    return statement if len(statement) >= THRESHOLDS.min_statement else plain


def compress(document: Document, scored: ScoredPassages, index: int, viewpoint: bool = False) -> str:
    """The sentence with this index, counted from 0, as a statement without its final full stop.

    Args:
        viewpoint: it is the Core Viewpoint, which may be longer.
    """
    language = LANGUAGES[document.language]
    sentence = document.sentences[index].text
    spoken = is_transcript(scored)
    if language.divides_sentences:
        limit = THRESHOLDS.max_viewpoint if viewpoint else THRESHOLDS.max_written
        limit -= THRESHOLDS.spoken_reduction if spoken else 0
        if len(sentence) > limit:
            sentence = _select_clauses(scored, index, limit) or sentence
    else:
        sentence = language.statements.shorten(sentence)
    text = _drop_unpaired_marks(to_statement(sentence, document.language, spoken)).strip()
    return _strip_stop(text) or _strip_stop(sentence) or sentence


def _strip_markup(text: str) -> str:
    """The text without list mark and inline Markdown, white space collapsed."""
    text = " ".join(text.split())
    if mark := _LIST_MARK.match(text):
        text = text[mark.end() :]
    if "*" in text or "`" in text or "[" in text or "<" in text or "__" in text:
        text = _MARKS.sub(lambda match: match["link"] or match["marked"] or "", text)
    return text


def _strip_stop(text: str) -> str:
    return text if text.endswith(("...", "…")) else text.rstrip(_FINAL_MARKS)


def _select_clauses(scored: ScoredPassages, index: int, limit: int) -> str:
    """The clauses around the most salient one; in writing from the first, which names the subject, if it is near."""
    passages = scored.passages
    first, end = np.searchsorted(passages.sentence, (index, index + 1)).tolist()
    sizes = [len(text) for text in passages.texts[first:end]]
    anaphoric = scored.feature("anaphoric")[first:end]
    best = int(scored.salience[first:end].argmax())
    start, stop = best, best + 1
    if not is_transcript(scored) and sum(sizes[: best + 1]) <= THRESHOLDS.max_with_opening * limit:
        start = 0
    while (
        start > 0
        and (anaphoric[start] or sum(sizes[start - 1 : stop]) <= limit)
        and sum(sizes[start - 1 : stop]) <= THRESHOLDS.max_antecedents * limit
    ):
        start -= 1
    while stop < len(sizes) and sum(sizes[start : stop + 1]) <= limit:
        stop += 1
    rules = LANGUAGES[passages.language].statements
    stop = _complete_end(passages.texts[first:end], start, stop, THRESHOLDS.max_growth * limit, rules)
    return "".join(passages.texts[first + start : first + stop])


def _complete_end(clauses: Sequence[str], start: int, stop: int, limit: float, rules: StatementRules) -> int:
    """Where a statement that begins with the clause `start` may end: `stop` or near it.

    Not after an incomplete clause, nor within a list that ends soon.

    Args:
        limit: the longest statement, in characters.
    """

    def has_room() -> bool:
        return stop < len(clauses) and sum(map(len, clauses[start : stop + 1])) <= limit

    listed = next((i for i in range(stop, len(clauses)) if rules.ends_list(clauses[i], clauses[i - 1])), None)
    if listed and sum(map(len, clauses[start : listed + 1])) <= limit:
        stop = listed + 1
    while has_room() and rules.is_incomplete(clauses[stop - 1]):
        stop += 1
    while stop < len(clauses) and stop - 1 > start and rules.is_incomplete(clauses[stop - 1]):
        stop -= 1
    return stop


def _drop_unpaired_marks(text: str) -> str:
    """The text without quotation marks and brackets whose partner is missing."""
    for opening, closing in PAIRED_MARKS:
        if closing == "’":
            continue  # it is an apostrophe as well
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text[:1] == "'" and text.count("'") == 1:
        text = text[1:]
    return text
