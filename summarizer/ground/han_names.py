"""What looks like a Chinese name: surname and given name, transcription, a place or an organisation by its ending.

Only asked of characters that stand in the place of others; in running text the looks would deceive.
"""

from __future__ import annotations

import re

from .pinyin import is_transcription

# The 200 most common surnames, as of the census of 2010, and the compound ones still borne.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史"
    "陶贺毛段郝顾龚邵覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申耿关兰焦俞左柳甘祝包宁符阮舒欧童凌毕单裴霍涂成苗谷曲冉游阳靳管柴梅盛桑冷季尤涂蒲殷麦"
    "欧司上诸尉司闻夏宇长洪詹骆娄蓝辛阎窦戚岑穆褚佟匡郎栾隋丛屈鲍卓卞车卜饶牟米池敖闵"
)
_ENDING = re.compile(
    r".{1,8}(?:[省市县区州镇乡村岛港湾江河湖海山洋国洲部局委院厅署会队社行厂馆军党系族人]|公司|集团|银行|大学|学院|医院|法院|检察院|协会|委员会|基金|证券|政府|中心|机场|电视台|车站|联盟|组织)$"
)
_ORDINARY = re.compile("[的了是在和与及就也都而并其之这那你我他她它个很更最已被把对从向到为着过吗呢吧说有不没]")

_LITTLE = re.compile(
    "^[的了是在和与及就也都而并其之由向于被把对从到为给跟随让使]+|[的了是在和与及就也都而并之由向于被把对从到为地得说]+$"
)


def looks_like_name(text: str) -> bool:
    """Whether a run of two to ten Han characters could be a name."""
    return looks_like_person(text) or (len(text) <= 10 and not _ORDINARY.search(text) and bool(_ENDING.match(text)))


def bare_name(text: str) -> str:
    """A run of characters without the little words at its ends: 是刘林 holds 刘林."""
    return _LITTLE.sub("", text)


def looks_like_person(text: str) -> bool:
    """Whether a run of Han characters could be a person's name: a surname and a given name, or a transcription."""
    if _ORDINARY.search(text):
        return False
    transcribed = 2 <= len(text) <= 10 and is_transcription(text)
    return transcribed or (2 <= len(text) <= 3 and text[0] in _SURNAMES)
