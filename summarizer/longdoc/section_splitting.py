"""Splitting a long document into sections: at headings, else where the topic changes, and always between two blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

import regex

from ..models import Document, Heading


@dataclass(frozen=True, slots=True)
class SplitWeights:
    """How a cut is chosen. Set on 2026-11-24, and held today by the cases of
    `pytest tests/unit/longdoc/test_section_splitting.py`; no measurement was recorded.

    Attributes:
        min_length: of a section, as a multiple of the mean length in tokens.
        max_length: likewise; the cheapest cut between the two is taken.
        heading_cost: of a cut before a heading, times the level of the heading.
        topic_cost: of a cut elsewhere, to which the share of common terms on both sides (0 to 1) is added. A relative
            deviation from the mean length costs as much as it is.
        compared_characters: on each side of a cut, in which common terms are counted.
        fill: the share of the token budget that sections of equal length would take, so that cuts can deviate.
        sentence_overhead: tokens of the `<12> ` before a sentence in a prompt, and the line break.
    """

    min_length: float = 0.6
    max_length: float = 1.3
    heading_cost: float = 0.1
    topic_cost: float = 1.0
    compared_characters: int = 400
    fill: float = 0.9
    sentence_overhead: int = 5


WEIGHTS = SplitWeights()
# Words of at least four Latin letters, and pairs of Han characters, which need no dictionary.
_TERM = regex.compile(r"\p{Latin}{4,}|(?=(\p{Han}{2}))")


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive sentences of a document: indices from `start` to `end`, exclusive, counted from 0."""

    start: int
    end: int

    def blocks(self, document: Document) -> tuple[int, int]:
        """Numbers of its first and last block."""
        return document.sentences[self.start].block, document.sentences[self.end - 1].block


def split_into_sections(document: Document, budget: int, count: Callable[[str], int]) -> list[Section]:
    """Split a document into sections of about equal length of at most `budget` tokens; a longer block is one by itself.

    Linear in the length of the document.

    Args:
        count: the number of tokens of a text.
    """
    starts = _block_starts(document)
    sums = [0, *accumulate(_block_tokens(document, starts, count))]
    target = sums[-1] / max(1, -(-sums[-1] // int(budget * WEIGHTS.fill)))
    levels = {heading.before: heading.level for heading in reversed(document.headings)}
    sections, first, blocks = [], 0, len(starts) - 1
    while first < blocks:
        last = _find_cut(document, first, [starts, sums], (target, budget), levels)
        sections.append(Section(starts[first], starts[last]))
        first = last
    return sections


def split_in_half(document: Document, section: Section) -> list[Section]:
    """Split a section between the blocks nearest to its middle; a single block stays as it is."""
    sentences = document.sentences
    cuts = [i for i in range(section.start + 1, section.end) if sentences[i].block != sentences[i - 1].block]
    if not cuts:
        return [section]
    middle = min(cuts, key=lambda i: abs(2 * i - section.start - section.end))
    return [Section(section.start, middle), Section(middle, section.end)]


def section_document(document: Document, section: Section) -> Document:
    """The section as a document: its sentences numbered from 1, under the headings that apply to it."""
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
    """The headings that a block is under, outermost first, without those right before it."""
    path: list[Heading] = []
    for heading in document.headings:
        if heading.before >= block:
            break
        path = [h for h in path if h.level < heading.level]
        path.append(heading)
    own = [h.level for h in document.headings if h.before == block]
    return [h.model_copy(update={"before": block}) for h in path if not own or h.level < min(own)]


def _block_starts(document: Document) -> list[int]:
    """The index of the first sentence of each block, and at the end the number of sentences."""
    sentences = document.sentences
    starts = [i for i, s in enumerate(sentences) if i == 0 or s.block != sentences[i - 1].block]
    return [*starts, len(sentences)]


def _block_tokens(document: Document, starts: list[int], count: Callable[[str], int]) -> Iterator[int]:
    for start, end in pairwise(starts):
        yield sum(count(s.text) + WEIGHTS.sentence_overhead for s in document.sentences[start:end])


def _find_cut(
    document: Document, first: int, tables: list[list[int]], sizes: tuple[float, int], levels: dict[int, int]
) -> int:
    """The index of the block before which the section that begins with block `first` ends.

    Args:
        tables: the first sentence of each block, and the tokens before each block.
        sizes: the mean length and the budget, in tokens.
        levels: the level of the heading before a block, by its number.
    """
    (starts, sums), (target, budget) = tables, sizes
    blocks = len(starts) - 1
    best, lowest_cost = first + 1, float("inf")
    for last in range(first + 1, blocks + 1):
        size = sums[last] - sums[first]
        if size > min(budget, target * WEIGHTS.max_length) and last > first + 1:
            break
        if last == blocks:
            return last
        if size < target * WEIGHTS.min_length:
            best = last
            continue
        cost = abs(size - target) / target + _cut_cost(document, starts[last], levels)
        if cost < lowest_cost:
            best, lowest_cost = last, cost
    return best


def _cut_cost(document: Document, sentence: int, levels: dict[int, int]) -> float:
    block = document.sentences[sentence].block
    if block in levels:
        return WEIGHTS.heading_cost * levels[block]
    start = document.sentences[sentence].start
    width = WEIGHTS.compared_characters
    before = _terms(document.text[max(0, start - width) : start])
    after = _terms(document.text[start : start + width])
    shared = len(before & after) / max(1, min(len(before), len(after)))
    return WEIGHTS.topic_cost + shared


def _terms(text: str) -> set[str]:
    return {match[1] or match[0].lower() for match in _TERM.finditer(text)}
