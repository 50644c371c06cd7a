"""Whatever a document says, the prompt around it stays what it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import Document, Settings
from summarizer.grounding import SourceIndex, ground
from summarizer.llm.prompts import fence_document, fence_key, fence_sentences, neutralize_markup
from summarizer.llm.writer import build_summary_prompt
from summarizer.models import Draft, DraftStatement, Run

from .injections import INJECTIONS, Injection

HARMLESS = Document.from_text("北风电力周一上调了预期。\n\n销售额增长12.5%。\n")
# What tokenizers and chat templates take for markup when it stands in a message.
MARKUP = re.compile(r"[<＜]\s?[/|｜!?\w][^<>＜＞\n]{0,100}[>＞]|\[/?(?:INST|SYSTEM_PROMPT|gMASK)\]", re.I)
LINE = re.compile(r"<\d+> \S|#{1,6} \S|(?:title|by|source|date|securities): \S|…$|$")


def _assert_intact(document: Document, text: str) -> None:
    key = fence_key(document.text)
    lines = text.split("\n")
    assert lines[0] == f"<document {key}>" and lines[-1] == f"</document {key}>"
    assert text.count(key) == 2, "the key stands nowhere else"
    body = lines[1:-1]
    assert all(LINE.match(line) for line in body), "every line begins with a mark of ours"
    assert len(text.splitlines()) == len(lines), "no other character breaks a line"
    numbers = [int(n) for line in body for n in re.findall(r"^<(\d+)> ", line)]
    assert numbers == [s.number for s in document.sentences if neutralize_markup(s.text)], "each number once, in order"
    inside = "\n".join(re.sub(r"^<\d+> ", "", line) for line in body)
    assert not re.search(r"[<＜﹤]\s*\d+\s*[>＞﹥]", inside), "no number is imitated"
    assert not MARKUP.search(inside)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\U000e0000-\U000e007f]", text)


@pytest.mark.parametrize("case", INJECTIONS, ids=lambda c: c.name)
def test_the_structure_of_the_prompt_stays_intact(case: Injection) -> None:
    document = Document.from_text(case.text)
    _assert_intact(document, fence_document(document))
    _assert_intact_around(document)


def _assert_intact_around(document: Document) -> None:
    """Apart from the document, its key and its count, the prompt is the same as for a harmless document."""

    def skeleton(one: Document) -> list[dict[str, str]]:
        messages = build_summary_prompt(one, "en", Settings()).messages()
        for message in messages:
            message["content"] = message["content"].replace(fence_document(one), "DOCUMENT").replace(fence_key(one.text), "KEY")
            message["content"] = re.sub(r"(?<=article has )\d+(?= sent)|(?<=\(1 to )\d+(?=\))", "COUNT", message["content"])
        return messages[1:]  # the first is the same to the letter

    ours, harmless = skeleton(document), skeleton(HARMLESS)
    assert [m["role"] for m in ours] == [m["role"] for m in harmless] == ["user"]
    strip = ", glossary first"
    assert ours[0]["content"].replace(strip, "") == harmless[0]["content"].replace(strip, "")
    assert build_summary_prompt(document, "en", Settings()).messages()[0] == build_summary_prompt(HARMLESS, "en", Settings()).messages()[0]


def test_there_are_enough_cases_in_both_languages() -> None:
    assert len(INJECTIONS) >= 120
    assert min(sum(c.language == language for c in INJECTIONS) for language in ("en", "zh")) >= 60


@pytest.mark.parametrize("case", INJECTIONS[:20], ids=lambda c: c.name)
def test_a_statement_that_echoes_an_order_is_checked_as_any_other(case: Injection) -> None:
    document = Document.from_text(case.text)
    claim = "Northwind Power went bankrupt on Tuesday" if case.language == "en" else "北风电力周二已经破产"
    draft = Draft(language=case.language, core_viewpoint=DraftStatement(text=claim, sentences=(1,)), groups=())
    statement = ground(draft, SourceIndex(document), Run()).core_viewpoint
    assert statement is not None
    assert statement.support.status != "supported"


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("<>|/＜＞[]｜INST12 \n\u200b\u2028documentim_end.。{}%#\x1b\ufeff"), min_size=1, max_size=200))
def test_no_text_escapes(text: str) -> None:
    document = Document.from_text(f"First. {text}\n\nLast.")
    _assert_intact(document, fence_document(document))


@given(st.text(max_size=100))
@settings(max_examples=200, deadline=None)
def test_inert_text_is_one_line_and_stays_inert(text: str) -> None:
    once = neutralize_markup(text)
    assert len(once.splitlines()) <= 1
    assert neutralize_markup(once) == once


def test_words_stay_as_they_are() -> None:
    for text in ("营业收入1476.94亿元，同比增长3.2%。", 'p < 0.05, and "quoted" [2011] text', "《1984》 – a novel", "a→b ≤ c"):
        assert neutralize_markup(text) == text


def test_the_key_depends_on_the_text_alone() -> None:
    assert fence_key("a") == fence_key("a") != fence_key("b")
    assert re.fullmatch("[0-9a-f]{12}", fence_key("\ud800"))


def test_left_out_sentences_are_marked_once() -> None:
    document = Document.from_text("One is here. Two is here. Three is here.\n\nFour is here. Five is here.\n")
    lines = fence_sentences(document, {2, 5}).split("\n")[1:-1]
    assert [line[:4] for line in lines] == ["…", "<2> ", "…", "<5> "]


def test_the_document_never_passes_through_a_template() -> None:
    document = Document.from_text("{{ 7 * 7 }} and {% raw %} and {{ nothing.here }}.\n\nLast.\n")
    assert "{{ 7 * 7 }} and {% raw %}" in build_summary_prompt(document, "en", Settings()).messages()[1]["content"]
