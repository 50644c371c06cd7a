"""How a second model's verdict is merged with that of the checks."""

from __future__ import annotations

from summarizer.llm.answer_schema import Verdict
from summarizer.models import Statement, Support
from summarizer.repair.model_review import merge_verdicts


def test_a_second_opinion_decides_what_the_checks_could_not() -> None:
    open_one = Statement(text="x", support=Support(status="unchecked"))
    for verdict, about in (("supported", "none"), ("partial", "name"), ("unsupported", "none")):
        merged = merge_verdicts(open_one, Verdict(verdict=verdict, about=about, reason="because"), "judge")  # type: ignore[arg-type]  # cases as data
        assert (merged.status, merged.judge, bool(merged.findings)) == (verdict, "judge", verdict != "supported")
