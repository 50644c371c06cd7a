"""Seen from outside: log records, and spans of the tracing that the program has set up.

The logger is `summarizer`, silent until the program gives it a handler: INFO tells of every summary and every failed
attempt, WARNING of what is worth mending (a cache that cannot be used). Spans are those of OpenTelemetry:
`summarizer.summarize` around a document and in it a `summarizer.attempt` for every request to a model. They cost
nothing where OpenTelemetry is not loaded. Spans hold names and numbers alone; records, of a failed attempt, also what
the server said of it. Neither holds a key.
"""

from __future__ import annotations

import logging
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ._version import __version__
from .models import Summary

logger = logging.getLogger("summarizer")

# Where the conventions of OpenTelemetry for generative models have a name, it is theirs.
_NAMES = {
    "model": "gen_ai.request.model", "provider": "gen_ai.provider.name", "input_tokens": "gen_ai.usage.input_tokens",
    "output_tokens": "gen_ai.usage.output_tokens",
}


@contextmanager
def span(name: str, **attributes: str | int | float | None) -> Iterator[None]:
    """A span with these attributes, marked as failed when an error leaves it. Nothing without OpenTelemetry."""
    trace: Any = sys.modules.get("opentelemetry.trace")
    if trace is None:
        yield
        return
    tracer = trace.get_tracer("summarizer", __version__)
    with tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False) as current:
        note(**attributes)
        try:
            yield
        except BaseException as error:
            current.set_attribute("error.type", type(error).__name__)
            current.set_status(trace.Status(trace.StatusCode.ERROR))
            raise


def note(**attributes: str | int | float | None) -> None:
    """Set attributes of the current span, if there is one; None is left out."""
    trace: Any = sys.modules.get("opentelemetry.trace")
    if trace is not None:
        known = {_NAMES.get(key, f"summarizer.{key}"): value for key, value in attributes.items() if value is not None}
        trace.get_current_span().set_attributes(known)


def summarized(summary: Summary) -> None:
    """Tell of a finished summary: engine, attempts, tokens, verdicts."""
    run = summary.run
    verdicts = Counter(statement.support.status for _, statement in summary.statements())
    note(
        engine=run.engine, model=run.model, attempts=run.attempts, repairs=len(run.repairs), cost_usd=run.cost_usd,
        input_tokens=run.tokens.input, output_tokens=run.tokens.output, document=summary.document.id,
        blocks=summary.document.blocks, language=summary.language,
        supported=verdicts["supported"], partial=verdicts["partial"], unsupported=verdicts["unsupported"],
        unchecked=verdicts["unchecked"],
    )
    logger.info(
        "summarised %s: engine %s, model %s, %d attempts, %d + %d tokens, %s",
        summary.document.id, run.engine, run.model, run.attempts, run.tokens.input, run.tokens.output,
        ", ".join(f"{count} {status}" for status, count in verdicts.items()) or "no statements",
    )
