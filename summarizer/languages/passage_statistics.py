"""What a language counts in passages: terms as a sparse matrix, and what else a ranking model looks at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class PassageStatistics:
    """The terms of a document's passages as a sparse matrix, and counts of the other words of each passage.

    The first three arrays are parallel, one entry for each term in each passage, ordered by passage. `term_totals` and
    `term_keys` have one element a term, all others one a passage.

    Attributes:
        passage, term, count: index of the passage, index of the term, and how often it occurs there.
        term_totals: how often each term occurs in the document.
        term_keys: a number that identifies the term in any document.
        length: words; a Chinese character counts as half a word.
        conversational: words of conversation: I, you, well; 我, 你, 吧, 就是.
        cues: words that announce a finding, an opinion or a conclusion, at most 2.
        caption, quote, question, anaphoric: 1 where the passage looks like a caption, quotes, asks, or opens with a
            word that refers to what came before.
        names, figures: how many names and digits (at most 2) it contains.
    """

    passage: Ints
    term: Ints
    count: Floats
    term_totals: Floats
    term_keys: Ints
    length: Floats
    conversational: Floats
    cues: Floats
    caption: Floats
    quote: Floats
    question: Floats
    anaphoric: Floats
    names: Floats
    figures: Floats

    def __len__(self) -> int:
        """The number of passages."""
        return len(self.length)

    def sum_by_passage(self, values: Floats) -> Floats:
        """The sum over each passage of a value for each entry."""
        return sum_by_group(self.passage, values, len(self))


def sum_by_group(group: Ints, values: Floats | None, groups: int) -> Floats:
    """The sum of the values of each group, or its size when there are no values.

    Args:
        group: index of the group each value belongs to.
        groups: how many groups there are; empty ones get 0.
    """
    return np.asarray(np.bincount(group, values, groups), np.float64)


def build_term_arrays(passage: Ints, keys: Ints) -> tuple[Ints, Ints, Floats, Floats, Ints]:
    """The first five arrays of `PassageStatistics` from the occurrences of terms.

    Args:
        passage, keys: passage and key of the term of each occurrence, in order of passage.
    """
    ranks = keys.argsort()
    terms, first = _distinct(keys[ranks])
    occurring = np.empty(len(keys), np.int64)
    occurring[ranks] = first.cumsum() - 1
    size = max(1, len(terms))
    entries, first = _distinct(np.sort(passage * size + occurring))
    counts = sum_by_group(first.cumsum() - 1, None, len(entries))
    return entries // size, entries % size, counts, sum_by_group(occurring, None, len(terms)), terms


def _distinct(values: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """The distinct elements of sorted values, and a mask of where each occurs first."""
    first = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return values[first], first
