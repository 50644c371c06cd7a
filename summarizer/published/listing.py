"""Pages that hold several summaries, one below the other, as the lists of a site or the output for several files do.

A summary begins with its title where a line of source and time follows, or where the label of the core viewpoint comes
again. What stands above the first title are words of the page's layout.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .grammar import BULLETS, has_citation, last_citation_end
from .header_line import find_dated_sources, parse_header_line
from .labels import core_label_end, find_unparsed_label, is_label, match_core_label

Kind = Literal["blank", "label", "statement", "header", "dated", "plain"]
_BULLET = re.compile(rf"\s*[{BULLETS}]\s")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and what it holds. A line that begins with a label of the core viewpoint has it in `core`."""

    text: str
    kind: Kind
    core: str = ""


def split_summaries(text: str) -> list[str]:
    """The summaries that stand in a text, each with its header; the text itself when there is only one."""
    lines: list[_Line] = []
    starts: list[int] = []
    for line in text.splitlines():
        parts = _split_flat_line(line)
        starts += range(len(lines), len(lines) + len(parts)) if len(parts) > 1 else []
        lines += map(_classify, parts)
    starts = starts or _find_dated_starts(lines) or _find_labelled_starts(lines)
    if len(starts) < 2:
        return [text]
    bounds = [0, *starts[1:], len(lines)]
    summaries = [lines[first:last] for first, last in pairwise(bounds)]
    if not all(any(line.kind == "statement" for line in summary) for summary in summaries):
        return [text]
    return ["\n".join(line.text for line in summary) for summary in summaries]


def _split_flat_line(line: str) -> list[str]:
    """A line that runs several summaries together, cut after the citation before each further title and source."""
    cuts: list[int] = []
    headers = list(find_dated_sources(line, 0, find_unparsed_label(line)))
    last = last_citation_end(line) if len(headers) > 1 else 0
    for (_, before), (header, header_end) in pairwise(headers):
        end = last_citation_end(line[before:header])
        title = line[before + end : header_end].strip(" .。")
        if end and header_end < last and not _begins_statement(title):
            cuts.append(before + end)
    bounds = [0, *cuts, len(line)]
    return [line[first:last] for first, last in pairwise(bounds)]


def _begins_statement(words: str) -> bool:
    """Whether words after a citation are the next statement or heading, and no title."""
    return words.startswith("-") or " - " in words or is_label(words)


def _classify(text: str) -> _Line:
    words = text.strip()
    if not words:
        return _Line("", "blank")
    if match_core_label(words) or core_label_end(words):
        return _Line(text, "statement" if has_citation(text) else "label", words[: core_label_end(words)] or words)
    if _BULLET.match(text) or has_citation(text):
        return _Line(text, "statement")
    if is_label(words):
        return _Line(text, "label")
    header = parse_header_line(words)
    return _Line(text, "plain" if header is None else "dated" if header.published_at else "header")


def _find_dated_starts(lines: Sequence[_Line]) -> list[int]:
    """The lines at which summaries begin that have a title and, below it, a source and time."""
    headers = [i for i, line in enumerate(lines) if line.kind == "dated"]
    bounds = [-1, *headers, len(lines)]
    above = [_find_title(lines, bounds[n], header) for n, header in enumerate(headers)]
    followed = [
        any(line.kind == "statement" for line in lines[header + 1 : bounds[n + 2]]) for n, header in enumerate(headers)
    ]
    if headers and not followed[-1]:  # headers stand below their summaries, as on some sites
        return [0, *(header + 1 for header in headers[:-1])]
    return [title for title, holds in zip(above, followed, strict=True) if title is not None and holds]


def _find_title(lines: Sequence[_Line], after: int, header: int) -> int | None:
    """The title above a line of source and time; securities may stand between the two."""
    i = header - 1
    while i > after and lines[i].kind in ("blank", "header"):
        i -= 1
    return i if i > after and lines[i].kind == "plain" else None


def _find_labelled_starts(lines: Sequence[_Line]) -> list[int]:
    """The lines at which summaries begin whose label of the core viewpoint comes again, below their titles."""
    labels = [i for i, line in enumerate(lines) if line.core]
    names = {lines[i].core.strip(" -–—:：").casefold() for i in labels}
    if len(labels) < 2 or len(names) > 1:
        return []
    starts = [_begin_header(lines, label) for label in labels]
    has_headers = all(start < label for start, label in zip(starts, labels, strict=True))
    return starts if has_headers else []


def _begin_header(lines: Sequence[_Line], label: int) -> int:
    """The first of the lines directly above a label that are no statements: title, securities, source."""
    start = label
    while start > 0 and lines[start - 1].kind in ("plain", "header", "dated"):
        start -= 1
    return start
