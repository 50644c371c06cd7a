"""Batch interfaces of providers: OpenAI's `/v1/files` and `/v1/batches`, at half the price, within a day.

Source: https://platform.openai.com/docs/guides/batch. `ProviderBatch` is a dispatcher like the rate limiter. Requests
are collected until no document has another one ready, written to a file, submitted and polled; the answers then go to
the documents that wait for them. A second request, such as a repair or the next step of a long document, is part of the
next round.

A request is identified by the digest of its body. The ids of submitted batches are stored beside the output before they
are waited for: a process that is killed finds its batches again with `--resume`, and nothing is paid for twice.
"""

from __future__ import annotations

import asyncio
import json
from bisect import bisect
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from ..errors import ServerError, StoppedError
from ..files import write_atomically
from ..llm.answer_cache import digest
from ..llm.error_translation import error_for_status
from ..llm.openai_adapter import BatchState, OpenAIConnection
from ..llm.providers import Endpoint, cost_usd
from ..llm.response_parser import RawCompletion, read_completion
from ..settings import Settings
from ..text.token_counts import count_request_tokens
from .accounting import PROVIDER_BATCH_DISCOUNT, Spending, budget_error

# OpenAI takes at most 50,000 requests in one batch …
_MAX_REQUESTS = 50_000
# … and 200 MB in its file: bytes, with a tenth to spare.
_MAX_FILE_BYTES = 180 * 2**20
# Bytes of a file of answers: 20 kB for each request.
_MAX_ANSWER_BYTES = 2**30
_FINISHED = {"completed", "expired", "cancelled", "failed"}
_URL = "/v1/chat/completions"


@dataclass(frozen=True, slots=True)
class SubmissionPolicy:
    """When a round of requests is submitted and looked at. Choices of 2026-11-24, not measured.

    Attributes:
        quiet: seconds without a new request after which a round is complete.
        max_poll_factor: the longest interval between two looks at a batch, as a multiple of the first one.
        min_budget: share of the cap on spending that must be left for another round to be submitted.
    """

    quiet: float = 0.3
    max_poll_factor: float = 20
    min_budget: float = 0.1


ROUND_POLICY = SubmissionPolicy()


@dataclass(frozen=True, slots=True)
class ProviderBatchLimits:
    """What the user allows.

    Attributes:
        poll_interval: seconds before the first look at a batch; the interval doubles up to twenty times this one.
        max_cost: US dollars; None for no cap.
    """

    poll_interval: float
    max_cost: float | None = None


@dataclass(slots=True)
class _Waiting:
    """A request that has no answer yet."""

    body: dict[str, Any]
    answer: asyncio.Future[dict[str, Any]]


class ProviderBatch:
    """A dispatcher that has requests answered in batches of the provider.

    Args:
        state: the file that stores the ids of submitted batches; `forget_batches` removes it.
        notify: shows the user one line.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        settings: Settings,
        state: Path,
        terms: ProviderBatchLimits,
        notify: Callable[[str], None],
    ) -> None:
        self.spending = Spending()
        self._endpoint = endpoint
        self._connection = OpenAIConnection(endpoint, settings, max_bytes=_MAX_ANSWER_BYTES)
        self._state = state
        self._terms = terms
        self._notify = notify
        self._batch_ids: list[str] = _read_batch_ids(state)
        self._uncollected = list(self._batch_ids)
        self._answers: dict[str, dict[str, Any]] = {}  # by digest
        self._waiting: dict[str, _Waiting] = {}  # by digest
        self._rounds: asyncio.Task[None] | None = None
        self._new_request = asyncio.Event()

    async def send(
        self, send: Callable[[], Awaitable[RawCompletion]], request: Mapping[str, Any], endpoint: Endpoint
    ) -> RawCompletion:
        """Have the request answered in a batch. `send` is used only for another server, that of the second opinion.

        Raises:
            StoppedError: the provider does not accept the batch, or the cap on spending is reached.
            ServerError: the provider failed for this request, or the batch ended without an answer to it.
        """
        if endpoint.url != self._endpoint.url:
            return await send()
        answer = await self._answer(dict(request))
        response = answer.get("response") or {}
        status = response.get("status_code", 500)
        if status != 200:
            raise error_for_status(status, {}, response.get("body") or answer.get("error"), endpoint)
        received = read_completion(json.dumps(response["body"]).encode(), endpoint)
        cost = cost_usd(endpoint.provider, endpoint.model, received.tokens)
        self.spending.add(received.tokens, None if cost is None else cost * PROVIDER_BATCH_DISCOUNT)
        return received

    def forget_batches(self) -> None:
        """Remove the stored ids: every answer is collected and written."""
        self._state.unlink(missing_ok=True)

    async def close(self) -> None:
        """Stop waiting and close the connection."""
        if self._rounds is not None:
            self._rounds.cancel()
        await self._connection.close()

    async def _answer(self, body: dict[str, Any]) -> dict[str, Any]:
        """Add a request to the next round and wait for its answer."""
        name = digest(json.dumps(body, sort_keys=True, ensure_ascii=False))
        if name not in self._waiting:
            self._waiting[name] = _Waiting(body, asyncio.get_running_loop().create_future())
            self._new_request.set()
        if self._rounds is None or self._rounds.done():
            self._rounds = asyncio.create_task(self._run_rounds())
        return await asyncio.shield(self._waiting[name].answer)

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
                    self._fail_unanswered(names)
        except Exception as error:
            for waiting in self._waiting.values():
                if not waiting.answer.done():
                    waiting.answer.set_exception(error)
            self._waiting.clear()

    async def _wait_until_quiet(self) -> None:
        """Wait until no further request comes, or a batch is full."""
        with suppress(TimeoutError):
            while len(self._waiting) < _MAX_REQUESTS:
                self._new_request.clear()
                await asyncio.wait_for(self._new_request.wait(), ROUND_POLICY.quiet)

    def _deliver_answers(self) -> None:
        for name in [name for name in self._waiting if name in self._answers]:
            self._waiting.pop(name).answer.set_result(self._answers.pop(name))

    def _fail_unanswered(self, names: Iterable[str]) -> None:
        """Raise an error for those of these requests that still wait."""
        for name in names:
            if name in self._waiting:
                error = ServerError("the batch ended without an answer to this request", "try again later")
                error.retryable = True
                self._waiting.pop(name).answer.set_exception(error)

    def _affordable_requests(self) -> list[str]:
        """The first waiting requests that stay under the cap at their worst.

        What a round really costs is known after it, and is mostly far below the worst case: the next round takes from
        what is left.

        Raises:
            StoppedError: no request is affordable, or too little is left to wait up to a day for another round.
        """
        cap, spent = self._terms.max_cost, self.spending.cost_usd or 0.0
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
        requests = ({"custom_id": n, "method": "POST", "url": _URL, "body": self._waiting[n].body} for n in names)
        for lines in _split_into_files(requests):
            batch_id = await self._connection.submit_batch(lines, _URL)
            self._uncollected.append(batch_id)
            self._batch_ids.append(batch_id)
            self._write_batch_ids()
            self._notify(f"batch {batch_id}: {len(lines):,} requests submitted")

    async def _collect_answers(self) -> None:
        """Wait for the submitted batches and read their answers."""
        while self._uncollected:
            batch = await self._wait_until_finished(self._uncollected[0])
            if batch.status == "failed" and not batch.has_output:
                self._batch_ids.remove(self._uncollected.pop(0))
                self._write_batch_ids()
                reason = "; ".join(batch.errors) or "no reason given"
                raise StoppedError(f"batch {batch.id} failed: {reason}", "then go on with --resume")
            for file_id in batch.result_files:
                answers = map(json.loads, (await self._connection.download_file(file_id)).splitlines())
                self._answers.update((answer["custom_id"], answer) for answer in answers)
            self._notify(f"batch {batch.id}: {batch.status}")
            # Its id stays in the file until everything is done: the answers are only in memory.
            self._uncollected.pop(0)

    async def _wait_until_finished(self, batch_id: str) -> BatchState:
        """Poll a batch until it is finished, and return it."""
        interval = self._terms.poll_interval
        while True:
            batch = await self._connection.retrieve_batch(batch_id)
            if batch.status in _FINISHED:
                return batch
            await asyncio.sleep(interval)
            interval = min(2 * interval, self._terms.poll_interval * ROUND_POLICY.max_poll_factor)

    def _write_batch_ids(self) -> None:
        write_atomically(self._state, json.dumps(self._batch_ids))


def _read_batch_ids(path: Path) -> list[str]:
    try:
        names: list[str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return names


def _split_into_files(requests: Iterable[dict[str, Any]]) -> Iterator[list[bytes]]:
    """Yield the requests as lines of files that the provider accepts."""
    lines: list[bytes] = []
    size = 0
    for request in requests:
        line = json.dumps(request, ensure_ascii=False).encode() + b"\n"
        if lines and (len(lines) >= _MAX_REQUESTS or size + len(line) > _MAX_FILE_BYTES):
            yield lines
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield lines
