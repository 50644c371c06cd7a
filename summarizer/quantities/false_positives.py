"""Skips what only looks like a quantity: names, models, idioms, identifiers and list numbers."""

from __future__ import annotations

import functools

import regex

from .units import load_word_list

_REIGNS = (
    "康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|顺治|洪武|永乐|嘉靖|万历|崇祯|贞观|开元|天宝|神龙|至元|绍兴|"
    "熙宁|庆历|大正|昭和|平成|令和|明治"
)
# Idioms that depend on what follows: 五一假期, 千万不要, 三星电子 but 三星期.
_IDIOMS = (
    rf"(?:{_REIGNS})(?:元|[一二三四五六七八九十廿]{{1,3}}|[0-9]{{1,2}})年"
    r"|万万[没不]|千万[别要不]|[一二三四五六七八九]中全会|二十[大届]|十[六七八九][大届]|三星(?![期级])|三角(?!钱)"
    "|“(?:十[一二]|1[12])”"
    r"|十一(?=黄金周|国庆|假期|长假|小长假)"
    r"|五一(?=劳动|假期|节|期间|黄金周|小长假|国际|档|前|、)|三八(?=节|妇女|红旗|线)|六一(?=儿童|节)|八一(?=建军|节|南昌|电影)"
    r"|七一(?=勋章|讲话)|五四(?=运动|青年|精神)|五角(?=大楼|星|形|场)|十分(?![钟之])|四季度?(?=如春|分明|常)|[上下]半[月周场夜身]"
    r"|[千百]兆(?!元|瓦|赫|美|日|韩|帕)|千瓦"
)
_NUMBER_NAMES = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve"
# A number with one of these is a quantity even after a name: 小米15亿元, 苹果3个月.
_QUANTITY_AFTER_NAME = (
    r"[\d.,]*\s?(?:[万亿千百%‰成倍元块年月日天个家名位人台辆架艘股岁亩吨米度次项件套届多余]|公[里斤顷]|[美港欧日]元|英镑|百分点"
    r"|(?:million|billion|bn|per ?cent|percent)\b)"
)
_FALSE_DIGITS = (
    # Network addresses and versions, except 2010.01.29, 29.01.2010 and 1.234.567,89.
    r"(?!\d{1,3}(?:\.\d{3}){1,12},\d{1,2}(?!\d)|\d{4}\.\d{1,2}\.\d{1,2}(?!\d)|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\d.]))\d{1,40}(?:\.\d{1,40}){2,}(?!\d)",
    r"\d{6}\.(?:SH|SZ|SS|BJ)(?![A-Za-z])|\d{4,5}\.HK(?![A-Za-z])",  # tickers
    # Telephone and account numbers.
    r"(?:\d{1,3}[ -])?(?:\d{2,4}[ -])?\d{3,4}-\d{3,4}-\d{4}(?![\d-])|0\d{2,3}-\d{7,8}(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)",
    r"(?!\d{3}-\d{2}00)\d{3}-\d{4}(?![\d-]|\s?[\p{Han}%])|\d{1,5}(?:-\d{1,8}){3,}|\d{3}\)\s?\d{3}-\d{4}(?!\d)",
    r"\d{1,2}·\d{1,2}(?!\d)|\d{1,2}\.\d{1,2}(?=(?:军事)?(?:事件|政变|学运|运动|起义|惨案|革命|讲话|大地震|地震))",
    r"(?:19|20)\d\d(?=[级届])|[0-9]0后(?![来面期续者天年悔勤])|76人(?=队)|24/7(?!\d)|9/11(?!\d)|7-Eleven",
    r"[1-6]G(?![\p{Latin}\d])|(?:[248]K|[234]D|4S|[35]C|\d{3,4}[pP]|[23]B|3M(?!\s[a-z]{2,}(?<!s)s(?!\p{L})))(?![\p{Latin}\d])",
    # Letters and digits mixed, except 2025Q3, 3Q25 and 2e5.
    r"(?!\d{0,4}[QHqh][1-4](?!\d)|[1-4][QHqh](?:FY)?\d|[1-9]M\d\d(?!\d)|\d{1,20}[eE]\d{1,2}(?![\w-]))\d{1,40}[A-Za-z]{1,40}\d[\w-]*",
)


class _Patterns:
    """The patterns, compiled at first use."""

    def __init__(self) -> None:
        chinese = [word for word in load_word_list("names") if not word.isascii() or word == "QQ"]
        self.names = frozenset(load_word_list("names")) - frozenset(chinese)
        self.idiom = regex.compile(f"{_IDIOMS}|{'|'.join(sorted(load_word_list('idioms'), key=len, reverse=True))}")
        self.list_number = regex.compile(r"[ \t]{0,8}\(?(?:\d{1,2}[.)、](?!\d)|[一二三四五六七八九十]{1,3}[)、.])")
        self.digit = regex.compile("|".join(_FALSE_DIGITS))
        self.name_before = regex.compile(rf"(?r)(?<![\p{{Latin}}])(?:{'|'.join(chinese)})\s?-?")
        self.quantity = regex.compile(_QUANTITY_AFTER_NAME)
        self.number_after_name = regex.compile(
            rf"(?P<joint>[- ]?)(?:\d[\d.,-]*\d|\d|(?:{_NUMBER_NAMES})(?![\p{{L}}])|[IVX]{{1,4}}(?![\p{{L}}]))"
            r"(?:[A-Za-z]{1,3}(?![\p{L}]))?"
        )
        self.attached_number = regex.compile(r"-?\d[A-Za-z0-9-]*(?:\.\d+)*")
        self.address = regex.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
        self.spelled_name = regex.compile(
            rf" (?:{_NUMBER_NAMES})(?![\p{{L}}-])"
            r"(?! (?:hundred|thousand|million|billion|years|months|weeks|days|people))"
        )


@functools.cache
def _patterns() -> _Patterns:
    return _Patterns()


def names_with_numbers() -> frozenset[str]:
    """The words that a number follows as part of a name: iPhone, GPT."""
    return _patterns().names


def skip_false_digits(text: str, position: int) -> int | None:
    """The end of the telephone number, ticker, address, list number or model number at this digit, or None."""
    patterns = _patterns()
    if match := patterns.digit.match(text, position):
        return match.end()
    if list_end := _skip_list_number(text, position):
        return list_end
    name = patterns.name_before.match(text, 0, position)
    if name and not patterns.quantity.match(text, position):
        end = position
        while end < len(text) and (text[end].isdecimal() or text[end] in ".-"):
            end += 1
        return end
    return None


def _skip_list_number(text: str, position: int) -> int | None:
    """The end of a list number at the beginning of a line: "1." or "（一）"."""
    at = position
    while at and text[at - 1] in " \t(" and position - at < 9:
        at -= 1
    if at and text[at - 1] != "\n":
        return None
    match = _patterns().list_number.match(text, at)
    return match.end() if match else None


def skip_false_han(text: str, position: int) -> int | None:
    """The end of the idiom, name or list number at this Han character, or None."""
    match = _patterns().idiom.match(text, position)
    return match.end() if match else _skip_list_number(text, position)


def skip_false_word(text: str, start: int, end: int) -> int | None:
    """The end of the web address or name with a number (GPT-4, iPhone 15, S&P 500) at this Latin word, or None."""
    patterns = _patterns()
    following = text[end : end + 1]
    if following in (":", ".", "@", "+", "_") and (match := patterns.address.match(text, start)):
        return match.end()
    if (
        following in (" ", "-")
        and text[start:end] in patterns.names
        and (match := patterns.number_after_name.match(text, end))
    ):
        return None if patterns.quantity.match(text, match.start() + len(match["joint"])) else match.end()
    if (
        following
        and (following.isdecimal() or following == "-")
        and (match := patterns.attached_number.match(text, end))
    ):
        return match.end()
    if following == " " and text[start].isupper() and (match := patterns.spelled_name.match(text, end)):
        return match.end()
    return None
