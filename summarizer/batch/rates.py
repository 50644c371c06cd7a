"""Rates: at most so much within any minute."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass

_MINUTE = 60.0


def now() -> float:
    """Seconds on the clock of the running event loop, by which its waits are measured as well."""
    return asyncio.get_running_loop().time()


@dataclass(slots=True)
class Note:
    """An amount that was granted at a time."""

    window: Window
    time: float
    amount: float
    counts: bool = True

    def correct(self, amount: float) -> None:
        """The amount turned out to be another."""
        if self.counts:
            self.window.used += amount - self.amount
        self.amount = amount


class Window:
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
