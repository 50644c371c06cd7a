"""Seen from outside: log records, and spans of the tracing that the program has set up.

The logger is `summarizer`, silent until the program gives it a handler: INFO tells of every summary and every failed
attempt, DEBUG of every answer, WARNING of what is worth mending (a cache that cannot be used). Spans are those of
OpenTelemetry: `summarizer.summarize` around a document and in it a `summarizer.attempt` for every request to a model.
They cost nothing where OpenTelemetry is not loaded. Spans hold names and numbers alone; records, of a failed attempt,
also what the server said of it. Neither holds a key.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import urlsplit

from ._version import __version__
from .models import Run, Summary

logger = logging.getLogger("summarizer")

# Where the conventions of OpenTelemetry for generative models have a name, it is theirs.
_NAMES = {
    "model": "gen_ai.request.model",
    "provider": "gen_ai.provider.name",
    "input_tokens": "gen_ai.usage.input_tokens",
    "output_tokens": "gen_ai.usage.output_tokens",
    "operation": "gen_ai.operation.name",
    "address": "server.address",
    "port": "server.port",
}
_PROVIDERS = {"mistral": "mistral_ai", "xai": "x_ai", "gemini": "gcp.gemini"}  # likewise


@contextmanager
def span(name: str, kind: str = "INTERNAL", **attributes: str | int | float | None) -> Iterator[None]:
    """A span with these attributes, marked as failed when an error leaves it. Nothing without OpenTelemetry."""
    trace: Any = sys.modules.get("opentelemetry.trace")
    if trace is None:
        yield
        return
    tracer = trace.get_tracer("summarizer", __version__)
    with tracer.start_as_current_span(
        name, kind=trace.SpanKind[kind], record_exception=False, set_status_on_exception=False
    ) as current:
        note(**attributes)
        try:
            yield
        except BaseException as error:
            current.set_attribute("error.type", type(error).__name__)
            current.set_status(trace.Status(trace.StatusCode.ERROR))
            raise


def attempt(model: str, provider: str, url: str, mode: str) -> AbstractContextManager[None]:
    """The span of a request to a model; `provider` is empty where only the address is known."""
    parts = urlsplit(url)  # an address that was found to be one when the endpoint was made
    return span(
        "summarizer.attempt",
        "CLIENT",
        operation="chat",
        model=model,
        mode=mode,
        provider=_PROVIDERS.get(provider, provider) or None,
        address=parts.hostname,
        port=parts.port,
    )


def note(**attributes: str | int | float | None) -> None:
    """Set attributes of the current span, if there is one; None is left out."""
    trace: Any = sys.modules.get("opentelemetry.trace")
    if trace is not None:
        known = {_NAMES.get(key, f"summarizer.{key}"): value for key, value in attributes.items() if value is not None}
        trace.get_current_span().set_attributes(known)


def _asked(run: Run) -> str:
    """What a model had to do with it; nothing offline."""
    tokens = f"{run.tokens.input} + {run.tokens.output} tokens"
    return f", model {run.model}, {run.attempts} attempts, {tokens}" if run.model else ""


def summarized(summary: Summary) -> None:
    """Tell of a finished summary: engine, attempts, tokens, verdicts."""
    run = summary.run
    verdicts = Counter(statement.support.status for _, statement in summary.statements())
    note(
        engine=run.engine,
        model=run.model,
        attempts=run.attempts,
        repairs=len(run.repairs),
        cost_usd=run.cost_usd,
        input_tokens=run.tokens.input or None,
        output_tokens=run.tokens.output or None,
        document=summary.document.id,
        blocks=summary.document.blocks,
        language=summary.language,
        supported=verdicts["supported"],
        partial=verdicts["partial"],
        unsupported=verdicts["unsupported"],
        unchecked=verdicts["unchecked"],
    )
    logger.info(
        "summarised %s: engine %s%s, %s",
        summary.document.id,
        run.engine,
        _asked(run),
        ", ".join(f"{count} {status}" for status, count in verdicts.items()) or "no statements",
    )
