"""`summarizer batch INPUT… [-o OUT.jsonl]`: many documents, one line of JSON for each."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .console import notify
from .options import add_limit_arguments, add_summary_arguments, limits_from, positive_int, settings_from

if TYPE_CHECKING:
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
        help="one line per document: `id`, `source`, and `summary` or `error`; default: standard output",
    )
    add = parser.add_argument_group("the run").add_argument
    add(
        "--resume",
        action="store_true",
        help="continue an earlier run with this output, however it ended; documents that failed because of the model "
        "or its server are tried again",
    )
    add("--ordered", action="store_true", help="write lines in the order of the inputs (always so offline)")
    add(
        "--workers",
        type=positive_int,
        default=1,
        metavar="N",
        help="number of processes for the offline engine (default 1)",
    )
    add_limit_arguments(parser)
    add_summary_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Do what is not done yet. Returns 1 when documents failed."""
    from ..batch.runner import BatchPlan, run_batch

    settings = settings_from(options)
    if settings.model is None:
        notify("no model named (-m, $SUMMARIZER_MODEL): the offline engine writes")
    if not settings.offline and options.workers > 1:
        raise UsageError("--workers is for the offline engine", "with a model, raise --concurrency")
    _refuse_rates_with_provider_batch(options, settings)
    plan = BatchPlan(
        inputs=tuple(options.inputs),
        output=Path(options.output),
        resume=options.resume,
        ordered=options.ordered,
        workers=options.workers,
        limits=limits_from(options),
        poll_interval=options.poll if options.provider_batch else None,
    )
    try:
        totals = run_batch(plan, settings, notify)
    except KeyboardInterrupt:
        if options.output != "-":
            notify(f"{options.output}: what is done has its line; --resume goes on")
        raise
    return 1 if totals.failed or totals.failed_before else 0


def _refuse_rates_with_provider_batch(options: argparse.Namespace, settings: Settings) -> None:
    if not options.provider_batch:
        return
    if settings.model is None:
        raise UsageError("--provider-batch needs a model", "name it with -m")
    if options.requests_per_minute or options.tokens_per_minute:
        raise UsageError("--provider-batch leaves the pace to the provider", "leave the rates out")
