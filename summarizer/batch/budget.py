"""What a user allows a batch, and what it spent. Apart from the gate that keeps to it, which needs an event loop."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..models import Tokens


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user allows.

    Attributes:
        concurrency: requests under way at once.
        requests, tokens: per minute; None for no limit. Tokens count in both directions.
        max_cost: US dollars; None for no cap.
        patience: seconds that a server may be down, or busy, before the batch stops; one that has not answered yet is
            given a third of a minute.
    """

    concurrency: int = 8
    requests: int | None = None
    tokens: int | None = None
    max_cost: float | None = None
    patience: float = 300.0


@dataclass(slots=True)
class Spending:
    """What was asked of a server. The cost is None as long as no price is known."""

    requests: int = 0
    tokens: Tokens = field(default_factory=Tokens)
    cost_usd: float | None = None

    def add(self, tokens: Tokens, cost: float | None) -> None:
        """One more answer."""
        self.requests += 1
        self.tokens = Tokens(input=self.tokens.input + tokens.input, output=self.tokens.output + tokens.output)
        if cost is not None:
            self.cost_usd = (self.cost_usd or 0.0) + cost
