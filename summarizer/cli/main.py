"""The command line: arguments to a command, errors to one line and an exit code.

Only the module of the command that runs is imported; `COMMANDS` names it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from .._version import __version__
from ..errors import SummarizerError, UsageError
from . import COMMANDS
from .console import notify

_EPILOG = "`summarizer FILE…` is short for `summarizer summarize FILE…`; `summarizer COMMAND --help` tells more."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code; an error is one line on stderr, never a traceback."""
    arguments = _insert_default_command(list(sys.argv[1:] if argv is None else argv))
    if sys.stdout is None or sys.stderr is None:  # `>&-`: a descriptor that is closed
        return 2
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115  # `<&-`; for as long as the process
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = make_parser(arguments[0]).parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except SummarizerError as error:
        notify(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        notify("interrupted")
        return 130
    except MemoryError:
        notify("out of memory; give a smaller input")
        return 2
    except BrokenPipeError:  # the reader, e.g. `summarizer … | head`, has closed the pipe: not an error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("SUMMARIZER_DEBUG"):
            raise
        notify(_describe_unexpected(error))
        return 2


def _describe_unexpected(error: Exception) -> str:
    """One line on what has no error of ours: an output that cannot be written, or a fault of ours."""
    if isinstance(error, OSError):  # what is read and written by name has its own error
        return f"{error.filename or 'standard output'}: {error.strerror or error}; check the path and the space left"
    return f"internal error: {type(error).__name__}: {error}; set SUMMARIZER_DEBUG=1 for the traceback and report it"


def _insert_default_command(arguments: list[str]) -> list[str]:
    """`summarizer FILE` means `summarizer summarize FILE`."""
    if not arguments or arguments[0] in (*COMMANDS, "-h", "--help", "--version"):
        return arguments or ["--help"]
    return ["summarize", *arguments]


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, f"see `{self.prog} --help`")


def _help_formatter(prog: str) -> argparse.HelpFormatter:
    return argparse.HelpFormatter(prog, max_help_position=32)


def make_parser(command: str) -> argparse.ArgumentParser:
    """The parser: every command by name and line of help, the arguments only of the one that is wanted."""
    parser = _Parser(
        prog="summarizer",
        epilog=_EPILOG,
        formatter_class=_help_formatter,
        description="Turn a Chinese or English article into a summary in which every statement is cited and checked.",
    )
    parser.add_argument("--version", action="version", version=f"summarizer {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (text, module_name) in COMMANDS.items():
        sub = commands.add_parser(
            name, help=text, formatter_class=_help_formatter, description=text[0].upper() + text[1:] + "."
        )
        if name == command:
            module = import_module(f".{module_name}", __package__)
            getattr(module, f"add_{name}_arguments")(sub)
            sub.set_defaults(run=getattr(module, f"run_{name}"))
    return parser
