"""When a failed request is tried again: in which response mode, after which wait, and with how many tokens."""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import dataclass, field

from ..errors import ContextError, InvalidAnswerError, ServerError, SummarizerError, TruncatedError
from .error_translation import NoJsonError, RejectedError
from .providers import ModeName


@dataclass(frozen=True, slots=True)
class RetryLimits:
    """How long to wait, and how much more to ask for. Conventional values of 2026-11-24, not measured;
    `python -m benchmarks.fault_matrix` tries every fault with them.

    Attributes:
        max_requested_wait: seconds; a server that asks to wait longer is not tried again.
        first_backoff: seconds before the second attempt; doubled for each further one, and shortened at random by up to
            a half, so that clients that failed together do not return together.
        max_backoff: seconds; the longest wait without a request of the server.
        truncation_factor: an answer that was cut off is requested once more with this many times the tokens.
    """

    max_requested_wait: float = 60.0
    first_backoff: float = 0.5
    max_backoff: float = 8.0
    truncation_factor: int = 3


LIMITS = RetryLimits()

# A 404 about a mode (OpenRouter: "no endpoints found that support tool use"), not about the name of the model.
_ABOUT_MODE = re.compile(r"tool|function|response_format|json|support|parameter", re.I)


@dataclass(slots=True)
class RetryPolicy:
    """The attempts that are left for one question.

    Attributes:
        modes: response modes not yet ruled out; the first one is the mode of the next attempt.
        attempts: how many may fail; one that only rules out a mode does not count.
        max_tokens: of the next answer.
        notes: what the next attempt tells the model about the answer before.
        failures: attempts that failed so far.
        truncation: the first answer that was cut off.
        rejection: the first response mode that the server did not accept.
    """

    modes: list[ModeName]
    attempts: int
    max_tokens: int
    notes: list[str] = field(default_factory=list)
    failures: int = 0
    truncation: TruncatedError | None = None
    rejection: RejectedError | None = None

    @property
    def mode(self) -> ModeName:
        """The response mode of the next attempt."""
        return self.modes[0]

    async def next_attempt(self, error: SummarizerError) -> None:
        """Wait, and change what the next attempt has to do differently. Raises the error if there is to be none."""
        if self.truncation and isinstance(error, RejectedError | ContextError):  # the larger limit does not fit
            raise self.truncation
        if isinstance(error, RejectedError):
            self._rule_out_mode(error)
            return
        self.failures += 1
        if self.failures >= self.attempts:
            raise error
        if isinstance(error, TruncatedError) and not self.truncation:
            self.truncation, self.max_tokens = error, self.max_tokens * LIMITS.truncation_factor
        elif isinstance(error, InvalidAnswerError):
            self._describe_fault(error)
        elif isinstance(error, ServerError) and error.retryable:
            await self._back_off(error)
        else:
            raise error

    def _rule_out_mode(self, error: RejectedError) -> None:
        """Go on to the next mode; if none is accepted, the first rejection tells most."""
        self.rejection = self.rejection or error
        about_mode = error.status not in (404, 405) or _ABOUT_MODE.search(error.message)
        if len(self.modes) == 1 or not about_mode:
            raise self.rejection
        del self.modes[0]
        self.notes.clear()

    def _describe_fault(self, error: InvalidAnswerError) -> None:
        """Tell the model what was wrong; a mode that the server ignores, twice or with no JSON at all, is ruled out."""
        ignored = isinstance(error, NoJsonError) or bool(self.notes)
        if ignored and len(self.modes) > 1:
            del self.modes[0]
        fault = error.message.partition(": ")[2]
        self.notes = [f"Your answer before this one could not be used: {fault}. Answer again, whole."]

    async def _back_off(self, error: ServerError) -> None:
        """Wait as long as the server asks, else with exponential backoff and jitter."""
        requested = error.retry_after
        if requested is not None and requested > LIMITS.max_requested_wait:
            raise error
        if error.status == 500 and self.failures > 1 and len(self.modes) > 1:
            del self.modes[0]  # some servers answer a mode that they do not know with 500
        backoff = min(LIMITS.max_backoff, LIMITS.first_backoff * 2 ** (self.failures - 1)) * random.uniform(0.5, 1.0)
        await asyncio.sleep(backoff if requested is None else requested)
