"""Noun phrases: by jieba's tags in Chinese, by the words around them in English."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ...models import Language
from .lexicon import chinese, english
from .tagger import Word, tagged

# jieba's tags: what may stand in a noun phrase, what may end one. 的 joins two of them once.
_ZH_NOUNS = frozenset(["n", "nz", "nt", "ns", "nr", "nrt", "nrfg", "nw", "vn", "an", "eng", "j", "ng"])
_ZH_INNER = _ZH_NOUNS | {"b", "a", ""}
# Places and directions may open a phrase (南方医科大学); words like 市面上 name nothing.
_ZH_OPENING = frozenset(["f", "s", "t"])
_ZH_COMPASS = "东南西北中华"
_ZH_PLACE_ENDS = tuple("上下里中内外时后前间")
_ZH_COUNTING = "每各近约超共该"
_ZH_LONGEST, _ZH_MOST_CHARS = 5, 12
_EN_TOKEN = re.compile(r"[A-Za-z]\w*(?:[’'-]\w+)*(?:\.[A-Za-z]\.?)*|\d[\d,.]*%?|[^\w\s]")
_EN_ADJECTIVE_ENDS = ("al", "ful", "ous", "ive", "able", "ible", "ic", "less", "ary", "ish", "est")

_EN_NOUN_ENDS = (
    "s", "ion", "ment", "ity", "ness", "ship", "ance", "ence", "ure", "ism", "er", "or", "age", "logy", "hood",
)


def noun_phrases(texts: Sequence[str], language: Language) -> Counter[str]:
    """The noun phrases of texts and how often each was met as such."""
    if language == "zh":
        sentences = tagged(texts)
        met = Counter(word.text for words in sentences for word in words if word.tag == "")
        known = [[w if w.tag or met[w.text] > 1 else w._replace(tag="x") for w in words] for words in sentences]
        return Counter(phrase for words in known for phrase in _chinese(words))
    tokens = [_EN_TOKEN.findall(text) for text in texts]
    nouns = _seen_as_nouns(tokens)
    return Counter(phrase for words in tokens for phrase in _english(words, nouns))


# ------------------------------------------------------------------------------------------------------------ Chinese


def _chinese(words: Sequence[Word]) -> Iterator[str]:
    start = 0
    for index, word in enumerate([*words, Word("", "x")]):
        if _zh_inside(word):
            continue
        run = list(words[start:index])
        if run and start and words[start - 1].tag in _ZH_OPENING and words[start - 1].text[0] in _ZH_COMPASS:
            run.insert(0, words[start - 1])
        yield from _zh_phrases(run)
        if word.text == "的" and run:
            yield from _zh_joined(run, words[index + 1:index + 3])
        start = index + 1


def _zh_inside(word: Word) -> bool:
    if word.tag == "":   # a word that the dictionary lacks: names, new terms
        return len(word.text) > 1
    return word.tag in _ZH_INNER


def _zh_phrases(run: Sequence[Word]) -> Iterator[str]:
    """The stretches of a run that are noun phrases."""
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + _ZH_LONGEST) + 1):
            phrase = run[start:end]
            text = "".join(word.text for word in phrase)
            if _zh_is_phrase(phrase, text):
                yield text


def _zh_is_phrase(phrase: Sequence[Word], text: str) -> bool:
    last = phrase[-1]
    weak = chinese().weak_nouns
    if not 2 <= len(text) <= _ZH_MOST_CHARS or last.text in weak or phrase[0].text in weak:
        return False
    if len(phrase[0].text) == 1 and phrase[0].tag in _ZH_NOUNS:
        return False   # half a word: 链 of 区块链
    if text[0] in _ZH_COUNTING or "每" in text or "收于" in text:
        return False   # 每吨, 近全线, 收于
    if last.text.endswith(_ZH_PLACE_ENDS) or phrase[-1].tag in _ZH_OPENING:
        return False
    if last.tag not in _ZH_NOUNS and not (last.tag == "" and len(last.text) > 1):
        return False
    return len(last.text) > 1 or (len(phrase) > 1 and last.tag in ("n", "ng", "j"))


def _zh_joined(run: Sequence[Word], following: Sequence[Word]) -> Iterator[str]:
    """The run, 的 and the one noun behind it: 公链的瓶颈."""
    if not following or following[0].tag not in ("n", "vn", "nz", "an"):
        return
    noun = following[0].text
    if len(noun) < 2 or noun in chinese().weak_nouns or (len(following) > 1 and _zh_inside(following[1])):
        return
    for size in (3, 2, 1):
        head = "".join(word.text for word in run[-size:])
        if len(run) >= size and _zh_is_phrase(run[-size:], head) and len(head) + len(noun) < _ZH_MOST_CHARS:
            yield f"{head}的{noun}"
            break


# ------------------------------------------------------------------------------------------------------------ English


def _seen_as_nouns(tokens: Sequence[Sequence[str]]) -> Counter[str]:
    """Words, lower-cased, by how much more often they stood where a noun stands than where a verb does."""
    seen: Counter[str] = Counter()
    before_nouns = english().determiners | english().prepositions
    for words in tokens:
        for before, word in itertools.pairwise(words):
            lower, previous = word.lower(), before.lower()
            if previous in before_nouns or previous.endswith(("'s", "’s")):
                seen[lower] += 1
            elif previous in english().before_verbs:
                seen[lower] -= 1
            if word[0].isupper() and before[-1].isalnum():
                seen[lower] += 1   # a capital within a sentence: a name
    return seen


def _english(words: Sequence[str], nouns: Counter[str]) -> Iterator[str]:
    padded = [".", ".", *words, ".", "."]
    start = 2
    for index in range(2, len(padded) - 1):
        if _en_inside(padded[index], nouns):
            continue
        run = padded[start:index]
        if run and not _joins_names(padded, start - 1) and not _joins_names(padded, index):
            yield from _en_phrases(run, padded[start - 1].lower(), padded[index], nouns)
        if padded[index] == "of" and run:
            yield from _en_of(run, padded[index + 1:index + 5], nouns)
        start = index + 1


def _joins_names(words: Sequence[str], index: int) -> bool:
    """Whether the word joins two parts of a name: Food and Agriculture Organisation, Standard & Poor's."""
    return words[index] in ("and", "&") and words[index - 1][0].isupper() and words[index + 1][0].isupper()


def _en_inside(word: str, nouns: Counter[str]) -> bool:
    lower = word.lower()
    if not word[0].isalpha() or lower in english().stop or lower in english().verbs or len(word) < 2:
        return False
    if word[0].islower() and (nouns[lower] < 0 or (lower.endswith("ly") and nouns[lower] < 1)):
        return False
    return not (lower.endswith("ed") and not word[0].isupper())


def _en_phrases(run: Sequence[str], opened_by: str, closed_by: str, nouns: Counter[str]) -> Iterator[str]:
    closing = closed_by.lower()
    before_object = closing in english().determiners or closing in ("him", "them", "me", "us", "it", "that", "to")
    if len(run) > 1 and before_object and not (run[-1].endswith("s") and nouns[run[-1].lower()] > 0):
        run = run[:-1]   # its last word may be a verb
    surely = opened_by in english().determiners   # the run is a noun phrase, and its last word a noun
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + 4) + 1):
            if _cuts_name(run, start, end):
                continue
            opens = start == 0 and opened_by in (".", "\"", "“", "'")
            if _en_is_phrase(run[start:end], opens, nouns, surely and end == len(run)):
                yield " ".join(run[start:end])


def _cuts_name(run: Sequence[str], start: int, end: int) -> bool:
    """Whether a stretch of a run holds part of a name, or a name behind the common noun it stands to."""
    capital = [word[0].isupper() for word in run]
    if (start and capital[start - 1] and capital[start]) or (end < len(run) and capital[end - 1] and capital[end]):
        return True
    return any(not capital[i] and capital[i + 1] for i in range(start, end - 1))


def _en_is_phrase(phrase: Sequence[str], opens_sentence: bool, nouns: Counter[str], surely: bool = False) -> bool:
    last = phrase[-1].lower()
    if last in english().weak_nouns or phrase[0].lower() in english().weak_nouns or phrase[-1].endswith(("'s", "’s")):
        return False
    if any(word.endswith(("'s", "’s")) or (word.endswith("ing") and nouns[word.lower()] < 1) for word in phrase[1:]):
        return False
    if phrase[-1].islower() and (last.endswith(_EN_ADJECTIVE_ENDS) or last.endswith("ing")) and nouns[last] < 3:
        return False
    if len(phrase) > 1 and phrase[-2][0].isupper() and last.endswith("s") and phrase[-1].islower() and nouns[last] < 1:
        return False   # what a name does: Norvik operates
    if opens_sentence and len(phrase) == 1 and nouns[last] < 1:
        return False
    if phrase[0].endswith("ing") and (phrase[0].islower() or opens_sentence) and nouns[phrase[0].lower()] < 1:
        return False
    return nouns[last] > 0 or (len(phrase) > 1 and nouns[last] >= 0 and (surely or last.endswith(_EN_NOUN_ENDS)))


def _en_of(run: Sequence[str], following: Sequence[str], nouns: Counter[str]) -> Iterator[str]:
    """`shortage of chips`, `Bank of England`."""
    tail: list[str] = []
    for word in following:
        if word.lower() in english().determiners and not tail:
            tail.append(word.lower())
        elif _en_inside(word, nouns):
            tail.append(word)
        else:
            break
    content = [word for word in tail if word.lower() not in english().determiners]
    head = run[-1:]
    if 1 <= len(content) <= 2 and _en_is_phrase(content, False, nouns) and _en_is_phrase(head, False, nouns):
        yield " ".join([*head, "of", *tail])
