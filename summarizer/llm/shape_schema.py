"""Response models and prompts for shapes, bound to a document as those of summaries are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, ClassVar

from pydantic import Field, create_model, model_validator

from ..languages import LANGUAGES
from ..models import Document, Draft, DraftStatement, LanguageCode, Shaped
from ..settings import Settings
from ..shapes import LEAD_FIELD, Shape, ShapeField, compile_shape, field_groups, fill_shape, partial_values
from ..sizing import fit_lists
from .answer_schema import (
    LIMITS,
    MAX_GLOSSARY_ENTRIES,
    Answer,
    Name,
    SummaryAnswer,
    bounded_list,
    bounded_text,
    build_statement_model,
    clean_title,
    needs_glossary,
    to_glossary,
)
from .prompts import Prompt, left_out_sentences, render_document_prompt
from .prompts.brief import describe_names, describe_renminbi, describe_wishes

PROMPT = "shape"
_GLOSSARY = "glossary"


class ShapedAnswer(SummaryAnswer):
    """A filled shape as a model writes it; `build_shape_model` adds the fields.

    Their attributes are `f0`, `f1`, …, with the names as JSON aliases, so that no field can hide an attribute.
    """

    shape: ClassVar[Shape]

    @classmethod
    def partial_statements(cls, answer: Mapping[str, Any]) -> Iterator[tuple[str, str | None, object]]:
        own = any(spec.name == _GLOSSARY for spec in cls.shape.fields)
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
        return _read_values(self, self.shape.fields)

    @model_validator(mode="after")
    def _require_a_claim(self) -> ShapedAnswer:
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
    claim = build_statement_model(
        len(document.sentences) if numbers is None else numbers,
        language,
        LIMITS[settings.prompts],
        left_out_sentences(document),
    )
    fields = _build_fields(shape.fields, claim, language, settings)
    if _wants_glossary(shape, document, language):
        fields = {_GLOSSARY: (bounded_list(Name, 0, MAX_GLOSSARY_ENTRIES), ...), **fields}
    model = create_model("Summary", __base__=ShapedAnswer, **fields)
    model.language, model.claim, model.shape = language, claim, shape
    return model


def build_shape_prompt(shape: Shape, document: Document, language: LanguageCode, settings: Settings) -> Prompt:
    """The prompt for a shape of a document."""
    return render_document_prompt(
        PROMPT,
        settings.prompts,
        document,
        language=LANGUAGES[language].english_name,
        name=shape.name,
        description=shape.description,
        fields="\n".join(_describe_fields(shape.fields, settings)),
        glossary=_wants_glossary(shape, document, language),
        renminbi=describe_renminbi(language, settings),
        wishes=describe_names(document, settings) + describe_wishes(settings),
    )


def load_configured_shape(settings: Settings) -> Shape | None:
    """The shape that the settings name, or None. Raises `UsageError` if there is no such shape."""
    return None if settings.shape is None else compile_shape(settings.shape)


def _wants_glossary(shape: Shape, document: Document, language: LanguageCode) -> bool:
    return needs_glossary(document, language) and all(spec.name != _GLOSSARY for spec in shape.fields)


def _build_fields(
    specs: tuple[ShapeField, ...], claim: type[Answer], language: LanguageCode, settings: Settings
) -> dict[str, Any]:
    alone = sum(spec.kind != "title" for spec in specs) == 1
    return {
        f"f{i}": (_field_type(spec, claim, language, settings, min_items=int(alone)), Field(alias=spec.name))
        for i, spec in enumerate(specs)
    }


def _field_type(
    spec: ShapeField, claim: type[Answer], language: LanguageCode, settings: Settings, min_items: int
) -> Any:
    if spec.kind == "title":
        kind = bounded_text(*LANGUAGES[language].title_lengths)
    elif spec.kind == "statement":
        kind = claim
    elif spec.kind == "statements":
        return bounded_list(claim, max(min_items, spec.min_items), _max_items(spec, settings))
    else:
        kind = create_model(spec.name, __base__=Answer, **_build_fields(spec.fields, claim, language, settings))
    if spec.kind == "sections":
        return bounded_list(kind, spec.min_items, _max_items(spec, settings))
    return kind | None if spec.optional else kind


def _max_items(spec: ShapeField, settings: Settings) -> int:
    bounds = fit_lists(settings)
    default = bounds.sections if spec.kind == "sections" else bounds.statements
    maximum = default if spec.max_items is None else spec.max_items
    return max(maximum, spec.min_items, 1)


def _read_values(answer: Answer, specs: tuple[ShapeField, ...]) -> dict[str, Any]:
    return {spec.name: _read_value(getattr(answer, f"f{i}"), spec) for i, spec in enumerate(specs)}


def _read_value(value: Any, spec: ShapeField) -> Any:
    if value is None:
        return None
    if spec.kind == "title":
        return clean_title(value)
    if spec.kind in ("statements", "sections"):
        return [_read_values(v, spec.fields) if spec.fields else v.to_draft_statement() for v in value]
    return _read_values(value, spec.fields) if spec.fields else value.to_draft_statement()


def _claim_texts(value: Any) -> Iterator[str]:
    """The texts of the statements in filled values; titles are no claims."""
    if isinstance(value, DraftStatement):
        yield value.text
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _claim_texts(item)


def _describe_fields(specs: tuple[ShapeField, ...], settings: Settings, indent: str = "") -> Iterator[str]:
    """The fields as lines of the prompt: name, form and description."""
    for spec in specs:
        takes = {
            "title": "a title of a few words",
            "statement": "one statement",
            "section": "one section of",
            "statements": f"a list of {spec.min_items} to {_max_items(spec, settings)} statements",
            "sections": f"a list of {spec.min_items} to {_max_items(spec, settings)} sections, each of",
        }[spec.kind]
        null = ", or null when the article has nothing of it" if spec.optional else ""
        yield f"{indent}- `{spec.name}`: {takes}{null}" + (f". {spec.description}" if spec.description else "")
        yield from _describe_fields(spec.fields, settings, indent + "  ")
