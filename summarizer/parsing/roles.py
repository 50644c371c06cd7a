"""What each block is in its article: its own text, a caption, a byline, a footnote, quoted mail, boilerplate …

Captions, bylines and footnotes have forms, sections have headings; `boilerplate` judges the rest. A wrong `boilerplate`
costs the article its text and a missed one costs a citation, so a block is `body` when in doubt.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..models import BlockRole
from ..text.header_fields import DATE, is_date_line
from ..text.quoted_mail import MailLineKind, classify_mail_lines
from .body import BodySegment
from .boilerplate import find_boilerplate, find_furniture
from .lines import shows_caption
from .role_lines import THRESHOLDS, BlockLine, BlockLines, Roles

_BRACKETS = "（()）【】[] \t"
# `[1]`, `(1)`, `①`, `¹`, `†`. It begins with a class, which makes the search fast.
_NOTE_MARK = re.compile(r"[\[(（①-⑳¹²³⁴-⁹†‡§](?:(?<=[\[(（])\d{1,3}[\])）]|(?<![\[(（]))")
# What stands before a mark that begins an item and refers to no note.
_BEFORE_ITEM = " \t，。；;、：:"
# A mark that points from a caption to its picture, or the sign of copyright before a name and no year.
_MARKED_CAPTION = re.compile(r"[▲△▼▽↑↓]\s?[^\W\d]|©\s?[^\W\d][^\d]{2,50}$")
_SOURCE = re.compile(r"(?:sources?|[来來]源)\s?[:：]", re.IGNORECASE)
_AUTHOR_NOTE = re.compile(r"(?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)+) (?:is|was|writes|covers|reports|has)\b")
# What quoted mail never does without, and what its lines are here.
_MAIL_MARKS = (
    "wrote:",
    "From:",
    "riginal Message",
    "riginal message",
    "orwarded message",
    "来信",
    "來信",
    "写道",
    "寫道",
    "件人",
    "件者",
    "原始",
)
_MAIL_ROLES: dict[MailLineKind, BlockRole] = {
    "quoted": "quoted",
    "attribution": "quoted",
    "boilerplate": "boilerplate",
}


def assign_roles(
    text: str, segments: Sequence[BodySegment], stated: Mapping[int, BlockRole], byline: str | None = None
) -> list[BlockRole]:
    """The role of each segment of a body, in order; of a heading `body`, which nothing reads.

    Args:
        text: the whole text, into which the segments point.
        segments: headings and undivided blocks as `split_body` gives them.
        stated: the roles that the format itself states, by the offset at which their line begins. They win.
        byline: who wrote it, as the header says.
    """
    lines = list(_view(segments))
    roles: Roles = {i: stated[line.start] for i, line in enumerate(lines) if line.start in stated}
    article = BlockLines(text, lines, roles, byline or "")
    for find in _FINDERS:
        for index, role in find(article).items():
            if not lines[index].heading:
                roles.setdefault(index, role)
    return [roles.get(index, "body") for index in range(len(lines))]


def _view(segments: Sequence[BodySegment]) -> Iterator[BlockLine]:
    total = sum(len(segment.text) for segment in segments) or 1
    above = 0
    for segment in segments:
        yield BlockLine(segment, above / total)
        above += len(segment.text)


def _find_captions(article: BlockLines) -> Roles:
    """Credits of pictures, sources of charts, and titles of figures."""
    found: Roles = {}
    for index, line in enumerate(article.lines):
        if line.short and not line.heading:
            below_figure = index - 1 in found and _SOURCE.match(line.text) is not None
            if below_figure or shows_caption(line.text, line.views) or _MARKED_CAPTION.match(line.text):
                found[index] = "caption"
    return found


def _find_quoted_mail(article: BlockLines) -> Roles:
    """The mails that a message quotes, and what mail programs write around them."""
    if not any(mark in article.text for mark in _MAIL_MARKS):
        return {}
    body = article.lines[0].start if article.lines else 0  # the fields above it are those of the message itself
    raw_lines = article.text[body:].split("\n")
    kinds = classify_mail_lines(raw_lines)
    if "attribution" not in kinds:
        return {}
    starts = list(itertools.accumulate((len(line) + 1 for line in raw_lines), initial=body))
    found: Roles = {}
    for index, line in enumerate(article.lines):
        role = _MAIL_ROLES.get(kinds[bisect.bisect_right(starts, line.start) - 1])
        if role:
            found[index] = role
    return found


def _find_bylines(article: BlockLines) -> Roles:
    """Who wrote, edited or published the text, and who signed it when."""
    found: Roles = {}
    for index, line in enumerate(article.lines):
        if line.heading or not line.paragraph or line.size > THRESHOLDS.max_name_words:
            continue
        may_be_names = line.open or line.size <= THRESHOLDS.max_signature_words or line.text[0] in _BRACKETS
        if may_be_names and any(cues.byline.match(text.strip(_BRACKETS)) for cues, text in line.views):
            found[index] = "byline"
        elif line.open and _is_date(line.text):
            found[index] = "byline"
            above = article.lines[index - 1] if index and line.share_above > THRESHOLDS.closing_share else None
            if above and above.open and above.size <= THRESHOLDS.max_signature_words:
                found.setdefault(index - 1, "byline")
    return found


def _is_date(text: str) -> bool:
    """Whether a line is a date, or opens with the date and time at which a page was published."""
    match = DATE.match(text)
    return (match is not None and match["hour"] is not None) or is_date_line(text)


def _find_author_notes(article: BlockLines) -> Roles:
    """Sentences that introduce the author: they begin with a name that a byline gives."""
    lines, roles = article.lines, article.roles
    bylines = [article.byline, *(lines[index].text for index, role in roles.items() if role == "byline")]
    found: Roles = {}
    for index, line in enumerate(lines):
        if line.short and line.share_above > THRESHOLDS.closing_share:
            opening = _AUTHOR_NOTE.match(line.text)
            named = opening is not None and any(opening["name"] in byline for byline in bylines)
            if named or line.matches(lambda cues: cues.author):
                found[index] = "byline"
    return found


def _find_footnotes(article: BlockLines) -> Roles:
    """Notes by their opening, and lines that begin with a mark which stands behind a word of the text above."""
    found: Roles = {}
    references: set[str] = set()
    marks = [_NOTE_MARK.match(line.text) for line in article.lines]
    has_marks = any(marks)
    starred = [line.short and line.text[0] == "*" != line.text[-1] for line in article.lines]
    for index, (line, mark) in enumerate(zip(article.lines, marks, strict=True)):
        below_text = line.share_above > THRESHOLDS.closing_share
        is_only_star = starred[index] and below_text and sum(starred[index - 1 : index + 2]) == 1
        is_referred_to = mark is not None and mark.group() in references
        if is_only_star or is_referred_to or (line.short and line.matches(lambda cues: cues.footnote)):
            found[index] = "footnote"
        if has_marks:
            references.update(_find_references(line.text))
    return found


def _find_references(text: str) -> Iterator[str]:
    """The marks that stand behind a word, or at the end of the cell of a table."""
    for match in _NOTE_MARK.finditer(text, 1):
        if text[match.start() - 1] not in _BEFORE_ITEM or text[match.end() : match.end() + 2] == " |":
            yield match.group()


class _Section(NamedTuple):
    """The role of the blocks below a heading; with `lists_titles`, only of the lines that are no sentences."""

    role: BlockRole
    lists_titles: bool = False


def _find_sections(article: BlockLines) -> Roles:
    """The blocks below headings of notes, of the author, the company, disclaimers, contents and further articles."""
    found: Roles = {}
    section: _Section | None = None
    for index, line in enumerate(article.lines):
        headed = _section_below(article.lines, index)
        if headed or line.heading or (section and section.lists_titles and not _is_title(line)):
            section = headed
        if section:
            found[index] = section.role
    return found


def _is_title(line: BlockLine) -> bool:
    return line.open and line.size <= THRESHOLDS.max_name_words and line.text[-1] not in ":："


def _section_below(lines: Sequence[BlockLine], index: int) -> _Section | None:
    """The section that a line heads, be it a marked heading or not."""
    line = lines[index]
    if not line.open or line.size > THRESHOLDS.max_heading_words:
        return None
    if line.matches(lambda cues: cues.list_heading):
        return _Section("boilerplate", lists_titles=True)
    if line.share_above < THRESHOLDS.closing_share:
        return None
    if line.matches(lambda cues: cues.author_heading):
        return _Section("byline")
    if line.matches(lambda cues: cues.notes_heading):
        return _Section("footnote")
    below = lines[index + 1] if index + 1 < len(lines) else None
    describes_company = (
        below and line.matches(lambda cues: cues.company_heading) and below.contains(lambda c: c.company)
    )
    return _Section("boilerplate") if describes_company or line.matches(lambda cues: cues.closing_heading) else None


# Each returns the roles it finds, by the index of the segment, where the ones before it found none.
_FINDERS: tuple[Callable[[BlockLines], Roles], ...] = (
    _find_quoted_mail,
    _find_captions,
    find_furniture,
    _find_bylines,
    _find_sections,
    _find_author_notes,
    _find_footnotes,
    find_boilerplate,
)
