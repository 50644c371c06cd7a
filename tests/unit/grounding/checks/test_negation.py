"""Finding `negation`."""

from __future__ import annotations

import pytest

from ..articles import check

TWO_DENIALS = "云业务收入为333.98亿元，同比增长26%。\n\n公司表示不会裁员，且未计划出售海外业务。\n"


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("公司将裁员", "negation"),
        ("公司不会裁员", None),
        ("公司计划出售海外业务", "negation"),
        ("公司未计划出售海外业务", None),
        ("The company will not cut jobs", None),
        ("The company plans to sell its overseas business", "negation"),
        ("The company does not plan to sell its overseas business", None),
    ],
)
def test_one_of_two_denials_of_a_sentence_is_seen(claim: str, kind: str | None) -> None:
    assert [f.kind for f in check(claim, 2, TWO_DENIALS).findings] == ([kind] if kind else [])
