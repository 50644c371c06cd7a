"""Map-reduce for documents too long for one request: sections are summarised, then their summaries.

`section_splitting` finds the sections; `map_reduce` has the model summarise them concurrently and makes one summary of
theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..models import Summary


def describe_missing_sections(summary: Summary) -> Iterator[str]:
    """A message for each section of the document that could not be summarised."""
    chunks = summary.run.chunks
    for number, chunk in enumerate(chunks, 1):
        if chunk.error:
            place = f"part {number} of {len(chunks)} (blocks {chunk.first} to {chunk.last})"
            yield f"{place} is missing from the summary: {chunk.error}"
