"""The line above a summary that names securities, source and time: `BABA(US:BABA) 虎嗅APP·2025-09-21 02:50`.

A security whose name only repeats its symbol has no name. `Source·` is a source without a time, a bare date a time
without a source, `600519.SH` a nameless security of a Chinese exchange, `BABA(:BABA)` one whose market is unknown.
Sites often print the name twice (`TeslaTesla(US:TSLA)`); it is read once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..models import DocumentInfo, Security
from ..text.header_fields import EXCHANGES, SUFFIX_MARKETS, build_timestamp, format_timestamp, undouble_name
from .grammar import Dashes, cites, escape, unescape

_BRACKETS = (
    r"[(（] ?(?:(?P<market>[A-Za-z]{2,8}|) ?[:：] ?(?P<symbol>[A-Za-z0-9.\-]{1,16})"
    r"|(?P<code>\d{4,6})\.(?P<at>SH|SZ|BJ|SS|HK)) ?[)）]"
)
_MARKS = "-*+•●▪◦‣–—·#>\\"  # no name begins with these, but bullets, headings and escaped titles do
_MAX_NAME_WORDS = 6
# The name has at most so many characters, which keeps the search linear.
_NAMED = re.compile(rf"(?P<name>[^()（）·]{{0,80}}?)\s?{_BRACKETS}\s?")
_BARE = re.compile(
    rf"(?P<code>\d{{4,6}})\.(?P<at>SH|SZ|BJ|SS|HK)\b\s?"
    rf"|(?P<market>{EXCHANGES})\s?[:：]\s?(?P<symbol>[A-Z0-9][A-Z0-9.\-]{{0,9}})(?!\S)\s?"
)
_GLUED = re.compile(rf"(?P<name>[^\s()（）·]{{0,80}}){_BRACKETS}")
_TIME = r"(?:(?:T|\s)\s?(\d{1,2}):(\d{2})(?::(\d{2}))?(\s?(?:Z|[+-]\d{2}:\d{2}))?)?"
DATE = rf"(\d{{4}})[-/.年](\d{{1,2}})[-/.月](\d{{1,2}})日?{_TIME}"
_DATE = re.compile(rf"{DATE}$")
_SOURCE = re.compile(rf"(?:(?:来源|來源|(?i:source))\s?[:：]\s?)?(?P<source>.*\S|)\s?[·•|｜]\s?(?P<date>{DATE}|)$")
_SOURCE_TOKEN = re.compile(rf"(?P<source>[^\s·•|｜]{{1,40}})\s?[·•|｜]\s?(?P<date>{DATE})(?!\d)")


@dataclass(slots=True)
class Masthead:
    """What the lines above a summary say."""

    title: str | None = None
    source: str | None = None
    published_at: str | None = None
    securities: list[Security] = field(default_factory=list)

    def add(self, other: Masthead) -> bool:
        """Take over what is not known yet. False when the other says something else, which would be lost."""
        if any(
            mine and theirs and mine != theirs
            for mine, theirs in (
                (self.source, other.source),
                (self.published_at, other.published_at),
            )
        ):
            return False
        self.source = self.source or other.source
        self.published_at = self.published_at or other.published_at
        self.securities += [s for s in other.securities if s not in self.securities]
        return True


def print_masthead(info: DocumentInfo, dashes: Dashes = "keep") -> str:
    """The securities, source and time a summary names, or an empty string. `dashes` as in `escape`."""
    time = format_timestamp(info.published_at)
    name = escape(info.source or "", dashes)
    if _NAMED.match(name) or _BARE.match(name):  # a source that would be read as a security
        name = re.sub(r"(?<!\\)[:：.]", r"\\\g<0>", name)
    source = f"{name}·{time}" if name else time
    return " ".join([*(escape(print_security(s), dashes) for s in info.securities), source]).strip()


def print_security(security: Security) -> str:
    """`BABA(US:BABA)`, `600519.SH`, `腾讯控股(HK:00700)`."""
    symbol, market, name = security.symbol, security.market or "", security.name
    if not name and market in SUFFIX_MARKETS and symbol.isdigit():
        return f"{symbol}.{market}"
    name = name or symbol
    return f"{name if _undouble(name, symbol) == name or name == symbol else name * 2}({market}:{symbol})"


def read_masthead(line: str) -> Masthead | None:
    """Securities, source and time of a line that holds nothing else; None for any other line."""
    if line[:1] in _MARKS or cites(line):
        return None
    head, position = Masthead(), 0
    while match := _BARE.match(line, position) or _NAMED.match(line, position):
        if _holds_title(match.groupdict().get("name") or "", match["symbol"] or match["code"]):
            return None
        head.securities.append(_security(match))
        position = match.end()
    rest = line[position:]
    if not rest:
        return head if head.securities else None
    if match := _DATE.match(rest):
        head.published_at = _read_time(match.groups())
        return head if head.published_at else None
    if not (match := _SOURCE.match(rest)):
        return None
    head.source = unescape(match["source"]) or None
    head.published_at = _read_time(match.groups()[2:]) if match["date"] else None
    return head if head.published_at or not match["date"] else None


def find_masthead(line: str) -> tuple[str, Masthead, str] | None:
    """What stands before, in, and after the masthead within a line that has everything on it.

    Names and sources that hold spaces cannot be told from what stands before them; their last word is taken.
    """
    start = _GLUED.search(line)
    dated = _SOURCE_TOKEN.search(line, start.end() if start else 0)
    if dated and start and read_masthead(line[start.start() : dated.end()]) is None:
        start = None  # something else stands between the two
    first, last = start or dated, dated or start
    if first is None or last is None:
        return None
    end = last.end()
    while dated is None and (more := _GLUED.match(line, end + (line[end : end + 1] == " "))):
        end = more.end()
    head = read_masthead(line[first.start() : end])
    return (line[: first.start()].strip(), head, line[end:].strip()) if head else None


def _security(match: re.Match[str]) -> Security:
    groups = match.groupdict()
    symbol, market = groups["symbol"] or groups["code"], groups["market"] or groups["at"] or None
    name = _undouble(unescape(groups.get("name") or ""), symbol)
    return Security(symbol=symbol, market=market, name=name if name and name != symbol else None)


def _holds_title(name: str, symbol: str) -> bool:
    """Whether the words before the brackets are more than a name: a title on the same line."""
    *title, last = name.split(" ")
    if not title or name == _undouble(name, symbol) * 2:
        return False
    return len(title) >= _MAX_NAME_WORDS or last == symbol or last != _undouble(last, symbol)


def _read_time(groups: tuple[str | None, ...]) -> str | None:
    """The timestamp of the groups of `DATE`, or None for a day that does not exist."""
    year, month, day, hour, minute, second, zone = groups
    time = None if hour is None else (int(hour), int(minute or 0), int(second or 0))
    return build_timestamp((int(year or 0), int(month or 0), int(day or 0)), time, (zone or "").strip())


def _undouble(name: str, symbol: str) -> str:
    return undouble_name(name, symbol, keep_short_words=True)
