"""How an article falls into groups: by its headings where it has them, else where its topic changes."""

from __future__ import annotations

import heapq
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..models import Document, LanguageCode
from .content import Content, Floats, Ints, sums
from .scoring import Scored

# Chosen on the same development texts and meetings that measure them, not cross-validated
# (`python -m benchmarks.segments --search`).
CUE, EVENNESS = 1.0, 2.5
# Windows before and after a cut, as shares of a mean part; what changes at every scale is a turn.
_WINDOWS = (0.2, 0.4, 0.8)
# Words are compared by a hash of so many dimensions, few in a document of very many blocks.
_DIMENSIONS, _FEW_DIMENSIONS, _MANY_BLOCKS = 512, 64, 20_000
# Only so many cuts are tried in every combination.
_CANDIDATES = 160
# How far into a block its speaker is heard for a turn.
_OPENING = 80

_ZH_THANKS = re.compile(
    r"(?:好|嗯|对|那|OK|明白|没错|行|是的|的|[，。,\s])*(?:非常)?(?:谢谢|感谢|多谢)|(?:好|明白|没错)[的，。,]"
)
_ZH_TURN = re.compile(
    r"下一个|下一位|接下来|接着|下面|最后一个|最后|问题|题目|话题|环节|第[二三四五六七八九十]个?|另外|想请|请教|先请|"
    r"再请|聊聊|聊一聊|谈谈|谈一谈|讨论|分享一下|我们再|转到|回到|其次|首先"
)
_EN_THANKS = re.compile(r"(?:ok|okay|well|right|great|so|yes|and|[,.\s])*(?:thank|thanks)\b", re.IGNORECASE)
_EN_TURN = re.compile(
    r"\b(?:next|turning to|moving on|move on|let's|let us|question|finally|first(?:ly)?|second(?:ly)?|third(?:ly)?|"
    r"meanwhile|elsewhere|another|separately|as for|in addition|on the other hand)\b",
    re.IGNORECASE,
)


def cuts(texts: Sequence[str], place: Ints, content: Content, parts: int, language: LanguageCode) -> list[int]:
    """Where to cut a sequence of texts into topics: indices of the first text of each part but the first.

    Args:
        texts: blocks, or the sentences of an article of a single block.
        place: index of the text of each of the content's entries.
        parts: how many parts to make.
    """
    if parts < 2 or len(texts) < 2:
        return []
    length = np.maximum(1.0, np.bincount(place, content.count, len(texts)))
    ends = np.cumsum(length)
    strength = _novelty(place, content, ends, parts) + CUE * _turns(texts, language)
    strength[0] = -np.inf
    return _best(strength, ends, parts)


def _novelty(place: Ints, content: Content, ends: Floats, parts: int) -> Floats:
    """How different the words before and after each text's start are, as standard scores."""
    texts = len(ends)
    dimensions = _FEW_DIMENSIONS if texts > _MANY_BLOCKS else _DIMENSIONS
    hashed = (content.term * 2654435761 >> 7) % dimensions
    counts = sums(place * dimensions + hashed, np.log1p(content.count), texts * dimensions).reshape(texts, dimensions)
    running = np.zeros((texts + 1, dimensions), np.float32)
    np.cumsum(counts, axis=0, dtype=np.float32, out=running[1:])
    change = np.zeros(texts)
    for share in _WINDOWS:
        change += _change(running, ends, share * float(ends[-1]) / parts)
    return _standard(change)


def _change(running: NDArray[np.float32], ends: Floats, window: float) -> Floats:
    """One less the cosine of the words in the windows before and after each start, in standard scores."""
    starts = np.concatenate([[0.0], ends[:-1]])
    before = np.searchsorted(ends, starts - window, side="right")
    after = np.minimum(len(ends), np.searchsorted(starts, starts + window))
    here = running[:-1]
    left, right = here - running[before], running[after] - here
    norms = np.sqrt(np.einsum("ij,ij->i", left, left) * np.einsum("ij,ij->i", right, right))
    return _standard(1.0 - np.einsum("ij,ij->i", left, right).astype(np.float64) / np.maximum(1e-9, norms))


def _standard(change: Floats) -> Floats:
    """Standard scores; what stands at the very start is no cut and does not count."""
    scores: Floats = (change - change[1:].mean()) / max(1e-9, float(change[1:].std()))
    return scores


def _turns(texts: Sequence[str], language: LanguageCode) -> Floats:
    """How far each text opens as a turn to something else."""
    thanks, turn = (_ZH_THANKS, _ZH_TURN) if language == "zh" else (_EN_THANKS, _EN_TURN)
    openings = [text[:_OPENING] for text in texts]
    return np.array(
        [
            (thanks.match(opening) is not None)
            + 0.5 * min(3, len(turn.findall(opening)))
            + 0.5 * (opening.count("？") > 0)
            for opening in openings
        ]
    )


def _best(strength: Floats, ends: Floats, parts: int) -> list[int]:
    """The cuts with the greatest sum of strengths, less what unevenness costs."""
    texts = len(strength)
    if texts - 1 > _CANDIDATES:
        candidates = np.sort(np.argpartition(-strength, _CANDIDATES)[:_CANDIDATES])
    else:
        candidates = np.arange(1, texts)
    parts = min(parts, len(candidates) + 1)
    positions = np.concatenate([[0.0], (ends - np.diff(ends, prepend=0.0))[candidates] / ends[-1], [1.0]])
    gains = np.concatenate([[0.0], strength[candidates], [0.0]])
    sizes = positions[np.newaxis, :] - positions[:, np.newaxis]  # from a cut to a later one
    cost = EVENNESS * (sizes * parts - 1.0) ** 2
    cost[np.tril_indices(len(positions))] = np.inf
    worth = np.where(np.arange(len(positions)) == 0, 0.0, -np.inf)
    came: list[Ints] = []
    for _ in range(parts):
        reached = worth[:, np.newaxis] - cost
        came.append(reached.argmax(axis=0))
        worth = reached.max(axis=0) + gains
    chosen, at = [], len(positions) - 1
    for step in reversed(came):
        at = int(step[at])
        chosen.append(at)
    return [int(candidates[i - 1]) for i in reversed(chosen[:-1])]


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
    starts = _grouping_turns(document, scored, group_count(scored, limit))
    bounds = [0, *starts, len(document.sentences)]
    return [Part(a, b) for a, b in itertools.pairwise(bounds) if a < b]


def cut_blocks(document: Document, scored: Scored, parts: int) -> list[int]:
    """Where the document turns to its next topic: indices of blocks, counted from 0."""
    passages, content = scored.passages, scored.content
    place = passages.block[content.place]
    return cuts([block.text for block in document.blocks], place, content, parts, passages.language)


def _grouping_turns(document: Document, scored: Scored, parts: int) -> list[int]:
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
