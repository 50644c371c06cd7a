"""Key terms of a document."""

from __future__ import annotations

import re
from collections import Counter

from ..models import Document
from .words import words

_LIMIT = 20


def key_terms(document: Document) -> tuple[str, ...]:
    """The terms a document is about, most telling first."""
    counts = Counter(word for block in document.blocks for word in words(block.text) if len(word) > 1 and not re.match(r"[\d.,%]+$", word))
    return tuple(word for word, _ in counts.most_common(_LIMIT))
