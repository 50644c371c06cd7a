"""Lines of a text with their offsets, and predicates on the form of a single line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import regex

from ..languages import LANGUAGES
from ..languages.language import BlockCues
from ..text.scripts import HAN, HAN_RUN, NON_HAN_WORD, count_han, length_in_words

_END_OF_SENTENCE = regex.compile(r"[。．.！!？?…；;][”’」』）)\]\"'》】]*(?:\[\d+\])*$")
_FULL_STOPS = ("。", ".")  # how most sentences end
_OPEN_END = regex.compile(r"[，,、：:；;—–\-]$")
_LIST_ITEM = regex.compile(
    r"(?:[-*+•·●○▪■◆➢►]\s+|[•·●○▪■◆➢►](?=\S)"
    r"|\d{1,3}[.)](?=\s)|\d{1,3}[、）]|\d{1,3}\)(?=\p{Han})|[（(]\d{1,3}[)）]\s*|[①-⑳]\s*|[a-zA-Z][.)]\s+(?=\S))"
)
# More than one sentence, or a spoken question: 。 inside, or 吗？ 呢？ 吧？ at the end.
_RUNNING_TEXT = regex.compile(r"[。！？!?；;](?=[^”’」』）)\]\"'》】])|[吗嗎呢吧啊呀][？?]$|^[好对那嗯][，,]")
_MARKDOWN_HEADING = regex.compile(r"(?P<marks>#{1,6})\s+(?P<text>\S.*?)\s*#*$")
_BOLD_HEADING = regex.compile(r"(?:\*\*|__)(?P<text>[^*_]{1,60})(?:\*\*|__)[:：]?$")
_NUMBERED_HEADING = regex.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节部分篇]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）"
    r"|[IVX]{1,5}\.\s|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s*|(?:Chapter|Section|Part)\s+[\dIVX]+\b)"
)
_RULE = regex.compile(r"(?:[-*_=~—]\s*){3,}$")
_TABLE_ROW = regex.compile(r"\|.*\|$|[^\t]+\t[^\t]*\t[^\t]*")
_TABLE_RULE = regex.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?$|\|\s*:?-{2,}:?\s*\|$")

# First characters of a rule, of a table's rule and of a marked heading: most lines need no match of the patterns.
_RULE_MARKS = "-*_=~—"
_TABLE_RULE_MARKS = "|:- \t"
_HEADING_MARKS = "#*_"

_LATIN_WORD = regex.compile(r"[A-Za-z]{4}")
# What may stand before the credit of a picture.
_BEFORE_CREDIT = regex.compile(rf"[.。！”」:：(（\[【]\s?|(?<=[{HAN}])\s")

# Blank lines in a row that are kept: the farthest that any rule looks ahead, which is for the end of front matter.
MAX_BLANK_LINES = 40
# Lines of a document: more of them, and of the sentences in them, would fill the memory.
MAX_LINES = 1_000_000


@dataclass(frozen=True, slots=True)
class TitleThresholds:
    """How long a line may be that looks like a title or heading.

    Set on 2026-11-23 with the first parser, no measurement recorded. Held by `tests/unit/parsing` and the `blocks` sets
    of `benchmarks.behaviour` (2026-11-30).

    Attributes:
        max_chars: characters, which saves counting the words of a whole article on one line.
        max_han: Han characters.
        max_words: length in words, a Han character counted as half a word.
        bold_level: level of a heading that is a line in bold.
    """

    max_chars: int = 160
    max_han: int = 30
    max_words: float = 15.0
    bold_level: int = 3


THRESHOLDS = TitleThresholds()


@dataclass(frozen=True, slots=True)
class CaptionThresholds:
    """How long a caption may be, credit and all. Set on 2026-11-30 with `benchmarks.roles`.

    Attributes:
        max_chars: characters in English.
        max_han: characters in Chinese.
        credit_chars: characters at its end in which a credit may stand.
    """

    max_chars: int = 300
    max_han: int = 90
    credit_chars: int = 60


CAPTION = CaptionThresholds()


class Line(NamedTuple):
    """A line without its white space at both ends: `text == source[start:end]`, in characters."""

    start: int
    end: int
    text: str
    indent: int

    @property
    def blank(self) -> bool:
        return not self.text


def split_lines(text: str) -> list[Line]:
    """The lines of a text, trimmed, with offsets. Any line break of Unicode ends a line.

    At most `MAX_BLANK_LINES` blank lines in a row are kept, because a text may consist of millions of them. One line
    more than `MAX_LINES` is enough to show that there are too many.
    """
    lines, start, blank = [], 0, 0
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        blank = 0 if body else blank + 1
        if blank <= MAX_BLANK_LINES:
            indent = len(raw) - len(raw.lstrip()) if body else 0
            lines.append(Line(start + indent, start + indent + len(body), body, indent))
        start += len(raw)
        if len(lines) > MAX_LINES:
            break
    return lines


def ends_sentence(text: str) -> bool:
    """Whether a line ends with the punctuation of a sentence."""
    return text.endswith(_FULL_STOPS) or bool(_END_OF_SENTENCE.search(text))


def is_list_item(text: str) -> bool:
    """Whether a line begins with a bullet, number or letter of a list."""
    return not HAN_RUN.match(text) and bool(_LIST_ITEM.match(text))


def is_rule(text: str) -> bool:
    """Whether a line is a horizontal rule, or the underline of a heading."""
    return text[:1] in _RULE_MARKS and bool(_RULE.match(text))


def is_table_row(text: str) -> bool:
    """Whether a line is a row of a Markdown table, or cells separated by tabs."""
    return (text[:1] == "|" or "\t" in text) and bool(_TABLE_ROW.match(text)) and not is_table_rule(text)


def is_table_rule(text: str) -> bool:
    """Whether a line is the rule below the header of a Markdown table."""
    return text[:1] in _TABLE_RULE_MARKS and bool(_TABLE_RULE.match(text))


def parse_marked_heading(text: str) -> tuple[int, str] | None:
    """Level and text of a heading marked as one (`## …`, or `**…**` alone on its line); None for any other line."""
    if text[:1] not in _HEADING_MARKS:
        return None
    if match := _MARKDOWN_HEADING.match(text):
        return len(match["marks"]), match["text"]
    if (match := _BOLD_HEADING.match(text)) and not ends_sentence(match["text"]):
        return THRESHOLDS.bold_level, match["text"]
    return None


def is_numbered_heading(text: str) -> bool:
    """Whether a line is a heading with a number: `一、…`, `第三章 …`, `3.1 …`, `II. …`."""
    return bool(_NUMBERED_HEADING.match(text)) and looks_like_title(text)


def read_cues(text: str) -> list[tuple[BlockCues, str]]:
    """The cues of each language that a line is in, with the line as they expect it.

    A Chinese line may hold English, but not the other way round.
    """
    english = LANGUAGES["en"].block_cues
    if text.isascii() or not HAN_RUN.search(text):
        return [(english, text)]
    chinese = LANGUAGES["zh"].block_cues
    views = [(chinese, chinese.fold(text))]
    return [*views, (english, text)] if _LATIN_WORD.search(text) else views


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a picture, table or chart, by its number or by the source that it names."""
    if len(text) > CAPTION.max_chars or (len(text) > CAPTION.max_han and HAN_RUN.match(text)):
        return False
    return shows_caption(text, read_cues(text))


def shows_caption(text: str, views: list[tuple[BlockCues, str]]) -> bool:
    """Whether a line of the length of a caption is one.

    Args:
        views: what `read_cues` returns for it.
    """
    is_sentence = text[-1] in _FULL_STOPS
    for cues, line in views:
        if cues.credit.match(line) or (not is_sentence and cues.caption_opening.match(line)):
            return True
        if not is_sentence and cues.credit_at_end.search(line, max(0, len(line) - CAPTION.credit_chars)):
            return True
        if any(cues.credit.match(line, mark.end()) for mark in _BEFORE_CREDIT.finditer(line)):
            return True
    return False


def looks_like_title(text: str) -> bool:
    """Whether a line is short, has words, and is neither a statement nor cut off. A question may be a title."""
    if (
        len(text) > THRESHOLDS.max_chars
        or text.endswith(_FULL_STOPS)
        or not (NON_HAN_WORD.search(text) or HAN_RUN.search(text))
    ):
        return False
    if _OPEN_END.search(text) or _RUNNING_TEXT.search(text):
        return False
    if ends_sentence(text) and text.rstrip("”’」』\"'）)")[-1:] not in "？?！!":
        return False
    return count_han(text) <= THRESHOLDS.max_han and length_in_words(text) <= THRESHOLDS.max_words
