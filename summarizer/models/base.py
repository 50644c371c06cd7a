"""What all our data share: the immutable base class and the small types."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"

Language = Literal["zh", "en"]
BlockLanguage = Literal["zh-Hans", "zh-Hant", "en", "mixed"]
BlockKind = Literal["paragraph", "list_item", "table_row"]
HeaderKind = Literal["title", "byline", "securities", "source", "note"]
Status = Literal["supported", "partial", "unsupported", "unchecked"]
FindingKind = Literal[
    "number", "date", "name", "direction", "negation", "quote", "citation", "uncited", "overlap"
]

def writable(name: str) -> str:
    """The name of a file as UTF-8 can write it: names are bytes, and those that are no UTF-8 stand as `\\udce9`."""
    return name.encode("utf-8", "backslashreplace").decode()


FileName = Annotated[str, AfterValidator(writable)]
Offset = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field(ge=1)]


class Model(BaseModel):
    """Base of all our data: immutable, and no field that the schema does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")


def json_value(model: BaseModel) -> dict[str, Any]:
    """The model as plain JSON values."""
    return model.model_dump(mode="json")
