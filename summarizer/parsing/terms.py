"""Key terms of a document: what it is about, by counting, without a download.

Candidates are runs of words that carry a topic: up to three English words, up to four Chinese ones that keep company,
names in 《》 whole. A candidate counts for how often it stands in the text and in how many places, how rare its words
are otherwise (Chinese: the frequencies of jieba's dictionary; English: capitals within a sentence, after Campos et al.
2020, YAKE), how early it comes, and for title and headings. A word that mostly stands inside one phrase gives way to it
(after the C-value of Frantzi et al. 2000).
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..analysis import Phrase
from ..languages.words import chinese_tokenizer, key_term_stop_words, word_spans
from ..models import Document
from ..text.scripts import HAN

LIMIT = 20
_WORK = re.compile(r"《([^《》\n]{1,30})》")
_HAN = re.compile(f"[{HAN}]")
_FIGURE = re.compile(r"[\d.,%:/\-]+\w{0,2}$")
_COUNTED = re.compile(r"[一二三四五六七八九十两兩几幾数百千万萬亿億].?.?$")
_GAP = re.compile(r"[ \t\u00a0]?$")
_MAX_WORDS_EN, _MAX_WORDS_ZH, _MAX_HAN = 3, 4, 8
# A text longer than this is sampled: its terms no longer change.
_MAX_CHARS = 200_000
# In jieba's dictionary a word of this frequency is as common as a function word.
_COMMON = 20_000.0
# A word gives way to a phrase when this share of its occurrences is inside it.
_INSIDE = 0.5
_TITLE_BONUS, _NAME_BONUS, _PHRASE_BONUS = 1.6, 1.5, 1.25


@dataclass(slots=True)
class _Candidate:
    """A term as it was met.

    Attributes:
        forms: how it is written, and how often.
        blocks: the blocks it stands in.
        first: how many words of the document come before it, as a share.
        rarity: how telling its words are.
    """

    words: tuple[str, ...]
    rarity: float
    first: int
    forms: Counter[str] = field(default_factory=Counter)
    blocks: set[int] = field(default_factory=set)
    bonus: float = 1.0

    @property
    def count(self) -> int:
        return self.forms.total()

    @property
    def score(self) -> float:
        spread = math.log2(1 + len(self.blocks))
        phrase = _PHRASE_BONUS if len(self.words) > 1 else 1.0
        early = 1 + 0.1 * math.log2(1 + self.first)
        return math.log2(1 + self.count) * (1 + spread) * self.rarity * self.bonus * phrase / early


def key_terms(document: Document) -> tuple[str, ...]:
    """The terms a document is about, most salient first, at most 20; those of its spaCy pipeline where it has one."""
    if document._pipeline_terms:
        return document._pipeline_terms
    parts = [(block.number, block.text) for block in document.blocks]
    if document.title:
        parts.insert(0, (0, document.title))
    return ranked(_phrases(parts), titles_of(document))


def titles_of(document: Document) -> str:
    """Title and headings, whose words weigh more."""
    return " ".join([document.title or "", *(heading.text for heading in document.headings)])


def ranked(phrases: Iterable[Phrase], titles: str, limit: int = LIMIT) -> tuple[str, ...]:
    """The most telling of the phrases met, in the form in which each is written most often."""
    candidates = _gathered(phrases)
    titles = titles.lower()
    for candidate in candidates.values():
        if "".join(candidate.words) in titles.replace(" ", ""):
            candidate.bonus *= _TITLE_BONUS
    return tuple(itertools.islice(_chosen(candidates), limit))


def _gathered(phrases: Iterable[Phrase]) -> dict[tuple[str, ...], _Candidate]:
    candidates: dict[tuple[str, ...], _Candidate] = {}
    for position, phrase in enumerate(phrases):
        key = tuple(_stem(word) for word in phrase.words)
        candidate = candidates.get(key)
        if candidate is None:
            rarity = sum(_rarity(word) for word in phrase.words) / len(phrase.words)
            candidate = candidates[key] = _Candidate(key, rarity, position)
            candidate.bonus = _NAME_BONUS if phrase.named else 1.0
        candidate.forms[phrase.text] += 1
        candidate.blocks.add(phrase.block)
    return {k: c for k, c in candidates.items() if len(k) == 1 or c.count > 1 or c.bonus > 1}


def _chosen(candidates: dict[tuple[str, ...], _Candidate]) -> Iterator[str]:
    """The best first, each word in one of them only."""
    _give_way(candidates)
    taken: list[tuple[str, ...]] = []
    for candidate in sorted(candidates.values(), key=lambda c: (-c.score, c.first)):
        words = candidate.words
        if any(_contains(words, other) or _contains(other, words) for other in taken):
            continue
        taken.append(words)
        yield candidate.forms.most_common(1)[0][0].removesuffix("'s").removesuffix("’s")


def _give_way(candidates: dict[tuple[str, ...], _Candidate]) -> None:
    """Leave out what mostly stands inside one longer candidate, which takes over its rank, the longest first."""
    for words in sorted(candidates, key=len, reverse=True):
        phrase = candidates.get(words)
        if phrase is None or phrase.count < 2:
            continue
        for part in _parts(words):
            inner = candidates.get(part)
            if inner and phrase.count >= _INSIDE * inner.count:
                phrase.bonus *= max(1.0, inner.score / phrase.score)
                del candidates[part]


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            yield words[start : start + size]


def _contains(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(words[i : i + len(other)] == other for i in range(len(words) - len(other) + 1))


def _phrases(parts: list[tuple[int, str]]) -> Iterator[Phrase]:
    """Every candidate of a document with its block."""
    room = _MAX_CHARS
    for block, text in parts:
        text = text[:room]
        room -= len(text)
        for match in _WORK.finditer(text):
            yield Phrase(block, (match[1].lower(),), match[1], named=True)
        for run in _runs(text):
            yield from _within(block, text, run)
        if room <= 0:
            return


def _runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Words that carry a topic, in a row with at most a space between them."""
    run: list[tuple[int, int]] = []
    for start, end in word_spans(text):
        if run and not _GAP.match(text, run[-1][1], start):
            yield run
            run = []
        if _carries_topic(text[start:end]):
            run.append((start, end))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _within(block: int, text: str, run: list[tuple[int, int]]) -> Iterator[Phrase]:
    longest = range(1, _MAX_WORDS_ZH + 1)
    for start, stop in ((start, start + words) for start in range(len(run)) for words in longest):
        if stop > len(run):
            continue
        words = tuple(text[a:b].lower() for a, b in run[start:stop])
        whole = text[run[start][0] : run[stop - 1][1]]
        han = len(_HAN.findall(whole))
        if (han == 0 and stop - start > _MAX_WORDS_EN) or han > _MAX_HAN or len(whole) < 2:
            continue
        yield Phrase(block, words, whole, _is_name(text, run[start][0], whole))


def _carries_topic(word: str) -> bool:
    lower = word.lower().replace("’", "'")
    if lower in key_term_stop_words() or _FIGURE.match(lower) or _COUNTED.match(lower):
        return False
    return len(word) > 1 or bool(_HAN.match(word))


def _is_name(text: str, start: int, whole: str) -> bool:
    """Whether every word begins with a capital, and not because a sentence does."""
    words = whole.split()
    capitals = all(word[0].isupper() for word in words) and words[0][0].isascii()
    before = text[max(0, start - 2) : start]
    return capitals and (bool(re.match(r"[\w,] $", before)) or any(c.isupper() or c.isdigit() for c in words[0][1:]))


def _stem(word: str) -> str:
    """A plural and its singular are one term."""
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and word.isascii():
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith("s") and word[-2] not in "sui":
            return word[:-1]
    return word


@functools.lru_cache(maxsize=50_000)
def _rarity(word: str) -> float:
    """How telling a word is: 1 for a common one, up to 3 for one hardly used elsewhere."""
    if not _HAN.match(word):
        verbal = word.endswith(("ed", "ing", "ly"))
        return min(2.5, 1.0 + 0.15 * len(word)) * (0.6 if verbal else 1.0)
    if len(word) == 1:
        return 0.4  # a character by itself
    frequency = chinese_tokenizer().FREQ.get(word) or 1
    return 1.0 + min(2.0, max(0.0, math.log10(_COMMON / frequency) / 2))
