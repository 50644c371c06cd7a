"""Lines of a text with their offsets, and what each line looks like by itself."""

from __future__ import annotations

import re
from typing import NamedTuple

import regex

from ..text.scripts import HAN_RUN, NON_HAN_WORD, count_han, length_in_words

_END_OF_SENTENCE = regex.compile(r"[。．.！!？?…；;][”’」』）)\]\"'》】]*(?:\[\d+\])*$")
_FULL_STOPS = ("。", ".")  # what most lines that are sentences end with
_OPEN_END = regex.compile(r"[，,、：:；;—–\-]$")
_LIST_ITEM = regex.compile(
    r"(?:[-*+•·●○▪■◆➢►]\s+|[•·●○▪■◆➢►](?=\S)"
    r"|\d{1,3}[.)](?=\s)|\d{1,3}、|[（(]\d{1,3}[)）]\s*|[①-⑳]\s*|[a-zA-Z][.)]\s+(?=\S))"
)
# A sentence before the last one, or a spoken question: 。inside, or 吗？ 呢？ 吧？ at the end.
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

_CAPTION = re.compile(r"图源|图片来源|资料图|^图为|摄[）)]?$|^(?:Photo|Image|Picture)s?\s*[:：]|Getty Images")

# What a rule, a table's rule and a marked heading begin with: most lines need no look at the patterns.
_RULE_MARKS, _TABLE_RULE_MARKS, _HEADING_MARKS = "-*_=~—", "|:- \t", "#*_"

MAX_HEADING_HAN, MAX_HEADING_WORDS = 30, 12
# The farthest anybody looks ahead is these lines: for the end of front matter.
_MOST_BLANK = 40
# A document of more is refused: what is known of each line and sentence would fill the memory.
MAX_LINES = 1_000_000
_MAX_TITLE_CHARS = 160


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

    Of blank lines in a row no more are kept than anybody looks at: a text may be millions of them. One line more than
    `MAX_LINES` may be is enough to tell that there are too many.
    """
    lines, start, blank = [], 0, 0
    for raw in text.splitlines(keepends=True):
        body = raw.strip()
        blank = 0 if body else blank + 1
        if blank <= _MOST_BLANK:
            indent = len(raw) - len(raw.lstrip()) if body else 0
            lines.append(Line(start + indent, start + indent + len(body), body, indent))
        start += len(raw)
        if len(lines) > MAX_LINES:
            break
    return lines


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does."""
    return text.endswith(_FULL_STOPS) or bool(_END_OF_SENTENCE.search(text))


def is_list_item(text: str) -> bool:
    return not "\u3400" <= text[:1] <= "\u9fff" and bool(_LIST_ITEM.match(text))


def is_rule(text: str) -> bool:
    """A horizontal rule, or the underline of a heading."""
    return text[:1] in _RULE_MARKS and bool(_RULE.match(text))


def is_table_row(text: str) -> bool:
    return (text[:1] == "|" or "\t" in text) and bool(_TABLE_ROW.match(text)) and not is_table_rule(text)


def is_table_rule(text: str) -> bool:
    """The line of dashes below the head of a Markdown table."""
    return text[:1] in _TABLE_RULE_MARKS and bool(_TABLE_RULE.match(text))


def marked_heading(text: str) -> tuple[int, str] | None:
    """Level and words of a line that is marked as a heading (`## …`, `**…**` alone on its line)."""
    if text[:1] not in _HEADING_MARKS:
        return None
    if match := _MARKDOWN_HEADING.match(text):
        return len(match["marks"]), match["text"]
    if (match := _BOLD_HEADING.match(text)) and not ends_sentence(match["text"]):
        return 3, match["text"]
    return None


def numbered_heading(text: str) -> bool:
    """`一、…`, `第三章 …`, `3.1 …`, `II. …`, short and not a sentence."""
    return bool(_NUMBERED_HEADING.match(text)) and looks_like_title(text)


def is_caption(text: str) -> bool:
    """Words that stand below a picture and name its source."""
    return _CAPTION.search(text) is not None


def looks_like_title(text: str) -> bool:
    """Short, holding words, and not ending as a sentence or as half of one. A question may be a title."""
    if (
        len(text) > _MAX_TITLE_CHARS
        or text.endswith(_FULL_STOPS)
        or not (NON_HAN_WORD.search(text) or HAN_RUN.search(text))
    ):
        return False
    if _OPEN_END.search(text) or _RUNNING_TEXT.search(text):
        return False
    if ends_sentence(text) and text.rstrip("”’」』\"'）)")[-1:] not in "？?！!":
        return False
    return count_han(text) <= MAX_HEADING_HAN and length_in_words(text) <= MAX_HEADING_WORDS + 3
