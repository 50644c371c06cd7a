"""A title is never the whole of a point below it."""

from __future__ import annotations

import pytest

from summarizer import summarize

ARTICLE = """Harbour town counts its boats

The Harbour Paper 2025-03-04

The council met on Monday. It had put the count off twice.

Fishing boats fell to forty. The council blames the price of diesel, which has risen by a third since the spring.

Sailing boats rose to ninety. Most of them belong to people from the capital, who come at weekends and in August.

The ferry carries more bicycles. The company wants to build a second deck for them by the summer of 2026.
"""


@pytest.mark.parametrize("length", ["short", "normal", "long"])
def test_no_title_is_a_whole_point(length: str) -> None:
    summary = summarize(ARTICLE, length=length)  # type: ignore[arg-type]
    told = [(group.title, point.text.rstrip(".")) for group in summary.groups for point in group.points]
    assert told and not [title for title, text in told if title == text]
