"""Negations that a claim in another language adds to its source, or drops.

What a negation negates, the items right after it, is looked for in the clauses of the other side. Only where they stand
together without any word that may deny them is it a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...models import Finding
from ..binding import Binding, agrees
from ..data import word_list
from ..items import Item
from ..layout import Layout, lay_out
from ..passage import Passage
from ..polarity_cues import NegationCue, find_negations, finding_kind, may_deny
from .interface import CheckContext


@dataclass(frozen=True, slots=True)
class TranslatedNegationLimits:
    """What a negation negates. Measured with `binding.BindingLimits`, 2026-11-30.

    Attributes:
        scope: items after a negation, in its clause, which it negates.
        min_shared: of them that a clause of the other side has, to be about the same.
        min_beside: further items of the claim in the clause in which the source denies a word of it.
        max_gap: characters between a negation and the word that it denies.
    """

    scope: int = 3
    min_shared: int = 2
    min_beside: int = 2
    max_gap: int = 8


LIMITS = TranslatedNegationLimits()
# Something else is stated in the same breath: not whether but who.
CONTRAST = re.compile(r"\bbut\b|\bwhether\b|\bunless\b|而是|而在于|除非")
# What ends a clause or a quotation.
MARK = re.compile(r"[,;:.，；：。、\"'”’“‘」』]")
_CHANGES = re.compile(r"\s*(?:改|变|作出调整|调整|动)|(?:\s\w+){0,2}? (?:chang|alter|mov|adjust|budg|touch)")
_KEEPS = re.compile(
    r"维持|保持|持平|仍|依旧|\b(?:keep\w*|kept|maintain\w*|remain\w*|h[eo]ld\w*|le(?:ft|ave\w*)|retain\w*|unchanged|same|flat|still"
    r"|steady|stay\w*|stick\w*|stuck|reaffirm\w*|reiterat\w*)\b"
)
# `fails to` and 取消 may be said in other words.
_PLAIN = frozenset(word_list("plain negations"))
_DENYING = _PLAIN | {"尚未", "不再", "并未", "无", "无法"}
# Characters of the source that a message shows.
_MAX_SHOWN = 60


def find_translated_negations(context: CheckContext) -> Iterator[Finding]:
    """The negations of either side that the other, which speaks of the same, does not have in whatever words."""
    if may_deny(context.claim):
        yield from _added(context)
    else:
        yield from list(_dropped(context)) or _denied_there(context)


def _added(context: CheckContext) -> Iterator[Finding]:
    claim = context.claim
    for cue, scope in _negations(lay_out(claim), claim):
        places = [place for layout in context.binding.source for place in _clauses_with(scope, layout, 1)]
        about = [place for place in places if place.shared >= LIMITS.min_shared]
        if about and not any(place.has_denial or place.is_in_denial or _is_kept(place, cue, claim) for place in places):
            message = f"the statement denies (“{cue.text}”) what the source states"
            yield Finding(kind="negation", claim=_excerpt(claim, cue, scope), message=message, block=about[0].block)


def _is_kept(place: _Clause, cue: NegationCue, claim: Passage) -> bool:
    """Whether a clause says that something is kept, and the claim that it does not change: 没有改动 for `kept`."""
    return bool(_CHANGES.match(claim.folded, cue.end) and _KEEPS.search(place.text))


def _dropped(context: CheckContext) -> Iterator[Finding]:
    claim, source = context.claim, context.binding.source
    for layout in source:
        for passage in dict.fromkeys(layout.passages):
            for cue, scope in _negations(layout, passage):
                if _has_all(scope, [lay_out(claim)]) and not _has_all(scope, source, affirmed=True):
                    message = f"the source denies (“{_excerpt(passage, cue, scope)}”), the statement does not"
                    yield Finding(kind="negation", claim=claim.text, message=message, block=passage.block or None)


def _denied_there(context: CheckContext) -> Iterator[Finding]:
    """The words that the source has only behind a negation: `is now complete` for 调整尚未完成."""
    binding, claim = context.binding, context.binding.layout
    denied = {(id(source), n) for source in binding.source for n in _denied_words(source)}
    for number, item in enumerate(claim.items):
        places = binding.find_sure_places(number) if item.kind == "word" and denied else []
        if not places or not all((id(source), n) in denied for source, n in places):
            continue
        source, n = max(places, key=lambda place: _count_beside(binding, number, *place))
        if _count_beside(binding, number, source, n) >= LIMITS.min_beside:
            message = f"the source denies it: “{source.clause_text(n).strip()[:_MAX_SHOWN]}”"
            block = source.passages[n].block or None
            yield Finding(kind="negation", claim=claim.text_of(number), message=message, block=block)
            return


def _denied_words(layout: Layout) -> Iterator[int]:
    """The items right behind a negation in a text that is no part of a longer word (无症状)."""
    for passage, numbers in layout.numbers_by_passage.items():
        for cue in find_negations(passage):
            number = next((n for n in numbers if layout.items[n].start >= cue.end), None)
            if number is None or cue.text.lower() not in _DENYING or CONTRAST.search(passage.folded, cue.start):
                continue
            gap = passage.folded[cue.end : layout.items[number].start]
            is_in_word = any(tag and start <= cue.start and cue.end < end for start, end, tag in passage.han_words)
            if len(gap) <= LIMITS.max_gap and not MARK.search(gap) and not is_in_word:
                yield number


def _count_beside(binding: Binding, number: int, source: Layout, place: int) -> int:
    """The further items of the claim in the clause of a place of the source."""
    clause, positions = source.clause_of(place), binding.positions_in(source)
    return sum(other != number and any(n in clause for n in found) for other, found in enumerate(positions))


def _has_all(scope: Sequence[Item], layouts: Sequence[Layout], affirmed: bool = False) -> bool:
    """Whether a clause has all of the items; `affirmed`: without a word that may deny them."""
    clauses = (
        clause
        for layout in layouts
        if any(_is_same_word(scope[0], item) for item in layout.items)  # what is denied itself, such as the verb
        for clause in _clauses_with(scope, layout, LIMITS.min_shared)
    )
    return any(not (affirmed and clause.has_denial) for clause in clauses)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause that has `shared` of the items that are looked for."""

    text: str
    shared: int
    block: int | None
    before: str

    @property
    def has_denial(self) -> bool:
        """Whether it has any word that may deny."""
        return may_deny(Passage(self.text))

    @property
    def is_in_denial(self) -> bool:
        """Whether its sentence has one before it: `would not use the income, 30 million a year, for its budget`."""
        return may_deny(Passage(self.before))


def _negations(layout: Layout, passage: Passage) -> Iterator[tuple[NegationCue, list[Item]]]:
    """The plain negations of a text, each with the items that it negates."""
    for cue in find_negations(passage):
        if cue.text.lower() not in _PLAIN or CONTRAST.search(passage.folded, cue.start):
            continue
        numbers = [n for n, other in enumerate(layout.passages) if other is passage and layout.items[n].keys]
        after = [n for n in numbers if layout.items[n].start >= cue.end]
        if after and MARK.search(passage.folded, cue.end, layout.items[after[0]].start):
            continue  # 尚未决定，其中4艘: what follows is another clause, or the negation is a part of a quotation
        clause = [n for n in numbers if after and layout.clauses[n] == layout.clauses[after[0]]]
        scope = [layout.items[n] for n in clause if n >= after[0]][: LIMITS.scope]
        before = [layout.items[n] for n in clause if n < after[0]]
        if len(scope) < LIMITS.min_shared:  # 公司不会裁员: with what precedes the negation
            scope = before[len(scope) - LIMITS.min_shared :] + scope
        if len(scope) >= LIMITS.min_shared:
            yield cue, scope


def _is_same_word(item: Item, other: Item) -> bool:
    """Whether two items are one word or figure: what a negation denies is no other word of the same direction."""
    if item.quantity is not None or other.quantity is not None:
        return agrees(item, other)
    shared = {key for key in item.keys & other.keys if not key.startswith("measure ")}
    directions = {f"side {pair} {side}" for pair, side in item.sides if finding_kind(pair) == "direction"}
    return bool(shared - directions)


def _clauses_with(scope: Sequence[Item], layout: Layout, min_shared: int) -> Iterator[_Clause]:
    """The clauses of a text that have some of the items."""
    found: dict[int, set[int]] = {}
    first: dict[int, int] = {}
    for n, item in enumerate(layout.items):
        clause = int(layout.clauses[n])
        for number, negated in enumerate(scope):
            if _is_same_word(negated, item):
                found.setdefault(clause, set()).add(number)
                first.setdefault(clause, n)
    for clause, shared in found.items():
        if len(shared) >= min_shared:
            passage = layout.passages[first[clause]]
            before = passage.folded[: layout.items[first[clause]].start]
            yield _Clause(layout.clause_text(first[clause]), len(shared), passage.block or None, before)


def _excerpt(passage: Passage, cue: NegationCue, scope: Sequence[Item]) -> str:
    return passage.text[min(cue.start, scope[0].start) : scope[-1].end]
