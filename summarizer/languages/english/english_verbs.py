"""English verbs, recognised by their forms and neighbours: without a tagger, whose model would be a download."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .english_vocabulary import english_words

# Words of a sentence in which its verb is looked for; set by hand on the news sets, 2026-12-01.
_MAX_WORDS = 18
_AUXILIARY = re.compile(
    r"has|have|had|is|are|was|were|will|would|can|could|may|might|must|should|does|did|do", re.IGNORECASE
)


def find_verb(words: Sequence[str]) -> int:
    """Where the finite verb stands among the first words; 0 where there is none.

    A participle that a preposition follows (shortlisted for) is none if an auxiliary comes later.
    """
    known = english_words()
    for index in range(1, min(len(words), _MAX_WORDS)):
        lower, before = words[index].lower(), words[index - 1].lower()
        if before == "to":
            continue  # the plan to have
        if _AUXILIARY.fullmatch(lower):
            return index
        if before in known.determiners or before in known.prepositions or not words[index].islower():
            continue
        if lower.endswith("ed") or lower in known.verbs:
            following = words[index + 1].lower() if index + 1 < len(words) else ""
            is_later = any(map(_AUXILIARY.fullmatch, words[index + 1 :]))
            if _AUXILIARY.fullmatch(following):
                continue  # a noun: a rate rise has
            if following not in ("of", "by") and not (following in known.prepositions | {"as"} and is_later):
                return index
        if index + 1 < len(words) and _is_present(words, index):
            return index
    return 0


def _is_present(words: Sequence[str], index: int) -> bool:
    """Whether a word that ends in s is a verb: a noun without s stands before it, and its object or that behind it."""
    known, lower, before = english_words(), words[index].lower(), words[index - 1]
    following = words[index + 1].lower()
    if not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s", "’s")) or not lower.isalpha():
        return False
    if before.lower().endswith("s") or not before.isalpha() or before.lower() in known.stop_words:
        return False
    return following in known.determiners or following == "that" or following[0].isdigit() or following.endswith("ly")
