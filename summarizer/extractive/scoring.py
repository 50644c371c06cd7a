"""The salience of passages by a linear model, whose weights are in `weights.toml`.

`benchmarks.train_offline` trains the weights by ridge regression on the overlap of passages with reference summaries.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

import numpy as np

from ..languages import LANGUAGES
from ..languages.passage_statistics import Floats, PassageStatistics
from ..models import Document, LanguageCode
from .features import FEATURES, Passages, compute_features, measure_spokenness, split_passages

# The sections of `weights.toml`: of every document, added in a transcript of speech, added in Chinese.
SECTIONS = ("base", "speech", "zh")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights in the order of `FEATURES`, one array for each of `SECTIONS`.

    English has no section: the base weights are its own. A language without a section is scored as English is.
    """

    sections: Mapping[str, Floats]

    def score(self, features: Floats, spokenness: float, language: LanguageCode) -> Floats:
        """The salience of each passage.

        Args:
            features: of shape `(len(FEATURES), passages)`.
            spokenness: how far the document is a transcript of speech, from 0 to 1.
        """
        weights = self.sections["base"] + spokenness * self.sections["speech"]
        if language in self.sections:
            weights = weights + self.sections[language]
        return weights @ features


@functools.cache
def default_model() -> LinearModel:
    """The model of `weights.toml`, read once."""
    weights = tomllib.loads(resources.files(__package__).joinpath("weights.toml").read_text("utf-8"))
    return LinearModel({name: np.array([weights[name][feature] for feature in FEATURES]) for name in SECTIONS})


_HEADER = """\
# The weights of `scoring.LinearModel`, one for each of `features.FEATURES`, which says what a feature is.
# Trained on {date} by `python -m benchmarks.train_offline --write`: ridge regression on the articles of the six
# development sets that `benchmarks.offline` names, with the summaries in SummEval and FRANK as further references.
# `python -m benchmarks.train_offline` cross-validates them; the floors of `benchmarks.offline` hold what they achieve.
# [base] weighs every document, [speech] is added in proportion to its spokenness, [zh] in Chinese.
"""


def format_weights(model: LinearModel, date: str) -> str:
    """The content of `weights.toml` for a model.

    Args:
        date: when it was trained.
    """
    lines = [_HEADER.format(date=date)]
    for name in SECTIONS:
        weights = zip(FEATURES, model.sections[name], strict=True)
        lines += [f"[{name}]", *(f"{feature} = {value:.4f}" for feature, value in weights), ""]
    return "\n".join(lines)


@dataclass(slots=True)
class ScoredPassages:
    """A document's passages with all that selection among them needs.

    Attributes:
        spokenness: how far the document is a transcript of speech, from 0 to 1.
        salience: the model's score of each passage.
        features: of shape `(len(FEATURES), len(passages))`.
    """

    passages: Passages
    statistics: PassageStatistics
    spokenness: float
    salience: Floats
    features: Floats

    def feature(self, name: str) -> Floats:
        """One of `FEATURES`, for each passage."""
        row: Floats = self.features[FEATURES.index(name)]
        return row


def score_document(document: Document, model: LinearModel | None = None) -> ScoredPassages:
    """Split a document into passages and score them."""
    passages = split_passages(document)
    statistics = LANGUAGES[passages.language].count_passages(passages.texts)
    features = compute_features(passages, statistics, title_of(document))
    spokenness = measure_spokenness(statistics)
    salience = (model or default_model()).score(features, spokenness, passages.language)
    return ScoredPassages(passages, statistics, spokenness, salience, features)


def title_of(document: Document) -> str:
    """The title; for want of one the headings."""
    return document.title or " ".join(heading.text for heading in document.headings)
