"""Lines as they stand on pages to paragraphs: running heads and page numbers out, words divided at line ends mended.

Nothing here knows PDF; a line is its text with its place, in points from the left and the bottom of its page.
"""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from .extracted_text import TextBlock, join_lines
from .pdf_worker import HYPHEN_MARK

_PAGE_NUMBER = re.compile(
    r"[-–—·\s]*(?:(?:page|p\.?|第)\s*)?\d{1,4}\s*(?:页|頁)?(?:\s*(?:/|of|，?\s*共)\s*\d{1,4}\s*(?:页|頁)?)?[-–—·\s]*$"
    r"|[ivxlc]{1,6}$",
    re.I,
)
# What differs from page to page in a running head: figures, and the small Roman ones of a preface at its end.
_COUNTED = re.compile(r"\d+|(?<=\s)[ivxlc]{1,6}$")
_OUTER_NUMBER = re.compile(r"(?P<first>\d{1,4})\s+\S|.*\S\s+(?P<last>\d{1,4})$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
# A line of a table of contents: dots that lead to a page number.
_LEADERS = re.compile(r"(?:\s?[.·…]){5,}\s*(?:\d{1,4}|[ivxlc]{1,6})$")
_BULLET = re.compile(r"[•●○▪■◆➢►·]\s*|[-–*]\s+|\d{1,3}[.)]\s|[（(]\d{1,3}[)）]|[①-⑳]")
_SENTENCE_END = re.compile(r"[。！？!?.…；;：:][”’」』）)\]\"']*$")
# What stands for a hyphen at the end of a line: the plain one, the soft one, and PDFium's mark of a divided word.
_HYPHENS = f"-\u2010\u00ad\u0002{HYPHEN_MARK}"
_DASH = re.compile(r"(?:^|\s)-$")  # or an empty cell
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]+")
# A line on this many pages, or on this share of them, at the top or the bottom is a running head or foot.
_RUNNING_PAGES, _RUNNING_SHARE = 3, 0.4
_MARGIN_LINES = 3  # as many lines at either end of a page may be running heads or feet
# Against the size of most of the text: a heading, the title.
_HEADING_SIZE, _TITLE_SIZE = 1.15, 1.3
_MAX_HEADING, _MAX_LEADERS, _MAX_WORD, _MAX_ROW = 90, 300, 60, 1000  # characters
_MAX_NUMBERS = 4  # in a running head


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page, counted from 1.

    Attributes:
        left, right: where it begins and ends.
        base: how high it stands.
        size: of its letters.
    """

    page: int
    text: str
    left: float
    right: float
    base: float
    size: float

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class _Measures:
    """What is usual: size of letters, width and right end of a full line, distance of lines, left edges by page."""

    size: float
    width: float
    right: float
    gap: float
    lefts: dict[int, list[float]]
    compounds: frozenset[str]

    def full(self, line: PageLine) -> bool:
        """Whether a line goes on to where lines end, of a page or of a column."""
        return line.width > 0.8 * self.width or line.right > self.right - 0.12 * self.width

    def broken_early(self, line: PageLine, following: PageLine) -> bool:
        """Whether a line ends before its end only because the next word, a path or an address, would not fit."""
        word = following.text.partition(" ")[0]
        width = (len(word) + 1) * line.width / len(line.text)
        return line.right + width > self.right and not _SENTENCE_END.search(line.text)

    def indented(self, line: PageLine) -> bool:
        """Whether a line begins to the right of others that begin near it."""
        near = [left for left in self.lefts[line.page] if line.left - 3 * self.size < left <= line.left]
        return bool(near) and line.left - min(near) > 0.8 * line.size


def build_paragraphs(lines: Sequence[PageLine]) -> tuple[str | None, list[TextBlock]]:
    """The title, if the first page has one in large letters, and headings and paragraphs with their pages."""
    lines = [line for line in _rows(lines) if line.text]
    if not lines:
        return None, []
    kept = [line for line in remove_running_heads(lines) if not _LEADERS.search(line.text[-_MAX_LEADERS:])]
    lines = kept or lines  # pages of a line or two, all alike
    usual = _measured(lines)
    title, lines = _title(lines, usual)
    parts: list[TextBlock] = []
    for group in _groups(lines, usual):
        text = _paragraph(group, usual.compounds)
        heading = group[0].size >= _HEADING_SIZE * usual.size and len(text) <= _MAX_HEADING
        parts.append(TextBlock(f"## {text}" if heading else text, group[0].page))
    return title, parts


def _rows(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines, pieces of one put together: PDFium cuts a line where a raised or lowered mark stands."""
    rows: list[PageLine] = []
    for line in lines:
        last = rows[-1] if rows else None
        if last and last.text and line.text and _is_next_piece(last, line):
            larger = max(last, line, key=lambda piece: piece.size)
            space = " " if line.left - last.right > 0.15 * larger.size else ""
            rows[-1] = PageLine(
                last.page, last.text + space + line.text, last.left, line.right, larger.base, larger.size
            )
        else:
            rows.append(line)
    return rows


def _is_next_piece(last: PageLine, line: PageLine) -> bool:
    """Whether a line begins where the last one ended, a little higher or lower at most."""
    size = max(last.size, line.size)
    follows = -0.3 * size < line.left - last.right < 0.8 * size and abs(last.base - line.base) < 0.7 * size
    return follows and last.page == line.page and len(last.text) < _MAX_ROW and last.text[-1] not in _HYPHENS


def remove_running_heads(lines: Sequence[PageLine]) -> list[PageLine]:
    """The lines that are neither page numbers nor repeated at the top or the bottom of pages."""
    pages: defaultdict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    enough = max(_RUNNING_PAGES, _RUNNING_SHARE * len(pages))
    edges: set[PageLine] = set()
    outer: set[PageLine] = set()
    for page in pages.values():
        order = sorted(page, key=lambda line: line.base)
        margin = min(_MARGIN_LINES, max(1, len(page) // 4))
        edges.update(order[:margin] + order[-margin:])
        outer.update((order[0], order[-1]) if len(page) > 2 and len(pages) > 1 else ())
    counts = Counter(key for key, _ in {(_key(line), line.page) for line in edges})
    offsets = Counter(_offset(line) for line in outer)
    steps = Counter(step for line in edges for step in _steps(line))
    return [
        line
        for line in lines
        if not (line in edges and counts[_key(line)] >= enough)
        and not (line in edges and any(steps[step] >= _RUNNING_PAGES for step in _steps(line)))
        and not (line in outer and (_PAGE_NUMBER.match(line.text) or _numbered(line, offsets) >= enough))
    ]


def _numbered(line: PageLine, offsets: Counter[str]) -> int:
    """On how many pages the outermost lines bear the number of the page as this one does."""
    return offsets[_offset(line)] if _offset(line) else 0


def _offset(line: PageLine) -> str:
    """By how much the number at either end of a line is ahead of its page, as in `Chapter 2: Roads 17`."""
    match = _OUTER_NUMBER.match(line.text)
    return str(int(match["first"] or match["last"]) - line.page) if match else ""


def _steps(line: PageLine) -> set[tuple[str, int]]:
    """A line without its numbers, with how far each is ahead of the page: the same for those that number pages."""
    numbers = [match.group() for match, _ in zip(_COUNTED.finditer(line.text), range(_MAX_NUMBERS), strict=False)]
    return {(_key(line), (int(n) if n.isdecimal() else _roman(n)) - line.page) for n in numbers if len(n) < 8}


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(-a if a < b else a for a, b in itertools.pairwise([*values, 0]))


def _key(line: PageLine) -> str:
    """The same for a running head on every page: without its page number."""
    return _COUNTED.sub("#", line.text).replace(" ", "")


def _measured(lines: list[PageLine]) -> _Measures:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] or 1.0
    body = [line for line in lines if abs(line.size - size) < 0.15 * size] or lines
    widths, rights = sorted(line.width for line in body), sorted(line.right for line in body)
    steps = [a.base - b.base for a, b in itertools.pairwise(body) if a.page == b.page]
    gaps = [step for step in steps if 0 < step < 4 * size]
    lefts: defaultdict[int, set[float]] = defaultdict(set)
    for line in lines:
        lefts[line.page].add(round(line.left))
    compounds = {word.lower() for line in lines for word in _COMPOUND.findall(line.text)}
    return _Measures(
        size=size,
        width=widths[int(0.75 * (len(widths) - 1))],
        right=rights[int(0.75 * (len(rights) - 1))],
        gap=statistics.median(gaps) if gaps else 1.3 * size,
        lefts={page: sorted(values) for page, values in lefts.items()},
        compounds=frozenset(compounds),
    )


def _title(lines: list[PageLine], usual: _Measures) -> tuple[str | None, list[PageLine]]:
    """The largest letters near the top of the first page, when they are larger than the text."""
    first = [line for line in lines[:15] if line.page == lines[0].page]
    largest = max(line.size for line in first)
    if largest < _TITLE_SIZE * usual.size:
        return None, lines
    start = next(i for i, line in enumerate(first) if line.size > 0.98 * largest)
    stop = start
    while stop < len(first) and first[stop].size > 0.98 * largest:
        stop += 1
    title = ""
    for line in first[start:stop]:
        title = join_lines(title, line.text)
    if len(title) > 2 * _MAX_HEADING or not any(map(str.isalpha, title)) or stop - start == len(lines):
        return None, lines
    return title, lines[:start] + lines[stop:]


def _groups(lines: list[PageLine], usual: _Measures) -> list[list[PageLine]]:
    """Lines of one paragraph each."""
    groups = [[lines[0]]] if lines else []
    for line in lines[1:]:
        if _goes_on(groups[-1], line, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: list[PageLine], line: PageLine, usual: _Measures) -> bool:
    """Whether a line belongs to the paragraph of the lines before it."""
    last = group[-1]
    if abs(last.size - line.size) > 0.1 * last.size or _BULLET.match(line.text):
        return False
    same_column = last.page == line.page and last.base >= line.base
    if same_column and last.base - line.base > 1.35 * max(usual.gap, last.size):
        return False
    if last.size >= _HEADING_SIZE * usual.size:
        return same_column
    if last.text[-1] in _HYPHENS and line.text[0].islower():
        return True
    if not usual.full(last) and not usual.broken_early(last, line):
        return False
    if not same_column and _SENTENCE_END.search(last.text):
        return not usual.indented(line) and last.width > 0.95 * usual.width
    # Not so far to the right as the line before it, which was then the first of a paragraph.
    aligned = line.left - last.left < 0.3 * line.size and usual.indented(last)
    # An item of a list, or of a glossary whose lines begin to the right of its first one.
    hanging = _BULLET.match(group[0].text) or (line.text[0].islower() and not _SENTENCE_END.search(last.text))
    return bool(hanging) or aligned or not usual.indented(line)


def _paragraph(group: Sequence[PageLine], compounds: frozenset[str]) -> str:
    """The text of a paragraph. Only its last line so far is looked at: all of it each time would be quadratic."""
    pieces: list[str] = []
    last = ""
    for line in group:
        mended = _mended(last, line.text, compounds)
        last = line.text
        pieces.append(mended[: len(mended) - len(last)])
    return "".join(pieces) + last


def _mended(text: str, line: str, compounds: frozenset[str]) -> str:
    """A line put behind another; a word divided at the line's end is made whole."""
    if not text or text[-1] not in _HYPHENS:
        return join_lines(text, line)
    stem, first = text[:-1], re.match(r"[^\W\d_]*", line)
    word = re.search(r"[^\W\d_]*$", stem[-_MAX_WORD:])
    if not first or not first.group() or not word or not word.group() or not line[0].islower():
        kept = text.rstrip(f"\u00ad\u0002{HYPHEN_MARK}")
        return join_lines(kept, line) if _DASH.search(kept[-2:]) else kept + line
    whole = f"{word.group()}-{first.group()}".lower()
    return (stem + "-" if whole in compounds else stem) + line
