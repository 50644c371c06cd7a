"""The text of a paragraph of Markdown: emphasis, links and tags of HTML taken out, raised figures written out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from .extracted_text import collapse_whitespace, format_table_row
from .raised_text import format_subscript, format_superscript, is_footnote_mark

if TYPE_CHECKING:
    from markdown_it.token import Token

# Tags of HTML; others in angle brackets are text, such as `List<Item>`.
_LINE_TAGS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_TAGS = _LINE_TAGS | frozenset(
    (
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "cite",
            "code",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "iframe",
            "img",
            "input",
        ),
        *(
            "ins",
            "kbd",
            "label",
            "link",
            "mark",
            "meta",
            "picture",
            "q",
            "ruby",
            "s",
            "samp",
            "script",
            "small",
            "source",
        ),
        *("span", "strike", "strong", "style", "sub", "sup", "svg", "td", "template", "th", "time", "tt", "u", "var"),
        *("video", "wbr"),
    )
)
_VOID = frozenset(("br", "hr", "img", "input", "link", "meta", "source", "wbr"))
_DROPPED = frozenset(("s", "del", "strike", "script", "style", "template"))
# The key under which open tags are counted whose text is left out.
_LEFT_OUT = "left out"
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0|line-through", re.I
)
# What CommonMark does not read as bold beside Chinese punctuation: 收入**“大增”**了.
_LEFT_OVER_BOLD = re.compile(r"(?<![\\*])\*\*(?=[^\s*])(?P<text>[^*\n]{1,1000}?)(?<=[^\s*])\*\*(?!\*)")
# A reference to a definition that the text lacks.
_LEFT_OVER_LINK = re.compile(r"(?<![\\!\]])\[(?P<text>[^\[\]\n]{1,400})\]\[(?!\^)[^\[\]\n]{0,200}\]")
_NOTE_REFERENCE = re.compile(r" ?\[\^(?P<label>[^\]\s]{1,60})\](?!:)")
_SPACE_BEFORE_STOP = re.compile(r"\s+$")
_STOPS = tuple(".,;:!?。，；：！？、)）")
# Characters of a line in bold that may be a heading.
_MAX_HEADING_CHARS = 60


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text: 1 for raised, -1 for lowered; in bold or not; code as it is written."""

    text: str
    raised: int = 0
    is_bold: bool = False
    is_code: bool = False


class InlineText(HTMLParser):
    """Collects the text of tokens and of HTML, until its lines are taken."""

    def __init__(self, note_labels: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._notes = note_labels
        self._pieces: list[_Piece] = []
        self._open: list[tuple[str, bool]] = []  # tags, and whether their text is left out
        self._counts: Counter[str] = Counter()  # of open tags by name, and of those whose text is left out
        self._struck = 0
        self._bold = 0
        self._literal: list[bool] = []  # of open emphasis: whether its mark is text
        self._cells: list[int] | None = None  # where the cells of an open row begin

    def add_tokens(self, tokens: list[Token]) -> None:
        """Add the tokens of a paragraph. Tags that it leaves open end with it."""
        depth = len(self._open)
        skipped_until = -1
        for at, token in enumerate(tokens):
            if at <= skipped_until:
                continue
            if token.type == "link_open" and (end := _find_mark_link(tokens, at)):
                skipped_until = end
                self._drop_space_before(tokens[end + 1].content if end + 1 < len(tokens) else "")
                continue
            self._add_token(token, tokens[at + 1].content if at + 1 < len(tokens) else "")
        self._close_to(depth)
        self._struck = self._bold = 0
        self._literal.clear()

    def _add_token(self, token: Token, following: str) -> None:
        match token.type:
            case "text" | "text_special":
                self._write(token.content)
            case "code_inline":
                self._write(token.content.strip(), is_code=True)
            case "softbreak" | "hardbreak":
                self._write("\n")
            case "image":
                self._write(token.content)
            case "html_inline":
                self.add_html(token.content)
            case "s_open" | "s_close":
                self._struck += 1 if token.type == "s_open" else -1
            case "strong_open" | "strong_close":
                self._bold += 1 if token.type == "strong_open" else -1
            case "em_open":
                is_sign = (
                    token.markup == "*"
                    and self._last_char().isalnum()
                    and following[:1].isalnum()
                    and self._last_char().isascii()
                )
                self._literal.append(is_sign)
                self._write("*" if is_sign else "")
            case "em_close":
                self._write("*" if self._literal and self._literal.pop() else "")

    def add_html(self, text: str) -> None:
        """Add a piece of HTML; a tag that is open at its end stays open."""
        self.reset()
        self.feed(text)
        rest, self.rawdata = self.rawdata, ""
        self._write(rest)  # an unfinished tag is text

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """The end of `<![…>` at i. The base class refuses what is no name; browsers take all of it for a comment."""
        return self.parse_bogus_comment(i)

    def take_lines(self) -> list[tuple[str, bool]]:
        """The lines since the last call, and whether each is all in bold. Lines without text are left out."""
        lines: list[list[_Piece]] = [[]]
        for piece in self._pieces:
            first, *others = piece.text.split("\n")
            lines[-1].append(replace(piece, text=first))
            lines += [[replace(piece, text=other)] for other in others]
        self._pieces = []
        self._cells = None
        written = ((self._join(line), line) for line in lines)
        return [(text, _is_all_bold(line)) for text, line in written if text]

    def _join(self, pieces: list[_Piece]) -> str:
        written = ""
        parts: list[str] = []
        for at, piece in enumerate(pieces):
            text = piece.text
            if piece.raised:
                written = "".join(parts[-3:])
                behind = "".join(piece.text for piece in pieces[at + 1 : at + 3])
                text = (
                    format_superscript(written, text, behind) if piece.raised > 0 else format_subscript(written, text)
                )
            parts.append(text)
        line = "".join(parts).strip()
        if "**" in line and not any(piece.is_code for piece in pieces):
            line = _LEFT_OVER_BOLD.sub(r"\g<text>", line)
        if "][" in line:
            line = _LEFT_OVER_LINK.sub(
                lambda match: match[0] if is_footnote_mark(match["text"]) else match["text"], line
            )
        if "[^" in line:
            line = _NOTE_REFERENCE.sub(lambda match: "" if match["label"] in self._notes else match[0], line)
        return line

    def _close_to(self, depth: int) -> None:
        """Close the tags that were opened behind the first so many."""
        while len(self._open) > depth:
            tag, is_left_out = self._open.pop()
            self._counts.subtract([tag, _LEFT_OUT] if is_left_out else [tag])

    def _write(self, text: str, is_code: bool = False) -> None:
        if not text or self._struck or self._counts[_LEFT_OUT]:
            return
        raised = 1 if self._counts["sup"] else -1 if self._counts["sub"] else 0
        if self._cells is not None:
            text = text.replace("\n", " ")
        self._pieces.append(
            _Piece(text, raised, self._bold > 0 or self._counts["b"] + self._counts["strong"] > 0, is_code)
        )

    def _last_char(self) -> str:
        return self._pieces[-1].text[-1:] if self._pieces else ""

    def _drop_space_before(self, behind: str) -> None:
        if self._pieces and (not behind or behind.startswith((*_STOPS, " "))):
            last = self._pieces[-1]
            self._pieces[-1] = replace(last, text=_SPACE_BEFORE_STOP.sub("", last.text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS and "-" not in tag:
            self._write(self.get_starttag_text() or "")
            return
        said = dict(attrs)
        if tag == "tr":
            self._end_row()
            self._cells = []
        elif tag in ("td", "th") and self._cells is not None:
            self._cells.append(len(self._pieces))
        elif tag in _LINE_TAGS:
            self._write("\n")
        if tag not in _VOID:
            is_hidden = "hidden" in said or bool(_HIDING_STYLE.search(said.get("style") or ""))
            self._open.append((tag, tag in _DROPPED or is_hidden))
            self._counts.update([tag, _LEFT_OUT] if self._open[-1][1] else [tag])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID or tag not in _TAGS:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _TAGS and "-" not in tag:
            self._write(f"</{tag}>")
            return
        if self._counts[tag]:
            depth = len(self._open) - 1
            while self._open[depth][0] != tag:
                depth -= 1
            self._close_to(depth)
        if tag == "tr" or (tag == "table" and self._cells is not None):
            self._end_row()
        elif tag in _LINE_TAGS:
            self._write("\n")

    def handle_data(self, data: str) -> None:
        self._write(data)

    def _end_row(self) -> None:
        """Put the cells of the open row on a line."""
        starts, self._cells = self._cells, None
        if not starts:
            return
        ends = [*starts[1:], len(self._pieces)]
        cells = [collapse_whitespace(self._join(self._pieces[a:b])) for a, b in zip(starts, ends, strict=True)]
        del self._pieces[starts[0] :]
        if any(cells):
            self._write(f"\n{format_table_row(cells)}\n")


def _find_mark_link(tokens: list[Token], start: int) -> int:
    """Where a link ends that is the mark of a note by its reference, `[1]` with `[1]: …` elsewhere; 0 for others."""
    if "label" not in tokens[start].meta or start + 2 >= len(tokens) or tokens[start + 2].type != "link_close":
        return 0
    text = tokens[start + 1].content
    return start + 2 if is_footnote_mark(text) and len(text) <= _MAX_MARK_CHARS else 0


# Characters of the mark of a note.
_MAX_MARK_CHARS = 4


def _is_all_bold(pieces: list[_Piece]) -> bool:
    filled = [piece for piece in pieces if piece.text.strip(" :：")]
    length = sum(len(piece.text) for piece in filled)
    return bool(filled) and length <= _MAX_HEADING_CHARS and all(piece.is_bold for piece in filled)
