"""One summary of many articles, offline."""

from __future__ import annotations

from pathlib import Path

import pytest

import summarizer
from benchmarks.planted_digests import plant_digests
from summarizer import Document, Settings, Summary
from summarizer.digests.offline_digest import compose_digest
from summarizer.errors import UsageError
from summarizer.models import ArticleCitation
from summarizer.render import render

EXAMPLE = Path(__file__).parents[3] / "examples" / "digest"


@pytest.fixture(scope="module")
def example() -> tuple[list[Document], Summary]:
    documents = [Document.from_file(path) for path in sorted(EXAMPLE.glob("*.txt"))]
    return documents, compose_digest(documents, Settings())


@pytest.fixture(scope="module")
def planted() -> list[Summary]:
    digests = plant_digests(3)[2:6]
    return [compose_digest([article.to_document() for article in digest.articles], Settings()) for digest in digests]


def _assert_cited(summary: Summary, documents: list[Document]) -> None:
    """Every statement is cited, its evidence stands where it says, and nothing cites a copy."""
    copies = {source.number for source in summary.sources if source.copy_of}
    for place, statement in summary.statements():
        assert statement.citations, place
        for evidence in statement.evidence:
            assert evidence.article and evidence.article not in copies, place
            document = documents[evidence.article - 1]
            assert document.text[evidence.start : evidence.end] == evidence.quote, place
            assert document.block(evidence.block).start <= evidence.start < evidence.end <= document.block(evidence.block).end


def test_the_sources_of_the_example_tell_copies_and_the_correction(example) -> None:
    _, summary = example
    assert [source.number for source in summary.sources] == list(range(1, 11))
    assert {s.number: s.copy_of for s in summary.sources if s.copy_of} == {3: 1, 6: 4}
    assert {s.number: s.corrects for s in summary.sources if s.corrects} == {8: 7}


def test_both_contradictions_of_the_example_are_statements_with_sides(example) -> None:
    _, summary = example
    sides = [[side.text for side in s.sides] for _, s in summary.statements() if s.sides]
    assert sorted(sides) == [["27亿元", "3.1 billion yuan"], ["640 people", "780人"]]
    disputed = [s for _, s in summary.statements() if s.sides]
    assert all(len(set(side.citations)) == 1 for s in disputed for side in s.sides)


def test_a_disagreement_quotes_what_the_articles_differ_on_with_a_gap_for_the_figure(example) -> None:
    documents, summary = example
    assert sorted(str(s) for _, s in summary.statements() if s.sides) == [
        "Sources differ on “Employs …”: 640 people [1:1], 780人 [2:1]",
        "Sources differ on “It costs …”: 27亿元 [4:1], 3.1 billion yuan [5:2]",
    ]
    chinese = compose_digest(documents[3:6], Settings())
    assert [str(s) for _, s in chinese.statements() if s.sides] == ["各方说法不一，分歧在于“总造价…”：27亿元 [1:1]，3.1 billion yuan [2:2]"]


@pytest.mark.parametrize("form", ["text", "line", "markdown"])
def test_the_sides_of_planted_disagreements_are_read_back(planted: list[Summary], form: str) -> None:
    found = 0
    for summary in planted:
        read = Summary.parse(render(summary, form))
        for (_, printed), (_, parsed) in zip(summary.statements(), read.statements(), strict=True):
            found += bool(printed.sides)
            assert (parsed.sides, parsed.citations) == (printed.sides, printed.citations)
    assert found >= 3


def test_no_statement_ends_in_a_full_stop_before_its_citations(example, planted: list[Summary]) -> None:
    assert any(source.corrects for summary in planted for source in summary.sources)
    for summary in (example[1], *planted):
        for _, statement in summary.statements():
            assert not statement.text.endswith((".", "。")), statement.text


def test_a_figure_that_was_taken_back_is_told_by_the_correction_alone(example) -> None:
    _, summary = example
    telling = [s for place, s in summary.statements() if "8 percent" in s.text and place != "core_viewpoint"]
    assert [s.citations for s in telling] == [(ArticleCitation(8, 1),)]


def test_each_matter_has_a_group_and_the_core_counts_them(example) -> None:
    documents, summary = example
    assert len(summary.groups) == 5
    assert summary.core_viewpoint is not None and summary.core_viewpoint.text.startswith("5 developments: ")
    _assert_cited(summary, documents)


def test_no_point_is_told_twice(example) -> None:
    _, summary = example
    texts = [s.text for place, s in summary.statements() if place != "core_viewpoint"]
    assert len(texts) == len(set(texts))


def test_of_a_single_matter_what_is_new_is_the_core_viewpoint(example) -> None:
    documents = example[0][3:6]
    summary = compose_digest(documents, Settings())
    assert len(summary.groups) == 1 and summary.language == "zh"
    assert summary.core_viewpoint is not None and "件事" not in summary.core_viewpoint.text
    _assert_cited(summary, documents)


def test_a_digest_of_one_article_is_a_digest(example) -> None:
    summary = compose_digest(example[0][:1], Settings())
    assert len(summary.sources) == 1 and summary.core_viewpoint is not None
    _assert_cited(summary, example[0])


def test_a_short_digest_tells_less_of_each_matter_but_no_fewer_matters(example) -> None:
    documents, normal = example
    short = compose_digest(documents, Settings(length="short"))
    assert [group.title for group in short.groups] == [group.title for group in normal.groups]
    assert [len(group.points) for group in short.groups] == [2] * 5
    assert sum(len(group.points) for group in normal.groups) > 10
    assert [s.sides for _, s in short.statements() if s.sides] == [s.sides for _, s in normal.statements() if s.sides]


def test_matters_beyond_the_groups_have_a_point_each(example) -> None:
    documents, _ = example
    summary = compose_digest(documents, Settings(groups=2, points=2))
    assert [len(group.points) for group in summary.groups[2:]] == [3]
    _assert_cited(summary, documents)


@pytest.mark.parametrize("seed", [7])
def test_every_planted_digest_is_cited_and_survives_json(seed: int) -> None:
    for digest in plant_digests(seed)[:8]:
        documents = [article.to_document() for article in digest.articles]
        summary = compose_digest(documents, Settings())
        _assert_cited(summary, documents)
        assert Summary.model_validate_json(summary.model_dump_json()) == summary


@pytest.mark.parametrize(("wish", "said"), [({"focus": "prices"}, "focus: the offline engine follows no words"), ({"audience": "children"}, "audience: the offline engine follows no words"), ({"shape": "news"}, "has a form of its own")])
def test_what_only_a_model_can_do_is_refused(example, wish: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        summarizer.digest(example[0], Settings(**wish))


def test_a_language_that_no_article_has_is_refused(example) -> None:
    english = [document for document in example[0] if document.language == "en"]
    with pytest.raises(UsageError, match="none of the articles is in Chinese"):
        compose_digest(english, Settings(language="zh"))
    with pytest.raises(UsageError, match="needs an article"):
        summarizer.digest([])


@pytest.mark.parametrize("form", ["text", "line", "markdown"])
def test_an_article_without_a_title_is_called_by_its_first_words(form: str) -> None:
    texts = (
        "The council of Merrow approved a bridge over the river on Tuesday [see 2], at a cost of 27 million crowns. It opens in 2027.",
        "默罗市议会周二批准修建一座跨河大桥 — 造价2700万克朗，计划于2027年通车，两岸居民届时出行时间将缩短一半。",
        "A title\n\nThe port of Merrow closed on Monday. It opens again in May.",
    )
    digest = compose_digest([Document.from_text(text) for text in texts], Settings())
    titles = [source.title for source in digest.sources]
    assert titles == ["The council of Merrow approved a bridge…", texts[1][:40] + "…", "A title"]
    assert [source.title for source in Summary.parse(render(digest, form)).sources] == titles


def test_a_date_that_no_calendar_has_is_none(example: tuple[list[Document], Summary]) -> None:
    undated = [document.model_copy(update={"published_at": None}) for document in example[0][:5]]
    misdated = [document.model_copy(update={"published_at": "2025-02-31"}) for document in undated]
    written = [compose_digest(documents, Settings()) for documents in (undated, misdated)]
    told = [[(place, statement.text, statement.citations) for place, statement in summary.statements()] for summary in written]
    assert told[0] == told[1]
    assert summarizer.api.find_recent([document.published_at for document in misdated], "2025-10-01") == [0, 1, 2, 3, 4]
