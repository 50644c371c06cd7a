"""`summarizer batch INPUT… [-o OUT.jsonl]`: many documents, one line of JSON for each."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .console import say
from .summarize import add_writing_arguments, settings_of

if TYPE_CHECKING:
    from ..batch.budget import Limits
    from ..settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer batch`."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="files, folders, patterns; .jsonl with `id`, `text` and, if known, `title`, `source`, "
        '`published_at`; "-" reads such lines from standard input',
    )
    parser.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="OUT.jsonl",
        help="one line a document: `id`, `source`, and `summary` or `error`; default: standard output",
    )
    add = parser.add_argument_group("the run").add_argument
    add(
        "--resume",
        action="store_true",
        help="go on where an earlier run with this output ended, however it ended; what failed for the model or its "
        "server is tried again",
    )
    add("--ordered", action="store_true", help="lines in the order of the inputs (offline they always are)")
    add("--workers", type=at_least_one, default=1, metavar="N", help="processes of the offline engine (default 1)")
    add_limit_arguments(parser)
    add_writing_arguments(parser)


def add_limit_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that say how a model's server may be asked."""
    add = parser.add_argument_group("how the server is asked").add_argument
    add("--concurrency", type=at_least_one, default=8, metavar="N", help="requests at once, at most (default 8)")
    add("--requests-per-minute", type=at_least_one, metavar="N")
    add("--tokens-per-minute", type=at_least_one, metavar="N", help="in both directions together")
    add("--max-cost", type=positive, metavar="USD", help="stop before more than this is spent")
    add(
        "--patience",
        type=positive,
        default=300.0,
        metavar="SECONDS",
        help="stop when the server has been down or busy for so long (default 300)",
    )
    add(
        "--provider-batch",
        action="store_true",
        help="hand the requests to the provider's batch interface (/v1/batches): half the price, within a day",
    )
    add(
        "--poll",
        type=positive,
        default=30.0,
        metavar="SECONDS",
        help="before the first look at such a batch; later ones wait longer (default 30)",
    )


def run(options: argparse.Namespace) -> int:
    """Do what is not done yet. Returns 1 when documents failed."""
    from ..batch.runner import BatchPlan, run_batch

    settings = settings_of(options)
    if settings.model is None:
        say("no model named (-m, $SUMMARIZER_MODEL): the offline engine writes")
    if not settings.offline and options.workers > 1:
        raise UsageError("--workers is for the offline engine", "with a model, raise --concurrency")
    _refuse_rates_with_provider_batch(options, settings)
    plan = BatchPlan(
        inputs=tuple(options.inputs),
        output=Path(options.output),
        resume=options.resume,
        ordered=options.ordered,
        workers=options.workers,
        limits=limits_of(options),
        poll_interval=options.poll if options.provider_batch else None,
    )
    try:
        totals = run_batch(plan, settings, say)
    except KeyboardInterrupt:
        if options.output != "-":
            say(f"{options.output}: what is done has its line; --resume goes on")
        raise
    return 1 if totals.failed or totals.failed_before else 0


def _refuse_rates_with_provider_batch(options: argparse.Namespace, settings: Settings) -> None:
    if not options.provider_batch:
        return
    if settings.model is None:
        raise UsageError("--provider-batch needs a model", "name it with -m")
    if options.requests_per_minute or options.tokens_per_minute:
        raise UsageError("--provider-batch leaves the pace to the provider", "leave the rates out")


def limits_of(options: argparse.Namespace) -> Limits:
    """The limits that the arguments name."""
    from ..batch.budget import Limits

    return Limits(
        concurrency=options.concurrency,
        requests_per_minute=options.requests_per_minute,
        tokens_per_minute=options.tokens_per_minute,
        max_cost=options.max_cost,
        patience=options.patience,
    )


def at_least_one(text: str) -> int:
    """A number of an option: 1 or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: at least 1")
    return number


def positive(text: str) -> float:
    """A number of an option: more than 0."""
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text}: more than 0")
    return number
