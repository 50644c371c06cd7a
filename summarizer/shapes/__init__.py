"""Shapes: a Pydantic model whose leaves are statements, in place of Core Viewpoint and Groups.

class Verdict(BaseModel):
    claim: Statement
    reasons: list[Statement]

summary = summarizer.summarize("judgment.txt", model=…, shape=Verdict)
verdict = as_shape(summary, Verdict)
"""

from .builtin import BUILT_IN, EarningsCall, MeetingMinutes, News, ResearchReport
from .compile import as_shape, shape_of, with_shape_read
from .shape import LEAD, Filled, Part, Shape, begun, fill, gather, laid_out

__all__ = [
    "BUILT_IN",
    "LEAD",
    "EarningsCall",
    "Filled",
    "MeetingMinutes",
    "News",
    "Part",
    "ResearchReport",
    "Shape",
    "as_shape",
    "begun",
    "fill",
    "gather",
    "laid_out",
    "shape_of",
    "with_shape_read",
]
