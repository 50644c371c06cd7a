"""What makes a Chinese sentence or clause a statement of its own: patterns of openings, and what may be removed.

All patterns were written by hand from the development sets of `benchmarks.offline`, 2026-11-24. The floors of
`benchmarks.readability` and `benchmarks.segments` hold what they achieve.
"""

from __future__ import annotations

import functools
import re

from ..language import BASIC_HAN, SentencePatterns, StatementRules
from .chinese_vocabulary import chinese_words

# 新华社北京5月8日电（记者…） / 中新网上海5月8日电 / 本报讯（记者…） / 人民网北京5月8日讯 …
_DATELINE = re.compile(
    r"[【\[（(]?[^\s，。,：！？]{0,16}?(?:\d{1,2}月\d{1,2}日|\d{1,2}日|本报|[报网社])"
    r"(?:体育|新媒体|微特稿|综合)?(?:专|综合|特写)?(?:电|讯|消息)[】\]]?"
    r"\s*(?:题：[^。]{0,40}?\s{1,})?(?:[（(][^）)]{0,60}[）)])?\s*[:：，,]?\s*"
    r"|[^，。]{0,12}消息[，,：:]"
)
# 记者从某处获悉，… and 【新华社微特稿】…
_LEAD_IN = re.compile(
    r"【[^】]{2,16}】\s*|(?:本报|新华社|本刊)?记者[^，。；]{0,30}?(?:获悉|了解到|得知|看到)[，,：:]?\s*"
)
_ASIDES = re.compile(
    r"[（(](?:完|下转[^）)]*|(?:记者|编辑|责编|参与(?:采写|记者)|图|图片|摄影|来源|见图|资料图)[^）)]*)[）)]"
)
_DAY = re.compile(
    r"(?<![月\d.至到、和在于自从以及截前后每周星期过达共时间留逾近约满足隔长短-])(?:[0-3]?\d)日(?=[^\d至到起、前后的以内间本])(?![^，。；]{1,6}的)"
    r"(?:凌晨|清晨|早晨|上午|中午|下午|傍晚|晚间|晚上|晚|早上|夜间|深夜)?"
)
_INNER_SPACE = re.compile(rf"(?<=[{BASIC_HAN}，。；：、])\s+(?=[{BASIC_HAN}])")
# Fillers of speech. 这个 and 那个 stay where they are the subject or mean a thing of their own.
_FILLERS = re.compile(
    r"(?:(?:这|那)个(?!是|就是|也|都|人|会|要|不|没|可|时|月|[，。,]))"
    r"|(?:就是说|也就是说|就是呢|怎么说呢|你知道|我跟你说|说实话|说白了|对不对|对吧|是吧|是不是|呃|嗯|哎|诶)[，,]?"
    r"|(?:(?<=^)|(?<=[，。,]))(?:那么?|然后|所以说?|就是|其实|但是呢?|而且呢?|啊|哦|OK|ok|那个|这个)[，,]?"
    rf"(?=[{BASIC_HAN}]{{4}})"
    r"|(?:(?<=^)|(?<=[，。,]))(?:对|好|嗯|是的)[的啊呀]?[，,]"
    rf"|(?<=[{BASIC_HAN}])(?:(?:呢|啊|嘛|呀)(?=[，。,{BASIC_HAN}])|哈(?=[，。,]))"  # not of 哈尔滨
)
# 我我觉得 says 我觉得 once; what is doubled by rights stays: 慢慢, 看看, 妈妈.
_STUTTER = re.compile(rf"([{BASIC_HAN}]{{1,4}}?)\1")
_REDUPLICATED = frozenset(
    "人天年月日常往慢渐刚仅大多看谈聊说想试爸妈哥姐弟妹宝家处时种层步个点谢好久早明白偏稍恰足轻深单整件条次"
)
_EDGES = " \t，,、；;：:—-"
# The first half of a pair whose second half must follow.
_FIRST_HALF = re.compile(
    r"不仅|不但|不光|不单|虽然|尽管|虽说|如果|假如|要是|因为|由于|既然|即使|无论|不管|只要|只有|一方面|一是|除了|与其|随着|"
    r"据[^，]{0,20}(?:说|称|报道)$"
)
# What sets the scene for a clause to come: when, where, for what.
_SETTING = re.compile(
    r"(?:期间|之?时|时候|[之以]?后|[之以]?前|以来|之际|同时|情况下|过程中|背景下|基础上|框架下|方面)[，：；、]?$|"
    r"^(?:到|在|从|自|截至|为了?|由于|随着|对于|关于|针对|通过|根据|按照|按|当|经过?|据|受|作为)[^，]{0,16}[，：；]?$|[：、和与及或]$"
)
_ATTRIBUTION = re.compile(r"(?:说|表示|指出|称|认为|强调|写道|显示)[：:，,]?[“\"]?$")
_MIN_REST = 8  # characters that must follow a connective for it to be dropped; set by hand, 2026-11-24

PATTERNS = SentencePatterns(
    dangling_subject=re.compile(
        r"(?:公司(?!法|债|治理)|集团(?!军)|双方|两者|前者|后者|两家|报告(?:说|称|还|同时)|文章|论文里|结果是|"
        r"或者|比如|就(?![业读医餐职地])|像(?!素)|是(?!否)|因为|包括|[好对嗯][，的]|然后|那么|"
        r".{0,4}(?:之后|随后|此后|后来|当天|当晚|当时|同日|同年|次日)，)"
    ),
    enumerated=re.compile(r"其[一二三四五]|第[一二三四五六][是个，、：]|[一二三四五六]是|[（(][一二三四五六\d][）)]"),
    greeting=re.compile(
        r"(?:各位|大家|您|你)(?:[^。]{0,8})好(?:[，！!：:。]|$)|尊敬的[^，。]{1,12}[：:]|亲爱的|祝好|此致|敬礼|顺颂|谨启|祝[^，。]{1,8}[！!]?$"
    ),
    notice=re.compile(
        r"(?:有|如有)(?:任何|什么)?(?:问题|疑问)|更多(?:信息|详情|内容)|(?:关键词|图说|编者按|[^，。]{0,4}链接|名词解释)[：:]|敬请|欢迎(?:关注|订阅|扫码|转发)|详见|请见"
    ),
    attribution=re.compile(r"[^，。：:；“”「」]{0,30}(?:说|表示|指出|称|道|强调|介绍|记者)[。.]?$"),
    background=re.compile(
        r"(?:[^，]{1,12}[称道]，)?(?:[一二两三四五六七八九十几数\d]+多?(?:年|个月|天)(?:之?前|以前)|近年来|多年来|"
        r"长期以来|过去|曾经|很多人|众所周知|随着|对于?.{1,20}(?:来说|而言)|在.{1,12}看来|"
        r"\d{4}年\d{1,2}月(?:\d{1,2}日)?[，初底])"
    ),
    about_text=re.compile(
        r"(?:本|这份|这篇|该)(?:报告|文|篇|期|章|节|次调查)(?:主要|将|旨在)?(?:汇总|介绍|概述|梳理|分为|包括|旨在|回顾|列出|说明|基于)|我们.{0,10}(?:比较|对比|考察|研究|调查|评测|分析)了"
    ),
    conclusion=re.compile(
        r"结论|归根结底|说到底|总之|总的来[说看]|总体(?:来看|而言)|由此可见|可以(?:确定|肯定)的是|接下来的|这意味着|"
        r"(?:关键|核心|实质)(?:在于|是)|不是.{1,20}而是|从.{1,12}转向"
    ),
    conclusion_window=40,
    anaphoric_subject=re.compile(
        r"(?:该?(?:公司(?!法|债|治理)|集团(?!军)|项目|计划)|"
        r"其(?!中|他|它|实|次|余|[一二三])|它们?|[他她]们?)"
    ),
    own_subject=re.compile(""),
    run_on=None,
    thanks=re.compile(
        r"(?:好|嗯|对|那|OK|明白|没错|行|是的|的|[，。,\s])*(?:非常)?(?:谢谢|感谢|多谢)|(?:好|明白|没错)[的，。,]"
    ),
    topic_shift=re.compile(
        r"下一个|下一位|接下来|接着|下面|最后一个|最后|问题|题目|话题|环节|第[二三四五六七八九十]个?|另外|想请|请教|先请|"
        r"再请|聊聊|聊一聊|谈谈|谈一谈|讨论|分享一下|我们再|转到|回到|其次|首先"
    ),
    courtesy=re.compile(
        r"谢谢|感谢|欢迎|大家好|[午晚]上?好|掌声|尊敬的|很荣幸|祝大家|不见不散|"
        r"各位(?:来宾|嘉宾|朋友|老师|领导)|请教|想请|想问|提问|您|到此(?:为止|结束)|时间(?:关系|有限)|我(?:是|叫|来自).{0,20}(?:的|校长|总监?|教授|创始人|主持人)|有请|(?:下面|接下来|首先|先).{0,6}请|"
        r"请.{0,6}(?:老师|校长|局长|院长|教授|先生|女士|总)(?:来|给|谈|讲|做|分享|介绍|发言|回答)|"
        r"(?:老师|校长|局长|院长|教授|总)(?:的)?(?:发言|分享|讲话|回答)",
    ),
    digression=re.compile(r"比如|例如|举个|举例|刚才|刚刚|前面|好像|我不知道|你看|当时|那时候"),
    emphasis=re.compile(r"关键|核心|本质|最重要|根本|意义|必须|应该|需要"),
)


def strip_dateline(text: str) -> str:
    """The text without an agency's line and what leads in to the news: 新华社北京5月8日电（记者…）, 记者从…获悉，."""
    for pattern in (_DATELINE, _LEAD_IN):
        match = pattern.match(text)
        if match and match.end() < len(text):
            text = text[match.end() :]
    return text


def simplify(text: str, spoken: bool) -> str:
    """The text without dateline, asides, the connectives it opens with and single days of the month.

    Args:
        spoken: also without the fillers and repetitions of speech.
    """
    text = strip_dateline(text)
    if "（" in text or "(" in text:
        text = _ASIDES.sub("", text)
    connective = _connective()
    while (match := connective.match(text)) and len(text) - match.end() > _MIN_REST:
        text = text[match.end() :]
    if "日" in text:
        text = _DAY.sub("", text)
    if " " in text:
        text = _INNER_SPACE.sub("", text)
    if spoken:
        text = _STUTTER.sub(_drop_repetition, _FILLERS.sub("", text))
    return text.strip(_EDGES)


def _drop_repetition(stutter: re.Match[str]) -> str:
    return stutter.group() if stutter[1] in _REDUPLICATED else stutter[1]


@functools.cache
def _connective() -> re.Pattern[str]:
    return re.compile(rf"(?:{chinese_words().connectives})[，,：:]\s*")


def is_incomplete(clause: str) -> bool:
    """Whether a statement may not end with this clause, which sets the scene or is the first half of a pair."""
    return any(form.search(clause) for form in (_FIRST_HALF, _ATTRIBUTION, _SETTING))


def ends_list(clause: str, before: str) -> bool:
    """Whether a list with 、 ends in 等."""
    return "等" in clause and "、" in before


RULES = StatementRules(
    patterns=PATTERNS,
    strip_dateline=strip_dateline,
    simplify=simplify,
    shorten=str,  # its clauses are chosen instead
    is_incomplete=is_incomplete,
    ends_list=ends_list,
)
