"""A sentence as a statement that reads alone: without marks, dateline, opener and the noises of speech.

Only what goes without hurting the grammar goes; nothing is put in. The evidence stays the whole sentence.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from ..languages.lexicon import chinese, english
from ..models import LanguageCode
from ..text.scripts import contains_any

_MARKS = re.compile(
    r"!\[[^\]]*\]\([^)]*\)|\[(?P<link>[^\]]+)\]\([^)\s]*\)|(?P<mark>\*\*|__|\*|`)(?P<marked>[^*`\n]+?)(?P=mark)|"
    r"</?[a-zA-Z][^>]*>"
)
_LIST_MARK = re.compile(r"(?:[-*+]\s+|[•·●○▪■◆➢►>]\s*|\d{1,2}[.)、]\s*(?!\d)|[（(]\d{1,2}[)）]\s*|[①-⑳]\s*)+")

# 新华社北京5月8日电（记者…） / 中新网上海5月8日电 / 本报讯（记者…） / 人民网北京5月8日讯 …
_ZH_DATELINE = re.compile(
    r"[【\[（(]?[^\s，。,：！？]{0,16}?(?:\d{1,2}月\d{1,2}日|\d{1,2}日|本报|[报网社])"
    r"(?:体育|新媒体|微特稿|综合)?(?:专|综合|特写)?(?:电|讯|消息)[】\]]?"
    r"\s*(?:题：[^。]{0,40}?\s{1,})?(?:[（(][^）)]{0,60}[）)])?\s*[:：，,]?\s*"
    r"|[^，。]{0,12}消息[，,：:]"
)
# 记者从某处获悉，… and 【新华社微特稿】…
_ZH_LEAD_IN = re.compile(
    r"【[^】]{2,16}】\s*|(?:本报|新华社|本刊)?记者[^，。；]{0,30}?(?:获悉|了解到|得知|看到)[，,：:]?\s*"
)
_ZH_ASIDES = re.compile(
    r"[（(](?:完|下转[^）)]*|(?:记者|编辑|责编|参与(?:采写|记者)|图|图片|摄影|来源|见图|资料图)[^）)]*)[）)]"
)
_ZH_DAY = re.compile(
    r"(?<![月\d.至到、和在于自从以及截前后每周星期过达共时间留逾近约满足隔长短-])(?:[0-3]?\d)日(?=[^\d至到起、前后的以内间本])(?![^，。；]{1,6}的)"
    r"(?:凌晨|清晨|早晨|上午|中午|下午|傍晚|晚间|晚上|晚|早上|夜间|深夜)?"
)
_ZH_INNER_SPACE = re.compile(r"(?<=[\u3400-\u9fff，。；：、])\s+(?=[\u3400-\u9fff])")
# The noises of speech. 这个 and 那个 stay where they are the subject or mean a thing of their own.
_ZH_NOISE = re.compile(
    r"(?:(?:这|那)个(?!是|就是|也|都|人|会|要|不|没|可|时|月|[，。,]))"
    r"|(?:就是说|也就是说|就是呢|怎么说呢|你知道|我跟你说|说实话|说白了|对不对|对吧|是吧|是不是|呃|嗯|哎|诶)[，,]?"
    r"|(?:(?<=^)|(?<=[，。,]))(?:那么?|然后|所以说?|就是|其实|但是呢?|而且呢?|啊|哦|OK|ok|那个|这个)[，,]?"
    r"(?=[\u3400-\u9fff]{4})"
    r"|(?:(?<=^)|(?<=[，。,]))(?:对|好|嗯|是的)[的啊呀]?[，,]"
    r"|(?<=[\u3400-\u9fff])(?:(?:呢|啊|嘛|呀)(?=[，。,\u3400-\u9fff])|哈(?=[，。,]))"  # not of 哈尔滨
)
# 我我觉得 says 我觉得 once; what is doubled by rights stays: 慢慢, 看看, 妈妈.
_ZH_STUTTER = re.compile(r"([\u3400-\u9fff]{1,4}?)\1")
_ZH_DOUBLED = frozenset(
    "人天年月日常往慢渐刚仅大多看谈聊说想试爸妈哥姐弟妹宝家处时种层步个点谢好久早明白偏稍恰足轻深单整件条次"
)
_ZH_EDGES = " \t，,、；;：:—-"

_AGENCIES = (
    r"CNN|Reuters|AP|AFP|BBC|UPI|EW\.com|RNN|Bloomberg|Xinhua|CNN Student News|"
    r"The [A-Z]\w+(?: [A-Z]\w+)*|[A-Z][\w.]{1,20}\.com"
)
_EN_DATELINE = re.compile(
    rf"(?:By\s+(?:[A-Z][\w.'’-]+\s+){{1,4}}(?:for|For|PUBLISHED)\s+\w+\s+)?"
    rf"(?:[A-Z][\w.'’ -]{{1,25}}(?:,\s+[A-Z][\w.'’ -]{{1,25}})?\s*(?:,\s+\w+\.?\s+\d{{1,2}}\s*)?)?"
    rf"\((?:{_AGENCIES})\)\s*(?:--|—|–|-|:)?\s*"
    r"|[A-Z][A-Z .'’-]{2,25}(?:,\s+[A-Z][\w. ]{1,25}(?:,\s+\d{4})?)?\s+(?:--|—|–)\s+"
)
# No dateline without one of these near the front: most sentences need no look at the pattern.
_EN_DATELINE_MARKS, _EN_DATELINE_CHARS = ("(", "--", "—", "–"), 200
_EN_BOILERPLATE = re.compile(
    r"(?:Scroll down for (?:the )?videos?|SCROLL DOWN FOR (?:THE )?VIDEOS?|"
    r"(?:Click|CLICK) (?:here|HERE) (?:to|for)[^.]{0,60}\.?|Do you have a story[^?]*\?|"
    r"(?:WATCH|VIDEO|READ MORE|Read more|Share this|Updated|Published|Posted)\s*:?\s+(?=[A-Z]))\s*"
)
# Two sentences without a stop between them, as a photo caption and what stands behind it.
RUN_ON = re.compile(
    r"(?<=[a-z\d)’'] )(?:(?:The|An?|He|She|It|They|That|This|These|There|His|Her|Their|We|But|When|If|After|As|While|"
    r"For|In|On|At|Some|Many|Most) (?=[a-z\d])|(?<=[a-z] )An? (?=[A-Z][a-z]+ [a-z])|(?<=day )(?:Mrs?|Ms|Dr) (?=[A-Z]))"
)
_EN_EDGES = " \t,;:—–-"


def statement_text(text: str, language: LanguageCode, talk: bool = False) -> str:
    """The sentence as a statement.

    Args:
        talk: the document is a transcript: the noises of speech go too.
    """
    tidy = _plain(text)
    shortened = (_chinese(tidy, talk) if language == "zh" else _english(tidy)).strip()
    return shortened if len(shortened) >= 4 else tidy


def without_dateline(text: str, language: LanguageCode) -> str:
    """The first sentence of a block without the agency's line: 新华社北京5月8日电（记者…）, (CNN) --."""
    if language == "en" and not contains_any(text[:_EN_DATELINE_CHARS], _EN_DATELINE_MARKS):
        return text
    for pattern in (_ZH_DATELINE, _ZH_LEAD_IN) if language == "zh" else (_EN_DATELINE,):
        match = pattern.match(text)
        if match and match.end() < len(text):
            text = text[match.end() :]
    return text


def _plain(text: str) -> str:
    """Without list mark and inline Markdown, white space single."""
    text = " ".join(text.split())
    if mark := _LIST_MARK.match(text):
        text = text[mark.end() :]
    if "*" in text or "`" in text or "[" in text or "<" in text or "__" in text:
        text = _MARKS.sub(lambda match: match["link"] or match["marked"] or "", text)
    return text


def _chinese(text: str, talk: bool) -> str:
    text = without_dateline(text, "zh")
    if "（" in text or "(" in text:
        text = _ZH_ASIDES.sub("", text)
    text = _drop_openers(text, _zh_opener(), str)
    if "日" in text:
        text = _ZH_DAY.sub("", text)
    if " " in text:
        text = _ZH_INNER_SPACE.sub("", text)
    if talk:
        text = _ZH_STUTTER.sub(_once, _ZH_NOISE.sub("", text))
    return text.strip(_ZH_EDGES)


def _once(stutter: re.Match[str]) -> str:
    return stutter.group() if stutter[1] in _ZH_DOUBLED else stutter[1]


def _english(text: str) -> str:
    text = without_dateline(text, "en")
    text = _EN_BOILERPLATE.sub("", text)
    text = _drop_openers(text, _en_opener(), _capitalised)
    return _capitalised(text.strip(_EN_EDGES))


def _drop_openers(text: str, opener: re.Pattern[str], mend: Callable[[str], str]) -> str:
    while (match := opener.match(text)) and len(text) - match.end() > 8:
        text = mend(text[match.end() :])
    return text


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


@functools.cache
def _zh_opener() -> re.Pattern[str]:
    return re.compile(rf"(?:{chinese().openers})[，,：:]\s*")


@functools.cache
def _en_opener() -> re.Pattern[str]:
    lexicon = english()
    return re.compile(rf"(?:(?:{lexicon.openers}),\s+|(?:{lexicon.bare_openers})\s+)", re.IGNORECASE)
