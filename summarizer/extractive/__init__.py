"""The offline engine: the document's own sentences, ranked, grouped by topic, shortened where grammar surely survives.

It needs no key, no model and no download. Ranking, cutting into topics and naming are modules of their own; how good
they are, beside what else can be installed, is in `benchmarks/README.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Document
from ..models.draft import Written
from ..settings import Settings
from .ranking import Passage, Ranking
from .scoring import score
from .selection import write_extractive


def rank(document: Document) -> Sequence[Passage]:
    """The document's passages, best first, as a summary prints them.

    The first few of them, put in reading order, are its summary at any length. How many there are is known at once;
    the order is worked out only as far as it is asked for.
    """
    return Ranking(score(document))


def write_offline(document: Document, settings: Settings) -> Written:
    """The draft of the offline engine, in the shape of the settings if they name one."""
    if settings.shape is None:
        return write_extractive(document, settings)
    from .shape_filling import write_shape_offline

    return write_shape_offline(document, settings)
