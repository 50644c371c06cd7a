"""The page as text: what is marked, escaped and allowed. How it behaves is tested in tests/page."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape, unescape
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Block, Document, DocumentInfo, Evidence, Finding, FindingKind, Group, Repair, Statement, Status, Summary, Support
from summarizer.quantities.difference import DifferenceKind
from summarizer.render import html as page_module
from summarizer.render.highlights import Span, split_by_spans
from summarizer.render.html import IndexEntry, render_index, to_html
from summarizer.render.page_view import format_ranges, guess_html_lang
from summarizer.render.sanitize import escape_controls

TEMPLATES = Path(page_module.__file__).parent / "templates"


def make(text: str, *evidence: Evidence, citations: tuple[int, ...] = (1,), title: str | None = None) -> tuple[Summary, Document]:
    document = Document(id="d", text=text, language="en", title=title, blocks=(Block(number=1, language="en", start=0, end=len(text), text=text),))
    statement = Statement(text="A claim", citations=citations, evidence=evidence)
    return Summary(language="en", core_viewpoint=None, groups=(Group(title="G", points=(statement,)),)), document


def marks(html: str) -> list[str]:
    return re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)


def test_the_words_at_the_offsets_are_marked() -> None:
    html = to_html(*make("one two two three", Evidence(block=1, start=8, end=11, quote="two")))
    assert 'one two <mark data-s="s1">two</mark> three' in html


def test_a_quote_at_wrong_offsets_is_marked_where_it_stands() -> None:
    html = to_html(*make("one two three", Evidence(block=1, start=900, end=903, quote="two")))
    assert 'one <mark data-s="s1">two</mark> three' in html


def test_a_quote_that_stands_nowhere_marks_nothing_and_keeps_its_citation() -> None:
    html = to_html(*make("one two three", Evidence(block=1, start=0, end=3, quote="four")))
    assert not marks(html)
    assert '<a class="cite" href="#b1"' in html


def test_a_citation_of_no_block_is_no_link() -> None:
    html = to_html(*make("one", Evidence(block=7, start=0, end=1, quote="x"), citations=(7,)))
    assert '<span class="cite missing" title="The document has no block 7">[7]</span>' in html
    assert "#b7" not in html


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40), st.sampled_from("abc")), max_size=6))
def test_segments_keep_the_text_and_belong_to_who_covers_them(text: str, spans: list[tuple[int, int, str]]) -> None:
    pieces = split_by_spans(text, [Span(*span) for span in spans])
    assert "".join(piece.text for piece in pieces) == text
    at = 0
    for piece in pieces:
        for i in range(at, at + len(piece.text)):
            assert set(piece.owners) == {owner for start, end, owner in spans if start <= i < end}
        at += len(piece.text)


@given(st.text(st.characters(), max_size=40))
def test_any_text_becomes_a_page_that_can_be_written(text: str) -> None:
    text = text or "x"
    html = to_html(*make(text, Evidence(block=1, start=0, end=len(text), quote=text), title=text))
    html.encode("utf-8")
    assert not re.search("[\x00\u202a-\u202e\u2066-\u2069\ud800-\udfff]", html)
    assert len(re.findall(r"<script>", html)) == 1 and len(re.findall(r"<script", html)) == 2


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_a_page_carries_its_summary(text: str) -> None:
    summary, document = make(text, Evidence(block=1, start=0, end=len(text), quote=text), title=text)
    summary = summary.model_copy(update={"unparsed": (text, "</script><!--")})
    for html in (to_html(summary, document), to_html(summary)):
        assert Summary.parse(html.encode("utf-8").decode()) == summary


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a‹U+202E›b"),
        ("\x00", "‹U+0000›"),
        ("\ud83d", "‹U+D83D›"),
        ("家\n👨‍👩‍👧 ok", "家\n👨‍👩‍👧 ok"),
        ("\ufffe", "‹U+FFFE›"),
    ],
)
def test_harmful_characters_show_their_code(text: str, shown: str) -> None:
    assert escape_controls(text) == shown


@pytest.mark.parametrize("html", [to_html(*make("one")), render_index([])], ids=["page", "index"])
def test_the_policy_names_the_only_script_and_style(html: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        bodies = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(bodies) == 1
        digest = base64.b64encode(hashlib.sha256(bodies[0].encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy[1]
    assert "default-src 'none'" in policy[1] and "unsafe" not in policy[1]
    assert not re.search(r"https?://|@import|url\(", html)


def test_labels_are_the_same_in_both_languages_and_name_every_kind() -> None:
    labels = json.loads((TEMPLATES / "labels.v1.json").read_text(encoding="utf-8"))
    assert labels["en"].keys() == labels["zh"].keys()
    for name in labels["en"]:
        assert sorted(re.findall(r"{\w+}", labels["en"][name])) == sorted(re.findall(r"{\w+}", labels["zh"][name]))
    actions = get_args(Repair.model_fields["action"].annotation)
    assert {*get_args(Status), *actions, *(f"finding_{kind}" for kind in get_args(FindingKind))} <= labels["en"].keys()
    used = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.jinja"))
    computed = ("untitled", "digest_title", "finding_", "filter_", "difference_", "side_", "engine_", *get_args(Status), *actions)
    assert [name for name in labels["en"] if f"t.{name}" not in used and not name.startswith(computed)] == []


@pytest.mark.parametrize(("labels", "words"), [("en", ("a fall", "a rise")), ("zh", ("下降", "上升"))])
def test_a_figure_that_rises_on_one_side_and_falls_on_the_other_says_so(labels: str, words: tuple[str, str]) -> None:
    summary, document = make("Sales rose 8.0%", Evidence(block=1, start=0, end=15, quote="Sales rose 8.0%"))
    finding = Finding(kind="direction", claim="8.0%", message="the source says up, not down: “8.0%”", block=1)
    support = Support(status="unsupported", findings=(finding,), judge="rules", score=0.1)
    statement = summary.groups[0].points[0].model_copy(update={"text": "Sales fell 8.0%", "support": support})
    page = to_html(summary.model_copy(update={"groups": (Group(title="G", points=(statement,)),)}), document, labels=labels)  # type: ignore[arg-type]
    claimed, stated = words
    assert f'<span class="claimed">8.0%</span> <span class="translation">{claimed}</span>' in page
    assert f'>8.0%</span> <span class="translation">{stated}</span>' in page and 'class="remark"' not in page


@pytest.mark.parametrize(("labels", "lang", "word"), [(None, "en", "Summary"), ("en", "en", "Summary"), ("zh", "zh-Hans", "摘要")])
def test_the_page_speaks_the_language_asked_for(labels: str | None, lang: str, word: str) -> None:
    html = to_html(*make("one"), labels=labels)  # type: ignore[arg-type]
    assert f'<html lang="{lang}">' in html
    assert f'<h2 id="summary-title">{word}</h2>' in html


def test_without_a_document_quotes_stand_by_their_statements() -> None:
    summary, _ = make("one two", Evidence(block=1, start=0, end=3, quote="one"))
    html = to_html(summary)
    assert '<span class="cite">[1]</span>' in html and "<blockquote" in html
    assert '<a class="cite"' not in html


def test_the_index_counts_filters_and_defuses_links() -> None:
    summary, _ = make("one")
    html = render_index([IndexEntry("a", summary, href="javascript:alert(1)"), IndexEntry("b", error="b: is empty", href="//x/y z.html")])
    assert 'href="./javascript%3Aalert%281%29"' in html and 'href="./x/y%20z.html"' in html
    assert 'id="f-unchecked"' in html and 'id="f-failed"' in html and 'id="f-clean"' not in html
    assert "b: is empty" in html
    assert "There are no summaries here." in render_index([])


def test_every_difference_has_a_label() -> None:
    labels = json.loads((TEMPLATES / "labels.v1.json").read_text(encoding="utf-8"))["en"]
    own = ("opposite", "elsewhere", "missing", "name", "company")
    named = {name.removeprefix("difference_") for name in labels if name.startswith("difference_")}
    assert named == {*get_args(DifferenceKind), *own}


@pytest.mark.parametrize(
    ("address", "linked"),
    [("https://news.example/a?b=1&c=<d>", True), ("http://news.example", True), ("javascript:alert(1)", False), ("data:text/html,x", False), ("news.example", False), (None, False)],
)
def test_only_web_addresses_are_linked(address: str | None, linked: bool) -> None:
    summary, document = make("one")
    html = to_html(summary.model_copy(update={"document": DocumentInfo(address=address)}), document)
    assert (f'<a class="action" href="{escape(address or "")}" rel="noreferrer">' in html) == linked
    assert html.count('class="action" href') == linked


def test_the_printed_forms_stand_in_the_page() -> None:
    summary, document = make("one", Evidence(block=1, start=0, end=3, quote="one"), title="A & <b>")
    html = to_html(summary, document)
    kept = dict(re.findall(r'<template id="as-(\w+)">(.*?)</template>', html, re.DOTALL))
    assert unescape(kept["text"]) == summary.to_text() and unescape(kept["markdown"]) == summary.to_markdown()
    assert Summary.parse(unescape(kept["text"])).to_text() == summary.to_text()


def test_the_title_of_the_summary_comes_first() -> None:
    summary, document = make("one", title="原文的标题")
    named = summary.model_copy(update={"document": DocumentInfo(title="Its title")})
    html = to_html(named, document)
    assert '<h1 lang="en">Its title</h1>' in html and '<p class="original" lang="zh-Hans">原文的标题</p>' in html
    assert 'class="original"' not in to_html(named.model_copy(update={"document": DocumentInfo(title=" 原文的标题 ")}), document)


@pytest.mark.parametrize(("numbers", "text"), [((), ""), ((3,), "3"), ((1, 2, 3, 5, 7, 8), "1–3, 5, 7–8")])
def test_ranges(numbers: tuple[int, ...], text: str) -> None:
    assert format_ranges(numbers) == text


@pytest.mark.parametrize(
    ("text", "near", "tag"),
    [
        ("plain words", "zh-Hant", "en"),
        ("原文为“twice”，即两倍，而非三倍。", "en", "zh-Hans"),
        ("繁體", "zh-Hant", "zh-Hant"),
    ],
)
def test_text_lang(text: str, near: str, tag: str) -> None:
    assert guess_html_lang(text, near) == tag


@pytest.mark.parametrize(("cited", "told"), [((1,), ["1 of 1 blocks cited"]), ((), []), (None, ["1 of 1 blocks cited"])])
def test_only_blocks_that_an_author_cites_are_counted_as_cited(cited: tuple[int, ...] | None, told: list[str]) -> None:
    html = to_html(*make("one two three", Evidence(block=1, start=0, end=3, quote="one")), cited=None if cited is None else [cited])
    assert re.findall(r"\d+ of \d+ blocks cited", html) == told
    assert ("Not cited" in html, '<mark data-s="s1">one</mark>' in html, "Block 1, used 1×" in html) == (False, True, True)


@pytest.mark.parametrize(
    ("cited", "shown", "copied"),
    [(None, "A claim [1]", "- A claim [1]"), ((1,), "A claim [1]", "- A claim [1]"), ((), "A claim (nearest: [1])", "- A claim"), ((7,), "A claim [7] (nearest: [1])", "- A claim [7]")],
)
def test_blocks_that_were_found_are_not_shown_as_cited(cited: tuple[int, ...] | None, shown: str, copied: str) -> None:
    html = to_html(*make("one two three", Evidence(block=1, start=0, end=3, quote="one")), cited=None if cited is None else [cited])
    [claim] = re.findall(r'<p class="claim".*?</p>', html, re.DOTALL)
    assert " ".join(unescape(re.sub("<[^>]+>", "", claim)).split()) == shown
    assert f"{copied}</" in html and Summary.parse(html).groups[0].points[0].citations == (1,)
