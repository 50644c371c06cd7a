"""Rules alone support no sentence of the source without some of its words: what is left out may limit the rest."""

from __future__ import annotations

import pytest

from .articles import check

ENGLISH = "Halvard narrows its forecast\nHarbour Wire·2026-03-11 09:30\n\n{sentence}\n\nNo seagoing staff are affected by the plan.\n"
CHINESE = "云岭电池一季度业绩\n江岸财经·2026-04-17 18:05\n\n{sentence}\n\n荆门工厂正在扩建，明年投产。\n"
# Tails of a sentence: conditions, who says so, how a figure is computed, what came of it.
TAILS = [
    " when banks agree to lend",
    " after banks approve a loan",
    ", once banks agree to lend",
    ", as long as banks agree to lend",
    ", pending approval by regulators",
    ", with the consent of its banks",
    ", if banks agree to lend",
    ", Reuters reported",
    ", the union claims",
    ", Castellan alleged",
    ", sources say",
    ", it is thought",
    ", in the view of its union",
    ", then changed its mind",
    ", in Europe at least",
    ", by its own count",
]
CHINESE_TAILS = [
    "，须经股东大会批准",
    "，待监管批准后实施",
    "，有待股东大会审议",
    "，视市场情况决定",
    "，据路透社报道",
    "，数据有待核实",
    "，后来取消",
    "，按可比口径",
]
# A sentence, and a claim that is another one without some of its words.
CHANGED = [
    (ENGLISH, "Halvard's sales rose 5%, before one-off items.", "Halvard's sales rose 5%"),
    (ENGLISH, "Halvard's sales rose 5%, on a like-for-like view.", "Halvard's sales rose 5%"),
    (ENGLISH, "Halvard's debt, net of cash, is $3 million.", "Halvard's debt is $3 million"),
    (ENGLISH, "Halvard's profit, less dividends, is $3 million.", "Halvard's profit is $3 million"),
    (ENGLISH, "Few Halvard ships are new.", "Halvard ships are new"),
    (ENGLISH, "Outside Rotterdam sales rose 5% in March.", "Rotterdam sales rose 5% in March"),
    (ENGLISH, "Halvard's revenue rose 7.2%, while Castellan's fell 3%.", "Halvard's revenue rose 3%"),
    (CHINESE, "公司净利润，归属母公司部分，增长31%。", "公司净利润增长31%"),
    (CHINESE, "收购云岭电池耗资31亿元。", "云岭电池耗资31亿元"),
    (CHINESE, "部分云岭电池工厂停产。", "云岭电池工厂停产"),
    (CHINESE, "多数云岭电池股东投了反对票。", "云岭电池股东投了反对票"),
    (CHINESE, "竞争对手云岭电池净利润增长31%。", "云岭电池净利润增长31%"),
    (CHINESE, "财务总监邵文钧表示，利润下滑与降价无关。", "利润下滑与降价无关"),
    (CHINESE, "荆门工厂若年底前通过验收，明年可增至2400万支。", "荆门工厂明年可增至2400万支"),
]


def _is_supported(article: str, sentence: str, claim: str) -> bool:
    return check(claim, 1, article.format(sentence=sentence)).status == "supported"


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("claim", ["Halvard will order six ships", "Halvard promised to cut 450 jobs"])
def test_a_sentence_without_its_tail_is_not_supported(claim: str, tail: str) -> None:
    assert not _is_supported(ENGLISH, f"{claim}{tail}.", claim)


@pytest.mark.parametrize("tail", CHINESE_TAILS)
@pytest.mark.parametrize("claim", ["公司将回购股份10亿元", "公司净利润增长31%"])
def test_a_chinese_sentence_without_its_tail_is_not_supported(claim: str, tail: str) -> None:
    assert not _is_supported(CHINESE, f"{claim}{tail}。", claim)


@pytest.mark.parametrize(("article", "sentence", "claim"), CHANGED)
def test_words_left_out_inside_or_before_change_the_rest(article: str, sentence: str, claim: str) -> None:
    assert not _is_supported(article, sentence, claim)


@pytest.mark.parametrize(("article", "sentence"), [(ENGLISH, "Halvard will order six ships, if banks agree to lend."), (CHINESE, "公司将回购股份10亿元，须经股东大会批准。")])
def test_the_whole_sentence_is_supported(article: str, sentence: str) -> None:
    assert _is_supported(article, sentence, sentence)
