"""A published summary while it is being read, line by line: what its lines say, and where that belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from ..models import LanguageCode
from .grammar import cites, last_run_end, read_statement, unescape
from .header_line import Masthead, find_masthead, read_masthead
from .labels import group_label, is_chrome, is_label, is_unparsed_label, lead_label
from .scanner import scan

# A line of more characters is prose, no heading that only lacks its statements.
_MAX_BARE_HEADING = 80
# A title and a source, at least eight characters with Chinese among them or five words before the last.
_TITLE_AND_SOURCE = re.compile(r"(?=.*[\u3400-\u9fff])\S{8,}\s.*\S|(?:\S+\s){5}")


@dataclass(slots=True)
class Section:
    """A heading and the raw statements below it. Only the lead and what was not understood have no group."""

    kind: Literal["lead", "unnamed", "group", "unparsed"]
    title: str
    points: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """What has been read so far.

    Attributes:
        pending: lines that cite nothing and whose meaning the next line decides: header, heading or neither.
        labels: labels met, which tell a summary from an article.
        bulleted, cited, prose: characters of statements behind a bullet, with citations, and of neither.
    """

    head: Masthead = field(default_factory=Masthead)
    sections: list[Section] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    language: LanguageCode | None = None
    leads: int = 0
    groups: int = 0
    bulleted: int = 0
    cited: int = 0
    prose: int = 0

    # ------------------------------------------------------------------------------------ what a line may be

    def bullet(self, text: str) -> None:
        """A line behind a bullet."""
        self._settle_pending(keep_heading=True)
        self._pieces(text, at_heading=False)

    def inline(self, text: str) -> None:
        """A line without a bullet that holds statements, and perhaps headings and the header too."""
        self._settle_pending(keep_heading=not self._opens_heading(text))
        self._pieces(text, at_heading=True)

    def heading(self, text: str) -> None:
        """A line that is a heading for certain, or a label alone."""
        self._settle_pending(keep_heading=False)
        self._open(text)

    def header(self, line: str, inline: bool = False) -> None:
        """A line above everything else: a backslash marks a title that would look like something else.

        Args:
            inline: whether title and masthead may stand on this one line.
        """
        if line.startswith("\\") and self.head.title is None:
            self.head.title = unescape(line if unescape(line[:2]) != line[:2] else line[1:])
        elif not is_chrome(line):
            self._header(line, inline)

    def end(self) -> None:
        """No line is left: what is pending is a header below the body, or was not understood."""
        pending, self.pending = self.pending, []
        if not self.sections or any(read_masthead(line) or _masthead_behind(line) for line in pending):
            for line in pending:
                self.header(line, inline=bool(self.sections) and self._titled(line))
            return
        for line in pending:
            self._settle(line, last=True)

    def _titled(self, line: str) -> bool:
        """Whether a line below the body holds the title too: no source has so long a name with a space in it."""
        head = read_masthead(line)
        return bool(head and self.head.title is None and _TITLE_AND_SOURCE.match(head.source or ""))

    # ------------------------------------------------------------------------------------ where it belongs

    def _settle_pending(self, keep_heading: bool) -> None:
        """Decide what the pending lines are. The last may head what comes next."""
        pending, self.pending = self.pending, []
        heading = None
        if keep_heading and pending and not read_masthead(pending[-1]) and not is_chrome(pending[-1]):
            heading = pending.pop()
        for line in pending:
            if not self.sections:
                self.header(line)
            else:
                self._settle(line)
        if heading is not None:
            self._open_named(heading)

    def _settle(self, line: str, last: bool = False) -> None:
        """A line that cites nothing and heads nothing. Only the last lines of a page are no headings."""
        section = self.sections[-1]
        if is_chrome(line):
            return
        if (head := read_masthead(line)) and self.head.add(head):
            return
        if section.kind == "unparsed":
            self.unparsed.append(unescape(line))
        elif not section.points:
            self.prose += len(line)
            section.points.append(line)
        elif not last and len(line) <= _MAX_BARE_HEADING and line[-1:] not in ".。!！;；,，":
            self._open(line)
        else:
            self.prose += len(line)
            self.unparsed.append(line)

    def _open_named(self, heading: str) -> None:
        """A heading without a label, above statements; below a bare `Group 2` it is that group's title."""
        if self.sections and self.sections[-1] == Section("group", ""):
            self.sections[-1].title = heading
        else:
            self._open(heading)

    def _open(self, heading: str) -> None:
        """Begin the section a heading names."""
        language = lead_label(heading)
        if language:
            self.language = self.language or language
            self.leads += 1
            known = any(section.kind == "lead" for section in self.sections)
            self.sections.append(Section("group" if known else "lead", heading.rstrip(" :：")))
        elif is_unparsed_label(heading):
            self.language = self.language or ("en" if heading.isascii() else "zh")
            self.sections.append(Section("unparsed", heading))
        elif label := group_label(heading):
            self.language = self.language or label.language
            self.groups += 1
            self.sections.append(Section("group", heading[label.end :].removeprefix("- ")))
        else:
            self.sections.append(Section("group", heading))

    def _pieces(self, text: str, at_heading: bool) -> None:
        text = self._without_tail(text)
        pieces = list(scan(text, self.groups, at_heading, bool(self.leads)))
        if at_heading and len(pieces) == 1 and not self.leads and not self.groups:
            self.prose += len(text)
        else:
            self.bulleted += len(text)
        for piece in pieces:
            if piece.kind == "heading":
                self._open(piece.text)
            elif piece.kind == "tail":
                self.unparsed.append(unescape(piece.text))
            elif piece.text:
                self._point(piece.text)

    def _point(self, raw: str) -> None:
        if not self.sections:  # what stands above all headings is the core viewpoint, when any follow
            self.sections.append(Section("unnamed", ""))
        section = self.sections[-1]
        if section.kind == "unparsed":
            self.unparsed += [words] if (words := _whole(raw)) else []
            return
        self.cited += len(raw) if cites(raw) else 0
        if raw != "[]":
            section.points.append(raw)

    def _without_tail(self, text: str) -> str:
        """A line without the header that some pages have behind their last citation."""
        if self.head.title or not any(c.isdigit() for c in text[text.rfind("]") + 1 :]):
            return text
        start = last_run_end(text)
        tail = text[start:].lstrip(" .。")
        if not start or not (read_masthead(tail) or _masthead_behind(tail)):
            return text
        self._header(tail, inline=True)
        return text[:start]

    # ------------------------------------------------------------------------------------ the header

    def _header(self, line: str, inline: bool) -> None:
        head = None if inline else read_masthead(line)
        if head is None:
            title, head = _masthead_behind(line) or (line, None)
            self._title(title)
        if head and not self.head.add(head):
            self.unparsed.append(line)

    def _title(self, words: str) -> None:
        if self.head.title is None:
            self.head.title = unescape(words) or None
        elif words:
            self.unparsed.append(words)

    def _opens_heading(self, text: str) -> bool:
        return is_label(text) or next(scan(text, self.groups, at_heading=True)).kind == "heading"


def _masthead_behind(line: str) -> tuple[str, Masthead] | None:
    """A title with the masthead behind it on the same line."""
    found = find_masthead(line)
    return (found[0], found[1]) if found and not found[2] else None


def _whole(raw: str) -> str:
    """A piece that an earlier reading did not understand, with its citations."""
    text, citations = read_statement(raw)
    return " ".join([text, "".join(f"[{n}]" for n in citations)]).strip()
