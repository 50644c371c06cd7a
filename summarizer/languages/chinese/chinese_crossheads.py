"""Chinese clauses that a newspaper could print above a group: a subject and what it does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language import Lengths
from .chinese_phrases import Word, tag_words
from .chinese_vocabulary import chinese_words

_LENGTHS = Lengths(6, 30)  # characters of a clause. Set by hand on the news sets, 2026-11-30
# Clauses, without those that another one takes back (…，但…).
_CLAUSE = re.compile(r"[，。；！？…]|(?<!\d)[：:](?!\d)|——")
_TAKEN_BACK = re.compile(r"[^，。；！？…：:]+，(?=但(?!愿|願)|却|卻|不[过過]|然而|可是)")
_ASIDE = re.compile(r"[（(][^）)]*[）)]")
# A day that nothing in the clause needs, and one that it does: 从2月4日起.
_DAY = re.compile(
    r"(?<![从從至到自于於在的將将\d月年])(?:\d{2,4}年)?(?:\d{1,2}月)?\d{1,2}日(?:[上下]午|[晚早]间?|凌晨|傍晚)?(?![至到的起前后後以])"
)
_DATE = re.compile(r"\d[日月]")
_LEAD_IN = re.compile(
    r"(?:如今|目前|今年|去年|当前|此前|近日|日前|近期|近年来|随后|同时|此外|另外|不过|但是?|而且?|并且?|其中|因此|所以|这表明|这意味着)"
)
# A clause without a subject of its own, or one that goes on from another.
_DEPENDENT = re.compile(
    r"[他她它這这那其该該此我你您咱在对對以從从當当把被向与與和及或而并並但却卻也还還又再就都则則且使让讓将將因不没沒只仅僅至到请請较較曾"
    r"由为為据據除既]|[经經](?![济濟营營理典历歷验驗常销銷纪紀费費贸貿])|\d{4}年(?:至今|以[来來])|随着|隨著|通过|通過|根据|根據|按照|如果|虽然|雖然|尽管|儘管|即使|大家|同比|环比|環比|年均|[记記]者|一是|无论|無論|"
    r"[涨漲跌增降升]幅|[低高]位|\d[\d.]*%|不管|之前|之后|之後|第[一二三四五六七八九十]+(?![大届季次轮代批])|主要|全面|继续|繼續|部分[被抵]|地处|地處|位于|位於|[^，]{1,20}(?:[也亦却卻]|(?<!归)[还還]|经过|經過|作为|作為|"
    r"(?<![规規原法细細准守])[则則]|(?<![成造])就(?![业業读讀医醫职職诊診餐任近地])|(?<![方即简簡轻輕随隨顺順])便)"
)
# What needs another clause, and what only leads up to one.
_INCOMPLETE = re.compile(
    r"不[仅僅但]|非但|除了|虽|雖|尽管|儘管|[这這那该該](?![样樣])|上述|前述|此(?![次前外])|(?<![尤极極与與])其(?![他它中余實实])|受[^，]+影[响響]$|以[^，]{1,12}[为為][^，]{1,6}$|"
    r"(?:[的时時後后前中上下了着著地得和与與是为為称稱说說]|期间|期間|[年月][来來]|来说|來說|而言|以来|以來|之[间際际]|表示|认为|認為|指出|方面|以及|"
    r"写道|寫道|[记記]者|宣布|报道|報道|透露|介绍|介紹|强调|強調|显示|顯示|发现|發現|了解到|获悉|獲悉|记载|記載|回应|回應|辩解|告诉|"
    r"声明|不久|组成|包括|表明|提出|要求|呼吁|呼籲|建议|建議|声称|聲稱|坦言|补充|預計|预计|预测|預測|希望|指|称赞)$"
)
_PAIRS = ("“”", "「」", "《》", "【】", '""')
_VERBS = ("v", "vg", "vi")


def find_crossheads(statements: Sequence[str]) -> list[list[str]]:
    """For each statement its clauses with a subject and a verb, without days and openings."""
    tagged = tag_words(statements)
    return [
        [
            clause
            for clause in filter(None, map(_shorten, split_clauses(text)))
            if _is_clause(_find_words(clause, words))
        ]
        for text, words in zip(statements, tagged, strict=True)
    ]


def _find_words(clause: str, words: Sequence[Word]) -> list[Word]:
    """The words of a clause among those of its statement, from which days may be left out."""
    for start in range(len(words)):
        found, at = [], 0
        for word in words[start:]:
            if clause.startswith(word.text, at):
                found.append(word)
                at += len(word.text)
                at += len(clause[at:]) - len(clause[at:].lstrip())
            elif not found:
                break
            if at == len(clause):
                return found
    return []


def split_clauses(statement: str) -> list[str]:
    """The clauses of a statement, without asides and without those that another one takes back."""
    return _CLAUSE.split(_TAKEN_BACK.sub("", _ASIDE.sub("", statement)))


def _shorten(clause: str) -> str:
    """A clause without the day and the connective; empty if it is too long, or cannot stand by itself."""
    text = _DAY.sub("", clause.strip(" 　,、"))
    if opening := _LEAD_IN.match(text):
        text = text[opening.end() :]
    is_paired = all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS) and text.count('"') % 2 == 0
    if not (_LENGTHS.minimum <= len(text) <= _LENGTHS.maximum and is_paired) or _DATE.search(text):
        return ""
    return "" if _DEPENDENT.match(text) or _INCOMPLETE.search(text) else text


def _is_clause(words: Sequence[Word]) -> bool:
    """Whether a noun and then a verb stand in it."""
    words = [word for word in words if word.tag != "x"]
    if len(words) < 3 or not _may_open(words[0], words[1]):
        return False
    verb = next((index for index in range(1, len(words)) if _is_verb(words, index)), 0)
    return any(word.tag[:1] in ("n", "j", "e") or word.tag in ("", "vn") for word in words[:verb])


def _may_open(first: Word, second: Word) -> bool:
    """Whether a subject may open with a word: neither an adverb, nor a verb that is no action (招聘首次采取…)."""
    if first.text in chinese_words().verbs or first.tag in ("ad", "d"):
        return False
    if first.tag == "vn":
        return second.tag in ("d", "n")
    return first.tag == "" or first.tag[0] in "njembasfz"


def _is_verb(words: Sequence[Word], index: int) -> bool:
    """Whether a word is the verb: also an action behind an adverb (正在研究), and an unknown word at the end (收涨)."""
    word, before, is_last = words[index], words[index - 1], index == len(words) - 1
    if not is_last and words[index + 1].text in ("的", "之"):
        return False  # of a noun behind it: 举行的活动
    if word.tag in _VERBS:
        return not is_last or len(word.text) > 1
    if word.tag == "vn":
        return before.tag == "d" or before.text == "正在"
    return is_last and (word.tag in ("i", "l") or (word.tag == "" and before.tag[:1] in ("n", "d")))
