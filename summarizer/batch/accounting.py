"""The accounts of a batch: its limits, what it has spent and done, and how that is shown while it runs.

A terminal shows a bar, other outputs plain lines. `rate_limiter` and `provider_batch` enforce the limits; this module
needs no event loop.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from ..errors import StoppedError
from ..models import Tokens

# Share of the list price that OpenAI, and providers with the same interface, charge for requests in batches.
PROVIDER_BATCH_DISCOUNT = 0.5
# Seconds between two plain lines of progress: a log of an hour has 360.
_LINE_INTERVAL = 10.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user allows.

    Attributes:
        concurrency: requests under way at a time.
        requests_per_minute, tokens_per_minute: None for no limit. Tokens of prompts and answers together.
        max_cost: US dollars; None for no cap.
        patience: seconds for which a server may be down or refuse requests before the batch stops.
    """

    concurrency: int = 8
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    max_cost: float | None = None
    patience: float = 300.0


@dataclass(slots=True)
class Spending:
    """What was asked of a server. The cost in US dollars is None as long as no price is known."""

    requests: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    cost_usd: float | None = None

    def add(self, tokens: Tokens, cost_usd: float | None) -> None:
        """Count one answer."""
        self.requests += 1
        self.tokens = Tokens(input=self.tokens.input + tokens.input, output=self.tokens.output + tokens.output)
        if cost_usd is not None:
            self.cost_usd = (self.cost_usd or 0.0) + cost_usd


def budget_error(max_cost: float, spent: float, remainder: str) -> StoppedError:
    """The error of a batch that may not spend more.

    Args:
        max_cost, spent: US dollars.
        remainder: what the rest may cost, in words.
    """
    error = StoppedError(
        f"the cap of ${max_cost:g} is reached: ${spent:.4f} spent, {remainder}",
        "raise --max-cost and go on with --resume",
    )
    error.exit_code = 1
    return error


@dataclass(slots=True)
class Totals:
    """What a batch has done so far.

    Attributes:
        total: documents in all inputs; None if their number is unknown.
        done_before, failed_before: documents with a line from an earlier run, and how many of these lines are errors.
        done, failed: documents of this run.
        engine: who writes the summaries.
        spending: what this run asked of the server; answers from the cache cost nothing.
        started: reading of `time.perf_counter`.
    """

    total: int | None = None
    done_before: int = 0
    failed_before: int = 0
    done: int = 0
    failed: int = 0
    engine: str = "the offline engine"
    spending: Spending = field(default_factory=Spending)
    started: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        """Since the batch began."""
        return time.perf_counter() - self.started

    @property
    def rate(self) -> float:
        """Documents a second."""
        return (self.done + self.failed) / max(self.seconds, 1e-9)

    def summary_line(self) -> str:
        """All totals in one line."""
        count = self.done + self.failed
        parts = [f"{count:,} document{'' if count == 1 else 's'}: {self.done:,} done, {self.failed:,} failed"]
        if self.done_before:
            failed = f", {self.failed_before:,} of them failed" if self.failed_before else ""
            parts.append(f"{self.done_before:,} before{failed}")
        parts.append(f"{self.seconds:.1f} s, {self.rate:.1f}/s")
        written = [f"written by {self.engine}"] if self.done else []
        return "; ".join([*parts, *self.spending_parts(), *written])

    def progress_line(self) -> str:
        """How far the batch is, in one line that nobody takes for the last one."""
        done = self.done_before + self.done + self.failed
        total = "" if self.total is None else f" of {self.total:,}"
        return "; ".join(
            [f"so far {done:,}{total}, {self.failed:,} failed", f"{self.rate:.1f}/s", *self.spending_parts()]
        )

    def spending_parts(self) -> list[str]:
        """Tokens and cost in words, if there are any."""
        tokens, cost = self.spending.tokens, self.spending.cost_usd
        parts = [f"{tokens.input:,} + {tokens.output:,} tokens"] if tokens.input + tokens.output else []
        return parts + ([f"${cost:.4f}"] if cost is not None else [])


class Progress:
    """Shows totals as they grow. A context manager.

    Args:
        notify: shows the user one line.
        quiet: show no bar.
    """

    def __init__(self, totals: Totals, notify: Callable[[str], None], quiet: bool = False) -> None:
        self.totals = totals
        self.quiet = quiet
        self.notify = notify
        self._last_line = time.perf_counter()
        self._bar: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not self.quiet:
            self._bar = _make_bar()
            self._task = self._bar.add_task("", total=self.totals.total, completed=self.totals.done_before, numbers="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        self.notify(self.totals.summary_line())

    def count(self, failed: bool) -> None:
        """Count one document and update what is shown."""
        totals = self.totals
        totals.done += not failed
        totals.failed += failed
        if self._bar is not None:
            numbers = [f"{totals.rate:.1f}/s", f"{totals.failed:,} failed", *totals.spending_parts()]
            completed = totals.done_before + totals.done + totals.failed
            self._bar.update(self._task, completed=completed, numbers=" · ".join(numbers))
        elif time.perf_counter() - self._last_line >= _LINE_INTERVAL:
            self._last_line = time.perf_counter()
            self.notify(totals.progress_line())


def _make_bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as RichProgress

    return RichProgress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[numbers]}"),
        console=Console(stderr=True),
    )
