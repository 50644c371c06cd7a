"""Chinese clauses that a newspaper could print above a group: a subject and what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..language import Lengths
from .chinese_phrases import Word, tag_words
from .chinese_vocabulary import chinese_words

_LENGTHS = Lengths(6, 36)  # characters of a clause. Set by hand on the news sets, 2026-12-01
_SENTENCE = re.compile(r"[^。！？…]+(?=[。！？]|$)")  # not what breaks off
# Clauses, without those that another one takes back (…，但…) or follows from (…，因此…).
_CLAUSE = re.compile(r"[，；]|(?<!\d)[：:](?!\d)|——")
_TAKEN_BACK = re.compile(
    r"[^，。；！？…：:]+，(?=但(?!愿|願)|却|卻|不[过過]|然而|可是|因此|因而|所以|于是|於是|从而|從而|[为為]此)"
)
# What is no clause but leads up to one: where, when, under what, or about what.
_LEADING = re.compile(
    r"^[在从從按据據随隨受由因为為对對当當经經通过除面作继繼与與以自到至凭憑尽儘虽雖截每]|^.{1,4}$|^[今去]年|"
    r"(?:[时時后後前中下上期起看间間内內日月年初底末天来來]|方面|显示|顯示|发现|發現|了解到|获悉|獲悉|记载|記載|表明|宣布|决定|決定)$"
)
_ASIDE = re.compile(r"[（(][^）)]*[）)]")
_CONSENT = "批准|核准|审议|審議|同意|通过|通過"
# A condition, an exception, or a year or quarter: what follows in the sentence is true with it only.
_BINDING = re.compile(
    r"^(?:刚|剛|一)?开始(?:时|時)?$|^(?:起初|最初|原先|原本|以往|从前|從前)|若(?!干)|^如(?![今期下同上此何])|如果|假如|一旦|只要|^只有|除非|的话$|的話$|[^等期]?待[^，]*[后後]$|^待|^除(?!夕)|^在?(?:剔除|扣除|撇除|不计|不計|不含|不包括)|"
    rf"^在[^，]*(?:情况|情況|前提|条件|條件|情形)下$|^[经經][^，]*(?:{_CONSENT})|^按照?[^，]*(?:计划|計劃|规划|規劃|预案)|"
    r"^(?:[早在于於自从從截至到据]{1,2}|\d{4}年|第?[一二三四1-4]季)[^，]*(?:年|季|世[纪紀])|"
    r"^[\d〇零一二两兩几幾三四五六七八九十上下前后後第今去本当當同近过過全财財至到和及、年度季半世纪紀代月初中末底间間内內来來以期时時—-]*[年季纪紀][度代初中末底间間内內来來以期时時月日\d]*$"
)
_POINTING = re.compile(r"[这這那该該此其他她它“”「」]|上述")  # what names nothing by itself, or half a quotation
# What limits the clauses before it, or takes them back: consent that is still needed, an exception; what was cancelled
# or denied.
_LIMITING = re.compile(
    rf"如果|若(?!干)|除非|前提|[需须須有尚][经經待]|尚[需须須]|[待视視][^，]*(?:{_CONSENT}|而定|决定|決定)|除外|不含|不包括|"
    r"[仅僅只]限|取消|撤[销銷回]|推翻|[无無]效|叫停|未果|不[实實](?![施行现現际際])|失[败敗](?!者)|否[认認]"
)
# Verbs of saying and thinking: what follows one is not the article's own statement.
_SAYING = (
    r"表示|认为|認為|指出|写道|寫道|透露|介绍|介紹|强调|強調|回应|回應|辩解|声明|(?<!合)要求|呼吁|呼籲|建议|建議|声称|聲稱|坦言|补充|補充|"
    r"預計|预计|预测|預測|(?<![符合超于於])(?:预期|預期)|相信|希望|警告|估计|估計|报道|報道|直言"
)
_SAYS = re.compile(rf"{_SAYING}|[说說称稱指]$|告[诉訴].{{0,8}}[记記]者$|^在.*看[来來]$")
# Who says it, where and when: a title names him before a colon.
_SPEAKER = re.compile(
    rf"(?:[^，]*?、)??(?P<who>[^\d今昨近日在对對就于於接向从從据據的]{{2,16}}?)(?:(?:[今昨近日]日|在)[^，]*?)?"
    rf"(?:(?:{_SAYING}|[说說称稱])+|告[诉訴][^，]{{0,8}}[记記]者|[对對][^，]{{0,8}}[记記]者[说說])"
)
_SAYS_LAST = re.compile(rf"(?:{_SAYING}|[说說称稱])$")
# A clause with one says less without what limits it, before it or behind: 6月30日后，不再卖出渡轮.
_NEGATION = re.compile(r"不(?![断斷少同久])|[没沒]|未(?![来來])|[无無](?![人线線锡錫论論])")
_SETTING = re.compile(r"[\d日月起后後前时時内內下中间間]$")
# A day that nothing in the clause needs, and one that it does: 从2月4日起.
_DAY = re.compile(
    r"(?<![从從至到自于於在的將将\d月年])(?:\d{1,2}月)?\d{1,2}日(?:[上下]午|[晚早]间?|凌晨|傍晚)?(?![至到的起前后後以])"
)
_DAYS = re.compile(r"[\d月日上中下旬底初到至同当當年]+")  # another time than that of the sentence
_DATE = re.compile(r"\d[日月]")
_LEAD_IN = re.compile(
    r"(?:如今|目前|当前|此前|近日|日前|近期|近年来|随后|同时|此外|另外|不过|但是?|而且?|并且?|其中|因此|所以|这表明|这意味着)"
)
# What adds the clause to another one, behind its subject: it is as true without.
_ADDING = re.compile(r"^(?![连連]|哪怕)([^，]*?[^再])(?:也(?![许許门門])|亦|(?<![规規原法细細准守])[则則])(?!是)")
_YEAR = re.compile(r"^[今去]年")
# A clause without a subject of its own, or one that goes on from another.
_DEPENDENT = re.compile(
    r"[他她它這这那其该該此我你您咱在对對以從从當当把被向与與和及或而并並但却卻也还還又再就都则則且使让讓将將因不没沒只仅僅至到请請较較曾"
    r"由为為据據除既]|\d{4}年(?:至今|以[来來])|随着|隨著|通过|通過|根据|根據|按照|如果|虽然|雖然|尽管|儘管|即使|大家|正在|早在|出生|[刚剛]才|[时時]隔|同比|环比|環比|年均|[记記]者|一是|无论|無論|"
    r"[涨漲跌增降升]幅|[低高]位|\d[\d.]*%|不管|之前|之后|之後|第[一二三四五六七八九十]+(?![大届季次轮代批])|主要|全面|继续|繼續|部分[被抵]|地处|地處|位于|位於|[^，]{1,20}(?:[却卻]|(?<!归)[还還]|经过|經過|作为|作為|"
    r"(?<![成造])就(?![业業读讀医醫职職诊診餐任近地])|(?<![方即简簡轻輕随隨顺順])便)"
)
# What needs another clause, what only leads up to one, and what only announces (公布了一项调查结果).
_INCOMPLETE = re.compile(
    r"不[仅僅但]|非但|除了|虽|雖|尽管|儘管|[这這那该該](?![样樣])|上述|前述|(?<![\u4e00-\u9fff])[全我本][省市县縣区區镇鎮村校院司]|[已共对對于於在][使令]?[全我][省市县縣区區镇鎮村校院]|此(?![次前外])|(?<![尤极極与與])其(?![他它余實实])|前[两兩三几幾者]|另[一外]|(?<!其)[他她](?![国國人乡鄉])|受[^，]+影[响響]$|(?:公布|[发發][布表]|召[开開]|[举舉]行|[谈談])[^，]*(?:看法|[观觀][点點]|[结結]果|消息|[声聲]明|[报報公警]告|提示|通知|[讲講][话話]|致[辞辭]|演[讲講]|[发發]布[会會]|[说說]明[会會]|[记記]者[会會])$|以[^，]{1,12}[为為][^，]{1,6}$|"
    r"(?:[的时時後后前中上下了着著地得和与與是为為称稱说說]|[当當][日天时時晚]|期间|期間|[年月][来來]|来说|來說|而言|以来|以來|之[间際际]|方面|以及|"
    rf"[记記]者|宣布|显示|顯示|发现|發現|了解到|获悉|獲悉|记载|記載|告诉|不久|组成|包括|表明|查出|查明|得知|裁决|裁決|裁定|判决|判決|之初|提出|决定|決定|指|称赞|{_SAYING})$"
)
_PAIRS = ("“”", "「」", "《》", "【】", '""')
_VERBS = ("v", "vg", "vi")


def find_crossheads(statements: Sequence[str]) -> list[list[str]]:
    """For each statement its clauses with a subject and a verb, behind what binds them, without days and openings."""
    tagged = tag_words(statements)
    return [
        [
            title
            for bound, clause in split_clauses(text)
            if (short := _shorten(clause)) and _is_clause(_find_words(short, words))
            if len(title := bound + short) <= _LENGTHS.maximum
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


def split_clauses(statement: str) -> Iterator[tuple[str, str]]:
    """The clauses of a statement without asides, each behind what binds it: 李明：, 若获批准，, or nothing.

    None that another one takes back, or limits from behind.
    """
    for sentence in _SENTENCE.findall(_TAKEN_BACK.sub("", _ASIDE.sub("", statement))):
        clauses = [clause for part in _CLAUSE.split(sentence) if (clause := part.strip(" \u3000,、"))]
        if clauses and not _SAYS_LAST.search(clauses[-1]):
            yield from _bind(clauses)


def _bind(clauses: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The clauses of a sentence behind their speakers, conditions and years, without denials that go on.

    None behind the first that does more than lead up to another: what follows is a detail.
    """
    bound, is_set = "", False
    limited = max((at for at, clause in enumerate(clauses) if _LIMITING.search(clause)), default=-1)
    for at, clause in enumerate(clauses):
        is_set = is_set or (at > 0 and _SETTING.search(clauses[at - 1]) is not None)
        if _BINDING.search(clause):
            if _POINTING.search(clause):
                return
            bound += f"{clause}，"
            continue
        if _LIMITING.match(clause) or (bound and _DAYS.fullmatch(clause)):
            return
        is_last = at == len(clauses) - 1
        if at >= limited and not ((is_set or not is_last) and _NEGATION.search(clause)):
            yield bound, clause
        if _SAYS.search(clause):
            said = _SPEAKER.fullmatch(clause)
            if not said or _DEPENDENT.match(clause):
                return
            bound = f"{said['who']}："
        elif not _LEADING.search(clause):
            return


def _shorten(clause: str) -> str:
    """A clause without the day and the connective; empty if it is too long, or cannot stand by itself."""
    text = clause if _NEGATION.search(clause) else _DAY.sub("", clause)
    if opening := _LEAD_IN.match(text):
        text = text[opening.end() :]
    text = _ADDING.sub(r"\1", text)
    is_paired = all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS) and text.count('"') % 2 == 0
    if not (_LENGTHS.minimum <= len(text) <= _LENGTHS.maximum and is_paired) or _DATE.search(text):
        return ""
    return "" if _DEPENDENT.match(_YEAR.sub("", text)) or _INCOMPLETE.search(text) else text


def _is_clause(words: Sequence[Word]) -> bool:
    """Whether a noun and then a verb stand in it."""
    words = [word for word in words if word.tag != "x"]
    if len(words) < 3 or not _may_open(words[0], words[1]):
        return False
    verb = next((index for index in range(1, len(words)) if _is_verb(words, index)), 0)
    return any(word.tag[:1] in ("n", "j", "e") or word.tag in ("", "vn") for word in words[:verb])


def _may_open(first: Word, second: Word) -> bool:
    """Whether a subject may open with a word: neither an adverb, nor a verb that is no action (招聘首次采取…)."""
    if first.text in chinese_words().verbs or first.text in ("经", "經") or first.tag in ("ad", "d"):
        return False
    if first.tag == "vn":
        return second.tag in ("d", "n")
    return first.tag == "" or first.tag[0] in "njembasfzt"


def _is_verb(words: Sequence[Word], index: int) -> bool:
    """Whether a word is the verb: also an action behind an adverb (正在研究), and an unknown word at the end (收涨)."""
    word, before, is_last = words[index], words[index - 1], index == len(words) - 1
    if not is_last and words[index + 1].text in ("的", "之"):
        return False  # of a noun behind it: 举行的活动
    if word.tag in _VERBS or (word.tag == "n" and word.text in chinese_words().verbs):
        return not is_last or (len(word.text) > 1 and before.tag not in ("m", "q"))  # but of a noun: 两对组合
    if word.tag == "vn":
        return before.tag == "d" or before.text == "正在"
    if not is_last or before.text.endswith(chinese_words().person_titles):
        return False  # a name: 副总理李丹
    return (word.tag in ("i", "l") and len(word.text) > 3) or (word.tag == "" and before.tag[:1] in ("n", "d"))
