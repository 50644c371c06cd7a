"""Cut a line that may hold several statements and headings into its pieces.

A statement ends at *citations, an optional stop, a dash*; never at a bare dash. Behind citations a mere space may
stand before the next heading, which a dash closes. Statements without citations end at a sentence's end or a colon
before a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .grammar import RUN, WEAK_DASH, joins, last_run_end, next_run
from .labels import (
    GROUP_WITHIN,
    LEAD_WITHIN,
    GroupLabel,
    behind_sections,
    group_label,
    is_section,
    is_unparsed_label,
    lead_label,
    lead_start,
)

# A heading without a label of ours has at most so many characters and words; a title behind `Group 2:` may be longer.
_MAX_HEADING, _MAX_TITLE, _MAX_WORDS, _MAX_HAN = 120, 1000, 16, 30
_MAX_CUT = 60

# The look ahead names the first characters of all that follows: it is what makes the search fast.
_MARK = re.compile(
    rf"(?=[\\\[\-CGg分核])(?:\\.|(?P<run>{RUN})(?P<stop>\s?(?:[。；]|[.．;](?!\w)))?|(?P<weak>{WEAK_DASH})"
    rf"|(?P<group>{GROUP_WITHIN.pattern})|(?P<lead>{LEAD_WITHIN.pattern}))"
)
_DASH = re.compile(r"\s?[,，;]?\s?[-•*]\s|\s?•\s?|\s?-(?=[A-Z\u3400-\u9fff])")
_CLOSING_DASH = re.compile(r"\s-\s")
_HEADING_START = re.compile(r"[\"“‘'(（「《【$]?(?:[A-ZÀ-Þ\u3400-\u9fff\d]|[a-z][A-Z])")
_WITHIN_SENTENCE = re.compile(r"[.!?]\s[\"“A-Z\u3400-\u9fff]|[。；;！]|[,，、:：.]$")
# A heading does not end in these; "Net loss per share was - 0.97 yuan" is a sentence.
_OPEN_END = re.compile(
    r"(?:^|\s)(?:was|were|is|are|be|been|of|to|at|by|the|an?|and|or|for|from|with|in|on|about|as|than|that|which|has"
    r"|have|had|will|reached|approximately|respectively)$|[为是达约至和与在的]$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[(（]?(?:(?P<number>\d{1,2})[.)）、](?!\d)|[IVX]{1,4}[.)]\s)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_END = '.。!！?？;；)）”"'

Kind = Literal["point", "heading", "tail"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement with its citations, a heading, or a heading cut off at the end, as it stands in the line."""

    kind: Kind
    text: str


def scan(line: str, groups: int, at_heading: bool = False, has_lead: bool = False) -> Iterator[Piece]:
    """The pieces of a line, in order.

    Args:
        groups: how many groups were met before; a label with the next number needs no other sign.
        has_lead: whether a core viewpoint was met before; else its label needs no other sign.
        at_heading: whether the line may begin with a heading.
    """
    start = position = 0
    if at_heading and (found := heading_at(line, 0, "")):
        yield Piece("heading", found.text)
        groups += found.is_group
        has_lead = has_lead or bool(lead_label(found.text))
        start = position = found.end
    while match := _MARK.search(line, position):
        position = match.end()
        if match["weak"]:
            end, after, found = match.start(), match.end(), None
        elif match["group"]:
            found = _group_within(line, match, start, groups)
            end, after = match.start(), found.end if found else 0
        elif match["lead"]:
            found = None if has_lead or match.start() == start else Found(match["lead"].rstrip(" -"), match.end() + 1)
            end, after, has_lead = match.start(), found.end if found else 0, True
        elif match["run"]:
            end = match.end()
            dash = _DASH.match(line, end)
            found = None if dash else heading_at(line, end, line[max(start, end - 400) : end])
            after = dash.end() if dash else found.end if found else 0
        else:
            continue
        if not after:
            continue
        yield Piece("point", line[start:end].strip())
        if found:
            yield Piece("heading", found.text)
            groups += found.is_group
        start = position = after
    rest = line[start:].strip()
    end = _end_of_said(rest) if start and at_heading else 0
    yield Piece("point", rest[:end].strip() if end else rest)
    if end:
        yield Piece("tail", rest[end:].strip())


def _end_of_said(text: str) -> int:
    """Where the last statement of a line ends, when the next heading was cut off behind it; else 0."""
    end = last_run_end(text)
    tail = text[end:]
    cut = end and tail.startswith(" ") and len(tail) <= _MAX_CUT and _may_be_heading(tail.strip(), "", "")
    return end if cut else 0


@dataclass(frozen=True, slots=True)
class Found:
    """A heading and where the text behind it begins."""

    text: str
    end: int
    is_group: bool = False


def heading_at(line: str, start: int, before: str) -> Found | None:
    """The heading that begins at `start`, behind citations, when there is one."""
    start = behind_sections(line, start + (line[start : start + 1] == " "))
    if label := group_label(line, start):
        return split_title(line, start, label)
    if lead := lead_start(line[start : start + 40]):
        return Found(line[start : start + lead].strip(" -–—:："), start + lead)
    dash = _CLOSING_DASH.search(line, start, start + _MAX_HEADING + 3)
    if dash and (is_section(line[start : dash.start()]) or is_unparsed_label(line[start : dash.start()])):
        return Found(line[start : dash.start()], dash.end())
    dash = _closing(line, start, next_run(line, start, min(len(line), start + _MAX_HEADING + 3)))
    if dash is None:
        return None
    text, after = line[start : dash.start()], line[dash.end() : dash.end() + 2]
    if not _may_be_heading(text, after, before):
        return None
    inner = GROUP_WITHIN.search(text)  # a heading without statements is glued to the next group's label
    return Found(text[: inner.start()].strip(), start + inner.start()) if inner else Found(text, dash.end())


def split_title(line: str, start: int, label: GroupLabel) -> Found:
    """`Group 2: Title - statement [3]` at `start`: the heading ends at a dash or the line's end.

    A dash inside the title (`Non - ferrous metals`) goes on in lower case, a statement does not.
    """
    title = label.end
    if line.startswith("- ", title):
        return Found(line[start:title].strip(), title + 2, True)
    end = next_run(line, title, min(len(line), title + _MAX_TITLE))
    inner = _next_label(line, title, end, label.number)
    end = inner or end
    if dash := _closing(line, title, end):
        return Found(line[start : dash.start()].strip(), dash.end(), True)
    if inner:  # a group without statements, glued to the next one's label
        return Found(line[start:inner].strip(), inner, True)
    if end < len(line):  # citations and no dash before them: the heading is a statement itself
        return Found(line[start:title].strip(), title, True)
    return Found(line[start:].strip(), len(line), True)


def _closing(line: str, start: int, end: int) -> re.Match[str] | None:
    """The dash between `start` and `end` that ends a title: the first that joins no words, else the first."""
    dashes = list(_CLOSING_DASH.finditer(line, start, end))
    ending = (d for d in dashes if not joins(line[start : d.start()], line[d.end() : d.end() + 12]))
    return next(ending, dashes[0] if dashes else None)


def _next_label(line: str, start: int, end: int, number: int | None) -> int | None:
    """Where, before `end`, the label of the group with the next number stands."""
    for match in GROUP_WITHIN.finditer(line, start, end) if number else ():
        if int(match["number"] or match["zh_number"]) == (number or 0) + 1:
            return match.start()
    return None


def _group_within(line: str, match: re.Match[str], start: int, groups: int) -> Found | None:
    """A group's label inside a text without citations, when it stands behind a sentence or has the next number."""
    number = int(match["number"] or match["zh_number"])
    before = line[max(start, match.start() - 2) : match.start()].rstrip()  # a single space at most
    if before[-1:] not in _SENTENCE_END and number != groups + 1:
        return None
    label = group_label(line, match.start())
    return split_title(line, match.start(), label) if label else None


def _may_be_heading(text: str, after: str, before: str) -> bool:
    """Whether words behind citations, closed by a dash, are a heading and not the sentence going on."""
    item = _ITEM.match(text)
    words = text[item.end() :].lstrip() if item else text
    if not words or not _HEADING_START.match(text) or _WITHIN_SENTENCE.search(words) or _OPEN_END.search(words):
        return False
    if after[:1].islower() and not after[1:2].isupper():
        return False
    if item and item["number"] and _has_item(before, int(item["number"]) - 1):
        return False  # the next item of a list within the statement
    return len(_HAN.findall(text)) <= _MAX_HAN and text.count(" ") < _MAX_WORDS


def _has_item(text: str, number: int) -> bool:
    return bool(re.search(rf"(?<!\d)[(（]?{number}[.)）、]", text))
