"""What a program sees from outside: log records, and spans by OpenTelemetry's own SDK."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

import summarizer
from summarizer.errors import InputError, ModelError

from .scripted import RIGHT, ScriptedServer, Step

TEXT = "Sales rose 12% to 3 billion yuan in 2024.\n\nThe secretive chairman said that profit fell."
ANSWER = json.dumps(
    {
        "core_viewpoint": {"sentences": [1], "text": "Sales rose 12% to 3 billion yuan in 2024"},
        "groups": [{"title": "Profit", "points": [{"sentences": [2], "text": "The secretive chairman said that profit fell"}]}],
    }
)
_EXPORTER = InMemorySpanExporter()


@pytest.fixture(scope="module", autouse=True)
def _tracing() -> None:
    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):  # a process has one for good; an example of the docs may have set it
        provider = TracerProvider()
        trace.set_tracer_provider(provider)
    provider.add_span_processor(SimpleSpanProcessor(_EXPORTER))


@pytest.fixture
def spans() -> Iterator[InMemorySpanExporter]:
    _EXPORTER.clear()
    yield _EXPORTER


def named(exporter: InMemorySpanExporter, name: str) -> list[ReadableSpan]:
    return [span for span in exporter.get_finished_spans() if span.name == name]


def test_a_summary_is_a_span_with_its_counts(spans: InMemorySpanExporter) -> None:
    summary = summarizer.summarize(TEXT)
    [span] = named(spans, "summarizer.summarize")
    seen = dict(span.attributes or {})
    statuses = [s.support.status for _, s in summary.statements()]
    assert seen["summarizer.engine"] == "extractive" and seen["summarizer.document"] == summary.document.id
    assert all(seen[f"summarizer.{status}"] == statuses.count(status) for status in ("supported", "partial", "unsupported", "unchecked"))
    assert span.status.is_ok or span.status.is_unset


def test_attempts_are_spans_inside(spans: InMemorySpanExporter) -> None:
    with ScriptedServer([Step(text="{not json"), RIGHT], ANSWER) as server:
        summary = summarizer.summarize(TEXT, model="m", base_url=server.url, api_key="sk-very-secret", mode="json_schema", repair_tokens=0)
    assert summary.run.attempts == 2
    [whole], attempts = named(spans, "summarizer.summarize"), named(spans, "summarizer.attempt")
    assert [dict(a.attributes or {}).get("error.type") for a in attempts] == ["InvalidAnswerError", None]
    assert all(a.parent and whole.context and a.parent.span_id == whole.context.span_id for a in attempts)
    for span in attempts:
        seen = dict(span.attributes or {})
        assert span.kind is trace.SpanKind.CLIENT and seen["gen_ai.operation.name"] == "chat" and "gen_ai.provider.name" not in seen
        assert f"http://{seen['server.address']}:{seen['server.port']}/v1" == server.url
        assert seen["gen_ai.request.model"] == "m" and seen["summarizer.mode"] == "json_schema" and seen["gen_ai.usage.input_tokens"] == 120
    assert dict(whole.attributes or {})["gen_ai.usage.input_tokens"] == 240
    everything = "".join(span.to_json() for span in spans.get_finished_spans())
    assert "sk-very-secret" not in everything and "chairman" not in everything


def test_a_stream_is_a_span_too(spans: InMemorySpanExporter) -> None:
    list(summarizer.stream(TEXT))
    [span] = named(spans, "summarizer.summarize")
    assert dict(span.attributes or {})["summarizer.supported"] >= 1


def test_the_span_of_the_caller_is_the_parent_whatever_the_thread(spans: InMemorySpanExporter) -> None:
    async def in_a_loop() -> None:  # as in a notebook
        summarizer.summarize(TEXT, model="m", base_url=url)

    with ScriptedServer([RIGHT], ANSWER) as server, trace.get_tracer("caller").start_as_current_span("caller") as caller:
        url = server.url
        list(summarizer.stream(TEXT, model="m", base_url=url))
        list(summarizer.summarize_many([TEXT], model="m", base_url=url))
        asyncio.run(in_a_loop())
    whole = named(spans, "summarizer.summarize")
    assert len(whole) == 3 and all(span.parent and span.parent.span_id == caller.get_span_context().span_id for span in whole)


def test_an_error_is_a_failed_span(spans: InMemorySpanExporter) -> None:
    with pytest.raises(InputError):
        summarizer.summarize("---")
    [span] = named(spans, "summarizer.summarize")
    assert not span.status.is_ok and dict(span.attributes or {})["error.type"] == "InputError"


def test_log_records_tell_of_attempts_and_summaries_and_of_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="summarizer"), ScriptedServer([Step(text="{not json"), RIGHT], ANSWER) as server:
        summarizer.summarize(TEXT, model="m", base_url=server.url, api_key="sk-very-secret", repair_tokens=0)
        with pytest.raises(ModelError), ScriptedServer([Step(text="{not json")]) as broken:
            summarizer.summarize(TEXT, model="m", base_url=broken.url, api_key="sk-very-secret")
    told = [record.getMessage() for record in caplog.records if record.name == "summarizer"]
    assert any("m answered in mode json_schema, 120 + " in line for line in told)
    assert not [record for record in caplog.records if record.name.startswith("instructor") and record.levelno >= logging.INFO]
    assert any("attempt failed" in line for line in told) and any("engine llm, model m, 2 attempts" in line for line in told)
    assert "sk-very-secret" not in caplog.text and "chairman" not in caplog.text


def test_silent_and_without_tracing_by_default() -> None:
    code = "import sys, logging, summarizer; logging.getLogger('summarizer').warning('x');summarizer.summarize('Sales rose.'); assert not any(m.startswith('opentelemetry') for m in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_a_run_holds_the_hashes_of_what_it_was_made_of() -> None:
    offline = summarizer.summarize(TEXT)
    assert offline.run.document_hash == offline.document.id and offline.run.prompt_hash is offline.run.schema_hash is None
    with ScriptedServer([RIGHT], ANSWER) as server:

        def run(**choices: object) -> tuple[str | None, ...]:
            made = summarizer.summarize(TEXT, model="m", base_url=server.url, repair_tokens=0, **choices).run  # type: ignore[arg-type]
            return made.document_hash, made.prompt_hash, made.schema_hash

        first = run()
        assert all(value and value.startswith("sha256:") and len(value) == 71 for value in first)
        assert run() == first and run(mode="tools") == first
        fewer = run(points=2)
        assert fewer[0] == first[0] and fewer[1] != first[1] and fewer[2] != first[2]
