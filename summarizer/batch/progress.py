"""What the user sees of a batch: a bar on a terminal, plain lines elsewhere, and one line at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from .budget import Spending

_EVERY = 10.0  # seconds between two plain lines


@dataclass(slots=True)
class Totals:
    """What a batch has done so far.

    Attributes:
        total: how many documents there are in all, None when nobody can know.
        before, failed_before: documents that have their line from an earlier run, and those of them that failed.
        spending: what this run asked of the server; answers from the cache cost nothing.
    """

    total: int | None = None
    before: int = 0
    failed_before: int = 0
    done: int = 0
    failed: int = 0
    spending: Spending = field(default_factory=Spending)
    started: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        """Since the batch began."""
        return time.perf_counter() - self.started

    def sentence(self) -> str:
        """All of it in one line."""
        count = self.done + self.failed
        parts = [f"{count:,} document{'' if count == 1 else 's'}: {self.done:,} done, {self.failed:,} failed"]
        if self.before:
            failed = f", {self.failed_before:,} of them failed" if self.failed_before else ""
            parts.append(f"{self.before:,} before{failed}")
        parts.append(f"{self.seconds:.1f} s, {self.rate:.1f}/s")
        return "; ".join(parts + self.spent())

    def spent(self) -> list[str]:
        """Tokens and cost, as far as there are any."""
        tokens, cost = self.spending.tokens, self.spending.cost_usd
        said = [f"{tokens.input:,} + {tokens.output:,} tokens"] if tokens.input + tokens.output else []
        return said + ([f"${cost:.4f}"] if cost is not None else [])

    @property
    def rate(self) -> float:
        """Documents a second."""
        return (self.done + self.failed) / max(self.seconds, 1e-9)


class Progress:
    """Shows totals as they grow. A context manager.

    Args:
        say: prints one line.
    """

    def __init__(self, totals: Totals, say: Callable[[str], None]) -> None:
        self.totals = totals
        self.say = say
        self._last = time.perf_counter()
        self._bar: Any = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task("", total=self.totals.total, completed=self.totals.before, numbers="")
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
        self.say(self.totals.sentence())

    def count(self, failed: bool) -> None:
        """One more document."""
        totals = self.totals
        totals.done += not failed
        totals.failed += failed
        if self._bar is not None:
            numbers = [f"{totals.rate:.1f}/s", f"{totals.failed:,} failed", *totals.spent()]
            self._bar.update(
                self._task, completed=totals.before + totals.done + totals.failed, numbers=" · ".join(numbers)
            )
        elif time.perf_counter() - self._last >= _EVERY:
            self._last = time.perf_counter()
            self.say(totals.sentence())


def _bar() -> Any:
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
