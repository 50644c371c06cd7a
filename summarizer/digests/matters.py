"""Which articles tell of the same matter: an event, a release of figures, a decision.

Articles are compared by what their openings name, across languages: names by the gazetteer and by their sound, words by
their English renderings, figures by their value. What few articles have tells most. Names tell who, not what: they
count as far as words and figures agree too. An article joins the matter whose articles it resembles most on average.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..grounding.figure_tolerance import significant_digits
from ..grounding.items import Item, find_items
from ..grounding.passage import Passage, find_words_together
from ..grounding.transliteration import (
    TRANSCRIPTION_CHARACTERS,
    consonant_code,
    han_code,
    pinyin_readings,
    write_in_pinyin,
)
from ..languages import LANGUAGES
from ..models import CLAIM_ROLES, Document, LanguageCode
from ..text.header_fields import read_day
from ..text.scripts import contains_han
from .subjects import Subjects, find_subjects, is_name
from .weights import SharedWeights, Weights, drop_script


@dataclass(frozen=True, slots=True)
class MatterThresholds:
    """When articles tell of one matter.

    Set on 2026-11-30 on the planted digests of `python -m benchmarks.digests`, in which articles of one matter differ
    in wording and language.

    Attributes:
        across: weight of the similarity of articles in two languages, in which words meet less often.
        sentences: of the opening of an article, its title beside them.
        title: weight of what the title names, beside the text.
        name, sound, figure: weight of a name, of one by its sound and of a figure with three digits, beside a word.
        max_renderings: English words that may render a Chinese one, above which they tell nothing.
        min_similarity: average similarity to the articles of a matter, from which one joins it.
        min_notice_similarity: the same of a correction, which may be a single sentence.
        days: after which the similarity of two articles counts half.
        max_common: share of many articles that have a feature, above which it tells nothing.
        few: articles that there are at least, as far as rarity counts: what both of two have is not common.
        many: articles from which that share is counted.
        most: articles that have a feature, above which it tells nothing however many there are: time grows with it.
    """

    across: float = 1.8
    sentences: int = 7
    title: float = 1.5
    name: float = 1.5
    sound: float = 1.5
    figure: float = 2.0
    max_renderings: int = 12
    min_similarity: float = 0.14
    min_notice_similarity: float = 0.04
    days: float = 14.0
    max_common: float = 0.2
    few: int = 12
    many: int = 50
    most: int = 200


THRESHOLDS = MatterThresholds()
# Digits from which a figure is hardly the same by chance.
_TELLING_DIGITS = 3
# Digits of a figure that are compared: a rounded one is the same.
_COMPARED_DIGITS = 2
# Letters of a Latin name that is compared by its sound.
_MIN_LETTERS = 4
# Consonants of the code of such a name.
_MIN_CODE = 3
# Consonants from which a code is hardly shared by chance.
_TELLING_CODE = 5
# Characters of a foreign name in Han characters.
_MAX_TRANSCRIPTION = 6
_TRANSCRIBED = re.compile(f"[{''.join(sorted(TRANSCRIPTION_CHARACTERS))}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Features:
    """What an article names, each with its weight: names, and words and figures.

    Attributes:
        language, day: of the article; the day that it was published, as a number.
        own: the weights of what the article itself has, each thing once, by which the others are measured.
        subjects: whom or what it is about by name.
    """

    language: LanguageCode
    day: int | None
    names: Weights
    words: Weights
    own: Weights
    subjects: Subjects


@dataclass(slots=True)
class _Naming:
    """The features of an article while they are found."""

    names: dict[str, float] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    own: dict[str, float] = field(default_factory=dict)

    def add(self, keys: Sequence[str], weight: float, is_name: bool) -> None:
        """Add something that may be called by any of some keys."""
        found = self.names if is_name else self.words
        for key in keys:
            found[key] = max(found.get(key, 0.0), weight / math.sqrt(len(keys)))
        first = min(keys)
        self.own[first] = max(self.own.get(first, 0.0), weight)

    def add_sound(self, key: str, weight: float) -> None:
        """Add the sound of a name, by which it is met in the other script only."""
        self.names[key] = max(self.names.get(key, 0.0), weight)


def group_by_matter(described: Sequence[Features], notices: Collection[int] = ()) -> list[list[int]]:
    """The articles of each matter by index, in order; matters in the order of their first articles.

    Args:
        described: what each article names.
        notices: the indices of those that say little, such as corrections, and join a matter more easily.
    """
    vectors = _weigh(described)
    days = [features.day for features in described]
    order = sorted(range(len(described)), key=lambda i: (days[i] is None, days[i] or 0, i))
    matters = _Matters(described, vectors, frozenset(notices))
    for index in order:
        matters.add(index)
    matters.merge()
    return sorted(sorted(members) for members in matters.members if members)


def _day_of(document: Document) -> int | None:
    """The day that an article was published, as a number."""
    day = read_day(document.published_at)
    return day.toordinal() if day else None


# ------------------------------------------------------------------------------------------------ features


def describe(document: Document) -> Features:
    """What the title and the opening of an article name."""
    own = {block.number for block in document.blocks if block.role in CLAIM_ROLES}
    claims = [s for s in document.sentences if s.block in own] or list(document.sentences)
    passages, title = [Passage(s.text) for s in claims[: THRESHOLDS.sentences]], Passage(document.title or "")
    find_words_together([title, *passages])
    features = _Naming()
    for weight, group in ((THRESHOLDS.title, [title]), (1.0, passages)):
        for passage in group:
            _add_items(features, passage, weight)
            _add_han_sounds(features, passage)
    for security in document.securities:
        features.add([f"security {security.symbol}"], THRESHOLDS.sound, is_name=True)
    names, words, own_weights = map(Weights.of, (features.names, features.words, features.own))
    subjects = find_subjects(title, passages)
    return Features(document.language, _day_of(document), names, words, own_weights, subjects)


def _add_items(features: _Naming, passage: Passage, weight: float) -> None:
    before: tuple[str, int] | None = None
    for item in find_items(passage):
        text = passage.text[item.start : item.end]
        word = passage.folded[item.start : item.end].removesuffix("'s")
        if item.kind == "figure" and (figure := _figure_key(item)):
            features.add([figure[0]], weight * figure[1], is_name=False)
        elif item.kind in ("name", "word"):
            keys = [key for key in item.keys if not key.startswith(("side ", "measure "))]
            named = item.kind == "name" or is_name(text, word)
            if named and item.kind == "word":
                keys = [word] if contains_han(word) else keys
                _add_latin_sounds(features, word, before if before and item.start - before[1] <= 1 else None)
            if 0 < len(keys) <= THRESHOLDS.max_renderings:
                features.add(keys, weight * (THRESHOLDS.name if named else 1.0), named)
        before = (word, item.end)


def _figure_key(item: Item) -> tuple[str, float] | None:
    """The rounded value of a figure with its kind, and how much it tells."""
    quantity = item.quantity
    if quantity is None or quantity.value is None or quantity.is_range:
        return None
    digits = significant_digits(quantity.value)
    if digits < _COMPARED_DIGITS:
        return None
    kind = quantity.kind if quantity.kind in ("money", "percent") else ""
    weight = THRESHOLDS.figure * min(1.0, digits / _TELLING_DIGITS)
    return f"figure {kind} {abs(float(quantity.value)):.{_COMPARED_DIGITS - 1}e}", weight


def _add_latin_sounds(features: _Naming, word: str, before: tuple[str, int] | None) -> None:
    """The sound of a name in Latin letters, alone and after the name before it."""
    if contains_han(word) or len(word) < _MIN_LETTERS:
        return
    if pinyin_readings(word):
        features.add_sound(f"latin {word}", THRESHOLDS.sound)
    if before and pinyin_readings(before[0]) and pinyin_readings(word):
        features.add_sound(f"latin {before[0]}{word}", THRESHOLDS.sound)
    if weight := _weigh_code(code := consonant_code(word)):
        features.add_sound(f"latin {code}", weight)


def _add_han_sounds(features: _Naming, passage: Passage) -> None:
    """The sounds of what may be names in Han characters: words in pinyin, and transcriptions by their consonants."""
    for start, end, tag in passage.han_words:
        word = passage.folded[start:end]
        if len(word) > 1 and (tag in ("", "n") or tag.startswith(("nr", "ns", "nt", "nz"))):
            features.add_sound(f"han {write_in_pinyin(word)}", THRESHOLDS.sound)
    for run in _TRANSCRIBED.finditer(passage.folded):
        for start, end in _parts(len(run.group())):
            if weight := _weigh_code(code := han_code(run.group()[start:end])):
                features.add_sound(f"han {code}", weight)


def _parts(length: int) -> Iterator[tuple[int, int]]:
    for start in range(length - 1):
        for end in range(start + 2, min(start + _MAX_TRANSCRIPTION, length) + 1):
            yield start, end


def _weigh_code(code: str) -> float:
    """How much a code of consonants tells: nothing when it is short."""
    return THRESHOLDS.sound * min(1.0, len(code) / _TELLING_CODE) if len(code) >= _MIN_CODE else 0.0


# ------------------------------------------------------------------------------------------------ similarity


class _Vector(NamedTuple):
    """The features of an article, weighted by their rarity and by what the article has in all."""

    names: Weights
    words: Weights


def _weigh(described: Sequence[Features]) -> list[_Vector]:
    counts = Counter(drop_script(key) for features in described for key in (*features.names.keys, *features.words.keys))
    total = max(len(described), THRESHOLDS.few)
    most = min(THRESHOLDS.max_common * total if total >= THRESHOLDS.many else total, THRESHOLDS.most)

    def weigh(found: Weights) -> dict[str, float]:
        return {
            key: weight * math.log((total + 1) / (counts[drop_script(key)] + 0.5))
            for key, weight in found.items()
            if counts[drop_script(key)] <= most
        }

    vectors = []
    for features in described:
        own = weigh(features.own)
        length = math.sqrt(math.fsum(value * value for value in own.values())) or 1.0
        names, words = (
            Weights.of({key: value / length for key, value in weigh(found).items() if counts[drop_script(key)] > 1})
            for found in (features.names, features.words)
        )
        vectors.append(_Vector(names, words))
    return vectors


class _Matters:
    """Matters that grow by one article at a time.

    Attributes:
        members: of each matter; none of one that was merged into another.
    """

    def __init__(
        self, described: Sequence[Features], vectors: Sequence[_Vector], notices: frozenset[int] = frozenset()
    ) -> None:
        self._described, self._notices = described, notices
        self._names = SharedWeights([vector.names for vector in vectors])
        self._words = SharedWeights([vector.words for vector in vectors])
        self._languages = np.array([list(LANGUAGES).index(features.language) for features in described])
        self.members: list[list[int]] = []
        self._matter_of = np.full(len(described), -1)
        # Of each matter: articles in each language, and the first and the last day.
        self._sizes = np.zeros((len(described), len(LANGUAGES)))
        self._days = np.full((len(described), 2), np.nan)

    def add(self, index: int) -> None:
        """Put an article into the matter that it resembles most, or into one of its own."""
        matter = self._find_most_similar([index])
        if matter is None:
            matter = len(self.members)
            self.members.append([])
        self._put(matter, [index])

    def merge(self) -> None:
        """Merge matters whose articles resemble one another on average."""
        for matter in range(len(self.members)):
            members = self.members[matter]
            other = self._find_most_similar(members, besides=matter)
            if other is not None:
                self.members[matter] = []
                self._sizes[matter] = 0
                self._put(other, members)

    def _put(self, matter: int, members: Sequence[int]) -> None:
        self.members[matter] += members
        self._matter_of[members] = matter
        self._sizes[matter] += self._count_languages(members)
        first, last = self._find_days(members)
        self._days[matter] = np.fmin(self._days[matter, 0], first), np.fmax(self._days[matter, 1], last)

    def _find_most_similar(self, indices: Sequence[int], besides: int | None = None) -> int | None:
        """The matter whose articles some articles resemble most, if they do enough.

        On average over all pairs, or over those in one language, where the similarity is surer.
        """
        every, own = reduce(np.add, map(self._score, indices))
        sizes = self._sizes[: len(self.members)]
        similarity = np.maximum(
            _divide(every, len(indices) * sizes.sum(axis=1)), _divide(own, sizes @ self._count_languages(indices))
        )
        similarity *= self._nearness(indices)
        if besides is not None:
            similarity[besides] = 0.0
        is_notice = self._notices.issuperset(indices)
        least = THRESHOLDS.min_notice_similarity if is_notice else THRESHOLDS.min_similarity
        enough = np.flatnonzero(similarity >= least)
        for matter in sorted(enough, key=lambda number: (similarity[number], number), reverse=True):
            if not self._has_other_subject(indices, self.members[matter]):
                return int(matter)
        return None

    def _score(self, index: int) -> NDArray[np.float64]:
        """How much each matter resembles an article: in all languages, and in its own. Names count as words do."""
        words, names = self._sum_by_matter(self._words, index), self._sum_by_matter(self._names, index)
        return words + np.minimum(words, names)

    def _sum_by_matter(self, shared: SharedWeights, index: int) -> NDArray[np.float64]:
        """What an article shares with the articles of each matter: with all of them, and with those in its language."""
        articles, products = shared.multiply(index)
        is_own = self._languages[articles] == self._languages[index]
        count = len(self.members) + 1  # with the articles that are in no matter yet
        places = 2 * (self._matter_of[articles] + 1) + is_own
        others, own = np.bincount(places, products, 2 * count).reshape(count, 2)[1:].T
        return np.stack((THRESHOLDS.across * others + own, own))

    def _nearness(self, indices: Sequence[int]) -> NDArray[np.float64]:
        """Of each matter: 1 where articles are of one day, half after `THRESHOLDS.days`; by the nearest two."""
        (first, last), days = self._find_days(indices), self._days[: len(self.members)]
        apart = np.fmax(0, np.fmax(days[:, 0] - last, first - days[:, 1]))
        return np.power(0.5, apart / THRESHOLDS.days)

    def _find_days(self, indices: Sequence[int]) -> tuple[float, float]:
        """The first and the last day of articles; no number where none is known."""
        days = [day for index in indices if (day := self._described[index].day) is not None]
        return (min(days), max(days)) if days else (math.nan, math.nan)

    def _count_languages(self, indices: Sequence[int]) -> NDArray[np.float64]:
        return np.bincount(self._languages[indices], minlength=len(LANGUAGES)).astype(float)

    def _has_other_subject(self, indices: Sequence[int], members: Sequence[int]) -> bool:
        """Whether an article is about another subject than one of the others in its language."""
        pairs = ((self._described[index], self._described[member]) for index in indices for member in members)
        return any(one.language == two.language and one.subjects.differ(two.subjects) for one, two in pairs)


def _divide(sums: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Averages; of none 0."""
    return np.divide(sums, counts, out=np.zeros(len(sums)), where=counts > 0)
