"""The verdict on one statement: every check looks at it, the gravest finding decides."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Evidence, Finding, GlossaryEntry, Support
from .source import SourceIndex


def check_statement(
    text: str, evidence: Sequence[Evidence], index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()
) -> Support:
    """Whether the evidence bears the statement out."""
    if not evidence:
        finding = Finding(kind="uncited", claim=text, message="no citation", block=None)
        return Support(status="unsupported", findings=(finding,))
    return Support(status="unchecked")
