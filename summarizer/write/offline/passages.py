"""What is ranked: the sentences of English, and of Chinese, whose sentences run on over commas, their clauses."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...models import Document, Language
from .content import Ints
from .shorten import without_dateline

# Marks between digits part no clauses: 62，200 and 3：1 are one figure.
# A clause has at least so many characters: shorter ones go with their neighbour. Of 6, 8, 10 and 14, 8 ranked best.
# Between marks nothing is tried: possessive quantifiers.
_CLAUSE = re.compile(
    r".{8}[^，；：,;]*+(?:[，；：,;][^，；：,;]*+)*?(?:(?<!\d)[，；：]+|[，；：]+(?!\d)|[,;](?=[\u3400-\u9fff]))(?=.{8})|.+",
    re.DOTALL,
)


@dataclass(slots=True)
class Passages:
    """The passages of a document in reading order.

    Attributes:
        texts: the passages, without datelines.
        sentence: index of each passage's sentence, counted from 0.
        part, parts: which clause of its sentence it is, counted from 0, and of how many.
        block: index of its block, counted from 0.
        sentences: how many sentences the document has.
    """

    language: Language
    texts: list[str]
    sentence: Ints
    part: Ints
    parts: Ints
    block: Ints
    sentences: int

    def __len__(self) -> int:
        return len(self.texts)


def passages_of(document: Document) -> Passages:
    """The passages of a document."""
    return divide(
        [sentence.text for sentence in document.sentences],
        [sentence.block - 1 for sentence in document.sentences],
        document.language,
    )


def divide(sentences: Sequence[str], blocks: Sequence[int], language: Language) -> Passages:
    """The passages of sentences whose blocks are given, counted from 0."""
    opens = [True, *(a != b for a, b in itertools.pairwise(blocks))]
    plain = [without_dateline(text, language) if first else text for text, first in zip(sentences, opens, strict=True)]
    block = np.array(blocks, np.int64)
    sentence = np.arange(len(plain))
    if language == "en":
        return Passages(language, plain, sentence, np.zeros_like(sentence), np.ones_like(sentence), block, len(plain))
    clauses = [_CLAUSE.findall(text) or [text] for text in plain]
    parts = np.array(list(map(len, clauses)), np.int64)
    starts = parts.cumsum() - parts
    sentence = sentence.repeat(parts)
    return Passages(
        language=language,
        texts=list(itertools.chain.from_iterable(clauses)),
        sentence=sentence,
        part=np.arange(len(sentence)) - starts[sentence],
        parts=parts[sentence],
        block=block[sentence],
        sentences=len(plain),
    )
