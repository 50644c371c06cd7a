"""What `check` found."""

from __future__ import annotations

from typing import Literal

from .base import Model
from .summary import DocumentInfo, Finding, Statement


class CheckedStatement(Model):
    """One entry of a report: where the statement stands in the summary, and the statement with its verdict."""

    place: str
    statement: Statement


class Report(Model):
    """What `check` found: one entry per statement, in printed order."""

    schema_version: Literal["1"] = "1"
    document: DocumentInfo
    entries: tuple[CheckedStatement, ...]
    unparsed: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many statements have each status."""
        counts: dict[str, int] = {"supported": 0, "partial": 0, "unsupported": 0, "unchecked": 0}
        for entry in self.entries:
            counts[entry.statement.support.status] += 1
        return counts

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in printed order."""
        return tuple(f for e in self.entries for f in e.statement.support.findings)
