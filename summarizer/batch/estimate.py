"""What a batch will take, before anything is asked: tokens, money and hours, from a sample of its documents."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from ..errors import InputError, SummarizerError
from ..models import Document, Tokens
from ..settings import Settings
from .budget import Limits
from .inputs import Inputs
from .provider_batch import PRICE
from .task import Work

_MINUTE, _HOUR = 60.0, 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What cannot be known before.

    Attributes:
        documents: how many there will be; None for those of the inputs.
        output: tokens of a summary. Those of the examples have 500 to 900.
        again: share of documents of which a statement is asked once more, with a short request.
        latency: seconds of a request.
    """

    documents: int | None = None
    output: int = 700
    again: float = 0.2
    latency: float = 10.0


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured: documents, and what they take together.

    Attributes:
        seconds: of the offline engine.
    """

    documents: int = 0
    requests: int = 0
    tokens: int = 0
    seconds: float = 0.0


def estimate(inputs: Inputs, settings: Settings, limits: Limits, assumed: Assumptions, most: int) -> Iterator[str]:
    """The estimate, line by line.

    Args:
        most: documents in the sample.

    Raises:
        InputError: none of the sample can be read.
    """
    sample = _sample(inputs, settings, most)
    if not sample.documents:
        raise InputError("none of the documents can be read", "look at one with `summarizer blocks FILE`")
    count = assumed.documents or inputs.count() or sample.documents
    yield f"{count:,} documents, from a sample of {sample.documents:,}"
    times = count / sample.documents
    if settings.model is None:
        yield f"{_duration(sample.seconds * times)} of one worker, offline"
        return
    requests = round(sample.requests * times + assumed.again * count)
    tokens = Tokens(input=round(sample.tokens * times * (1 + assumed.again / 4)), output=requests * assumed.output)
    yield f"{requests:,} requests, {tokens.input:,} tokens in, {tokens.output:,} tokens out"
    yield from _cost(settings.model, tokens)
    yield from _hours(requests, tokens, limits, assumed)


def _sample(inputs: Inputs, settings: Settings, most: int) -> Sample:
    """What the first documents take; one that cannot be read is not one of them."""
    work, found = Work(settings), []
    for item in islice(inputs, most):
        with suppress(SummarizerError):
            document = work.document(item)
            found.append(_offline(document, settings) if settings.model is None else _asked(document, settings))
    return Sample(
        len(found), sum(s.requests for s in found), sum(s.tokens for s in found), sum(s.seconds for s in found)
    )


def _offline(document: Document, settings: Settings) -> Sample:
    from ..pipeline import summarize_offline

    started = time.perf_counter()
    summarize_offline(document, settings)
    return Sample(1, seconds=time.perf_counter() - started)


def _asked(document: Document, settings: Settings) -> Sample:
    from ..llm.writer import build_summary_question
    from ..longdoc.section_splitting import section_document, split_into_sections
    from ..text.token_counts import count_request_tokens, estimate_tokens

    sections = split_into_sections(document, settings.section_tokens, estimate_tokens)
    questions = [build_summary_question(section_document(document, section), settings) for section in sections]
    requests = ({"messages": q.prompt.messages(), "response_format": q.answer.model_json_schema()} for q in questions)
    return Sample(1, len(sections) + (len(sections) > 1), sum(count_request_tokens(r, "").input for r in requests))


def _cost(model: str, tokens: Tokens) -> Iterator[str]:
    from ..llm.providers import cost_usd

    provider, _, name = model.partition("/")
    cost = cost_usd(provider, name, tokens)
    if cost is None:
        yield f"cost unknown: nobody knows the price of {model}"
    else:
        yield f"${cost:,.2f}; ${cost * PRICE:,.2f} with --provider-batch, where the provider has one"


def _hours(requests: int, tokens: Tokens, limits: Limits, assumed: Assumptions) -> Iterator[str]:
    at_once = f"{limits.concurrency} at once, {assumed.latency:g} s each"
    found = {at_once: requests * assumed.latency / limits.concurrency}
    if limits.requests:
        found[f"{limits.requests:,} requests a minute"] = requests / limits.requests * _MINUTE
    if limits.tokens:
        found[f"{limits.tokens:,} tokens a minute"] = (tokens.input + tokens.output) / limits.tokens * _MINUTE
    slowest = max(found, key=lambda name: found[name])
    for name, seconds in found.items():
        yield f"{_duration(seconds)} at {name}" + (" (decides)" if name == slowest else "")


def _duration(seconds: float) -> str:
    """A time in the unit that suits it."""
    if seconds < _MINUTE:
        return f"{seconds:,.1f} seconds"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:,.1f} minutes"
    return f"{seconds / _HOUR:,.1f} hours"
