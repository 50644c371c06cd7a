"""Calls of a provider's batch interface that outlast its outages.

Each call is made again while the provider is busy or down, for as long as patience lasts; what was submitted stays
noted. A submission whose confirmation was lost is looked for before there is another one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..errors import StoppedError, SummarizerError
from ..llm.error_translation import translate_error
from ..llm.openai_adapter import BatchState, OpenAIConnection
from ..llm.providers import Endpoint
from .provider_answers import AnswerFiles, Missing, find_missing
from .provider_state import BatchStore, SubmittedBatch
from .rate_limiter import OUTAGE_POLICY

T = TypeVar("T")

_RUNNING = {"validating", "in_progress", "finalizing", "cancelling"}
_FINISHED = {"completed", "expired", "cancelled", "failed"}
COMPLETIONS = "/v1/chat/completions"


@dataclass(frozen=True, slots=True)
class CallPolicy:
    """How long a provider is given. Choices of 2026-11-30, not measured.

    Attributes:
        transfer_timeout: seconds for one call of the interface, the download of a file of 1 GB included.
        max_wait: seconds after which a batch that has not ended never will; providers promise a day.
        max_poll_factor: the longest interval between two looks at a batch, as a multiple of the first one.
        max_pages: pages of the list of batches that are searched for one whose submission was not confirmed.
    """

    transfer_timeout: float = 1800
    max_wait: float = 3 * 86_400
    max_poll_factor: float = 20
    max_pages: int = 20


CALL_POLICY = CallPolicy()


class ProviderCalls:
    """The batch interface of one provider.

    Args:
        patience: seconds for which it may be down or busy.
        poll_interval: seconds before the first look at a batch; the interval doubles up to twenty times this one.
    """

    def __init__(
        self,
        connection: OpenAIConnection,
        endpoint: Endpoint,
        store: BatchStore,
        patience: float,
        poll_interval: float,
    ) -> None:
        self._connection = connection
        self._endpoint = endpoint
        self._store = store
        self._max_patience = patience
        self._poll_interval = poll_interval
        self._has_connected = bool(store.batches)

    async def upload(self, lines: Sequence[bytes]) -> str:
        """Upload requests. Returns the id of the file."""
        return await self._call(lambda: self._connection.upload_requests(lines))

    async def create(self, batch: SubmittedBatch) -> None:
        """Submit an uploaded file. A submission whose answer was lost is looked for before there is another one."""
        is_uncertain = False

        async def create_or_find() -> str:
            nonlocal is_uncertain
            if is_uncertain and (found := await self._find(batch)):
                return found
            try:
                return (await self._connection.create_batch(batch.file_id, COMPLETIONS)).id
            except Exception as error:
                failure = translate_error(error, self._endpoint)
                is_uncertain = failure is None or failure.retryable
                if not is_uncertain:
                    self._store.remove(batch)
                raise

        batch.id = await self._call(create_or_find)
        self._store.write()

    async def find(self, batch: SubmittedBatch) -> str | None:
        """The id of a noted batch whose submission was not confirmed; None if it was never submitted."""
        return await self._call(lambda: self._find(batch))

    async def wait_until_finished(self, batch_id: str) -> BatchState:
        """Poll a batch until it is finished, and return it."""
        clock = asyncio.get_running_loop().time
        since, interval = clock(), self._poll_interval
        while True:
            state = await self._retrieve(batch_id)
            if state.status in _FINISHED:
                return state
            if state.status not in _RUNNING:
                raise StoppedError(
                    f"batch {batch_id} is in a state that is not known here: {state.status}",
                    f"look at the provider's site, and go on with --resume; {self._store.path} keeps it",
                )
            if clock() - since > CALL_POLICY.max_wait:
                raise StoppedError(f"batch {batch_id} does not end: {state.status}", "go on with --resume")
            await asyncio.sleep(interval)
            interval = min(2 * interval, self._poll_interval * CALL_POLICY.max_poll_factor)

    async def download(self, batch: SubmittedBatch, state: BatchState) -> tuple[AnswerFiles, Missing]:
        """The answers of a finished batch. Files that lack some are read again for as long as patience lasts."""
        clock = asyncio.get_running_loop().time
        since, pause = clock(), OUTAGE_POLICY.first_probe
        while True:
            files = AnswerFiles()
            for file_id in state.result_files:
                data = await self._call(lambda file_id=file_id: self._connection.download_file(file_id))  # type: ignore[misc]
                files.add_file(data)
            missing = find_missing(batch.requests or (), state, files)
            if not missing.withheld:
                return files, missing
            if clock() + pause - since > self._max_patience:
                files.give_up_torn_line()
                return files, find_missing(batch.requests or (), state, files)
            await asyncio.sleep(pause)
            pause = min(2 * pause, OUTAGE_POLICY.max_probe_interval)
            state = await self._retrieve(state.id)

    async def _retrieve(self, batch_id: str) -> BatchState:
        return await self._call(lambda: self._connection.retrieve_batch(batch_id))

    async def _find(self, batch: SubmittedBatch) -> str | None:
        """The id of the batch that has this file, if there is one."""
        after = None
        for _ in range(CALL_POLICY.max_pages):
            try:
                page = await self._connection.list_batches(after)
            except Exception as error:
                failure = translate_error(error, self._endpoint)
                if failure is None or failure.retryable:
                    raise
                raise StoppedError(
                    f"whether a batch was submitted is not known, and the provider does not list them: {failure}",
                    f"look at its site; if there is none, remove {self._store.path} and go on with --resume",
                ) from None
            for state in page.data:
                if state.input_file_id == batch.file_id:
                    return state.id
            if not page.has_more or not page.data:
                break
            after = page.data[-1].id
        return None

    async def _call(self, call: Callable[[], Awaitable[T]]) -> T:
        """Call the provider, again while it is busy or down.

        Raises:
            StoppedError: it refuses the call, or the patience is over. What was submitted stays noted.
        """
        clock = asyncio.get_running_loop().time
        since, pause = None, OUTAGE_POLICY.first_probe
        while True:
            try:
                async with asyncio.timeout(CALL_POLICY.transfer_timeout):
                    result = await call()
            except Exception as error:
                failure = translate_error(error, self._endpoint)
                if failure is None or isinstance(failure, StoppedError):
                    raise
                since = clock() if since is None else since
                wait = getattr(failure, "retry_after", None) or pause
                if not failure.retryable or clock() + wait - since > self._patience():
                    raise _giving_up(failure, clock() - since) from None
            else:
                self._has_connected = True
                return result
            await asyncio.sleep(wait)
            pause = min(2 * pause, OUTAGE_POLICY.max_probe_interval)

    def _patience(self) -> float:
        """Seconds; fewer with a provider that has not answered once: its address may be wrong."""
        patience = self._max_patience
        return patience if self._has_connected else min(patience, OUTAGE_POLICY.unproven_patience)


def _giving_up(failure: SummarizerError, seconds: float) -> StoppedError:
    """The error of a batch whose provider refuses a call, or was down or busy for too long."""
    if not failure.retryable:
        return StoppedError(failure.message, f"{failure.hint}; then go on with --resume")
    waited = f"; given up after {seconds:.0f} s of waiting" if seconds else ""
    hint = "what was submitted is kept: go on later with --resume, or wait longer with --patience"
    return StoppedError(failure.message + waited, hint)
