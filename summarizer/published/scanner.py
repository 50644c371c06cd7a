"""The scanner: from a line that may hold several statements and headings to its tokens.

A statement ends at *citations, an optional stop, a dash*; never at a bare dash. After citations the next heading may
follow a single space, and a dash closes it. Statements without citations end at the end of a sentence, or a colon,
before a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..text.scripts import HAN, count_han
from .grammar import (
    CITATION_RUN,
    UNCITED_DASH,
    is_joining_dash,
    last_citation_end,
    next_citation_start,
)
from .labels import (
    INLINE_CORE_LABEL,
    INLINE_GROUP_LABEL,
    GroupLabel,
    core_label_end,
    is_known_section,
    match_core_label,
    match_group_label,
    match_unparsed_label,
    skip_overview_heading,
)


@dataclass(frozen=True, slots=True)
class HeadingLimits:
    """How long a heading may be, in characters unless said otherwise; longer text belongs to a statement.

    Set by hand on 2026-11-24 with the first parser of published pages; no measurement was recorded. Held since by the
    pages of `tests/published`.

    Attributes:
        unlabelled: a heading without a label, after a citation.
        unlabelled_words: the words of one, in English.
        unlabelled_han: the Han characters of one.
        own_line: a heading without a label on a line of its own.
        title: a title after `Group 2:`.
        cut_off: a heading that was cut off at the end of the page.
        list_lookbehind: the text before a heading that is searched for earlier items of a numbered list.
    """

    unlabelled: int = 120
    unlabelled_words: int = 16
    unlabelled_han: int = 30
    own_line: int = 80
    title: int = 1000
    cut_off: int = 60
    list_lookbehind: int = 400


LIMITS = HeadingLimits()

# The lookahead names the first characters of all alternatives, which makes the search fast.
_BOUNDARY = re.compile(
    rf"(?=[\\\[\-CGg分核])(?:\\.|(?P<run>{CITATION_RUN})(?P<stop>\s?(?:[。；]|[.．;](?!\w)))?|(?P<weak>{UNCITED_DASH})"
    rf"|(?P<group>{INLINE_GROUP_LABEL.pattern})|(?P<core>{INLINE_CORE_LABEL.pattern}))"
)
_DASH = re.compile(rf"\s?[,，;]?\s?[-•*]\s|\s?•\s?|\s?-(?=[A-Z{HAN}])")
_CLOSING_DASH = re.compile(r"\s-\s")
_HEADING_START = re.compile(rf"[\"“‘'(（「《【$]?(?:[A-ZÀ-Þ{HAN}\d]|[a-z][A-Z])")
_WITHIN_SENTENCE = re.compile(rf"[.!?]\s[\"“A-Z{HAN}]|[。；;！]|[,，、:：.]$")
# A heading does not end in these; "Net loss per share was - 0.97 yuan" is a sentence.
_INCOMPLETE_END = re.compile(
    r"(?:^|\s)(?:was|were|is|are|be|been|of|to|at|by|the|an?|and|or|for|from|with|in|on|about|as|than|that|which|has"
    r"|have|had|will|reached|approximately|respectively)$|[为是达约至和与在的]$",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"[(（]?(?:(?P<number>\d{1,2})[.)）、](?!\d)|[IVX]{1,4}[.)]\s)")
_SENTENCE_ENDS = '.。!！?？;；)）”"'

TokenKind = Literal["statement", "heading", "cut_off_heading"]


@dataclass(frozen=True, slots=True)
class Token:
    """A statement with its citations, a heading, or a heading cut off at the end of the page, as printed."""

    kind: TokenKind
    text: str


def scan(line: str, groups: int, at_heading: bool = False, has_core: bool = False) -> Iterator[Token]:
    """The tokens of a line, in order.

    Args:
        groups: how many groups came before; the label of the next number is recognised by that number alone.
        at_heading: whether the line may begin with a heading.
        has_core: whether a core viewpoint came before; the first label of one is recognised anywhere.
    """
    start = position = 0
    if at_heading and (found := match_heading(line, 0, "")):
        yield Token("heading", found.text)
        groups += found.is_group
        has_core = has_core or bool(match_core_label(found.text))
        start = position = found.end
    while match := _BOUNDARY.search(line, position):
        position = match.end()
        if match["weak"]:
            end, after, found = match.start(), match.end(), None
        elif match["group"]:
            found = _match_inline_group(line, match, start, groups)
            end, after = match.start(), found.end if found else 0
        elif match["core"]:
            is_first = not has_core and match.start() > start
            found = HeadingMatch(match["core"].rstrip(" -"), match.end() + 1) if is_first else None
            end, after, has_core = match.start(), found.end if found else 0, True
        elif match["run"]:
            end = match.end()
            dash = _DASH.match(line, end)
            found = None if dash else match_heading(line, end, line[max(start, end - LIMITS.list_lookbehind) : end])
            after = dash.end() if dash else found.end if found else 0
        else:
            continue
        if not after:
            continue
        yield Token("statement", line[start:end].strip())
        if found:
            yield Token("heading", found.text)
            groups += found.is_group
        start = position = after
    rest = line[start:].strip()
    end = _end_of_last_statement(rest) if start and at_heading else 0
    yield Token("statement", rest[:end].strip() if end else rest)
    if end:
        yield Token("cut_off_heading", rest[end:].strip())


def _end_of_last_statement(text: str) -> int:
    """Where the last statement of a line ends, if a heading follows that was cut off; else 0."""
    end = last_citation_end(text)
    tail = text[end:]
    cut = end and tail.startswith(" ") and len(tail) <= LIMITS.cut_off and _looks_like_heading(tail.strip(), "", "")
    return end if cut else 0


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A heading, and the offset of the text after it."""

    text: str
    end: int
    is_group: bool = False


def match_heading(line: str, start: int, before: str) -> HeadingMatch | None:
    """The heading that begins at `start`, after citations, if there is one."""
    start = skip_overview_heading(line, start + (line[start : start + 1] == " "))
    if label := match_group_label(line, start):
        return match_group_heading(line, start, label)
    if core_end := core_label_end(line[start : start + 40]):
        return HeadingMatch(line[start : start + core_end].strip(" -–—:："), start + core_end)
    dash = _CLOSING_DASH.search(line, start, start + LIMITS.unlabelled + 3)
    words = line[start : dash.start()] if dash else ""
    if dash and (is_known_section(words) or match_unparsed_label(words)):
        return HeadingMatch(words, dash.end())
    end = min(len(line), start + LIMITS.unlabelled + 3)
    dash = _find_closing_dash(line, start, next_citation_start(line, start, end))
    if dash is None:
        return None
    text, after = line[start : dash.start()], line[dash.end() : dash.end() + 2]
    if not _looks_like_heading(text, after, before):
        return None
    inner = INLINE_GROUP_LABEL.search(text)  # a heading without statements runs into the label of the next group
    if inner:
        return HeadingMatch(text[: inner.start()].strip(), start + inner.start())
    return HeadingMatch(text, dash.end())


def match_group_heading(line: str, start: int, label: GroupLabel) -> HeadingMatch:
    """The heading of `Group 2: Title - statement [3]` at `start`, up to a dash or the end of the line.

    After a dash inside the title (`Non - ferrous metals`) the text goes on in lower case, a statement does not.
    """
    title = label.end
    if line.startswith("- ", title):
        return HeadingMatch(line[start:title].strip(), title + 2, True)
    end = next_citation_start(line, title, min(len(line), title + LIMITS.title))
    inner = _find_next_group(line, title, end, label.number)
    end = inner or end
    if dash := _find_closing_dash(line, title, end):
        return HeadingMatch(line[start : dash.start()].strip(), dash.end(), True)
    if inner:  # a group without statements runs into the label of the next one
        return HeadingMatch(line[start:inner].strip(), inner, True)
    if end < len(line):  # citations without a dash before them: what follows the label is a statement
        return HeadingMatch(line[start:title].strip(), title, True)
    return HeadingMatch(line[start:].strip(), len(line), True)


def _find_closing_dash(line: str, start: int, end: int) -> re.Match[str] | None:
    """The dash between `start` and `end` that ends a title: the first that does not join words, else the first."""
    dashes = list(_CLOSING_DASH.finditer(line, start, end))
    ending = (d for d in dashes if not is_joining_dash(line[start : d.start()], line[d.end() : d.end() + 12]))
    return next(ending, dashes[0] if dashes else None)


def _find_next_group(line: str, start: int, end: int, number: int | None) -> int | None:
    """The offset, before `end`, of the label of the group with the next number."""
    if not number or line.find(str(number + 1), start, end) < 0:
        return None
    matches = INLINE_GROUP_LABEL.finditer(line, start, end)
    return next((m.start() for m in matches if int(m["number"] or m["zh_number"]) == number + 1), None)


def _match_inline_group(line: str, match: re.Match[str], start: int, groups: int) -> HeadingMatch | None:
    """The label of a group inside a text without citations, if it follows a sentence or has the next number."""
    number = int(match["number"] or match["zh_number"])
    before = line[max(start, match.start() - 2) : match.start()].rstrip()  # a single space at most
    if before[-1:] not in _SENTENCE_ENDS and number != groups + 1:
        return None
    label = match_group_label(line, match.start())
    return match_group_heading(line, match.start(), label) if label else None


def _looks_like_heading(text: str, after: str, before: str) -> bool:
    """Whether words after citations, closed by a dash, are a heading and not the rest of the sentence."""
    item = _LIST_ITEM.match(text)
    words = text[item.end() :].lstrip() if item else text
    if not words or not _HEADING_START.match(text) or _WITHIN_SENTENCE.search(words) or _INCOMPLETE_END.search(words):
        return False
    if after[:1].islower() and not after[1:2].isupper():
        return False
    if item and item["number"] and _has_list_item(before, int(item["number"]) - 1):
        return False  # the next item of a list within the statement
    return count_han(text) <= LIMITS.unlabelled_han and text.count(" ") < LIMITS.unlabelled_words


def _has_list_item(text: str, number: int) -> bool:
    return bool(re.search(rf"(?<!\d)[(（]?{number}[.)）、]", text))
