"""The printed statement: citations, escapes and dashes. The round trip of any text is tested with the renderers."""

from __future__ import annotations

import pytest

from summarizer.published.grammar import (
    escape,
    format_statement,
    has_citation,
    is_joining_dash,
    last_citation_end,
    next_citation_start,
    normalize_dashes,
    parse_statement,
    strip_bold,
    unescape,
)


@pytest.mark.parametrize(
    ("raw", "text", "citations"),
    [
        ("rose 5% [2], fell 3% [4].", "rose 5%, fell 3%", (2, 4)),
        ("rose [2][3]", "rose", (2, 3)),
        ("rose [2, 3]", "rose", (2, 3)),
        ("rose [2-4]", "rose", (2, 3, 4)),
        ("rose [2-99]", "rose", (2, 99)),
        ("was approved (证监许可[2011]1290号)", "was approved (证监许可[2011]1290号)", ()),
        ("see [2](https://example.com)", "see [2](https://example.com)", ()),
        (r"an array a\[3]", "an array a[3]", ()),
        ("[]", "", ()),
    ],
)
def test_citations_are_taken_out_of_the_words(raw: str, text: str, citations: tuple[int, ...]) -> None:
    assert parse_statement(raw) == (text, citations)


def test_the_end_of_a_statement_is_marked_in_the_one_line_form_only() -> None:
    assert format_statement("Sales rose", (2, 3)) == "Sales rose [2][3]" == format_statement("Sales rose", (2, 3), line=True)
    assert format_statement("Sales rose", ()) == "Sales rose"
    assert format_statement("Sales rose", (), line=True) == "Sales rose []"


@pytest.mark.parametrize("text", ["see [3]", "**bold**", "Group 2: x", "Core Viewpoint - x", "a \\* b", "ends: - Begins"])
def test_what_would_be_parsed_otherwise_is_escaped(text: str) -> None:
    assert escape(text) != text == unescape(escape(text)) == parse_statement(escape(text))[0]


@pytest.mark.parametrize(
    ("before", "after", "joins"),
    [("2025", "2027", True), ("Cost ", "saving", True), ("Non ", "GAAP", True), ("The plan ", "Sales rose", False), ("The plan ", "iPhone sales", False)],
)
def test_a_dash_joins_words_or_ends_a_title(before: str, after: str, joins: bool) -> None:
    assert is_joining_dash(before, after) is joins


def test_citations_are_found_by_offset() -> None:
    raw = "rose [2] and fell [3]."
    assert has_citation(raw) and not has_citation(r"rose \[2]")
    assert raw[next_citation_start(raw, 0, len(raw)) :].startswith("[2]")
    assert raw[: last_citation_end(raw)].endswith("[3]")
    assert next_citation_start("rose", 0, 4) == 4 and last_citation_end("rose") == 0


def test_the_styles_of_other_sites_are_normalized() -> None:
    assert strip_bold("**Sales** rose 2**3") == "Sales rose 2**3"
    assert normalize_dashes("Sales rose [1] – Profit fell [2]") == "Sales rose [1] - Profit fell [2]"
    assert normalize_dashes("Sales – rose [1] - Profit fell [2]") == "Sales – rose [1] - Profit fell [2]"
