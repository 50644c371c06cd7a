"""What all data models share: the immutable base class, small types and helpers."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from .display import keep_useful, list_fields

SCHEMA_VERSION = "1"

LanguageCode = Literal["zh", "en"]
BlockLanguage = Literal["zh-Hans", "zh-Hant", "en", "mixed"]
BlockKind = Literal["paragraph", "list_item", "table_row"]
# What a block is in its article. `kind` is its form: a list item or a table row may have any of these roles.
BlockRole = Literal[
    "body", "caption", "byline", "footnote", "question", "answer", "turn", "quoted", "boilerplate", "item"
]
# Roles of blocks that hold the article's own claims.
CLAIM_ROLES: frozenset[BlockRole] = frozenset({"body", "answer", "turn", "item"})
DocumentKind = Literal["news", "results", "filing", "research", "interview", "transcript", "speech", "digest", "letter"]
# A kind that a caller names, or the wish that it be detected.
KindChoice = Literal["auto", DocumentKind]
HeaderKind = Literal["title", "byline", "securities", "source", "note"]
Status = Literal["supported", "partial", "unsupported", "unchecked"]
# How `[n]` in a summary is read: as the number of a block, or only as a hint that the document supports the statement.
CitationMode = Literal["strict", "loose"]
# How a statement may contradict its source; a model may name these kinds too, in a second opinion.
ContradictionKind = Literal["number", "date", "name", "direction", "negation", "quote"]
# Every kind of finding. `grounding.checks.CHECKS` says which check reports it; all others take the kinds from here.
FindingKind = Literal[ContradictionKind, "citation", "uncited", "overlap"]


def escape_undecodable(name: str) -> str:
    """A file name that UTF-8 can encode: bytes of it that are not UTF-8 are escaped as `\\udce9`."""
    return name.encode("utf-8", "backslashreplace").decode()


FileName = Annotated[str, AfterValidator(escape_undecodable)]
Offset = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=1)]


class Model(BaseModel):
    """Base of all data models: immutable, and without fields that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        return list_fields(self)

    def __str__(self) -> str:
        return repr(self)

    def __dir__(self) -> list[str]:
        return keep_useful(super().__dir__())


ModelT = TypeVar("ModelT", bound=Model)
_set = object.__setattr__  # models are frozen


def construct_trusted(kind: type[ModelT], fields: dict[str, Any]) -> ModelT:
    """A model of values that are known to be valid, without validation.

    Like `model_construct`, but all instances share one set of field names. With a set each, the many sentences of a
    document would take twice the memory.

    Args:
        fields: the values of all fields, those with defaults included.
    """
    instance = kind.__new__(kind)
    _set(instance, "__dict__", fields)
    _set(instance, "__pydantic_fields_set__", _field_names(kind))
    _set(instance, "__pydantic_extra__", None)
    _set(instance, "__pydantic_private__", None)
    return instance


@functools.cache
def _field_names(kind: type[Model]) -> set[str]:
    return set(kind.model_fields)


def call_late(module: str, function: str, *arguments: object, **options: object) -> Any:
    """Call a function of a module that is imported only now, and return its result.

    This is the only place where data reaches a stage of the pipeline. It keeps the methods that users expect on the
    data, `Document.from_file`, `Document.from_text`, `Summary.parse` and `Summary.to_text`, `to_line`, `to_markdown`
    and `to_html`, without making the data import what is above it. `tests/contract/test_imports.py` lists them.
    """
    return getattr(import_module(module), function)(*arguments, **options)


def to_json_value(model: BaseModel) -> dict[str, Any]:
    """The model as a dict of plain JSON values."""
    return model.model_dump(mode="json")
