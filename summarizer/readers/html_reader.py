"""Saved web pages: the article without menus and comments, by trafilatura, and the metadata that the page states.

Before extraction the tree is made to say in text what its tags say (`html_hidden`, `html_inline`, `html_tables`,
`html_headings`); after it blocks get the roles that the page states (`html_roles`). trafilatura: Barbaresi 2021.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..text.scripts import count_han
from .encoding import codec_for_charset, decode_text
from .extracted_text import ExtractedText, Metadata, assemble_text, limit_error
from .formats import missing_reader_error
from .html_blocks import iterate_blocks
from .html_cleanup import drop_trailing_boilerplate, find_linked_lines, wrap_bare_text
from .html_headings import mark_bold_headings
from .html_hidden import remove_hidden
from .html_inline import write_inline_text
from .html_metadata import complete_metadata, read_metadata
from .html_roles import apply_stated_roles, find_stated_roles, keep_stated_notes
from .html_tables import flatten_tables
from .html_wechat import mark_wechat_furniture, read_wechat_metadata, select_wechat_article

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Characters of a page.
MAX_CHARS = 16 * 1024 * 1024
# Tags of a page: trafilatura takes 2 to 10 seconds for so many. A long article with all its menus has 5,000.
MAX_TAGS = 50_000
# Levels of nesting; such an article has 30. Extractors recurse.
MAX_DEPTH = 200
# trafilatura's MIN_EXTRACTED_SIZE: characters below which it tries other ways. Its default is more than a short
# Chinese article has. Measured on 2026-11-30 by `python -m benchmarks.pages`: 60 for every page loses 1% of recall.
_MIN_EXTRACTED_SIZE = 250
_MIN_EXTRACTED_HAN = 60  # of a page that is mostly Chinese
# A date guessed from the text is worse than none.
_DATE_SEARCH = {"extensive_search": False, "original_date": True}
# Bytes at the start of a page in which it declares its charset (1024 by the HTML standard).
_CHARSET_BYTES = 4096
# Bytes at the start of which one is zero in UTF-16.
_UTF16_BYTES = 200
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG = re.compile("<[a-zA-Z]")
# A tag with a thousand attributes: libxml2 compares each with all before it.
_CROWDED_TAG = re.compile(
    r"""<[a-zA-Z][^\s<>]*+(?:\s++[^\s"'>=<]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++))?+){1000}"""
)


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
    tree = parse_page(text, name)
    import trafilatura
    from lxml import etree

    cleaned = deepcopy(tree)
    is_wechat = select_wechat_article(cleaned)
    write_out_markup(cleaned)
    if is_wechat:
        mark_wechat_furniture(cleaned)
    roles = find_stated_roles(cleaned)
    linked_lines = find_linked_lines(cleaned)
    etree.strip_attributes(cleaned, "style")  # trafilatura would hide by it what is shown again within
    found = trafilatura.bare_extraction(
        cleaned,
        include_comments=False,
        with_metadata=True,
        config=_trafilatura_config(trafilatura, cleaned),
        date_extraction_params=_DATE_SEARCH,
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise InputError(f"{name}: holds no article", "save the page with its text, or save the text alone")
    metadata = complete_metadata(stated or read_wechat_metadata(tree) or read_metadata(tree), found, tree)
    blocks = apply_stated_roles(list(iterate_blocks(found.body)), roles)
    blocks = drop_trailing_boilerplate(blocks, linked_lines)
    blocks = [block for block in blocks if not _repeats_title(block.text.lstrip("# "), metadata.title)] or blocks
    return assemble_text(blocks, metadata, origin, encoding)


def parse_page(text: str, name: str) -> HtmlElement:
    """The tree of a decoded page. Raises as `extract`."""
    try:
        import trafilatura  # noqa: F401 - of the same extra
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
    return tree


def write_out_markup(tree: HtmlElement) -> None:
    """Make a tree say in plain paragraphs what its tags and styles say. In place."""
    remove_hidden(tree)
    write_inline_text(tree)
    keep_stated_notes(tree)
    flatten_tables(tree)
    wrap_bare_text(tree)
    mark_bold_headings(tree)


def _trafilatura_config(trafilatura: Any, tree: HtmlElement) -> Any:
    text = "".join(map(str, tree.xpath("//body//text()[not(parent::script or parent::style)]")))
    is_chinese = 2 * count_han(text) > len("".join(text.split()))
    config = deepcopy(trafilatura.settings.DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_MIN_EXTRACTED_HAN if is_chinese else _MIN_EXTRACTED_SIZE)
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


def _repeats_title(text: str, title: str | None) -> bool:
    """Whether a block repeats the title, possibly with other punctuation."""
    return text == title or (
        title is not None and len(text) < 2 * len(title) and _alphanumeric(text) == _alphanumeric(title)
    )


def _alphanumeric(text: str) -> str:
    return "".join(filter(str.isalnum, text))
