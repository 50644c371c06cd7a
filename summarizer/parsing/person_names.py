"""Lines that are nothing but the names of persons."""

from __future__ import annotations

import regex

from ..languages.chinese.chinese_references import SURNAMES

_ENGLISH_NAMES = regex.compile(r"\p{Lu}[\p{L}.'’\-]*(?:\s(?:and|\p{Lu}[\p{L}.'’\-]*)){1,5}")
# A line of such names below the title is a byline.
_CHINESE_NAMES = regex.compile(rf"[{SURNAMES}]\p{{Han}}{{1,2}}(?:[、，\s]+[{SURNAMES}]\p{{Han}}{{1,2}}){{0,3}}")
# Headings that begin with a surname.
_NOT_NAMES = frozenset(
    (
        "简介",
        "方法",
        "方案",
        "时间",
        "成果",
        "应用",
        "管理",
        "安全",
        "文化",
        "高端",
        "金融",
        "石油",
        "温度",
        "路径",
        "关键",
        "后记",
    )
)


def is_name_of_person(text: str) -> bool:
    """Whether a text is nothing but a name, or names: Chinese ones by their surname, others by their capitals."""
    return is_chinese_names(text) or is_english_names(text)


def is_chinese_names(text: str) -> bool:
    return _CHINESE_NAMES.fullmatch(text) is not None and text not in _NOT_NAMES


def is_english_names(text: str) -> bool:
    return _ENGLISH_NAMES.fullmatch(text) is not None
