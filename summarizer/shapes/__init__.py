"""Shapes: a Pydantic model whose leaves are statements, in place of Core Viewpoint and Groups.

class Verdict(BaseModel):
    claim: Statement
    reasons: list[Statement]

summary = summarizer.summarize("judgment.txt", model=…, shape=Verdict)
verdict = as_shape(summary, Verdict)
"""

from .built_in_shapes import BUILT_IN, EarningsCall, MeetingMinutes, News, ResearchReport
from .compiler import as_shape, compile_shape, inline_shape_schema
from .shape import LEAD_FIELD, FilledShape, Shape, ShapeField, field_groups, field_values, fill_shape, partial_values

__all__ = [
    "BUILT_IN",
    "LEAD_FIELD",
    "EarningsCall",
    "FilledShape",
    "MeetingMinutes",
    "News",
    "ResearchReport",
    "Shape",
    "ShapeField",
    "as_shape",
    "compile_shape",
    "field_groups",
    "field_values",
    "fill_shape",
    "inline_shape_schema",
    "partial_values",
]
