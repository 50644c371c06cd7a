"""`summarizer batch INPUT… [-o OUT.jsonl]`: many documents, one line of JSON for each.

`summarizer estimate INPUT…` tells what a batch will take before any request is sent.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ..batch import runner
from ..batch.estimate import Assumptions, estimate, estimate_digest
from ..batch.inputs import Inputs
from ..errors import UsageError
from ..settings import Settings
from .console import is_quiet, notify
from .input_output import files_or_stdin, write_output
from .options import (
    add_inputs_argument,
    add_limit_arguments,
    add_summary_arguments,
    limits_from,
    positive_float,
    positive_int,
    settings_from,
)


def add_batch_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer batch`."""
    add_inputs_argument(parser)
    parser.add_argument(
        "-o",
        "--output",
        default="-",
        metavar="OUT",
        help="OUT.jsonl: one line per document, `id`, `source`, and `summary` or `error`; OUT.db: an SQLite database; "
        "default: lines on standard output",
    )
    add = parser.add_argument_group("the run").add_argument
    add(
        "--resume",
        action="store_true",
        help="continue an earlier run with this output, however it ended; documents that failed because of the model "
        "or its server, or could not be read, are tried again",
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


def run_batch(options: argparse.Namespace) -> int:
    """Do what is not done yet. Returns 1 when documents failed."""
    settings = settings_from(options)
    options.inputs = files_or_stdin(*options.inputs)
    if not settings.offline and options.workers > 1:
        raise UsageError("--workers is for the offline engine", "with a model, raise --concurrency")
    _refuse_rates_with_provider_batch(options, settings)
    plan = runner.BatchPlan(
        inputs=tuple(options.inputs),
        output=Path(options.output),
        resume=options.resume,
        ordered=options.ordered,
        workers=options.workers,
        limits=limits_from(options),
        poll_interval=options.poll if options.provider_batch else None,
        quiet=is_quiet(),
    )
    try:
        totals = runner.run_batch(plan, settings, notify)
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


def add_estimate_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer estimate`."""
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="as for `summarizer batch`; a sample is enough")
    parser.add_argument("--digest", action="store_true", help="of one digest of all inputs, not of a summary each")
    add = parser.add_argument_group("what is assumed").add_argument
    add(
        "--documents", type=positive_int, metavar="N", help="number of documents to estimate for (default: those given)"
    )
    add("--sample", type=positive_int, default=200, metavar="N", help="measure this many of the inputs (default 200)")
    add("--output-tokens", type=positive_int, default=700, metavar="N", help="tokens of one summary (default 700)")
    add(
        "--again",
        type=float,
        default=0.2,
        metavar="SHARE",
        help="share of documents with a second request (default 0.2)",
    )
    add("--latency", type=positive_float, default=10.0, metavar="SECONDS", help="duration of one request (default 10)")
    add_limit_arguments(parser)
    add_summary_arguments(parser)


def run_estimate(options: argparse.Namespace) -> int:
    """Print the estimate."""
    assumed = Assumptions(options.documents, options.output_tokens, options.again, options.latency)
    inputs, settings, limits = Inputs(options.inputs, notify), settings_from(options), limits_from(options)
    if options.digest:
        lines = estimate_digest(inputs, settings, limits, assumed)
    else:
        lines = estimate(inputs, settings, limits, assumed, options.sample)
    write_output("\n".join(lines))
    return 0
