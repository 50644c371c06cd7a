"""The linear model that scores passages; its weights are made by `python -m benchmarks.train_offline`."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources

import numpy as np

from .content import Floats
from .features import NAMES

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
