"""Figures that a writer computed from those of the source: a total, a difference, a share, a change in per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, permutations
from typing import TYPE_CHECKING

from .figure_tolerance import significant_digits

if TYPE_CHECKING:
    from ..quantities import Quantity


@dataclass(frozen=True, slots=True)
class ComputationLimits:
    """When a figure may be the result of a computation. Set on 2026-11-30.

    Attributes:
        max_operands: figures of the source up to which pairs are tried; among more, some pair fits any figure.
        min_amounts: amounts of the source from which a margin, ratio or average is computed.
        max_repeated: how often an amount may be counted: four rises of 0.75 points.
        max_hedged: share by which a hedged figure may differ from its computation. Set on 2026-12-01; held by the
            floors of `benchmarks.free`.
        min_summed: figures from which a list is summed up; of two, any order is tried. Set on 2026-12-01.
    """

    max_operands: int = 12
    min_amounts: int = 2
    max_repeated: int = 10
    max_hedged: Fraction = Fraction(1, 20)
    min_summed: int = 3


LIMITS = ComputationLimits()
# Per cent are counted in hundredths.
_HUNDRED = 100
# A figure of one kind and unit, each end of a range by itself.
_Operand = tuple[str, str | None, Fraction]
_COUNTED = ("number", "count")
_MAY_LACK_UNIT = frozenset(["number", "count", "money"])
_AMOUNTS = ("money", "count", "measure", "number")
# What tells that a figure is a difference, a total or a share, before it and after it.
_COMPARED_BEFORE = re.compile(
    r"(?:\bby|\btotal(?:s|l?ing|l?ed)?(?: of)?|\bcombined|\baltogether)"
    r"(?: (?:an?|some|about|around|nearly|roughly)){0,3}\s*$"
    r"|(?:多出|多了|多卖|少了|少卖|高出|低了|提高|上调|调高|降低|下调|调低|相差|差距|累计|合计|共计|总计|总共)[^，。；：\d]{0,6}$"
)
_COMPARED_AFTER = re.compile(
    r"(?:\s[a-z]+){0,2}?\s(?:(?:more|fewer|less|higher|lower)\b(?! than [\d$€£¥])"
    r"|(?:above|below|ahead of|short of)\b(?! [\d$€£¥]))"
)
_COMPARED_KINDS = frozenset(["money", "count", "measure", "number", "points"])
# What is left of a whole.
_REST = re.compile(r"余下|其余|剩余|剩下|余额|\b(?:the (?:rest|others?|balance)|remain(?:der|ing|s))\b")
# What is told as a result of figures that may stand far apart: the margin is, the combined share was, the average of.
_RESULT_BEFORE = re.compile(
    r"\b(?P<result>difference|percentage of|margin|ratio|average|combined|sum|net change)s?\b[^.;:]*"
    r"\b(?:is|are|was|were|of|equals?|amounts? to|amounted to|total(?:s|ed|led)|at)"
    r"(?: (?:an?|some|about|around|approximately|exactly|nearly|roughly|over|under)){0,3}\s*$"
    r"|(?P<zh_result>差额|利润率|毛利率|净利率|占比|比例|平均)[^，。；：\d]{0,6}$"
)


def is_compared(text: str, figure: Quantity, others: Sequence[Quantity], stated: str) -> bool:
    """Whether a claim tells a figure as a difference or total: 32,000 more than, 多出2100万英镑, raised by £30m.

    So is a share in words where the source has none: half the rate, one in ten of them; and the margin, ratio or
    average of amounts that it gives.

    Args:
        stated: the cited text, folded; a margin that it speaks of is not computed.
    """
    if figure.kind in ("fraction", "multiple") and not any(map(str.isdigit, figure.text)):
        return all(q.kind != figure.kind for q in others)
    if figure.kind == "fraction":
        return False
    if figure.when is not None:
        return False
    told = _RESULT_BEFORE.search(text, 0, figure.start)
    if told and (told["result"] or told["zh_result"]) not in stated and _count_amounts(others) >= LIMITS.min_amounts:
        return True
    return figure.kind in _COMPARED_KINDS and bool(
        _COMPARED_BEFORE.search(text, 0, figure.start) or _COMPARED_AFTER.match(text, figure.end)
    )


def is_computed(figure: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a figure is the total, the difference, the ratio or the product of two figures, or the level before."""
    value = figure.value
    operands = list(dict.fromkeys(operand for q in others for operand in _operands(q)))
    if not value or figure.when is not None or len(operands) > LIMITS.max_operands:
        return False
    results = chain(_multiples(figure, operands), _results(figure, operands))
    return any(_is_result(figure, abs(value), abs(result)) for result in results)


def _is_result(figure: Quantity, value: Fraction, result: Fraction) -> bool:
    """Whether a result, rounded or cut off, is a figure, or what its hedge says: more than 60% for 61.8%.

    To a figure of one digit, such as 4 billion, a result must be rounded: something is cut off to nearly any.
    """
    error = result - value
    limit = figure.step if significant_digits(value) > 1 else figure.step / 2
    if abs(error) < limit or not error:
        return True
    signs = {"over": (1,), "at_least": (1,), "under": (-1,), "at_most": (-1,), "nearly": (-1,), "about": (1, -1)}
    return any(0 < sign * error <= LIMITS.max_hedged * value for sign in signs.get(figure.bound, ()))


def is_rest(figure: Quantity, share: Quantity, sentence: str) -> bool:
    """Whether a figure is what a share leaves of a whole, and the sentence of the share, folded, speaks of the rest."""
    if not figure.kind == share.kind == "percent" or share.value is None:
        return False
    return figure.value == _HUNDRED - share.value and _REST.search(sentence) is not None


def is_total(figure: Quantity, others: Sequence[Quantity]) -> bool:
    """Whether a figure is the total of three or more figures of its kind that follow one another."""
    own = [q.low for q in others if (q.kind, q.unit) == (figure.kind, figure.unit) and q.low and not q.is_range]
    value = figure.value
    if not value or figure.when is not None or len(own) > LIMITS.max_operands:
        return False
    runs = (own[first:last] for first in range(len(own)) for last in range(first + LIMITS.min_summed, len(own) + 1))
    return any(abs(sum(run) - value) < figure.step or sum(run) == value for run in runs)


def _count_amounts(quantities: Sequence[Quantity]) -> int:
    """The number of amounts with digits of their own, from which a margin or an average is computed."""
    return len({q.low for q in quantities if q.kind in _AMOUNTS and any(map(str.isdigit, q.text))})


def _operands(quantity: Quantity) -> Iterator[_Operand]:
    if quantity.when is None:
        yield from ((quantity.kind, quantity.unit, end) for end in (quantity.low, quantity.high) if end)


def _share(kind: str, value: Fraction) -> Fraction:
    return value / _HUNDRED if kind == "percent" else value


def _may_share_unit(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Whether two kinds and units are the same, or one leaves out its unit: some 500 of the 1,100 people."""
    return one == other or ("number" in (one[0], other[0]) and {one[0], other[0]} <= _MAY_LACK_UNIT)


def _multiples(figure: Quantity, operands: Sequence[_Operand]) -> Iterator[Fraction]:
    """The multiples that per cent are: 137.6% is 1.4 times, and an increase by it 2.4 times."""
    for kind, _, one in operands if figure.kind == "multiple" else ():
        if kind == "percent":
            yield from (one / _HUNDRED, 1 + one / _HUNDRED)


def _results(figure: Quantity, operands: Sequence[_Operand]) -> Iterator[Fraction]:
    for (kind, unit, one), (other_kind, other_unit, other) in permutations(operands, 2):
        is_own = _may_share_unit((figure.kind, figure.unit), (kind, unit))
        if is_own and other_kind in _COUNTED and 1 < other <= LIMITS.max_repeated and other.denominator == 1:
            yield one * other  # four rises of 0.75 points
        if (
            is_own
            and kind in _AMOUNTS
            and other_kind in ("fraction", "percent")
            and 0 < (share := _share(other_kind, other)) < 1
        ):
            yield from (one * share, one / share, one * (1 - share), one / (1 + share), one / (1 - share))
        if is_own and (kind, other_kind) == ("percent", "points"):  # the level before
            yield one - other
            yield one + other
        is_alike = _may_share_unit((kind, unit), (other_kind, other_unit))
        is_other_own = _may_share_unit((figure.kind, figure.unit), (other_kind, other_unit))
        if is_alike and ((is_own and is_other_own) or (figure.kind, kind) == ("points", "percent")):
            yield one - other
            yield one + other
        if (kind, unit) != (other_kind, other_unit):
            continue
        if figure.kind == "percent" and kind in _AMOUNTS:
            yield _HUNDRED * (one / other - 1)
            yield _HUNDRED * one / other
        if (figure.kind in ("multiple", "fraction") or figure.unit == "time") and kind in (*_AMOUNTS, "percent"):
            yield one / other
        if kind == "age" and (figure.kind, figure.unit) == ("duration", "year"):
            yield one - other
