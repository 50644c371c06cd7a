"""A judge's verdict, joined with what the rules found."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer import Document
from summarizer.judging.ruling import SCORES, Verdict, join_verdicts, rule_on_title
from summarizer.models import Evidence, Finding, Statement, Support

DOCUMENT = Document.from_text("Northwind sold 380 million cars, 12% more.\n\nContoso sold 38 million.\n")
NUMBER = Finding(kind="number", claim="38 million", message="the source says 380 million", block=1)
NAME = Finding(kind="name", claim="Ann", message="no Ann in the source")
NO_BLOCK = Finding(kind="citation", claim="[9]", message="the source has no block [9]", block=9)
MISQUOTED = Finding(kind="quote", claim="words that are not there", message="not the words of block 1", block=1)
TEXT = "Ann sold 38 million cars"


def _statement(status: Any = "unchecked", *findings: Finding) -> Statement:
    block = DOCUMENT.block(1)
    evidence = Evidence(block=1, start=block.start, end=block.end, quote=block.text)
    support = Support(status=status, findings=findings, judge="rules")
    return Statement(text=TEXT, citations=(1,), evidence=(evidence,), support=support)


@pytest.mark.parametrize(
    ("findings", "reason", "status", "kept", "dismissed"),
    [
        ((), "", "supported", (), ()),
        ((NUMBER,), "", "unsupported", (NUMBER,), ()),
        ((NUMBER,), "38 is Contoso's", "supported", (), (NUMBER,)),
        ((NAME,), "", "supported", (), (NAME,)),
        ((NUMBER, NAME), "", "unsupported", (NUMBER,), (NAME,)),
        ((NO_BLOCK,), "it does say so", "partial", (NO_BLOCK,), ()),
        ((MISQUOTED,), "it does say so", "partial", (MISQUOTED,), ()),
    ],
    ids=["none", "unanswered", "answered", "inexact", "both", "no block", "misquoted"],
)
def test_a_judge_that_says_supported(findings: Any, reason: str, status: str, kept: Any, dismissed: Any) -> None:
    own = "unsupported" if findings else "unchecked"
    support = join_verdicts(_statement(own, *findings), Verdict("supported", reason=reason), "m/j", DOCUMENT)
    assert (support.status, support.judge, support.findings) == (status, "m/j", kept)
    assert [f.claim for f in support.dismissed] == [f.claim for f in dismissed]
    assert all(reason in f.message for f in support.dismissed)
    answered = SCORES.answered if dismissed else SCORES.supported
    assert support.score == (SCORES.unanswered if NUMBER in kept else answered)


@pytest.mark.parametrize("status", ["partial", "unsupported"])
def test_a_fault_names_the_clause_and_the_block_that_shows_it(status: Any) -> None:
    verdict = Verdict(status, "number", "38 million", "380 million", "ten times as many")
    support = join_verdicts(_statement("supported"), verdict, "m/j", DOCUMENT)
    [finding] = support.findings
    assert (support.status, finding.kind, finding.claim, finding.block) == (status, "number", "38 million", 1)
    assert finding.message == "ten times as many – [1] 380 million"
    assert support.score == getattr(SCORES, status)


def test_a_clause_or_quotation_that_is_not_there_is_not_shown_as_one() -> None:
    verdict = Verdict("unsupported", "number", "83 million", "830 million", "another figure")
    [finding] = join_verdicts(_statement(), verdict, "m/j", DOCUMENT).findings
    assert (finding.claim, finding.block, finding.message) == (TEXT, None, "another figure")


def test_a_fault_of_judge_and_rules_is_told_once_and_an_inexact_finding_is_dismissed() -> None:
    verdict = Verdict("unsupported", "number", "38 million cars", "", "ten times as many")
    support = join_verdicts(_statement("unsupported", NUMBER, NAME), verdict, "m/j", DOCUMENT)
    assert [f.message for f in support.findings] == ["ten times as many"] and support.dismissed == (NAME,)
    other = Verdict("unsupported", "name", "Ann", "", "Northwind did")
    support = join_verdicts(_statement("unsupported", NUMBER), other, "m/j", DOCUMENT)
    assert support.findings[1:] == (NUMBER,), "an exact mismatch that nobody answered stays"


def test_a_title_has_the_verdict_alone() -> None:
    assert rule_on_title("Car sales", (1, 2), Verdict("supported"), "m/j", DOCUMENT).findings == ()
    fault = Verdict("partial", "overlap", "all makers", "", "two of them")
    [finding] = rule_on_title("Sales of all makers", (1, 2), fault, "m/j", DOCUMENT).findings
    assert finding.claim == "all makers"


def test_the_share_of_a_model_that_counts_is_the_score() -> None:
    assert join_verdicts(_statement(), Verdict("supported", score=0.7), "nli/x", DOCUMENT).score == 0.7
