"""What a batch may ask of a server and spend, and what it has spent. Needs no event loop, unlike what enforces it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..errors import StoppedError
from ..models import Tokens

# Share of the list price that OpenAI, and providers with the same interface, charge for requests in batches.
PROVIDER_BATCH_DISCOUNT = 0.5


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
