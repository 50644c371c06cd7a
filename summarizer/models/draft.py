"""The draft that an engine writes, before it is grounded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from .common import LanguageCode, Model, Number
from .summary import Run, Shaped


class DraftStatement(Model):
    """A claim as an engine wrote it, with the numbers of the sentences it cites."""

    text: str
    sentences: tuple[Number, ...]


class DraftGroup(Model):
    """A titled group of drafted statements. `field` is the field of a shape that they fill, as in `Group`."""

    title: str
    points: tuple[DraftStatement, ...]
    field: str | None = None


class GlossaryEntry(Model):
    """How a summary renders a name of the document in its own language: 阿里巴巴 → Alibaba.

    Attributes:
        trusted: whether a user says so, and not the model that wrote the summary.
    """

    source: str
    written: str
    trusted: bool = False


class Draft(Model):
    """A summary as an engine wrote it, before it is grounded."""

    language: LanguageCode
    core_viewpoint: DraftStatement | None
    groups: tuple[DraftGroup, ...]
    glossary: tuple[GlossaryEntry, ...] = ()
    shape: Shaped | None = None

    def statements(self) -> Iterator[tuple[str, str | None, DraftStatement]]:
        """Every statement with its place, as in `Summary.statements`, and the title of its group."""
        if self.core_viewpoint:
            yield "core_viewpoint", None, self.core_viewpoint
        for i, group in enumerate(self.groups):
            for j, point in enumerate(group.points):
                yield f"groups[{i}].points[{j}]", group.title, point


# Called with the place of a statement, the title of its group (None for the core viewpoint), the statement, and the
# names that the draft has translated so far.
DraftListener: TypeAlias = Callable[[str, str | None, DraftStatement, tuple[GlossaryEntry, ...]], None]


@dataclass(frozen=True, slots=True)
class DraftResult:
    """A draft and how it was made; `run.seconds` and `run.repairs` are filled in later."""

    draft: Draft
    run: Run
