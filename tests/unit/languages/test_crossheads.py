"""Clauses that a newspaper could print above a group."""

from __future__ import annotations

import time

import pytest

from summarizer.languages import LANGUAGES
from summarizer.models import LanguageCode


@pytest.mark.parametrize(
    ("language", "statement", "crosshead"),
    [
        ("en", "The Harrow council rejected the ferry plan after a debate of three hours in which forty citizens spoke", "The Harrow council rejected the ferry plan"),
        ("en", "In May, the yard, a family firm since 1920, sold nine ferries", "The yard sold nine ferries"),
        ("en", "Mira Dalen, 48, has been named head of the Harrow museum", "Mira Dalen has been named head of the Harrow museum"),
        ("en", "It sold nine ferries", ""),
        ("en", "The yard sold nine ferries if the council pays", ""),
        ("en", "The yard announced that it would close", "The yard announced that it would close"),
        ("en", "Ten ferries shortlisted for the Harrow prize in May by a jury of welders are now hoping for a buyer", ""),
        ("en", "The deal was struck in connection with the sale of the old yard to a buyer from the south", ""),
        ("zh", "东河市议会8日否决了轮渡计划，争论持续了三个小时", "东河市议会否决了轮渡计划"),
        ("en", "The yard was built in Harrow, Norvik and Sund by three families", ""),
        ("en", "The yard sold nine ferries, but four of them came back", ""),
        ("en", "No new ferries will be sold in Harrow after June 30, 2023", "No new ferries will be sold in Harrow after June 30, 2023"),
        ("en", "The yard of Harrow will close on June 30, 2023, after ninety years of work on ferries for the Sund", "The yard of Harrow will close on June 30, 2023"),
        ("en", "The yard will not sell ferries until the council has paid for the old ones", ""),
        ("zh", "船厂卖出九艘渡轮，但其中四艘被退回", ""),
        ("zh", "市议会决定将每年的6月12日定为渡轮日", ""),
        ("zh", "他否决了轮渡计划", ""),
        ("zh", "经市议会多方劝说", ""),
        ("zh", "经济委员会否决了轮渡计划", "经济委员会否决了轮渡计划"),
        ("zh", "2011年至今已有四艘渡轮停航", ""),
        ("en", "According to the harbour office, the yard sold nine ferries in June", "Harbour office: The yard sold nine ferries in June"),
        ("en", "The yard sold nine ferries, the harbour office said", "Harbour office: The yard sold nine ferries"),
        ("en", "The yard sold nine ferries in June, the police said on Monday", ""),
        ("en", "The yard sold nine ferries, he said", ""),
        ("en", "The yard sold nine electric ferries to the city of Harrow and closed the doors of its old hall for the winter", "The yard sold nine electric ferries to the city of Harrow"),
        ("en", "The yard also sold nine ferries, which were built in Norvik", "The yard sold nine ferries"),
        ("en", "The Hallen yard, formerly of Norvik, sold nine ferries", "The Hallen yard sold nine ferries"),
        ("en", "The old yard, rusted cranes and broken masts were sold to the city of Harrow after the storm", ""),
        ("en", "It rained for a week. The yard of Harrow sold nine ferries on Monday", "The yard of Harrow sold nine ferries"),
        ("en", "The yard will sell nine ferries when the council pays for them", ""),
        ("en", "When you pay the whole price, the yard sells nine ferries", ""),
        ("en", "Records showed he had sold nine ferries in Harrow", ""),
        ("en", "The yard was building nine ferries when the storm broke the roof", ""),
        ("en", "The captain held a press conference, at which nine ferries were shown", ""),
        ("en", "The yard closed its doors two days after the storm had broken the windows of the old hall and the roof of the new one", ""),
        ("en", "If the grid fails, the ferries will stop at noon", ""),
        ("en", "In 2003, the yard sold nine ferries to Norvik", ""),
        ("en", "In the third quarter, the yard sold nine ferries to Norvik", ""),
        ("en", "The plan was only approved by the Harrow council in the last few weeks", ""),
        ("zh", "经开区新增三家船厂，投资9亿元", "经开区新增三家船厂"),
        ("zh", "去年船厂卖出九艘渡轮，为历史最高", "去年船厂卖出九艘渡轮"),
        ("zh", "若获市议会批准，船厂将卖出九艘渡轮，收入3亿元", "若获市议会批准，船厂将卖出九艘渡轮"),
        ("zh", "船长李明8日在东河表示，船厂将卖出九艘渡轮", ""),
        ("zh", "船长李明在东河介绍说，船厂将卖出九艘渡轮", "船长李明：船厂将卖出九艘渡轮"),
        ("zh", "2019年9月，渡轮停航，10月，船厂卖出九艘渡轮", ""),
        ("zh", "船厂不仅卖出九艘渡轮", ""),
        ("zh", "该计划自3月2日起施行", ""),
        ("zh", "船厂也卖出九艘渡轮，收入3亿元", "船厂卖出九艘渡轮"),
        ("zh", "连小船厂也卖出九艘渡轮，收入3亿元", "连小船厂也卖出九艘渡轮"),
        ("zh", "东河道路结冰，因此渡轮停航三天", "渡轮停航三天"),
        ("zh", "起初，船厂卖出九艘渡轮，后来停产", "起初，船厂卖出九艘渡轮"),
        ("zh", "船长李明告诉记者，船厂卖出九艘渡轮", "船长李明：船厂卖出九艘渡轮"),
        ("zh", "东河队主场战胜西山队，排名第四", "东河队主场战胜西山队"),
        ("zh", "船厂经理李丹，职工王明等出席", ""),
        ("zh", "焊接、上漆、下水……船厂职工忙碌到深夜，卖出九艘渡轮", "船厂职工忙碌到深夜"),
        ("zh", "市议会驳回了对她的起诉，理由不明", ""),
        ("zh", "船长李明谈了自己的看法，众人鼓掌", ""),
        ("zh", "东河市议会决定，给予李丹警告处分", ""),
        ("zh", "市议会公布了一项调查结果，多数人反对", ""),
        ("zh", "东河举行的一系列旅游活动", ""),
        ("zh", "渡輪公司昨日表示", ""),
    ],
)
def test_a_crosshead_is_a_whole_clause_with_a_subject(language: LanguageCode, statement: str, crosshead: str) -> None:
    [found] = LANGUAGES[language].find_crossheads([statement])
    assert found[:1] == [crosshead] * bool(crosshead)


@pytest.mark.parametrize(
    "before",
    [
        *("若获股东批准", "若獲股東批准", "如获批准", "如果下雨", "一旦获批", "只要资金到位", "只有获得贷款", "除非市议会反对", "公司若获批准"),
        *("除东河外", "剔除汇率影响", "不计补贴", "在价格不变的情况下", "待监管批准后", "经市议会批准", "按照计划"),
        *("2011年", "2025年第三季度", "今年上半年", "去年", "在2019年的选举中", "自2014年8月起", "2019年3月5日", "过去两年"),
        *("船长李明表示", "船长李明说", "據路透社報道", "在李明看来", "市议会预计"),
    ],
)
def test_a_chinese_title_drops_no_condition_year_or_speaker(before: str) -> None:
    free, bound = LANGUAGES["zh"].find_crossheads(["船厂卖出九艘渡轮，收入3亿元", f"{before}，船厂卖出九艘渡轮，收入3亿元"])
    assert free == ["船厂卖出九艘渡轮"]
    assert set(bound) <= {f"{before}，船厂卖出九艘渡轮", "船长李明：船厂卖出九艘渡轮", "市议会：船厂卖出九艘渡轮"}


def test_a_chinese_title_is_no_detail_behind_the_clause_that_tells_the_news() -> None:
    assert LANGUAGES["zh"].find_crossheads(["船长王丹获得冠军，船厂职工李明获得亚军"]) == [["船长王丹获得冠军"]]
    assert LANGUAGES["zh"].find_crossheads(["他获得冠军，船厂职工李明获得亚军"]) == [[]]


@pytest.mark.parametrize("behind", ["须经股东大会批准", "有待股东大会审议", "尚需监管批准", "视市场情况决定", "除非市议会反对", "不含旧船", "船长李明说", "仅限于东河", "计划随后被取消", "市议会否认此事"])
def test_a_chinese_title_drops_nothing_that_limits_it_from_behind(behind: str) -> None:
    assert LANGUAGES["zh"].find_crossheads([f"船厂将卖出九艘渡轮，{behind}"]) == [[]]


@pytest.mark.parametrize(
    ("statement", "crossheads"),
    [
        ("船厂不再卖出渡轮，直到市议会付清旧款", []),
        ("6月30日后，船厂不再卖出渡轮", []),
        ("船厂8日没有卖出渡轮", []),
        ("船厂不再卖出渡轮", ["船厂不再卖出渡轮"]),
    ],
)
def test_a_chinese_denial_keeps_what_limits_it(statement: str, crossheads: list[str]) -> None:
    assert LANGUAGES["zh"].find_crossheads([statement]) == [crossheads]


@pytest.mark.parametrize(
    ("whole", "limited"),
    [
        ("Smith sold the ferry of his wife in Harrow, and the jury left", "Smith sold the ferry of his wife in Harrow, the jury heard on the first day"),
        ("Smith sold the ferry of his wife in Harrow, and prosecutors told the court of it", "Smith sold the ferry of his wife in Harrow, prosecutors told the court"),
        ("Smith sold the ferry of his wife, and fled", "Smith sold the ferry of his wife, the report says, and fled"),
        ("Smith sold the ferry of his wife, and police said so in a statement", "Smith sold the ferry of his wife, police said in a statement"),
        ("The yard will close in May after ninety years", "The yard will close in May once the ferries are sold"),
        ("The yard posted profit of $3 million and closed its hall", "The yard posted profit of $3 million and then lost all of it"),
        ("The captain said the plan was dead, and the mayor left for Norvik", "The captain said the plan was dead, and hours later the mayor revived the old one"),
        ("The council rejected a plan to sell the old ferry yard in 2024 and approved the budget", "The council rejected a plan to sell the old ferry yard in 2024 and approved it in 2025"),
        ("The yard sold nine ferries, a record that the police praise", "The yard sold nine ferries, a claim that the police dispute"),
    ],
)
def test_an_english_title_says_no_more_than_its_sentence(whole: str, limited: str) -> None:
    """What is only alleged, comes with a condition or is taken back later has no title of its own, or all of it."""
    assert LANGUAGES["en"].find_crossheads([whole])[0]
    assert set(LANGUAGES["en"].find_crossheads([limited])[0]) <= {limited}


def test_long_sentences_are_read_in_linear_time() -> None:
    def cost(clauses: int) -> float:
        start = time.process_time()
        LANGUAGES["zh"].find_crossheads(["船厂卖船，" * clauses])
        return time.process_time() - start

    cost(100)
    assert cost(8000) < 3 * 8 * cost(1000)
