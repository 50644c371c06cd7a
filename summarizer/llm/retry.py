"""What is left to try for one question: which mode, how often, how long to wait, and with how much room."""

from __future__ import annotations

import asyncio
import random
import re
from dataclasses import dataclass, field

from ..errors import ContextError, InvalidAnswerError, ServerError, SummarizerError, TruncatedError
from .error_translation import NoJsonError, RejectedError
from .providers import ModeName

LONGEST_WAIT = 60.0  # seconds: a server that asks for more is not waited for
_BACKOFF = (0.5, 8.0)  # seconds before the second attempt, doubled for each further one, at most
_MORE_ROOM = 3  # a cut-off answer is asked for once more with so many times the tokens

# A 404 that is about a mode (OpenRouter: "no endpoints found that support tool use") and not about the model's name.
_ABOUT_MODE = re.compile(r"tool|function|response_format|json|support|parameter", re.I)


@dataclass(slots=True)
class RetryPolicy:
    """What is left to try for one question, and what the next attempt is told."""

    modes: list[ModeName]
    attempts: int
    max_tokens: int
    notes: list[str] = field(default_factory=list)
    failures: int = 0
    truncation: TruncatedError | None = None
    rejection: RejectedError | None = None

    @property
    def mode(self) -> ModeName:
        """The mode of the next attempt."""
        return self.modes[0]

    async def next_attempt(self, error: SummarizerError) -> None:
        """Prepare the next attempt, or raise the error when there is none."""
        if self.truncation and isinstance(error, RejectedError | ContextError):  # there is no room for more room
            raise self.truncation
        if isinstance(error, RejectedError):
            self._advance_mode(error)
            return
        self.failures += 1
        if self.failures >= self.attempts:
            raise error
        if isinstance(error, TruncatedError) and not self.truncation:
            self.truncation, self.max_tokens = error, self.max_tokens * _MORE_ROOM
        elif isinstance(error, InvalidAnswerError):
            self._describe_fault(error)
        elif isinstance(error, ServerError) and error.retryable:
            await self._back_off(error)
        else:
            raise error

    def _advance_mode(self, error: RejectedError) -> None:
        """The mode after the one that was not accepted; when none is, the first refusal says most."""
        self.rejection = self.rejection or error
        about_mode = error.status not in (404, 405) or _ABOUT_MODE.search(error.message)
        if len(self.modes) == 1 or not about_mode:
            raise self.rejection
        del self.modes[0]
        self.notes.clear()

    def _describe_fault(self, error: InvalidAnswerError) -> None:
        """Ask again with the fault; a server that twice, or with no JSON at all, ignored a mode gets the next one."""
        ignored = isinstance(error, NoJsonError) or bool(self.notes)
        if ignored and len(self.modes) > 1:
            del self.modes[0]
        what = error.message.partition(": ")[2]
        self.notes = [f"Your answer before this one could not be used: {what}. Answer again, whole."]

    async def _back_off(self, error: ServerError) -> None:
        """Wait as long as the server asks, else longer each time; not for one that asks for too long."""
        asked = error.retry_after
        if asked is not None and asked > LONGEST_WAIT:
            raise error
        if error.status == 500 and self.failures > 1 and len(self.modes) > 1:
            del self.modes[0]  # some servers answer a mode that they do not have with 500
        least, most = _BACKOFF
        pause = min(most, least * 2 ** (self.failures - 1)) * random.uniform(0.5, 1.0)
        await asyncio.sleep(pause if asked is None else asked)
