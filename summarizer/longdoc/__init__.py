"""Long documents with a model: sections, summarised side by side, and their statements summarised again."""

from __future__ import annotations

from collections.abc import Iterator

from ..models import Summary


def missing_sections(summary: Summary) -> Iterator[str]:
    """One line for each part of the document that could not be summarised."""
    chunks = summary.run.chunks
    for number, chunk in enumerate(chunks, 1):
        if chunk.error:
            place = f"part {number} of {len(chunks)} (blocks {chunk.first} to {chunk.last})"
            yield f"{place} is missing from the summary: {chunk.error}"
