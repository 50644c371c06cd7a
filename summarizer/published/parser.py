"""Parse a summary: JSON, our HTML page, both printed forms, and the many shapes in which sites publish them.

How a page becomes a `Summary`:

- The first statement under a label of the core viewpoint (Core Viewpoint, Core Insights, 核心观点 …) is the core
  viewpoint. Further ones become the first group, titled as on the page; so do sections such as Investment Rating.
- Headings without `Group N` are groups too; a bare `Group N` is a group without a title. Words of the page's layout
  (`Workflow`, `Summary by Sections`) and the numbers of groups are labels and not kept.
- Citations inside a statement move to its end. What is neither header, heading nor statement goes to `unparsed`.

The language of a page is that of its labels, or without labels that of its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from pydantic import ValidationError

from ..errors import InputError
from ..models import SCHEMA_VERSION, DocumentInfo, Group, LanguageCode, Statement, Summary
from ..text.scripts import HAN, detect_language
from .grammar import (
    core_label_end,
    find_label,
    has_citation,
    is_boilerplate,
    is_label,
    match_group_label,
    normalize_dashes,
    normalize_spaces,
    parse_statement,
    parse_title,
    starts_with_citation,
    strip_bold,
    strip_overview_heading,
    strip_verdict,
)
from .header_line import SummaryHeader, find_header_line
from .scanner import match_heading
from .section_builder import SectionBuilder, SummarySection

_BULLET = re.compile(r"[-*+•●▪◦‣–—·]\s+")
_HTML = re.compile(r"\s*<(?:!doctype|html|header|body)\b", re.IGNORECASE)
_PAGE_DATA = re.compile(r'<script type="application/json" id="summary-data">([^<]*)</script>')
# The number of a heading, which may follow the header on the same line.
_NUMBERING = re.compile(r"(?<!\S)(?:\d{1,2}(?:\.\d{1,2}){0,3}[.、]?|[(（]?[一二三四五六七八九十]{1,2}[)）.、])\s?$")
_WORKFLOW = re.compile(rf"^Workflow (?=[A-Z0-9\"“{HAN}])")
_MARKS = re.compile(r"(?:#{1,6}|>)\s+")
_HEADER_GAP = "  "  # between title, header line and body in our one-line form; within texts spaces are single
# A page without a group label is rejected as an article if a larger share of it than this has neither a citation nor a
# bullet. Set by hand, 2026-11-24; held by `tests/unit/published/test_parser_rejections.py`.
_MAX_PROSE_SHARE = 0.5
_EMPTY = "it has labels and no statement below them"
_PROSE = "it is running text without labels, bullets or citations, as an article is"
# A reference in the middle of a paragraph, between the end of a sentence and the next one.
_REFERENCED = re.compile(rf"[.。!?！？]\s?\[\d{{1,3}}\]\s?[A-Z{HAN}]")
_REJECTION_HINT = "give a summary in the printed format or JSON; to summarise an article, run `summarizer FILE`"


def parse_summary(text: str) -> Summary:
    """Parse a summary in JSON, in either printed form, in a page or Markdown of ours, or as sites publish it.

    Raises:
        InputError: the text is no summary; the message says why.
    """
    text = text.lstrip("\ufeff")
    if text.lstrip().startswith(("{", "[{")):
        return _parse_json(text)
    if _HTML.match(text):
        return _parse_html(text)
    if not text.strip():
        raise InputError("not a summary: the text is empty", _REJECTION_HINT)
    builder = _build_sections(_split_lines(text))
    _reject_non_summary(builder)
    summary = _to_summary(builder)
    if not summary.statements():
        raise InputError(f"not a summary: {_EMPTY}", _REJECTION_HINT)
    return summary


# ------------------------------------------------------------------------------------------------- JSON


def _parse_html(text: str) -> Summary:
    """The summary that is embedded in an HTML page of ours."""
    if data := _PAGE_DATA.search(text):
        return _parse_json(data[1])
    raise InputError("not a summary: an HTML page that holds none", "give the text of the page")


def _parse_json(text: str) -> Summary:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a summary: not valid JSON: {error}", "repair the JSON") from None
    if not isinstance(data, dict):
        raise InputError("not a summary: a JSON array", "give one summary, a JSON object")
    version = data.get("schema_version")
    if version != SCHEMA_VERSION:
        found = "without a schema_version" if version is None else f"of schema_version {version!r}"
        raise InputError(f"not a summary: JSON {found}", f'this release reads schema_version "{SCHEMA_VERSION}"')
    try:
        return Summary.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the object"
        more = f", and {error.error_count() - 1} more faults" if error.error_count() > 1 else ""
        raise InputError(
            f"not a summary: {place}: {first['msg'].lower()}{more}", "compare it with `summarizer schema`"
        ) from None


# ------------------------------------------------------------------------------------------------- lines


def _split_lines(text: str) -> list[str]:
    """The lines that are not empty, a hard-wrapped bullet as one line. Spaces inside lines are kept."""
    lines: list[str] = []
    wraps = False
    for raw in text.splitlines():
        line = normalize_dashes(strip_bold(raw.strip()))
        if not line:
            wraps = False
            continue
        bullet = bool(_BULLET.match(line))
        if wraps and not bullet and (raw[:2].isspace() or line[0].islower()) and not has_citation(lines[-1][-12:]):
            lines[-1] += " " + line
            continue
        lines.append(line)
        wraps = bullet
    return lines


def _build_sections(lines: list[str]) -> SectionBuilder:
    builder = SectionBuilder()
    for i, raw in enumerate(lines):
        line = _split_off_header(raw, builder) if not builder.sections and _HEADER_GAP in raw else raw
        following = lines[i + 1] if i + 1 < len(lines) else ""
        _add_line(builder, normalize_spaces(line), bool(_BULLET.match(following)))
    builder.finish()
    return builder


def _split_off_header(raw: str, builder: SectionBuilder) -> str:
    """Remove and add the header of our one-line form: `Title  BABA(US:BABA) Source·date  Core Viewpoint - …`."""
    *header, last = raw.split(" - ", 1)[0].split(_HEADER_GAP)
    body = raw[len(_HEADER_GAP.join(header)) :].strip()
    if not is_label(last) or not header:
        return raw
    for line in header:
        builder.add_header_line(normalize_spaces(line))
    return body


def _add_line(builder: SectionBuilder, line: str, bullets_follow: bool) -> None:
    """Classify a line and add it."""
    if match := _BULLET.match(line):
        builder.add_bullet(strip_verdict(line[match.end() :]))
        return
    if line.startswith("\\") and not builder.sections:
        builder.pending.append(line)
        return
    if match := _MARKS.match(line):
        line = line[match.end() :]
    if not builder.sections:
        line = _strip_header(builder, _WORKFLOW.sub("", line) if has_citation(line) else line)
    if not line:
        return
    if is_label(line):
        _add_label_line(builder, line, bullets_follow)
    elif has_citation(line):
        builder.add_inline(line)
    else:
        builder.pending.append(line)


def _add_label_line(builder: SectionBuilder, line: str, bullets_follow: bool) -> None:
    """Add a line that begins with a label: the label alone, with a title, or with statements too."""
    title_only = bullets_follow and not has_citation(line) and not core_label_end(line)
    found = None if title_only else match_heading(line, 0, "")
    if is_boilerplate(line):
        builder.pending.append(line)
    elif found and found.end < len(line):
        builder.add_inline(line)
    else:
        builder.add_heading(line)


def _strip_header(builder: SectionBuilder, line: str) -> str:
    """A line that contains a whole summary, without its header, which is added; the line itself if it has none."""
    start = _header_end(line)
    if not start:
        return line
    for words in builder.pending:
        builder.add_header_line(words)
    builder.pending = []
    header = strip_overview_heading(line[:start].strip())
    builder.add_header_line(_WORKFLOW.sub("", header), inline=True)
    return line[start:]


def _header_end(line: str) -> int:
    """The offset of the first label, or of the text after the header; 0 when a line begins with its summary."""
    if core_label_end(line):
        return 0
    start = find_label(line)
    if start > 0 and not has_citation(line[:start]):
        ours = core_label_end(line[start : start + 40]) or match_group_label(line, start)
        number = None if ours else _NUMBERING.search(line[:start])
        return number.start() if number else start
    found = find_header_line(line) if start and has_citation(line) else None
    if found and found[1].published_at and not has_citation(found[0]):
        return len(line) - len(found[2])
    return 0


# ------------------------------------------------------------------------------------------------- the summary


def _reject_non_summary(builder: SectionBuilder) -> None:
    if reason := _rejection_reason(builder):
        raise InputError(f"not a summary: {reason}", _REJECTION_HINT)


def _rejection_reason(builder: SectionBuilder) -> str | None:
    """Why a page is no summary; None when it may be one. The label of a single group is sufficient."""
    points = [raw for section in builder.sections for raw in section.points]
    if not points:
        return _EMPTY if builder.core_labels or builder.group_labels else _PROSE
    if builder.group_labels:
        return None
    if not builder.bulleted_characters and not builder.cited_characters:
        return "it has neither groups nor bullets nor citations"
    if not builder.core_labels:
        if not builder.cited_characters:
            return "no core viewpoint, no group and no citation is marked in it"
        if _is_majority(map(starts_with_citation, points)):
            return "its numbers stand before the text, as in a list of references or in numbered blocks"
        if not builder.bulleted_characters and _is_majority(map(_REFERENCED.search, points)):
            return "it is running text with references, as an article is"
    total = builder.bulleted_characters + builder.cited_characters + builder.prose_characters
    if builder.prose_characters > _MAX_PROSE_SHARE * total:
        return "most of it is prose without citations, as in an article"
    return None


def _is_majority(found: Iterable[object]) -> bool:
    """Whether more than half of the values are true."""
    values = [bool(value) for value in found]
    return 2 * sum(values) > len(values)


def _to_summary(builder: SectionBuilder) -> Summary:
    core, groups = _split_core_and_groups(builder.sections)
    words = " ".join(point for section in builder.sections for point in section.points)
    language: LanguageCode = builder.language or detect_language(words)
    return Summary(
        language=language,
        document=_document_info(builder.header),
        core_viewpoint=core,
        groups=tuple(groups),
        unparsed=tuple(builder.unparsed),
    )


def _split_core_and_groups(sections: list[SummarySection]) -> tuple[Statement | None, list[Group]]:
    """The core viewpoint, and everything else as groups."""
    core, groups = None, []
    core_kinds = {"core"} if any(s.kind == "core" for s in sections) or len(sections) == 1 else {"untitled"}
    for section in sections:
        points = [s for s in map(_to_statement, section.points) if s.text or s.citations]  # not `[] .`
        if section.kind in core_kinds and points:
            core, *points = points
            if not points:
                continue
        elif section.kind not in ("group", "untitled"):
            continue
        groups.append(Group(title=parse_title(section.title), points=tuple(points)))
    return core, groups


def _to_statement(raw: str) -> Statement:
    text, citations = parse_statement(raw)
    return Statement(text=text, citations=citations)


def _document_info(header: SummaryHeader) -> DocumentInfo:
    return DocumentInfo(
        title=header.title, source=header.source, published_at=header.published_at, securities=tuple(header.securities)
    )
