"""What the page shows of a summary and its document, laid out for the template: plain values, no HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..models import Block, Document, Evidence, Finding, HeaderLine, Heading, LanguageCode, Statement, Status, Summary
from .highlights import FAULT, Segment, Span, faulty_sentences, segments

STATUSES: tuple[Status, ...] = ("supported", "partial", "unsupported", "unchecked")
# A bar of the coverage strip has this many heights; a block cited more often has the tallest.
MAX_LEVEL = 4
# Latin words do not break, so that more of them than these in a Chinese paragraph leave gaps in justified lines.
_MAX_LATIN, _LATIN_WORD = 3, re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its id on the page; `segments` are its text, owned where a finding names the words."""

    id: str
    statement: Statement
    segments: tuple[Segment, ...]

    @property
    def status(self) -> Status:
        return self.statement.support.status

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.statement.support.findings


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of the summary, counted from 1."""

    number: int
    title: str
    points: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block: the headings above it, its text in segments, and the statements that cite it."""

    block: Block
    lang: str
    headings: tuple[Heading, ...]
    segments: tuple[Segment, ...]
    cited_by: tuple[str, ...]
    new_page: bool

    @property
    def ragged(self) -> bool:
        """Whether it has too many Latin words for lines of equal length."""
        return self.lang != "en" and len(_LATIN_WORD.findall(self.block.text)) > _MAX_LATIN

    @property
    def level(self) -> int:
        return min(len(self.cited_by), MAX_LEVEL)


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The left half of the page."""

    lang: str
    lead: StatementView | None
    groups: tuple[GroupView, ...]
    tally: tuple[tuple[Status, int, str], ...]

    @property
    def statements(self) -> list[StatementView]:
        return ([self.lead] if self.lead else []) + [point for group in self.groups for point in group.points]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The right half of the page. `other` tells that the summary was made of another text than this."""

    lang: str
    title: str | None
    header: tuple[HeaderLine, ...]
    blocks: tuple[BlockView, ...]
    closing: tuple[Heading, ...]
    cited: int
    uncited: str
    other: bool


def view_summary(summary: Summary, lang: str) -> SummaryView:
    """Number the statements `s1`, `s2`, … in printed order and count them by status."""
    ids = (f"s{n}" for n in range(1, 1 + len(summary.statements())))
    lead = _statement(summary.core_viewpoint, next(ids)) if summary.core_viewpoint else None
    groups = tuple(
        GroupView(number, group.title, tuple(_statement(point, next(ids)) for point in group.points))
        for number, group in enumerate(summary.groups, 1)
    )
    view = SummaryView(lang, lead, groups, ())
    return SummaryView(lang, lead, groups, _tally(view.statements))


def view_document(document: Document, summary: Summary, statements: Sequence[StatementView]) -> DocumentView:
    """Mark the evidence of the statements in the blocks of the document."""
    spans: dict[int, list[Span]] = {}
    cited_by: dict[int, list[str]] = {}
    for view in statements:
        for number in view.statement.citations:
            cited_by.setdefault(number, []).append(view.id)
        for evidence in view.statement.evidence:
            if span := _locate(evidence, document, view.id):
                spans.setdefault(evidence.block, []).append(span)
        for sentence, faults in faulty_sentences(view.statement, document):
            found = (Span(sentence.start + s.start, sentence.start + s.end, FAULT) for s in faults)
            spans.setdefault(sentence.block, []).extend(found)
    chinese = _chinese(document)
    lang = chinese if document.language == "zh" else "en"
    headings = {number: tuple(run) for number, run in groupby(document.headings, key=lambda h: h.before)}
    page, blocks = None, []
    for block in document.blocks:
        blocks.append(
            BlockView(
                block,
                chinese if block.language == "mixed" else block.language,
                headings.get(block.number, ()),
                segments(block.text, spans.get(block.number, ()), offset=block.start),
                tuple(cited_by.get(block.number, ())),
                new_page=block.page is not None and block.page != page,
            )
        )
        page = block.page
    uncited = [view.block.number for view in blocks if not view.cited_by]
    return DocumentView(
        lang,
        document.title,
        document.header,
        tuple(blocks),
        headings.get(len(blocks) + 1, ()),
        cited=len(blocks) - len(uncited),
        uncited=ranges(uncited),
        other=summary.document.id is not None and summary.document.id != document.id,
    )


def summary_lang(summary: Summary, document: Document | None) -> str:
    """The language tag of the summary; Chinese in the script of its document."""
    if summary.language == "en":
        return "en"
    return _chinese(document) if document else "zh-Hans"


def page_lang(labels: LanguageCode) -> str:
    """The language tag of the page's own words."""
    return "zh-Hans" if labels == "zh" else "en"


def text_lang(text: str, lang: str) -> str:
    """A tag for a text of unknown language: `lang` when it fits the letters that prevail, else the other language."""
    han = sum("\u3400" <= c <= "\u9fff" or c >= "\U00020000" for c in text)
    latin = sum(c.isascii() and c.isalpha() for c in text)
    if 3 * han < latin:
        return "en"
    return lang if lang != "en" else "zh-Hans"


def ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers in short: `3, 7–9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _statement(statement: Statement, name: str) -> StatementView:
    claims = []
    for finding in statement.support.findings:
        start = statement.text.find(finding.claim) if finding.claim else -1
        if start >= 0 and finding.claim != statement.text:
            claims.append(Span(start, start + len(finding.claim), finding.kind))
    return StatementView(name, statement, segments(statement.text, claims))


def _tally(statements: Sequence[StatementView]) -> tuple[tuple[Status, int, str], ...]:
    """For each status that occurs: how often, and the id of its first statement."""
    found = {status: [s.id for s in statements if s.status == status] for status in STATUSES}
    return tuple((status, len(ids), ids[0]) for status, ids in found.items() if ids)


def _locate(evidence: Evidence, document: Document, owner: str) -> Span | None:
    """Where the quote stands in its block: at its offsets, else (another decoding of the text) where it is found."""
    if evidence.block > len(document.blocks):
        return None
    block = document.block(evidence.block)
    inside = block.start <= evidence.start < evidence.end <= block.end
    if inside and document.text[evidence.start : evidence.end] == evidence.quote:
        return Span(evidence.start, evidence.end, owner)
    start = block.text.find(evidence.quote) if evidence.quote else -1
    return None if start < 0 else Span(block.start + start, block.start + start + len(evidence.quote), owner)


def _chinese(document: Document) -> str:
    hant = sum(block.language == "zh-Hant" for block in document.blocks)
    return "zh-Hant" if hant > sum(block.language == "zh-Hans" for block in document.blocks) else "zh-Hans"
