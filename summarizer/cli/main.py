"""The command line: arguments to a command, errors to one line and an exit code.

Only the module of the command that runs is imported; `COMMANDS` names it.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any, NoReturn

from .._version import __version__
from ..errors import CacheWarning, SettingError, SummarizerError, UsageError, find_similar, suggest
from . import COMMANDS
from .console import discard, notify, report_error, set_quiet, write_utf8

_EPILOG = "`summarizer FILE…` is short for `summarizer summarize FILE…`; `summarizer COMMAND --help` tells more."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code; an error is one line on stderr, never a traceback."""
    if sys.stdout is None or sys.stderr is None:  # `>&-`: a descriptor that is closed
        return 2
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115  # `<&-`; for as long as the process
    write_utf8()
    if "_ARGCOMPLETE" in os.environ:  # the shell asks what may follow
        import_module(".shell_completion", __package__).complete(os.environ.get("COMP_LINE", ""), make_parser)
    try:
        options = _parse_arguments(list(sys.argv[1:] if argv is None else argv))
        set_quiet(options.quiet)
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            code: int = options.run(options)
        sys.stdout.flush()
        return code
    except SummarizerError as error:
        if isinstance(error, SettingError):
            error = import_module(".options", __package__).name_option(error)
        report_error(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        report_error("interrupted")
        return 130
    except MemoryError:
        report_error("out of memory; give a smaller input")
        return 2
    except BrokenPipeError:  # the reader, e.g. `summarizer … | head`, has closed the pipe: not an error
        discard(sys.stdout)
        return 0
    except Exception as error:
        if os.environ.get("SUMMARIZER_DEBUG"):
            raise
        report_error(_describe_unexpected(error))
        return 2


def _show_warning(message: Warning | str, category: type[Warning], *place: object, **options: object) -> None:
    """Show a warning of ours as a note; what libraries warn of is for their developers."""
    if issubclass(category, CacheWarning):
        notify(str(message))


def _describe_unexpected(error: Exception) -> str:
    """One line on what has no error of ours: an output that cannot be written, or a fault of ours."""
    if isinstance(error, OSError):  # what is read and written by name has its own error
        return f"{error.filename or 'standard output'}: {error.strerror or error}; check the path and the space left"
    return f"internal error: {type(error).__name__}: {error}; set SUMMARIZER_DEBUG=1 for the traceback and report it"


def _parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """The options that arguments stand for. Raises `UsageError` for those that no command has."""
    arguments = _part_verify_from_file(_insert_default_command(arguments))
    options, unknown = make_parser(arguments[0]).parse_known_args(arguments)
    _refuse_repeated(options.parser)
    for argument in unknown:
        parser: argparse.ArgumentParser = options.parser
        name = argument.partition("=")[0]
        if not name.startswith("-"):
            raise UsageError(f"{argument}: one argument too many", f"see `{parser.prog} --help`")
        known = [option for option in parser._option_string_actions if option.startswith("--")]
        raise UsageError(f"{name}: no such option", suggest(name, known, f"see `{parser.prog} --help`"))
    return options


def _refuse_repeated(parser: argparse.ArgumentParser) -> None:
    """Raise `UsageError` for an option that was given more often than it has values."""
    for action in parser._actions:
        if isinstance(action, _StoreOnce) and action.option_strings and action.times > 1:
            name = action.option_strings[0]
            hint = "one command writes one file" if action.dest == "output" else "give it once"
            raise UsageError(f"{name}: given {action.times} times", hint)


def _insert_default_command(arguments: list[str]) -> list[str]:
    """`summarizer FILE` means `summarizer summarize FILE`, and without a FILE what is piped into it.

    Raises:
        UsageError: the first argument is neither command nor file, and looks like a command.
    """
    first = arguments[0] if arguments else ""
    if first in (*COMMANDS, "-h", "--help", "--version"):
        return arguments
    if not first and sys.stdin.isatty():
        return ["--help"]
    if first and first.isalpha() and not os.path.exists(first) and (meant := find_similar(first, COMMANDS)):
        raise UsageError(f"{first}: no such command or file", f"did you mean `summarizer {meant}`?")
    return ["summarize", *arguments]


def _part_verify_from_file(arguments: list[str]) -> list[str]:
    """`--verify FILE` as `--verify=auto FILE`: a file is what is read, and no judge."""
    parted = list(arguments)
    for i, (option, value) in enumerate(pairwise(arguments)):
        if option == "--verify" and (value == "-" or os.path.isfile(value)):
            parted[i] = "--verify=auto"
    return parted


class _StoreOnce(argparse._StoreAction):
    """Stores the value of an option and counts how often it was given: argparse itself keeps the last one silently."""

    times = 0

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        self.times += 1
        super().__call__(parser, namespace, values, option_string)


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one line that says what to do."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name in (None, "store"):
            self.register("action", name, _StoreOnce)

    def error(self, message: str) -> NoReturn:
        name, separator, problem = message.partition(": ")
        if name.startswith("argument "):  # of an option with two names, the long one: `-f/--format`
            message = name.removeprefix("argument ").rpartition("/")[2] + separator + problem
        raise UsageError(message, "" if ";" in message else f"see `{self.prog} --help`")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices and isinstance(value, str):
            known = [str(choice) for choice in action.choices]
            hint = suggest(value, known, f"choose one of {', '.join(known)}")
            raise argparse.ArgumentError(action, f"{value}: no such choice; {hint}")


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
            sub.add_argument("-q", "--quiet", action="store_true", help="nothing on standard error but errors")
            sub.set_defaults(run=getattr(module, f"run_{name}"), parser=sub)
    return parser
