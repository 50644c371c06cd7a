"""Findings about figures that stand in the source, but for something else: exchanged, or told of another measure,
period, basis of comparison or direction.

A figure is compared with all places where the cited text has it. Only what differs at each of them is a finding.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ...models import Finding, FindingKind
from ...quantities import Quantity, compare
from ...quantities.document_context import find_period_of_cell
from ..binding import Binding, BoundFigure, Place
from ..items import NO_MEASURE, PART_FOLLOWS, Item, is_per_unit, related_measures
from ..layout import Layout, is_reporting_period
from ..passage import is_compared_with
from ..polarity_cues import finding_kind
from .clause_frame import find_dates_out_of_place, find_other_dates
from .figure_clause import find_other_clauses
from .interface import CheckContext, CheckResult
from .rivals import find_rivals


@dataclass(frozen=True, slots=True)
class BindingLimits:
    """From when on a figure is told of something else.

    Measured on 2026-11-30 on statements of a strong model about six articles (225 true ones, 239 false ones) and on
    785 true translations of five sets, among which none of these limits accuses more than three.

    Attributes:
        min_gain: by which two figures must fit better in each other's place.
        min_score: share of its context close to a figure of the source, from which the claim's figure is that one.
        max_basis_cost, max_direction_cost: between a figure and the word that tells it, within a clause.
        max_measure_cost, max_source_measure_cost: the same in the sentence of the claim, and of the source.
        max_period_cost: between a figure of the claim and its date.
        max_source_period_cost: the same in the sentence of the source, which names a period once for many figures.
        max_owner_cost, min_apart: between a word and another figure of the source, up to which it goes with that, if
            the claim's figure is at least so far from it.
        max_places: of a word in the source; one that stands in more goes with none of its figures in particular.
    """

    min_gain: float = 0.03
    min_score: float = 0.05
    max_basis_cost: float = 2.0
    max_direction_cost: float = 1.5
    max_measure_cost: float = 3.0
    max_source_measure_cost: float = 4.0
    max_period_cost: float = 4.0
    max_source_period_cost: float = 9.0
    max_owner_cost: float = 1.5
    min_apart: float = 7.0
    max_places: int = 3


LIMITS = BindingLimits()
_UNBOUND_FAMILIES = frozenset(["date", "duration", "age", "ordinal", "score", ""])
# How fast a growth grows says nothing of its direction.
_PACE = re.compile("slow|accelerat|narrow|wid|eas|放缓|加速|加快|收窄|扩大|趋缓")
# Between two figures: from one to the other, a part of a whole, the sum of those before it, a list.
_CHANGE = re.compile(r"^[^,;，；。]*[,，]?\s?(?:\bto|[降增升减跌涨改扩缩]?[至到为])\s*(?:about |nearly |约|近)?$")
_PART = re.compile(r"\s*(?:of|out of|in)\b[^,;.]*$")
_TOTAL = re.compile(r"\b(?:together|combined|in total|in all|altogether)\b|合计|总计|共计|一共")
_LISTED = re.compile(r"\s*(?:,|、|，|/|and|和|与|及|, and)\s*")
# Before a figure at which a change starts: it has neither the direction of the change nor the date of its end.
_START = re.compile(r"(?:\bfrom|[从從由自])\s*(?:(?:a|the|its) \w+ of |about |nearly |约|近)?$")
_MEANS = re.compile(r"\b(?:in|by|through|via|with|on)\s$|[以用]$")
# Before a figure of the present, whatever date the source gives it: today's 120 shops, 目前的120家.
_OF_TODAY = re.compile(r"\btoday's $|(?:今天|如今|现在|目前|当前)的$")
# Around a date of which a figure is the record: the highest since 2001.
_RECORD = re.compile(r"(?:\w{3}st|\bfirst\b[^,.;]{0,40}) since $")
_RECORD_ZH = re.compile(r"\s*(?:以来|以來)[^，。；]{0,8}(?:最|首|新高|新低)")
# Characters of the source that a message shows.
_MAX_SHOWN = 60


def check_binding(context: CheckContext) -> CheckResult:
    """Reports figures that the cited text gives for something else."""
    binding = context.binding
    exchanged = list(_exchanged(binding))
    taken = {figure for figures, _ in exchanged for figure in figures}
    rivalled = [(figure, finding) for figure, finding in find_rivals(context) if figure not in taken]
    taken.update(figure for figure, _ in rivalled)
    findings = [finding for _, finding in (*exchanged, *rivalled)]
    undecided = sum(exchange.gain <= LIMITS.min_gain for exchange in binding.exchanges)
    for figure in binding.figures:
        if figure.number not in taken and figure.equal is not None and figure.equal.score >= LIMITS.min_score:
            misplaced = _misplaced(binding.layout, figure)
            findings += misplaced
            undecided += not misplaced and _may_be_of_another(context, figure)
    findings += find_other_dates(context)
    findings += find_dates_out_of_place(context)
    findings += find_other_clauses(context)
    return CheckResult(tuple(findings), undecided=undecided)


def _exchanged(binding: Binding) -> Iterator[tuple[tuple[int, int], Finding]]:
    for exchange in binding.exchanges:
        first, second = exchange.first, exchange.second
        if exchange.gain <= LIMITS.min_gain or not _may_be_exchanged(first.item, second.item):
            continue
        if _are_told_by_order(binding.layout, first, second):
            continue
        place = first.equal
        assert place is not None
        claimed = f"{binding.layout.text_of(first.number)} … {binding.layout.text_of(second.number)}"
        message = f"the source has these two the other way round: “{_clause_around(place)}”"
        yield (first.number, second.number), _finding("number", claimed, message, place)


def _may_be_exchanged(first: Item, second: Item) -> bool:
    """Whether both are figures with digits, of a whole or for one of something: none takes sales for cents a share.

    Dates are named once for many figures, and again for none.
    """
    if first.kind != "figure" or _is_own_count(first) or _is_own_count(second):
        return False
    return is_per_unit(first) == is_per_unit(second)


def _are_told_by_order(claim: Layout, first: BoundFigure, second: BoundFigure) -> bool:
    """Whether the words between two figures tell which is which, whatever stands around them.

    A change goes from one to the other, one is a part of the other, or both are listed in the order of the source.
    """
    passage, place, other = claim.passages[first.number], first.equal, second.equal
    between = passage.folded[first.item.end : second.item.start]
    if _TOTAL.search(between) or (_CHANGE.search(between) and not _is_any_between(claim, first.number, second.number)):
        return True
    if place is None or other is None or place.passage is not other.passage:
        return False
    early, late = sorted((place.item, other.item), key=lambda item: item.start)
    if _PART.match(place.passage.folded[early.end : late.start]) or _PART.match(between):
        return True
    return bool(_LISTED.fullmatch(between)) and early is place.item


def _is_any_between(claim: Layout, first: int, last: int) -> bool:
    """Whether another figure of the kind of one stands between it and an item: rose 4.4 yuan to 756 yuan."""
    return claim.families[first] in claim.families[first + 1 : last]


def _misplaced(claim: Layout, figure: BoundFigure) -> list[Finding]:
    """What a figure is told of in the claim and at none of its places in the source."""
    place = figure.equal
    findings: list[Finding] = []
    if place is None or claim.families[figure.number] in _UNBOUND_FAMILIES:
        return findings
    others = [other for other in figure.places if other.is_equal and other is not place]
    for kind, difference in _DIFFERENCES:
        pair = difference(claim, figure.number, place)
        if pair and all(difference(claim, figure.number, other) for other in others):
            claimed, stated = pair
            figure_text = place.layout.text_of(place.number)
            message = (
                f"the source's {figure_text} goes with “{stated}”, not with “{claimed}”: “{_clause_around(place)}”"
            )
            findings.append(_finding(kind, f"{claim.text_of(figure.number)}, {claimed}", message, place))
    return findings


def _may_be_of_another(context: CheckContext, figure: BoundFigure) -> bool:
    """Whether a word right beside the claim's figure stands in the source right beside another, far from this one.

    No finding follows: of the pairs of `python -m benchmarks.adversarial` 2 true statements have such a word, and no
    false one, 2026-11-30.
    """
    binding = context.binding
    claim = binding.layout
    if context.is_same_language or claim.families[figure.number] in (*_UNBOUND_FAMILIES, "count"):
        return False
    claimed = {(id(p.layout), p.number) for other in binding.figures for p in other.places if p.is_equal}
    others = [p for p in figure.places if not p.is_equal and (id(p.layout), p.number) not in claimed]
    equals = [p for p in figure.places if p.is_equal]
    costs = claim.costs_from(figure.number)
    for number, item in enumerate(claim.items):
        is_beside = claim.clauses[number] == claim.clauses[figure.number] and costs[number] <= LIMITS.max_owner_cost
        if not is_beside or item.kind not in ("word", "name") or item.sides:
            continue
        words = binding.find_sure_places(number)
        if not 0 < len(words) <= LIMITS.max_places or len(claim.text_of(number)) == 1:
            continue
        nearest = min((_distance(place, words) for place in others), default=math.inf)
        if nearest > LIMITS.max_owner_cost or min(_distance(place, words) for place in equals) < LIMITS.min_apart:
            continue
        if not context.is_in_title(number):
            return True
    return False


def _distance(place: Place, words: Sequence[tuple[Layout, int]]) -> float:
    """The cost from a figure of the source to the nearest of some words."""
    costs = place.layout.costs_from(place.number)
    return min((costs[number] for layout, number in words if layout is place.layout), default=math.inf)


def _finding(kind: FindingKind, claimed: str, message: str, place: Place) -> Finding:
    return Finding(kind=kind, claim=claimed, message=message, block=place.passage.block or None)


def _clause_around(place: Place) -> str:
    """The source around a figure, as a message shows it."""
    text, item = place.passage.text, place.item
    start = max(0, item.end - _MAX_SHOWN // 2)
    return " ".join(text[start : item.end + _MAX_SHOWN // 3].split())


# ------------------------------------------------------------------------------------------------ what differs

_Difference = tuple[str, str] | None


def _anything(_: Item) -> bool:
    return True


def _other_basis(claim: Layout, number: int, place: Place) -> _Difference:
    claimed = claim.find_nearest(number, "basis", LIMITS.max_basis_cost, _anything)
    stated = place.layout.find_nearest(place.number, "basis", LIMITS.max_basis_cost, _anything)
    if claimed is None or stated is None or not claim.items[claimed].keys.isdisjoint(place.layout.items[stated].keys):
        return None
    return claim.text_of(claimed), place.layout.text_of(stated)


def _sides(item: Item) -> frozenset[tuple[int, int]]:
    return frozenset(side for side in item.sides if finding_kind(side[0]) == "direction")


def _has_side(item: Item) -> bool:
    return bool(_sides(item))


def _other_direction(claim: Layout, number: int, place: Place) -> _Difference:
    claimed = claim.find_nearest(number, "word", LIMITS.max_direction_cost, _has_side)
    stated = place.layout.find_nearest(place.number, "word", LIMITS.max_direction_cost, _has_side)
    if claimed is None or stated is None:
        return None
    if _starts_change(claim, number) or _starts_change(place.layout, place.number):
        return None
    sides, other_sides = _sides(claim.items[claimed]), _sides(place.layout.items[stated])
    opposites = {(pair, 1 - side) for pair, side in sides}
    is_pace = _PACE.match(claim.text_of(claimed)) or _PACE.match(place.layout.text_of(stated))
    clause = (item for n, item in enumerate(claim.items) if claim.clauses[n] == claim.clauses[number])
    if any(other_sides & _sides(item) for item in clause):  # 涨幅降到3%: the measure has a direction of its own
        return None
    if is_pace or not opposites & other_sides:
        return None
    if claim.tells_revision(claimed, sides) and not place.layout.speaks_of_revision(stated):
        return None
    return claim.text_of(claimed), place.layout.text_of(stated)


def _other_period(claim: Layout, number: int, place: Place) -> _Difference:
    context = place.passage.figure_context
    if context is not None and (column := find_period_of_cell(place.passage.text, place.item.start, context)):
        return _other_column(claim, number, column)
    claimed = claim.find_nearest(number, "date", LIMITS.max_period_cost, _anything)
    stated = place.layout.find_nearest(place.number, "date", LIMITS.max_source_period_cost, _anything, across=True)
    if claimed is None or stated is None or _is_own_count(claim.items[number]):
        return None
    if _OF_TODAY.search(claim.text_before(number)) or is_compared_with(
        claim.passages[claimed], claim.items[claimed].start
    ):
        return None
    if _starts_change(claim, number) and _is_any_between(claim, number, claimed):
        return None
    date = claim.items[claimed].quantity
    sentence = place.layout.sentences[place.number]
    assert date is not None
    dates = (item.quantity for n, item in enumerate(place.layout.items) if place.layout.sentences[n] == sentence)
    if any(d is not None and d.when and compare(date, d).verdict in ("same", "undecided") for d in dates):
        return None
    stated_date = place.layout.items[stated].quantity
    if stated_date is None or is_reporting_period(stated_date) or _is_of_record(place.layout, stated):
        return None
    if _is_measured_against(place.layout, stated):
        return None
    if any(compare(each, stated_date).verdict != "different" for each in _equally_near(claim, number, claimed)):
        return None
    return claim.text_of(claimed), place.layout.text_of(stated)


def _is_measured_against(layout: Layout, number: int) -> bool:
    """Whether a figure is only compared with that of a date: more than in May, 低于去年."""
    passage, start = layout.passages[number], layout.items[number].start
    return is_compared_with(passage, start) or passage.folded[:start].endswith(("高于", "低于", "多于", "少于"))


def _starts_change(layout: Layout, number: int) -> bool:
    """Whether a change starts at a figure: fell from 9.1%."""
    return _START.search(layout.passages[number].folded[: layout.items[number].start]) is not None


def _is_of_record(layout: Layout, number: int) -> bool:
    """Whether a figure is only the highest, lowest or first since a date."""
    text, item = layout.passages[number].folded, layout.items[number]
    return _RECORD.search(text[: item.start]) is not None or _RECORD_ZH.match(text, item.end) is not None


def _equally_near(claim: Layout, number: int, claimed: int) -> Iterator[Quantity]:
    """The dates of a clause that are as near to a figure as one: in June 2022 to 2.9% in December 2024."""
    costs = claim.costs_from(number)
    for other in claim.clause_of(number):
        date = claim.items[other].quantity
        if claim.items[other].kind == "date" and date is not None and costs[other] <= costs[claimed]:
            yield date


def _other_column(claim: Layout, number: int, column: Quantity) -> _Difference:
    """The date of a figure, where the source has the figure in the column of another.

    All dates of the sentence must differ from the column's. Where it has fewer dates than figures of the kind, the
    figure may be that of a year before.
    """
    inside = [n for n in range(len(claim.items)) if claim.sentences[n] == claim.sentences[number]]
    dates = [(n, q) for n in inside if claim.items[n].kind == "date" and (q := claim.items[n].quantity)]
    figures = sum(claim.families[n] == claim.families[number] for n in inside)
    if not dates or len(dates) < figures or any(compare(q, column).verdict != "different" for _, q in dates):
        return None
    return claim.text_of(dates[0][0]), column.text


def _is_own_count(item: Item) -> bool:
    """Whether a figure is a small number in words, which a writer counts in many places."""
    return item.quantity is not None and not any(map(str.isdigit, item.quantity.text))


def _tells_how(layout: Layout, measure: int, figure: int) -> bool:
    """Whether a measure only tells how a figure was paid (in cash), or what it is compared with or leaves out."""
    passage, start = layout.passages[measure], layout.items[measure].start
    if NO_MEASURE.search(passage.folded[:start]):
        return True
    is_behind = measure > figure and _MEANS.search(passage.folded[:start])
    return bool(is_behind) or is_compared_with(passage, start)


def _has_measure(item: Item) -> bool:
    return bool(item.measures)


def _other_measure_in_sentence(claim: Layout, number: int, place: Place) -> _Difference:
    if claim.families[number] == "count" or is_per_unit(place.item):
        return None  # a count has its measure in its unit
    source = place.layout
    claimed = claim.find_nearest(number, "word", LIMITS.max_measure_cost, _has_measure, across=True)
    stated = source.find_nearest(place.number, "word", LIMITS.max_source_measure_cost, _has_measure, across=True)
    if claimed is None or stated is None or claim.is_share(claimed) or source.is_share(stated):
        return None
    if stated > place.number and source.clauses[stated] != source.clauses[place.number]:
        return None  # what follows in the next clause is measured by the next figure
    if _tells_how(claim, claimed, number) or _tells_how(source, stated, place.number):
        return None
    if PART_FOLLOWS.search(source.passages[stated].folded, source.items[stated].end, place.item.start):
        return None
    term, related = claim.items[claimed], related_measures(claim.items[claimed].measures)
    sentence = source.sentences[place.number]
    nearby = [item for n, item in enumerate(source.items) if sentence - 1 <= source.sentences[n] <= sentence]
    if any(related & item.measures or not term.keys.isdisjoint(item.keys) for item in nearby):
        return None
    return claim.text_of(claimed), source.text_of(stated)


_Differs: TypeAlias = Callable[[Layout, int, Place], _Difference]
_DIFFERENCES: tuple[tuple[FindingKind, _Differs], ...] = (
    ("date", _other_basis),
    ("direction", _other_direction),
    ("date", _other_period),
    ("number", _other_measure_in_sentence),
)
