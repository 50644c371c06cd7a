"""Numbers that nothing counts: which of them are figures, and which only letters, names or years."""

from __future__ import annotations

from fractions import Fraction

import regex

from .dated import Dated
from .figures import HALF, Figure, figure_at
from .lexicon import unit_at
from .model import When
from .words import SCALES, SMALL

_HALF_UNIT = regex.compile(r"半(?P<ge>个)?\s?(?=(?:年|月|天|日|小时|钟头|世纪|分钟|星期|季度)(?!度|前))")
_HALF_SHARE = regex.compile(r"(?:(?<=[一过超])半(?:数)?|半数|大半|半(?P<tenth>[成折百]))(?![个年月天小])")
_YEAR = regex.compile(r"(?P<first>1[5-9]\d\d|20\d\d)(?:(?P<link>\s?[-~]\s?|至|到|\s(?:to|through|till|until|and)\s)(?P<last>(?:1[5-9]|20)\d\d|\d\d(?!\d)))?(?![\d%]|[.,]\d|-\d|\s?[万亿千百元个家名人辆台块股])")
_LED = regex.compile(
    r"(?r)(?:(?<![\p{L}])(?:in|since|by|until|till|before|after|during|early|late|mid|of|from|between|year|summer|spring|autumn|winter|to|through|and|or|than"
    r"|for|circa|january|february|march|april|may|june|july|august|september|october|november|december)[ -]|\()",
    regex.IGNORECASE,
)
_CLEARLY = regex.compile(r"(?r)(?<![\p{L}])(?:in|since|by|until|till|before|after|during|early|late|mid|year|summer|spring|autumn|winter)[ -]|\(", regex.IGNORECASE)
_LATIN = regex.compile(r"[A-Za-z]")
_NOUN = regex.compile(r"\s[a-z]{3,}s(?![\p{L}])")
_PER_CENT_OF = regex.compile(r"(?:per\s?cents?|percents?|percentage)\sof\s(?=[\d\p{L}])", regex.IGNORECASE)
_ALONE = regex.compile(r"(?r)^[\s\W]*")
_ENDS = regex.compile(r"\s*(?:[.,;:!?]|$)")
_HALF_WORD = regex.compile(r"-(?!(?:a|million|billion|dozen|hour|year))|[ ]?time|way")
_NOT_HALF = regex.compile(r"(?r)(?<![\p{L}])(?:first|second|latter|other|better|back|top|bottom|early|late|opening|closing|each)[ -]", regex.IGNORECASE)


def bare_han(text: str, start: int) -> Figure | None:
    """半年, 半个月, 一半, 过半, 半数, 半成."""
    char = text[start]
    if char == "打" and text.startswith("打对折", start):
        return Figure(start + 1, start + 3, "percent", Fraction(50), Fraction(50), Fraction(1), "discount", word="折")
    if char not in "半一":
        return None
    at = start + 1 if char == "一" and text.startswith("一半", start) else start
    if char == "一" and at == start:
        return None
    if char == "半" and (unit := _HALF_UNIT.match(text, start)):
        found = unit_at(text, unit.end())
        if found is None:
            return None
        value = HALF * found.unit.factor
        certain = found.word not in ("天", "日")      # 半天 is also a long while
        return Figure(start, found.end, "duration", value, value, Fraction(0), found.unit.code, certain=certain, word=found.word)
    share = _HALF_SHARE.match(text, at)
    if share is None:
        return None
    if share["tenth"]:
        kind, value = {"成": ("percent", Fraction(5)), "折": ("percent", Fraction(50)), "百": ("number", Fraction(50))}[share["tenth"]]
        return Figure(start, share.end(), kind, value, value, Fraction(1), word=share["tenth"])   # type: ignore[arg-type]
    over = share.group() == "大半" or (start and text[start - 1] in "过超")
    return Figure(start, share.end(), "fraction", HALF, HALF, Fraction(0), bound="over" if over else "exact", word="半")


def bare_year(text: str, start: int) -> Dated | None:
    """A number of four digits that is a year: certain after in, since, by …; 2014-2018 is a range of years."""
    match = _YEAR.match(text, start)
    if match is None or (start and text[start - 1] in "$€£¥.,:-/") or unit_at(text, match.end()):
        return None
    led = _LED.match(text, max(0, start - 12), start)
    if match["last"]:
        return _years(text, match, bool(led))
    noun = _NOUN.match(text, match.end())
    if not led and (noun or not _english_around(text, start, match.end())):
        return None
    certain = bool(_CLEARLY.match(text, max(0, start - 12), start)) or (bool(led) and not noun)
    return Dated(start, start + 4, "period", When(year=int(match["first"])), certain=certain)


def _years(text: str, match: regex.Match[str], led: bool) -> Dated | None:
    first = int(match["first"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    certain = len(match["last"]) == 4 or led or last - first <= 5
    if last <= first or (len(match["last"]) == 2 and "-" not in match["link"]):
        return Dated(match.start(), match.start() + 4, "period", When(year=first), certain=led)
    if match["link"].strip() == "and" and "between" not in text[max(0, match.start() - 9):match.start()].lower():
        return Dated(match.start(), match.start() + 4, "period", When(year=first), certain=led)
    return Dated(match.start(), match.end(), "period", When(year=first), When(year=last), certain)


_WORD_YEAR = regex.compile(
    r"(?P<century>seventeen|eighteen|nineteen|twenty)[ -](?:hundred(?:\sand)?\s)?(?:(?P<tens>twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[ -](?P<ones>one|two|three|four|five|six|seven|eight|nine))?|(?P<teens>ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
    r"|oh[ -](?P<oh>one|two|three|four|five|six|seven|eight|nine))(?![\p{L}])(?![ -](?:hundred|thousand|million|one|two|three|four|five|six|seven|eight|nine|year))",
    regex.IGNORECASE,
)


def word_year(text: str, start: int) -> Dated | None:
    """nineteen eighty-four, twenty twenty-five."""
    match = _WORD_YEAR.match(text, start)
    if match is None:
        return None
    groups = (match["tens"], match["ones"], match["teens"], match["oh"])
    year = SMALL[match["century"].lower()] * 100 + sum(SMALL[g.lower()] for g in groups if g)
    led = bool(_CLEARLY.match(text, max(0, start - 12), start)) or bool(_LED.match(text, max(0, start - 12), start))
    return Dated(start, match.end(), "period", When(year=year), certain=led)


def _english_around(text: str, start: int, end: int) -> bool:
    """Whether Latin letters stand beside it: a bare year in Chinese text is written with 年."""
    return bool(_LATIN.search(text[max(0, start - 6):start] + text[end:end + 6]))


def bare_word(text: str, start: int) -> Figure | None:
    """per cent of twenty: read, but never sure."""
    match = _PER_CENT_OF.match(text, start)
    figure = figure_at(text, match.end()) if match and match.end() < len(text) else None
    if figure is None or figure.kind != "number" or not _ENDS.match(text, figure.end):
        return None
    return figure._replace(start=start, kind="percent", certain=False, word="percent")


def loose_letter(text: str, figure: Figure) -> Figure | None:
    """Drops words that count nothing, and doubts what a single letter or the context leaves open."""
    if figure.form == "words":
        return _word_figure(text, figure)
    if figure.word == "年" and _doubtful_years(text, figure):
        return figure._replace(certain=False)
    if figure.form == "han":
        return _han_figure(text, figure)
    if text.startswith("号", figure.end) and not figure.word and figure.step == 1:
        return figure._replace(kind="ordinal", end=figure.end + 1, step=Fraction(0), word="号")
    if not figure.word and _half_read(text, figure):
        return figure._replace(certain=False)
    if figure.scale == 1000 and figure.low <= 42195 and _RACE.match(text, figure.end):      # a 10K run
        return None
    if figure.word == "分":
        return figure._replace(certain=bool(_SCORING.match(text, max(0, figure.start - 8), figure.start)))
    last = text[figure.end - 1]
    if figure.scale > 1 and last in "mtbMTB" and text[figure.end - 2:figure.end - 1] not in "a b" and not figure.word:
        return figure._replace(certain=last in "MB" or figure.kind == "money")
    return figure


_LETTERS = regex.compile(r"[\p{Latin}]|\s[B-HJ-Z](?![\p{L}'.])")
_ORDINAL_NEXT = regex.compile(r"[ -](?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten)th)s?(?![\p{L}])", regex.IGNORECASE)
_COMMA = regex.compile(r",\d{1,2}(?!\d)")


_RACE = regex.compile(r"\s(?:race|run|fun|road)(?![\p{L}])", regex.IGNORECASE)
_SCORING = regex.compile(r"(?r)(?:[得拿砍贡领落净差输胜追超低高][到下献先后出分]*)(?:[^，。,]{0,3})")
_AGED = regex.compile(r"(?r)(?:(?<![\p{L}])aged?(?:\sof)?\s|(?<=\p{Lu}[\p{L}'-]{1,20}),\s)", regex.IGNORECASE)
_AGE_ENDS = regex.compile(r",|\s?\(|\sand\s\p{Lu}")


_LENGTH_BEFORE = regex.compile(r"(?r)[近过约达满有逾超经长历用了每这前后]\s?")
_LENGTH_AFTER = regex.compile(r"[前后来内间多以的历里左]|之[前后久]|时间")


def _doubtful_years(text: str, figure: Figure) -> bool:
    """25年 and 88年 may be 2025 and 1988, 017年 is half a year's name, 9798年 two of them."""
    written = text[figure.start:figure.start + figure.length]
    if not written or figure.bound != "exact":
        return False
    if written[0] == "0" or (len(written) == 4 and written.isdecimal() and written[2:] != "00"):
        return True
    if len(written) != 2 or not written.isdecimal() or not (20 <= figure.low < 30 or figure.low >= 50):
        return False
    return not (_LENGTH_BEFORE.match(text, max(0, figure.start - 3), figure.start) or _LENGTH_AFTER.match(text, figure.end))


def aged(text: str, figure: Figure) -> Figure:
    """at the age of 77; aged 35; John Smith, 38, was …"""
    if figure.kind != "number" or figure.step != 1 or figure.scale != 1 or not 0 < figure.low < 120 or figure.form == "han":
        return figure
    match = _AGED.match(text, max(0, figure.start - 24), figure.start)
    if match is None or (match.group().startswith(",") and not (_AGE_ENDS.match(text, figure.end) and figure.low > 1)):
        return figure
    return figure._replace(kind="age", word="aged")


_COMPACT_DATE = regex.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$")
_ACRONYM = regex.compile(r"(?r)(?<![\p{L}\d&.])(?!US|UK|EU|UN|CEO|CNN|BBC|AP)[A-Z]{2,5}\s")
_TELEPHONE = regex.compile(r"1[3-9]\d{9}$")
_DAY_MONTH = regex.compile(r"\d{1,2}\.\d{1,2}$")        # on 5.12
_HOUR = regex.compile(r"(?:1?\d)(?:\.[0-5]\d)?$")      # at 7, at 6.45


def _half_read(text: str, figure: Figure) -> bool:
    """A bare number that letters run on from (10G), that a comma may continue (1,3), or that may be a year."""
    if _LETTERS.match(text, figure.end) or _COMMA.match(text, figure.end):
        return True
    if figure.start > 1 and text[figure.start - 1] == "," and text[figure.start - 2].isdecimal():
        return True
    written = text[figure.start:figure.end]
    if (written[0] == "0" and len(written) > 1 and written.isdecimal()) or _COMPACT_DATE.match(written) or _TELEPHONE.match(written):
        return True
    if figure.step == 1 and _ACRONYM.match(text, max(0, figure.start - 8), figure.start):      # NGC 1365, SPF 50
        return True
    before = text[max(0, figure.start - 3):figure.start].lower()
    if figure.scale == 1 and ((before == "at " and _HOUR.match(written)) or (before in ("on ", "ay ") and _DAY_MONTH.match(written))):
        return True
    return figure.step == 1 and figure.scale == 1 and 1900 <= figure.low <= 2099 and figure.length == 4


_SHARED = regex.compile(
    r"\s*(?:[.,;:!?)\"']|$|(?:of|to|more|less|or|in|from|higher|lower|and|are|were|is|was|have|had|said|off|on|by|at|as|that|who|since|compared|during)(?![\p{L}]))",
    regex.IGNORECASE)


def _word_figure(text: str, figure: Figure) -> Figure | None:
    word = text[figure.start:figure.end].lower()
    number = word[:figure.length]
    if number.startswith(("a ", "an ")) and figure.kind == "fraction" and not _SHARED.match(text, figure.end):
        return None
    if number.split(" ")[0] in SCALES or number.startswith("hundred "):      # multi-billion dollar
        return figure._replace(certain=False)
    if _ORDINAL_NEXT.match(text, figure.end):
        return figure._replace(certain=False)
    if number == "one":
        if text[max(0, figure.start - 9):figure.start].lower().endswith(("minus ", "negative ")):
            return figure
        if not figure.word and _ALONE.match(text, max(0, figure.start - 3), figure.start) and _ENDS.match(text, figure.end):
            return figure._replace(certain=False)
        if not figure.word or figure.kind == "percent":
            return figure if figure.kind == "percent" else None
        sure = figure.kind in ("measure", "money", "age") or (figure.kind == "duration" and figure.word not in ("day", "night"))
        return figure._replace(certain=sure)
    if number == "half" and (_NOT_HALF.match(text, max(0, figure.start - 12), figure.start) or _HALF_WORD.match(text, figure.end)):
        return None
    if number in ("zero", "naught", "nought"):
        return figure._replace(certain=False)
    return figure


def round_hundred(text: str, figure: Figure) -> bool:
    """百元 and 千亿 name a class of things as often as an amount; with a hedge before them (上百亿, 近百人) they are one."""
    return text[figure.start] in "百千佰仟" and figure.low == figure.high and text[figure.start - 1:figure.start] not in tuple("近超逾过约达上")


def _han_figure(text: str, figure: Figure) -> Figure | None:
    written = text[figure.start:figure.start + figure.length]
    if not figure.word and figure.low != figure.high and figure.high < 10:      # 二三事
        return None
    if figure.word and not any(c in written for c in "十百千万亿兆拾佰仟廿卅点几数") and figure.low == figure.high:
        return None if figure.length == 2 else figure._replace(certain=False)      # 唯一一场
    if figure.word:
        return figure._replace(certain=figure.certain and not round_hundred(text, figure))
    if not any(c in written for c in "十百千万亿兆拾佰仟廿卅点几数") and figure.low == figure.high:
        return figure._replace(certain=False) if len(written) > 2 else None
    if text[figure.end:figure.end + 1] in ("号", "线", "中", "初", "字", "大", "五", "届"):
        return None
    return figure._replace(certain=figure.certain and written not in ("十一", "百万", "千万", "十", "万亿", "百亿", "千亿"))
