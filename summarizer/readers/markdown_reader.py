"""Markdown: the text without inline markup, so that statements read and compare as plain sentences.

Marks are deleted; nothing is moved or rewritten, so a file without inline markup is read unchanged. Headings, list
items and table rows keep their marks, which parsing reads, and so does front matter. The syntax is CommonMark's, with
tables and strikethrough of GitHub's dialect.
"""

from __future__ import annotations

import re

from .encoding import decode_text
from .extracted_text import ExtractedText

_FENCE = re.compile(r"[ \t]{0,3}(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_DEFINITION = re.compile(r"[ ]{0,3}\[(?!\^)[^\]\n]{1,200}\]:[ \t]+\S+(?:[ \t]+[\"'(][^\n]*)?$")
_CODE = re.compile(r"(?<!`)(?P<ticks>`++)(?P<code>[^`\n]+)(?P=ticks)(?!`)")
# While other markup is removed, each code span is replaced by a character of the Private Use Area (U+E000-U+F8FF).
_PLACEHOLDER = re.compile("[\ue000-\uf8ff]")
_FIRST_PLACEHOLDER = 0xE000  # the first code point of that area
_MAX_PLACEHOLDERS = 0x1900  # the number of its code points
_IMAGE = re.compile(r"!\[(?P<text>[^\[\]\n]{0,400})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_LINK = re.compile(
    r"(?<!\\)\[(?P<text>[^\[\]\n]{1,400})\]"
    r"(?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)|\[(?!\^)[^\[\]\n]{0,200}\])"
)
_AUTOLINK = re.compile(r"<(?P<text>(?:https?|mailto):[^<>\s]{1,2000})>")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|del|details|div|em|font|i|img|ins|kbd|mark|p|q|s|small|span|strong|sub|"
    r"summary|sup|u)(?:\s[^<>\n]{0,1000})?/?>",
    re.I,
)
_STRONG = re.compile(r"(?<![\\*])\*\*(?=[^\s*])(?P<text>[^*\n]{1,1000}?)(?<=[^\s*])\*\*(?!\*)")
_STRONG_UNDERSCORE = re.compile(r"(?<![\w\\])__(?=[^\s_])(?P<text>[^_\n]{1,1000}?)(?<=[^\s_])__(?!\w)")
_EMPHASIS = re.compile(r"(?<![\\*\w])\*(?=[^\s*])(?P<text>[^*\n]{1,1000}?)(?<=[^\s*])\*(?![*\w])")
_EMPHASIS_UNDERSCORE = re.compile(r"(?<![\w\\])_(?=[^\s_])(?P<text>[^_\n]{1,1000}?)(?<=[^\s_])_(?!\w)")
_STRIKETHROUGH = re.compile(r"~~(?=\S)(?P<text>[^~\n]{1,1000}?)(?<=\S)~~")
_ESCAPED = re.compile(r"\\(?P<text>[\\`*_{}\[\]()#+\-.!|<>~])")
_INLINE = (_IMAGE, _LINK, _AUTOLINK, _STRONG, _STRONG_UNDERSCORE, _EMPHASIS, _EMPHASIS_UNDERSCORE, _STRIKETHROUGH)
_BOLD_LINE = re.compile(r"\s*(?:\*\*[^*]+\*\*|__[^_]+__)[:：]?\s*$")


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a Markdown file. Raises as `decode_text`."""
    text, encoding = decode_text(data, name)
    return ExtractedText(strip_markup(text), origin, encoding)


def strip_markup(text: str) -> str:
    """Markdown without inline markup, comments and code fences; a block of code becomes one line."""
    text = _COMMENT.sub("", text)
    lines: list[str] = []
    code: list[str] | None = None
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line.rstrip("\r"))
        if code is None and match:
            code, fence = [], match["mark"]
        elif code is None:
            lines.append(_strip_line(line))
        elif match and match["mark"].startswith(fence) and not match["info"].strip():
            lines.append(" ".join(code))
            code = None
        else:
            code.append(line.strip())
    if code:  # an unclosed fence
        lines += code
    return "\n".join(lines)


def _strip_line(line: str) -> str:
    if line.startswith("    ") or "\t" in line[:1]:
        return line
    if _DEFINITION.match(line):
        return ""
    codes: list[str] = []

    def to_placeholder(match: re.Match[str]) -> str:
        codes.append(match["code"].strip())
        return chr(_FIRST_PLACEHOLDER + len(codes) - 1)

    if _PLACEHOLDER.search(line) or line.count("`") > 2 * _MAX_PLACEHOLDERS:
        return _remove_marks(line)
    stripped = _remove_marks(_CODE.sub(to_placeholder, line))  # code holds no markup, but may be part of a link's text
    return _PLACEHOLDER.sub(lambda match: codes[ord(match[0]) - _FIRST_PLACEHOLDER], stripped)


def _remove_marks(text: str) -> str:
    if _BOLD_LINE.match(text):
        return text  # a line all in bold is a heading for parsing
    for pattern in _INLINE:
        text = pattern.sub(lambda match: match["text"], text)
    return _ESCAPED.sub(r"\g<text>", _TAG.sub("", text))
