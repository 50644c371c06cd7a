"""Where a person should look: the sentences of the source that findings are about, and the words in them at fault."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..models import Document, Finding, Sentence, Statement
from .spans import FAULT, Span

# What a finding quotes of the source: words in quotation marks, or what stands behind `says` and before `, not`.
_QUOTED = re.compile(r"“([^”]+)”|‘([^’]+)’|\bsays ([^“”]+?)(?: here)?, not\b")
_TOKEN = re.compile(r"\d[\d.,]*|[A-Za-z]{3,}|[\u3400-\u9fff]")


def faulty_sentences(statement: Statement, document: Document) -> list[tuple[Sentence, list[Span]]]:
    """The sentences that the statement's findings are about, in reading order, with the words they object to."""
    found: dict[int, list[Span]] = {}
    for finding in statement.support.findings:
        sentences = list(_candidates(finding, statement, document))
        if not sentences:
            continue
        quoted = quoted_words(finding)
        best = max(sentences, key=lambda s: (len(_spans(s.text, quoted)), _shared(statement.text, s.text)))
        found.setdefault(best.number, []).extend(_spans(best.text, quoted))
    return [(document.sentence(number), found[number]) for number in sorted(found)]


def quoted_words(finding: Finding) -> list[str]:
    """The words of the source that a finding quotes in its message."""
    return [next(filter(None, groups)) for groups in _QUOTED.findall(finding.message)]


def _candidates(finding: Finding, statement: Statement, document: Document) -> Iterator[Sentence]:
    """The sentences of the block a finding names; else those of the evidence; else those of the cited blocks."""
    if finding.block is not None:
        yield from (s for s in document.sentences if s.block == finding.block)
    elif statement.evidence:
        spans = [(e.start, e.end) for e in statement.evidence]
        yield from (s for s in document.sentences if any(s.start < end and start < s.end for start, end in spans))
    else:
        yield from (s for s in document.sentences if s.block in statement.citations)


def _spans(text: str, words: Sequence[str]) -> list[Span]:
    """Where the words stand in the text; a Latin word is not looked for within another."""
    places = (re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", text) for word in words)
    return [Span(*place.span(), FAULT) for place in places if place]


def _shared(claim: str, sentence: str) -> int:
    """How many figures, words and characters two texts share."""
    return len(set(_TOKEN.findall(claim.lower())) & set(_TOKEN.findall(sentence.lower())))
