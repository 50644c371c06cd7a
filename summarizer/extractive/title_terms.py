"""What the title says, and what the whole article is about, as terms that sentences have."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats
from .salience import ScoredPassages

# Weight of a term behind the title's colon, beside one before it, which names the subject. Set by hand with
# `ViewpointWeights` and held by the same floors.
CLAIM_WEIGHT = 2.0
# Terms that most sentences have: what an article is about. Set on 2026-12-01 while reading the
# news of `benchmarks.readability`.
THEME_TERMS = 12
_COLON = re.compile("[:：]")
# A figure that tells a sentence: neither a single digit nor a year.
_TELLING_FIGURE = re.compile(r"(?<![\d.,])(?!(?:19|20)\d\d(?![\d.,%]))(?:\d[\d.,]*\d%?|\d%)")


@dataclass(frozen=True, slots=True)
class TitleTerms:
    """What a title says, as far as the text says it too.

    Attributes:
        said: for each sentence and each term of the title that the text has, the part of the title that the term is, by
            rarity; 0 where the sentence lacks it.
        figures: the figures in the title.
    """

    said: NDArray[np.float64]
    figures: frozenset[str]

    @classmethod
    def find(cls, scored: ScoredPassages, title: str) -> TitleTerms:
        """The terms and figures of a title."""
        statistics, sentences = scored.statistics, scored.passages.sentences
        if not title:
            return cls(np.zeros((sentences, 0)), frozenset())
        language = LANGUAGES[scored.passages.language]
        wanted = language.compute_passage_statistics([title]).term_keys
        terms = np.flatnonzero(np.isin(statistics.term_keys, wanted))
        met = np.isin(statistics.term, terms)
        said = np.zeros((sentences, len(terms)))
        said[scored.passages.sentence[statistics.passage[met]], np.searchsorted(terms, statistics.term[met])] = 1.0
        rarity = np.log1p(sentences / np.maximum(1.0, said.sum(axis=0)))
        if claim := _COLON.search(title):
            claimed = language.compute_passage_statistics([title[claim.end() :]]).term_keys
            rarity *= np.where(np.isin(statistics.term_keys[terms], claimed), CLAIM_WEIGHT, 1.0)
        return cls(said * rarity / max(1e-9, float(rarity.sum())), find_telling_figures(title))


def find_telling_figures(text: str) -> frozenset[str]:
    """The figures of a text but for single digits and years."""
    return frozenset(_TELLING_FIGURE.findall(text))


def theme_shares(scored: ScoredPassages) -> Floats:
    """How much each sentence has of the terms that most sentences have, from 0 to 1."""
    statistics, terms = scored.statistics, len(scored.statistics.term_totals)
    places = np.unique(scored.passages.sentence[statistics.passage] * terms + statistics.term)
    sentence, term = np.divmod(places, terms)
    spread = np.bincount(term, minlength=terms)
    weight = np.zeros(terms)
    frequent = np.argsort(-spread, kind="stable")[:THEME_TERMS]
    weight[frequent] = spread[frequent]
    shares: Floats = np.bincount(sentence, weight[term], scored.passages.sentences) / max(1e-9, float(weight.sum()))
    return shares
