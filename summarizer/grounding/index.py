"""What the checks need to know of a document, computed once and only when asked for."""

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
    def around(self) -> tuple[Passage, ...]:
        """Header lines and headings: they are not cited, but they name what the text speaks of."""
        header = tuple(Passage(line.text, line.start) for line in self.document.header)
        return header + tuple(Passage(heading.text, heading.start) for heading in self.document.headings)

    @cached_property
    def terms(self) -> Counter[str]:
        """In how many sentences each term stands."""
        return Counter(term for sentence in self.sentences for term in sentence.terms)

    @cached_property
    def block_terms(self) -> dict[int, frozenset[str]]:
        """The terms of each block."""
        return {n: _union([p.terms for p in passages]) for n, passages in self.by_block.items()}

    @cached_property
    def block_spoken(self) -> dict[int, frozenset[str]]:
        """The English words each block has or may bear."""
        return {n: _union(list(map(english_vocabulary, passages))) for n, passages in self.by_block.items()}

    @cached_property
    def key_set(self) -> frozenset[str]:
        """All keys of the document, header and headings included."""
        return frozenset().union(*(p.key_set for p in (*self.sentences, *self.around)))

    @cached_property
    def folded(self) -> str:
        """The whole text in one spelling, sentence by sentence, header and headings included."""
        return "\n".join(p.folded for p in (*self.around, *self.sentences))

    @cached_property
    def by_block(self) -> dict[int, list[Passage]]:
        """The sentences of each block."""
        found: dict[int, list[Passage]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.block, []).append(sentence)
        return found

    @cached_property
    def spoken(self) -> Counter[str]:
        """In how many sentences each English word is spoken of."""
        return Counter(word for sentence in self.sentences for word in english_vocabulary(sentence))

    def spoken_weight(self, word: str) -> float:
        """How much an English word tells: more, the fewer sentences speak of it."""
        return self._weights[self.spoken[word]]

    def weight(self, term: str) -> float:
        """How much a term tells: more, the fewer sentences have it. The unknown term tells most."""
        return self._weights[self.terms[term]]

    @cached_property
    def _weights(self) -> list[float]:
        """The weight of what stands in 0, 1, 2 … sentences: the logarithm of its rarity, as in tf-idf."""
        count = len(self.sentences)
        return [math.log(1 + (1 + count) / (0.5 + there)) for there in range(count + 1)]

    def cited(self, evidence: Sequence[Evidence]) -> list[Passage]:
        """The sentences of the blocks the evidence stands in, in reading order.

        A reader who follows `[n]` sees the block; what stands beside the evidence in it is not somewhere else.
        """
        return [p for number in sorted({e.block for e in evidence}) for p in self.by_block.get(number, ())]


def _union(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    """What is in any of the sets; a single one itself, as most blocks of a list have one sentence."""
    return sets[0] if len(sets) == 1 else frozenset[str]().union(*sets)
