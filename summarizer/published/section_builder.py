"""The state of parsing a published summary: it takes classified lines and builds sections and header from them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ..models import LanguageCode
from ..text.scripts import HAN, count_han
from .grammar import has_citation, introduces_next, last_citation_end, parse_statement, unescape
from .header_line import SummaryHeader, find_header_line, parse_header_line
from .labels import (
    has_outline_mark,
    is_boilerplate,
    is_label,
    match_core_label,
    match_group_label,
    match_unparsed_label,
)
from .scanner import LIMITS, scan

# Words of a page's layout, a button or the name of a channel, are shorter than titles: 搜索文档, Search documents.
_MIN_TITLE_WORDS = 3  # 搜索文档 and Search documents have fewer
_MIN_TITLE_HAN = 6  # the same of Han characters
_SENTENCE_ENDS = ".。!！?？"
_STOPS = ".。!！;；,，"
# A title and a source: at least eight characters before a space, some of them Han, or five words before the last.
_TITLE_AND_SOURCE = re.compile(rf"(?=.*[{HAN}])\S{{8,}}\s.*\S|(?:\S+\s){{5}}")


@dataclass(slots=True)
class SummarySection:
    """A heading and the unparsed statements below it; sections of the kinds `core` and `unparsed` become no group."""

    kind: Literal["core", "untitled", "group", "unparsed"]
    title: str
    points: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SectionBuilder:
    """The sections and the header of the lines that were added so far.

    Attributes:
        pending: lines without a citation, which the next line decides to be header, heading or neither.
        core_labels, group_labels: how many labels there were, which tell a summary from an article.
        bulleted_characters: length of the lines with statements, without prose.
        cited_characters: length of the statements with citations.
        prose_characters: length of lines that have neither bullet, citation nor label.
        in_sources: whether the lines belong to a list of sources.
    """

    header: SummaryHeader = field(default_factory=SummaryHeader)
    sections: list[SummarySection] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    unparsed: list[str] = field(default_factory=list)
    language: LanguageCode | None = None
    core_labels: int = 0
    group_labels: int = 0
    bulleted_characters: int = 0
    cited_characters: int = 0
    prose_characters: int = 0
    in_sources: bool = False

    # ------------------------------------------------------------------------------------ kinds of lines

    def add_bullet(self, text: str) -> None:
        """Add a line that had a bullet, which was removed."""
        self._resolve_pending(keep_heading=True)
        self._add_statements(text, at_heading=False)

    def add_inline(self, text: str) -> None:
        """Add a line without a bullet that holds statements, and perhaps headings and the header too."""
        self._resolve_pending(keep_heading=not self._starts_with_heading(text))
        self._add_statements(text, at_heading=True)

    def add_heading(self, text: str) -> None:
        """Add a line that is certainly a heading, or a label alone."""
        self._resolve_pending(keep_heading=False)
        self._open_section(text)

    def add_header_line(self, line: str, inline: bool = False) -> None:
        """Add a line of the header. A backslash marks a title that would look like something else.

        Args:
            inline: whether the line may hold both the title and the securities, source and time.
        """
        if line.startswith("\\") and self.header.title is None:
            self.header.title = unescape(line if unescape(line[:2]) != line[:2] else line[1:])
        elif not is_boilerplate(line):
            self._add_header_parts(line, inline)

    def finish(self) -> None:
        """Resolve the pending lines at the end of the page: a header below the body, or text not understood."""
        pending, self.pending = self.pending, []
        if not self.sections or any(parse_header_line(line) or _split_title_and_header(line) for line in pending):
            for line in pending:
                self.add_header_line(line, inline=bool(self.sections) and self._includes_title(line))
            return
        *others, last = pending or [""]
        if last and self._is_title_below(last):
            pending = others
            self.header.title = unescape(last)
        for line in pending:
            self._resolve(line, last=True)

    def add_header_lines(self, lines: list[str]) -> None:
        """Add the lines above a summary. The title stands directly above its securities, source and time; without these
        it is the first line that is not as short as the words of a page's layout. Other words are not understood."""
        parsed = [parse_header_line(line) is not None for line in lines]
        words = [i for i, line in enumerate(lines) if not parsed[i] and not is_boilerplate(line)]
        first = parsed.index(True) if True in parsed else len(lines)
        above = [i for i in words if i < first]
        title = above[-1] if above and first < len(lines) else next((i for i in words if _is_long(lines[i])), None)
        if title and lines[title][-1:] in _SENTENCE_ENDS and title - 1 in words:  # it is the text below the title
            title -= 1
        not_understood = set(words) if title is not None else set()
        for i, line in enumerate(lines):
            if i in not_understood and i != title and not line.startswith("\\"):
                self.unparsed.append(unescape(line))
            else:
                self.add_header_line(line)

    def add_source(self, line: str) -> None:
        """Add a line of a list of sources, which holds no statement."""
        self._resolve_pending(keep_heading=False)
        self.unparsed.append(unescape(line))

    def _is_title_below(self, line: str) -> bool:
        """Whether the last line of a page, below its statements, is the title that it has not above them."""
        section = self.sections[-1]
        known = self.header.title is not None or section.kind == "unparsed" or not section.points
        return not known and _is_long(line) and line[-1] not in _STOPS and not is_boilerplate(line)

    def _includes_title(self, line: str) -> bool:
        """Whether a line below the body holds the title too: the name of a source is shorter."""
        header = parse_header_line(line)
        return bool(header and self.header.title is None and _TITLE_AND_SOURCE.match(header.source or ""))

    # ------------------------------------------------------------------------------------ sections

    def _resolve_pending(self, keep_heading: bool) -> None:
        """Decide what the pending lines are. The last one may be the heading of what follows."""
        pending, self.pending = self.pending, []
        heading = None
        if keep_heading and pending and not parse_header_line(pending[-1]) and not is_boilerplate(pending[-1]):
            heading = pending.pop()
        if not self.sections:
            start = _find_outline_start(pending)
            self.add_header_lines(pending[:start])
            pending = pending[start:]
            for line in pending[:1]:
                self._open_section(line)
            pending = pending[1:]
        for line in pending:
            self._resolve(line)
        if heading is not None:
            self._open_unlabelled(heading)

    def _resolve(self, line: str, last: bool = False) -> None:
        """Add a line without citations that is not the heading of the next line.

        Args:
            last: whether nothing follows it, so that it is no heading.
        """
        section = self.sections[-1]
        if is_boilerplate(line):
            return
        if (header := parse_header_line(line)) and self.header.merge(header):
            return
        if section.kind == "unparsed":
            self.unparsed.append(unescape(line))
        elif not section.points and has_outline_mark(line) and _is_heading(line):
            section.title = f"{section.title} {line}".strip()
        elif not section.points:
            self.prose_characters += len(line)
            section.points.append(line)
        elif not last and _is_heading(line):
            self._open_section(line)
        else:
            self.prose_characters += len(line)
            self.unparsed.append(line)

    def _open_unlabelled(self, heading: str) -> None:
        """Open a section without a label. Its heading is part of the title of a section that has no statements yet."""
        section = self.sections[-1] if self.sections else None
        if (
            section
            and section.kind == "group"
            and not section.points
            and (not section.title or has_outline_mark(section.title))
        ):
            section.title = f"{section.title} {heading}".strip()
        else:
            self._open_section(heading)

    def _open_section(self, heading: str) -> None:
        """Open the section that a heading names."""
        language = match_core_label(heading)
        if language:
            self.language = self.language or language
            self.core_labels += 1
            known = any(section.kind == "core" for section in self.sections)
            self.sections.append(SummarySection("group" if known else "core", heading.rstrip(" :：")))
        elif language := match_unparsed_label(heading):
            self.language = self.language or language
            self.sections.append(SummarySection("unparsed", heading))
        elif label := match_group_label(heading):
            self.language = self.language or label.language
            self.group_labels += 1
            self.sections.append(SummarySection("group", heading[label.end :].removeprefix("- ")))
        else:
            self.sections.append(SummarySection("group", heading))

    def _add_statements(self, text: str, at_heading: bool) -> None:
        text = self._strip_trailing_header(text)
        tokens = list(scan(text, self.group_labels, at_heading, bool(self.core_labels)))
        if at_heading and len(tokens) == 1 and not self.core_labels and not self.group_labels:
            self.prose_characters += len(text)
        else:
            self.bulleted_characters += len(text)
        for token in tokens:
            if token.kind == "heading":
                self._open_section(token.text)
            elif token.kind == "cut_off_heading":
                self.unparsed.append(unescape(token.text))
            elif token.text:
                self._add_statement(token.text)

    def _add_statement(self, raw: str) -> None:
        if not self.sections:  # before all headings: the core viewpoint, if headings follow
            self.sections.append(SummarySection("untitled", ""))
        section = self.sections[-1]
        if section.kind == "unparsed":
            self.unparsed += [words] if (words := _format_unparsed(raw)) else []
            return
        self.cited_characters += len(raw) if has_citation(raw) else 0
        if raw == "[]":
            return
        if section.points and introduces_next(section.points[-1]):
            section.points[-1] += raw if section.points[-1].endswith("：") else f" {raw}"
        else:
            section.points.append(raw)

    def _strip_trailing_header(self, text: str) -> str:
        """The line without the header that some pages print after the last citation; the header is added."""
        if self.header.title or not any(c.isdigit() for c in text[text.rfind("]") + 1 :]):
            return text
        start = last_citation_end(text)
        tail = text[start:].lstrip(" .。")
        if not start or not (parse_header_line(tail) or _split_title_and_header(tail)):
            return text
        self._add_header_parts(tail, inline=True)
        return text[:start]

    # ------------------------------------------------------------------------------------ the header

    def _add_header_parts(self, line: str, inline: bool) -> None:
        header = None if inline else parse_header_line(line)
        if header is None:
            title, header = _split_title_and_header(line) or (line, None)
            self._set_title(title)
        if header and not self.header.merge(header):
            self.unparsed.append(line)

    def _set_title(self, words: str) -> None:
        if self.header.title is None:
            self.header.title = unescape(words) or None
        elif words:
            self.unparsed.append(words)

    def _starts_with_heading(self, text: str) -> bool:
        return is_label(text) or next(scan(text, self.group_labels, at_heading=True)).kind == "heading"


def _find_outline_start(lines: list[str]) -> int:
    """The first numbered heading with a sentence below it, at which a summary begins; their number if there is none."""
    for i, (heading, text) in enumerate(pairwise(lines)):
        if has_outline_mark(heading) and _is_heading(heading) and text[-1:] in _SENTENCE_ENDS:
            return i
    return len(lines)


def _is_long(line: str) -> bool:
    """Whether a line is longer than words of a page's layout are."""
    return len(line.split()) >= _MIN_TITLE_WORDS or count_han(line) >= _MIN_TITLE_HAN


def _is_heading(line: str) -> bool:
    """Whether a line on its own may be a heading: short, and without a stop."""
    return len(line) <= LIMITS.own_line and line[-1:] not in _STOPS


def _split_title_and_header(line: str) -> tuple[str, SummaryHeader] | None:
    """The title and the header of a line that holds both and nothing else."""
    found = find_header_line(line)
    return (found[0], found[1]) if found and not found[2] else None


def _format_unparsed(raw: str) -> str:
    """A piece that an earlier parse did not understand, with its citations."""
    text, citations = parse_statement(raw)
    return " ".join([text, "".join(f"[{n}]" for n in citations)]).strip()
