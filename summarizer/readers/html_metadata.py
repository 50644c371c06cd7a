"""The metadata of a page: what it states of its title, author, site and date, completed by what trafilatura finds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..text.header_fields import normalize_timestamp
from .extracted_text import Metadata, collapse_whitespace

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
    from lxml.html import HtmlElement

# Characters at the start of an article in which it may state its own date.
_OPENING_CHARS = 600
# Elements within an <h1> from which it is no heading but a container.
_MAX_HEADING_ELEMENTS = 50
# Characters of a title, as in `_WITH_SITE`: shorter headings may be the name of the site.
_MIN_TITLE = 8
_RIGHTS = re.compile(r"\s*(?:版权所有|版權所有|copyright|©).*$", re.I | re.S)
_SITE = re.compile(r"\s*[-_|–—·]\s*\S.{0,60}")
_WITH_SITE = re.compile(r"(?P<title>.{8,}?)\s*[-_|–—]\s*(?P<site>[^-_|–—]{1,40}(?:[-_|–—][^-_|–—]{1,40})?)")
_SITE_AT_END = re.compile(r"[-_|–—]\s*(?P<site>[^-_|–—\s]{1,12}[网網])$")
_SITE_NAME = re.compile(r"(?:网|網|在线|在線|频道|頻道)$")
_QUOTES = tuple("\"'“”‘’")


def read_metadata(tree: HtmlElement) -> Metadata:
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


def complete_metadata(stated: Metadata, found: Any, tree: HtmlElement) -> Metadata:
    """The metadata stated, and where a field is missing what trafilatura found."""
    day = None if _is_only_mentioned(found.date, found.body) else normalize_timestamp(found.date)
    byline = stated.byline or found.author or ""
    is_name = any(map(str.isalpha, byline)) and "@" not in byline  # not an account number or an address
    page_title = collapse_whitespace(tree.findtext(".//title") or "")
    named = _SITE_AT_END.search(page_title)
    source = _RIGHTS.sub("", stated.source or found.sitename or (named["site"] if named else ""))
    title = stated.title or _find_titled_heading(tree, page_title) or found.title or ""
    title = _complete_title(tree, collapse_whitespace(title), source)
    return Metadata(title or None, byline if is_name else None, source or None, stated.published_at or day)


def _find_titled_heading(tree: HtmlElement, page_title: str) -> str | None:
    """The heading that the title of the window repeats, before the name of the site; the first may be the site's."""
    for heading in tree.iter("h1", "h2", "h3"):
        text = collapse_whitespace(heading.text_content()) if len(heading) < _MAX_HEADING_ELEMENTS else ""
        is_whole = len(text) >= _MIN_TITLE and page_title.startswith(text)
        if is_whole and (text == page_title or _SITE.fullmatch(page_title, len(text))):
            return text
    return None


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


def _is_only_mentioned(day: str | None, body: Element) -> bool:
    """Whether a date stands only in the middle of the article: trafilatura's last resort is any date at all."""
    if not day:
        return False
    text = "".join(str(piece) for piece in body.itertext())
    y, m, d = day.split("-")
    written = re.compile("|".join("[-/.]".join(order) for order in ((y, m, d), (d, m, y), (m, d, y))))
    return bool(written.search(text, _OPENING_CHARS)) and not written.search(text[:_OPENING_CHARS])
