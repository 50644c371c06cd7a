"""Sentence boundaries of Chinese, English and mixed text, by rules.

Every mark that can end a sentence is looked at once, with a window of fixed length on both sides, so the time is
linear in the text whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .abbreviations import BEFORE_NUMBERS, EITHER, INNER, OPENERS, TITLES

Span = tuple[int, int]

_CLOSERS = "\"'”’」』）)\\]】》〉〗］｝}*"
# Marks that can end a sentence with the closing quotes and brackets behind them; a blank line; a line that opens an item.
_CANDIDATE = re.compile(
    rf"(?P<mark>[.!?。！？｡．…⋯]+(?:[ \u00a0]\.(?:[ \u00a0]?\.)*)?)(?P<closers>[{_CLOSERS}]*)"
    r"|(?P<lines>\n[^\S\n]*\n\s*|\n(?=[^\S\n]*(?:[-*•·●■]\s|\d{1,2}[.)、]\s?\S)))"
)
_WIDE = frozenset("。！？｡．")
_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[\w&]+$|[^\W\d_](?:\.[^\W\d_])+$")
_WINDOW = 48
_OPENING = "\"'“‘「『（([【《〈*_"
_LIST_NUMBER = re.compile(r"(?:^|[\s。.;；:：])[(（]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_SPEECH_TAG = re.compile(r"\s*(?:[a-z]|[说說问問答道喊称稱表示指出写寫][^一-龥]*)")
_ROMAN_OR_NUMBER = re.compile(r"\s*(?:\d|[IVXLC]{1,6}\b|[(\[#?])")


def sentence_spans(text: str, language: str | None = None) -> list[Span]:
    """The sentences of a text as offsets, in order, without the white space between them.

    Args:
        language: `en` or `zh`; None to judge each mark by the characters beside it. What the rules do for one
            language does no harm in the other, so it is only a hint.
    """
    spans: list[Span] = []
    start = 0
    for cut in _cuts(text):
        if trimmed := _trimmed(text, start, cut):
            spans.append(trimmed)
        start = cut
    if trimmed := _trimmed(text, start, len(text)):
        spans.append(trimmed)
    return spans


def divide_long(text: str, spans: list[Span], max_chars: int) -> list[Span]:
    """Cut spans longer than `max_chars` at clause marks, else at white space, else anywhere."""
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
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _cuts(text: str) -> Iterator[int]:
    """Where one sentence ends and the next begins, white space on either side."""
    for match in _CANDIDATE.finditer(text):
        if match["lines"] is not None:
            yield match.end()
        elif match.end() < len(text) and _ends(text, match):
            yield match.end()


def _ends(text: str, match: re.Match[str]) -> bool:
    mark, closers = match["mark"], match["closers"]
    if _WIDE.intersection(mark):
        return _wide_ends(text, match.end(), closers)
    if "…" in mark or "⋯" in mark:
        return _ellipsis_ends(text, match.end(), mark)
    if "?" in mark or "!" in mark:
        return _exclaims(text, match.end(), closers)
    return _full_stop_ends(text, match)


def _wide_ends(text: str, end: int, closers: str) -> bool:
    if closers and _SPEECH_TAG.match(text, end, end + 2):
        return False
    return text[end] not in "，、；：,"


def _ellipsis_ends(text: str, end: int, mark: str) -> bool:
    following = text[end:end + 2].lstrip()
    return bool(following) and (following[0].isupper() and text[end].isspace())


def _exclaims(text: str, end: int, closers: str) -> bool:
    if not text[end].isspace():
        return text[end] >= "\u2e80" and text[end] not in "，、；：。"
    following = text[end:end + _WINDOW].lstrip()
    return not (following[:1].islower() and closers)


def _full_stop_ends(text: str, match: re.Match[str]) -> bool:
    end = match.end()
    following = text[end:end + _WINDOW]
    if not following[0].isspace():
        return following[0] >= "\u2e80" and following[0] not in "，、；：。）」』”" and not text[match.start() - 1:match.start()].isdigit()
    word = following.lstrip()
    if not word or word[0].islower():
        return False
    if len(match["mark"].replace(" ", "")) > 1:
        return word[0].isupper() or word[0] in _OPENING
    before = text[max(0, match.start() - _WINDOW):match.start()]
    if _LIST_NUMBER.search(before) and len(before.strip()) <= 3:
        return False
    return match["closers"] != "" or not _abbreviates(before, following)


def _abbreviates(before: str, following: str) -> bool:
    """Whether the full stop between the two belongs to an abbreviation within a sentence."""
    found = _BEFORE.search(before)
    if not found:
        return False
    word = found.group().lower()
    if word in TITLES or word in INNER:
        return True
    if word in BEFORE_NUMBERS and _ROMAN_OR_NUMBER.match(following):
        return True
    if len(found.group()) == 1 and found.group().isupper():
        return not _opens(following)
    return (word in EITHER or "." in word) and not _opens(following)


def _opens(following: str) -> bool:
    """Whether what follows looks like the opening of a sentence."""
    word = re.match(r"\W*(\w+)", following)
    return bool(word) and word[1].lower() in OPENERS
