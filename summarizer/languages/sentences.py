"""Sentence segmentation of Chinese, English and mixed text by rules, including lists written in one line.

The rules were written against the gold sentences of `benchmarks.sentences`, whose floors hold what they achieve.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..text.scripts import contains_any, count_han
from .boundaries import MAX_UNIT_LENGTH, UNIT_OPENINGS, Mark, find_sentence_end
from .english.abbreviations import AMBIGUOUS, BEFORE_NUMBERS, NON_FINAL, PERSONAL_TITLES

# A number or a letter with its mark, after white space. Not `(1) … and (2) …`, which is part of a sentence.
_ITEM = re.compile(r"(?<!\S)(?P<number>\d{1,2}|[a-z])(?P<style>\.\)|[.)])(?=\s+[^\W_])")
_BULLETS = "•●■◆▪⁃"
_BULLET = re.compile(rf"(?<=\s)[{_BULLETS}](?=\s*\w)")
# No list without one of these. The lookbehind comes last, so that the engine can skip to the number.
_FIRST = re.compile(r"[1a][.)](?<![^\s0]..)(?=\.?\)?\s)")
_FIRST_MARKS = ("1.", "1)", "a.", "a)")
_SENTENCE_END = ".!?。！？:：\n"
_ITEM_JOINERS = (",", "，", ";", "；", "、", " and", " or", "以及", "和")


@dataclass(slots=True)
class _Chain:
    """Consecutive items of one style, by their offsets."""

    starts: list[int] = field(default_factory=list)


def find_item_starts(text: str) -> list[int]:
    """The offsets, ascending, of the items of lists within lines that count from 1 or a and have two items or more."""
    found = {match.start() for match in _BULLET.finditer(text)} if contains_any(text, _BULLETS) else set()
    if not (contains_any(text, _FIRST_MARKS) and _FIRST.search(text)):
        return sorted(found) if found else []
    chains: dict[tuple[str, bool], _Chain] = {}
    for match in _ITEM.finditer(text):
        digit = match["number"].isdigit()
        number = int(match["number"]) if digit else ord(match["number"]) - ord("a") + 1
        chain = chains.get((match["style"], digit))
        if number == 1 and _may_begin_list(text, match, digit):
            chains[match["style"], digit] = _Chain([match.start()])
        elif chain and number == len(chain.starts) + 1 and _ends_before_item(text, match.start()):
            if number == 2 and not _is_introduced(text, chain.starts[0]):
                found.add(chain.starts[0])
            chain.starts.append(match.start())
            found.add(match.start())
    return sorted(found)


def _may_begin_list(text: str, match: re.Match[str], digit: bool) -> bool:
    """Whether a list may begin here; within a sentence only in the style `1)`, which nothing else looks like."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_END or (digit and match["style"] != "." and before[-1] not in ",，;；")


def _is_introduced(text: str, start: int) -> bool:
    """Whether a colon precedes the first item: `There are: 1) …` is one sentence up to the second."""
    return text[max(0, start - 2) : start].strip() in (":", "：")


def _ends_before_item(text: str, start: int) -> bool:
    return not text[max(0, start - 8) : start].rstrip().endswith(_ITEM_JOINERS)


Span = tuple[int, int]
# Of one document; a limit of memory, far above any book.
MAX_SENTENCES = 400_000

# A run of marks or a spaced ellipsis (`. . .`), and the closing quotes, brackets and references that follow. Possessive
# quantifiers: nothing is tried twice. The mark comes first, so that the engine can skip to it. A decimal point is none.
_MARK = r"(?P<mark>[.!?。！？｡．…⋯‼⁇⁈⁉](?!(?<=[0-9]\.)[0-9])[.!?。！？｡．…⋯‼⁇⁈⁉]*+(?:[ \u00a0][.!?](?![^\W_]))*+)"
_CLOSERS = r"(?P<closers>[\"'”’」』）)\]】》〉〗］｝}*]*+)(?:\[\d{1,3}(?:[,\-–]\d{1,3})*+\])*+"
_SMILEY = r"(?P<smiley>(?<=\s)[:;]-?[)(DP]++(?=\s+[A-Z\u4e00-\u9fff]))"
_MARKS = re.compile(rf"{_MARK}{_CLOSERS}(?P<smiley>(?!))?")
_MARKS_AND_SMILEYS = re.compile(rf"{_MARK}{_CLOSERS}|{_SMILEY}")
_MAY_SMILE = re.compile(r"[:;]-?[)(DP]")
# Most sentences end in a plain way that needs no look at the context: a lower-case word that is no abbreviation (of a
# long word only the last five letters are compared), a space and a capital.
_PLAIN_STOP = re.compile(r"(?<=[a-z]{2})\. (?=[A-Z])")
_ABBREVIATION_ENDINGS = frozenset(word[-5:] for word in PERSONAL_TITLES | BEFORE_NUMBERS | NON_FINAL | AMBIGUOUS)
_VOWELS = frozenset("aeiouy")
_LINE_ITEM = re.compile(r"\s*(?:[-*•●■◆▪⁃·]\s|\d{1,2}[.)、]\s?\D|[(（]\d{1,2}[)）])")
# A line shorter than either was ended, not wrapped. Set by hand; held by the floors of `benchmarks.sentences`.
_SHORT_LINE = 40  # columns
_SHORT_SHARE = 0.6  # of the longest line


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text as half-open character offsets, in order, without the white space between them.

    Beyond `MAX_SENTENCES` the rest is one sentence: such a document is refused.
    """
    spans: list[Span] = []
    start = 0
    for cut in itertools.islice(_find_cuts(text), MAX_SENTENCES):
        if trimmed := _trim(text, start, cut):
            spans.append(trimmed)
        start = cut
    if trimmed := _trim(text, start, len(text)):
        spans.append(trimmed)
    return spans


def divide_long(text: str, spans: list[Span], max_chars: int) -> list[Span]:
    """The spans, those longer than `max_chars` divided at clause marks, else at white space, else anywhere."""
    if all(end - start <= max_chars for start, end in spans):
        return spans
    parts: list[Span] = []
    for start, end in spans:
        while end - start > max_chars:
            cut = _find_clause_end(text, start, start + max_chars)
            if trimmed := _trim(text, start, cut):
                parts.append(trimmed)
            start = cut
        if trimmed := _trim(text, start, end):
            parts.append(trimmed)
    return parts


def _find_clause_end(text: str, start: int, limit: int) -> int:
    half = start + (limit - start) // 2
    for marks in ("；;", "，,、：:—", " \t\n\u3000"):
        cut = max(text.rfind(mark, half, limit) for mark in marks)
        if cut >= 0:
            return cut + 1
    return limit


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start, end = end - len(piece.lstrip()), start + len(piece.rstrip())
    return (start, end) if start < end else None


def _find_cuts(text: str) -> Iterator[int]:
    """The offsets between sentences, ascending; white space may stand on either side."""
    items = find_item_starts(text)
    fixed = sorted({*items, *_find_line_ends(text)}) if "\n" in text else items
    index, start, length = 0, 0, len(text)
    quotes = _StraightQuotes(text)
    openings = [opening for opening in UNIT_OPENINGS if opening in text]
    smiling = (":" in text or ";" in text) and _MAY_SMILE.search(text)
    marks = _MARKS_AND_SMILEYS if smiling else _MARKS
    for match in marks.finditer(text):
        while index < len(fixed) and fixed[index] <= match.start():
            start = fixed[index]
            index += 1
            yield start
        if match.end() == length:
            break
        if cut := match.end() if _is_plain_end(text, start, match, openings) else _find_cut(text, start, match, quotes):
            start = cut
            yield cut
    yield from fixed[index:]


def _is_plain_end(text: str, start: int, match: re.Match[str], openings: list[str]) -> bool:
    """Whether `find_sentence_end` would certainly find an end here.

    Args:
        openings: the marks in the text that open a quotation or a title.
    """
    end = match.end()
    if end - match.start() > 1 or text[end - 1] == ")":
        return False
    if text[end - 1] == ".":
        if end - start < 9 or not _PLAIN_STOP.match(text, end - 1):
            return False
        word = text[end - 6 : end - 1].rpartition(" ")[2]
        plain = word.isalpha() and word.islower() and word.isascii()
        return plain and word not in _ABBREVIATION_ENDINGS and not _VOWELS.isdisjoint(word)
    if text[end - 1] not in "。！？" or not "\u4e00" <= text[end] <= "\u9fff":
        return False
    window = max(start, end - 1 - MAX_UNIT_LENGTH)
    return all(text.find(opening, window, end) < 0 for opening in openings)


def _find_cut(text: str, start: int, match: re.Match[str], quotes: _StraightQuotes) -> int | None:
    if match["smiley"]:
        return match.end()
    end, closers = match.end(), match["closers"]
    if '"' in closers and not text[end].isspace() and not quotes.open_at(match.start()):
        closers = closers[: closers.index('"')]
        end = match.end("mark") + len(closers)
    return find_sentence_end(Mark(text, start, match.start(), end, match["mark"], closers))


class _StraightQuotes:
    """Whether a straight quote opens or closes, by counting those before it in its line; queried in ascending order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted = 0
        self._open = False

    def open_at(self, position: int) -> bool:
        """Whether a quotation is open at an offset."""
        line = self._text.rfind("\n", self._counted, position)
        if line >= 0:
            self._counted, self._open = line, False
        self._open ^= bool(self._text.count('"', self._counted, position) % 2)
        self._counted = position
        return self._open


def _find_line_ends(text: str) -> list[int]:
    """Offsets of line breaks that end a sentence without a mark: before a blank line or an item, after a short line."""
    lines = text.split("\n")
    columns = [_count_columns(line) for line in lines]
    short = max(_SHORT_LINE, _SHORT_SHARE * max(columns))
    listed = len(lines) > 2 and max(columns) < _SHORT_LINE and not _MARKS.search(text)
    ends, end = [], 0
    for line, width, following in zip(lines, columns, lines[1:], strict=False):
        end += len(line) + 1
        cut_short = width < short and not following.lstrip()[:1].islower()
        if listed or cut_short or not following or _LINE_ITEM.match(following):
            ends.append(end)
    return ends


def _count_columns(line: str) -> int:
    """The width of a line in columns; a Han character takes two."""
    line = line.strip()
    return len(line) if line.isascii() else len(line) + count_han(line)
