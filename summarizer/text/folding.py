"""One spelling for many: full and half width, traditional and simplified, capitals and small letters."""

from __future__ import annotations

import functools
import re
import unicodedata

import regex

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_HAN_RUN = re.compile(f"[{HAN}]+")
_CJK = (0x4E00, 0xA000)
# Marks that mean the same; not in NFKC, which would lengthen some.
_MARKS = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "「": '"',
        "」": '"',
        "『": '"',
        "』": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "\u00a0": " ",
        "\u3000": " ",
        "￥": "¥",
    }
)


def fold(text: str) -> str:
    """The text in one spelling, as long as before."""
    if not text.isascii():
        text = text.translate(_MARKS)
        text = "".join(map(_fold_char, text)) if _has_compatibility_forms(text) else text
        if _may_be_traditional(text):
            text = text.translate(_simplified())
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def han_runs(text: str) -> list[str]:
    """The runs of Han characters in a text, in order."""
    return _HAN_RUN.findall(text)


def has_han(text: str) -> bool:
    """Whether a Han character stands in the text."""
    return bool(_HAN_RUN.search(text))


def _has_compatibility_forms(text: str) -> bool:
    return not unicodedata.is_normalized("NFKC", text)


@functools.lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 else char


def _may_be_traditional(text: str) -> bool:
    """GB 2312 has every simplified character in common use and no form that is only traditional."""
    han = "".join(_HAN_RUN.findall(text))
    return len(han.encode("gb2312", errors="ignore")) < 2 * len(han)


@functools.cache
def _simplified() -> dict[int, str]:
    """Each traditional character's simplified form, as OpenCC has it. By single characters, so length is kept."""
    import opencc

    forms = "\n".join(map(chr, range(*_CJK)))
    converted = opencc.OpenCC("t2s").convert(forms)
    if len(converted) != len(forms):  # a later OpenCC may know better; single characters are all we can use
        return {}
    return {ord(old): new for old, new in zip(forms, converted, strict=True) if old != new}


# Traditional and variant characters that occur in figures and in the words around them. Simplified text is left as is.
_TRADITIONAL = (
    "萬億兩點負圓塊鎊錢幣歐韓鐵銀餘幾數約過將達逾極檔個輛臺間條張棟頭隻雙對戶歲號週禮拜時鐘秒後從與內"
    "長減縮跌滑漲增節倍閱貳陸參叄佰仟億兆廿卅幫組場屆級種類項無萬壹柒捌玖拾肆伍倆單層廠門網點線"
    "噸蘭盧馬車飛機艦軍員醫師學標書冊頁筆訂區縣鎮鄉國顆滿幅畝頃斷當於農曆歷紀業為來轉會開關離發東"
    "順慶貞觀寶紹熙寧歷進總價額創虧損淨營環較經約課觀實響應變濟體報導調說"
)
_SIMPLIFIED = (
    "万亿两点负圆块镑钱币欧韩铁银余几数约过将达逾极档个辆台间条张栋头只双对户岁号周礼拜时钟秒后从与内"
    "长减缩跌滑涨增节倍阅贰陆参叁佰仟亿兆廿卅帮组场届级种类项无万壹柒捌玖拾肆伍俩单层厂门网点线"
    "吨兰卢马车飞机舰军员医师学标书册页笔订区县镇乡国颗满幅亩顷断当于农历历纪业为来转会开关离发东"
    "顺庆贞观宝绍熙宁历进总价额创亏损净营环较经约课观实响应变济体报导调说"
)
_PUNCTUATION = {
    "　": " ",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2009": " ",
    "−": "-",
    "–": "-",
    "—": "-",
    "～": "~",
    "￥": "¥",
    "￡": "£",
    "￠": "¢",
    "￦": "₩",
    "〜": "~",
    "銭": "钱",
    "攝": "摄",
    "﹣": "-",
    "∼": "~",
    "〇": "零",
    "○": "零",
    "’": "'",
    "‐": "-",
    "\u2011": "-",
    "﹪": "%",
}


def _table() -> dict[int, str]:
    table = {ord(t): s for t, s in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if t != s}
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})  # full-width ASCII
    table.update({ord(old): new for old, new in _PUNCTUATION.items()})
    return table


_TABLE = _table()
# Digits of scripts younger than Python's tables: `\d` knows them, `int` does not.
_DIGIT, _RARE = regex.compile(r"\d"), regex.compile("[\U00010000-\U0010ffff]")
_LIST_COMMA = regex.compile(r"(?<=[0-9])，(?=[0-9])")


def fold_fold(text: str) -> str:
    """The text with half-width letters, digits and punctuation and with simplified figures; its length is the same."""
    if "，" in text:  # 20，300 are two numbers, ４，５６５ is one
        text = _LIST_COMMA.sub("、", text)
    if _RARE.search(text):
        text = _RARE.sub(_readable, text)
    return text.translate(_TABLE)


def _readable(match: regex.Match[str]) -> str:
    character = match.group()
    return "\ufffd" if _DIGIT.match(character) and not character.isdecimal() else character
