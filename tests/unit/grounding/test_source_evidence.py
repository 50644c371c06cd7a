"""Evidence of sentence numbers, of blocks and of bare claims."""

from __future__ import annotations

from summarizer.grounding import SourceIndex
from summarizer.grounding.passage import Passage
from summarizer.grounding.source import build_evidence_from_blocks, build_evidence_from_sentences, find_support
from summarizer.models import Document

TEXT = "The mill in Truro made 40 tonnes of paper. It has 12 workers. They slept. A strike began in May.\n\nPenrose sold it."
DOCUMENT = Document.from_text(TEXT)


def test_neighbouring_sentences_of_a_block_are_one_stretch() -> None:
    assert [e.quote for e in build_evidence_from_sentences([2, 1], DOCUMENT)] == [TEXT[: TEXT.index(" They")]]
    assert len(build_evidence_from_sentences([1, 3], DOCUMENT)) == 2
    assert len(build_evidence_from_sentences([4, 5], DOCUMENT)) == 2
    assert build_evidence_from_sentences([0, 99], DOCUMENT) == ()


def test_blocks_that_exist() -> None:
    assert [e.block for e in build_evidence_from_blocks([2, 1, 7, 2], DOCUMENT)] == [1, 2]


def test_the_fewest_sentences_that_support_a_claim() -> None:
    found = find_support(Passage("The mill made 40 tonnes of paper before the strike in May"), SourceIndex(DOCUMENT))
    assert [p.text for p in found] == [DOCUMENT.sentence(1).text, DOCUMENT.sentence(4).text]
    assert find_support(Passage("Zebras yodel"), SourceIndex(DOCUMENT)) == []
