"""Lines that are wrapped: which lines of a plain text go on in the next.

Four forms are known. Paragraphs wrapped at a fixed width with blank lines between them; wrapped without blank lines, a
paragraph ending with a short line; the same with an indent at each beginning; and Chinese filings copied from a PDF,
where a line ends in the middle of a sentence, often before a figure, in a text whose lines are whole otherwise.
"""

from __future__ import annotations

import itertools
import statistics
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from ..text.scripts import HAN_RUN, count_han
from .lines import Line, ends_sentence, is_list_item, is_numbered_heading, is_rule, is_table_row, parse_marked_heading


@dataclass(frozen=True, slots=True)
class WrappingThresholds:
    """What shows that a text is wrapped. Widths are in columns, of which a Han character takes two.

    The first four were set on 2026-11-23 with the first parser, no measurement recorded; the others on 2026-11-30: none
    of them changes a block of the development articles but those of filings. Held by `tests/unit/parsing`.

    Attributes:
        min_pairs: adjacent lines of a paragraph that must be seen to call a text wrapped.
        unfinished_share: share of those that end within a sentence, above which it is.
        max_chars: characters of the longest of them, at most.
        min_median_chars: their median length, at least.
        min_unfinished: lines that end within a sentence, at least, in a text without blank lines.
        full_share: share of those that reach the width, from which it is wrapped there.
        min_width, max_width: the width, at least and at most.
        slack: how much a line falls short of the width because the next word did not fit, and
        han_slack: the same in a Chinese text, where it is a mark or two.
        running_width: width of a line of a filing from which it is running text.
        max_long_share: share of all lines that may be longer than the longest of them,
        overlong: by this factor; paragraphs on one line each make short lines between them no wrapped text.
        centred_indent: indent, in characters, of a line that is centred or set to the right, if its neighbour differs.
        cut_share: share of the running lines of a filing that may end within a sentence; with more they are no faults.
    """

    min_pairs: int = 3
    unfinished_share: float = 0.5
    max_chars: int = 160
    min_median_chars: int = 30
    min_unfinished: int = 4
    full_share: float = 0.75
    min_width: int = 40
    max_width: int = 130
    slack: int = 14
    han_slack: int = 6
    running_width: int = 44
    cut_share: float = 0.35
    max_long_share: float = 0.05
    overlong: float = 1.25
    centred_indent: int = 8


THRESHOLDS = WrappingThresholds()
_ENDS_WITHIN = regex.compile(r"[\p{Han}，、“《（(]$")
_RUNNING = regex.compile(r"[，。；]")
_COLON = (":", "：")
_OPEN_BRACKET = regex.compile(r"[(（][^()（）]*$")
# Between cells; three spaces, since justified lines have two.
_COLUMN_GAP = regex.compile(r"\S {3,}\S")
_OPEN = ("，", "、")


def find_continued_lines(lines: Sequence[Line]) -> frozenset[int]:
    """The indexes of lines that go on in the next line."""
    if _is_wrapped_in_paragraphs(lines):
        return frozenset(index for index, (a, b) in enumerate(itertools.pairwise(lines)) if _may_go_on(a, b))
    pairs = [(index, a, b) for index, (a, b) in enumerate(itertools.pairwise(lines)) if _may_go_on(a, b)]
    for measure in (columns, len):
        if width := _find_width(pairs, measure):
            return _find_full_lines(lines, pairs, measure, width)
    return _find_cut_lines(lines, pairs)


def columns(text: str) -> int:
    """The width of a text in columns of a fixed-width font."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _may_go_on(line: Line, following: Line) -> bool:
    """Whether two lines are text of which the second is no list item, heading or rule, and neither row nor centred."""
    if line.blank or following.blank or is_table_row(line.text) or is_table_row(following.text):
        return False
    if _COLUMN_GAP.search(line.text) or _COLUMN_GAP.search(following.text):
        return False  # a row of a table whose columns are set with spaces
    is_centred = max(line.indent, following.indent) >= THRESHOLDS.centred_indent and line.indent != following.indent
    if is_centred and not _OPEN_BRACKET.search(line.text):
        return False  # so is a line set to the right
    return not (is_list_item(following.text) or is_rule(following.text) or parse_marked_heading(following.text))


def _is_wrapped_in_paragraphs(lines: Sequence[Line]) -> bool:
    """Whether paragraphs run over several lines of about equal length, with blank lines between them."""
    if not any(line.blank for line in lines):
        return False
    line_pairs = [
        a
        for a, b in itertools.pairwise(lines)
        if not a.blank and not b.blank and not is_list_item(b.text) and not is_table_row(a.text)
    ]
    if len(line_pairs) < THRESHOLDS.min_pairs:
        return False
    lengths = [len(line.text) for line in line_pairs]
    unfinished = sum(not ends_sentence(line.text) for line in line_pairs)
    longest = THRESHOLDS.overlong * max(lengths)
    return (
        unfinished > THRESHOLDS.unfinished_share * len(line_pairs)
        and max(lengths) <= THRESHOLDS.max_chars
        and sum(len(line.text) > longest for line in lines) <= THRESHOLDS.max_long_share * len(lines)
        and statistics.median(lengths) >= THRESHOLDS.min_median_chars
    )


def _find_width(pairs: Sequence[tuple[int, Line, Line]], measure: Callable[[str], int]) -> int:
    """The width at which a text is wrapped, in columns or characters; 0 if it is not."""
    unfinished = [a for _, a, _ in pairs if not ends_sentence(a.text) and not a.text.endswith(_COLON)]
    if len(unfinished) < max(THRESHOLDS.min_unfinished, THRESHOLDS.unfinished_share * len(pairs)):
        return 0
    widths = sorted(measure(line.text) + line.indent for line in unfinished)
    width, slack = widths[-1 - len(widths) // 20], _slack(unfinished)
    full = sum(abs(width - value) <= slack for value in widths)
    is_wide = THRESHOLDS.min_width <= columns(max((line.text for line in unfinished), key=len)) <= THRESHOLDS.max_width
    return width if is_wide and full >= THRESHOLDS.full_share * len(widths) else 0


def _find_full_lines(
    lines: Sequence[Line], pairs: Sequence[tuple[int, Line, Line]], measure: Callable[[str], int], width: int
) -> frozenset[int]:
    """The lines that reach the width of a wrapped text; where paragraphs are indented, up to the next indent."""
    slack = _slack([a for _, a, _ in pairs])
    indents = {line.indent for line in lines if not line.blank}
    is_indented = len(indents) > 1
    return frozenset(
        index
        for index, a, b in pairs
        if measure(a.text) + a.indent >= width - slack
        and not (is_indented and b.indent > min(indents))
        and (is_indented or not ends_sentence(a.text))
        and not is_numbered_heading(b.text)
    )


def _slack(lines: Sequence[Line]) -> int:
    text = "".join(line.text for line in lines)
    return THRESHOLDS.han_slack if 2 * count_han(text) > len(text) else THRESHOLDS.slack


def _find_cut_lines(lines: Sequence[Line], pairs: Sequence[tuple[int, Line, Line]]) -> frozenset[int]:
    """Lines of Chinese running text that end within a sentence, in a text where few do."""
    running = [line for line in lines if columns(line.text) >= THRESHOLDS.running_width and _RUNNING.search(line.text)]
    cut = [
        index
        for index, a, b in pairs
        if columns(a.text) >= THRESHOLDS.running_width
        and _RUNNING.search(a.text)
        and _ENDS_WITHIN.search(a.text)
        and not is_numbered_heading(b.text)
        and HAN_RUN.search(b.text)
        and b.indent <= a.indent
        and (ends_sentence(b.text) or a.text.endswith(_OPEN) or _RUNNING.search(b.text))
    ]
    return frozenset(cut) if len(cut) <= THRESHOLDS.cut_share * len(running) else frozenset()
