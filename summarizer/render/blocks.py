"""A document as citations count it."""

from __future__ import annotations

from ..models import Document


def blocks_text(document: Document) -> str:
    """Header lines as they are, headings marked `##`, blocks behind their numbers, in reading order."""
    lines = [line.text for line in document.header]
    lines += [""] if lines else []
    headings = {before: [h for h in document.headings if h.before == before] for before in
                {h.before for h in document.headings}}
    for block in document.blocks:
        lines += [f"{'#' * h.level} {h.text}" for h in headings.get(block.number, ())]
        page = f" (p. {block.page})" if block.page else ""
        lines.append(f"[{block.number}]{page} " + " ".join(block.text.split()))
    lines += [f"{'#' * h.level} {h.text}" for h in headings.get(len(document.blocks) + 1, ())]
    return "\n".join(lines)
