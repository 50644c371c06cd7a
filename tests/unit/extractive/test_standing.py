"""What may be printed alone, what may be the Core Viewpoint, and how many points a group has."""

from __future__ import annotations

import pytest

from summarizer.extractive.compression import _sound_end, shortened
from summarizer.extractive.features import divide
from summarizer.extractive.scoring import score
from summarizer.extractive.segmentation import Part
from summarizer.extractive.selection import _without_lone, write_extractive
from summarizer.extractive.standalone import (
    _form_faults,
    asks,
    half_quoted,
    is_foreign,
    is_speech,
    namable,
    needs_antecedent,
    quoted_share,
    viewpoint_form,
)
from summarizer.extractive.statements import statement_text
from summarizer.extractive.titles import Group, group_titles, heading_title
from summarizer.languages.noun_phrases import noun_phrases
from summarizer.models import Document, Draft, LanguageCode
from summarizer.settings import Settings


def draft_of(text: str, **choices: int) -> Draft:
    return write_extractive(Document.from_text(text), Settings.model_validate(choices)).draft


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
    assert _form_faults(faulty, language) > 0.0
    assert _form_faults(sound, language) == 0.0


def test_quotation_is_measured() -> None:
    assert quoted_share("他说“好的好的好的”") > 0.5
    assert quoted_share("no marks") == 0.0
    assert is_speech("“清泉计划”来了？”")
    assert not is_speech("“清泉计划”今年覆盖三百个村子")
    assert is_foreign('摘要里写道: "We propose a pump that needs no power and runs for two years without repair."', "zh")


def test_a_title_asks() -> None:
    assert asks("水泵卖完之后，下一步比什么？") and asks("Why the pumps stopped") and asks("为什么没有水")
    assert not asks("Eastbrook sells pumps") and not asks("东河卖水泵")


@pytest.mark.parametrize(
    "text",
    [
        "2025年的答案来得很早：每三台水泵里有一台是电动的。\n\n全国去年销售水泵310万台，其中电动水泵105万台，占比达到33.9%。\n\n归根结底，电动水泵的胜负在于维修成本，而不在于售价。",
        "Ten years ago nobody in the valley had an electric pump.\n\nFarmers bought 105,000 electric pumps last year, a third of all pumps sold.\n\nIn the end, the cost of repair will decide which pump wins, not its price.",
    ],
)
def test_the_conclusion_counts_more_than_what_leads_in(text: str) -> None:
    document = Document.from_text(text)
    first, *_, last = viewpoint_form(document, range(len(document.sentences))).tolist()
    assert last > first


def test_the_viewpoint_is_in_the_language_of_the_document_and_no_quotation() -> None:
    draft = draft_of(
        "水泵测评：从柴油到电动\n\n"
        '测评报告里的一句话被反复引用: "We recommend the electric pump for every village with power, because the pump pays back in two years."\n\n'
        "The electric pump pays back in two years, and the electric pump needs less repair than any other pump.\n\n"
        "我们用半年时间测试了四款水泵，覆盖十二个村子。结论是，电动水泵两年可以收回成本，维修费用比柴油水泵低四成。\n\n"
        "柴油水泵的优势是不依赖电网。村民每月为它支付约三百元油费。"
    )
    assert draft.core_viewpoint.text.startswith("结论是，电动水泵两年可以收回成本")
    points = [point.text for group in draft.groups for point in group.points]
    assert points and not any(is_foreign(text, "zh") for text in points)


def test_a_mail_opens_with_its_matter() -> None:
    draft = draft_of("各位好：\n\n仓库的搬迁推迟到六月十五日，原因是消防验收没有通过。房东承担一半的费用，约四万元。\n\n有问题随时找我。\n\n祝好")
    assert draft.core_viewpoint.text == "仓库的搬迁推迟到六月十五日，原因是消防验收没有通过"
    assert [point.text for group in draft.groups for point in group.points] == ["房东承担一半的费用，约四万元"]


def test_a_name_goes_before_what_needs_it() -> None:
    assert needs_antecedent("公司去年卖出三万台水泵。", "zh") and not needs_antecedent("其中三成是电动的。", "zh")
    draft = draft_of(
        "全国电动水泵销售占比达到三分之一\n\n"
        "东河水泵是今年最大的赢家。公司去年卖出三万台水泵，同比增长41%，其中出口八千台，同比增长七成。\n\n"
        "西山水泵去年收入下降两成，关闭了两座工厂，裁员四百人，债务仍在增加。\n\n"
        "全国去年销售水泵三百一十万台，电动水泵的销售占比达到三分之一，比上一年提高九个百分点。",
        points=1,
    )
    named = [s for s in (draft.core_viewpoint, *(p for g in draft.groups for p in g.points)) if "公司去年" in s.text]
    assert [statement.text[:13] for statement in named] == ["东河水泵是今年最大的赢家。"]
    assert named[0].sentences == (1, 2)


def test_a_section_of_some_sentences_has_more_than_one_point() -> None:
    draft = draft_of(
        "# 客户服务年报\n\n## 电话渠道\n\n电话的平均等待时间缩短到三十八秒。夜间接通率只有八成八，是全天的短板。投诉减少了一百二十件。\n\n"
        "## 在线渠道\n\n机器人独立解决六成二的会话。在线客服扩大到七个城市，排队时间不到一分钟。退款业务仍由人工处理。\n\n"
        "## 门店渠道\n\n门店数量减少到九十家，租金下降一成。店员人均培训四十六小时。顾客满意度达到九十一分。\n\n"
    )
    assert [group.title for group in draft.groups] == ["电话渠道", "在线渠道", "门店渠道"]
    assert sum(len(group.points) >= 2 for group in draft.groups) >= 2
    assert all(len(group.points) <= 3 for group in draft.groups)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("1、概述", "概述"),
        ("1.概述", "概述"),
        ("2.1电话", "电话"),
        ("（3）人员", "人员"),
        ("(二) 在线", "在线"),
        ("2 渠道", "渠道"),
        ("3.2. Costs of repair", "Costs of repair"),
        ("1 Introduction", "Introduction"),
        ("IV. Results", "Results"),
        ("3 个问题", "3 个问题"),
        ("10 ways to save water", "10 ways to save water"),
        ("2024 outlook", "2024 outlook"),
        ("3.5% growth", "3.5% growth"),
    ],
)
def test_numbers_of_sections_go_and_other_numbers_stay(heading: str, title: str) -> None:
    assert heading_title(heading) == title


def test_a_title_names_what_the_group_comes_back_to() -> None:
    text = "Copper prices rose. Copper prices fell in the south. An old miner saw the copper prices from the empty station."
    assert group_titles([Group(text, text.split(". "))], "en") == ["Copper prices"]


def test_a_title_is_drawn_from_the_points_before_other_sentences() -> None:
    points, others = ["The harbour has new port fees."], ["The old lighthouse was painted."]
    assert group_titles([Group(" ".join([*others, *points]), points, others)], "en") == ["Port fees"]


def test_no_two_titles_share_a_word_while_there_is_another() -> None:
    groups = [
        Group("The water tax rose. The water tax is paid by the farmers.", ["The water tax rose."]),
        Group("The water tax feeds the new fire brigade. The fire brigade bought a pump.", ["The fire brigade bought a pump."]),
    ]
    assert group_titles(groups, "en") == ["Water tax", "Fire brigade"]


def test_what_a_name_does_is_no_noun() -> None:
    assert "Norvik Marine operates" not in noun_phrases(["Norvik Marine operates 24 ferries on 11 routes."], "en")


def test_the_same_in_other_order_is_one_point() -> None:
    draft = draft_of(
        "The city of Harrow bought nine electric ferries from the Hallen yard on Monday for the northern route.\n\n"
        "The prosecutor said she knew of links between the aide and the yard. The prosecutor said she knew of the links between "
        "the yard and the aide on Monday. The council opened an inquiry and froze 40 million crowns of payments to the seller."
    )
    points = [point.text for group in draft.groups for point in group.points]
    assert sum("links between" in point for point in points) <= 1
    assert any("inquiry" in point for point in points)


def test_a_group_of_nothing_but_a_question_is_left_out() -> None:
    draft = draft_of(
        "# Report of the year\n\n## Sales\n\nThe yard sold nine ferries in May and took orders for twelve more. Revenue rose to "
        "40 million crowns.\n\n## Doubts\n\nHow can they say that we are not fit for the job?\n\n## Staff\n\nThe yard hired 120 "
        "welders and trained 60 apprentices. Wages rose by four percent in June."
    )
    assert [group.title for group in draft.groups] == ["Sales", "Staff"]
    assert not any("?" in point.text for group in draft.groups for point in group.points)


def test_shortening_cuts_no_figure() -> None:
    text = "新校区位于城北的山脚下并且紧邻地铁，项目的总占地面积达到62，200平方米，决赛主队以3：1取胜，包括教学楼、学生宿舍、图书馆、体育馆和食堂等，未来可以容纳两千名学生在这里学习和生活。"
    (clause,) = (c for c in _clauses_of(text) if "62" in c)
    assert "62，200平方米" in clause
    assert any("3：1" in c for c in _clauses_of(text))


def _clauses_of(text: str) -> list[str]:
    return divide([text], [0], "zh").texts


def test_names_keep_their_characters_in_talk() -> None:
    assert statement_text("我们在哈尔滨待了三年哈，巴哈马也去过", "zh", talk=True) == "我们在哈尔滨待了三年，巴哈马也去过"


def test_who_speaks_of_the_company_stands_behind_its_name_and_counts_as_named() -> None:
    text = "Eastbrook Pumps had a good year. The company sold 30,000 pumps in May. It rained. The company shut a plant."
    assert namable(Document.from_text(text)) == [False, True, False, False]


def test_a_group_of_one_point_joins_its_neighbour_while_two_groups_are_left() -> None:
    chosen = [(Part(0, 4), [1, 2]), (Part(4, 8), [5]), (Part(8, 12), [9, 10])]
    joined = _without_lone(chosen, 3)
    assert [(part.start, part.end, points) for part, points in joined] == [(0, 8, [1, 2, 5]), (8, 12, [9, 10])]
    assert _without_lone(chosen, 2) == chosen, "no more points than asked for"
    assert _without_lone(chosen[:2], 5) == chosen[:2], "two groups stay"
    headed = [(Part(start, start + 4, "A heading"), points) for start, points in ((0, [1, 2]), (4, [5]), (8, [9, 10]))]
    assert _without_lone(headed, 5) == headed


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
    assert half_quoted(sentences) == half


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The lava lit the night above the old town A pump was sold to the village for ninety dollars in May.", "A pump was sold to the village for ninety dollars in May"),
        ("The yard on the island was closed for good in May He had worked there.", "The yard on the island was closed for good in May"),
        ("Farmers drink from The Old Well on Sundays.", "Farmers drink from The Old Well on Sundays"),
    ],
)
def test_of_two_sentences_run_together_one_is_kept(text: str, kept: str) -> None:
    document = Document.from_text(text)
    assert shortened(document, score(document), 0) == kept


def test_a_chinese_statement_does_not_end_where_the_scene_is_set() -> None:
    text = (
        "检察机关指控，被告人在担任东河水泵厂厂长、东河集团副总经理和西山水库管理处处长等职务的十二年期间，利用其负责采购与验收的职务便利，"
        "先后多次收受供应商的财物，共计人民币四百五十八万元，其中最大的一笔来自一名工程承建商，后者为此伪造了三份验收单据。"
    )
    document = Document.from_text(text)
    statement = shortened(document, score(document), 0)
    assert len(statement) < len(text) - 20
    assert not statement.endswith(("期间", "便利"))
    listed = "代表团受到省长张某，副省长李某，秘书长王某、外事办主任赵某等的热情欢迎，随后参观了水泵厂、水库和农业试验站，并与当地的技术人员座谈，听取了他们对灌溉设备维修和更新的意见和建议。"
    assert _sound_end(["代表团受到省长张某，", "副省长李某，", "秘书长王某、", "外事办主任赵某等的热情欢迎，", "随后参观了水泵厂。"], 0, 2, 60) == 4
    assert "欢迎" in shortened(Document.from_text(listed), score(Document.from_text(listed)), 0)


def test_a_short_conclusion_of_an_essay_stands_behind_what_the_essay_is_about() -> None:
    draft = draft_of(
        "水泵卖到三成之后，下一步比什么？\n\n"
        "全国去年卖出水泵三百一十万台，每卖出十台水泵，就有三台是电动水泵。柴油水泵的销量下降了一成。\n\n"
        "东河水泵去年卖出三万台水泵，营业收入增长四成。西山水泵关闭了两座工厂，裁员四百人。\n\n"
        "接下来的比拼，将从销量转向维修成本。"
    )
    view = draft.core_viewpoint
    assert view.sentences == (1, 5)
    assert view.text == "全国去年卖出水泵三百一十万台，每卖出十台水泵，就有三台是电动水泵。接下来的比拼，将从销量转向维修成本"
    assert not {1, 5} & {number for group in draft.groups for point in group.points for number in point.sentences}
