"""Saved WeChat articles (mp.weixin.qq.com): the article alone, and what the page and its scripts say of it."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from ..text.header_fields import normalize_timestamp
from .extracted_text import Metadata, collapse_whitespace
from .html_roles import ROLE_ATTRIBUTE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHINA = datetime.timezone(datetime.timedelta(hours=8))
_STRING = r"""(?:htmlDecode\(\s*)?["'](?P<value>[^"'\n]{1,200})["']"""
_VARIABLES = {
    name: re.compile(rf"""(?:\bvar\s+|[\s{{,;.]|^)(?:{names})\s*[=:]\s*(?:["']{{2}}\s*\|\|\s*)?{_STRING}""", re.M)
    for name, names in {
        "title": "msg_title",
        "account": "nickname|nick_name",
        "author": "author|author_name",
        "seconds": "ct|create_timestamp|ori_create_time|publish_timestamp",
        "time": "publish_time|createTime|create_time",
    }.items()
}
_SECONDS = re.compile(r"1\d{9}")
# Characters of scripts in which variables are looked for.
_MAX_SCRIPT_CHARS = 2_000_000
_CENTERED = re.compile(r"text-align\s*:\s*center|justify-content\s*:\s*center", re.I)
_CONTACT = re.compile(r"[\w.+-]{2,40}@[\w-]{1,40}\.\w|(?:微信|公众号|QQ|电话|電話|手机|邮箱)(?:号|號)?\s*[:：]")
_SENTENCE_END = re.compile(r"[。！？.!?…”\"」』]$")
# Characters from which a line is a paragraph of the article and not an invitation, a credit or a contact.
_MIN_PROSE_CHARS = 25


def _find_content(tree: HtmlElement) -> HtmlElement | None:
    found = tree.xpath("//*[@id='js_content']")
    return found[0] if found and found[0].text_content().strip() else None


def select_wechat_article(tree: HtmlElement) -> bool:
    """Leave nothing of a WeChat page but its article, made visible. In place.

    Returns:
        Whether it is such a page.
    """
    content, body = _find_content(tree), tree.find("body")
    if content is None or body is None:
        return False
    style = content.get("style") or ""
    if "display" not in style:  # invisible until the page's script runs
        content.attrib.pop("style", None)
    content.tail = None
    for child in list(body):
        body.remove(child)
    body.text = None
    article = body.makeelement("article")
    article.append(content)
    body.append(article)
    return True


def read_wechat_metadata(tree: HtmlElement) -> Metadata | None:
    """Title, author, account and time of publication of a WeChat page; None for any other page."""
    if _find_content(tree) is None:
        return None
    scripts = "\n".join(str(text) for text in tree.xpath("//script/text()"))[:_MAX_SCRIPT_CHARS]
    said = {name: _clean(match["value"]) for name, pattern in _VARIABLES.items() if (match := pattern.search(scripts))}
    return Metadata(
        title=_text_of(tree, "activity-name") or _meta(tree, "og:title") or said.get("title"),
        byline=_text_of(tree, "js_author_name")
        or _meta(tree, "author")
        or _meta(tree, "og:article:author")
        or said.get("author"),
        source=_text_of(tree, "js_name") or said.get("account"),
        published_at=_find_time(said) or normalize_timestamp(_text_of(tree, "publish_time")),
    )


def _find_time(said: dict[str, str]) -> str | None:
    """The time of publication that a script states, in seconds since 1970 or as a date of China."""
    seconds = said.get("seconds", "")
    if _SECONDS.fullmatch(seconds):
        return datetime.datetime.fromtimestamp(int(seconds), _CHINA).replace(tzinfo=None).isoformat()
    return normalize_timestamp(said.get("time"))


def _text_of(tree: HtmlElement, identifier: str) -> str | None:
    found = tree.xpath("//*[@id=$identifier]", identifier=identifier)
    return _clean(found[0].text_content()) or None if found else None


def _meta(tree: HtmlElement, name: str) -> str | None:
    found = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return _clean(str(found[0])) or None if found else None


def _clean(text: str) -> str:
    return collapse_whitespace(text)


def mark_wechat_furniture(tree: HtmlElement) -> None:
    """State the role of lines before the first paragraph and behind the last that are set like a signboard.

    They invite to follow, share or advertise: centred, linked, or with an address.
    """
    lines = [element for element in tree.iter("p") if element.text_content().strip()]
    prose = [at for at, line in enumerate(lines) if _is_prose(line)]
    if not prose:
        return
    for at, line in enumerate(lines):
        is_behind = at > prose[-1]
        if (at < prose[0] or is_behind) and (
            _is_set_apart(line) or (is_behind and _CONTACT.search(line.text_content()))
        ):
            line.set(ROLE_ATTRIBUTE, "boilerplate")


def _is_prose(line: HtmlElement) -> bool:
    text = collapse_whitespace(line.text_content())
    return len(text) >= _MIN_PROSE_CHARS and bool(_SENTENCE_END.search(text)) and not _is_linked(line)


def _is_set_apart(line: HtmlElement) -> bool:
    if _is_linked(line):
        return True
    for element in (*list(line.iter("*"))[:_MAX_STYLED], line.getparent()):
        if element is not None and _CENTERED.search(element.get("style") or ""):
            return True
    return str(line.get("align")) == "center"


def _is_linked(line: HtmlElement) -> bool:
    linked = sum(len(link.text_content().strip()) for link in line.iter("a"))
    return bool(2 * linked > len(line.text_content().strip()))


# Elements of a line whose styles are looked at.
_MAX_STYLED = 20
