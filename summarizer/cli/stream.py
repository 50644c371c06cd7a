"""`summarizer FILE --stream`: statements are printed as they are finished and checked."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..errors import UsageError
from .console import coloured, columns, for_screen, load_document, say, spinner

if TYPE_CHECKING:
    from ..models import Document, LanguageCode, Summary
    from ..settings import Settings
    from ..streaming import Stream, Streamed


def run_streamed(options: argparse.Namespace, settings: Settings) -> int:
    """Print the statements of one file as they appear: the printed form, or one JSON object a line.

    Raises:
        UsageError: several files, an output file, or a format that cannot be printed piece by piece.
    """
    if len(options.files) > 1 or options.output is not None or options.format not in ("text", "json"):
        raise UsageError("--stream prints one file, as text or json, to standard output", "leave the other option out")
    from ..streaming import stream

    document = load_document(options.files[0], settings)
    items = stream(document, settings)
    with spinner(f"{settings.model} reads {options.files[0]}", settings.model is not None):
        first = next(items, None)
    every = _all(first, items)
    if options.format == "json":
        for item in every:
            _emit(for_screen(_json_line(item)) + "\n")
    else:
        _print(every, document, _language(document, settings), options.labels)
    for repair in items.summary.run.repairs if items.summary else ():
        if repair.action == "dropped":
            say(f"dropped, not borne out by the source: {repair.before}")
    return 0


def _print(items: Iterable[Streamed], document: Document, language: LanguageCode, labels: LanguageCode | None) -> None:
    """What each statement adds to the form of all so far, printed or for a terminal; what is there never changes."""
    from ..streaming import partial_summary

    printed, found, width = "", [], columns()  # the width it began with: a terminal may change
    for item in items:
        found.append(item)
        text = _shown(partial_summary(found, document, language), labels, width)
        _emit(text[len(printed) :])
        printed = text
    _emit("\n")


def _shown(summary: Summary, labels: LanguageCode | None, width: int) -> str:
    if not sys.stdout.isatty():
        return summary.to_text(labels)
    from ..render.terminal import format_summary

    return format_summary(summary, labels, width, coloured(), checked=True)


def _all(first: Streamed | None, rest: Stream) -> Iterator[Streamed]:
    if first is not None:
        yield first
        yield from rest


def _json_line(item: Streamed) -> str:
    statement = item.statement.model_dump(mode="json")
    return json.dumps({"place": item.place, "title": item.title, "statement": statement}, ensure_ascii=False)


def _language(document: Document, settings: Settings) -> LanguageCode:
    """The language of the labels; the offline engine does not translate."""
    asked = settings.language
    return document.language if asked == "auto" or settings.model is None else asked


def _emit(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
