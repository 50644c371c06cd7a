"""Comments and lists of links to other articles that an extractor leaves behind an article.

Of a list within the article nothing is left out: there links stand in what it says. Behind its last sentence three
lines of links or more are other articles, whatever the box is called.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .source import Part

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# A line of links: at most so many characters, half of them within links.
_MAX_LINE = 300
# Of a box: lines that are links, and what part of its characters they have at least.
_LINKS, _SHARE = 3, 0.4
_LEAST, _MAX_TITLE = 200, 60   # characters of an article, and of a heading
# A sentence: so many columns (a Chinese character has two), and an end.
_PROSE = 50
_END = re.compile(r"[。！？.!?…：:”\"」』)）]$")
_MARK = re.compile(r"^(?:#+|-|\d+\.)\s+")
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
# What is under such a heading is not the article; a box of recommendations may be followed by more of it.
_COMMENTS = re.compile(
    r"(?:\d+\s+)?comments?(?:\s*\(\d+\))?|(?:leave|post|add) a (?:comment|reply)|join the (?:conversation|discussion)|"
    r"(?:网友|網友|最新|热门|熱門|全部|发表|發表|我来|用户|查看)(?:评论|評論|留言|跟贴|跟帖)|(?:评论|評論|留言)(?:列表|区|區|[（(]\d+[)）])",
    re.I,
)
_OTHERS = re.compile(
    r"related(?: (?:articles|stories|posts|news|links|content|coverage|topics|reading))?|"
    r"(?:you (?:may|might) also like|recommended|most (?:read|popular)|trending|read next|more (?:stories|news))"
    r"(?: .{0,20})?|"
    r"(?:相关|相關|热门|熱門|推荐|推薦|延伸|精彩|更多|热点|熱點|猜你|为您|為您)"
    r"(?:阅读|閱讀|新闻|新聞|文章|推荐|推薦|链接|連結|报道|報導|喜欢|喜歡|内容|內容)", re.I,
)


def linked_lines(tree: HtmlElement) -> frozenset[str]:
    """The short texts of a page, without white space, at least half of which are links. Linear in the page."""
    from lxml import etree

    found: set[str] = set()
    sums = [[0, 0]]   # characters of each element that is open, and those of them within links
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            sums.append([_length(element.text), 0])
            continue
        length, linked = sums.pop()
        linked = length if element.tag == "a" else linked
        if 0 < length <= _MAX_LINE and 2 * linked >= length:
            found.add(_bare("".join(map(str, element.itertext()))))
        sums[-1][0] += length + _length(element.tail)
        sums[-1][1] += linked
    return frozenset(found)


def without_links(parts: Sequence[Part], linked: frozenset[str]) -> list[Part]:
    """The parts without comments and boxes of links behind the last sentence, if that leaves an article."""
    kept = list(parts[:_end(parts)])
    start = next((i for i in range(len(kept), 0, -1) if _is_prose(kept[i - 1].text, linked)), 0)
    kept = kept[:start] + _unlinked(kept[start:], linked)
    return kept if _size(kept) >= max(_LEAST, _size(parts) / 4) else list(parts)


def _end(parts: Sequence[Part]) -> int:
    """Where the article ends: at a heading of comments, or of other articles with little prose behind it."""
    before, prose = 0, _size([part for part in parts if _is_prose(part.text)])
    for i, part in enumerate(parts):
        heading = _MARK.sub("", part.text).rstrip("：:") if len(part.text) <= _MAX_TITLE else ""
        if _COMMENTS.fullmatch(heading) or (_OTHERS.fullmatch(heading) and 5 * (prose - before) < before):
            return i
        before += len(part.text) if _is_prose(part.text) else 0
    return len(parts)


def _unlinked(parts: list[Part], linked: frozenset[str]) -> list[Part]:
    """Those before and behind a box of links."""
    places = [i for i, part in enumerate(parts) if _bare(part.text) in linked]
    if len(places) < _LINKS:
        return parts
    first, last = places[0], places[-1]
    if _size([parts[i] for i in places]) < _SHARE * _size(parts[first:last + 1]):
        return parts
    if first and parts[first - 1].text.startswith("#"):
        first -= 1   # the heading of the box
    return parts[:first] + parts[last + 1:]


def _is_prose(text: str, linked: frozenset[str] = frozenset()) -> bool:
    long = len(text) + len(_WIDE.findall(text[:_PROSE])) >= _PROSE
    return long and bool(_END.search(text)) and _bare(text) not in linked


def _size(parts: Sequence[Part]) -> int:
    return sum(len(part.text) for part in parts)


def _bare(text: str) -> str:
    return "".join(_MARK.sub("", text).split())


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0
