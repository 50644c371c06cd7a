"""What kind of article a document is, by its form: who speaks, items, fixed lines, and the words of a trade.

The words are those that a form prescribes or that its writers cannot do without (证券代码 above a filing, a rating in a
broker's note, forward-looking statements below a results release), never those of a subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from ..models import DocumentKind
from ..text.scripts import HAN_RUN, count_han, join_wrapped
from .speakers import is_called_transcript


@dataclass(frozen=True, slots=True)
class KindThresholds:
    """Where and how often the marks of a kind must occur.

    Set on 2026-11-30 on the fourteen articles and six sets that `python -m benchmarks.kinds` measures, and held by its
    floor. Words of conversation in those sets: Chinese news has up to 0.011 for each pair of characters, 95 of 100
    meetings from 0.013; English news has up to 0.062 a word, the one call 0.085.

    Attributes:
        head_chars: of a text, in which its form shows.
        tail_chars: of its end, likewise.
        opening_chars: of its first lines, in which its occasion is named.
        spoken_chinese: words of conversation for each pair of Han characters, from which a text is a transcript.
        spoken_english: likewise for each English word.
        min_spoken_words: length of such a text, in words; a shorter one is somebody's quotation.
        min_conversational_words: words of conversation in it, and
        min_different_words: different ones.
        min_moderations: calls to the next speaker, thanks for a speech and greetings of listeners outside of quotation
            marks, from which a Chinese text is a transcript however formal: meetings have 2 to 6, 150 other texts none.
        first_person_share: words of the first person in a speech, at least, as a share of its words.
        max_quoted_share: share of a speech's paragraphs that quote somebody, at most.
        min_research_marks: kinds of marks of a broker's note.
        min_results_marks: kinds of marks of a results release.
    """

    head_chars: int = 2500
    tail_chars: int = 2500
    opening_chars: int = 500
    spoken_chinese: float = 0.012
    spoken_english: float = 0.065
    min_spoken_words: int = 60
    min_conversational_words: int = 5
    min_different_words: int = 2
    min_moderations: int = 2
    first_person_share: float = 0.008
    max_quoted_share: float = 0.34
    min_research_marks: int = 3
    min_results_marks: int = 3


THRESHOLDS = KindThresholds()

_CONVERSATION_ZH = regex.compile("吧|呢|嘛|啊|吗|嗎|呃|嗯|哎|就是|这个|那个|這個|那個|然后|然後")
_CONVERSATION_EN = regex.compile(r"\b(?:I|you|we|our|my|your|us|me)\b", regex.IGNORECASE)
# What is said to lead through a meeting: 下面请…, 先请…, 感谢李老师的发言, 各位专家好. It opens a clause, where
# news has a subject (大会先请获奖者上台, 市长感谢志愿者的分享), and does not ask a reader to look (下面请看).
_MODERATION = regex.compile(
    r"(?:下面|接下[来來]|(?<!\p{Han})(?:那么?)?(?:我们|我們)?(?:首先|先))(?:我们|我們)?(?:就)?(?:有)?[请請](?![求示假柬看见見注参參])"
    r"|[请請][^，。]{1,14}(?:[来來]?(?:发言|發言)|[来來](?:交流|分享|[给給谈談讲講说說]))"
    r"|(?<!\p{Han})(?:那么?|非常|十分|再次|也|我们|我們)*(?:[谢謝]{2}|感[谢謝])"
    r"[^，。]{0,12}(?:聆听|聆聽|发言|發言|分享|收看|收听|[长長授师師任](?=[，。]))"
    r"|(?<!\p{Han})(?:大家|各位[^，。]{0,8})好(?=\P{Han}|[我今]|$)"
)
_QUOTATION = regex.compile("[“「][^”」]*[”」]")
_LATIN_WORD = regex.compile(r"[A-Za-z]+")
_FIRST_PERSON = regex.compile(r"\b(?:I|my|me|we|our|us)\b|我", regex.IGNORECASE)

# The lines that a regulator or an exchange puts above a filing.
_FILING = regex.compile(
    r"(?m:^[\s(（]*(?:证券代码|證券代碼|股票代码|股份代号|股份代號|公告编号|公告編號|临\s?\d{4}-\d+)\s*[:：])"
    r"|董事会及全体董事保证|及董事会全体成员保证|没有虚假记载、误导性陈述|對本公告(?:之|的)內容概不負責"
    r"|take no responsibility for the contents of this (?:announcement|document)"
    r"|SECURITIES AND EXCHANGE COMMISSION|\bF(?:ORM|orm) (?:8-K|10-K|10-Q|20-F|6-K|S-1"
    r"|DEF 14A)\b.{0,80}(?:REPORT|Report)"
)
_RESEARCH_MARKS = tuple(
    regex.compile(pattern)
    for pattern in (
        r"(?:维持|給予|给予|首次覆盖|上调至|下调至|重申|維持)[^。；]{0,24}(?:评级|評級)|(?:投资|股票|行业"
        r"|公司)评级|[“\"「](?:买入|增持|推荐|强烈推荐|中性|买进|優於大市|跑赢行业)[”\"」]"
        r"|(?i:\b(?:maintain|reiterate|initiate|keep|raise|lower)\w*\b[^.]{0,40}\b(?:buy|hold|neutral"
        r"|overweight|outperform|underweight|sell|rating)\b)"
        r"|\bRating\s*[:：]",
        r"目标价|目標價|估值|市盈率|对应\s?PE|PE\s?(?:为|分别为|倍)|(?i:\b(?:price target|target price|P/E"
        r"|EV/EBITDA|valuation|DCF)\b)",
        r"风险提示|風險提示|风险因素\s*[:：]|(?i:\bkey risks?\b|\bdownside risks?\b|\brisks? to our\b)",
        r"(?:我们|我們)(?:预计|预测|认为|建议|看好|維持|维持|預計|認為)|盈利预测|盈利預測|投资建议|投資建議|投资要点"
        r"|(?i:\bwe (?:expect|forecast|estimate|maintain|reiterate|raise|cut|lower|believe|recommend|model)\b"
        r"|\bour (?:forecast|estimate|model)s?\b)",
        r"^(?:事件|事项|投资要点|核心观点|点评)\s*[:：]|(?:证券|證券)(?:研究|分析师)|研究报告|(?:行业|公司"
        r"|宏观|策略)(?:周报|月报|深度|点评)|本周(?:市场|行情)(?:表现|回顾)"
        r"|(?i:\b(?:equity research|research analyst|analyst certification)\b)",
    )
)
_RESULTS_MARKS = tuple(
    regex.compile(pattern)
    for pattern in (
        r"(?i:\b(?:announce[sd]?|report(?:s|ed)?)\b[^.]{0,80}\b(?:quarter|full[- ]year|fiscal|half[- ]year"
        r"|annual|interim)\b[^.]{0,60}\bresults\b)"
        r"|(?:公布|发布|宣布|公佈|發佈)(?:了)?[^。]{0,40}(?:季度|年度|半年|上半年|全年|财年|財年"
        r"|中期)[^。]{0,24}(?:业绩|業績|财务报告|财报)",
        r"(?i:\bforward[- ]looking statements?\b)|前瞻性(?:陈述|声明|陳述)",
        r"(?i:\b(?:non-GAAP|unaudited|per diluted share|diluted (?:EPS|earnings))\b)|未经审计|未經審計"
        r"|非(?:美国)?通用会计准则|非國際財務報告準則",
        r"(?i:\b(?:FOR IMMEDIATE RELEASE|PRNewswire|Business Wire|GlobeNewswire|investor relations (?:contact"
        r"|website)|investor contacts?)\b)|美通社|投资者关系(?:联系|网站)|投資者關係",
        r"(?i:\b(?:conference call|webcast)\b[^.]{0,120}\b(?:today|dial|a\.?m\.?|p\.?m\.?|available|host"
        r"|held)\b)|电话会议[^。]{0,40}(?:拨|举行|召开|时间)",
        r"(?im:^(?:#+\s*)?About \p{Lu}[\w&.,' ]{1,40}$)|(?m:^(?:#+\s*)?(?:关于|關於)\S{2,20}$)",
        r"(?i:\b(?:Financial|Business|Operating|Quarterly)\s+(?:Highlights|Outlook|Results Summary))\b"
        r"|(?:财务|业务|運營|运营|財務)(?:摘要|亮点|亮點|展望)",
    )
)
_TRANSCRIPT_TITLE = regex.compile(r"(?i:\btranscript)$|(?:纪要|紀要|实录|實錄)$")
_SPEECH = regex.compile(
    r"(?im:^(?:#+\s*)?(?:remarks|speech|address|keynote|testimony|statement|lecture)\b[^\n]{0,60}\b(?:by|at"
    r"|before|to|of|delivered)\b)"
    r"|(?im:^\s*(?:delivered )?(?:at|before) the\b[^\n]{0,120}\b(?:conference|forum|summit|association"
    r"|symposium|university|meeting|club|institute|dinner|committee)\b)"
    r"|(?m:(?:讲话|講話|致辞|致辭|演讲|演講|发言|發言|开幕词|贺词)(?:全文|实录|稿|（全文）)?\s*$)|(?:发表"
    r"|發表)(?:主旨)?(?:演讲|讲话|致辞)[^。]{0,12}(?:全文|如下|实录)"
)
_AUDIENCE = regex.compile(
    r"(?im:^(?:good (?:morning|afternoon|evening)|thank you|ladies and gentlemen|distinguished guests"
    r"|it is (?:a|my) (?:great )?(?:pleasure|honou?r)"
    r"|I (?:would like|want|wish) to thank \p{L}[^\n.]{0,120}\bfor (?:inviting|the invitation|having))\b)"
    r"|(?m:^(?:尊敬的)?[^\n。：]{0,30}(?:各位|女士们|女士們|同志们|同學們|同学们|朋友们|朋友們|来宾"
    r"|來賓)[^\n。]{0,30}[：:！!，,])"
)
_MAIL_FIELDS = regex.compile(
    r"(?im:^(?:\**)(?:from|to|sent|subject|cc|[发發]件人|收件[人者]|[发發]送时间|主[题題旨]|寄件[者人])(?:\**)\s*[:：])"
)
_SALUTATION = regex.compile(
    r"(?im:^(?:dear|hi|hello)\s+(?:\p{Lu}|all|team|everyone|colleagues|shareholders?|fellow|sir"
    r"|madam)[^\n.]{0,60}[,:，]?\s*$)"
    r"|(?m:^(?:尊敬的|亲爱的|親愛的|致)[^\n。]{1,30}(?:[：:，,]\s*$))|(?m:^(?:各位"
    r"|大家)[^\n。]{0,10}(?:[：:]\s*$|好[，,！!：:]))"
)
_CLOSE = regex.compile(
    r"(?im:^(?:(?:best|kind|warm|with) ?(?:regards|wishes)?|regards|sincerely|yours (?:sincerely|truly"
    r"|faithfully)|sincerely yours|cheers|thanks|many thanks|best)[,，.!]?\s*$)"
    r"|(?m:^(?:此致|敬礼|敬禮|顺颂|順頌|祝好|谨启|謹啟|此致敬礼)[^\n]{0,12}$)"
)
_CALLED_LETTER = regex.compile(r"(?i:\bletter\b)|信$|函$|公开信|公開信")
_QUOTED = regex.compile(r"[“\"「][^”\"」]{8,}[”\"」]")


@dataclass(frozen=True, slots=True)
class Findings:
    """What parsing found before the kind is decided.

    Attributes:
        conversation: what the turns of speakers make of it: an interview, a transcript, or nothing.
        items: how many items of a digest there are.
        quotes_mail: whether the format states that some of it is quoted mail.
    """

    conversation: DocumentKind | None = None
    items: int = 0
    quotes_mail: bool = False


def detect_kind(text: str, title: str, paragraphs: Sequence[str], findings: Findings) -> DocumentKind:
    """The kind of an article; `news` where nothing shows another.

    Args:
        text: the whole text, header included.
        paragraphs: the texts of the body's blocks.
    """
    head, tail = text[: THRESHOLDS.head_chars], text[-THRESHOLDS.tail_chars :]
    opening = f"{title}\n{text[: THRESHOLDS.opening_chars]}"
    if findings.quotes_mail:
        return "letter"
    if findings.conversation:
        return findings.conversation
    if any(map(_FILING.search, {head, join_wrapped(head)})):
        return "filing"
    is_record = _TRANSCRIPT_TITLE.search(title) is not None
    if findings.items and not (is_record or _SPEECH.search(title)):
        return "digest"
    if is_record or (is_called_transcript(opening) and is_spoken(text)):
        return "transcript"
    if _is_letter(title, head, tail):
        return "letter"
    if _has_marks(_RESULTS_MARKS, THRESHOLDS.min_results_marks, _outer(text, len(head), len(tail))):
        return "results"
    if _has_marks(_RESEARCH_MARKS, THRESHOLDS.min_research_marks, _outer(text, 4 * THRESHOLDS.head_chars, len(tail))):
        return "research"
    if _is_speech(text, opening, paragraphs):
        return "speech"
    return "transcript" if is_spoken(text) or _is_moderated(text) else "news"


def is_spoken(text: str) -> bool:
    """Whether a text is the record of people speaking, by its words of conversation."""
    han, words = count_han(text), len(_LATIN_WORD.findall(text))
    share, pattern = THRESHOLDS.spoken_english, _CONVERSATION_EN
    if han / 2 >= words:
        words, share, pattern = han // 2, THRESHOLDS.spoken_chinese, _CONVERSATION_ZH
    found = pattern.findall(text.lower())
    return (
        len(found) >= max(THRESHOLDS.min_conversational_words, share * max(THRESHOLDS.min_spoken_words, words))
        and len(set(found)) >= THRESHOLDS.min_different_words
    )


def _is_moderated(text: str) -> bool:
    """Whether somebody leads through a text from speaker to speaker, as in a meeting."""
    least = THRESHOLDS.min_moderations
    if len(_MODERATION.findall(text)) < least:
        return False
    return len(_MODERATION.findall(_QUOTATION.sub("", text))) >= least


def _outer(text: str, head: int, tail: int) -> tuple[str, ...]:
    """So many characters of the beginning and the end; the whole text, once, where they meet."""
    return (text,) if len(text) <= head + tail else (text[:head], text[-tail:])


def _has_marks(marks: Sequence[regex.Pattern[str]], least: int, texts: Sequence[str]) -> bool:
    """Whether so many kinds of marks occur; it looks no further than that takes."""
    missing = len(marks) - least
    for mark in marks:
        if any(mark.search(text) for text in texts):
            least -= 1
        else:
            missing -= 1
        if least == 0 or missing < 0:
            return least == 0
    return least <= 0


def _is_letter(title: str, head: str, tail: str) -> bool:
    """Whether it has the fields of a mail, or a salutation and a close or the title of a letter."""
    if len({match[0].strip("* :：").lower() for match in _MAIL_FIELDS.finditer(head)}) > 1:
        return True
    is_closed = _CLOSE.search(tail) is not None or _CALLED_LETTER.search(title) is not None
    return is_closed and _SALUTATION.search(head) is not None


def _is_speech(text: str, opening: str, paragraphs: Sequence[str]) -> bool:
    """Whether one person speaks to an audience, which the first lines name, or address in the words of writing."""
    addresses = _AUDIENCE.search("\n".join([opening, *paragraphs[:3]])) and not (count_han(text) and is_spoken(text))
    if not (_SPEECH.search(opening) or addresses):
        return False
    length = len(HAN_RUN.sub("", text).split()) + count_han(text) / 2
    quoted = sum(_QUOTED.search(paragraph) is not None for paragraph in paragraphs)
    return len(
        _FIRST_PERSON.findall(text)
    ) >= THRESHOLDS.first_person_share * length and quoted <= THRESHOLDS.max_quoted_share * len(paragraphs)
