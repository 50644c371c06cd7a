"""Compiles a Pydantic model, or its JSON Schema, to a shape.

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

from ..errors import InputError, UsageError, suggest
from ..files import read_bounded
from ..models import LanguageCode, Summary
from ..settings import Settings
from .built_in_shapes import BUILT_IN
from .shape import FieldKind, Shape, ShapeField, T, field_values

# Levels of sections within sections; more than a model can be expected to fill correctly. Not measured.
_MAX_DEPTH = 4
# Fields in all levels together: recursive references multiply them, and no model fills so many.
_MAX_FIELDS = 200
# Largest `minItems` and `maxItems`: far above any list of statements, and small enough to allocate.
_MAX_ITEMS = 10_000
# Characters of a title, which becomes a heading and part of error messages.
_MAX_TITLE = 200
# Characters of a description, which becomes part of the prompt.
_MAX_DESCRIPTION = 2000
# Bytes of the file of a schema.
_MAX_BYTES = 2**20
_HINT = "a field is a Statement, a list of Statement, a section of such fields, or one str as a section's title"
# A statement is recognised by its fields: it may be a subclass, or be defined inline.
_STATEMENT_FIELDS = {"text", "citations", "evidence", "support"}
_WORD_BOUNDARY = re.compile(r"[_\-\s]+|(?<=[a-z0-9])(?=[A-Z])")
Schema = Mapping[str, Any]


class _RootSchema(dict[str, Any]):
    """The whole schema; `fields` counts the fields compiled from it so far."""

    fields = 0


def compile_shape(spec: str | Schema | type[BaseModel]) -> Shape:
    """Compile a shape.

    Args:
        spec: the name of a built-in one, the path of a JSON Schema, a JSON Schema, or a Pydantic model.

    Raises:
        UsageError: it is not a shape, or uses what a shape cannot have; the message names the field.
    """
    schema = _load_schema(spec)
    file = f"{spec}: " if isinstance(spec, str) and spec not in BUILT_IN else ""
    if not isinstance(schema, Mapping):
        raise UsageError(f"{file}a shape is a JSON Schema of an object", _HINT)
    top = _resolve(schema, schema, f"{file}shape")
    name = _one_line(top.get("title")) or "Shape"
    return Shape(name, _description(top), _compile_fields(top, _RootSchema(schema), file + name, 0), schema)


def as_shape(summary: Summary, model: type[T]) -> T:
    """The statements of a summary in the fields of the model that was its shape.

    Raises:
        UsageError: it was made in another shape, or a field that must be filled was dropped.
    """
    shape = compile_shape(model)
    if summary.shape is None or summary.shape.name != shape.name:
        made = f"in the shape {summary.shape.name}" if summary.shape else "in no shape"
        raise UsageError(f"the summary was made {made}, not {shape.name}", f"ask for it with shape={model.__name__}")
    try:
        # By attributes, for a leaf may be a subclass of Statement.
        return model.model_validate(field_values(shape, summary), from_attributes=True)
    except ValidationError as error:
        named = ", ".join(".".join(map(str, e["loc"])) for e in error.errors(include_url=False)[:3])
        raise UsageError(f"{shape.name} cannot be filled: {named}", "a dropped statement leaves a gap") from None


def inline_shape_schema(settings: Settings) -> Settings:
    """Settings with the JSON Schema in place of the path of its file, which may change later.

    Raises:
        UsageError: the file cannot be read as a JSON Schema.
    """
    spec = settings.shape
    if not isinstance(spec, str) or spec in BUILT_IN:
        return settings
    return settings.model_copy(update={"shape": _read_schema(Path(spec))})


def _load_schema(spec: str | Schema | type[BaseModel]) -> Schema:
    if isinstance(spec, str):
        return BUILT_IN[spec].model_json_schema() if spec in BUILT_IN else _read_schema(Path(spec))
    if isinstance(spec, type):
        try:
            return spec.model_json_schema()
        except PydanticUserError as error:
            raise UsageError(f"{spec.__name__}: {str(error).splitlines()[0]}", _HINT) from None
    return spec


def _read_schema(path: Path) -> Schema:
    if path.is_dir() or not path.exists():
        built_in = f"built in are {', '.join(BUILT_IN)}; else name a file"
        raise UsageError(f"{path}: no such shape", suggest(str(path), BUILT_IN, built_in))
    try:
        return cast(Schema, json.loads(read_bounded(path, _MAX_BYTES).decode("utf-8-sig")))
    except InputError as error:
        raise UsageError(error.message, error.hint) from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}", "check the path") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: cannot be read as a JSON Schema: {error}", "check the file") from None


def _compile_fields(schema: Schema, root: _RootSchema, where: str, depth: int) -> tuple[ShapeField, ...]:
    properties = _as_mapping(schema.get("properties"))
    if not properties:
        raise UsageError(f"{where}: no fields", _HINT)
    root.fields += len(properties)
    if root.fields > _MAX_FIELDS:
        raise UsageError(f"{where}: more than {_MAX_FIELDS} fields", "make the shape smaller")
    if not all(name and name.isprintable() for name in properties):
        raise UsageError(f"{where}: a field has no name, or one that cannot be printed", "name it in words")
    if depth > _MAX_DEPTH:
        raise UsageError(f"{where}: sections within sections within sections", "make the shape flatter")
    required = schema.get("required")
    parts = tuple(
        _compile_field(name, value, root, f"{where}.{name}", depth, not isinstance(required, list) or name in required)
        for name, value in properties.items()
    )
    titles = [part.name for part in parts if part.kind == "title"]
    if len(titles) > 1:
        raise UsageError(f"{where}: two titles, {' and '.join(titles[:2])}", "what asserts something is a Statement")
    if len(titles) == len(parts):
        raise UsageError(f"{where}: holds no statement", _HINT)
    return parts


def _compile_field(name: str, schema: Any, root: _RootSchema, where: str, depth: int, is_required: bool) -> ShapeField:
    if not isinstance(schema, Mapping):
        raise UsageError(f"{where}: not a schema", _HINT)
    inner, optional = _without_null(schema)
    kind, target = _field_kind(inner, root, where)
    section = _section_schema(kind, target, root, where)
    min_items, max_items = _parse_bound(target, "minItems", where) or 0, _parse_bound(target, "maxItems", where)
    if max_items is not None and (max_items < min_items or max_items == 0):
        raise UsageError(f"{where}: at least {min_items} and at most {max_items}", "mend `minItems` and `maxItems`")
    label = _heading(name, schema)
    titles = _as_mapping(schema.get("titles"))
    labels = {language: _one_line(titles.get(language)) or label for language in ("en", "zh")}
    # An empty list says already that there is nothing; what has a default is filled by whoever reads the answer.
    left_out = not is_required and "default" not in schema and (kind in ("statement", "section") or min_items > 0)
    return ShapeField(
        name=name,
        kind=kind,
        labels=cast(Mapping[LanguageCode, str], labels),
        description=_description(schema) or _description(inner) or _description(section or {}),
        optional=optional or left_out,
        min_items=min_items,
        max_items=max_items,
        cues=_cues(schema, where),
        fields=_compile_fields(section, root, where, depth + 1) if section else (),
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
        some = [option for option in map(_as_mapping, options) if option.get("type") != "null"]
        if len(some) == 1:
            inner, optional = _without_null(some[0])
            return inner, optional or len(options) > 1
    return schema, False


def _field_kind(schema: Schema, root: Schema, where: str) -> tuple[FieldKind, Schema]:
    """The kind of a field, and its schema with references resolved."""
    if _is_statement(schema, root, where):
        return "statement", {}
    target = _resolve(schema, root, where)
    if target.get("type") == "array":
        return ("statements" if _is_statement(_item_schema(target), root, where) else "sections"), target
    if target.get("type") == "string" and "enum" not in target and "format" not in target:
        return "title", target
    return "section", target


def _section_schema(kind: FieldKind, target: Schema, root: Schema, where: str) -> Schema | None:
    """The schema of the section, or of each section, if the field is one. Raises `UsageError` if it has no fields."""
    if kind not in ("section", "sections"):
        return None
    section = _resolve(_item_schema(target), root, where) if kind == "sections" else target
    if section.get("type", "object") != "object" or not _as_mapping(section.get("properties")):
        raise UsageError(f"{where}: cannot be filled", _HINT)
    return section


def _item_schema(array: Schema) -> Schema:
    """The schema of the items of an array; empty if they may be null."""
    item, optional = _without_null(_as_mapping(array.get("items")))
    return {} if optional else item


def _is_statement(schema: Schema, root: Schema, where: str) -> bool:
    """Whether a schema is that of `Statement` or a reference to it, whatever name Pydantic gave the definition.

    Raises:
        UsageError: it is a subclass with further required fields.
    """
    reference = str(schema.get("$ref", ""))
    target = _follow_reference(reference, root) if reference else schema
    fields = set(_as_mapping(target.get("properties")))
    if not fields:
        return reference.endswith("/Statement")
    required = target.get("required")
    more = sorted(set(map(str, required if isinstance(required, list) else ())) - _STATEMENT_FIELDS)
    if fields >= _STATEMENT_FIELDS and more:
        raise UsageError(f"{where}: a statement has no {', '.join(more)}", "give what you add to Statement a default")
    return fields >= _STATEMENT_FIELDS


def _resolve(schema: Schema, root: Schema, where: str) -> Schema:
    if "$ref" not in schema:
        return schema
    found = _follow_reference(str(schema["$ref"]), root)
    if not found:
        raise UsageError(f"{where}: {schema['$ref']} is not defined", "references point into the same file")
    return found


def _follow_reference(reference: str, root: Schema) -> Schema:
    """The schema that a reference such as `#/$defs/Topic` points to; empty if it leaves the file."""
    start, *path = reference.split("/")
    found: object = root if start == "#" and path else None
    for name in path:
        found = _as_mapping(found).get(name.replace("~1", "/").replace("~0", "~"))
    return _as_mapping(found)


def _heading(name: str, schema: Schema) -> str:
    """The heading: the title, unless it is what Pydantic makes of a name written `likeThis`; else the name's words."""
    title = _one_line(schema.get("title"))
    if title and (title != name.title().replace("_", " ") or not _WORD_BOUNDARY.search(name)):
        return title
    return " ".join(word[:1].upper() + word[1:] for word in _WORD_BOUNDARY.split(name) if word) or "–"


def _cues(schema: Schema, where: str) -> tuple[str, ...]:
    cues = schema.get("cues", [])
    if not isinstance(cues, list) or not all(isinstance(cue, str) and cue.strip() for cue in cues):
        raise UsageError(f"{where}: cues are a list of words", "write them as a list of strings that are not empty")
    return tuple(cues)


def _parse_bound(schema: Schema, name: str, where: str) -> int | None:
    bound = schema.get(name)
    if bound is None:
        return None
    number = not isinstance(bound, bool) and isinstance(bound, int | float) and 0 <= bound <= _MAX_ITEMS
    if not number or bound != int(bound):
        raise UsageError(f"{where}: {name} is no number of items", f"give a whole number, at most {_MAX_ITEMS}")
    return int(bound)


def _as_mapping(value: object) -> Schema:
    return value if isinstance(value, Mapping) else {}


def _description(schema: Schema) -> str:
    return _one_line(schema.get("description"), _MAX_DESCRIPTION)


def _one_line(text: object, max_characters: int = _MAX_TITLE) -> str:
    """A text of a schema on one line, without what cannot be printed; it goes into prompts, headings and errors."""
    words = "".join(c if c.isprintable() else " " for c in str(text or "")[:max_characters])
    return " ".join(words.split())
