"""The grammar of a printed summary, shared by the renderers that print summaries and the parser that reads them.

**Labels.** Our own wording is `Language.labels`. The patterns here accept it and the many others that published pages
use, in both languages at once, because a line is read before its language is known.

**Normal form.** A text is words with single spaces between them: `normalize_spaces`. Printing never changes a word, not
even a final full stop; an engine that wants `… rose 5% [2]` writes no stop. Parsing takes citations out of the words
(`rose 5% [2], fell 3% [4].` is the text `rose 5%, fell 3%` with citations 2 and 4) and drops a stop after the last one.

**Escapes.** Whatever the parser would not take for plain words gets a backslash, as in Markdown: `[3]` that is no
citation, `**`, a dash that would begin the next statement, the colon of a `Group 2:`, and a backslash before
punctuation. Everything else is printed as it is. In the one-line form a statement without a citation ends in `[]`,
because nothing else would mark its end; a lone `[]` is the only point of a group that has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ..languages import LANGUAGES
from ..models import LanguageCode
from ..text.scripts import HAN

# ------------------------------------------------------------------------------------------------ labels

# Headings in place of our `Core Viewpoint`, as seen in 151 published pages, and obvious variants of them.
_CORE = (
    r"(?P<en>(?i:(?:core|key|main)\s(?:view\s?points?|views?|insights?|points?|opinions?|ideas?|takeaways?"
    r"|findings?|conclusions?)))"
    r"|(?P<zh>(?:核心|主要|[关關][键鍵])(?:[观觀][点點]|要[点點]|看法|[见見]解|[结結][论論]|洞察|洞[见見]|提示|摘要)"
    r"|投[资資]要[点點]|摘要)"
)
# Sections that are recognised by their name alone.
_KNOWN_SECTION = (
    r"(?i:(?:industry\s)?investment\s(?:rating|advice|recommendations?)|risk\s(?:warnings?|factors?|alerts?))"
    r"|投[资資][评評][级級]|投[资資]建[议議]|[风風][险險]提示"
)
# Words of the page's layout, not of the summary; the overview heading stands above the groups.
_OVERVIEW = r"(?i:summary\sby\s(?:sections?|chapters?))|分(?:部分|章节|段)(?:摘要|总结)"
_BOILERPLATE = re.compile(rf"(?i:workflow)|{_OVERVIEW}")
_NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_GROUP = (
    rf"(?P<en>(?i:group)\s?(?P<number>\d{{1,3}})(?!\w))|(?P<zh>分?组\s?(?P<zh_number>{_NUMERAL})(?![\w])"
    rf"|第\s?{_NUMERAL}\s?组)"
)

_CORE_WHOLE = re.compile(rf"(?:{_CORE})\s?[:：]?$")
_CORE_START = re.compile(rf"(?:{_CORE})(?:\s?[:：]\s?|\s[-–—]\s)")
_KNOWN_SECTION_WHOLE = re.compile(rf"(?:{_KNOWN_SECTION})\s?[:：]?$")
_OVERVIEW_START = re.compile(rf"(?:{_OVERVIEW})(?:\s?[:：]\s?|\s-\s|\s(?=[A-Z0-9\"“「《{HAN}]))")
_OVERVIEW_END = re.compile(rf"(?<!\S)(?:{_OVERVIEW})\s?[-:：]?\s?$")
_UNPARSED = {language.labels.unparsed: code for code, language in LANGUAGES.items()}
# A bare `Group 2` is a label before a dash, a capital or nothing; `Group 2 companies rose` is a sentence.
_GROUP_START = re.compile(rf"(?:{_GROUP})(?:\s?[:：]\s?|[.、]\s|\s?$|\s(?=-\s|[A-Z\"“「《{HAN}]))")
# A label anywhere in a line that contains a whole summary: headings before a dash, groups with a number.
_ANYWHERE = re.compile(
    rf"(?<![^\s.。\]])(?:(?:{_CORE})\s?[:：]?\s-\s"
    rf"|(?:{_KNOWN_SECTION}|{'|'.join(sorted(_UNPARSED))}|{_OVERVIEW})\s-\s"
    r"|(?:(?i:group)\s\d{1,3}|分组\s?\d{1,3})(?:\s?[:：]|\s-\s))"
)
# The label of a group within a text; `escape` puts a backslash before its mark.
INLINE_GROUP_LABEL = re.compile(
    r"(?<![\w\\])(?P<label>(?:(?i:group)\s(?P<number>\d{1,3})|分组\s?(?P<zh_number>\d{1,3}))\s?)"
    r"(?P<mark>[:：]|(?<=\s)-(?!\S))"
)
_STATUSES = "|".join(status for language in LANGUAGES.values() for status in language.labels.statuses.values())
# The label of the core viewpoint within a text, escaped in the same way.
INLINE_CORE_LABEL = re.compile(
    r"(?<![\w\\])((?:Core\s(?:View\s?points?|Views?|Insights?|Points?)|核心[观觀要][点點])\s)-(?!\S)"
)
# The verdict that our Markdown sets after a statement, and its first character.
VERDICT = re.compile(rf" — \*(?:{_STATUSES})\*(?::.*)?$")
VERDICT_START = rf"(?<=— )\*(?=(?:{_STATUSES})\*)"


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


def match_unparsed_label(line: str) -> LanguageCode | None:
    """The language of a line that is our heading of what an earlier parse did not understand; None for any other."""
    return _UNPARSED.get(line)


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


# ------------------------------------------------------------------------------------------------ statements

# Citations: [2], [2, 3], [2-4]. Not 【2011】, not the [2](…) of a link, and four digits only where no word follows
# (证监许可[2011]1290号, "[2011] No. 1290").
_NUMBER = r"[1-9]\d{0,4}"
_CITATION = rf"\[ ?{_NUMBER}(?: ?[,，、\-–] ?{_NUMBER})* ?\](?!\()(?:(?<!\d\d\d\d\])|(?!\w|\s(?:No\b|号)))"
_EMPTY_CITATION = r"(?<!\S)\[\](?!\S)"
# Citations in a row, as `[2][3]` or `[2], [3]`.
CITATION_RUN = rf"(?:{_CITATION}(?:[\s,，、;；]{{0,3}}{_CITATION})*|{_EMPTY_CITATION})"

_ESCAPABLE = r"[!-/:-@\[-`{-~：]"
_CAPITAL = rf"[\"“‘'(（「《【$¥€£]?[A-ZÀ-ÞЀ-Я{HAN}]"
_ABBREVIATIONS = "".join(rf"(?<!\b{word}\. )" for word in ("Inc", "Corp", "Ltd", "Co", "vs", "No", "est", "approx"))
# A dash between statements of which the first has no citation: after a colon or the end of a sentence.
UNCITED_DASH = (
    rf"(?:(?<=[:：] )-(?= {_CAPITAL})|(?<=[。！？；] )-(?= [^\s\[\\])"
    rf"|(?<=[a-z0-9%)\]”\"][.!?] ){_ABBREVIATIONS}-(?= (?:{_CAPITAL}|[\d$])))"
)
_LONE_DASH = r"(?<!\S)-(?!\S)"
# Which of the dashes between spaces are escaped: those that would be parsed as the end of a statement, or all.
DashEscaping = Literal["keep", "all"]

_MUST_ESCAPE = rf"\\(?={_ESCAPABLE})|{_CITATION}|{_EMPTY_CITATION}|\*\*|{UNCITED_DASH}|{VERDICT_START}"
_ESCAPED_BY: dict[DashEscaping, re.Pattern[str]] = {
    "keep": re.compile(_MUST_ESCAPE),
    "all": re.compile(rf"{_MUST_ESCAPE}|{_LONE_DASH}"),
}
_DASH = re.compile(_LONE_DASH)
# First parts of hyphenated words that begin with a capital in titles.
_HYPHENATED_PREFIX = re.compile(
    r"(?<![^\s\"“‘(（/])(?:[ABEHKTUVX]|All|Anti|Bio|Co|Cross|Dual|Ex|First|Full|Half|High|In|Inter|Large|Long|Low|Medium|Mid|Multi|Net|New"
    r"|Non|Off|On|One|Over|Post|Pre|Quarter|Re|Second|Self|Semi|Short|Single|Small|Sub|Third|Top|Ultra|Well|Year)\s?$"
    r"|\s-\s(?:by|for|in|of|on|the|to)\s?$"
)
# Names that a hyphen joins.
_PLACE = (
    r"(?:America|Australia|Canada|China|EU|Europe|Germany|Hong Kong|India|Iran|Israel|Japan|Korea|Mexico|Russia|Sino"
    r"|Taiwan|UK|US|USA|U\.K\.|U\.S\.|Ukraine|Vietnam)"
)
_HYPHENATED_NAMES = re.compile(rf"(?<![\w.]){_PLACE}-{_PLACE}(?!\w)|(?<!\w)(?:COVID|Covid|GPT)-\d")
_ESCAPED = re.compile(rf"\\({_ESCAPABLE})")
_ESCAPED_OR_RUN = re.compile(rf"(?=[\\\[])(?:\\{_ESCAPABLE}|(?P<run>{CITATION_RUN}))")  # the lookahead is for speed
_RUN = re.compile(CITATION_RUN)
_NUMBER_RANGE = re.compile(r"(\d+)(?: ?[-–] ?(\d+))?")
_MAY_NEED_ESCAPE = re.compile(r"[\\\[*:：-]")
# A page that sets long dashes or dots where others set ` - `: after citations, and never a short one.
_LONG_DASH_STYLE = re.compile(rf"(?<!\\)(?>{CITATION_RUN})\s?[.。]?\s?(?P<mark>[–—•●])\s")
_SHORT_DASH = re.compile(r"(?:^|\s)-\s")
_BOLD = re.compile(r"(?<![\\*A-Za-z0-9À-ɏ])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*(?![A-Za-z0-9À-ɏ*])")
_FINAL_COLON = re.compile(r"(?<!\\)[:：]$")
_FINAL_GROUP_NUMBER = re.compile(r"(?<![\w])(?:(?i:group)\s|分组\s?)(?=\d{1,3}$)|\\(?=\d{1,3}$)")
_FINAL_OPEN_CITATION = re.compile(r"(?<!\\)\[(?=[\d ,，、\-–]*$)")
_ESCAPED_NUMBER = re.compile(r"\\(?=\d{1,3}$)")
_STOPS = ".。．;；,，"
# Blocks that a range such as `[2-40]` may cite; a wider one is no citation that a summary would make.
_MAX_RANGE = 50


def normalize_spaces(text: str) -> str:
    """The text with single spaces between its words and none around them; line breaks count as spaces."""
    return " ".join(text.split())


def is_joining_dash(before: str, after: str) -> bool:
    """Whether a dash between spaces joins two words of a title: `2025 - 2027`, `Cost - saving`, `Non - GAAP`.

    Sites print hyphens so. Any other dash ends the title, because a statement does not begin in lower case.

    Args:
        before, after: the text on either side of the dash.
    """
    start = after.lstrip()
    first, second = start[:1], start[1:2]
    if (first.islower() and not second.isupper()) or (first.isdecimal() and before.rstrip()[-1:].isdecimal()):
        return True  # `iPhone` begins a statement
    if first.isupper() and _HYPHENATED_PREFIX.search(before[-12:]):
        return True
    return bool(_HYPHENATED_NAMES.search(f"{before[-12:].rstrip()}-{after.lstrip()[:12]}"))


def escape(text: str, dashes: DashEscaping = "keep") -> str:
    """The text in normal form, with a backslash before whatever the parser would not take for plain words."""
    text = normalize_spaces(text)
    if not _MAY_NEED_ESCAPE.search(text):
        return text
    text = _ESCAPED_BY[dashes].sub(lambda m: "\\" + m[0], text)
    return INLINE_CORE_LABEL.sub(r"\1\\-", INLINE_GROUP_LABEL.sub(r"\g<label>\\\g<mark>", text))


def unescape(text: str) -> str:
    """The text without the backslashes of `escape`."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def escape_title(title: str, dashes: DashEscaping | Literal["ending"] = "keep") -> str:
    """The title of a group, escaped. Its final colon gets a backslash too, because `parse_title` drops one.

    Args:
        dashes: as in `escape`; `ending` for the dashes at which the parser would end the title.
    """
    title = escape(title, "all" if dashes == "all" else "keep")
    if dashes == "ending":
        whole = title
        title = _DASH.sub(
            lambda m: m[0] if is_joining_dash(whole[: m.start()], whole[m.end() :]) else f"\\{m[0]}", whole
        )
    # The dash after the title would make a label of a final `Group 3`, and a citation of a final `[3` before `4]`.
    title = _FINAL_OPEN_CITATION.sub(r"\\\g<0>", _FINAL_GROUP_NUMBER.sub(r"\g<0>\\", title))
    return _FINAL_COLON.sub(r"\\\g<0>", title)


def parse_title(raw: str) -> str:
    """The title that `escape_title` printed, or a heading of another site without the colon after it."""
    return normalize_spaces(unescape(_ESCAPED_NUMBER.sub("", _FINAL_COLON.sub("", raw))))


def strip_bold(line: str) -> str:
    """The line without the asterisks of `**bold**`, which other sites set and which carry no meaning."""
    return _BOLD.sub(r"\1", line) if "**" in line else line


def normalize_dashes(line: str) -> str:
    """The line with ` - ` between its statements where the page sets long dashes or dots; else unchanged."""
    style = None if line.isascii() else _LONG_DASH_STYLE.search(line)
    if style is None or _SHORT_DASH.search(line):
        return line
    return re.sub(rf"\s?(?<=[\s.。\]]){style['mark']}\s", " - ", line)


def strip_verdict(line: str) -> str:
    """A statement without the verdict that our Markdown sets after it; a check gives a new one."""
    return VERDICT.sub("", line) if " — *" in line else line


def format_statement(text: str, citations: Iterable[int], line: bool = False, dashes: DashEscaping = "keep") -> str:
    """A statement with its citations after it: `Words [2][3]`.

    Args:
        line: for the one-line form, in which the end of a statement must be marked.
        dashes: as in `escape`.
    """
    words = escape(text, dashes)
    marks = "".join(f"[{number}]" for number in citations) or ("[]" if line else "")
    return f"{words} {marks}" if words and marks else words or marks


def parse_statement(raw: str) -> tuple[str, tuple[int, ...]]:
    """The words and the citations, ascending, of a printed statement, wherever in it the citations stand."""
    if "[" not in raw:
        return normalize_spaces(unescape(raw)), ()
    words, numbers, start = "", set[int](), 0
    for match in _ESCAPED_OR_RUN.finditer(raw):
        if match["run"] is None:
            continue
        words = _join(words, raw[start : match.start()])
        numbers.update(parse_citation_numbers(match["run"]))
        start = match.end()
    tail = raw[start:].strip()
    words = words if start and tail in _STOPS else _join(words, raw[start:])
    return normalize_spaces(unescape(words)), tuple(sorted(numbers))


def parse_citation_numbers(run: str) -> Iterable[int]:
    """The numbers of `[2][3]`, `[2, 3]` and `[2-4]`."""
    for first, last in _NUMBER_RANGE.findall(run):
        low, high = int(first), int(last or first)
        yield from range(low, high + 1) if 0 <= high - low < _MAX_RANGE else (low, high)


def has_citation(raw: str) -> bool:
    """Whether a text contains a citation."""
    return "[" in raw and any(match["run"] for match in _ESCAPED_OR_RUN.finditer(raw))


def starts_with_citation(raw: str) -> bool:
    """Whether a text begins with a citation."""
    return bool(_RUN.match(raw))


def next_citation_start(raw: str, start: int, end: int) -> int:
    """The offset of the first citation between `start` and `end`; `end` when there is none."""
    for match in _ESCAPED_OR_RUN.finditer(raw, start, end):
        if match["run"]:
            return match.start()
    return end


def last_citation_end(raw: str) -> int:
    """The offset at which the last citation ends; 0 when there is none."""
    return max((match.end() for match in _ESCAPED_OR_RUN.finditer(raw) if match["run"]), default=0)


def _join(before: str, after: str) -> str:
    """Two stretches of words between which a citation was taken out."""
    before = before.rstrip()
    needs_space = before[-1:].isalnum() and after[:1].isalnum()
    return f"{before} {after}" if needs_space else before + after
