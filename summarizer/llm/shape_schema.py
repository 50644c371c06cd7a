"""Response models and prompts for shapes, bound to a document as those of summaries are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field, create_model, model_validator

from ..languages import LANGUAGES
from ..models import Document, Draft, DraftStatement, LanguageCode, Shaped
from ..settings import Settings
from ..shapes import LEAD_FIELD, Shape, ShapeField, compile_shape, field_groups, fill_shape, partial_values
from .answer_schema import (
    MAX_GLOSSARY_ENTRIES,
    Answer,
    Name,
    SummaryAnswer,
    bounded_list,
    bounded_text,
    build_claim_model,
    clean_title,
    needs_glossary,
    to_glossary,
)
from .fence import fence_document, fence_key
from .prompts import Prompt, render_prompt

PROMPT = "shape.v1"
_GLOSSARY = "glossary"


class ShapedAnswer(SummaryAnswer):
    """A filled shape as a model writes it; `build_shape_model` adds the fields.

    Their attributes are `f0`, `f1`, …, with the names as JSON aliases, so that no field can hide an attribute.
    """

    shape: ClassVar[Shape]

    @classmethod
    def partial_statements(cls, answer: Mapping[str, Any]) -> Iterator[tuple[str, str | None, object]]:
        own = any(part.name == _GLOSSARY for part in cls.shape.fields)
        answer = answer if own else {name: value for name, value in answer.items() if name != _GLOSSARY}
        values = partial_values(cls.shape.fields, answer, clean_title)
        if isinstance(values.get(LEAD_FIELD), dict):
            yield LEAD_FIELD, None, values[LEAD_FIELD]
        for i, (title, _, points) in enumerate(field_groups(cls.shape, values, cls.language)):
            for j, point in enumerate(points):
                yield f"groups[{i}].points[{j}]", title, point

    def texts(self) -> Iterator[str]:
        return _claim_texts(self.values())

    def values(self) -> dict[str, Any]:
        """The drafted statements by field name."""
        return _values(self, self.shape.fields)

    @model_validator(mode="after")
    def _says_something(self) -> ShapedAnswer:
        if next(self.texts(), None) is None:
            raise ValueError("every field is empty")
        return self

    def draft(self) -> Draft:
        """The answer as a draft."""
        filled = fill_shape(self.shape, self.values(), self.language)
        return Draft(
            language=self.language,
            core_viewpoint=filled.lead,
            groups=tuple(filled.groups),
            glossary=to_glossary(getattr(self, _GLOSSARY, ())),
            shape=Shaped(name=self.shape.name, titles=filled.titles),
        )


def build_shape_model(
    shape: Shape, document: Document, language: LanguageCode, settings: Settings, numbers: Collection[int] | None = None
) -> type[ShapedAnswer]:
    """The response model for a shape of one document.

    Args:
        numbers: the sentences that may be cited; None for all.
    """
    claim = build_claim_model(len(document.sentences) if numbers is None else numbers, language)
    fields = _fields(shape.fields, claim, language, settings)
    if _wants_glossary(shape, document, language):
        fields = {_GLOSSARY: (bounded_list(Name, 0, MAX_GLOSSARY_ENTRIES), ...), **fields}
    model = create_model("Summary", __base__=ShapedAnswer, **fields)
    model.language, model.claim, model.shape = language, claim, shape
    return model


def build_shape_prompt(shape: Shape, document: Document, language: LanguageCode, settings: Settings) -> Prompt:
    """The prompt for a shape of a document."""
    return render_prompt(
        PROMPT,
        fence_document(document),
        language=LANGUAGES[language].english_name,
        name=shape.name,
        description=shape.description,
        fields="\n".join(_describe_fields(shape.fields, settings)),
        glossary=_wants_glossary(shape, document, language),
        key=fence_key(document.text),
        sentences=len(document.sentences),
    )


def configured_shape(settings: Settings) -> Shape | None:
    """The shape that the settings name, or None. Raises `UsageError` if there is no such shape."""
    return None if settings.shape is None else compile_shape(settings.shape)


def _wants_glossary(shape: Shape, document: Document, language: LanguageCode) -> bool:
    return needs_glossary(document, language) and all(part.name != _GLOSSARY for part in shape.fields)


def _fields(
    parts: tuple[ShapeField, ...], claim: type[Answer], language: LanguageCode, settings: Settings
) -> dict[str, Any]:
    alone = sum(part.kind != "title" for part in parts) == 1
    return {
        f"f{i}": (_type(part, claim, language, settings, min_items=int(alone)), Field(alias=part.name))
        for i, part in enumerate(parts)
    }


def _type(part: ShapeField, claim: type[Answer], language: LanguageCode, settings: Settings, min_items: int) -> Any:
    if part.kind == "title":
        kind = bounded_text(*LANGUAGES[language].title_lengths)
    elif part.kind == "statement":
        kind = claim
    elif part.kind == "statements":
        return bounded_list(claim, max(min_items, part.min_items), _max_items(part, settings))
    else:
        kind = create_model(part.name, __base__=Answer, **_fields(part.fields, claim, language, settings))
    if part.kind == "sections":
        return bounded_list(kind, part.min_items, _max_items(part, settings))
    return kind | None if part.optional else kind


def _max_items(part: ShapeField, settings: Settings) -> int:
    most = (
        part.max_items
        if part.max_items is not None
        else settings.groups
        if part.kind == "sections"
        else settings.points
    )
    return max(most, part.min_items, 1)


def _values(answer: Answer, parts: tuple[ShapeField, ...]) -> dict[str, Any]:
    return {part.name: _value(getattr(answer, f"f{i}"), part) for i, part in enumerate(parts)}


def _value(value: Any, part: ShapeField) -> Any:
    if value is None:
        return None
    if part.kind == "title":
        return clean_title(value)
    if part.kind in ("statements", "sections"):
        return [_values(v, part.fields) if part.fields else v.drafted() for v in value]
    return _values(value, part.fields) if part.fields else value.drafted()


def _claim_texts(value: Any) -> Iterator[str]:
    """The texts of the statements in filled values; titles are no claims."""
    if isinstance(value, DraftStatement):
        yield value.text
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _claim_texts(item)


def _describe_fields(parts: tuple[ShapeField, ...], settings: Settings, indent: str = "") -> Iterator[str]:
    """The fields as lines of the prompt: name, form and description."""
    for part in parts:
        takes = {
            "title": "a title of a few words",
            "statement": "one statement",
            "section": "one section of",
            "statements": f"a list of {part.min_items} to {_max_items(part, settings)} statements",
            "sections": f"a list of {part.min_items} to {_max_items(part, settings)} sections, each of",
        }[part.kind]
        null = ", or null when the article has nothing of it" if part.optional else ""
        yield f"{indent}- `{part.name}`: {takes}{null}" + (f". {part.description}" if part.description else "")
        yield from _describe_fields(part.fields, settings, indent + "  ")
