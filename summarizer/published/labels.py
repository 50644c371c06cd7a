"""The labels of printed summaries, in our wording and in the many others that published pages use.

Our own wording is `Language.labels`. The patterns here accept it and its variants in both languages at once, because a
line is read before its language is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..languages import LANGUAGES
from ..models import LanguageCode

# What stands where we print `Core Viewpoint`. Seen in 151 published pages, and their plain neighbours.
_LEAD = (
    r"(?P<en>(?i:(?:core|key|main)\s(?:view\s?points?|views?|insights?|points?|opinions?|ideas?|takeaways?"
    r"|findings?|conclusions?)))"
    r"|(?P<zh>(?:核心|主要|[关關][键鍵])(?:[观觀][点點]|要[点點]|看法|[见見]解|[结結][论論]|洞察|洞[见見]|提示|摘要)"
    r"|投[资資]要[点點]|摘要)"
)
# Sections that are known by name, so that they need no other sign of being a heading.
_SECTION = (
    r"(?i:(?:industry\s)?investment\s(?:rating|advice|recommendations?)|risk\s(?:warnings?|factors?|alerts?))"
    r"|投[资資][评評][级級]|投[资資]建[议議]|[风風][险險]提示"
)
# Words of the page, not of the summary.
_SECTIONS = r"(?i:summary\sby\s(?:sections?|chapters?))|分(?:部分|章节|段)(?:摘要|总结)"
_CHROME = re.compile(rf"(?i:workflow)|{_SECTIONS}")
_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_GROUP = (
    rf"(?P<en>(?i:group)\s?(?P<number>\d{{1,3}})(?!\w))|(?P<zh>分?组\s?(?P<zh_number>{_NUMERAL})(?![\w])"
    rf"|第\s?{_NUMERAL}\s?组)"
)

_LEAD_WHOLE = re.compile(rf"(?:{_LEAD})\s?[:：]?$")
_LEAD_START = re.compile(rf"(?:{_LEAD})(?:\s?[:：]\s?|\s[-–—]\s)")
_SECTION_WHOLE = re.compile(rf"(?:{_SECTION})\s?[:：]?$")
_SECTIONS_START = re.compile(rf"(?:{_SECTIONS})(?:\s?[:：]\s?|\s-\s|\s(?=[A-Z0-9\"“「《\u3400-\u9fff]))")
_SECTIONS_END = re.compile(rf"(?<!\S)(?:{_SECTIONS})\s?[-:：]?\s?$")
_UNPARSED = {language.labels.unparsed for language in LANGUAGES.values()}
# A bare `Group 2` is a label before a dash, a capital or nothing; `Group 2 companies rose` is a sentence.
_GROUP_START = re.compile(rf"(?:{_GROUP})(?:\s?[:：]\s?|[.、]\s|\s?$|\s(?=-\s|[A-Z\"“「《\u3400-\u9fff]))")
# A label anywhere in a line that has everything on it: ours and the lead labels before a dash, groups with a number.
_ANYWHERE = re.compile(
    rf"(?<![^\s.。\]])(?:(?:{_LEAD})\s?[:：]?\s-\s"
    rf"|(?:{_SECTION}|{'|'.join(sorted(_UNPARSED))}|{_SECTIONS})\s-\s"
    r"|(?:(?i:group)\s\d{1,3}|分组\s?\d{1,3})(?:\s?[:：]|\s-\s))"
)
# A group's label within a text; printing puts a backslash before its mark.
GROUP_WITHIN = re.compile(
    r"(?<![\w\\])(?P<label>(?:(?i:group)\s(?P<number>\d{1,3})|分组\s?(?P<zh_number>\d{1,3}))\s?)"
    r"(?P<mark>[:：]|(?<=\s)-(?!\S))"
)


_STATUSES = "|".join(status for language in LANGUAGES.values() for status in language.labels.statuses.values())
# The label of the core viewpoint within a text, treated in the same way as that of a group.
LEAD_WITHIN = re.compile(
    r"(?<![\w\\])((?:Core\s(?:View\s?points?|Views?|Insights?|Points?)|核心[观觀要][点點])\s)-(?!\S)"
)
# What our Markdown sets behind a statement, and its first sign.
VERDICT = re.compile(rf" — \*(?:{_STATUSES})\*(?::.*)?$")
VERDICT_SIGN = rf"(?<=— )\*(?=(?:{_STATUSES})\*)"


@dataclass(frozen=True, slots=True)
class GroupLabel:
    """`Group 2: ` at the start of a line; the title begins at `end`. The number is None when it is no figure."""

    language: LanguageCode
    end: int
    number: int | None


def is_chrome(line: str) -> bool:
    """Whether a line is only a word of the page, such as `Workflow`."""
    return bool(_CHROME.fullmatch(line.rstrip(":：")))


def behind_sections(line: str, start: int = 0) -> int:
    """Where the text goes on behind `Summary by Sections ` at `start`; `start` itself for any other text."""
    match = _SECTIONS_START.match(line, start)
    return match.end() if match else start


def without_sections(line: str) -> str:
    """The line without a `Summary by Sections` at its end."""
    return _SECTIONS_END.sub("", line).rstrip()


def is_unparsed_label(line: str) -> bool:
    """Whether a line heads what an earlier reading did not understand."""
    return line in _UNPARSED


def is_section(line: str) -> bool:
    """Whether a line is a section's name that needs no other sign, such as `Investment Rating`."""
    return bool(_SECTION_WHOLE.match(line))


def lead_label(line: str) -> LanguageCode | None:
    """The language of a line that is only a label of the core viewpoint."""
    match = _LEAD_WHOLE.match(line)
    return None if match is None else "en" if match["en"] else "zh"


def lead_start(line: str) -> int:
    """Where the text begins in `Core Viewpoint - text`; 0 when the line does not begin so."""
    match = _LEAD_START.match(line)
    return match.end() if match else 0


def group_label(line: str, start: int = 0) -> GroupLabel | None:
    """The label of a group that begins at `start`."""
    match = _GROUP_START.match(line, start)
    if match is None:
        return None
    number = match["number"] or match["zh_number"] or ""
    return GroupLabel("en" if match["en"] else "zh", match.end(), int(number) if number.isdecimal() else None)


def label_anywhere(line: str) -> int:
    """Where the first label stands in a line that has everything on it; -1 when it has none."""
    match = _ANYWHERE.search(line)
    return match.start() if match else -1


def is_label(line: str) -> bool:
    """Whether a reader would take the line for a label instead of words."""
    return bool(
        is_chrome(line)
        or is_unparsed_label(line)
        or is_section(line)
        or lead_label(line)
        or lead_start(line)
        or group_label(line)
    )
