"""The order in which passages enter a summary of any length: salience first, less redundancy, later centrality.

The greedy choice is that of maximal marginal relevance (Carbonell and Goldstein 1998), with the share of known terms as
the redundancy of a passage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, Ints, sum_by_group
from ..languages.plain_statements import strip_markup
from .salience import ScoredPassages


@dataclass(frozen=True, slots=True)
class RankingParameters:
    """How salience, redundancy and centrality are weighed against each other.

    Set by cross-validation on the development sets of `benchmarks.offline` (`python -m benchmarks.train_offline
    --search`), 2026-11-24, and held by the floors of `benchmarks.offline`.
    """

    redundancy: float = 0.85
    """What a wholly repeated passage loses; less than the distance between the best passage and a middling one."""
    lead_words: float = 15.0
    """Length of the summary, in words, after which centrality begins to replace salience."""
    shift_words: float = 30.0
    """Over how many further words it does."""
    centrality: float = 0.5
    """Value of a standard score of degree centrality beside the salience."""
    min_spokenness: float = 0.3
    """Spokenness, from 0 to 1, above which passages are printed without the fillers of speech."""
    candidates: int = 600
    """Passages that are compared for what is new in them; the rest follow by centrality. A limit of time and no tuned
    threshold: time grows with its square."""


PARAMETERS = RankingParameters()


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage as a list of passages prints it.

    Attributes:
        position: its place in reading order, counted from 0.
        sentence: the number of its sentence in the document, counted from 1.
    """

    position: int
    sentence: int
    text: str


class Ranking(Sequence[RankedPassage]):
    """The passages of a document, best first. The order is computed only as far as it is read.

    Args:
        numbers: the number of each sentence; None where they count from 1.
    """

    def __init__(
        self,
        scored: ScoredPassages,
        numbers: Sequence[int] | None = None,
        parameters: RankingParameters = PARAMETERS,
    ) -> None:
        self._scored = scored
        self._numbers = numbers or range(1, scored.passages.sentences + 1)
        self._order = order_passages(scored, parameters)
        self._known: list[RankedPassage] = []

    def __len__(self) -> int:
        return len(self._scored.passages)

    @overload
    def __getitem__(self, index: int) -> RankedPassage: ...
    @overload
    def __getitem__(self, index: slice) -> list[RankedPassage]: ...
    def __getitem__(self, index: int | slice) -> RankedPassage | list[RankedPassage]:
        if isinstance(index, slice):
            wanted = range(len(self))[index]
            self._extend(max(wanted, default=-1))
            return [self._known[i] for i in wanted]
        self._extend(range(len(self))[index])
        return self._known[index]

    def _extend(self, index: int) -> None:
        passages = self._scored.passages
        spoken = self._scored.spokenness > PARAMETERS.min_spokenness
        while len(self._known) <= index:
            best = next(self._order)
            plain = strip_markup(passages.texts[best])
            text = LANGUAGES[passages.language].statements.simplify(plain, spoken) or plain
            self._known.append(RankedPassage(best, self._numbers[int(passages.sentence[best])], text))


def order_passages(scored: ScoredPassages, parameters: RankingParameters = PARAMETERS) -> Iterator[int]:
    """Yield the indices of all passages, best first."""
    statistics = scored.statistics
    salience, length = scored.salience, statistics.length
    centrality = all_centrality = _late_value(scored, parameters)
    passage, term = statistics.passage, statistics.term
    candidates = _candidates(salience, centrality, parameters.candidates)
    if len(candidates) < len(salience):
        inside = np.isin(passage, candidates)
        passage, term = np.searchsorted(candidates, passage[inside]), term[inside]
        salience, centrality, length = salience[candidates], centrality[candidates], length[candidates]
    weight = np.log1p(statistics.term_totals)[term]
    starts = passage.searchsorted(np.arange(len(candidates) + 1))
    share = weight / np.maximum(1e-9, sum_by_group(passage, weight, len(candidates)))[passage]
    excluded = np.zeros(len(candidates))
    known = np.zeros(len(statistics.term_totals))
    words = 0.0
    for _ in range(len(candidates)):
        progress = min(1.0, max(0.0, (words - parameters.lead_words) / parameters.shift_words))
        shift = (1.0 - scored.spokenness) * progress
        value = excluded + (1.0 - shift) * salience
        if shift:
            value += shift * centrality
        if shift < 1.0 and words:
            repeated = sum_by_group(passage, share * known[term], len(candidates))
            value -= parameters.redundancy * (1.0 - shift) * repeated
        best = int(value.argmax())
        yield int(candidates[best])
        excluded[best] = -np.inf
        known[term[starts[best] : starts[best + 1]]] = 1.0
        words += max(1.0, length[best])
    rest = np.setdiff1d(np.arange(len(all_centrality)), candidates)
    yield from rest[np.argsort(-all_centrality[rest], kind="stable")].tolist()


def _late_value(scored: ScoredPassages, parameters: RankingParameters) -> Floats:
    """What passages are worth late in a long digest: their sentence's centrality, earlier clauses first."""
    value: Floats = parameters.centrality * scored.feature("sentence_degree") - 1e-3 * scored.passages.part
    return value


def _candidates(salience: Floats, centrality: Floats, limit: int) -> Ints:
    """The passages that may come first by either measure, in reading order."""
    if len(salience) <= limit:
        return np.arange(len(salience))
    half = limit // 2
    return np.unique(np.concatenate([np.argpartition(-values, half)[:half] for values in (salience, centrality)]))
