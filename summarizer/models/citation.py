"""Citations: the number of a block, or in a digest of several articles the numbers of an article and of its block."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from .common import Number

_PATTERN = r"^[1-9]\d{0,8}:[1-9]\d{0,8}$"
_WRITTEN = re.compile(_PATTERN)


class ArticleCitation(NamedTuple):
    """A block of one of several articles: `"2:5"` in JSON and `[2:5]` in print is block 5 of article 2.

    They order by article, then by block.
    """

    article: int
    block: int

    def __str__(self) -> str:
        return f"{self.article}:{self.block}"

    def __repr__(self) -> str:
        return str(self)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.to_string_ser_schema(when_used="always")
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": _PATTERN, "description": "block 5 of article 2 is `2:5`"}


Citation: TypeAlias = Number | ArticleCitation


def format_citations(citations: Iterable[int | ArticleCitation]) -> str:
    """Citations as they are printed: `[2][3]`, or `[1:2][4:3]`; an empty string for none."""
    return "".join(f"[{citation}]" for citation in citations)


def sort_citations(citations: Iterable[int | ArticleCitation]) -> tuple[int | ArticleCitation, ...]:
    """The citations ascending and each once: numbers of blocks, or articles and in each its blocks."""
    return tuple(sorted(set(citations), key=_order))


def _order(citation: int | ArticleCitation) -> tuple[int, int]:
    return (0, citation) if isinstance(citation, int) else citation


def _validate(value: object) -> ArticleCitation:
    if isinstance(value, ArticleCitation):
        return value
    if isinstance(value, str) and _WRITTEN.fullmatch(value):
        article, block = value.split(":")
        return ArticleCitation(int(article), int(block))
    raise ValueError("a citation of a digest is ARTICLE:BLOCK, such as 2:5")
