"""`summarizer estimate INPUT…`: what a batch will take, before anything is asked."""

from __future__ import annotations

import argparse

from .batch import add_limit_arguments, at_least_one, limits_of, positive
from .console import say, write
from .summarize import add_writing_arguments, settings_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer estimate`."""
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="as for `summarizer batch`; a sample will do")
    add = parser.add_argument_group("what is assumed").add_argument
    add("--documents", type=at_least_one, metavar="N", help="how many there will be (default: those of the inputs)")
    add("--sample", type=at_least_one, default=200, metavar="N", help="look at so many of them (default 200)")
    add("--output-tokens", type=at_least_one, default=700, metavar="N", help="of one summary (default 700)")
    add("--again", type=float, default=0.2, metavar="SHARE", help="of documents asked about once more (default 0.2)")
    add("--latency", type=positive, default=10.0, metavar="SECONDS", help="of one request (default 10)")
    add_limit_arguments(parser)
    add_writing_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Print the estimate."""
    from ..batch.estimate import Assumptions, estimate
    from ..batch.inputs import Inputs

    assumed = Assumptions(options.documents, options.output_tokens, options.again, options.latency)
    lines = estimate(Inputs(options.inputs, say), settings_of(options), limits_of(options), assumed, options.sample)
    write("\n".join(lines))
    return 0
