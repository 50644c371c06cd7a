"""Finding `direction`: in a copy, in a rephrased claim and in a translation."""

from __future__ import annotations

import pytest

from summarizer.grounding import SourceIndex
from summarizer.grounding.checks.direction import check_direction
from summarizer.grounding.checks.interface import CheckContext
from summarizer.grounding.passage import Passage
from summarizer.models import Document

from ..articles import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("claim", "block", "source", "found"),
    [
        ("Its rival Eastgate lost £20 million in the same quarter after demand for diesel engines rose by a third", 3, ENGLISH, ["rose"]),
        ("Its rival Eastgate lost £20 million in the same quarter after demand for diesel engines fell by a third", 3, ENGLISH, []),
        ("Eastgate's demand for diesel engines rose", 3, ENGLISH, ["rose"]),
        ("Eastgate's demand for diesel engines fell", 3, ENGLISH, []),
        ("Analysts expect the market share of Nvidia's rival to rise to about 12%", 3, CHINESE, ["rise"]),
        ("Analysts expect the market share of Nvidia's rival to fall to about 12%", 3, CHINESE, []),
    ],
)
def test_opposite_directions(claim: str, block: int, source: str, found: list[str]) -> None:
    index = SourceIndex(Document.from_text(source))
    result = check_direction(CheckContext(Passage(claim), index.sentences_by_block[block], index))
    assert [(f.kind, f.claim) for f in result.findings] == [("direction", word) for word in found]
