"""The interface of the checks: what one receives, and what it returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from ...models import Finding, GlossaryEntry
from ..alignment import Alignment, align
from ..passage import Passage
from ..source import SourceIndex, find_support


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check concluded about a claim.

    Attributes:
        findings: what is wrong with it.
        confirmed: figures and names of the claim that the cited text has.
        undecided: figures and names that could not be judged.
    """

    findings: tuple[Finding, ...] = ()
    confirmed: int = 0
    undecided: int = 0


class CheckContext:
    """A claim with the text it cites, and what several checks derive from both, each thing computed on first use.

    Attributes:
        claim: a statement, or one sentence of it.
        cited: the sentences of the cited blocks.
        index: the whole document.
        glossary: the spellings in the summary of names of the source, given by the model that wrote it.
    """

    def __init__(
        self, claim: Passage, cited: Sequence[Passage], index: SourceIndex, glossary: Sequence[GlossaryEntry] = ()
    ) -> None:
        self.claim = claim
        self.cited = cited
        self.index = index
        self.glossary = glossary

    @cached_property
    def is_same_language(self) -> bool:
        """Whether the claim is in the language of most of the cited text, by tokens."""
        same = sum(len(p.tokens) for p in self.cited if p.language == self.claim.language)
        return 2 * same >= sum(len(p.tokens) for p in self.cited)

    @cached_property
    def alignment(self) -> Alignment | None:
        """The claim aligned with the closest cited sentence; None across languages."""
        return align(self.claim, self.cited, self.index) if self.is_same_language else None

    @cached_property
    def supporting(self) -> Sequence[Passage]:
        """The cited sentences that together support most of the claim, in whatever language."""
        return find_support(self.claim, self.index, self.cited)


Check: TypeAlias = Callable[[CheckContext], CheckResult]
