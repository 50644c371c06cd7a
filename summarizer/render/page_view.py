"""The view model of the HTML page: what its template shows of a summary and its document, without any HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from ..languages import LANGUAGES
from ..models import (
    Block,
    Citation,
    Document,
    DocumentInfo,
    Evidence,
    Finding,
    FindingKind,
    Gloss,
    Heading,
    LanguageCode,
    Statement,
    Status,
    Summary,
    Support,
)
from ..text.scripts import count_han
from .finding_parts import FindingParts, split_findings
from .highlights import DISPUTED, HighlightedSegment, Span, find_claimed_spans, find_disputed_sentences, split_by_spans

Citations: TypeAlias = tuple[Citation, ...]
# In the order in which they are counted; the strip shows the last of those that apply to a block.
STATUSES: tuple[Status, ...] = ("supported", "unchecked", "partial", "unsupported")
# Findings whose two sides are figures.
_FIGURES: tuple[FindingKind, ...] = ("number", "date", "direction")
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
class FindingView:
    """A finding in parts, and the difference of its two sides.

    Attributes:
        difference: the name of a label, or an empty string.
        amount: what the label tells the difference by, such as `10` of `10×`.
    """

    parts: FindingParts
    difference: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its id on the page.

    Attributes:
        parts: its text, with the findings that name a part of it, each before its citations; one unless it has sides.
        cited: the blocks that its author cites; those of its evidence where these are no others.
        found: the blocks of its evidence where these are others.
    """

    id: str
    statement: Statement
    parts: tuple[tuple[tuple[HighlightedSegment, ...], tuple[Citation, ...]], ...]
    findings: tuple[FindingView, ...]
    dismissed: tuple[FindingView, ...]
    cited: Citations
    found: Citations

    @property
    def status(self) -> Status:
        return self.statement.support.status


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group of the summary, counted from 1."""

    number: int
    title: str
    points: tuple[StatementView, ...]
    support: Support | None
    findings: tuple[FindingView, ...]

    @property
    def status(self) -> Status | None:
        return self.support.status if self.support else None


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block: the headings above it, its text in segments, and the statements that cite it.

    Attributes:
        status: the worst of these statements; None where none cites it.
        glosses: translations of its evidence, each after the id of its statement.
        skipped: how many blocks before it are not shown.
    """

    block: Block
    lang: str
    headings: tuple[Heading, ...]
    segments: tuple[HighlightedSegment, ...]
    cited_by: tuple[str, ...]
    status: Status | None
    glosses: tuple[tuple[str, Gloss], ...]
    new_page: bool
    skipped: int = 0

    @property
    def ragged(self) -> bool:
        """Whether it has too many Latin words to be justified."""
        return self.lang != _ENGLISH_TAG and len(_LATIN_WORD.findall(self.block.text)) > _MAX_LATIN_WORDS

    @property
    def level(self) -> int:
        return min(len(self.cited_by), _MAX_LEVEL)


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The left half of the page. `tally` is how many statements have each status that occurs."""

    lang: str
    core: StatementView | None
    groups: tuple[GroupView, ...]

    @property
    def is_checked(self) -> bool:
        return any(view.status != "unchecked" or view.statement.support.judge for view in self.statements)

    @property
    def statements(self) -> list[StatementView]:
        return ([self.core] if self.core else []) + [point for group in self.groups for point in group.points]

    @property
    def tally(self) -> tuple[tuple[Status, int], ...]:
        counts = Counter(view.status for view in self.statements)
        return tuple((status, counts[status]) for status in STATUSES if counts[status])

    @property
    def marked(self) -> int:
        """How many statements and titles are marked: something is wrong with them, or they were not judged."""
        statuses = [view.status for view in self.statements] + [group.status for group in self.groups if group.findings]
        return sum(status != "supported" for status in statuses) if self.is_checked else 0


@dataclass(frozen=True, slots=True)
class DocumentView:
    """The right half of the page.

    Attributes:
        article: the document, whose header states title, source and time.
        bylines: the lines of its header that say who wrote it.
        total: how many blocks the document has.
        cited: how many blocks the authors of the statements cite; those that the check alone found are none of them.
        uncited: the numbers of the rest.
        other: whether the summary was made from another text.
        skipped: how many blocks at the end are not shown.
    """

    lang: str
    article: Document
    bylines: tuple[str, ...]
    blocks: tuple[BlockView, ...]
    closing: tuple[Heading, ...]
    total: int
    cited: int
    uncited: str
    other: bool
    skipped: int = 0


def build_summary_view(summary: Summary, lang: str, cited: Sequence[Citations] | None = None) -> SummaryView:
    """The view of a summary, its statements numbered `s1`, `s2`, … in printed order and counted by status.

    Args:
        cited: what the author of each statement cites, in printed order; None for what the statements do.
    """
    statements = [statement for _, statement in summary.statements()]
    cited = [statement.citations for statement in statements] if cited is None else cited
    info = summary.document
    views = iter(
        [
            _statement_view(statement, f"s{number}", blocks, info)
            for number, (statement, blocks) in enumerate(zip(statements, cited, strict=True), 1)
        ]
    )
    core = next(views) if summary.core_viewpoint else None
    groups = []
    for number, group in enumerate(summary.groups, 1):
        points = tuple(next(views) for _ in group.points)
        findings = _finding_views(group.support.findings, group.title, info) if group.support else ()
        groups.append(GroupView(number, group.title, points, group.support, findings))
    return SummaryView(lang, core, tuple(groups))


def build_document_view(document: Document, known: str | None, statements: Sequence[StatementView]) -> DocumentView:
    """The view of a document, with the evidence of the statements marked in its blocks.

    Args:
        known: the id of the document that the statements were made from, if there is one.
    """
    spans: dict[int, list[Span]] = {}
    cited_by: dict[int, list[StatementView]] = {}
    glosses: dict[int, dict[tuple[str, Gloss], None]] = {}
    for view in statements:
        for number in view.statement.blocks:
            cited_by.setdefault(number, []).append(view)
        for evidence in view.statement.evidence:
            if span := _locate_evidence(evidence, document, view.id):
                spans.setdefault(evidence.block, []).append(span)
            if evidence.gloss:
                glosses.setdefault(evidence.block, {})[view.id, evidence.gloss] = None
        for sentence, faults in find_disputed_sentences(view.statement, document):
            found = (Span(sentence.start + s.start, sentence.start + s.end, DISPUTED + view.id) for s in faults)
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
                tuple(view.id for view in cited_by.get(block.number, ())),
                _worst(view.status for view in cited_by.get(block.number, ())),
                tuple(glosses.get(block.number, ())),
                new_page=block.page is not None and block.page != page,
            )
        )
        page = block.page
    cited = {citation for view in statements for citation in view.cited}
    uncited = [block.number for block in document.blocks if block.number not in cited]
    return DocumentView(
        document_html_lang(document.language, document),
        document,
        tuple(line.text for line in document.header if line.kind == "byline"),
        tuple(blocks),
        headings.get(len(blocks) + 1, ()),
        total=len(blocks),
        cited=len(blocks) - len(uncited),
        uncited=format_ranges(uncited),
        other=known is not None and known != document.id,
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


def _worst(statuses: Iterable[Status]) -> Status | None:
    return max(statuses, key=STATUSES.index, default=None)


def _statement_view(statement: Statement, name: str, cited: Citations, info: DocumentInfo) -> StatementView:
    return StatementView(
        name,
        statement,
        tuple(_split_parts(statement)),
        _finding_views(statement.support.findings, statement.text, info),
        tuple(FindingView(FindingParts(f.kind, "told", remark=f.message)) for f in statement.support.dismissed),
        cited,
        statement.citations if statement.citations != cited else (),
    )


def _split_parts(statement: Statement) -> Iterator[tuple[tuple[HighlightedSegment, ...], tuple[Citation, ...]]]:
    offset, spans = 0, find_claimed_spans(statement)
    for words, citations in statement.parts():
        yield split_by_spans(words, spans, offset=offset), citations
        offset += len(words)


def _finding_views(findings: Sequence[Finding], text: str, info: DocumentInfo) -> tuple[FindingView, ...]:
    """The findings about a statement or title with this text."""
    return tuple(FindingView(parts, *_describe_difference(parts, info)) for parts in split_findings(findings, text))


def _describe_difference(parts: FindingParts, info: DocumentInfo) -> tuple[str, str]:
    """The label that tells how the two sides of a finding differ, and its amount."""
    if parts.relation in ("opposite", "elsewhere", "missing"):
        return parts.relation, ""
    if parts.relation == "differs" and parts.kind == "name":
        companies = {name for security in info.securities for name in (security.name, security.symbol) if name}
        return ("company" if companies & {*parts.claimed, parts.stated} else "name"), ""
    if not parts.stated or parts.kind not in _FIGURES:
        return "", ""
    # Figures are read only where they are in dispute: the readers of figures take longer to load than a page to render.
    from ..quantities import describe_difference

    return describe_difference(" ".join(parts.claimed), parts.stated) or ("", "")


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
