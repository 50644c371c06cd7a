"""Errors as results: of one source among many, its summary or the error that prevented it.

`summarize_many`, batches and the integrations all summarise through these functions, so that one bad article never
stops the others.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from .errors import StoppedError, SummarizerError
from .models import Summary
from .pipeline import Input, run_pipeline, summarize_offline
from .settings import Settings

if TYPE_CHECKING:
    from .llm.client import ModelClient

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Result(Generic[S]):
    """The summary of one source, or the error that prevented it."""

    source: S
    summary: Summary | None = None
    error: SummarizerError | None = None


def summarize_each(
    sources: Iterable[S], settings: Settings, concurrency: int, to_input: Callable[[S], Input]
) -> Iterator[Result[S]]:
    """Yield a result for each source, in order.

    Args:
        sources: drawn lazily; with a model a few more than `concurrency` are read ahead.
        concurrency: how many requests to a model are under way at a time.
        to_input: turns a source into what the pipeline reads; its errors are results too.
    """
    if settings.offline:
        return (try_summarize_offline(source, settings, to_input) for source in sources)
    from .concurrency import iterate_in_thread

    return iterate_in_thread(_summarize_each_with_model(sources, settings, concurrency, to_input), concurrency)


def try_summarize_offline(
    source: S, settings: Settings, to_input: Callable[[S], Input], catch_all: bool = False
) -> Result[S]:
    """Summarise a source with the offline engine. Returns the summary or the error.

    Args:
        to_input: turns the source into what the pipeline reads; its errors are results too.
        catch_all: return an exception that is not a `SummarizerError`, a bug of ours, as an internal error.
    """
    try:
        return Result(source, summarize_offline(to_input(source), settings))
    except Exception as error:
        return Result(source, error=_result_error(error, catch_all))


async def try_summarize(
    source: S, settings: Settings, to_input: Callable[[S], Input], client: ModelClient, catch_all: bool = False
) -> Result[S]:
    """Summarise a source with a model. Returns the summary or the error; arguments as in `try_summarize_offline`.

    Raises:
        StoppedError: no further source can be summarised either.
    """
    try:
        return Result(source, await run_pipeline(to_input(source), settings, client))
    except Exception as error:
        return Result(source, error=_result_error(error, catch_all))


def input_or_raise(source: Input | SummarizerError) -> Input:
    """The input itself. Raises the error that stands in place of one that could not be parsed."""
    if isinstance(source, SummarizerError):
        raise source
    return source


async def _summarize_each_with_model(
    sources: Iterable[S], settings: Settings, concurrency: int, to_input: Callable[[S], Input]
) -> AsyncIterator[Result[S]]:
    from .concurrency import ConcurrencyLimiter, bounded_map
    from .llm.client import ModelClient

    async with ModelClient(settings, dispatcher=ConcurrencyLimiter(concurrency)) as client:

        async def summarize_one(source: S) -> Result[S]:
            return await try_summarize(source, settings, to_input, client)

        async for result in bounded_map(sources, summarize_one, concurrency, ordered=True):
            yield result


def _result_error(error: Exception, catch_all: bool) -> SummarizerError:
    """The error as the result of one source. Raises it if it concerns more than this source."""
    if isinstance(error, StoppedError):
        raise error
    if isinstance(error, SummarizerError):
        return error
    if not catch_all:
        raise error
    hint = "`summarizer FILE` with SUMMARIZER_DEBUG=1 tells more; report it"
    bug = SummarizerError(f"internal error: {type(error).__name__}: {error}", hint)
    bug.exit_code = 3  # another version may do better: --resume tries it again
    return bug
