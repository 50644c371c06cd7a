"""The labels of a printed summary: our own wording, which is `Language.labels`, and the many others of published pages.

Both languages, and both scripts of Chinese, are known at once, because a line is read before its language is known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..languages import LANGUAGES
from ..models import LanguageCode
from ..text.scripts import HAN

# Headings in place of our `Core Viewpoint`, as seen in 151 published pages, and obvious variants of them.
# What is summarised may be named before them: 报告核心观点, the report's core views.
_ZH_DOCUMENT = r"(?:(?:本|全)?(?:公司|行[业業]|[会會][议議])?(?:文章?|[报報]告|研[报報]|[报報]道)?的?)"
_EN_DOCUMENT = r"(?:(?:the\s)?(?:report|article|document|paper|call|meeting)(?:['’]s)?\s)"
_CORE = (
    rf"(?P<en>(?i:(?:core|key|main)\s(?:view\s?points?|views?|insights?|points?|opinions?|ideas?"
    r"|takeaways?|findings?|conclusions?|highlights?)|tl;?dr))"
    rf"|(?P<zh>{_ZH_DOCUMENT}(?:核心|主要|[关關][键鍵])"
    rf"(?:[观觀][点點]|要[点點]|看法|[见見]解|[结結][论論]|洞察|洞[见見]|提示|摘要)|投[资資]要[点點]|(?:AI|智能|{_ZH_DOCUMENT})?(?:摘要|要[点點]))"
)
# Sections that are recognised by their name alone.
_KNOWN_SECTION = (
    rf"(?i:(?:industry\s)?investment\s(?:rating|advice|recommendations?)"
    rf"|risk\s(?:warnings?|factors?|alerts?))|{_ZH_DOCUMENT}投[资資][评評][级級]|投[资資]建[议議]|[风風][险險]提示"
)
# Words of the page's layout, not of the summary; the overview heading stands above the groups.
_OVERVIEW = (
    r"(?i:summary\sby\s(?:(?:relevant|related|different)\s)?(?:sections?|chapters?|directories|catalogs?|topics?|categories))"
    r"|分(?:部分|章[节節]|段)(?:摘要|[总總][结結])|(?:根据|根據|按照?)[^\s，。]{1,12}[进進]行(?:[总總][结結]|[归歸][纳納]|梳理)"
)
# The mark of an item or heading in an outline: 一、 （一） 1. 2.1 II.
_OUTLINE_MARK = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}(?:\.\d{1,2}){1,3}\s|\d{1,2}[.、)）]"
    r"|[IVX]{1,4}\.\s)\s?(?=\D)"
)
# What our summaries in a terminal end with: who checked them.
_CHECKED_BY = "|".join(
    re.escape(line).replace(re.escape("{name}"), r"\S+")
    for language in LANGUAGES.values()
    for line in (language.labels.judged, language.labels.rules_only)
)
_BOILERPLATE = re.compile(rf"(?i:workflow)|{_OVERVIEW}|{_CHECKED_BY}")
_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_GROUP = (
    rf"(?P<en>(?i:group)\s?(?P<number>\d{{1,3}})(?!\w))|(?P<zh>分?[组組]\s?(?P<zh_number>{_NUMERAL})(?![\w])"
    rf"|第\s?{_NUMERAL}\s?[组組])"
)

_CORE_WHOLE = re.compile(rf"(?i:{_EN_DOCUMENT})?(?:{_CORE})\s?[:：]?$")
_CORE_START = re.compile(rf"(?i:{_EN_DOCUMENT})?(?:{_CORE})(?:\s?[:：]\s?|\s[-–—]\s)")
_KNOWN_SECTION_WHOLE = re.compile(rf"(?:{_KNOWN_SECTION})\s?[:：]?$")
_OVERVIEW_START = re.compile(rf"(?:{_OVERVIEW})(?:\s?[:：]\s?|\s-\s|\s(?=[A-Z0-9\"“「《{HAN}]))")
_OVERVIEW_END = re.compile(rf"(?<!\S)(?:{_OVERVIEW})\s?[-:：]?\s?$")
_UNPARSED = {labels.unparsed: code for code, language in LANGUAGES.items() for labels in language.all_labels}
# A bare `Group 2` is a label before a dash, a capital or nothing; `Group 2 companies rose` is a sentence.
_GROUP_START = re.compile(rf"(?:{_GROUP})(?:\s?[:：]\s?|[.、]\s|\s?$|\s(?=-\s|[A-Z\"“「《{HAN}]))")
# A label anywhere in a line that contains a whole summary: headings before a dash, groups with a number.
_ANYWHERE = re.compile(
    rf"(?<![^\s.。\]])(?:(?:{_CORE})\s?[:：]?\s-\s"
    rf"|(?:{_KNOWN_SECTION}|{'|'.join(sorted(_UNPARSED))}|{_OVERVIEW})\s-\s"
    r"|(?:(?i:group)\s\d{1,3}|分[组組]\s?\d{1,3})(?:\s?[:：]|\s-\s))"
)
# The label of a group within a text; `escape` puts a backslash before its mark.
INLINE_GROUP_LABEL = re.compile(
    r"(?<![\w\\])(?P<label>(?:(?i:group)\s(?P<number>\d{1,3})|分[组組]\s?(?P<zh_number>\d{1,3}))\s?)"
    r"(?P<mark>[:：]|(?<=\s)-(?!\S))"
)
# The label of the core viewpoint within a text, escaped in the same way.
INLINE_CORE_LABEL = re.compile(
    r"(?<![\w\\])((?:Core\s(?:View\s?points?|Views?|Insights?|Points?)|核心[观觀要][点點])\s)-(?!\S)"
)


@dataclass(frozen=True, slots=True)
class GroupLabel:
    """`Group 2: ` at the start of a line; the title begins at `end`. The number is None when it is not in digits."""

    language: LanguageCode
    end: int
    number: int | None


def is_boilerplate(line: str) -> bool:
    """Whether a line consists of words of the page's layout, such as `Workflow`."""
    return bool(_BOILERPLATE.fullmatch(line.rstrip(":：")))


def skip_overview_heading(line: str, start: int = 0) -> int:
    """The offset after a `Summary by Sections ` at `start`; `start` itself for any other text."""
    match = _OVERVIEW_START.match(line, start)
    return match.end() if match else start


def strip_overview_heading(line: str) -> str:
    """The line without a final `Summary by Sections`."""
    return _OVERVIEW_END.sub("", line).rstrip()


def has_outline_mark(line: str) -> bool:
    """Whether a line begins with the mark of an outline, such as `一、` or `（一）`."""
    return bool(_OUTLINE_MARK.match(line))


def match_unparsed_label(line: str) -> LanguageCode | None:
    """The language of a line that is our heading of what an earlier parse did not understand; None for any other."""
    return _UNPARSED.get(line)


def find_unparsed_label(line: str) -> int:
    """The offset in a line of our heading of what an earlier parse did not understand; its end when there is none."""
    return min((at for label in _UNPARSED if (at := line.find(f" {label} - ")) >= 0), default=len(line))


def is_known_section(line: str) -> bool:
    """Whether a line is the name of a section that is recognised by it, such as `Investment Rating`."""
    return bool(_KNOWN_SECTION_WHOLE.match(line))


def match_core_label(line: str) -> LanguageCode | None:
    """The language of a line that is a label of the core viewpoint and nothing else; None for any other line."""
    match = _CORE_WHOLE.match(line)
    return _language_of(match) if match else None


def core_label_end(line: str) -> int:
    """The offset of the text in `Core Viewpoint - text`; 0 for any other line."""
    match = _CORE_START.match(line)
    return match.end() if match else 0


def match_group_label(line: str, start: int = 0) -> GroupLabel | None:
    """The label of a group at `start`, if there is one."""
    match = _GROUP_START.match(line, start)
    if match is None:
        return None
    number = match["number"] or match["zh_number"] or ""
    return GroupLabel(_language_of(match), match.end(), int(number) if number.isdecimal() else None)


def find_label(line: str) -> int:
    """The offset of the first label in a line that contains a whole summary; -1 when it has none."""
    match = _ANYWHERE.search(line)
    return match.start() if match else -1


def is_label(line: str) -> bool:
    """Whether the parser would take the line for a label instead of words."""
    return bool(
        is_boilerplate(line)
        or match_unparsed_label(line)
        or is_known_section(line)
        or match_core_label(line)
        or core_label_end(line)
        or match_group_label(line)
    )


def _language_of(match: re.Match[str]) -> LanguageCode:
    """The language whose alternative of a pattern matched; alternatives are groups named by its code."""
    return next(code for code in LANGUAGES if match[code])
