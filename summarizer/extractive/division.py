"""Groups of articles without headings: points that one title names stand together.

A title is a noun phrase that several points share, or a short clause of one of them that others support; the title that
names most is taken first, then the best for the points that are left. A point that none names joins a group under a
title of two parts, or as the only odd one in a group of several.
"""

from __future__ import annotations

import itertools
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
    """What a group is worth. Set by hand on the news sets and meetings, 2026-12-01.

    Readers found most bad titles bad because they name one point of several.
    """

    support: float = 1.0
    """Of a point that has all words of the title."""
    headed: float = 0.5
    """Of one that has a telling word of a phrase, or enough terms of a clause."""
    minimum: float = 0.5
    """What a title is worth at least, its gain included."""
    max_parts: int = 3
    """Parts of a title; clauses are one fewer."""
    max_common: float = 0.5
    """Share of its words (pairs of Chinese characters) that a part may have in common with another one."""
    max_size: float = 1.7
    """Size of a title of several parts, as a multiple of `Language.crosshead_size`."""
    min_members: int = 2
    """Points of a group that an odd one may join."""


WEIGHTS = GroupWeights()
_MIN_SHARED = 2  # points that share a title
_MIN_GROUPS = 3  # up to which a group may have a single point


class _Group(NamedTuple):
    """A group: the parts of its title, and its points as the bits of a number."""

    parts: tuple[TitlePart, ...]
    points: int


def divide_by_titles(
    document: Document, candidates: Candidates, points: Sequence[int], limits: GroupLimits
) -> list[tuple[str | None, list[int]]]:
    """The points in groups with the title of each, by their first points; those that nothing names come last.

    Args:
        points: the sentences that are the points, in document order.
    """
    language = LANGUAGES[document.language]
    texts = [candidates.forms.write(index) for index in points]
    parts = [*find_clauses(candidates, points, texts), *find_phrases(document, texts)]
    everything = (1 << len(points)) - 1
    groups = _cover(parts, everything, limits, language)
    groups += _name_each(groups, parts, everything, language)
    groups = _merge_single(groups, min(limits.groups, max(_MIN_GROUPS, len(points) // 2)), language)
    groups = _add_odd(groups[: limits.groups], everything, limits)
    if everything & ~_union(groups):  # room for what nothing names
        groups = groups[: limits.groups - 1]
    groups.sort(key=_first_point)
    titled: list[tuple[str | None, int]] = [(_write_title(group.parts, language), group.points) for group in groups]
    if rest := everything & ~_union(groups):
        titled.append((None, rest))
    return [(title, [points[at] for at in _places(mask)]) for title, mask in titled]


def _cover(parts: Sequence[TitlePart], everything: int, limits: GroupLimits, language: Language) -> list[_Group]:
    """The groups of the titles that name several points, those that are worth most first."""
    groups: list[_Group] = []
    while len(groups) < limits.groups and (left := everything & ~_union(groups)):
        ways = []
        for at, part in enumerate(parts):
            inside = _take(part, left, limits.points)
            named = (inside & part.named).bit_count()
            is_shared = inside.bit_count() >= _MIN_SHARED and (part.is_clause or named >= _MIN_SHARED)
            if is_shared and _is_new(part, groups, language):
                worth = WEIGHTS.support * named + WEIGHTS.headed * (inside.bit_count() - named) + part.gain
                ways.append((worth, -at, inside))
        worth, at, inside = max(ways, default=(0.0, 0, 0))
        if not inside or worth < WEIGHTS.minimum:
            break
        groups.append(_Group((parts[-at],), inside))
    return groups


def _take(part: TitlePart, left: int, limit: int) -> int:
    """The points of those left that have all words of a part, and no more that it names otherwise; at most so many."""
    named, headed = _places(part.named & left), _places(part.headed & ~part.named & left)
    return sum(1 << at for at in [*named, *headed[: len(named)]][:limit])


def _name_each(
    groups: Sequence[_Group], parts: Sequence[TitlePart], everything: int, language: Language
) -> list[_Group]:
    """Each point that the groups lack under the best title of its own."""
    found: list[_Group] = []
    for at in _places(everything & ~_union(groups)):
        own = [part for part in parts if part.named >> at & 1 and _is_new(part, [*groups, *found], language)]
        if own:
            found.append(_Group((max(own, key=lambda part: part.gain),), 1 << at))
    return found


def _is_new(part: TitlePart, groups: Iterable[_Group], language: Language) -> bool:
    """Whether no title has half of a part."""
    return all(_differ(part, other, language) for group in groups for other in group.parts)


def _merge_single(groups: Sequence[_Group], limit: int, language: Language) -> list[_Group]:
    """The groups, those of several points first; while there are too many, two of a single point each are one."""
    merged = sorted(groups, key=_first_point)
    while len(merged) > limit:
        singles = [group for group in merged if group.points.bit_count() == 1]
        ways = [
            (min(part.gain for part in (*first.parts, *second.parts)), -_first_point(first), (first, second))
            for first, second in itertools.pairwise(singles)
            if _may_join((*first.parts, *second.parts), language)
        ]
        if not ways:
            break
        first, second = max(ways, key=lambda way: way[:2])[2]
        merged = [group for group in merged if group not in (first, second)]
        merged.append(_Group((*first.parts, *second.parts), first.points | second.points))
        merged.sort(key=_first_point)
    return sorted(merged, key=lambda group: (-group.points.bit_count(), -min(part.gain for part in group.parts)))


def _add_odd(groups: Sequence[_Group], everything: int, limits: GroupLimits) -> list[_Group]:
    """The groups, and each point left in the nearest of several points that has room and no other odd one.

    A single point left joins a group of one point as well: a plain word above one point tells less.
    """
    added = list(groups)
    left = _places(everything & ~_union(groups))
    least = WEIGHTS.min_members if len(left) > 1 else 1
    has_room = {at for at, group in enumerate(groups) if least <= group.points.bit_count() < limits.points}
    for place in left:
        if has_room:
            at = min(has_room, key=lambda index: (-_is_several(added[index]), _distance(place, added[index]), index))
            has_room.remove(at)
            added[at] = added[at]._replace(points=added[at].points | 1 << place)
    return added


def _is_several(group: _Group) -> bool:
    """Whether a group has enough points for an odd one not to matter."""
    return group.points.bit_count() >= WEIGHTS.min_members


def _may_join(parts: Sequence[TitlePart], language: Language) -> bool:
    """Whether parts of one kind make a title: different ones, few and short enough."""
    if len({part.is_clause for part in parts}) > 1 or len(parts) > WEIGHTS.max_parts - parts[0].is_clause:
        return False
    if sum(language.size(part.text) for part in parts) > WEIGHTS.max_size * language.crosshead_size:
        return False
    return all(_differ(first, second, language) for first, second in itertools.combinations(parts, 2))


def _differ(first: TitlePart, second: TitlePart, language: Language) -> bool:
    """Whether two parts have less than half of the shorter in common."""
    one, other = language.title_units(first.text), language.title_units(second.text)
    return len(one & other) < WEIGHTS.max_common * max(1, min(len(one), len(other)))


def _write_title(parts: Sequence[TitlePart], language: Language) -> str:
    """The parts as one title."""
    texts = [part.text for part in parts]
    if len(texts) == 1:
        return language.capitalize(texts[0])
    return language.capitalize(language.join_titles(*texts) if parts[0].is_clause else language.join_phrases(texts))


def _union(groups: Iterable[_Group]) -> int:
    """The points of some groups."""
    return sum(group.points for group in groups)


def _first_point(group: _Group) -> int:
    """The bit of the first point of a group."""
    return group.points & -group.points


def _places(mask: int) -> list[int]:
    """The places of the bits of a number."""
    return [at for at in range(mask.bit_length()) if mask >> at & 1]


def _distance(at: int, group: _Group) -> int:
    """How far a point stands from the nearest of a group, less one."""
    return min(abs(at - other) for other in _places(group.points)) - 1
