"""The grammar of a printed summary, shared by the renderers that print summaries and the parser that reads them.

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
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal

from ..languages import LANGUAGES
from ..models import Citation, Statement, format_citations, sort_citations
from ..text.scripts import HAN
from .citation_styles import OPENINGS, escape_foreign
from .labels import INLINE_CORE_LABEL, INLINE_GROUP_LABEL

_STATUSES = "|".join(
    dict.fromkeys(
        status
        for language in LANGUAGES.values()
        for labels in language.all_labels
        for status in (*labels.statuses.values(), labels.disputed)
    )
)
# The verdict that our Markdown sets after a statement, and its first character.
VERDICT = re.compile(rf" — \*(?:{_STATUSES})\*(?::.*)?$")
VERDICT_START = rf"(?<=— )\*(?=(?:{_STATUSES})\*)"

# What begins an item of a list, the signs of verdicts among them that a terminal shows in place of `-`; in brackets of
# a pattern.
BULLETS = "-*+•●▪◦‣–—·✓✔◐✗✘?"
# Citations: [2], [2, 3], [2-4]. Not 【2011】, not the [2](…) of a link, and four digits only where no word follows
# (证监许可[2011]1290号, "[2011] No. 1290").
_NUMBER = r"[1-9]\d{0,4}"
_CITATION = rf"\[ ?{_NUMBER}(?: ?[,，、\-–] ?{_NUMBER})* ?\](?!\()(?:(?<!\d\d\d\d\])|(?!\w|\s(?:No\b|号)))"
_EMPTY_CITATION = r"(?<!\S)\[\](?!\S)"
# Citations in a row, as `[2][3]` or `[2], [3]`.
CITATION_RUN = rf"(?:{_CITATION}(?:[\s,，、;；]{{0,3}}{_CITATION})*|{_EMPTY_CITATION})"

_ESCAPABLE = rf"[!-/:-@\[-`{{-~：{OPENINGS}]"
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
# A page that was taken for mathematics has lost spaces and has `−` for a dash: `5million[5]−Acme plans[6]Group3:`.
_MATHEMATICS = re.compile(rf"(?<!\\)(?>{CITATION_RUN})−")
_MATHEMATICAL_DASH = re.compile(rf"(?<=\])−|(?<=[a-z)\]%{HAN}])−(?=[A-Z{HAN}])")
_SHORT_DASH = re.compile(r"(?:^|\s)-\s")
_BOLD = re.compile(r"(?<![\\*A-Za-z0-9À-ɏ])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*(?![A-Za-z0-9À-ɏ*])")
_FINAL_COLON = re.compile(r"(?<!\\)[:：]$")
_FINAL_GROUP_NUMBER = re.compile(r"(?<![\w])(?:(?i:group)\s|分[组組]\s?)(?=\d{1,3}$)|\\(?=\d{1,3}$)")
_FINAL_OPEN_CITATION = re.compile(r"(?<!\\)\[(?=[\d ,，、\-–]*$)")
_CUT_CITATION = re.compile(r"(?<!\\)\[[\d ,，、\-–]*$")
_SENTENCE_END = re.compile(r"[.。!！?？][”\"’）)]?$")
_NEXT_SENTENCE = re.compile(rf"[.。!！?？\s]*(?={_CAPITAL}|\d)")
_ESCAPED_NUMBER = re.compile(r"\\(?=\d{1,3}$)")
_STOPS = ".。．;；,，"
# How a statement that articles differ begins, what stands between its sides, and the colons outside and inside them.
_DIFFERING = re.compile(
    "|".join(re.escape(labels.sources_differ) for language in LANGUAGES.values() for labels in language.all_labels)
)
_SIDE_GAP = re.compile(r"^[\s,，、;；]+")
_ANY_COLON = re.compile(r"(?s)\\.|[:：]")
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
    text = _FINAL_OPEN_CITATION.sub(r"\\\g<0>", _ESCAPED_BY[dashes].sub(lambda m: "\\" + m[0], text))
    return INLINE_CORE_LABEL.sub(r"\1\\-", INLINE_GROUP_LABEL.sub(r"\g<label>\\\g<mark>", text))


def unescape(text: str) -> str:
    """The text without the backslashes of `escape`."""
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def escape_title(title: str, is_cited: bool, dashes: DashEscaping | Literal["ending"] = "keep") -> str:
    """The title of a group, escaped. Its final colon gets a backslash too, because `parse_title` drops one.

    Args:
        is_cited: whether the page has citations, beside which other forms of them are words.
        dashes: as in `escape`; `ending` for the dashes at which the parser would end the title.
    """
    title = escape_foreign(escape(title, "all" if dashes == "all" else "keep"), is_cited)
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
    if "−" in line and _MATHEMATICS.search(line):
        line = re.sub(r"(?<=[\]\w])(?=Group\s?\d{1,3}[:：])", " ", _MATHEMATICAL_DASH.sub(" - ", line))
        line = re.sub(r"\bGroup(?=\d{1,3}[:：])", "Group ", line)
    style = None if line.isascii() else _LONG_DASH_STYLE.search(line)
    if style is None or _SHORT_DASH.search(line):
        return line
    return re.sub(rf"\s?(?<=[\s.。\]]){style['mark']}\s", " - ", line)


def strip_verdict(line: str) -> str:
    """A statement without the verdict that our Markdown sets after it; a check gives a new one."""
    return VERDICT.sub("", line) if " — *" in line else line


def format_statement(
    text: str, citations: Iterable[Citation], line: bool = False, dashes: DashEscaping = "keep"
) -> str:
    """A statement with its citations after it: `Words [2][3]`.

    Args:
        line: for the one-line form, in which the end of a statement must be marked.
        dashes: as in `escape`.
    """
    marks = format_citations(citations) or ("[]" if line else "")
    words = escape_foreign(escape(text, dashes), bool(marks))
    if not marks:  # it would introduce the next statement
        words = _FINAL_COLON.sub(r"\\\g<0>", words)
    return f"{words} {marks}" if words and marks else words or marks


def format_sides(statement: Statement, line: bool = False) -> str:
    """A statement that articles differ, each side before its own citations: `Sources differ: 12% [2], 15% [3]`.

    With words after the last side, which would not be read back, it is printed with all citations at its end.

    Args:
        line: for the one-line form, as in `format_statement`.
    """
    if not statement.text.endswith(statement.sides[-1].text):
        return format_statement(statement.text, statement.citations, line)
    dashes: DashEscaping = "all" if line else "keep"
    printed = ""
    for side, (part, _) in zip(statement.sides, statement.parts(), strict=True):
        before = part.removesuffix(side.text)
        words = _ANY_COLON.sub(_escape_colon, escape_foreign(escape(side.text, dashes), is_cited=True))
        gap = " " if before[-1:].isspace() else ""
        printed += (
            f"{escape_foreign(escape(before, dashes), is_cited=True)}{gap}{words} {format_citations(side.citations)}"
        )
    return printed


def parse_sides(raw: str) -> list[tuple[str, tuple[int, ...]]]:
    """The sides of a printed statement that articles differ, each with its citations; none for any other statement.

    The first side begins after the last colon before its citations.
    """
    runs = list(_find_runs(raw))
    if len(runs) < 2 or not _DIFFERING.match(raw) or raw[runs[-1].end() :].strip() not in _STOPS:
        return []
    colons = [m for m in _ANY_COLON.finditer(raw, 0, runs[0].start()) if not m[0].startswith("\\")]
    starts = [colons[-1].end() if colons else 0, *(run.end() for run in runs[:-1])]
    pieces = [raw[start : run.start()] for start, run in zip(starts, runs, strict=True)]
    words = [normalize_spaces(unescape(_SIDE_GAP.sub("", piece))) for piece in pieces]
    if not colons or not all(words):
        return []
    return [
        (side, tuple(sorted(set(parse_citation_numbers(run["run"]))))) for side, run in zip(words, runs, strict=True)
    ]


def _escape_colon(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("\\") else f"\\{match[0]}"


def parse_statement(raw: str) -> tuple[str, tuple[int, ...]]:
    """The words and the citations, ascending, of a printed statement, wherever in it the citations stand."""
    if "[" not in raw:
        return normalize_spaces(unescape(raw)), ()
    if raw.rfind("[") > raw.rfind("]"):
        raw = _CUT_CITATION.sub("", raw)
    numbers: set[int] = set()
    words, start = "", 0
    for match in _find_runs(raw):
        words = _join(words, raw[start : match.start()])
        numbers.update(parse_citation_numbers(match["run"]))
        start = match.end()
    tail = raw[start:].strip()
    words = words if start and tail in _STOPS else _join(words, raw[start:])
    return normalize_spaces(unescape(words)), tuple(sorted(numbers))


def join_statements(statements: list[Statement]) -> Statement:
    """Several statements as one, with all their citations; a semicolon stands between those that end without a stop."""
    if len(statements) == 1:
        return statements[0]
    words = [statement.text for statement in statements if statement.text]
    pieces = words[:1]
    for before, after in pairwise(words):
        pieces += (_separator(before[-1], after), after)
    return Statement(text="".join(pieces), citations=sort_citations(n for s in statements for n in s.citations))


def _separator(before: str, after: str) -> str:
    """What stands between two statements, of which the first ends in the character `before`."""
    is_chinese = bool(re.match(f"[{HAN}“「《（]", after[:1])) or bool(re.search(f"[{HAN}”」》）。！？；]", before))
    if before in ".!?;:。！？；：":
        return "" if before in "。！？；：" else " "
    return "；" if is_chinese else "; "


def split_uncited_sentences(raw: str) -> list[str]:
    """A printed statement, and by itself what begins a sentence of its own after the last citation."""
    if (stem := raw.rstrip(_STOPS)).endswith("]") and stem[-2:-1].isdecimal():  # as most do
        return [raw]
    end = last_citation_end(raw)
    tail = raw[end:].strip()
    if not end or not tail:
        return [raw]
    match = _NEXT_SENTENCE.match(tail)
    ends = tail[:1] in ".。!！?？" or _SENTENCE_END.search(_RUN.sub("", raw[:end]).rstrip())
    if match is None or not ends or not tail[match.end() :]:
        return [raw]
    return [raw[:end], tail[match.end() :]]


def introduces_next(raw: str) -> bool:
    """Whether a statement only introduces the next one: `Key figures include:`."""
    return raw.endswith((":", "：")) and bool(_FINAL_COLON.search(raw)) and not has_citation(raw)


def parse_citation_numbers(run: str) -> Iterable[int]:
    """The numbers of `[2][3]`, `[2, 3]` and `[2-4]`."""
    if run[1:-1].isdecimal():
        yield int(run[1:-1])
        return
    for first, last in _NUMBER_RANGE.findall(run):
        low, high = int(first), int(last or first)
        yield from range(low, high + 1) if 0 <= high - low < _MAX_RANGE else (low, high)


def has_citation(raw: str) -> bool:
    """Whether a text contains a citation."""
    return any(_find_runs(raw))


def starts_with_citation(raw: str) -> bool:
    """Whether a text begins with a citation."""
    return bool(_RUN.match(raw))


def precedes_words(raw: str) -> bool:
    """Whether a text begins with a citation, and words follow it as in a list of references."""
    match = _RUN.match(raw)
    return bool(match and re.search(r"\w", raw[match.end() :]))


def next_citation_start(raw: str, start: int, end: int) -> int:
    """The offset of the first citation between `start` and `end`; `end` when there is none."""
    return next((match.start() for match in _find_runs(raw, start, end)), end)


def last_citation_end(raw: str) -> int:
    """The offset at which the last citation ends; 0 when there is none."""
    return max((match.end() for match in _find_runs(raw)), default=0)


def _find_runs(raw: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """The runs of citations between two offsets that have no backslash before them; `run` is the group of each."""
    end = len(raw) if end is None else end
    first = raw.find("[", start, end)
    if first >= 0:
        backslash = raw.find("\\", start, first)
        first = first if backslash < 0 else backslash
        for match in _ESCAPED_OR_RUN.finditer(raw, first, end):
            if match["run"]:
                yield match


def _join(before: str, after: str) -> str:
    """Two stretches of words between which a citation was taken out."""
    before = before.rstrip()
    needs_space = before[-1:].isalnum() and after[:1].isalnum()
    return f"{before} {after}" if needs_space else before + after
