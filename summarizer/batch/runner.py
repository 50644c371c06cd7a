"""A batch from beginning to end: inputs to tasks, outcomes to the journal and to the progress display."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..concurrency import bounded_map
from ..llm.client import ModelClient
from ..llm.providers import cost_usd, resolve_endpoint
from ..models import Tokens
from ..settings import Settings
from .accounting import PROVIDER_BATCH_DISCOUNT, Limits, Progress, Totals
from .inputs import Inputs, Item
from .journal import STDOUT, Journal
from .rate_limiter import OUTAGE_POLICY, RateLimiter
from .task import ItemProcessor, Outcome
from .worker_pool import WorkerPool

if TYPE_CHECKING:
    from ..llm.client import ModelClient
    from ..llm.providers import Endpoint

# Failures that are shown as they occur: where a thousand fail, most do for one reason.
_MAX_FAILURES_SHOWN = 5
# Documents in one round of the provider's batches; their texts are in memory.
_PROVIDER_BATCH_CONCURRENCY = 2_000


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """What to do.

    Attributes:
        inputs: files, folders, patterns and JSONL files, as `Inputs` takes them.
        resume: continue the output of an earlier run.
        ordered: keep the order of the inputs; the offline engine always does.
        workers: processes of the offline engine.
        limits: how a model's server may be used.
        poll_interval: seconds before the first look at a batch of the provider; None to send each request by itself.
    """

    inputs: tuple[str, ...]
    output: Path
    resume: bool = False
    ordered: bool = False
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    poll_interval: float | None = None


def run_batch(plan: BatchPlan, settings: Settings, notify: Callable[[str], None]) -> Totals:
    """Summarise everything that has no line yet.

    Args:
        notify: shows the user one line.

    Raises:
        InputError: there is no such input, or the output cannot be written.
        UsageError: the output cannot be continued.
        StoppedError: the server is down, or the cap on spending is reached; unfinished documents have no line.
    """
    inputs = Inputs(plan.inputs, notify, None if plan.output == STDOUT else plan.output)
    task = ItemProcessor(settings)
    # Workers are forks of this process: they are started before it opens a file or a thread.
    with _start_workers(plan, task) as pool, closing(Journal(plan.output, task.digest, plan.resume)) as journal:
        if journal.backup:
            notify(f"{plan.output}: the earlier output is now {journal.backup}; --resume would have continued it")
        totals = Totals(inputs.count(), done_before=len(journal.done), failed_before=journal.failures)
        with Progress(totals, notify) as progress:
            _Batch(plan, task, journal, progress, pool).run(inputs)
    return totals


def _start_workers(plan: BatchPlan, task: ItemProcessor) -> AbstractContextManager[WorkerPool | None]:
    return WorkerPool(task, plan.workers) if task.settings.offline and plan.workers > 1 else nullcontext()


class _Batch:
    """The parts of one batch, wired together."""

    def __init__(
        self, plan: BatchPlan, task: ItemProcessor, journal: Journal, progress: Progress, pool: WorkerPool | None
    ) -> None:
        self._plan = plan
        self._task = task
        self._journal = journal
        self._progress = progress
        self._pool = pool
        self._ordered = plan.ordered or task.settings.offline
        self._ids: list[str] = []  # in the order of the inputs; kept only if lines may have to be reordered

    def run(self, inputs: Inputs) -> None:
        """Summarise the items that have no line yet, and put the lines in order."""
        done = frozenset(self._journal.done)
        items = self._remaining(inputs, done)
        if self._task.settings.offline:
            for outcome in self._pool.outcomes(items) if self._pool else map(self._task.run_offline, items):
                self._record(outcome)
        else:
            import asyncio  # takes 20 ms, which the offline engine does without

            asyncio.run(self._run_with_model(items))
        if self._ordered and done:  # a failure that was tried again is the last line
            self._journal.reorder(self._ids)

    def _remaining(self, inputs: Inputs, done: frozenset[str]) -> Iterator[Item]:
        for item in inputs:
            if done and self._ordered:
                self._ids.append(item.id)
            if item.id not in done:
                yield item

    async def _run_with_model(self, items: Iterator[Item]) -> None:
        if self._plan.poll_interval is not None:
            await self._run_in_provider_batches(items, self._plan.poll_interval)
            return
        settings = self._task.settings
        limiter = RateLimiter(self._plan.limits, min(OUTAGE_POLICY.failure_threshold, settings.attempts))
        self._progress.totals.spending = limiter.spending
        async with ModelClient(settings, dispatcher=limiter) as client:
            self._warn_if_price_unknown(client.endpoint)
            await self._run_tasks(client, items, self._plan.limits.concurrency)

    async def _run_in_provider_batches(self, items: Iterator[Item], poll_interval: float) -> None:
        from .provider_batch import ProviderBatch, ProviderBatchLimits

        settings = self._task.settings
        state = self._plan.output.with_name(f".{self._plan.output.name}.batches")
        endpoint = resolve_endpoint(settings.model or "", settings)
        terms = ProviderBatchLimits(poll_interval, self._plan.limits.max_cost)
        dispatcher = ProviderBatch(endpoint, settings, state, terms, self._progress.notify)
        self._warn_if_price_unknown(endpoint)
        self._progress.totals.spending = dispatcher.spending
        self._task.price_factor = PROVIDER_BATCH_DISCOUNT
        async with ModelClient(settings, dispatcher=dispatcher) as client:
            try:
                await self._run_tasks(client, items, _PROVIDER_BATCH_CONCURRENCY)
            finally:
                await dispatcher.close()
        dispatcher.forget_batches()

    async def _run_tasks(self, client: ModelClient, items: Iterator[Item], concurrency: int) -> None:
        async def run_task(item: Item) -> Outcome:
            return await self._task.run_with_model(item, client)

        async for outcome in bounded_map(items, run_task, concurrency, self._ordered):
            self._record(outcome)

    def _warn_if_price_unknown(self, endpoint: Endpoint) -> None:
        is_known = cost_usd(endpoint.provider, endpoint.model, Tokens(input=1, output=1)) is not None
        if self._plan.limits.max_cost is not None and not is_known:
            self._progress.notify(f"--max-cost cannot apply: no price is known for {endpoint.name}")

    def _record(self, outcome: Outcome) -> None:
        self._journal.write(outcome.line)
        failures = self._progress.totals.failed
        if outcome.failed and failures == _MAX_FAILURES_SHOWN:
            self._progress.notify("further failures stand in the output alone")
        if not outcome.failed or failures < _MAX_FAILURES_SHOWN:
            for message in outcome.messages:
                self._progress.notify(message)
        self._progress.count(outcome.failed)
