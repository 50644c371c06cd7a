"""Whether a sentence can be read alone, and whether it can be the Core Viewpoint."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..models import Document, LanguageCode
from .content import Floats, Ints
from .scoring import Scored
from .statements import RUN_ON, without_dateline

# Marks that open or close; an apostrophe does when a word stands on one side of it only.
_MARK = re.compile(r"[“”「」\"]|(?<=:)['‘]|(?<![\w.,!?])['‘](?=\w)|(?<=[\w.,!?])['’](?!\w)")
_CLOSES = re.compile(r"(?<=[\w.,!?])'")
_OPENS = {"“": "”", "「": "」", "'": "'’", "‘": "'’", '"': '"'}
# A quotation that for so many sentences is neither closed nor opened anew was none, but an apostrophe or a slip.
_FARTHEST = 8


def half_quoted(sentences: Sequence[str]) -> list[bool]:
    """For each sentence in order, whether it is part of a quotation that reaches over more than one."""
    found = [False] * len(sentences)
    closing, since, last = "", 0, 0
    for index, text in enumerate(sentences):
        if closing and index - last > _FARTHEST:
            closing = ""
        for match in _MARK.finditer(text):
            mark = match.group()
            if closing and mark in closing and not (mark == "'" and match.start() == 0):
                if since < index:
                    found[since : index + 1] = [True] * (index + 1 - since)
                closing = ""
            elif mark in _OPENS and not _CLOSES.match(text, match.start()):
                # each paragraph of a long quotation opens it again
                closing, since, last = _OPENS[mark], since if closing else index, index
        found[index] |= bool(closing) and since == index
    return found


# In units of a standard score of the model.
_FAULTS = {"question": 2.5, "caption": 2.0, "quote": 0.4}
_LEANS, _SPEECH, _HALF = 3.0, 3.0, 4.0
# The first sentence has none to lean on.
_FIRST = 0.7
# I and we: in a document that hardly says them they are of somebody quoted.
_FIRST_PERSON, _HARDLY, _SOMEBODY = 1.0, 0.15, 2.0
_SHORT, _LONG, _MANY_WORDS, _MISFIT, _POLITE = 8, 45, 70, 1.5, 3.0
# （完）: no statement at all.
_FEW_WORDS, _SOME_WORDS, _NOTHING = 3, 5, 10.0
_LISTED, _GENERIC, _COURTEOUS, _SERVICE, _LEAD_IN, _ROW = 1.5, 0.7, 4.0, 2.0, 4.0, 3.0
_FOREIGN, _QUOTATION, _JOINED = 4.0, 1.5, 1.5
# How much of a sentence quotation must be for the sentence to be one, and how far in its language shows.
_MOSTLY, _SHOWS = 0.5, 40
# A Chinese sentence with more spaces than this and fewer Chinese characters than this share is English in the main.
_WORDS_OF_ENGLISH, _BARELY = 8, 0.15
# Against a sentence as Core Viewpoint: somebody's words, another language, what leads up to the matter; for it: the
# words of a conclusion, twice that in the last block, more in an essay, where single figures are no thesis.
_VIEW_QUOTED, _VIEW_FOREIGN, _VIEW_COLON, _VIEW_BACKGROUND, _VIEW_META, _CONCLUSION = 3.0, 8.0, 1.2, 2.0, 2.0, 1.0
_CONCLUDES, _VIEW_FIGURE = 3.0, 0.4
# Of spoken sentences; what is said beside the matter, what weighs, and what is said to the others.
_BESIDE, _WEIGHTY, _VIEW_POLITE = 0.8, 0.7, 4.0
_OPENING = 40
# A sentence that says what an article is about has about so many characters or words; a teaser is shorter, and what has
# less than this share of them says nothing.
_VIEW_CHARACTERS, _VIEW_WORDS, _VIEW_LEAST, _VIEW_SIZE = 32, 16, 0.4, 0.8

_HAN = re.compile(r"[\u3400-\u9fff]")
# A program or a command, told by its marks; a line of a form or of a letter's head.
_CODE_MARKS = re.compile(r"[(=]|--|^[$pgns]")
_CODE = re.compile(
    r"\w\(\"|\w\(\w*\)[.:;]|\w = \w+[.(]|(?:^|\s)--?[a-z][a-z-]+ |\bimport \w+[;.\s]+\w+ = |"
    r"^(?:\$|pip|npm|python3?|git|sudo) "
)
_FIELD = re.compile(r"(?:From|To|Cc|Subject|Date|Sent|发件人|收件人|抄送|主题|日期)\s?[:：]")
_FIGURE = re.compile(r"\d[\d.,]*")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{4}")
_OPENING_MARKS, _CLOSING_MARKS = tuple("\"“‘'「"), tuple("\"”’'」")
_ASKS = re.compile(r"(?:How|Why|What|Who|Where)\b|(?:为什么|为何|如何|怎样|怎么)")
_QUOTED = re.compile(r"“[^”]*”?|「[^」]*」?|\"[^\"]*\"?")
_COURTESY = re.compile(
    r"谢谢|感谢|欢迎|大家好|[午晚]上?好|掌声|尊敬的|很荣幸|祝大家|不见不散|"
    r"各位(?:来宾|嘉宾|朋友|老师|领导)|请教|想请|想问|提问|您|到此(?:为止|结束)|时间(?:关系|有限)|我(?:是|叫|来自).{0,20}(?:的|校长|总监?|教授|创始人|主持人)|有请|(?:下面|接下来|首先|先).{0,6}请|"
    r"请.{0,6}(?:老师|校长|局长|院长|教授|先生|女士|总)(?:来|给|谈|讲|做|分享|介绍|发言|回答)|"
    r"(?:老师|校长|局长|院长|教授|总)(?:的)?(?:发言|分享|讲话|回答)|\b(?:thank you|thanks|welcome)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"比如|例如|举个|举例|刚才|刚刚|前面|好像|我不知道|你看|当时|那时候|\b(?:for example|earlier|just now)\b"
)
_WEIGHED = re.compile(r"关键|核心|本质|最重要|根本|意义|必须|应该|需要|\b(?:must|should|key|crucial|essential)\b")


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of one language.

    Attributes:
        generic: an opening subject that the sentence before names: 公司, the company.
        listed: how one of several opens whose kind is said before: 三是, secondly.
        greeting: a letter's greeting or close; service: words to the reader about the text or its sender.
        torn: who said it, torn off what was said.
        background, meta, conclusion: how a sentence opens that leads up to the matter, that speaks of the text, that
            concludes.
    """

    generic: re.Pattern[str]
    listed: re.Pattern[str]
    greeting: re.Pattern[str]
    service: re.Pattern[str]
    torn: re.Pattern[str]
    background: re.Pattern[str]
    meta: re.Pattern[str]
    conclusion: re.Pattern[str]


_FORMS: dict[LanguageCode, _Forms] = {
    "zh": _Forms(
        generic=re.compile(
            r"(?:公司(?!法|债|治理)|集团(?!军)|双方|两者|前者|后者|两家|报告(?:说|称|还|同时)|文章|论文里|结果是|"
            r"或者|比如|就(?![业读医餐职地])|像(?!素)|是(?!否)|因为|包括|[好对嗯][，的]|然后|那么|"
            r".{0,4}(?:之后|随后|此后|后来|当天|当晚|当时|同日|同年|次日)，)"
        ),
        listed=re.compile(r"其[一二三四五]|第[一二三四五六][是个，、：]|[一二三四五六]是|[（(][一二三四五六\d][）)]"),
        greeting=re.compile(
            r"(?:各位|大家|您|你)(?:[^。]{0,8})好(?:[，！!：:。]|$)|尊敬的[^，。]{1,12}[：:]|亲爱的|祝好|此致|敬礼|顺颂|谨启|祝[^，。]{1,8}[！!]?$"
        ),
        service=re.compile(
            r"(?:有|如有)(?:任何|什么)?(?:问题|疑问)|更多(?:信息|详情|内容)|(?:关键词|图说|编者按|[^，。]{0,4}链接|名词解释)[：:]|敬请|欢迎(?:关注|订阅|扫码|转发)|详见|请见"
        ),
        torn=re.compile(r"[^，。：:；“”「」]{0,30}(?:说|表示|指出|称|道|强调|介绍|记者)[。.]?$"),
        background=re.compile(
            r"(?:[^，]{1,12}[称道]，)?(?:[一二两三四五六七八九十几数\d]+多?(?:年|个月|天)(?:之?前|以前)|近年来|多年来|"
            r"长期以来|过去|曾经|很多人|众所周知|随着|对于?.{1,20}(?:来说|而言)|在.{1,12}看来|"
            r"\d{4}年\d{1,2}月(?:\d{1,2}日)?[，初底])"
        ),
        meta=re.compile(
            r"(?:本|这份|这篇|该)(?:报告|文|篇|期|章|节|次调查)(?:主要|将|旨在)?(?:汇总|介绍|概述|梳理|分为|包括|旨在|回顾|列出|说明|基于)|我们.{0,10}(?:比较|对比|考察|研究|调查|评测|分析)了"
        ),
        conclusion=re.compile(
            r"结论|归根结底|说到底|总之|总的来[说看]|总体(?:来看|而言)|由此可见|可以(?:确定|肯定)的是|接下来的|这意味着|"
            r"(?:关键|核心|实质)(?:在于|是)|不是.{1,20}而是|从.{1,12}转向"
        ),
    ),
    "en": _Forms(
        generic=re.compile(
            r"(?:The (?:company|firm|group|pair|duo|couple|man|woman|suspect|victim|former|latter|two|report|study|"
            r"\d+-year-old(?! [a-z]+ [A-Z]))|"
            r"(?:One|Two|Three|Another|Both|Others) (?:more |of (?:them|the) |\w+ed\b|says|said|has|was)|"
            r"The (?:first|second|third|fourth|last|next) (?:is|was)|(?:\w+ ){1,2}(?:days|weeks|months|years) later|"
            r"(?:But|And|Yet|So|Then),? (?:he|she|it|they|his|her|its|their|this|these)|Just like|"
            r"If (?:it|they|he|she|so|not)|"
            r"In response|In (?:the|his|her|their) (?:lawsuit|suit|report))\b"
        ),
        listed=re.compile(r"(?:First|Second|Third|Fourth|Last)(?:ly)?,? "),
        greeting=re.compile(
            r"(?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening))\b[^.]{0,40}$|"
            r"(?:Best|Kind|Warm|With kind) (?:regards|wishes)|Yours (?:sincerely|faithfully|truly)|Sincerely|Cheers\b",
            re.IGNORECASE,
        ),
        service=re.compile(
            r"(?:The (?:video|picture|photo|graphic|map)s? (?:is|are|above|below)|These are the best|"
            r"For (?:more|further) (?:information|details)|If you have (?:any )?questions|(?:Please )?"
            r"(?:contact|visit|click|subscribe|follow us|see also|sign up)|All rights reserved)\b",
            re.IGNORECASE,
        ),
        torn=re.compile(r"(?:said|says|added|told|explained|wrote|asked)\b[^,;:]{0,70}$"),
        background=re.compile(
            r"(?:For (?:\w+ ){0,2}(?:years|decades|centuries|months)|"
            r"(?:\w+ ){1,3}(?:years|months|decades|weeks) (?:ago|later)|"
            r"(?:In|On) (?:January|February|March|April|May|June|July|August|September|October|November|December)|"
            r"When|While|Once|In the past|(?:This|Here) is (?:the|what|how|a)|You would|Reporting|It was|"
            r"There (?:was|were|is|are))\b"
        ),
        meta=re.compile(
            r"(?:This|The) (?:report|paper|document|article|note|section|memo) (?:summari[sz]es|describes|covers|"
            r"presents|reviews|outlines|lists|is (?:divided|based))\b|"
            r"We (?:compared|studied|analy[sz]ed|examined|tested)\b"
        ),
        conclusion=re.compile(
            r"In (?:short|sum|conclusion|the end)|Overall|Taken together|Ultimately|Whether|"
            r"The (?:\w+ )?(?:conclusion|lesson|upshot|answer|reason|question|result)\b|(?:.{1,30} )?conclude[sd]? that"
        ),
    ),
}


# Two capitals in a row, or The and one.
_NAMED = re.compile(r"[A-Z][\w&.'’-]* [A-Z]")
# A sentence that names the subject of the next is short: so many characters at most.
_NAMING: dict[LanguageCode, int] = {"zh": 30, "en": 90}
_ANTECEDENT: dict[LanguageCode, re.Pattern[str]] = {
    "zh": re.compile(
        r"(?:该?(?:公司(?!法|债|治理)|集团(?!军)|项目|计划)|"
        r"其(?!中|他|它|实|次|余|[一二三])|它们?|[他她]们?)"
    ),
    "en": re.compile(r"(?:The (?:company|firm|group|bank|plan)|It|Its|He|She|His|Her|They|Their)\b"),
}


def faults(document: Document, scored: Scored, starts: Ints, named: Sequence[bool]) -> Floats:
    """What keeps each sentence from being read alone, in standard scores of the model.

    Args:
        starts: index of the first passage of each sentence.
        named: whether the one before may stand with it and say who it speaks of.
    """
    length = np.add.reduceat(scored.content.length, starts)
    talk = np.add.reduceat(scored.content.talk, starts)
    found = _MISFIT * ((length < _SHORT) | (length > _LONG)) + _MISFIT * (length > _MANY_WORDS)
    found += _NOTHING * (length < _FEW_WORDS) + _MISFIT * (length < _SOME_WORDS)
    for name, weight in _FAULTS.items():
        found += weight * np.maximum.reduceat(scored.feature(name), starts)
    found += _LEANS * scored.feature("leans")[starts] * ~np.array(named) * np.where(np.arange(len(starts)), 1.0, _FIRST)
    first_person = _SOMEBODY if (talk > 0.0).mean() < _HARDLY else _FIRST_PERSON
    found += first_person * (1.0 - scored.transcript) * np.minimum(1.0, talk)
    if scored.transcript:
        courteous = [_COURTESY.search(sentence.text) is not None for sentence in document.sentences]
        found += _POLITE * np.array(courteous)
    rows = np.array([block.kind == "table_row" for block in document.blocks])
    found += _ROW * rows[[sentence.block - 1 for sentence in document.sentences]]
    texts = [sentence.text for sentence in document.sentences]
    found += np.array([_form_faults(text, document.language) for text in texts]) - _GENERIC * np.array(named)
    if not scored.transcript:
        found += _HALF * np.array(half_quoted(texts))
    return np.asarray(found, np.float64)


def _form_faults(sentence: str, language: LanguageCode) -> float:
    """What keeps a sentence from being read alone, by its words and marks."""
    forms = _FORMS[language]
    text = without_dateline(sentence, language).rstrip()
    found = 0.0
    if text.endswith(("：", ":")):
        found += _LEAD_IN
    if forms.greeting.match(text):
        found += _COURTEOUS
    if forms.generic.match(text):
        found += _GENERIC
    if _FIELD.match(text) or (_CODE_MARKS.search(text) and _CODE.search(text)):
        found += _FOREIGN
    if forms.listed.match(text):
        found += _LISTED
    if forms.service.match(text):
        found += _SERVICE
    if forms.torn.match(text):
        found += _NOTHING
    if is_foreign(text, language):
        found += _FOREIGN
    if language == "en" and RUN_ON.search(text):
        found += _JOINED
    return found + (_SPEECH if is_speech(text) else _QUOTATION if quoted_share(text) > _MOSTLY else 0.0)


def namable(document: Document) -> list[bool]:
    """Which sentences open with 公司, it or she behind a short one, first of its block, that says who that is."""
    sentences, language = document.sentences, document.language
    found = [False] * len(sentences)
    for index in range(1, len(sentences)):
        before, here = sentences[index - 1], sentences[index]
        found[index] = (
            before.block == here.block
            and len(before.text) <= _NAMING[language]
            and (index == 1 or sentences[index - 2].block != before.block)
            and needs_antecedent(here.text, language)
            and names_subject(before.text, language)
        )
    return found


def needs_antecedent(sentence: str, language: LanguageCode) -> bool:
    """Whether a sentence opens with a subject that only the one before it names: 公司, it, the company."""
    return _ANTECEDENT[language].match(sentence) is not None


def names_subject(sentence: str, language: LanguageCode) -> bool:
    """Whether a sentence is a plain statement that opens with a subject of its own; in English, with a name."""
    if sentence.rstrip().endswith(("?", "？", "!", "！")) or _form_faults(sentence, language):
        return False
    return not needs_antecedent(sentence, language) and (language == "zh" or _NAMED.match(sentence) is not None)


def is_speech(text: str) -> bool:
    """Whether a sentence is somebody's words, or a piece of them; not one that opens with a name in quotation marks."""
    text = text.rstrip(" .。,，")
    if text.startswith(_OPENING_MARKS):
        return quoted_share(text) > _MOSTLY or text[0] in "'‘"
    return text.endswith(_CLOSING_MARKS) and not any(mark in text[:-1] for mark in _OPENING_MARKS)


def quoted_share(text: str) -> float:
    """How much of a sentence stands in quotation marks, from 0 to 1."""
    if '"' not in text and "“" not in text and "「" not in text:
        return 0.0
    return sum(map(len, _QUOTED.findall(text))) / len(text)


def is_foreign(text: str, language: LanguageCode) -> bool:
    """Whether a sentence is in the other language than its document."""
    opening = text[:_SHOWS]
    if language == "zh":
        if _HAN.search(opening) is None:
            return len(opening) > 1 and opening[:1].isalpha()
        return text.count(" ") > _WORDS_OF_ENGLISH and len(_HAN.findall(text)) < _BARELY * len(text)
    return _HAN_RUN.search(opening) is not None


def asks(title: str) -> bool:
    """Whether a title asks what the article answers."""
    return title.endswith(("?", "？")) or _ASKS.match(title) is not None


def is_essay(document: Document) -> bool:
    """Whether the opening of a document leads into the matter and its end concludes; news opens with what is new."""
    return len(document.headings) > 1 or asks(document.title or "")


def conclusions(document: Document) -> list[int]:
    """The short sentences of the last block, counted from 0, that conclude an essay."""
    if not is_essay(document):
        return []
    language, last = document.language, len(document.blocks)
    conclusion = _FORMS[language].conclusion
    return [
        sentence.number - 1
        for sentence in document.sentences
        if sentence.block == last
        and _size(sentence.text, language) < 1.0
        and (conclusion.search(sentence.text[:_OPENING]) if language == "zh" else conclusion.match(sentence.text))
    ]


def _size(text: str, language: LanguageCode) -> float:
    """The length beside that of a sentence that says what an article is about."""
    return len(text) / _VIEW_CHARACTERS if language == "zh" else len(text.split()) / _VIEW_WORDS


def viewpoint_form(document: Document, candidates: Sequence[int], transcript: float = 0.0) -> Floats:
    """What the form of these sentences, counted from 0, adds to them as Core Viewpoint."""
    last, essay = len(document.blocks), is_essay(document)
    conclusion = _CONCLUSION * (_CONCLUDES if essay else 1.0)
    sentences = [document.sentences[i] for i in candidates]
    written: Floats = np.array(
        [
            _viewpoint_form(sentence.text, document.language, conclusion * (2.0 if sentence.block == last else 1.0))
            for sentence in sentences
        ]
    )
    if essay:
        written -= _VIEW_FIGURE * np.array([min(5, len(_FIGURE.findall(sentence.text))) for sentence in sentences])
    if not transcript:
        return written
    spoken = np.array([_spoken_form(sentence.text, transcript) for sentence in sentences])
    return np.asarray(written + spoken, np.float64)


def _spoken_form(sentence: str, transcript: float) -> float:
    """What a speaker says of the matter, not to the others, of them or by way of example."""
    worth = _WEIGHTY * (_WEIGHED.search(sentence) is not None) - _BESIDE * (_ASIDE.search(sentence) is not None)
    return transcript * worth - (_VIEW_POLITE if _COURTESY.search(sentence) else 0.0)


def _viewpoint_form(sentence: str, language: LanguageCode, conclusion: float) -> float:
    forms = _FORMS[language]
    text = without_dateline(sentence, language)
    worth = 0.0
    if forms.conclusion.search(text[:_OPENING]) if language == "zh" else forms.conclusion.match(text):
        worth += conclusion
    elif "：" in text or ": " in text:
        worth -= _VIEW_COLON
    size = _size(text, language)
    worth += _VIEW_SIZE * (min(1.0, size - 1.0) if size > 1.0 else 2.0 * (size - 1.0) if size > _VIEW_LEAST else -3.0)
    if forms.background.match(text):
        worth -= _VIEW_BACKGROUND
    if forms.meta.match(text):
        worth -= _VIEW_META
    if quoted_share(text) > _MOSTLY:
        worth -= _VIEW_QUOTED
    return worth - (_VIEW_FOREIGN if is_foreign(text, language) else 0.0)
