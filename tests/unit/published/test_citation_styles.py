"""Citations in the styles of other programs, and what only looks like one."""

from __future__ import annotations

import pytest

from summarizer.published.citation_styles import escape_foreign, normalize_citations

REWRITTEN = [
    ("收入增长【1】。", "收入增长[1]。"),
    ("Sales rose［2］［3］.", "Sales rose[2][3]."),
    ("Sales rose③. Profit fell④.", "Sales rose[3]. Profit fell[4]."),
    ("Sales rose[^4]. Profit fell[^5].", "Sales rose[4]. Profit fell[5]."),
    ("Sales rose [ID:1] [ID: 2]", "Sales rose [1] [2]"),
    ("Sales rose (1). Costs fell (2, 3).", "Sales rose [1]. Costs fell [2][3]."),
    ("Sales rose¹. Costs fell²,³.", "Sales rose[1]. Costs fell[2][3]."),
    ("Sales rose [Source 1] and [citation:3]", "Sales rose [1] and [3]"),
    ("收入增长[来源1]，利润下降[来源2、来源3]", "收入增长[1]，利润下降[2][3]"),
    ("Sales rose [[1]](#c1) [2](https://example.com/2)", "Sales rose [1] [2]"),
    ("Sales rose [1]-[3]", "Sales rose [1-3]"),
    ("Sales rose<sup>1</sup><sup>[2,3]</sup>", "Sales rose[1][2][3]"),
    ("Sales rose【4:2†source】【12†L5-L9】", "Sales rose[2][12]"),
    ("Sales rose<sup>[2][3]</sup>", "Sales rose[2][3]"),
    ("收入增长[^1^]，利润下降[^2^]", "收入增长[1]，利润下降[2]"),
    ("Sales rose[^m0-3][^note4]", "Sales rose[3][4]"),
    ("Sales rose [S1](#sources)", "Sales rose [1]"),
    ("Sales rose (Source 1). Costs fell (Source 2, Source 3).", "Sales rose [1]. Costs fell [2][3]."),
    ('Sales rose<sup><a href="#r1">1</a></sup>', "Sales rose[1]"),
    ("收入增长（来源1）", "收入增长[1]"),
    ("Sales rose [ID:0]. Costs fell [ID:4].", "Sales rose. Costs fell [4]."),
    ("The plan has two parts [0]. Sales rose [1].", "The plan has two parts. Sales rose [1]."),
]
# What names results of a search, which are no blocks.
CARETS = [("收入增长^[1]^，利润下降^[2][3]^。", "收入增长[1]，利润下降[2][3]。")]
SEARCHED = [("Sales rose. \ue200cite\ue202turn0search1\ue202turn0news2\ue201 Costs fell.", "Sales rose. Costs fell.")]
# Numbers that lost their raised form; they are citations only as all those of a text.
GLUED = [
    ("Sales rose in nine cities.1 Costs fell.2 It paid a dividend.13", "Sales rose in nine cities.[1] Costs fell.[2] It paid a dividend.[1][3]"),
    ("Sales rose in nine cities1. Costs fell23.", "Sales rose in nine cities[1]. Costs fell[2][3]."),
    ("Sales rose to 14.1 Costs fell.2 It paid.3", "Sales rose to 14.[1] Costs fell.[2] It paid.[3]"),
]
KEPT = [
    "证监许可【2011】1290号",
    "an area of 120 m² and 130 m², or 2 km³",
    "包括：①收入②利润",
    "two steps: (1) look; (2) leap",
    "the rate（10日）and 10³",
    "see [Table 3], [Q3] and the [notice](https://example.com/n)",
    "[^1]: a definition",
    "Sales rose [1], [2, 3] and [4-6]",
    "E = mc² and c²",
    "one mark alone (1).",
    "The house is No.5 Main Street. It is in Fig.2 Here.",
    "Sales rose in nine cities.1 Costs fell.7",
    "Version 2.5 Pro and version 3.1 Light or 4.2 Light",
    "array[0] and f(0)",
    "as paragraph (3) of the law says, (Table 2)",
]


@pytest.mark.parametrize(("text", "expected"), [*REWRITTEN, *GLUED, *CARETS, *SEARCHED])
def test_citations_of_other_styles_become_ours(text: str, expected: str) -> None:
    assert normalize_citations(text) == expected


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_like_a_citation_is_kept(text: str) -> None:
    assert normalize_citations(text) == text


@pytest.mark.parametrize("text", [text for text, _ in [*REWRITTEN, *GLUED]])
def test_words_that_we_print_are_no_citations(text: str) -> None:
    assert normalize_citations(escape_foreign(text, is_cited=False)) == escape_foreign(text, is_cited=False)
