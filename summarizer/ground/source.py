"""What the checks need to know of a document, computed once and only when asked for."""

from __future__ import annotations

from ..models import Document


class SourceIndex:
    """A document with what the checks derive from it."""

    def __init__(self, document: Document) -> None:
        self.document = document
