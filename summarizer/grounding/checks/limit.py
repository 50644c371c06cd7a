"""Superlatives, `first`, `sole`, `record` and `all` of a claim across languages, of what the source has without them.

What such a word limits, the items right after it or else right before it, is looked for in the cited text. Only where
no word that may render it stands in or beside any clause that has them is it a finding: `largest plant` for 设有厂房.
Where the text has none of the items, it is one if no such word stands anywhere in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ...models import Finding
from ..frames import Limit, find_certain_limits, find_limits, is_ranking
from ..layout import Layout
from .interface import CheckContext, CheckResult, is_denied


@dataclass(frozen=True, slots=True)
class LimitScope:
    """What a superlative limits.

    Attributes:
        items: right beside it in its clause. Of 560 true and 628 false statements, those about six articles and the
            adversarial pairs, none and 19 are accused with it; of 647 true and 553 false translations 1 and 5;
            2026-11-30.
        ranked: figures of a kind in one sentence from which a reader sees the largest without being told. Set on
            2026-12-01.
    """

    items: int = 2
    ranked: int = 3


SCOPE = LimitScope()
# Between what something is told of and the word: Li Auto was the first.
_IS = re.compile(r"\b(?:is|are|was|were|be|became|becomes|remains|remained)(?: the)?\s*$|[是为為]$")
# Characters of the source that a message shows.
_MAX_SHOWN = 60


def check_limits(context: CheckContext) -> CheckResult:
    """Reports superlatives and the like that the source says of nothing that the claim says them of.

    Words such as `only` and `every`, which one language has where another does without, are undecided then.
    """
    if context.is_same_language:
        return CheckResult()
    findings = _find_unsaid_anywhere(context, find_certain_limits(context.claim.folded))
    undecided = 0 if findings else sum(_is_unsaid(context, *limit) for limit in find_limits(context.claim.folded))
    return CheckResult(findings, undecided=undecided)


_Places: TypeAlias = Sequence[tuple[Layout, int]]


def _find_unsaid_anywhere(context: CheckContext, limits: Iterable[Limit]) -> tuple[Finding, ...]:
    """The first word that the cited text has in no form at all, unless it is denied.

    Of 628 false statements, those about six articles and the adversarial pairs, 5 have one and no other finding, and of
    560 true ones none; 2026-12-01.
    """
    for match, possible in limits:
        if possible.search(context.stated_text) or is_denied(context, match.start()):
            continue
        if not (is_ranking(match.group()) and _may_be_ranked_anywhere(context, possible)):
            word = context.claim.text[match.start() : match.end()]
            return (Finding(kind="overlap", claim=word, message=f"the cited text says “{word}” of nothing"),)
    return ()


def _is_unsaid(context: CheckContext, match: re.Match[str], possible: re.Pattern[str]) -> bool:
    """Whether no clause with what a word limits has it in any form, nor one beside it.

    Neither has a clause with what it is told of: Li Auto was the first to sell.
    """
    limited, subjects = _limited_items(context.binding.layout, match)
    places, others = _places_of(context, limited), _places_of(context, subjects)
    if not places or any(possible.search(source.surroundings(number)) for source, number in (*places, *others)):
        return False
    return not (is_ranking(match.group()) and any(_may_be_ranked(possible, *place) for place in places))


def _may_be_ranked_anywhere(context: CheckContext, possible: re.Pattern[str]) -> bool:
    layouts = context.binding.source
    return any(_may_be_ranked(possible, source, n[0]) for source in layouts for n in source.numbers_by_passage.values())


def _may_be_ranked(possible: re.Pattern[str], source: Layout, number: int) -> bool:
    """Whether the sentence of an item has the superlative in another clause, or figures of which one is the largest."""
    if possible.search(source.passages[number].folded):
        return True
    inside = source.numbers_by_passage[source.passages[number]]
    kinds = Counter(source.families[n] for n in inside if source.items[n].kind == "figure")
    return max(kinds.values(), default=0) >= SCOPE.ranked


def _places_of(context: CheckContext, numbers: Sequence[int]) -> _Places:
    return [place for number in numbers for place in context.binding.find_sure_places(number)]


def _limited_items(claim: Layout, match: re.Match[str]) -> tuple[Sequence[int], Sequence[int]]:
    """The items that a word limits, those after it in its clause or else before it; and what it is told of."""
    clause = _clause_at(claim, match)
    inside = [n for n in range(len(claim.items)) if claim.clauses[n] == clause]
    after = [n for n in inside if claim.items[n].start >= match.end()]
    before = [n for n in inside if claim.items[n].end <= match.start()]
    is_told = before and _IS.search(claim.passages[before[-1]].folded[: match.start()])
    return after[: SCOPE.items] or before[-SCOPE.items :], before[-1:] if is_told else ()


def _clause_at(claim: Layout, match: re.Match[str]) -> int | None:
    """The clause of the item that a word is a part of, or else of the next one."""
    return next((claim.clauses[n] for n, item in enumerate(claim.items) if item.end > match.start()), None)
