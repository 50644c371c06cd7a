"""Log records, and OpenTelemetry spans if the program traces.

The logger is `summarizer`, silent until the program gives it a handler: INFO reports every summary and every failed
attempt, DEBUG every answer, WARNING what should be repaired (a cache that cannot be used). A span
`summarizer.summarize` covers a document, and in it a `summarizer.attempt` each request to a model; they cost nothing
where OpenTelemetry is not loaded. Spans hold names and numbers only; log records of failed attempts also the server's
message. Neither ever holds a key.
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

# Attributes named by OpenTelemetry's semantic conventions for generative AI; all others are `summarizer.…`.
# https://opentelemetry.io/docs/specs/semconv/gen-ai/
_ATTRIBUTE_NAMES = {
    "model": "gen_ai.request.model",
    "provider": "gen_ai.provider.name",
    "input_tokens": "gen_ai.usage.input_tokens",
    "output_tokens": "gen_ai.usage.output_tokens",
    "operation": "gen_ai.operation.name",
    "address": "server.address",
    "port": "server.port",
}
_PROVIDER_NAMES = {"mistral": "mistral_ai", "xai": "x_ai", "gemini": "gcp.gemini"}  # named likewise


@contextmanager
def start_span(name: str, kind: str = "INTERNAL", **attributes: str | int | float | None) -> Iterator[None]:
    """A context manager: a span with these attributes, marked as failed if an error leaves it."""
    trace: Any = sys.modules.get("opentelemetry.trace")
    if trace is None:
        yield
        return
    tracer = trace.get_tracer("summarizer", __version__)
    with tracer.start_as_current_span(
        name, kind=trace.SpanKind[kind], record_exception=False, set_status_on_exception=False
    ) as current:
        set_span_attributes(**attributes)
        try:
            yield
        except BaseException as error:
            current.set_attribute("error.type", type(error).__name__)
            current.set_status(trace.Status(trace.StatusCode.ERROR))
            raise


def start_attempt_span(model: str, provider: str, url: str, mode: str) -> AbstractContextManager[None]:
    """The span of a request to a model; `provider` is empty if only the address is known."""
    parts = urlsplit(url)  # valid: it was parsed when the endpoint was made
    return start_span(
        "summarizer.attempt",
        "CLIENT",
        operation="chat",
        model=model,
        mode=mode,
        provider=_PROVIDER_NAMES.get(provider, provider) or None,
        address=parts.hostname,
        port=parts.port,
    )


def set_span_attributes(**attributes: str | int | float | None) -> None:
    """Set attributes of the current span, if there is one. None values are left out."""
    trace: Any = sys.modules.get("opentelemetry.trace")
    if trace is not None:
        known = {
            _ATTRIBUTE_NAMES.get(key, f"summarizer.{key}"): value
            for key, value in attributes.items()
            if value is not None
        }
        trace.get_current_span().set_attributes(known)


def _describe_model_use(run: Run) -> str:
    """Model, attempts and tokens in words; empty offline."""
    tokens = f"{run.tokens.input} + {run.tokens.output} tokens"
    return f", model {run.model}, {run.attempts} attempts, {tokens}" if run.model else ""


def report_summary(summary: Summary) -> None:
    """Report a finished summary to the log and the current span: engine, attempts, tokens, verdicts."""
    run = summary.run
    verdicts = Counter(statement.support.status for _, statement in summary.statements())
    set_span_attributes(
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
        summary.document.id or f"{len(summary.sources)} articles",
        run.engine,
        _describe_model_use(run),
        ", ".join(f"{count} {status}" for status, count in verdicts.items()) or "no statements",
    )
