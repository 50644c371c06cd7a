"""Sentence boundaries of Chinese, English and mixed text, by rules; lists written into a line are divided too."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..text.scripts import contains_any, count_han
from .boundaries import BEFORE_NUMBERS, EITHER, INNER, TITLES, WHOLE_LENGTH, WHOLE_OPENINGS, Mark, boundary

# A number or a small letter with its mark, after white space. Not `(1) … and (2) …`: that is part of a sentence.
_ITEM = re.compile(r"(?<!\S)(?P<number>\d{1,2}|[a-z])(?P<style>\.\)|[.)])(?=\s+[^\W_])")
_BULLETS = "•●■◆▪⁃"
_BULLET = re.compile(rf"(?<=\s)[{_BULLETS}](?=\s*\w)")
# No list without one of these. What stands before the number is looked at last, so that the engine can leap to it.
_FIRST = re.compile(r"[1a][.)](?<![^\s0]..)(?=\.?\)?\s)")
_FIRST_MARKS = ("1.", "1)", "a.", "a)")
_SENTENCE_END = ".!?。！？:：\n"
_WITHIN = (",", "，", ";", "；", "、", " and", " or", "以及", "和")


@dataclass(slots=True)
class _Chain:
    """Items of one style in a row, by where they begin."""

    starts: list[int] = field(default_factory=list)


def item_starts(text: str) -> list[int]:
    """Where items of lists within lines begin, ascending; only lists of at least two items that count from 1 or a."""
    found = {match.start() for match in _BULLET.finditer(text)} if contains_any(text, _BULLETS) else set()
    if not (contains_any(text, _FIRST_MARKS) and _FIRST.search(text)):
        return sorted(found) if found else []
    chains: dict[tuple[str, bool], _Chain] = {}
    for match in _ITEM.finditer(text):
        digit = match["number"].isdigit()
        number = int(match["number"]) if digit else ord(match["number"]) - ord("a") + 1
        chain = chains.get((match["style"], digit))
        if number == 1 and _may_begin(text, match, digit):
            chains[match["style"], digit] = _Chain([match.start()])
        elif chain and number == len(chain.starts) + 1 and _ends_item(text, match.start()):
            if number == 2 and not _introduced(text, chain.starts[0]):
                found.add(chain.starts[0])
            chain.starts.append(match.start())
            found.add(match.start())
    return sorted(found)


def _may_begin(text: str, match: re.Match[str], digit: bool) -> bool:
    """A list may begin within a sentence only in the style `1)`, which nothing else looks like."""
    before = text[max(0, match.start() - 3) : match.start()].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_END or (digit and match["style"] != "." and before[-1] not in ",，;；")


def _introduced(text: str, start: int) -> bool:
    """Whether a colon stands before the first item: `There are: 1) …` is one sentence up to the second."""
    return text[max(0, start - 2) : start].strip() in (":", "：")


def _ends_item(text: str, start: int) -> bool:
    return not text[max(0, start - 8) : start].rstrip().endswith(_WITHIN)


Span = tuple[int, int]

# Marks in a row, spaced ellipses (`. . .`), and the closing quotes, brackets and references behind them. Possessive
# quantifiers: nothing is tried twice.
# The mark itself comes first and by itself, so that the engine can leap to it. The point of a decimal is none.
_MARK = r"(?P<mark>[.!?。！？｡．…⋯‼⁇⁈⁉](?!(?<=[0-9]\.)[0-9])[.!?。！？｡．…⋯‼⁇⁈⁉]*+(?:[ \u00a0][.!?](?![^\W_]))*+)"
_BEHIND = r"(?P<closers>[\"'”’」』）)\]】》〉〗］｝}*]*+)(?:\[\d{1,3}(?:[,\-–]\d{1,3})*+\])*+"
_SMILEY = r"(?P<smiley>(?<=\s)[:;]-?[)(DP]++(?=\s+[A-Z\u4e00-\u9fff]))"
_MARKS = re.compile(rf"{_MARK}{_BEHIND}(?P<smiley>(?!))?")
_MARKS_AND_SMILEYS = re.compile(rf"{_MARK}{_BEHIND}|{_SMILEY}")
_SMILING = re.compile(r"[:;]-?[)(DP]")
# What most sentences end with needs no look at its surroundings: a word in small letters that is no abbreviation,
# of a long one the last five letters, and a capital behind the space.
_PLAIN_STOP = re.compile(r"(?<=[a-z]{2})\. (?=[A-Z])")
_ABBREVIATED = frozenset(word[-5:] for word in TITLES | BEFORE_NUMBERS | INNER | EITHER)
_VOWELS = frozenset("aeiouy")
_SENTENCES_ITEM = re.compile(r"\s*(?:[-*•●■◆▪⁃·]\s|\d{1,2}[.)、]\s?\D|[(（]\d{1,2}[)）])")
# A line shorter than this many columns, or than this part of the longest, was not broken for want of room.
_SHORT_LINE, _SHORT_PART = 40, 0.6


def sentence_spans(text: str) -> list[Span]:
    """The sentences of a text as offsets, in order, without the white space between them.

    Of more than a document may have no more are told apart: it will be refused.
    """
    spans: list[Span] = []
    start = 0
    for cut in itertools.islice(_cuts(text), MAX_SENTENCES):
        if trimmed := _trimmed(text, start, cut):
            spans.append(trimmed)
        start = cut
    if trimmed := _trimmed(text, start, len(text)):
        spans.append(trimmed)
    return spans


def divide_long(text: str, spans: list[Span], max_chars: int) -> list[Span]:
    """Cut spans longer than `max_chars` at clause marks, else at white space, else anywhere."""
    if all(end - start <= max_chars for start, end in spans):
        return spans
    parts: list[Span] = []
    for start, end in spans:
        while end - start > max_chars:
            cut = _clause_end(text, start, start + max_chars)
            if trimmed := _trimmed(text, start, cut):
                parts.append(trimmed)
            start = cut
        if trimmed := _trimmed(text, start, end):
            parts.append(trimmed)
    return parts


def _clause_end(text: str, start: int, limit: int) -> int:
    half = start + (limit - start) // 2
    for marks in ("；;", "，,、：:—", " \t\n\u3000"):
        cut = max(text.rfind(mark, half, limit) for mark in marks)
        if cut >= 0:
            return cut + 1
    return limit


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start, end = end - len(piece.lstrip()), start + len(piece.rstrip())
    return (start, end) if start < end else None


def _cuts(text: str) -> Iterator[int]:
    """Where one sentence ends and the next begins, white space on either side."""
    items = item_starts(text)
    fixed = sorted({*items, *_line_ends(text)}) if "\n" in text else items
    index, start, length = 0, 0, len(text)
    quotes = _StraightQuotes(text)
    openings = [opening for opening in WHOLE_OPENINGS if opening in text]
    smiling = (":" in text or ";" in text) and _SMILING.search(text)
    marks = _MARKS_AND_SMILEYS if smiling else _MARKS
    for match in marks.finditer(text):
        while index < len(fixed) and fixed[index] <= match.start():
            start = fixed[index]
            index += 1
            yield start
        if match.end() == length:
            break
        if cut := match.end() if _is_plain(text, start, match, openings) else _cut(text, start, match, quotes):
            start = cut
            yield cut
    yield from fixed[index:]


def _is_plain(text: str, start: int, match: re.Match[str], openings: list[str]) -> bool:
    """Whether `boundary` would surely say yes.

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
        return plain and word not in _ABBREVIATED and not _VOWELS.isdisjoint(word)
    if text[end - 1] not in "。！？" or not "\u4e00" <= text[end] <= "\u9fff":
        return False
    window = max(start, end - 1 - WHOLE_LENGTH)
    return all(text.find(opening, window, end) < 0 for opening in openings)


def _cut(text: str, start: int, match: re.Match[str], quotes: _StraightQuotes) -> int | None:
    if match["smiley"]:
        return match.end()
    end, closers = match.end(), match["closers"]
    if '"' in closers and not text[end].isspace() and not quotes.open_at(match.start()):
        closers = closers[: closers.index('"')]
        end = match.end("mark") + len(closers)
    return boundary(Mark(text, start, match.start(), end, match["mark"], closers))


class _StraightQuotes:
    """Whether a straight quote opens or closes, by counting those before it in its line; asked in ascending order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counted = 0
        self._open = False

    def open_at(self, position: int) -> bool:
        """Whether a quotation is open at a position."""
        line = self._text.rfind("\n", self._counted, position)
        if line >= 0:
            self._counted, self._open = line, False
        self._open ^= bool(self._text.count('"', self._counted, position) % 2)
        self._counted = position
        return self._open


def _line_ends(text: str) -> list[int]:
    """Line breaks that end a sentence without a mark: before a blank line, before an item, behind a short line."""
    lines = text.split("\n")
    columns = [_columns(line) for line in lines]
    short = max(_SHORT_LINE, _SHORT_PART * max(columns))
    listed = len(lines) > 2 and max(columns) < _SHORT_LINE and not _MARKS.search(text)
    ends, end = [], 0
    for line, width, following in zip(lines, columns, lines[1:], strict=False):
        end += len(line) + 1
        cut_short = width < short and not following.lstrip()[:1].islower()
        if listed or cut_short or not following or _SENTENCES_ITEM.match(following):
            ends.append(end)
    return ends


def _columns(line: str) -> int:
    """Columns on a screen: a Han character takes two."""
    line = line.strip()
    return len(line) if line.isascii() else len(line) + count_han(line)


MAX_SENTENCES = 400_000
