"""Chinese noun phrases: runs of words that jieba tags as nouns or as modifiers of nouns.

jieba takes half a second to read the 349,000 words of its dictionary and their prefixes, and as long again for their
tags; an article uses a few hundred. The dictionary is therefore cached as one sorted table of hashes. The words that a
text can contain are looked up there, and jieba's own algorithm segments the text with those alone, with the same
result.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import logging
import os
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...files import cache_folder
from ...text.scripts import detect_chinese_script
from ..language import BASIC_HAN
from .chinese_vocabulary import chinese_words

if TYPE_CHECKING:
    import jieba

# Characters; longer words (0.1% of the dictionary) are segmented as if they were not in it.
_MAX_WORD = 8
_ENTRY = np.dtype([("key", "<u8"), ("frequency", "<u4"), ("tag", "S5")])
# One multiplier for each place in a word, powers of a large odd number. 64 bits are enough to tell all words of the
# dictionary apart (tests/unit/languages/test_chinese_phrases.py).
_MULTIPLIERS = np.array([pow(0xD1342543DE82EF95, place, 2**64) for place in range(1, _MAX_WORD + 1)], np.uint64)
_PREFIX_SHIFT = np.uint64(42)
_HAN_RUN = re.compile(f"[{BASIC_HAN}]+")
_TOKEN = re.compile(rf"[{BASIC_HAN}]+|[A-Za-z0-9]+(?:[-&'’.+][A-Za-z0-9]+)*%?|\S")
_LATIN_TAG, _FIGURE_TAG, _MARK_TAG, _UNKNOWN_TAG = "eng", "m", "x", ""


class Word(NamedTuple):
    """A word and its tag in jieba's notation; empty where the dictionary has none."""

    text: str
    tag: str


def tag_words(texts: Sequence[str]) -> list[list[Word]]:
    """The words of each text in order, punctuation included (its tag is `x`).

    Traditional text is segmented as simplified, and returned as it was.
    """
    return list(map(list, _tag_words(tuple(texts))))


@functools.lru_cache(maxsize=2)  # the points of a summary are read for clauses, phrases and topics
def _tag_words(texts: tuple[str, ...]) -> tuple[tuple[Word, ...], ...]:
    return tuple(
        tuple(Word(text[start:end], tag) for start, end, tag in spans)
        for text, spans in zip(texts, tag_spans(texts), strict=True)
    )


def tag_spans(texts: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """The words of each text in order as offsets with their tags; see `tag_words`."""
    simplified = [_simplify(text) for text in texts]
    tokenizer, tags = _prepare_tokenizer(simplified)
    return [list(_spans(plain, tokenizer, tags)) for plain in simplified]


def _spans(text: str, tokenizer: jieba.Tokenizer, tags: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        token = match.group()
        if _HAN_RUN.match(token):
            for word in tokenizer.cut(token):
                yield start, start + len(word), tags.get(word, _UNKNOWN_TAG)
                start += len(word)
        elif token[0].isalnum():
            yield start, end, _LATIN_TAG if any(map(str.isalpha, token)) else _FIGURE_TAG
        else:
            yield start, end, _MARK_TAG


def _simplify(text: str) -> str:
    """A traditional text in simplified characters, one for one: jieba's dictionary has only those."""
    if detect_chinese_script("".join(_HAN_RUN.findall(text))) != "zh-Hant":
        return text
    converted = _simplifier().convert(text)
    return converted if len(converted) == len(text) else text


@functools.cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _prepare_tokenizer(texts: Sequence[str]) -> tuple[jieba.Tokenizer, dict[str, str]]:
    """A tokenizer that knows the words these texts can contain, and the tags of those words."""
    runs = "\n".join(run for text in texts for run in _HAN_RUN.findall(text))
    codes = np.frombuffer(runs.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    table, listed = _load_dictionary(), _sorted_keys()
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    for length in range(1, _MAX_WORD + 1):
        keys = _hash_words(codes, length)
        starts = np.flatnonzero(_key_prefixes()[keys >> _PREFIX_SHIFT])
        keys = keys[starts]
        at = np.minimum(np.searchsorted(listed, keys), len(table) - 1)
        known = listed[at] == keys
        words = [runs[start : start + length] for start in starts[known].tolist()]
        entries = table[at[known]]
        frequencies.update(zip(words, entries["frequency"].tolist(), strict=True))
        tags.update(zip(words, map(bytes.decode, entries["tag"].tolist()), strict=True))
    for word in list(frequencies):
        for end in range(1, len(word)):  # jieba reaches a longer word only through known prefixes
            frequencies.setdefault(word[:end], 0)
    tokenizer = import_jieba().Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, _total_frequency(), True
    return tokenizer, tags


def _hash_words(codes: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """The hash of each substring of a length."""
    count = max(0, len(codes) - length + 1)
    keys = np.full(count, length, np.uint64)
    for place in range(length):
        keys += codes[place : place + count] * _MULTIPLIERS[place]
    return keys


@functools.cache
def _load_dictionary() -> NDArray[Any]:
    """jieba's dictionary, sorted by key; compiled once for each version of it and kept in the cache folder."""
    source = Path(import_jieba().__file__).with_name("dict.txt")
    path = cache_folder() / f"words-2-{source.stat().st_size}.npy"
    with contextlib.suppress(OSError, ValueError):
        table = np.load(path, mmap_mode="r", allow_pickle=False)
        if table.dtype == _ENTRY and len(table):
            return np.asarray(table)
    table = _compile_dictionary(source)
    with contextlib.suppress(OSError):  # a read-only home only costs the cache
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}.npy")
        np.save(unfinished, table, allow_pickle=False)
        unfinished.replace(path)
    return table


def _compile_dictionary(source: Path) -> NDArray[Any]:
    rows = [line.split(" ") for line in source.read_text("utf-8").split("\n") if line]
    table = np.empty(len(rows), _ENTRY)
    filled = 0
    for length in range(1, _MAX_WORD + 1):
        chosen = [row for row in rows if len(row[0]) == length]
        codes = np.frombuffer("".join(row[0] for row in chosen).encode("utf-32-le"), np.uint32).astype(np.uint64)
        part = table[filled : filled + len(chosen)]
        part["key"] = _hash_words(codes, length)[::length]
        part["frequency"] = [int(row[1]) for row in chosen]
        part["tag"] = [row[2] for row in chosen]
        filled += len(chosen)
    return np.sort(table[:filled], order="key")


@functools.cache
def _key_prefixes() -> NDArray[np.bool_]:
    """Whether any key begins with these bits: most substrings of a text are no words and need no search."""
    beginnings = np.zeros(1 << (64 - int(_PREFIX_SHIFT)), bool)
    beginnings[_sorted_keys() >> _PREFIX_SHIFT] = True
    return beginnings


@functools.cache
def _sorted_keys() -> NDArray[np.uint64]:
    """The keys as an array of their own, which need not be copied for each search."""
    return np.ascontiguousarray(_load_dictionary()["key"])


@functools.cache
def _total_frequency() -> int:
    return int(_load_dictionary()["frequency"].sum(dtype=np.int64))


@functools.cache
def import_jieba() -> Any:
    """The module jieba, imported without its warnings, its handler on stderr, and pkg_resources.

    jieba uses that only to open its own files, and does without when it is missing; importing it takes longer than all
    the rest.
    """
    logger = logging.getLogger("jieba")
    level, handlers = logger.level, list(logger.handlers)
    hidden = "pkg_resources" not in sys.modules
    if hidden:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # makes the import fail
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    finally:
        if hidden:
            del sys.modules["pkg_resources"]
    logger.setLevel(max(level, logging.WARNING))
    logger.handlers[:] = handlers or [logging.NullHandler()]
    return jieba


# ------------------------------------------------------------------------------------------------ noun phrases

# jieba's tags: what may stand in a noun phrase, what may end one. 的 joins two of them once.
NOUN_TAGS = frozenset(["n", "nz", "nt", "ns", "nr", "nrt", "nrfg", "nw", "vn", "an", "eng", "j", "ng"])
_INNER = NOUN_TAGS | {"b", "a", ""}
NAME_TAGS = frozenset(["ns", "nr", "nrt", "nrfg", "nt"])
# Places and directions may open a phrase (南方医科大学); words like 市面上 do not name a topic.
_OPENING = frozenset(["f", "s", "t"])
_COMPASS = "东南西北中华"
_PLACE_ENDS = tuple("上下里中内外时后前间")
# How names of organisations end, and what ends a name behind another one, or alone: 雷鸣队, 西班牙人, 球队.
_ORGANISATIONS = ("公司", "集团", "银行", "局", "署", "政府", "委员会", "协会", "法院", "检察院", "大学", "俱乐部")
_NAME_ENDS = tuple("队部委会府院校市省县区乡镇村国州社党团军人")
_COUNTING = "每各近约超共该"
# Whose it is, which the reader knows: 公司 of 公司销售收入.
KNOWN_OWNERS = frozenset(["公司", "集团", "企业", "行业"])
# Of a phrase. Set by hand, 2026-11-24; held by the floors of `benchmarks.readability`.
_MAX_WORDS = 5
_MIN_ACTIONS = 3  # times that a verb is met in the points of a summary; set 2026-11-30 on the development articles
_MAX_CHARACTERS = 12  # held by the same floors


def find_noun_phrases(texts: Sequence[str]) -> Iterator[tuple[Sequence[str], bool]]:
    """The words of each noun phrase met, and whether it is a bare name or action."""
    sentences = tag_words(texts)
    met = Counter(word.text for words in sentences for word in words if word.tag in ("", "v"))
    closing = {word.text for words in sentences for word, after in itertools.pairwise(words) if after.tag == _MARK_TAG}
    for word in met.keys() - closing:
        met[word] = min(met[word], _MIN_ACTIONS - 1)  # a verb that never closes a clause needs another: 能够
    for words in sentences:
        yield from _find_in_sentence([_retag(word, met[word.text]) for word in words])


def _retag(word: Word, count: int) -> Word:
    """A word that the dictionary lacks, met once, is none; a verb that keeps coming back names an action: 分红."""
    if word.tag == "" and count < 2:
        return word._replace(tag="x")
    if word.tag == "v" and count >= _MIN_ACTIONS and len(word.text) == 2 and word.text not in chinese_words().cues:
        return word._replace(tag="vn")
    return word


def _find_in_sentence(words: Sequence[Word]) -> Iterator[tuple[Sequence[str], bool]]:
    start = 0
    for index, word in enumerate([*words, Word("", "x")]):
        if _is_inside(word):
            continue
        run = [] if word.tag == "q" else list(words[start:index])  # 交通 of 交通圈
        before = words[start - 1] if run and start else Word("", "x")
        if before.tag in _OPENING and len(before.text) > 1 and before.text[0] in _COMPASS:
            run.insert(0, before)
        if before.tag == "m" or before.text == "等":
            run = run[1:]  # 阶段 of 第二阶段
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
    if first.text in KNOWN_OWNERS or (len(first.text) == 1 and first.tag in NOUN_TAGS):
        return False  # half a word: 链 of 区块链
    if len(set(phrase)) < len(phrase):
        return False  # a slip of the tongue
    if len(phrase) > 1 and _is_clause(phrase):
        return False
    if text[0] in _COUNTING or "每" in text or "收于" in text:
        return False  # 每吨, 近全线, 收于
    if last.text.endswith(_PLACE_ENDS) or last.tag in _OPENING or text.endswith(chinese_words().person_titles):
        return False
    if last.tag not in NOUN_TAGS and not (last.tag == "" and len(last.text) > 1):
        return False
    return len(last.text) > 1 or (len(phrase) > 1 and last.tag in ("n", "ng", "j"))


def _is_clause(phrase: Sequence[Word]) -> bool:
    """Whether it is a verb with its object (访问越南, 尊重人), a person with a title, or ends in a place."""
    (first, second), (before, last) = phrase[:2], phrase[-2:]
    if first.tag == "vn" and (second.tag in NAME_TAGS or len(second.text) == 1):
        return True
    if last.tag == "ns" or last.tag[:2] == "nr" or (last.tag in NAME_TAGS and before.tag == "vn"):
        return True
    return last.tag in (*NAME_TAGS, "") and before.text.endswith(chinese_words().person_titles)


def _is_bare(phrase: Sequence[Word]) -> bool:
    """Whether it is a name, also one that the dictionary lacks or of an organisation (斐济航空公司), or an action."""
    first, last = phrase[0], phrase[-1]
    if len(phrase) == 1 and first.tag in ("eng", ""):
        return True
    if last.text.endswith(_ORGANISATIONS):
        return True
    if last.text.endswith(_NAME_ENDS) and (len(phrase) == 1 or first.tag in (*NAME_TAGS, "nz", "")):
        return True
    return all(word.tag in NAME_TAGS or word.tag == "" for word in phrase) or all(
        word.tag in ("vn", "a", "an") for word in phrase
    )


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
