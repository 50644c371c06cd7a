"""Layout analysis: lines on pages become paragraphs, without running heads, with divided words rejoined.

Nothing here knows PDF. A line is its text with its position, in points from the left and the bottom of its page.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..text.scripts import HAN
from .extracted_text import TextBlock, join_lines
from .pdf_rows import BULLET, HYPHENS, LEADERS, PageLine, join_line

_PAGE_NUMBER = re.compile(
    r"[-–—·\s]*(?:(?:page|p\.?|第)\s*)?\d{1,4}\s*(?:页|頁)?(?:\s*(?:/|of|，?\s*共)\s*\d{1,4}\s*(?:页|頁)?)?[-–—·\s]*$"
    r"|[ivxlc]{1,6}$",
    re.I,
)
# What changes from page to page in a running head: figures, and the small Roman ones of a preface at its end.
_COUNTER = re.compile(r"\d+|(?<=\s)[ivxlc]{1,6}$")
_OUTER_NUMBER = re.compile(r"(?P<first>\d{1,4})\s+\S|.*\S\s+(?P<last>\d{1,4})$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_PRINTED_BULLET = re.compile(r"^[•●○▪■◆➢►]\s*(?=\S)")
_SENTENCE_END = re.compile(r"[。！？!?.…；;：:][”’」』）)\]\"']*$")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]+")
# Characters at the end of a line that are searched for dot leaders, which bounds the time of the pattern.
_MAX_LEADER_CHARS = 300
# Numbers of a running head that are looked at.
_MAX_COUNTERS = 4
# Digits of such a number: a page number has fewer.
_MAX_COUNTER_DIGITS = 7
# Lines at the top of the first page that may be its title.
_TITLE_LINES = 15


# What must fit on a line as a whole: a word, or one Han character.
_FIRST_WORD = re.compile(rf"[^\s{HAN}]+|\S")


@dataclass(frozen=True, slots=True)
class LayoutThresholds:
    """What makes a running head, a heading, a full line and an indented one.

    Set on 2026-11-24 on real PDFs that are not in the repository, read by `python -m benchmarks.files FOLDER`: none of
    811 failed; blocks of 111 of them cut in the middle of a sentence fell from 18,687 to 12,646. Held by
    `tests/unit/readers/test_pdf_layout.py`.

    Attributes:
        running_pages: pages on which a line must recur to be a running head or foot, and
        running_share: the share of all pages; the larger of the two counts.
        margin_lines: lines at either end of a page that may be running heads or feet.
        heading_size: size of a heading, against the size of most text.
        title_size: size of the title, likewise.
        max_heading_chars: characters of a heading; a title may have twice as many.
        same_size: relative difference up to which two lines of a paragraph have one size.
        title_share: share of the largest size from which lines belong to the title.
        body_size: relative difference from the size of most text up to which a line is body text.
        full_width: share of the usual width from which a line is full.
        full_right: distance from the usual right end up to which a line is full, as a share of the usual width.
        page_break_width: share of the usual width from which a finished sentence may go on in a new column or page.
        quantile: of widths and right ends of body lines, the usual one.
        line_gap: distance of baselines above which a paragraph ends, against the usual one.
        usual_gap: distance of baselines in sizes where a page shows none, and
        max_gap: the largest that counts as a distance of lines.
        indent: indentation that begins a paragraph, in sizes, and
        indent_window: how far to the left of a line its margin is looked for, in sizes.
        aligned: indentation in sizes up to which two lines are aligned.
    """

    running_pages: int = 3
    running_share: float = 0.4
    margin_lines: int = 3
    heading_size: float = 1.15
    title_size: float = 1.3
    max_heading_chars: int = 90
    same_size: float = 0.1
    title_share: float = 0.98
    body_size: float = 0.15
    full_width: float = 0.8
    full_right: float = 0.12
    page_break_width: float = 0.95
    quantile: float = 0.75
    line_gap: float = 1.35
    usual_gap: float = 1.3
    max_gap: float = 4.0
    indent: float = 0.8
    indent_window: float = 3.0
    aligned: float = 0.3


THRESHOLDS = LayoutThresholds()


@dataclass(frozen=True, slots=True)
class _PageMetrics:
    """What is usual in a document.

    Attributes:
        size: of the body text.
        width, right: width and right end of a full line.
        gap: distance of baselines.
        lefts: left edges of lines by page, in order.
        compounds: words written with a hyphen within a line.
    """

    size: float
    width: float
    right: float
    gap: float
    lefts: dict[int, list[float]]
    compounds: frozenset[str]

    def is_full(self, line: PageLine) -> bool:
        """Whether a line reaches to where lines of its page or column end."""
        wide = line.width > THRESHOLDS.full_width * self.width
        return wide or line.right > self.right - THRESHOLDS.full_right * self.width

    def is_broken_early(self, line: PageLine, following: PageLine) -> bool:
        """Whether a line is short only because the next word, a path or an address, did not fit."""
        word = _FIRST_WORD.match(following.text)
        width = ((len(word.group()) if word else 0) + 1) * line.width / len(line.text)
        return line.right + width > self.right and not _SENTENCE_END.search(line.text)

    def is_indented(self, line: PageLine) -> bool:
        """Whether a line begins to the right of others that begin near it."""
        leftmost = line.left - THRESHOLDS.indent_window * self.size
        near = [left for left in self.lefts[line.page] if leftmost < left <= line.left]
        return bool(near) and line.left - min(near) > THRESHOLDS.indent * line.size


def build_paragraphs(lines: Sequence[PageLine]) -> tuple[str | None, list[TextBlock]]:
    """The title, if the first page has one in large letters, and headings and paragraphs with their pages."""
    lines = [line for line in lines if line.text]
    if not lines:
        return None, []
    body = [line for line in remove_running_heads(lines) if not LEADERS.search(line.text[-_MAX_LEADER_CHARS:])]
    lines = body or lines  # pages of a line or two, all alike
    metrics = _measure(lines)
    title, lines = _split_title(lines, metrics)
    blocks: list[TextBlock] = []
    for group in _group_paragraphs(lines, metrics):
        text = _PRINTED_BULLET.sub("- ", _join_paragraph(group, metrics.compounds))
        first = group[0]
        is_large = first.size >= THRESHOLDS.heading_size * metrics.size and not first.is_row
        is_heading = is_large and len(text) <= THRESHOLDS.max_heading_chars
        is_note = first.is_note and first.size < metrics.size
        blocks.append(TextBlock(f"## {text}" if is_heading else text, first.page, "footnote" if is_note else None))
    if all(block.text.startswith("## ") for block in blocks):
        blocks = [replace(block, text=block.text[len("## ") :]) for block in blocks]
    return title, blocks


def remove_running_heads(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines without page numbers and without lines that recur at the top or the bottom of pages."""
    pages: defaultdict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    min_pages = max(THRESHOLDS.running_pages, THRESHOLDS.running_share * len(pages))
    margins: set[PageLine] = set()
    outermost: set[PageLine] = set()
    for page in pages.values():
        order = sorted(page, key=lambda line: line.base)
        margin = min(THRESHOLDS.margin_lines, max(1, len(page) // 4))
        margins.update(order[:margin] + order[-margin:])
        outermost.update((order[0], order[-1]) if len(page) > 2 and len(pages) > 1 else ())
    counts = Counter(key for key, _ in {(_mask_numbers(line), line.page) for line in margins})
    offsets = Counter(_page_offset(line) for line in outermost)
    numbered_pages = {(numbering, line.page) for line in margins for numbering in _numberings(line)}
    numberings = Counter(numbering for numbering, _ in numbered_pages)
    return [
        line
        for line in lines
        if not (line in margins and counts[_mask_numbers(line)] >= min_pages)
        and not (line in margins and any(numberings[n] >= THRESHOLDS.running_pages for n in _numberings(line)))
        and not (line in outermost and any(numberings[n] == len(pages) for n in _numberings(line)))
        and not (
            line in outermost and (_PAGE_NUMBER.match(line.text) or _pages_numbered_alike(line, offsets) >= min_pages)
        )
    ]


def _pages_numbered_alike(line: PageLine, offsets: Counter[str]) -> int:
    """The number of pages whose outermost lines bear a page number with the offset of this line's."""
    return offsets[_page_offset(line)] if _page_offset(line) else 0


def _page_offset(line: PageLine) -> str:
    """The number at either end of a line, as in `Chapter 2: Roads 17`, less its page; an empty string for none."""
    match = _OUTER_NUMBER.match(line.text)
    return str(int(match["first"] or match["last"]) - line.page) if match else ""


def _numberings(line: PageLine) -> set[tuple[str, int]]:
    """A line without its numbers, with each number less the page: equal on all pages if the number counts them."""
    found = zip(_COUNTER.finditer(line.text), range(_MAX_COUNTERS), strict=False)
    numbers = [match.group() for match, _ in found]
    return {
        (_mask_numbers(line), (int(n) if n.isdecimal() else _parse_roman(n)) - line.page)
        for n in numbers
        if len(n) <= _MAX_COUNTER_DIGITS
    }


def _parse_roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(-a if a < b else a for a, b in itertools.pairwise([*values, 0]))


def _mask_numbers(line: PageLine) -> str:
    """The text of a line with its numbers masked: equal for a running head on every page."""
    return _COUNTER.sub("#", line.text).replace(" ", "")


def _measure(lines: list[PageLine]) -> _PageMetrics:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] or 1.0
    of_text = [line for line in lines if not line.is_row]
    body = [line for line in of_text if abs(line.size - size) < THRESHOLDS.body_size * size] or of_text or lines
    widths, rights = sorted(line.width for line in body), sorted(line.right for line in body)
    steps = [a.base - b.base for a, b in itertools.pairwise(body) if a.page == b.page]
    gaps = [step for step in steps if 0 < step < THRESHOLDS.max_gap * size]
    lefts: defaultdict[int, set[float]] = defaultdict(set)
    for line in lines:
        lefts[line.page].add(round(line.left))
    compounds = {word.lower() for line in lines for word in _COMPOUND.findall(line.text)}
    return _PageMetrics(
        size=size,
        width=widths[int(THRESHOLDS.quantile * (len(widths) - 1))],
        right=rights[int(THRESHOLDS.quantile * (len(rights) - 1))],
        gap=statistics.median(gaps) if gaps else THRESHOLDS.usual_gap * size,
        lefts={page: sorted(values) for page, values in lefts.items()},
        compounds=frozenset(compounds),
    )


def _split_title(lines: list[PageLine], metrics: _PageMetrics) -> tuple[str | None, list[PageLine]]:
    """The lines in the largest letters near the top of the first page, if larger than the text, and the other lines."""
    first_page = [line for line in lines[:_TITLE_LINES] if line.page == lines[0].page]
    largest = max(line.size for line in first_page)
    if largest < THRESHOLDS.title_size * metrics.size:
        return None, lines
    start = next(i for i, line in enumerate(first_page) if line.size > THRESHOLDS.title_share * largest)
    stop = start
    while stop < len(first_page) and first_page[stop].size > THRESHOLDS.title_share * largest:
        stop += 1
    title = ""
    for line in first_page[start:stop]:
        title = join_lines(title, line.text)
    is_too_long = len(title) > 2 * THRESHOLDS.max_heading_chars
    if is_too_long or not any(map(str.isalpha, title)) or stop - start == len(lines):
        return None, lines
    return title, lines[:start] + lines[stop:]


def _group_paragraphs(lines: list[PageLine], metrics: _PageMetrics) -> list[list[PageLine]]:
    """The lines of each paragraph."""
    groups = [[lines[0]]] if lines else []
    for line in lines[1:]:
        if _continues_paragraph(groups[-1], line, metrics):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues_paragraph(group: list[PageLine], line: PageLine, metrics: _PageMetrics) -> bool:
    """Whether a line belongs to the paragraph of the lines before it."""
    last = group[-1]
    if last.is_row or line.is_row or line.is_note:
        return False
    if abs(last.size - line.size) > THRESHOLDS.same_size * last.size or BULLET.match(line.text):
        return False
    same_column = last.page == line.page and last.base >= line.base
    if same_column and last.base - line.base > THRESHOLDS.line_gap * max(metrics.gap, last.size):
        return False
    if last.size >= THRESHOLDS.heading_size * metrics.size:
        return same_column
    if last.text[-1] in HYPHENS and line.text[0].islower():
        return True
    if not metrics.is_full(last) and not metrics.is_broken_early(last, line):
        return False
    if not same_column and _SENTENCE_END.search(last.text):
        return not metrics.is_indented(line) and last.width > THRESHOLDS.page_break_width * metrics.width
    # The line before is indented itself: it was the first of a paragraph, or all of it has margins of its own.
    aligned = line.left - last.left < THRESHOLDS.aligned * line.size and metrics.is_indented(last)
    # A list item, or an entry of a glossary whose further lines are indented.
    hanging = BULLET.match(group[0].text) or (line.text[0].islower() and not _SENTENCE_END.search(last.text))
    return bool(hanging) or aligned or not metrics.is_indented(line)


def _join_paragraph(group: Sequence[PageLine], compounds: frozenset[str]) -> str:
    """The text of a paragraph. Only its last line is looked at; the whole text each time would be quadratic."""
    pieces: list[str] = []
    last = ""
    for line in group:
        joined = join_line(last, line.text, compounds)
        last = line.text
        pieces.append(joined[: len(joined) - len(last)])
    return "".join(pieces) + last
