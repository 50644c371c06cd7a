"""What kind of article a document is, as far as that decides what its Core Viewpoint has to say."""

from __future__ import annotations

import re

from ..languages import LANGUAGES
from ..models import Document, DocumentKind
from .quotations import speaks_for_itself

# Share of the sentences in the first person from which an article of no other kind is somebody's own words. Measured on
# 2026-12-01: what was read out on 12 calls has 0.48 to 0.86, the news of `benchmarks.readability` up to 0.44, and all
# but one of 299 up to 0.32.
MIN_OWN_SHARE = 0.45
_QUESTION_OPENING = re.compile("|".join(language.question_opening for language in LANGUAGES.values()))
# Kinds of articles that may lead up to a conclusion: a feature is of the kind of the news.
_ESSAY_KINDS = frozenset(["news", "speech"])


def kind_cues(document: Document) -> tuple[re.Pattern[str], ...]:
    """What articles of the document's kind have to say, as words of its language."""
    patterns = LANGUAGES[document.language].statements.patterns
    is_own_voice = document.kind == "news" and _is_in_own_words(document)
    if (is_own_voice or document.kind == "transcript") and _is_on_results(document):
        return patterns.core_cues["transcript"]
    if document.kind == "transcript":
        return (patterns.held_view,)
    if is_own_voice:
        return patterns.core_cues["speech"]
    kind: DocumentKind = document.kind
    if kind == "news" and patterns.advice_title.search(document.title or ""):
        kind = "research"
    elif kind == "news" and patterns.results_title.search(document.title or ""):
        kind = "results"
    return patterns.core_cues.get(kind, ())


def _is_on_results(document: Document) -> bool:
    """Whether what somebody says is about the results of a period, as its opening or figures show."""
    patterns = LANGUAGES[document.language].statements.patterns
    texts = [sentence.text for sentence in document.sentences]
    if document.kind == "transcript" and any(map(patterns.results_title.search, [document.title or "", *texts[:2]])):
        return True
    return any(map(patterns.core_cues["transcript"][0].search, texts))


def _is_in_own_words(document: Document) -> bool:
    """Whether an article is in the first person, outside of quotation marks."""
    own = sum(speaks_for_itself(sentence.text, document.language) for sentence in document.sentences)
    return own >= MIN_OWN_SHARE * len(document.sentences)


def is_essay(document: Document) -> bool:
    """Whether a document leads up to its matter and concludes, as headings or a question as title show; no news."""
    if document.kind not in _ESSAY_KINDS:
        return False
    return len(document.headings) > 1 or is_question(document.title or "")


def is_question(title: str) -> bool:
    """Whether a title asks what the article answers."""
    return title.endswith(("?", "？")) or _QUESTION_OPENING.match(title) is not None
