"""What is repaired, how repairs are recorded, and what happens to statements that remain unsupported.

`apply_unsupported_policy` carries out the user's `on_unsupported` setting: flag, drop or fail.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..errors import UnsupportedError
from ..grounding.source import SourceIndex
from ..judging.ruling import EXACT_KINDS
from ..models import GlossaryEntry, Group, Repair, Statement, Status, Summary, Support
from ..published.grammar import format_statement
from ..settings import OnUnsupported

# Verdicts that a repair may better.
FAILING_STATUSES: frozenset[Status] = frozenset(("unsupported", "partial"))

_MAX_STATEMENTS_NAMED = 3  # in an error message, which is one line


def is_confirmed(support: Support) -> bool:
    """Whether a fault is sure enough to have the statement written anew.

    A judge that is a model confirms one; without it, only a figure or date that the rules see to differ is sure.
    """
    if support.status not in FAILING_STATUSES:
        return False
    return support.model is not None or any(finding.kind in EXACT_KINDS for finding in support.findings)


def is_wrong_title(group: Group) -> bool:
    """Whether a judge refused the title. The titles of a shape are what its fields hold, and stay as written."""
    return group.field is None and group.support is not None and is_confirmed(group.support)


@dataclass(slots=True)
class RepairState:
    """A summary under repair.

    Attributes:
        statements: by place (`core_viewpoint`, `groups[0].points[1]`).
        repairs: records of what was changed so far.
        rejected: by place, rewritten texts that were no better, each with its findings.
        kept: the places of statements that the model says stand.
    """

    index: SourceIndex
    glossary: tuple[GlossaryEntry, ...]
    statements: dict[str, Statement]
    repairs: list[Repair] = field(default_factory=list)
    rejected: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)

    def replace(self, place: str, after: Statement) -> None:
        """Replace the statement at a place by a rewritten one and record it."""
        self.repairs.append(build_repair_record("rewritten", place, self.statements[place], after))
        self.statements[place] = after
        self.rejected.pop(place, None)

    def keep(self, place: str, reason: str) -> None:
        """Keep the statement at a place, because the model says that it stands, and record it."""
        self.kept.add(place)
        record = build_repair_record("kept", place, self.statements[place], self.statements[place])
        self.repairs.append(record.model_copy(update={"reason": reason}))

    def faulty_places(self) -> list[str]:
        """The places of statements with a confirmed fault, in order."""
        return [p for p, s in self.statements.items() if is_confirmed(s.support) and p not in self.kept]


def build_repair_record(
    action: Literal["moved_citation", "rewritten", "kept", "dropped"],
    place: str,
    before: Statement,
    after: Statement | None,
) -> Repair:
    """The record of one change; `after` is None for a statement that was dropped."""
    return Repair(
        action=action,
        statement=place,
        before=_print(before),
        after=_print(after) if after else None,
        reason="; ".join(f.message for f in before.support.findings) or before.support.status,
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
    return drop_statements(summary, unsupported)


def keeps_statement(place: str, statement: Statement, on_unsupported: OnUnsupported) -> bool:
    """Whether the policy keeps a single statement. Raises `UnsupportedError` with `fail`, if it is unsupported."""
    unsupported = statement.support.status == "unsupported"
    if unsupported and on_unsupported == "fail":
        raise _unsupported_error({place: statement})
    return not (unsupported and on_unsupported == "drop")


def drop_statements(summary: Summary, dropped: Mapping[str, Statement]) -> Summary:
    """The summary without these statements and without groups left empty; every drop is recorded."""
    repairs = tuple(build_repair_record("dropped", place, statement, None) for place, statement in dropped.items())
    groups: list[Group] = []
    for i, group in enumerate(summary.groups):
        points = tuple(p for j, p in enumerate(group.points) if f"groups[{i}].points[{j}]" not in dropped)
        if points:
            groups.append(group.model_copy(update={"points": points}))
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
