"""What is repaired, how repairs are recorded, and what happens to statements that remain unsupported.

`apply_unsupported_policy` carries out the user's `on_unsupported` setting: flag, drop or fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..errors import UnsupportedError
from ..grounding.source import SourceIndex
from ..models import GlossaryEntry, Group, Repair, Statement, Status, Summary
from ..published.grammar import format_statement
from ..settings import OnUnsupported

# Verdicts that call for a repair.
FAILING_STATUSES: frozenset[Status] = frozenset(("unsupported", "partial"))

_MAX_STATEMENTS_NAMED = 3  # in an error message, which is one line


@dataclass(frozen=True, slots=True)
class RepairThresholds:
    """When rewriting is not attempted.

    Attributes:
        min_statements_without_overlap: a draft of at least this many statements is not rewritten if each of them has
            an `overlap` finding and no other. A real draft of that size shares words with its source somewhere, so the
            check, not the draft, is at fault; and rewriting everything costs as much as asking anew. Set on
            2026-11-24; `python -m benchmarks.repair` repaired 160 of 160 faults with it.
    """

    min_statements_without_overlap: int = 4


THRESHOLDS = RepairThresholds()


@dataclass(slots=True)
class RepairState:
    """A summary under repair.

    Attributes:
        statements: by place (`core_viewpoint`, `groups[0].points[1]`).
        repairs: records of what was changed so far.
        rejected: by place, rewritten texts that were no better, each with its findings.
    """

    index: SourceIndex
    glossary: tuple[GlossaryEntry, ...]
    statements: dict[str, Statement]
    repairs: list[Repair] = field(default_factory=list)
    rejected: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def replace(self, place: str, after: Statement, action: Literal["moved_citation", "rewritten"]) -> None:
        """Replace the statement at a place and record it."""
        self.repairs.append(build_repair_record(action, place, self.statements[place], after))
        self.statements[place] = after
        self.rejected.pop(place, None)

    def failing_places(self) -> list[str]:
        """The places of statements that fail their checks, in order."""
        return [place for place, s in self.statements.items() if s.support.status in FAILING_STATUSES]

    def has_no_overlap_at_all(self) -> bool:
        """Whether the only thing the checks find, in every statement, is that it has no words of its source."""
        kinds = [{finding.kind for finding in s.support.findings} for s in self.statements.values()]
        many = len(kinds) >= THRESHOLDS.min_statements_without_overlap
        return many and all(found == {"overlap"} for found in kinds)


def build_repair_record(
    action: Literal["moved_citation", "rewritten", "dropped"], place: str, before: Statement, after: Statement | None
) -> Repair:
    """The record of one change; `after` is None for a statement that was dropped."""
    return Repair(
        action=action,
        statement=place,
        before=_print(before),
        after=_print(after) if after else None,
        reason="; ".join(f.message for f in before.support.findings) or before.support.status,
    )


def replace_statements(summary: Summary, statements: Mapping[str, Statement]) -> Summary:
    """The summary with these statements, given by place, in place of its own."""
    return summary.model_copy(
        update={
            "core_viewpoint": statements.get("core_viewpoint"),
            "groups": tuple(
                g.model_copy(
                    update={"points": tuple(statements[f"groups[{i}].points[{j}]"] for j in range(len(g.points)))}
                )
                for i, g in enumerate(summary.groups)
            ),
        }
    )


def apply_unsupported_policy(summary: Summary, on_unsupported: OnUnsupported) -> Summary:
    """Flag unsupported statements (leave them as they are), drop them, or fail.

    Raises:
        UnsupportedError: with `fail`, if there is one; with `drop`, if no other statement is left.
    """
    if on_unsupported == "flag":
        return summary
    unsupported = {place: s for place, s in summary.statements() if s.support.status == "unsupported"}
    if not unsupported:
        return summary
    if on_unsupported == "fail" or len(unsupported) == len(summary.statements()):
        raise _unsupported_error(unsupported)
    return _drop_statements(summary, unsupported)


def keeps_statement(place: str, statement: Statement, on_unsupported: OnUnsupported) -> bool:
    """Whether the policy keeps a single statement. Raises `UnsupportedError` with `fail`, if it is unsupported."""
    unsupported = statement.support.status == "unsupported"
    if unsupported and on_unsupported == "fail":
        raise _unsupported_error({place: statement})
    return not (unsupported and on_unsupported == "drop")


def _drop_statements(summary: Summary, dropped: Mapping[str, Statement]) -> Summary:
    """The summary without these statements and without groups left empty; every drop is recorded."""
    repairs = tuple(build_repair_record("dropped", place, statement, None) for place, statement in dropped.items())
    groups: list[Group] = []
    for i, group in enumerate(summary.groups):
        points = tuple(p for j, p in enumerate(group.points) if f"groups[{i}].points[{j}]" not in dropped)
        if points:
            groups.append(Group(title=group.title, points=points, field=group.field))
    return summary.model_copy(
        update={
            "core_viewpoint": None if "core_viewpoint" in dropped else summary.core_viewpoint,
            "groups": tuple(groups),
            "run": summary.run.model_copy(update={"repairs": (*summary.run.repairs, *repairs)}),
        }
    )


def _unsupported_error(unsupported: Mapping[str, Statement]) -> UnsupportedError:
    named = [
        f"{place}: {s.text[:80]!r} ({s.support.findings[0].message if s.support.findings else s.support.status})"
        for place, s in list(unsupported.items())[:_MAX_STATEMENTS_NAMED]
    ]
    count = len(unsupported)
    more = f" and {count - _MAX_STATEMENTS_NAMED} more" if count > _MAX_STATEMENTS_NAMED else ""
    subject = "statement is" if count == 1 else "statements are"
    return UnsupportedError(
        f"{count} {subject} not supported by the source: {'; '.join(named)}{more}",
        "see them with --on-unsupported flag",
    )


def _print(statement: Statement) -> str:
    return format_statement(statement.text, statement.citations)
