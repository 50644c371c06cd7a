"""What we print is read back exactly, whatever the words are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.models import DocumentInfo, Group, LanguageCode, Security, Statement, Summary
from summarizer.published.grammar import normalize_spaces
from summarizer.published.parser import parse_summary
from summarizer.render import render

# Words that mean something to a reader, and glue that puts them where they would.
_NASTY = st.sampled_from(
    [
        "-",
        " - ",
        "- ",
        "–",
        "—",
        "*",
        "**",
        "**bold**",
        "#",
        "•",
        "[2]",
        "[2][3]",
        "[2].",
        "[12, 13]",
        "[3-5]",
        "[]",
        "[ ]",
        "[2](x)",
        "【2011】",
        "[2011]",
        "[1200]",
        "[",
        "]",
        "\\",
        "\\\\",
        "\\[",
        "\\-",
        ":",
        "：",
        "。",
        ".",
        "!",
        ";",
        ",",
        " ",
        "  ",
        "\n",
        "\t",
        "\u3000",
        "\u2028",
        "\x85",
        "Group 1",
        "Group 2:",
        "Group 2: Outlook",
        "group 3 -",
        "Core Viewpoint",
        "Core Insights:",
        "分组 2：",
        "核心观点",
        "第一组",
        "Not understood",
        "Investment Rating",
        "Summary by Sections",
        "Workflow",
        "BABA(US:BABA)",
        "TeslaTesla(US:TSLA)",
        "Reuters·2025-10-23 17:43",
        "2025-09-21",
        "·",
        "{",
        "}",
        '"',
        "“",
        "Rose 5%",
        "fell",
        "The",
        "AAA",
        "rated",
        "non",
        "ferrous",
        "收入增长",
        "公司",
        "3.1.1",
        "1.",
        "(1)",
        "2.",
        "$",
        "0.97",
        "Inc. - The",
        "rose. - Fell",
        "include: - Revenue",
        "好。 - 坏",
        "9.",
    ]
)
_text = st.lists(st.one_of(_NASTY, _NASTY, st.text(max_size=6)), min_size=1, max_size=8).map("".join)
_spaced = st.lists(_NASTY, min_size=1, max_size=8).map(" ".join)
_normal = st.one_of(_text, _spaced).map(normalize_spaces).filter(bool)
_citations = st.lists(st.integers(1, 1500), max_size=4, unique=True).map(sorted).map(tuple)
_statement = st.builds(Statement, text=_normal, citations=_citations)
_group = st.builds(Group, title=st.one_of(st.just(""), _normal), points=st.lists(_statement, max_size=3).map(tuple))
_name = st.sampled_from([None, None, "Tesla", "腾讯控股", "Berkshire Hathaway", "Dada", "ABCABC", "AT&T", "S&P-Fund", "3M"])
_security = st.builds(
    Security,
    symbol=st.sampled_from(["BABA", "TSLA", "600519", "09988", "BRK.B", "DADA"]),
    market=st.sampled_from([None, "US", "HK", "SH", "NASDAQ"]),
    name=_name,
)
_info = st.builds(
    DocumentInfo,
    title=st.one_of(st.none(), _normal),
    source=st.sampled_from([None, None, "虎嗅APP", "Wall Street Journal", "A·B", "Reuters - Markets", "CNBC: TV", "36氪"]),
    published_at=st.sampled_from([None, None, "2025-09-21", "2025-09-21T02:50:00", "2025-09-21T02:50:07", "2025-01-02T00:00:00+08:00"]),
    securities=st.lists(_security, max_size=2, unique=True).map(tuple),
)
_summary = st.builds(
    Summary,
    language=st.sampled_from(["en", "zh"]),
    document=_info,
    core_viewpoint=st.one_of(st.none(), _statement),
    groups=st.lists(_group, max_size=3).map(tuple),
    unparsed=st.lists(_normal, max_size=2).map(tuple),
).filter(lambda s: bool(s.statements()))


def summary_of(text: str, *points: str, title: str = "T", head: str | None = None) -> Summary:
    """A summary whose words are the nasty ones."""
    statements = tuple(Statement(text=point, citations=(3,)) for point in points)
    return Summary(
        language="en",
        document=DocumentInfo(title=head),
        core_viewpoint=Statement(text=text),
        groups=(Group(title=title, points=statements),) if points else (),
    )


def uncited(*titles: str, head: str | None = None) -> Summary:
    """A summary without citations, whose titles look as if they had some."""
    return Summary(
        language="en",
        document=DocumentInfo(title=head),
        core_viewpoint=Statement(text="-"),
        groups=tuple(Group(title=title, points=()) for title in titles),
    )


def assert_read_back(summary: Summary) -> None:
    for format in ("text", "line"):
        printed = render(summary, format)
        assert parse_summary(printed) == summary, printed
        assert render(parse_summary(printed), format) == printed


@settings(max_examples=1000, deadline=None)
@given(summary=_summary)
def test_print_and_parse_is_the_identity(summary: Summary) -> None:
    assert_read_back(summary)


@pytest.mark.parametrize(
    "summary",
    [
        summary_of("Profit fell. - Group 2: x", "lower AAA - Rated", title="Non - Ferrous"),
        summary_of("ends in [3]", "[]", title="[3]", head="Core Viewpoint"),
        summary_of("x", "Group 2 - y", title="-", head="\\- x"),
        summary_of("a\\", "\\[2]", title="\\", head="{json"),
        summary_of("- - Core Viewpoint - x", head="Title Core Viewpoint - y"),
        uncited("rated1.", "rated1."),
        uncited("收入①，利润②", "A（1），B（2）"),
        uncited("x", head="rated1. Sales fell.2"),
        uncited("x", head="收入①，利润②"),
    ],
)
def test_words_that_look_like_more_are_read_back(summary: Summary) -> None:
    assert_read_back(summary)


@pytest.mark.parametrize("format", ["text", "line"])
@pytest.mark.parametrize("labels", ["en", "zh"])
@settings(max_examples=100, deadline=None)
@given(summary=_summary)
def test_either_label_language_is_read_back(summary: Summary, format: str, labels: LanguageCode) -> None:
    printed = render(summary, format, labels=labels)
    assert parse_summary(printed) == summary.model_copy(update={"language": labels}), printed
    assert render(parse_summary(printed), format) == printed


@settings(max_examples=100, deadline=None)
@given(summary=_summary)
def test_json_is_the_identity(summary: Summary) -> None:
    assert parse_summary(render(summary, "json")) == summary


@settings(max_examples=100, deadline=None)
@given(summary=_summary)
def test_line_form_is_one_line_and_text_form_has_a_line_each(summary: Summary) -> None:
    assert len(render(summary, "line").splitlines()) == 1
    bullets = [line for line in render(summary, "text").splitlines() if line.startswith("- ")]
    assert len(bullets) == len(summary.statements()) + len(summary.unparsed)
