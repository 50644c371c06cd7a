"""The state of an installation: `summarizer doctor` and `summarizer cache info|clear`.

The first shows what is installed, what is set, and what the model's server can do, tried and measured; the second
shows or empties the cache of model answers.

Keys are reported by the names of their environment variables only.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import re
import sys
import textwrap
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from importlib import metadata
from typing import Any

from .._version import DISTRIBUTION, __version__
from ..api import summarize
from ..errors import SummarizerError, UsageError, install_command
from ..llm.answer_cache import AnswerStore
from ..llm.client import ModelClient, Question, UsageMeter
from ..llm.prompts import Prompt
from ..llm.providers import MODES, PROVIDERS, Endpoint, resolve_endpoint
from ..llm.writer import build_summary_question
from ..models import Document
from ..render.sanitize import escape_terminal_controls
from ..settings import Settings, redact_url
from ..streaming import astream
from .console import terminal_width
from .input_output import write_output
from .options import add_summary_arguments, settings_from

_DEVELOPMENT_EXTRAS = {"test", "cluster-test", "dev", "bench", "docs", "fuzz", "audit"}
_SAMPLE = "Sales rose 12% to 3 billion yuan in 2024.\n\nProfit fell as steel cost more. Two plants will close in 2025."
# Columns of the names before the values.
_NAME_WIDTH = 15
# Tokens of an answer; the sample needs a tenth of them.
_MAX_OUTPUT_TOKENS = 1024


def add_doctor_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer doctor`."""
    add_summary_arguments(parser)
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text")


def run_doctor(options: argparse.Namespace) -> int:
    """Print the findings. Returns 3 if a model is named and answers in no mode."""
    settings = settings_from(options).model_copy(update={"cache": False})
    found: dict[str, Any] = {
        "versions": _package_versions(),
        "extras": _installed_extras(),
        "spacy_pipelines": _spacy_pipelines(),
        "cache": _cache_state(),
        "environment": _environment(),
        "offline_engine": _time_offline_engine(),
    }
    if settings.model is not None:
        found["model"] = asyncio.run(_probe_model(settings))
    if options.format == "json":
        write_output(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        write_output(escape_terminal_controls("\n".join(_report_lines(found))))
    modes = found.get("model", {}).get("modes", {"": {"answers": True}})
    return 0 if any(mode["answers"] for mode in modes.values()) else 3


def _package_versions() -> dict[str, str]:
    own = {"summarizer": __version__, "python": platform.python_version(), "system": platform.platform(terse=True)}
    return own | {name: _installed_version(name) or "missing" for name in _required_packages()[""]}


def _required_packages() -> defaultdict[str, list[str]]:
    """Names of required packages by extra; under the empty name those that are always required."""
    packages: defaultdict[str, list[str]] = defaultdict(list)
    for line in metadata.requires(DISTRIBUTION) or ():
        name = re.match(r"[\w.-]+", line)
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", line)
        if name and name[0] != DISTRIBUTION:
            packages[extra[1] if extra else ""].append(name[0])
    return packages


def _installed_extras() -> dict[str, dict[str, str | None]]:
    return {
        extra: {name: _installed_version(name) for name in names}
        for extra, names in sorted(_required_packages().items())
        if extra and extra not in _DEVELOPMENT_EXTRAS
    }


def _installed_version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _spacy_pipelines() -> list[str]:
    return sorted(point.name for point in metadata.entry_points(group="spacy_models"))


def _cache_state() -> dict[str, Any]:
    with AnswerStore() as cache:
        info = cache.info()
        return {"path": str(info.path), "answers": info.answers, "bytes": info.size, "fault": cache.fault}


def _environment() -> dict[str, bool | str]:
    """The keys by name, with whether they are set; other variables with their values."""
    keys: dict[str, bool | str] = {p.key: bool(os.environ.get(p.key)) for p in PROVIDERS.values() if p.key}
    names = ("SUMMARIZER_MODEL", "SUMMARIZER_CACHE_DIR")
    named = {name: os.environ[name] for name in names if name in os.environ}
    if "OPENAI_BASE_URL" in os.environ:
        named["OPENAI_BASE_URL"] = redact_url(os.environ["OPENAI_BASE_URL"])
    return keys | named


def _time_offline_engine() -> dict[str, Any]:
    summarize(_SAMPLE)
    started = time.perf_counter()
    summary = summarize(_SAMPLE)
    return {"statements": len(summary.statements()), "seconds": round(time.perf_counter() - started, 4)}


async def _probe_model(settings: Settings) -> dict[str, Any]:
    from ..llm import instructor_adapter, openai_adapter  # noqa: F401  # loaded before anything is timed

    try:
        endpoint = resolve_endpoint(settings.model or "", settings)
    except UsageError as error:
        return {"name": settings.model, "error": str(error), "modes": {"any": {"answers": False, "error": str(error)}}}
    auto = settings.model_copy(update={"mode": "auto", "attempts": 1, "max_output_tokens": _MAX_OUTPUT_TOKENS})
    modes = {mode: await _probe_mode(auto, replace(endpoint, modes=(mode,))) for mode in MODES}
    return {
        "name": settings.model,
        "url": redact_url(endpoint.url),
        "modes": modes,
        "streaming": await _probe_streaming(settings.model_copy(update={"verify": None})),
    }


async def _probe_mode(settings: Settings, endpoint: Endpoint) -> dict[str, Any]:
    """Ask for an answer in one mode: whether it can be used, and whether the server enforces the schema."""
    question, meter, started = (
        build_summary_question(Document.from_text(_SAMPLE), settings),
        UsageMeter(),
        time.perf_counter(),
    )
    async with ModelClient(settings, endpoint=endpoint) as client:
        try:
            await client.ask(question, meter)
        except SummarizerError as error:
            return {"answers": False, "error": str(error)}
        found = {"answers": True, "seconds": round(time.perf_counter() - started, 3), "tokens": meter.total_tokens}
        if endpoint.modes[0] in ("json_schema", "tools"):
            found["enforced"] = await _enforces_schema(client, question)
        return found


async def _enforces_schema(client: Any, question: Question[Any]) -> bool:
    """Whether the answer follows the schema although the prompt tells the model not to."""

    adversarial_prompt = Prompt(
        "You say hello.", "Reply with the single word hello, without JSON, braces or quotation marks.", ""
    )
    try:
        await client.ask(replace(question, prompt=adversarial_prompt), UsageMeter())
    except SummarizerError:
        return False
    return True


async def _probe_streaming(settings: Settings) -> dict[str, Any]:
    started, first = time.perf_counter(), None
    try:
        async for _ in astream(_SAMPLE, settings):
            first = first or time.perf_counter() - started
    except SummarizerError as error:
        return {"answers": False, "error": str(error)}
    return {"answers": True, "first_statement_seconds": round(first or 0.0, 3)}


def _report_lines(found: dict[str, Any]) -> list[str]:
    versions, cache, offline = dict(found["versions"]), found["cache"], found["offline_engine"]
    own = [f"{name} {versions.pop(name)}" for name in ("summarizer", "python", "system")]
    environment = found["environment"]
    rows = [
        ("", ", ".join(own)),
        ("packages", ", ".join(f"{name} {version}" for name, version in versions.items())),
        *_extra_rows(found["extras"]),
        ("spaCy", ", ".join(found["spacy_pipelines"]) or "no pipelines installed, blank ones work"),
        ("cache", f"{cache['path']}, {cache['answers']:,} answers, {cache['bytes'] / 1e6:.1f} MB"),
        ("", cache["fault"] or ""),
        ("keys", ", ".join(name for name, value in environment.items() if value is True) or "none"),
        ("no keys", ", ".join(name for name, value in environment.items() if value is False)),
        ("set", ", ".join(f"{name}={value}" for name, value in environment.items() if isinstance(value, str))),
        ("offline", f"{offline['statements']} statements in {offline['seconds'] * 1000:.1f} ms"),
        *(_model_rows(found["model"]) if "model" in found else ()),
    ]
    return [line for name, text in rows if text for line in _wrap_row(name, text)]


def _wrap_row(name: str, text: str) -> list[str]:
    """A name and its value as lines, wrapped and indented behind the name if a terminal shows them."""
    indent = " " * _NAME_WIDTH if name else ""
    if not sys.stdout.isatty():
        return [f"{name:{len(indent)}}{text}"]
    return textwrap.wrap(
        text, terminal_width(), initial_indent=f"{name:{len(indent)}}", subsequent_indent=indent, break_on_hyphens=False
    )


def _extra_rows(extras: dict[str, dict[str, str | None]]) -> Iterator[tuple[str, str]]:
    """Installed extras in one row, missing ones in another."""
    installed = {extra: packages for extra, packages in extras.items() if None not in packages.values()}
    absent = [extra for extra in extras if extra not in installed]
    yield (
        "extras",
        ", ".join(
            f"{extra} ({', '.join(f'{name} {version}' for name, version in packages.items())})"
            for extra, packages in installed.items()
        )
        or "none",
    )
    yield "no extras", ", ".join(absent) + f": {install_command(*absent)}" if absent else ""


def _model_rows(model: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "error" in model:
        yield "model", f"{model['name']}: {model['error']}"
        return
    yield "model", f"{model['name']} at {model['url']}"
    tried = {**model["modes"], "streaming": model["streaming"]}
    errors = {mode.get("error") for mode in tried.values()}
    if len(errors) == 1 and None not in errors:  # a wrong key, a server that is not there
        yield "nothing works", str(errors.pop())
        return
    for name, mode in tried.items():
        yield f"  {name}", _mode_outcome(mode)


def _mode_outcome(mode: dict[str, Any]) -> str:
    if not mode["answers"]:
        return f"no: {mode['error']}"
    if "first_statement_seconds" in mode:
        return f"yes: first statement after {mode['first_statement_seconds']:.2f} s"
    enforced = {True: ", schema enforced", False: ", schema not enforced", None: ""}[mode.get("enforced")]
    return f"yes: {mode['seconds']:.2f} s, {mode['tokens']} tokens{enforced}"


def add_cache_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer cache`."""
    parser.add_argument(
        "what", metavar="info|clear", choices=("info", "clear"), help="show location and size, or delete all entries"
    )


def run_cache(options: argparse.Namespace) -> int:
    """Print what the cache holds, or empty it."""
    with AnswerStore() as cache:
        if options.what == "clear":
            count = cache.clear()
            write_output(f"{count:,} answer{'' if count == 1 else 's'} forgotten")
        else:
            info = cache.info()
            write_output(
                f"{info.path}\n{info.answers:,} answer{'' if info.answers == 1 else 's'}, {info.size / 1e6:.1f} MB"
            )
    return 0
