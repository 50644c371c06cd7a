"""Completion of the command line in a shell: `summarizer completion bash|zsh|fish|powershell` prints what enables it.

The shell then runs `summarizer` at each press of Tab, with the line so far in the environment, and argcomplete answers
from the parser. Only the module of the command on the line is imported.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from typing import Any

from ..errors import missing_extra_error
from ..llm.providers import PROVIDERS, list_models
from ..shapes import BUILT_IN
from . import COMMANDS
from .input_output import write_output
from .summarize_commands import add_summarize_arguments

try:
    import argcomplete
    from argcomplete.completers import FilesCompleter
    from argcomplete.shell_integration import shellcode
except ImportError:
    raise missing_extra_error("shell completion", "completion") from None

SHELLS = ("bash", "zsh", "fish", "powershell")


def add_completion_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `summarizer completion`."""
    parser.add_argument("shell", choices=SHELLS, help='in ~/.bashrc: eval "$(summarizer completion bash)"')


def run_completion(options: argparse.Namespace) -> int:
    """Print the lines that enable completion in a shell."""
    write_output(shellcode(["summarizer"], shell=options.shell))
    return 0


def complete(line: str, make_parser: Callable[[str], argparse.ArgumentParser]) -> None:
    """Answer the shell what may follow a line that is not finished, and exit.

    Args:
        make_parser: the parser of the program, with the arguments of the named command.
    """
    parser = _choose_parser(line, make_parser)
    for action in _all_actions(parser):
        if action.dest in ("model", "verify"):
            action.completer = complete_model  # type: ignore[attr-defined]  # where argcomplete looks
        elif action.dest == "shape":
            action.completer = _complete_shape  # type: ignore[attr-defined]
    argcomplete.autocomplete(parser, always_complete_options="long")


def _choose_parser(line: str, make_parser: Callable[[str], argparse.ArgumentParser]) -> argparse.ArgumentParser:
    """The parser of the command that the line begins with, else of `summarize`, whose name may be left out."""
    words = line.split()
    is_first_word_open = len(words) < 2 or (len(words) == 2 and not line.endswith(" "))
    if not is_first_word_open and words[1] in COMMANDS:
        return make_parser(words[1])
    parser = argparse.ArgumentParser(prog="summarizer")
    add_summarize_arguments(parser)
    if is_first_word_open:
        files = next(action for action in parser._actions if action.dest == "files")
        files.completer = _complete_first_word  # type: ignore[attr-defined]
    return parser


def _all_actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The arguments of a parser and of its commands."""
    found = []
    for action in parser._actions:
        found.append(action)
        if isinstance(action, argparse._SubParsersAction):
            found += [argument for command in action.choices.values() for argument in command._actions]
    return found


def _complete_first_word(prefix: str, **context: Any) -> list[str]:
    """A command or a file."""
    return _name_or_file(COMMANDS, prefix, **context)


def _complete_shape(prefix: str, **context: Any) -> list[str]:
    """A built-in shape, or a file that holds one."""
    return _name_or_file(BUILT_IN, prefix, **context)


def _name_or_file(names: Iterable[str], prefix: str, **context: Any) -> list[str]:
    files: list[str] = FilesCompleter()(prefix, **context)
    return [name for name in names if name.startswith(prefix)] + files


def complete_model(prefix: str, **context: Any) -> list[str]:
    """A provider, and behind its slash a model of the price list."""
    provider, slash, _ = prefix.partition("/")
    return [f"{provider}/{model}" for model in list_models(provider)] if slash else [f"{name}/" for name in PROVIDERS]
