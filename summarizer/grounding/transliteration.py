"""Chinese names: recognised in Han, read as pinyin, or known by their sound when they transcribe a foreign name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from ..text.scripts import HAN
from .data import read_lines

# The characters of the transcription tables of Xinhua (世界人名翻译大辞典), the common ones.
_TRANSCRIBING = frozenset(
    "阿埃艾爱安昂奥巴白班邦包保鲍贝本比彼宾波伯博布采查策昌楚茨达代戴丹道德登邓迪蒂丁东杜顿多厄恩尔法凡范菲费芬丰冯夫弗福富盖甘冈高戈格根贡古瓜圭"
    "哈海汉豪赫亨洪胡华怀霍基吉加贾简杰津金京久卡凯坎康考科克肯孔库夸匡奎昆拉莱赖兰朗劳勒雷黎里理利莉丽林琳留刘柳卢鲁路伦罗洛吕马玛迈曼芒毛梅门蒙米密"
    "敏明缪摩莫默姆穆拿那娜纳奈南内尼妮年涅宁牛纽农努诺欧帕派潘庞培佩彭皮匹平珀普奇齐契恰强乔钦青琼丘屈让热仁日荣茹儒瑞若撒萨塞赛桑瑟森沙莎山尚绍"
    "舍申生圣施石史士舒斯丝松苏孙索塔太泰坦汤唐陶特滕提田廷通图托脱瓦万旺威韦维魏温文翁沃乌武西希锡夏香晓肖谢辛欣兴雄休许雅亚延扬尧耶叶伊因英雍永尤于"
    "宇约云赞泽扎詹章珍治朱兹宗祖佐儿茜黛蕾露琪姬珊贞娅娃弥葛桂伍琉鲜什切舰瑙喀鸠堪辛甸捷勃巧坡屯叙孟贡刹勇"
)
_TRANSCRIPTION = re.compile("[" + "".join(sorted(_TRANSCRIBING)) + "]{2,}")
_LONG = 5  # consonants
_HAN_RUN = re.compile(f"[{HAN}]+")
# Consonants that Chinese transcription and English spelling use for one another share a class.
_CLASSES = {
    **dict.fromkeys("bp", "B"),
    **dict.fromkeys("fvw", "F"),
    **dict.fromkeys("dt", "D"),
    **dict.fromkeys("lr", "L"),
    **dict.fromkeys("gkqc", "K"),
    **dict.fromkeys("szxj", "S"),
    "m": "M",
    "n": "N",
    "h": "H",
}
_DIGRAPHS = (
    ("sch", "s"),
    ("tch", "s"),
    ("sh", "s"),
    ("ch", "s"),
    ("zh", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("qu", "k"),
    ("ck", "k"),
    ("gh", "g"),
    ("wh", "w"),
    ("kn", "n"),
    ("dg", "j"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("x", "ks"),
    ("ng", "n"),
    ("ts", "s"),
    ("tz", "s"),
)
_SOFT_G = re.compile("g(?=[eiy])")
# No word of a name has more; the ways to read a word double with each.
_MOST_SYLLABLES, _LONGEST_SYLLABLE = 6, 8  # letters, with an apostrophe or hyphen behind them
_SYLLABLE_ONSET = re.compile(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcs]")


@functools.cache
def _readings() -> dict[str, frozenset[str]]:
    """The readings of each character, without tones."""
    found: dict[str, set[str]] = {}
    for line in read_lines("pinyin.txt"):
        syllable, characters = line.split(" ", 1)
        for character in characters:
            found.setdefault(character, set()).add(syllable)
    return {character: frozenset(syllables) for character, syllables in found.items()}


@functools.cache
def _syllables() -> frozenset[str]:
    return frozenset(syllable for many in _readings().values() for syllable in many)


@functools.lru_cache(maxsize=4096)
def pinyin_readings(word: str, most: int = _MOST_SYLLABLES) -> tuple[tuple[str, ...], ...]:
    """All ways to read a small-letter word as pinyin of at most so many syllables; empty when there is none."""
    word = word.replace("ü", "v").replace("lv", "lü") if "ü" in word else word
    if not word:
        return ((),)
    if len(word) > most * _LONGEST_SYLLABLE:
        return ()
    return tuple(
        (word[:length], *rest)
        for length in range(min(6, len(word)), 0, -1)
        if word[:length] in _syllables()
        for rest in pinyin_readings(word[length:].lstrip("'-"), most - 1)
    )


def is_pinyin_name(words: Sequence[str]) -> bool:
    """Whether each word is pinyin and the whole a name of two to four characters."""
    readings = [pinyin_readings(word) for word in words]
    return all(readings) and 2 <= sum(min(map(len, r)) for r in readings) <= 4


def contains_pinyin(words: Sequence[str], folded: str) -> bool:
    """Whether characters with these readings stand together in a text, the words in this order or turned round."""
    orders = [tuple(words)] if len(words) == 1 else [tuple(words), (*words[1:], words[0]), (words[-1], *words[:-1])]
    wanted = {s for order in orders for s in _joined(order)}
    return any(_stands_in(syllables, run) for run in _HAN_RUN.findall(folded) for syllables in wanted)


def _joined(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if not words:
        yield ()
        return
    for first in pinyin_readings(words[0]):
        for rest in _joined(words[1:]):
            yield first + rest


def _stands_in(syllables: tuple[str, ...], run: str) -> bool:
    readings = _readings()
    none: frozenset[str] = frozenset()
    return any(
        all(s in readings.get(run[at + i], none) for i, s in enumerate(syllables))
        for at in range(len(run) - len(syllables) + 1)
    )


def contains_transcription(name: str, folded: str) -> bool:
    """Whether a stretch of transcribing characters in a text has the consonants of a foreign name."""
    codes = {consonant_code(name), consonant_code(_SOFT_G.sub("j", name))}
    whole, parts = _transcriptions(folded)
    return any(_near(code, other) for code in codes if len(code) > 1 for other in (parts if len(code) > 2 else whole))


@functools.lru_cache(maxsize=4096)
def consonant_code(name: str) -> str:
    """The consonant classes of a small-letter Latin name: Hollande is HLND."""
    for old, new in _DIGRAPHS:
        name = name.replace(old, new)
    codes = [_CLASSES[char] for char in name if char in _CLASSES]
    return "".join(code for i, code in enumerate(codes) if i == 0 or codes[i - 1] != code)


@functools.lru_cache(maxsize=32)  # texts, which may be long; a text is asked for many names in a row
def _transcriptions(folded: str) -> tuple[frozenset[str], frozenset[str]]:
    """The consonant classes of the runs of two to seven transcribing characters, and of all parts of runs.

    A short code is found by chance in many a part, so it is compared with whole runs only.
    """
    whole: set[str] = set()
    parts: set[str] = set()
    for run in _TRANSCRIPTION.findall(folded):
        if len(run) < 8:
            whole.add(_code(run))
        ends = {start: range(start + 2, min(start + 8, len(run)) + 1) for start in range(len(run))}
        parts.update(_code(run[start:end]) for start in ends for end in ends[start])
    return frozenset(whole), frozenset(parts)


def _code(characters: str) -> str:
    return _without_repeats("".join(map(_char_sound, characters)))


def is_transcription(text: str) -> bool:
    """Whether a text is made of transcribing characters only."""
    return bool(text) and all(char in _TRANSCRIBING or char == "·" for char in text)


@functools.cache
def _char_sound(char: str) -> str:
    """The classes of a character's onset and, where it has one, its final n. 尔 is an l without a vowel."""
    if char in "尔儿":
        return "L"
    syllable = min(_readings().get(char, frozenset({""})))
    onset = _SYLLABLE_ONSET.match(syllable)
    letter = onset.group()[0] if onset else ("f" if syllable.startswith("w") else "")
    if letter in ("c", "q"):  # ts and ch
        letter = "s"
    code = _CLASSES.get(letter, "")
    return code + ("N" if re.search(r"ng?$", syllable) and len(syllable) > 1 else "")


def _without_repeats(code: str) -> str:
    return "".join(c for i, c in enumerate(code) if i == 0 or code[i - 1] != c)


def _near(code: str, other: str) -> bool:
    """Equal, or for longer codes one or two consonants apart; h is the one that transcription drops most."""
    if code == other or code.replace("H", "") == other.replace("H", "") != "":
        return True
    if min(len(code), len(other)) < 3:
        return False
    from rapidfuzz.distance import Levenshtein

    apart = 1 if min(len(code), len(other)) < _LONG else 2
    return code[:1] == other[:1] and Levenshtein.distance(code, other, score_cutoff=apart) <= apart


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
