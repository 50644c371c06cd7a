"""Print numbers and figures in either language, so that reading them again gives the same value."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from .quantity import Quantity, When

Language = Literal["zh", "en"]
Style = Literal["digits", "grouped", "scaled", "short", "words", "formal", "traditional"]

_HAN = "零一二三四五六七八九"
_FORMAL = dict(zip("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟", strict=True))
_TRADITIONAL = {"万": "萬", "亿": "億", "点": "點", "负": "負"}
_ZH_SCALES = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
_EN_SCALES = ((10**12, "trillion", "tn"), (10**9, "billion", "bn"), (10**6, "million", "m"), (10**3, "thousand", "k"))
_ONES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_QUARTERS = ("first", "second", "third", "fourth")
_MONEY = {
    "zh": {
        "CNY": "元",
        "USD": "美元",
        "HKD": "港元",
        "EUR": "欧元",
        "JPY": "日元",
        "GBP": "英镑",
        "KRW": "韩元",
        "TWD": "新台币",
        "SGD": "新加坡元",
    },
    "en": {
        "CNY": "yuan",
        "USD": "US dollars",
        "HKD": "Hong Kong dollars",
        "EUR": "euros",
        "JPY": "yen",
        "GBP": "pounds",
        "$": "dollars",
        "KRW": "won",
        "TWD": "New Taiwan dollars",
        "SGD": "Singapore dollars",
    },
}
_THINGS = {
    "zh": {
        "person": "人",
        "vehicle": "辆",
        "aircraft": "架",
        "ship": "艘",
        "household": "户",
        "share": "股",
        "time": "次",
        "point": "点",
        "case": "例",
        "company": "家公司",
        "country": "个国家",
        "city": "座城市",
        "home": "套",
        "store": "家门店",
        "floor": "层",
        "page": "页",
        "word": "字",
        "vote": "票",
        "episode": "集",
        "seat": "席",
        "item": "个",
    },
    "en": {
        "person": "people",
        "vehicle": "vehicles",
        "aircraft": "aircraft",
        "ship": "ships",
        "household": "households",
        "share": "shares",
        "time": "times",
        "point": "points",
        "case": "cases",
        "company": "companies",
        "country": "countries",
        "city": "cities",
        "home": "homes",
        "store": "stores",
        "floor": "floors",
        "page": "pages",
        "word": "words",
        "vote": "votes",
        "episode": "episodes",
        "seat": "seats",
        "item": "items",
    },
}
_TIME_ZH = {
    "year": "年",
    "month": "个月",
    "week": "周",
    "day": "天",
    "hour": "小时",
    "minute": "分钟",
    "second": "秒",
}


def format_number(value: Fraction | int, language: Language, style: Style = "grouped") -> str:
    """A number in a language and style; one without a finite decimal form is printed as a fraction.

    Styles: `digits` 12345, `grouped` 12,345, `scaled` 1.2345万 or 12.345 thousand, `short` 12.345k (English), `words`
    一万二千三百四十五 or twelve thousand …, `formal` 壹万贰仟… and `traditional` 一萬二千… (Chinese).

    Raises:
        ValueError: the style does not exist in the language.
    """
    value = Fraction(value)
    if (style in ("formal", "traditional") and language != "zh") or (style == "short" and language != "en"):
        raise ValueError(f"no style {style!r} in {language!r}")
    if not _finite(value):
        return _fraction(value, language, style)
    sign = ("负" if language == "zh" and style not in ("digits", "grouped", "scaled") else "-") if value < 0 else ""
    if value < 0 and language == "en" and style == "words":
        sign = "minus "
    return _traditional(sign, style) + _unsigned(abs(value), language, style)


def _unsigned(value: Fraction, language: Language, style: Style) -> str:
    if style in ("digits", "grouped"):
        return _decimal(value, "," if style == "grouped" else "")
    if style in ("scaled", "short"):
        return _scaled(value, language, style)
    if language == "en":
        return _english(value)
    return _traditional(_chinese(value), style)


def _finite(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _decimal(value: Fraction, separator: str = "") -> str:
    whole, rest = divmod(value, 1)
    text = f"{int(whole):,}" if separator else str(int(whole))
    return text + ("." + _places(rest) if rest else "")


def _places(rest: Fraction) -> str:
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(int(digit))
    return digits


def _scaled(value: Fraction, language: Language, style: Style) -> str:
    if language == "zh":
        unit, word = next(((u, w) for u, w in _ZH_SCALES if value >= u), (1, ""))
        return _decimal(value / unit) + word
    unit, long, short = next((row for row in _EN_SCALES if value >= row[0]), (1, "", ""))
    return _decimal(value / unit) + ((short if style == "short" else f" {long}") if unit > 1 else "")


def _fraction(value: Fraction, language: Language, style: Style) -> str:
    if language == "en":
        return f"{value.numerator}/{value.denominator}"
    words = style in ("words", "formal", "traditional")
    parts = [_chinese(Fraction(abs(n))) if words else str(abs(n)) for n in (value.denominator, value.numerator)]
    return _traditional(("负" if value < 0 else "") + f"{parts[0]}分之{parts[1]}", style)


def _traditional(text: str, style: Style) -> str:
    table = _FORMAL if style == "formal" else _TRADITIONAL if style == "traditional" else {}
    return "".join(table.get(c, c) for c in text)


def _chinese(value: Fraction) -> str:
    whole, rest = divmod(value, 1)
    text = _chinese_whole(int(whole))
    return text + ("点" + "".join(_HAN[int(d)] for d in _places(rest)) if rest else "")


def _chinese_whole(value: int) -> str:
    """一亿零五十万: a group below a thousand takes 零 after a higher one."""
    if value < 10**4:
        return _chinese_section(value)
    unit, word = (10**8, "亿") if value >= 10**8 else (10**4, "万")
    high, low = divmod(value, unit)
    text = _chinese_whole(high) + word
    if not low:
        return text
    gap = "零" if low < unit // 10 or high % 10 == 0 else ""
    return text + gap + _chinese_whole(low)


def _chinese_section(value: int) -> str:
    text, zero = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += ("零" if zero and text else "") + _HAN[digit] + word
            zero = False
        else:
            zero = True
    return text or "零"


def _english(value: Fraction) -> str:
    whole, rest = divmod(value, 1)
    text = _english_whole(int(whole))
    return text + (" point " + " ".join(_ONES[int(d)] for d in _places(rest)) if rest else "")


def _english_whole(value: int) -> str:
    if value < 1000:
        return _english_group(value)
    unit, word, _ = next(row for row in _EN_SCALES if value >= row[0])
    high, low = divmod(value, unit)
    text = f"{_english_whole(high)} {word}"
    if not low:
        return text
    return f"{text} {'and ' if low < 100 else ''}{_english_whole(low)}"


def _english_group(value: int) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        return _TENS[value // 10] + (f"-{_ONES[value % 10]}" if value % 10 else "")
    return f"{_ONES[value // 100]} hundred" + (f" and {_english_group(value % 100)}" if value % 100 else "")


# Figures.


def format_quantity(quantity: Quantity, language: Language) -> str:
    """The figure in a language, without its hedge; as it was written where it has no form of its own there."""
    if quantity.when is not None:
        return _moment(quantity, language)
    if quantity.low is None or quantity.high is None:
        return quantity.text
    if quantity.kind == "score":
        return f"{_decimal(quantity.low)}-{_decimal(quantity.high)}"
    if quantity.low != quantity.high:
        joint = "至" if language == "zh" else " to "
        return joint.join(_figure(quantity, value, language) for value in (quantity.low, quantity.high))
    return _figure(quantity, quantity.low, language)


def _figure(quantity: Quantity, value: Fraction, language: Language) -> str:
    zh = language == "zh"
    plain = format_number(value, language, "scaled" if value >= 10**4 else "grouped")
    kind, unit = quantity.kind, quantity.unit
    if kind == "money":
        return _money(plain, unit or "", language)
    if kind == "percent" and unit is None:
        return f"{format_number(value, language)}%"
    if kind == "points":
        return f"{plain}个百分点" if zh else f"{plain} percentage points"
    if kind == "multiple":
        return f"{plain}倍" if zh else f"{plain} times as much"
    if kind == "ordinal":
        return f"第{_decimal(value)}" if zh else f"No. {_decimal(value)}"
    if kind == "age":
        return f"{plain}岁" if zh else f"{plain} years old"
    if kind == "duration":
        return f"{plain}{_TIME_ZH[unit or 'year']}" if zh else f"{plain} {unit}{'' if value == 1 else 's'}"
    if kind == "measure":
        return f"{plain} {unit}"
    if kind == "count" and unit in _THINGS[language]:
        return plain + ("" if zh else " ") + _THINGS[language][unit]
    return plain if kind in ("number", "fraction", "count") else quantity.text


def _money(plain: str, unit: str, language: Language) -> str:
    word = _MONEY[language].get(unit)
    if word:
        return f"{plain}{word}" if language == "zh" else f"{plain} {word}"
    return f"{unit}{plain}" if unit in ("$", "¥") else f"{unit} {plain}"


def _moment(quantity: Quantity, language: Language) -> str:
    when = quantity.when
    if when is None or when.relative or when.season or when.part or when.week:
        return quantity.text
    if quantity.kind == "time":
        return _clock(when) if quantity.until is None else f"{_clock(when)}-{_clock(quantity.until)}"
    text = _date(when, language)
    if not text:
        return quantity.text
    if quantity.until is None:
        return text
    if text.startswith("the year"):
        return f"{when.year} to {quantity.until.year}"
    return ("至" if language == "zh" else " to ").join((text, _date(quantity.until, language)))


def _clock(when: When) -> str:
    seconds = f":{when.second:02d}" if when.second is not None else ""
    return f"{when.hour or 0:02d}:{when.minute or 0:02d}{seconds}"


def _date(when: When, language: Language) -> str:
    return _chinese_date(when) if language == "zh" else _english_date(when)


def _chinese_date(when: When) -> str:
    if when.century is not None:
        return f"{when.century}世纪"
    if when.decade is not None:
        return f"{when.decade}年代"
    text = f"{when.year}{'财年' if when.fiscal else '年'}" if when.year is not None else ""
    text += f"{when.month}月" if when.month is not None else ""
    text += f"{when.day}日" if when.day is not None else ""
    if when.quarter is not None:
        text += f"第{_HAN[when.quarter]}季度"
    if when.half is not None:
        text += "上半年" if when.half == 1 else "下半年"
    return text or (f"周{'一二三四五六日'[when.weekday - 1]}" if when.weekday is not None else "")


def _english_date(when: When) -> str:
    year = str(when.year) if when.year is not None else ""
    if when.century is not None:
        return f"{when.century}{_suffix(when.century)} century"
    if when.decade is not None:
        return f"{when.decade}s"
    if when.quarter is not None:
        return f"{'fiscal ' if when.fiscal and not year else ''}{_QUARTERS[when.quarter - 1]} quarter" + _of(
            year, when.fiscal
        )
    if when.half is not None:
        return f"{_QUARTERS[when.half - 1]} half" + _of(year, when.fiscal)
    if when.month is not None:
        day = f" {when.day}" if when.day is not None else ""
        return _MONTHS[when.month - 1] + day + ((", " if day else " ") + year if year else "")
    if when.day is not None:
        return f"{when.day}{_suffix(when.day)}"
    if when.weekday is not None:
        return _WEEKDAYS[when.weekday - 1]
    return f"{'fiscal' if when.fiscal else 'the year'} {year}" if year else ""


def _of(year: str, fiscal: bool) -> str:
    return f" of {'fiscal ' if fiscal else ''}{year}" if year else ""


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
