"""How an article falls into groups: by its headings where it has them, else by topic."""

from __future__ import annotations

import numpy as np

from ...models import Document
from .ranking import Scored
from .topics import cuts


def group_count(scored: Scored, limit: int) -> int:
    """How many groups a summary of the document has: two from about 150 words, five from about 1,200."""
    words = float(scored.content.length.sum())
    return max(1, min(limit, round(0.5 + words / 250)))


def cut_blocks(document: Document, scored: Scored, parts: int) -> list[int]:
    """Where the document turns to its next topic: indices of blocks, counted from 0."""
    passages, content = scored.passages, scored.content
    place = passages.block[content.place]
    return cuts([block.text for block in document.blocks], place, content, parts, passages.language)
