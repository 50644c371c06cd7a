"""Which words and characters may begin a figure: everything else is passed over without a look."""

from __future__ import annotations

import functools
from importlib.resources import files

NUMERALS = "零一二三四五六七八九十百千两俩壹贰叁肆伍陆柒捌玖拾佰仟廿卅"
# The first characters of relative dates, of times of day, of currencies, and of idioms that hold numerals.
DATE_HEADS = "去今明前后当同来本上下这周星礼昨公"
TIME_HEADS = "凌清早上中正下午傍晚夜深今昨明"
MONEY_HEADS = "人美港欧日英新台加澳韩泰卢瑞越"
_IDIOM_HEADS = "康雍乾嘉道咸光宣顺洪永崇贞开天神至绍熙庆民大平成独合朝接丢颠低乱双“万"
HAN = "".join(sorted(set(NUMERALS + DATE_HEADS + TIME_HEADS + MONEY_HEADS + _IDIOM_HEADS + "半几数翻第亿减腰倍打")))


@functools.cache
def triggers() -> dict[str, str]:
    """The reader for each English word, lower-cased, that may begin a figure."""
    table: dict[str, str] = {}
    for line in (files(__package__) / "data" / "triggers.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            reader, *words = line.split()
            for word in words:
                table.setdefault(word, reader)
    return table
