"""ROUGE-1, ROUGE-2 and ROUGE-L F1 (Lin 2004), counted as the package rouge-score counts them, with its Porter stems.

Chinese is counted by character: every Han character is a token, a run of Latin letters or digits is one, the rest is
dropped.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

_ENGLISH = re.compile(r"[a-z0-9]+")
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]|[a-z0-9]+")


def rouge(reference: str, summary: str, language: str) -> tuple[float, float, float]:
    """F1 of ROUGE-1, ROUGE-2 and ROUGE-L, from 0 to 1."""
    wanted, given = tokens(reference, language), tokens(summary, language)
    grams = [_overlap(_grams(wanted, n), _grams(given, n)) for n in (1, 2)]
    return grams[0], grams[1], _f1(_longest_common(wanted, given), len(given), len(wanted))


def tokens(text: str, language: str) -> list[str]:
    """The tokens that are compared."""
    if language == "zh":
        return _CHINESE.findall(text.lower())
    return [_stem(word) for word in _ENGLISH.findall(text.lower())]


@functools.lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    return str(_stemmer().stem(word)) if len(word) > 3 else word


@functools.cache
def _stemmer():  # type: ignore[no-untyped-def]  # nltk has no types
    try:
        from nltk.stem.porter import PorterStemmer
    except ImportError:
        raise SystemExit("benchmarks: English ROUGE needs nltk: pip install 'cited-summarizer[bench]'") from None
    return PorterStemmer()


def _grams(words: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))


def _overlap(wanted: Counter[tuple[str, ...]], given: Counter[tuple[str, ...]]) -> float:
    return _f1((wanted & given).total(), given.total(), wanted.total())


def _f1(hits: int, given: int, wanted: int) -> float:
    if not hits:
        return 0.0
    precision, recall = hits / given, hits / wanted
    return 2 * precision * recall / (precision + recall)


def _longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """Length of the longest common subsequence, with the rows of the table as bits (Hyyrö 2004)."""
    places: dict[str, int] = {}
    for i, word in enumerate(a):
        places[word] = places.get(word, 0) | 1 << i
    mask = (1 << len(a)) - 1
    row = mask
    for word in b:
        matches = row & places.get(word, 0)
        row = (row + matches | row - matches) & mask
    return len(a) - row.bit_count()
