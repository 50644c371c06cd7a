"""A block as the rules of roles look at it, and how long and how far from the ends such blocks are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..languages.language import BlockCues
from ..models import BlockRole
from ..text.scripts import HAN_RUN
from .body import BodySegment
from .lines import ends_sentence, read_cues

# Roles found, by the index of the segment.
Roles = dict[int, BlockRole]


@dataclass(frozen=True, slots=True)
class RoleThresholds:
    """Lengths of lines that are no part of an article's text, and how many signs make boilerplate.

    Lengths in words count a Han character as half a word. Set on 2026-11-30 with `benchmarks.roles`.

    Attributes:
        letters_a_word: characters of English, and
        han_a_word: of Chinese, that count as a word.
        chars_for_script: characters at the start of a line that show its script.
        max_line_words: words of a caption, byline or appeal.
        max_name_words: words of a line of names.
        max_formula_words: words of a fixed formula such as 特此公告。
        max_heading_words: words of the heading of a section.
        max_signature_words: words of a signature above its date.
        max_legal_chars: characters at the start of a block in which the signs of a disclaimer are looked for.
        max_terms: terms of one kind that count.
        latest_appeal: share of a block that may stand before its appeal; a later one only closes what the block says.
        signs_anywhere: signs that make a block boilerplate wherever it stands.
        signs_at_edge: signs that do above the first and below the last block of the article's own text.
        closing_share: share of the text that stands above what closes it.
        edge_share: share of the text, at most, that is not the article's own above its first and below its last block.
        max_fragment_words: words of a line without a full stop that is part of the page below an article, and not of
            the text, where only such lines stand between it and the end of the page; and
        max_fragment_words_above: of such a line above an article, where longer ones may sum it up.
        max_own_blocks: blocks of the article's own text in a row at which the search for what stands around it ends.
        min_repetitions: how often the heads of printed pages are repeated.
    """

    letters_a_word: float = 6.0
    han_a_word: float = 2.0
    chars_for_script: int = 60
    max_line_words: float = 50.0
    max_name_words: float = 25.0
    max_formula_words: float = 4.0
    max_heading_words: float = 15.0
    max_signature_words: float = 10.0
    max_legal_chars: int = 1200
    max_terms: int = 2
    latest_appeal: float = 0.5
    signs_anywhere: int = 3
    signs_at_edge: int = 2
    closing_share: float = 0.4
    edge_share: float = 0.3
    max_fragment_words: float = 15.0
    max_fragment_words_above: float = 6.0
    max_own_blocks: int = 3
    min_repetitions: int = 3


THRESHOLDS = RoleThresholds()


class BlockLine:
    """A segment with what several rules ask of it.

    Attributes:
        size: its length in words, estimated by its characters.
        short: whether it may be a caption, byline or appeal.
        open: whether it is short and ends without the punctuation of a sentence.
    """

    __slots__ = ("_views", "heading", "open", "paragraph", "share_above", "short", "size", "start", "text")

    def __init__(self, segment: BodySegment, share_above: float) -> None:
        text = segment.text
        self.text = text
        self.start = segment.start
        self.heading = segment.level > 0
        self.paragraph = segment.kind == "paragraph"
        self.share_above = share_above
        is_han = not text.isascii() and HAN_RUN.search(text, 0, THRESHOLDS.chars_for_script) is not None
        self.size = len(text) / (THRESHOLDS.han_a_word if is_han else THRESHOLDS.letters_a_word)
        self.short = self.size <= THRESHOLDS.max_line_words
        self.open = self.short and not ends_sentence(text)
        self._views: list[tuple[BlockCues, str]] | None = None

    @property
    def views(self) -> list[tuple[BlockCues, str]]:
        """The cues of its languages, and the text as they expect it."""
        if self._views is None:
            self._views = read_cues(self.text[: THRESHOLDS.max_legal_chars])
        return self._views

    def matches(self, pattern: Callable[[BlockCues], re.Pattern[str]]) -> bool:
        """Whether it begins as a pattern of its languages says."""
        return any(pattern(cues).match(text) for cues, text in self.views)

    def contains(self, pattern: Callable[[BlockCues], re.Pattern[str]]) -> bool:
        """Whether it holds what a pattern of its languages says."""
        return any(pattern(cues).search(text) for cues, text in self.views)


@dataclass(frozen=True, slots=True)
class BlockLines:
    """The lines of a body, the roles found so far by their index, the whole text, and the byline of the header."""

    text: str
    lines: Sequence[BlockLine]
    roles: Roles
    byline: str
