"""Markdown: the text without markup, so that statements read and compare as plain sentences.

The syntax is CommonMark's, parsed by markdown-it-py, with tables and strikethrough of GitHub's dialect, and footnotes.
Headings, list items and table rows keep marks, which parsing reads; lines of a paragraph stay lines, because a line is
a paragraph in many articles. Front matter stays as it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..models import BlockRole
from .encoding import decode_text
from .extracted_text import ExtractedText, format_table_row
from .markdown_text import InlineText

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

# Levels of quotes and lists; the parser recurses.
MAX_NESTING = 100
# Lines within which front matter ends.
_MAX_FRONT_MATTER_LINES = 40
_FRONT_MATTER_LINE = re.compile(r"\s*$|[\w.-]+\s*:|\s+\S|-\s|#")
# Square brackets of a text above which links stay as they are: each is looked for to the end of its paragraph.
_MAX_BRACKETS = 20_000
# What may be the definition of a link, and what its destination has at least one of. A bare word is text.
_DEFINITION = re.compile(r"\[[^\]]{1,999}\]:[ \t]*(?P<destination>\S+)")
_DESTINATION = re.compile(r"[/.#:<?=@%]")
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,60})\]:\s*")
_ENDS_SENTENCE = re.compile(r"[。.!！;；,，]$|[。！？!?]\s*\S")


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a Markdown file. Raises as `decode_text`."""
    text, encoding = decode_text(data, name)
    lines = read_lines(text)
    roles: list[tuple[int, BlockRole]] = []
    offset = 0
    for line, role in lines:
        if role is not None:
            roles.append((offset, role))
        offset += len(line) + 1
    return ExtractedText("\n".join(line for line, _ in lines), origin, encoding, roles=tuple(roles))


def strip_markup(text: str) -> str:
    """Markdown without inline markup, comments and code fences; a block of code becomes one line."""
    return "\n".join(line for line, _ in read_lines(text))


def read_lines(text: str) -> list[tuple[str, BlockRole | None]]:
    """The lines of a Markdown text without markup, with their roles where it states them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _find_front_matter(text)
    lines: list[tuple[str, BlockRole | None]] = [(line, None) for line in text[:front].splitlines()]
    body = text[front:]
    tokens = _parser(reads_links=body.count("[") <= _MAX_BRACKETS).parse(body, {})
    return lines + _Writer(body).write(tokens)


def _find_front_matter(text: str) -> int:
    """Where the front matter ends, 0 if there is none."""
    if not text.startswith("---\n"):
        return 0
    offset = 4
    for line in text[4:].split("\n", _MAX_FRONT_MATTER_LINES)[:_MAX_FRONT_MATTER_LINES]:
        offset += len(line) + 1
        if line.rstrip() in ("---", "..."):
            return min(offset, len(text))
        if not _FRONT_MATTER_LINE.match(line):
            break
    return 0


@cache
def _parser(reads_links: bool) -> MarkdownIt:
    """CommonMark with tables and strikethrough, in which neither a footnote nor a sentence is the target of a link."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block.reference import reference

    def read_reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        match = _DEFINITION.match(line)
        if line.startswith("[^") or (match and not _DESTINATION.search(match["destination"])):
            return False
        return reference(state, start, end, silent)

    options = {"maxNesting": MAX_NESTING, "store_labels": True}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.block.ruler.at("reference", read_reference)
    return parser if reads_links else parser.disable(["link", "image"])


class _Writer:
    """Writes the lines of a parsed text."""

    def __init__(self, text: str) -> None:
        self._source = text.split("\n")
        labels = {match["label"] for line in self._source if (match := _NOTE.match(line.lstrip()))}
        self._inline = InlineText(labels)
        self._lines: list[tuple[str, BlockRole | None]] = []
        self._quotes = 0
        self._marks: list[str] = []  # of the open list items; a mark is blank once it is written
        self._next_line = 0  # the line of the source behind what is written

    def write(self, tokens: list[Token]) -> list[tuple[str, BlockRole | None]]:
        """The lines of all tokens."""
        position = 0
        while position < len(tokens):
            position = self._write_token(tokens, position)
        self._write_inline_lines()
        return self._lines

    def _write_token(self, tokens: list[Token], position: int) -> int:
        """Write a token, with those that belong to it; return the position of the next."""
        token = tokens[position]
        match token.type:
            case "heading_open":
                self._write_heading(token, tokens[position + 1])
                return position + 2
            case "inline":
                self._keep_blank_lines(token)
                self._inline.add_tokens(token.children or [])
                only_images = all(child.type in ("image", "softbreak") for child in token.children or [])
                self._write_inline_lines("caption" if only_images and token.children else None)
            case "table_open":
                return self._write_table(tokens, position)
            case "fence":
                self._keep_blank_lines(token)
                code = token.content.rstrip("\n").split("\n")
                self._add(" ".join(filter(None, map(str.strip, code))))
            case "code_block":
                self._keep_blank_lines(token)
                for line in token.content.rstrip("\n").split("\n"):
                    self._add(f"    {line}" if line else "", True)
            case "html_block":
                self._keep_blank_lines(token)
                self._inline.add_html(token.content)
                self._write_inline_lines()
            case "hr":
                self._keep_blank_lines(token)
                self._add(token.markup[:3] if len(token.markup) > 2 else "---")
            case _:
                self._open_or_close(token)
        return position + 1

    def _open_or_close(self, token: Token) -> None:
        match token.type:
            case "blockquote_open":
                self._quotes += 1
            case "blockquote_close":
                self._quotes -= 1
            case "list_item_open":
                self._keep_blank_lines(token)
                self._marks.append(f"{token.info}{token.markup} ")
            case "list_item_close":
                if self._marks.pop().strip():
                    self._next_line = token.map[1] if token.map else self._next_line

    def _keep_blank_lines(self, token: Token) -> None:
        """A blank line for those before a token in the source."""
        if token.map is None:
            return
        start = token.map[0]
        if any(not line.strip("> \t") for line in self._source[self._next_line : start]) and self._next_line < start:
            self._lines.append(("", None))
        self._next_line = max(self._next_line, token.map[1] if token.type != "list_item_open" else start)

    def _add(self, line: str, verbatim: bool = False, role: BlockRole | None = None) -> None:
        """Add a line behind the marks of its list items and quotes."""
        if not line.strip() and not verbatim:
            return
        indent = "".join(mark if mark.strip() else " " * len(mark) for mark in self._marks)
        self._marks = [" " * len(mark) for mark in self._marks]
        self._lines.append(("> " * self._quotes + indent + line, role))

    def _write_heading(self, token: Token, inline: Token) -> None:
        self._keep_blank_lines(token)
        self._inline.add_tokens(inline.children or [])
        lines = [line for line, _ in self._inline.take_lines()]
        is_underlined = token.markup in ("-", "=")
        if is_underlined and (len(lines) > 1 or (lines and _ENDS_SENTENCE.search(lines[0]))):
            for line in lines:  # a paragraph above a rule
                self._add(line)
        else:
            self._add(f"{'#' * int(token.tag[1:])} {' '.join(lines)}" if lines else "")

    def _write_inline_lines(self, role: BlockRole | None = None) -> None:
        may_be_heading = not self._marks and not self._quotes
        for number, (line, is_bold) in enumerate(self._inline.take_lines()):
            if match := _NOTE.match(line):
                role = "footnote"
                line = line[match.end() :]
                if self._lines and self._lines[-1][0]:
                    self._lines.append(("", None))
            line = f"**{line}**" if is_bold and may_be_heading and role is None else line
            if number and not self._quotes:
                self._lines.append((line, role))  # a line may follow an item without being indented
            else:
                self._add(line, role=role)

    def _write_table(self, tokens: list[Token], position: int) -> int:
        self._keep_blank_lines(tokens[position])
        cells: list[str] = []
        while tokens[position].type != "table_close":
            token = tokens[position]
            if token.type == "inline":
                self._inline.add_tokens(token.children or [])
                cells.append(" ".join(line for line, _ in self._inline.take_lines()))
            elif token.type == "tr_close":
                if any(cells):
                    self._add(format_table_row(cells))
                cells = []
            position += 1
        return position + 1
