"""Figures and dates: each one of the claim must be supported by one of the cited text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...languages.english.stemmer import stem
from ...models import Finding, FindingKind, LanguageCode
from ..alignment import COPY, Alignment, Slot
from ..figure_tolerance import entails, is_compatible, years_named
from ..index import SourceIndex
from ..passage import Passage, Token

if TYPE_CHECKING:
    from ...quantities import Comparison, Quantity

_WORDS = (
    ("zero",),
    ("one", "first", "january", "jan"),
    ("two", "second", "february", "feb"),
    ("three", "third", "march"),
    ("four", "fourth", "april", "apr"),
    ("five", "fifth", "may"),
    ("six", "sixth", "june"),
    ("seven", "seventh", "july"),
    ("eight", "eighth", "august", "aug"),
    ("nine", "ninth", "september", "sept", "sep"),
    ("ten", "tenth", "october", "oct"),
    ("eleven", "eleventh", "november", "nov"),
    ("twelve", "twelfth", "december", "dec"),
    ("thirteen",),
    ("fourteen",),
    ("fifteen",),
    ("sixteen",),
    ("seventeen",),
    ("eighteen",),
    ("nineteen",),
    ("twenty",),
    ("thirty",),
    ("forty",),
    ("fifty",),
    ("sixty",),
    ("seventy",),
    ("eighty",),
    ("ninety",),
    ("hundred",),
    ("thousand",),
    ("million",),
    ("billion",),
    ("trillion",),
    ("dozen",),
    ("monday",),
    ("tuesday",),
    ("wednesday",),
    ("thursday",),
    ("friday",),
    ("saturday",),
    ("sunday",),
)
_CURRENCIES = {
    "$": ("dollar",),
    "€": ("euro",),
    "£": ("pound",),
    "¥": ("yuan", "renminbi"),
    "yen": (),
    "rupee": (),
    "franc": (),
    "rouble": ("ruble",),
}
_HAN = {"两": "2", "百": "hundred", "千": "thousand", "万": "10000", "亿": "100000000"}
_VALUES = {
    **{stem(word): str(value) for value, words in enumerate(_WORDS) for word in words},
    **{han: str(value) for value, han in enumerate("零一二三四五六七八九十")},
    **{stem(word): sign for sign, words in _CURRENCIES.items() for word in (sign, *words)},
    **_HAN,
}


def numerals(tokens: Iterable[Token]) -> frozenset[str]:
    """The numerals and names of currencies among tokens, one form for digits, signs, words and Chinese characters."""
    found = set()
    for token in tokens:
        if token.kind == "digits":
            found.add(token.key)
        elif token.key in _VALUES:
            found.add(_VALUES[token.key])
    return frozenset(found)


# A figure whose digits agree but for the scale stands this far, in powers of ten, from the one it was made of.
_SCALE_SLIP = 0.1
_FIRST = re.compile("首|头一|第一|初次|first")
# Writers count up to here: "four products", 三大因素.
_COUNTED = 10
_DATES = frozenset({"date", "period", "time"})


@dataclass(frozen=True, slots=True)
class Figures:
    """What became of a claim's figures: the findings, how many were borne out and how many could not be judged."""

    findings: tuple[Finding, ...]
    borne: int
    undecided: int


@dataclass(frozen=True, slots=True)
class _Match:
    """A figure of the source with the passage it stands in and how the claim's compares to it."""

    quantity: Quantity
    passage: Passage
    comparison: Comparison


def check_figures(claim: Passage, cited: Sequence[Passage], alignment: Alignment | None, index: SourceIndex) -> Figures:
    """Every figure of the claim against those of the cited text, then against the rest of the document."""
    findings: list[Finding] = []
    borne = undecided = 0
    for figure in claim.quantities:
        if in_place := _in_place(figure, alignment):
            findings.append(_different(claim, figure, in_place))
        elif _is_borne(figure, cited):
            borne += 1
        elif _is_undecided(figure, matches := list(_matches(figure, cited))):
            undecided += 1
        elif not _is_turned(figure, matches) and (elsewhere := _elsewhere(figure, cited, index)) is not None:
            findings.append(_misplaced(figure, elsewhere))
        else:
            findings.append(_missing(claim, figure, matches))
    findings += _numerals_in_place(alignment, findings)
    findings += _digits(claim, cited, index)
    return Figures(tuple(findings), borne, undecided)


def _matches(figure: Quantity, passages: Iterable[Passage], alike: bool | None = None) -> Iterator[_Match]:
    """The figures of the passages with how the claim's compares to each.

    Args:
        alike: only those with the same value and date, or only the others; None for all.
    """
    from ...quantities import compare

    for passage in passages:
        for other in passage.quantities:
            if alike is None or alike == (figure.low == other.low and figure.when == other.when):
                yield _Match(other, passage, compare(figure, other))


def _is_borne(figure: Quantity, passages: Sequence[Passage]) -> bool:
    """Whether one of the figures bears the claim's out. Equal ones come first: comparing is what takes the time."""
    if figure.kind == "ordinal" and figure.value == 1 and any(_FIRST.search(p.folded) for p in passages):
        return True  # 首次 has no numeral
    return any(_bears(figure, match) for alike in (True, False) for match in _matches(figure, passages, alike))


# ------------------------------------------------------------------------------------------------ in place


def _in_place(figure: Quantity, alignment: Alignment | None) -> _Match | None:
    """The source's figure that stands where the claim's does and differs from it."""
    for slot in alignment.slots if alignment else ():
        if alignment is None or not slot.firm or not _overlaps(figure, slot.claim):
            continue
        matches = list(_matches(figure, [alignment.source]))
        there = [m for m in matches if _overlaps(m.quantity, slot.source)]
        copied = alignment.share >= COPY
        bearing = sum(_bears(figure, m) for m in matches)
        if bearing and not (copied and slot.tight and _times(figure, alignment.claim) > bearing):
            continue
        # In a copy, what is not the same was changed, whether or not both can be read; else only what surely differs.
        changed = [m for m in there if copied or (slot.tight and m.comparison.verdict != "undecided")]
        if changed:
            return changed[0]
    return None


def _times(figure: Quantity, claim: Passage) -> int:
    """How often a claim has a figure: once more than its source has it, one of them stands in another's place."""
    return sum(q.low == figure.low and q.high == figure.high and q.when == figure.when for q in claim.quantities)


def _bears(figure: Quantity, match: _Match) -> bool:
    return match.comparison.verdict == "same" and entails(figure, match.quantity)


def _numerals_in_place(alignment: Alignment | None, known: Sequence[Finding]) -> Iterator[Finding]:
    """Numerals and names of months that stand in each other's place, whether or not we read them as a figure."""
    for slot in alignment.slots if alignment else ():
        ours, theirs = numerals(slot.claim), numerals(slot.source)
        if alignment is None or not slot.firm or not ours or not theirs or ours <= theirs:
            continue
        if alignment.share < COPY and not slot.tight:
            continue
        said, says = alignment.claim_words(slot), alignment.source_words(slot)
        told = any(finding.claim in said or said in finding.claim for finding in known)
        if not told and not _read(alignment.claim, slot):
            message = f"the source says {says} here, not {said}"
            yield Finding(kind="number", claim=said, message=message, block=alignment.source.block or None)


def _read(claim: Passage, slot: Slot) -> bool:
    """Whether all numerals of the claim in a slot belong to figures we read, so that comparing those decides."""
    tokens = [t for t in slot.claim if numerals([t])]
    return all(any(q.certain and q.start <= t.start and t.end <= q.end for q in claim.quantities) for t in tokens)


def _overlaps(quantity: Quantity, tokens: Sequence[Token]) -> bool:
    return any(t.start < quantity.end and quantity.start < t.end for t in tokens)


# ------------------------------------------------------------------------------------------------ elsewhere


def _elsewhere(figure: Quantity, cited: Sequence[Passage], index: SourceIndex) -> Passage | None:
    """The first sentence outside the cited text that has the figure."""
    known = {id(p) for p in cited}
    others = (p for p in index.sentences if id(p) not in known)
    return next((match.passage for match in _matches(figure, others) if _bears(figure, match)), None)


def _is_undecided(figure: Quantity, matches: Sequence[_Match]) -> bool:
    """Whether the figure, or what it is compared with, cannot be judged."""
    years = years_named(m.quantity for m in matches)
    if _may_be_counted(figure) or (not figure.certain and (figure.when is None or figure.when.year is None)):
        return True  # but `2013` must stand somewhere, whether it is a year or a number
    return any(
        m.comparison.verdict in ("undecided", "same") and is_compatible(figure, m.quantity, years) for m in matches
    )


def _may_be_counted(figure: Quantity) -> bool:
    """A small or vague number in words (几次, several) may be the writer's count of what the source lists."""
    if figure.kind not in ("count", "number") or figure.value is None or any(map(str.isdigit, figure.text)):
        return False
    return figure.is_range or (figure.value <= _COUNTED and figure.value.denominator == 1)


def _is_turned(figure: Quantity, matches: Sequence[_Match]) -> bool:
    """Whether the cited text has this very figure with another direction, unit or bound."""
    return any(m.comparison.verdict == "different" and m.quantity.low == figure.low is not None for m in matches)


def _kind(figure: Quantity, comparison: Comparison | None = None) -> FindingKind:
    if comparison is not None and comparison.aspect in ("direction", "change"):
        return "direction"
    return "date" if figure.kind in _DATES else "number"


def _different(claim: Passage, figure: Quantity, match: _Match) -> Finding:
    message = match.comparison.reason
    if match.comparison.aspect not in ("direction", "change"):
        message = f"the source says {_shown(match, claim.language)}, not {figure.text}"
    kind, block = _kind(figure, match.comparison), match.passage.block or None
    return Finding(kind=kind, claim=figure.text, message=message, block=block)


def _shown(match: _Match, language: LanguageCode) -> str:
    """The source's figure, and in brackets the same in the claim's language: 3800亿元 (380 billion yuan)."""
    from ...quantities import format_quantity

    written = match.quantity.text
    if match.passage.language == language:
        return written
    translated = format_quantity(match.quantity, language)
    return written if translated == written else f"{written} ({translated})"


def _misplaced(figure: Quantity, passage: Passage) -> Finding:
    message = f"{figure.text} is not in the cited text; block [{passage.block}] has it"
    return Finding(
        kind="citation" if passage.block else _kind(figure),
        claim=figure.text,
        message=message,
        block=passage.block or None,
    )


def _missing(claim: Passage, figure: Quantity, matches: Sequence[_Match]) -> Finding:
    different = [m for m in matches if m.comparison.verdict == "different"]
    if different:
        return _different(claim, figure, min(different, key=lambda m: _distance(figure, m.quantity)))
    message = f"the cited text does not have the figure {figure.text}"
    return Finding(kind=_kind(figure), claim=figure.text, message=message)


def _distance(figure: Quantity, other: Quantity) -> float:
    """How far apart two values are, in powers of ten; the same digits with another scale are close: so errors arise."""
    if figure.kind != other.kind or not figure.value or not other.value:
        return float("inf")
    factor = abs(math.log10(abs(figure.value / other.value)))
    return min(factor, abs(factor - round(factor)) + _SCALE_SLIP)


# ------------------------------------------------------------------------------------------------ bare digits


def _digits(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> Iterator[Finding]:
    """Digits that are no figure we read (GPT-4, 5G, 3-1): they must stand in the source as they are."""
    for token in claim.tokens:
        if token.kind != "digits" or _is_read(claim, token):
            continue
        if any(token.key in p.key_set for p in cited):
            continue
        block = next((p.block for p in index.sentences if token.key in p.key_set), None)
        written = claim.text[token.start : token.end]
        if block:
            message = f"{written} is not in the cited text; block [{block}] has it"
            yield Finding(kind="citation", claim=written, message=message, block=block)
        elif not any(token.key in p.key_set for p in index.around):
            yield Finding(kind="number", claim=written, message=f"the source does not have {written}")


def _is_read(claim: Passage, token: Token) -> bool:
    """Whether digits belong to a figure; glued to a letter (5G, H20) they do only when the reading is certain."""
    glued = claim.text[token.start - 1 : token.start].isascii() and claim.text[token.start - 1 : token.start].isalpha()
    glued = glued or (
        claim.text[token.end : token.end + 1].isascii() and claim.text[token.end : token.end + 1].isalpha()
    )
    return any((q.certain or not glued) and q.start < token.end and token.start < q.end for q in claim.quantities)
