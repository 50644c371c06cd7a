"""Batch interfaces of providers: OpenAI's `/v1/files` and `/v1/batches`, at half the price, within a day.

This is a dispatcher like the rate limiter. Requests are collected until no document has another one ready, written to a
file, submitted and polled; the answers then go to the documents that wait for them. A second request, such as a repair
or the next step of a long document, is part of the next round.

A request is known by the digest of its body. What was submitted is noted beside the output before it is waited for: a
process that is killed meanwhile finds its batches again with `--resume`, and nothing is paid for twice.
"""

from __future__ import annotations

import asyncio
import json
from bisect import bisect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import ServerError, StoppedError
from ..files import write_atomically
from ..llm.answer_cache import digest
from ..settings import Settings
from .budget import Spending
from .rate_limiter import cap_reached

if TYPE_CHECKING:
    from ..llm.openai_adapter import BatchState
    from ..llm.providers import Endpoint
    from ..llm.response_parser import RawCompletion

PRICE = 0.5  # of the list price
MOST_REQUESTS = 50_000  # of one batch, as OpenAI has it …
MOST_BYTES = 180 * 2**20  # … and of its file (200 MB)
_MOST_ANSWERED = 2**30  # bytes of its answers: 20 kB each
_LEAST_LEFT = 0.1  # of the cap on spending, for another round
_QUIET = 0.3  # seconds without a new request after which a round is complete
_LONGEST_POLL = 20  # times the shortest
_OVER = {"completed", "expired", "cancelled", "failed"}
_URL = "/v1/chat/completions"


@dataclass(frozen=True, slots=True)
class Terms:
    """How a provider's batches are used.

    Attributes:
        poll: seconds before the first look at a batch; later ones wait longer, up to twenty times.
        max_cost: US dollars; None for no cap.
    """

    poll: float
    max_cost: float | None = None


class ProviderBatch:
    """The dispatcher to a provider's batch interface.

    Args:
        state: file that notes what was submitted; removed by `done`.
        terms: how it may be asked.
        say: prints one line.
    """

    def __init__(
        self, endpoint: Endpoint, settings: Settings, state: Path, terms: Terms, say: Callable[[str], None]
    ) -> None:
        from ..llm.openai_adapter import OpenAIConnection

        self.spending = Spending()
        self._endpoint = endpoint
        self._connection = OpenAIConnection(endpoint, settings, max_bytes=_MOST_ANSWERED)
        self._state = state
        self._terms = terms
        self._say = say
        self._known: list[str] = _read_state(state)
        self._submitted = list(self._known)
        self._answers: dict[str, dict[str, Any]] = {}
        self._waiting: dict[str, tuple[dict[str, Any], asyncio.Future[dict[str, Any]]]] = {}
        self._round: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    async def send(
        self, send: Callable[[], Awaitable[RawCompletion]], request: Mapping[str, Any], endpoint: Endpoint
    ) -> RawCompletion:
        """Have the request answered in a batch; `send` is not used.

        Raises:
            StoppedError: the provider does not take the batch.
            ServerError: it failed for this request, or the batch ended without an answer to it.
        """
        from ..llm.error_translation import error_for_status
        from ..llm.providers import cost_usd
        from ..llm.response_parser import read_completion

        if endpoint.url != self._endpoint.url:  # a second opinion from another provider
            return await send()
        answer = await self._answer(dict(request))
        response = answer.get("response") or {}
        status = response.get("status_code", 500)
        if status != 200:
            raise error_for_status(status, {}, response.get("body") or answer.get("error"), endpoint)
        received = read_completion(json.dumps(response["body"]).encode(), endpoint)
        cost = cost_usd(endpoint.provider, endpoint.model, received.tokens)
        self.spending.add(received.tokens, None if cost is None else cost * PRICE)
        return received

    def done(self) -> None:
        """All is collected and written: there is nothing to find again."""
        self._state.unlink(missing_ok=True)

    async def close(self) -> None:
        """Let go of the connection."""
        if self._round is not None:
            self._round.cancel()
        await self._connection.close()

    async def _answer(self, body: dict[str, Any]) -> dict[str, Any]:
        name = digest(json.dumps(body, sort_keys=True, ensure_ascii=False))
        if name not in self._waiting:
            self._waiting[name] = body, asyncio.get_running_loop().create_future()
            self._news.set()
        if self._round is None or self._round.done():
            self._round = asyncio.create_task(self._rounds())
        return await asyncio.shield(self._waiting[name][1])

    async def _rounds(self) -> None:
        """Rounds as long as somebody waits. A failure is everybody's."""
        try:
            while self._waiting:
                await self._complete()
                await self._collect_submitted()
                self._hand_out()
                if self._waiting:
                    names = self._affordable()
                    await self._submit(names)
                    await self._collect_submitted()
                    self._hand_out()
                    self._give_up(names)
        except Exception as error:
            for _, future in self._waiting.values():
                if not future.done():
                    future.set_exception(error)
            self._waiting.clear()

    async def _complete(self) -> None:
        """Wait until no further request comes."""
        with suppress(TimeoutError):
            while len(self._waiting) < MOST_REQUESTS:
                self._news.clear()
                await asyncio.wait_for(self._news.wait(), _QUIET)

    def _hand_out(self) -> None:
        for name in [name for name in self._waiting if name in self._answers]:
            self._waiting.pop(name)[1].set_result(self._answers.pop(name))

    def _give_up(self, names: Iterable[str]) -> None:
        """Tell those who still wait for one of these requests that there is no answer."""
        for name in names:
            if name in self._waiting:
                error = ServerError("the batch ended without an answer to this request", "try again later")
                error.retryable = True
                self._waiting.pop(name)[1].set_exception(error)

    def _affordable(self) -> list[str]:
        """The waiting requests that stay under the cap at their worst, the first ones first.

        What a round costs is known after it, and mostly far from the worst: the next one takes from what is left.

        Raises:
            StoppedError: there is none, or so little money is left that a round, which may take a day, is not worth it.
        """
        cap, spent = self._terms.max_cost, self.spending.cost_usd or 0.0
        if cap is None:
            return list(self._waiting)
        worst = list(accumulate(self._worst(body) for body, _ in self._waiting.values()))
        count = bisect(worst, cap - spent)
        if count < len(worst) and (count == 0 or cap - spent < _LEAST_LEFT * cap):
            raise cap_reached(cap, spent, f"what is left may cost ${worst[-1]:.4f}")
        return list(islice(self._waiting, count))

    def _worst(self, body: dict[str, Any]) -> float:
        """What a request may cost at most; nothing, where nobody knows the price."""
        from ..llm.providers import cost_usd
        from ..text.token_counts import count_request_tokens

        tokens = count_request_tokens(body, self._endpoint.model)
        return PRICE * (cost_usd(self._endpoint.provider, self._endpoint.model, tokens) or 0.0)

    async def _submit(self, names: list[str]) -> None:
        """Upload and submit in as many batches as the provider's limits ask for."""
        requests = ({"custom_id": n, "method": "POST", "url": _URL, "body": self._waiting[n][0]} for n in names)
        for lines in _parts(requests):
            batch_id = await self._connection.submit_batch(lines, _URL)
            self._submitted.append(batch_id)
            self._known.append(batch_id)
            write_atomically(self._state, json.dumps(self._known))
            self._say(f"batch {batch_id}: {len(lines):,} requests submitted")

    async def _collect_submitted(self) -> None:
        while self._submitted:
            batch = await self._over(self._submitted[0])
            if batch.status == "failed" and not batch.has_output:
                self._known.remove(self._submitted.pop(0))
                write_atomically(self._state, json.dumps(self._known))
                said = "; ".join(batch.errors)
                raise StoppedError(f"batch {batch.id} failed: {said or 'no reason given'}", "then go on with --resume")
            for file_id in batch.result_files:
                answers = map(json.loads, (await self._connection.download_file(file_id)).splitlines())
                self._answers.update((answer["custom_id"], answer) for answer in answers)
            self._say(f"batch {batch.id}: {batch.status}")
            self._submitted.pop(0)  # it stays known until all is done: its answers are only in memory

    async def _over(self, name: str) -> BatchState:
        """The batch, once it is over."""
        pause = self._terms.poll
        while True:
            batch = await self._connection.retrieve_batch(name)
            if batch.status in _OVER:
                return batch
            await asyncio.sleep(pause)
            pause = min(2 * pause, self._terms.poll * _LONGEST_POLL)


def _read_state(path: Path) -> list[str]:
    try:
        names: list[str] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return names


def _parts(requests: Iterable[dict[str, Any]]) -> Iterable[list[bytes]]:
    """The requests as lines of files that the provider takes."""
    lines: list[bytes] = []
    size = 0
    for request in requests:
        line = json.dumps(request, ensure_ascii=False).encode() + b"\n"
        if lines and (len(lines) >= MOST_REQUESTS or size + len(line) > MOST_BYTES):
            yield lines
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    if lines:
        yield lines
