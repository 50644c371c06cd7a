"""What other programs use: `summarizer schema` and `summarizer mcp`.

The first prints the published JSON Schemas, generated from the models; the second serves the tools summarize, check
and blocks to an MCP host over standard input and output.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode

from ..errors import InputError, UsageError
from ..files import write_atomically
from ..models import SCHEMA_VERSION, BatchLine, Document, Report, Summary
from ..shapes import BUILT_IN
from .console import notify
from .input_output import write_output
from .options import add_document_timeout_argument, add_summary_arguments, settings_from

_MODELS: dict[str, type[BaseModel]] = {
    "summary": Summary,
    "document": Document,
    "report": Report,
    "batch-line": BatchLine,
}
_VALIDATION_MODE = {"batch-line"}  # a line has a summary or an error: neither key is always there


def summary_schema() -> str:
    """The JSON Schema of a summary as text."""
    return _to_text(_build_schema("summary"))


def write_schemas(folder: Path) -> list[Path]:
    """Write every published schema to `folder/v1/NAME.schema.json`, shapes to `shapes/` below; return the paths.

    Raises:
        OSError: the folder cannot be written.
    """
    target = folder / f"v{SCHEMA_VERSION}"
    (target / "shapes").mkdir(parents=True, exist_ok=True)
    paths = []
    for name in (*_MODELS, *(f"shapes/{shape}" for shape in BUILT_IN)):
        path = target / f"{name}.schema.json"
        write_atomically(path, _to_text(_build_schema(name)))
        paths.append(path)
    return paths


def _build_schema(name: str) -> dict[str, Any]:
    if name.startswith("shapes/"):
        schema = BUILT_IN[name.removeprefix("shapes/")].model_json_schema()
    else:
        mode: JsonSchemaMode = "validation" if name in _VALIDATION_MODE else "serialization"
        schema = _MODELS[name].model_json_schema(mode=mode)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:summarizer:v{SCHEMA_VERSION}:{name.replace('/', ':')}",
        **schema,
    }


def _to_text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def add_schema_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer schema`."""
    parser.add_argument("--write", type=Path, metavar="DIR", help="write all published schemas below this folder")


def run_schema(options: argparse.Namespace) -> int:
    """Print the schema of a summary, or write all of them."""

    if options.write is None:
        write_output(summary_schema())
        return 0
    try:
        paths = write_schemas(options.write)
    except OSError as error:
        raise InputError(f"{options.write}: cannot be written: {error.strerror or error}", "check the path") from None
    for path in paths:
        notify(f"wrote {path}")
    return 0


def add_mcp_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer mcp`."""
    parser.add_argument(
        "--root",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="files below this folder may be read by path (repeatable; default: none)",
    )
    parser.add_argument("--addresses", action="store_true", help="web addresses may be read as well (default: none)")
    add_document_timeout_argument(parser.add_argument)
    add_summary_arguments(parser)


def run_mcp(options: argparse.Namespace) -> int:
    """Serve until the host closes the connection."""
    from ..integrations.mcp import make_server

    for root in options.root:
        if not root.is_dir():
            raise UsageError(f"{root}: no such folder", "give an existing folder to --root")
    make_server(settings_from(options), options.root, options.addresses).run("stdio")
    return 0
