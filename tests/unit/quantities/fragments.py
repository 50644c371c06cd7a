"""Pieces of numbers, units, hedges and dates, from which hypothesis builds texts."""

from __future__ import annotations

from hypothesis import strategies as st

# fmt: off
_FRAGMENTS = (
    "约", "超过", "增长", "下降", "至", "到", "从", "一", "两", "十", "百", "千", "万", "亿", "零", "点", "半", "几", "数", "多", "余",
    "第", "年", "月", "日", "时", "分", "元", "美元", "%", "个", "成", "折", "倍", "分之", "百分之", "又", "负", "-", "~", ".",
    ",", " ", "\n", ":", "/", "(", ")", "[", "]", "$", "€", "US$", "RMB", "1", "2", "0", "15", "2025", "3.5",
    "1,000", "one", "two", "hundred", "thousand", "million", "and", "a", "half", "third", "of", "point", "bn",
    "k", "Q3", "H1", "FY", "May", "Sept", "Monday", "to", "from", "between", "up", "down", "rose", "fell",
    "by", "about", "nearly", "more than", "per cent", "years", "people", "萬", "億", "兩", "１", "５", "，", "。",
    "½", "'90s", "GPT-4", "http://a.b/1", "壹", "佰", "翻", "番", "岁", "周一", "去年",
)
# fmt: on


def texts(max_fragments: int) -> st.SearchStrategy[str]:
    """Texts of at most so many fragments."""
    return st.lists(st.sampled_from(_FRAGMENTS), max_size=max_fragments).map("".join)
