"""Published summaries are read as a careful reader sees them, printed again, and nothing of them is lost."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published import CASES, Case, format_printed, outline

from summarizer.errors import InputError
from summarizer.models import LanguageCode, Summary
from summarizer.published.citation_styles import normalize_citations
from summarizer.published.list_numbers import unnumber_lists
from summarizer.render import render

# What stands for labels in a page: it tells the parts apart and is printed in our words.
_LABELS = re.compile(
    r"(?<![A-Za-z])(?:workflow|summary\s+by\s+(?:sections?|chapters?)|not understood|group\s*\d{1,3}|source(?=\s?[:：])"
    r"|(?:core|key|main)\s+(?:view\s?points?|views?|insights?|points?|opinions?|ideas?|takeaways?|findings?|conclusions?|highlights?)|tl;?dr)(?![A-Za-z\d])"
    r"|分?[组組]\s*\d{1,3}(?!\d)|分?[组組]\s*[一二三四五六七八九十]{1,3}|第\s?[一二三四五六七八九十\d]{1,3}\s?[组組]|分(?:部分|章节|段)(?:摘要|总结)|未能识别"
    r"|(?:[报報]告的?|文章)?(?:核心|主要|[关關][键鍵])(?:[观觀][点點]|要[点點]|看法|[见見]解|[结結][论論]|洞察|洞[见見]|提示|摘要)|投[资資]要[点點]|(?:AI|智能)?(?:摘要|要[点點])|来源|來源"
    r"|根据相关目录分别进行总结",
    re.IGNORECASE,
)

_CUT_CITATION = re.compile(r"(?<!\\)\[[\d ,，、\-–]*$", re.M)  # `[1` at the end of a page is no text


def words(text: str) -> list[str]:
    """Latin words, numbers without leading zeros, and every other letter by itself."""
    return [str(int(word)) if word.isdecimal() else word for word in re.findall(r"[A-Za-z]+|\d+|[^\W\dA-Za-z_]", text)]


def lost(text: str, summary: Summary) -> list[str]:
    """Words of a page that its summary has not, or has less often. Securities that are named twice are read once."""
    points = [statement for _, statement in summary.statements()]
    kept = words(" ".join([*map(format_printed, points), *(g.title for g in summary.groups), *summary.unparsed]))
    head = words(outline(summary.model_copy(update={"core_viewpoint": None, "groups": (), "unparsed": ()})))
    head += words(summary.document.published_at or "")
    named = {*head, *(a + b for a in head for b in head), *filter(str.isdecimal, kept)}
    lines = unnumber_lists(normalize_citations(text).splitlines())  # the numbers of lists are no words
    text = _CUT_CITATION.sub("", "\n".join(lines))
    # A label may be all bold, or a bold mark may break it: what counts is what neither reading leaves over.
    missing = (Counter(words(_LABELS.sub(" ", form))) - Counter(kept) for form in (text, text.replace("**", "")))
    return min(([word for word in one if word not in named] for one in missing), key=len)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_page_is_read_as_a_careful_reader_sees_it(case: Case) -> None:
    summary = Summary.parse(case.text)
    assert outline(summary) == case.outline
    assert summary.language == case.language


def test_there_are_cases_of_every_shape() -> None:
    assert len(CASES) >= 100 and len({case.id for case in CASES}) == len(CASES)
    assert sum(case.language == "zh" for case in CASES) >= 35


@pytest.mark.parametrize("labels", ["en", "zh"])
@pytest.mark.parametrize("format", ["text", "line"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_printing_a_page_keeps_every_word_and_citation(case: Case, format: str, labels: LanguageCode) -> None:
    summary = Summary.parse(case.text)
    printed = render(summary, format, labels=labels)
    again = Summary.parse(printed)
    assert outline(again) == case.outline
    assert render(again, format) == printed
    assert not lost(case.text, again)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_json_keeps_a_page(case: Case) -> None:
    summary = Summary.parse(case.text)
    assert Summary.parse(render(summary, "json")) == summary


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_page_cut_off_anywhere_keeps_its_tail(case: Case) -> None:
    for end in range(len(case.text) // 3, len(case.text), 7):
        check_nothing_is_lost(case.text[:end])


def check_nothing_is_lost(text: str) -> None:
    """Either the text is refused, with a reason, or the summary and what it prints hold every word."""
    try:
        summary = Summary.parse(text)
    except InputError as error:
        assert error.message.startswith("not a summary: ") and "\n" not in str(error)
        return
    assert not lost(text, summary), outline(summary)
    for format in ("text", "line"):
        assert outline(Summary.parse(render(summary, format))) == outline(summary)


_BITS = st.sampled_from(
    [
        " - ",
        "- ",
        "[2]",
        "[3][4]",
        "[5].",
        "[",
        "]",
        "\n",
        "\n\n",
        "\n- ",
        " ",
        ". ",
        "。",
        ": ",
        "：",
        "**",
        "\\",
        "Group 3: ",
        "Group 1",
        "Core Viewpoint - ",
        "核心观点",
        "分组 2：",
        "TeslaTesla(US:TSLA) ",
        "Reuters·2025-10-23 17:43",
        "Summary by Sections ",
        "Workflow ",
        "Risks - ",
        "1. ",
        "(2) ",
        "# ",
        "* ",
        "•",
        "—",
        "{",
        "<b>",
        "\u202e",
        "\x00",
        "3.1 Data ",
        "Non - ",
    ]
)
_CASE = st.sampled_from(CASES)


@st.composite
def broken_pages(draw: st.DrawFn) -> str:
    """A page, or halves of two, with pieces cut out, doubled and put in."""
    text = draw(_CASE).text
    if draw(st.booleans()):
        other = draw(_CASE).text
        text = text[: draw(st.integers(0, len(text)))] + other[draw(st.integers(0, len(other))) :]
    for _ in range(draw(st.integers(0, 5))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 30))
        kind = draw(st.sampled_from(["cut", "double", "insert", "insert"]))
        piece = draw(_BITS) if kind == "insert" else text[at : at + length] * (2 if kind == "double" else 0)
        text = text[:at] + piece + text[at + (0 if kind == "insert" else length) :]
    return text


@settings(max_examples=600, deadline=None)
@given(broken_pages())
def test_a_broken_page_loses_no_word(text: str) -> None:
    check_nothing_is_lost(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(_BITS, st.text(max_size=8), st.sampled_from(["Revenue rose 5%", "收入增长", "the"])), max_size=40).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    check_nothing_is_lost(text)


def test_words_that_are_lost_are_found_by_this_test() -> None:
    summary = Summary.parse("Core Viewpoint - Sales rose [1] Group 1: Costs - They fell [2]")
    assert lost("Core Viewpoint - Sales rose fast [1] Group 1: Costs - They fell [2] [7]", summary) == ["fast", "7"]


def test_citations_are_sorted_and_single() -> None:
    statements = [s for case in CASES for _, s in Summary.parse(case.text).statements()]
    assert all(a < b for s in statements for a, b in pairwise(s.citations))


@pytest.mark.parametrize("text", ["?Group 1: []\t.", "Core Viewpoint\n- a [1]\n\nGroup 1: b\n- [] .\n- c\n"])
def test_a_statement_of_nothing_is_none(text: str) -> None:
    printed = Summary.parse(text).to_text()
    assert Summary.parse(printed).to_text() == printed
    assert all(statement.text or statement.citations for _, statement in Summary.parse(text).statements())


def test_a_summary_of_nothing_is_none() -> None:
    with pytest.raises(InputError, match="no statement below"):
        Summary.parse("Core Viewpoint\n- [] .\n")
