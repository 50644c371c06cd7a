"""Which words and characters may begin a figure, and when a single Han numeral counts something."""

from __future__ import annotations

import regex

from .figures import Figure
from .money import MONEY_WORDS
from .traps import EN_NAMES
from .words import SCALES, SMALL

# Numerals, the first characters of relative dates, times of day and currencies, and of idioms that hold numerals.
NUMERALS = "零一二三四五六七八九十百千两俩壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
DATE_HEADS = "去今明前后当同来本上下这周星礼昨公"
TIME_HEADS = "凌清早上中正下午傍晚夜深今昨明"
MONEY_HEADS = "人美港欧日英新台"
IDIOM_HEADS = "康雍乾嘉道咸光宣顺洪永崇贞开天神至绍熙庆民大平成独合朝接丢颠低乱双“万"
HAN = "".join(sorted(set(NUMERALS + DATE_HEADS + TIME_HEADS + MONEY_HEADS + IDIOM_HEADS + "半几数翻第亿减腰倍打")))

_MONTHS = ("jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
           "october november december").split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
_ORDINALS = ("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
             "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth").split()
_MULTIPLES = ("double doubles doubled doubling triple triples tripled tripling treble trebled trebling quadruple quadrupled "
              "quadrupling halve halves halved halving twofold threefold fourfold fivefold sixfold sevenfold eightfold ninefold "
              "tenfold twice thrice").split()
_RELATIVE = "today yesterday tomorrow tonight last this next previous past same".split()
_NUMBERS = [*SMALL, *SCALES, *(f"{w}s" for w in SCALES), "hundred", "hundreds", "dozen", "dozens", "half", "tens", "several",
            "few", "couple", "a", "an", "three-quarters", "quarter"]


def _triggers() -> dict[str, str]:
    table = dict.fromkeys(EN_NAMES, "name") | {name.lower(): "name" for name in EN_NAMES}
    for kind, words in (("number", _NUMBERS), ("relative", _RELATIVE), ("multiple", _MULTIPLES), ("ordinal", _ORDINALS),
                        ("date", _MONTHS), ("date", _WEEKDAYS), ("label", ("q", "h", "fy", "fiscal", "financial", "week")),
                        ("percent", ("percent", "percents", "per", "percentage")), ("numbered", ("no", "nos", "number"))):
        for word in words:
            table[word] = kind
    for word in MONEY_WORDS:
        table.setdefault(word, "money")
    return table


TRIGGERS = _triggers()

# Units after which a single Han numeral counts; other words of the list are too often part of a name or a word.
_COUNTING = frozenset(
    "人 名 位 辆 架 艘 户 股 次 回 趟 遍 家 套 只 个 件 项 台 种 类 条 张 座 栋 幢 间 所 部 款 批 棵 株 朵 枚 颗 粒 支 枝 把 本 册 篇 首 封 份 包 箱 瓶 盒 袋 根 块 片 "
    "场 轮 步 届 组 队 笔 对 双 票 例 起 宗 层 集 页 席 头 匹 口 剂 剂次 杯 碗 盘 段 节 门 期 字 打 人次 名员工 辆车 架飞机 架次 艘船 家公司 家企业 个国家 座城市 个城市 个省 家门店 "
    "家店 个席位 个座位 股股份 张床 单 台车".split()
)
# 一个, 一种 … are the article of Chinese: they seldom count.
_ARTICLES = frozenset("个 种 些 批 条 项 件 只 张 座 场 份 部 段 笔 类 次 回 家 支 把 块 片 组 步 层 起 口 节 篇 本 套 台 款 间 所 头 对 双 把 轮 集 期 门 首 单 字".split())
_NO_TIME = frozenset("日 时 分 月 载 点".split())
_NO_MEASURE = frozenset("方 度 里 码 平方 升 立方 两重 °".split())
_NOT_BEFORE_ONE = frozenset("这那每某同另单唯统任之其万第哪不进逐有何前后头")


_TOP = regex.compile(r"(?r)前")
_TOP_ENDS = regex.compile(r"[的强大甲，。、,;\s]|$")       # 排名前三的
_TOLD_ENDS = regex.compile(r"[这那不而还或，。,.!?]|$")      # 答案是四不是五
_FORMAL = frozenset("肆伍陆拾佰仟")      # also ordinary characters: 大陆, 收拾, 队伍
_HAN_CHARACTER = regex.compile(r"[\p{Han}\p{L}\d]")


def han_single(text: str, figure: Figure) -> Figure | None:
    """A figure of one Han numeral: kept when its unit makes it a count, doubtful when 一 is but an article."""
    if not figure.word:
        alone = not _HAN_CHARACTER.match(text, figure.end) and not (figure.start and _HAN_CHARACTER.match(text, figure.start - 1))
        if text[figure.start] in "几数半":
            return None
        if _TOP.match(text, max(0, figure.start - 1), figure.start) and _TOP_ENDS.match(text, figure.end):
            return figure
        told = text.startswith("是", figure.start - 1) and bool(_TOLD_ENDS.match(text, figure.end))
        return figure._replace(certain=False) if alone or told else None
    one = text[figure.start] == "一"
    if one and figure.start and text[figure.start - 1] in _NOT_BEFORE_ONE:
        return None
    char = text[figure.start]
    if char == "零" and figure.kind in ("count", "duration"):
        return None
    if char in _FORMAL and figure.kind != "money":
        return None
    if char == "数" and (figure.word == "位" or (figure.start and text[figure.start - 1] in "整小系指人总参函多少代倍")):
        return None
    if figure.kind == "count":
        if figure.word not in _COUNTING:
            return None
        return figure._replace(certain=figure.certain and not (one and figure.word in _ARTICLES))
    if figure.kind == "duration" and figure.word in _NO_TIME and figure.low.denominator == 1:
        return None
    if figure.kind == "measure" and figure.word in _NO_MEASURE:
        return None
    if figure.kind == "money" and figure.word in ("镑", "角", "毛", "刀"):
        return figure._replace(certain=not one)
    return figure
