"""What looks like a figure and is none: names, models, idioms, identifiers, citations, list numbers.

`digit_trap`, `han_trap` and `word_trap` give the end of the trap that stands at a position of folded text, or None.
"""

from __future__ import annotations

import functools

import regex

# Words of Chinese whose numerals count nothing.
_IDIOMS = (
    "万一|万万(?:没|不)|千万(?:别|要|不)|千千万万|千家万户|成千上万|成百上千|千方百计|四面八方|五湖四海|七上八下|乱七八糟|三心二意|一心一意|"
    "九死一生|百里挑一|十有八九|十之八九|一清二楚|十全十美|一举两得|两全其美|三番五次|五花八门|四通八达|三言两语|三三两两|一五一十|半斤八两|"
    "百年老店|百年大计|百年未有|二话不说|接二连三|丢三落四|颠三倒四|不三不四|低三下四|朝三暮四|七嘴八舌|五颜六色|一来二去|一带一路|三七二十一|百分百|"
    "独一无二|数一数二|数字|数据|数学|数量|数码|数值|数控|数理|数额|数目|数列|几何|几乎|几率|零部件|零件|零售|零食|零星|零碎|零距离|[三四]位一体|一枝独秀|一席之地|一石二鸟|一言一行|一分为二|合二为一|二合一|三合一|一对一|一比一|百万富翁|亿万富翁|亿万|万里长城|万达|万科|万华|万年|千古|百科|百货|百姓|百度|"
    "(?:康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|顺治|洪武|永乐|嘉靖|万历|崇祯|贞观|开元|天宝|神龙|至元|绍兴|熙宁|庆历|民国|大正|昭和|平成|令和|明治)"
    "(?:元|[一二三四五六七八九十廿]{1,3}|[0-9]{1,2})年|"
    "十[一二三四五]五(?=规划|计划|期间|时期|开局|收官|[”\"'末以、的]|$)|[双“][十1][一二12]|十一(?=黄金周|国庆|假期|长假|小长假)|"
    "五一(?=劳动|假期|节|期间|黄金周|小长假|国际|档|前|、)|[一二三四五六七八九]中全会|二十[大届]|十[六七八九][大届]|"
    "九一八|七七事变|一二九运动|三八(?=节|妇女|红旗|线)|六一(?=儿童|节)|八一(?=建军|节|南昌|电影)|七一(?=勋章|讲话)|五四(?=运动|青年|精神)|三一重工|"
    "三十而立|二十四节气|二十四史|一百零八将|四大天王|三五成群|五五开|二八开|八二法则|九九归一|五粮液|三星|四川|九江|十堰|三亚|六安|八达岭|"
    "十分(?![钟之])|一千零一夜|[千百]兆(?!元|瓦|赫|美|日|韩|帕)|三农|三角(?!钱)|五角(?=大楼|星|形|场)|八角|十字|第一财经|第一时间|两会|两岸|三国演义|三体|九寨沟|三亚|三峡|三文鱼|三明|"
    "四季度?(?=如春|分明|常)|七匹狼|七喜|六合彩|双色球|万圣|万物|万能|万象|千金|千禧|千瓦(?=时)?|百合|十足|万吨轮|[上下]半[月周场夜身]|半导体|半成品|半挂|半决赛|半自动|半岛|半山|半路|半夜"
)
_ZH_NAMES = (
    "标普|沪深|中证|上证|深证|纳斯达克|纳指|富时|日经|罗素|科创|斯托克|波音|空客|歼|运-?|轰-?|直-?|东风-?|长征|神舟|天宫|嫦娥|玉兔|火星|苹果|"
    "小米|红米|荣耀|麒麟|骁龙|天玑|酷睿|锐龙|问界|极氪|智界|享界|工业|版本|频道|航班|公路|国道|省道|高速|地铁|编号|代码|号码|电话|微信|房间|尾号|邮编|QQ|新冠"
)
EN_NAMES = (
    "iPhone iPad iOS Android Galaxy Windows Boeing Airbus Xbox PlayStation Apollo Formula Route Channel Radio Falcon Pixel Surface "
    "Snapdragon Kirin Nasdaq NASDAQ P FTSE CSI Fortune Russell Stoxx STOXX CAC Nikkei DAX KOSPI TOPIX ASX Article Section Chapter Gate "
    "Terminal Flight Room Highway Interstate Resolution Directive Catch Web Industry version Version Model Type Class Stage Grade Tier "
    "Phase Level Page Figure Table Volume Episode Season Series War Mark Schedule Rule Title Proposition Prop Studio Area Sputnik Psalm "
    "Opus Euro Covid COVID Route Highway Part Line Exit Zone Group Unit Platform Lot Block Suite Apartment Apt Floor Bus Pier Car Seat "
    "Junction Leopard Patriot Challenger Tomahawk Ebola BBC ITV ESPN Sky Big"
).split()
_NUMBER_NAMES = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve"
# What follows a number that a name seems to own shows that it is a figure after all: 小米15亿元, 苹果3个月.
_FIGURE = (
    r"[\d.,]*\s?(?:[万亿千百%‰成倍元块年月日天个家名位人台辆架艘股岁亩吨米度次项件套届多余]|公[里斤顷]|[美港欧日]元|英镑|百分点|(?:million|billion|bn|per ?cent|percent)\b)"
)


class _Patterns:
    """The patterns, compiled at first use."""

    def __init__(self) -> None:
        self.idiom = regex.compile(_IDIOMS)
        self.listed = regex.compile(r"[ \t]{0,8}\(?(?:\d{1,2}[.)、](?!\d)|[一二三四五六七八九十]{1,3}[)、.])")
        self.digit = regex.compile(
            r"(?!\d{4}\.\d{1,2}\.\d{1,2}(?!\d)|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?![\d.]))\d{1,40}(?:\.\d{1,40}){2,}(?![\d])"                      # network addresses, versions
            r"|\d{6}\.(?:SH|SZ|SS|BJ)(?![A-Za-z])|\d{4,5}\.HK(?![A-Za-z])"                         # tickers
            r"|(?:\d{1,3}[ -])?(?:\d{2,4}[ -])?\d{3,4}-\d{3,4}-\d{4}(?![\d-])|0\d{2,3}-\d{7,8}(?!\d)|\d{3}-\d{3}-\d{4}(?!\d)"
            r"|\d{3}-\d{4}(?![\d-])|\d{1,5}(?:-\d{1,8}){3,}"                    # telephones, numbers of accounts
            r"|\d{3}\)\s?\d{3}-\d{4}(?!\d)|76人(?=队)"
            r"|\d{1,2}·\d{1,2}(?!\d)|\d{1,2}\.\d{1,2}(?=(?:军事)?(?:事件|政变|学运|运动|起义|惨案|革命|讲话|大地震|地震))"
            r"|(?:19|20)\d\d(?=[级届])|[0-9]0后(?![来面期续者天年悔勤])|24/7(?!\d)|9/11(?!\d)|7-Eleven|[1-6]G(?![\p{Latin}\d])"
            r"|(?:[248]K|[234]D|4S|[35]C|\d{3,4}[pP]|[23]B|3M)(?![\p{Latin}\d])"
            r"|(?!\d{0,4}[QHqh][1-4](?!\d)|[1-4][QHqh]\d|\d{1,20}[eE]\d{1,2}(?![\w-]))\d{1,40}[A-Za-z]{1,40}\d[\w-]*"                                                              # 3x5, A4-like, hashes
        )
        self.owner = regex.compile(rf"(?r)(?<![\p{{Latin}}])(?:{_ZH_NAMES})\s?-?")
        self.figure = regex.compile(_FIGURE)
        self.named = regex.compile(
            rf"(?P<joint>[- ]?)(?:\d[\d.,-]*\d|\d|(?:{_NUMBER_NAMES})(?![\p{{L}}])|[IVX]{{1,4}}(?![\p{{L}}]))(?:[A-Za-z]{{1,3}}(?![\p{{L}}]))?"
        )
        self.glued = regex.compile(r"-?\d[A-Za-z0-9-]*(?:\.\d+)*")
        self.address = regex.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
        self.number_name = regex.compile(
            rf" (?:{_NUMBER_NAMES})(?![\p{{L}}-])(?! (?:hundred|thousand|million|billion|years|months|weeks|days|people))")


@functools.cache
def _patterns() -> _Patterns:
    return _Patterns()


def digit_trap(text: str, position: int) -> int | None:
    """The end of a telephone number, ticker, address, list number or model number that begins with this digit."""
    patterns = _patterns()
    if match := patterns.digit.match(text, position):
        return match.end()
    if listed := _listed(text, position):
        return listed
    owner = patterns.owner.match(text, 0, position)
    if owner and not patterns.figure.match(text, position):
        end = position
        while end < len(text) and (text[end].isdecimal() or text[end] in ".-"):
            end += 1
        return end
    return None


def _listed(text: str, position: int) -> int | None:
    """The end of "1." or "（一）" at the beginning of a line."""
    at = position
    while at and text[at - 1] in " \t(" and position - at < 9:
        at -= 1
    if at and text[at - 1] != "\n":
        return None
    match = _patterns().listed.match(text, at)
    return match.end() if match else None


def han_trap(text: str, position: int) -> int | None:
    """The end of an idiom, name or list number that begins here."""
    match = _patterns().idiom.match(text, position)
    return match.end() if match else _listed(text, position)


def word_trap(text: str, start: int, end: int) -> int | None:
    """The end of a web address, or of a name with a number (GPT-4, iPhone 15, S&P 500), whose Latin word stands here."""
    patterns = _patterns()
    following = text[end:end + 1]
    if following in (":", ".", "@", "+", "_") and (match := patterns.address.match(text, start)):
        return match.end()
    if text[start:end] in _NAMES and following in (" ", "-") and (match := patterns.named.match(text, end)):
        return None if patterns.figure.match(text, match.start() + len(match["joint"])) else match.end()
    if following and (following.isdecimal() or following == "-") and (match := patterns.glued.match(text, end)):
        return match.end()
    if following == " " and text[start].isupper() and (match := patterns.number_name.match(text, end)):
        return match.end()
    return None


_NAMES = frozenset(EN_NAMES)
