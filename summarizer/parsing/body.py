"""Body lines become headings and blocks: paragraphs, list items and table rows, long ones divided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import regex

from ..languages.sentences import Span, divide_long, sentence_spans
from ..models import BlockKind
from ..text.header_fields import is_date_line
from ..text.scripts import length_in_words, lengths_in_words, may_contain_han
from .lines import (
    Line,
    ends_sentence,
    is_caption,
    is_list_item,
    is_numbered_heading,
    is_rule,
    is_table_row,
    is_table_rule,
    looks_like_title,
    parse_marked_heading,
)
from .wrapped_lines import find_continued_lines

# A number of a list before a word or a year, without a mark or space between.
_GLUED_NUMBER = regex.compile(r"(?P<number>[1-9]\d?)(?P<after>\p{Han}|(?:19|20)\d\d年)")
# An address of mail or of a page, which a heading has not.
_ADDRESS = regex.compile(r"\w@[\w-]+\.\w|https?://|\bwww\.")
# The number of a section on a line of its own: `01`, `PART 2`, 三.
_SECTION_NUMBER = regex.compile(
    r"0?[1-9]|[1-9]\d|[一二三四五六七八九十]{1,2}|(?i:part|chapter)[ .]{0,2}(?:\d{1,2}|[IVX]+)"
)
_QUOTE_MARK = regex.compile(r"(?:>\s?)+")


@dataclass(frozen=True, slots=True)
class BlockThresholds:
    """What is one block, and what is a heading.

    Set on 2026-11-23 with the first parser, no measurement recorded. Held by `tests/unit/parsing` and the `blocks` sets
    of `benchmarks.behaviour` (2026-11-30).

    Attributes:
        max_block_words: length in words (a Han character is half a word) above which a block is divided at sentence
            ends: about 300 English words or 600 Chinese characters.
        max_sentence_chars: characters above which a run-on sentence is cut at its clauses; only unpunctuated text has
            such.
        min_body_words: words of a line from which it is running text below a heading, and
        min_body_ratio: its length against the heading's; the larger of the two counts.
        min_items: lines that begin with 1, 2, 3 without a mark behind the number, from which they are a list.
        max_item_lines: lines from one such item to the next, at most.
        long_body_words: words from which it is running text even if it does not end as a sentence.
    """

    max_block_words: float = 300.0
    max_sentence_chars: int = 1200
    min_body_words: float = 12.0
    min_body_ratio: float = 1.5
    long_body_words: float = 25.0
    min_items: int = 3
    max_item_lines: int = 6


THRESHOLDS = BlockThresholds()
# Lines with which the nearest one that is not blank is looked for, above and below.
_NEARBY_LINES = 3
# Lines at the start of a body among which a date is that of publication. Set by hand, not measured.
_OPENING_LINES = 3


class BodySegment(NamedTuple):
    """A heading (level > 0) or a block (level 0) of the body, as offsets into the document.

    Attributes:
        sentences: their offsets into the segment, known where it was divided between them.
    """

    start: int
    end: int
    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    sentences: tuple[Span, ...] = ()


def split_body(text: str, lines: list[Line], structured: bool = False) -> list[BodySegment]:
    """The headings and undivided blocks of a body, in order.

    Args:
        structured: every heading is marked as one and every line is whole, so that no guess is needed.

    A line is a paragraph, as in articles copied from pages, unless it goes on in the next (`find_continued_lines`).
    """
    segments: list[BodySegment] = []
    continued = frozenset() if structured else find_continued_lines(lines)
    numbers = {} if structured else _find_glued_numbers(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.blank or is_rule(line.text) or is_table_rule(line.text):
            index += 1
            continue
        if level := _marked_level(line) if structured else _heading_level(lines, index):
            segments.append(BodySegment(line.start, line.end, _heading_text(line.text), level=level))
            index += 1
            continue
        if not structured and (title := _find_title_below_number(lines, index)):
            segments.append(BodySegment(line.start, lines[title].end, _heading_text(lines[title].text), level=2))
            index = title + 1
            continue
        last = index
        while last in continued:
            last += 1
        segments.append(_build_segment(text, line, lines[last], numbers.get(index, 0)))
        index = last + 1
    return segments


def divide_long_block(segment: BodySegment) -> Iterator[BodySegment]:
    """The segment, or, if it is too long for one citation, parts of about equal length cut at sentence ends."""
    text, max_words = segment.text, THRESHOLDS.max_block_words
    if (0.75 if may_contain_han(text) else 0.5) * len(text) < max_words:  # no text has more words: 中a中a, a b c
        yield segment
        return
    spans = split_sentences(text)
    lengths = lengths_in_words(text, spans)
    total = sum(lengths)
    if total <= max_words:
        yield segment._replace(sentences=tuple(spans))
        return
    target = total / -(-total // max_words)
    first, length = 0, 0.0
    for index, sentence_length in enumerate(lengths):
        length += sentence_length
        if index + 1 == len(spans) or length + 0.5 * lengths[index + 1] > target:
            start, end = spans[first][0], spans[index][1]
            inner = tuple((a - start, b - start) for a, b in spans[first : index + 1])
            yield BodySegment(
                segment.start + start, segment.start + end, text[start:end], segment.kind, sentences=inner
            )
            first, length = index + 1, 0.0


def split_sentences(text: str) -> list[Span]:
    """The sentences of a block as spans; a run-on sentence is cut at its clauses."""
    return divide_long(text, sentence_spans(text), THRESHOLDS.max_sentence_chars)


def _build_segment(text: str, first: Line, last: Line, number: int) -> BodySegment:
    """The block of these lines, of which the first begins with a number of a list of so many digits."""
    kind: BlockKind = "paragraph"
    if is_table_row(first.text):
        kind = "table_row"
    elif number or is_list_item(first.text):
        kind = "list_item"
    start = first.start + number
    if mark := _QUOTE_MARK.match(first.text):
        start = min(start + mark.end(), last.end - 1)
    return BodySegment(start, last.end, text[start : last.end], kind)


def _find_glued_numbers(lines: list[Line]) -> dict[int, int]:
    """The lines that begin with a number of a list and nothing between it and the text, with its digits.

    `1国务院…`, `2全国…`, `32024年…`: the numbers run from 1, a line for each, and are no months or counts, which would
    all be followed by the same word.
    """
    runs: list[list[tuple[int, str]]] = []
    for index, line in enumerate(lines):
        if match := _GLUED_NUMBER.match(line.text):
            run = runs[-1] if runs else []
            if run and int(match["number"]) == len(run) + 1 and index - run[-1][0] <= THRESHOLDS.max_item_lines:
                run.append((index, match["after"]))
            elif match["number"] == "1":
                runs.append([(index, match["after"])])
    return {
        index: len(str(number))
        for run in runs
        if len(run) >= THRESHOLDS.min_items and len({after for _, after in run}) > 1
        for number, (index, _) in enumerate(run, 1)
    }


def _heading_text(text: str) -> str:
    marked = parse_marked_heading(text)
    return marked[1] if marked else text


def _marked_level(line: Line) -> int:
    found = parse_marked_heading(line.text)
    return found[0] if found else 0


def _heading_level(lines: list[Line], index: int) -> int:
    """1-6 for a heading, 0 for anything else."""
    line = lines[index]
    if marked := parse_marked_heading(line.text):
        return marked[0]
    if is_table_row(line.text) or line.text.startswith(">"):
        return 0
    if is_numbered_heading(line.text):
        return 0 if _beside_list_item(lines, index) and is_list_item(line.text) else 2
    if (
        is_list_item(line.text)
        or not looks_like_title(line.text)
        or _is_quoted_speech(line.text)
        or is_caption(line.text)
        or _ADDRESS.search(line.text)
        or (index < _OPENING_LINES and is_date_line(line.text))  # of publication; further down it may head a day
    ):
        return 0
    return 2 if _introduces_body(lines, index) else 0


def _find_title_below_number(lines: list[Line], index: int) -> int | None:
    """The index of the heading whose number stands alone on a line above it; None if this is no such line."""
    if not _SECTION_NUMBER.fullmatch(lines[index].text):
        return None
    below = next((i for i in range(index + 1, len(lines)) if not lines[i].blank), None)
    return below if below is not None and _heading_level(lines, below) else None


def _is_quoted_speech(text: str) -> bool:
    return text[0] in "“\"「『‘'" or text[-1] in '”"」』'


def _beside_list_item(lines: list[Line], index: int) -> bool:
    """Whether the nearest line above or below that is not blank is a list item too: then these are no headings."""
    above = next((x for x in reversed(lines[max(0, index - _NEARBY_LINES) : index]) if not x.blank), None)
    below = next((x for x in lines[index + 1 : index + 1 + _NEARBY_LINES] if not x.blank), None)
    return any(x is not None and is_list_item(x.text) for x in (above, below))


def _ends_short_lines(lines: list[Line], index: int) -> bool:
    """Whether a line is the last of several short ones without a blank line between, as of an address or a list."""
    if not index or index + 1 == len(lines) or not lines[index + 1].blank:
        return False
    above = lines[index - 1].text
    if _SECTION_NUMBER.fullmatch(above):
        return False
    return bool(above) and not ends_sentence(above) and not parse_marked_heading(above) and looks_like_title(above)


def _introduces_body(lines: list[Line], index: int) -> bool:
    """Whether running text follows a short unmarked line: then it is a heading, not one of several short lines."""
    below = next((x for x in lines[index + 1 : index + 2 + _NEARBY_LINES] if not x.blank), None)
    if below is None or is_table_row(below.text) or _ends_short_lines(lines, index):
        return False
    length, heading_length = length_in_words(below.text), length_in_words(lines[index].text)
    is_longer = length > max(THRESHOLDS.min_body_words, THRESHOLDS.min_body_ratio * heading_length)
    return is_longer and (ends_sentence(below.text) or length > THRESHOLDS.long_body_words)
