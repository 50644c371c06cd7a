"""The part of a document that holds the article's own claims: neither captions, questions, older mail nor boilerplate.

The engine sees nothing else, neither when it chooses statements nor when it weighs words. It works on a document whose
sentences and blocks are numbered anew, and its draft is numbered back. What was asked heads the answer, below the
article's own headings.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator, Sequence

from ..models import CLAIM_ROLES, Block, Document, Draft, DraftStatement, Heading
from ..parsing.speaker_labels import is_operator
from ..text.scripts import join_wrapped

# The level of a question as a heading: below those of an article, which are marked with at most five signs.
QUESTION_LEVEL = 6


def restrict_to_claims(document: Document) -> Document:
    """The document without the blocks of other roles; itself where it has no others, or nothing else."""
    blocks = list(filter(_claims, document.blocks))
    if len(blocks) == len(document.blocks):
        return document
    numbers = [block.number for block in blocks]
    renumbered = {number: position for position, number in enumerate(numbers, 1)}
    sentences = [sentence for sentence in document.sentences if sentence.block in renumbered]
    if not sentences:
        return document
    return document.model_copy(
        update={
            "blocks": tuple(block.model_copy(update={"number": renumbered[block.number]}) for block in blocks),
            "sentences": tuple(
                sentence.model_copy(update={"number": position, "block": renumbered[sentence.block]})
                for position, sentence in enumerate(sentences, 1)
            ),
            "headings": tuple(
                heading.model_copy(update={"before": bisect.bisect_left(numbers, heading.before) + 1})
                for heading in sorted([*document.headings, *_questions(document)], key=lambda heading: heading.start)
            ),
        }
    )


def _questions(document: Document) -> Iterator[Heading]:
    """The first of the questions before each answer, as headings of the lowest level."""
    for before, block in itertools.pairwise([None, *document.blocks]):
        if block and block.role == "question" and not (before and before.role == "question"):
            yield Heading(
                level=QUESTION_LEVEL,
                before=block.number,
                start=block.start,
                end=block.end,
                text=join_wrapped(block.text),
            )


def _claims(block: Block) -> bool:
    """Whether a block holds claims of the article: the operator of a call makes none."""
    return block.role in CLAIM_ROLES and not (block.speaker and is_operator(block.speaker))


def original_numbers(document: Document, part: Document) -> Sequence[int]:
    """The number that each sentence of the part has in the document."""
    if part is document:
        return range(1, len(document.sentences) + 1)
    by_start = {sentence.start: sentence.number for sentence in document.sentences}
    return [by_start[sentence.start] for sentence in part.sentences]


def renumber_draft(draft: Draft, numbers: Sequence[int]) -> Draft:
    """The draft on a part of a document as one on the whole.

    Args:
        numbers: the number of each sentence of the part in the document.
    """

    def renumber(statement: DraftStatement) -> DraftStatement:
        return statement.model_copy(update={"sentences": tuple(numbers[n - 1] for n in statement.sentences)})

    groups = (group.model_copy(update={"points": tuple(map(renumber, group.points))}) for group in draft.groups)
    viewpoint = renumber(draft.core_viewpoint) if draft.core_viewpoint else None
    return draft.model_copy(update={"core_viewpoint": viewpoint, "groups": tuple(groups)})
