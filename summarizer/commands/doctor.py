"""`summarizer doctor`: what is installed, what is set, and what the model's server can do, tried and measured.

Keys are told by the names of their variables alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import re
import time
from collections import defaultdict
from dataclasses import replace
from importlib import import_module, metadata
from typing import TYPE_CHECKING, Any

from .._version import __version__
from ..errors import SummarizerError, UsageError
from ..settings import shown
from .console import write
from .summarize import add_writing_arguments, settings_of

if TYPE_CHECKING:
    from ..settings import Settings
    from ..write.client import Question
    from ..write.providers import Endpoint

_NOT_FOR_USERS = {"test", "dev", "bench", "docs"}
_SAMPLE = "Sales rose 12% to 3 billion yuan in 2024.\n\nProfit fell by a tenth, it said. It will close two plants."
_MOST_TOKENS = 1024   # of an answer; the sample needs a tenth


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer doctor`."""
    add_writing_arguments(parser)
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text")


def run(options: argparse.Namespace) -> int:
    """Print what was found. Returns 3 when a model is named and answers in no way."""
    settings = settings_of(options).model_copy(update={"cache": False})
    found: dict[str, Any] = {
        "versions": _versions(), "extras": _extras(), "spacy_pipelines": _pipelines(), "cache": _cache(),
        "environment": _environment(), "offline_engine": _offline(),
    }
    if settings.model is not None:
        found["model"] = asyncio.run(_model(settings))
    write(json.dumps(found, ensure_ascii=False, indent=2) if options.format == "json" else "\n".join(_lines(found)))
    modes = found.get("model", {}).get("modes", {"": {"answers": True}})
    return 0 if any(mode["answers"] for mode in modes.values()) else 3


def _versions() -> dict[str, str]:
    own = {"summarizer": __version__, "python": platform.python_version(), "system": platform.platform(terse=True)}
    return own | {name: _version(name) or "missing" for name in _required()[""]}


def _required() -> defaultdict[str, list[str]]:
    """The packages we are installed with, by extra; under the empty name those we always need."""
    packages: defaultdict[str, list[str]] = defaultdict(list)
    for line in metadata.requires("summarizer") or ():
        name = re.match(r"[\w.-]+", line)
        extra = re.search(r"extra == ['\"]([\w-]+)['\"]", line)
        if name and name[0] != "summarizer":
            packages[extra[1] if extra else ""].append(name[0])
    return packages


def _extras() -> dict[str, dict[str, str | None]]:
    return {
        extra: {name: _version(name) for name in names}
        for extra, names in sorted(_required().items()) if extra and extra not in _NOT_FOR_USERS
    }


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _pipelines() -> list[str]:
    return sorted(point.name for point in metadata.entry_points(group="spacy_models"))


def _cache() -> dict[str, Any]:
    from ..cache import Cache

    with Cache() as cache:
        info = cache.info()
        return {"path": str(info.path), "answers": info.answers, "bytes": info.size, "fault": cache.fault}


def _environment() -> dict[str, bool | str]:
    """Keys by name and whether they are set; what is no secret as it is."""
    from ..write.providers import PROVIDERS

    keys: dict[str, bool | str] = {p.key: bool(os.environ.get(p.key)) for p in PROVIDERS.values() if p.key}
    names = ("SUMMARIZER_MODEL", "SUMMARIZER_CACHE_DIR")
    named = {name: os.environ[name] for name in names if name in os.environ}
    if "OPENAI_BASE_URL" in os.environ:
        named["OPENAI_BASE_URL"] = shown(os.environ["OPENAI_BASE_URL"])
    return keys | named


def _offline() -> dict[str, Any]:
    from ..api import summarize

    summarize(_SAMPLE)
    started = time.perf_counter()
    summary = summarize(_SAMPLE)
    return {"statements": len(summary.statements()), "seconds": round(time.perf_counter() - started, 4)}


async def _model(settings: Settings) -> dict[str, Any]:
    for name in ("openai.types.chat", "instructor.core"):   # loaded before anything is timed
        import_module(name)
    from ..write.modes import LADDER
    from ..write.providers import endpoint_of

    try:
        endpoint = endpoint_of(settings.model or "", settings)
    except UsageError as error:
        return {"name": settings.model, "error": str(error), "modes": {"any": {"answers": False, "error": str(error)}}}
    auto = settings.model_copy(update={"mode": "auto", "attempts": 1, "max_output_tokens": _MOST_TOKENS})
    modes = {mode: await _mode(auto, replace(endpoint, modes=(mode,))) for mode in LADDER}
    return {
        "name": settings.model, "url": shown(endpoint.url), "modes": modes,
        "streaming": await _streaming(settings.model_copy(update={"verify": None})),
    }


async def _mode(settings: Settings, endpoint: Endpoint) -> dict[str, Any]:
    """Whether a mode brings an answer that can be used, and whether the server enforces the schema."""
    from ..models import Document
    from ..write.client import Meter, ModelClient
    from ..write.llm import summary_question

    question, meter, started = summary_question(Document.from_text(_SAMPLE), settings), Meter(), time.perf_counter()
    async with ModelClient(settings, endpoint=endpoint) as client:
        try:
            await client.ask(question, meter)
        except SummarizerError as error:
            return {"answers": False, "error": str(error)}
        found = {"answers": True, "seconds": round(time.perf_counter() - started, 3), "tokens": meter.total}
        if endpoint.modes[0] in ("json_schema", "tools"):
            found["enforced"] = await _enforced(client, question)
        return found


async def _enforced(client: Any, question: Question[Any]) -> bool:
    """Whether the answer keeps to the schema although it is told not to."""
    from ..write.client import Meter
    from ..write.prompts import Prompt

    lure = Prompt("You say hello.", "Reply with the single word hello, without JSON, braces or quotation marks.", "")
    try:
        await client.ask(replace(question, prompt=lure), Meter())
    except SummarizerError:
        return False
    return True


async def _streaming(settings: Settings) -> dict[str, Any]:
    from ..streaming import astream

    started, first = time.perf_counter(), None
    try:
        async for _ in astream(_SAMPLE, settings):
            first = first or time.perf_counter() - started
    except SummarizerError as error:
        return {"answers": False, "error": str(error)}
    return {"answers": True, "first_statement_seconds": round(first or 0.0, 3)}


def _lines(found: dict[str, Any]) -> list[str]:
    versions, cache, offline = found["versions"], found["cache"], found["offline_engine"]
    lines = [", ".join(f"{name} {version}" for name, version in versions.items())]
    for extra, packages in found["extras"].items():
        absent = [name for name, version in packages.items() if version is None]
        have = ", ".join(f"{name} {version}" for name, version in packages.items())
        lines.append(f"extra {extra}: " + (f"not installed, pip install 'summarizer[{extra}]'" if absent else have))
    lines.append("spaCy pipelines: " + (", ".join(found["spacy_pipelines"]) or "none installed, blank ones work"))
    lines.append(f"cache: {cache['path']}, {cache['answers']:,} answers, {cache['bytes'] / 1e6:.1f} MB")
    lines += [f"cache: {cache['fault']}"] if cache["fault"] else []
    lines += [f"{name}: {value if isinstance(value, str) else 'set' if value else 'not set'}"
              for name, value in found["environment"].items()]
    lines.append(f"offline engine: {offline['statements']} statements in {offline['seconds'] * 1000:.1f} ms")
    return lines + _model_lines(found["model"]) if "model" in found else lines


def _model_lines(model: dict[str, Any]) -> list[str]:
    if "error" in model:
        return [f"model {model['name']}: {model['error']}"]
    lines = [f"model {model['name']} at {model['url']}"]
    for name, mode in model["modes"].items():
        if not mode["answers"]:
            lines.append(f"  {name:12} no: {mode['error']}")
            continue
        enforced = {True: ", schema enforced", False: ", schema not enforced", None: ""}[mode.get("enforced")]
        lines.append(f"  {name:12} yes: {mode['seconds']:.2f} s, {mode['tokens']} tokens{enforced}")
    stream = model["streaming"]
    if not stream["answers"]:
        return [*lines, f"  {'streaming':12} no: {stream['error']}"]
    return [*lines, f"  {'streaming':12} yes: first statement after {stream['first_statement_seconds']:.2f} s"]
