"""What a batch will take, before anything is sent: tokens, money and time, extrapolated from a sample."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from ..errors import InputError, SummarizerError, UsageError
from ..llm.client import count_question
from ..llm.providers import cost_usd
from ..llm.writer import build_summary_question
from ..longdoc.section_splitting import section_document, split_into_sections
from ..models import Document, Tokens
from ..pipeline import summarize_offline
from ..settings import Settings
from ..text.token_counts import estimate_tokens
from .accounting import PROVIDER_BATCH_DISCOUNT, Limits
from .inputs import Inputs
from .task import ItemProcessor

# Seconds.
_MINUTE = 60.0
# Seconds.
_HOUR = 3600.0
# Requests of a digest of which each waits for the one before, at most: a matter, the core viewpoint, the judge.
_DIGEST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a sample cannot tell; the user may change each.

    Attributes:
        documents: how many there will be; None for those of the inputs.
        output_tokens: of one summary; those of `examples/` have 500 to 900.
        repair_share: share of documents that take one more short request, for a statement that failed its checks. A
            guess, as no model is asked.
        latency: seconds of one request. A guess.
        repair_size: tokens of such a short request, as a share of those of a first one. A guess.
        judging_size: tokens in of the question to the judge, as a share of those of the first request, where its
            statements are judged by a model. Measured by `python -m benchmarks.judging_cost`, 2026-11-30.
        judging_output: tokens of its answer. Measured likewise.
        matter_share: tokens of what is written of a matter of a digest, as a share of those of a summary: the answers
            of `examples/digest` have 130 to 350.
    """

    documents: int | None = None
    output_tokens: int = 700
    repair_share: float = 0.2
    latency: float = 10.0
    repair_size: float = 0.25
    judging_size: float = 0.7
    judging_output: int = 150
    matter_share: float = 0.5


@dataclass(frozen=True, slots=True)
class Sample:
    """What the documents of a sample take together.

    Attributes:
        tokens: of all prompts.
        seconds: of the offline engine.
    """

    documents: int = 0
    requests: int = 0
    tokens: int = 0
    seconds: float = 0.0


def estimate(
    inputs: Inputs, settings: Settings, limits: Limits, assumptions: Assumptions, sample_size: int
) -> Iterator[str]:
    """Yield the estimate line by line.

    Args:
        sample_size: documents to look at.

    Raises:
        InputError: no document of the sample can be read.
    """
    sample = _measure_sample(inputs, settings, sample_size)
    if not sample.documents:
        raise InputError("none of the documents can be read", "look at one with `summarizer blocks FILE`")
    count = assumptions.documents or inputs.count() or sample.documents
    yield f"{count:,} document{'' if count == 1 else 's'}, from a sample of {sample.documents:,}"
    factor = count / sample.documents
    if settings.model is None:
        yield f"{_format_duration(sample.seconds * factor)} of one worker, offline"
        return
    repairs, judged = assumptions.repair_share, settings.judge == settings.model
    requests = round(sample.requests * factor + repairs * count)
    share = repairs * assumptions.repair_size + (assumptions.judging_size if judged else 0)
    output = requests * assumptions.output_tokens + (count * assumptions.judging_output if judged else 0)
    tokens = Tokens(input=round(sample.tokens * factor * (1 + share)), output=output)
    requests += count if judged else 0
    yield f"{requests:,} requests, {tokens.input:,} tokens in, {tokens.output:,} tokens out"
    yield _cost_line(settings.model, tokens)
    yield from _duration_lines(requests, tokens, limits, assumptions)


def estimate_digest(inputs: Inputs, settings: Settings, limits: Limits, assumptions: Assumptions) -> Iterator[str]:
    """Yield what one digest of all inputs takes, line by line. The questions are those that will be asked.

    Raises:
        InputError: none of the documents can be read.
        UsageError: no model is named.
    """
    from ..digests.digest_cost import count_digest

    if settings.model is None:
        raise UsageError("a digest offline costs nothing", "name a model with -m")
    task, documents = ItemProcessor(settings), []
    for item in inputs:
        with suppress(SummarizerError):
            documents.append(task.document(item))
    if not documents:
        raise InputError("none of the documents can be read", "look at one with `summarizer blocks FILE`")
    cost = count_digest(documents, settings, round(assumptions.output_tokens * assumptions.matter_share))
    yield f"{len(documents):,} articles, {cost.matters:,} matters are told"
    judged = settings.judge == settings.model
    requests = cost.requests + (cost.judgings if judged else 0)
    output = cost.tokens.output + (cost.judgings * assumptions.judging_output if judged else 0)
    tokens = Tokens(input=cost.tokens.input + (cost.judged_tokens if judged else 0), output=output)
    yield f"{requests:,} requests, {tokens.input:,} tokens in, {tokens.output:,} tokens out"
    yield _cost_line(settings.model, tokens).partition(";")[0]
    one_after_another = min(requests, _DIGEST_ROUNDS) * limits.concurrency
    yield from _duration_lines(max(requests, one_after_another), tokens, limits, assumptions)


def _measure_sample(inputs: Inputs, settings: Settings, size: int) -> Sample:
    """Measure the first documents, without those that cannot be read."""
    task, samples = ItemProcessor(settings), []
    for item in islice(inputs, size):
        with suppress(SummarizerError):
            document = task.document(item)
            samples.append(_time_offline(document, settings) if settings.model is None else _count(document, settings))
    return Sample(
        len(samples), sum(s.requests for s in samples), sum(s.tokens for s in samples), sum(s.seconds for s in samples)
    )


def _time_offline(document: Document, settings: Settings) -> Sample:
    started = time.perf_counter()
    summarize_offline(document, settings)
    return Sample(1, seconds=time.perf_counter() - started)


def _count(document: Document, settings: Settings) -> Sample:
    """The requests of one document and the tokens of their prompts."""
    sections = split_into_sections(document, settings.section_tokens, estimate_tokens)
    questions = [build_summary_question(section_document(document, section), settings) for section in sections]
    tokens = sum(map(count_question, questions))
    return Sample(1, len(sections) + (len(sections) > 1), tokens)


def _cost_line(model: str, tokens: Tokens) -> str:
    provider, _, name = model.partition("/")
    cost = cost_usd(provider, name, tokens)
    if cost is None:
        return f"cost unknown: no price is known for {model}"
    return f"${cost:,.2f}; ${cost * PROVIDER_BATCH_DISCOUNT:,.2f} with --provider-batch, where the provider has one"


def _duration_lines(requests: int, tokens: Tokens, limits: Limits, assumptions: Assumptions) -> Iterator[str]:
    """Yield how long the batch takes at each limit; the longest decides."""
    latency = assumptions.latency
    durations = {f"{limits.concurrency} at once, {latency:g} s each": requests * latency / limits.concurrency}
    if rate := limits.requests_per_minute:
        durations[f"{rate:,} requests a minute"] = requests / rate * _MINUTE
    if rate := limits.tokens_per_minute:
        durations[f"{rate:,} tokens a minute"] = (tokens.input + tokens.output) / rate * _MINUTE
    longest = max(durations, key=lambda name: durations[name])
    for name, seconds in durations.items():
        yield f"{_format_duration(seconds)} at {name}" + (" (decides)" if name == longest else "")


def _format_duration(seconds: float) -> str:
    """A time in the unit that suits it."""
    if seconds < _MINUTE:
        return f"{seconds:,.1f} seconds"
    if seconds < _HOUR:
        return f"{seconds / _MINUTE:,.1f} minutes"
    return f"{seconds / _HOUR:,.1f} hours"
