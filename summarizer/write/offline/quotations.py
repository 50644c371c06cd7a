"""Which sentences hold half a quotation: somebody's words whose beginning, end or speaker stands in another one."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Marks that open or close; an apostrophe does when a word stands on one side of it only.
_MARK = re.compile(r"[“”「」\"]|(?<=:)['‘]|(?<![\w.,!?])['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?])'")
_OPENS = {"“": "”", "「": "」", "'": "'’", "‘": "'’", '"': '"'}
# A quotation that for so many sentences is neither closed nor opened anew was none, but an apostrophe or a slip.
_FARTHEST = 8


def half_quoted(sentences: Sequence[str]) -> list[bool]:
    """For each sentence in order, whether it is part of a quotation that reaches over more than one."""
    found = [False] * len(sentences)
    closing, since, last = "", 0, 0
    for index, text in enumerate(sentences):
        if closing and index - last > _FARTHEST:
            closing = ""
        for match in _MARK.finditer(text):
            mark = match.group()
            if closing and mark in closing and not (mark == "'" and match.start() == 0):
                if since < index:
                    found[since:index + 1] = [True] * (index + 1 - since)
                closing = ""
            elif mark in _OPENS and not _CLOSES.match(text, match.start()):
                # each paragraph of a long quotation opens it again
                closing, since, last = _OPENS[mark], since if closing else index, index
        found[index] |= bool(closing) and since == index
    return found
