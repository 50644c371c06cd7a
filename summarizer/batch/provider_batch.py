"""Batch interfaces of providers: OpenAI's `/v1/files` and `/v1/batches`, at half the price, within a day.

Source: https://platform.openai.com/docs/guides/batch. `ProviderBatch` is a dispatcher like the rate limiter. Requests
are collected until no document has another one ready, written to a file, submitted and polled; the answers then go to
the documents that wait for them. A second request, such as the judging of what was written, a repair or the next step
of a long document, is part of the next round.

A request is identified by the digest of its body. Every batch is noted beside the output (`provider_state`) before it
is submitted: a process that is killed, or gives up while the provider is down, finds its batches again with `--resume`,
also one whose submission was not confirmed. A request that the provider has answered is not submitted again.
"""

from __future__ import annotations

import asyncio
import json
from bisect import bisect
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any

from ..errors import ServerError, StoppedError
from ..llm.answer_cache import digest
from ..llm.error_translation import error_for_status
from ..llm.openai_adapter import OpenAIConnection
from ..llm.providers import Endpoint, cost_usd
from ..llm.response_parser import RawCompletion, read_completion
from ..settings import Settings
from ..text.token_counts import count_request_tokens
from .accounting import PROVIDER_BATCH_DISCOUNT, Spending, budget_error
from .provider_answers import Answer
from .provider_calls import COMPLETIONS, ProviderCalls
from .provider_state import BatchStore, SubmittedBatch

# OpenAI takes at most 50,000 requests in one batch …
_MAX_REQUESTS = 50_000
# … and 200 MB in its file: bytes, with a tenth to spare.
_MAX_FILE_BYTES = 180 * 2**20
_ASK_AGAIN = "--resume asks, and pays, once more"
# Bytes of a file of answers: 20 kB for each request.
_MAX_ANSWER_BYTES = 2**30


@dataclass(frozen=True, slots=True)
class SubmissionPolicy:
    """When a round of requests is submitted and looked at. Choices of 2026-11-24, not measured.

    Attributes:
        quiet: seconds without a new request after which a round is complete.
        min_budget: share of the cap on spending that must be left for another round to be submitted.
    """

    quiet: float = 0.3
    min_budget: float = 0.1


ROUND_POLICY = SubmissionPolicy()


@dataclass(frozen=True, slots=True)
class ProviderBatchLimits:
    """What the user allows.

    Attributes:
        poll_interval: seconds before the first look at a batch; the interval doubles up to twenty times this one.
        max_cost: US dollars; None for no cap.
        patience: seconds for which the provider may be down or busy before the batch stops.
    """

    poll_interval: float
    max_cost: float | None = None
    patience: float = 300.0


@dataclass(slots=True)
class _Waiting:
    """A request that has no answer yet."""

    body: dict[str, Any]
    answer: asyncio.Future[Answer]


class ProviderBatch:
    """A dispatcher that has requests answered in batches of the provider.

    Args:
        store: the batches that were submitted before, and those that will be.
        notify: shows the user one line.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        settings: Settings,
        store: BatchStore,
        limits: ProviderBatchLimits,
        notify: Callable[[str], None],
    ) -> None:
        self.spending = Spending()
        self._endpoint = endpoint
        self._connection = OpenAIConnection(endpoint, settings, max_bytes=_MAX_ANSWER_BYTES)
        self._store = store
        self._limits = limits
        self._notify = notify
        self._provider = ProviderCalls(self._connection, endpoint, store, limits.patience, limits.poll_interval)
        self._uncollected = list(store.batches)
        self._submitted_now: list[SubmittedBatch] = []
        self._answers: dict[str, Answer] = {}  # by digest
        self._withheld: set[str] = set()  # digests
        self._unreadable: set[str] = set()  # digests
        self._waiting: dict[str, _Waiting] = {}  # by digest
        self._rounds: asyncio.Task[None] | None = None
        self._new_request = asyncio.Event()
        self._stopped: StoppedError | None = None

    async def send(
        self, send: Callable[[], Awaitable[RawCompletion]], request: Mapping[str, Any], endpoint: Endpoint
    ) -> RawCompletion:
        """Have the request answered in a batch. `send` is used only for another server, that of the judge.

        Raises:
            StoppedError: the provider does not accept the batch or is down, or the cap on spending is reached.
            ServerError: the provider failed for this request, or the batch ended without an answer to it.
        """
        if endpoint.url != self._endpoint.url:
            return await send()
        answer = await self._answer(dict(request))
        body = answer.response.body if answer.response else None
        if not answer.is_success:
            raise error_for_status(answer.status, {}, body or answer.error, endpoint)
        try:
            received = read_completion(json.dumps(body).encode(), endpoint)
        except ServerError as error:  # paid for, and no answer: not asked for again by itself
            self._unreadable.add(_digest_of(request))
            raise ServerError(error.message, _ASK_AGAIN) from None
        cost = cost_usd(endpoint.provider, endpoint.model, received.tokens)
        self.spending.add(received.tokens, None if cost is None else cost * PROVIDER_BATCH_DISCOUNT)
        return received

    def finish(self, keep: bool) -> None:
        """Forget what is not needed any more, once every document has its line.

        Answers that are held back stay noted. Those that cannot be read do not: a later run may ask, and pay, again.

        Args:
            keep: whether documents that failed may need answers to their other requests.
        """
        for batch in self._store.batches:
            needed = self._withheld if not keep else set(batch.requests or ()) - self._unreadable
            batch.requests = [name for name in batch.requests or () if name in needed]
        self._store.batches = [batch for batch in self._store.batches if batch.requests]
        self._store.write()

    async def close(self) -> None:
        """Stop waiting and close the connection."""
        if self._rounds is not None:
            self._rounds.cancel()
        await self._connection.close()

    async def _answer(self, body: dict[str, Any]) -> Answer:
        """Add a request to the next round and wait for its answer."""
        if self._stopped:
            raise self._stopped
        name = _digest_of(body)
        if name not in self._waiting:
            self._waiting[name] = _Waiting(body, asyncio.get_running_loop().create_future())
            self._new_request.set()
        if self._rounds is None or self._rounds.done():
            self._rounds = asyncio.create_task(self._run_rounds())
        return await asyncio.shield(self._waiting[name].answer)

    # ------------------------------------------------------------------------------------------------------ rounds

    async def _run_rounds(self) -> None:
        """Run rounds as long as requests wait. An error is passed to all of them."""
        try:
            while self._waiting:
                await self._wait_until_quiet()
                await self._collect_answers()
                self._deliver_answers()
                if self._waiting:
                    names = self._affordable_requests()
                    await self._submit(names)
                    await self._collect_answers()
                    self._deliver_answers()
                    self._fail(names, _unanswered_error())
        except Exception as error:
            if isinstance(error, StoppedError):
                self._stopped = error
            self._fail(list(self._waiting), error)

    async def _wait_until_quiet(self) -> None:
        """Wait until no further request comes, or a batch is full."""
        with suppress(TimeoutError):
            while len(self._waiting) < _MAX_REQUESTS:
                self._new_request.clear()
                await asyncio.wait_for(self._new_request.wait(), ROUND_POLICY.quiet)

    def _deliver_answers(self) -> None:
        for name in [name for name in self._waiting if name in self._answers]:
            self._waiting.pop(name).answer.set_result(self._answers.pop(name))
        self._fail(self._withheld, self._withheld_error())
        self._fail(self._unreadable, _unreadable_error())

    def _fail(self, names: Iterable[str], error: Exception) -> None:
        """Raise an error for those of these requests that still wait."""
        for name in names:
            if waiting := self._waiting.pop(name, None):
                waiting.answer.set_exception(error)

    # -------------------------------------------------------------------------------------------------- submission

    def _affordable_requests(self) -> list[str]:
        """The first waiting requests that stay under the cap at their worst.

        What a round really costs is known after it, and is mostly far below the worst case: the next round takes from
        what is left.

        Raises:
            StoppedError: no request is affordable, or too little is left to wait up to a day for another round.
        """
        cap, spent = self._limits.max_cost, self.spending.cost_usd or 0.0
        if cap is None:
            return list(self._waiting)
        totals = list(accumulate(self._max_cost_of(waiting.body) for waiting in self._waiting.values()))
        count = bisect(totals, cap - spent)
        if count < len(totals) and (count == 0 or cap - spent < ROUND_POLICY.min_budget * cap):
            raise budget_error(cap, spent, f"what is left may cost ${totals[-1]:.4f}")
        return list(islice(self._waiting, count))

    def _max_cost_of(self, body: dict[str, Any]) -> float:
        """What a request may cost at most, in US dollars; 0 if no price is known."""
        tokens = count_request_tokens(body, self._endpoint.model)
        return PROVIDER_BATCH_DISCOUNT * (cost_usd(self._endpoint.provider, self._endpoint.model, tokens) or 0.0)

    async def _submit(self, names: list[str]) -> None:
        """Upload and submit requests, in as many batches as the provider's limits require."""
        requests = (
            {"custom_id": n, "method": "POST", "url": COMPLETIONS, "body": self._waiting[n].body} for n in names
        )
        for some in _split_into_files(requests):
            lines = list(some.values())
            batch = SubmittedBatch(file_id=await self._provider.upload(lines), requests=list(some))
            self._store.add(batch)  # before it is submitted: what is not confirmed is looked for
            await self._provider.create(batch)
            self._uncollected.append(batch)
            self._submitted_now.append(batch)
            self._notify(f"batch {batch.id}: {len(lines):,} requests submitted")

    # -------------------------------------------------------------------------------------------------- collection

    async def _collect_answers(self) -> None:
        """Wait for the submitted batches and read their answers."""
        while self._uncollected:
            batch = self._uncollected[0]
            if batch.id is None:
                batch.id = await self._provider.find(batch)
                if batch.id is None:  # the process ended before it was submitted
                    self._store.remove(self._uncollected.pop(0))
                    continue
                self._store.write()
            await self._collect(batch, batch.id)
            self._uncollected.pop(0)

    async def _collect(self, batch: SubmittedBatch, batch_id: str) -> None:
        """Wait for a batch, deliver its answers, and keep it noted for those that may still be needed."""
        state = await self._provider.wait_until_finished(batch_id)
        if state.status == "failed" and not state.output_file_id:
            self._store.remove(batch)
            reason = "; ".join(state.error_messages()) or "no reason given"
            raise StoppedError(f"batch {batch_id} failed: {reason}", "then go on with --resume")
        files, missing = await self._provider.download(batch, state)
        self._notify(f"batch {batch_id}: {state.status}")
        self._withheld |= missing.withheld
        self._unreadable |= missing.unreadable
        is_new = batch in self._submitted_now
        for name, answer in files.answers.items():
            if answer.is_success or is_new:  # a failure of an earlier run cost nothing: it is tried again
                self._answers[name] = answer
        self._deliver_answers()
        if batch.requests is not None:
            paid = {name for name, answer in files.answers.items() if answer.is_success}
            batch.requests = [name for name in batch.requests if name in paid | missing.withheld | missing.unreadable]
            if batch.requests:
                self._store.write()
            else:
                self._store.remove(batch)

    def _withheld_error(self) -> ServerError:
        return ServerError(
            "the provider counts an answer to this request, and its file does not hold it",
            f"--resume looks again; to have it answered and paid for anew, remove {self._store.path}",
        )


def _unanswered_error() -> ServerError:
    error = ServerError("the batch ended without an answer to this request", "try again later")
    error.retryable = True
    return error


def _unreadable_error() -> ServerError:
    return ServerError("the provider's answer to this request cannot be read", _ASK_AGAIN)


def _digest_of(body: Mapping[str, Any]) -> str:
    return digest(json.dumps(body, sort_keys=True, ensure_ascii=False))


def _split_into_files(requests: Iterable[dict[str, Any]]) -> Iterator[dict[str, bytes]]:
    """Yield the lines of files that the provider accepts, by request: within its limits, and for one model each."""
    lines: dict[str, bytes] = {}
    size, model = 0, None
    for request in sorted(requests, key=_model_of):
        line = json.dumps(request, ensure_ascii=False).encode() + b"\n"
        too_much = len(lines) >= _MAX_REQUESTS or size + len(line) > _MAX_FILE_BYTES
        if lines and (too_much or _model_of(request) != model):
            yield lines
            lines, size = {}, 0
        lines[request["custom_id"]] = line
        size, model = size + len(line), _model_of(request)
    if lines:
        yield lines


def _model_of(request: Mapping[str, Any]) -> str:
    return str(request["body"].get("model"))
