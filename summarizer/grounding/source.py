"""The source side of grounding: a document's sentences, their term statistics, and the evidence among them.

Evidence is the stretches of the document for sentence numbers, for cited blocks, or for a bare claim.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from math import fsum
from typing import TYPE_CHECKING

from ..models import CLAIM_ROLES, Document, DocumentInfo, Evidence, GlossaryEntry, Statement, Support
from ..text.folding import fold
from .bilingual_lexicon import english_renderings, find_english_keys
from .debunking import find_debunked
from .figure_tolerance import months_around, months_named, years_around, years_named
from .gazetteer import mentions_entry
from .named_entities import find_names
from .passage import FigureContexts, Passage, find_stated_rates, find_words_together

if TYPE_CHECKING:
    from ..quantities import Quantity
    from .layout import Layout

# Claims longer than this many characters are not cached: no real statement is so long, and memory must stay bounded.
_MAX_CACHED_CLAIM = 2000
# Lines at the end of a text that may be its signature.
_SIGNATURE_LINES = 4
# Tokens of such a line.
_MAX_SIGNATURE_TOKENS = 8
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "”", "…")


class SourceIndex:
    """A document with everything the checks derive from it, each thing computed on first use.

    Build one index for a document and pass it to every check of that document: grounding, repair and streaming of one
    run share it. Nothing refers to it once the run is over.

    Attributes:
        document: the document that is indexed.
        support_cache: numbers of the sentences that support a claim, by its text; repair asks for them repeatedly.
        verdict_cache: verdicts by claim, cited blocks and glossary; a viewpoint is often repeated as a point.
        names: how the user has names of the document written.
    """

    def __init__(self, document: Document, names: Mapping[str, str] | None = None) -> None:
        self.document = document
        self.names = tuple(
            GlossaryEntry(source=source, written=written, trusted=True)
            for source, written in names_in(document, names or {}).items()
        )
        self.support_cache: dict[str, tuple[int, ...]] = {}
        self.verdict_cache: dict[tuple[str, frozenset[int], tuple[GlossaryEntry, ...]], Support] = {}
        self._figures = FigureContexts(document)
        self._claims: dict[str, Passage] = {}
        self._layouts: dict[int, Layout] = {}
        self._total_weights: dict[frozenset[str], float] = {}
        self._expected: list[Passage] = []

    def claim(self, text: str) -> Passage:
        """A claim about the document as a passage; the same object each time, because drafts are checked repeatedly."""
        if len(text) > _MAX_CACHED_CLAIM:
            return Passage(text, find_context=self._figures.of_claim)
        if text not in self._claims:
            self._claims[text] = Passage(text, find_context=self._figures.of_claim)
        return self._claims[text]

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """The document's sentences."""
        contexts = {block.number: partial(self._figures.of_block, block.number) for block in self.document.blocks}
        return tuple(Passage(s.text, s.start, s.block, contexts[s.block]) for s in self.document.sentences)

    @cached_property
    def exchange_rates(self) -> tuple[Quantity, ...]:
        """The exchange rates that the document states."""
        return find_stated_rates(self.sentences)

    def may_mean_month(self, month: int) -> bool:
        """Whether a date of the document may mean a month: it is around its own date, or named."""
        return month in months_around(self.document.published_at) or month in self._months_named

    def may_mean_year(self, year: int) -> bool:
        """Whether a date of the document may mean a year: it is around its own date, or named."""
        return year in years_around(self.document.published_at) or year in self._years_named

    @cached_property
    def tells_years(self) -> bool:
        """Whether the document gives a year: its own, or one in its text."""
        return bool(years_around(self.document.published_at) or self._years_named)

    @cached_property
    def _months_named(self) -> frozenset[int]:
        return months_named(self._dated_figures, is_dated=bool(months_around(self.document.published_at)))

    @cached_property
    def _years_named(self) -> frozenset[int]:
        return years_named(self._dated_figures)

    @cached_property
    def _dated_figures(self) -> tuple[Quantity, ...]:
        """The dates and periods of header, headings and sentences."""
        passages = (*self.headings, *self.sentences)
        return tuple(q for passage in passages for q in passage.quantities if q.when is not None)

    @cached_property
    def claim_blocks(self) -> frozenset[int]:
        """The numbers of the blocks that hold the article's own claims: no captions, questions or older mail."""
        return frozenset(block.number for block in self.document.blocks if block.role in CLAIM_ROLES)

    @cached_property
    def headings(self) -> tuple[Passage, ...]:
        """Header lines and headings: they cannot be cited, but they name the subject of the text."""
        context = self._figures.of_document
        header = tuple(Passage(line.text, line.start, 0, context) for line in self.document.header)
        return header + tuple(Passage(heading.text, heading.start, 0, context) for heading in self.document.headings)

    @cached_property
    def debunked(self) -> frozenset[Passage]:
        """The sentences that the document lists as false."""
        return frozenset(find_debunked(self.sentences, self.headings))

    @cached_property
    def title_layout(self) -> Layout:
        """The items of header lines, headings and names of speakers, which every reader knows."""
        from .layout import Layout

        return Layout([*self.headings, *self.speakers])

    @cached_property
    def signature(self) -> tuple[Passage, ...]:
        """The last lines of a letter or notice, which name its author: short ones that are no sentences."""
        last = self.sentences[-_SIGNATURE_LINES:]
        return tuple(
            p for p in last if len(p.tokens) <= _MAX_SIGNATURE_TOKENS and not p.text.rstrip().endswith(_SENTENCE_ENDS)
        )

    @cached_property
    def speakers(self) -> tuple[Passage, ...]:
        """The names of those who speak in the document, which stand before what they say."""
        return tuple(map(Passage, dict.fromkeys(b.speaker for b in self.document.blocks if b.speaker)))

    @cached_property
    def sentences_by_block(self) -> dict[int, list[Passage]]:
        """The sentences of each block."""
        found: dict[int, list[Passage]] = {}
        for sentence in self.sentences:
            found.setdefault(sentence.block, []).append(sentence)
        return found

    def cited_sentences(self, evidence: Sequence[Evidence]) -> list[Passage]:
        """The sentences of all blocks that contain evidence, in reading order.

        A citation `[n]` points the reader to the whole block, so the rest of the block counts as cited too, and so do
        the caption and headings of a table with each of its rows.
        """
        numbers = {e.block for e in evidence}
        rows = [number for number in numbers if self.document.block(number).kind == "table_row"]
        numbers |= {above for number in rows for above in self._figures.headings_of(number)}
        return [p for number in sorted(numbers) for p in self.sentences_by_block.get(number, ())]

    def layout(self, block: int) -> Layout:
        """The items of a block and their closeness."""
        from .layout import Layout

        if block not in self._layouts:
            sentences = self.sentences_by_block.get(block, ())
            find_words_together(dict.fromkeys([*sentences, *self._expected]))
            self._expected.clear()
            self._layouts[block] = Layout(sentences)
        return self._layouts[block]

    def expect(self, statements: Iterable[Statement]) -> None:
        """Statements to be checked. Their words and those of what they cite are found at once, when any are needed."""
        expected = [statement for statement in statements if len(statement.text) <= _MAX_CACHED_CLAIM]
        cited = sorted({number for statement in expected for number in statement.blocks})
        self._expected += [*self.headings, *self.speakers, *(self.claim(statement.text) for statement in expected)]
        self._expected += [passage for number in cited for passage in self.sentences_by_block.get(number, ())]

    @cached_property
    def key_set(self) -> frozenset[str]:
        """All token keys of the document, header and headings included."""
        return frozenset().union(*(p.key_set for p in (*self.sentences, *self.headings)))

    @cached_property
    def length(self) -> int:
        """The number of tokens of all sentences."""
        return sum(len(sentence.tokens) for sentence in self.sentences)

    @cached_property
    def terms_by_block(self) -> dict[int, frozenset[str]]:
        """The terms of each block."""
        return {n: _union([p.terms for p in passages]) for n, passages in self.sentences_by_block.items()}

    @cached_property
    def vocabulary_by_block(self) -> dict[int, frozenset[str]]:
        """The English vocabulary of each block, across languages: see `find_english_keys`."""
        return {n: _union(list(map(find_english_keys, passages))) for n, passages in self.sentences_by_block.items()}

    def term_weight(self, term: str) -> float:
        """How telling a term is: its inverse sentence frequency. A term that the document lacks weighs most."""
        return self._weights[self._term_counts[term]]

    def total_weight(self, terms: frozenset[str]) -> float:
        """How telling the terms of a claim are together; exact, so that the order of a set decides nothing."""
        if terms not in self._total_weights:
            self._total_weights[terms] = fsum(map(self.term_weight, terms))
        return self._total_weights[terms]

    def word_weight(self, word: str) -> float:
        """How telling an English word is across languages: its inverse sentence frequency in the vocabulary."""
        return self._weights[self._word_counts[word]]

    @cached_property
    def _term_counts(self) -> Counter[str]:
        """The number of sentences with each term."""
        return Counter(chain.from_iterable(sentence.terms for sentence in self.sentences))

    @cached_property
    def _word_counts(self) -> Counter[str]:
        """The number of sentences with each English word in their vocabulary."""
        return Counter(chain.from_iterable(map(find_english_keys, self.sentences)))

    @cached_property
    def _weights(self) -> list[float]:
        """Inverse sentence frequency, by the number of sentences: ln(1 + (1 + N) / (n + 0.5)), a smoothed idf."""
        count = len(self.sentences)
        return [math.log(1 + (1 + count) / (0.5 + there)) for there in range(count + 1)]


def names_in(document: Document, names: Mapping[str, str]) -> dict[str, str]:
    """The names, by their form in the article, that a document has."""
    if not names:
        return {}
    text = fold(document.text)
    return {source: written for source, written in names.items() if fold(source) in text}


def _union(sets: Sequence[frozenset[str]]) -> frozenset[str]:
    """The union of sets; a single set itself, since most blocks of a list have one sentence."""
    return sets[0] if len(sets) == 1 else frozenset[str]().union(*sets)


@dataclass(frozen=True, slots=True)
class SupportThresholds:
    """Which sentences support a claim, and how many.

    Set on 2026-11-24 without a measurement of their own; held by the floors of `benchmarks.faults` across languages.

    Attributes:
        max_sentences: sentences that are given as the support of a claim.
        min_added_elements: elements of the claim that each further sentence must add.
        brevity_weight: weight of the share of a sentence that the claim's terms make up; so small that it only decides
            between equally good sentences.
    """

    max_sentences: int = 4
    min_added_elements: int = 2
    brevity_weight: float = 0.01


THRESHOLDS = SupportThresholds()


def build_evidence_from_sentences(sentences: Iterable[int], document: Document) -> tuple[Evidence, ...]:
    """The numbered sentences as evidence, in reading order, neighbouring sentences of one block as one stretch.

    Numbers that the document does not have are left out: the response model cannot produce them, and a statement left
    without evidence is `unsupported`.
    """
    numbers = sorted({n for n in sentences if 1 <= n <= len(document.sentences)})
    spans: list[tuple[int, int, int, int]] = []  # block, start, end, number of its last sentence
    for number in numbers:
        sentence = document.sentence(number)
        if spans and spans[-1][0] == sentence.block and spans[-1][3] == number - 1:
            spans[-1] = (sentence.block, spans[-1][1], sentence.end, number)
        else:
            spans.append((sentence.block, sentence.start, sentence.end, number))
    return tuple(Evidence(block=b, start=s, end=e, quote=document.text[s:e]) for b, s, e, _ in spans)


def build_evidence_from_blocks(blocks: Iterable[int], document: Document) -> tuple[Evidence, ...]:
    """Whole blocks as evidence, for a summary whose author cites blocks only; numbers without a block are left out."""
    numbers = sorted({n for n in blocks if 1 <= n <= len(document.blocks)})
    return tuple(
        Evidence(block=n, start=(block := document.block(n)).start, end=block.end, quote=block.text) for n in numbers
    )


def build_document_info(document: Document) -> DocumentInfo:
    """What a summary records about its document."""
    return DocumentInfo(
        id=document.id,
        title=document.title,
        source=document.source,
        published_at=document.published_at,
        address=document.address,
        securities=document.securities,
        language=document.language,
        kind=document.kind,
        blocks=len(document.blocks),
    )


def find_support(claim: Passage, index: SourceIndex) -> list[Passage]:
    """The fewest sentences of the document that together support most of a claim, in order; empty when none does.

    A greedy set cover of the claim's terms, words and names, weighted by how telling they are. Of equal sentences one
    of the article's own claims wins over a caption, a question or an older message.
    """
    left = _shared_elements(claim, claim)
    chosen: list[Passage] = []
    scored = [(s, _shared_elements(s, claim), term_coverage(claim, s, index)) for s in index.sentences]
    while left and len(chosen) < THRESHOLDS.max_sentences:
        best = max(
            scored,
            key=lambda s: (fsum(index.term_weight(n) for n in left & s[1]), s[0].block in index.claim_blocks, s[2]),
            default=None,
        )
        if best is None or not left & best[1] or (chosen and len(left & best[1]) < THRESHOLDS.min_added_elements):
            break
        chosen.append(best[0])
        left -= best[1]
    return sorted(chosen, key=lambda p: p.start)


def term_coverage(claim: Passage, sentence: Passage, index: SourceIndex) -> float:
    """The weighted share of the claim's terms that a sentence has, 0 to 1; of equal ones the shorter sentence wins."""
    terms = claim.terms
    if not terms:
        return 0.0
    total = index.total_weight(terms)
    shared = terms & sentence.terms
    brevity = THRESHOLDS.brevity_weight * len(shared) / (len(sentence.terms) or 1)
    return fsum(map(index.term_weight, shared)) / total + brevity


def _shared_elements(passage: Passage, claim: Passage) -> set[str]:
    """The elements of a claim that a passage has, comparable across languages: terms, known words and names."""
    vocabulary = find_english_keys(passage)
    elements = {f"says {sorted(words)[0]}" for words in english_renderings(claim) if words & vocabulary}
    elements |= claim.terms & passage.terms
    elements |= {
        f"name {name.text}" for name in find_names(claim) if name.entries and mentions_entry(name.entries, passage)
    }
    return elements
