"""The command line: arguments to settings, settings to the library, errors to one line and an exit code.

Nothing heavy is imported here; each command imports what it needs when it runs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ._version import __version__
from .errors import InputError, SummarizerError, UsageError

if TYPE_CHECKING:
    from .models import Document, Summary
    from .settings import Settings

COMMANDS = ("summarize", "blocks", "check", "convert", "schema")
FORMATS = ("text", "line", "markdown", "json", "html")
_EPILOG = "`summarizer FILE…` is short for `summarizer summarize FILE…`; `summarizer COMMAND --help` tells more."


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit code; an error is one line on stderr, never a traceback."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        options = _parser().parse_args(_with_command(arguments))
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except SummarizerError as error:
        _say(str(error))
        return error.exit_code
    except KeyboardInterrupt:
        _say("interrupted")
        return 130
    except BrokenPipeError:   # `summarizer … | head` closed the pipe: nobody is there to be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _with_command(arguments: list[str]) -> list[str]:
    """`summarizer FILE` means `summarizer summarize FILE`."""
    if not arguments or arguments[0] in (*COMMANDS, "-h", "--help", "--version"):
        return arguments or ["--help"]
    return ["summarize", *arguments]


class _Parser(argparse.ArgumentParser):
    """Wrong usage is one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, f"see `{self.prog} --help`")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="summarizer", epilog=_EPILOG,
        description="Turn a Chinese or English article into a summary in which every statement is cited and checked.",
    )
    parser.add_argument("--version", action="version", version=f"summarizer {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_summarize(commands)
    _add_blocks(commands)
    _add_check(commands)
    _add_convert(commands)
    _add_schema(commands)
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    parser.set_defaults(run=run)
    return parser


def _add_summarize(commands: Any) -> None:
    p = _command(commands, "summarize", _summarize, "summarise articles")
    p.add_argument("files", nargs="+", metavar="FILE", help='text or Markdown file; "-" reads standard input')
    add = p.add_argument_group("the model").add_argument
    add("-m", "--model", metavar="PROVIDER/MODEL",
        help="what writes; default $SUMMARIZER_MODEL, else the offline engine")
    add("--base-url", metavar="URL", help="any OpenAI-compatible server; default $OPENAI_BASE_URL")
    add("--mode", choices=("auto", "json_schema", "tools", "json"), default="auto",
        help="how the server is made to answer in JSON")
    add("--verify", metavar="PROVIDER/MODEL", help="ask this model for a second opinion on every statement")
    add("--timeout", type=float, metavar="SECONDS", help="for one request (default 120)")
    add = p.add_argument_group("the summary").add_argument
    add("-l", "--language", choices=("auto", "en", "zh"), default="auto", help="default: the document's")
    add("--groups", type=int, metavar="N", help="at most N groups (default 5)")
    add("--points", type=int, metavar="N", help="at most N points a group (default 4)")
    add("--on-unsupported", choices=("flag", "drop", "fail"), default="flag",
        help="what becomes of statements the source does not bear out")
    add("--spacy", metavar="PIPELINE", help="take sentences from this installed spaCy pipeline")
    _add_output(p)


def _add_output(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("the output").add_argument
    add("-f", "--format", choices=FORMATS, default="text")
    add("--labels", choices=("en", "zh"), help="language of the labels; default: the summary's")
    add("-o", "--output", type=Path, metavar="PATH", help="write to this file instead of standard output")


def _add_blocks(commands: Any) -> None:
    p = _command(commands, "blocks", _blocks, "show a document as citations count it")
    p.add_argument("file", metavar="FILE")
    p.add_argument("-f", "--format", choices=("text", "json"), default="text")


def _add_check(commands: Any) -> None:
    p = _command(commands, "check", _check, "check a summary, whoever wrote it, against its source")
    p.add_argument("summary", metavar="SUMMARY", help='printed form or JSON; "-" reads standard input')
    p.add_argument("--source", required=True, metavar="FILE", help="the article")
    p.add_argument("--citations", choices=("strict", "loose"), default="strict",
                   help="loose: block numbers are not ours, look for the support anywhere")
    p.add_argument("-f", "--format", choices=("text", "json"), default="text")


def _add_convert(commands: Any) -> None:
    p = _command(commands, "convert", _convert, "convert a summary between the printed forms, JSON and HTML")
    p.add_argument("summary", metavar="SUMMARY", help='"-" reads standard input')
    p.add_argument("--source", metavar="FILE", help="the article, shown beside the summary in HTML")
    _add_output(p)


def _add_schema(commands: Any) -> None:
    p = _command(commands, "schema", _schema, "print the JSON Schema of a summary, or write all schemas")
    p.add_argument("--write", type=Path, metavar="DIR", help="write all published schemas below this folder")


# ---------------------------------------------------------------------------------------------- the commands


def _summarize(options: argparse.Namespace) -> int:
    settings = _settings(options)
    if settings.model is None:
        _say("no model named (-m, $SUMMARIZER_MODEL): the offline engine writes")
    if options.files.count("-") > 1:
        raise UsageError("standard input is named twice", "name it once")
    code, pieces = 0, []
    for file in options.files:
        try:
            document, summary = _one(file, settings)
            pieces.append(_rendered(summary, document, options, many=len(options.files) > 1))
        except SummarizerError as error:
            if len(options.files) == 1:
                raise
            _say(str(error))
            code = max(code, error.exit_code)
    if pieces:
        _write(("\n" if options.format == "json" else "\n\n").join(pieces), options.output)
    return code


def _one(file: str, settings: Settings) -> tuple[Document, Summary]:
    from . import api

    document = _load(file, settings)
    with _spinner(f"{settings.model} reads {file}", settings.model is not None):
        summary = api.summarize(document, settings)
    if settings.language not in ("auto", summary.language):
        _say(f"{file}: the offline engine does not translate: the summary is in the document's language")
    return document, summary


def _blocks(options: argparse.Namespace) -> int:
    from .render.blocks import blocks_text

    document = _load(options.file)
    _write(document.model_dump_json(indent=2) if options.format == "json" else blocks_text(document))
    return 0


def _check(options: argparse.Namespace) -> int:
    from . import api
    from .models import Summary

    if options.summary == options.source == "-":
        raise UsageError("standard input is named twice", "name it once")
    summary = Summary.parse(_read(options.summary))
    document = _load(options.source)
    report = api.check(summary, document, citations=options.citations)
    if options.format == "json":
        _write(report.model_dump_json(indent=2))
    else:
        from .render.terminal import report_text

        _write(report_text(report, document, colour=_colour(), width=_columns()))
    return 1 if report.findings else 0


def _convert(options: argparse.Namespace) -> int:
    from .models import Summary

    summary = Summary.parse(_read(options.summary))
    for piece in summary.unparsed:
        _say(f"{options.summary}: not understood and kept aside: {piece[:80]}")
    document = _load(options.source) if options.source else None
    _write(_rendered(summary, document, options), options.output)
    return 0


def _schema(options: argparse.Namespace) -> int:
    from .schema import summary_schema, write_schemas

    if options.write is None:
        _write(summary_schema())
        return 0
    for path in write_schemas(options.write):
        _say(f"wrote {path}")
    return 0


# ------------------------------------------------------------------------------------------------- the parts


def _settings(options: argparse.Namespace) -> Settings:
    from .api import resolve

    named = {
        "model": options.model or os.environ.get("SUMMARIZER_MODEL") or None,
        "base_url": options.base_url or os.environ.get("OPENAI_BASE_URL") or None,
        "mode": options.mode, "verify": options.verify, "timeout": options.timeout,
        "language": options.language, "groups": options.groups, "points": options.points,
        "on_unsupported": options.on_unsupported, "spacy_pipeline": options.spacy,
    }
    if options.base_url and not named["model"]:
        raise UsageError("--base-url needs a model", "name it with -m")
    return resolve(None, {name: value for name, value in named.items() if value is not None})   # type: ignore[arg-type]


def _read(file: str) -> str:
    from .read import read_file, read_stdin

    return (read_stdin() if file == "-" else read_file(Path(file))).text


def _load(file: str, settings: Settings | None = None) -> Document:
    from .parse import parse
    from .read import read_file, read_stdin

    source = read_stdin() if file == "-" else read_file(Path(file))
    return parse(source, settings.spacy_pipeline if settings else None)


def _rendered(summary: Summary, document: Document | None, options: argparse.Namespace, many: bool = False) -> str:
    if options.format == "text" and options.output is None and _colour():
        from .render.terminal import summary_text

        return summary_text(summary, labels=options.labels, width=_columns())
    if options.format == "json" and many:
        return summary.model_dump_json()   # one line a document
    from .render import render

    return render(summary, options.format, document=document, labels=options.labels)


def _write(text: str, path: Path | None = None) -> None:
    text = text if text.endswith("\n") else text + "\n"
    if path is None:
        sys.stdout.write(text)
        return
    from .files import write_atomically

    try:
        write_atomically(path, text)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}", "check the path") from None


def _say(line: str) -> None:
    sys.stderr.write("summarizer: " + " ".join(line.split()) + "\n")


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _columns() -> int:
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def _spinner(text: str, wanted: bool) -> Any:
    """A spinner on stderr while a model works; nothing when stderr is no terminal."""
    from contextlib import nullcontext

    if not wanted or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console

    return Console(stderr=True).status(text)
