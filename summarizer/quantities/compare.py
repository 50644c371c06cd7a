"""Whether two figures say the same, and if not, in which respect they differ.

Written digits allow a rounding: 33.4 billion stands for 33.35 to 33.45 billion, so 333.98亿 is the same; hedges widen
it or open one side. A figure that cannot be compared is `incomparable` (other unit or kind), one that we do not
understand well enough is `undecided`; only figures of one kind and unit are ever `different`.
"""

from __future__ import annotations

from fractions import Fraction

from .compare_dates import compare_dates
from .quantity import Aspect, Comparison, Kind, Quantity
from .units import ComparableValue, to_common_unit

# A plain number with zeros at its end may be rounded (3,000 for 2,987), but by no more than this share of it: a wrong
# digit of a two- or three-digit number is always more.
ROUND_SHARE = Fraction(2, 100)
# "about" and its kin: one unit of the last significant place, and at most this share where that place is coarse.
ABOUT_SHARE = Fraction(10, 100)
# "more than 380 billion" is said of 381, hardly of 600 and never of 3,810: beyond this share, it is not the figure.
FAR_SHARE = Fraction(1)

# Kinds that can be compared share a bit: a bare number with all that is counted, percent with fractions and multiples.
_FAMILIES: dict[Kind, int] = {
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
_MAX_DECIMAL_PLACES = 15  # decimal places that are looked at: a third has no last one
_LOWER_BOUNDS = ("over", "at_least")
_UPPER_BOUNDS = ("under", "at_most", "nearly")


def compare(claim: Quantity, source: Quantity) -> Comparison:
    """Whether the claim's figure is borne out by the source's: same, different, incomparable or undecided, and why."""
    ours_kind, theirs_kind = claim.kind, source.kind
    if ours_kind != theirs_kind and (_FAMILIES[ours_kind] & _FAMILIES[theirs_kind]) == 0:
        return _OTHER_KIND
    if claim.when is not None or source.when is not None:
        return compare_dates(claim, source)
    pair = _to_common_unit(claim, source)
    if isinstance(pair, Comparison):
        return pair
    ours, theirs = pair
    if not (claim.certain and source.certain):
        if ours.low != theirs.low and (_is_article(claim) or _is_article(source)):
            return _OTHER_KIND
        same = ours.low == theirs.low and ours.high == theirs.high
        return Comparison(
            "same" if same else "undecided", "the same figure" if same else _ambiguity_reason(claim, source), "reading"
        )
    return _compare_numbers(claim, source, ours, theirs)


def _is_article(quantity: Quantity) -> bool:
    """Whether it is 一个 and its like, which count one or nothing, but never five."""
    return quantity.kind == "count" and not quantity.certain and quantity.text.startswith("一")


def _ambiguity_reason(claim: Quantity, source: Quantity) -> str:
    text = claim.text if not claim.certain else source.text
    return f"“{text}” can be read in more than one way"


def _to_common_unit(claim: Quantity, source: Quantity) -> tuple[ComparableValue, ComparableValue] | Comparison:
    """Both figures on one scale, or why there is none."""
    ours, theirs = to_common_unit(claim, source), to_common_unit(source, claim)
    if ours is None or theirs is None or ours.dimension != theirs.dimension:
        return Comparison("incomparable", f"“{claim.text}” and “{source.text}” are figures of different kinds", "kind")
    if ours.unit != theirs.unit or (claim.unit == "$" and source.unit not in ("$", "USD")):
        if None in (ours.unit, theirs.unit) and ours.dimension == "count":
            return ours, theirs
        return Comparison("incomparable", f"“{claim.text}” and “{source.text}” are in different units", "unit")
    return ours, theirs


def _compare_numbers(claim: Quantity, source: Quantity, ours: ComparableValue, theirs: ComparableValue) -> Comparison:
    if claim.kind == "score" or source.kind == "score":
        same = {ours.low, ours.high} == {theirs.low, theirs.high}
        return _same_or_different(same, claim, source)
    if ours.low != ours.high or theirs.low != theirs.high:
        return _compare_ranges(claim, source, ours, theirs)
    verdict = _compare_values(claim, source, ours, theirs)
    return _compare_context(claim, source) if verdict.verdict == "same" else verdict


def _same_or_different(same: bool, claim: Quantity, source: Quantity, aspect: Aspect = "value") -> Comparison:
    if same:
        return Comparison("same", f"“{claim.text}” is “{source.text}”", aspect)
    return Comparison("different", f"the source says “{source.text}”, not “{claim.text}”", aspect)


def _compare_values(claim: Quantity, source: Quantity, ours: ComparableValue, theirs: ComparableValue) -> Comparison:
    """Two single values: equal within what is written, or on the right side of a bound."""
    ours_value, theirs_value = ours.low, theirs.low
    if _is_beyond_bound(claim, source, ours, theirs):
        return _same_or_different(False, claim, source, "bound")
    if abs(ours_value - theirs_value) <= _tolerance(claim, source, ours, theirs):
        return _same_or_different(True, claim, source)
    if _bounds_agree(claim, source):  # more than 380, where the source says more than 370
        return _same_or_different(False, claim, source)
    if claim.bound in _LOWER_BOUNDS:
        return _check_claim_bound(claim, source, theirs_value - ours_value, ours)
    if claim.bound in _UPPER_BOUNDS:
        return _check_claim_bound(claim, source, ours_value - theirs_value, ours)
    if source.bound in _LOWER_BOUNDS and ours_value > theirs_value:
        return _check_source_bound(claim, source, ours_value - theirs_value, theirs)
    if source.bound in _UPPER_BOUNDS and ours_value < theirs_value:
        return _check_source_bound(claim, source, theirs_value - ours_value, theirs)
    if _is_truncated(ours, theirs):
        return Comparison("undecided", f"“{claim.text}” is “{source.text}” cut off, not rounded", "value")
    if _is_more_precise(ours, theirs) and abs(ours_value - theirs_value) <= theirs.step / 2:
        return Comparison("undecided", f"the source is less precise: “{source.text}”", "value")
    return _same_or_different(False, claim, source)


def _bounds_agree(claim: Quantity, source: Quantity) -> bool:
    return any(claim.bound in side and source.bound in side for side in (_LOWER_BOUNDS, _UPPER_BOUNDS))


def _is_beyond_bound(claim: Quantity, source: Quantity, ours: ComparableValue, theirs: ComparableValue) -> bool:
    """more than 38 billion, where the source says 37.9: the bound leaves nothing to rounding."""
    if source.bound != "exact" or not theirs.step <= ours.step:
        return False
    if claim.bound in _LOWER_BOUNDS:
        return theirs.low < ours.low
    return claim.bound in ("under", "at_most") and theirs.low > ours.low


def _tolerance(claim: Quantity, source: Quantity, ours: ComparableValue, theirs: ComparableValue) -> Fraction:
    """How far apart two values of one quantity may stand, given their digits and hedges."""
    step = _rounding_tolerance(ours)
    if claim.bound in ("about", "nearly"):
        step = max(step, _about_tolerance(ours))
    # "some 2,000" does not bear out 2,010: the claim may not be more precise than the hedge.
    coarse = _last_place(ours.low) >= _last_place(theirs.low) and not _is_more_precise(ours, theirs)
    if source.bound in ("about", "nearly") and coarse:
        step = max(step, _about_tolerance(theirs))
    if ours.step == 0 and theirs.step > 0:  # a third for 33.3%
        step = max(step, theirs.step / 2)
    return step


def _rounding_tolerance(value: ComparableValue) -> Fraction:
    """Half a unit of the last place; for plain numbers with zeros at the end, of the last place that is not zero."""
    half = value.step / 2
    if value.step >= 1 and value.low and value.low.denominator == 1:
        zeros = _last_place(value.low)
        if zeros > value.step and zeros >= 100:
            return max(half if value.step > 1 else Fraction(0), min(zeros / 2, abs(value.low) * ROUND_SHARE))
    return half if value.step != 1 or value.dimension == "points" else Fraction(0)


def _about_tolerance(value: ComparableValue) -> Fraction:
    place = max(_last_place(value.low), value.step)
    return min(place, abs(value.low) * ABOUT_SHARE) if value.low else Fraction(0)


def _last_place(value: Fraction) -> Fraction:
    """What one unit of the last non-zero place is worth: 100 for 3,800; next to nothing where decimals never end."""
    whole = abs(value.numerator)
    if not whole:
        return Fraction(1)
    for places in range(_MAX_DECIMAL_PLACES if value.denominator > 1 else 1):
        shifted, rest = divmod(whole * 10**places, value.denominator)
        if not rest:
            digits = str(shifted)
            return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))), 10**places)
    return Fraction(1, 10**_MAX_DECIMAL_PLACES)


def _is_truncated(ours: ComparableValue, theirs: ComparableValue) -> bool:
    """Whether the claim keeps the first digits of the source: 127 for 127.52."""
    if not (theirs.step < ours.step and ours.step > 0):
        return False
    return 0 <= abs(theirs.low) - abs(ours.low) < ours.step and (ours.low < 0) == (theirs.low < 0)


def _is_more_precise(ours: ComparableValue, theirs: ComparableValue) -> bool:
    """Whether the claim gives more digits than the source has."""
    return 0 < ours.step < theirs.step


def _check_claim_bound(claim: Quantity, source: Quantity, distance: Fraction, ours: ComparableValue) -> Comparison:
    """A claim that opens one side: the source must lie on it, within one unit of the claim's last place."""
    place = max(_last_place(ours.low), ours.step)
    if claim.bound == "nearly":
        place = min(place, abs(ours.low) * ABOUT_SHARE)
    if 0 <= distance < place:
        return Comparison("same", f"“{source.text}” bears out the bound “{claim.text}”", "bound")
    if distance < 0 or claim.bound == "nearly" or distance > abs(ours.low) * FAR_SHARE:
        return _same_or_different(False, claim, source, "bound")
    return Comparison("undecided", f"“{source.text}” lies far beyond “{claim.text}”", "bound")


def _check_source_bound(claim: Quantity, source: Quantity, distance: Fraction, theirs: ComparableValue) -> Comparison:
    """The source only gives a bound and the claim lies on its open side: possible, but not said."""
    if distance <= max(theirs.step, _last_place(theirs.low)):
        return Comparison("undecided", f"the source only gives the bound “{source.text}”", "bound")
    return _same_or_different(False, claim, source)


def _compare_ranges(claim: Quantity, source: Quantity, ours: ComparableValue, theirs: ComparableValue) -> Comparison:
    """Both ends must agree; a single claim inside a range is not what the source says, a vague one may hold it."""
    slack = max(_rounding_tolerance(ours), _rounding_tolerance(theirs))
    if abs(ours.low - theirs.low) <= slack and abs(ours.high - theirs.high) <= slack:
        return _same_or_different(True, claim, source)
    if claim.bound == source.bound == "about" and _overlap(ours, theirs):  # dozens, for 数十
        return _same_or_different(True, claim, source)
    vague = "about" in (claim.bound, source.bound)
    inside = ours.low - slack <= theirs.low and theirs.high <= ours.high + slack
    within = theirs.low - slack <= ours.low and ours.high <= theirs.high + slack
    if inside and claim.bound == "about":  # dozens, for 36
        return _same_or_different(True, claim, source)
    if (vague and (inside or within or _overlap(ours, theirs))) or (within and ours.low == ours.high):
        return Comparison("undecided", f"the source gives a range: “{source.text}”", "value")
    return _same_or_different(False, claim, source)


def _overlap(ours: ComparableValue, theirs: ComparableValue) -> bool:
    return ours.low <= theirs.high and theirs.low <= ours.high


def _compare_context(claim: Quantity, source: Quantity) -> Comparison:
    """Equal values may still differ in direction, in by or to, or in a bound that is turned round."""
    if claim.direction and source.direction and claim.direction != source.direction:
        return Comparison(
            "different", f"the source says {source.direction}, not {claim.direction}: “{source.text}”", "direction"
        )
    if {claim.change, source.change} == {"by", "to"} and claim.direction and source.direction:
        return Comparison("different", f"the source says {source.change} “{source.text}”, not {claim.change}", "change")
    if (claim.bound in _LOWER_BOUNDS and source.bound in _UPPER_BOUNDS) or (
        claim.bound in _UPPER_BOUNDS and source.bound in _LOWER_BOUNDS
    ):
        return Comparison(
            "different", f"the source says {_bound_words(source)}, not {_bound_words(claim)} “{claim.text}”", "bound"
        )
    return _same_or_different(True, claim, source)


def _bound_words(quantity: Quantity) -> str:
    return quantity.bound.replace("_", " ")
