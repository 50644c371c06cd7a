"""Page cleanup: hidden elements removed, inline markup flattened to paragraphs, comments and link lists dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .extracted_text import TextBlock

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = "//template | //noscript | //*[@hidden] | //*[@aria-hidden='true']"
# Invisible, of no size, or moved out of the window. A negative margin only moves what stands beside it.
_HIDING = re.compile(
    r"""(?:^|;)\s*(?:
      display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse) | color\s*:\s*transparent
      | opacity\s*:\s*0?\.?0+%?\s*(?:;|!|$)
      | font-size\s*:\s*(?:0(?:\.0+)?(?![.\d])|[01](?:\.\d+)?p[xt])
      | (?:left|top|text-indent)\s*:\s*-(?:\d{4,}|999)
      | clip\s*:\s*rect\(\s*0 | clip-path\s*:\s*inset\(\s*(?:50|100)%
    )""",
    re.I | re.X,
)


def remove_hidden(tree: HtmlElement) -> None:
    """Take out the elements that are not shown, not the text behind them. In place."""
    styled = (element for element in tree.xpath("//*[@style]") if _HIDING.search(element.get("style")))
    for element in (*tree.xpath(_UNSEEN), *styled):
        if element.tag not in ("html", "body"):  # scripts show a whole page when it is ready
            element.drop_tree()


def reveal_wechat_article(tree: HtmlElement) -> None:
    """Show what WeChat hides until its script runs: every article. In place."""
    for element in tree.xpath("//*[@id='js_content'][not(contains(@style, 'display'))]"):
        element.attrib.pop("style", None)


# What may hold paragraphs, and text of its own beside them.
_HOLDERS = frozenset(
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
_MARKUP_UNSEEN = frozenset(("noscript", "script", "style", "template"))
_INLINE = _MARKUP_UNSEEN | frozenset(
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
# A paragraph with more elements than this is divided, where a sentence ends after so many.
_WIDE, _PART = 1000, 500
# Fewer characters outside of links, beside paragraphs and without a full stop, are a label or a separator (`Share:`).
_BARE = 25
_STOPS = tuple("。！？.!?…")
# What lxml's parser lets through and its trees do not take.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENDS = (*_STOPS, *'：:”"」』')


def wrap_bare_text(tree: HtmlElement) -> None:
    """Put paragraphs around what stands bare beside blocks, and divide those of very many elements. In place."""
    from lxml import etree

    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)  # the text behind them stays
    for element in list(tree.iter("*")):
        wide = len(element) > _WIDE and element.tag not in ("pre", "code")
        if wide:
            element.tag = "div" if element.tag == "p" else element.tag
            _wrap(element, _parts(element))
        elif element.tag in _HOLDERS and not all(map(_is_inline, element)):
            _wrap(element, _runs(element), _BARE)
        elif element.tag == "section" and element.text_content().strip():
            element.tag = "p"  # as editors for WeChat write paragraphs
        elif element.tag == "div" and element.getparent() is not None and element.getparent().tag in _CELLS:
            element.tag = "p"  # else its text runs into that of the next one


def unlink_table_cells(tree: HtmlElement) -> None:
    """Take the links out of tables that have heads, their text stays: extractors lose all but the first of a cell."""
    from lxml import etree

    tables = {next(cell.iterancestors("table"), None) for cell in tree.iter("th")}
    for table in tables - {None}:
        etree.strip_tags(table, "a")


def _is_inline(element: HtmlElement) -> bool:
    """Whether an element stands within a line, and what it holds does."""
    return element.tag in _INLINE and all(child.tag in _INLINE for child in element)


def _runs(element: HtmlElement) -> Iterator[tuple[list[HtmlElement], HtmlElement | None]]:
    """Each run of inline elements, which may be empty, with the block behind it; None at the end."""
    run: list[HtmlElement] = []
    for child in list(element):
        if _is_inline(child):
            run.append(child)
        else:
            yield run, child
            run = []
    yield run, None


def _parts(element: HtmlElement) -> Iterator[tuple[list[HtmlElement], HtmlElement | None]]:
    """`_runs`, none of them wide."""
    for run, block in _runs(element):
        start = 0
        for count, child in enumerate(run, 1):
            ends = child.tag == "br" or (child.tail or "").rstrip().endswith(_ENDS)
            if count - start >= (_PART if ends else _WIDE):
                yield run[start:count], None
                start = count
        yield run[start:], block


def _wrap(element: HtmlElement, runs: Iterator[tuple[list[HtmlElement], HtmlElement | None]], least: int = 1) -> None:
    """Put each run, with the text before it, into a paragraph, if it says so much outside of links."""
    before: HtmlElement | None = None
    for run, block in runs:
        text = (element.text if before is None else before.tail) or ""
        bare = _bare(text, run)
        if len(bare) >= least or bare.endswith(_STOPS):
            paragraph = element.makeelement("p")
            paragraph.text = _FORBIDDEN.sub(" ", text)
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


def _bare(text: str, run: Sequence[HtmlElement]) -> str:
    """The text of a run outside of links."""
    pieces = [text]
    for element in run:
        if element.tag not in _MARKUP_UNSEEN and next(element.iter("a"), None) is None:
            pieces.append(element.text_content())
        pieces.append(element.tail or "")
    return "".join(pieces).strip()


# A line of links: at most so many characters, half of them within links.
_MAX_LINE = 300
# Of a box: lines that are links, and what part of its characters they have at least.
_LINKS, _SHARE = 3, 0.4
_LEAST, _MAX_TITLE = 200, 60  # characters of an article, and of a heading
# A sentence: so many columns (a Chinese character has two), and an end.
_PROSE = 50
_END = re.compile(r"[。！？.!?…：:”\"」』)）]$")
_MARK = re.compile(r"^(?:#+|-|\d+\.)\s+")
_LINKS_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef]")
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
    r"(?:阅读|閱讀|新闻|新聞|文章|推荐|推薦|链接|連結|报道|報導|喜欢|喜歡|内容|內容)",
    re.I,
)


def find_linked_lines(tree: HtmlElement) -> frozenset[str]:
    """The short texts of a page, without white space, at least half of which are links. Linear in the page."""
    from lxml import etree

    found: set[str] = set()
    sums = [[0, 0]]  # characters of each element that is open, and those of them within links
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            sums.append([_length(element.text), 0])
            continue
        length, linked = sums.pop()
        linked = length if element.tag == "a" else linked
        if 0 < length <= _MAX_LINE and 2 * linked >= length:
            found.add(_links_bare("".join(map(str, element.itertext()))))
        sums[-1][0] += length + _length(element.tail)
        sums[-1][1] += linked
    return frozenset(found)


def drop_trailing_boilerplate(parts: Sequence[TextBlock], linked: frozenset[str]) -> list[TextBlock]:
    """The parts without comments and boxes of links behind the last sentence, if that leaves an article."""
    kept = list(parts[: _end(parts)])
    start = next((i for i in range(len(kept), 0, -1) if _is_prose(kept[i - 1].text, linked)), 0)
    kept = kept[:start] + _unlinked(kept[start:], linked)
    return kept if _size(kept) >= max(_LEAST, _size(parts) / 4) else list(parts)


def _end(parts: Sequence[TextBlock]) -> int:
    """Where the article ends: at a heading of comments, or of other articles with little prose behind it."""
    before, prose = 0, _size([part for part in parts if _is_prose(part.text)])
    for i, part in enumerate(parts):
        heading = _MARK.sub("", part.text).rstrip("：:") if len(part.text) <= _MAX_TITLE else ""
        if _COMMENTS.fullmatch(heading) or (_OTHERS.fullmatch(heading) and 5 * (prose - before) < before):
            return i
        before += len(part.text) if _is_prose(part.text) else 0
    return len(parts)


def _unlinked(parts: list[TextBlock], linked: frozenset[str]) -> list[TextBlock]:
    """Those before and behind a box of links."""
    places = [i for i, part in enumerate(parts) if _links_bare(part.text) in linked]
    if len(places) < _LINKS:
        return parts
    first, last = places[0], places[-1]
    if _size([parts[i] for i in places]) < _SHARE * _size(parts[first : last + 1]):
        return parts
    if first and parts[first - 1].text.startswith("#"):
        first -= 1  # the heading of the box
    return parts[:first] + parts[last + 1 :]


def _is_prose(text: str, linked: frozenset[str] = frozenset()) -> bool:
    long = len(text) + len(_LINKS_WIDE.findall(text[:_PROSE])) >= _PROSE
    return long and bool(_END.search(text)) and _links_bare(text) not in linked


def _size(parts: Sequence[TextBlock]) -> int:
    return sum(len(part.text) for part in parts)


def _links_bare(text: str) -> str:
    return "".join(_MARK.sub("", text).split())


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0
