"""spaCy pipelines: blank ones with our boundaries, or what the user has installed."""

from __future__ import annotations

import functools
from typing import Any

from ..errors import UsageError


@functools.cache
def load_pipeline(name: str) -> Any:
    """Load a spaCy pipeline by name or path. Raises `UsageError` when there is none."""
    import spacy

    try:
        return spacy.load(name)
    except OSError:
        raise UsageError(f"{name}: no such spaCy pipeline", f"install it: python -m spacy download {name}") from None


def pipeline_sentences(nlp: Any, text: str) -> list[tuple[int, int]]:
    """The sentences a pipeline finds, as offsets."""
    return [(s.start_char, s.end_char) for s in nlp(text).sents]
