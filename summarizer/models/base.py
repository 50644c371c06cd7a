"""What all our data share: the immutable base class and the small types."""

from __future__ import annotations

import functools
from importlib import import_module
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"

LanguageCode = Literal["zh", "en"]
BlockLanguage = Literal["zh-Hans", "zh-Hant", "en", "mixed"]
BlockKind = Literal["paragraph", "list_item", "table_row"]
HeaderKind = Literal["title", "byline", "securities", "source", "note"]
Status = Literal["supported", "partial", "unsupported", "unchecked"]
# How `[n]` in a summary is taken: as a block number of ours, or as no more than a hint that the support is somewhere.
CitationMode = Literal["strict", "loose"]
# What a statement may say otherwise than its source: the kinds that a model may name as well in a second opinion.
ContradictionKind = Literal["number", "date", "name", "direction", "negation", "quote"]
# Every kind of finding. `grounding.checks.CHECKS` says of each which check reports it; all else takes the kinds from here.
FindingKind = Literal[ContradictionKind, "citation", "uncited", "overlap"]


def writable(name: str) -> str:
    """The name of a file as UTF-8 can write it: names are bytes, and those that are no UTF-8 stand as `\\udce9`."""
    return name.encode("utf-8", "backslashreplace").decode()


FileName = Annotated[str, AfterValidator(writable)]
Offset = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=1)]


class Model(BaseModel):
    """Base of all our data: immutable, and no field that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")


Made = TypeVar("Made", bound=Model)
_set = object.__setattr__  # models are frozen


def trusted(kind: type[Made], fields: dict[str, Any]) -> Made:
    """A model of values that are surely valid, each of its fields among them, as `model_construct` makes one.

    Of a document's many sentences each would keep a set of the names of its fields, larger than all the rest of it;
    these share one.
    """
    made = kind.__new__(kind)
    _set(made, "__dict__", fields)
    _set(made, "__pydantic_fields_set__", _names(kind))
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made


@functools.cache
def _names(kind: type[Model]) -> set[str]:
    return set(kind.model_fields)


def call_late(module: str, function: str, *arguments: object, **options: object) -> Any:
    """Call a function of a module that is imported only now, and return its result.

    This is the only place where data reaches a stage of the pipeline. It keeps the methods that users expect on the
    data, `Document.from_file`, `Document.from_text`, `Summary.parse` and `Summary.to_text`, `to_line`, `to_markdown`
    and `to_html`, without making the data import what is above it. `tests/contract/test_imports.py` lists them.
    """
    return getattr(import_module(module), function)(*arguments, **options)


def json_value(model: BaseModel) -> dict[str, Any]:
    """The model as plain JSON values."""
    return model.model_dump(mode="json")
