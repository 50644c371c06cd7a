"""One claim of a summary: its evidence, the verdict on it, and the group it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Self

from pydantic import Field, model_validator

from .citation import ArticleCitation, Citation, format_citations, sort_citations
from .common import FindingKind, LanguageCode, Model, Number, Offset, Status
from .display import shorten


class Gloss(Model):
    """A model's translation of the words that a statement rests on, for those who cannot read the source.

    Attributes:
        model: who translated.
    """

    text: str
    language: LanguageCode
    model: str


class Evidence(Model):
    """A stretch of the document: `quote == document.text[start:end]`, inside block `block`.

    Attributes:
        article: the number of its article in a digest of several; None in a summary of one.
        gloss: None unless it was asked for, or where the source is in the language of the summary.
    """

    article: Annotated[Number | None, Field(exclude_if=lambda article: article is None)] = None
    block: Number
    start: Offset
    end: Offset
    quote: str
    gloss: Annotated[Gloss | None, Field(exclude_if=lambda gloss: gloss is None)] = None

    def __str__(self) -> str:
        return f"[{self.citation}] {self.quote}"

    @property
    def citation(self) -> Citation:
        """What cites it."""
        return self.block if self.article is None else ArticleCitation(self.article, self.block)


class Finding(Model):
    """Why a statement is not, or only partly, supported.

    Attributes:
        claim: the words of the statement that the finding is about.
        message: one sentence for a human reader.
        block: the block concerned (the one with the support, or with the contradiction), or None.
        article: the number of the article concerned in a digest of several; None in a summary of one.
    """

    kind: FindingKind
    claim: str
    message: str
    block: int | None = None
    article: Annotated[Number | None, Field(exclude_if=lambda article: article is None)] = None

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        return [(None, self.kind), (None, self.message), ("block", self.block)]

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"


class Support(Model):
    """The verdict on a statement or a title. `unchecked` is what could not be decided, never a kind of `supported`.

    Attributes:
        findings: what is wrong; they decide the status.
        judge: who gave the verdict: `copy` (the statement is the source's own words), `rules`, or the name of the model
            that read it; None before anything was checked.
        score: how likely the source supports the statement, 0 to 1; None where nobody says.
        dismissed: what the rules found and the model, having been shown it, answered. It does not count.
        disputed: in a digest, whether one of the cited articles supports the statement and another denies it.
    """

    status: Status = "unchecked"
    findings: tuple[Finding, ...] = ()
    judge: str | None = None
    score: Annotated[float, Field(ge=0, le=1)] | None = None
    dismissed: tuple[Finding, ...] = ()
    disputed: Annotated[bool, Field(exclude_if=lambda disputed: not disputed)] = False

    @property
    def model(self) -> str | None:
        """The name of the model that gave the verdict; None where the rules alone did, or the statement is a copy."""
        return None if self.judge in ("rules", "copy") else self.judge


class Side(Model):
    """What one or several articles say where the articles of a digest differ.

    Attributes:
        text: words of the statement: `12%` in `Sources differ: 12%, 15%`.
    """

    text: str
    citations: Annotated[tuple[ArticleCitation, ...], Field(min_length=1)]


class Statement(Model):
    """One claim with its evidence. `citations` are exactly the blocks of `evidence`, ascending.

    Attributes:
        citations: numbers of blocks; in a digest of several articles, numbers of articles and their blocks.
        sides: in a statement that articles differ, what each says, in the order of the text; else empty.
    """

    text: str
    citations: tuple[Citation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    support: Support = Support()
    sides: Annotated[tuple[Side, ...], Field(exclude_if=lambda sides: not sides)] = ()

    def __repr_args__(self) -> Iterable[tuple[str | None, object]]:
        return [(None, shorten(self.text)), ("citations", self.citations), ("status", self.support.status)]

    def __str__(self) -> str:
        return "".join(f"{words} {format_citations(citations)}".rstrip() for words, citations in self.parts())

    def parts(self) -> list[tuple[str, tuple[Citation, ...]]]:
        """The text in parts, each before its citations: a part for each side of those that differ, else one."""
        ends = [0, *self._find_ends_of_sides()]
        found: list[tuple[str, tuple[Citation, ...]]] = [
            (self.text[start:end], side.citations) for start, end, side in zip(ends, ends[1:], self.sides, strict=False)
        ]
        rest = self.text[ends[-1] :]
        return [*found, (rest, ())] if found and rest else found or [(self.text, self.citations)]

    def _find_ends_of_sides(self) -> list[int]:
        """Where each side ends in the text; none where the text has not all of them in this order.

        From the last to the first, for what stands before the sides may quote the words of one.
        """
        ends: list[int] = []
        start = len(self.text)
        for side in reversed(self.sides):
            start = self.text.rfind(side.text, 0, start)
            if start < 0 or not side.text:
                return []
            ends.insert(0, start + len(side.text))
        return ends

    @property
    def blocks(self) -> tuple[int, ...]:
        """The numbers of the blocks that it cites in a summary of one article; empty in a digest."""
        return tuple(citation for citation in self.citations if isinstance(citation, int))

    @model_validator(mode="after")
    def _citations_follow_from_evidence(self) -> Self:
        if self.evidence and self.citations != sort_citations(e.citation for e in self.evidence):
            raise ValueError("citations must be exactly the blocks of the evidence, ascending")
        return self

    @model_validator(mode="after")
    def _sides_are_parts(self) -> Self:
        if not self.sides:
            return self
        if len(self.sides) < 2 or self.citations != sort_citations(c for side in self.sides for c in side.citations):
            raise ValueError("there are at least two sides, and the citations are those of the sides")
        if not self._find_ends_of_sides():
            raise ValueError("the sides are words of the text, in its order")
        return self


class Group(Model):
    """A titled group of points. A title is empty only where a published summary has a bare `Group 2`.

    Attributes:
        field: the field of a shape that the points fill, such as `topics[0].points`; None without a shape.
        support: the verdict on the title; None where it was not checked.
    """

    title: str
    points: tuple[Statement, ...]
    field: str | None = None
    support: Support | None = None
