"""Quantities are found, and false positives are not."""

from __future__ import annotations

import pytest

from . import cases_en, cases_zh, cases_zh_amounts, cases_zh_moments
from .notation import Case, read


@pytest.mark.parametrize("case", [*cases_zh.ALL, *cases_zh_amounts.ALL, *cases_zh_moments.ALL], ids=lambda case: case.id)
def test_chinese(case: Case) -> None:
    assert read(case.text) == case.expected


@pytest.mark.parametrize("case", cases_en.ALL, ids=lambda case: case.id)
def test_english(case: Case) -> None:
    assert read(case.text) == case.expected
