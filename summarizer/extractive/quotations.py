"""Quotations: which sentences are somebody's words, and whether they say whose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..languages import LANGUAGES
from ..models import LanguageCode

# Marks that open or close a quotation; an apostrophe does only with a word on one side of it.
_MARK = re.compile(r"[“”「」\"]|(?<=:)['‘]|(?<![\w.,!?])['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?])'")
_CLOSING_OF = {"“": "”", "「": "」", "'": "'’", "‘": "'’", '"': '"'}
_OPENING_MARKS = tuple("\"“‘'「")
_CLOSING_MARKS = tuple("\"”’'」")
# What stands in quotation marks; one that is not closed reaches to the end.
QUOTED = re.compile(r"“[^”]*”?|「[^」]*」?|\"[^\"]*\"?|(?<!\w)['‘](?:[^'’]|['’](?=\w))*['’]?")
# Outside of the quotation, within its sentence: a name of whoever said it.
_SPEAKER_BESIDE = re.compile(r"(?!I\b)[A-Z]\w+|[\u3400-\u9fff][^，。]{2,}")
# Sentences after which an opened quotation that was neither closed nor opened again was none: an apostrophe, or an
# error. Set by hand, 2026-11-24; held by the floors of `benchmarks.readability`.
_MAX_QUOTATION = 8


def is_direct_speech(text: str) -> bool:
    """Whether a sentence is direct speech or a piece of it; not one that opens with a name in quotation marks."""
    text = text.rstrip(" .。,，")
    if text.startswith(_OPENING_MARKS):
        return quoted_share(text) > 0.5 or text[0] in "'‘"
    return text.endswith(_CLOSING_MARKS) and not any(mark in text[:-1] for mark in _OPENING_MARKS)


def names_speaker(text: str) -> bool:
    """Whether a sentence with direct speech says outside of it whose it is."""
    return _SPEAKER_BESIDE.search(QUOTED.sub("", text)) is not None


def speaks_for_itself(text: str, code: LanguageCode) -> bool:
    """Whether somebody speaks of himself outside of quotation marks."""
    first_person = LANGUAGES[code].statements.patterns.first_person
    return first_person.search(text) is not None and first_person.search(QUOTED.sub("", text)) is not None


def quoted_share(text: str) -> float:
    """The share of a sentence that stands in quotation marks, from 0 to 1."""
    if '"' not in text and "“" not in text and "「" not in text:
        return 0.0
    return sum(map(len, QUOTED.findall(text))) / len(text)


def find_quotations(sentences: Sequence[str], blocks: Sequence[int] = ()) -> dict[int, tuple[int, int]]:
    """The sentences that stand within a quotation of several, by index, with the first and last of the quotation.

    The first, in which it opens, is among them only if it opens with the mark: else it says who speaks.

    Args:
        blocks: the block of each sentence. A quotation goes on in another one only if that opens with a mark again.
    """
    found: dict[int, tuple[int, int]] = {}
    closing, since, last = "", 0, 0
    for index, text in enumerate(sentences):
        is_new_block = bool(blocks and index) and blocks[index] != blocks[index - 1]
        if index - last > _MAX_QUOTATION or (is_new_block and not text.startswith(_OPENING_MARKS)):
            closing = ""
        for match in _MARK.finditer(text):
            mark = match.group()
            if closing and mark in closing and not (mark == "'" and match.start() == 0):
                if since < index:
                    found.update(dict.fromkeys(range(since, index + 1), (since, index)))
                closing = ""
            elif mark in _CLOSING_OF and not _CLOSES.match(text, match.start()):
                # each paragraph of a long quotation opens it again
                closing, since, last = _CLOSING_OF[mark], since if closing else index, index
        if closing and since == index:
            found[index] = (index, index)
    for index in [i for i, (first, _) in found.items() if i == first]:
        if not sentences[index].startswith(_OPENING_MARKS):
            del found[index]
    return found
