"""The noun phrases of English statements that could be titles, with the articles that they need."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from ..language import MainPhrase
from .abbreviations import PERSONAL_TITLES
from .english_phrases import ARTICLES, JOINING_PREPOSITIONS, count_noun_contexts, find_in_sentence, tokenize
from .english_verbs import find_verb
from .english_vocabulary import english_words

_MAX_CAPITALS = 0.6  # share of words with a capital, above which it tells no name: a headline. Set by hand, 2026-12-01
_MIN_BEFORE = 2  # words before the noun phrase that is the subject of a statement whose verb is not found
_VOWELS = "aeiou"
_MARK = "."  # stands before the first word


def find_main_phrases(texts: Sequence[str], around: Sequence[str]) -> list[list[MainPhrase]]:
    """The noun phrases of each text that are part of no other one of it; its subject is what stands before the verb.

    Args:
        around: the sentences of the article, whose words show which of them are nouns.
    """
    context = list(map(tokenize, around))
    lower = {word for words in context for word in words if word.islower()}
    tokens = [_lower_headline(words, lower, context) for words in map(tokenize, texts)]
    nouns = count_noun_contexts(context)
    article = " ".join(itertools.chain.from_iterable(context))
    found = [
        [one for one in _find_whole(words, nouns, lower) if not (one[1] and _is_torn(one[0], article))]
        for words in tokens
    ]
    articles = _find_articles({phrase for phrases in found for phrase, _, _ in phrases}, tokens)
    capitals = _find_capitals(context)
    return [
        [
            _describe(phrase, bare, before < max(find_verb(words), _MIN_BEFORE), articles[phrase])._replace(
                forms=tuple(_find_name_forms(phrase, lower, capitals) if bare else _find_forms(phrase))
            )
            for phrase, bare, before in phrases
        ]
        for words, phrases in zip(tokens, found, strict=True)
    ]


def _lower_headline(words: list[str], lower: Set[str], context: Iterable[Sequence[str]]) -> list[str]:
    """The words, in small letters those that the article has only so, if most of a text have capitals."""
    if sum(word[0].isupper() for word in words) <= _MAX_CAPITALS * len(words):
        return words
    inner = itertools.chain.from_iterable(map(itertools.pairwise, context))
    names = {word.lower() for before, word in inner if before.islower() and word.istitle()}
    return [word.lower() if word.lower() in lower - names else word for word in words]


def _find_whole(words: Sequence[str], nouns: Counter[str], lower: Iterable[str]) -> Iterator[tuple[str, bool, int]]:
    """Noun phrases that are part of no other one, with whether they are names and how many words stand before them."""
    found: dict[str, bool] = {}
    for phrase, bare in find_in_sentence(words, nouns):
        kept = list(phrase)[phrase[0].islower() and phrase[0].endswith("'s") :]  # summer's passport delays
        if not (bare and len(kept) == 1 and kept[0].lower() in lower):
            found.setdefault(" ".join(kept), bare)
    text = f" {' '.join(words)} "
    for whole, bare in found.items():
        before = text[: max(0, text.find(f" {whole} "))].split()
        is_part = any(f" {whole} " in f" {other} " for other in found if other != whole)
        if not is_part and not (before and before[-1][-1].isdigit()):  # 2 km south
            yield whole, bare, len(before)


def _is_torn(name: str, article: str) -> bool:
    """Whether a name always has another capital before it in an article: Reserve, of Federal Reserve."""
    parts = article.split(f" {name} ")[:-1]
    before = [part[part.rfind(" ") + 1 :] for part in parts]
    return bool(before) and all(
        word[:1].isupper() and word.lower() not in english_words().stop_words for word in before
    )


def _find_articles(phrases: Iterable[str], tokens: Sequence[Sequence[str]]) -> dict[str, set[str]]:
    """For each phrase, what it has before it where it stands: an article, nothing, or something else (his, first)."""
    known = english_words()
    texts = [f" {' '.join(words)} " for words in tokens]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for phrase in phrases:
        for text in texts:
            if (at := text.find(f" {phrase} ")) >= 0:
                before = [_MARK, _MARK, *text[:at].lower().split()]
                article = next((word for word in reversed(before[-2:]) if word in ARTICLES), "")
                is_bare = not before[-1][-1].isalnum() or before[-1] in known.prepositions or before[-1] in known.verbs
                found[phrase].add(article or ("" if is_bare else _MARK))
    return found


def _describe(phrase: str, bare: bool, is_subject: bool, articles: set[str]) -> MainPhrase:
    words = tuple(word for word in phrase.lower().split() if word not in english_words().stop_words)
    article = ""
    if "" not in articles:
        is_open = bare or phrase.endswith("s")  # a name or a plural needs none
        known = ["the"] if is_open else ["a", "an", "the"]
        article = next((word for word in known if word in articles), "" if is_open else _MARK)
    if article in ("a", "an"):
        article = "an" if phrase[0].lower() in _VOWELS else "a"
    written = "" if article == _MARK or _is_weak(words) else f"{article} {phrase}".strip()
    return MainPhrase(phrase, words, bare, is_subject, False, written, (words,))


def _find_capitals(context: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """The words with a capital, and which others stand right before each: World, of World Bank, but not Mr, nor But."""
    known = PERSONAL_TITLES | english_words().stop_words
    found: defaultdict[str, set[str]] = defaultdict(set)
    for words in context:
        for before, word in itertools.pairwise([_MARK, *words]):
            if word[0].isupper():
                is_name = before[0].isupper() and before.lower().removesuffix(_MARK) not in known
                found[word.removesuffix("'s")].update([before] * is_name)
    return dict(found)


def _find_name_forms(name: str, lower: Set[str], capitals: Mapping[str, Set[str]]) -> Iterator[tuple[str, ...]]:
    """What takes a name up: all its words, its initials, and its last word if it is no common noun or another's."""
    words = name.split()
    main = tuple(word.lower() for word in words if word not in english_words().stop_words)
    yield main
    initials = "".join(word[0] for word in main)
    if len(main) > 1 and initials.upper() in capitals and initials not in lower:
        yield (initials,)
    is_whole = all(word[0].isupper() for word in words)  # not Scotland, of Bank of Scotland
    if is_whole and words[-1].lower() not in lower and capitals.get(words[-1], set()) <= set(words):
        yield (main[-1],)


def _find_forms(phrase: str) -> Iterator[tuple[str, ...]]:
    """What takes up what is no name: the noun with one of its modifiers, before it or behind a preposition."""
    words = phrase.split()
    end = next((at for at, word in enumerate(words) if word in JOINING_PREPOSITIONS), len(words))
    noun = words[max(0, end - 1)].lower()
    modifiers = [word.lower() for word in words if word.lower() not in {noun} | english_words().stop_words]
    yield from ((modifier, noun) for modifier in modifiers)
    if not modifiers:
        yield (noun,)


def _is_weak(words: Sequence[str]) -> bool:
    """Whether a phrase says nothing by itself: a series of pictures, this time."""
    known = english_words()
    return not words or words[0] in known.light_nouns or words[-1] in known.generic_nouns | known.light_nouns
