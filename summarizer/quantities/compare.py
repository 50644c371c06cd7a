"""Whether a claim's quantity agrees with its source's, and if not, in which aspect they differ.

The digits written allow for rounding: 33.4 billion stands for 33.35 to 33.45 billion, and agrees with 333.98亿. Hedges
widen this interval or open it on one side. Quantities of other units or kinds are `incomparable`, ambiguous ones
`undecided`; only quantities of one kind and unit are ever `different`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from .compare_dates import compare_dates
from .conversion import ComparableValue, convert_by_rate, convert_denominator, to_common_unit
from .currencies import AMBIGUOUS_CURRENCIES, AMBIGUOUS_YUAN
from .quantity import Aspect, Comparison, Direction, Kind, Quantity


@dataclass(frozen=True, slots=True)
class ComparisonTolerances:
    """How far apart two values may lie, as shares of the value that is rounded, hedged or a bound.

    All were chosen on 2026-11-24 together with the last-place rule, by which figures alone catch a changed digit in
    93 of 100 Chinese and 87 of 100 English sentences (82 and 85 before). What they do today is held by the pairs of
    `tests/unit/quantities/test_compare.py` and measured by `benchmarks.faults`.
    """

    rounded: Fraction = Fraction(2, 100)
    """Of a plain number that ends in zeros (3,000 for 2,987). A wrong digit in two or three is always more."""
    hedged: Fraction = Fraction(10, 100)
    """After "about" and the like: one unit of the last non-zero place, and no more than this share."""
    beyond_bound: Fraction = Fraction(1)
    """Beyond a bound: "more than 380 billion" is said of 381, seldom of 600, never of 3,810."""


TOLERANCES = ComparisonTolerances()
# Kinds are comparable that share a bit: a bare number with everything counted, percent with fractions and multiples.
_COMPARABLE_KINDS: dict[Kind, int] = {
    "money": 1,
    "percent": 2,
    "fraction": 2,
    "multiple": 2,
    "points": 4,
    "score": 8,
    "date": 16,
    "period": 16,
    "time": 32,
    "count": 64,
    "ordinal": 128,
    "measure": 256,
    "duration": 512,
    "age": 1024,
    "number": 64 | 128 | 256 | 512 | 1024,
}
_OTHER_KIND = Comparison("incomparable", "they are figures of different kinds", "kind")
# Decimal places searched for the last non-zero one. A third has none.
_MAX_DECIMAL_PLACES = 15
# Values whose last place is cached: those of a claim are compared with each of the source.
_MAX_CACHED_VALUES = 1024
_ZERO = Fraction(0)
_LOWER_BOUNDS = ("over", "at_least")
_UPPER_BOUNDS = ("under", "at_most", "nearly")


def compare(claim: Quantity, source: Quantity, rates: Iterable[Quantity] = ()) -> Comparison:
    """Whether the source's quantity supports the claim's: same, different, incomparable or undecided, and why.

    Args:
        rates: exchange rates that the source states, by which amounts in other currencies may be the same; they are
            never different by them, since the amount may have been converted by another.
    """
    claim_kind, source_kind = claim.kind, source.kind
    if claim_kind != source_kind and (_COMPARABLE_KINDS[claim_kind] & _COMPARABLE_KINDS[source_kind]) == 0:
        return _compare_without_unit(claim, source) if "number" in (claim_kind, source_kind) else _OTHER_KIND
    if claim.when is not None or source.when is not None:
        return compare_dates(claim, source)
    claim, source = _with_signed_direction(claim, source), _with_signed_direction(source, claim)
    if claim.is_loss or source.is_loss:  # a loss of 230 million is a profit of -230 million
        claim, source = _with_signed_loss(claim, source), _with_signed_loss(source, claim)
        if (claim.is_profit or source.is_profit) and _is_positive(claim) and _is_positive(source):
            return _compare_loss_with_profit(claim, source)
    pair = _to_common_unit(claim, source)
    if isinstance(pair, Comparison):
        return _compare_by_rate(claim, source, rates, pair)
    claim_value, source_value = pair
    if not (claim.certain and source.certain):
        if claim_value.low != source_value.low and (_is_article(claim) or _is_article(source)):
            return _OTHER_KIND
        if claim_value.low == source_value.low and claim_value.high == source_value.high:
            return Comparison("same", "the same figure", "reading")
        ambiguous = source.text if claim.certain else claim.text
        return Comparison("undecided", f"“{ambiguous}” can be read in more than one way", "reading")
    return _compare_numbers(claim, source, claim_value, source_value)


def _compare_by_rate(claim: Quantity, source: Quantity, rates: Iterable[Quantity], otherwise: Comparison) -> Comparison:
    """The comparison with the source's amount in the claim's currency by the rate that fits best, if one may fit."""
    converted = [compare(claim, amount) for amount in convert_by_rate(source, claim.unit, rates)]
    fitting = [comparison for comparison in converted if comparison.verdict in ("same", "undecided")]
    return min((*fitting, otherwise), key=lambda c: ("same", "undecided", otherwise.verdict).index(c.verdict))


def _compare_without_unit(claim: Quantity, source: Quantity) -> Comparison:
    """Compares a number whose unit is open, as in a table without one, with a figure of the same value that has one."""
    bare, other = (claim, source) if claim.kind == "number" else (source, claim)
    if (bare.certain and other.kind != "money") or bare.value is None or other.value is None:
        return _OTHER_KIND  # but an amount may leave out its currency: 9.80 euros, down from 10.40
    has_sign = other.value < 0 or not other.is_loss
    if (bare.value if has_sign else abs(bare.value)) != other.value or bare.is_range != other.is_range:
        return _OTHER_KIND
    return Comparison("undecided", f"“{bare.text}” does not say of which unit it is", "unit")


def _with_signed_direction(quantity: Quantity, other: Quantity) -> Quantity:
    """A negative growth as a decline: 增长-12.3% is a fall of 12.3%, and so is 同比-12.3% beside one."""
    low, high = quantity.low, quantity.high
    if low is None or high is None or high.numerator >= 0 or quantity.change == "to":
        return quantity
    if quantity.direction is None:
        is_fall = other.direction == "down" and other.change != "to" and quantity.kind in ("percent", "points")
        opposite: Direction | None = "down" if is_fall and other.high is not None and other.high > 0 else None
    else:
        opposite = "down"  # nobody means a rise by 下降-12.3%
    return quantity if opposite is None else replace(quantity, low=-high, high=-low, direction=opposite)


def _is_positive(quantity: Quantity) -> bool:
    return quantity.low is not None and quantity.low > 0


def _compare_loss_with_profit(claim: Quantity, source: Quantity) -> Comparison:
    """Compares a loss with a positive amount that is called a profit."""
    if not (claim.certain and source.certain):
        return Comparison("undecided", "one of them is a loss, and not all can be read in one way", "reading")
    words = ("profit", "loss") if source.is_profit else ("loss", "profit")
    return Comparison("different", f"the source calls “{source.text}” a {words[0]}, not a {words[1]}", "direction")


def _with_signed_loss(quantity: Quantity, other: Quantity) -> Quantity:
    """A loss as a negative value, where the other quantity is one."""
    low, high = quantity.low, quantity.high
    if not quantity.is_loss or low is None or high is None or low < 0 or other.high is None or other.high >= 0:
        return quantity
    return replace(quantity, low=-high, high=-low)


def _is_article(quantity: Quantity) -> bool:
    """Whether the quantity is 一个 or the like, which counts one or nothing, but never five."""
    return quantity.kind == "count" and not quantity.certain and quantity.text.startswith("一")


def _to_common_unit(claim: Quantity, source: Quantity) -> tuple[ComparableValue, ComparableValue] | Comparison:
    """Both quantities in one unit, or the comparison that says why they have none."""
    claim_value, source_value = to_common_unit(claim, source), to_common_unit(source, claim)
    if claim_value is None or source_value is None or claim_value.dimension != source_value.dimension:
        return Comparison("incomparable", f"“{claim.text}” and “{source.text}” are figures of different kinds", "kind")
    if claim_value.unit != source_value.unit or (claim.unit == "$" and source.unit not in ("$", "USD")):
        if None in (claim_value.unit, source_value.unit) and claim_value.dimension == "count":
            return claim_value, source_value
        if _may_share_currency(claim, source):
            reason = f"“{claim.text}” or “{source.text}” does not say in which currency"
            return Comparison("undecided", reason, "unit")
        return Comparison("incomparable", f"“{claim.text}” and “{source.text}” are in different units", "unit")
    if claim.per and source.per and claim.per != source.per:
        return _to_common_denominator(claim, source, claim_value, source_value)
    return claim_value, source_value


def _to_common_denominator(
    claim: Quantity, source: Quantity, claim_value: ComparableValue, source_value: ComparableValue
) -> tuple[ComparableValue, ComparableValue] | Comparison:
    """Two prices for one of the same: 3.5 yuan per kg as 3,500 per tonne."""
    assert claim.per and source.per
    ratio = convert_denominator(source.per, claim.per)
    if ratio is None:
        reason = f"“{claim.text}” is per {claim.per}, “{source.text}” per {source.per}"
        return Comparison("incomparable", reason, "unit")
    low, high, step = claim_value.low * ratio, claim_value.high * ratio, claim_value.step * ratio
    return claim_value._replace(low=low, high=high, step=step), source_value


def _may_share_currency(claim: Quantity, source: Quantity) -> bool:
    """Whether a bare 元 of one may be the local dollar of the other, or both signs are open: 元 and $."""
    units = {claim.unit, source.unit}
    yuan = AMBIGUOUS_CURRENCIES[AMBIGUOUS_YUAN]
    if units == {AMBIGUOUS_YUAN, "$"}:
        return True
    is_bare = any(q.unit == "CNY" and q.text.endswith(("元", "块")) for q in (claim, source))
    return is_bare and "人民币" not in claim.text + source.text and units <= yuan


def _compare_numbers(
    claim: Quantity, source: Quantity, claim_value: ComparableValue, source_value: ComparableValue
) -> Comparison:
    if claim.kind == "score" or source.kind == "score":  # of either team
        is_same = {claim_value.low, claim_value.high} == {source_value.low, source_value.high}
        return _same(claim, source) if is_same else _different(claim, source)
    if claim_value.low != claim_value.high or source_value.low != source_value.high:
        return _compare_ranges(claim, source, claim_value, source_value)
    is_fold = claim.text.endswith("fold") or source.text.endswith("fold")
    if is_fold and claim.kind == source.kind == "multiple" and abs(claim_value.low - source_value.low) == 1:
        reason = f"“{claim.text}” or “{source.text}” may tell the new level or what was added to the old"
        return Comparison("undecided", reason, "reading")
    verdict = _compare_values(claim, source, claim_value, source_value)
    return _compare_context(claim, source) if verdict.verdict == "same" else verdict


def _same(claim: Quantity, source: Quantity) -> Comparison:
    return Comparison("same", f"“{claim.text}” is “{source.text}”")


def _different(claim: Quantity, source: Quantity, aspect: Aspect = "value") -> Comparison:
    if aspect == "bound":
        return Comparison("different", f"the source says {_bound_words(source)}, not {_bound_words(claim)}", aspect)
    return Comparison("different", f"the source says “{source.text}”, not “{claim.text}”", aspect)


def _compare_values(
    claim: Quantity, source: Quantity, claim_value: ComparableValue, source_value: ComparableValue
) -> Comparison:
    """Compares two single values: equal within their digits, or on the right side of a bound."""
    difference = source_value.low - claim_value.low
    if _is_beyond_bound(claim, source, claim_value, source_value):
        return _different(claim, source, "bound")
    if not difference or abs(difference) <= _tolerance(claim, source, claim_value, source_value):
        return _same(claim, source)
    if _bounds_agree(claim, source):  # more than 380 against more than 370
        return _different(claim, source)
    if claim.bound in _LOWER_BOUNDS:
        return _check_claim_bound(claim, source, difference, claim_value)
    if claim.bound in _UPPER_BOUNDS:
        return _check_claim_bound(claim, source, -difference, claim_value)
    if source.bound in _LOWER_BOUNDS and difference < 0:
        return _check_source_bound(claim, source, -difference, source_value)
    if source.bound in _UPPER_BOUNDS and difference > 0:
        return _check_source_bound(claim, source, difference, source_value)
    if _is_truncated(claim_value, source_value):
        return Comparison("undecided", f"“{claim.text}” is “{source.text}” cut off, not rounded", "value")
    if _is_more_precise(claim_value, source_value) and abs(difference) <= source_value.step / 2:
        return Comparison("undecided", f"the source is less precise: “{source.text}”", "value")
    return _different(claim, source)


def _bounds_agree(claim: Quantity, source: Quantity) -> bool:
    return any(claim.bound in side and source.bound in side for side in (_LOWER_BOUNDS, _UPPER_BOUNDS))


def _is_beyond_bound(
    claim: Quantity, source: Quantity, claim_value: ComparableValue, source_value: ComparableValue
) -> bool:
    """Whether an exact source is on the wrong side of the claim's bound: more than 38 billion against 37.9."""
    if claim.bound == "exact" or source.bound != "exact" or not source_value.step <= claim_value.step:
        return False
    if claim.bound in _LOWER_BOUNDS:
        return source_value.low < claim_value.low
    return claim.bound in ("under", "at_most") and source_value.low > claim_value.low


def _tolerance(
    claim: Quantity, source: Quantity, claim_value: ComparableValue, source_value: ComparableValue
) -> Fraction:
    """How far apart the two values may lie, given their digits and hedges."""
    step = _rounding_tolerance(claim_value)
    if claim.bound in ("about", "nearly"):
        step = max(step, _about_tolerance(claim_value))
    if source.bound in ("about", "nearly") and _is_as_coarse(claim_value, source_value):
        step = max(step, _about_tolerance(source_value))
    if claim_value.step == 0 and source_value.step > 0:  # a third for 33.3%
        step = max(step, source_value.step / 2)
    return step


def _is_as_coarse(claim_value: ComparableValue, source_value: ComparableValue) -> bool:
    """Whether a claim is no more precise than the source's hedge: "some 2,000" does not support 2,010."""
    is_rounder = _last_place(claim_value.low) >= _last_place(source_value.low)
    return is_rounder and not _is_more_precise(claim_value, source_value)


def _rounding_tolerance(value: ComparableValue) -> Fraction:
    """Half a unit of the last place written; of the last non-zero place for a plain number that ends in zeros."""
    step, is_whole = value.step, value.step == 1
    if value.low.denominator == 1 and value.low and step >= 1:
        zeros = _last_place(value.low)
        if zeros > step and zeros >= 100:
            return max(_ZERO if is_whole else step / 2, min(zeros / 2, abs(value.low) * TOLERANCES.rounded))
    return _ZERO if is_whole and value.dimension != "points" else step / 2


def _about_tolerance(value: ComparableValue) -> Fraction:
    """One unit of the last non-zero place, within the share for hedged values."""
    place = max(_last_place(value.low), value.step)
    return min(place, abs(value.low) * TOLERANCES.hedged) if value.low else _ZERO


@functools.lru_cache(maxsize=_MAX_CACHED_VALUES)
def _last_place(value: Fraction) -> Fraction:
    """One unit of the last non-zero place: 100 for 3,800; almost nothing where the decimals never end."""
    whole = abs(value.numerator)
    if not whole:
        return Fraction(1)
    for places in range(_MAX_DECIMAL_PLACES if value.denominator > 1 else 1):
        shifted, rest = divmod(whole * 10**places, value.denominator)
        if not rest:
            digits = str(shifted)
            return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))), 10**places)
    return Fraction(1, 10**_MAX_DECIMAL_PLACES)


def _is_truncated(claim_value: ComparableValue, source_value: ComparableValue) -> bool:
    """Whether the claim is the source truncated: 127 for 127.52."""
    if not (source_value.step < claim_value.step and claim_value.step > 0):
        return False
    return 0 <= abs(source_value.low) - abs(claim_value.low) < claim_value.step and (claim_value.low < 0) == (
        source_value.low < 0
    )


def _is_more_precise(claim_value: ComparableValue, source_value: ComparableValue) -> bool:
    """Whether the claim has more digits than the source."""
    return 0 < claim_value.step < source_value.step


def _check_claim_bound(
    claim: Quantity, source: Quantity, distance: Fraction, claim_value: ComparableValue
) -> Comparison:
    """Compares a claim that gives a bound: the source must lie beyond it, within one unit of the claim's last place."""
    place = max(_last_place(claim_value.low), claim_value.step)
    if claim.bound == "nearly":
        place = min(place, abs(claim_value.low) * TOLERANCES.hedged)
    if 0 <= distance < place:
        return _same(claim, source)
    if distance < 0 or claim.bound == "nearly" or distance > abs(claim_value.low) * TOLERANCES.beyond_bound:
        return _different(claim, source, "bound")
    return Comparison("undecided", f"“{source.text}” lies far beyond “{claim.text}”", "bound")


def _check_source_bound(
    claim: Quantity, source: Quantity, distance: Fraction, source_value: ComparableValue
) -> Comparison:
    """Compares with a source that gives a bound: a claim beyond it is possible, but not stated."""
    if distance <= max(source_value.step, _last_place(source_value.low)):
        return Comparison("undecided", f"the source only gives the bound “{source.text}”", "bound")
    return _different(claim, source)


def _compare_ranges(
    claim: Quantity, source: Quantity, claim_value: ComparableValue, source_value: ComparableValue
) -> Comparison:
    """Compares ranges: both ends must agree, unless one of them is vague (dozens, for 36)."""
    slack = max(_rounding_tolerance(claim_value), _rounding_tolerance(source_value))
    if abs(claim_value.low - source_value.low) <= slack and abs(claim_value.high - source_value.high) <= slack:
        return _same(claim, source)
    if claim.bound == source.bound == "about" and _overlap(claim_value, source_value):  # dozens, for 数十
        return _same(claim, source)
    is_vague = "about" in (claim.bound, source.bound)
    inside = claim_value.low - slack <= source_value.low and source_value.high <= claim_value.high + slack
    within = source_value.low - slack <= claim_value.low and claim_value.high <= source_value.high + slack
    if inside and claim.bound == "about":  # dozens, for 36
        return _same(claim, source)
    if (is_vague and (inside or within or _overlap(claim_value, source_value))) or (
        within and claim_value.low == claim_value.high
    ):
        return Comparison("undecided", f"the source gives a range: “{source.text}”", "value")
    return _different(claim, source)


def _overlap(claim_value: ComparableValue, source_value: ComparableValue) -> bool:
    return claim_value.low <= source_value.high and source_value.low <= claim_value.high


def _compare_context(claim: Quantity, source: Quantity) -> Comparison:
    """Compares the direction, the change and the bound of equal values."""
    if claim.direction and source.direction and claim.direction != source.direction:
        reason = f"the source says {source.direction}, not {claim.direction}: “{source.text}”"
        return Comparison("different", reason, "direction")
    if {claim.change, source.change} == {"by", "to"} and claim.direction and source.direction:
        return Comparison("different", f"the source says {source.change} “{source.text}”, not {claim.change}", "change")
    if {_bound_side(claim), _bound_side(source)} == {"lower", "upper"}:
        return _different(claim, source, "bound")
    return _same(claim, source)


def _bound_side(quantity: Quantity) -> str:
    return "lower" if quantity.bound in _LOWER_BOUNDS else "upper" if quantity.bound in _UPPER_BOUNDS else ""


def _bound_words(quantity: Quantity) -> str:
    words = {"exact": "", "over": "more than", "under": "less than", "at_least": "at least", "at_most": "at most"}
    return f"{words.get(quantity.bound, quantity.bound)} “{quantity.text}”".lstrip()
