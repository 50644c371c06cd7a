"""Write: from a document to a draft whose statements name the sentences they rest on.

Two engines write, and both return the same thing:

- `extractive` (`write/extractive.py`): offline, no key, no download;
- `llm` (`write/llm.py`): any OpenAI-compatible server, through instructor.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..models import Draft, Run


@dataclass(frozen=True, slots=True)
class Written:
    """A draft and how it came about (`run.seconds` and `run.repairs` are filled in later)."""

    draft: Draft
    run: Run
