"""A published summary, and what a careful reader sees in it."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.models import LanguageCode, Statement, Summary
from summarizer.published.header_line import format_header_line


@dataclass(frozen=True, slots=True)
class Case:
    """A page of a site and its expected structure.

    Attributes:
        outline: `title: …`, `head: …` (securities, source, time), `lead: …`, `# Group`, `- statement [2][3]` and
            `? what was not understood`, a line each.
        language: the one the labels are in; without labels, the one of the words.
    """

    id: str
    text: str
    outline: str
    language: LanguageCode = "en"


def outline(summary: Summary) -> str:
    """The summary as an outline to compare with a case's."""
    info = summary.document
    lines = [f"title: {info.title}"] if info.title else []
    lines += [f"head: {head}"] if (head := format_header_line(info)) else []
    lines += [f"lead: {format_printed(summary.core_viewpoint)}"] if summary.core_viewpoint else []
    for group in summary.groups:
        lines += [f"# {group.title}".rstrip(), *(f"- {format_printed(point)}" for point in group.points)]
    return "\n".join([*lines, *(f"? {piece}" for piece in summary.unparsed)])


def format_printed(statement: Statement) -> str:
    """`Words [2][3]`."""
    return f"{statement.text} {''.join(f'[{n}]' for n in statement.citations)}".strip()
