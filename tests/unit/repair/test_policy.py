"""What becomes of statements that remain unsupported."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer import Summary, UnsupportedError
from summarizer.models import Finding, Group, Statement, Support, replace_statements
from summarizer.repair.policy import apply_unsupported_policy, is_confirmed, keeps_statement


def _summary(*statuses: str) -> Summary:
    points = [Statement(text=f"Point {n}", support=Support(status=s)) for n, s in enumerate(statuses)]  # type: ignore[arg-type]  # cases as data
    return Summary(language="en", core_viewpoint=points[0], groups=(Group(title="A", points=tuple(points[1:])),))


@pytest.mark.parametrize("way", ["flag", "drop", "fail"])
def test_statements_that_are_not_unsupported_stay(way: Any) -> None:
    summary = _summary("supported", "partial", "unchecked")
    assert apply_unsupported_policy(summary, way) == summary


def test_a_core_viewpoint_may_be_dropped_but_not_everything() -> None:
    left = apply_unsupported_policy(_summary("unsupported", "supported"), "drop")
    assert left.core_viewpoint is None and len(left.groups[0].points) == 1
    assert left.run.repairs[0].statement == "core_viewpoint"
    with pytest.raises(UnsupportedError, match="2 statements are"):
        apply_unsupported_policy(_summary("unsupported", "unsupported"), "drop")


def test_one_statement_is_kept_dropped_or_fatal() -> None:
    bad = Statement(text="x", support=Support(status="unsupported"))
    assert keeps_statement("core_viewpoint", bad, "flag") and not keeps_statement("core_viewpoint", bad, "drop")
    with pytest.raises(UnsupportedError, match="core_viewpoint"):
        keeps_statement("core_viewpoint", bad, "fail")


def test_statements_are_replaced_by_place() -> None:
    summary = _summary("supported", "supported", "partial")
    better = Statement(text="Better", support=Support(status="supported"))
    replaced = replace_statements(summary, dict(summary.statements()) | {"groups[0].points[1]": better})
    assert [s.text for _, s in replaced.statements()] == ["Point 0", "Point 1", "Better"]


@pytest.mark.parametrize(
    ("status", "judge", "kind", "confirmed"),
    [
        ("unsupported", "rules", "number", True),
        ("unsupported", "rules", "date", True),
        ("unsupported", "rules", "name", False),
        ("unsupported", "rules", "negation", False),
        ("partial", "rules", "overlap", False),
        ("partial", "rules", "citation", False),
        ("partial", "openai/gpt-5-mini", "overlap", True),
        ("unsupported", "nli/model", "overlap", True),
        ("supported", "openai/gpt-5-mini", "number", False),
        ("unchecked", "rules", "number", False),
    ],
)
def test_a_fault_is_confirmed_by_a_model_or_by_an_exact_mismatch(status: Any, judge: str, kind: Any, confirmed: bool) -> None:
    finding = Finding(kind=kind, claim="x", message="y")
    assert is_confirmed(Support(status=status, judge=judge, findings=(finding,))) is confirmed
