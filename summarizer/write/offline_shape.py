"""The offline engine fills a shape, as far as it honestly can.

It knows what a sentence says by its words alone. So a field of statements takes the sentences in which one of the
field's cues stands; a core viewpoint and a list of titled sections are what the engine makes of any document. A shape
with any other field is refused: to leave it empty would say that the document has nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ..errors import UsageError
from ..models import Document, Draft, DraftStatement, Language, Shaped
from ..settings import Settings
from ..shapes import LEAD, Part, Shape, fill, shape_of
from . import Written
from .extractive import write_extractive
from .offline.shorten import statement_text


def write_shape_offline(document: Document, settings: Settings) -> Written:
    """Fill the shape of the settings from a document's own sentences.

    Raises:
        UsageError: the shape has a field that this engine has no means to fill.
    """
    shape = shape_of(settings.shape or "")
    _refuse_unfillable(shape)
    written = write_extractive(document, settings)
    values: dict[str, Any] = {}
    used: set[int] = set()
    if any(part.name == LEAD for part in shape.parts) and written.draft.core_viewpoint:
        values[LEAD] = written.draft.core_viewpoint
        used.update(written.draft.core_viewpoint.sentences)
    for part in shape.parts:
        if part.kind == "sections":
            values[part.name] = _sections(part, written.draft)
        elif part.cues:
            chosen = _with_cues(part, document, used, _most(part, settings))
            values[part.name] = chosen if part.kind == "statements" else next(iter(chosen), None)
    filled = fill(shape, values, document.language)
    shaped = Shaped(name=shape.name, titles=filled.titles)
    draft = Draft(
        language=document.language, core_viewpoint=filled.lead, groups=tuple(filled.groups), shape=shaped
    )
    return Written(draft, written.run)


def _refuse_unfillable(shape: Shape) -> None:
    for part in shape.parts:
        leaves = [inner.kind for inner in part.parts if inner.kind != "title"]
        fillable = part.name == LEAD or (part.kind == "sections" and leaves == ["statements"]) or bool(part.cues)
        if part.kind in ("title", "section") or not fillable:
            raise UsageError(
                f"the offline engine cannot fill `{part.name}` of {shape.name}",
                "name a model, or give the field `cues`",
            )


def _sections(part: Part, draft: Draft) -> list[dict[str, Any]]:
    """The engine's groups as the sections of a list."""
    title = next((inner.name for inner in part.parts if inner.kind == "title"), None)
    points = next(inner for inner in part.parts if inner.kind == "statements")
    named: Iterable[dict[str, Any]] = (
        {points.name: list(group.points[:points.most])} | ({title: group.title} if title else {})
        for group in draft.groups[:part.most]
    )
    return list(named)


def _with_cues(part: Part, document: Document, used: set[int], most: int) -> list[DraftStatement]:
    """The sentences with most of a field's cues, in the document's order; `used` takes them in."""
    cues = _pattern(part.cues)
    found = [
        (len({match.lower() for match in cues.findall(s.text)}), s) for s in document.sentences if s.number not in used
    ]
    best = sorted((item for item in found if item[0]), key=lambda item: (-item[0], item[1].number))[:most]
    used.update(sentence.number for _, sentence in best)
    return [
        DraftStatement(text=_statement(sentence.text, document.language), sentences=(sentence.number,))
        for sentence in sorted((sentence for _, sentence in best), key=lambda sentence: sentence.number)
    ]


def _statement(text: str, language: Language) -> str:
    text = statement_text(text, language)
    return text if text.endswith(("...", "。。", "…")) else text.rstrip(".。") or text


def _pattern(cues: Sequence[str]) -> re.Pattern[str]:
    """Cues as whole words where letters border on letters; Chinese has no borders."""
    words = sorted(map(re.escape, cues), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![A-Za-z]){w}(?![A-Za-z])" if w.isascii() else w for w in words), re.IGNORECASE)


def _most(part: Part, settings: Settings) -> int:
    if part.kind == "statement":
        return 1
    return min(part.most or settings.points, max(settings.points, part.least))
