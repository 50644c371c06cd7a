"""Groups of articles without headings: points that one title names stand together, wherever they stand.

A title is a noun phrase that each of several points has, or a short clause of a single point. A talk has few clauses,
so there a phrase that only one point has is a title too. Readers found worse: titles of two parts, clauses above
several points, phrases above a single point of news, and what points do in the article (background, outlook): see
`benchmarks.blind_reading`.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..languages import LANGUAGES
from ..languages.language import Language
from ..models import Document
from .point_selection import Candidates
from .title_parts import TitlePart, find_clauses, find_phrases


class GroupLimits(NamedTuple):
    """How many groups a summary has at most, how many points each, and how many a group without a title of its own."""

    groups: int
    points: int
    untitled: int


@dataclass(frozen=True, slots=True)
class GroupWeights:
    """What a group is worth. Set by hand on the news sets and meetings, 2026-12-01, by what readers said of titles."""

    shared: float = 1.25
    """Worth of a phrase that names several points at least: a point counts 1, beside the gain of the phrase."""
    max_common: float = 0.5
    """Share of its words (pairs of Chinese characters) that a title may have in common with another one."""


WEIGHTS = GroupWeights()
_MIN_SHARED = 2  # points that share a title


class _Group(NamedTuple):
    """A group: its title, and its points as the bits of a number."""

    title: TitlePart
    points: int


def divide_by_titles(
    document: Document, candidates: Candidates, core: str, points: Sequence[int], limits: GroupLimits
) -> list[tuple[str | None, list[int]]]:
    """The points in groups with the title of each, by their first points; those that nothing names come last.

    Args:
        core: the Core Viewpoint, as it is printed.
        points: the sentences that are the points, in document order.
    """
    language = LANGUAGES[document.language]
    texts = [candidates.forms.write(index) for index in points]
    phrases = list(find_phrases(document, texts, core))
    everything = (1 << len(points)) - 1
    clauses = list(find_clauses(candidates, points, texts))
    without_clause = everything & ~functools.reduce(operator.or_, (clause.named for clause in clauses), 0)
    needed = [phrase for phrase in phrases if (phrase.named & without_clause).bit_count() >= _MIN_SHARED]
    groups = _share_phrases(needed, everything, limits, language)
    parts = [*clauses, *(phrases if candidates.forms.is_talk else ())]
    groups = _name_each(groups, parts, everything, limits.groups, language)
    groups.sort(key=lambda group: group.points & -group.points)
    titled: list[tuple[str | None, int]] = [(language.capitalize(group.title.text), group.points) for group in groups]
    if rest := everything & ~_union(groups):
        titled.append((None, rest))
    return [(title, [points[at] for at in _places(mask)]) for title, mask in titled]


def _share_phrases(
    phrases: Sequence[TitlePart], everything: int, limits: GroupLimits, language: Language
) -> list[_Group]:
    """The groups of the phrases that each of several points has, those that are worth most first."""
    groups: list[_Group] = []
    while len(groups) < limits.groups:
        left = everything & ~_union(groups)
        ways = [
            (inside.bit_count() + part.gain, -at, inside)
            for at, part in enumerate(phrases)
            if (inside := _first(part.named & left, limits.points)).bit_count() >= _MIN_SHARED
            and _is_new(part, groups, language)
        ]
        worth, at, inside = max(ways, default=(0.0, 0, 0))
        if worth < WEIGHTS.shared:
            break
        groups.append(_Group(phrases[-at], inside))
    return groups


def _name_each(
    groups: Sequence[_Group], parts: Sequence[TitlePart], everything: int, limit: int, language: Language
) -> list[_Group]:
    """The groups, and points that they lack under a title of their own: a clause, else in a talk a phrase.

    While several are left there is room for what nothing names.
    """
    named = list(groups)
    while (left := everything & ~_union(named)) and len(named) < limit - (left.bit_count() > 1):
        ways = [
            (part.is_clause, part.gain, -at)
            for at, part in enumerate(parts)
            if part.named & left and part.named.bit_count() == 1 and _is_new(part, named, language)
        ]
        if not ways:
            break
        part = parts[-max(ways)[-1]]
        named.append(_Group(part, part.named))
    return named


def _is_new(part: TitlePart, groups: Iterable[_Group], language: Language) -> bool:
    """Whether a part has less than half of the shorter in common with each title."""
    units = language.title_units(part.text)
    others = [language.title_units(group.title.text) for group in groups]
    return all(len(units & other) < WEIGHTS.max_common * max(1, min(len(units), len(other))) for other in others)


def _union(groups: Iterable[_Group]) -> int:
    """The points of some groups."""
    return sum(group.points for group in groups)


def _first(points: int, limit: int) -> int:
    """The first of some points, at most so many."""
    return sum(1 << at for at in _places(points)[:limit])


def _places(mask: int) -> list[int]:
    """The places of the bits of a number."""
    return [at for at in range(mask.bit_length()) if mask >> at & 1]
