"""Which sentences become points, and how many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from summarizer.extractive import write_extractive
from summarizer.extractive.grouping import _merge_single_points
from summarizer.extractive.segmentation import TopicSegment
from summarizer.extractive.selection import _is_worth_saying
from summarizer.models import Document, Draft, Heading
from summarizer.settings import Settings


def draft_of(text: str, **choices: int) -> Draft:
    return write_extractive(Document.from_text(text), Settings.model_validate(choices)).draft


def test_a_name_goes_before_what_needs_it() -> None:
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


def test_a_group_of_one_point_joins_its_neighbour_while_two_groups_are_left() -> None:
    chosen = [(TopicSegment(0, 4), [1, 2]), (TopicSegment(4, 8), [5]), (TopicSegment(8, 12), [9, 10])]
    joined = _merge_single_points(chosen, 3)
    assert [(part.start, part.end, points) for part, points in joined] == [(0, 8, [1, 2, 5]), (8, 12, [9, 10])]
    assert _merge_single_points(chosen, 2) == chosen, "no more points than asked for"
    assert _merge_single_points(chosen[:2], 5) == chosen[:2], "two groups stay"
    assert [points for _, points in _merge_single_points(chosen[:2], 5, least=1)] == [[1, 2, 5]], "but in a transcript"
    heading = Heading(level=2, before=1, start=0, end=9, text="A heading")
    headed = [(TopicSegment(start, start + 4, ((start, heading),)), points) for start, points in ((0, [1, 2]), (4, [5]), (8, [9, 10]))]
    assert _merge_single_points(headed, 5) == headed


def test_plain_titles_are_in_the_script_of_the_article() -> None:
    draft = draft_of("東河廠去年賣出三萬台水泵，收入增長一成。\n\n李明表示，若價格上漲則水泵滯銷。")
    assert [group.title for group in draft.groups] == ["要點"]


def test_a_call_has_a_few_points_that_stand_alone() -> None:
    told = [
        "Revenue of the yard rose by nine percent to 40 million crowns in the quarter.",
        "The margin of the mill improved to 24 percent as wool became cheaper.",
        "Orders for cranes fell to six, half of what the port of Turku bought last year.",
        "We expect capital spending of 12 million crowns for a dock in Graz.",
        "Fitters of engines were paid three percent more from April.",
        "Cash at the end of March was 7 million crowns, after a dividend of two crowns.",
    ]
    chat = ["Thank you, and good morning.", "I think we feel good about it, you know.", "As I mentioned, that is kind of where we are."]
    for speaker in ("Mira Stone", None):
        call = Document.from_text("\n\n".join([*told, *chat])).model_copy(update={"kind": "transcript"})
        call = call.model_copy(update={"blocks": tuple(block.model_copy(update={"speaker": speaker}) for block in call.blocks)})
        draft = write_extractive(call, Settings()).draft
        points = [point.text for group in draft.groups for point in group.points]
        assert 3 <= len(points) <= 8 and all(f"{point}." in told for point in points)


@given(st.integers(0, 12), st.floats(-9.0, 9.0), st.floats(0.0, 9.0))
def test_of_a_talk_two_sentences_are_told_and_others_if_they_are_worth_it(rank: int, worth: float, more: float) -> None:
    assert _is_worth_saying(0, worth) and _is_worth_saying(1, worth)
    assert _is_worth_saying(rank, worth + more) or not _is_worth_saying(rank, worth), "what is worth more is told too"
    assert _is_worth_saying(rank, worth) or not _is_worth_saying(rank + 1, worth), "and what comes before it"


def test_a_surname_that_the_core_viewpoint_introduces_opens_a_point() -> None:
    draft = draft_of(
        "Harrow Yard wins the prize of the city for its small ferry\n\nThe city of Leith met on Monday.\n\nHarrow Yard won the prize of "
        "the city for the small electric ferry that Mira Dalen built.\n\nDalen expects orders of nine million crowns for electric "
        "ferries from harbours in Chile and in Norway.\n\nOfficials of the harbour say orders of nine million crowns for electric "
        "ferries may come from Chile.",
        points=1,
        groups=1,
    )
    assert draft.core_viewpoint and "Mira Dalen" in draft.core_viewpoint.text
    assert [point.text.split()[0] for group in draft.groups for point in group.points] == ["Dalen"]
