"""Any text, list or JSON as statements: what is one, and what it cites."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from published import format_printed

import summarizer
from summarizer.errors import InputError
from summarizer.published.prose import parse_statements

CASES = [
    ("prose", "Sales rose 12% in 2024. Profit fell.", ["Sales rose 12% in 2024.", "Profit fell."]),
    ("cited_behind_stops", "Sales rose.[1][2] Profit fell. [3]", ["Sales rose [1][2]", "Profit fell [3]"]),
    ("cited_before_stops", "Sales rose [1]. Profit fell [2, 3]. It paid.", ["Sales rose [1]", "Profit fell [2][3]", "It paid."]),
    ("chinese", "收入增长12%。[1]利润下降。【2】派息不变。", ["收入增长12% [1]", "利润下降 [2]", "派息不变。"]),
    ("list", "- Sales rose 12%\n- Profit fell", ["Sales rose 12%", "Profit fell"]),
    ("html", "<p>Results &amp; more:</p><ul><li>Sales <b>rose</b> 12% [1]</li><li>Profit fell [2]</li></ul>", ["Sales rose 12% [1]", "Profit fell [2]"]),
    ("table", "| Claim | Source |\n|---|---|\n| Sales rose 12% | [1] |\n| Profit fell | [2] |", ["Sales rose 12% [1]", "Profit fell [2]"]),
    ("emoji", "✅ Sales rose 12%\n🔹 Profit fell", ["Sales rose 12%", "Profit fell"]),
    ("comparison", "Sales rose <5% and costs >3%.", ["Sales rose <5% and costs >3%."]),
    ("numbered", "1. Sales rose 12%.\n2. Profit fell.", ["Sales rose 12%.", "Profit fell."]),
    ("lead_in", "Here is a summary:\n\n- Sales rose 12%", ["Sales rose 12%"]),
    ("headings", "## Results\nSales rose 12% in 2024.\n\nOutlook\nProfit will fall.", ["Sales rose 12% in 2024.", "Profit will fall."]),
    ("questions", "What happened? Sales rose 12%.", ["Sales rose 12%."]),
    ("rule", "Sales rose 12%.\n\n---\n\nProfit fell.", ["Sales rose 12%.", "Profit fell."]),
    ("sources", "Sales rose 12%.\n\nSources:\n- Daily News said 40.", ["Sales rose 12%."]),
    ("references", "Sales rose 12%.¹ Profit fell.²\n\n参考资料\n1. 产业日报。", ["Sales rose 12% [1]", "Profit fell [2]"]),
    ("strings", json.dumps(["Sales rose by 12 percent", "Profit fell by a tenth"]), ["Sales rose by 12 percent", "Profit fell by a tenth"]),
    ("objects", json.dumps([{"claim": "Sales rose by 12 percent", "source_ids": [2, 1]}]), ["Sales rose by 12 percent [1][2]"]),
    ("marks", json.dumps({"a": {"answer": "Sales rose by 12 percent", "references": ["[3]", "block 4"]}}), ["Sales rose by 12 percent [3][4]"]),
    ("evidence", json.dumps({"points": [{"text": "Sales rose by 12 percent", "evidence": [{"block": 5, "quote": "Sales of 340 million yuan"}]}]}), ["Sales rose by 12 percent [5]"]),
    ("camel", json.dumps({"sentence": "Sales rose by 12 percent", "citationIds": [1]}), ["Sales rose by 12 percent [1]"]),
    ("chinese_keys", json.dumps({"要点": [{"内容": "公司收入同比增长", "来源": 2}]}, ensure_ascii=False), ["公司收入同比增长 [2]"]),
    ("metadata", json.dumps({"model": "m-1", "date": "2025-01-02T00:00:00", "url": "https://example.com/a", "summary": "Sales rose by 12 percent. Profit fell."}), ["Sales rose by 12 percent.", "Profit fell."]),
    ("nested", json.dumps({"sections": [{"heading": "Results", "points": ["Sales rose by 12 percent [1]"]}]}), ["Sales rose by 12 percent [1]"]),
    ("source_paragraphs", json.dumps({"points": [{"point": "Sales rose by 12 percent", "source_paragraphs": [2, 3]}]}), ["Sales rose by 12 percent [2][3]"]),
    ("addresses", "Sales rose 12%.¹ Profit fell.²\n\nSource: a search of 4 March\n(1) Sales up. https://example.com/a.\n(2) Profit down. https://example.com/b.", ["Sales rose 12% [1]", "Profit fell [2]"]),
    ("linked_sources", "Sales rose 12% ([Daily News](https://example.com/a)). Profit [fell](https://example.com/b).", ["Sales rose 12%.", "Profit fell."]),
    ("numbered_headings", "1. Introduction\nSales are studied here [0].\n\n2. Results\nSales rose 12% [1].", ["Sales are studied here.", "Sales rose 12% [1]"]),
    ("passages_of_sources", "收入增长12% [1]。\n\n出处 [1] [a.pdf](http://localhost/a.pdf)\n\n收入环比增长。", ["收入增长12% [1]"]),
    ("fenced", '```json\n["Sales rose by 12 percent"]\n```', ["Sales rose by 12 percent"]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_sentence_is_a_statement(text: str, expected: list[str]) -> None:
    (summary,) = parse_statements(text)
    assert [format_printed(statement) for _, statement in summary.statements()] == expected


def test_headings_and_titles_name_the_groups() -> None:
    (summary,) = parse_statements(json.dumps({"sections": [{"heading": "Results", "points": ["Sales rose by 12 percent"]}]}))
    assert [group.title for group in summary.groups] == ["Results"]
    (summary,) = parse_statements("## Results\nSales rose 12% in 2024.\n## Outlook\nProfit will fall.")
    assert [group.title for group in summary.groups] == ["Results", "Outlook"]


def test_a_printed_summary_is_read_as_one() -> None:
    text = "Core Viewpoint\n- Sales rose [1]\n\nGroup 1: Costs\n- Steel became dearer [2]"
    assert parse_statements(text) == [summarizer.parse_summary(text)]


@pytest.mark.parametrize("text", ["", "  \n", "{}", "[]", '{"id": 3}', '{"schema_version": "1"}', "---", '{"a": '])
def test_what_holds_no_statement_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a summary"):
        parse_statements(text)


def test_without_citations_support_is_looked_for_anywhere() -> None:
    document = summarizer.Document.from_text("Sales rose 12% in 2024.\n\nProfit fell to 30 million yuan.")
    report = summarizer.check("Profit fell to 30 million yuan. Sales rose 12% in 2024.", document)
    assert [entry.statement.citations for entry in report.entries] == [(2,), (1,)] and not report.findings
    strict = summarizer.check("Profit fell to 30 million yuan [1]. Sales rose 12% in 2024 [1].", document)
    assert strict.findings


_PIECES = st.sampled_from(["[1]", "【2】", "①", "¹", "(3)", "Sources:", "参考：", "1. ", "- ", "# ", "\n", ". ", "。", "{", '"', ":", "[", "]", "Sales rose", "收入增长", "```", "|"])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=30).map("".join))
def test_no_text_raises_anything_but_our_errors(text: str) -> None:
    try:
        assert parse_statements(text)
    except InputError as error:
        assert error.message.startswith("not a summary: ")


@pytest.mark.parametrize(("text", "message"), [('{"schema_version": "0"}', "JSON of schema_version '0'; this release reads"), ('{"a": 1}', "no statement is found; give a summary"), ("Contents", "no statement is found; give a summary")])
def test_a_text_without_statements_is_told(text: str, message: str) -> None:
    with pytest.raises(InputError, match=f"not a summary: {message}"):
        parse_statements(text)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["text", "sources", "title", "a", "citations"]), inner, max_size=4), max_leaves=20
)


@settings(max_examples=200, deadline=None)
@given(_JSON)
def test_no_json_raises_anything_but_our_errors(value: object) -> None:
    try:
        assert parse_statements(json.dumps(value))
    except InputError as error:
        assert error.message.startswith("not a summary: ")


@pytest.mark.parametrize(
    ("text", "read"),
    [("Shares rose 4%.", ["Shares rose 4%."]), ("利润下降。", ["利润下降。"]), ("Acme", []), ("2024", [])],
)
def test_a_short_sentence_of_json_counts_where_it_is_cited(text: str, read: list[str]) -> None:
    whole = "The port reopened on Wednesday after the storm."
    summary = parse_statements(json.dumps({"points": [{"text": whole, "sources": [1]}, {"text": text, "sources": [2]}]}))[0]
    assert [s.text.rstrip(".。") for _, s in summary.statements()] == [t.rstrip(".。") for t in (whole, *read)]
