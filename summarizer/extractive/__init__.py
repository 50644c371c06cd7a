"""The offline engine: extractive summarization by scored sentences, grouped by topic and compressed.

It needs no key, no language model and no download. `salience` scores passages, `ranking` orders them, `segmentation`
finds the groups, `selection` chooses what is said, `viewpoint` and `standalone` judge sentences by their form,
`compression` and `titles` write. How good it is, beside what else can be installed, is in `benchmarks/README.md`.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Document
from ..models.draft import DraftResult
from ..settings import Settings
from .ranking import RankedPassage, Ranking
from .salience import score_document
from .selection import write_extractive


def rank_passages(document: Document) -> Sequence[RankedPassage]:
    """The document's passages, best first, as a summary prints them.

    The first few, put in reading order, are the summary of any length. Their number is known at once; the order is
    computed only as far as it is read.
    """
    return Ranking(score_document(document))


def write_offline(document: Document, settings: Settings) -> DraftResult:
    """Summarise a document offline, in the shape of the settings if they name one.

    Raises:
        UsageError: the shape has a field that this engine cannot fill.
    """
    if settings.shape is None:
        return write_extractive(document, settings)
    from .shape_filling import fill_shape_offline  # compiles the built-in shapes, which most summaries do without

    return fill_shape_offline(document, settings)
