"""The items of a digest, and the sentence that tells each one."""

from __future__ import annotations

import itertools
from collections.abc import Container, Sequence
from functools import partial

from ..languages import LANGUAGES
from ..languages.plain_statements import plain_statement, strip_markup
from ..models import Document
from .segmentation import find_first_sentences
from .sentence_forms import is_orphan
from .standalone import is_no_statement
from .titles import title_from_heading

# Size, as `Language.size` measures it, from which the opening of an item is no mere label.
_MAX_LABEL = 12
_STOPS = ("。", "！", ".", "!")
_LIST_MARKS = "；;。."  # that end a line of a table of contents


def find_items(document: Document) -> dict[int, tuple[int, ...]]:
    """The items of a digest: the sentence that tells each one, counted from 0, and the sentences that are printed.

    An item that opens with a label, a name without a final mark, is told by the sentence behind it and printed with it.
    Its headline is passed over, and so is what only announces it, or needs what stands before it, where a sentence
    behind it stands alone. What says nothing is no item, nor is a table of contents.
    """
    items = sorted(block.number for block in document.blocks if block.role == "item")
    opened = [*find_first_sentences(document), len(document.sentences)]
    headings = {title_from_heading(heading.text) for heading in document.headings}
    found: dict[int, tuple[int, ...]] = {}
    for first, end in itertools.pairwise([*items, len(document.blocks) + 1]):
        said = range(opened[first - 1], opened[end - 1])
        lines = [document.sentences[index].text for index in said]
        if _is_contents(lines, headings):
            continue
        body = range(opened[first], said.stop) if end - first > 1 and _is_headline(document, first) else said
        at = next(filter(partial(_stands_alone, document), (*body, *said)), said.start)
        if is_no_statement(document.sentences[at].text, document.language):
            continue
        is_told_behind = said.stop - at > 1 and _is_label(document, at) and not _is_label(document, at + 1)
        found[at + is_told_behind] = (at, at + 1) if is_told_behind else (at,)
    return found


def _stands_alone(document: Document, index: int) -> bool:
    """Whether a sentence, counted from 0, is a statement and needs nothing of those before it."""
    text, code = document.sentences[index].text, document.language
    if is_no_statement(text, code):
        return False
    plain = plain_statement(text, code)
    compares = LANGUAGES[code].statements.patterns.comparison.match(plain)
    return not (compares or is_orphan(plain, code, document.title or ""))


def _is_label(document: Document, index: int) -> bool:
    """Whether a sentence, counted from 0, is short and without a final mark."""
    text = strip_markup(document.sentences[index].text)
    return LANGUAGES[document.language].size(text) < _MAX_LABEL and not text.endswith(_STOPS)


def _is_headline(document: Document, block: int) -> bool:
    """Whether a block of this number is longer than a label and ends without a full stop."""
    text = strip_markup(document.blocks[block - 1].text)
    return LANGUAGES[document.language].size(text) >= _MAX_LABEL and not text.endswith(("。", "."))


def _is_contents(lines: Sequence[str], headings: Container[str | None]) -> bool:
    """Whether half of several lines are headings of the document as well."""
    found = sum(title_from_heading(line.rstrip(_LIST_MARKS)) in headings for line in lines)
    return len(lines) > 1 and 2 * found >= len(lines)
