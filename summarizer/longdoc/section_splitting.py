"""Where a long document is cut: at its headings, else where the topic changes, always between two blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

import regex

from ..models import Document, Heading

# A section may be so much shorter or longer than the mean, as long as it fits: in this room the best cut is sought.
_LEAST, _MOST = 0.6, 1.3
# What a cut costs: at a heading less the higher it is; elsewhere more the more the texts on both sides have in common.
_AT_HEADING, _ELSEWHERE = 0.1, 1.0
_SIDE = 400  # characters before and after a cut that are compared
_PER_SENTENCE = 5  # tokens of the `<12> ` before it and the line break
# Words of Latin letters, and pairs of Han characters, which need no dictionary.
_TERM = regex.compile(r"\p{Latin}{4,}|(?=(\p{Han}{2}))")


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document, as the range of its sentences (`start` included, `end` excluded, counted from 0)."""

    start: int
    end: int

    def blocks(self, document: Document) -> tuple[int, int]:
        """Numbers of its first and last block."""
        return document.sentences[self.start].block, document.sentences[self.end - 1].block


def split_into_sections(document: Document, budget: int, count: Callable[[str], int]) -> list[Section]:
    """Sections of about equal length that have at most `budget` tokens; one block that has more is one by itself.

    Linear in the length of the document.
    """
    starts = _block_starts(document)
    sums = [0, *accumulate(_block_tokens(document, starts, count))]
    target = sums[-1] / max(1, -(-sums[-1] // int(budget * 0.9)))
    levels = {heading.before: heading.level for heading in reversed(document.headings)}
    sections, first, blocks = [], 0, len(starts) - 1
    while first < blocks:
        last = _find_cut(document, first, [starts, sums], (target, budget), levels)
        sections.append(Section(starts[first], starts[last]))
        first = last
    return sections


def split_in_half(document: Document, section: Section) -> list[Section]:
    """The section in two, between the blocks nearest its middle; itself when it is a single block."""
    sentences = document.sentences
    cuts = [i for i in range(section.start + 1, section.end) if sentences[i].block != sentences[i - 1].block]
    if not cuts:
        return [section]
    middle = min(cuts, key=lambda i: abs(2 * i - section.start - section.end))
    return [Section(section.start, middle), Section(middle, section.end)]


def section_document(document: Document, section: Section) -> Document:
    """A section as a document of its own: its sentences numbered from 1, under the headings it stands under."""
    first, last = section.blocks(document)
    sentences = tuple(
        sentence.model_copy(update={"number": i})
        for i, sentence in enumerate(document.sentences[section.start : section.end], 1)
    )
    return document.model_copy(
        update={
            "headings": (
                *_enclosing_headings(document, first),
                *(h for h in document.headings if first <= h.before <= last),
            ),
            "blocks": document.blocks[first - 1 : last],
            "sentences": sentences,
        }
    )


def _enclosing_headings(document: Document, block: int) -> list[Heading]:
    """The headings that a block stands under, outermost first, but for those right before it."""
    path: list[Heading] = []
    for heading in document.headings:
        if heading.before >= block:
            break
        path = [h for h in path if h.level < heading.level]
        path.append(heading)
    own = [h.level for h in document.headings if h.before == block]
    return [h.model_copy(update={"before": block}) for h in path if not own or h.level < min(own)]


def _block_starts(document: Document) -> list[int]:
    """The first sentence of each block, and the number of all sentences."""
    sentences = document.sentences
    starts = [i for i, s in enumerate(sentences) if i == 0 or s.block != sentences[i - 1].block]
    return [*starts, len(sentences)]


def _block_tokens(document: Document, starts: list[int], count: Callable[[str], int]) -> Iterator[int]:
    for start, end in pairwise(starts):
        yield sum(count(s.text) + _PER_SENTENCE for s in document.sentences[start:end])


def _find_cut(
    document: Document, first: int, tables: list[list[int]], sizes: tuple[float, int], levels: dict[int, int]
) -> int:
    """The block before which the section that begins with block `first` ends."""
    (starts, sums), (target, budget) = tables, sizes
    blocks = len(starts) - 1
    best, least = first + 1, float("inf")
    for last in range(first + 1, blocks + 1):
        size = sums[last] - sums[first]
        if size > min(budget, target * _MOST) and last > first + 1:
            break
        if last == blocks:
            return last
        if size < target * _LEAST:
            best = last
            continue
        cost = abs(size - target) / target + _cut_cost(document, starts[last], levels)
        if cost < least:
            best, least = last, cost
    return best


def _cut_cost(document: Document, sentence: int, levels: dict[int, int]) -> float:
    block = document.sentences[sentence].block
    if block in levels:
        return _AT_HEADING * levels[block]
    start = document.sentences[sentence].start
    before = _terms(document.text[max(0, start - _SIDE) : start])
    after = _terms(document.text[start : start + _SIDE])
    shared = len(before & after) / max(1, min(len(before), len(after)))
    return _ELSEWHERE + shared


def _terms(text: str) -> set[str]:
    return {match[1] or match[0].lower() for match in _TERM.finditer(text)}
