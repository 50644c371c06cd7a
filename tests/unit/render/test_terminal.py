"""What a terminal shows: lines by width, the words at fault marked, and nothing that a terminal would obey."""

from __future__ import annotations

import re
import time
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.models import (
    CheckedStatement,
    Document,
    Evidence,
    Finding,
    Group,
    Report,
    Statement,
    Summary,
    Support,
)
from summarizer.render.report_markdown import report_to_markdown
from summarizer.render.terminal import display_width, format_report, format_summary, wrap

_COLOUR = re.compile(r"\x1b\[[\d;]*m")
TEXT = "全年收入7771.02亿元，同比增长29.02%。研发投入约542亿元，超过净利润。\n管理层不会裁员。"


def columns(line: str) -> int:
    """Columns of a line, counted in another way than the code does: by the terminal's own table of wide characters."""
    line = _COLOUR.sub("", line)
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) in ("Cf", "Me", "Mn") else 2 if unicodedata.east_asian_width(c) in ("W", "F") else 1 for c in line)


def document() -> Document:
    return Document.from_text(TEXT)


def checked(text: str, status: str, *findings: Finding, block: int = 1) -> CheckedStatement:
    source = document().block(block)
    evidence = (Evidence(block=block, start=source.start, end=source.end, quote=source.text),)
    support = Support(status=status, findings=findings)  # type: ignore[arg-type]  # the cases name statuses
    statement = Statement(text=text, citations=(block,), evidence=evidence, support=support)
    return CheckedStatement(place="core_viewpoint", statement=statement, cited=(block,))


def report(*entries: CheckedStatement, unparsed: tuple[str, ...] = ()) -> Report:
    from summarizer.grounding.source import build_document_info

    return Report(document=build_document_info(document()), entries=entries, unparsed=unparsed)


NUMBER = Finding(kind="number", claim="77.7 billion yuan", message="the source says 7771.02亿元, not 77.7 billion yuan", block=1)
DENIED = Finding(kind="negation", claim="will cut", message="the source denies it (“不会裁员”), the statement does not", block=2)


def test_a_report_shows_claim_finding_and_source_together() -> None:
    text = format_report(
        report(
            checked("Revenue rose to 77.7 billion yuan", "unsupported", NUMBER),
            checked("R&D took 54.2 billion yuan", "supported"),
        ),
        document(),
        colour=False,
        width=100,
    )
    assert (
        text
        == """\
2 statements: ✓ 1 supported · ✗ 1 not supported
checked by rules alone: no model has read it

Core Viewpoint
✗ Revenue rose to «77.7 billion yuan» [1]
  number: the source says 7771.02亿元, not 77.7 billion yuan
  │ [1] 全年收入«7771.02亿元»，同比增长29.02%。
✓ R&D took 54.2 billion yuan [1]"""
    )


def test_the_block_that_a_finding_names_is_shown_though_it_is_not_cited() -> None:
    text = format_report(report(checked("The company will cut jobs", "unsupported", DENIED)), document(), colour=False, width=100)
    assert "✗ The company «will cut» jobs [1]" in text
    assert "  │ [2] 管理层«不会裁员»。" in text


def test_colours_mark_the_same_words() -> None:
    text = format_report(report(checked("Revenue rose to 77.7 billion yuan", "partial", NUMBER)), document(), colour=True, width=100)
    assert "\x1b[1;4;31m77.7 billion yuan\x1b[0m\x1b[2m [1]\x1b[0m" in text
    assert "\x1b[1;4;31m7771.02亿元\x1b[0m" in text and "\x1b[33m◐\x1b[0m" in text
    assert "«" not in text


def test_a_report_needs_neither_evidence_nor_findings() -> None:
    bare = CheckedStatement(place="groups[0].points[0]", statement=Statement(text="x", support=Support(status="unsupported")))
    far = Finding(kind="citation", claim="[40]", message="the source has no block [40], only 2", block=None)
    lost = CheckedStatement(place="groups[0].points[1]", statement=Statement(text="y", support=Support(status="unsupported", findings=(far,))))
    text = format_report(report(bare, lost, unparsed=("a piece",)), document(), colour=False, width=80)
    assert "2 statements: ✗ 2 not supported" in text
    assert text.endswith("✗ x\n✗ y\n  citation: the source has no block [40], only 2\n\nNot understood\n- a piece")
    assert format_report(report(), document(), colour=False, width=80) == "0 statements"
    assert format_report(report(bare), document(), colour=False, width=80).startswith("1 statement: ✗ 1 not supported\nchecked by rules alone: no model has read it\n\n✗ x")


def test_a_report_keeps_the_headings_of_the_summary_and_says_once_what_several_findings_say() -> None:
    finding = Finding(kind="citation", claim="12%", message="12% is in block [2], not in [1]", block=2)
    other = Finding(kind="citation", claim="$3 billion", message="$3 billion is in block [2], not in [1]", block=2)
    wrong = checked("Sales rose 12% to $3 billion", "partial", finding, other)
    right = checked("R&D took 54.2 billion yuan", "supported")
    whole = Summary(language="en", core_viewpoint=right.statement, groups=(Group(title="Growth", points=(wrong.statement,)), Group(title="Costs", points=(right.statement,))))
    entries = [entry.model_copy(update={"place": place}) for entry, place in zip((right, wrong, right), (place for place, _ in whole.statements()), strict=True)]
    text = format_report(report(*entries), document(), colour=False, width=100, summary=whole)
    assert text.startswith("3 statements: ✓ 2 supported · ◐ 1 partly supported\n")
    assert "\n\nCore Viewpoint\n✓ R&D" in text and "\n\nGroup 1: Growth\n◐ Sales" in text and "\n\nGroup 2: Costs\n✓ R&D" in text
    assert "  citation: 12% is in block [2], not in [1]; so too: $3 billion\n" in text and text.count("block [2]") == 1
    short = format_report(report(*entries), document(), colour=False, width=100, summary=whole, entries=[entry for entry in entries if entry.statement.support.findings])
    assert short.startswith("3 statements: ✓ 2 supported") and "Group 1: Growth" in short and "R&D" not in short and "Group 2" not in short


def test_found_blocks_are_not_shown_as_cited() -> None:
    shown = {}
    for status in ("supported", "unchecked"):
        entry = checked("R&D took 54.2 billion yuan", status)
        found = entry.statement.model_copy(update={"citations": (2, 5)})
        reports = [report(entry.model_copy(update={"statement": found, "cited": cited})) for cited in ((), (3,), (2, 5))]
        lines = [format_report(one, document(), colour=False, width=100).splitlines()[-1] for one in reports]
        shown[status] = [line.partition("yuan ")[2] for line in lines]
        assert [report_to_markdown(one, document()).splitlines()[-1].partition("yuan ")[2] for one in reports] == shown[status]
        assert [str(one).splitlines()[-1].partition("yuan ")[2] for one in reports] == shown[status]
    assert shown["supported"] == ["(found in [2][5])", "[3] (found in [2][5])", "[2][5]"]
    assert shown["unchecked"] == ["(nearest: [2][5])", "[3] (nearest: [2][5])", "[2][5]"]


def test_a_report_in_markdown_has_the_counts_first_and_marks_the_words_of_both_sides() -> None:
    wrong = checked("Revenue rose to 77.7 billion yuan", "unsupported", NUMBER)
    right = checked("R&D took 54.2 billion yuan", "supported").model_copy(update={"place": "groups[0].points[0]"})
    whole = Summary(language="en", core_viewpoint=wrong.statement, groups=(Group(title="Costs_", points=(right.statement,)),))
    text = report_to_markdown(report(wrong, right), document(), whole)
    assert (
        text
        == """\
**2 statements: ✓ 1 supported · ✗ 1 not supported**

*checked by rules alone: no model has read it*

## Core Viewpoint

- ✗ Revenue rose to «77.7 billion yuan» [1]
  - *number*: the source says 7771.02亿元, not 77.7 billion yuan
  - > [1] 全年收入«7771.02亿元»，同比增长29.02%。

## Group 1: Costs\\_

- ✓ R&D took 54.2 billion yuan [1]"""
    )
    assert "R&D" not in report_to_markdown(report(wrong, right), document(), whole, [wrong])


def summary(*points: Statement, title: str = "T") -> Summary:
    return Summary(language="zh", core_viewpoint=None, groups=(Group(title=title, points=points),))


def test_a_summary_that_was_not_checked_has_plain_bullets() -> None:
    assert format_summary(summary(Statement(text="收入增长", citations=(2,))), colour=False, width=40) == "分组 1：T\n- 收入增长 [2]"


def test_a_checked_summary_has_marks_and_reasons() -> None:
    said = Statement(text="Revenue was 77.7 billion yuan", citations=(1,), support=Support(status="partial", findings=(NUMBER,)))
    text = format_summary(summary(said, Statement(text="y")), labels="en", colour=False, width=100)
    assert text.splitlines() == ["Group 1: T", "◐ Revenue was «77.7 billion yuan» [1]", "  number: the source says 7771.02亿元, not 77.7 billion yuan", "? y", "", "checked by rules alone: no model has read it"]


def test_a_judged_summary_names_the_model_and_what_is_wrong_with_a_title() -> None:
    fault = Finding(kind="overlap", claim="All markets", message="two of them only")
    read = Statement(text="x", citations=(1,), support=Support(status="supported", judge="openai/gpt-5-mini", score=0.99))
    group = Group(title="All markets", points=(read,), support=Support(status="unsupported", findings=(fault,), judge="openai/gpt-5-mini"))
    text = format_summary(Summary(language="en", core_viewpoint=None, groups=(group,)), colour=False, width=100)
    assert text == "Group 1: All markets\n  little in common: two of them only\n✓ x [1]\n\njudged by openai/gpt-5-mini"


def test_chinese_is_broken_by_the_rules_of_typesetting() -> None:
    lines = format_summary(summary(Statement(text="公司收入增长，利润下降；“老大”的份额（含海外）上升。" * 4)), colour=False, width=24).splitlines()
    assert len(lines) > 5 and all(columns(line) <= 24 for line in lines)
    for line in lines[1:]:
        assert line.lstrip("- ")[0] not in "，。、；：！？）”" and line[-1] not in "（“"


@pytest.mark.parametrize("bad", ["\x1b[31mred", "\x1b]0;title\x07", "a\rb", "\x9b2J", "\u202eevil", "x\x08y", "\x00", "a\nb", "\u2066i"])
@pytest.mark.parametrize("colour", [True, False])
def test_nothing_in_a_text_commands_the_terminal(bad: str, colour: bool) -> None:
    finding = Finding(kind="quote", claim=bad, message=bad + " is not there", block=1)
    said = Statement(text="claim " + bad, citations=(1,), support=Support(status="unsupported", findings=(finding,)))
    whole = summary(said, title=bad).model_copy(update={"unparsed": (bad,)})
    shown = [format_summary(whole, colour=colour, width=60), format_report(report(CheckedStatement(place="core_viewpoint", statement=said), unparsed=(bad,)), document(), colour=colour, width=60)]
    for text in shown:
        for line in _COLOUR.sub("", text).split("\n") if colour else text.split("\n"):
            assert not re.search("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", line), repr(line)


@settings(max_examples=300)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.text("收入，。“” ab12", max_size=80), st.integers(4, 40))
def test_wrapping_keeps_every_character_and_the_width(text: str, room: int) -> None:
    text = re.sub(r"\s", " ", text)
    lines = wrap(text, room)
    assert "".join(text[a:b] for a, b in lines).replace(" ", "") == text.replace(" ", "")
    assert all(display_width(text[a:b]) <= room for a, b in lines)
    assert all(a < b <= c for (a, b), (c, _) in pairwise(lines))


def test_a_word_without_end_is_wrapped_in_linear_time() -> None:
    started = time.process_time()
    assert len(wrap("é" * 200_000, 80)) == 2500
    assert time.process_time() - started < 2.0
