"""What we print of a digest is read back exactly, whatever the words are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.languages import LANGUAGES
from summarizer.models import (
    ArticleCitation,
    DigestSource,
    Evidence,
    Group,
    LanguageCode,
    Security,
    Side,
    Statement,
    Summary,
    sort_citations,
)
from summarizer.published.article_citations import read_disputed_matter, state_disagreement
from summarizer.published.grammar import normalize_spaces
from summarizer.published.parser import parse_summary
from summarizer.published.prose import parse_statements
from summarizer.render import render
from summarizer.render.terminal import format_summary

# Words that mean something to a reader of digests, and of summaries.
_WORDS = st.sampled_from(
    [
        "[2]",
        "[2:5]",
        "[2:5][3:1]",
        "[10:30]",
        "[1:1,",
        "2:2]",
        "[2:5](x)",
        "\\[2:5]",
        "\\",
        "\\\\",
        "—",
        "–",
        "-",
        ":",
        "：",
        "[",
        "]",
        "[1",
        ":5]",
        "·",
        "Group",
        "分组",
        "核心观点",
        "Core",
        "Viewpoint",
        "12%",
        "Sources",
        "differ",
        "corrects",
        "[3]",
        "各方说法不一：",
        "更正",
        "Reuters·2025-10-23",
        "BABA(US:BABA)",
        "rose",
        "收入增长",
        "公司",
        "The",
        "#",
        "*",
        "**",
        "1.",
        "{",
    ]
)
_text = st.lists(st.one_of(_WORDS, _WORDS, st.text(max_size=5)), min_size=1, max_size=7).map(" ".join)
_normal = st.one_of(_text, _text.map(lambda text: text.replace(" ", ""))).map(normalize_spaces).filter(bool)
_citation = st.builds(ArticleCitation, st.integers(1, 40), st.integers(1, 300))
_cited = st.lists(_citation, min_size=1, max_size=3).map(sort_citations)
_plain = st.builds(Statement, text=_normal, citations=_cited)
_side = st.sampled_from(["12%", "rose 15%: a record", "Beta says: no", "收入增长12%", "a \\: b", "[2:5] is up", "1 - 2", "A, B"])


@st.composite
def _differing(draw: st.DrawFn) -> Statement:
    sides = draw(st.lists(st.tuples(_side, _citation), min_size=2, max_size=4, unique_by=lambda side: side[1]))
    labels = LANGUAGES[draw(st.sampled_from(["en", "zh"]))].labels
    evidence = [(text, [Evidence(article=c.article, block=c.block, start=0, end=1, quote="x")]) for text, c in sides]
    found = state_disagreement(draw(st.sampled_from(["", "the tariff", "Beta: 关税 [2:5]", "a - b", "“up 12%: A, B”"])), evidence, labels)
    return found.model_copy(update={"evidence": ()})


@st.composite
def _sources(draw: st.DrawFn) -> tuple[DigestSource, ...]:
    numbers = range(1, draw(st.integers(1, 5)) + 1)
    copies = {n: draw(st.sampled_from([None, 1])) for n in numbers if n > 1}
    return tuple(DigestSource(number=n, copy_of=1) if copies.get(n) else _source(draw, n, len(numbers)) for n in numbers)


def _source(draw: st.DrawFn, number: int, count: int) -> DigestSource:
    other = draw(st.integers(1, count))
    titles = ["A — B", "A — Reuters·2025-01-02", "Deal — corrects [1]", "— x", "[1] x", "Reuters·2025-01-02", "x —", "Group 1: A"]
    return DigestSource(
        number=number,
        title=draw(st.one_of(st.none(), _normal, st.sampled_from(titles))),
        source=draw(st.sampled_from([None, "虎嗅APP", "Wall Street Journal", "A·B", "A — B", "CNBC: TV", "36氪"])),
        published_at=draw(st.sampled_from([None, "2025-09-21", "2025-09-21T02:50:00"])),
        securities=draw(st.sampled_from([(), (Security(symbol="BABA", market="US"),)])),
        corrects=draw(st.sampled_from([None, other])) if other != number else None,
    )


_statement = st.one_of(_plain, _differing())
_digest = st.builds(
    Summary,
    language=st.sampled_from(["en", "zh"]),
    sources=_sources(),
    core_viewpoint=_statement,
    groups=st.lists(st.builds(Group, title=_normal, points=st.lists(_statement, min_size=1, max_size=3).map(tuple)), max_size=3).map(tuple),
    unparsed=st.lists(_normal, max_size=2).map(tuple),
)


@given(_digest, st.sampled_from(["text", "line"]), st.sampled_from([None, "en", "zh"]))
@settings(max_examples=200, deadline=None)
def test_a_digest_is_read_back_as_it_was(digest: Summary, form: str, labels: LanguageCode | None) -> None:
    printed = render(digest, form, labels=labels)
    expected = digest.model_copy(update={"language": labels or digest.language})
    assert parse_summary(printed) == expected


@pytest.fixture
def digest() -> Summary:
    """Four articles, of which the last is a copy of the first and the third corrects it."""
    first = Evidence(article=1, block=3, start=0, end=1, quote="x"), Evidence(article=2, block=2, start=0, end=1, quote="y")
    differing = state_disagreement("Orchard's growth", [("12%.", first[:1]), ("15%", first[1:])], LANGUAGES["en"].labels)
    sources = (
        DigestSource(number=1, title="Orchard grows", source="Wire", published_at="2025-03-01"),
        DigestSource(number=2, title="果园增长", source="晚报", published_at="2025-03-02T08:00:00"),
        DigestSource(number=3, title="Correction", corrects=1),
        DigestSource(number=4, copy_of=1),
    )
    core = Statement(text="Orchard grew", citations=(ArticleCitation(1, 3), ArticleCitation(2, 2)))
    return Summary(language="en", sources=sources, core_viewpoint=core, groups=(Group(title="Growth", points=(differing,)),))


def test_the_printed_form_of_a_digest(digest: Summary) -> None:
    assert render(digest, "text") == (
        "[1][4] Orchard grows — Wire·2025-03-01\n"
        "[2] 果园增长 — 晚报·2025-03-02 08:00\n"
        "[3] Correction — corrects [1]\n\n"
        "Core Viewpoint\n- Orchard grew [1:3][2:2]\n\n"
        "Group 1: Growth\n- Sources differ on Orchard's growth: 12% [1:3], 15% [2:2]"
    )
    assert render(digest, "line") == (
        "[1][4] Orchard grows — Wire·2025-03-01  [2] 果园增长 — 晚报·2025-03-02 08:00  [3] Correction — corrects [1]  Core Viewpoint - Orchard grew [1:3][2:2] Group 1: Growth - Sources differ on Orchard's growth: 12% [1:3], 15% [2:2]"
    )


def test_the_page_counts_the_articles_copies_included(digest: Summary) -> None:
    page = render(digest, "html")
    assert '<h1 lang="en">Digest of 4 articles</h1>' in page
    assert "<summary>4 articles</summary>" in page
    assert page.count("[1][4] Orchard grows") == 2  # the text and Markdown to copy
    assert '<span class="cite">[1]</span><span class="cite">[4]</span>' in page and "one source, 2 numbers" in page


def test_markdown_of_a_digest_is_read_back(digest: Summary) -> None:
    stripped = digest.model_copy(update={"groups": tuple(_without_evidence(group) for group in digest.groups)})
    assert parse_summary(render(digest, "markdown")) == stripped
    assert parse_statements(render(digest, "text")) == [stripped]


def test_a_screen_lists_the_sources_above_the_statements(digest: Summary) -> None:
    shown = format_summary(digest, None, 80, False)
    assert shown.index("[1][4] Orchard grows") < shown.index("corrects [1]") < shown.index("Orchard grew [1:3][2:2]")
    assert "Sources differ on Orchard's growth: 12% [1:3], 15% [2:2]" in shown


def _without_evidence(group: Group) -> Group:
    return group.model_copy(update={"points": tuple(p.model_copy(update={"evidence": ()}) for p in group.points)})


def test_a_matter_that_quotes_a_side_does_not_move_its_citations(digest: Summary) -> None:
    evidence = Evidence(article=1, block=3, start=0, end=1, quote="x"), Evidence(article=2, block=2, start=0, end=1, quote="y")
    core = state_disagreement("“up 12%, not 15%”", [("12%", evidence[:1]), ("15%", evidence[1:])], LANGUAGES["en"].labels)
    assert str(core) == "Sources differ on “up 12%, not 15%”: 12% [1:3], 15% [2:2]"
    assert read_disputed_matter(core) == "“up 12%, not 15%”"
    printed = render(digest.model_copy(update={"core_viewpoint": core}), "text")
    assert parse_summary(printed).core_viewpoint == core.model_copy(update={"evidence": ()})


def test_sides_keep_the_citations_of_each() -> None:
    text = "[1] A\n[2] B\n\nCore Viewpoint\n- Sources differ: up 3% [2:4][1:2]; flat [2:1]."
    core = parse_summary(text).core_viewpoint
    assert core is not None
    assert core.text == "Sources differ: up 3%; flat"
    assert core.sides == (
        Side(text="up 3%", citations=(ArticleCitation(1, 2), ArticleCitation(2, 4))),
        Side(text="flat", citations=(ArticleCitation(2, 1),)),
    )


@pytest.mark.parametrize("form", ["text", "line"])
def test_words_after_the_last_side_stay_before_the_citations(digest: Summary, form: str) -> None:
    sides = tuple(Side(text=text, citations=(ArticleCitation(n, 1),)) for n, text in ((1, "12%"), (2, "15%")))
    text = "Sources differ: 12%, 15% (“growth of 12%”)"
    core = Statement(text=text, citations=(ArticleCitation(1, 1), ArticleCitation(2, 1)), sides=sides)
    printed = render(digest.model_copy(update={"core_viewpoint": core}), form)
    assert f"{text} [1:1][2:1]" in printed
    read = parse_summary(printed).core_viewpoint
    assert read == core.model_copy(update={"sides": ()})


@pytest.mark.parametrize(
    "text",
    [
        "[1] A\n[2] B\n\nCore Viewpoint\n- At [10:30] it rose [2]",
        "Core Viewpoint\n- At [10:30] it rose [2]",
        "[2] A\n\nCore Viewpoint\n- It rose [2:5]",
        "[1] A\n[3] B\n\nCore Viewpoint\n- It rose [2:5]",
    ],
)
def test_a_page_without_numbered_sources_is_no_digest(text: str) -> None:
    try:
        found = parse_summary(text)
    except ValueError as error:
        assert "not a summary" in str(error)
    else:
        assert not found.sources
        assert all(isinstance(c, int) for _, s in found.statements() for c in s.citations)
