"""Clauses that a newspaper could print above a group."""

from __future__ import annotations

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
        ("en", "The yard announced that it would close", ""),
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
        ("en", "If the grid fails, the ferries will stop at noon", ""),
        ("en", "In 2003, the yard sold nine ferries to Norvik", ""),
        ("en", "In the third quarter, the yard sold nine ferries to Norvik", ""),
        ("en", "The plan was only approved by the Harrow council in the last few weeks", ""),
        ("zh", "船厂不仅卖出九艘渡轮", ""),
        ("zh", "该计划自3月2日起施行", ""),
        ("zh", "东河举行的一系列旅游活动", ""),
        ("zh", "渡輪公司昨日表示", ""),
    ],
)
def test_a_crosshead_is_a_whole_clause_with_a_subject(language: LanguageCode, statement: str, crosshead: str) -> None:
    [found] = LANGUAGES[language].find_crossheads([statement])
    assert found[:1] == [crosshead] * bool(crosshead)
