"""A batch from beginning to end: inputs to tasks, outcomes to the journal and to the progress display."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..concurrency import bounded_map
from ..errors import InputError, ModelError, UsageError, shorten_name
from ..files import is_special
from ..llm.client import ModelClient
from ..llm.providers import cost_usd, resolve_endpoint
from ..models import Tokens
from ..render.sanitize import escape_terminal_controls
from ..settings import Settings
from .accounting import PROVIDER_BATCH_DISCOUNT, Limits, Progress, Totals
from .inputs import Inputs, Item
from .journal import STDOUT, Journal, is_database
from .rate_limiter import OUTAGE_POLICY, RateLimiter
from .task import ItemProcessor, Outcome
from .worker_pool import WorkerPool

if TYPE_CHECKING:
    from ..llm.client import ModelClient
    from ..llm.providers import Endpoint
    from .database import DatabaseJournal

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
        quiet: show no bar.
    """

    inputs: tuple[str, ...]
    output: Path
    resume: bool = False
    ordered: bool = False
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    poll_interval: float | None = None
    quiet: bool = False


def run_batch(plan: BatchPlan, settings: Settings, notify: Callable[[str], None]) -> Totals:
    """Summarise everything that has no line yet.

    Args:
        notify: shows the user one line.

    Raises:
        InputError: there is no such input, or the output cannot be written.
        UsageError: the output cannot be continued.
        StoppedError: the server is down, or the cap on spending is reached; unfinished documents have no line.
    """
    _refuse_to_lose_batches(plan)
    inputs = Inputs(plan.inputs, notify, None if plan.output == STDOUT else plan.output)
    task = ItemProcessor(settings)
    # Workers are forks of this process: they are started before it opens a file or a thread.
    with _start_workers(plan, task) as pool, closing(open_journal(plan.output, task, plan.resume, notify)) as journal:
        totals = Totals(inputs.count(), done_before=len(journal.done), failed_before=journal.failures)
        totals.engine = settings.model or totals.engine
        with Progress(totals, notify, plan.quiet) as progress:
            _Batch(plan, task, journal, progress, pool).run(inputs)
    return totals


def _batches_path(output: Path) -> Path:
    """Where the batches are noted that were submitted for an output."""
    target = output.resolve()
    return target.with_name(f".{target.name}.batches")


def _refuse_to_lose_batches(plan: BatchPlan) -> None:
    """Raise `UsageError` if a run like this would forget, or could not note, what the provider was paid for."""
    uses_batches = plan.poll_interval is not None
    if uses_batches and (plan.output == STDOUT or is_special(plan.output)):
        raise UsageError("--provider-batch needs a file for its output", "name one with -o")
    noted = _batches_path(plan.output)
    if noted.exists() and not (uses_batches and plan.resume):
        raise UsageError(
            f"{plan.output}: batches of an earlier run may still hold its answers",
            f"go on with --provider-batch --resume, or remove {noted} to pay for them anew",
        )


def open_journal(
    output: Path, task: ItemProcessor, resume: bool, notify: Callable[[str], None]
) -> Journal | DatabaseJournal:
    """The output: a database where its suffix says so, else lines of JSON. The user is told of a backup."""
    journal: Journal | DatabaseJournal
    if is_database(output):
        from .database import DatabaseJournal

        journal = DatabaseJournal(output, task.digest, task.settings.model, resume)
    else:
        journal = Journal(output, task.digest, resume)
    if journal.backup:
        notify(f"{output}: the earlier output is now {journal.backup}; --resume would have continued it")
    return journal


def print_line(line: bytes) -> None:
    """Print a line that cost money and cannot be written."""
    text = line.decode()
    sys.stdout.write(escape_terminal_controls(text) if sys.stdout.isatty() else text)
    sys.stdout.flush()


def _start_workers(plan: BatchPlan, task: ItemProcessor) -> AbstractContextManager[WorkerPool | None]:
    return WorkerPool(task, plan.workers) if task.settings.offline and plan.workers > 1 else nullcontext()


class _Batch:
    """The parts of one batch, wired together."""

    def __init__(
        self,
        plan: BatchPlan,
        task: ItemProcessor,
        journal: Journal | DatabaseJournal,
        progress: Progress,
        pool: WorkerPool | None,
    ) -> None:
        self._plan = plan
        self._task = task
        self._journal = journal
        self._progress = progress
        self._pool = pool
        self._ordered = plan.ordered or task.settings.offline
        # A failure of the model itself is not mended by its old answers; any other document may need them once more.
        self._keeps_batches = False
        self._write_error: InputError | None = None
        self._changed = 0  # documents whose text is not the one that an earlier run summarised
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
        if self._write_error:
            raise self._write_error
        if self._ordered and done:  # a failure that was tried again is the last line
            self._journal.reorder(self._ids)

    def _remaining(self, inputs: Inputs, done: frozenset[str]) -> Iterator[Item]:
        for item in inputs:
            if self._write_error:
                return
            if done and self._ordered:
                self._ids.append(item.id)
            if item.id not in done:
                yield item
            else:
                self._notice_change(item)

    def _notice_change(self, item: Item) -> None:
        """Say that a document is no longer what was summarised; its line stays, since it may have cost money."""
        digest = self._task.find_text_digest(item)
        if digest is None or self._journal.texts.get(item.id, digest) == digest:
            return
        self._changed += 1
        if self._changed <= _MAX_FAILURES_SHOWN:
            self._progress.notify(
                f"{shorten_name(item.id)}: has changed since; its summary is of the old text and is kept; "
                "to have it done anew, remove it from the output"
            )
        elif self._changed == _MAX_FAILURES_SHOWN + 1:
            self._progress.notify("further documents have changed since, too")

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
        from .provider_state import BatchStore

        settings = self._task.settings
        endpoint = resolve_endpoint(settings.model or "", settings)
        store = BatchStore(_batches_path(self._plan.output), self._task.digest)
        limits = ProviderBatchLimits(poll_interval, self._plan.limits.max_cost, self._plan.limits.patience)
        dispatcher = ProviderBatch(endpoint, settings, store, limits, self._progress.notify)
        self._warn_if_price_unknown(endpoint)
        self._progress.totals.spending = dispatcher.spending
        self._task.price_factor = PROVIDER_BATCH_DISCOUNT
        async with ModelClient(settings, dispatcher=dispatcher) as client:
            try:
                await self._run_tasks(client, items, _PROVIDER_BATCH_CONCURRENCY)
            finally:
                await dispatcher.close()
        self._journal.sync()
        dispatcher.finish(keep=self._keeps_batches)

    async def _run_tasks(self, client: ModelClient, items: Iterator[Item], concurrency: int) -> None:
        async def run_task(item: Item) -> Outcome:
            return await self._task.run_with_model(item, client)

        async for outcome in bounded_map(items, run_task, concurrency, self._ordered):
            self._record(outcome)

    def _warn_if_price_unknown(self, endpoint: Endpoint) -> None:
        is_known = cost_usd(endpoint.provider, endpoint.model, Tokens(input=1, output=1)) is not None
        if self._plan.limits.max_cost is not None and not is_known:
            self._progress.notify(f"--max-cost cannot apply: no price is known for {endpoint.name}")

    def _write(self, line: bytes) -> None:
        """Append a line to the output or, where that is not possible, print it if its answers exist nowhere else.

        Nothing further is begun then, and what was under way is printed too.
        """
        try:
            self._journal.write(line)
        except InputError as error:
            is_free = self._task.settings.offline or self._plan.poll_interval is not None  # or kept by the provider
            if is_free or self._plan.output == STDOUT:
                raise
            if self._write_error is None:
                self._progress.notify(f"{error.message}; what is under way goes to standard output")
            self._write_error = self._write_error or error
            print_line(line)

    def _record(self, outcome: Outcome) -> None:
        self._write(outcome.line)
        if outcome.failure and not issubclass(outcome.failure, InputError | ModelError):
            self._keeps_batches = True
        failures = self._progress.totals.failed
        if outcome.failed and failures == _MAX_FAILURES_SHOWN:
            self._progress.notify("further failures stand in the output alone")
        if not outcome.failed or failures < _MAX_FAILURES_SHOWN:
            for message in outcome.messages:
                self._progress.notify(message)
        self._progress.count(outcome.failed)
