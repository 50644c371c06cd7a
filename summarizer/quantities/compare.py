"""Whether two figures say the same, and if not, in which respect they differ."""

from __future__ import annotations

from .model import Comparison, Quantity


def compare(claim: Quantity, source: Quantity) -> Comparison:
    """Whether the claim's figure is borne out by the source's figure."""
    if not (claim.certain and source.certain):
        return Comparison("undecided", "a figure is ambiguous", "reading")
    if claim.when or source.when:
        if not (claim.when and source.when):
            return Comparison("incomparable", "only one of them is a date", "kind")
        return _dates(claim, source)
    if claim.kind != source.kind or claim.unit != source.unit:
        return Comparison("incomparable", "different kinds or units", "kind")
    assert claim.low is not None and source.low is not None and claim.value is not None and source.value is not None
    half = max(claim.step, source.step) / 2
    if abs(claim.value - source.value) <= half:
        return Comparison("same", "the same value within the rounding written", "value")
    return Comparison("different", f"{claim.text} is not {source.text}", "value")


def _dates(claim: Quantity, source: Quantity) -> Comparison:
    for part in ("year", "month", "day"):
        ours, theirs = getattr(claim.when, part), getattr(source.when, part)
        if ours is not None and theirs is not None and ours != theirs:
            return Comparison("different", f"the {part} is {theirs}, not {ours}", "date")
    return Comparison("same", "the parts both have agree", "date")
