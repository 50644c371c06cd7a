"""Filling the fields of a shape offline.

The engine knows a sentence by its words alone. A field of statements takes the most salient sentences that contain one
of the field's cues and can be read alone, or with the sentence that they need; a field without cues uses those of the
field of the same name in a built-in shape. A core viewpoint and a list of titled sections are what the engine makes of
any document. A shape with any other field is refused, as an empty field would mean that the document has nothing of
the kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any

from ..errors import UsageError
from ..models import Document, Draft, DraftStatement, Shaped
from ..models.draft import DraftResult
from ..settings import Settings
from ..shapes import BUILT_IN, LEAD_FIELD, Shape, ShapeField, compile_shape, fill_shape
from ..sizing import fit_lists
from .ranking import Ranking
from .salience import score_document
from .selection import write_extractive
from .sentence_forms import SentenceForms
from .standalone import PENALTIES


def fill_shape_offline(document: Document, settings: Settings) -> DraftResult:
    """Fill the shape of the settings from a document's own sentences.

    Raises:
        UsageError: the shape has a field that this engine cannot fill.
    """
    shape = compile_shape("" if settings.shape is None else settings.shape)
    _refuse_unfillable(shape)
    result = write_extractive(document, settings)
    values: dict[str, Any] = {}
    used: set[int] = set()
    scored = score_document(document)
    ranking = Ranking(scored)
    forms = SentenceForms(document, scored.spokenness)
    if any(field.name == LEAD_FIELD for field in shape.fields) and result.draft.core_viewpoint:
        values[LEAD_FIELD] = result.draft.core_viewpoint
        used.update(result.draft.core_viewpoint.sentences)
    for field in shape.fields:
        if _cues(field) and field.kind != "sections":
            limit = _max_statements(field, settings)
            chosen = _select_with_cues(field, document, ranking, forms, used, limit)
            values[field.name] = chosen if field.kind == "statements" else next(iter(chosen), None)
    for field in shape.fields:  # last, so that no sentence of another field is repeated
        if field.kind == "sections":
            values[field.name] = _sections(field, result.draft, used)
    filled = fill_shape(shape, values, document.language)
    shaped = Shaped(name=shape.name, titles=filled.titles)
    draft = Draft(language=document.language, core_viewpoint=filled.lead, groups=tuple(filled.groups), shape=shaped)
    return DraftResult(draft, result.run)


def _refuse_unfillable(shape: Shape) -> None:
    for field in shape.fields:
        leaves = [inner.kind for inner in field.fields if inner.kind != "title"]
        fillable = (
            field.name == LEAD_FIELD or (field.kind == "sections" and leaves == ["statements"]) or bool(_cues(field))
        )
        if field.kind in ("title", "section") or not fillable:
            raise UsageError(
                f"the offline engine cannot fill `{field.name}` of {shape.name}",
                "name a model, or give the field `cues`",
            )


def _cues(field: ShapeField) -> tuple[str, ...]:
    return field.cues or (_built_in_cues().get(field.name, ()) if field.kind in ("statement", "statements") else ())


@cache
def _built_in_cues() -> dict[str, tuple[str, ...]]:
    """The cues of the built-in shapes, by name of field."""
    return {field.name: field.cues for name in BUILT_IN for field in compile_shape(name).fields if field.cues}


def _sections(field: ShapeField, draft: Draft, used: Collection[int]) -> list[dict[str, Any]]:
    """The engine's groups as the sections of a list, without the sentences that are already used."""
    title = next((inner.name for inner in field.fields if inner.kind == "title"), None)
    points = next(inner for inner in field.fields if inner.kind == "statements")
    fresh = [
        (group.title, [point for point in group.points if not set(point.sentences) <= set(used)])
        for group in draft.groups
    ]
    named: Iterable[dict[str, Any]] = (
        {points.name: left[: points.max_items]} | ({title: heading} if title else {}) for heading, left in fresh if left
    )
    return list(named)[: field.max_items]


def _select_with_cues(
    field: ShapeField, document: Document, ranking: Ranking, forms: SentenceForms, used: set[int], limit: int
) -> list[DraftStatement]:
    """The best statements with a field's cues, in the document's order; the numbers of their sentences go into `used`.

    A sentence that needs another one to be read stands with it. What cannot be read alone is taken only where the field
    would be empty otherwise.
    """
    cues = _compile_cues(_cues(field))
    found = {s.number for s in document.sentences if cues.search(s.text)} - used
    readable = {number for number in found if forms[number - 1].penalty < PENALTIES.known_thing}
    best = list(islice(_take(readable, ranking, forms, used), limit))
    best = best or list(islice(_take(found, ranking, forms, used), limit))
    return sorted(best, key=lambda statement: statement.sentences)


def _take(numbers: set[int], ranking: Ranking, forms: SentenceForms, used: set[int]) -> Iterator[DraftStatement]:
    """The statements of some sentences, best first; the numbers of each one's sentences go into `used`."""
    left = set(numbers)
    for passage in ranking:  # computed as far as it is read
        if not left:
            return
        if passage.sentence not in left:
            continue
        left.remove(passage.sentence)
        form = forms[passage.sentence - 1]
        together = range(form.first + 1, form.last + 2)
        if used.isdisjoint(together):
            used.update(together)
            yield DraftStatement(text=forms.write(passage.sentence - 1), sentences=tuple(together))


def _compile_cues(cues: Sequence[str]) -> re.Pattern[str]:
    """A pattern of cues: whole words in Latin letters, anywhere in Chinese."""
    words = sorted(map(re.escape, cues), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z]){w}(?![A-Za-z])" if w.isascii() else w for w in words), re.IGNORECASE)


def _max_statements(field: ShapeField, settings: Settings) -> int:
    if field.kind == "statement":
        return 1
    most = fit_lists(settings).statements
    return min(field.max_items or most, max(most, field.min_items))
