"""From a Pydantic model, or its JSON Schema, to a shape.

The subset of JSON Schema that a shape may use (what `SomeModel.model_json_schema()` writes for such models):

- an object with `properties`; `title` and `description` name it;
- a property is a statement (`{"$ref": "#/$defs/Statement"}`), an array of statements, an object (a section), an array
  of objects (sections), or, at most once in an object, a string (the title of the section);
- any of them, or null (`anyOf`), when it is optional, or left out of `required` where the object has it; `minItems` and
  `maxItems` bound an array;
- `title` is its heading, `titles: {"zh": …, "en": …}` the heading by language, `description` says to the model what
  belongs there, `cues` lists words by which the offline engine finds it;
- references point into the same file (`#/$defs/…`, `#/definitions/…`); `allOf` of one and `oneOf` with null, as older
  drafts write them, are read too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ValidationError
from pydantic.errors import PydanticUserError

from ..errors import UsageError
from ..files import read_bounded
from ..models import LanguageCode, Summary
from ..settings import Settings
from .builtin import BUILT_IN
from .shape import Kind, Part, Shape, T, gather

_DEEPEST = 4  # sections within sections; a model loses its way before that
_HINT = "a field is a Statement, a list of Statement, a section of such fields, or one str as a section's title"
_STATEMENT = {"text", "citations", "evidence", "support"}  # by its fields, for it may be a subclass or stand in place
_WORDS = re.compile(r"[_\-\s]+|(?<=[a-z0-9])(?=[A-Z])")
_MOST_FIELDS = 200  # in all; sections that refer to sections multiply, and no model fills so many
_MOST_ITEMS = 10_000
_MOST_OF_A_TITLE, _MOST_OF_A_DESCRIPTION = 200, 2000  # characters
_MOST_BYTES = 2**20  # of a file
Schema = Mapping[str, Any]


class _Root(dict[str, Any]):
    """The whole schema; `fields` counts those that were made of it."""

    fields = 0


def shape_of(spec: str | Schema | type[BaseModel]) -> Shape:
    """The shape that is meant.

    Args:
        spec: the name of a built-in one, the path of a JSON Schema, a JSON Schema, or a Pydantic model.

    Raises:
        UsageError: it is none, or uses what a shape cannot have; the message names the field.
    """
    schema = _schema_of(spec)
    file = f"{spec}: " if isinstance(spec, str) and spec not in BUILT_IN else ""
    if not isinstance(schema, Mapping):
        raise UsageError(f"{file}a shape is a JSON Schema of an object", _HINT)
    top = _resolved(schema, schema, f"{file}shape")
    name = _words(top.get("title")) or "Shape"
    return Shape(name, _description(top), _parts(top, _Root(schema), file + name, 0), schema)


def as_shape(summary: Summary, model: type[T]) -> T:
    """The statements of a summary in the fields of the model that was its shape.

    Raises:
        UsageError: it was made in another shape, or a field that must be filled was dropped.
    """
    shape = shape_of(model)
    if summary.shape is None or summary.shape.name != shape.name:
        made = f"in the shape {summary.shape.name}" if summary.shape else "in no shape"
        raise UsageError(f"the summary was made {made}, not {shape.name}", f"ask for it with shape={model.__name__}")
    try:
        # By attributes, for a leaf may be a subclass of Statement.
        return model.model_validate(gather(shape, summary), from_attributes=True)
    except ValidationError as error:
        named = ", ".join(".".join(map(str, e["loc"])) for e in error.errors(include_url=False)[:3])
        raise UsageError(f"{shape.name} cannot be filled: {named}", "a dropped statement leaves a gap") from None


def with_shape_read(settings: Settings) -> Settings:
    """The settings with the schema in place of the path of one: what the file says counts, and it may change.

    Raises:
        UsageError: the file cannot be read as a JSON Schema.
    """
    spec = settings.shape
    if not isinstance(spec, str) or spec in BUILT_IN:
        return settings
    return settings.model_copy(update={"shape": _read(Path(spec))})


def _schema_of(spec: str | Schema | type[BaseModel]) -> Schema:
    if isinstance(spec, str):
        return BUILT_IN[spec].model_json_schema() if spec in BUILT_IN else _read(Path(spec))
    if isinstance(spec, type):
        try:
            return spec.model_json_schema()
        except PydanticUserError as error:
            raise UsageError(f"{spec.__name__}: {str(error).splitlines()[0]}", _HINT) from None
    return spec


def _read(path: Path) -> Schema:
    try:
        return cast(Schema, json.loads(read_bounded(path, _MOST_BYTES).decode("utf-8-sig")))
    except (FileNotFoundError, IsADirectoryError):
        raise UsageError(f"{path}: no such shape", f"built in are {', '.join(BUILT_IN)}; else name a file") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}", "check the path") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: cannot be read as a JSON Schema: {error}", "check the file") from None


def _parts(schema: Schema, root: _Root, where: str, depth: int) -> tuple[Part, ...]:
    properties = _mapping(schema.get("properties"))
    if not properties:
        raise UsageError(f"{where}: no fields", _HINT)
    root.fields += len(properties)
    if root.fields > _MOST_FIELDS:
        raise UsageError(f"{where}: more than {_MOST_FIELDS} fields", "make the shape smaller")
    if not all(name and name.isprintable() for name in properties):
        raise UsageError(f"{where}: a field has no name, or one that cannot be printed", "name it in words")
    if depth > _DEEPEST:
        raise UsageError(f"{where}: sections within sections within sections", "make the shape flatter")
    required = schema.get("required")
    parts = tuple(
        _part(name, value, root, f"{where}.{name}", depth, needed=not isinstance(required, list) or name in required)
        for name, value in properties.items()
    )
    titles = [part.name for part in parts if part.kind == "title"]
    if len(titles) > 1:
        raise UsageError(f"{where}: two titles, {' and '.join(titles[:2])}", "what asserts something is a Statement")
    if len(titles) == len(parts):
        raise UsageError(f"{where}: holds no statement", _HINT)
    return parts


def _part(name: str, schema: Any, root: _Root, where: str, depth: int, needed: bool) -> Part:
    if not isinstance(schema, Mapping):
        raise UsageError(f"{where}: not a schema", _HINT)
    inner, optional = _without_null(schema)
    kind, target = _kind(inner, root, where)
    section = _section(kind, target, root, where)
    least, most = _bound(target, "minItems", where) or 0, _bound(target, "maxItems", where)
    if most is not None and (most < least or most == 0):
        raise UsageError(f"{where}: at least {least} and at most {most}", "mend `minItems` and `maxItems`")
    label = _label(name, schema)
    titles = _mapping(schema.get("titles"))
    labels = {language: _words(titles.get(language)) or label for language in ("en", "zh")}
    # An empty list says already that there is nothing; what has a default is filled by whoever reads the answer.
    left_out = not needed and "default" not in schema and (kind in ("statement", "section") or least > 0)
    return Part(
        name=name,
        kind=kind,
        labels=cast(Mapping[LanguageCode, str], labels),
        description=_description(schema) or _description(inner) or _description(section or {}),
        optional=optional or left_out,
        least=least,
        most=most,
        cues=_cues(schema, where),
        parts=_parts(section, root, where, depth + 1) if section else (),
    )


def _without_null(schema: Schema) -> tuple[Schema, bool]:
    """The schema apart from `null` and from a choice of one, and whether null is allowed."""
    kinds = schema.get("type")
    if isinstance(kinds, list):
        rest = [kind for kind in kinds if kind != "null"]
        return ({**schema, "type": rest[0]}, len(kinds) > 1) if len(rest) == 1 else (schema, False)
    for name in ("anyOf", "oneOf", "allOf"):
        options = schema.get(name)
        if not isinstance(options, list):
            continue
        some = [option for option in map(_mapping, options) if option.get("type") != "null"]
        if len(some) == 1:
            inner, optional = _without_null(some[0])
            return inner, optional or len(options) > 1
    return schema, False


def _kind(schema: Schema, root: Schema, where: str) -> tuple[Kind, Schema]:
    """What a field is, and its schema without a reference."""
    if _is_statement(schema, root, where):
        return "statement", {}
    target = _resolved(schema, root, where)
    if target.get("type") == "array":
        return ("statements" if _is_statement(_items(target), root, where) else "sections"), target
    if target.get("type") == "string" and "enum" not in target and "format" not in target:
        return "title", target
    return "section", target


def _section(kind: Kind, target: Schema, root: Schema, where: str) -> Schema | None:
    """The schema of the section, or of each section, if the field is one. Raises `UsageError` when it is nothing."""
    if kind not in ("section", "sections"):
        return None
    section = _resolved(_items(target), root, where) if kind == "sections" else target
    if section.get("type", "object") != "object" or not _mapping(section.get("properties")):
        raise UsageError(f"{where}: cannot be filled", _HINT)
    return section


def _items(array: Schema) -> Schema:
    """What every item of an array is; nothing when it may be null."""
    item, optional = _without_null(_mapping(array.get("items")))
    return {} if optional else item


def _is_statement(schema: Schema, root: Schema, where: str) -> bool:
    """Whether it is `Statement`, or points to it, under whatever name Pydantic gives it beside another of that name.

    Raises:
        UsageError: it is a subclass that asks for more than a statement has.
    """
    reference = str(schema.get("$ref", ""))
    target = _pointed(reference, root) if reference else schema
    fields = set(_mapping(target.get("properties")))
    if not fields:
        return reference.endswith("/Statement")
    required = target.get("required")
    more = sorted(set(map(str, required if isinstance(required, list) else ())) - _STATEMENT)
    if fields >= _STATEMENT and more:
        raise UsageError(f"{where}: a statement has no {', '.join(more)}", "give what you add to Statement a default")
    return fields >= _STATEMENT


def _resolved(schema: Schema, root: Schema, where: str) -> Schema:
    if "$ref" not in schema:
        return schema
    found = _pointed(str(schema["$ref"]), root)
    if not found:
        raise UsageError(f"{where}: {schema['$ref']} is not defined", "references point into the same file")
    return found


def _pointed(reference: str, root: Schema) -> Schema:
    """What a reference such as `#/$defs/Topic` points to; nothing when it does not point into the same file."""
    start, *path = reference.split("/")
    found: object = root if start == "#" and path else None
    for name in path:
        found = _mapping(found).get(name.replace("~1", "/").replace("~0", "~"))
    return _mapping(found)


def _label(name: str, schema: Schema) -> str:
    """The heading: the title, unless it is what Pydantic makes of a name written `likeThis`; else the name's words."""
    title = _words(schema.get("title"))
    if title and (title != name.title().replace("_", " ") or not _WORDS.search(name)):
        return title
    return " ".join(word[:1].upper() + word[1:] for word in _WORDS.split(name) if word) or "–"


def _cues(schema: Schema, where: str) -> tuple[str, ...]:
    cues = schema.get("cues", [])
    if not isinstance(cues, list) or not all(isinstance(cue, str) and cue.strip() for cue in cues):
        raise UsageError(f"{where}: cues are a list of words", "write them as a list of strings that are not empty")
    return tuple(cues)


def _bound(schema: Schema, name: str, where: str) -> int | None:
    bound = schema.get(name)
    if bound is None:
        return None
    number = not isinstance(bound, bool) and isinstance(bound, int | float) and 0 <= bound <= _MOST_ITEMS
    if not number or bound != int(bound):
        raise UsageError(f"{where}: {name} is no number of items", f"give a whole number, at most {_MOST_ITEMS}")
    return int(bound)


def _mapping(value: object) -> Schema:
    return value if isinstance(value, Mapping) else {}


def _description(schema: Schema) -> str:
    return _words(schema.get("description"), _MOST_OF_A_DESCRIPTION)


def _words(text: object, most: int = _MOST_OF_A_TITLE) -> str:
    """A text of a schema on one line, without what cannot be printed; it goes into prompts, headings and errors."""
    words = "".join(c if c.isprintable() else " " for c in str(text or "")[:most])
    return " ".join(words.split())
