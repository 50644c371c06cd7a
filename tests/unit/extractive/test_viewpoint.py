"""What may be the Core Viewpoint."""

from __future__ import annotations

import pytest

from summarizer.extractive import write_extractive
from summarizer.extractive.kind_cues import is_question
from summarizer.extractive.viewpoint import claim_of_title, score_form
from summarizer.languages import LANGUAGES
from summarizer.models import Document, Draft
from summarizer.settings import Settings


def draft_of(text: str, **choices: int) -> Draft:
    return write_extractive(Document.from_text(text), Settings.model_validate(choices)).draft


def test_a_title_asks() -> None:
    assert is_question("水泵卖完之后，下一步比什么？") and is_question("Why the pumps stopped") and is_question("为什么没有水")
    assert not is_question("Eastbrook sells pumps") and not is_question("东河卖水泵")


@pytest.mark.parametrize(
    "text",
    [
        "2025年的答案来得很早：每三台水泵里有一台是电动的。\n\n全国去年销售水泵310万台，其中电动水泵105万台，占比达到33.9%。\n\n归根结底，电动水泵的胜负在于维修成本，而不在于售价。",
        "Ten years ago nobody in the valley had an electric pump.\n\nFarmers bought 105,000 electric pumps last year, a third of all pumps sold.\n\nIn the end, the cost of repair will decide which pump wins, not its price.",
    ],
)
def test_the_conclusion_counts_more_than_what_leads_in(text: str) -> None:
    document = Document.from_text(text)
    first, *_, last = score_form(document, range(len(document.sentences))).tolist()
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
    assert points and not any(LANGUAGES["zh"].is_foreign(text) for text in points)


def test_a_mail_opens_with_its_matter() -> None:
    draft = draft_of("各位好：\n\n仓库的搬迁推迟到六月十五日，原因是消防验收没有通过。房东承担一半的费用，约四万元。\n\n有问题随时找我。\n\n祝好")
    assert draft.core_viewpoint.text == "仓库的搬迁推迟到六月十五日，原因是消防验收没有通过"
    assert [point.text for group in draft.groups for point in group.points] == ["房东承担一半的费用，约四万元"]


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


def test_a_sentence_that_says_nothing_joins_no_viewpoint() -> None:
    draft = draft_of(
        "How the Harrow shipyard came down from its summit\n\n"
        "The Harrow shipyard began slowly. Its first ferry took three years, from a drawing of 1998 to the launch in 2001.\n\n"
        "Orders at the yard fell to 9 ferries in 2023, from 31 in the year of its summit, as the northern routes closed one by one.\n\n"
        "The yard sold its second dock for 40 million crowns. Welders moved to the wind farms in the south."
    )
    assert "began slowly" not in draft.core_viewpoint.text


def test_the_viewpoint_of_a_call_has_the_figures_of_the_whole_company_and_no_date_of_a_filing() -> None:
    said = [
        "We expect to file our Form 10-K with the commission later than we have done before, in the first quarter of the year.",
        "Ferry building contributed quarterly earnings of $8.1 million compared to $5.0 million in the year before, with nine ferries.",
        "Costs of revenues in the quarter were $30 million compared to $28 million in the second quarter of the year before.",
        "For the second quarter, revenues of the yard decreased to $40 million compared to $43 million in the year before.",
        "We expect revenue of the ferry yard to grow by 4% in the second half of the year, with margins near 24%.",
        "We want to thank our welders in Leith for the nine ferries that they built for us in the winter of the strike.",
    ]
    text = "Harrow Q2 2025 Earnings Call Transcript\n\nIda Holm: Thank you, and good morning.\n\n" + "\n\n".join(f"{name}: {sentence}" for name, sentence in zip(("Omar Haddad", "Ida Holm") * 3, said, strict=True))
    document = Document.from_text(text)
    assert document.kind == "transcript"
    viewpoint = write_extractive(document, Settings()).draft.core_viewpoint
    assert viewpoint and "revenues of the yard decreased to $40 million" in viewpoint.text
    assert "10-K" not in viewpoint.text and "Costs" not in viewpoint.text


def test_a_short_call_has_its_outlook_and_a_point() -> None:
    draft = draft_of(
        "Harrow Q1 2026 Earnings Call Transcript\n\n"
        "Operator: Good morning and welcome to the Harrow first quarter call. Please go ahead.\n\n"
        "Ida Holm: Thank you. Revenue for the first quarter was $40 million, up 14% from last year. Our ferry segment grew 20%. "
        "We expect full-year revenue of $170 million. I will now hand over to Omar.\n\n"
        "Omar Haddad: Thank you, Ida. Net income was $3 million, or 12 cents per share. We can now take your questions.\n\n"
        "Operator: The first question is from Jane Roe of Norvik Bank.\n\n"
        "Jane Roe: Good morning. Could you talk about margins in the second half?\n\n"
        "Ida Holm: Sure. We expect margins to be near 24% in the second half, as steel is cheaper. I would say that this is the main driver."
    )
    assert "Revenue for the first quarter" in draft.core_viewpoint.text and "We expect" in draft.core_viewpoint.text
    assert [point.text for group in draft.groups for point in group.points] == ["Net income was $3 million, or 12 cents per share"]


def test_an_item_is_told_by_its_first_sentence_that_stands_alone() -> None:
    draft = draft_of(
        "Morning brief\n\n1. Harrow sold nine ferries to Norway for $40 million. Delivery starts in May.\n\n"
        "2. Two further cuts are expected. The Bank of Merrow is to cut rates by a quarter point on Friday.\n\n"
        "3. In other news, Castellan lost 3 percent after a fire at its Leith plant."
    )
    told = [draft.core_viewpoint.text, *(point.text for group in draft.groups for point in group.points)]
    assert any("The Bank of Merrow" in text for text in told) and any(text.startswith("Castellan lost") for text in told)
    assert not any("further cuts" in text for text in told)


def test_what_a_call_shows_on_a_slide_is_no_outlook() -> None:
    text = (
        "Harrow earnings call transcript: the potential of ferries over the next four quarters\n\n"
        "Operator: Good morning and welcome to the Harrow first quarter call. Please go ahead.\n\n"
        "Ida Holm: Thank you. Revenue for the first quarter was $40 million, up 14% from last year. "
        "OUTLOOK I will now hand over to Omar.\n\n"
        "Omar Haddad: Thank you, Ida. Net income was $3 million, or 12 cents per share. We can now take your questions.\n\n"
        "Jane Roe: Good morning. Could you talk about ferries?\n\nIda Holm: Sure. Ferries sell well."
    )
    for said, is_told in (("On slide 9 we illustrate the key potential of ferries from Leith, for which", False), ("From Leith and Skarv", True)):
        core = draft_of(text.replace("OUTLOOK", f"{said} we expect revenue of $9 million over the next four quarters.")).core_viewpoint.text
        assert "Revenue for the first quarter" in core and ("we expect" in core) == is_told


@pytest.mark.parametrize(
    "lead",
    [
        "据东河媒体12日报道，今年共有4.6万名水手在东河学习，这一数量较去年增长23%，创历史新高。",
        "【东河社微特稿】东河港今年招收水手4.6万人，这一数量较去年增长23%，创历史新高。",
        "记者12日从东河港务局获悉，东河今年招收水手4.6万人，较去年增长23%。",
    ],
)
def test_the_lead_of_news_needs_nothing_before_it(lead: str) -> None:
    core = draft_of(f"{lead}\n\n东河水手学校的数据显示，今年水手人数较去年增长13%，其中东河水手最多。\n\n西山港的水手人数同期增长9%。港务局说，渡轮航线明年还要增加。\n\n船长李明表示，水手宿舍已经住满。").core_viewpoint
    assert core.sentences[0] == 1 and "4.6万" in core.text and "微特稿" not in core.text


def test_headings_are_no_title_of_the_core() -> None:
    draft = draft_of(
        "The Harrow yard will close its second dock in May and move 400 welders to Leith, it said on Monday.\n\n"
        "The yard has built ferries since 1911, and nine of them last year.\n\n"
        "Fourth son of the family\n\n"
        "Apart from the yard, the Harrow family owns a brewery, a bank and, through the fourth son of the family, a museum.\n\n"
        "Rivals in the south\n\nYards in the south deliver in half the time. Their rivals pay less for steel."
    )
    assert draft.core_viewpoint.sentences == (1,)


def test_a_short_lead_is_completed_by_what_the_article_is_about() -> None:
    lead, news = "东河船厂负责人13日上午在西山船舶展览会上公布了明年的生产计划。", "明年五月起，船厂停售柴油渡轮，只造电动渡轮。"
    rest = "柴油渡轮的船票不涨价。西山工厂供应电池。东河船厂去年卖出九艘电动渡轮。船厂认为，柴油渡轮三年内会退出市场。西山的水手担心跑不远。渡轮航线明年增加两条。展会持续两天。旧船坞改建为博物馆。"
    assert draft_of(f"{lead}{news}\n\n{rest}").core_viewpoint.sentences == (1, 2)
    assert draft_of(f"东河船厂公布生产计划\n\n{lead}{news}\n\n{rest}").core_viewpoint.sentences == (1,)


@pytest.mark.parametrize(
    "text",
    [
        "与以往不同的是，招聘首次由猎头公司承办，待遇创东河船厂新高。\n\n招聘在今年首次由猎头公司承办，待遇创东河船厂招聘的新高。",
        "Unlike in earlier years, the yard hires its managers through an agency.\n\nThe yard hires its managers through an agency for the first time.",
    ],
)
def test_what_is_compared_with_the_past_is_background(text: str) -> None:
    compared, plain = score_form(Document.from_text(text), [0, 1]).tolist()
    assert plain - compared > 1.0


def test_the_core_of_a_meeting_is_what_a_speaker_holds() -> None:
    document = Document.from_text(
        "主持人：好的，那我们接下来聊聊渡轮码头的事情，大家觉得怎么样呢？\n\n"
        "李明：就是码头上的人多嘛，然后船票你看那边都卖光了，大家都在码头等着。渔村的船票去年在码头卖光了三个月，渡轮码头的人多。\n\n"
        "王芳：我一直主张渡轮码头交给三个渔村自己管理，码头的船票也归渔村。\n\n"
        "李明：对吧，码头那个牌子就是去年挂的，你看都掉漆了嘛。\n\n主持人：谢谢大家。"
    ).model_copy(update={"kind": "transcript"})
    assert "渡轮码头交给三个渔村自己管理" in write_extractive(document, Settings()).draft.core_viewpoint.text


def test_a_digest_opens_with_the_items_that_its_title_names() -> None:
    items = [
        "东河港公布，前四个月渡轮客运量806万人次，同比下降0.4%。",
        "西山银行宣布下调房贷利率0.25个百分点，自7月1日起施行。",
        "南岭电网数据显示，4月充电桩新增1.2万台。",
        "启程船厂否认出售第二船坞，称网传消息不实。",
        "禾原农机：一季度净利润1.52亿元，同比增长31%。",
    ]
    numbered = "\n\n".join(f"{number}、{item}" for number, item in enumerate(items, 1))
    core = draft_of(f"港口早参丨西山银行下调房贷利率；启程船厂否认出售船坞\n\n港口早参 编辑部\n\n## 要闻\n\n{numbered}").core_viewpoint
    assert "西山银行" in core.text and "启程船厂" in core.text and "东河港" not in core.text


def test_a_call_with_headings_gives_its_figures() -> None:
    text = (
        "Harrow plc Q2 2025 Earnings Call Transcript\n\n## Presentation\n\n"
        "Operator: Good morning, and welcome to the Harrow second-quarter call.\n\n"
        "Ida Holm: Thank you. Revenue rose 6% to $1.9 billion, and our margin improved to 61.8%. Free cash flow was $412 million. "
        "We bought back 2.1 million shares and we still expect capital spending of $1.4 billion this year.\n\n"
        "## Question-and-Answer Session\n\nOperator: Our first question comes from Jane Roe.\n\n"
        "Jane Roe: Could you talk about ferries?\n\nIda Holm: Ferries were down 14%. Two routes closed in April."
    )
    assert "Revenue rose 6%" in draft_of(text).core_viewpoint.text


def test_the_core_of_a_meeting_has_what_else_is_held() -> None:
    document = Document.from_text(
        "主持人：好的，那我们接下来聊聊渡轮码头的事情，大家觉得怎么样呢？\n\n"
        "王芳：我一直主张渡轮码头交给三个渔村自己管理，码头的船票也归渔村。\n\n"
        "李明：我认为船厂欠水手的工资要先还清，再谈新的航线和电动渡轮。\n\n"
        "主持人：对吧，你看那个牌子就是去年挂的，都掉漆了嘛。谢谢大家。"
    ).model_copy(update={"kind": "transcript"})
    core = write_extractive(document, Settings()).draft.core_viewpoint
    assert "渡轮码头交给三个渔村" in core.text and "船厂欠水手的工资" in core.text


@pytest.mark.parametrize(
    "said",
    [
        "For the third quarter, total revenue came in at $1.2 billion.",
        "As this shows, in Q4 last year, we achieved a 5.7% sequential growth in revenue.",
        "I'm pleased to report another good quarter, with revenue up 20% to $3.1 billion.",
        "Our results this quarter were strong: revenue increased 14% to $1.9 billion.",
        "Same-store sales grew 3.2% in the third quarter.",
    ],
)
def test_a_call_tells_the_figures_of_its_period(said: str) -> None:
    cue = LANGUAGES["en"].statements.patterns.core_cues["transcript"][0]
    assert cue.search(said)


@pytest.mark.parametrize(
    "said",
    [
        "In our ferry segment, sales grew 4% in the quarter.",
        "We expect a good second half, with revenue of $4 billion.",
        "Ferry building contributed quarterly earnings of $8.1 million.",
    ],
)
def test_neither_a_part_nor_an_outlook_is_the_result_of_a_period(said: str) -> None:
    cue = LANGUAGES["en"].statements.patterns.core_cues["transcript"][0]
    assert not cue.search(said)


def test_that_results_were_reported_says_nothing_of_them() -> None:
    occasion = LANGUAGES["en"].statements.patterns.occasion
    assert occasion.search("Harrow Glass plc today reported results for the third quarter ended September 30, 2025.")
    assert not occasion.search("Harrow Glass reported results for the third quarter with sales of £214 million.")


def test_what_was_read_out_on_a_call_is_summed_up_by_the_figures_of_the_whole_company() -> None:
    core = draft_of(
        "We hope that all of our shareholders and welders are well. We built ferries in four docks this year.\n\n"
        "For the third quarter, Harrow reported total revenues of $40 million, up 14% from last year. "
        "Our northern dock launched four ferries, which is more than our southern dock launched. "
        "In the southern dock, costs of steel were 3% lower, as we bought it in Norvik.\n\n"
        "Our teams trained 90 welders in Leith, and we hired another 30 of them in March. "
        "We now expect revenue of $170 million for the full year, with a margin near 24%. "
        "We want our ferries to sail for forty years. We will now take questions."
    ).core_viewpoint.text
    assert "total revenues of $40 million" in core and "We now expect revenue of $170 million" in core


def test_a_general_lead_of_untitled_news_stands_with_the_news_of_the_day() -> None:
    rest = "船厂今年卖出九艘渡轮。水手的宿舍已经住满。码头的灯明年更换。\n\n西山的船坞出租给渔村。渡轮的票价不变。"
    general, news = "水手的培训一向关系到渡轮和码头的安全。", "东河港务局12日决定，从明年起给每个水手发放三千元培训补贴。"
    assert draft_of(f"{general}{news}\n\n{rest}").core_viewpoint.sentences == (1, 2)
    dated = "东河港务局12日宣布，水手宿舍的租金下调三成。"
    assert draft_of(f"{dated}{news}\n\n{rest}").core_viewpoint.sentences != (1, 2)


def test_news_behind_the_lead_stands_with_the_lead() -> None:
    rest = "Harrow's second dock was built in 1911. Welders from Leith moved there in May.\n\nThe museum is open on Sundays."
    detail = "Norvik Bank, which bought the Harrow yard's second dock for 40 million crowns, holds the debt of the Harrow yard."
    core = draft_of(f"The family behind the yard asks the buyer of its dock to pay back a loan.\n\n{detail} {rest}").core_viewpoint
    assert core.sentences[0] == 1
    told = draft_of(f"You would think that nobody wants a dock that leaks.\n\n{detail} {rest}").core_viewpoint
    assert 1 not in told.sentences


def test_the_words_of_one_of_many_people_are_no_thesis_of_an_essay() -> None:
    draft = draft_of(
        "渡轮涨价，水手为什么不满？\n\n"
        "“船票涨价，我们水手一分钱也没有多拿。”水手王五说，渡轮涨价让他不满，“这就是欺负人”。\n\n"
        "渡轮涨价有两个原因，一是柴油贵了，二是船厂要还贷款。水手的工资三年没有变。\n\n"
        "码头上的人少了。渔村的船票卖得更便宜。"
    )
    assert "欺负人" not in draft.core_viewpoint.text


def test_the_core_of_a_filing_is_on_its_matter_and_not_on_who_files_it() -> None:
    core = draft_of(
        "启程船厂股份有限公司关于股东解除质押的公告\n\n证券代码：600000 公告编号：临2025-001\n\n"
        "海岸投资有限公司持有启程船厂股份有限公司（简称“启程船厂”）股份5,000万股，占启程船厂总股本的8%。"
        "本次解除质押后，海岸投资有限公司所持股份的质押数量为2,000万股，占其持股总数的40%。\n\n特此公告。"
    ).core_viewpoint.text
    assert "本次解除质押后" in core


def test_the_opening_of_an_interview_whose_title_names_the_occasion_is_no_thesis() -> None:
    core = draft_of(
        "港务局负责人就渡轮安全问题接受东河晚报记者采访\n\n"
        "今年3月，有水手认为东河的渡轮存在“锚不落、灯不亮、舵不转”的安全风险。\n\n"
        "问：港务局了解到哪些情况？\n\n答：我们检查了所有渡轮，锚和灯都正常。总的来看，东河渡轮的安全状况良好，风险很低。\n\n"
        "问：以后怎么检查？\n\n答：港务局每个月检查一次渡轮，检查的结果会公布。"
    ).core_viewpoint.text
    assert "有水手认为" not in core and "安全状况良好" in core


@pytest.mark.parametrize(
    "said",
    [
        "I'm pleased to announce that we achieved net sales growth of 7.8%, with increases in all docks.",
        "Our retention was 76% and we posted FFO of $0.35 in the quarter.",
        "We're happy with the 24% unit growth that we saw, and we delivered 12% organic growth in the quarter.",
    ],
)
def test_a_call_tells_its_figures_behind_other_words(said: str) -> None:
    assert LANGUAGES["en"].statements.patterns.core_cues["transcript"][0].search(said)


@pytest.mark.parametrize(
    "said",
    [
        "Sales and marketing costs increased approximately 35% in the quarter.",
        "Our earnings guidance for the quarter is $1.40 a share.",
        "Northern docks and slipways achieved sales growth of 15% in the quarter.",
    ],
)
def test_costs_forecasts_and_parts_are_no_figures_of_the_whole(said: str) -> None:
    assert not LANGUAGES["en"].statements.patterns.core_cues["transcript"][0].search(said)


@pytest.mark.parametrize(
    ("said", "is_outlook"),
    [
        ("We expect core earnings to be in the range of $2 to $2.06 per share.", True),
        ("Net sales growth is now projected in a range of 3% to 4%.", True),
        ("I want to remind everyone that our guidance is on service revenues, and on nothing else.", False),
        ("In addition to new revenue opportunities, we expect ferries to sail more smoothly, improving the view.", False),
        ("The northern segment is expected to provide $80 million of earnings.", False),
    ],
)
def test_an_outlook_says_what_a_measure_is_expected_to_be(said: str, is_outlook: bool) -> None:
    assert bool(LANGUAGES["en"].statements.patterns.core_cues["transcript"][1].search(said)) == is_outlook


def test_a_word_of_the_title_of_a_digest_names_no_item() -> None:
    items = [
        "东河港公布，前四个月渡轮客运量806万人次，同比下降0.4%。",
        "西山银行宣布下调房贷利率0.25个百分点，自7月1日起施行。",
        "南岭电网数据显示，4月充电桩新增1.2万台。",
        "禾原农机：一季度净利润1.52亿元，同比增长31%。",
        "启程船厂否认退出市场，称网传消息不实。",
    ]
    numbered = "\n\n".join(f"{number}、{item}" for number, item in enumerate(items, 1))
    core = draft_of(f"港口早报：把握市场脉搏\n\n{numbered}").core_viewpoint
    assert "东河港" in core.text and "西山银行" in core.text


def test_an_interview_under_the_name_of_the_guest_opens_with_who_that_is() -> None:
    core = draft_of(
        "Ida Holm\n\n## Who are you, and what do you do?\n\n"
        "I'm Ida Holm, and I build ferries in Harrow. Most of my ferries sail to Norvik. If you have seen one, tell me.\n\n"
        "## What hardware do you use?\n\n"
        "The welding torch that I use most is a Castellan 41, which I bought second-hand from a yard in Leith. "
        "My laptop is seven years old, and I draw the hulls of all my ferries on it.\n\n"
        "## What would be your dream setup?\n\nI think that a dry dock with a roof is the key to everything."
    ).core_viewpoint.text
    assert core == "I'm Ida Holm, and I build ferries in Harrow. Most of my ferries sail to Norvik"


@pytest.mark.parametrize(
    "text",
    [
        "渡轮一向被认为是东河人出行的首选，船票年年涨价。不过，船厂这次把渡轮交给渔村免费使用。\n\n渔村有九艘渡轮。水手的工资由船厂支付。码头的灯明年更换。",
        "Shipyards like Harrow are best known for the ferries that they build for Norvik. However, a yard in Leith now makes museums of old ferries.\n\nNine ferries lie in its dock. Visitors come on Sundays. The welders give tours.",
    ],
)
def test_what_turns_from_the_lead_stands_behind_it(text: str) -> None:
    assert draft_of(text).core_viewpoint.sentences == (1, 2)


def test_news_of_a_note_has_the_advice_behind_who_gives_it() -> None:
    core = draft_of(
        "西山证券：维持启程船厂增持评级 目标价36.8元\n\n"
        "西山证券发布报告称，启程船厂宣布收购东河船厂全部股权，后者是电动渡轮的生产商，交易预计12月下旬完成。\n\n"
        "东河船厂去年收入的三成来自出口。水手的宿舍由启程船厂接管。\n\n"
        "该行表示，维持对启程船厂的“增持”评级，目标价为36.8元。"
    ).core_viewpoint
    assert core.sentences == (1, 4) and core.text.endswith("目标价为36.8元")


@pytest.mark.parametrize(
    ("title", "lead", "other"),
    [
        (
            "Hallen Rail upgrades its trains on the coast line",
            "Hallen Rail will spend 40 million crowns to upgrade its trains on the coast line by 2027.",
            "The mayor of Hallen said he did not buy the argument that fares must rise.",
        ),
        (
            "Election results in Marsk: Green party wins",
            "The Green party won the election in Marsk with 41% of the votes, official counts showed on Sunday.",
            "Harbour sales of fish, 30 million crowns a year, will move to the new market.",
        ),
    ],
)
def test_words_of_brokers_and_of_results_make_neither_of_other_news(title: str, lead: str, other: str) -> None:
    core = draft_of(f"{title}\n\n{lead}\n\nThe work begins in May.\n\n{other}\n").core_viewpoint.text
    assert core == lead.rstrip(".")


@pytest.mark.parametrize(
    ("title", "claim"),
    [
        ("启程船厂股份有限公司关于股东解除质押的公告", "股东解除质押的公告"),
        ("启程船厂关于回复证券交易所关于年报问询函的公告", "回复证券交易所关于年报问询函的公告"),
        ("启程船厂收到《关于对公司的监管函》的公告", "启程船厂收到《关于对公司的监管函》的公告"),
        ("启程船厂关于", "启程船厂关于"),
    ],
)
def test_the_claim_of_a_filing_is_what_stands_behind_who_files_it(title: str, claim: str) -> None:
    document = Document.from_text(f"{title}\n\n公司收到证券交易所的来函。\n")
    assert claim_of_title(document.model_copy(update={"kind": "filing", "title": title})) == claim


_PUMPS = "\n\n水泵业务有员工八百人。去年收入的三成来自出口。分析师早已预期集团收缩。"
_UNIT = "\n\nThe pump unit has 800 workers in Leith. A third of its revenue came from exports. Shares rose 5% in May."
_REPORTED = "有媒体报道称，东河集团拟以3亿元出售水泵业务。"
_SOLD = "东河集团8日宣布，以3亿元出售水泵业务。"
_TALKS = "Marsk Group is in talks to sell its pump unit for $300 million, the Norvik Times reported on Monday. "
_SELLS = "Marsk Group will sell its pump unit for $300 million, it said on Monday. "


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (f"{_REPORTED}东河集团8日否认上述报道，称没有进行任何谈判。{_PUMPS}", (1, 2)),
        (f"{_REPORTED}对此，东河集团予以否认。{_PUMPS}", (1, 2)),
        (f"{_REPORTED}东河集团否认出售水泵业务。{_PUMPS}", (1, 2)),
        (f"{_REPORTED}对于出售水泵业务的传闻，东河集团予以否认。{_PUMPS}", (1, 2)),
        (f"{_REPORTED}报道称，交易有望年内完成。\n\n东河集团随后否认了这一报道。{_PUMPS}", (1, 3)),
        ("網傳東河水泵廠5月8日發生爆炸，造成12人死亡。警方表示，該消息係謠言。\n\n水泵廠有員工八百人。", (1, 2)),
        ("社交平台上有人称，东河水泵厂5月8日发生爆炸。经核实，网传的消息不实。\n\n水泵厂有员工八百人。", (1, 2)),
        (f"{_TALKS}The company denied this and said it had not held any talks.{_UNIT}", (1, 2)),
        (f"{_TALKS}Marsk called the report untrue.{_UNIT}", (1, 2)),
        (f'{_TALKS}"The report is false," a spokesman said.{_UNIT}', (1, 2)),
        (f"{_TALKS}A spokesman for Marsk ruled out a sale of the pump unit.{_UNIT}", (1, 2)),
        (f"{_TALKS}The report said that a buyer had been found. The company denied the report.{_UNIT}", (1, 3)),
        ("Posts claim that the new flu vaccine harms women of all ages. Doctors say this is false." + _UNIT, (1, 2)),
    ],
)
def test_a_denial_stands_with_what_it_denies(text: str, sentences: tuple[int, ...]) -> None:
    assert draft_of(text).core_viewpoint.sentences == sentences


@pytest.mark.parametrize(
    "text",
    [
        f"陈某否认挪用水泵厂资金三百万元的指控。法庭8日开庭审理此案。{_PUMPS}",
        f"{_REPORTED}东河集团并不否认这一报道。{_PUMPS}",
        f"{_SOLD}交易将于年内完成。买方是西山集团。西山集团否认将裁员的传闻。{_PUMPS}",
        f"{_SOLD}对于裁员的传闻，集团予以否认。{_PUMPS}",
        f"{_SOLD}西山集团据传将收购南岭电网。西山集团否认了这一传闻。{_PUMPS}",
        f"{_SOLD}集团没有说明新东家是否认为价格过高。{_PUMPS}",
        f"{_SOLD}该计划不实施新的补贴。{_PUMPS}",
        f"{_TALKS}The company declined to confirm or deny the report.{_UNIT}",
        f"{_TALKS}The company did not deny the report.{_UNIT}",
        f"{_SELLS}Its chairman denied having taken bribes in Leith.{_UNIT}",
        f"{_SELLS}Two rivals were denied a licence for the harbour.{_UNIT}",
        f"{_SELLS}Despite rumours in Leith that workers will go, Marsk denied these claims.{_UNIT}",
        f"{_SELLS}Harrow Yard is said to have hired two welders. Harrow Yard denied the report.{_UNIT}",
    ],
)
def test_a_denial_of_something_else_and_none_stand_elsewhere(text: str) -> None:
    assert draft_of(text).core_viewpoint.sentences == (1,)


@pytest.mark.parametrize(
    "text",
    [
        "Hallen Yard to buy Lund\n\nHallen Yard will buy Lund Ferries for 3 billion crowns, its chairman said on Monday. However, it has not yet signed a contract.\n\nLund employs 800 people. Shares rose 5%. Analysts expect a long review.",
        "东河集团拟收购西山船厂\n\n东河集团8日表示拟以3亿元收购西山船厂全部股权。不过，该公司尚未签署任何协议。\n\n西山船厂有员工800人。消息公布后股价上涨5%。分析师预计审批需要一年。",
    ],
)
def test_what_leans_on_the_lead_does_not_print_it_again(text: str) -> None:
    core = draft_of(text).core_viewpoint.text
    lead = text.split("\n\n")[1].split("。")[0].split(". ")[0]
    assert core.count(lead) == 1 and len(core) > len(lead)
