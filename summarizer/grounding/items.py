"""The items of a text: figures, dates, names, content words and bases of comparison, each with its clause.

Items are what claim and source have in common across languages: a Chinese word is compared by the English words that
may render it, a figure by its value, a direction by its side, 同比 and `year on year` by what they compare with.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from ..languages.english.stemmer import stem
from ..quantities import When
from .bilingual_lexicon import is_common_noun, render_word
from .data import read_lines, word_list
from .gazetteer import find_known_names
from .passage import FUNCTION_WORDS, Passage, PhraseMatch, PhraseMatcher, cached_on_passage
from .polarity_cues import find_antonyms

if TYPE_CHECKING:
    from ..quantities import Quantity

ItemKind = Literal["figure", "date", "name", "word", "basis"]
# Kinds whose figures a writer may put in each other's place.
_FAMILIES = {"fraction": "percent", "multiple": "percent", "number": "count", "period": "date", "time": "date"}

# Where a clause ends: punctuation, but not within a number, and words that join clauses.
_CLAUSE_END = re.compile(
    r"[;:。!?]|,(?!\d)|(?<!\d)\.(?=\s|$)|(?<=\d)\.(?=\s|$)"
    r"|\b(?:and|but|while|whereas|although|though|because|so that)\b|而(?!言)|但"
)
_HAN_COMMA = re.compile(r"(?<!\d)，|，(?!\d{3}(?!\d))")
_SENTENCE_END = re.compile(r"[。！？!?;；]|\.(?=\s|$)")
# What a change is measured against: the year before, or the period just before.
_YEAR_BASIS = re.compile(
    r"同比|按年|(?:较|比|与)?(?:上年|去年|上一年)(?:度|同期)|同期(?:相比|增)"
    r"|\by(?:ear)?[- ]?(?:on|over|/)[- ]?y(?:ear)?\b|\byoy\b|\bannual(?:ly)?\b|\bthe year before\b"
    r"|\b(?:than|from|compared (?:with|to)|over|before|above|below|against) (?:(?:a|the|one) )?(?:same \w+ )?(?:a )?"
    r"year (?:earlier|before|ago)\b|\ba year (?:earlier|before|ago)\b|\b(?:previous|prior|preceding) year\b"
    r"|\bsame (?:period|quarter|month|week) (?:of )?(?:last|a|the previous)"
)
_PRECEDING_BASIS = re.compile(
    r"环比|按[季月周]|(?:较|比|与)?上(?:一)?(?:季|月|周|个月|星期)度?末?"
    r"|\b(?:quarter|month|week|day)[- ](?:on|over)[- ](?:quarter|month|week|day)\b|\b(?:qoq|mom|wow)\b"
    r"|\bsequential(?:ly)?\b"
    r"|\b(?:previous|prior|preceding|last) (?:quarter|month|week|period)\b"
    r"|\b(?:quarter|month|week) (?:earlier|before|ago)\b"
)
# Before what is no measure of a figure: what it leaves out (剔除资产处置影响后), and what it is for one of (a share).
NO_MEASURE = re.compile(
    r"(?:剔除|扣除|不计|不含|不包括|除去)[^,;。]*$|\b(?:excluding|strip\w* out|net of|apart from)\b[^,;.]*$"
    r"|\b(?:a|per|each)\s$"
)
# Between the measure of a whole and a figure that is a part of it: total assets, of which 4 million.
PART_FOLLOWS = re.compile(r"\bof which\b|\binclud\w+|其中|包括|包含|含有")
RESPECTIVELY = re.compile("分别|各为|依次|先后|respectively|successively")
# What of a figure is no unit.
_NUMERALS = "第零一二三四五六七八九十百千万亿两几多余数个"
# Years of a range that a list of figures follows.
_MAX_YEARS = 9
# Words whose sides are cached: more than one text has.
_MAX_CACHED_KEYS = 10_000
_LIGHT_WORDS = frozenset(word_list("light")) | frozenset(map(stem, word_list("light")))
# jieba's tags of particles, prepositions, conjunctions, pronouns and marks.
_FUNCTION_TAGS = frozenset(["uj", "ul", "ud", "ug", "uv", "uz", "u", "p", "c", "r", "rr", "rz", "y", "e", "o", "x"])


class Item(NamedTuple):
    """One item of a text; a tuple, as a document has thousands and tuples are made fastest.

    Attributes:
        start, end: offsets into the passage, in characters.
        keys: what is compared: keys of words in both languages, numbers of gazetteer entries, sides of directions.
        clause, sentence: numbers of the clause and sentence that it stands in.
        quantity: the figure or date.
    """

    start: int
    end: int
    kind: ItemKind
    keys: frozenset[str]
    clause: int
    sentence: int
    quantity: Quantity | None = None

    @property
    def sides(self) -> frozenset[tuple[int, int]]:
        """Its sides in pairs of antonyms, as (number of the pair, 0 or 1)."""
        return _sides_of(self.keys)

    @property
    def measures(self) -> frozenset[int]:
        """The numbers of the measures that it may mean."""
        return frozenset(self._numbers_of("measure "))

    @property
    def entries(self) -> tuple[int, ...]:
        """The numbers of the gazetteer's entries that it is a form of."""
        return tuple(self._numbers_of("entry "))

    def _numbers_of(self, prefix: str) -> Iterator[int]:
        return (int(key.removeprefix(prefix)) for key in self.keys if key.startswith(prefix))


def family(item: Item) -> str:
    """The kind of a figure, kinds that are written for one another taken together; empty for other items."""
    kind = item.quantity.kind if item.quantity else ""
    return _FAMILIES.get(kind, kind)


@functools.lru_cache(maxsize=_MAX_CACHED_KEYS)
def _sides_of(keys: frozenset[str]) -> frozenset[tuple[int, int]]:
    parts = (key.split() for key in keys if key.startswith("side "))
    return frozenset((int(pair), int(side)) for _, pair, side in parts)


@cached_on_passage
def find_clause_ends(passage: Passage) -> Sequence[int]:
    """Where the clauses of a text end, but for the last one."""
    ends = {m.start() for m in _CLAUSE_END.finditer(passage.folded)}
    # Folded, a Chinese comma before a figure (，2023年) looks like that of a Latin numeral.
    return sorted(ends.union(m.start() for m in _HAN_COMMA.finditer(passage.text)))


@cached_on_passage
def find_items(passage: Passage) -> tuple[Item, ...]:
    """The items of a text, in order."""
    clauses = find_clause_ends(passage)
    sentences = [m.start() for m in _SENTENCE_END.finditer(passage.folded)]
    taken = _Taken()
    found = [*_bases(passage, taken), *_figures(passage, taken), *_names(passage, taken), *_words(passage, taken)]
    return tuple(
        Item(start, end, kind, keys, bisect_right(clauses, start), bisect_right(sentences, start), quantity)
        for start, end, kind, keys, quantity in sorted(found, key=lambda item: item[0])
    )


# What becomes an item: start, end, kind, keys, figure.
_Found: TypeAlias = tuple[int, int, ItemKind, frozenset[str], "Quantity | None"]


def _bases(passage: Passage, taken: _Taken) -> Iterator[_Found]:
    for basis, pattern in (("year", _YEAR_BASIS), ("preceding", _PRECEDING_BASIS)):
        for match in pattern.finditer(passage.folded):
            if taken.add(*match.span()):
                yield *match.span(), "basis", frozenset([f"basis {basis}"]), None


def _figures(passage: Passage, taken: _Taken) -> Iterator[_Found]:
    for figure in passage.quantities:
        if taken.add(figure.start, figure.end):
            kind: ItemKind = "figure" if figure.when is None else "date"
            keys = _word_keys(passage, figure.start, figure.end) if kind == "figure" else frozenset[str]()
            for each in _listed_years(passage, figure):
                yield figure.start, figure.end, kind, keys, each


def _names(passage: Passage, taken: _Taken) -> Iterator[_Found]:
    for name in find_known_names(passage):
        if taken.add(name.start, name.end):
            keys = frozenset(f"entry {n}" for n in name.entries)
            if is_common_noun(passage.folded[name.start : name.end]):  # 电动车, which is an `electric car` as well
                keys |= _word_keys(passage, name.start, name.end)
            yield name.start, name.end, "name", keys, None


def _listed_years(passage: Passage, figure: Quantity) -> list[Quantity]:
    """The years of a range that a list of figures follows (2020年至2023年分别为…); else the figure itself."""
    first, last = figure.when, figure.until
    if first is None or last is None or not RESPECTIVELY.search(passage.folded, figure.end):
        return [figure]
    if first != When(year=first.year) or last != When(year=last.year) or first.year is None or last.year is None:
        return [figure]
    years = range(first.year, last.year + 1)
    return (
        [replace(figure, when=When(year=year), until=None) for year in years] if len(years) <= _MAX_YEARS else [figure]
    )


def _word_keys(passage: Passage, start: int, end: int) -> frozenset[str]:
    """The keys of the words of a name or figure, such as its unit (17省), which another text has apart from it."""
    inside = (span for span in passage.han_words if start <= span[0] and span[1] <= end)
    words = [passage.folded[first:last].strip(_NUMERALS) for first, last, _ in inside]
    latin = (t.key for t in passage.tokens if t.kind == "word" and start <= t.start < end)
    return frozenset(latin).union(*map(render_word, filter(None, words))) - FUNCTION_WORDS


class _Taken:
    """Spans of a text that belong to an item already."""

    def __init__(self) -> None:
        self._characters: set[int] = set()

    def add(self, start: int, end: int) -> bool:
        """Take a span; False when part of it is taken."""
        if not self._characters.isdisjoint(range(start, end)):
            return False
        self._characters.update(range(start, end))
        return True

    def free_parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a span that belong to no item."""
        for is_taken, places in groupby(range(start, end), self._characters.__contains__):
            if not is_taken:
                inside = list(places)
                yield inside[0], inside[-1] + 1


def _words(passage: Passage, taken: _Taken) -> Iterator[_Found]:
    further = _further_keys(passage)
    for start, end, keys in _content_words(passage, taken):
        if taken.add(start, end):
            inside = ((at, to, other) for at, to, other in further if at < end and start < to)
            more = (other for at, to, other in inside if to - at > 1 or end - start == 1)  # 小 of 小时 is not small
            yield start, end, "word", keys.union(*more), None


def _content_words(passage: Passage, taken: _Taken) -> Iterator[tuple[int, int, frozenset[str]]]:
    for token in passage.tokens:
        if token.kind == "word" and token.key not in FUNCTION_WORDS and token.key not in _LIGHT_WORDS:
            yield token.start, token.end, frozenset([token.key])
    for first, last, tag in passage.han_words:
        for start, end in taken.free_parts(first, last):  # 政府 of 英国政府
            word = passage.folded[start:end]
            if word not in _LIGHT_WORDS and tag not in _FUNCTION_TAGS:
                yield start, end, render_word(word)


def _further_keys(passage: Passage) -> list[tuple[int, int, frozenset[str]]]:
    """The sides of directions and the measures that words stand for, with their spans."""
    sides = [
        (word.start, word.end, frozenset(f"side {number} {side}" for number, side in word.sides))
        for word in find_antonyms(passage)
    ]
    measures = [(m.start, m.end, frozenset(f"measure {n}" for n in m.values)) for m in find_measures(passage)]
    return [*sides, *measures]


# ------------------------------------------------------------------------------------------------ measures


@cached_on_passage
def find_measures(passage: Passage) -> list[PhraseMatch]:
    """The terms of measures in a text, in order; their values are numbers of measures."""
    return list(_measures()[0].find(passage))


def is_per_unit(item: Item) -> bool:
    """Whether a figure is for one of something, which measures it: 84 cents a share."""
    return item.quantity is not None and item.quantity.per is not None


def related_measures(measures: Iterable[int]) -> frozenset[int]:
    """The measures that may be meant by terms of these: those that share a term with one of them."""
    related = _measures()[1]
    return frozenset[int]().union(*(related[number] for number in measures))


@functools.cache
def _measures() -> tuple[PhraseMatcher, tuple[frozenset[int], ...]]:
    """A matcher of all terms, and for each measure those that share a term with it, itself included."""
    terms: list[frozenset[str]] = []
    for line in read_lines("measures.txt"):
        chinese, english = line.split(": ", 1)[1].split(" = ")
        terms.append(frozenset((*chinese.split(), *english.split())))
    matcher = PhraseMatcher((term, number) for number, names in enumerate(terms) for term in sorted(names))
    related = tuple(frozenset(n for n, others in enumerate(terms) if names & others) for names in terms)
    return matcher, related
