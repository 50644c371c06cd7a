"""Clauses of a claim in another language that state what the source holds possible.

Each clause of the claim is held against the clause of the cited text that has most of its items. So are its dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...models import Finding
from ...quantities import Quantity, When, compare
from ..clauses import ClausePair
from ..figure_tolerance import entails
from ..frames import CERTAINTY, MAY_BE_CERTAINTY, MAY_BE_POSSIBILITY, MAY_HAPPEN, POSSIBILITY
from ..layout import is_reporting_period
from .interface import CheckContext


@dataclass(frozen=True, slots=True)
class FrameLimits:
    """When two clauses are about the same.

    Set on 2026-11-30; held by the floors of `benchmarks.statements` and `benchmarks.adversarial`.

    Attributes:
        min_matched, min_share: items of the claim's clause that the source's has, and their share.
        min_surroundings: share of the context of a date close to another in the source. Of 560 true and 628 false
            statements about articles none and 11 have such a date, of 600 true and 530 false translations none and 4;
            2026-11-30.
    """

    min_matched: int = 2
    min_share: float = 0.5
    min_surroundings: float = 0.35


LIMITS = FrameLimits()
# Parts of a date, the smallest first.
_PARTS = ("hour", "day", "weekday", "week", "month", "quarter", "half", "season", "year")
# Characters of the source that a message shows.
_MAX_SHOWN = 60
# What has begun, is decided or is over; nobody says so of what is only planned.
_DONE = re.compile(r"\b(?:has|have|had)\b|\b(?:was|were)\b|\balready\b|已")


def find_other_frames(context: CheckContext) -> Iterator[Finding]:
    """The clauses that are surer than the source is.

    That only one of two clauses denies is no finding: of 2,000 true statements and translations it would accuse
    three, of as many false ones find six (2026-12-01).
    """
    claim = context.claim
    may_be = bool(MAY_BE_POSSIBILITY.search(claim.folded))
    for pair in context.clauses:
        if len(pair.matched) < LIMITS.min_matched or pair.share < LIMITS.min_share:
            continue
        if _is_surer(pair):
            yield _finding(pair, "the source is not as sure")
        elif not may_be and POSSIBILITY.search(pair.source_text) and _DONE.search(pair.text):
            yield _finding(pair, "the source does not tell it as a fact")


def find_other_dates(context: CheckContext) -> Iterator[Finding]:
    """The dates of clauses that the source's clause and sentence have otherwise."""
    for pair in context.clauses if not context.is_same_language else ():
        claim, source = pair.claim, pair.source
        others = [n for n in pair.matched if claim.items[n].kind != "date"]
        if len(others) < LIMITS.min_matched or pair.share < LIMITS.min_share:
            continue
        clause, sentence = source.clauses[pair.place], source.sentences[pair.place]
        stated = [n for n, item in enumerate(source.items) if item.kind == "date" and source.clauses[n] == clause]
        nearby = [q for n, item in enumerate(source.items) if source.sentences[n] == sentence and (q := item.quantity)]
        for number in pair.numbers if stated else ():
            date = claim.items[number].quantity
            if claim.items[number].kind != "date" or date is None:
                continue
            dates = [q for n in stated if (q := source.items[n].quantity)]
            dates = [q for q in dates if compare(date, q).verdict != "incomparable"]
            is_same = any(compare(date, other).verdict == "same" for other in nearby if other.when)
            is_told_there = context.is_told_by_weekday(date) or _shares_sentence(context, pair, number)
            if not is_same and not is_told_there and dates and all(_is_another_date(date, other) for other in dates):
                written = source.text_of(stated[0])
                message = f"the source says {written} here, not {date.text}: “{pair.source_text.strip()[:_MAX_SHOWN]}”"
                yield Finding(kind="date", claim=date.text, message=message, block=pair.block)


def _shares_sentence(context: CheckContext, pair: ClausePair, number: int) -> bool:
    """Whether a sentence with a date of a clause has other items of the clause too: it may be the place as well."""
    binding = context.binding
    for source, place in binding.find_sure_places(number):
        inside = set(source.sentence_of(place))
        positions = binding.positions_in(source)
        shared = sum(not inside.isdisjoint(positions[n]) for n in pair.numbers if n != number)
        if shared >= LIMITS.min_matched:
            return True
    return False


def find_dates_out_of_place(context: CheckContext) -> Iterator[Finding]:
    """The dates that the cited text does not have, in whose surroundings it has another of the kind: March for 6月."""
    for figure in context.binding.figures if not context.is_same_language else ():
        date, place = figure.item.quantity, figure.other
        if date is None or date.when is None or place is None or figure.equal or place.score < LIMITS.min_surroundings:
            continue
        stated = place.item.quantity
        if stated is None or stated.when is None or stated.when.relative:
            continue
        if _is_in_heading(context, date) or context.is_told_by_weekday(date) or _is_end_of_range(context, date):
            continue
        if _smallest_part(date.when) == _smallest_part(stated.when) and _is_another_date(date, stated):
            shown = " ".join(place.layout.clause_text(place.number).split())[:_MAX_SHOWN]
            message = f"the source says {stated.text} here, not {date.text}: “{shown}”"
            yield Finding(kind="date", claim=date.text, message=message, block=place.passage.block or None)


def _is_in_heading(context: CheckContext, date: Quantity) -> bool:
    stated = (quantity for heading in context.index.headings for quantity in heading.quantities)
    return any(compare(date, other).verdict == "same" and entails(other, date) for other in stated)


def _is_end_of_range(context: CheckContext, date: Quantity) -> bool:
    """Whether the cited text has a range that begins or ends at a date: since 2017 for 2017年至2024年."""
    ranges = (q for passage in context.cited for q in passage.quantities if q.until is not None)
    return any(date.when in (q.when, q.until) for q in ranges)


def _smallest_part(when: When) -> str | None:
    return next((part for part in _PARTS if getattr(when, part) is not None), None)


def _is_another_date(date: Quantity, other: Quantity) -> bool:
    return not is_reporting_period(other) and compare(date, other).verdict == "different"


def _is_surer(pair: ClausePair) -> bool:
    """Whether a clause of the claim tells as sure or demanded what the source tells as possible."""
    is_sure = CERTAINTY.search(pair.text) and not MAY_BE_CERTAINTY.search(pair.surroundings.folded)
    return bool(is_sure and MAY_HAPPEN.search(pair.surroundings.folded))


def _finding(pair: ClausePair, message: str) -> Finding:
    shown = " ".join(pair.source_text.split())[:_MAX_SHOWN]
    return Finding(kind="negation", claim=pair.text.strip(), message=f"{message}: “{shown}”", block=pair.block)
