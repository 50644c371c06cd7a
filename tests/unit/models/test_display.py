"""How data show themselves at a prompt and in a notebook: short, escaped, without scripts."""

from __future__ import annotations

import html.parser
import pickle

import pytest

import summarizer
from summarizer import Document, Summary
from summarizer.models import DocumentInfo, Evidence, Finding, Group, Run, Statement, Support

ARTICLE = "Sales rise\n\nSales rose 12% to 340 million yuan in 2024.\n\nProfit fell to 30 million yuan.\n"
NASTY = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> \x1b[2J \u202e & {0} {quote}"


@pytest.fixture(scope="module")
def document() -> Document:
    return Document.from_text(ARTICLE)


def test_a_prompt_shows_one_short_line(document: Document) -> None:
    summary = summarizer.summarize(document)
    report = summarizer.check("Core Viewpoint\n- Sales rose 21% in 2024 [1]", document)
    assert repr(document) == "Document(title='Sales rise', language='en', kind='news', blocks=2, sentences=2)"
    assert repr(summary) == f"Summary(title='Sales rise', language='en', statements={(n := len(summary.statements()))}, supported={n})"
    assert repr(report) == "Report(title='Sales rise', statements=1, unsupported=1)"
    assert repr(summary.core_viewpoint).startswith("Statement('Sales rose 12%") and repr(summary.core_viewpoint).endswith("citations=(1,), status='supported')")
    assert repr(report.findings[0]) == "Finding('number', 'the source says 12%, not 21%', block=1)"
    long = Document.from_text("A word. " * 5000)
    for value in (long, long.blocks, long.sentences[0], summary.run, summary.document, summary.groups, Run(), Support(), DocumentInfo(title="x" * 900), Group(title="g", points=())):
        assert len(repr(value)) < 400 or isinstance(value, tuple), value


def test_str_is_what_a_person_reads(document: Document) -> None:
    summary = summarizer.summarize(document)
    assert str(summary) == summary.to_text() and summary._repr_markdown_() == summary.to_markdown()
    assert str(summary.core_viewpoint) == "Sales rose 12% to 340 million yuan in 2024 [1]"
    assert str(Evidence(block=1, start=0, end=2, quote="ab")) == "[1] ab"
    assert "[1] Sales rose 12%" in str(document)
    assert summary.counts == {"supported": len(summary.statements()), "partial": 0, "unsupported": 0, "unchecked": 0}
    report = summarizer.check("Core Viewpoint\n- Sales rose 21% in 2024 [1]", document)
    assert str(report) == "1 statement: ✗ 1 not supported\nchecked by rules alone: no model has read it\n✗ Sales rose 21% in 2024 [1]\n  number: the source says 12%, not 21%"


def test_dir_names_what_users_need(document: Document) -> None:
    names = {name for name in dir(summarizer.summarize(document)) if not name.startswith("_")}
    assert {"core_viewpoint", "to_html", "statements", "model_dump_json"} <= names
    assert not names & {"dict", "json", "copy", "parse_obj", "construct", "schema", "model_fields_set", "model_rebuild"}
    assert dir(summarizer) == sorted(summarizer.__all__)


def test_showing_changes_nothing(document: Document) -> None:
    summary = summarizer.summarize(document)
    assert Summary.model_validate_json(summary.model_dump_json()) == summary == pickle.loads(pickle.dumps(summary))


class _Tags(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        self.attributes += attrs
        self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1


def test_a_notebook_gets_escaped_html_without_script_style_or_link() -> None:
    finding = Finding(kind="number", claim=NASTY, message=NASTY, block=1)
    said = Statement(text=NASTY, citations=(1,), evidence=(Evidence(block=1, start=0, end=3, quote=NASTY),), support=Support(status="unsupported", findings=(finding,)))
    summary = Summary(language="en", document=DocumentInfo(title=NASTY, source=NASTY), core_viewpoint=said, groups=(Group(title=NASTY, points=(said,), support=said.support),), unparsed=(NASTY,))
    source = Document.from_text(f"{NASTY}\n\nSales rose 12% in 2024.\n\n## {NASTY}\n\nProfit fell.")
    for value in (summary, summarizer.check(summary, source), source):
        shown = value._repr_html_()
        tags = _Tags()
        tags.feed(shown)
        assert tags.depth == 0 and set(tags.opened) <= {"div", "span", "abbr", "details", "summary"}
        assert {name for name, _ in tags.attributes} <= {"style", "title", "lang"}
        assert "<script" not in shown and "<img" not in shown and "\x1b" not in shown and "\u202e" not in shown
    assert summary._repr_html_().count("&lt;script&gt;") >= 8


def test_a_summary_that_was_not_checked_has_plain_bullets() -> None:
    shown = Summary.parse("Core Viewpoint\n- Sales rose [1]")._repr_html_()
    assert "• Sales rose" in shown and "✓" not in shown and "<details" not in shown


def test_a_notebook_shows_what_was_found_after_what_is_cited(document: Document) -> None:
    said = "Sales rose 12% to 340 million yuan in 2024"
    report = summarizer.check(said, document)
    assert f"{said} (found in <abbr" in report._repr_html_()
    cited = report.model_copy(update={"entries": (report.entries[0].model_copy(update={"cited": (2,)}),)})
    assert f"{said} [2] (found in <abbr" in cited._repr_html_()


def test_a_notebook_says_who_checked(document: Document) -> None:
    summary = summarizer.summarize(document)
    assert summary.core_viewpoint
    read = summary.core_viewpoint.model_copy(update={"support": Support(status="supported", judge="m/1")})
    judged = summary.model_copy(update={"core_viewpoint": read})
    report = summarizer.check(summary, document)
    entry = report.entries[0].model_copy(update={"statement": read})
    judged_report = report.model_copy(update={"entries": (entry, *report.entries[1:])})
    for shown in (summary._repr_html_(), report._repr_html_(), str(report)):
        assert shown.count("checked by rules alone: no model has read it") == 1 and "judged by" not in shown
    for shown in (judged._repr_html_(), judged_report._repr_html_(), str(judged_report)):
        assert shown.count("judged by m/1") == 1 and "rules alone" not in shown
    assert report.judge is None and judged_report.judge == judged.judge == "m/1"
    assert "rules alone" not in Summary.parse("Core Viewpoint\n- Sales rose [1]")._repr_html_()
