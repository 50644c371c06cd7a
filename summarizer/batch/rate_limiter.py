"""Rate limits, backoff, a circuit breaker and a cap on spending, for all requests of a batch to one server."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import AuthenticationError, RateLimitError, ServerError, StoppedError, SummarizerError
from ..llm.error_translation import translate_error
from ..llm.providers import Endpoint, cost_usd
from ..llm.response_parser import RawCompletion
from ..models import Tokens
from ..text.token_counts import count_request_tokens
from .accounting import Limits, Spending, budget_error

_WINDOW = 60.0  # seconds: providers limit requests and tokens by the minute


@dataclass(frozen=True, slots=True)
class OutagePolicy:
    """What failures of a server mean, and how long to wait after them.

    The values are choices of 2026-11-24, not tuned on data. What they lead to when a simulated server fails, in virtual
    time, is held by `pytest tests/unit/batch/test_rate_limiter.py`.

    Attributes:
        failure_threshold: failures in a row after which the server counts as down and only probes are sent.
        max_probes: failed probes by one request; more would let a document that crashes the server be the only probe.
        first_probe, max_probe_interval: seconds before the first probe, doubled for each further one, and the maximum.
        first_pause, max_pause: seconds to wait after a 429 that names no time, doubled while they last, and their
            maximum.
        unproven_patience: seconds of patience with a server that has not answered once: its address may be wrong.
    """

    failure_threshold: int = 3
    max_probes: int = 3
    first_probe: float = 1.0
    max_probe_interval: float = 60.0
    first_pause: float = 1.0
    max_pause: float = 60.0
    unproven_patience: float = 20.0


OUTAGE_POLICY = OutagePolicy()


def now() -> float:
    """Seconds on the clock of the running event loop, which also times its sleeps."""
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class RateReservation:
    """An amount granted at a time, as long as its window counts it."""

    window: RateWindow
    time: float
    amount: float
    is_current: bool = True

    def correct(self, amount: float) -> None:
        """Replace the estimate by the amount that the server counted."""
        if self.is_current:
            self.window.used += amount - self.amount
        self.amount = amount


class RateWindow:
    """A sliding window: grants at most `limit` within any minute.

    Amounts are granted by an estimate and corrected when they are known, so that the limit holds for what the server
    counts.

    Attributes:
        used: what was granted within the last minute.
    """

    def __init__(self, limit: int) -> None:
        self.used = 0.0
        self._limit = limit
        self._grants: deque[RateReservation] = deque()

    def delay(self, amount: float) -> float:
        """Seconds until the amount can be granted. One above the limit needs an empty window."""
        time = now()
        while self._grants and self._grants[0].time + _WINDOW <= time:
            expired = self._grants.popleft()
            expired.is_current = False
            self.used -= expired.amount
        excess = self.used + min(amount, self._limit) - self._limit
        if not self._grants or excess <= 0:
            return 0.0
        delay = 0.0
        for grant in self._grants:
            if excess <= 0:
                break
            excess -= grant.amount
            delay = grant.time + _WINDOW - time
        return delay

    def grant(self, amount: float) -> RateReservation:
        """Count an amount from now on."""
        grant = RateReservation(self, now(), amount)
        self._grants.append(grant)
        self.used += amount
        return grant


@dataclass(slots=True)
class _Permit:
    """What was reserved for one request, at its worst.

    Attributes:
        cost: US dollars; None where no price is known or none is needed.
        is_probe: whether the request tests if a server that was down is back.
    """

    tokens: Tokens
    cost: float | None
    sent_at: float = 0.0
    token_grant: RateReservation | None = None
    is_probe: bool = False


class RateLimiter:
    """A dispatcher of requests: they are admitted one after the other, each as soon as every limit allows it.

    The concurrency follows the server as TCP follows the network (additive increase, multiplicative decrease): a 429
    halves it, successes regain it. After several failures in a row a circuit breaker opens, and single probes test
    whether the server is back.

    Args:
        failure_threshold: failures in a row that open the circuit breaker.

    Attributes:
        spending: what was asked so far.
    """

    def __init__(self, limits: Limits, failure_threshold: int = OUTAGE_POLICY.failure_threshold) -> None:
        self.spending = Spending()
        self._limits = limits
        self._failure_threshold = failure_threshold
        self._admission = asyncio.Lock()
        self._changed = asyncio.Event()
        self._requests = RateWindow(limits.requests_per_minute) if limits.requests_per_minute else None
        self._tokens = RateWindow(limits.tokens_per_minute) if limits.tokens_per_minute else None
        self._concurrency = float(limits.concurrency)
        self._running = 0
        self._reserved_cost = 0.0
        self._paused_until = self._halved_at = -math.inf
        self._failing_since: float | None = None  # first failure or 429 after the last success
        self._failures = self._rate_limited = self._probes = 0  # in a row
        self._next_probe: float | None = None  # set while the circuit is open
        self._probe_is_running = False
        self._stopped: StoppedError | None = None

    async def send(
        self, send: Callable[[], Awaitable[RawCompletion]], request: Mapping[str, Any], endpoint: Endpoint
    ) -> RawCompletion:
        """Send a request by `send` when the limits allow it, and again while the server is busy or down.

        Raises:
            StoppedError: the batch cannot go on.
        """
        probes = 0
        while True:
            permit = self._estimate(request, endpoint)
            async with self._admission:
                await self._admit(permit)
            try:
                received = await send()
            except BaseException as error:
                self._release(permit)
                failure = translate_error(error, endpoint)
                if failure is None:
                    raise
                probes += permit.is_probe
                if not self._should_retry(failure, permit, probes):
                    raise
            else:
                self._record_success(permit, received, endpoint)
                return received

    # ------------------------------------------------------------------------------------------------ admission

    def _estimate(self, request: Mapping[str, Any], endpoint: Endpoint) -> _Permit:
        """What the request may take at most, if any limit depends on it."""
        if self._tokens is None and self._limits.max_cost is None:
            return _Permit(Tokens(), None)
        tokens = count_request_tokens(request, endpoint.model)
        return _Permit(tokens, cost_usd(endpoint.provider, endpoint.model, tokens))

    async def _admit(self, permit: _Permit) -> None:
        """Wait until the request may be sent, and count it."""
        while (delay := self._delay(permit)) > 0:
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(None if math.isinf(delay) else delay):
                    await self._changed.wait()
        permit.sent_at = now()
        permit.is_probe = self._probe_is_running = self._next_probe is not None
        if self._requests:
            self._requests.grant(1)
        if self._tokens:
            permit.token_grant = self._tokens.grant(permit.tokens.input + permit.tokens.output)
        self._running += 1
        self._reserved_cost += permit.cost or 0.0

    def _delay(self, permit: _Permit) -> float:
        """Seconds until the request may be sent; infinity if that depends on the end of another one."""
        if self._stopped:
            raise self._stopped
        time = now()
        if self._running >= int(self._concurrency) or self._probe_is_running or not self._is_affordable(permit):
            return math.inf
        delays = [self._paused_until - time, (self._next_probe or time) - time, 0.0]
        if self._requests:
            delays.append(self._requests.delay(1))
        if self._tokens:
            delays.append(self._tokens.delay(permit.tokens.input + permit.tokens.output))
        return max(delays)

    def _is_affordable(self, permit: _Permit) -> bool:
        """Whether the worst case stays under the cap. Raises `StoppedError` if it does not with nothing under way."""
        cap = self._limits.max_cost
        if cap is None or permit.cost is None:
            return True
        spent = self.spending.cost_usd or 0.0
        if spent + self._reserved_cost + permit.cost <= cap:
            return True
        if self._running == 0:
            raise self._stop(budget_error(cap, spent, f"the next request may cost ${permit.cost:.4f}"))
        return False

    # ------------------------------------------------------------------------------------------------- outcomes

    def _release(self, permit: _Permit) -> None:
        self._running -= 1
        self._reserved_cost -= permit.cost or 0.0
        if permit.is_probe:
            self._probe_is_running = False
        self._changed.set()

    def _record_success(self, permit: _Permit, received: RawCompletion, endpoint: Endpoint) -> None:
        """Count an answer, close the circuit and raise the concurrency."""
        # A server that reports no tokens is taken at the worst case, or a cap on it would have no effect.
        tokens = received.tokens if received.tokens.input or received.tokens.output else permit.tokens
        self.spending.add(tokens, cost_usd(endpoint.provider, endpoint.model, tokens))
        if permit.token_grant:
            permit.token_grant.correct(tokens.input + tokens.output)
        self._concurrency = min(float(self._limits.concurrency), self._concurrency + 1 / self._concurrency)
        self._failures = self._rate_limited = self._probes = 0
        self._next_probe = self._failing_since = None
        self._release(permit)

    def _should_retry(self, failure: SummarizerError, permit: _Permit, probes: int) -> bool:
        """Whether the request is to be sent again, after what the failure means for all requests was noted.

        Args:
            probes: how many probes by this request have failed.
        """
        if not isinstance(failure, ServerError):
            return False
        if isinstance(failure, AuthenticationError) or (type(failure) is ServerError and not failure.retryable):
            # A wrong key or an empty account: the same for every document.
            raise self._stop(StoppedError(failure.message, f"{failure.hint}; then go on with --resume"))
        if isinstance(failure, RateLimitError):
            self._back_off(failure, permit)
            return True
        if not failure.retryable:
            return False
        self._failures += 1
        if self._failures < self._failure_threshold:
            return False
        if self._next_probe is None or permit.is_probe:  # a request sent before the outage tells nothing new
            self._open_circuit(failure)
        return probes < OUTAGE_POLICY.max_probes

    def _back_off(self, failure: RateLimitError, permit: _Permit) -> None:
        if permit.sent_at > self._halved_at:  # what was sent before the last halving says nothing about its effect
            self._concurrency, self._halved_at = max(1.0, self._concurrency / 2), now()
            self._rate_limited += 1
        pause = failure.retry_after
        if pause is None:
            pause = min(OUTAGE_POLICY.max_pause, OUTAGE_POLICY.first_pause * 2 ** (self._rate_limited - 1))
        self._check_patience(failure, pause, self._limits.patience)
        self._paused_until = max(self._paused_until, now() + pause)

    def _open_circuit(self, failure: SummarizerError) -> None:
        pause = min(OUTAGE_POLICY.max_probe_interval, OUTAGE_POLICY.first_probe * 2**self._probes)
        self._probes += 1
        patience = self._limits.patience
        if self.spending.requests == 0:
            patience = min(patience, OUTAGE_POLICY.unproven_patience)
        self._check_patience(failure, pause, patience)
        self._next_probe = now() + pause
        self._changed.set()

    def _check_patience(self, failure: SummarizerError, pause: float, patience: float) -> None:
        """Raise `StoppedError` if the pause would exceed the patience with the server, both in seconds."""
        since = self._failing_since = now() if self._failing_since is None else self._failing_since
        if now() + pause - since <= patience:
            return
        if pause > patience:
            reason = f"the server asks to wait {pause:.0f} s"
        else:
            reason = f"given up after {now() - since:.0f} s of waiting"
        raise self._stop(
            StoppedError(f"{failure.message}; {reason}", "go on later with --resume, or wait longer with --patience")
        )

    def _stop(self, error: StoppedError) -> StoppedError:
        self._stopped = self._stopped or error
        self._changed.set()
        return self._stopped
