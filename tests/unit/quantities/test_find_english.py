"""English quantities in forms of other places: units, separators, signs, spoken numbers, ranges of dates."""

from __future__ import annotations

import pytest

from . import cases_en_more
from .notation import Case, read


@pytest.mark.parametrize("case", cases_en_more.ALL, ids=lambda case: case.id)
def test_english(case: Case) -> None:
    assert read(case.text) == case.expected
