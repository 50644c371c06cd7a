"""Where a quantity may begin: digits, words, signs, and the Han characters with which a reader begins."""

from __future__ import annotations

import regex

_HAN_NUMERALS = "零一二三四五六七八九十百千两俩壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
# The first characters of relative dates, times of day and currencies.
_DATE_STARTS = "去今明前后当同来本上下这周星礼昨公"
_TIME_STARTS = "凌清早上中正下午傍晚夜深今昨明"
_CURRENCY_STARTS = "人美港欧日英新台加澳韩泰卢瑞越"
# The first characters of idioms and names that hold numerals, and of the other words that the readers know.
_IDIOM_STARTS = "康雍乾嘉道咸光宣顺洪永崇贞开天神至绍熙庆民大平成独合朝接丢颠低乱双“万"
_OTHER_STARTS = "半几数翻第亿减腰倍打负"
_HAN_STARTS = "".join(
    sorted({*_HAN_NUMERALS, *_DATE_STARTS, *_TIME_STARTS, *_CURRENCY_STARTS, *_IDIOM_STARTS, *_OTHER_STARTS})
)
# Characters that begin a quantity only before certain others.
_RARE_HAN_STARTS = (
    r"参(?=[拾佰仟万亿圆角])|[农阴旧](?=历)|民(?=国)|西(?=元)|闰(?=[一二三四五六七八九十\d])|[正冬腊](?=月)"
    r"|首(?=[一二两三四五六七八九十\d季个])"
)
CANDIDATE = regex.compile(
    r"(?P<digit>[0-9]|(?<![.0-9])\.(?=[0-9])|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])|(?P<word>[A-Za-z]+)"
    rf"|(?P<han>[{_HAN_STARTS}]|{_RARE_HAN_STARTS})"
    r"|(?P<sign>[$€£¥₩₹₽฿₫₿₺₴₦₱₪₡₾₭])|(?P<mark>\[|'(?=[0-9]0s)|\((?=[$€£¥]?[0-9][0-9,.]{0,40}\)))"
)
# The characters at which a reader is tried.
_NUMERAL_SET = frozenset(_HAN_NUMERALS)
DATE_STARTS = frozenset(_DATE_STARTS + "首民西") | _NUMERAL_SET
TIME_STARTS = frozenset(_TIME_STARTS) | _NUMERAL_SET
LUNAR_STARTS = frozenset("农阴旧闰正冬腊")
CURRENCY_STARTS = frozenset(_CURRENCY_STARTS)
NUMBER_STARTS = _NUMERAL_SET | frozenset("半几数打参")
# A citation of a summary, the digits of a number, and a run of digits that may be none.
CITATION = regex.compile(r"\[\d{1,3}(?:\s?[,-]\s?\d{1,3})*\]")
DIGITS = regex.compile(r"[\d,]{0,60}\d")
DIGIT_RUN = regex.compile(r"[\d,.]*")
# What follows the hour of a time of day, and the unit of a date after a space.
AFTER_HOUR = frozenset(":点时.apAP o")
DATE_AFTER_SPACE = frozenset("年月日财-~")
