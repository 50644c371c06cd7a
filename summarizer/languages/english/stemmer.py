"""A light English stemmer: rises, rising and rise have one key, which is never displayed.

After the steps 1a-1c of M. F. Porter, An algorithm for suffix stripping (1980), with the irregular verbs of news.
"""

from __future__ import annotations

import functools
import re

_IRREGULAR = {
    "rose": "rise",
    "risen": "rise",
    "fell": "fall",
    "fallen": "fall",
    "grew": "grow",
    "grown": "grow",
    "said": "say",
    "made": "make",
    "held": "hold",
    "sold": "sell",
    "bought": "buy",
    "paid": "pay",
    "told": "tell",
    "went": "go",
    "gone": "go",
    "came": "come",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "got": "get",
    "found": "find",
    "left": "leave",
    "lost": "lose",
    "won": "win",
    "met": "meet",
    "kept": "keep",
    "led": "lead",
    "began": "begin",
    "begun": "begin",
    "became": "become",
    "knew": "know",
    "known": "know",
    "saw": "see",
    "seen": "see",
    "thought": "think",
    "brought": "bring",
    "built": "build",
    "sent": "send",
    "spent": "spend",
    "ran": "run",
    "shot": "shoot",
    "struck": "strike",
    "died": "die",
    "dying": "die",
    "lay": "lie",
    "lying": "lie",
    "wrote": "write",
    "written": "write",
    "spoke": "speak",
    "spoken": "speak",
    "broke": "break",
    "broken": "break",
    "chose": "choose",
    "chosen": "choose",
    "drew": "draw",
    "drawn": "draw",
    "drove": "drive",
    "driven": "drive",
    "felt": "feel",
    "flew": "fly",
    "flown": "fly",
    "fought": "fight",
    "forgot": "forget",
    "froze": "freeze",
    "frozen": "freeze",
    "heard": "hear",
    "hid": "hide",
    "hidden": "hide",
    "meant": "mean",
    "shown": "show",
    "showed": "show",
    "stood": "stand",
    "stole": "steal",
    "stolen": "steal",
    "taught": "teach",
    "threw": "throw",
    "thrown": "throw",
    "understood": "understand",
    "wore": "wear",
    "worn": "wear",
    "caught": "catch",
    "sank": "sink",
    "sunk": "sink",
    "slid": "slide",
    "children": "child",
    "men": "man",
    "women": "woman",
    "people": "person",
    "wives": "wife",
    "lives": "life",
    "better": "good",
    "worse": "bad",
    "pled": "plead",
    "pleaded": "plead",
    "was": "be",
    "were": "be",
    "is": "be",
    "are": "be",
    "been": "be",
    "being": "be",
    "has": "have",
    "had": "have",
    "does": "do",
    "did": "do",
    "done": "do",
    "having": "have",
    "an": "a",
    "noted": "note",
    "noting": "note",
}
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([bdgmnprt])\1$")


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a lower-case word."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("'s", "s'")):
        word = word[:-2] if word.endswith("'s") else word[:-1]
    if len(word) < 4 or not word.isascii():
        return word
    return _final_e(_past(_plural(word)))


def _plural(word: str) -> str:
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _past(word: str) -> str:
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("edly", "ingly", "ed", "ing"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and _VOWEL.search(word[: -len(ending)]):
            return _DOUBLE.sub(r"\1", word[: -len(ending)])
    if word.endswith("ly") and len(word) > 5:
        return word[:-2]
    return word


def _final_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > 4 else word
