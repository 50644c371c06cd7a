"""`summarizer FILE…`: summarise articles."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING, Any

from ..errors import SummarizerError, UsageError
from .console import (
    add_output_arguments,
    load_document,
    refuse_stdin_twice,
    refuse_to_overwrite,
    rendered,
    say,
    spinner,
    write,
)

if TYPE_CHECKING:
    from ..models import Document, Summary
    from ..settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer summarize`."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help='text, Markdown, HTML, PDF, Word or e-mail file; "-" reads standard input',
    )
    add_writing_arguments(parser)
    add_output_arguments(parser)
    parser.add_argument("--stream", action="store_true", help="print each statement as soon as it is checked")
    parser.add_argument("--record", metavar="PATH", help="keep what the summary was made of, for `summarizer replay`")


def add_writing_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what writes, and what the summary is like."""
    add = parser.add_argument_group("the model").add_argument
    add(
        "-m",
        "--model",
        metavar="PROVIDER/MODEL",
        help="what writes; default $SUMMARIZER_MODEL, else the offline engine",
    )
    add("--base-url", metavar="URL", help="any OpenAI-compatible server; default $OPENAI_BASE_URL")
    add(
        "--mode",
        choices=("auto", "json_schema", "tools", "json"),
        default="auto",
        help="how the server is made to answer in JSON",
    )
    add("--verify", metavar="PROVIDER/MODEL", help="ask this model for a second opinion on every statement")
    add("--timeout", type=float, metavar="SECONDS", help="for one request (default 120)")
    add("--no-cache", action="store_true", help="neither take answers of the model from the cache nor keep them there")
    add = parser.add_argument_group("the summary").add_argument
    add("-l", "--language", choices=("auto", "en", "zh"), default="auto", help="default: the document's")
    add("--groups", type=int, metavar="N", help="at most N groups (default 5)")
    add("--points", type=int, metavar="N", help="at most N points a group (default 4)")
    add(
        "--on-unsupported",
        choices=("flag", "drop", "fail"),
        default="flag",
        help="what becomes of statements the source does not bear out",
    )
    add(
        "--shape",
        metavar="SHAPE",
        help="what to fill in place of core viewpoint and groups: news, research_report, "
        "earnings_call, meeting_minutes, or the path of a JSON Schema",
    )
    add("--spacy", metavar="PIPELINE", help="take sentences from this installed spaCy pipeline")


def run(options: argparse.Namespace) -> int:
    """Summarise the files in turn; a file that fails does not stop the others."""
    settings = settings_of(options)
    if settings.model is None:
        say("no model named (-m, $SUMMARIZER_MODEL): the offline engine writes")
    refuse_stdin_twice(*options.files)
    refuse_to_overwrite(options.files, options.output, options.record)
    if options.record:
        from .replay import run_recorded

        return run_recorded(options, settings)
    if options.stream:
        from .stream import run_streamed

        return run_streamed(options, settings)
    many = len(options.files) > 1
    code, pieces = 0, []
    for file in options.files:
        try:
            document, summary = _one(file, settings)
        except SummarizerError as error:
            if not many:
                raise
            say(str(error))
            code = max(code, error.exit_code)
            continue
        one_line = many and options.format == "json"
        pieces.append(summary.model_dump_json() if one_line else rendered(summary, document, options))
    if pieces:
        write(("\n" if options.format == "json" else "\n\n").join(pieces), options.output)
    return code


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings that the arguments and the environment name. Raises `UsageError` for a wrong one."""
    from ..settings import resolve_settings

    named = {
        "model": options.model or os.environ.get("SUMMARIZER_MODEL") or None,
        "base_url": options.base_url or os.environ.get("OPENAI_BASE_URL") or None,
        "mode": options.mode,
        "verify": options.verify,
        "timeout": options.timeout,
        "language": options.language,
        "groups": options.groups,
        "points": options.points,
        "on_unsupported": options.on_unsupported,
        "spacy_pipeline": options.spacy,
        "shape": _shape(options.shape),
        "cache": not (options.no_cache or os.environ.get("SUMMARIZER_NO_CACHE")),
    }
    if options.base_url and not named["model"]:
        raise UsageError("--base-url needs a model", "name it with -m")
    return resolve_settings(None, {name: value for name, value in named.items() if value is not None})  # type: ignore[arg-type]  # names are those of Settings


def _shape(spec: str | None) -> dict[str, Any] | None:
    """The JSON Schema of a shape, so that settings hold what the file said when it was read."""
    if spec is None:
        return None
    from ..shapes import compile_shape

    return dict(compile_shape(spec).schema)


def _one(file: str, settings: Settings) -> tuple[Document, Summary]:
    from .. import api
    from ..longdoc import missing_sections

    document = load_document(file, settings)
    with spinner(f"{settings.model} reads {file}", settings.model is not None):
        summary = api.summarize(document, settings)
    for line in missing_sections(summary):
        say(f"{file}: {line}")
    if settings.language not in ("auto", summary.language):
        say(f"{file}: the offline engine does not translate: the summary is in the document's language")
    return document, summary
