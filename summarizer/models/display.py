"""How data show themselves at a prompt: short, one line each, whatever they hold.

`repr` leaves out what a field has by default, cuts texts, and counts what is many. Nothing here is part of the JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel

_MAX_TEXT = 60  # characters of a text in a `repr`: a line of a terminal holds it with its name
_MAX_ITEMS = 6  # numbers or names of a field that are written out
# Methods of pydantic that a user of our data needs; `dir` leaves out the rest, most of which is deprecated.
_KEPT_METHODS = frozenset({"model_copy", "model_dump", "model_dump_json", "model_validate", "model_validate_json"})


def list_fields(model: BaseModel) -> Iterator[tuple[str, object]]:
    """The fields of a model that do not have their default, each as its `repr` shows it."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value is not None and (field.is_required() or value != field.get_default(call_default_factory=True)):
            yield name, shorten(value)


def shorten(value: object) -> object:
    """A value as a `repr` shows it: long texts cut, and many or large items counted."""
    if isinstance(value, str) and len(value) > _MAX_TEXT:
        return value[: _MAX_TEXT - 1].rstrip() + "…"
    if isinstance(value, tuple) and value and (len(value) > _MAX_ITEMS or isinstance(value[0], BaseModel)):
        return Count(len(value), type(value[0]).__name__)
    return value


class Count:
    """A number of things in place of the things: `<20 Block>`."""

    def __init__(self, number: int, name: str) -> None:
        self._shown = f"<{number} {name}>"

    def __repr__(self) -> str:
        return self._shown


def keep_useful(names: Iterable[str]) -> list[str]:
    """The names that `dir` shows of a model: its own, and of pydantic's only the methods that users need."""
    pydantic: set[str] = {name for name in dir(BaseModel) if not name.startswith("__")} - _KEPT_METHODS
    return [name for name in names if name not in pydantic]


def count_statuses(statuses: Sequence[str]) -> list[tuple[str, int]]:
    """How many statements have each verdict, those that none has left out, for a `repr`."""
    return [(status, statuses.count(status)) for status in dict.fromkeys(statuses)]
