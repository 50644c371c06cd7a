"""What may be printed alone."""

from __future__ import annotations

import pytest

from summarizer import summarize
from summarizer.extractive import write_offline
from summarizer.extractive.quotations import find_quotations, is_direct_speech, names_speaker, quoted_share
from summarizer.extractive.sentence_forms import SentenceForms, mentions
from summarizer.extractive.standalone import PENALTIES, form_penalty, is_no_statement, talk_penalty
from summarizer.languages import LANGUAGES
from summarizer.languages.plain_statements import plain_statement
from summarizer.models import Document, LanguageCode
from summarizer.settings import Settings


def penalty(sentence: str, language: LanguageCode) -> float:
    """Of a sentence that stands in the middle of a document in a language."""
    filler = "东河水泵去年卖出三万台水泵。" if language == "zh" else "Harrow built nine ferries last year."
    document = Document.from_text("\n\n".join([filler, filler, sentence, filler, filler]))
    assert document.language == language
    index = next(s.number - 1 for s in document.sentences if s.text not in filler)
    return SentenceForms(document)[index].penalty


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
        ("en", "Jurgen Dalen (centre) celebrates with his crew.", "Jurgen Dalen, a captain, celebrates with his crew."),
        ("zh", "李燕（右）在挑选旧书（4月21日摄）。", "李燕在学校附近挑选旧书。"),
        ("en", "Please note that the slides are on our website.", "Please Touch, a museum for children, opened in May."),
        ("zh", "三是降低水泵的价格。", "三家工厂降低了价格。"),
        ("zh", "另一个是仓库的租金。", "另一个仓库的租金涨了。"),
        ("zh", "今年的答案来得比预测早。", "各部门的答案来得比预测早。"),
        ("en", "The second is rent, which has been slow to cool.", "The second pump was slow to cool."),
        ("en", "The last, at the harbour, was sold.", "A last pump, at the harbour, was sold."),
        ("en", "The answer came in June.", "The answering machine came in June."),
        ("en", "Hi all,", "High water closed the bridge."),
        ("en", "said the head of the institute.", "The head of the institute said the samples were sent."),
        ("en", "The company sold 30,000 pumps last year.", "Eastbrook sold 30,000 pumps last year."),
        ("en", "The reasons are as follows:", "The reasons are higher prices of copper."),
        ("en", "For more information, visit our website.", "For 30 dollars a month, villages rent a pump."),
        ("en", '"We will never again sell pumps to villages without power," she said.', 'Villages called it "a small miracle".'),
        ("en", "Other yards have similar plans.", "Yards in other towns have plans."),
        ("en", "Two further orders came from Leith.", "Two orders came from Leith in May."),
        ("en", "The remaining berths have no power.", "Remaining berths at Skarv have no power."),
        ("en", "The majority of it was sold in May.", "Most of the timber was sold in May."),
        ("en", "Two things happened which made it clear that steel will rise.", "Two things made steel rise: tariffs and freight."),
        ("en", "Ida Holm was asked about the price of steel.", "Ida Holm was asked about the price of steel and said it would fall."),
        ("en", "Ferries are sold with such guarantees.", "Ferries need guarantees, and few have such guarantees."),
        ("en", "Two more yards closed in May.", "The second yard closed in May."),
        ("en", "The rest is owned by Castellan.", "The rest of Asia fell."),
        ("en", "Other costs rose to $4 million.", "Other operating income rose to $4 million."),
        ("en", "Further colleges lost money.", "Further education colleges lost money."),
        ("en", "Additional bonds fell on Monday.", "Additional Tier 1 bonds fell on Monday."),
        ("en", "The remaining ferries are old.", "The remaining 40 percent is held by Norvik."),
        ("en", "In comparison, the ferry is slow.", "The next generation of ferries will be slow."),
        ("en", "Other firms paid tariffs.", "The second Trump administration raised tariffs."),
        ("en", "It was a trade that was to feature in his books.", "It was in May that Harrow sold a ferry."),
        ("zh", "我们接下来是几个问答的题目。", "我们的水泵接下来是出口的重点。"),
        ("en", "Ferries, by contrast, need a licence.", "Ferries need a licence, which buses do not."),
        ("en", "The next morning the strike ended.", "On Monday morning the strike ended."),
        ("en", "Harbour Board's Summer Opening Hours", "Harbour Board's summer hours are long."),
        ("zh", "第二点是水泵的出口。", "第二产业是东河的主力。"),
        ("zh", "指的是水泵的出口。", "指纹锁的销量增长一成。"),
        ("zh", "目前又新增九家工厂。", "目前仅有三个省份增速低于4%。"),
        ("en", "Email address required", "Email reached the yard at noon."),
        ("zh", "接下来我们来看一下出口。", "接下来三年东河的出口将翻番。"),
        ("zh", "下面由我和大家分享水泵的出口情况。", "东河水泵在展会上分享了出口经验。"),
        ("zh", "第二个产品卖到了六十个国家。", "第三方支付是东河的主业。"),
        ("zh", "2016年又拆分了两家工厂。", "2016年东河又拆分了两家工厂。"),
        ("zh", "分别是东河、西山和北岭。", "三家工厂分别是东河、西山和北岭。"),
        ("en", "水泵可以连续运行两年 without repair.", "The pump runs for two years without repair."),
        ("en", "The second line is the small ferry.", "The second line of ferries sold well."),
        ("en", "There should be demand, as in May.", "There should be demand for ferries in May."),
        ("en", "To build a ferry that carries nine cars.", "To build ferries, Harrow hired welders."),
        ("en", "Harrow has nine ferries, two docks, a mill ...", "Harrow has nine ferries, two docks and a mill."),
        ("zh", "东河生产水泵、电机、阀门……", "东河生产水泵、电机和阀门。"),
        ("zh", "按此计划，东河水泵将涨价。", "按计划，东河水泵将涨价。"),
        ("zh", "第四天，东河水泵恢复供货。", "第四季度，东河水泵恢复供货。"),
        ("zh", "三小时后，东河水泵恢复供货。", "三小时后的会议决定水泵涨价。"),
        ("zh", "确认过后，东河水泵恢复供货。", "确认订单后，东河水泵恢复供货。"),
        ("zh", "希望这能带动水泵出口。", "希望水泵出口增长一成。"),
        ("zh", "李明希望，通过这些，能带动水泵出口。", "李明希望，通过降价，能带动水泵出口。"),
        ("zh", "李明认可这份声明。", "声明发布后，李明认可这份声明。"),
        ("zh", "东河提出，一是水泵涨价。", "东河提出，一是水泵涨价，二是增加出口。"),
        ("zh", "其次是水泵的出口。", "水泵的出口居其次。"),
        ("zh", "另一名工人修好了水泵。", "一名工人修好了水泵。"),
        ("zh", "如果水泵不再区分开来。", "如果水泵涨价，出口将会下降。"),
        ("zh", "于是东河决定上调水泵价格。", "东河于是决定上调水泵价格。"),
        ("zh", "水泵改革第二个层次就是出口。", "水泵改革有两个层次。"),
        ("en", "Harrow sold the ferry (an artist's illustration shown) in May.", "Harrow sold the ferry (as shown in May) to Leith."),
        ("en", "A plan to do just that is ready.", "A plan to sell ferries is ready."),
        ("zh", "东河的热情给他留下了印象。", "李明说，东河的热情给他留下了印象。"),
        ("zh", "不少工人对此有体会。", "李明对此表示水泵将涨价。"),
        ("en", "A leading maker of pumps in Asia, Harrow develops ferries.", "A leading maker of pumps, Harrow cut 900 jobs in May."),
        ("zh", "▲东河水泵的展台，5月摄。", "东河水泵的展台最大。"),
    ],
)
def test_what_does_not_stand_alone(language: LanguageCode, faulty: str, sound: str) -> None:
    assert penalty(faulty, language) > penalty(sound, language) == 0.0


# What a rule against greetings, announcements, questions and attributions might take for one.
ORDINARY: dict[LanguageCode, tuple[str, ...]] = {
    "en": (
        "Inflation in Norvik slowed by two percentage points, the office said.",
        "The bank cut its rate by a few basis points, surprising the yards.",
        "The index of the Leith exchange fell by three points.",
        "The Harbour Party now leads by four points.",
        "Thanks to strong demand from Chile, Harrow sold nine ferries.",
        "A leading maker of pumps in Norvik, Hallen Works is closing its plant.",
        "What matters is that demand for ferries is falling.",
        "What surprised the welders was that profit rose at Harrow.",
        "What the council did there was a crime, the court ruled.",
        "Should he win, taxes on ferries will fall.",
        "Were it to close, the yard would leave Leith.",
        "Joining the euro would cost Norvik its cheap ferries.",
        "Joining the US in the ban were nine countries.",
        "With US help the yard in Leith was rebuilt.",
        "Leading the gains were the shares of yards.",
        "Contact tracing will resume in the schools of Leith.",
        "Visit numbers at the museum doubled in May.",
        "Sign up fees for ferries are illegal, the court ruled.",
        "The video is evidence of a war crime, prosecutors said.",
        "The map is a forgery, the court ruled on Monday.",
        "More details of the merger show that nine hundred welders will leave.",
        "Three factors drove the increase in the price of steel.",
        "Cheers greeted the president at the quay of Leith.",
        "Hello Kitty sales rose in the shops of Norvik.",
        "Dear food pushed inflation up in the spring.",
        "Good morning television lost half of its viewers.",
        "Hope all but vanished at the flooded mine.",
        "Sincerely held beliefs are no excuse, the court ruled.",
        "For more information technology workers, pay rose in May.",
        "Do that twice and the pump breaks, engineers said.",
    ),
    "zh": (
        "国际油价周三跌至每桶60美元以下。",
        "东河的失业率降到5%以下。",
        "谁掌握了水泵，谁就掌握了未来。",
        "感谢政策支持，东河集团去年营收增长25%。",
        "感谢政策支持，东河水泵扩建了仓库。",
        "祝融号在火星完成着陆",
        "哪里有需求，工厂就建到哪里。",
        "有问题的水泵已全部召回，东河损失3亿元。",
        "什么样的企业能上市由证监会决定。",
        "详见公告的有30家水泵厂。",
        "怎么看待水泵降价，各厂分歧很大。",
        "为什么停产尚不清楚，东河称损失很大。",
        "敬礼娃娃李明考上了东河大学。",
        "大家庭的生活成本越来越好，各地一样。",
        "接下来是雨季，水库已经腾空。",
        "更多信息显示，水泵是人为损坏的。",
        "证监会提醒投资者防范水泵股的风险。",
        "李明向大家介绍，新仓库六月启用。",
        "讲一口流利方言的李明当选村长。",
        "首先请辞的是东河水泵的董事长。",
        "载有水泵的卫星进入预定轨道。",
        "李明出版了第三部关于水泵的小说。",
        "东河水泵是东河水泵集团的简称。",
        "东河水泵对报道没有回应。",
        "警方释放了三名外国记者。",
    ),
}


@pytest.mark.parametrize(("code", "sentence"), [(code, text) for code, texts in ORDINARY.items() for text in texts])
def test_an_ordinary_statement_is_not_passed_over(code: LanguageCode, sentence: str) -> None:
    assert not is_no_statement(sentence, code)


@pytest.mark.parametrize(
    ("code", "title", "sentence"),
    [
        ("en", "Harrow sells nine ferries", "Thank you all, Harrow has sold a ferry for 3 million crowns."),
        ("en", "Harrow sells nine ferries", "Thank you all for the nine ferries that Harrow sold."),
        ("zh", "东河水泵出口增长", "谢谢各位，水泵去年卖了3亿元。"),
        ("zh", "东河水泵出口增长", "谢谢各位，东河水泵出口又在增长。"),
    ],
)
def test_thanks_with_a_measured_figure_or_the_headline_are_worth_less_and_not_passed_over(code: LanguageCode, title: str, sentence: str) -> None:
    assert not is_no_statement(sentence, code, title) and form_penalty(sentence, code) >= PENALTIES.courtesy
    assert is_no_statement("Thank you all for the rain." if code == "en" else "谢谢各位冒雨来听。", code, title)


@pytest.mark.parametrize(
    ("title", "lead", "rest"),
    [
        (
            "Hallen Works sales jump 25%",
            "Thanks to strong demand from Chile, Hallen Works sales rose 25% to 4 billion crowns last year.",
            "Competitors in Norvik reported lower sales of pumps last week.",
        ),
        ("国际油价跌破60美元", "国际油价周三跌至每桶60美元以下。", "美国原油库存上周增加500万桶。"),
        ("东河集团营收增长25%", "感谢政策支持，东河集团去年营收增长25%。", "同行业企业上周公布的销售额普遍下降。"),
    ],
)
def test_the_lead_that_carries_the_headline_is_the_core(title: str, lead: str, rest: str) -> None:
    core = summarize("\n\n".join([title, f"{lead}{' ' if lead.isascii() else ''}{rest}", rest])).core_viewpoint
    assert core is not None and lead.rstrip("。.") in core.text


def test_quotation_is_measured() -> None:
    assert quoted_share("他说“好的好的好的”") > 0.5
    assert quoted_share("no marks") == 0.0
    assert is_direct_speech("“清泉计划”来了？”")
    assert not is_direct_speech("“清泉计划”今年覆盖三百个村子")
    assert LANGUAGES["zh"].is_foreign('摘要里写道: "We propose a pump that needs no power and runs for two years without repair."')


def test_what_needs_a_name_stands_behind_it() -> None:
    text = "Eastbrook Pumps had a good year. The company sold 30,000 pumps in May. It rained. They shut a plant. It sold a third plant in June."
    forms = SentenceForms(Document.from_text(text))
    assert [(forms[i].first, forms[i].last, forms[i].is_fit) for i in range(5)] == [
        (0, 0, True),
        (0, 1, True),
        (2, 2, False),
        (3, 3, False),
        (4, 4, False),
    ]


def test_a_quotation_stands_with_who_said_it() -> None:
    text = "东河水泵公布了计划。\n\n“若电价继续上涨，水泵的销量会在明年下降一成。”东河水泵董事长李明在记者会上表示。他没有透露细节。"
    forms = SentenceForms(Document.from_text(text))
    assert (forms[1].first, forms[1].last) == (1, 2)
    assert forms.write(1) == "“若电价继续上涨，水泵的销量会在明年下降一成。”东河水泵董事长李明在记者会上表示"
    assert not forms[2].is_fit and not forms[3].is_fit
    assert names_speaker("“销量会下降，”李明说。") and not names_speaker("“销量会下降。”")


@pytest.mark.parametrize(
    ("sentences", "inside"),
    [
        (["He said: 'I waited for hours.", "It was like magic.'", "The volcano erupted."], [1]),
        (["“We stay,” she said.", "The players' bus left."], []),
        (["他说：“我们要投入。", "我们也要等待。”", "会议结束。"], [1]),
        (["“我们要投入。", "我们也要等待。”", "会议结束。"], [0, 1]),
        (['The firm\'s "plan" failed.', "In the '90s it grew."] + ["It sold pumps."] * 10, []),
        (["'We sell pumps.", "'They last.", "'They are cheap,' he said.", "Sales rose."], [0, 1, 2]),
    ],
)
def test_parts_of_a_quotation_are_known(sentences: list[str], inside: list[int]) -> None:
    assert sorted(find_quotations(sentences)) == inside


@pytest.mark.parametrize(
    ("language", "faulty", "sound"),
    [
        ("zh", "工商联表示，此举将降低成本。", "工商联表示，减税将降低成本。"),
        ("zh", "受此影响，订单减少了一成。", "受汇率影响，订单减少了一成。"),
        ("zh", "当晚，仓库恢复了供电。", "周一晚，仓库恢复了供电。"),
        ("zh", "既然仓库已经卖出，他打算搬走。", "既然仓库已经卖出，李明打算搬走。"),
        ("zh", "应避免再次涨价。", "应用软件再次涨价。"),
        ("zh", "委员会需要时间观察上述政策。", "委员会需要时间观察利率政策。"),
        ("zh", "下一步将从以下几方面改进水泵。", "下一步将从电机开始改进水泵。"),
        ("zh", "李明也增加了库存。", "李明增加了库存。"),
        ("zh", "和学术的双重使命。", "和平是双重使命。"),
        ("zh", "李明介绍，持有该证件的司机不必排队。", "李明介绍，持有证件的司机不必排队。"),
        ("en", "Within days, Harrow had hired forty welders.", "Within the city, Harrow had hired forty welders."),
        ("en", "One took place outside the yard in May.", "One strike took place outside the yard in May."),
        ("en", "Who set a record at the games in May.", "Whole crews set a record at the games in May."),
        ("en", "Also at the yard were forty welders from Leith.", "At the yard were forty welders from Leith."),
        ("en", "Harrow has also hired forty welders from Leith.", "Harrow has hired forty welders from Leith."),
        ("en", "Forty welders left the yard 'We could not stay,' said Ann Lee.", "Forty welders left the yard, said Ann Lee."),
    ],
)
def test_what_only_the_text_before_completes(language: LanguageCode, faulty: str, sound: str) -> None:
    assert penalty(faulty, language) > penalty(sound, language) == 0.0


@pytest.mark.parametrize(
    ("language", "faulty", "sound"),
    [
        ("en", "No, the yard still looks for welders.", "No yard still looks for welders."),
        ("en", "So far, we have been able to do that.", "So far, the yard has been able to build nine ferries."),
        ("en", "And that was lined up with the price of steel in May.", "And the yard was lined up with its rivals in May."),
        ("en", "In doing so the yard saved forty tons of steel.", "In doing business the yard saved forty tons of steel."),
        ("en", "Generally, it's forty tons of steel for every ferry.", "Generally, it's hard to find steel for every ferry."),
        ("en", "More than offsetting this growth was the price of steel.", "More than offsetting the growth was the price of steel."),
        ("en", "Even when the yard was short of welders in the spring", "Even when the yard was short of welders, it built ferries."),
        ("en", "On the video he builds a small ferry out of steel.", "On the video Ivo Brandt builds a small ferry out of steel."),
        ("en", "Do you see the price of steel as a danger to the yard.", "The yard does see the price of steel as a danger."),
        ("en", "To answer, the yard sold nine ferries in May.", "To answer calls, the yard hired nine clerks in May."),
        ("en", "The council hopes that more yards can use this program.", "The council has a program and hopes yards use this program."),
        ("en", "Ivo Brandt told officers he had known her at the yard.", "Ivo Brandt told Mira Stone he had known her at the yard."),
        ("en", "The answers of the yard tell a couple of things.", "The answers of the yard tell things of interest."),
        ("en", "Over the top of that he painted the hull of the ferry.", "Over the top of the deck Ivo Brandt painted the hull."),
        ("en", "The video of his arrest was seen by nine welders.", "The video of the arrest was seen by nine welders."),
        ("en", "In a report released last week she praised the welders.", "In a report released last week Mira Stone praised the welders."),
        ("en", "Good morning.", "Good mornings are rare at the yard in winter."),
        ("en", "Write to the yard at ferries@harrow.example before June.", "The yard writes to forty welders before June."),
        ("en", "Next came the doors of the ferry.", "Next year the doors of the ferry will be painted."),
        ("en", "Back then, the yard had nine welders.", "Back in Leith, the yard had nine welders."),
        ("en", "Of the nine that were built, two are sold.", "Of the nine ferries, two are sold."),
        ("en", "With only nine welders left, that number may fall.", "With a number of welders gone, that number may fall."),
        ("en", "Although the quay was closed, she built a ferry.", "Although the quay was closed, Mira Stone built a ferry."),
        ("en", "One commented on the doors of the ferry.", "One ferry was painted."),
        ("en", "Further details of the ferry come on Monday.", "Further orders for the ferry come on Monday."),
        ("en", "A yard in Leith builds a similar ferry in May.", "A yard in Leith builds a ferry in May."),
        ("zh", "不，仓库的租金还在涨。", "不少仓库的租金在涨。"),
        ("en", "At the time, the yard had nine welders.", "At the quay, the yard had nine welders."),
        ("zh", "加上租金的上涨，仓库都空了。", "租金上涨以后，仓库都空了。"),
        ("zh", "当时，水泵卖到了六十个国家。", "当时的水泵卖到了六十个国家。"),
        ("zh", "“这一仓库建成后，租金要涨。", "“清泉”仓库建成后，租金要涨。"),
        ("zh", "20台为去年的订单。", "20台水泵为去年的订单。"),
        ("zh", "西山的工厂则关闭了。", "西山有规则的工厂关闭了。"),
        ("zh", "而这是水泵涨价的主要原因。", "而电价是水泵涨价的主要原因。"),
        ("zh", "比如东河的仓库就没有租出去。", "东河的仓库没有租出去。"),
        ("zh", "包括东河的仓库和西山的工厂。", "包括东河在内的六家工厂已经停产。"),
        ("zh", "其余水泵全部降价。", "其间水泵全部降价。"),
        ("zh", "以上两个原因让水泵涨价。", "六十岁以上两个月可以免费试用水泵。"),
        ("zh", "下面有请东河水泵的李明发言。", "下面是东河水泵的新仓库。"),
        ("zh", "（李明：水泵要降价，仓库要扩建。", "（李明）水泵要降价，仓库要扩建。"),
        ("zh", "另一个方面可能更加宏大。", "另一个仓库可能更加宏大。"),
        ("zh", "很多人相信这样的仓库。", "仓库很多，人们相信这样的仓库。"),
        ("zh", "李明说，虽然这两个仓库还开着，租金没有涨。", "李明有两个仓库，虽然这两个仓库还开着，租金没有涨。"),
        ("zh", "深化两国交流有利于水泵出口。", "深化中法两国交流有利于水泵出口。"),
        ("zh", "举个例子就是，他用水泵浇地。", "举个例子就是，李明用水泵浇地。"),
        ("zh", "等到仓库的租金涨到六万元的时候。", "等到仓库的租金涨到六万元的时候，东河会搬走。"),
        ("zh", "我觉得。", "我觉得水泵会在六月降价。"),
    ],
)
def test_what_a_speaker_leaves_to_those_who_heard_the_rest(language: LanguageCode, faulty: str, sound: str) -> None:
    assert penalty(faulty, language) > penalty(sound, language)


@pytest.mark.parametrize(
    ("language", "sentence", "statement"),
    [
        ("en", "Yes, and so the yard sold nine ferries.", "The yard sold nine ferries"),
        ("en", "I mean we sold nine ferries in May.", "We sold nine ferries in May"),
        ("en", "So for the welders the strike is over.", "For the welders the strike is over"),
        ("en", "But for the strike the yard would have sold ten.", "But for the strike the yard would have sold ten"),
        ("zh", "你看，东河的水泵卖到了六十个国家。", "东河的水泵卖到了六十个国家"),
        ("zh", "但是 19 世纪以来水泵没有变过。", "19 世纪以来水泵没有变过"),
        ("zh", "二、加快水泵的出口。", "加快水泵的出口"),
        ("zh", "一、二线城市的水泵卖得最好。", "一、二线城市的水泵卖得最好"),
        ("en", "The yard sold nine ferries,[2] two of them to Chile.[3][14]", "The yard sold nine ferries, two of them to Chile"),
        ("en", "Read items[2] first.", "Read items[2] first"),
    ],
)
def test_what_leads_over_is_not_printed(language: LanguageCode, sentence: str, statement: str) -> None:
    assert plain_statement(sentence, language) == statement


def test_a_transcript_has_no_point_where_only_weak_sentences_are_left() -> None:
    remarks = [
        "Revenue of the yard rose by 14 percent to 40 million crowns in the quarter, driven by nine ferries.",
        "The backlog of the yard grew to 645 million crowns, with orders for twelve ferries from Leith.",
        "The margin of the yard improved to 24 percent as the price of steel fell in the quarter.",
    ]
    chat = ["I think we feel really good about it, you know.", "As I mentioned, we kind of like where we are on that."]
    text = "\n\n".join(["Harrow earnings call transcript", "Mira Stone: Thank you, and good morning.", *remarks] + [f"{name}: {said}" for _ in range(8) for name, said in zip(("Ivo Brandt", "Mira Stone"), chat, strict=True)])
    draft = write_offline(Document.from_text(text), Settings()).draft
    statements = [draft.core_viewpoint, *(point for group in draft.groups for point in group.points)]
    assert statements and all(statement and "yard" in statement.text for statement in statements)


def test_a_surname_needs_the_sentence_that_introduces_its_bearer() -> None:
    opening, person, said = "Harrow built nine ferries last year.", "The yard is led by Mira Dalen.", "Dalen expects orders for twelve more."
    later = SentenceForms(Document.from_text("\n\n".join([opening, person, said])))
    known = SentenceForms(Document.from_text("\n\n".join([person, opening, said])))
    assert later[2].penalty > known[2].penalty == 0.0


def test_what_opens_with_a_known_thing_stands_with_the_sentence_that_names_it() -> None:
    text = "Harrow is small. The council of Leith sent a letter to every yard. The letter asks for new doors. Doors are dear."
    forms = SentenceForms(Document.from_text(text))
    assert [(forms[i].first, forms[i].last) for i in (1, 2)] == [(1, 1), (1, 2)]
    chained = " ".join(["Harrow is small."] + ["The letter of May names the letter."] * 3000)
    assert SentenceForms(Document.from_text(chained))[2000].last == 2000


def test_a_quotation_ends_with_its_paragraph_unless_the_next_one_opens_it_again() -> None:
    sentences = ['He praised "the pockets.', "Harrow sold nine ferries.", '"We sell more', '"than we build."']
    assert sorted(find_quotations(sentences, [1, 2, 3, 4])) == [2, 3]
    assert 1 in find_quotations(sentences, [1, 1, 2, 3])
    assert not names_speaker('"The yard\'s doors are dear."') and names_speaker('The head, Ann Lee, said: "They are dear."')


def test_what_the_title_names_or_an_apposition_describes_needs_no_other_sentence() -> None:
    opening, new = "Harrow built nine ferries last year.", "Welders at the quay in Leith spoke of an outage."
    for sentence, is_known in (
        ("The outage began on Monday in Leith.", False),
        ("The outage, which lasted two days, began in Leith.", True),
        ("The outage of Monday began in Leith.", True),
        ("The prime minister spoke of it.", True),
        ("The government of Leith paid for it.", True),
        ("The ferries sail to Leith in summer.", True),
    ):
        form = SentenceForms(Document.from_text("\n\n".join([opening, new, *[opening] * 4, sentence, opening])))[6]
        assert (form.penalty == 0.0) == is_known, sentence


def test_a_second_sentence_begins_at_a_capital_that_the_text_writes_small() -> None:
    opening = "The council paid for two visitors in May, and visitors came."
    glued, named = "Ida Holm spoke of the ferry Visitors were led to the quay.", "Ida Holm spoke of the ferry Nordhavn which sank."
    forms = SentenceForms(Document.from_text("\n\n".join([opening, opening, glued, named, opening])))
    assert not forms[2].is_fit and forms[3].is_fit


@pytest.mark.parametrize(
    ("glued", "whole"),
    [
        ("Ida Holm sailed the ferry into the harbour Mira Dalen was on the quay.", "Ida Holm sailed the ferry into the harbour where Mira Dalen was."),
        ("Harrow is selling nine ferries to the port this month Dalen told the council of it.", "The council paid for the ferries after striker Ivo Brandt was hurt."),
        ("The ferry was tied up with two ropes Dalen had left the bridge.", "The ferry that Dalen had left was tied up with two ropes."),
    ],
)
def test_a_second_sentence_begins_at_a_name_with_its_verb(glued: str, whole: str) -> None:
    assert penalty(glued, "en") > penalty(whole, "en") == 0.0


@pytest.mark.parametrize(
    ("code", "sentence", "statement"),
    [
        ("zh", "【导读】东河水泵去年卖出三万台水泵。", "东河水泵去年卖出三万台水泵"),
        ("zh", "而东河水泵去年卖出三万台水泵。", "东河水泵去年卖出三万台水泵"),
        ("zh", "那从出口来看东河水泵是最大的。", "从出口来看东河水泵是最大的"),
        ("en", "Harrow sold nine ferries in May.3", "Harrow sold nine ferries in May"),
        ("en", "Harrow paid 4.3", "Harrow paid 4.3"),
        ("en", "Dalen said: 'It sails in 10 days' time.", "Dalen said: It sails in 10 days' time"),
        ("en", "Dalen drew the 'end of days' ferry.", "Dalen drew the 'end of days' ferry"),
        ("en", 'Harrow has a 34" screen.', 'Harrow has a 34" screen'),
        ("en", 'Harrow sold "nine ferries.', "Harrow sold nine ferries"),
    ],
)
def test_what_ties_a_sentence_to_its_page_is_left_out(code: LanguageCode, sentence: str, statement: str) -> None:
    assert plain_statement(sentence, code) == statement


def test_a_filler_within_speech_points_at_nothing() -> None:
    said = "东河水泵今年要把这个出口的比例提高到三成。"
    chat = "嗯，我觉得你说的对吧，我们大家其实都是这样觉得的。"
    spoken = Document.from_text("\n\n".join([chat, said, *[chat] * 5])).model_copy(update={"kind": "transcript"})
    assert SentenceForms(spoken, 1.0)[1].is_fit
    assert not SentenceForms(spoken.model_copy(update={"kind": "news"}), 1.0)[1].is_fit


def test_a_chinese_speaker_needs_the_sentence_that_says_who_he_is() -> None:
    opening, person, said = "东河水泵去年收入增长一成。", "东河水泵董事长李明看好出口。", "李明表示，水泵明年将会涨价。"
    later = SentenceForms(Document.from_text("\n\n".join([opening, person, said])))
    known = SentenceForms(Document.from_text("\n\n".join([person, opening, said])))
    quoted = SentenceForms(Document.from_text("\n\n".join([opening, person, "“水泵明年将会涨价”，李明说。"])))
    assert min(later[2].penalty, quoted[2].penalty) > known[2].penalty == 0.0
    assert later[2].penalty_beside(person) == 0.0


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我们这场圆桌的主题是水泵。", "我们的水泵是出口的主力。"),
        ("今天我们讨论的主题是水泵。", "水泵是今天的主力。"),
        ("我们先让江老师来说一说。", "我们先让江河流进水库。"),
        ("水泵研究中心的研究员周秋老师。", "水泵研究中心有三名老师。"),
        ("刚才王总介绍了水泵的出口。", "东河刚刚介绍了水泵的出口。"),
    ],
)
def test_what_moves_a_meeting_on_is_worth_less(said: str, meant: str) -> None:
    assert talk_penalty(said, "zh", 0.0) > talk_penalty(meant, "zh", 0.0) == 0.0


def test_what_is_said_to_a_speaker_by_name_is_worth_less() -> None:
    text = "Ivo, our yard has room for nine ferries.\n\nFerries have room for nine cars.\n\nThe yard is full."
    call = Document.from_text(text).model_copy(update={"kind": "transcript"})
    named = call.model_copy(update={"blocks": tuple(block.model_copy(update={"speaker": "Ivo Brandt"}) for block in call.blocks)})
    assert SentenceForms(named)[0].penalty > SentenceForms(call)[0].penalty == 0.0


@pytest.mark.parametrize("empty", ["东河水泵3月30日晚间发布2019年度业绩报告。", "双方律师就水泵的价格进行了充分辩论。", "各厂对水泵的价格发表了意见。"])
def test_what_only_says_that_something_was_told_is_worth_less(empty: str) -> None:
    assert penalty(empty, "zh") > penalty("东河水泵董事长李明看好出口。", "zh") == 0.0


def test_a_man_is_not_named_by_a_woman() -> None:
    assert mentions("a man fell", "man") and mentions("the men met two mans", "man") and not mentions("a woman fell", "man")


def test_a_point_is_taken_once_another_names_its_subject() -> None:
    opening = "Harrow Yard won the prize of the city for its electric ferry on Monday."
    person = "The yard in Leith is led by Mira Dalen, who built nine electric ferries for harbours in Chile and Norway."
    said = "Dalen expects orders of nine million crowns for twelve ferries from harbours in Finland this year."
    rest = "Weavers at the mill went home at noon."
    draft = write_offline(Document.from_text("\n\n".join([opening, person, said, rest])), Settings()).draft
    points = [point.text for group in draft.groups for point in group.points]
    assert any("Mira Dalen" in point for point in points) and any(point.startswith("Dalen expects") for point in points)


def test_a_reader_knows_a_subject_that_a_statement_before_names() -> None:
    opening, person, thing = "Harrow built nine ferries last year.", "The yard is led by Mira Dalen.", "The council of Leith sent a letter."
    for sentence, told in (("Dalen expects orders for twelve more.", "mira dalen left."), ("The letter asks for new doors.", "it sent a letter.")):
        form = SentenceForms(Document.from_text("\n\n".join([opening, person, thing, opening, sentence, opening])))[4]
        assert form.penalty_beside(told) < form.penalty_beside(opening.lower()) == form.penalty, sentence


def test_two_sentences_that_stand_together_lack_what_the_first_lacks() -> None:
    opening, first = "Harrow built nine ferries last year.", "Leith Ferries also sold nine ferries to the city."
    forms = SentenceForms(Document.from_text(f"{opening}\n\n{first} They were built of steel.\n\n{opening}"))
    assert (forms[2].first, forms[2].last) == (1, 2)
    assert forms[2].penalty > forms[1].penalty > 0.0


def test_the_row_of_a_table_is_no_point() -> None:
    document = Document.from_text("# Ferries\n\nThe yard sold nine ferries in May, two more than a year before.\n\n| Yard | May 2024 | May 2025 |\n|---|---|---|\n| Nordhavn | 7 | 9 |\n\nProfit rose by a tenth.")
    cited = {citation for _, statement in summarize(document).statements() for citation in statement.citations}
    assert cited == {1, 4}


@pytest.mark.parametrize(
    "text",
    ["Call 138****5678", "Call 138****5678 or 139****1234", "The number is 3201**********1234", "2**10 and 2**11", "2 * 3 * 4 = 24", "F**king ferries"],
)
def test_stars_within_words_and_between_figures_stay(text: str) -> None:
    assert plain_statement(text, "en") == text


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The rating starts at 'BBB-'.", "The rating starts at 'BBB-'"),
        ("He said 'Build a ferry.", "He said Build a ferry"),
        ("All are as safe as possible.'", "All are as safe as possible"),
        ("She spoke of a 'great ferry '.", "She spoke of a 'great ferry '"),
        ("The paper said '[Holm] … built a ferry.'", "The paper said '[Holm] … built a ferry.'"),
        ("It is the welders' ferry.", "It is the welders' ferry"),
    ],
)
def test_half_of_a_pair_of_single_marks_is_not_printed(text: str, statement: str) -> None:
    assert plain_statement(text, "en") == statement


def test_marks_of_bold_type_and_slanted_type_are_no_words() -> None:
    assert plain_statement("***Nine*** ferries were **sold *in* May**.**", "en") == "Nine ferries were sold in May"
    assert plain_statement("**On Monday the yard sold a ferry.", "en") == "On Monday the yard sold a ferry"
    assert plain_statement("The yard sold it _before_ the strike.", "en") == "The yard sold it before the strike"
    assert plain_statement("[**31** *Nine ferries*](./31.md) were sold.", "en") == "31 Nine ferries were sold"
    assert plain_statement("Call load_pump_file to read it.", "en") == "Call load_pump_file to read it"
    assert plain_statement("LEEDS, England, March 3, 2025 /PRNewswire/ -- Harrow sold a ferry.", "en") == "Harrow sold a ferry"
    assert plain_statement("(PHOENIX) – Harrow sold a ferry.", "en") == "Harrow sold a ferry"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Kenneth will discuss this in more detail on the next slide.", "Kenneth will sell nine ferries in May."),
        ("We look forward to reporting back to you in May.", "We look forward to nine ferries in May."),
        ("As Chantal mentioned, our margin rose in May.", "Our margin rose in May, Chantal said."),
        ("My name is Ida Holm, and I build ferries.", "Ida Holm has built ferries at our yard."),
        ("You may also visit our yard in May.", "We visit our yard in May."),
    ],
)
def test_what_a_speaker_announces_or_points_back_to_is_worth_less(said: str, meant: str) -> None:
    assert talk_penalty(said, "en", 0.5) > talk_penalty(meant, "en", 0.5) == 0.0


@pytest.mark.parametrize(
    ("text", "plain"),
    [("理事会通过了决议[1]，逐步落实。", "理事会通过了决议，逐步落实"), ("数组a[1]的值是三。", "数组a[1]的值是三")],
)
def test_marks_of_references_within_a_sentence_are_left_out(text: str, plain: str) -> None:
    assert plain_statement(text, "zh") == plain
