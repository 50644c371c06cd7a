"""Words of a claim in another language that nothing in the cited text renders: nouns, measures, superlatives and `all`.

They leave the claim undecided: a writer who says the same in other words has one about as often as one who errs. That
holds of several of them too, and a list of all renderings of a word tells true statements from false ones no better.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..bilingual_lexicon import count_renderings, is_mostly_noun
from ..frames import find_certain_limits
from ..items import find_measures, related_measures
from ..layout import Layout
from .interface import CheckContext, CheckResult


@dataclass(frozen=True, slots=True)
class AbsenceLimits:
    """Which words must have a counterpart.

    Attributes:
        min_renderings: Chinese words and English ones of the same meaning that are known for an English noun. Of 251
            true translations of eight sets 4 have such a noun without a counterpart, of 229 false ones 13; with 10 it
            is 6 and 24. Statements about articles are found alike; 2026-11-30.
    """

    min_renderings: int = 25


LIMITS = AbsenceLimits()
# Forms of verbs, which the list of nouns may know by their stem.
_VERB_ENDINGS = ("ed", "ing")


def check_absence(context: CheckContext) -> CheckResult:
    """Counts the words without a counterpart in the cited text, which are undecided. Only across languages."""
    if context.is_same_language:
        return CheckResult()
    return CheckResult(undecided=len(set(_unrendered(context))))


def _unrendered(context: CheckContext) -> Iterator[str]:
    """The words that nothing in the cited text renders."""
    claim = context.binding.layout
    for match, possible in find_certain_limits(context.claim.folded):
        if not possible.search(context.stated_text):
            yield match.group()
            break
    measured = {n for p in context.stated for m in find_measures(p) for n in m.values}
    for number in sorted(context.missing):
        if _is_other_measure(claim, number, measured) or _is_known_noun(claim, number):
            yield claim.text_of(number)


def _is_other_measure(claim: Layout, number: int, measured: set[int]) -> bool:
    """Whether an item is a measure, and the cited text speaks of none that may be meant by it."""
    own = claim.items[number].measures
    return bool(own) and measured.isdisjoint(related_measures(own))


def _is_known_noun(claim: Layout, number: int) -> bool:
    item, word = claim.items[number], claim.text_of(number)
    if item.kind != "word" or not word.isascii() or not word.islower() or word.endswith(_VERB_ENDINGS):
        return False
    keys = [key for key in item.keys if " " not in key]
    return any(is_mostly_noun(key) and count_renderings(key) >= LIMITS.min_renderings for key in keys)
