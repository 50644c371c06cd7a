"""What Chinese statements are about: the subject of a clause, a measure before its figure, or the object of a name."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from .chinese_phrases import Word, tag_words
from .chinese_vocabulary import chinese_words

_MAX_CHARACTERS = 12  # of a phrase. Set by hand on the development articles, 2026-12-01
# A statement is surely about the subject of its first clause. What this loses with each clause that has a subject, what
# it is at least, and the share that the object has of it beside a subject and without one were set by hand likewise.
_LATER = 0.2
_LEAST = 0.6  # set likewise
_OBJECT = 0.6  # set likewise
_SOLE_OBJECT = 0.8  # set likewise
_NAMES = frozenset(["nr", "nrt", "nrfg", "nt", "ns"])
_NOUNS = _NAMES | frozenset(["n", "nz", "nw", "vn", "an", "eng", "j", "ng", "l", "i", ""])
_INNER = _NOUNS | {"b", "a", "f", "s"}
_NOT_LAST = frozenset(["a", "b", "f", "s", "t", "i", "l"])
_BEFORE_SUBJECT = frozenset(["t", "m", "q", "x", "d", "c", "r"])
_AFTER_SUBJECT = tuple("vdampzu")
_MAX_NAME = 3  # characters of a word that the dictionary lacks, up to which it is taken for a name
# What opens an adverbial, and who says what.
_ADVERBIAL = re.compile(
    r"[经經据據从從在对對为為以当當受]|近日|目前|其中|此外|同时|同時|预计|預計|截至|根据|根據|按照|由于|由於|随着|隨著|通过|通過|关于|關於|针对|針對"
)
_SPEECH = re.compile(
    r"表示|[认認][为為]|指出|[称稱]|[说說]|介[绍紹]|透露|[显顯]示|[强強][调調]|宣布|[预預][计計测測]|[发發][现現]|提到|坦言|告[诉訴]|建[议議]|要求|提出|倡[议議]"
)
# Words that say nothing alone, and signs of a torn phrase.
_EMPTY = re.compile(
    r"有所|基本|全部|之一|其他|部分|原因|结果|公司|集团|行业|企业|市场|全国|全省|世界|中国|我国|国家|今年|去年|[本此]次|全年|[上下]半年|[一二三四]季度"
)
_TORN = re.compile(r"^[有没沒本日月年]|[将將把被是在这這那该該其每]|[后後前](?!的)")
_SUMS = frozenset(["收入", "支出", "投入", "负债", "負債", "贷款", "貸款", "存款"])
_FIGURE = re.compile(r"[\d一二三四五六七八九十两兩]")
_ENDS = frozenset("，。；！？…：:,;")


def find_topics(statements: Sequence[str]) -> list[list[tuple[str, float]]]:
    """For each statement the noun phrases that say what it is about, with how surely they do, in their order.

    A word that the dictionary lacks, met once, is no part of one.
    """
    found: list[list[tuple[str, float]]] = []
    tagged = tag_words(statements)
    met = Counter(word.text for words in tagged for word in words if not word.tag)
    for words in tagged:
        topics: list[tuple[str, float]] = []
        weight = 1.0
        known = [word if word.tag or met[word.text] > 1 else word._replace(tag="x") for word in words]
        for clause in _split_clauses(known):
            if new := list(_find_in_clause(clause, weight)):
                topics += new
                weight = max(_LEAST, weight - _LATER)
        found.append(topics)
    return found


def _split_clauses(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words between the marks that end a clause, without those in brackets."""
    clause: list[Word] = []
    depth = 0
    for word in words:
        depth += (word.text in "（(") - (word.text in "）)")
        if word.text in _ENDS:
            yield clause
            clause = []
        elif depth <= 0 and word.text not in "）)":
            clause.append(word)
    yield clause


def _find_in_clause(words: Sequence[Word], weight: float) -> Iterator[tuple[str, float]]:
    opening = itertools.takewhile(lambda word: word.tag in _BEFORE_SUBJECT or _FIGURE.match(word.text), words)
    start = sum(1 for _ in opening)
    if any(_TORN.search(word.text) for word in words[:start]):
        return  # 该计划: a thing that only the text before names
    if (
        start == len(words)
        or _ADVERBIAL.match(words[start].text)
        or any(_SPEECH.fullmatch(word.text) for word in words)
    ):
        return
    end = start
    while end < len(words) and _may_belong(words, end, start):
        end += 1
    if _is_measure(words, end) and end > start:
        end += 1
    following = words[end] if end < len(words) else Word("", "v")
    is_date = _FIGURE.match(following.text) and any(word.text in "年月日" for word in words[end + 1 : end + 2])
    if following.text in ("了", "过", "過", "着", "著") and words[end - 1 : end] and words[end - 1].tag == "vn":
        return  # a verb after all: 公司销售了
    if words[end - 1 : end] and words[end - 1].tag == "" and _FIGURE.match(following.text):
        return  # likewise: B指涨1.4%
    subject = words[start:end]
    is_name = all(word.tag in _NAMES or (word.tag == "" and len(word.text) <= _MAX_NAME) for word in subject)
    is_subject = following.tag.startswith(_AFTER_SUBJECT) or _FIGURE.match(following.text)
    if not is_name and is_subject and not is_date and (text := _write_phrase(subject)):
        yield text, weight
    at = len(words)
    while at > end and _may_belong(words, at - 1, 0, at == len(words)):
        at -= 1
    if (
        at > end
        and words[at - 1].text != "等"
        and words[at - 1].tag[:1] in ("v", "m", "u")
        and (text := _write_phrase(words[at:]))
    ):
        yield text, weight * (_SOLE_OBJECT if is_name else _OBJECT)


def _is_measure(words: Sequence[Word], index: int) -> bool:
    """Whether a word that jieba calls a verb is a sum of money, whose figure follows: 营业收入48.6亿元."""
    return index + 1 < len(words) and words[index].text in _SUMS and _FIGURE.match(words[index + 1].text) is not None


def _may_belong(words: Sequence[Word], index: int, start: int, is_last: bool = False) -> bool:
    """Whether a word may stand in a noun phrase; 的 between two nouns of it."""
    word = words[index]
    if word.text == "的":
        return start < index < len(words) - 1 and not is_last and words[index + 1].tag in _NOUNS
    return word.text not in chinese_words().verbs and word.tag in _INNER


def _write_phrase(words: Sequence[Word]) -> str:
    """The noun phrase at the end of some words; empty where there is none that says something."""
    found = list(words)
    while found and (found[-1].text in ("的", "有所") or found[-1].tag in _NOT_LAST):
        found.pop()
    while found and (
        found[0].text == "的" or found[0].tag == "f" or sum(len(word.text) for word in found) > _MAX_CHARACTERS
    ):
        found.pop(0)
    text, known = "".join(word.text for word in found), chinese_words()
    if len(text) < 2 or _TORN.search(text) or text.endswith(known.person_titles):
        return ""
    if (
        text.endswith(("中", "上", "里", "裡", "内", "內"))
        or found[-1].text in known.generic_nouns
        or found[-1].tag == ""
        or found[-1].tag in _NAMES
        or _EMPTY.fullmatch(text)
    ):
        return ""
    return text
