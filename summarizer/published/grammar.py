"""The grammar of a printed statement, shared by what prints summaries and what reads them back.

**Normal form.** A text is words with single spaces between them: `normal`. Printing never changes a word, not even
a closing full stop; an engine that wants `… rose 5% [2]` writes no stop. Reading takes citations out of the words
(`rose 5% [2], fell 3% [4].` is the text `rose 5%, fell 3%` with citations 2 and 4) and drops a stop behind them.

**Escapes.** What a reader would take for more than words gets a backslash, as in Markdown: `[3]` that is no
citation, `**`, a dash that would begin the next statement, the colon of a `Group 2:`, and a backslash before
punctuation. Whatever is not among these is printed as it is. In the line form a statement without a citation
ends in `[]`, because nothing else would tell its end; a point without words is the `[]` of a group that has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from .labels import GROUP_WITHIN, LEAD_WITHIN, VERDICT, VERDICT_SIGN

# Citations: [2], [2, 3], [2-4]. Not 【2011】, not the [2](…) of a link, and four digits only where no word follows
# (证监许可[2011]1290号, "[2011] No. 1290").
_NUMBER = r"[1-9]\d{0,4}"
_CITE = rf"\[ ?{_NUMBER}(?: ?[,，、\-–] ?{_NUMBER})* ?\](?!\()(?:(?<!\d\d\d\d\])|(?!\w|\s(?:No\b|号)))"
_NONE = r"(?<!\S)\[\](?!\S)"
# Citations in a row, as `[2][3]` or `[2], [3]`.
RUN = rf"(?:{_CITE}(?:[\s,，、;；]{{0,3}}{_CITE})*|{_NONE})"

_ESCAPABLE = r"[!-/:-@\[-`{-~：]"
_CAPITAL = r"[\"“‘'(（「《【$¥€£]?[A-ZÀ-ÞЀ-Я\u3400-\u9fff\uf900-\ufaff]"
_ABBREVIATIONS = "".join(rf"(?<!\b{word}\. )" for word in ("Inc", "Corp", "Ltd", "Co", "vs", "No", "est", "approx"))
# A dash between statements of which the first has no citation: behind a colon or the end of a sentence.
WEAK_DASH = (
    rf"(?:(?<=[:：] )-(?= {_CAPITAL})|(?<=[。！？；] )-(?= [^\s\[\\])"
    rf"|(?<=[a-z0-9%)\]”\"][.!?] ){_ABBREVIATIONS}-(?= (?:{_CAPITAL}|[\d$])))"
)
_LONE_DASH = r"(?<!\S)-(?!\S)"
Dashes = Literal["keep", "all"]

_ALWAYS = rf"\\(?={_ESCAPABLE})|{_CITE}|{_NONE}|\*\*|{WEAK_DASH}|{VERDICT_SIGN}"
_TO_ESCAPE: dict[Dashes, re.Pattern[str]] = {
    "keep": re.compile(_ALWAYS),
    "all": re.compile(rf"{_ALWAYS}|{_LONE_DASH}"),
}
_DASH = re.compile(_LONE_DASH)
# First halves of hyphenated words that begin with a capital in titles.
_HYPHENATED = re.compile(
    r"(?<![^\s\"“‘(（/])(?:[ABEHKTUVX]|All|Anti|Bio|Co|Cross|Dual|Ex|First|Full|Half|High|In|Inter|Large|Long|Low|Medium|Mid|Multi|Net|New"
    r"|Non|Off|On|One|Over|Post|Pre|Quarter|Re|Second|Self|Semi|Short|Single|Small|Sub|Third|Top|Ultra|Well|Year)\s?$"
    r"|\s-\s(?:by|for|in|of|on|the|to)\s?$"
)
# Names that a dash joins.
_PLACE = (
    r"(?:America|Australia|Canada|China|EU|Europe|Germany|Hong Kong|India|Iran|Israel|Japan|Korea|Mexico|Russia|Sino"
    r"|Taiwan|UK|US|USA|U\.K\.|U\.S\.|Ukraine|Vietnam)"
)
_PAIR = re.compile(rf"(?<![\w.]){_PLACE}-{_PLACE}(?!\w)|(?<!\w)(?:COVID|Covid|GPT)-\d")
_ESCAPED = re.compile(rf"\\({_ESCAPABLE})")
_ESCAPED_OR_RUN = re.compile(rf"(?=[\\\[])(?:\\{_ESCAPABLE}|(?P<run>{RUN}))")  # the look ahead is for speed
_RUN = re.compile(RUN)
_NUMBERS = re.compile(r"(\d+)(?: ?[-–] ?(\d+))?")
_SUSPECT = re.compile(r"[\\\[*:：-]")
# A page that sets long dashes or dots where others set ` - `: behind citations, and never a short one.
_OTHER_STYLE = re.compile(rf"(?<!\\)(?>{RUN})\s?[.。]?\s?(?P<mark>[–—•●])\s")
_SHORT_DASH = re.compile(r"(?:^|\s)-\s")
_BOLD = re.compile(r"(?<![\\*A-Za-z0-9À-ɏ])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*(?![A-Za-z0-9À-ɏ*])")
_LAST_COLON = re.compile(r"(?<!\\)[:：]$")
_LAST_LABEL = re.compile(r"(?<![\w])(?:(?i:group)\s|分组\s?)(?=\d{1,3}$)|\\(?=\d{1,3}$)")
_OPEN_CITATION = re.compile(r"(?<!\\)\[(?=[\d ,，、\-–]*$)")
_ESCAPED_FIGURE = re.compile(r"\\(?=\d{1,3}$)")
_STOPS = ".。．;；,，"
# `[2-40]` cites so many blocks at most; a wider span is no citation anybody means.
_MAX_SPAN = 50


def normal(text: str) -> str:
    """The text with single spaces between its words and none around them. Line breaks are such spaces."""
    return " ".join(text.split())


def joins(before: str, after: str) -> bool:
    """Whether a dash that stands alone joins words of a title: `2025 - 2027`, `Cost - saving`, `Non - GAAP`.

    Sites print hyphens so. Any other dash ends the title; a statement does not begin in lower case.
    """
    start = after.lstrip()
    first, second = start[:1], start[1:2]
    if (first.islower() and not second.isupper()) or (first.isdecimal() and before.rstrip()[-1:].isdecimal()):
        return True  # `iPhone` begins a statement
    if first.isupper() and _HYPHENATED.search(before[-12:]):
        return True
    return bool(_PAIR.search(f"{before[-12:].rstrip()}-{after.lstrip()[:12]}"))


def escape_title(title: str, dashes: Dashes | Literal["ending"] = "keep") -> str:
    """A group's title: its last colon gets a backslash too, because readers drop one.

    Args:
        dashes: as in `escape`; `ending` for those at which a reader would end the title.
    """
    title = escape(title, "all" if dashes == "all" else "keep")
    if dashes == "ending":
        whole = title
        title = _DASH.sub(lambda m: m[0] if joins(whole[: m.start()], whole[m.end() :]) else f"\\{m[0]}", whole)
    # The dash behind it would make a label of `Group 3`, and a citation of `[3` before `4]`.
    title = _OPEN_CITATION.sub(r"\\\g<0>", _LAST_LABEL.sub(r"\g<0>\\", title))
    return _LAST_COLON.sub(r"\\\g<0>", title)


def read_title(raw: str) -> str:
    """Undo `escape_title`, and drop the colon that other sites set behind a heading."""
    return normal(unescape(_ESCAPED_FIGURE.sub("", _LAST_COLON.sub("", raw))))


def escape(text: str, dashes: Dashes = "keep") -> str:
    """The text in normal form, with a backslash before what a reader would take for more than words.

    Args:
        dashes: which of the dashes that stand alone get one too.
    """
    text = normal(text)
    if not _SUSPECT.search(text):
        return text
    text = _TO_ESCAPE[dashes].sub(lambda m: "\\" + m[0], text)
    return LEAD_WITHIN.sub(r"\1\\-", GROUP_WITHIN.sub(r"\g<label>\\\g<mark>", text))


def unescape(text: str) -> str:
    """Undo `escape`."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def without_bold(line: str) -> str:
    """`**Words**` as words; the marks that other sites set carry no meaning."""
    return _BOLD.sub(r"\1", line) if "**" in line else line


def with_short_dashes(line: str) -> str:
    """A line whose statements are divided by long dashes or dots, with ours instead; any other line as it is."""
    style = None if line.isascii() else _OTHER_STYLE.search(line)
    if style is None or _SHORT_DASH.search(line):
        return line
    return re.sub(rf"\s?(?<=[\s.。\]]){style['mark']}\s", " - ", line)


def print_statement(text: str, citations: Iterable[int], line: bool = False, dashes: Dashes = "keep") -> str:
    """A statement with its citations behind it: `Words [2][3]`.

    Args:
        line: for the line form, where the end of a statement must be told.
        dashes: as in `escape`.
    """
    words = escape(text, dashes)
    marks = "".join(f"[{number}]" for number in citations) or ("[]" if line else "")
    return f"{words} {marks}" if words and marks else words or marks


def without_verdict(line: str) -> str:
    """A statement without the verdict that our Markdown sets behind it: a check gives it anew."""
    return VERDICT.sub("", line) if " — *" in line else line


def read_statement(raw: str) -> tuple[str, tuple[int, ...]]:
    """Words and citations of a printed statement, wherever in it the citations stand."""
    if "[" not in raw:
        return normal(unescape(raw)), ()
    words, numbers, start = "", set[int](), 0
    for match in _ESCAPED_OR_RUN.finditer(raw):
        if match["run"] is None:
            continue
        words = _join(words, raw[start : match.start()])
        numbers.update(citation_numbers(match["run"]))
        start = match.end()
    tail = raw[start:].strip()
    words = words if start and tail in _STOPS else _join(words, raw[start:])
    return normal(unescape(words)), tuple(sorted(numbers))


def cites(raw: str) -> bool:
    """Whether a citation stands in the text."""
    return "[" in raw and any(match["run"] for match in _ESCAPED_OR_RUN.finditer(raw))


def begins_with_citation(raw: str) -> bool:
    """Whether citations stand before all words."""
    return bool(_RUN.match(raw))


def next_run(raw: str, start: int, end: int) -> int:
    """Where the first citations between `start` and `end` begin; `end` when there are none."""
    for match in _ESCAPED_OR_RUN.finditer(raw, start, end):
        if match["run"]:
            return match.start()
    return end


def last_run_end(raw: str) -> int:
    """Where the last citations end; 0 when there are none."""
    return max((match.end() for match in _ESCAPED_OR_RUN.finditer(raw) if match["run"]), default=0)


def citation_numbers(run: str) -> Iterable[int]:
    """The numbers of `[2][3]`, `[2, 3]` and `[2-4]`."""
    for first, last in _NUMBERS.findall(run):
        low, high = int(first), int(last or first)
        yield from range(low, high + 1) if 0 <= high - low < _MAX_SPAN else (low, high)


def _join(before: str, after: str) -> str:
    before = before.rstrip()
    glued = before[-1:].isalnum() and after[:1].isalnum()
    return f"{before} {after}" if glued else before + after
