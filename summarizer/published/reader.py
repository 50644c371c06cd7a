"""Read a summary back: JSON, our page, both printed forms, and the many shapes in which sites publish them.

How a page becomes a `Summary`:

- The first statement under a lead label (Core Viewpoint, Core Insights, 核心观点 …) is the core viewpoint. Further ones
  become the first group, titled as the page labels them; so do sections such as Investment Rating.
- Headings without `Group N` are groups too; a bare `Group N` is a group without a title. Words of the page
  (`Workflow`, `Summary by Sections`) and the numbers of groups are labels and not kept.
- Citations inside a statement move to its end. What is neither header, heading nor statement goes to `unparsed`.

Whatever labels a page has tell its language; a page without labels is in the language of its words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from pydantic import ValidationError

from ..errors import InputError
from ..models import SCHEMA_VERSION, DocumentInfo, Group, LanguageCode, Statement, Summary
from ..text.scripts import detect_language
from .grammar import (
    begins_with_citation,
    cites,
    normal,
    read_statement,
    read_title,
    with_short_dashes,
    without_bold,
    without_verdict,
)
from .header_line import Masthead, find_masthead
from .labels import group_label, is_chrome, is_label, label_anywhere, lead_start, without_sections
from .scanner import heading_at
from .sections import Page, Section

_BULLET = re.compile(r"[-*+•●▪◦‣–—·]\s+")
_HTML = re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_PAGE_DATA = re.compile(r'<script type="application/json" id="summary-data">([^<]*)</script>')
# What may stand between a header and a heading that is known by name, and belongs to the heading.
_NUMBERING = re.compile(r"(?<!\S)(?:\d{1,2}(?:\.\d{1,2}){0,3}[.、]?|[(（]?[一二三四五六七八九十]{1,2}[)）.、])\s?$")
_WORKFLOW = re.compile(r"^Workflow (?=[A-Z0-9\"“\u3400-\u9fff])")
_MARKS = re.compile(r"(?:#{1,6}|>)\s+")
_HEADER_GAP = "  "  # between title, masthead and body in our line form; within texts spaces are single
# An article is refused when so much of it is neither cited nor behind a bullet and no group has a label.
_MAX_PROSE = 0.5
_EMPTY = "it has labels and no statement below them"
_PROSE = "it is running text without labels, bullets or citations, as an article is"
# A reference in the middle of a paragraph: the sentence ends, and the next one follows.
_REFERENCED = re.compile(r"[.。!?！？]\s?\[\d{1,3}\]\s?[A-Z\u3400-\u9fff]")
_REFUSED_HINT = "give a summary in the printed format or JSON; to summarise an article, run `summarizer FILE`"


def parse_summary(text: str) -> Summary:
    """Read a summary in JSON, in either printed form, in a page or Markdown of ours, or as sites publish it.

    Raises:
        InputError: the text is no summary; the message says why.
    """
    text = text.lstrip("\ufeff")
    if text.lstrip().startswith(("{", "[{")):
        return _from_json(text)
    if _HTML.match(text):
        return _from_page(text)
    if not text.strip():
        raise InputError("not a summary: the text is empty", _REFUSED_HINT)
    page = _read(_lines(text))
    _refuse_what_is_no_summary(page)
    summary = _summary(page)
    if not summary.statements():
        raise InputError(f"not a summary: {_EMPTY}", _REFUSED_HINT)
    return summary


# ------------------------------------------------------------------------------------------------- JSON


def _from_page(text: str) -> Summary:
    """The summary that a page of ours carries."""
    if data := _PAGE_DATA.search(text):
        return _from_json(data[1])
    raise InputError("not a summary: an HTML page that holds none", "give the text of the page")


def _from_json(text: str) -> Summary:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a summary: not valid JSON: {error}", "repair the JSON") from None
    if not isinstance(data, dict):
        raise InputError("not a summary: a JSON array", "give one summary, a JSON object")
    version = data.get("schema_version")
    if version != SCHEMA_VERSION:
        said = "without a schema_version" if version is None else f"of schema_version {version!r}"
        raise InputError(f"not a summary: JSON {said}", f'this release reads schema_version "{SCHEMA_VERSION}"')
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


def _lines(text: str) -> list[str]:
    """The lines that hold words, a hard-wrapped bullet as one. Double spaces survive only in our line form."""
    lines: list[str] = []
    wraps = False
    for raw in text.splitlines():
        line = with_short_dashes(without_bold(raw.strip()))
        if not line:
            wraps = False
            continue
        bullet = bool(_BULLET.match(line))
        if wraps and not bullet and (raw[:2].isspace() or line[0].islower()) and not cites(lines[-1][-12:]):
            lines[-1] += " " + line
            continue
        lines.append(line)
        wraps = bullet
    return lines


def _read(lines: list[str]) -> Page:
    page = Page()
    for i, raw in enumerate(lines):
        line = _header_apart(raw, page) if not page.sections and _HEADER_GAP in raw else raw
        following = lines[i + 1] if i + 1 < len(lines) else ""
        _take(page, normal(line), bool(_BULLET.match(following)))
    page.end()
    return page


def _header_apart(raw: str, page: Page) -> str:
    """Take the header off our own line form: `Title  BABA(US:BABA) Source·date  Core Viewpoint - …`."""
    *header, last = raw.split(" - ", 1)[0].split(_HEADER_GAP)
    body = raw[len(_HEADER_GAP.join(header)) :].strip()
    if not is_label(last) or not header:
        return raw
    for line in header:
        page.header(normal(line))
    return body


def _take(page: Page, line: str, bullets_follow: bool) -> None:
    """Tell a page what one of its lines is."""
    if match := _BULLET.match(line):
        page.bullet(without_verdict(line[match.end() :]))
        return
    if line.startswith("\\") and not page.sections:
        page.pending.append(line)
        return
    if match := _MARKS.match(line):
        line = line[match.end() :]
    if not page.sections:
        line = _behind_header(page, _WORKFLOW.sub("", line) if cites(line) else line)
    if not line:
        return
    if is_label(line):
        _take_label(page, line, bullets_follow)
    elif cites(line):
        page.inline(line)
    else:
        page.pending.append(line)


def _take_label(page: Page, line: str, bullets_follow: bool) -> None:
    """A line that begins with a label: the label alone, a title behind it, or statements too."""
    title_only = bullets_follow and not cites(line) and not lead_start(line)
    found = None if title_only else heading_at(line, 0, "")
    if is_chrome(line):
        page.pending.append(line)
    elif found and found.end < len(line):
        page.inline(line)
    else:
        page.heading(line)


def _behind_header(page: Page, line: str) -> str:
    """A line that has everything on it, without its header; the whole line when it has none."""
    start = _end_of_header(line)
    if not start:
        return line
    for words in page.pending:
        page.header(words)
    page.pending = []
    header = without_sections(line[:start].strip())
    page.header(_WORKFLOW.sub("", header), inline=True)
    return line[start:]


def _end_of_header(line: str) -> int:
    """Where the first label, or what stands behind the masthead, begins; 0 when a line begins with its summary."""
    if lead_start(line):
        return 0
    start = label_anywhere(line)
    if start > 0 and not cites(line[:start]):
        ours = lead_start(line[start : start + 40]) or group_label(line, start)
        number = None if ours else _NUMBERING.search(line[:start])
        return number.start() if number else start
    found = find_masthead(line) if start and cites(line) else None
    if found and found[1].published_at and not cites(found[0]):
        return len(line) - len(found[2])
    return 0


# ------------------------------------------------------------------------------------------------- the summary


def _refuse_what_is_no_summary(page: Page) -> None:
    if reason := _why_not(page):
        raise InputError(f"not a summary: {reason}", _REFUSED_HINT)


def _why_not(page: Page) -> str | None:
    """Why a page is no summary; None when it may be one. The label of one group is proof enough."""
    points = [raw for section in page.sections for raw in section.points]
    if not points:
        return _EMPTY if page.leads or page.groups else _PROSE
    if page.groups:
        return None
    if not page.bulleted and not page.cited:
        return "it has neither groups nor bullets nor citations"
    if not page.leads:
        if not page.cited:
            return "no core viewpoint, no group and no citation is marked in it"
        if _most(map(begins_with_citation, points)):
            return "its numbers stand before the text, as in a list of references or in numbered blocks"
        if not page.bulleted and _most(map(_REFERENCED.search, points)):
            return "it is running text with references, as an article is"
    if page.prose > _MAX_PROSE * (page.bulleted + page.cited + page.prose):
        return "most of it is prose without citations, as in an article"
    return None


def _most(found: Iterable[object]) -> bool:
    values = [bool(value) for value in found]
    return 2 * sum(values) > len(values)


def _summary(page: Page) -> Summary:
    lead, groups = _divide(page.sections)
    language: LanguageCode = page.language or detect_language(" ".join(p for s in page.sections for p in s.points))
    return Summary(
        language=language,
        document=_info(page.head),
        core_viewpoint=lead,
        groups=tuple(groups),
        unparsed=tuple(page.unparsed),
    )


def _divide(sections: list[Section]) -> tuple[Statement | None, list[Group]]:
    """The core viewpoint, and everything else as groups."""
    lead, groups = None, []
    leads = {"lead"} if any(s.kind == "lead" for s in sections) or len(sections) == 1 else {"unnamed"}
    for section in sections:
        points = [said for said in map(_statement, section.points) if said.text or said.citations]  # not `[] .`
        if section.kind in leads and points:
            lead, *points = points
            if not points:
                continue
        elif section.kind not in ("group", "unnamed"):
            continue
        groups.append(Group(title=read_title(section.title), points=tuple(points)))
    return lead, groups


def _statement(raw: str) -> Statement:
    text, citations = read_statement(raw)
    return Statement(text=text, citations=citations)


def _info(head: Masthead) -> DocumentInfo:
    return DocumentInfo(
        title=head.title, source=head.source, published_at=head.published_at, securities=tuple(head.securities)
    )
