"""`summarizer cache info|clear`: the answers of models that are kept."""

from __future__ import annotations

import argparse

from .console import write_output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer cache`."""
    parser.add_argument("what", choices=("info", "clear"), help="show location and size, or delete all entries")


def run(options: argparse.Namespace) -> int:
    """Print what the cache holds, or empty it."""
    from ..llm.answer_cache import AnswerStore

    with AnswerStore() as cache:
        if options.what == "clear":
            count = cache.clear()
            write_output(f"{count:,} answer{'' if count == 1 else 's'} forgotten")
        else:
            info = cache.info()
            write_output(
                f"{info.path}\n{info.answers:,} answer{'' if info.answers == 1 else 's'}, {info.size / 1e6:.1f} MB"
            )
    return 0
