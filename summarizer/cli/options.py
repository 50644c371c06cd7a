"""Options that several commands share, and the settings and limits that they stand for."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..batch.accounting import Limits
from ..errors import UsageError
from ..settings import resolve_settings
from ..shapes import compile_shape

if TYPE_CHECKING:
    from ..batch.accounting import Limits
    from ..settings import Settings

FORMATS = ("text", "line", "markdown", "json", "html")


def add_output_arguments(parser: argparse.ArgumentParser) -> None:
    """`--format`, `--labels` and `--output`."""
    add = parser.add_argument_group("the output").add_argument
    add("-f", "--format", choices=FORMATS, default="text")
    add("--labels", choices=("en", "zh"), help="language of the labels; default: the summary's")
    add("-o", "--output", type=Path, metavar="PATH", help="write to this file instead of standard output")


def add_summary_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what writes, and what the summary is like."""
    add = parser.add_argument_group("the model").add_argument
    add(
        "-m",
        "--model",
        metavar="PROVIDER/MODEL",
        help="the model; default $SUMMARIZER_MODEL, else the offline engine",
    )
    add("--base-url", metavar="URL", help="any OpenAI-compatible server; default $OPENAI_BASE_URL")
    add(
        "--mode",
        choices=("auto", "json_schema", "tools", "json"),
        default="auto",
        help="how to get JSON from the server",
    )
    add("--verify", metavar="PROVIDER/MODEL", help="ask this model for a second opinion on every statement")
    add("--timeout", type=float, metavar="SECONDS", help="for one request (default 120)")
    add("--no-cache", action="store_true", help="neither read nor write the cache of model answers")
    add = parser.add_argument_group("the summary").add_argument
    add("-l", "--language", choices=("auto", "en", "zh"), default="auto", help="default: the document's")
    add("--groups", type=int, metavar="N", help="at most N groups (default 5)")
    add("--points", type=int, metavar="N", help="at most N points per group (default 4)")
    add(
        "--on-unsupported",
        choices=("flag", "drop", "fail"),
        default="flag",
        help="what to do with statements that the source does not support",
    )
    add(
        "--shape",
        metavar="SHAPE",
        help="what to fill in place of core viewpoint and groups: news, research_report, "
        "earnings_call, meeting_minutes, or the path of a JSON Schema",
    )
    add("--spacy", metavar="PIPELINE", help="use the sentences of this installed spaCy pipeline")


def settings_from(options: argparse.Namespace) -> Settings:
    """The settings that the arguments and the environment name. Raises `UsageError` for a wrong one."""
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

    return dict(compile_shape(spec).schema)


def add_limit_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that limit the requests to a model's server."""
    add = parser.add_argument_group("limits").add_argument
    add(
        "--concurrency",
        type=positive_int,
        default=8,
        metavar="N",
        help="maximum number of concurrent requests (default 8)",
    )
    add("--requests-per-minute", type=positive_int, metavar="N")
    add("--tokens-per-minute", type=positive_int, metavar="N", help="input and output together")
    add("--max-cost", type=positive_float, metavar="USD", help="stop before spending more than this")
    add(
        "--patience",
        type=positive_float,
        default=300.0,
        metavar="SECONDS",
        help="stop when the server has been down or busy for this long (default 300)",
    )
    add(
        "--provider-batch",
        action="store_true",
        help="use the provider's batch API (/v1/batches): half the price, results within a day",
    )
    add(
        "--poll",
        type=positive_float,
        default=30.0,
        metavar="SECONDS",
        help="interval before the first poll of such a batch; later intervals grow (default 30)",
    )


def limits_from(options: argparse.Namespace) -> Limits:
    """The limits that the arguments name."""
    return Limits(
        concurrency=options.concurrency,
        requests_per_minute=options.requests_per_minute,
        tokens_per_minute=options.tokens_per_minute,
        max_cost=options.max_cost,
        patience=options.patience,
    )


def positive_int(text: str) -> int:
    """A number of an option: 1 or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: at least 1")
    return number


def positive_float(text: str) -> float:
    """A number of an option: more than 0."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text}: more than 0")
    return number
