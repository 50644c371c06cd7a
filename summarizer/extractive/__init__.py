"""The offline engine: extractive summarization by scored sentences, whole and word for word, in titled groups.

It needs no key, no language model and no download. `salience` scores passages, `ranking` orders them, `segmentation`
finds the groups, `selection` chooses the points and `viewpoint` the Core Viewpoint, `standalone` and `sentence_forms`
judge sentences by their form, `titles` and `subject_titles` name the groups. How good it is, beside what
else can be installed, is in `benchmarks/README.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..models import Document
from ..models.draft import DraftResult
from ..settings import Settings
from .own_claims import original_numbers, renumber_draft, restrict_to_claims
from .ranking import RankedPassage, Ranking
from .salience import score_document
from .selection import write_extractive


def rank_passages(document: Document) -> Sequence[RankedPassage]:
    """The document's passages, best first: sentences of English, clauses of Chinese, without fillers of speech.

    The first few, put in reading order, are the summary of any length. Their number is known at once; the order is
    computed only as far as it is read.
    """
    part = restrict_to_claims(document)
    return Ranking(score_document(part), original_numbers(document, part))


def write_offline(document: Document, settings: Settings) -> DraftResult:
    """Summarise the article's own claims offline, in the shape of the settings if they name one.

    Raises:
        UsageError: the shape has a field that this engine cannot fill.
    """
    part = restrict_to_claims(document)
    if settings.shape is None:
        result = write_extractive(part, settings)
    else:
        from .shape_filling import fill_shape_offline  # compiles the built-in shapes, which most summaries do without

        result = fill_shape_offline(part, settings)
    if part is document:
        return result
    return replace(result, draft=renumber_draft(result.draft, original_numbers(document, part)))
