"""The blocks that say what other blocks are: "The following is false:" above a list, the head of a table.

A judge that reads only the cited blocks would take what they say for the article's own claim.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ..languages import LANGUAGES
from ..models import Block, Document

_ANNOUNCEMENT = re.compile("|".join(language.announcement for language in LANGUAGES.values()), re.IGNORECASE)
# Characters at the end of a block in which it announces others: about a sentence. A choice of 2026-11-30, not measured.
_ANNOUNCING_END = 80


def find_lead_ins(document: Document, cited: Collection[int]) -> set[int]:
    """The numbers of the blocks, not cited themselves, that say what the cited ones are.

    A block that ends with a colon introduces the next one, or the list below it. One that speaks of the following does
    so up to the next heading. A row of a table goes with its first row and the block above it, which may be a caption.
    """
    found = set[int]()
    starts = {heading.before for heading in document.headings}
    announced, opening = set[int](), set[int]()
    above: Block | None = None
    for block in document.blocks:
        if block.number in starts:
            announced, above = set(), None
        if above is None or block.kind == "paragraph" or block.kind != above.kind:
            opening = _opening_of(block, above)
        if block.number in cited:
            found |= opening | announced
        if _ANNOUNCEMENT.search(block.text[-_ANNOUNCING_END:]):
            announced = {block.number}
        above = block
    return found - set(cited)


def _opening_of(block: Block, above: Block | None) -> set[int]:
    """What introduces a paragraph, or the list or table that begins with a block."""
    head = {block.number} if block.kind == "table_row" else set[int]()
    introduced = above is not None and (block.kind == "table_row" or above.text.rstrip().endswith((":", "：")))
    return head | {above.number} if introduced and above is not None else head
