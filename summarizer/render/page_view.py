"""The view model of the HTML page: what its template shows of a summary and its document, without any HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..languages import LANGUAGES
from ..models import Block, Document, Evidence, Finding, HeaderLine, Heading, LanguageCode, Statement, Status, Summary
from ..text.scripts import count_han
from .highlights import DISPUTED, HighlightedSegment, Span, find_disputed_sentences, split_by_spans

STATUSES: tuple[Status, ...] = ("supported", "partial", "unsupported", "unchecked")
# Heights of the bars in the coverage strip; a block that is cited more often has the tallest.
_MAX_LEVEL = 4
# Latin words are not broken, so that more of them than these leave gaps in the justified lines of a Chinese paragraph.
_MAX_LATIN_WORDS = 3
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
# Text with fewer Han characters than this for each Latin letter is English, whatever the language around it: a Han
# character weighs as much as three letters.
_LETTERS_PER_HAN = 3
_ENGLISH_TAG = LANGUAGES["en"].html_tag
_CHINESE_TAG = LANGUAGES["zh"].html_tag


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its id on the page; `segments` are its text, with the findings that name a part of it."""

    id: str
    statement: Statement
    segments: tuple[HighlightedSegment, ...]

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
    segments: tuple[HighlightedSegment, ...]
    cited_by: tuple[str, ...]
    new_page: bool

    @property
    def ragged(self) -> bool:
        """Whether it has too many Latin words to be justified."""
        return self.lang != _ENGLISH_TAG and len(_LATIN_WORD.findall(self.block.text)) > _MAX_LATIN_WORDS

    @property
    def level(self) -> int:
        return min(len(self.cited_by), _MAX_LEVEL)


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The left half of the page."""

    lang: str
    core: StatementView | None
    groups: tuple[GroupView, ...]
    tally: tuple[tuple[Status, int, str], ...]

    @property
    def statements(self) -> list[StatementView]:
        return ([self.core] if self.core else []) + [point for group in self.groups for point in group.points]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The right half of the page. `other` says that the summary was made from another text."""

    lang: str
    title: str | None
    header: tuple[HeaderLine, ...]
    blocks: tuple[BlockView, ...]
    closing: tuple[Heading, ...]
    cited: int
    uncited: str
    other: bool


def build_summary_view(summary: Summary, lang: str) -> SummaryView:
    """The view of a summary, its statements numbered `s1`, `s2`, … in printed order and counted by status."""
    ids = (f"s{n}" for n in range(1, 1 + len(summary.statements())))
    core = _statement_view(summary.core_viewpoint, next(ids)) if summary.core_viewpoint else None
    groups = tuple(
        GroupView(number, group.title, tuple(_statement_view(point, next(ids)) for point in group.points))
        for number, group in enumerate(summary.groups, 1)
    )
    view = SummaryView(lang, core, groups, ())
    return SummaryView(lang, core, groups, _tally(view.statements))


def build_document_view(document: Document, summary: Summary, statements: Sequence[StatementView]) -> DocumentView:
    """The view of a document, with the evidence of the statements marked in its blocks."""
    spans: dict[int, list[Span]] = {}
    cited_by: dict[int, list[str]] = {}
    for view in statements:
        for number in view.statement.citations:
            cited_by.setdefault(number, []).append(view.id)
        for evidence in view.statement.evidence:
            if span := _locate_evidence(evidence, document, view.id):
                spans.setdefault(evidence.block, []).append(span)
        for sentence, faults in find_disputed_sentences(view.statement, document):
            found = (Span(sentence.start + s.start, sentence.start + s.end, DISPUTED) for s in faults)
            spans.setdefault(sentence.block, []).extend(found)
    mixed = document_html_lang("zh", document)
    headings = {number: tuple(run) for number, run in groupby(document.headings, key=lambda h: h.before)}
    page, blocks = None, []
    for block in document.blocks:
        blocks.append(
            BlockView(
                block,
                mixed if block.language == "mixed" else block.language,
                headings.get(block.number, ()),
                split_by_spans(block.text, spans.get(block.number, ()), offset=block.start),
                tuple(cited_by.get(block.number, ())),
                new_page=block.page is not None and block.page != page,
            )
        )
        page = block.page
    uncited = [view.block.number for view in blocks if not view.cited_by]
    return DocumentView(
        document_html_lang(document.language, document),
        document.title,
        document.header,
        tuple(blocks),
        headings.get(len(blocks) + 1, ()),
        cited=len(blocks) - len(uncited),
        uncited=format_ranges(uncited),
        other=summary.document.id is not None and summary.document.id != document.id,
    )


def document_html_lang(language: LanguageCode, document: Document | None) -> str:
    """The BCP 47 tag of text in a language, in the script that most blocks of the document in it are written in."""
    scripts: Counter[str] = Counter(block.language for block in document.blocks) if document else Counter()
    default = LANGUAGES[language].html_tag
    return max([default, *(tag for tag in scripts if tag.partition("-")[0] == language)], key=lambda tag: scripts[tag])


def guess_html_lang(text: str, lang: str) -> str:
    """The tag of a text in an unknown language: `lang` if that is written in the prevailing script, else the other."""
    latin = sum(c.isascii() and c.isalpha() for c in text)
    if _LETTERS_PER_HAN * count_han(text) < latin:
        return _ENGLISH_TAG
    return lang if lang != _ENGLISH_TAG else _CHINESE_TAG


def format_ranges(numbers: Sequence[int]) -> str:
    """Ascending numbers with ranges: `3, 7–9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _statement_view(statement: Statement, name: str) -> StatementView:
    claims = []
    for finding in statement.support.findings:
        start = statement.text.find(finding.claim) if finding.claim else -1
        if start >= 0 and finding.claim != statement.text:
            claims.append(Span(start, start + len(finding.claim), finding.kind))
    return StatementView(name, statement, split_by_spans(statement.text, claims))


def _tally(statements: Sequence[StatementView]) -> tuple[tuple[Status, int, str], ...]:
    """Each status that occurs, how often, and the id of its first statement."""
    found = {status: [s.id for s in statements if s.status == status] for status in STATUSES}
    return tuple((status, len(ids), ids[0]) for status, ids in found.items() if ids)


def _locate_evidence(evidence: Evidence, document: Document, owner: str) -> Span | None:
    """The span of a quote: at its offsets, or where its block contains it if the text was decoded differently."""
    if evidence.block > len(document.blocks):
        return None
    block = document.block(evidence.block)
    inside = block.start <= evidence.start < evidence.end <= block.end
    if inside and document.text[evidence.start : evidence.end] == evidence.quote:
        return Span(evidence.start, evidence.end, owner)
    start = block.text.find(evidence.quote) if evidence.quote else -1
    return None if start < 0 else Span(block.start + start, block.start + start + len(evidence.quote), owner)
