"""Groups of an article without headings: one list below what the article is about."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.extractive import write_extractive
from summarizer.extractive.grouping import GroupLimits
from summarizer.extractive.salience import score_document
from summarizer.extractive.selection import select_statements
from summarizer.languages import LANGUAGES
from summarizer.models import Document, Draft
from summarizer.settings import Settings

FERRIES = (
    "The Hallen yard delivered nine electric ferries to the city of Harrow on Monday. The electric ferries cost the city 40 million "
    "crowns, which a bank lends for twelve years. Captains praised the quiet engines in their first week. "
    "The city will sell its four diesel boats to a museum of ships in the south, which pays half a million crowns for them."
)
TOLLS = (
    "Bridge tolls in Harrow rise by a tenth in spring. Lorries pay most of the bridge tolls, the council said. "
    "The Norvik brewery closed its bottling hall after a fire. "
    "Residents with a disability are free of bridge tolls, and pay less for parking."
)
BUDGET = (
    "Harrow council publishes its budget\n\nThe council of Harrow published its budget for the year on Monday evening. "
    "Lorries pay most of the bridge tolls of the city and of the island. "
    "The Norvik brewery closed its bottling hall after a fire, and forty people lost their work. "
    "Residents with a disability are free of bridge tolls and of half the parking fee. "
    "The library opens a second reading hall for children and their parents. "
    "Schools get a tenth more money than last year for books and for school meals."
)
EVENING = "The council of Harrow met on Monday evening in the new town hall and talked for five hours."
NEWS = """The hospital buys two scanners for nine million crowns from a maker in the south.

Farmers sold a third less barley than a year ago because the summer was dry.

The theatre plays a drama about a lighthouse keeper until the end of March.

Tram drivers earn four per cent more from January, their union said.

The museum found a bronze bell of the twelfth century below its courtyard.

A bakery from the capital rents the empty station building for ten years.

The fire brigade has trained sixty volunteers since the spring.

Two bridges are closed for repairs until the first week of May.

The swimming club won six medals at a contest in the north."""
LEXUN = "乐讯科技上半年营业收入12.6亿元，同比增长8%。海外渠道的营业收入占到四成，主要来自东南亚。公司在宁波建成第二座电池工厂，年产能3万套。宁波的电池工厂明年还要再添两条产线。"


def draft_of(text: str, **choices: int) -> Draft:
    return write_extractive(Document.from_text(text), Settings.model_validate(choices)).draft


def groups_of(text: str, **choices: int) -> dict[str, list[str]]:
    return {group.title: [point.text for point in group.points] for group in draft_of(text, **choices).groups}


@settings(max_examples=25, deadline=None)
@given(st.permutations([*FERRIES.split(". "), *TOLLS.split(". ")]))
def test_points_have_words_of_their_title(sentences: list[str]) -> None:
    draft = draft_of(". ".join(sentence.rstrip(".") for sentence in sentences) + ".")
    english = LANGUAGES["en"]
    for group in draft.groups:
        words = english.content_words(group.title.split())
        if group.title not in english.fallback_titles:
            points = [english.word_container(point.text) for point in group.points]
            assert 2 * sum(any(word in point for word in words) for point in points) >= len(points), group.title


def test_what_nothing_names_before_the_first_heading_opens_the_summary() -> None:
    document = Document.from_file("examples/english_economy/article.txt")
    groups = write_extractive(document, Settings()).draft.groups
    assert groups[0].title not in [heading.text for heading in document.headings]
    assert "Further points" not in [group.title for group in groups]


@pytest.mark.parametrize("text", [FERRIES, TOLLS, f"{FERRIES}\n\n{TOLLS}", LEXUN])
def test_every_point_stands_in_one_group_and_no_title_comes_twice(text: str) -> None:
    draft = draft_of(text)
    points = [point.sentences for group in draft.groups for point in group.points]
    assert not any(set(one) & set(other) for one, other in itertools.combinations(points, 2))
    titles = [group.title for group in draft.groups]
    assert len(set(titles)) == len(titles)


def test_groups_stand_in_the_order_of_their_first_points() -> None:
    named = [group for group in draft_of(f"{FERRIES}\n\n{TOLLS}").groups if group.title != "Further points"]
    assert [group.points[0].sentences for group in named] == sorted(group.points[0].sentences for group in named)


def test_no_more_groups_than_asked_for() -> None:
    text = "\n\n".join([FERRIES, TOLLS, FERRIES.replace("Hallen", "Norvik").replace("nine", "four"), TOLLS.replace("brewery", "dairy")])
    assert len(draft_of(text, groups=2).groups) <= 3  # a plain one for what the two do not name
    assert len(draft_of(text, groups=1).groups) <= 2


def test_a_heading_goes_before_a_title_of_ours() -> None:
    draft = draft_of(f"# Harrow this year\n\n## The harbour\n\n{FERRIES}\n\n## The bridge\n\n{TOLLS}")
    assert [group.title for group in draft.groups] == ["The harbour", "The bridge"]


def test_points_are_one_list_in_the_order_of_the_article_where_no_heading_divides_it() -> None:
    groups = groups_of(BUDGET)
    assert len(groups) == 1
    [points] = groups.values()
    places = [BUDGET.index(point[:40]) for point in points]
    assert len(places) > 1 and places == sorted(places)


def test_a_long_list_is_one_unless_fewer_points_are_asked_for() -> None:
    text = "\n\n".join([EVENING, FERRIES, TOLLS, NEWS, BUDGET.split("\n\n")[1]])
    document = Document.from_text(text)
    _, groups = select_statements(document, score_document(document), GroupLimits(groups=5, points=2, untitled=3))
    assert len(groups) == 1 and len(groups[0].points) > 3
    assert all(len(group.points) <= 3 for group in draft_of(text, points=3).groups)
