"""Where an article turns to its next topic: at its headings, else where its words change and its speakers say so.

Blocks are compared left and right of every possible cut (TextTiling, Hearst 1997; the windows grow with the document);
a chair who thanks the last speaker and asks the next question marks a turn too. The best set of cuts, the parts not
too unequal, is found exactly by dynamic programming over the most promising ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ...models import Language
from .content import Content, Floats, Ints, sums

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
    r"meanwhile|elsewhere|another|separately|as for|in addition|on the other hand)\b", re.IGNORECASE
)


def cuts(texts: Sequence[str], place: Ints, content: Content, parts: int, language: Language) -> list[int]:
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


def _turns(texts: Sequence[str], language: Language) -> Floats:
    """How far each text opens as a turn to something else."""
    thanks, turn = (_ZH_THANKS, _ZH_TURN) if language == "zh" else (_EN_THANKS, _EN_TURN)
    openings = [text[:_OPENING] for text in texts]
    return np.array([
        (thanks.match(opening) is not None) + 0.5 * min(3, len(turn.findall(opening))) + 0.5 * (opening.count("？") > 0)
        for opening in openings
    ])


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
    sizes = positions[np.newaxis, :] - positions[:, np.newaxis]   # from a cut to a later one
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
