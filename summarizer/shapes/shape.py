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
Kind = Literal["statement", "statements", "section", "sections", "title"]
LEAD = "core_viewpoint"
_BETWEEN = " – "  # between the title of a section and the label of a field in it


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a shape.

    Attributes:
        labels: the heading of its statements, by language.
        description: what belongs there, for the model that fills it.
        optional: whether it may be null.
        least, most: bounds of a list; `most` None takes those of the settings.
        cues: words that tell the offline engine which sentences belong there.
        parts: the fields of a section.
    """

    name: str
    kind: Kind
    labels: Mapping[LanguageCode, str]
    description: str = ""
    optional: bool = False
    least: int = 0
    most: int | None = None
    cues: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A whole shape; `schema` is the JSON Schema it was made of."""

    name: str
    description: str
    parts: tuple[Part, ...]
    schema: Mapping[str, Any] = field(repr=False, hash=False, compare=False)


@dataclass(slots=True)
class Filled:
    """A shape filled with drafted statements: what `Draft` takes.

    Attributes:
        titles: the plain texts of the shape by path, such as `topics[0].title`.
    """

    lead: DraftStatement | None = None
    groups: list[DraftGroup] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)


def fill(shape: Shape, values: Mapping[str, Any], language: LanguageCode) -> Filled:
    """Lay a filled shape out as core viewpoint and groups.

    Args:
        values: by name of field a `DraftStatement`, a list of them, a mapping for a section, a list of mappings, a
            text for a title, or None.
    """
    groups = [
        DraftGroup(title=title, points=tuple(points), field=where)
        for title, where, points in laid_out(shape, values, language)
    ]
    lead = values.get(LEAD) if any(map(_is_lead, shape.parts)) else None
    return Filled(lead, groups, dict(_titles(shape.parts, values, "")))


def laid_out(
    shape: Shape, values: Mapping[str, Any], language: LanguageCode
) -> Iterator[tuple[str, str, Sequence[Any]]]:
    """The groups of a filled shape, without its core viewpoint: heading, path of the field, statements."""
    return _laid_out([part for part in shape.parts if not _is_lead(part)], values, "", (), language)


def begun(parts: Sequence[Part], answer: Mapping[str, Any], tidy: Callable[[str], str]) -> dict[str, Any]:
    """The values of an answer in JSON that is still on its way, as far as they keep to the order of the fields.

    What stands out of order waits for the rest: it would move the groups that are known already.

    Args:
        tidy: what becomes of a title.
    """
    values: dict[str, Any] = {}
    for part, (name, value) in zip(parts, answer.items(), strict=False):
        if name != part.name:
            break
        values[name] = _begun(part, value, tidy)
    return values


def _begun(part: Part, value: Any, tidy: Callable[[str], str]) -> Any:
    if part.kind == "title":
        return tidy(value) if isinstance(value, str) else None
    if part.kind in ("statements", "sections"):
        items = [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
        return [begun(part.parts, item, tidy) for item in items] if part.parts else items
    if not isinstance(value, Mapping):
        return None
    return begun(part.parts, value, tidy) if part.parts else value


def _is_lead(part: Part) -> bool:
    return part.name == LEAD and part.kind == "statement"


def _laid_out(
    parts: Sequence[Part], values: Mapping[str, Any], path: str, heads: tuple[str, ...], language: LanguageCode
) -> Iterator[tuple[str, str, Sequence[Any]]]:
    alone = sum(part.kind != "title" for part in parts) == 1
    for part in parts:
        value, where = values.get(part.name), path + part.name
        label = part.labels[language]
        if not value or part.kind == "title":
            continue
        if part.kind in ("statement", "statements"):
            title = _BETWEEN.join(heads if alone and heads else (*heads, label))
            yield title, where, value if part.kind == "statements" else [value]
        elif part.kind == "section":
            yield from _laid_out(part.parts, value, f"{where}.", (*heads, _title(part, value) or label), language)
        else:
            for i, item in enumerate(value):
                head = _title(part, item) or f"{label} {i + 1}"
                yield from _laid_out(part.parts, item, f"{where}[{i}].", (*heads, head), language)


def _titles(parts: Sequence[Part], values: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """The plain texts of a filled shape with their paths."""
    for part in parts:
        value, where = values.get(part.name), path + part.name
        if not value or part.kind in ("statement", "statements"):
            continue
        if part.kind == "title":
            yield where, value
        elif part.kind == "section":
            yield from _titles(part.parts, value, f"{where}.")
        else:
            for i, item in enumerate(value):
                yield from _titles(part.parts, item, f"{where}[{i}].")


def _title(section: Part, values: Mapping[str, Any]) -> str:
    return next((values.get(part.name) or "" for part in section.parts if part.kind == "title"), "")


def gather(shape: Shape, summary: Summary) -> dict[str, Any]:
    """The statements of a summary under the names of the fields they fill: `fill` backwards."""
    found = {group.field: group for group in summary.groups if group.field}
    titles = summary.shape.titles if summary.shape else {}
    lead = {LEAD: summary.core_viewpoint} if any(map(_is_lead, shape.parts)) else {}
    return _gathered([part for part in shape.parts if not _is_lead(part)], "", found, titles) | lead


def _gathered(
    parts: Sequence[Part], path: str, found: Mapping[str, Group], titles: Mapping[str, str]
) -> dict[str, Any]:
    return {part.name: _value(part, path + part.name, found, titles) for part in parts}


def _value(part: Part, where: str, found: Mapping[str, Group], titles: Mapping[str, str]) -> Any:
    if part.kind == "title":
        return titles.get(where)
    if part.kind == "statement":
        return next(iter(_points(where, found)), None)
    if part.kind == "statements":
        return _points(where, found)
    if part.kind == "sections":
        return [_gathered(part.parts, f"{where}[{i}].", found, titles) for i in sorted(set(_indexes(where, found)))]
    filled = any(path.startswith(f"{where}.") for path in found)
    return _gathered(part.parts, f"{where}.", found, titles) if filled or not part.optional else None


def _points(where: str, found: Mapping[str, Group]) -> list[Statement]:
    return list(found[where].points) if where in found else []


def _indexes(where: str, found: Mapping[str, Group]) -> Iterator[int]:
    """The numbers of the sections of a list of which something is left."""
    start = re.compile(re.escape(where) + r"\[(\d+)\]\.")
    return (int(match[1]) for path in found if (match := start.match(path)))
