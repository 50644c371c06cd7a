"""Structured summaries of Chinese and English articles in which every statement is cited and checked.

    import summarizer
    summary = summarizer.summarize("article.txt")
    print(summary.to_text())

The names below are the whole public interface. They load at first use, so that `import summarizer` costs nothing.
"""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .api import adigest, asummarize, check, digest, summarize, summarize_many
    from .errors import InputError, ModelError, ServerError, SummarizerError, UnsupportedError, UsageError
    from .models import Document, Report, Statement, Summary
    from .parsing.terms import key_terms
    from .pipeline import read_document
    from .published.parser import parse_summaries, parse_summary
    from .settings import Settings
    from .streaming import astream, stream

_HOMES = {
    "Document": "models",
    "InputError": "errors",
    "ModelError": "errors",
    "Report": "models",
    "ServerError": "errors",
    "Settings": "settings",
    "Statement": "models",
    "Summary": "models",
    "SummarizerError": "errors",
    "UnsupportedError": "errors",
    "UsageError": "errors",
    "adigest": "api",
    "astream": "streaming",
    "asummarize": "api",
    "check": "api",
    "digest": "api",
    "key_terms": "parsing.terms",
    "parse_summaries": "published.parser",
    "parse_summary": "published.parser",
    "read_document": "pipeline",
    "stream": "streaming",
    "summarize": "api",
    "summarize_many": "api",
}

__all__ = [
    "Document",
    "InputError",
    "ModelError",
    "Report",
    "ServerError",
    "Settings",
    "Statement",
    "SummarizerError",
    "Summary",
    "UnsupportedError",
    "UsageError",
    "__version__",
    "adigest",
    "astream",
    "asummarize",
    "check",
    "digest",
    "key_terms",
    "parse_summaries",
    "parse_summary",
    "read_document",
    "stream",
    "summarize",
    "summarize_many",
]


# Silent until the program says otherwise: without a handler Python would print warnings to stderr.
logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
