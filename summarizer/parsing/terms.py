"""Key terms of a document by counting words, without a model.

Candidates are runs of content words, up to three in English and four in Chinese, and titles in 《》 as a whole. A
candidate scores for its frequency, the number of blocks it occurs in, the rarity of its words (Chinese: by the
frequencies of jieba's dictionary; English: by length, form, and capitals within a sentence, after Campos et al. 2020,
YAKE), its early position, and its presence in title and headings. A word that mostly occurs inside one phrase is
absorbed by it (after the C-value of Frantzi et al. 2000).
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..analysis import KeyTermCandidate
from ..errors import wrong_type_error
from ..languages.words import chinese_tokenizer, key_term_stop_words, word_spans
from ..models import Document
from ..text.scripts import HAN_RUN, count_han

# Key terms of a document, unless another limit is given.
MAX_TERMS = 20
# Characters after which a text is sampled no further: its terms no longer change.
_MAX_CHARS = 200_000
# Words whose rarity is cached, more than a usual document has.
_CACHED_WORDS = 50_000
_TITLE_OF_WORK = re.compile(r"《([^《》\n]{1,30})》")
_NUMBER = re.compile(r"[\d.,%:/\-]+\w{0,2}$")
_CHINESE_NUMBER = re.compile(r"[一二三四五六七八九十两兩几幾数百千万萬亿億].?.?$")
_GAP = re.compile(r"[ \t\u00a0]?$")


@dataclass(frozen=True, slots=True)
class TermWeights:
    """What makes a candidate a key term.

    Set on 2026-11-24, no measurement recorded. Held by `tests/unit/parsing/test_terms.py`.

    Attributes:
        max_words: words of a candidate, and
        max_words_without_han: of one in Latin letters.
        max_han: Han characters of a candidate.
        nested_share: share of a word's occurrences inside a phrase from which the phrase absorbs it.
        title: factor for a candidate in title or headings.
        name: factor for a name.
        phrase: factor for a candidate of several words.
        position: how much a late first occurrence costs, per doubling of its position.
        common_frequency: frequency in jieba's dictionary of a word as common as a function word.
        max_rarity: rarity added to that of a common Chinese word, at most.
        single_han: rarity of a Han character by itself.
        max_latin_rarity: rarity of a Latin word, at most.
        latin_letter: rarity that each letter of a Latin word adds to 1.
        verbal: factor for a Latin word with the ending of a verb or an adverb.
    """

    max_words: int = 4
    max_words_without_han: int = 3
    max_han: int = 8
    nested_share: float = 0.5
    title: float = 1.6
    name: float = 1.5
    phrase: float = 1.25
    position: float = 0.1
    common_frequency: float = 20_000.0
    max_rarity: float = 2.0
    single_han: float = 0.4
    max_latin_rarity: float = 2.5
    latin_letter: float = 0.15
    verbal: float = 0.6


WEIGHTS = TermWeights()


@dataclass(slots=True)
class _Candidate:
    """A term and its occurrences.

    Attributes:
        rarity: mean rarity of its words.
        first: index of its first occurrence among all candidates.
        forms: its spellings, with their frequencies.
        blocks: the blocks it occurs in.
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
        phrase = WEIGHTS.phrase if len(self.words) > 1 else 1.0
        lateness = 1 + WEIGHTS.position * math.log2(1 + self.first)
        return math.log2(1 + self.count) * (1 + spread) * self.rarity * self.bonus * phrase / lateness


def key_terms(document: Document) -> tuple[str, ...]:
    """The terms a document is about, most salient first, at most 20; those of its spaCy pipeline where it has one."""
    if not isinstance(document, Document):
        raise wrong_type_error("document", document, "a `Document`: `read_document(source)`")
    if document._pipeline_terms:
        return document._pipeline_terms
    parts = [(block.number, block.text) for block in document.blocks if block.role != "boilerplate"]
    parts = parts or [(block.number, block.text) for block in document.blocks]
    if document.title:
        parts.insert(0, (0, document.title))
    return rank_phrases(_find_phrases(parts), join_titles(document))


def pipeline_terms(document: Document) -> tuple[str, ...]:
    """The entities and noun chunks that a spaCy pipeline found most salient; none without a pipeline."""
    return document._pipeline_terms


def join_titles(document: Document) -> str:
    """Title and headings in one line."""
    return " ".join([document.title or "", *(heading.text for heading in document.headings)])


def rank_phrases(phrases: Iterable[KeyTermCandidate], titles: str, limit: int = MAX_TERMS) -> tuple[str, ...]:
    """The most salient phrases, each in its most frequent spelling."""
    candidates = _collect_candidates(phrases)
    titles = titles.lower()
    for candidate in candidates.values():
        if "".join(candidate.words) in titles.replace(" ", ""):
            candidate.bonus *= WEIGHTS.title
    return tuple(itertools.islice(_select_terms(candidates), limit))


def _collect_candidates(phrases: Iterable[KeyTermCandidate]) -> dict[tuple[str, ...], _Candidate]:
    candidates: dict[tuple[str, ...], _Candidate] = {}
    for position, phrase in enumerate(phrases):
        key = tuple(_stem(word) for word in phrase.words)
        candidate = candidates.get(key)
        if candidate is None:
            rarity = sum(_rarity(word) for word in phrase.words) / len(phrase.words)
            candidate = candidates[key] = _Candidate(key, rarity, position)
            candidate.bonus = WEIGHTS.name if phrase.named else 1.0
        candidate.forms[phrase.text] += 1
        candidate.blocks.add(phrase.block)
    return {k: c for k, c in candidates.items() if len(k) == 1 or c.count > 1 or c.bonus > 1}


def _select_terms(candidates: dict[tuple[str, ...], _Candidate]) -> Iterator[str]:
    """The terms of the best candidates, none of which contains another."""
    _absorb_nested(candidates)
    taken: list[tuple[str, ...]] = []
    for candidate in sorted(candidates.values(), key=lambda c: (-c.score, c.first)):
        words = candidate.words
        if any(_contains(words, other) or _contains(other, words) for other in taken):
            continue
        taken.append(words)
        yield candidate.forms.most_common(1)[0][0].removesuffix("'s").removesuffix("’s")


def _absorb_nested(candidates: dict[tuple[str, ...], _Candidate]) -> None:
    """Remove candidates that mostly occur inside a longer one, which takes over their rank, longest first. In place."""
    for words in sorted(candidates, key=len, reverse=True):
        phrase = candidates.get(words)
        if phrase is None or phrase.count < 2:
            continue
        for part in _proper_parts(words):
            inner = candidates.get(part)
            if inner and phrase.count >= WEIGHTS.nested_share * inner.count:
                phrase.bonus *= max(1.0, inner.score / phrase.score)
                del candidates[part]


def _proper_parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for size in range(len(words) - 1, 0, -1):
        for start in range(len(words) - size + 1):
            yield words[start : start + size]


def _contains(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(words[i : i + len(other)] == other for i in range(len(words) - len(other) + 1))


def _find_phrases(parts: list[tuple[int, str]]) -> Iterator[KeyTermCandidate]:
    """All phrases of a document that may be terms."""
    remaining = _MAX_CHARS
    for block, text in parts:
        text = text[:remaining]
        remaining -= len(text)
        for match in _TITLE_OF_WORK.finditer(text):
            yield KeyTermCandidate(block, (match[1].lower(),), match[1], named=True)
        for run in _content_word_runs(text):
            yield from _phrases_of_run(block, text, run)
        if remaining <= 0:
            return


def _content_word_runs(text: str) -> Iterator[list[tuple[int, int]]]:
    """The spans of content words in a row with at most a space between them."""
    run: list[tuple[int, int]] = []
    for start, end in word_spans(text):
        if run and not _GAP.match(text, run[-1][1], start):
            yield run
            run = []
        if _is_content_word(text[start:end]):
            run.append((start, end))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _phrases_of_run(block: int, text: str, run: list[tuple[int, int]]) -> Iterator[KeyTermCandidate]:
    lengths = range(1, WEIGHTS.max_words + 1)
    for start, stop in ((start, start + length) for start in range(len(run)) for length in lengths):
        if stop > len(run):
            continue
        words = tuple(text[a:b].lower() for a, b in run[start:stop])
        text_of_run = text[run[start][0] : run[stop - 1][1]]
        han = count_han(text_of_run)
        too_long = han > WEIGHTS.max_han or (han == 0 and stop - start > WEIGHTS.max_words_without_han)
        if too_long or len(text_of_run) < 2:
            continue
        yield KeyTermCandidate(block, words, text_of_run, _is_name(text, run[start][0], text_of_run))


def _is_content_word(word: str) -> bool:
    lower = word.lower().replace("’", "'")
    if lower in key_term_stop_words() or _NUMBER.match(lower) or _CHINESE_NUMBER.match(lower):
        return False
    return len(word) > 1 or bool(HAN_RUN.match(word))


def _is_name(text: str, start: int, phrase: str) -> bool:
    """Whether every word is capitalized, and not only because a sentence begins."""
    words = phrase.split()
    capitals = all(word[0].isupper() for word in words) and words[0][0].isascii()
    before = text[max(0, start - 2) : start]
    return capitals and (bool(re.match(r"[\w,] $", before)) or any(c.isupper() or c.isdigit() for c in words[0][1:]))


def _stem(word: str) -> str:
    """A word without the ending of a possessive or plural."""
    word = word.removesuffix("'s").removesuffix("’s")
    if len(word) > 4 and word.isascii():
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith("s") and word[-2] not in "sui":
            return word[:-1]
    return word


@functools.lru_cache(maxsize=_CACHED_WORDS)
def _rarity(word: str) -> float:
    """The rarity of a word: 1 for a common one, up to 3 for one hardly used elsewhere."""
    if not HAN_RUN.match(word):
        is_verbal = word.endswith(("ed", "ing", "ly"))
        rarity = min(WEIGHTS.max_latin_rarity, 1.0 + WEIGHTS.latin_letter * len(word))
        return rarity * (WEIGHTS.verbal if is_verbal else 1.0)
    if len(word) == 1:
        return WEIGHTS.single_han
    frequency = chinese_tokenizer().FREQ.get(word) or 1
    return 1.0 + min(WEIGHTS.max_rarity, max(0.0, math.log10(WEIGHTS.common_frequency / frequency) / 2))
