"""Fuzzing by atheris: cases change towards branches of the package that none of them took before."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module

import atheris

# What the package loads at use, so that its branches are counted too.
_LATE = (
    "published.parser",
    "parsing.terms",
    "readers.html_reader",
    "readers.mail_reader",
    "readers.markdown_reader",
    "readers.pdf_reader",
    "readers.word_reader",
    "readers.pdf_layout",
    "render.html",
    "render.text",
    "grounding.report",
)


def run(target: str, options: list[str]) -> None:
    """Run libFuzzer with its options on a target; it ends the process."""
    with atheris.instrument_imports(include=["summarizer"]):
        from .targets import checked, smallest

        for name in _LATE:
            import_module(f"summarizer.{name}")

    def one(raw: bytes) -> None:
        try:
            checked(target, raw)
        except Exception:
            try:
                checked(target, smallest(target, raw))
            except Exception:
                traceback.print_exc()  # with its notes, which hold the text; libFuzzer's own report leaves them out
            raise

    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()
