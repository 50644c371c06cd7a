"""Saved web pages: the article without menus and comments, by trafilatura, and the metadata that the page states.

trafilatura (Barbaresi 2021) returns a tree in the vocabulary of TEI: `head`, `list`, `item`, `lb` for a line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..text.header_fields import normalize_timestamp
from .encoding import codec_for_charset, decode_text
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
from .formats import missing_reader_error
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

# Characters of a page.
MAX_CHARS = 16 * 1024 * 1024
# Tags of a page: trafilatura takes 2 to 10 seconds for so many. A long article with all its menus has 5,000.
MAX_TAGS = 50_000
# Levels of nesting; such an article has 30. Extractors recurse.
MAX_DEPTH = 200
# trafilatura's MIN_EXTRACTED_SIZE: characters below which it distrusts its own result. Its default of 250 is more than
# a short Chinese article has. Set on 2026-11-24, no measurement recorded; held by the tests of this module.
_MIN_EXTRACTED_SIZE = "60"
# A date guessed from the text is worse than none.
_DATE_SEARCH = {"extensive_search": False, "original_date": True}
# Characters at the start of an article in which it may state its own date.
_OPENING_CHARS = 600
# Bytes at the start of a page in which it declares its charset (1024 by the HTML standard).
_CHARSET_BYTES = 4096
# Bytes at the start of which one is zero in UTF-16.
_UTF16_BYTES = 200
# Elements within an <h1> from which it is no heading but a container.
_MAX_HEADING_ELEMENTS = 50
# Paragraphs within a list item from which it is an article laid out as one. Set on 2026-11-24, no measurement recorded;
# held by the tests of this module.
_MIN_ARTICLE_PARAGRAPHS = 4
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_RIGHTS = re.compile(r"\s*(?:版权所有|版權所有|copyright|©).*$", re.I | re.S)
_SITE = re.compile(r"\s*[-_|–—·]\s*\S.{0,60}")
_WITH_SITE = re.compile(r"(?P<title>.{8,}?)\s*[-_|–—]\s*(?P<site>[^-_|–—]{1,40}(?:[-_|–—][^-_|–—]{1,40})?)")
_SITE_NAME = re.compile(r"(?:网|網|在线|在線|频道|頻道)$")
_QUOTES = tuple("\"'“”‘’")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile("<[a-zA-Z]")
# A tag with a thousand attributes: libxml2 compares each with all before it.
_CROWDED_TAG = re.compile(
    r"""<[a-zA-Z][^\s<>]*+(?:\s++[^\s"'>=<]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++))?+){1000}"""
)
# Elements of trafilatura's tree that stand on lines of their own.
_BLOCK_ELEMENTS = frozenset(("p", "head", "quote", "list", "item", "table", "row", "cell", "code", "div"))
_PARAGRAPH_ELEMENTS = ("p", "head", "table", "quote")
_SENTENCE_END = re.compile(r"[。！？.!?…：:”\"」』]$")


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The article of a page.

    Raises:
        InputError: there is none, or the page is beyond the limits above.
        UsageError: the extra `html` is not installed.
    """
    text, encoding = _decode_page(data, name)
    return extract_page(text, name, origin, encoding)


def extract_page(
    text: str, name: str, origin: str | None, encoding: str | None = None, stated: Metadata | None = None
) -> ExtractedText:
    """The article of a decoded page.

    Args:
        stated: metadata that wins over the page's own, such as that of the message it came in.

    Raises:
        InputError, UsageError: as `extract`.
    """
    try:
        import trafilatura
        from lxml import etree, html
    except ImportError:
        raise missing_reader_error(name, "html") from None
    if len(text) > MAX_CHARS or len(_TAG.findall(text)) > MAX_TAGS:
        raise limit_error(name, f"is a page of more than {MAX_CHARS // 2**20} MiB or {MAX_TAGS:,} tags")
    if _CROWDED_TAG.search(text):
        raise limit_error(name, "is a page with a tag of a thousand attributes")
    try:
        parser = html.HTMLParser(huge_tree=True)  # lxml's own limits drop text silently
        tree = html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputError(f"{name}: is not a readable web page", "save it again, or save its text") from None
    if _nesting_depth(tree) > MAX_DEPTH:
        raise limit_error(name, f"is a page nested more than {MAX_DEPTH} deep")
    cleaned = deepcopy(tree)
    reveal_wechat_article(cleaned)
    remove_hidden(cleaned)
    wrap_bare_text(cleaned)
    linked_lines = find_linked_lines(cleaned)
    unlink_table_cells(cleaned)
    found = trafilatura.bare_extraction(
        cleaned,
        include_comments=False,
        with_metadata=True,
        config=_trafilatura_config(trafilatura),
        date_extraction_params=_DATE_SEARCH,
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise InputError(f"{name}: holds no article", "save the page with its text, or save the text alone")
    metadata = _complete_metadata(stated or _read_metadata(tree), found, tree)
    blocks = drop_trailing_boilerplate(list(_iterate_blocks(found.body)), linked_lines)
    blocks = [block for block in blocks if not _repeats_title(block.text.lstrip("# "), metadata.title)] or blocks
    return assemble_text(blocks, metadata, origin, encoding)


def _trafilatura_config(trafilatura: Any) -> Any:
    config = deepcopy(trafilatura.settings.DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = _MIN_EXTRACTED_SIZE
    return config


def _decode_page(data: bytes, name: str) -> tuple[str, str]:
    """Text and codec of a page: as UTF-8, by the charset that it declares, or else as detected."""
    declared = _CHARSET.search(data[:_CHARSET_BYTES])
    codec = codec_for_charset(declared[1].decode("ascii")) if declared else ""
    for candidate in ("utf-8-sig", codec):
        try:
            if candidate and b"\0" not in data[:_UTF16_BYTES]:
                return data.decode(candidate), candidate
        except (UnicodeDecodeError, LookupError):
            continue
    return decode_text(data, name)


def _nesting_depth(tree: HtmlElement) -> int:
    """The number of levels of a page. Without recursion."""
    from lxml import etree

    deepest = depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _read_metadata(tree: HtmlElement) -> Metadata:
    """The metadata in the page's own fields, as written there."""
    return Metadata(
        title=_read_meta(tree, "og:title", "twitter:title"),
        byline=_read_meta(tree, "author", "article:author", "og:article:author", "byl"),
        source=_read_meta(tree, "og:site_name", "application-name"),
        published_at=normalize_timestamp(
            _read_meta(
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


def _read_meta(tree: HtmlElement, *names: str) -> str | None:
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


def _complete_metadata(stated: Metadata, found: Any, tree: HtmlElement) -> Metadata:
    """The metadata stated, and where a field is missing what trafilatura found."""
    day = None if _is_only_mentioned(found.date, found.body) else normalize_timestamp(found.date)
    byline = stated.byline or found.author or ""
    is_name = any(map(str.isalpha, byline)) and "@" not in byline  # not an account number or an address
    source = _RIGHTS.sub("", stated.source or found.sitename or "")
    title = _complete_title(tree, collapse_whitespace(stated.title or found.title or ""), source)
    return Metadata(title or None, byline if is_name else None, source or None, stated.published_at or day)


def _complete_title(tree: HtmlElement, title: str, source: str) -> str:
    """The whole title, without the name of the site behind it."""
    for heading in tree.iter("h1"):
        text = collapse_whitespace(heading.text_content()) if len(heading) < _MAX_HEADING_ELEMENTS else ""
        if text and title.startswith(text) and _SITE.fullmatch(title, len(text)):
            return text
        if title and text.startswith(title) and text[len(title) :].lstrip()[:1] in _QUOTES:
            return text  # the field was cut at a quotation mark
    match = _WITH_SITE.fullmatch(title)
    if match and (_SITE_NAME.search(match["site"]) or (source and source.lower() in match["site"].lower())):
        return match["title"]
    return title


def _repeats_title(text: str, title: str | None) -> bool:
    """Whether a block repeats the title, possibly with other punctuation."""
    return text == title or (
        title is not None and len(text) < 2 * len(title) and _alphanumeric(text) == _alphanumeric(title)
    )


def _alphanumeric(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _is_only_mentioned(day: str | None, body: Element) -> bool:
    """Whether a date stands only in the middle of the article: trafilatura's last resort is any date at all."""
    if not day:
        return False
    text = "".join(str(piece) for piece in body.itertext())
    y, m, d = day.split("-")
    written = re.compile("|".join("[-/.]".join(order) for order in ((y, m, d), (d, m, y), (m, d, y))))
    return bool(written.search(text, _OPENING_CHARS)) and not written.search(text[:_OPENING_CHARS])


def _iterate_blocks(body: Element) -> Iterator[TextBlock]:
    """Headings, paragraphs, list items and table rows, in reading order."""
    if text := collapse_whitespace(body.text or ""):
        yield TextBlock(text)
    for element in body:
        match element.tag:
            case "head":
                level = str(element.get("rend", "h2"))[-1]
                yield from _iterate_lines(element, "#" * (int(level) if level.isdigit() else 2) + " ")
            case "list":
                yield from _iterate_items(element)
            case "table":
                yield from _iterate_rows(element)
            case "quote" | "div" | "body" if any(child.tag in ("p", "list", "head") for child in element):
                yield from _iterate_blocks(element)
            case "graphic" | "lb":
                continue
            case _:
                yield from _iterate_lines(element)
        if tail := collapse_whitespace(element.tail or ""):
            yield TextBlock(tail)


def _iterate_lines(element: Element, mark: str = "") -> Iterator[TextBlock]:
    """The text of an element, divided at line breaks behind the end of a sentence."""
    paragraph = ""
    for line in _split_at_breaks(element):
        if paragraph and (line is None or _SENTENCE_END.search(paragraph)):
            yield TextBlock(mark + paragraph)
            paragraph = ""
        paragraph = join_lines(paragraph, collapse_whitespace(line or ""))
    if paragraph:
        yield TextBlock(mark + paragraph)


def _split_at_breaks(element: Element) -> list[str | None]:
    """The text of an element in pieces, divided at line breaks, with a None before and after each block within."""
    pieces: list[str | None] = []
    piece = element.text or ""
    for child in element:
        if child.tag == "lb":
            pieces.append(piece)
            piece = child.tail or ""
            continue
        first, *others = _split_at_breaks(child)
        if child.tag in _BLOCK_ELEMENTS and not _is_inline_code(child):
            pieces += [piece, None, first, *others, None]
            piece = child.tail or ""
        else:
            *others, last = [piece + (first or ""), *others]
            pieces += others
            piece = (last or "") + (child.tail or "")
    return [*pieces, piece]


def _is_inline_code(element: Element) -> bool:
    """Whether an element is code of one line, within a sentence."""
    return element.tag == "code" and "\n" not in "".join(map(str, element.itertext())).strip()


def _flatten(element: Element) -> str:
    """All text of an element on one line."""
    text = ""
    for piece in _split_at_breaks(element):
        text = join_lines(text, collapse_whitespace(piece or ""))
    return text


def _iterate_items(element: Element) -> Iterator[TextBlock]:
    ordered = element.get("rend") == "ol"
    number = 0
    for item in element:
        if sum(child.tag in _PARAGRAPH_ELEMENTS for child in item) >= _MIN_ARTICLE_PARAGRAPHS:
            yield from _iterate_blocks(item)
            continue
        nested = [(child, collapse_whitespace(child.tail or "")) for child in item if child.tag == "list"]
        for child, _ in nested:
            item.remove(child)
        if text := _flatten(item):
            number += 1
            yield TextBlock(f"{number}. {text}" if ordered else f"- {text}")
        for child, tail in nested:
            yield from _iterate_items(child)
            if tail:
                yield TextBlock(tail)


def _iterate_rows(element: Element) -> Iterator[TextBlock]:
    for row in element.iter("row"):
        cells = [_flatten(cell) for cell in row.iter("cell")]
        if any(cells):
            yield TextBlock(format_table_row(cells))
