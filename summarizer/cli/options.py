"""Options that several commands share, and the settings and limits that they stand for."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from ..errors import SettingError, UsageError
from ..models import DocumentKind, KindChoice
from ..settings import resolve_settings

if TYPE_CHECKING:
    from ..batch.accounting import Limits
    from ..settings import Settings

# Options that are not called like their setting.
_OPTIONS = {"spacy_pipeline": "--spacy"}
FORMATS = ("text", "line", "markdown", "json", "html", "docx")


def add_output_arguments(parser: argparse.ArgumentParser) -> None:
    """`--format`, `--labels` and `--output`."""
    add = parser.add_argument_group("the output").add_argument
    add_format_arguments(add, FORMATS)
    add("--labels", choices=("en", "zh"), help="language of the labels; default: the summary's")


def add_format_arguments(add: Callable[..., object], formats: Sequence[str]) -> None:
    """`--format` and `--output`, added by the method `add_argument` of a parser or a group."""
    add("-f", "--format", choices=formats, help="default: by the suffix of PATH, else text")
    add(
        "-o",
        "--output",
        type=_output_path,
        metavar="PATH",
        help="write to this file; -: standard output, as by default",
    )


def _output_path(name: str) -> Path | None:
    return None if name == "-" else Path(name)


def add_inputs_argument(parser: argparse.ArgumentParser) -> None:
    """The articles of commands that read many."""
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="files, folders, patterns, addresses; .jsonl with `id`, `text` or `url` and, if known, `title`, `source`, "
        '`published_at`; "-", or none, reads such lines from standard input',
    )


def add_nth_argument(parser: argparse.ArgumentParser) -> None:
    """Which of several summaries in a file is meant."""
    parser.add_argument("--nth", type=positive_int, metavar="N", help="the N-th of several summaries in SUMMARY")


def add_address_arguments(parser: argparse.ArgumentParser) -> None:
    """What may be read from the web."""
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="addresses (https://…) may lead into private networks, this machine included",
    )


def add_summary_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say what writes, and what the summary is like."""
    add = parser.add_argument_group("the model").add_argument
    add(
        "-m",
        "--model",
        metavar="PROVIDER/MODEL",
        help="the model; default $SUMMARIZER_MODEL, else the offline engine",
    )
    _add_server_arguments(add)
    add = parser.add_argument_group("the summary").add_argument
    add("-l", "--language", choices=("auto", "en", "zh"), default="auto", help="default: the document's")
    add("--groups", type=limited_int, metavar="N", help="at most N groups, 1 to 12; default: what the article asks for")
    add(
        "--points",
        type=limited_int,
        metavar="N",
        help="at most N in a group, 1 to 12; default: what the article asks for",
    )
    add("--length", choices=("short", "normal", "long"), default="normal", help="how much of the article is told")
    add("--focus", metavar="WORDS", help="what matters above all, in your own words; needs a model")
    add("--audience", metavar="WORDS", help="whom the summary is for, in your own words; needs a model")
    add(
        "--renminbi",
        choices=("yuan", "RMB", "CNY"),
        default="yuan",
        help="how amounts are written in English: 380 billion yuan (default), RMB 380 billion or CNY 380 billion",
    )
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
    add_address_arguments(parser)
    add_kind_argument(add)
    add("--spacy", metavar="PIPELINE", help="use the sentences of this installed spaCy pipeline")


def add_kind_argument(add: Callable[..., object]) -> None:
    """`--kind`, added by the method `add_argument` of a parser or a group."""
    add(
        "--kind",
        choices=get_args(KindChoice),
        default="auto",
        metavar="KIND",
        help="what kind of article it is: " + ", ".join(get_args(DocumentKind)) + "; default: detected",
    )


def add_judge_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say who judges the statements of a summary that is already written."""
    add = parser.add_argument_group("the judge").add_argument
    add(
        "-m",
        "--model",
        metavar="PROVIDER/MODEL",
        help="a model that judges each statement; default $SUMMARIZER_MODEL, else the rules alone",
    )
    _add_server_arguments(add)


def _add_server_arguments(add: Callable[..., object]) -> None:
    """The arguments that say who judges, and how a model is reached."""
    add("--base-url", metavar="URL", help="any OpenAI-compatible server; default $OPENAI_BASE_URL")
    add(
        "--mode",
        choices=("auto", "json_schema", "tools", "json"),
        default="auto",
        help="how to get JSON from the server",
    )
    add(
        "--verify",
        nargs="?",
        const="auto",
        metavar="JUDGE",
        help="who judges the statements: PROVIDER/MODEL, nli/NAME or nli/FOLDER (a local entailment model), "
        "or off (the rules alone); default: the model",
    )
    add("--glossary", type=Path, metavar="CSV", help="how names are written: rows of `source form,written form`")
    add("--gloss", action="store_true", help="have the judge translate the cited words into the summary's language")
    add("--timeout", type=positive_float, metavar="SECONDS", help="for one request (default 120)")
    add("--no-cache", action="store_true", help="neither read nor write the cache of model answers")


def judge_settings_from(options: argparse.Namespace) -> Settings:
    """The settings of a check. Raises `UsageError` for a wrong one, and if a judge is asked for and none is named."""
    return _resolve(_server_settings(options))


def settings_from(options: argparse.Namespace) -> Settings:
    """The settings that the arguments and the environment name. Raises `UsageError` for a wrong one."""
    named = _server_settings(options) | {
        "language": options.language,
        "groups": options.groups,
        "points": options.points,
        "length": options.length,
        "focus": options.focus,
        "audience": options.audience,
        "renminbi": options.renminbi,
        "on_unsupported": options.on_unsupported,
        "spacy_pipeline": options.spacy,
        "allow_private": options.allow_private or None,
        "kind": options.kind,
        "shape": _shape(options.shape),
        "document_timeout": getattr(options, "document_timeout", None),
    }
    return _resolve(named)


def _server_settings(options: argparse.Namespace) -> dict[str, Any]:
    return {
        "model": options.model or os.environ.get("SUMMARIZER_MODEL") or None,
        "base_url": options.base_url or os.environ.get("OPENAI_BASE_URL") or None,
        "mode": options.mode,
        "verify": options.verify,
        "glossary": options.glossary,
        "gloss": options.gloss or None,
        "timeout": options.timeout,
        "cache": not (options.no_cache or os.environ.get("SUMMARIZER_NO_CACHE")),
    }


def _resolve(named: dict[str, Any]) -> Settings:
    """The settings with these fields, without those that are None."""
    try:
        settings = resolve_settings(None, {name: value for name, value in named.items() if value is not None})  # type: ignore[arg-type]  # names are those of Settings
    except SettingError as error:
        raise name_option(error) from None
    if named["base_url"] != os.environ.get("OPENAI_BASE_URL") and settings.offline:
        raise UsageError("--base-url needs a model", "name it with -m")
    if settings.verify == "auto" and settings.judge is None:
        raise UsageError("--verify: no model is named that could judge", "name it: --verify PROVIDER/MODEL")
    return settings


def name_option(error: SettingError) -> UsageError:
    """The error with the option in place of the setting."""
    option = _OPTIONS.get(error.setting, f"--{error.setting.replace('_', '-')}")
    return UsageError(f"{option}: {error.problem}", error.hint)


def _shape(spec: str | None) -> dict[str, Any] | None:
    """The JSON Schema of a shape, so that settings hold what the file said when it was read."""
    if spec is None:
        return None
    from ..shapes import compile_shape

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
    add_document_timeout_argument(add)
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


def add_document_timeout_argument(add: Callable[..., object]) -> None:
    """`--document-timeout`, added by the method `add_argument` of a parser or a group."""
    add(
        "--document-timeout",
        type=positive_float,
        metavar="SECONDS",
        help="stop working on a document after this time, waiting for servers aside (default 600)",
    )


def limits_from(options: argparse.Namespace) -> Limits:
    """The limits that the arguments name."""
    from ..batch.accounting import Limits

    return Limits(
        concurrency=options.concurrency,
        requests_per_minute=options.requests_per_minute,
        tokens_per_minute=options.tokens_per_minute,
        max_cost=options.max_cost,
        patience=options.patience,
    )


def positive_int(text: str) -> int:
    """A number of an option: 1 or more."""
    if not text.strip().isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not allowed; give a whole number from 1 up")
    return int(text)


def limited_int(text: str) -> int:
    """A number of an option whose setting says what it may be."""
    with suppress(ValueError):
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not allowed; give a whole number from 1 to 12")


def positive_float(text: str) -> float:
    """A number of an option: more than 0."""
    with suppress(ValueError):
        if 0 < float(text) < float("inf"):
            return float(text)
    raise argparse.ArgumentTypeError(f"{text} is not allowed; give a number above 0")
