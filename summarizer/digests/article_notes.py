"""Many articles without their texts: what is noted of each is enough to find copies and matters.

A note has some kilobytes, an article with all that is derived from it some hundred. So of ten thousand articles the
notes are held, and an article is read when it is needed: to be compared with another, or told.
"""

from __future__ import annotations

import binascii
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Self, overload

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from ..grounding import SourceIndex
from ..grounding.articles import describe_article
from ..models import Document, DocumentInfo, LanguageCode
from .copies import Fingerprint, take_fingerprint
from .corrections import Notice, may_correct
from .matters import Features, describe
from .subjects import Subjects
from .weights import Weights

# Changes with what a note holds, so that older ones are not read.
NOTE_VERSION = "3"
# Bytes of a note that is unpacked; the largest have some hundred kilobytes.
_MAX_NOTE_BYTES = 2**24
# Articles that are held open. Those of one matter are read one after the other.
_MAX_OPEN = 32


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """What is kept of an article.

    Attributes:
        corrects: whether it takes back what was reported.
    """

    info: DocumentInfo
    fingerprint: Fingerprint
    features: Features
    corrects: bool

    def to_text(self) -> str:
        """The note in short, for `read_note`."""
        features = self.features
        values = {
            "info": self.info.model_dump(mode="json"),
            "runs": b64encode(self.fingerprint.runs.astype("<u8").tobytes()).decode(),
            "length": self.fingerprint.length,
            "language": features.language,
            "day": features.day,
            "weights": [dict(each.items()) for each in (features.names, features.words, features.own)],
            "titled": features.subjects.titled,
            "told": features.subjects.opening,
            "corrects": self.corrects,
        }
        return b64encode(
            zlib.compress(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        ).decode()


class _StoredNote(BaseModel):
    """What stands in a file of notes, which anybody may have written."""

    model_config = ConfigDict(allow_inf_nan=False)
    info: DocumentInfo
    runs: str
    length: Annotated[int, Field(ge=0)]
    language: LanguageCode
    day: int | None
    weights: tuple[dict[str, float], dict[str, float], dict[str, float]]
    titled: tuple[str, ...]
    told: tuple[str, ...]
    corrects: bool


def take_note(document: Document) -> ArticleNote:
    """The note of an article."""
    return ArticleNote(
        describe_article(document),
        take_fingerprint(document),
        describe(document),
        may_correct(document) and bool(Notice(SourceIndex(document)).sentences),
    )


def read_note(text: str) -> ArticleNote:
    """The note that was written so.

    Raises:
        ValueError: the text is no note.
    """
    try:
        packed = b64decode(text, validate=True)
        stored = _StoredNote.model_validate_json(zlib.decompressobj().decompress(packed, _MAX_NOTE_BYTES))
        runs = np.frombuffer(b64decode(stored.runs, validate=True), "<u8").astype(np.uint64)
    except (binascii.Error, zlib.error) as error:
        raise ValueError(f"is no note of an article: {error}") from None
    names, words, own = map(Weights.of, stored.weights)
    subjects = Subjects(stored.titled, stored.told)
    features = Features(stored.language, stored.day, names, words, own, subjects)
    return ArticleNote(stored.info, Fingerprint(runs, stored.length), features, stored.corrects)


class Articles(Sequence[Document]):
    """Articles that are read when they are needed.

    Args:
        open_article: reads the article with an index.

    Attributes:
        notes: of each.
        copy_of: for articles that are all of one matter, the index of the one that each repeats, or None; None where it
            is not known yet which articles are copies and what is a matter.
    """

    def __init__(
        self,
        notes: Iterable[ArticleNote],
        open_article: Callable[[int], Document],
        copy_of: Sequence[int | None] | None = None,
    ) -> None:
        self.notes = tuple(notes)
        self.copy_of = copy_of
        self._open = open_article
        self._read = lru_cache(maxsize=_MAX_OPEN)(open_article)

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Self:
        """Articles that are held already."""
        return cls(map(take_note, documents), documents.__getitem__)

    def choose(self, indices: Sequence[int], copy_of: Sequence[int | None] | None = None) -> Self:
        """Some of the articles, which are held open with the others. `copy_of` is the attribute of these."""
        chosen = type(self)([self.notes[i] for i in indices], lambda place: self._read(indices[place]), copy_of)
        chosen._read = chosen._open  # type: ignore[assignment]  # so that many parts hold no more than the whole
        return chosen

    def __len__(self) -> int:
        return len(self.notes)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Document]: ...
    def __getitem__(self, index: int | slice) -> Document | Sequence[Document]:
        if isinstance(index, slice):
            return self.choose(range(*index.indices(len(self))))
        return self._read(range(len(self))[index])

    def __iter__(self) -> Iterator[Document]:
        return map(self._open, range(len(self)))
