"""What may be printed alone."""

from __future__ import annotations

import pytest

from summarizer.extractive.standalone import (
    find_antecedents,
    find_split_quotations,
    form_penalty,
    is_direct_speech,
    quoted_share,
)
from summarizer.languages import LANGUAGES
from summarizer.models import Document, LanguageCode


@pytest.mark.parametrize(
    ("language", "faulty", "sound"),
    [
        ("zh", "各位同事，大家好！", "各位代表审议了预算报告。"),
        ("zh", "研究所所长李明说。", "研究所所长李明说，样品将于五月送检。"),
        ("zh", "公司去年卖出三万台水泵。", "东河公司去年卖出三万台水泵。"),
        ("zh", "主要原因如下：", "主要原因是原料涨价。"),
        ("zh", "其二，仓库的租金涨了一成。", "仓库的租金涨了一成。"),
        ("zh", "The pump runs for two years without repair.", "水泵 PX-200 可以连续运行两年。"),
        ("zh", "“我们不会再把水泵卖给没有电的村子了。”", "“清泉计划”今年覆盖三百个村子。"),
        ("en", 'import pumps; pump = pumps.load("pump.txt")', "The pump is set up in two steps."),
        ("en", "python -m pumps --write FOLDER   # make the tables", "Make the tables with one command."),
        ("en", "To: team@example.com", "To the team this was no news."),
        ("zh", "收件人：全体同事", "收件人已经确认了时间。"),
        ("en", "The lava lit the town The pump is in the picture.", "The lava lit The Old Well."),
        ("zh", "三是降低水泵的价格。", "三家工厂降低了价格。"),
        ("en", "Hi all,", "High water closed the bridge."),
        ("en", "said the head of the institute.", "The head of the institute said the samples were sent."),
        ("en", "The company sold 30,000 pumps last year.", "Eastbrook sold 30,000 pumps last year."),
        ("en", "The reasons are as follows:", "The reasons are higher prices of copper."),
        ("en", "For more information, visit our website.", "For 30 dollars a month, villages rent a pump."),
        ("en", '"We will never again sell pumps to villages without power," she said.', 'Villages called it "a small miracle".'),
        ("en", "水泵可以连续运行两年 without repair.", "The pump runs for two years without repair."),
    ],
)
def test_what_does_not_stand_alone(language: LanguageCode, faulty: str, sound: str) -> None:
    assert form_penalty(faulty, language) > 0.0
    assert form_penalty(sound, language) == 0.0


def test_quotation_is_measured() -> None:
    assert quoted_share("他说“好的好的好的”") > 0.5
    assert quoted_share("no marks") == 0.0
    assert is_direct_speech("“清泉计划”来了？”")
    assert not is_direct_speech("“清泉计划”今年覆盖三百个村子")
    assert LANGUAGES["zh"].is_foreign('摘要里写道: "We propose a pump that needs no power and runs for two years without repair."')


def test_who_speaks_of_the_company_stands_behind_its_name_and_counts_as_named() -> None:
    text = "Eastbrook Pumps had a good year. The company sold 30,000 pumps in May. It rained. The company shut a plant."
    assert find_antecedents(Document.from_text(text)) == [False, True, False, False]


@pytest.mark.parametrize(
    ("sentences", "half"),
    [
        (["He said: 'I waited for hours.", "It was like magic.'", "The volcano erupted."], [True, True, False]),
        (["“We stay,” she said.", "The players' bus left."], [False, False]),
        (["他说：“我们要投入。", "我们也要等待。”", "会议结束。"], [True, True, False]),
        (['The firm\'s "plan" failed.', "In the '90s it grew."] + ["It sold pumps."] * 10, [False, True] + [False] * 10),
        (["'We sell pumps.", "'They last.", "'They are cheap,' he said.", "Sales rose."], [True, True, True, False]),
    ],
)
def test_parts_of_a_quotation_are_known(sentences: list[str], half: list[bool]) -> None:
    assert find_split_quotations(sentences) == half
