"""Write: from a document to a draft whose statements name the sentences they rest on.

Two engines write, and both return the same thing:

- `extractive` (`write/extractive.py`): offline, no key, no download;
- `llm` (`write/llm.py`): any OpenAI-compatible server, through instructor.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Document, Draft, Run
from ..settings import Settings


@dataclass(frozen=True, slots=True)
class Written:
    """A draft and how it came about (`run.seconds` and `run.repairs` are filled in later)."""

    draft: Draft
    run: Run


def write_offline(document: Document, settings: Settings) -> Written:
    """The draft of the offline engine, in the shape of the settings if they name one."""
    if settings.shape is not None:
        from .offline_shape import write_shape_offline as write
    else:
        from .extractive import write_extractive as write
    return write(document, settings)
