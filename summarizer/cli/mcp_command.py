"""`summarizer mcp`: serve the tools summarize, check and blocks to an MCP host over standard input and output."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..errors import UsageError
from .options import add_summary_arguments, settings_from


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer mcp`."""
    parser.add_argument(
        "--root",
        type=Path,
        action="append",
        default=[],
        metavar="DIR",
        help="files below this folder may be read by path (repeatable; default: none)",
    )
    add_summary_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until the host closes the connection."""
    from ..integrations.mcp import make_server

    for root in options.root:
        if not root.is_dir():
            raise UsageError(f"{root}: no such folder", "give an existing folder to --root")
    make_server(settings_from(options), options.root).run("stdio")
    return 0
