"""The header line above a summary, with securities, source and time: `BABA(US:BABA) 虎嗅APP·2025-09-21 02:50`.

A security whose name only repeats its symbol has no name. `Source·` is a source without a time, a bare date a time
without a source, `600519.SH` a nameless security of a Chinese exchange, `BABA(:BABA)` one whose market is unknown.
Sites often print the name twice (`TeslaTesla(US:TSLA)`); it is parsed as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..models import DocumentInfo, Security
from ..text.header_fields import EXCHANGES, SUFFIX_MARKETS, build_timestamp, collapse_repeated_name, format_timestamp
from .grammar import BULLETS, DashEscaping, escape, has_citation, unescape

_BRACKETS = (
    r"[(（] ?(?:(?P<market>[A-Za-z]{2,8}|) ?[:：] ?(?P<symbol>[A-Za-z0-9.\-]{1,16})"
    r"|(?P<code>\d{4,6})\.(?P<at>SH|SZ|BJ|SS|HK)) ?[)）]"
)
_NO_NAME_START = rf"{BULLETS}#>\\"  # no name begins with these, but bullets, headings and escaped titles do
# Words before the brackets of a security from which on they are a title that stands on the same line.
_MIN_TITLE_WORDS = 6
# The name is limited to 80 characters to keep the search linear.
_NAMED = re.compile(rf"(?P<name>[^()（）·]{{0,80}}?)\s?{_BRACKETS}\s?")
_BARE = re.compile(
    rf"(?P<code>\d{{4,6}})\.(?P<at>SH|SZ|BJ|SS|HK)\b\s?"
    rf"|(?P<market>{EXCHANGES})\s?[:：]\s?(?P<symbol>[A-Z0-9][A-Z0-9.\-]{{0,9}})(?!\S)\s?"
)
_NAMED_WITHIN = re.compile(rf"(?P<name>[^\s()（）·]{{0,80}}){_BRACKETS}")
_TIME = r"(?:(?:T|\s)\s?(\d{1,2}):(\d{2})(?::(\d{2}))?(\s?(?:Z|[+-]\d{2}:\d{2}))?)?"
DATE = rf"(\d{{4}})[-/.年](\d{{1,2}})[-/.月](\d{{1,2}})日?{_TIME}"
_DATE = re.compile(rf"{DATE}$")
_SOURCE = re.compile(
    rf"(?:(?:来源|來源|(?i:source))\s?[:：]\s?){{0,3}}(?P<source>.*\S|)\s?[·•|｜]\s?(?P<date>{DATE}|)$"
)
# A time within a line, and the source before it.
_MARKED_DATE = re.compile(rf"[·•|｜]\s?{DATE}(?!\d)")
_LAST_WORD = re.compile(r"[^\s·•|｜]{1,40}\s?$")
_SOURCE_WINDOW = 41  # characters before the mark in which the source stands


@dataclass(slots=True)
class SummaryHeader:
    """The fields that the lines above a summary give."""

    title: str | None = None
    source: str | None = None
    published_at: str | None = None
    securities: list[Security] = field(default_factory=list)

    def merge(self, other: SummaryHeader) -> bool:
        """Take the fields of another header that are not known yet. False, without a change, when they conflict."""
        known = ((self.source, other.source), (self.published_at, other.published_at))
        if any(ours and theirs and ours != theirs for ours, theirs in known):
            return False
        self.source = self.source or other.source
        self.published_at = self.published_at or other.published_at
        self.securities += [s for s in other.securities if s not in self.securities]
        return True


def format_header_line(info: DocumentInfo, dashes: DashEscaping = "keep") -> str:
    """The header line of a summary, or an empty string if nothing is known. `dashes` as in `escape`."""
    time = format_timestamp(info.published_at)
    name = escape(info.source or "", dashes)
    if _NAMED.match(name) or _BARE.match(name):  # a source that would be parsed as a security
        name = re.sub(r"(?<!\\)[:：.]", r"\\\g<0>", name)
    source = f"{name}·{time}" if name else time
    return " ".join([*(escape(format_security(s), dashes) for s in info.securities), source]).strip()


def format_security(security: Security) -> str:
    """`BABA(US:BABA)`, `600519.SH`, `腾讯控股(HK:00700)`."""
    symbol, market, name = security.symbol, security.market or "", security.name
    if not name and market in SUFFIX_MARKETS and symbol.isdigit():
        return f"{symbol}.{market}"
    name = name or symbol
    return f"{name if _undouble(name, symbol) == name or name == symbol else name * 2}({market}:{symbol})"


def parse_header_line(line: str) -> SummaryHeader | None:
    """The securities, source and time of a header line; None for any line that contains something else."""
    if line[:1] in _NO_NAME_START or has_citation(line):
        return None
    header, position = SummaryHeader(), 0
    while match := _BARE.match(line, position) or _NAMED.match(line, position):
        if _contains_title(match.groupdict().get("name") or "", match["symbol"] or match["code"]):
            return None
        header.securities.append(_security(match))
        position = match.end()
    rest = line[position:]
    if not rest:
        return header if header.securities else None
    if match := _DATE.match(rest):
        header.published_at = _parse_time(match.groups())
        return header if header.published_at else None
    if not (match := _SOURCE.match(rest)):
        return None
    header.source = unescape(match["source"]) or None
    header.published_at = _parse_time(match.groups()[2:]) if match["date"] else None
    return header if header.published_at or not match["date"] else None


def find_header_line(line: str) -> tuple[str, SummaryHeader, str] | None:
    """The text before a header, the header, and the text after it, within a line that contains the whole summary.

    Names and sources with spaces cannot be told from the text before them; their last word is taken.
    """
    start = _NAMED_WITHIN.search(line)
    dated = next(find_dated_sources(line, start.end() if start else 0), None)
    named = start.span() if start else None
    if dated and named and parse_header_line(line[named[0] : dated[1]]) is None:
        named = None  # there is other text between the two
    first, last = named or dated, dated or named
    if first is None or last is None:
        return None
    end = last[1]
    while dated is None and (more := _NAMED_WITHIN.match(line, end + (line[end : end + 1] == " "))):
        end = more.end()
    header = parse_header_line(line[first[0] : end])
    return (line[: first[0]].strip(), header, line[end:].strip()) if header else None


def find_dated_sources(line: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Where in a line a source and its time begin and end, between two offsets."""
    for match in _MARKED_DATE.finditer(line, start, len(line) if end is None else end):
        word = _LAST_WORD.search(line, max(start, match.start() - _SOURCE_WINDOW), match.start())
        if word:
            yield word.start(), match.end()
            start = match.end()


def _security(match: re.Match[str]) -> Security:
    groups = match.groupdict()
    symbol, market = groups["symbol"] or groups["code"], groups["market"] or groups["at"] or None
    name = _undouble(unescape(groups.get("name") or ""), symbol)
    return Security(symbol=symbol, market=market, name=name if name and name != symbol else None)


def _contains_title(name: str, symbol: str) -> bool:
    """Whether the words before the brackets are more than its name: a title on the same line."""
    *title, last = name.split(" ")
    if not title or name == _undouble(name, symbol) * 2:
        return False
    return len(title) >= _MIN_TITLE_WORDS or last == symbol or last != _undouble(last, symbol)


def _parse_time(groups: tuple[str | None, ...]) -> str | None:
    """The timestamp of the groups of `DATE`, or None for a day that does not exist."""
    year, month, day, hour, minute, second, zone = groups
    time = None if hour is None else (int(hour), int(minute or 0), int(second or 0))
    return build_timestamp((int(year or 0), int(month or 0), int(day or 0)), time, (zone or "").strip())


def _undouble(name: str, symbol: str) -> str:
    return collapse_repeated_name(name, symbol, keep_short_words=True)
