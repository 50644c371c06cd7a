"""The choice of the Core Viewpoint: the sentence that says what the article is about, or what it concludes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints
from ..models import Document, LanguageCode
from .salience import ScoredPassages
from .standalone import PENALTIES, join_patterns, quoted_share


@dataclass(frozen=True, slots=True)
class ViewpointWeights:
    """What makes a sentence the Core Viewpoint, in standard scores of salience, beside its value as a point.

    Set by hand while reading 20 summaries a language beside their articles, 2026-11-24; held by the floors of
    `benchmarks.readability` (ROUGE-2 of the viewpoint).
    """

    title: float = 3.0
    """It says what the title says."""
    centrality: float = 0.4
    """It says what most of the article says."""
    lead: float = 1.8
    """It stands near the start of a written text."""
    first: float = 0.8
    """It is the first sentence."""
    cue: float = 0.3
    """It has words that announce a finding."""
    untitled_lead: float = 1.5
    """Factor of the lead where no title says what is new."""
    essay_lead: float = 0.2
    """Factor of the lead in an essay, which leads up to its matter."""
    needs_antecedent: float = 3.0
    """Subtracted if another sentence names its subject."""
    candidates: int = 40
    """How many of the best sentences are judged by their form as well; a limit of time."""
    max_conclusion_deficit: float = 3.0
    """How much less than the best sentence the conclusion of an essay may score to stand beside it."""

    conclusion: float = 1.0
    """It opens as a conclusion does; twice that in the last block."""
    essay_conclusion: float = 3.0
    """Factor of that in an essay."""
    essay_figure: float = 0.4
    """Subtracted for each figure in an essay, up to 5: a single figure is no thesis."""
    max_figures: int = 5
    size: float = 0.8
    """For a longer sentence than `Language.viewpoint_size`, up to twice as long; subtracted twice for a shorter one."""
    min_size: float = 0.4
    """Share of that size below which a sentence says nothing."""
    tiny: float = 3.0
    """Units of `size` subtracted for such a sentence."""
    colon: float = 1.2
    """Subtracted for a colon within it, unless it concludes."""
    background: float = 2.0
    """Subtracted for what leads up to the matter."""
    about_text: float = 2.0
    """Subtracted for a statement about the text itself."""
    quoted: float = 3.0
    """Subtracted if it is mostly quotation."""
    foreign: float = 8.0
    """Subtracted if it is in another language than the document."""

    spoken_emphasis: float = 0.7
    """In a transcript: it has words of weight."""
    spoken_digression: float = 0.8
    """In a transcript, subtracted: it is an example or looks back."""
    spoken_courtesy: float = 4.0
    """In a transcript, subtracted: it is said to other speakers."""


WEIGHTS = ViewpointWeights()
_QUESTION_OPENING = re.compile("|".join(language.question_opening for language in LANGUAGES.values()))
_FIGURE = re.compile(r"\d[\d.,]*")


def score_viewpoints(
    document: Document, scored: ScoredPassages, starts: Ints, value: Floats, paired: Sequence[bool]
) -> Floats:
    """How well each sentence would serve as the Core Viewpoint.

    Args:
        starts: index of the first passage of each sentence.
        value: how good a point each sentence is.
        paired: which sentences need the one before to name their subject.
    """
    lead = (1.0 - scored.spokenness) * _lead_factor(document)
    scores: Floats = (
        value
        + WEIGHTS.centrality * scored.feature("sentence_degree")[starts]
        + WEIGHTS.title * np.maximum.reduceat(scored.feature("title"), starts)
        + lead * (WEIGHTS.lead * scored.feature("early3") + WEIGHTS.first * scored.feature("first"))[starts]
        + WEIGHTS.cue * np.minimum(1.0, np.maximum.reduceat(scored.feature("cues"), starts))
    )
    candidates = np.argsort(-scores, kind="stable")[: WEIGHTS.candidates]
    scores -= WEIGHTS.needs_antecedent * np.array(paired)
    scores[candidates] += score_form(document, candidates.tolist(), scored.spokenness)
    return scores


def choose_viewpoint(document: Document, scores: Floats) -> list[int]:
    """The index of the best sentence; of an essay also of the short sentence that concludes it, if it scores well."""
    best = int(scores.argmax())
    conclusion = max(find_conclusions(document), key=scores.__getitem__, default=0)
    if not conclusion or scores[conclusion] < scores[best] - WEIGHTS.max_conclusion_deficit:
        return [best]
    return [int(scores[:conclusion].argmax()), conclusion]


def _lead_factor(document: Document) -> float:
    """How far the opening is the news, and not a way into the matter."""
    if is_essay(document):
        return WEIGHTS.essay_lead
    return 1.0 if document.title else WEIGHTS.untitled_lead


def is_essay(document: Document) -> bool:
    """Whether a document leads up to its matter and concludes, as headings or a question as title show; no news."""
    return len(document.headings) > 1 or is_question(document.title or "")


def is_question(title: str) -> bool:
    """Whether a title asks what the article answers."""
    return title.endswith(("?", "？")) or _QUESTION_OPENING.match(title) is not None


def find_conclusions(document: Document) -> list[int]:
    """The short sentences of the last block, counted from 0, that conclude an essay."""
    if not is_essay(document):
        return []
    code, last = document.language, len(document.blocks)
    patterns = LANGUAGES[code].statements.patterns
    return [
        sentence.number - 1
        for sentence in document.sentences
        if sentence.block == last and _relative_size(sentence.text, code) < 1.0 and patterns.concludes(sentence.text)
    ]


def _relative_size(text: str, code: LanguageCode) -> float:
    """The length as a multiple of that of a sentence that says what an article is about."""
    language = LANGUAGES[code]
    return language.size(text) / language.viewpoint_size


def score_form(document: Document, candidates: Sequence[int], spokenness: float = 0.0) -> Floats:
    """What the form of sentences adds to their score as Core Viewpoint.

    Args:
        candidates: indices of the sentences, counted from 0.
        spokenness: how far the document is a transcript, from 0 to 1.
    """
    last, essay = len(document.blocks), is_essay(document)
    conclusion = WEIGHTS.conclusion * (WEIGHTS.essay_conclusion if essay else 1.0)
    sentences = [document.sentences[i] for i in candidates]
    scores: Floats = np.array(
        [
            _written_form(sentence.text, document.language, conclusion * (2.0 if sentence.block == last else 1.0))
            for sentence in sentences
        ]
    )
    if essay:
        figures = [min(WEIGHTS.max_figures, len(_FIGURE.findall(sentence.text))) for sentence in sentences]
        scores -= WEIGHTS.essay_figure * np.array(figures)
    if not spokenness:
        return scores
    spoken = np.array([_spoken_form(sentence.text, spokenness) for sentence in sentences])
    return np.asarray(scores + spoken, np.float64)


def _written_form(sentence: str, code: LanguageCode, conclusion: float) -> float:
    language = LANGUAGES[code]
    patterns = language.statements.patterns
    text = language.statements.strip_dateline(sentence)
    score = 0.0
    if patterns.concludes(text):
        score += conclusion
    elif "：" in text or ": " in text:
        score -= WEIGHTS.colon
    score += WEIGHTS.size * _size_score(_relative_size(text, code))
    if patterns.background.match(text):
        score -= WEIGHTS.background
    if patterns.about_text.match(text):
        score -= WEIGHTS.about_text
    if quoted_share(text) > PENALTIES.min_quoted:
        score -= WEIGHTS.quoted
    return score - (WEIGHTS.foreign if language.is_foreign(text) else 0.0)


def _size_score(size: float) -> float:
    """From -3 for a sentence that is too short to say anything, over 0 at the typical length, to 1 at twice that."""
    if size > 1.0:
        return min(1.0, size - 1.0)
    return 2.0 * (size - 1.0) if size > WEIGHTS.min_size else -WEIGHTS.tiny


def _spoken_form(sentence: str, spokenness: float) -> float:
    """What a speaker says of the matter, not to other speakers, of them or by way of example."""
    score = WEIGHTS.spoken_emphasis * (join_patterns("emphasis").search(sentence) is not None)
    score -= WEIGHTS.spoken_digression * (join_patterns("digression").search(sentence) is not None)
    return spokenness * score - (WEIGHTS.spoken_courtesy if join_patterns("courtesy").search(sentence) else 0.0)
