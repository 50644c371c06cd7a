"""What kind of article a document is, as far as that decides what its Core Viewpoint has to say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..languages import LANGUAGES
from ..models import Document

_QUESTION_OPENING = re.compile("|".join(language.question_opening for language in LANGUAGES.values()))
# Kinds of articles that may lead up to a conclusion: a feature is of the kind of the news.
_ESSAY_KINDS = frozenset(["news", "speech"])


def kind_cues(document: Document) -> tuple[re.Pattern[str], ...]:
    """What articles of the document's kind have to say, as words of its language."""
    patterns = LANGUAGES[document.language].statements.patterns
    if _is_discussion(document):
        return (patterns.held_view,)
    is_on_results = document.kind == "news" and patterns.results_title.search(document.title or "")
    return patterns.core_cues.get("results" if is_on_results else document.kind, ())


def _is_discussion(document: Document) -> bool:
    """Whether a document is the transcript of a meeting or talk, and not of a call on the results of a company."""
    names_results = LANGUAGES[document.language].statements.patterns.results_title.search(document.title or "")
    return (
        document.kind == "transcript"
        and not names_results
        and not tells_results(document, range(len(document.sentences)))
    )


def tells_results(document: Document, sentences: Iterable[int]) -> bool:
    """Whether sentences of a transcript have figures of a period: it is of a call, not of a meeting or talk."""
    if document.kind != "transcript":
        return False
    results = LANGUAGES[document.language].statements.patterns.core_cues["transcript"][0]
    return any(results.search(document.sentences[index].text) for index in sentences)


def is_essay(document: Document) -> bool:
    """Whether a document leads up to its matter and concludes, as headings or a question as title show; no news."""
    if document.kind not in _ESSAY_KINDS:
        return False
    return len(document.headings) > 1 or is_question(document.title or "")


def is_question(title: str) -> bool:
    """Whether a title asks what the article answers."""
    return title.endswith(("?", "？")) or _QUESTION_OPENING.match(title) is not None
