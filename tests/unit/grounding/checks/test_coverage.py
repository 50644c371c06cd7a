"""Finding `overlap`, and the share of a claim that a text covers."""

from __future__ import annotations

import pytest

from summarizer.grounding import SourceIndex
from summarizer.grounding.checks.coverage import WeightedTerms, check_overlap, comparable_terms
from summarizer.grounding.checks.interface import CheckContext
from summarizer.grounding.passage import Passage
from summarizer.models import Document

from ..articles import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("claim", "source", "found"),
    [
        ("Penguins migrate across frozen glaciers to breed under starlight", ENGLISH, True),
        ("The company will not close its plant in Leeds", ENGLISH, False),
        ("企鹅在星光下穿越冰川繁殖后代", CHINESE, True),
        ("Penguins migrate across frozen glaciers to breed under starlight", CHINESE, False),  # across languages: no finding
    ],
)
def test_too_little_in_common(claim: str, source: str, found: bool) -> None:
    index = SourceIndex(Document.from_text(source))
    result = check_overlap(CheckContext(Passage(claim), index.sentences, index))
    assert [finding.kind for finding in result.findings] == (["overlap"] if found else [])


def test_the_covered_share_of_a_claim() -> None:
    index = SourceIndex(Document.from_text(ENGLISH))
    claim = Passage("The company will not close its plant in Leeds")
    terms = WeightedTerms(claim, index, across=False)
    assert terms.covered_share(comparable_terms(index.sentences, across=False)) == 1.0
    assert terms.covered_share(frozenset()) == 0.0
    assert WeightedTerms(Passage("the"), index, across=False).covered_share(frozenset()) == 1.0
