"""What a document lists as false supports nothing, not even a copy of it."""

from __future__ import annotations

import pytest

from .articles import check

CHINESE = """\
海塘市政府澄清网传消息

以下内容均为谣言，请勿转发。

海塘钢铁将于明年关闭北岸工厂。

事实是，北岸工厂正在扩建，并招聘了120名工人。
"""
ENGLISH = """\
Harbour Mills denies reports

The following statements are false.

Harbour Mills will close its northern plant next year.

In fact, the plant is being extended and has hired 120 workers.
"""


@pytest.mark.parametrize(
    ("claim", "block", "source"),
    [
        ("海塘钢铁将于明年关闭北岸工厂。", 2, CHINESE),
        ("Haitang Steel will close its northern plant next year", 2, CHINESE),
        ("Harbour Mills will close its northern plant next year.", 2, ENGLISH),
    ],
)
def test_what_is_listed_as_false_is_unsupported(claim: str, block: int, source: str) -> None:
    support = check(claim, block, source)
    assert support.status == "unsupported"
    assert [finding.kind for finding in support.findings] == ["negation"]


@pytest.mark.parametrize(
    ("claim", "block", "source"),
    [
        ("网传海塘钢铁将于明年关闭北岸工厂，为谣言", 2, CHINESE),
        ("It is a rumour that Harbour Mills will close its northern plant", 2, ENGLISH),
        ("In fact, the plant is being extended and has hired 120 workers.", 3, ENGLISH),
    ],
)
def test_what_is_passed_on_as_false_or_corrects_it_is_not(claim: str, block: int, source: str) -> None:
    assert check(claim, block, source).status != "unsupported"
