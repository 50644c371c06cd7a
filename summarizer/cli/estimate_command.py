"""`summarizer estimate INPUT…`: what a batch will take, before anything is asked."""

from __future__ import annotations

import argparse

from .console import notify, write_output
from .options import (
    add_limit_arguments,
    add_summary_arguments,
    limits_from,
    positive_float,
    positive_int,
    settings_from,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer estimate`."""
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="as for `summarizer batch`; a sample is enough")
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


def run(options: argparse.Namespace) -> int:
    """Print the estimate."""
    from ..batch.estimate import Assumptions, estimate
    from ..batch.inputs import Inputs

    assumed = Assumptions(options.documents, options.output_tokens, options.again, options.latency)
    lines = estimate(
        Inputs(options.inputs, notify), settings_from(options), limits_from(options), assumed, options.sample
    )
    write_output("\n".join(lines))
    return 0
