"""A batch from beginning to end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ..models import Tokens
from ..settings import Settings
from .budget import Limits
from .inputs import Inputs, Item
from .journal import STDOUT, Journal
from .progress import Progress, Totals
from .task import Outcome, Work
from .worker_pool import Pool

if TYPE_CHECKING:
    from ..llm.client import ModelClient
    from ..llm.providers import Endpoint

_NAMED = 5  # failures that are told as they come: where a thousand fail, it is mostly for one reason
_TOGETHER = 2_000  # documents that are in one round of the provider's batches: their texts are in memory


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do.

    Attributes:
        ordered: lines in the order of the inputs; the offline engine always keeps it.
        workers: processes of the offline engine.
        limits: how a model's server may be asked.
        poll: seconds before the first look at a batch of the provider's; None to ask request by request.
    """

    inputs: tuple[str, ...]
    output: Path
    resume: bool = False
    ordered: bool = False
    workers: int = 1
    limits: Limits = field(default_factory=Limits)
    poll: float | None = None


def run_batch(plan: Plan, settings: Settings, say: Callable[[str], None]) -> Totals:
    """Summarise everything that is not done yet.

    Raises:
        InputError: there is no such input, or the output cannot be written.
        UsageError: the output cannot be continued.
        StoppedError: the server is down, or the cap on spending is reached; what is not done has no line.
    """
    inputs = Inputs(plan.inputs, say, None if plan.output == STDOUT else plan.output)
    work = Work(settings)
    # Workers are copies of this process: they come before it has a file open or a thread.
    with _pool(plan, work) as pool, closing(Journal(plan.output, work.digest, plan.resume)) as journal:
        if journal.kept:
            say(f"{plan.output}: the earlier output is now {journal.kept}; --resume would have continued it")
        totals = Totals(inputs.count(), before=len(journal.done), failed_before=journal.failures)
        with Progress(totals, say) as progress:
            _Batch(plan, work, journal, progress, pool).run(inputs)
    return totals


def _pool(plan: Plan, work: Work) -> AbstractContextManager[Pool | None]:
    """The workers of the offline engine, when there are to be any."""
    return Pool(work, plan.workers) if work.settings.offline and plan.workers > 1 else nullcontext()


class _Batch:
    """The parts of one batch."""

    def __init__(self, plan: Plan, work: Work, journal: Journal, progress: Progress, pool: Pool | None) -> None:
        self._plan = plan
        self._work = work
        self._journal = journal
        self._progress = progress
        self._outcomes = pool.outcomes if pool else partial(map, work.offline)
        self._offline = work.settings.offline
        self._ordered = plan.ordered or self._offline
        self._names: list[str] = []

    def run(self, inputs: Inputs) -> None:
        """Do what is left, and put the lines in order."""
        before = frozenset(self._journal.done)
        if self._offline:
            for outcome in self._outcomes(self._left(inputs, before)):
                self._take(outcome)
        else:
            import asyncio  # the offline engine does without, and starts sooner

            asyncio.run(self._with_model(self._left(inputs, before)))
        if self._ordered and before:  # a failure that was tried again stands at the end
            self._journal.order(self._names)

    def _left(self, inputs: Inputs, before: frozenset[str]) -> Iterator[Item]:
        for item in inputs:
            if before and self._ordered:
                self._names.append(item.id)
            if item.id not in before:
                yield item

    async def _with_model(self, items: Iterator[Item]) -> None:
        from ..llm.client import ModelClient
        from .rate_limiter import IN_A_ROW, RateLimiter

        if self._plan.poll is not None:
            await self._with_provider(items, self._plan.poll)
            return
        limiter = RateLimiter(self._plan.limits, in_a_row=min(IN_A_ROW, self._work.settings.attempts))
        self._progress.totals.spending = limiter.spending
        async with ModelClient(self._work.settings, dispatcher=limiter) as client:
            self._say_when_no_price(client.endpoint)
            await self._through(client, items, self._plan.limits.concurrency)

    async def _with_provider(self, items: Iterator[Item], poll: float) -> None:
        from ..llm.client import ModelClient
        from ..llm.providers import resolve_endpoint
        from .provider_batch import PRICE, ProviderBatch, Terms

        settings = self._work.settings
        state = self._plan.output.with_name(f".{self._plan.output.name}.batches")
        endpoint, terms = resolve_endpoint(settings.model or "", settings), Terms(poll, self._plan.limits.max_cost)
        dispatcher = ProviderBatch(endpoint, settings, state, terms, self._progress.say)
        self._say_when_no_price(endpoint)
        self._progress.totals.spending, self._work.price = dispatcher.spending, PRICE
        async with ModelClient(settings, dispatcher=dispatcher) as client:
            try:
                await self._through(client, items, _TOGETHER)
            finally:
                await dispatcher.close()
        dispatcher.done()

    async def _through(self, client: ModelClient, items: Iterator[Item], concurrency: int) -> None:
        from ..concurrency import bounded_map

        async def one(item: Item) -> Outcome:
            return await self._work.with_model(item, client)

        async for outcome in bounded_map(items, one, concurrency, self._ordered):
            self._take(outcome)

    def _say_when_no_price(self, endpoint: Endpoint) -> None:
        from ..llm.providers import cost_usd

        known = cost_usd(endpoint.provider, endpoint.model, Tokens(input=1, output=1)) is not None
        if self._plan.limits.max_cost is not None and not known:
            self._progress.say(f"--max-cost cannot apply: nobody knows the price of {endpoint.name}")

    def _take(self, outcome: Outcome) -> None:
        self._journal.write(outcome.line)
        failures = self._progress.totals.failed
        if outcome.failed and failures == _NAMED:
            self._progress.say("further failures stand in the output alone")
        if not outcome.failed or failures < _NAMED:
            for line in outcome.said:
                self._progress.say(line)
        self._progress.count(outcome.failed)
