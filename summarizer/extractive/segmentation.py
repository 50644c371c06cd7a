"""Topic segmentation: an article falls into groups by its headings, else where its topic changes.

Without headings, boundaries are scored as in TextTiling (Hearst 1997), by the cosine of the words before and after
them, here at three scales, and by words with which speakers change the topic. Dynamic programming then picks the best
set of boundaries, as Utiyama and Isahara (2001) do, with a preference for even segments.
"""

from __future__ import annotations

import heapq
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints, PassageStatistics, sum_by_group
from ..models import Document, Heading, LanguageCode
from .salience import ScoredPassages


@dataclass(frozen=True, slots=True)
class SegmentationParameters:
    """How boundaries are scored and how many there are.

    Chosen on the development texts and meetings that also measure them, not cross-validated
    (`python -m benchmarks.segments --search`), 2026-11-24; held by the floors of `benchmarks.segments`.
    """

    topic_shift: float = 1.0
    """Weight of words with which a speaker changes the topic, beside a standard score of lexical change."""
    evenness: float = 2.5
    """Cost of a segment for the square of its relative deviation from the mean length."""
    windows: tuple[float, ...] = (0.2, 0.4, 0.8)
    """Windows before and after a boundary in which words are compared, as shares of a mean segment."""
    opening: int = 80
    """Characters of a text in which a topic shift is looked for."""
    words_per_group: int = 250
    """A document has a group for so many words, and half a one more; a Chinese character counts as half a word."""
    min_words_for_two: int = 120
    """Words from which a document has two groups at least."""
    max_section_share: float = 1.8
    """A section this many times as long as a group's share of the words is divided by its topics, where headings give
    fewer groups than the document has. Set by hand on the development articles, 2026-11-30."""
    min_opening_share: float = 0.5
    """An opening before the first heading is a group if it is longer than this share of a mean section. Set by hand."""

    min_run_in_heads: int = 3
    """Blocks that open with a label before a colon at least, for such labels to be headings; and their share of all."""
    run_in_share: float = 0.4

    dimensions: int = 512
    """Words are hashed into so many dimensions: a limit of memory and time, as are the following."""
    few_dimensions: int = 64
    many_texts: int = 20_000
    """From so many texts on there are fewer dimensions."""
    candidates: int = 160
    """Boundaries that are tried in all combinations."""


PARAMETERS = SegmentationParameters()
_MIN_SECTION_ITEMS = 2  # items of a section in a digest on average, fewer than which are headed one by one
# The label with which a block opens, behind a list mark: 投资建议：, Risks:.
_RUN_IN_HEAD = re.compile(
    r"\s*(?:[-*+•·●▪■◆➢►>]\s*|[（(]?\d{1,2}\s?[.、)）]\s*)?\**(?P<label>[\u3400-\u9fff][^。；：:，,!?！？“\"「]{1,19}|[A-Z][^.:,;!?\"“]{2,40})\**[：:](?!//)"
)


def find_boundaries(
    texts: Sequence[str],
    group: Ints,
    statistics: PassageStatistics,
    segments: int,
    language: LanguageCode,
    parameters: SegmentationParameters = PARAMETERS,
) -> list[int]:
    """Where to cut a sequence of texts into topics: the index of the first text of each segment but the first.

    Args:
        texts: blocks, or the sentences of an article of a single block.
        group: index of the text of each entry of the statistics.
        segments: how many segments to make.
    """
    if segments < 2 or len(texts) < 2:
        return []
    length = np.maximum(1.0, np.bincount(group, statistics.count, len(texts)))
    ends = np.cumsum(length)
    strength = _lexical_change(group, statistics, ends, segments, parameters)
    strength = strength + parameters.topic_shift * _topic_shifts(texts, language, parameters.opening)
    strength[0] = -np.inf
    return _best_boundaries(strength, ends, segments, parameters)


def _lexical_change(
    group: Ints, statistics: PassageStatistics, ends: Floats, segments: int, parameters: SegmentationParameters
) -> Floats:
    """How different the words before and after each text's start are, as standard scores."""
    texts = len(ends)
    dimensions = parameters.few_dimensions if texts > parameters.many_texts else parameters.dimensions
    hashed = (statistics.term * 2654435761 >> 7) % dimensions
    cells = group * dimensions + hashed
    counts = sum_by_group(cells, np.log1p(statistics.count), texts * dimensions).reshape(texts, dimensions)
    running = np.zeros((texts + 1, dimensions), np.float32)
    np.cumsum(counts, axis=0, dtype=np.float32, out=running[1:])
    change = np.zeros(texts)
    for share in parameters.windows:
        change += _window_change(running, ends, share * float(ends[-1]) / segments)
    return _standardise(change)


def _window_change(running: NDArray[np.float32], ends: Floats, window: float) -> Floats:
    """The cosine distance of the words in the windows before and after each start, as standard scores."""
    starts = np.concatenate([[0.0], ends[:-1]])
    before = np.searchsorted(ends, starts - window, side="right")
    after = np.minimum(len(ends), np.searchsorted(starts, starts + window))
    here = running[:-1]
    left, right = here - running[before], running[after] - here
    norms = np.sqrt(np.einsum("ij,ij->i", left, left) * np.einsum("ij,ij->i", right, right))
    return _standardise(1.0 - np.einsum("ij,ij->i", left, right).astype(np.float64) / np.maximum(1e-9, norms))


def _standardise(change: Floats) -> Floats:
    """Standard scores; the very start is no boundary and does not count."""
    scores: Floats = (change - change[1:].mean()) / max(1e-9, float(change[1:].std()))
    return scores


def _topic_shifts(texts: Sequence[str], language: LanguageCode, window: int) -> Floats:
    """How clearly each text opens with a change of topic."""
    patterns = LANGUAGES[language].statements.patterns
    openings = [text[:window] for text in texts]
    return np.array(
        [
            (patterns.thanks.match(opening) is not None)
            + 0.5 * min(3, len(patterns.topic_shift.findall(opening)))
            + 0.5 * (opening.count("？") > 0)
            for opening in openings
        ]
    )


def _best_boundaries(strength: Floats, ends: Floats, segments: int, parameters: SegmentationParameters) -> list[int]:
    """The boundaries with the greatest sum of strengths less the cost of unevenness, by dynamic programming."""
    texts = len(strength)
    if texts - 1 > parameters.candidates:
        candidates = np.sort(np.argpartition(-strength, parameters.candidates)[: parameters.candidates])
    else:
        candidates = np.arange(1, texts)
    segments = min(segments, len(candidates) + 1)
    positions = np.concatenate([[0.0], (ends - np.diff(ends, prepend=0.0))[candidates] / ends[-1], [1.0]])
    gains = np.concatenate([[0.0], strength[candidates], [0.0]])
    sizes = positions[np.newaxis, :] - positions[:, np.newaxis]  # from a boundary to a later one
    cost = parameters.evenness * (sizes * segments - 1.0) ** 2
    cost[np.tril_indices(len(positions))] = np.inf
    value = np.where(np.arange(len(positions)) == 0, 0.0, -np.inf)
    previous: list[Ints] = []
    for _ in range(segments):
        reached = value[:, np.newaxis] - cost
        previous.append(reached.argmax(axis=0))
        value = reached.max(axis=0) + gains
    chosen, at = [], len(positions) - 1
    for step in reversed(previous):
        at = int(step[at])
        chosen.append(at)
    return [int(candidates[i - 1]) for i in reversed(chosen[:-1])]


@dataclass(frozen=True, slots=True)
class TopicSegment:
    """Sentences `start` to `end`, counted from 0, the end excluded, and the headings within it.

    Attributes:
        headings: the first sentence below each heading, and the heading; those of parts that were joined come after
            each other.
        topic: text that says what it is about, as the heading of a section that was divided.
        continued: the heading of a section of which this is not the first part; empty where it is no such part.
    """

    start: int
    end: int
    headings: tuple[tuple[int, Heading], ...] = ()
    topic: str = ""
    continued: str = ""

    def __len__(self) -> int:
        return self.end - self.start


def count_groups(scored: ScoredPassages, limit: int) -> int:
    """How many groups a summary of the document has: two from about 250 words, five from about 1,100."""
    words = float(scored.statistics.length.sum())
    minimum = 1 if words < PARAMETERS.min_words_for_two else 2
    wanted = max(minimum, round(0.5 + words / PARAMETERS.words_per_group))
    return max(1, min(limit, wanted, scored.passages.sentences // 2))


def segment_document(document: Document, scored: ScoredPassages, limit: int) -> list[TopicSegment]:
    """The groups in document order: together every sentence, or all but a short opening; at most `limit`."""
    sections = _sections(document)
    wanted = count_groups(scored, limit)
    if len(sections) > 1:
        return _divide_long_sections(document, scored, _merge_sections(sections, limit), wanted)
    starts = _find_starts(document, scored, wanted)
    bounds = [0, *starts, len(document.sentences)]
    return [TopicSegment(a, b) for a, b in itertools.pairwise(bounds) if a < b]


def _divide_long_sections(
    document: Document, scored: ScoredPassages, sections: Sequence[TopicSegment], wanted: int
) -> list[TopicSegment]:
    """The sections, of which the longest are cut in two where the topic changes, until there are as many as wanted."""
    words = np.bincount(scored.passages.sentence, scored.statistics.length)
    mean = float(words.sum()) / wanted
    segments = list(sections)
    while len(segments) < wanted:
        sizes = [float(words[part.start : part.end].sum()) for part in segments]
        at = int(np.argmax(sizes))
        if sizes[at] < PARAMETERS.max_section_share * mean or not (cut := _find_cut(document, scored, segments[at])):
            break
        part = segments[at]
        topic = part.topic or " ".join(heading.text for _, heading in part.headings)
        before = tuple(pair for pair in part.headings if pair[0] < cut)
        behind = tuple(pair for pair in part.headings if pair[0] >= cut)
        continued = before[-1][1].text if before else part.continued
        segments[at : at + 1] = [
            TopicSegment(part.start, cut, before, topic, part.continued),
            TopicSegment(cut, part.end, behind, topic, continued),
        ]
    return segments


def _find_cut(document: Document, scored: ScoredPassages, part: TopicSegment) -> int:
    """The sentence at which the topic of a section changes most, at the start of a block if it has some; 0: none."""
    statistics = scored.statistics
    sentence = scored.passages.sentence[statistics.passage]
    inside = (sentence >= part.start) & (sentence < part.end)
    blocks = [document.sentences[index].block for index in range(part.start, part.end)]
    firsts = [index for index in range(len(blocks)) if not index or blocks[index] != blocks[index - 1]]
    opens = firsts if len(firsts) >= 4 else list(range(len(blocks)))
    ends = [*opens[1:], len(blocks)]
    sentences = document.sentences
    texts = [
        document.text[sentences[part.start + a].start : sentences[part.start + b - 1].end]
        for a, b in zip(opens, ends, strict=True)
    ]
    within = replace(statistics, term=statistics.term[inside], count=statistics.count[inside])
    group = np.searchsorted(opens, sentence[inside] - part.start, side="right") - 1
    cuts = find_boundaries(texts, group, within, 2, scored.passages.language)
    return part.start + opens[cuts[0]] if cuts else 0


def find_run_in_heads(document: Document) -> dict[int, str]:
    """The label before a colon with which blocks open, by number of the block; empty unless they do so throughout.

    Broker's notes name their sections so (投资建议：…). A label that says who speaks is none.
    """
    attribution = LANGUAGES[document.language].statements.patterns.attribution
    heads = {
        block.number: match["label"].strip()
        for block in document.blocks
        if not block.speaker and (match := _RUN_IN_HEAD.match(block.text)) and not attribution.search(match["label"])
    }
    enough = max(PARAMETERS.min_run_in_heads, PARAMETERS.run_in_share * len(document.blocks))
    return heads if len(heads) >= enough else {}


def segment_items(document: Document, heads: Sequence[int], limit: int, max_points: int) -> list[TopicSegment]:
    """The items of a digest, in order, by the headings above them, else in groups of about equal size.

    Headings of single items, of which there are more than groups, would name one item of several.

    Args:
        heads: the sentences that begin the items.
        limit: groups at most.
        max_points: items that a group can take.
    """
    sections = _sections(document)
    if len(sections) <= max(limit, len(heads) // _MIN_SECTION_ITEMS):
        merged = _merge_sections(sections, limit)
        if len(merged) * max_points >= len(heads) and sum(bool(section.headings) for section in merged) > 1:
            return merged
    groups = min(limit, -(-len(heads) // max_points))
    starts = [heads[round(index * len(heads) / groups)] for index in range(groups)]
    return [TopicSegment(a, b) for a, b in itertools.pairwise([*starts, len(document.sentences)])]


def find_block_boundaries(
    document: Document, scored: ScoredPassages, segments: int, parameters: SegmentationParameters = PARAMETERS
) -> list[int]:
    """The blocks, counted from 0, that open a topic."""
    passages, statistics = scored.passages, scored.statistics
    block = passages.block[statistics.passage]
    texts = [block.text for block in document.blocks]
    return find_boundaries(texts, block, statistics, segments, passages.language, parameters)


def _find_starts(document: Document, scored: ScoredPassages, segments: int) -> list[int]:
    """The sentences, counted from 0, that open a segment; an article of few blocks is cut between sentences."""
    if segments < 2:
        return []
    if len(document.blocks) >= 2 * segments:
        opened = find_first_sentences(document)
        return [opened[block] for block in find_block_boundaries(document, scored, segments)]
    passages, statistics = scored.passages, scored.statistics
    texts = [sentence.text for sentence in document.sentences]
    return find_boundaries(texts, passages.sentence[statistics.passage], statistics, segments, passages.language)


def find_first_sentences(document: Document) -> list[int]:
    """The first sentence of each block, counted from 0."""
    blocks = np.array([sentence.block for sentence in document.sentences])
    firsts: list[int] = np.searchsorted(blocks, np.arange(1, len(document.blocks) + 1)).tolist()
    return firsts


def _sections(document: Document) -> list[TopicSegment]:
    """The sections between headings. A heading without text of its own is left out."""
    opened = [*find_first_sentences(document), len(document.sentences)]
    level = _heading_level(document)
    named = {heading.before: heading for heading in reversed(document.headings) if heading.level <= level}
    bounds = sorted({1, *(before for before in named if before <= len(document.blocks))})
    stretches = itertools.pairwise([*bounds, len(document.blocks) + 1])
    sections = [
        TopicSegment(opened[a - 1], opened[b - 1], ((opened[a - 1], named[a]),) if a in named else ())
        for a, b in stretches
    ]
    sections = [section for section in sections if len(section)]
    if len(sections) > 2 and not sections[0].headings:
        mean = (sections[-1].end - sections[0].end) / (len(sections) - 1)
        if len(sections[0]) < PARAMETERS.min_opening_share * mean:
            return sections[1:]
    return sections


def _heading_level(document: Document) -> int:
    """The level of the headings that divide the document: the highest one that leaves two; 0 if there are fewer."""
    levels = sorted(heading.level for heading in document.headings)
    return levels[1] if len(levels) > 1 else 0


def _merge_sections(sections: Sequence[TopicSegment], limit: int) -> list[TopicSegment]:
    """The sections after joining neighbours, the shortest pair first, until there are no more than the limit.

    There may be a section for every other line, so pairs wait in a heap; one that has grown since is skipped.
    """
    segments = dict(enumerate(sections))
    before, after = list(range(-1, len(sections))), list(range(1, len(sections) + 1))
    waiting = [(len(a) + len(b), at) for at, (a, b) in enumerate(itertools.pairwise(sections))]
    heapq.heapify(waiting)
    while len(segments) > limit:
        size, at = heapq.heappop(waiting)
        following = after[at]
        if at not in segments or following not in segments or len(segments[at]) + len(segments[following]) != size:
            continue
        first, second = segments[at], segments.pop(following)
        segments[at] = replace(first, end=second.end, headings=first.headings + second.headings)
        after[at] = after[following]
        before[after[at]] = at
        for left in (before[at], at):
            if left >= 0 and after[left] in segments:
                heapq.heappush(waiting, (len(segments[left]) + len(segments[after[left]]), left))
    return list(segments.values())
