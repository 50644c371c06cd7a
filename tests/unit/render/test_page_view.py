"""What a page shows of findings, marks and blocks, before there is any HTML."""

from __future__ import annotations

import pytest

from summarizer import Document
from summarizer.models import DocumentInfo, Evidence, Finding, Gloss, Group, Security, Statement, Status, Summary, Support
from summarizer.render.page_view import FindingView, build_document_view, build_summary_view


def say(text: str, *findings: Finding, status: Status = "unsupported", evidence: tuple[Evidence, ...] = (), **support: object) -> Statement:
    verdict = Support.model_validate({"status": status, "findings": findings, "judge": "rules", **support})
    return Statement(text=text, citations=tuple(sorted({e.block for e in evidence})), evidence=evidence, support=verdict)


def summarized(*points: Statement, **info: object) -> Summary:
    return Summary(language="en", core_viewpoint=None, groups=(Group(title="G", points=points),), document=DocumentInfo.model_validate(info))


def first_finding(kind: str, claim: str, message: str, **info: object) -> FindingView:
    finding = Finding.model_validate({"kind": kind, "claim": claim, "message": message, "block": 1})
    return build_summary_view(summarized(say(f"{claim} and more", finding), **info), "en").statements[0].findings[0]


@pytest.mark.parametrize(
    ("kind", "claim", "message", "difference", "amount"),
    [
        ("number", "38 billion yuan", "the source says 3800亿元 (380 billion yuan), not 38 billion yuan", "part", "10"),
        ("number", "13%", "the source says 8.6% here, not 13%", "points_above", "4.4"),
        ("date", "March 2024", "the source says 2025年3月 (March 2025), not March 2024", "date", ""),
        ("direction", "rose", "the source says “下降”, not “rose”", "opposite", ""),
        ("direction", "a gain of 5%", "the source calls “5%” a loss, not a profit", "opposite", ""),
        ("citation", "12%", "12% is in block [1], not in the cited text", "elsewhere", ""),
        ("name", "Baidu", "the source does not contain the name Baidu", "missing", ""),
        ("name", "Baidu", "the source says Tencent here, not Baidu", "name", ""),
        ("number", "61%", "It is lower – [1] 平均利用率仅为54%", "points_above", "7"),
        ("number", "3 and 4", "the source says 5 here, not 3 and 4", "", ""),
        ("overlap", "x", "It says nothing of the kind.", "", ""),
    ],
)
def test_the_difference_of_both_sides(kind: str, claim: str, message: str, difference: str, amount: str) -> None:
    view = first_finding(kind, claim, message)
    assert (view.difference, view.amount) == (difference, amount)


def test_a_name_of_the_header_is_a_company() -> None:
    message = "the source says Tencent here, not Baidu"
    for security in (Security(symbol="0700.HK", name="Tencent"), Security(symbol="Baidu")):
        assert first_finding("name", "Baidu", message, securities=(security,)).difference == "company"


def test_what_was_dismissed_keeps_its_words() -> None:
    finding = Finding(kind="number", claim="5%", message="the source does not contain 5% – judge: it is 1 of 20")
    view = build_summary_view(summarized(say("It is 5%", status="supported", dismissed=(finding,))), "en").statements[0]
    assert [one.parts.remark for one in view.dismissed] == [finding.message]


def test_marks_are_counted_where_something_was_checked() -> None:
    points = [say("a", status=status) for status in ("supported", "partial", "unsupported", "unchecked")]
    view = build_summary_view(summarized(*points), "en")
    assert view.marked == 3 and view.tally == (("supported", 1), ("unchecked", 1), ("partial", 1), ("unsupported", 1))
    assert build_summary_view(summarized(Statement(text="a"), Statement(text="b")), "en").marked == 0


def test_a_block_has_the_worst_verdict_and_the_words_of_each_statement() -> None:
    document = Document.from_text("Title\n\nSales rose 5% to 40 million dollars in 2024.\n\nNobody cites this second paragraph here.\n")
    text = document.block(1).text
    gloss = Gloss(text="销售额增长", language="zh", model="m")

    def quote(words: str) -> Evidence:
        start = document.block(1).start + text.index(words)
        return Evidence(block=1, start=start, end=start + len(words), quote=words, gloss=gloss)

    wrong = Finding(kind="number", claim="6%", message="the source says 5%, not 6%", block=1)
    points = (say("one", status="supported", evidence=(quote("Sales rose"), quote("5%"))), say("Sales rose 6%", wrong, status="partial", evidence=(quote("5%"),)))
    summary = summarized(*points)
    first, second = build_document_view(document, summary.document.id, build_summary_view(summary, "en").statements).blocks
    assert (first.status, first.cited_by, second.status) == ("partial", ("s1", "s2"), None)
    assert first.glosses == (("s1", gloss), ("s2", gloss))
    assert [(part.text, part.statements, part.disputed_by) for part in first.segments if part.owners] == [("Sales rose", ("s1",), ()), ("5%", ("s1", "s2"), ("s2",))]
