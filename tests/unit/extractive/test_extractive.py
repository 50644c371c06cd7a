"""What the offline engine writes, whatever it is given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.extractive import rank_passages
from summarizer.extractive.selection import write_extractive
from summarizer.extractive.titles import title_from_heading
from summarizer.grounding.source import build_evidence_from_sentences
from summarizer.models import Document, Draft
from summarizer.settings import Settings

PIECES = st.sampled_from(
    [
        "The company sold 3,200 cars in May, 12% more than a year before.",
        "He said it was too early to tell.",
        "Why?",
        "\n\n",
        "\n",
        "# Heading\n",
        "| a | b |\n",
        "- an item of a list\n",
        "第一季度营收为12.5亿元，同比增长8%，净利润下降。",
        "然后呢？",
        "好，谢谢大家，我们接下来聊一聊这个问题。",
        "（记者张三）",
        "“我们会继续投入。”他说。",
        "公司表示，不仅要扩大产能，而且要降低成本；",
        " ",
        "\t",
        "😀",
        "…",
        "。",
        ".",
        'Dr. Smith\'s "plan" (see Fig. 2) was new',
        "GPT-4和区块链技术",
        "\u3000",
        "2024年3月1日",
        "A" * 40,
        "中" * 30,
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join) | st.text(max_size=300)


def draft_of(text: str, **choices: int) -> tuple[Document, Draft]:
    document = Document.from_text(text)
    return document, write_extractive(document, Settings.model_validate(choices)).draft


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.integers(1, 6), st.integers(1, 5))
def test_any_document_is_summarised_within_its_limits(text: str, groups: int, points: int) -> None:
    try:
        document, draft = draft_of(text, groups=groups, points=points)
    except InputError:
        return
    assert draft.language == document.language
    assert len(draft.groups) <= groups
    statements = [draft.core_viewpoint, *(point for group in draft.groups for point in group.points)]
    for statement in statements:
        assert statement.text.strip()
        assert "\n" not in statement.text
        assert all(1 <= number <= len(document.sentences) for number in statement.sentences)
    cited = [number for statement in statements for number in statement.sentences]
    assert len(cited) == len(set(cited)), "no sentence is used twice"
    for group in draft.groups:
        assert group.title.strip() and 1 <= len(group.points) <= points
        assert [p.sentences for p in group.points] == sorted(p.sentences for p in group.points), "in document order"
    assert [g.points[0].sentences for g in draft.groups] == sorted(g.points[0].sentences for g in draft.groups)
    assert draft_of(text, groups=groups, points=points)[1] == draft


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_evidence_is_exact_and_every_passage_is_ranked_once(text: str) -> None:
    try:
        document = Document.from_text(text)
    except InputError:
        return
    draft = write_extractive(document, Settings()).draft
    for statement in [draft.core_viewpoint, *(point for group in draft.groups for point in group.points)]:
        evidence = build_evidence_from_sentences(statement.sentences, document)
        assert len(evidence) == 1
        assert evidence[0].quote == document.sentence(statement.sentences[0]).text
    ranking = rank_passages(document)
    assert sorted(passage.position for passage in ranking) == list(range(len(ranking)))
    assert {passage.sentence for passage in ranking} == set(range(1, len(document.sentences) + 1))
    assert ranking[:2] == list(rank_passages(document))[:2]


def test_one_sentence_is_its_own_viewpoint() -> None:
    document, draft = draft_of("The bank raised its rate to 5 percent on Monday.")
    assert draft.core_viewpoint.text == "The bank raised its rate to 5 percent on Monday"
    assert draft.core_viewpoint.sentences == (1,)
    assert draft.groups == ()
    assert len(document.sentences) == 1


@pytest.mark.parametrize("name", ["chinese_business", "english_economy", "mixed_research"])
def test_examples_are_grouped_by_their_headings(examples: Path, name: str) -> None:
    document = Document.from_file(examples / name / "article.txt")
    draft = write_extractive(document, Settings()).draft
    headings = [str(title_from_heading(heading.text)) for heading in document.headings]
    assert 1 <= len(draft.groups) <= 5
    titles = [group.title for group in draft.groups]
    assert sum(title in headings for title in titles) >= len(titles) - 2  # those of the opening
    for group in draft.groups:  # each point stands in the section that names its group
        if group.title in headings:
            start = document.headings[headings.index(group.title)].start
            assert all(document.sentence(number).start > start for point in group.points for number in point.sentences)


def test_groups_without_a_title_of_their_own_are_joined() -> None:
    wine = "This vineyard harvested its grapes early. Both winemakers filled the cellar with barrels of young wine. Many oak doors close the hall. "
    rail = "One railway opened a new station in the north. Now trains run every ten minutes on the new line. Most guards were hired in May. "
    _, draft = draft_of("\n".join([wine, wine.replace("early", "late"), rail, rail.replace("north", "south")]))
    assert [group.title for group in draft.groups] == ["Main points"]
    numbers = [number for point in draft.groups[0].points for number in point.sentences]
    assert numbers == sorted(numbers) and numbers[0] <= 6 < numbers[-1]


def test_the_viewpoint_is_what_the_title_says() -> None:
    text = (
        "City council bans cars from the old town\n\n"
        "It was a cold evening in the hall. Some two hundred people had come.\n\n"
        "The city council voted to ban private cars from the old town from next spring. Residents may apply for permits. "
        "Shop owners fear for their sales. The mayor promised new tram lines.\n\n"
        "The vote was 31 to 12. A similar plan failed in 2015."
    )
    _, draft = draft_of(text)
    assert draft.core_viewpoint.text == "The city council voted to ban private cars from the old town from next spring"


def test_speech_and_questions_stand_back() -> None:
    text = (
        'The factory in Leipzig will close in June, the company announced on Tuesday. "I cannot believe it." '
        "Who will pay the workers? The company employs 1,400 people in the region and blamed falling demand. "
        "They were told by letter. The state government offered 20 million euros in aid for a social plan."
    )
    _, draft = draft_of(text)
    statements = [draft.core_viewpoint, *(point for group in draft.groups for point in group.points)]
    assert not {2, 3} & {number for statement in statements for number in statement.sentences}


def test_a_long_document_takes_linear_time_and_keeps_to_five_groups() -> None:
    words = ["城市交通", "老旧住房", "乡村教育", "水泵补贴", "港口收费", "图书馆", "消防队", "铁路货运", "林木采伐", "渔业配额"]
    paragraph = "第{}届大会讨论了{}和{}，代表们提出了{}条建议。会议决定为{}成立工作组，明年三月前提交报告。"
    chosen = [(words[i % 10], words[i // 300 % 10], words[i // 7 % 10]) for i in range(1500)]
    document, draft = draft_of("\n".join(paragraph.format(i, a, b, i * 7, c) for i, (a, b, c) in enumerate(chosen, 1)))
    assert len(document.sentences) > 2900
    assert 1 <= len(draft.groups) <= 5
