"""Slots between a claim and the sentence it follows."""

from __future__ import annotations

from summarizer.grounding import SourceIndex
from summarizer.grounding.alignment import align
from summarizer.grounding.passage import Passage
from summarizer.models import Document

TEXT = "The mill in Truro made 40 tonnes of paper in March.\n\nIts owner, Penrose, sold it to a bank in June."
INDEX = SourceIndex(Document.from_text(TEXT))


def test_a_changed_word_is_a_short_anchored_slot() -> None:
    alignment = align(Passage("The mill in Truro made 40 tonnes of cheese in March"), INDEX.sentences, INDEX)
    assert alignment is not None and alignment.is_copy and alignment.source.block == 1
    (slot,) = alignment.slots
    assert (alignment.claim_text(slot), alignment.source_text(slot)) == ("cheese", "paper")
    assert slot.is_anchored and slot.is_short


def test_a_rephrased_claim_has_no_slots() -> None:
    alignment = align(Passage("A bank bought the paper mill from Penrose"), INDEX.sentences, INDEX)
    assert alignment is not None and not alignment.is_close and alignment.slots == ()


def test_nothing_to_align_with() -> None:
    assert align(Passage("A claim"), (), INDEX) is None
