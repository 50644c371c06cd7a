"""What a claim tells as done and the source only as planned, expected or possible: `has converted` for 计划转换."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import Finding
from ..binding import agrees
from ..frames import MAY_BE_POSSIBILITY, POSSIBILITY
from ..layout import Layout, lay_out
from .interface import CheckContext

# What makes a verb one of a thing done.
_DONE = re.compile(
    r"\b(?:has|have)\s+(?:\w+ly\s+|also\s+|already\s+|been\s+)*(?=\w+)|已经?|\b(?:was|were)\s+(?=\w+ed\b)"
)
_MAY_BE_DONE = re.compile(r"已|曾|了(?!解)|过(?!于|度)|目标|\b(?:has|have|had|was|were|did)\b|\w+ed\b")
# Passive verbs of saying and expecting: `was expected` tells nothing as done.
_EXPECTING = re.compile("expect|likel|set|plan|forecast|due|intend|mean|rumo|report|said|estimat|target|believ")
# `has the chance`, `has it that`: no verb of a thing done.
_NOUN_FOLLOWS = re.compile(r"\s*(?:the|a|an|its?|their|his|her|no|some|that)\b")
# Characters between the two parts of a verb.
_MAX_GAP = 12
# Characters of the source that a message shows.
_MAX_SHOWN = 60


def find_completions(context: CheckContext) -> Iterator[Finding]:
    """The verbs of things done that the cited text has in no clause but one that speaks of what may be."""
    claim, text = lay_out(context.claim), context.claim.folded
    for match in _DONE.finditer(text):
        number = next((n for n, item in enumerate(claim.items) if item.start >= match.end()), None)
        if number is None or claim.items[number].kind != "word" or _EXPECTING.match(claim.text_of(number).lower()):
            continue
        gap = text[match.end() : claim.items[number].start]
        if (
            len(gap) > _MAX_GAP
            or _NOUN_FOLLOWS.match(gap)
            or MAY_BE_POSSIBILITY.search(claim.clause_text(number).split(match.group().strip())[0])
        ):
            continue
        item = claim.items[number]
        places = [(s, n) for s in context.binding.source for n, other in enumerate(s.items) if agrees(item, other)]
        if places and all(_is_only_possible(source, n) for source, n in places):
            source, n = places[0]
            message = f"the source does not tell it as done: “{source.clause_text(n).strip()[:_MAX_SHOWN]}”"
            words = context.claim.text[match.start() : item.end]
            yield Finding(kind="negation", claim=words, message=message, block=source.passages[n].block or None)


def _is_only_possible(source: Layout, number: int) -> bool:
    """Whether the clause of an item speaks of what may be before it comes to the item, and of nothing done."""
    clause, word = source.clause_text(number), source.passages[number].folded
    word = word[source.items[number].start : source.items[number].end]
    return bool(POSSIBILITY.search(clause.split(word)[0])) and not _MAY_BE_DONE.search(clause)
