"""Summaries as data: in JSON, in lines of it, and embedded in an HTML page of ours."""

from __future__ import annotations

import re

from pydantic import ValidationError

from ..errors import InputError
from ..models import SCHEMA_VERSION, Summary
from ..text.folding import load_json

_HTML = re.compile(r"\s*<(?:!doctype|html|header|body)\b", re.IGNORECASE)
_PAGE_DATA = re.compile(r'<script type="application/json" id="summary-data">([^<]*)</script>')


def parse_data(text: str) -> list[Summary] | None:
    """The summaries of a text in JSON or of an HTML page; None for any other text.

    Raises:
        InputError: it is no valid summary, or a page that holds none.
    """
    if text.lstrip().startswith(("{", "[{")):
        return _parse_json(text)
    return _parse_html(text) if _HTML.match(text) else None


def _parse_html(text: str) -> list[Summary]:
    """The summary that is embedded in an HTML page of ours."""
    if data := _PAGE_DATA.search(text):
        return _parse_json(data[1])
    raise InputError("not a summary: an HTML page that holds none", "give the text of the page")


def _parse_json(text: str) -> list[Summary]:
    """The summaries of one JSON value, or of several, a line each."""
    try:
        values = [load_json(text)]
    except (ValueError, RecursionError) as error:
        values = _load_json_lines(text)
        if len(values) < 2:
            raise InputError(f"not a summary: not valid JSON: {error}", "repair the JSON") from None
    return [_validate_summary(value) for value in values]


def _load_json_lines(text: str) -> list[object]:
    """The values of JSON Lines; none when a line is not one."""
    try:
        return [load_json(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return []


def _validate_summary(data: object) -> Summary:
    if not isinstance(data, dict):
        raise InputError("not a summary: a JSON array", "give one summary, a JSON object")
    version = data.get("schema_version")
    if version != SCHEMA_VERSION:
        found = "without a schema_version" if version is None else f"of schema_version {version!r}"
        raise InputError(f"not a summary: JSON {found}", f'this release reads schema_version "{SCHEMA_VERSION}"')
    try:
        return Summary.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"])) or "the object"
        more = f" ({error.error_count()} faults in all)" if error.error_count() > 1 else ""
        raise InputError(
            f"not a summary: {place}: {first['msg'].lower()}{more}", "compare it with `summarizer schema`"
        ) from None
