"""What an answer cost, where the price of the model is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Run, Tokens
from .providers import Endpoint

if TYPE_CHECKING:
    from .client import Meter

# Our names of providers that the price list calls otherwise.
_NAMES = {"zhipu": "zhipuai", "xai": "x-ai", "gemini": "google", "moonshot": "moonshotai"}


def added_cost(run: Run, meter: Meter, endpoint: Endpoint) -> Run:
    """A run with further answers counted in. The cost of a sum with an unknown part is unknown."""
    if not meter.attempts:
        return run
    cost = cost_usd(endpoint.provider, endpoint.model, meter.tokens)
    before = run.cost_usd if run.engine == "llm" else 0.0
    return run.model_copy(update={
        "attempts": run.attempts + meter.attempts,
        "tokens": Tokens(input=run.tokens.input + meter.tokens.input, output=run.tokens.output + meter.tokens.output),
        "cost_usd": None if cost is None or before is None else round(before + cost, 8),
    })


def cost_usd(provider: str, model: str, tokens: Tokens) -> float | None:
    """The price of these tokens in US dollars as genai-prices lists it; None when it does not know the model."""
    if not provider or not (tokens.input or tokens.output):
        return None
    from genai_prices import Usage, calc_price

    usage = Usage(input_tokens=tokens.input, output_tokens=tokens.output)
    try:
        price = calc_price(usage, model, provider_id=_NAMES.get(provider, provider))
    except LookupError:
        return None
    return round(float(price.total_price), 8)
