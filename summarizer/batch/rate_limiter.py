"""How a server may be asked: so many requests at once, so many requests and tokens a minute, for so much money."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..errors import AuthenticationError, RateLimitError, ServerError, StoppedError, SummarizerError
from ..models import Tokens
from .budget import Limits, Spending

if TYPE_CHECKING:
    from ..llm.providers import Endpoint
    from ..llm.response_parser import RawCompletion

_MINUTE = 60.0


def now() -> float:
    """Seconds on the clock of the running event loop, by which its waits are measured as well."""
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class Note:
    """An amount that was granted at a time."""

    window: RateWindow
    time: float
    amount: float
    counts: bool = True

    def correct(self, amount: float) -> None:
        """The amount turned out to be another."""
        if self.counts:
            self.window.used += amount - self.amount
        self.amount = amount


class RateWindow:
    """At most so much within any minute.

    Amounts are noted when they are granted and corrected when they are known, so that the law holds of what the
    server counts and not only of what was guessed.

    Attributes:
        used: within the last minute.
    """

    def __init__(self, most: int) -> None:
        self.used = 0.0
        self._most = most
        self._noted: deque[Note] = deque()

    def wait(self, amount: float) -> float:
        """Seconds until so much is free; what is more than a minute's worth needs an empty minute."""
        time = now()
        while self._noted and self._noted[0].time + _MINUTE <= time:
            old = self._noted.popleft()
            old.counts = False
            self.used -= old.amount
        over = self.used + min(amount, self._most) - self._most
        for note in self._noted:
            if over <= 0:
                break
            over -= note.amount
            free = note.time + _MINUTE - time
        return free if self._noted and self.used + min(amount, self._most) > self._most else 0.0

    def note(self, amount: float) -> Note:
        """Count an amount from now on."""
        note = Note(self, now(), amount)
        self._noted.append(note)
        self.used += amount
        return note


IN_A_ROW = 3  # failures that mean the server is down
_MOST_PROBES = 3  # by one request: a document that fells the server must not be the only one that probes
_PROBES = (1.0, 60.0)  # seconds before the first probe, doubled for each further one, at most
_NAMELESS = (1.0, 60.0)  # seconds to wait after a 429 that names no time, doubled while they last, at most
_NEVER_ANSWERED = 20.0  # seconds of patience with a server that has not answered once: is the address right?


def cap_reached(cap: float, spent: float, rest: str) -> StoppedError:
    """The error of a batch that may not spend more; in US dollars, with what the rest may cost, in words."""
    error = StoppedError(
        f"the cap of ${cap:g} is reached: ${spent:.4f} spent, {rest}", "raise --max-cost and go on with --resume"
    )
    error.exit_code = 1
    return error


@dataclass(slots=True)
class _Pass:
    """One request on its way: what was set aside for it."""

    tokens: Tokens
    cost: float | None
    started: float = 0.0
    notes: tuple[Note, ...] = ()
    probe: bool = False


class RateLimiter:
    """The way to a server. Requests enter one after the other, each when it may.

    Args:
        in_a_row: failures that mean the server is down.

    Attributes:
        spending: what was asked so far.
    """

    def __init__(self, limits: Limits, in_a_row: int = IN_A_ROW) -> None:
        self.spending = Spending()
        self._limits = limits
        self._in_a_row = in_a_row
        self._door = asyncio.Lock()
        self._changed = asyncio.Event()
        self._requests = RateWindow(limits.requests) if limits.requests else None
        self._tokens = RateWindow(limits.tokens) if limits.tokens else None
        self._room = float(limits.concurrency)
        self._running = 0
        self._set_aside = 0.0
        self._pause_until = self._last_cut = -math.inf
        self._troubled_since: float | None = None  # first failure or 429 after the last success
        self._failures = self._refusals = self._probes = 0
        self._probe_at: float | None = None  # set while the server is taken for down
        self._probing = False
        self._stopped: StoppedError | None = None

    async def send(
        self, send: Callable[[], Awaitable[RawCompletion]], request: Mapping[str, Any], endpoint: Endpoint
    ) -> RawCompletion:
        """Send a request when it may be sent, again as long as the server is busy or down.

        Raises:
            StoppedError: the batch cannot go on.
        """
        probes = 0
        while True:
            permit = self._permit(request, endpoint)
            async with self._door:
                await self._admitted(permit)
            try:
                received = await send()
            except BaseException as error:
                self._left(permit)
                failure = self._translated(error, endpoint)
                if failure is None:
                    raise
                probes += permit.probe
                if not self._again(failure, permit, probes):
                    raise
            else:
                self._settle(permit, received, endpoint)
                return received

    # ------------------------------------------------------------------------------------------------- entering

    def _permit(self, request: Mapping[str, Any], endpoint: Endpoint) -> _Pass:
        """What the request may take at most, as far as anything depends on it."""
        if self._tokens is None and self._limits.max_cost is None:
            return _Pass(Tokens(), None)
        from ..llm.providers import cost_usd
        from ..text.token_counts import count_request_tokens

        tokens = count_request_tokens(request, endpoint.model)
        return _Pass(tokens, cost_usd(endpoint.provider, endpoint.model, tokens))

    async def _admitted(self, permit: _Pass) -> None:
        while (delay := self._delay(permit)) > 0:
            self._changed.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(None if math.isinf(delay) else delay):
                    await self._changed.wait()
        permit.started = now()
        permit.probe = self._probing = self._probe_at is not None
        permit.notes = tuple(self._notes(permit))
        self._running += 1
        self._set_aside += permit.cost or 0.0

    def _notes(self, permit: _Pass) -> list[Note]:
        if self._requests:
            self._requests.note(1)
        return [self._tokens.note(permit.tokens.input + permit.tokens.output)] if self._tokens else []

    def _delay(self, permit: _Pass) -> float:
        """Seconds until the request may be sent; infinity when that depends on another one's end."""
        if self._stopped:
            raise self._stopped
        time = now()
        if self._running >= int(self._room) or self._probing or not self._affordable(permit):
            return math.inf
        waits = [self._pause_until - time, (self._probe_at or time) - time, 0.0]
        if self._requests:
            waits.append(self._requests.wait(1))
        if self._tokens:
            waits.append(self._tokens.wait(permit.tokens.input + permit.tokens.output))
        return max(waits)

    def _affordable(self, permit: _Pass) -> bool:
        """Whether the worst case stays under the cap; when it does not with nothing under way, the batch is over."""
        cap = self._limits.max_cost
        if cap is None or permit.cost is None:
            return True
        spent = self.spending.cost_usd or 0.0
        if spent + self._set_aside + permit.cost <= cap:
            return True
        if self._running == 0:
            raise self._stop(cap_reached(cap, spent, f"the next request may cost ${permit.cost:.4f}"))
        return False

    # ------------------------------------------------------------------------------------------------- leaving

    def _left(self, permit: _Pass) -> None:
        self._running -= 1
        self._set_aside -= permit.cost or 0.0
        if permit.probe:
            self._probing = False
        self._changed.set()

    def _settle(self, permit: _Pass, received: RawCompletion, endpoint: Endpoint) -> None:
        """An answer came: count it, and trust the server again."""
        from ..llm.providers import cost_usd

        # A server that does not count is taken at the worst, or a cap on it would mean nothing.
        tokens = received.tokens if received.tokens.input or received.tokens.output else permit.tokens
        self.spending.add(tokens, cost_usd(endpoint.provider, endpoint.model, tokens))
        for note in permit.notes:
            note.correct(tokens.input + tokens.output)
        self._room = min(float(self._limits.concurrency), self._room + 1 / self._room)
        self._failures = self._refusals = self._probes = 0
        self._probe_at = self._troubled_since = None
        self._left(permit)

    def _translated(self, error: BaseException, endpoint: Endpoint) -> SummarizerError | None:
        from ..llm.error_translation import translate_error

        return translate_error(error, endpoint)

    def _again(self, failure: SummarizerError, permit: _Pass, probes: int) -> bool:
        """What a failure means for everybody, and whether the request is to be sent again."""
        if not isinstance(failure, ServerError):
            return False
        if isinstance(failure, AuthenticationError) or (type(failure) is ServerError and not failure.retryable):
            # No key, or no money left: the same for every document.
            raise self._stop(StoppedError(failure.message, f"{failure.hint}; then go on with --resume"))
        if isinstance(failure, RateLimitError):
            self._slow_down(failure, permit)
            return True
        if not failure.retryable:
            return False
        self._failures += 1
        if self._failures < self._in_a_row:
            return False
        if self._probe_at is None or permit.probe:  # what was under way when the server went says nothing new
            self._hold(failure)
        return probes < _MOST_PROBES

    def _slow_down(self, failure: RateLimitError, permit: _Pass) -> None:
        if permit.started > self._last_cut:  # what was sent before the last cut says nothing of it
            self._room, self._last_cut = max(1.0, self._room / 2), now()
            self._refusals += 1
        least, most = _NAMELESS
        named = failure.retry_after
        pause = min(most, least * 2 ** (self._refusals - 1)) if named is None else named
        self._be_patient(failure, pause, self._limits.patience)
        self._pause_until = max(self._pause_until, now() + pause)

    def _hold(self, failure: SummarizerError) -> None:
        least, most = _PROBES
        pause = min(most, least * 2**self._probes)
        self._probes += 1
        answered = self.spending.requests > 0
        self._be_patient(failure, pause, min(self._limits.patience, math.inf if answered else _NEVER_ANSWERED))
        self._probe_at = now() + pause
        self._changed.set()

    def _be_patient(self, failure: SummarizerError, pause: float, patience: float) -> None:
        since = self._troubled_since = now() if self._troubled_since is None else self._troubled_since
        if now() + pause - since <= patience:
            return
        asked = pause > patience
        why = f"the server asks to wait {pause:.0f} s" if asked else f"given up after {now() - since:.0f} s of waiting"
        raise self._stop(
            StoppedError(f"{failure.message}; {why}", "go on later with --resume, or wait longer with --patience")
        )

    def _stop(self, error: StoppedError) -> StoppedError:
        self._stopped = self._stopped or error
        self._changed.set()
        return self._stopped
