"""What a reader should look at: the sentences of the source that findings are about, and the disputed spans in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..models import Document, Finding, Sentence, Statement
from ..text.scripts import HAN
from .finding_parts import find_source_words


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in characters, and what it belongs to, such as the statement whose evidence it is."""

    start: int
    end: int
    owner: str


# Begins the owner of words of the document that a finding disputes, before its statement; other owners are statements.
DISPUTED = "fault:"


@dataclass(frozen=True, slots=True)
class HighlightedSegment:
    """A piece of a text and the owners of all spans that cover it."""

    text: str
    owners: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements whose evidence it is."""
        return tuple(owner for owner in self.owners if not owner.startswith(DISPUTED))

    @property
    def disputed_by(self) -> tuple[str, ...]:
        """The statements whose findings dispute it."""
        return tuple(owner.removeprefix(DISPUTED) for owner in self.owners if owner.startswith(DISPUTED))


def split_by_spans(text: str, spans: Iterable[Span], offset: int = 0) -> tuple[HighlightedSegment, ...]:
    """Split a text wherever a span begins or ends; spans may overlap. `offset` is that of the text in its document."""
    clipped = [(max(s.start - offset, 0), min(s.end - offset, len(text)), s.owner) for s in spans]
    clipped = [span for span in clipped if span[0] < span[1]]
    cuts = sorted({0, len(text), *(cut for start, end, _ in clipped for cut in (start, end))})
    return tuple(
        HighlightedSegment(
            text[a:b], tuple(dict.fromkeys(owner for start, end, owner in clipped if start <= a and b <= end))
        )
        for a, b in pairwise(cuts)
    )


def find_claimed_spans(statement: Statement) -> list[Span]:
    """The words of a statement that its findings are about, owned by their kinds; none for the whole statement."""
    spans = []
    for finding in statement.support.findings:
        start = statement.text.find(finding.claim) if finding.claim else -1
        if start >= 0 and finding.claim != statement.text:
            spans.append(Span(start, start + len(finding.claim), finding.kind))
    return spans


_TOKEN = re.compile(rf"\d[\d.,]*|[A-Za-z]{{3,}}|[{HAN}]")


def find_disputed_sentences(statement: Statement, document: Document) -> list[tuple[Sentence, list[Span]]]:
    """The sentences that the findings of a statement are about, in reading order, with the spans they dispute."""
    found: dict[int, list[Span]] = {}
    for finding in statement.support.findings:
        sentences = list(_candidate_sentences(finding, statement, document))
        if not sentences:
            continue
        quotes = find_source_words(finding)
        best = max(sentences, key=lambda s: (len(_find_spans(s.text, quotes)), _count_shared(statement.text, s.text)))
        found.setdefault(best.number, []).extend(_find_spans(best.text, quotes))
    return [(document.sentence(number), found[number]) for number in sorted(found)]


def _candidate_sentences(finding: Finding, statement: Statement, document: Document) -> Iterator[Sentence]:
    """The sentences of the block a finding names; else those of the evidence; else those of the cited blocks."""
    if finding.block is not None:
        yield from (s for s in document.sentences if s.block == finding.block)
    elif statement.evidence:
        spans = [(e.start, e.end) for e in statement.evidence]
        yield from (s for s in document.sentences if any(s.start < end and start < s.end for start, end in spans))
    else:
        cited = frozenset(statement.blocks)
        yield from (s for s in document.sentences if s.block in cited)


def _find_spans(text: str, words: Sequence[str]) -> list[Span]:
    """The spans of the words in a text; Latin words are matched as whole words."""
    places = (re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", text) for word in words)
    return [Span(*place.span(), DISPUTED) for place in places if place]


def _count_shared(claim: str, sentence: str) -> int:
    """The number of different figures, Latin words and Han characters that two texts share."""
    return len(set(_TOKEN.findall(claim.lower())) & set(_TOKEN.findall(sentence.lower())))
