"""Passages scored by a linear model whose weights are in `weights.toml`."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

import numpy as np

from ..models import Document
from .content import Content, Floats, content_of
from .features import NAMES, Passages, features_of, passages_of, transcript_share

KINDS = ("written", "talk", "chinese")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights in the order of `features.NAMES`.

    Attributes:
        written: what a feature is worth in an English article.
        talk: what is added to that in a transcript of speech.
        chinese: what is added to it in Chinese.
    """

    written: Floats
    talk: Floats
    chinese: Floats

    def scores(self, features: Floats, transcript: float, chinese: bool) -> Floats:
        """The score of each passage.

        Args:
            transcript: how far the document is a transcript, from 0 to 1.
        """
        weights = self.written + transcript * self.talk + chinese * self.chinese
        return weights @ features


@functools.cache
def model() -> Model:
    """The weights of `weights.toml`, read once."""
    sections = tomllib.loads(resources.files(__package__).joinpath("weights.toml").read_text("utf-8"))
    return Model(**{kind: np.array([sections[kind][name] for name in NAMES]) for kind in KINDS})


def as_toml(weights: Model) -> str:
    """The weights as `weights.toml` holds them."""
    lines = ["# Made by `python -m benchmarks.train_offline`; see there how. One weight for each of features.NAMES."]
    for kind in KINDS:
        lines += ["", f"[{kind}]"]
        lines += [f"{name} = {value:.4f}" for name, value in zip(NAMES, getattr(weights, kind), strict=True)]
    return "\n".join(lines) + "\n"


# What a standard score of the degree is worth beside the model's scores.
DEGREE = 0.5


@dataclass(slots=True)
class Scored:
    """A document's passages with all that choosing among them needs.

    Attributes:
        transcript: how far the document is a transcript, from 0 to 1.
        head: the model's score of each passage.
        degree: what it is worth late in a long digest.
        features: the rows of `features.NAMES`.
    """

    passages: Passages
    content: Content
    transcript: float
    head: Floats
    degree: Floats
    features: Floats

    def feature(self, name: str) -> Floats:
        """One of `features.NAMES`, for each passage."""
        row: Floats = self.features[NAMES.index(name)]
        return row


def score(document: Document, weights: Model | None = None) -> Scored:
    """Score the passages of a document."""
    passages = passages_of(document)
    content = content_of(passages.texts, passages.language)
    return score_passages(passages, content, title_of(document), weights)


def title_of(document: Document) -> str:
    """The title; for want of one the headings."""
    return document.title or " ".join(heading.text for heading in document.headings)


def score_passages(passages: Passages, content: Content, title: str = "", weights: Model | None = None) -> Scored:
    """Score passages whose terms are counted."""
    features = features_of(passages, content, title)
    transcript = transcript_share(content)
    head = (weights or model()).scores(features, transcript, passages.language == "zh")
    return scored_by(passages, content, features, head, transcript)


def scored_by(passages: Passages, content: Content, features: Floats, head: Floats, transcript: float) -> Scored:
    """Passages with the scores some model gave them."""
    degree = DEGREE * features[_SENTENCE_DEGREE] - 1e-3 * passages.part
    return Scored(passages, content, transcript, head, degree, features)


_SENTENCE_DEGREE = NAMES.index("sentence_degree")
