"""English noun phrases, recognised by the words around them: without a tagger, whose model would be a download."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .abbreviations import PERSONAL_TITLES
from .english_vocabulary import english_words

# A word, behind an abbreviation a name: St. John, Mr. Lee; a figure; a mark.
_TOKEN = re.compile(
    rf"(?:{'|'.join(map(str.capitalize, sorted(PERSONAL_TITLES | {'st', 'mt', 'ft'})))})\.(?= [A-Z])|"
    r"[A-Za-z]\w*(?:[’'-]\w+)*(?:\.[A-Za-z]\.?)*|\d[\d,.]*%?|[^\w\s]"
)
_ADJECTIVE_ENDS = ("al", "ful", "ous", "ive", "able", "ible", "ic", "less", "ary", "ish", "est", "ane")
_NOUN_ENDS = (
    "s",
    "ion",
    "ment",
    "ity",
    "ness",
    "ship",
    "ance",
    "ence",
    "ure",
    "ism",
    "er",
    "or",
    "age",
    "logy",
    "hood",
)
ARTICLES = frozenset(["the", "a", "an"])
# What joins a second noun phrase to the first.
JOINING_PREPOSITIONS = frozenset(["of", "for", "on", "against", "in", "over", "from", "at"])
_CONTINUATION_MARKS = frozenset("0123456789$£€-–—")
_OBJECTS = frozenset(["him", "them", "me", "us", "it", "that", "to", "what", "how", "why", "whether"])
# Lower-case parts of names.
_PARTICLES = frozenset(["van", "der", "den", "de", "la", "von", "bin", "al", "el", "di", "du", "dos", "da", "le"])
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many"])
_AFTER_NOUNS = frozenset(["of", "that", "who", "which", "whose"])
_NOT_AFTER = frozenset(
    ["to", "not", "i", "you", "he", "she", "it", "we", "they", "also", "never", "always", "there", "longer"]
)
# Of a phrase, and of two joined by a preposition. Set by hand, 2026-11-24; held by `benchmarks.readability`.
_MAX_WORDS = 5
_MAX_JOINED_WORDS = 7  # held by the same floors
_MIN_MET = 1  # times more, met as a noun, than which no word but a plural is a verb before an object; set 2026-12-01


def find_noun_phrases(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], bool]]:
    """The words of each noun phrase met, and whether it is a bare name."""
    tokens = list(map(tokenize, texts))
    nouns = count_noun_contexts(tokens)
    return itertools.chain.from_iterable(find_in_sentence(words, nouns) for words in tokens)


def tokenize(text: str) -> list[str]:
    """The words and marks of a text, with straight apostrophes."""
    return _TOKEN.findall(text.replace("’", "'"))


def count_noun_contexts(tokens: Sequence[Sequence[str]]) -> Counter[str]:
    """Lower-cased words by how much more often they were met where a noun stands than where a verb does."""
    seen: Counter[str] = Counter()
    before_nouns = english_words().determiners | english_words().prepositions
    for words in tokens:
        for before, word in itertools.pairwise(words):
            lower, previous = word.lower(), before.lower()
            if previous in before_nouns or previous.endswith("'s"):
                seen[lower] += 1
            elif previous in english_words().verb_markers:
                seen[lower] -= 1
            if word[0].isupper() and before[-1].isalnum():
                seen[lower] += 1  # a capital within a sentence: a name
    return seen


def find_in_sentence(words: Sequence[str], nouns: Counter[str]) -> Iterator[tuple[Sequence[str], bool]]:
    padded = [".", *words, ".", "."]
    start = 1
    for index in range(1, len(padded) - 1):
        if _is_inside(padded, index, nouns):
            continue
        if index > start and not _is_within_name(padded, start - 1) and not _is_within_name(padded, index):
            heads = list(_find_in_run(padded, start, index, nouns))
            for head in heads:
                yield head, head[-1][0].isupper()  # a name, or whose it is: daughter Anna
            if padded[index] in JOINING_PREPOSITIONS:
                yield from (
                    (phrase, _is_joined_name(phrase)) for phrase in _find_with_preposition(heads, padded, index, nouns)
                )
        start = index + 1


def _is_joined_name(phrase: Sequence[str]) -> bool:
    """Whether two joined phrases are one name: House of Lords."""
    return all(word[0].isupper() for word in phrase if word not in JOINING_PREPOSITIONS and word not in ARTICLES)


def _is_within_name(words: Sequence[str], index: int) -> bool:
    """Whether a word joins two parts of a name: Food and Agriculture Organisation, Standard & Poor's."""
    return words[index] in ("and", "&") and words[index - 1][0].isupper() and words[index + 1][0].isupper()


def _is_inside(words: Sequence[str], index: int, nouns: Counter[str]) -> bool:
    """Whether a word may stand in a noun phrase."""
    word = words[index]
    if word in _PARTICLES:
        around = words[index - 1], words[index + 1]
        return all(beside[0].isupper() or beside in _PARTICLES for beside in around)
    if not _can_be_noun(word):
        return False
    if word[0].isupper():
        return True
    lower = word.lower()
    if nouns[lower] < 0 or (lower.endswith("ly") and nouns[lower] < 1):
        return False
    # Between nouns what ends in s or ing and was never met as a noun is a verb: the council bans cars.
    middle = _can_be_noun(words[index - 1]) and _can_be_noun(words[index + 1])
    if lower.endswith("s") and not lower.endswith("ss"):
        return not middle or nouns[lower] > 0
    return not lower.endswith("ing") or nouns[lower] > 0 or lower in english_words().gerunds


@functools.lru_cache(maxsize=20_000)
def _can_be_noun(word: str) -> bool:
    lower = word.lower()
    if len(word) < 2 or not word[0].isalpha() or lower in english_words().stop_words or lower in english_words().verbs:
        return False
    return "'" not in lower[:-2] and not lower.endswith("n't") and not (lower.endswith("ed") and word[0].islower())


def _find_in_run(words: Sequence[str], start: int, end: int, nouns: Counter[str]) -> Iterator[list[str]]:
    """The noun phrases at the end of a run of words, the longest first."""
    run, opened_by, closing = list(words[start:end]), words[start - 1].lower(), words[end].lower()
    if closing[0].isdigit() and not run[-1].endswith("s"):
        return  # what is counted follows the figure
    before_object = closing in english_words().determiners or closing in _OBJECTS or closing[0].isdigit()
    if len(run) > 1 and before_object and nouns[run[-1].lower()] <= (0 if run[-1].endswith("s") else _MIN_MET):
        run = run[:-1]  # its last word may be a verb
    if closing == "," and len(words) > end + 1 and _can_be_noun(words[end + 1]) and nouns[run[-1].lower()] < 2:
        return  # its last word may be an adjective: mundane, everyday subjects
    # After these the run is a noun phrase, and its last word a noun.
    counted = opened_by[0].isdigit() or opened_by in _NUMBERS
    surely = counted or opened_by in english_words().determiners
    plural = counted or not closing[0].isalnum() or closing in _after_nouns() or _is_object(words, start)
    for first in range(max(0, len(run) - _MAX_WORDS), len(run)):
        phrase = run[first:]
        opens = first == 0 and not opened_by[0].isalnum()
        if not _cuts_name(run, first) and _is_phrase(phrase, opens, nouns, surely, plural):
            yield phrase


def _is_object(words: Sequence[str], start: int) -> bool:
    """Whether a run follows a preposition or a verb, so that its last word is no verb."""
    before = words[start - 1].lower()
    if before in english_words().prepositions:
        return True
    if before in english_words().determiners and start > 1:
        before = words[start - 2].lower()
    return before in english_words().verbs or before.endswith("ed")


@functools.cache
def _after_nouns() -> frozenset[str]:
    return english_words().verbs | english_words().verb_markers - _NOT_AFTER | _AFTER_NOUNS


def _cuts_name(run: Sequence[str], start: int) -> bool:
    """Whether the rest of a run begins within a name, or is a common noun and the name it belongs to."""
    capital = [word[0].isupper() or word in _PARTICLES for word in run]
    if start and capital[start - 1] and capital[start]:
        return True
    return any(not capital[i] and capital[i + 1] for i in range(start, len(run) - 1))


def _is_phrase(phrase: Sequence[str], opens_sentence: bool, nouns: Counter[str], surely: bool, plural: bool) -> bool:
    first, last = phrase[0].lower(), phrase[-1].lower()
    if _is_empty(phrase, first, last) or _is_action(phrase, opens_sentence, nouns, plural):
        return False
    if phrase[-1].islower() and nouns[last] < 3 and (last.endswith(_ADJECTIVE_ENDS) or "-" in last):
        return False
    if last.endswith("ly") and nouns[last] < 2:
        return False  # Suddenly, of a title of a work
    if opens_sentence and len(phrase) == 1 and nouns[last] < 1:
        return False
    return nouns[last] > 0 or (len(phrase) > 1 and nouns[last] >= 0 and (surely or last.endswith(_NOUN_ENDS)))


def _is_empty(phrase: Sequence[str], first: str, last: str) -> bool:
    """Whether a phrase is of a generic noun, a torn superlative or possessive, or a label such as CURRENT JOB."""
    weak = english_words().generic_nouns
    if last in weak or first.removesuffix("'s") in weak or any(word.endswith("'s") for word in phrase[1:]):
        return True
    if len(phrase) == 1:
        return last.endswith("'s")
    superlative = first.endswith("est") and first not in english_words().nouns_in_est
    return superlative or all(map(str.isupper, phrase))


def _is_action(phrase: Sequence[str], opens_sentence: bool, nouns: Counter[str], plural: bool) -> bool:
    """Whether a phrase ends in a finite verb (Norvik operates), or opens or ends in a participle."""
    last = phrase[-1].lower()
    if last.endswith("s") and phrase[-1].islower() and nouns[last] < 1 and nouns[last[:-1]] < 1:
        common = opens_sentence and len(phrase) == 2 and not phrase[0].isupper()  # Copper prices
        named = len(phrase) > 1 and phrase[-2][0].isupper() and not common
        if named or not plural:
            return True
    gerunds = english_words().gerunds
    return any(
        word.lower().endswith("ing") and word.lower() not in gerunds and (opens_sentence or word.islower())
        for word in (phrase[0], phrase[-1])
    )


def _find_with_preposition(
    heads: Sequence[Sequence[str]], words: Sequence[str], preposition: int, nouns: Counter[str]
) -> Iterator[list[str]]:
    """Each head joined by a preposition to the longest noun phrase after it: `shortage of chips`."""
    start = preposition + 1
    if words[start].lower() in ARTICLES:
        start += 1
    end = start
    while end < len(words) - 1 and _is_inside(words, end, nouns):
        end += 1
    if end == start or _is_within_name(words, end):
        return
    tail = next(_find_in_run(words, start, end, nouns), [])
    if (
        words[end].endswith("ing")
        or not tail
        or words[start:end] != tail
        or words[end] in ("of", "&", "and")
        or words[end][0] in _CONTINUATION_MARKS
    ):
        return  # something of it would be lost
    for head in heads:
        phrase = [*head, *words[preposition:start], *tail]
        tells = head[-1] not in english_words().light_nouns and (
            words[preposition] == "of" or not head[-1][0].isupper()
        )
        if len(phrase) <= _MAX_JOINED_WORDS and tells:
            yield phrase
