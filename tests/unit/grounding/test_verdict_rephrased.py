"""Claims in other words than their source, and words that stand in the place of others: what must be found, what not."""

from __future__ import annotations

import pytest

from summarizer.grounding import check_statement
from summarizer.grounding.source import SourceIndex, build_evidence_from_blocks
from summarizer.models import Document, Support

ENGLISH = """\
Harlow Foods bought the dairy of its neighbour Penrose in March and moved the whole production of yoghurt to Truro.

The union never accepted the move, its chairman Owen Tregear told the county paper. WXN's Clara Penhale was there.

Keeper Owen Tregear saved twice before Luke Carne scored, and the loss at the harbour office was £3 million.
"""
CHINESE = """\
随着冬季来临，广州的三家工厂将在下月恢复生产，公司允许员工自愿加班到月底。

沿海的台风使北欧航线的船期推迟两周，天津港的货物已经转运到大连仓库。
"""


def check(claim: str, block: int, source: str) -> Support:
    document = Document.from_text(source)
    return check_statement(claim, build_evidence_from_blocks([block], document), SourceIndex(document))


FOUND = [
    ("Harlow Foods bought the dairy of its neighbour in March but has not moved the production of yoghurt to Truro", 1, ENGLISH, "negation"),
    ("Keeper Owen Tregear saved twice before Luke Carne scored 2 goals, and the loss at the harbour office was £2 million", 3, ENGLISH, "number"),
    ("The union never accepted the move, its chairman Owen Tregear told the county paper. WXN's Mary Bligh was there.", 2, ENGLISH, "name"),
    ("Keeper Luke Carne saved twice before Luke Carne scored, and the loss at the harbour office was £3 million", 3, ENGLISH, "name"),
    ("Keeper Owen Tregear saved twice before Luke Carne scored, and the gain at the harbour office was £3 million", 3, ENGLISH, "direction"),
    ("随着冬季来临，福州的三家工厂将在下月恢复生产，公司允许员工自愿加班到月底。", 1, CHINESE, "name"),
    ("随着冬季来临，广州的三家工厂将在下月恢复生产，公司禁止员工自愿加班到月底。", 1, CHINESE, "negation"),
    ("沿海的台风使东非航线的船期推迟两周，天津港的货物已经转运到大连仓库。", 2, CHINESE, "name"),
    ("沿海的台风使北欧航线的船期推迟两周，重庆港的货物已经转运到大连仓库。", 2, CHINESE, "name"),
]
MIXED = """\
港湾银行把目标价由85港元上调至102港元，但认为产能过剩的问题尚未解决。

首席财务官承认，审批进度慢于预期，出货量低于年初的目标，公司没有计划在明年裁员。

Orders from Norway fell by a fifth this spring after the yard delayed the ferry. It is not size but speed that sells it.
"""
FOUND += [
    ("The mill opened in the 1980s and made paper from 1983", 1, "上世纪80年代，这家工厂开业，1987年开始造纸。", "date"),
    ("The camp was held in 1998 and 1998 at the lake near the old mill, as the county paper said", 1, "The camp was held in 1998 and 1999 at the lake near the old mill, as the county paper said.", "date"),
    ("Harbour Bank raised its target price to $102 from HK$85", 1, MIXED, "number"),
    ("The company plans layoffs next year", 2, MIXED, "negation"),
]
TRUE = [
    ("Harbour Bank raised its target price to HK$102 from HK$85", 1, MIXED),
    ("The CFO admitted that approval is slower than expected and shipments are below its earlier target", 2, MIXED),
    ("来自挪威的订单今年春天下降五分之一", 3, MIXED),
    ("我国派出了第一支医疗队", 1, "Our country sent its first medical team."),
    ("Speed sells the ferry", 3, MIXED),
    ("Penrose's dairy now belongs to Harlow Foods, which has moved all production of yoghurt to Truro", 1, ENGLISH),
    ("The union's chairman Owen Tregear has not accepted the move", 2, ENGLISH),
    ("Luke Carne is not the only player named: Owen Tregear saved twice", 3, ENGLISH),
    ("WXN reported that Clara Penhale was there", 2, ENGLISH),
    ("广州三家工厂下月复产，员工可自愿加班", 1, CHINESE),
    ("北欧航线船期推迟两周，天津港货物转到大连", 2, CHINESE),
]


@pytest.mark.parametrize(("claim", "block", "source", "kind"), FOUND)
def test_what_differs_is_found(claim: str, block: int, source: str, kind: str) -> None:
    support = check(claim, block, source)
    assert kind in {finding.kind for finding in support.findings}, support
    assert support.status == "unsupported"


@pytest.mark.parametrize(("claim", "block", "source"), TRUE)
def test_what_is_said_in_other_words_is_left_alone(claim: str, block: int, source: str) -> None:
    assert not check(claim, block, source).findings
