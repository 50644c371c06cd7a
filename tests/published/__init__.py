"""Summaries as sites publish them: own texts in each of the shapes that were seen, with their expected structure."""

from __future__ import annotations

from .case import Case, outline, said
from .chinese import CHINESE
from .english_line import ENGLISH_LINE
from .english_lines import ENGLISH_LINES
from .traps import TRAPS

CASES: tuple[Case, ...] = ENGLISH_LINE + ENGLISH_LINES + TRAPS + CHINESE

__all__ = ["CASES", "Case", "outline", "said"]
