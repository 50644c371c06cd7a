"""Findings `number` and `date`: each figure and date of the claim must be one of the cited text.

A figure is compared in place first, where the claim follows its source; then with all of the cited text; then with the
rest of the document, where it is a wrong citation.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ...models import Finding, FindingKind, LanguageCode
from ...quantities import When, compare, format_quantity
from ..alignment import Alignment, Mismatch
from ..binding import Binding
from ..figure_tolerance import find_added_parts, is_compatible, significant_digits, spans_year, years_named
from ..layout import is_reporting_period
from ..numeral_tokens import normalize_numerals
from ..passage import FUNCTION_WORDS, Passage, Token, is_compared_with
from ..source import SourceIndex
from .bare_digits import find_missing_digits
from .figure_matcher import FigureMatch, FigureMatcher
from .interface import CheckContext, CheckResult, is_denied
from .unstated_figures import find_alternatives, is_round_length, may_be_computed, may_be_slip

if TYPE_CHECKING:
    from ...quantities import Comparison, Quantity


@dataclass(frozen=True, slots=True)
class NumberThresholds:
    """What counts as the same figure written otherwise.

    Attributes:
        scale_distance: distance, in powers of ten, of a figure whose digits agree but for the scale; it decides which
            of several figures a message names. Set on 2026-11-24 without a measurement of its own; held by
            `tests/unit/grounding`.
        alike: distance up to which a message names a figure of the source as the one that is meant; others are only
            said to be missing. Set on 2026-11-30: a factor of two and a half.
        max_counted: up to which a number in words may be the writer's own count: "four products", 三大因素. Set on
            2026-11-24; held by the floors of `benchmarks.faults` and `benchmarks.faithfulness`.
    """

    scale_distance: float = 0.1
    alike: float = 0.4
    max_counted: int = 10


THRESHOLDS = NumberThresholds()
_DATE_KINDS = frozenset({"date", "period", "time"})
# Aspects in which figures differ by their direction: up or down, a change or a level.
_DIRECTION_ASPECTS = ("direction", "change")


def check_figures(context: CheckContext) -> CheckResult:
    """Reports figures, dates and bare digits that the cited text does not have or has otherwise."""
    claim, alignment = context.claim, context.alignment
    matcher = FigureMatcher(context.index)
    findings: list[Finding] = []
    undecided = 0
    judged: dict[tuple[object, ...], Finding | bool] = {}
    for figure in claim.quantities:
        if context.is_told_by_weekday(figure):  # in the place of Tuesday, too
            continue
        replaced = _replaced_figure(matcher, figure, alignment)
        if replaced and not may_be_computed(figure, [(q, p) for p in context.cited for q in p.quantities], context):
            findings.append(_different(claim, figure, replaced))
            continue
        if is_compared_with(claim, figure.start):
            undecided += 1
            continue
        verdict = judged.get(figure.reading)
        if verdict is None:
            verdict = judged[figure.reading] = _judge_figure(matcher, figure, context)
        if isinstance(verdict, Finding) and _need_not_be_stated(matcher, figure, context):
            undecided += 1
        elif isinstance(verdict, Finding):
            findings.append(verdict)
        else:
            undecided += not verdict
    if alignment is not None:
        findings += _replaced_numerals(alignment, findings)
    findings += find_missing_digits(context)
    return CheckResult(tuple(findings), undecided)


def _need_not_be_stated(matcher: FigureMatcher, figure: Quantity, context: CheckContext) -> bool:
    """Whether a claim denies a figure, has it in a name, or gives it as one of two, of which the cited text has one."""
    if figure.kind == "ordinal" and _is_of_name(context.claim, figure.start):
        return True
    others = list(find_alternatives(context.claim, figure))
    if is_denied(context, figure.start) or any(matcher.confirms(q, context.cited) for q in others):
        return True
    bare = [q.low for q in others if q.kind == "number"]  # from 39 or 49, whose unit another figure names
    return any((low, None) in passage.readings_by_value for low in bare for passage in context.cited)


def _is_of_name(claim: Passage, start: int) -> bool:
    """Whether a number belongs to the name before it: Harlow No. 1, which the other language names by another word."""
    before = next((token for token in reversed(claim.tokens) if token.end <= start), None)
    if before is None or claim.text[before.end : start] != " " or before.key in FUNCTION_WORDS:
        return False
    return before.kind == "word" and claim.text[before.start].isupper()


def _judge_figure(matcher: FigureMatcher, figure: Quantity, context: CheckContext) -> Finding | bool:
    """The finding on a figure that is not replaced in place, or whether the cited text confirms it (else undecided)."""
    cited, index = context.cited, context.index
    if figure.when is not None and figure.when.month is not None:
        dates = [q.when for passage in cited for q in passage.quantities if q.when is not None]
        added = find_added_parts(figure, dates)
        if "month" in added and not index.may_mean_month(figure.when.month):
            return _missing(context.claim, figure, ())
        if "year" in added and figure.when.year is not None and not index.may_mean_year(figure.when.year):
            return _missing(context.claim, figure, ()) if index.tells_years else False  # known to readers of the time
    if matcher.confirms(figure, cited) or matcher.confirms(figure, index.headings):
        return True  # title and header are known to every reader
    matches = list(matcher.matches(figure, cited))
    stated = [(match.quantity, match.passage) for match in matches]
    if matcher.is_exhausted or _is_undecided(figure, matches) or may_be_computed(figure, stated, context):
        return False
    is_copy = context.alignment is not None and context.alignment.is_copy
    if is_round_length(figure) or (not is_copy and _may_be_told_otherwise(figure, matches, cited)):
        return False
    other = None if _has_same_value(matches, figure) else _find_elsewhere(matcher, figure, cited, index)
    if matcher.is_exhausted or (_needs_no_citation(figure, matches) if other else not _is_telling(figure, matches)):
        return False
    if other is None:
        return _missing(context.claim, figure, matches)
    return _stands_in_for_another(figure, other, context) and _in_another_block(figure, other)


def _may_be_told_otherwise(figure: Quantity, matches: Sequence[FigureMatch], cited: Sequence[Passage]) -> bool:
    """Whether the cited text may tell a figure by other figures or words.

    In words there are many others for one (a third), but not for a count (twenty people). This quarter may be any if
    none is named.
    """
    if figure.when is None and not any(map(str.isdigit, figure.text)):
        return figure.kind != "count" or not any(match.comparison.verdict == "different" for match in matches)
    periods = [match.quantity for match in matches if match.quantity.kind == "period"]
    if figure.kind == "period" and periods and all(map(is_reporting_period, periods)):
        return True
    return _has_its_digits(figure, cited) and not _has_same_value(matches, figure)


def _has_its_digits(figure: Quantity, cited: Sequence[Passage]) -> bool:
    """Whether the cited text has the digits of a year or score, whatever it counts: 1968 bloodless, 22：16."""
    numbers = re.findall(r"\d+", figure.text)
    if figure.when is not None:
        return figure.when == When(year=figure.when.year) and any(numbers[0] in p.key_set for p in cited if numbers)
    if figure.kind == "score":
        return any(_follow_one_another(numbers, p) for p in cited)
    scores = [q.text for p in cited for q in p.quantities if q.kind == "score"]
    return figure.kind == "count" and len(numbers) == 1 and any(numbers[0] in re.findall(r"\d+", s) for s in scores)


def _follow_one_another(numbers: Sequence[str], passage: Passage) -> bool:
    """Whether the digits of a score stand together in a passage, in whatever order, with no word between them."""
    keys = [token.key for token in passage.tokens]
    return any(tuple(numbers) in (pair, pair[::-1]) for pair in pairwise(keys))


def _needs_no_citation(figure: Quantity, matches: Sequence[FigureMatch]) -> bool:
    """Whether a figure is the year that the document names elsewhere for a text that names none or says `this year`.

    Nor does one in words, for which there are many other words.
    """
    if not any(map(str.isdigit, figure.text)):
        return True  # a fifth quarter
    if figure.when is None:
        return False
    is_year = figure.when == When(year=figure.when.year) and figure.until is None
    dates = [match.quantity.when for match in matches if match.quantity.when is not None]
    return is_year and (any(d.relative for d in dates) or not years_named(match.quantity for match in matches))


def _is_telling(figure: Quantity, matches: Sequence[FigureMatch]) -> bool:
    """Whether the source must have the figure: what is comparable differs, or nobody makes up its digits.

    A day, a piece or a first one (一天, 第一) is counted in many words, and `7.4 points` may be percentage points.
    """
    if any(m.comparison.verdict == "different" or _is_rate_in_points(figure, m.quantity) for m in matches):
        return True
    value = figure.value
    if value is None:
        return figure.kind != "time" and figure.when is not None and figure.when.weekday is None
    same_number = [m.quantity for m in matches if m.quantity.value is not None and abs(m.quantity.value) == abs(value)]
    if same_number:  # a unit is written for another one; `7.4 points` may be percentage points
        kinds = {figure.kind, *(q.kind for q in same_number)}
        return kinds in ({"money"}, {"percent", "points"})
    has_digits = any(map(str.isdigit, figure.text)) and significant_digits(value) > 1
    return has_digits and figure.kind not in ("ordinal", "score", "time")


def _is_rate_in_points(figure: Quantity, other: Quantity) -> bool:
    """Whether a figure is a rate of the source, but in points: 9 basis points for 9%."""
    return (figure.kind, other.kind) == ("points", "percent") and may_be_slip(figure, other)


# ------------------------------------------------------------------------------------------------ in place


def _replaced_figure(matcher: FigureMatcher, figure: Quantity, alignment: Alignment | None) -> FigureMatch | None:
    """The source's figure that stands where the claim's does and differs from it."""
    if alignment is None:
        return None
    for slot in alignment.slots:
        if not (slot.is_anchored and slot.source and _overlaps(figure, slot.claim)):
            continue
        in_place = list(_figures_in(slot.source, alignment.source))
        if not in_place:
            continue
        entailing = _count_entailing(matcher, figure, alignment.source)
        is_added = alignment.is_copy and slot.is_short and _count_equal(figure, alignment.claim) > entailing
        if entailing and not is_added:
            continue
        # In a copy, what is not the same was changed, whether or not both can be read; else only what surely differs.
        for other in in_place:
            match = matcher.match(figure, other, alignment.source)
            if alignment.is_copy or (slot.is_short and _is_replaced(match, figure, alignment.claim)):
                return match
    return None


def _is_replaced(match: FigureMatch, figure: Quantity, claim: Passage) -> bool:
    """Whether a figure of the source differs, and the claim, which may tell two things in another order, lacks it."""
    is_other = match.comparison.verdict == "different" or (
        match.comparison.verdict == "incomparable"
        and (match.quantity.kind == figure.kind or may_be_slip(figure, match.quantity))
    )
    return is_other and not any(compare(own, match.quantity).verdict == "same" for own in claim.quantities)


def _figures_in(tokens: Sequence[Token], passage: Passage) -> Iterator[Quantity]:
    """The figures of a passage that overlap the tokens, of which there is at least one."""
    found = passage.quantities
    first = bisect_right(found, tokens[0].start, key=lambda q: q.end)
    last = bisect_left(found, tokens[-1].end, key=lambda q: q.start)
    yield from (q for q in found[first:last] if _overlaps(q, tokens))


def _count_entailing(matcher: FigureMatcher, figure: Quantity, passage: Passage) -> int:
    """How many figures of a passage entail the claim's."""
    readings = passage.readings
    return sum(len(readings[m.quantity.reading]) for m in matcher.matches(figure, [passage]) if m.entails(figure))


def _count_equal(figure: Quantity, claim: Passage) -> int:
    """How often the claim has a figure: once more than its source, and one of them stands in another's place."""
    return sum(q.low == figure.low and q.high == figure.high and q.when == figure.when for q in claim.quantities)


def _overlaps(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    return any(t.start < quantity.end and quantity.start < t.end for t in tokens)


def _replaced_numerals(alignment: Alignment, known: Sequence[Finding]) -> Iterator[Finding]:
    """Numerals and names of months that stand in each other's place, whether or not they are read as a figure."""
    for slot in alignment.slots:
        claim_numerals, source_numerals = normalize_numerals(slot.claim), normalize_numerals(slot.source)
        if not slot.is_anchored or not claim_numerals or not source_numerals or claim_numerals <= source_numerals:
            continue
        if not alignment.is_copy and not slot.is_short:
            continue
        claim_text, source_text = alignment.claim_text(slot), alignment.source_text(slot)
        is_known = any(finding.claim in claim_text or claim_text in finding.claim for finding in known)
        if not is_known and not _are_read(alignment.claim, slot):
            message = f"the source says {source_text} here, not {claim_text}"
            yield Finding(kind="number", claim=claim_text, message=message, block=alignment.source.block or None)


def _are_read(claim: Passage, slot: Mismatch) -> bool:
    """Whether all numerals of the claim in a slot belong to figures that are read, so that comparing those decides."""
    tokens = [t for t in slot.claim if normalize_numerals([t])]
    return all(any(q.certain and q.start <= t.start and t.end <= q.end for q in claim.quantities) for t in tokens)


# ------------------------------------------------------------------------------------------------ not in place


def _find_elsewhere(
    matcher: FigureMatcher, figure: Quantity, cited: Sequence[Passage], index: SourceIndex
) -> Passage | None:
    """The first sentence outside the cited text that has the figure."""
    known = {id(p) for p in cited}
    others = (p for p in index.sentences if id(p) not in known)
    return next((match.passage for match in matcher.matches(figure, others) if match.entails(figure)), None)


def _is_undecided(figure: Quantity, matches: Sequence[FigureMatch]) -> bool:
    """Whether the figure, or what it is compared with, cannot be judged."""
    years = years_named(m.quantity for m in matches)
    if figure.when is not None and any(spans_year(m.quantity, figure) for m in matches):
        return True
    if _may_be_own_count(figure) or (not figure.certain and (figure.when is None or figure.when.year is None)):
        return True  # but `2013` must stand somewhere, whether it is a year or a number
    if any(m.comparison.aspect == "change" for m in matches):
        return True  # 1.5% may be what a forecast was raised to and what output grows by
    return any(
        m.comparison.verdict in ("undecided", "same") and is_compatible(m.quantity, figure, years) for m in matches
    )


def _may_be_own_count(figure: Quantity) -> bool:
    """A small or vague number in words (几次, several) may be the writer's count of what the source lists."""
    if figure.kind not in ("count", "number") or figure.value is None or any(map(str.isdigit, figure.text)):
        return False
    return figure.is_range or (figure.value <= THRESHOLDS.max_counted and figure.value.denominator == 1)


def _has_same_value(matches: Sequence[FigureMatch], figure: Quantity) -> bool:
    """Whether the cited text has this very value with another direction, unit or bound."""
    return any(m.comparison.verdict == "different" and m.quantity.low == figure.low is not None for m in matches)


def _stands_in_for_another(figure: Quantity, sentence: Passage, context: CheckContext) -> bool:
    """Whether a figure of a sentence that is not cited stands in the place of another one, which the cited text has.

    Else a writer brings together what stands apart: the date of an event, told blocks before. But nothing is brought
    together where the cited text has nothing of the claim.
    """
    bound = context.binding
    if not sentence.block or not any(any(bound.sure_positions_in(source)) for source in bound.source):
        return True
    elsewhere = Binding(context.claim, [context.index.layout(sentence.block)])
    pairs = zip(bound.figures, elsewhere.figures, strict=True)
    found = next((pair for pair in pairs if pair[0].item.quantity == figure), None)
    if found is None or found[0].other is None:
        return False
    there = found[1].equal
    return there is None or found[0].other.score > there.score


# ------------------------------------------------------------------------------------------------ findings


def _kind(figure: Quantity, comparison: Comparison | None = None) -> FindingKind:
    if comparison is not None and comparison.aspect in _DIRECTION_ASPECTS:
        return "direction"
    return "date" if figure.kind in _DATE_KINDS else "number"


def _different(claim: Passage, figure: Quantity, match: FigureMatch) -> Finding:
    message = match.comparison.reason
    if match.comparison.aspect not in (*_DIRECTION_ASPECTS, "bound"):
        message = f"the source says {_translated(match, claim.language)}, not {figure.text}"
    kind, block = _kind(figure, match.comparison), match.passage.block or None
    return Finding(kind=kind, claim=figure.text, message=message, block=block)


def _translated(match: FigureMatch, language: LanguageCode) -> str:
    """The source's figure, and in brackets the same in the claim's language: 3800亿元 (380 billion yuan)."""
    written = match.quantity.text
    if match.passage.language == language:
        return written
    translated = format_quantity(match.quantity, language)
    return written if translated == written else f"{written} ({translated})"


def _in_another_block(figure: Quantity, passage: Passage) -> Finding:
    message = f"{figure.text} is in block [{passage.block}], not in the cited text"
    kind = "citation" if passage.block else _kind(figure)
    return Finding(kind=kind, claim=figure.text, message=message, block=passage.block or None)


def _missing(claim: Passage, figure: Quantity, matches: Sequence[FigureMatch]) -> Finding:
    different = [m for m in matches if m.comparison.verdict == "different"]
    nearest = min(different, key=lambda m: _distance(figure, m.quantity), default=None)
    if nearest is not None and (figure.value is None or _distance(figure, nearest.quantity) <= THRESHOLDS.alike):
        return _different(claim, figure, nearest)
    message = f"the cited text does not contain the figure {figure.text}"
    return Finding(kind=_kind(figure), claim=figure.text, message=message)


def _distance(figure: Quantity, other: Quantity) -> float:
    """The distance of two values in powers of ten; the same digits at another scale are close, as errors have them."""
    if figure.kind != other.kind or not figure.value or not other.value:
        return float("inf")
    factor = abs(math.log10(abs(figure.value / other.value)))
    return min(factor, abs(factor - round(factor)) + THRESHOLDS.scale_distance)
