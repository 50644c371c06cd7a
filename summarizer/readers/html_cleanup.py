"""Cleanup of web pages, before extraction on the tree and after it on the text.

Before: text that stands bare between blocks gets paragraphs, because trafilatura loses it.
After: comments and boxes of links behind the article go (boilerplate removal by link density, Kohlschütter et al.
2010).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .extracted_text import TextBlock

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Elements that hold paragraphs, and possibly bare text between them.
_CONTAINERS = frozenset(
    (
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "li",
        "main",
        "section",
        "td",
        "th",
    )
)
_CELLS = frozenset(("dd", "li", "td", "th"))
_INVISIBLE = frozenset(("noscript", "script", "style", "template"))
_INLINE = _INVISIBLE | frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "button",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "picture",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    )
)
_STOPS = tuple("。！？.!?…")
_ENDS = (*_STOPS, *'：:”"」』')
# Characters that lxml's parser lets through and its trees refuse.
_INVALID_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SENTENCE_END = re.compile(r"[。！？.!?…：:”\"」』)）]$")
_LINE_MARK = re.compile(r"^(?:#+|-|\d+\.)\s+")
# Characters that take two columns.
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
# Headings of comments, behind which nothing is the article, and of recommendations, which more of it may follow.
_COMMENTS_HEADING = re.compile(
    r"(?:\d+\s+)?comments?(?:\s*\(\d+\))?|(?:leave|post|add) a (?:comment|reply)|join the (?:conversation|discussion)|"
    r"(?:网友|網友|最新|热门|熱門|全部|发表|發表|我来|用户|查看)(?:评论|評論|留言|跟贴|跟帖)|(?:评论|評論|留言)(?:列表|区|區|[（(]\d+[)）])",
    re.I,
)
_RECOMMENDATIONS_HEADING = re.compile(
    r"related(?: (?:articles|stories|posts|news|links|content|coverage|topics|reading))?|"
    r"(?:you (?:may|might) also like|recommended|most (?:read|popular)|trending|read next|more (?:stories|news))"
    r"(?: .{0,20})?|"
    r"(?:相关|相關|热门|熱門|推荐|推薦|延伸|精彩|更多|热点|熱點|猜你|为您|為您)"
    r"(?:阅读|閱讀|新闻|新聞|文章|推荐|推薦|链接|連結|报道|報導|喜欢|喜歡|内容|內容)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class CleanupThresholds:
    """What is a paragraph, and what is a box of links.

    Those of paragraphs were set on 2026-11-24 on 396 saved pages of other projects' manuals: 37 keep more words,
    none fewer, and a paragraph of 20,000 inline elements takes 1 second instead of 6. Those of boxes were set on the
    same day on 83 real pages with references, by `python -m benchmarks.files FOLDER`: precision 0.909 to 0.938, recall
    0.967 to 0.966, F1 0.922 to 0.940. Neither set is in the repository. Held by the tests of
    `html_reader` and of this module.

    Attributes:
        max_elements: inline elements of a paragraph, which is divided above, and
        part_elements: elements after which it may be divided at the end of a sentence.
        min_bare_chars: characters of bare text outside links from which it is a paragraph even without a full stop;
            fewer are a label or a separator, such as `Share:`.
        max_linked_chars: characters of a line that may count as linked.
        linked_share: share of a line's characters within links from which it is linked.
        min_linked_lines: linked lines of a box of links.
        box_share: share of a box's characters that its linked lines have at least.
        min_article_chars: characters that must be left when blocks are dropped, and
        min_article_share: the share of all characters; the larger of the two counts.
        max_heading_chars: characters of a heading of comments or recommendations.
        prose_columns: columns from which a line that ends as a sentence is prose; a Chinese character has two.
        prose_ratio: how many times as much prose stands before a heading of recommendations as behind it, if the
            article ends there.
    """

    max_elements: int = 1000
    part_elements: int = 500
    min_bare_chars: int = 25
    max_linked_chars: int = 300
    linked_share: float = 0.5
    min_linked_lines: int = 3
    box_share: float = 0.4
    min_article_chars: int = 200
    min_article_share: float = 0.25
    max_heading_chars: int = 60
    prose_columns: int = 50
    prose_ratio: int = 5


THRESHOLDS = CleanupThresholds()


def wrap_bare_text(tree: HtmlElement) -> None:
    """Wrap text that stands bare between blocks in paragraphs, and divide paragraphs of many elements. In place."""
    from lxml import etree

    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)  # the text behind them stays
    for element in list(tree.iter("*")):
        is_crowded = len(element) > THRESHOLDS.max_elements and element.tag not in ("pre", "code")
        if is_crowded:
            element.tag = "div" if element.tag == "p" else element.tag
            _wrap_runs(element, _short_inline_runs(element))
        elif element.tag in _CONTAINERS and not all(map(_is_inline, element)):
            _wrap_runs(element, _inline_runs(element), THRESHOLDS.min_bare_chars)
        elif element.tag == "section" and element.text_content().strip():
            element.tag = "p"  # as editors for WeChat write paragraphs
        elif element.tag == "div" and element.getparent() is not None and element.getparent().tag in _CELLS:
            element.tag = "p"  # else its text runs into that of the next one


def _is_inline(element: HtmlElement) -> bool:
    """Whether an element and its children stand within a line."""
    return element.tag in _INLINE and all(child.tag in _INLINE for child in element)


def _inline_runs(element: HtmlElement) -> Iterator[tuple[list[HtmlElement], HtmlElement | None]]:
    """Each run of inline elements, possibly empty, with the block behind it; None at the end."""
    run: list[HtmlElement] = []
    for child in list(element):
        if _is_inline(child):
            run.append(child)
        else:
            yield run, child
            run = []
    yield run, None


def _short_inline_runs(element: HtmlElement) -> Iterator[tuple[list[HtmlElement], HtmlElement | None]]:
    """`_inline_runs`, divided so that none has more than `max_elements`."""
    for run, block in _inline_runs(element):
        start = 0
        for count, child in enumerate(run, 1):
            ends = child.tag == "br" or (child.tail or "").rstrip().endswith(_ENDS)
            if count - start >= (THRESHOLDS.part_elements if ends else THRESHOLDS.max_elements):
                yield run[start:count], None
                start = count
        yield run[start:], block


def _wrap_runs(
    element: HtmlElement, runs: Iterator[tuple[list[HtmlElement], HtmlElement | None]], min_chars: int = 1
) -> None:
    """Wrap each run, with the text before it, in a paragraph if it has enough text outside links."""
    before: HtmlElement | None = None
    for run, block in runs:
        text = (element.text if before is None else before.tail) or ""
        unlinked = _unlinked_text(text, run)
        if len(unlinked) >= min_chars or unlinked.endswith(_STOPS):
            paragraph = element.makeelement("p")
            paragraph.text = _INVALID_XML.sub(" ", text)
            if before is None:
                element.text = None
                element.insert(0, paragraph)
            else:
                before.tail = None
                before.addnext(paragraph)
            paragraph.extend(run)
            before = paragraph
        elif run:
            before = run[-1]
        before = before if block is None else block


def _unlinked_text(text: str, run: Sequence[HtmlElement]) -> str:
    """The text of a run outside links."""
    pieces = [text]
    for element in run:
        if element.tag not in _INVISIBLE and next(element.iter("a"), None) is None:
            pieces.append(element.text_content())
        pieces.append(element.tail or "")
    return "".join(pieces).strip()


def find_linked_lines(tree: HtmlElement) -> frozenset[str]:
    """The short texts of a page that are mostly links, without white space. In linear time."""
    from lxml import etree

    found: set[str] = set()
    lengths = [[0, 0]]  # of each open element: characters, and those of them within links
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            lengths.append([_count_visible(element.text), 0])
            continue
        length, linked = lengths.pop()
        linked = length if element.tag == "a" else linked
        if 0 < length <= THRESHOLDS.max_linked_chars and linked >= THRESHOLDS.linked_share * length:
            found.add(_compact("".join(map(str, element.itertext()))))
        lengths[-1][0] += length + _count_visible(element.tail)
        lengths[-1][1] += linked
    return frozenset(found)


def drop_trailing_boilerplate(blocks: Sequence[TextBlock], linked_lines: frozenset[str]) -> list[TextBlock]:
    """The blocks without comments and boxes of links behind the last sentence, if that leaves an article.

    Args:
        linked_lines: as `find_linked_lines` returns them.
    """
    article = list(blocks[: _find_article_end(blocks)])
    tail = next((i for i in range(len(article), 0, -1) if _is_prose(article[i - 1].text, linked_lines)), 0)
    article = article[:tail] + _drop_link_box(article[tail:], linked_lines)
    min_chars = max(THRESHOLDS.min_article_chars, THRESHOLDS.min_article_share * _count_chars(blocks))
    return article if _count_chars(article) >= min_chars else list(blocks)


def _find_article_end(blocks: Sequence[TextBlock]) -> int:
    """The index of a heading of comments, or of recommendations with little prose behind it."""
    before, prose = 0, _count_chars([block for block in blocks if _is_prose(block.text)])
    for i, block in enumerate(blocks):
        is_short = len(block.text) <= THRESHOLDS.max_heading_chars
        heading = _LINE_MARK.sub("", block.text).rstrip("：:") if is_short else ""
        little_behind = THRESHOLDS.prose_ratio * (prose - before) < before
        if _COMMENTS_HEADING.fullmatch(heading) or (_RECOMMENDATIONS_HEADING.fullmatch(heading) and little_behind):
            return i
        before += len(block.text) if _is_prose(block.text) else 0
    return len(blocks)


def _drop_link_box(blocks: list[TextBlock], linked_lines: frozenset[str]) -> list[TextBlock]:
    """The blocks before and behind a box of links."""
    linked = [i for i, block in enumerate(blocks) if _compact(block.text) in linked_lines]
    if len(linked) < THRESHOLDS.min_linked_lines:
        return blocks
    first, last = linked[0], linked[-1]
    if _count_chars([blocks[i] for i in linked]) < THRESHOLDS.box_share * _count_chars(blocks[first : last + 1]):
        return blocks
    if first and blocks[first - 1].text.startswith("#"):
        first -= 1  # the heading of the box
    return blocks[:first] + blocks[last + 1 :]


def _is_prose(text: str, linked_lines: frozenset[str] = frozenset()) -> bool:
    """Whether a line is long, ends as a sentence does, and is not linked."""
    columns = len(text) + len(_WIDE.findall(text[: THRESHOLDS.prose_columns]))
    is_sentence = columns >= THRESHOLDS.prose_columns and bool(_SENTENCE_END.search(text))
    return is_sentence and _compact(text) not in linked_lines


def _count_chars(blocks: Sequence[TextBlock]) -> int:
    return sum(len(block.text) for block in blocks)


def _compact(text: str) -> str:
    """The text without list and heading marks and white space."""
    return "".join(_LINE_MARK.sub("", text).split())


def _count_visible(text: str | None) -> int:
    return len("".join(text.split())) if text else 0
