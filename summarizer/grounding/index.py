"""The source side of grounding: a document's sentences with the term statistics that the checks use."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from ..models import Document, Evidence, GlossaryEntry, Support
from .bilingual_lexicon import english_vocabulary
from .passage import Passage

# Claims longer than this many characters are not cached: no real statement is so long, and memory must stay bounded.
_MAX_CACHED_CLAIM = 2000


class SourceIndex:
    """A document with everything the checks derive from it, each thing computed on first use.

    Build one index for a document and pass it to every check of that document: grounding, repair and streaming of one
    run share it. Nothing refers to it once the run is over.

    Attributes:
        document: the document that is indexed.
        support_cache: numbers of the sentences that support a claim, by its text; repair asks for them repeatedly.
        verdict_cache: verdicts by claim, cited blocks and glossary; a viewpoint is often repeated as a point.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.support_cache: dict[str, tuple[int, ...]] = {}
        self.verdict_cache: dict[tuple[str, frozenset[int], tuple[GlossaryEntry, ...]], Support] = {}
        self._claims: dict[str, Passage] = {}

    def claim(self, text: str) -> Passage:
        """A claim about the document as a passage; the same object each time, because drafts are checked repeatedly."""
        if len(text) > _MAX_CACHED_CLAIM:
            return Passage(text)
        if text not in self._claims:
            self._claims[text] = Passage(text)
        return self._claims[text]

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """The document's sentences."""
        return tuple(Passage(s.text, s.start, s.block) for s in self.document.sentences)

    @cached_property
    def headings(self) -> tuple[Passage, ...]:
        """Header lines and headings: they cannot be cited, but they name the subject of the text."""
        header = tuple(Passage(line.text, line.start) for line in self.document.header)
        return header + tuple(Passage(heading.text, heading.start) for heading in self.document.headings)

    @cached_property
    def sentences_by_block(self) -> dict[int, list[Passage]]:
        """The sentences of each block."""
        found: dict[int, list[Passage]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.block, []).append(sentence)
        return found

    def cited_sentences(self, evidence: Sequence[Evidence]) -> list[Passage]:
        """The sentences of all blocks that contain evidence, in reading order.

        A citation `[n]` points the reader to the whole block, so the rest of the block counts as cited too.
        """
        return [p for number in sorted({e.block for e in evidence}) for p in self.sentences_by_block.get(number, ())]

    @cached_property
    def key_set(self) -> frozenset[str]:
        """All token keys of the document, header and headings included."""
        return frozenset().union(*(p.key_set for p in (*self.sentences, *self.headings)))

    @cached_property
    def terms_by_block(self) -> dict[int, frozenset[str]]:
        """The terms of each block."""
        return {n: _union([p.terms for p in passages]) for n, passages in self.sentences_by_block.items()}

    @cached_property
    def vocabulary_by_block(self) -> dict[int, frozenset[str]]:
        """The English vocabulary of each block, across languages: see `english_vocabulary`."""
        return {n: _union(list(map(english_vocabulary, passages))) for n, passages in self.sentences_by_block.items()}

    def term_weight(self, term: str) -> float:
        """How telling a term is: its inverse sentence frequency. A term that the document lacks weighs most."""
        return self._weights[self._term_counts[term]]

    def word_weight(self, word: str) -> float:
        """How telling an English word is across languages: its inverse sentence frequency in the vocabulary."""
        return self._weights[self._word_counts[word]]

    @cached_property
    def _term_counts(self) -> Counter[str]:
        """The number of sentences with each term."""
        return Counter(term for sentence in self.sentences for term in sentence.terms)

    @cached_property
    def _word_counts(self) -> Counter[str]:
        """The number of sentences with each English word in their vocabulary."""
        return Counter(word for sentence in self.sentences for word in english_vocabulary(sentence))

    @cached_property
    def _weights(self) -> list[float]:
        """Inverse sentence frequency, by the number of sentences: ln(1 + (1 + N) / (n + 0.5)), a smoothed idf."""
        count = len(self.sentences)
        return [math.log(1 + (1 + count) / (0.5 + there)) for there in range(count + 1)]


def _union(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    """The union of sets; a single set itself, since most blocks of a list have one sentence."""
    return sets[0] if len(sets) == 1 else frozenset[str]().union(*sets)
