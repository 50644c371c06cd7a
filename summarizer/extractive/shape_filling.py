"""Filling the fields of a shape offline.

The engine knows a sentence by its words alone. A field of statements takes the most salient sentences that contain one
of the field's cues; a field without cues uses those of the field of the same name in a built-in shape. A core viewpoint
and a list of titled sections are what the engine makes of any document. A shape with any other field is refused, as an
empty field would mean that the document has nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

from ..errors import UsageError
from ..models import Document, Draft, DraftStatement, Shaped
from ..models.draft import DraftResult
from ..settings import Settings
from ..shapes import BUILT_IN, LEAD_FIELD, Shape, ShapeField, compile_shape, fill_shape
from .compression import compress
from .ranking import Ranking
from .scoring import score_document
from .selection import write_extractive


def write_shape_offline(document: Document, settings: Settings) -> DraftResult:
    """Fill the shape of the settings from a document's own sentences.

    Raises:
        UsageError: the shape has a field that this engine cannot fill.
    """
    shape = compile_shape("" if settings.shape is None else settings.shape)
    _refuse_unfillable(shape)
    written = write_extractive(document, settings)
    values: dict[str, Any] = {}
    used: set[int] = set()
    scored = score_document(document)
    ranking = Ranking(scored)
    if any(part.name == LEAD_FIELD for part in shape.fields) and written.draft.core_viewpoint:
        values[LEAD_FIELD] = written.draft.core_viewpoint
        used.update(written.draft.core_viewpoint.sentences)
    for part in shape.fields:
        if _cues(part) and part.kind != "sections":
            chosen = [
                DraftStatement(text=compress(document, scored, number - 1), sentences=(number,))
                for number in _select_with_cues(part, document, ranking, used, _limit(part, settings))
            ]
            values[part.name] = chosen if part.kind == "statements" else next(iter(chosen), None)
    for part in shape.fields:  # last, so that no sentence of another field is repeated
        if part.kind == "sections":
            values[part.name] = _sections(part, written.draft, used)
    filled = fill_shape(shape, values, document.language)
    shaped = Shaped(name=shape.name, titles=filled.titles)
    draft = Draft(language=document.language, core_viewpoint=filled.lead, groups=tuple(filled.groups), shape=shaped)
    return DraftResult(draft, written.run)


def _refuse_unfillable(shape: Shape) -> None:
    for part in shape.fields:
        leaves = [inner.kind for inner in part.fields if inner.kind != "title"]
        fillable = (
            part.name == LEAD_FIELD or (part.kind == "sections" and leaves == ["statements"]) or bool(_cues(part))
        )
        if part.kind in ("title", "section") or not fillable:
            raise UsageError(
                f"the offline engine cannot fill `{part.name}` of {shape.name}",
                "name a model, or give the field `cues`",
            )


def _cues(part: ShapeField) -> tuple[str, ...]:
    return part.cues or (_built_in_cues().get(part.name, ()) if part.kind in ("statement", "statements") else ())


@cache
def _built_in_cues() -> dict[str, tuple[str, ...]]:
    """The cues of the built-in shapes, by name of field."""
    return {part.name: part.cues for name in BUILT_IN for part in compile_shape(name).fields if part.cues}


def _sections(part: ShapeField, draft: Draft, used: Collection[int]) -> list[dict[str, Any]]:
    """The engine's groups as the sections of a list, without the sentences that are already used."""
    title = next((inner.name for inner in part.fields if inner.kind == "title"), None)
    points = next(inner for inner in part.fields if inner.kind == "statements")
    fresh = [
        (group.title, [point for point in group.points if not set(point.sentences) <= set(used)])
        for group in draft.groups
    ]
    named: Iterable[dict[str, Any]] = (
        {points.name: left[: points.max_items]} | ({title: heading} if title else {}) for heading, left in fresh if left
    )
    return list(named)[: part.max_items]


def _select_with_cues(part: ShapeField, document: Document, ranking: Ranking, used: set[int], limit: int) -> list[int]:
    """The best sentences with a field's cues, in the document's order; their numbers are added to `used`."""
    cues = _pattern(_cues(part))
    found = {s.number for s in document.sentences if s.number not in used and cues.search(s.text)}
    best: set[int] = set()
    wanted = min(limit, len(found))
    for passage in ranking:  # computed as far as it is read
        if len(best) == wanted:
            break
        best |= {passage.sentence} & found
    used |= best
    return sorted(best)


def _pattern(cues: Sequence[str]) -> re.Pattern[str]:
    """A pattern of cues: whole words in Latin letters, anywhere in Chinese."""
    words = sorted(map(re.escape, cues), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z]){w}(?![A-Za-z])" if w.isascii() else w for w in words), re.IGNORECASE)


def _limit(part: ShapeField, settings: Settings) -> int:
    if part.kind == "statement":
        return 1
    return min(part.max_items or settings.points, max(settings.points, part.min_items))
