"""The limits of a batch, in virtual time: what a server sees, and when a batch gives up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from summarizer.batch.accounting import Limits
from summarizer.batch.rate_limiter import RateLimiter, RateWindow
from summarizer.errors import (
    AuthenticationError,
    InvalidAnswerError,
    RateLimitError,
    ServerConnectionError,
    ServerError,
    StoppedError,
    SummarizerError,
)
from summarizer.llm.providers import Endpoint, cost_usd
from summarizer.llm.response_parser import RawCompletion
from summarizer.models import Tokens
from tests.batch.virtual_time import run

PRICED = Endpoint("openai/gpt-5-mini", "openai", "gpt-5-mini", "http://127.0.0.1/v1", ("json_schema",), True, "key")
UNPRICED = Endpoint("mine", "", "mine", "http://127.0.0.1/v1", ("json_schema",), False, "key")
REQUEST = {"messages": [{"role": "user", "content": "word " * 1000}], "max_tokens": 500}


class Server:
    """Answers a second after each request, as `script` says: returns or raises by number and time."""

    def __init__(self, script: Callable[[int, float], None] = lambda number, now: None, tokens: Tokens | None = None) -> None:
        self.script, self.tokens = script, tokens or Tokens(input=1000, output=200)
        self.times: list[float] = []
        self.now = self.peak = 0

    async def send(self) -> RawCompletion:
        self.times.append(asyncio.get_running_loop().time())
        number = len(self.times)
        self.now += 1
        self.peak = max(self.peak, self.now)
        await asyncio.sleep(1.0)
        self.now -= 1
        self.script(number, asyncio.get_running_loop().time())
        return RawCompletion("{}", "stop", "", self.tokens)


def _send_all(server: Server, limits: Limits, count: int, endpoint: Endpoint = UNPRICED, attempts: int = 3) -> tuple[RateLimiter, list[Any], float]:
    """Send `count` documents, each retried as the client does. Returns the limiter, the results and the time in seconds."""

    async def main() -> tuple[RateLimiter, list[Any], float]:
        limiter = RateLimiter(limits)

        async def document() -> RawCompletion:
            for attempt in range(attempts):
                try:
                    return await limiter.send(server.send, REQUEST, endpoint)
                except ServerError as error:
                    if not error.retryable or attempt == attempts - 1:
                        raise
                    await asyncio.sleep(0.5)
            raise AssertionError

        results = await asyncio.gather(*(document() for _ in range(count)), return_exceptions=True)
        return limiter, results, asyncio.get_running_loop().time()

    return run(main())


def _most_in_a_minute(times: list[float], amount: float = 1) -> float:
    return max(amount * sum(start <= t < start + 60 for t in times) for start in times)


def test_no_more_at_once_than_allowed() -> None:
    server = Server()
    _, results, seconds = _send_all(server, Limits(concurrency=7), 35)
    assert server.peak == 7 and seconds == pytest.approx(5.0)
    assert all(isinstance(result, RawCompletion) for result in results)


def test_requests_a_minute() -> None:
    server = Server()
    _, _, seconds = _send_all(server, Limits(concurrency=50, requests_per_minute=20), 70)
    assert _most_in_a_minute(server.times) == 20 and 180 <= seconds < 184


def test_tokens_a_minute_are_those_the_server_counted() -> None:
    server = Server(tokens=Tokens(input=900, output=100))
    _, _, seconds = _send_all(server, Limits(concurrency=50, tokens_per_minute=10_000), 30)
    assert _most_in_a_minute(server.times, 1000) <= 10_000
    assert seconds < 300  # what was set aside for the worst case is given back


@given(amounts=st.lists(st.integers(1, 150), min_size=1, max_size=60), most=st.integers(1, 100))
@hypothesis_settings(max_examples=60, deadline=None)
def test_a_window_never_holds_more_than_its_most(amounts: list[int], most: int) -> None:
    async def main() -> list[tuple[float, int]]:
        window, found = RateWindow(most), []
        for amount in amounts:
            while (delay := window.delay(amount)) > 0:
                await asyncio.sleep(delay)
            window.grant(amount)
            found.append((asyncio.get_running_loop().time(), amount))
        return found

    noted = run(main())
    for start, first in noted:
        total = sum(amount for time, amount in noted if start <= time < start + 60 - 1e-6)
        assert total <= max(most, first)


def test_after_429_everybody_waits_as_long_as_the_server_asks() -> None:
    def script(number: int, now: float) -> None:
        if number == 5:
            error = RateLimitError("slow down")
            error.retry_after = 90.0
            raise error

    server = Server(script)
    _, results, _ = _send_all(server, Limits(concurrency=4), 20)
    assert all(isinstance(result, RawCompletion) for result in results) and len(server.times) == 21
    refused = server.times[4] + 1
    assert not [t for t in server.times if refused < t < refused + 90]


def test_429_halves_what_is_asked_at_once_and_success_brings_it_back() -> None:
    most = 4

    def script(number: int, now: float) -> None:
        if server.now + 1 > most:
            raise RateLimitError("slow down")

    server = Server(script)
    limiter, results, _ = _send_all(server, Limits(concurrency=16), 200)
    assert all(isinstance(result, RawCompletion) for result in results)
    assert len(server.times) < 200 * 1.5  # it learns, and does not hammer
    assert limiter.spending.requests == 200


def test_a_server_that_goes_away_for_a_while_costs_no_document() -> None:
    def script(number: int, now: float) -> None:
        if 10 < now < 100:
            raise ServerConnectionError("refused")

    server = Server(script)
    _, results, seconds = _send_all(server, Limits(concurrency=8), 200)
    assert all(isinstance(result, RawCompletion) for result in results)
    assert sum(10 < t + 1 < 100 for t in server.times) < 30  # one at a time asks whether it is back
    assert seconds < 200


def test_a_server_that_stays_away_stops_the_batch() -> None:
    def script(number: int, now: float) -> None:
        raise ServerConnectionError("refused")

    server = Server(script)
    _, results, seconds = _send_all(server, Limits(concurrency=8, patience=120), 200)
    stopped = [result for result in results if isinstance(result, StoppedError)]
    assert len(stopped) >= 190 and "refused" in str(stopped[0]) and "--resume" in stopped[0].hint
    assert seconds < 25 and len(server.times) < 20  # it never answered: something else is wrong


def test_patience_with_a_server_that_has_answered() -> None:
    def script(number: int, now: float) -> None:
        if number > 20:
            raise ServerConnectionError("refused")

    _, results, seconds = _send_all(Server(script), Limits(concurrency=8, patience=120), 200)
    assert sum(isinstance(result, StoppedError) for result in results) >= 170 and 60 < seconds < 130


def test_a_document_that_fells_the_server_fails_alone() -> None:
    poisoned: list[int] = []

    async def main() -> list[Any]:
        limiter = RateLimiter(Limits(concurrency=1))
        server = Server()

        async def poison() -> RawCompletion:
            poisoned.append(1)
            await asyncio.sleep(0.1)
            raise ServerConnectionError("dropped")

        async def document(send: Any) -> Any:
            for _ in range(3):
                try:
                    return await limiter.send(send, REQUEST, UNPRICED)
                except ServerError as error:
                    last = error
            return last

        return await asyncio.gather(*(document(poison if i == 3 else server.send) for i in range(10)))

    results = run(main())
    assert [isinstance(result, RawCompletion) for result in results] == [i != 3 for i in range(10)]
    assert len(poisoned) <= 9


@pytest.mark.parametrize("error", [AuthenticationError("no such key"), ServerError("no quota left")])
def test_what_fails_for_every_document_stops_the_batch_at_once(error: ServerError) -> None:
    def script(number: int, now: float) -> None:
        raise error

    server = Server(script)
    _, results, _ = _send_all(server, Limits(concurrency=4), 50)
    assert all(isinstance(result, StoppedError) for result in results) and len(server.times) <= 4


def test_a_day_of_waiting_is_not_waited() -> None:
    def script(number: int, now: float) -> None:
        error = RateLimitError("quota of the day")
        error.retry_after = 86_400.0
        raise error

    _, results, seconds = _send_all(Server(script), Limits(), 5)
    assert all(isinstance(result, StoppedError) for result in results) and "86400 s" in str(results[0])
    assert seconds < 10


def test_a_fault_of_the_answer_is_the_documents_own() -> None:
    def script(number: int, now: float) -> None:
        if number % 2:
            raise InvalidAnswerError("not JSON")

    _, results, _ = _send_all(Server(script), Limits(concurrency=1), 10)
    assert [type(result) for result in results] == [InvalidAnswerError, RawCompletion] * 5


@given(cap=st.floats(0.001, 0.05), concurrency=st.integers(1, 40))
@hypothesis_settings(max_examples=20, deadline=None)
def test_the_cap_is_used_and_never_passed(cap: float, concurrency: int) -> None:
    server = Server(tokens=Tokens(input=1100, output=450))
    limiter, results, _ = _send_all(server, Limits(concurrency=concurrency, max_cost=cap), 100, PRICED)
    each = cost_usd("openai", "gpt-5-mini", server.tokens)
    assert each is not None
    spent = limiter.spending.cost_usd or 0.0
    assert spent <= cap
    stopped = [result for result in results if isinstance(result, SummarizerError)]
    assert not stopped or (cap - spent < 2 * each and stopped[0].exit_code == 1)


def test_without_a_price_there_is_no_cost_and_no_cap() -> None:
    limiter, results, _ = _send_all(Server(), Limits(max_cost=0.0001), 5, UNPRICED)
    assert all(isinstance(result, RawCompletion) for result in results) and limiter.spending.cost_usd is None


def test_a_server_that_does_not_count_is_taken_at_the_worst() -> None:
    limiter, _, _ = _send_all(Server(tokens=Tokens()), Limits(max_cost=1.0), 2, PRICED)
    assert limiter.spending.tokens.output == 1000 and limiter.spending.cost_usd
