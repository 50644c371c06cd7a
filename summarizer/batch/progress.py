"""What the user sees of a running batch: a bar on a terminal, plain lines elsewhere, and totals at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from .budget import Spending

# Seconds between two plain lines: a log of an hour has 360.
_LINE_INTERVAL = 10.0


@dataclass(slots=True)
class Totals:
    """What a batch has done so far.

    Attributes:
        total: documents in all inputs; None if their number is unknown.
        done_before, failed_before: documents with a line from an earlier run, and how many of these lines are errors.
        done, failed: documents of this run.
        spending: what this run asked of the server; answers from the cache cost nothing.
        started: reading of `time.perf_counter`.
    """

    total: int | None = None
    done_before: int = 0
    failed_before: int = 0
    done: int = 0
    failed: int = 0
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
        return "; ".join(parts + self.spending_parts())

    def spending_parts(self) -> list[str]:
        """Tokens and cost in words, if there are any."""
        tokens, cost = self.spending.tokens, self.spending.cost_usd
        parts = [f"{tokens.input:,} + {tokens.output:,} tokens"] if tokens.input + tokens.output else []
        return parts + ([f"${cost:.4f}"] if cost is not None else [])


class Progress:
    """Shows totals as they grow. A context manager.

    Args:
        notify: shows the user one line.
    """

    def __init__(self, totals: Totals, notify: Callable[[str], None]) -> None:
        self.totals = totals
        self.notify = notify
        self._last_line = time.perf_counter()
        self._bar: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
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
            self.notify(totals.summary_line())


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
