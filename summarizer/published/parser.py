"""Parse a summary: JSON, our HTML page, both printed forms, and the many shapes in which sites publish them.

How a page becomes a `Summary`:

- The statements under a label of the core viewpoint (Core Viewpoint, Core Insights, 核心观点 …) are the core viewpoint:
  `Summary.core_viewpoint` is one statement, which joins them and has all their citations. Sections such as Investment
  Rating are groups.
- Headings without `Group N` are groups too; a bare `Group N` is a group without a title. Words of the page's layout
  (`Workflow`, `Summary by Sections`) and the numbers of groups are labels and not kept.
- Citations inside a statement move to its end; a sentence behind the last one is a statement without a citation.
- What is neither header, heading nor statement goes to `unparsed`, and so do lists of sources.

The language of a page is that of its labels, or without labels that of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..errors import InputError
from ..models import (
    ArticleCitation,
    DigestSource,
    DocumentInfo,
    Group,
    LanguageCode,
    Statement,
    Summary,
)
from ..readers import refuse_file_name
from ..text.folding import replace_surrogates
from ..text.scripts import HAN, detect_language
from .article_citations import replace_citations, restore_citations, restore_statement, split_sources
from .citation_styles import is_list_of_sources, is_sources_label, normalize_citations
from .embedded_data import parse_data
from .grammar import (
    BULLETS,
    has_citation,
    join_statements,
    normalize_dashes,
    normalize_spaces,
    parse_statement,
    parse_title,
    precedes_words,
    split_uncited_sentences,
    starts_with_citation,
    strip_bold,
    strip_verdict,
    unescape,
)
from .header_line import SummaryHeader, find_header_line, parse_header_line
from .labels import (
    core_label_end,
    find_label,
    is_boilerplate,
    is_label,
    match_group_label,
    strip_overview_heading,
)
from .list_numbers import unnumber_lists
from .listing import split_summaries
from .scanner import match_heading
from .section_builder import SectionBuilder, SummarySection

_BULLET = re.compile(rf"[{BULLETS}]\s+")
# The number of a heading, which may follow the header on the same line.
_NUMBERING = re.compile(r"(?<!\S)(?:\d{1,2}(?:\.\d{1,2}){0,3}[.、]?|[(（]?[一二三四五六七八九十]{1,2}[)）.、])\s?$")
_WORKFLOW = re.compile(rf"^Workflow (?=[A-Z0-9\"“{HAN}])")
_MARKS = re.compile(r"^(?:#{1,6}|>)\s+")
_HEADER_GAP = "  "  # between title, header line and body in our one-line form; within texts spaces are single
# A page without a group label is rejected as an article if a larger share of it than this has neither a citation nor a
# bullet. Set by hand, 2026-11-24; held by `tests/unit/published/test_parser_rejections.py`.
_MAX_PROSE_SHARE = 0.5
_EMPTY = "it has labels and no statement below them"
_PROSE = "it is running text without labels, bullets or citations, as an article is"
# A reference in the middle of a paragraph, between the end of a sentence and the next one.
_REFERENCED = re.compile(rf"[.。!?！？]\s?\[\d{{1,3}}\]\s?[A-Z{HAN}]")
_NAMED_TITLES = 3  # titles that an error names of several summaries
_SHOWN = 40  # characters of each
_REJECTION_HINT = "give a summary in the printed format or JSON; to summarise an article, run `summarizer FILE`"


def parse_summary(text: str) -> Summary:
    """Parse a summary in JSON, in either printed form, in a page or Markdown of ours, or as sites publish it.

    Raises:
        InputError: the text is no summary, or holds several; the message says why.
    """
    return choose_summary(parse_summaries(text))


def choose_summary(summaries: list[Summary], nth: int | None = None) -> Summary:
    """One of the summaries of a text: the n-th, counted from 1, or the only one.

    Raises:
        InputError: there are several and none was named, or fewer than was named.
    """
    if nth is None and len(summaries) == 1:
        return summaries[0]
    if nth is not None and 1 <= nth <= len(summaries):
        return summaries[nth - 1]
    if nth is not None:
        raise InputError(f"not a summary: there is no {nth} of {len(summaries)}", "count from 1")
    titles = [f"“{summary.document.title[:_SHOWN]}”" for summary in summaries if summary.document.title]
    more = ", …" if len(titles) > _NAMED_TITLES else ""
    named = f" ({', '.join(titles[:_NAMED_TITLES])}{more})" if titles else ""
    hint = "take one of them: --nth N on the command line, parse_summaries(text) in Python"
    raise InputError(f"not a summary: {len(summaries)} of them{named}", hint)


def parse_summaries(text: str) -> list[Summary]:
    """Parse the summaries that stand in a text, one below the other, in order. Each may be in any form but HTML.

    Raises:
        InputError: one of them is no summary; the message says why.
    """
    refuse_file_name(text)
    text = replace_surrogates(text.lstrip("\ufeff"))
    if (summaries := parse_data(text)) is not None:
        return summaries
    if not text.strip():
        raise InputError("not a summary: the text is empty", _REJECTION_HINT)
    sources, body = split_sources(text)
    if sources:
        return [_parse_digest(body, sources)]
    return [_parse_printed(part) for part in split_summaries(normalize_citations(text))]


def _parse_digest(text: str, sources: tuple[DigestSource, ...]) -> Summary:
    """The digest whose sources stand above a text, which is read with numbers in place of its citations."""
    numbered, citations = replace_citations(text)
    summary = _parse_printed(normalize_citations(numbered), citations)
    unparsed = tuple(restore_citations(piece, citations, escape=False) for piece in summary.unparsed)
    return summary.model_copy(update={"sources": sources, "unparsed": unparsed})


def _parse_printed(text: str, citations: Mapping[int, ArticleCitation] | None = None) -> Summary:
    """The summary in a text; of a digest, the citations that its numbers stand for are given."""
    builder = _build_sections(_split_lines(text))
    _reject_non_summary(builder)
    summary = _to_summary(builder, citations or {})
    if not summary.statements():
        raise InputError(f"not a summary: {_EMPTY}", _REJECTION_HINT)
    return summary


# ------------------------------------------------------------------------------------------------- lines


def _split_lines(text: str) -> list[str]:
    """The lines that are not empty, a hard-wrapped bullet as one line. Spaces inside lines are kept."""
    lines: list[str] = []
    wraps = False
    for raw in unnumber_lists(text.splitlines()):
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
    if builder.sections and _is_source(builder, line):
        builder.add_source(line)
        return
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


def _is_source(builder: SectionBuilder, line: str) -> bool:
    """Whether a line below statements is the heading of a list of sources or belongs to one."""
    line = _MARKS.sub("", line, count=1)
    if is_sources_label(line):
        builder.in_sources = True
    elif is_label(line):
        builder.in_sources = False
    bullet = _BULLET.match(line)
    words = line[bullet.end() :] if bullet else line
    if is_list_of_sources(words) and not parse_header_line(words):
        return True
    return builder.in_sources or (builder.cited_characters > 0 and precedes_words(words))


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
    pending, builder.pending = builder.pending, []
    header = _WORKFLOW.sub("", strip_overview_heading(line[:start].strip()))
    found = find_header_line(header)
    if found and found[0]:  # the title stands on this line, so that those above are words of the page's layout
        builder.unparsed += [unescape(words) for words in pending if not is_boilerplate(words)]
    else:
        builder.add_header_lines(pending)
    builder.add_header_line(header, inline=True)
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


def _to_summary(builder: SectionBuilder, citations: Mapping[int, ArticleCitation]) -> Summary:
    core, groups = _split_core_and_groups(builder.sections, citations)
    words = " ".join(point for section in builder.sections for point in section.points)
    language: LanguageCode = builder.language or detect_language(words)
    return Summary(
        language=language,
        document=_document_info(builder.header),
        core_viewpoint=core,
        groups=tuple(groups),
        unparsed=tuple(builder.unparsed),
    )


def _split_core_and_groups(
    sections: list[SummarySection], citations: Mapping[int, ArticleCitation]
) -> tuple[Statement | None, list[Group]]:
    """The core viewpoint, and everything else as groups."""
    core, groups = None, []
    core_kinds = {"core"} if any(s.kind == "core" for s in sections) or len(sections) == 1 else {"untitled"}
    for section in sections:
        pieces = [piece for raw in section.points for piece in split_uncited_sentences(raw)]
        points = [s for s in (_to_statement(p, citations) for p in pieces) if s.text or s.citations]  # not `[] .`
        if section.kind in core_kinds and core is None:
            core = join_statements(points) if points else None
            continue
        if section.kind not in ("group", "untitled"):
            continue
        groups.append(Group(title=parse_title(section.title), points=tuple(points)))
    return core, groups


def _to_statement(raw: str, citations: Mapping[int, ArticleCitation]) -> Statement:
    text, numbers = parse_statement(raw)
    return restore_statement(Statement(text=text, citations=numbers), raw, citations)


def _document_info(header: SummaryHeader) -> DocumentInfo:
    return DocumentInfo(
        title=header.title, source=header.source, published_at=header.published_at, securities=tuple(header.securities)
    )
