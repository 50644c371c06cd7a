"""How an article falls into groups: by its headings where it has them, else by topic."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ...models import Document
from .ranking import Scored
from .topics import cuts

# Words of a document (a Chinese character counts as half) for each group beyond the first.
_WORDS_A_GROUP = 250
# An opening part before the first heading is a group of its own when it is longer than this share of a mean section.
_OPENING_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences `start` to `end`, counted from 0, the end excluded, and the heading that names them, if one does."""

    start: int
    end: int
    heading: str | None = None

    def __len__(self) -> int:
        return self.end - self.start


def group_count(scored: Scored, limit: int) -> int:
    """How many groups a summary of the document has: two from about 250 words, five from about 1,100."""
    words = float(scored.content.length.sum())
    wanted = max(1 if words < 120 else 2, round(0.5 + words / _WORDS_A_GROUP))
    return max(1, min(limit, wanted, scored.passages.sentences // 2))


def parts_of(document: Document, scored: Scored, limit: int) -> list[Part]:
    """The groups in document order, together every sentence of it, or all but a short opening."""
    sections = _sections(document)
    if len(sections) > 1:
        return _merged(sections, limit)
    starts = _turns(document, scored, group_count(scored, limit))
    bounds = [0, *starts, len(document.sentences)]
    return [Part(a, b) for a, b in itertools.pairwise(bounds) if a < b]


def cut_blocks(document: Document, scored: Scored, parts: int) -> list[int]:
    """Where the document turns to its next topic: indices of blocks, counted from 0."""
    passages, content = scored.passages, scored.content
    place = passages.block[content.place]
    return cuts([block.text for block in document.blocks], place, content, parts, passages.language)


def _turns(document: Document, scored: Scored, parts: int) -> list[int]:
    """Indices of the sentences that open a part; an article of few blocks is cut between sentences."""
    if parts < 2:
        return []
    if len(document.blocks) >= 2 * parts:
        opened = _first_sentences(document)
        return [opened[block] for block in cut_blocks(document, scored, parts)]
    passages, content = scored.passages, scored.content
    texts = [sentence.text for sentence in document.sentences]
    return cuts(texts, passages.sentence[content.place], content, parts, passages.language)


def _first_sentences(document: Document) -> list[int]:
    """Index of the first sentence of each block."""
    blocks = np.array([sentence.block for sentence in document.sentences])
    firsts: list[int] = np.searchsorted(blocks, np.arange(1, len(document.blocks) + 1)).tolist()
    return firsts


def _sections(document: Document) -> list[Part]:
    """The stretches between headings. A heading with no text of its own is left out."""
    opened = [*_first_sentences(document), len(document.sentences)]
    level = _level(document)
    named = {heading.before: heading.text for heading in reversed(document.headings) if heading.level <= level}
    bounds = sorted({1, *(before for before in named if before <= len(document.blocks))})
    stretches = itertools.pairwise([*bounds, len(document.blocks) + 1])
    sections = [Part(opened[a - 1], opened[b - 1], named.get(a)) for a, b in stretches]
    sections = [section for section in sections if len(section)]
    if len(sections) > 2 and sections[0].heading is None:
        mean = (sections[-1].end - sections[0].end) / (len(sections) - 1)
        if len(sections[0]) < _OPENING_SHARE * mean:
            return sections[1:]
    return sections


def _level(document: Document) -> int:
    """The highest level of heading that at least two have."""
    levels = sorted(heading.level for heading in document.headings)
    return levels[1] if len(levels) > 1 else 0


def _merged(sections: Sequence[Part], limit: int) -> list[Part]:
    """Neighbouring sections joined, the shortest pair first, until there are no more than the limit.

    There may be a section for every other line: pairs wait in a heap, and one that has grown since is passed over.
    """
    parts = dict(enumerate(sections))
    before, after = list(range(-1, len(sections))), list(range(1, len(sections) + 1))
    waiting = [(len(a) + len(b), at) for at, (a, b) in enumerate(itertools.pairwise(sections))]
    heapq.heapify(waiting)
    while len(parts) > limit:
        size, at = heapq.heappop(waiting)
        following = after[at]
        if at not in parts or following not in parts or len(parts[at]) + len(parts[following]) != size:
            continue
        first, second = parts[at], parts.pop(following)
        longer = first if len(first) >= len(second) else second
        parts[at] = replace(first, end=second.end, heading=longer.heading)
        after[at] = after[following]
        before[after[at]] = at
        for left in (before[at], at):
            if left >= 0 and after[left] in parts:
                heapq.heappush(waiting, (len(parts[left]) + len(parts[after[left]]), left))
    return list(parts.values())
