"""Chinese noun phrases: runs of words that jieba tags as nouns or as modifiers of nouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from .chinese_vocabulary import chinese_words
from .jieba_tagger import Word, tag_words

# jieba's tags: what may stand in a noun phrase, what may end one. 的 joins two of them once.
_NOUNS = frozenset(["n", "nz", "nt", "ns", "nr", "nrt", "nrfg", "nw", "vn", "an", "eng", "j", "ng"])
_INNER = _NOUNS | {"b", "a", ""}
_NAMES = frozenset(["ns", "nr", "nrt", "nrfg", "nt"])
# Places and directions may open a phrase (南方医科大学); words like 市面上 do not name a topic.
_OPENING = frozenset(["f", "s", "t"])
_COMPASS = "东南西北中华"
_PLACE_ENDS = tuple("上下里中内外时后前间")
_COUNTING = "每各近约超共该"
# Of a phrase. Set by hand, 2026-11-24; held by the floors of `benchmarks.readability`.
_MAX_WORDS = 5
_MAX_CHARACTERS = 12  # held by the same floors


def find_noun_phrases(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], bool]]:
    """The words of each noun phrase met, and whether it is a bare name or action."""
    sentences = tag_words(texts)
    met = Counter(word.text for words in sentences for word in words if word.tag == "")
    for words in sentences:
        yield from _find_in_sentence([w if w.tag or met[w.text] > 1 else w._replace(tag="x") for w in words])


def _find_in_sentence(words: Sequence[Word]) -> Iterator[tuple[Sequence[str], bool]]:
    start = 0
    for index, word in enumerate([*words, Word("", "x")]):
        if _is_inside(word):
            continue
        run = [] if word.tag == "q" else list(words[start:index])  # 交通 of 交通圈
        before = words[start - 1] if run and start else Word("", "x")
        if before.tag in _OPENING and len(before.text) > 1 and before.text[0] in _COMPASS:
            run.insert(0, before)
        for phrase in _find_in_run(run):
            yield [word.text for word in phrase], _is_bare(phrase)
        if word.text == "的" and run:
            yield from _find_with_particle(run, words[index + 1 : index + 3])
        start = index + 1


def _is_inside(word: Word) -> bool:
    if word.text in chinese_words().verbs:
        return False
    if word.tag == "":  # a word that the dictionary lacks: names, new terms, but 这是 and 中有 as well
        return len(word.text) > 1 and chinese_words().is_topical(word.text)
    return word.tag in _INNER


def _find_in_run(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The noun phrases at the end of a run, without the adjectives that close it."""
    end = len(run)
    while end and run[end - 1].tag in ("a", "b"):
        end -= 1
    for start in range(max(0, end - _MAX_WORDS), end):
        if _is_phrase(run[start:end]):
            yield run[start:end]


def _is_phrase(phrase: Sequence[Word]) -> bool:
    first, last = phrase[0], phrase[-1]
    weak, text = chinese_words().generic_nouns, "".join(word.text for word in phrase)
    if not 2 <= len(text) <= _MAX_CHARACTERS or last.text in weak or first.text in weak:
        return False
    if len(first.text) == 1 and first.tag in _NOUNS:
        return False  # half a word: 链 of 区块链
    if len(set(phrase)) < len(phrase):
        return False  # a slip of the tongue
    if len(phrase) > 1 and _is_clause(phrase):
        return False
    if text[0] in _COUNTING or "每" in text or "收于" in text:
        return False  # 每吨, 近全线, 收于
    if last.text.endswith(_PLACE_ENDS) or last.tag in _OPENING or text.endswith(chinese_words().person_titles):
        return False
    if last.tag not in _NOUNS and not (last.tag == "" and len(last.text) > 1):
        return False
    return len(last.text) > 1 or (len(phrase) > 1 and last.tag in ("n", "ng", "j"))


def _is_clause(phrase: Sequence[Word]) -> bool:
    """Whether it is a verb with its object (访问越南, 尊重人), a person with a title, or ends in a place."""
    (first, second), (before, last) = phrase[:2], phrase[-2:]
    if first.tag == "vn" and (second.tag in _NAMES or len(second.text) == 1):
        return True
    if last.tag == "ns" or (last.tag in _NAMES and before.tag == "vn"):
        return True
    return last.tag in (*_NAMES, "") and before.text.endswith(chinese_words().person_titles)


def _is_bare(phrase: Sequence[Word]) -> bool:
    if len(phrase) == 1 and phrase[0].tag == "eng" and phrase[0].text.islower():
        return True
    return all(word.tag in _NAMES for word in phrase) or all(word.tag in ("vn", "a", "an") for word in phrase)


def _find_with_particle(run: Sequence[Word], following: Sequence[Word]) -> Iterator[tuple[Sequence[str], bool]]:
    """The run, 的 and the one noun behind it: 公链的瓶颈."""
    if not following or following[0].tag not in ("n", "vn", "nz", "an"):
        return
    noun = following[0].text
    if len(noun) < 2 or noun in chinese_words().generic_nouns or (len(following) > 1 and _is_inside(following[1])):
        return
    for phrase in _find_in_run(run[-3:]):
        if sum(len(word.text) for word in phrase) + len(noun) < _MAX_CHARACTERS:
            yield [*(word.text for word in phrase), "的", noun], False
            break
