"""Saved web pages: the article by trafilatura, without menus and comments; what the page says of itself heads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..text.header_fields import normalize_timestamp
from .encoding import decode_text
from .extracted_text import (
    ExtractedText,
    Metadata,
    TextBlock,
    assemble_text,
    collapse_whitespace,
    format_table_row,
    join_lines,
    limit_error,
)
from .formats import missing_reader
from .html_cleanup import (
    drop_trailing_boilerplate,
    find_linked_lines,
    remove_hidden,
    reveal_wechat_article,
    unlink_table_cells,
    wrap_bare_text,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

# A long article with all its menus has 5,000 tags and is 30 deep. trafilatura takes 2 to 10 seconds for 50,000.
MAX_BYTES, MAX_TAGS, MAX_DEPTH = 16 * 1024 * 1024, 50_000, 200
# Characters below which trafilatura distrusts its own result: 250 by default, which a short Chinese article has not.
_MIN_EXTRACTED = "60"
# A date is the page's own: one guessed from its text is worse than none. Its first characters may state it.
_OPENING = 600
_DATES = {"extensive_search": False, "original_date": True}
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_RIGHTS = re.compile(r"\s*(?:版权所有|版權所有|copyright|©).*$", re.I | re.S)
_SITE = re.compile(r"\s*[-_|–—·]\s*\S.{0,60}")
_WITH_SITE = re.compile(r"(?P<title>.{8,}?)\s*[-_|–—]\s*(?P<site>[^-_|–—]{1,40}(?:[-_|–—][^-_|–—]{1,40})?)")
_SITE_NAME = re.compile(r"(?:网|網|在线|在線|频道|頻道)$")
_MAX_INLINE, _QUOTES = 50, tuple("\"'“”‘’")
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile("<[a-zA-Z]")
# A tag with a thousand attributes; libxml2 compares each with all before it.
_CROWDED = re.compile(
    r"""<[a-zA-Z][^\s<>]*+(?:\s++[^\s"'>=<]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++))?+){1000}"""
)
# Of trafilatura's tree: what stands on lines of its own.
_BLOCKS = frozenset(("p", "head", "quote", "list", "item", "table", "row", "cell", "code", "div"))
# An item of a list with so many of these is an article laid out as one.
_PARAGRAPHS, _ARTICLE = ("p", "head", "table", "quote"), 4
_END = re.compile(r"[。！？.!?…：:”\"」』]$")


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The article of a page.

    Raises:
        InputError: there is none, or the page is beyond our limits.
        UsageError: the extra `html` is not installed.
    """
    text, encoding = _decoded(data, name)
    return extract_page(text, name, origin, encoding)


def extract_page(
    text: str, name: str, origin: str | None, encoding: str | None = None, stated: Metadata | None = None
) -> ExtractedText:
    """The article of a page that is decoded already.

    Args:
        stated: a header that wins over the page's own, as that of the message it came in.

    Raises:
        InputError, UsageError: as `extract`.
    """
    try:
        import trafilatura
        from lxml import etree, html
    except ImportError:
        raise missing_reader(name, "html") from None
    if len(text) > MAX_BYTES or len(_TAG.findall(text)) > MAX_TAGS:
        raise limit_error(name, f"is a page of more than {MAX_BYTES // 2**20} MiB or {MAX_TAGS:,} tags")
    if _CROWDED.search(text):
        raise limit_error(name, "is a page with a tag of a thousand attributes")
    try:
        parser = html.HTMLParser(huge_tree=True)  # lxml's own limits drop text silently
        tree = html.document_fromstring(_XML.sub("", text), parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputError(f"{name}: is no web page that can be read", "save it again, or save its text") from None
    if _depth(tree) > MAX_DEPTH:
        raise limit_error(name, f"is a page nested more than {MAX_DEPTH} deep")
    plain = deepcopy(tree)
    reveal_wechat_article(plain)
    remove_hidden(plain)
    wrap_bare_text(plain)
    linked = find_linked_lines(plain)
    unlink_table_cells(plain)
    found = trafilatura.bare_extraction(
        plain,
        include_comments=False,
        with_metadata=True,
        config=_config(trafilatura),
        date_extraction_params=_DATES,
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise InputError(f"{name}: holds no article", "save the page with its text, or save the text alone")
    head = _completed(stated or _stated(tree), found, tree)
    parts = drop_trailing_boilerplate(list(_parts(found.body)), linked)
    parts = [part for part in parts if not _same(part.text.lstrip("# "), head.title)] or parts
    return assemble_text(parts, head, origin, encoding)


def _config(trafilatura: Any) -> Any:
    config = deepcopy(trafilatura.settings.DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = _MIN_EXTRACTED
    return config


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """By its mark, as UTF-8, by the charset the page declares, and last by what its bytes look like."""
    declared = _CHARSET.search(data[:4096])
    codec = declared[1].decode("ascii").lower() if declared else ""
    codec = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}.get(codec, codec)
    for candidate in ("utf-8-sig", codec):
        try:
            if candidate and b"\0" not in data[:200]:
                return data.decode(candidate), candidate
        except (UnicodeDecodeError, LookupError):
            continue
    return decode_text(data, name)


def _depth(tree: HtmlElement) -> int:
    """How deep the page is nested, without recursion."""
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _stated(tree: HtmlElement) -> Metadata:
    """What the page's own fields say, as they are written there."""
    return Metadata(
        title=_meta(tree, "og:title", "twitter:title"),
        byline=_meta(tree, "author", "article:author", "og:article:author", "byl"),
        source=_meta(tree, "og:site_name", "application-name"),
        published_at=normalize_timestamp(
            _meta(
                tree,
                "article:published_time",
                "og:published_time",
                "publishdate",
                "pubdate",
                "date",
                "datepublished",
                "dc.date.issued",
                "weibo:article:create_at",
            )
            or next(iter(tree.xpath("//time/@datetime")), None)
        ),
    )


def _meta(tree: HtmlElement, *names: str) -> str | None:
    for name in names:
        for content in tree.xpath(
            "//meta[translate(@property, $upper, $lower) = $name or translate(@name, $upper, $lower) = $name"
            " or translate(@itemprop, $upper, $lower) = $name]/@content",
            name=name,
            upper="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            lower="abcdefghijklmnopqrstuvwxyz",
        ):
            value = collapse_whitespace(str(content))
            if value and not value.startswith(("http:", "https:")):
                return value
    return None


def _completed(head: Metadata, found: Any, tree: HtmlElement) -> Metadata:
    """The page's own fields, and where they are silent what trafilatura found."""
    day = None if _is_only_mentioned(found.date, found.body) else normalize_timestamp(found.date)
    byline = head.byline or found.author or ""
    named = any(map(str.isalpha, byline)) and "@" not in byline  # no number of an account, no address
    source = _RIGHTS.sub("", head.source or found.sitename or "")
    title = _title(tree, collapse_whitespace(head.title or found.title or ""), source)
    return Metadata(title or None, byline if named else None, source or None, head.published_at or day)


def _title(tree: HtmlElement, title: str, source: str) -> str:
    """The title whole, and without the name of the site behind it."""
    for heading in tree.iter("h1"):
        text = collapse_whitespace(heading.text_content()) if len(heading) < _MAX_INLINE else ""
        if text and title.startswith(text) and _SITE.fullmatch(title, len(text)):
            return text
        if title and text.startswith(title) and text[len(title) :].lstrip()[:1] in _QUOTES:
            return text  # a field that ends at a quotation mark within
    match = _WITH_SITE.fullmatch(title)
    if match and (_SITE_NAME.search(match["site"]) or (source and source.lower() in match["site"].lower())):
        return match["title"]
    return title


def _same(text: str, title: str | None) -> bool:
    """Whether a part says the title again, with other quotation marks perhaps."""
    return text == title or (title is not None and len(text) < 2 * len(title) and _letters(text) == _letters(title))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _is_only_mentioned(day: str | None, body: Element) -> bool:
    """Whether a date was taken from the middle of the article: trafilatura's last resort is any date at all."""
    if not day:
        return False
    text = "".join(str(piece) for piece in body.itertext())
    y, m, d = day.split("-")
    written = re.compile("|".join("[-/.]".join(order) for order in ((y, m, d), (d, m, y), (m, d, y))))
    return bool(written.search(text, _OPENING)) and not written.search(text[:_OPENING])


def _parts(body: Element) -> Iterator[TextBlock]:
    """Headings, paragraphs, list items and table rows, in reading order."""
    if text := collapse_whitespace(body.text or ""):
        yield TextBlock(text)
    for element in body:
        match element.tag:
            case "head":
                level = str(element.get("rend", "h2"))[-1]
                yield from _lines(element, "#" * (int(level) if level.isdigit() else 2) + " ")
            case "list":
                yield from _items(element)
            case "table":
                yield from _rows(element)
            case "quote" | "div" | "body" if any(child.tag in ("p", "list", "head") for child in element):
                yield from _parts(element)
            case "graphic" | "lb":
                continue
            case _:
                yield from _lines(element)
        if tail := collapse_whitespace(element.tail or ""):
            yield TextBlock(tail)


def _lines(element: Element, mark: str = "") -> Iterator[TextBlock]:
    """The text of an element; a line break within divides it where a sentence ends."""
    paragraph = ""
    for line in _broken(element):
        if paragraph and (line is None or _END.search(paragraph)):
            yield TextBlock(mark + paragraph)
            paragraph = ""
        paragraph = join_lines(paragraph, collapse_whitespace(line or ""))
    if paragraph:
        yield TextBlock(mark + paragraph)


def _broken(element: Element) -> list[str | None]:
    """The text of an element in pieces: divided where lines break, and by a None before and behind blocks."""
    pieces: list[str | None] = []
    piece = element.text or ""
    for child in element:
        if child.tag == "lb":
            pieces.append(piece)
            piece = child.tail or ""
            continue
        first, *others = _broken(child)
        if child.tag in _BLOCKS and not _is_word_of_code(child):
            pieces += [piece, None, first, *others, None]
            piece = child.tail or ""
        else:
            *others, last = [piece + (first or ""), *others]
            pieces += others
            piece = (last or "") + (child.tail or "")
    return [*pieces, piece]


def _is_word_of_code(element: Element) -> bool:
    """Whether an element is code within a sentence, of one line."""
    return element.tag == "code" and "\n" not in "".join(map(str, element.itertext())).strip()


def _text(element: Element) -> str:
    """All text of an element on one line."""
    text = ""
    for piece in _broken(element):
        text = join_lines(text, collapse_whitespace(piece or ""))
    return text


def _items(element: Element) -> Iterator[TextBlock]:
    ordered = element.get("rend") == "ol"
    number = 0
    for item in element:
        if sum(child.tag in _PARAGRAPHS for child in item) >= _ARTICLE:
            yield from _parts(item)
            continue
        nested = [(child, collapse_whitespace(child.tail or "")) for child in item if child.tag == "list"]
        for child, _ in nested:
            item.remove(child)
        if text := _text(item):
            number += 1
            yield TextBlock(f"{number}. {text}" if ordered else f"- {text}")
        for child, behind in nested:
            yield from _items(child)
            if behind:
                yield TextBlock(behind)


def _rows(element: Element) -> Iterator[TextBlock]:
    for row in element.iter("row"):
        cells = [_text(cell) for cell in row.iter("cell")]
        if any(cells):
            yield TextBlock(format_table_row(cells))
