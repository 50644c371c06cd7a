"""Where a person should look: the source sentences that findings are about, and the spans at fault in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..models import Document, Finding, Sentence, Statement


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that belongs to something, such as a statement's evidence."""

    start: int
    end: int
    owner: str


# The owner of words of the document that a finding objects to; all others are statements.
FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text and the owners of all spans that cover it."""

    text: str
    owners: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements whose evidence it is."""
        return tuple(owner for owner in self.owners if owner != FAULT)

    @property
    def at_fault(self) -> bool:
        """Whether a finding objects to it."""
        return FAULT in self.owners


def segments(text: str, spans: Iterable[Span], offset: int = 0) -> tuple[Segment, ...]:
    """Cut a text wherever a span begins or ends, so that spans may overlap; `offset` is where the text begins."""
    kept = [(max(s.start - offset, 0), min(s.end - offset, len(text)), s.owner) for s in spans]
    kept = [span for span in kept if span[0] < span[1]]
    cuts = sorted({0, len(text), *(cut for start, end, _ in kept for cut in (start, end))})
    return tuple(
        Segment(text[a:b], tuple(dict.fromkeys(owner for start, end, owner in kept if start <= a and b <= end)))
        for a, b in pairwise(cuts)
    )


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
