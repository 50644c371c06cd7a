"""Lines that are nothing but the names of persons."""

from __future__ import annotations

import regex

_ENGLISH_NAMES = regex.compile(r"\p{Lu}[\p{L}.'’\-]*(?:\s(?:and|\p{Lu}[\p{L}.'’\-]*)){1,5}")
# Surnames of one character by frequency, some three hundred with traditional forms: a line of such names below the
# title is a byline.
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时"
    "穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩"
    "張劉陳楊黃趙吳孫馬鄭謝許馮鄧呂盧鐘譚陸賈韋鄒閆龍賀顧龔萬錢嚴湯溫齊喬龐顏莊聶魯歐關蘭"
    "惠幸郦勾荆秘国晋庾羿浦"
)
_CHINESE_NAMES = regex.compile(rf"[{_SURNAMES}]\p{{Han}}{{1,2}}(?:[、，\s]+[{_SURNAMES}]\p{{Han}}{{1,2}}){{0,3}}")
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
