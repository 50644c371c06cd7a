"""Noun phrases: by jieba's tags in Chinese, by the words around them in English."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ...models import Language
from .lexicon import english
from .tagger import Word, tagged

# jieba's tags: what may stand in a noun phrase, what may end one. 的 joins two of them once.
_ZH_NOUNS = frozenset(["n", "nz", "nt", "ns", "nr", "nrt", "nrfg", "nw", "vn", "an", "eng", "j", "ng"])
_ZH_INNER = _ZH_NOUNS | {"b", "a", ""}
# Places and directions may open a phrase (南方医科大学); words like 市面上 name nothing.
_ZH_OPENING = frozenset(["f", "s", "t"])
_ZH_COMPASS = "东南西北中华"
_ZH_PLACE_ENDS = tuple("上下里中内外时后前间")
_ZH_LONGEST, _ZH_MOST_CHARS = 5, 12
_ZH_WEAK = frozenset(
    "时候 情况 方面 问题 东西 时间 部分 过程 一下 大家 朋友 老师 记者 人员 方式 事情 意思 感觉 个人 地方 新华社 嘉宾 主持人 先生 女士 同学 同志 "
    "图片 资料 消息 数据 人士 专家 活动 内容 题目 话题 目前 现场 角度 层面 程度 概念 人们 工作 主任 教授 总 院长 会长 负责人 有限公司 有点 感兴趣 看法 想法 意义 新华 客户端".split()
)

_EN_TOKEN = re.compile(r"[A-Za-z][\w’'-]*(?:\.[A-Za-z]\.?)*|\d[\d,.]*%?|[^\w\s]")
_EN_DETERMINERS = frozenset("a an the this these those his her its their our my your some any no each every another".split())
_EN_PREPOSITIONS = frozenset("of in on for with from by at about into over against between among under through via amid across".split())
_EN_BEFORE_VERBS = frozenset(
    "to i you he she it we they who which will would can could may might must should shall do does did don't doesn't didn't not "
    "has have had is are was were be been being also never always there".split()
)
_EN_WEAK = frozenset(
    "way ways thing things people person man men woman women time times year years day days week weeks month months today yesterday "
    "number lot part end place one ones mr mrs ms dr hours hour minutes minute moment monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december percent per cent statement "
    "spokesman spokeswoman spokesperson reporters reporter comments comment claims claim photo picture image video set bit kind sort".split()
)
_EN_VERBS = frozenset(
    "said says say told tell tells made make makes making came come comes went go goes took take takes got get gets gave give gives "
    "found find finds became become becomes left leave leaves led lead leads kept keep keeps saw see sees seen want wants wanted show shows "
    "showed shown know knows knew think thinks thought believe believes believed need needs needed help helps helped work works worked "
    "include includes included including lost won beat beats hit hits put puts run runs ran set sets began begin begins grew grow grows fell fall "
    "falls rose rise rises held hold holds built build brings brought bring buy buys bought sell sells sold paid pay pays spent spend stand "
    "stood sent send met meet meets wrote write writes written spoke speak speaks taken given known called call calls added add adds asked ask asks "
    "used use uses using due likely able enough according based such many much more most less least several few own other same new".split()
)

_EN_ADJECTIVE_ENDS = ("al", "ful", "ous", "ive", "able", "ible", "ic", "less", "ary", "ish", "est")

_EN_NOUN_ENDS = ("s", "ion", "ment", "ity", "ness", "ship", "ance", "ence", "ure", "ism", "er", "or", "age", "logy", "hood")


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
    if not 2 <= len(text) <= _ZH_MOST_CHARS or last.text in _ZH_WEAK or phrase[0].text in _ZH_WEAK:
        return False
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
    if len(noun) < 2 or noun in _ZH_WEAK or (len(following) > 1 and _zh_inside(following[1])):
        return
    head = "".join(word.text for word in run[-2:])
    if _zh_is_phrase(run[-2:], head) and len(head) + len(noun) < _ZH_MOST_CHARS:
        yield f"{head}的{noun}"


# ------------------------------------------------------------------------------------------------------------ English


def _seen_as_nouns(tokens: Sequence[Sequence[str]]) -> Counter[str]:
    """Words, lower-cased, by how much more often they stood where a noun stands than where a verb does."""
    seen: Counter[str] = Counter()
    for words in tokens:
        for before, word in zip(words, words[1:], strict=False):
            lower, previous = word.lower(), before.lower()
            if previous in _EN_DETERMINERS or previous in _EN_PREPOSITIONS or previous.endswith(("'s", "’s")):
                seen[lower] += 1
            elif previous in _EN_BEFORE_VERBS:
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
    if not word[0].isalpha() or lower in english().stop or lower in _EN_VERBS or len(word) < 2:
        return False
    if lower.endswith("ly") or (nouns[lower] < 0 and not word[0].isupper()):
        return False
    return not (lower.endswith("ed") and not word[0].isupper())


def _en_phrases(run: Sequence[str], opened_by: str, closed_by: str, nouns: Counter[str]) -> Iterator[str]:
    closing = closed_by.lower()
    if run and (closing in _EN_DETERMINERS or closing in ("him", "them", "me", "us", "it", "that", "to")) and len(run) > 1:
        run = run[:-1] if not run[-1].endswith("s") or nouns[run[-1].lower()] < 1 else run   # its last word may be a verb
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + 4) + 1):
            if _cuts_name(run, start, end):
                continue
            if _en_is_phrase(run[start:end], start == 0 and opened_by in (".", '"', "“", "'"), nouns):
                yield " ".join(run[start:end])


def _cuts_name(run: Sequence[str], start: int, end: int) -> bool:
    """Whether a stretch of a run holds part of a name, or a name behind the common noun it stands to."""
    capital = [word[0].isupper() for word in run]
    if start and capital[start - 1] and capital[start] or end < len(run) and capital[end - 1] and capital[end]:
        return True
    return any(not capital[i] and capital[i + 1] for i in range(start, end - 1))


def _en_is_phrase(phrase: Sequence[str], opens_sentence: bool, nouns: Counter[str]) -> bool:
    last = phrase[-1].lower()
    if last in _EN_WEAK or phrase[0].lower() in _EN_WEAK or phrase[-1].endswith(("'s", "’s")):
        return False
    if any(word.endswith(("'s", "’s")) or word.endswith("ing") and nouns[word.lower()] < 1 for word in phrase[1:]):
        return False
    if phrase[-1].islower() and (last.endswith(_EN_ADJECTIVE_ENDS) or last.endswith("ing")) and nouns[last] < 3:
        return False
    if opens_sentence and len(phrase) == 1 and nouns[last] < 1:
        return False
    if phrase[0].endswith("ing") and phrase[0].islower() and nouns[phrase[0].lower()] < 1:
        return False
    return nouns[last] > 0 or (len(phrase) > 1 and nouns[last] >= 0 and last.endswith(_EN_NOUN_ENDS))


def _en_of(run: Sequence[str], following: Sequence[str], nouns: Counter[str]) -> Iterator[str]:
    """`shortage of chips`, `Bank of England`."""
    tail: list[str] = []
    for word in following:
        if word.lower() in _EN_DETERMINERS and not tail:
            tail.append(word.lower())
        elif _en_inside(word, nouns):
            tail.append(word)
        else:
            break
    content = [word for word in tail if word.lower() not in _EN_DETERMINERS]
    head = run[-1:]
    if 1 <= len(content) <= 2 and _en_is_phrase(content, False, nouns) and _en_is_phrase(head, False, nouns):
        yield " ".join([*head, "of", *tail])
