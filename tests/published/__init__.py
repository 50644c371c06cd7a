"""Summaries as sites publish them: own texts in each of the shapes that were seen, with their expected structure."""

from __future__ import annotations

from .case import Case, format_printed, outline
from .chinese import CHINESE
from .english_line import ENGLISH_LINE
from .english_lines import ENGLISH_LINES
from .hard_cases import HARD_CASES
from .other_styles import OTHER_STYLES

CASES: tuple[Case, ...] = ENGLISH_LINE + ENGLISH_LINES + HARD_CASES + CHINESE + OTHER_STYLES

__all__ = ["CASES", "Case", "format_printed", "outline"]
