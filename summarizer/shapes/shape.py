"""What a shape is: fields that hold statements, in an order, some of them in titled sections.

A shape replaces Core Viewpoint and Groups while everything else stays as it is: each of its fields becomes a group of
the summary, which remembers the field (`Group.field`), so that printing, checking and repairing know nothing of shapes
and `as_shape` puts the fields together again. A field `core_viewpoint` is the core viewpoint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from pydantic import BaseModel

from ..models import DraftGroup, DraftStatement, Group, LanguageCode, Statement, Summary

T = TypeVar("T", bound=BaseModel)
FieldKind = Literal["statement", "statements", "section", "sections", "title"]
LEAD_FIELD = "core_viewpoint"
_TITLE_SEPARATOR = " – "  # between the title of a section and the label of a field in it


@dataclass(frozen=True, slots=True)
class ShapeField:
    """A field of a shape.

    Attributes:
        labels: the heading of its statements, by language.
        description: what belongs there, for the model that fills it.
        optional: whether it may be null.
        min_items, max_items: bounds of a list; None takes the maximum of the settings.
        cues: words that tell the offline engine which sentences belong there.
        fields: those of a section.
    """

    name: str
    kind: FieldKind
    labels: Mapping[LanguageCode, str]
    description: str = ""
    optional: bool = False
    min_items: int = 0
    max_items: int | None = None
    cues: tuple[str, ...] = ()
    fields: tuple[ShapeField, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A whole shape; `schema` is the JSON Schema that it was compiled from."""

    name: str
    description: str
    fields: tuple[ShapeField, ...]
    schema: Mapping[str, Any] = field(repr=False, hash=False, compare=False)


@dataclass(slots=True)
class FilledShape:
    """A shape filled with drafted statements: what `Draft` takes.

    Attributes:
        titles: the plain texts of the shape by path, such as `topics[0].title`.
    """

    lead: DraftStatement | None = None
    groups: list[DraftGroup] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)


def fill_shape(shape: Shape, values: Mapping[str, Any], language: LanguageCode) -> FilledShape:
    """Turn the values of a shape into a core viewpoint and groups.

    Args:
        values: by name of field a `DraftStatement`, a list of them, a mapping for a section, a list of mappings, a
            text for a title, or None.
    """
    groups = [
        DraftGroup(title=title, points=tuple(points), field=field_path)
        for title, field_path, points in field_groups(shape, values, language)
    ]
    lead = values.get(LEAD_FIELD) if any(map(_is_lead_field, shape.fields)) else None
    return FilledShape(lead, groups, dict(_section_titles(shape.fields, values, "")))


def field_groups(
    shape: Shape, values: Mapping[str, Any], language: LanguageCode
) -> Iterator[tuple[str, str, Sequence[Any]]]:
    """Yield the groups of a filled shape, without its core viewpoint: heading, path of the field, statements."""
    return _section_groups([part for part in shape.fields if not _is_lead_field(part)], values, "", (), language)


def partial_values(
    parts: Sequence[ShapeField], answer: Mapping[str, Any], clean_title: Callable[[str], str]
) -> dict[str, Any]:
    """The values of an answer in JSON that is still being streamed, as far as they keep to the order of the fields.

    A field out of order waits for the rest of the answer: its groups would move those that were reported already.

    Args:
        clean_title: normalises a title.
    """
    values: dict[str, Any] = {}
    for part, (name, value) in zip(parts, answer.items(), strict=False):
        if name != part.name:
            break
        values[name] = _partial_value(part, value, clean_title)
    return values


def _partial_value(part: ShapeField, value: Any, clean_title: Callable[[str], str]) -> Any:
    if part.kind == "title":
        return clean_title(value) if isinstance(value, str) else None
    if part.kind in ("statements", "sections"):
        items = [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
        return [partial_values(part.fields, item, clean_title) for item in items] if part.fields else items
    if not isinstance(value, Mapping):
        return None
    return partial_values(part.fields, value, clean_title) if part.fields else value


def _is_lead_field(part: ShapeField) -> bool:
    return part.name == LEAD_FIELD and part.kind == "statement"


def _section_groups(
    parts: Sequence[ShapeField], values: Mapping[str, Any], path: str, headings: tuple[str, ...], language: LanguageCode
) -> Iterator[tuple[str, str, Sequence[Any]]]:
    alone = sum(part.kind != "title" for part in parts) == 1
    for part in parts:
        value, field_path = values.get(part.name), path + part.name
        label = part.labels[language]
        if not value or part.kind == "title":
            continue
        if part.kind in ("statement", "statements"):
            title = _TITLE_SEPARATOR.join(headings if alone and headings else (*headings, label))
            yield title, field_path, value if part.kind == "statements" else [value]
        elif part.kind == "section":
            yield from _section_groups(
                part.fields, value, f"{field_path}.", (*headings, _section_title(part, value) or label), language
            )
        else:
            for i, item in enumerate(value):
                heading = _section_title(part, item) or f"{label} {i + 1}"
                yield from _section_groups(part.fields, item, f"{field_path}[{i}].", (*headings, heading), language)


def _section_titles(parts: Sequence[ShapeField], values: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """The plain texts of a filled shape with their paths."""
    for part in parts:
        value, field_path = values.get(part.name), path + part.name
        if not value or part.kind in ("statement", "statements"):
            continue
        if part.kind == "title":
            yield field_path, value
        elif part.kind == "section":
            yield from _section_titles(part.fields, value, f"{field_path}.")
        else:
            for i, item in enumerate(value):
                yield from _section_titles(part.fields, item, f"{field_path}[{i}].")


def _section_title(section: ShapeField, values: Mapping[str, Any]) -> str:
    return next((values.get(part.name) or "" for part in section.fields if part.kind == "title"), "")


def field_values(shape: Shape, summary: Summary) -> dict[str, Any]:
    """The statements of a summary under the names of the fields they fill: the inverse of `fill_shape`."""
    groups = {group.field: group for group in summary.groups if group.field}
    titles = summary.shape.titles if summary.shape else {}
    lead = {LEAD_FIELD: summary.core_viewpoint} if any(map(_is_lead_field, shape.fields)) else {}
    return _section_values([part for part in shape.fields if not _is_lead_field(part)], "", groups, titles) | lead


def _section_values(
    parts: Sequence[ShapeField], path: str, groups: Mapping[str, Group], titles: Mapping[str, str]
) -> dict[str, Any]:
    return {part.name: _field_value(part, path + part.name, groups, titles) for part in parts}


def _field_value(part: ShapeField, field_path: str, groups: Mapping[str, Group], titles: Mapping[str, str]) -> Any:
    if part.kind == "title":
        return titles.get(field_path)
    if part.kind == "statement":
        return next(iter(_statements_of(field_path, groups)), None)
    if part.kind == "statements":
        return _statements_of(field_path, groups)
    if part.kind == "sections":
        return [
            _section_values(part.fields, f"{field_path}[{i}].", groups, titles)
            for i in sorted(set(_section_indexes(field_path, groups)))
        ]
    filled = any(path.startswith(f"{field_path}.") for path in groups)
    return _section_values(part.fields, f"{field_path}.", groups, titles) if filled or not part.optional else None


def _statements_of(field_path: str, groups: Mapping[str, Group]) -> list[Statement]:
    return list(groups[field_path].points) if field_path in groups else []


def _section_indexes(field_path: str, groups: Mapping[str, Group]) -> Iterator[int]:
    """The numbers of the sections of a list of which something is left."""
    start = re.compile(re.escape(field_path) + r"\[(\d+)\]\.")
    return (int(match[1]) for path in groups if (match := start.match(path)))
