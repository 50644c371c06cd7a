"""Names across scripts by their sound: Chinese names in pinyin, and foreign names transcribed in Han characters.

A transcription is compared by consonant classes, which Chinese transcription and English spelling keep better than
vowels: Hollande and 奥朗德 are both HLND or LND. The method is that of phonetic codes such as Soundex, with classes of
our own.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..text.scripts import HAN_RUN
from .data import read_lines
from .passage import Passage, cached_on_passage

# The common characters of the transcription tables of Xinhua (世界人名翻译大辞典).
TRANSCRIPTION_CHARACTERS = frozenset(
    "阿埃艾爱安昂奥巴白班邦包保鲍贝本比彼宾波伯博布采查策昌楚茨达代戴丹道德登邓迪蒂丁东杜顿多厄恩尔法凡范菲费芬丰冯夫弗福富盖甘冈高戈格根贡古瓜圭"
    "哈海汉豪赫亨洪胡华怀霍基吉加贾简杰津金京久卡凯坎康考科克肯孔库夸匡奎昆拉莱赖兰朗劳勒雷黎里理利莉丽林琳留刘柳卢鲁路伦罗洛吕马玛迈曼芒毛梅门蒙米密"
    "敏明缪摩莫默姆穆拿那娜纳奈南内尼妮年涅宁牛纽农努诺欧帕派潘庞培佩彭皮匹平珀普奇齐契恰强乔钦青琼丘屈让热仁日荣茹儒瑞若撒萨塞赛桑瑟森沙莎山尚绍"
    "舍申生圣施石史士舒斯丝松苏孙索塔太泰坦汤唐陶特滕提田廷通图托脱瓦万旺威韦维魏温文翁沃乌武西希锡夏香晓肖谢辛欣兴雄休许雅亚延扬尧耶叶伊因英雍永尤于"
    "宇约云赞泽扎詹章珍治朱兹宗祖佐儿茜黛蕾露琪姬珊贞娅娃弥葛桂伍琉鲜什切舰瑙喀鸠堪辛甸捷勃巧坡屯叙孟贡刹勇"
)
_TRANSCRIPTION_RUN = re.compile("[" + "".join(sorted(TRANSCRIPTION_CHARACTERS)) + "]{2,}")
# Consonants that Chinese transcription and English spelling use for one another share a class.
_CONSONANT_CLASSES = {
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
# Spellings of one sound, replaced in this order.
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
_SYLLABLE_ONSET = re.compile(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcs]")
_NO_READINGS: frozenset[str] = frozenset()
_SpansByCode: TypeAlias = dict[str, list[tuple[int, int]]]
# Letters of the longest pinyin syllable, zhuang.
_MAX_SYLLABLE_LETTERS = 6
# Latin words and names whose readings or codes are cached; a document has a few hundred.
_MAX_CACHED_WORDS = 4096


@dataclass(frozen=True, slots=True)
class TransliterationThresholds:
    """What can be a name in pinyin, and how exact a transcription must be.

    Attributes:
        max_syllables: of a word in pinyin; the ways to read a word double with each. Bounds the time of checks of
            words without end: `python -m benchmarks.linear`, 2026-11-24.
        max_name_syllables: characters of a Chinese name in pinyin; names of up to four are in use.
        max_given_syllables: of them, those of a given name.
        max_transcription: characters of a transcribed word. Set on 2026-11-24 without a measurement of its own; held
            by the floors of `benchmarks.faults`.
        min_code: consonants from which a code may differ from another, or be found within a longer transcription. Set
            and held likewise.
        min_long_code: consonants from which two may differ and not only one. Name faults of English claims on Chinese
            sources caught: 88%, without a false alarm: `python -m benchmarks.faults`, 2026-11-24.
    """

    max_syllables: int = 6
    max_name_syllables: int = 4
    max_given_syllables: int = 2
    max_transcription: int = 8
    min_code: int = 3
    min_long_code: int = 5


THRESHOLDS = TransliterationThresholds()
# Longest syllable with an apostrophe and a hyphen after it, in characters.
_MAX_LETTERS_PER_SYLLABLE = _MAX_SYLLABLE_LETTERS + 2


# ------------------------------------------------------------------------------------------------ pinyin


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


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def pinyin_readings(word: str, max_syllables: int = THRESHOLDS.max_syllables) -> tuple[tuple[str, ...], ...]:
    """All ways to divide a lower-case word into pinyin syllables; empty when there is none within the limit."""
    word = word.replace("ü", "v").replace("lv", "lü") if "ü" in word else word
    if not word:
        return ((),)
    if len(word) > max_syllables * _MAX_LETTERS_PER_SYLLABLE:
        return ()
    return tuple(
        (word[:length], *rest)
        for length in range(min(_MAX_SYLLABLE_LETTERS, len(word)), 0, -1)
        if word[:length] in _syllables()
        for rest in pinyin_readings(word[length:].lstrip("'-"), max_syllables - 1)
    )


def is_pinyin_name(words: Sequence[str]) -> bool:
    """Whether every word is pinyin and all of them together a name of two to four characters."""
    readings = [pinyin_readings(word) for word in words]
    return all(readings) and 2 <= sum(min(map(len, r)) for r in readings) <= THRESHOLDS.max_name_syllables


def is_person_in_pinyin(words: Sequence[str]) -> bool:
    """Whether two words are a surname of one syllable and a given name of one or two, in either order, in pinyin."""
    counts = [min(map(len, pinyin_readings(word)), default=0) for word in words]
    return all(counts) and min(counts) == 1 and max(counts) <= THRESHOLDS.max_given_syllables


def contains_pinyin(words: Sequence[str], folded: str) -> bool:
    """Whether characters with these readings stand together in a folded text, surname first or last."""
    return any(True for _ in find_pinyin(words, folded))


def find_pinyin(words: Sequence[str], folded: str) -> Iterator[tuple[int, int]]:
    """Where characters with these readings stand together in a folded text, surname first or last."""
    readings = _readings_of_name(tuple(words))
    for run in HAN_RUN.finditer(folded) if readings else ():
        for syllables in readings:
            for start in _starts_of_reading(syllables, run.group()):
                yield run.start() + start, run.start() + start + len(syllables)


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def _readings_of_name(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """The ways to read the words of a name in pinyin, surname first or last."""
    orders = {words, (*words[1:], *words[:1]), (*words[-1:], *words[:-1])}
    return frozenset(syllables for order in orders for syllables in _joint_readings(order))


def _joint_readings(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    if not words:
        yield ()
        return
    for first in pinyin_readings(words[0]):
        for rest in _joint_readings(words[1:]):
            yield first + rest


def _starts_of_reading(syllables: tuple[str, ...], run: str) -> Iterator[int]:
    """Where a run of Han characters can be read so."""
    readings = _readings()
    for start in range(len(run) - len(syllables) + 1):
        if all(s in readings.get(run[start + i], _NO_READINGS) for i, s in enumerate(syllables)):
            yield start


# ------------------------------------------------------------------------------------------------ transcription


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def write_in_pinyin(word: str) -> str:
    """A Chinese word in pinyin without tones, by the first reading of each character; empty where one has none."""
    readings = [_readings().get(character) for character in word]
    return "".join(min(each) for each in readings if each) if all(readings) else ""


def is_transcription(text: str) -> bool:
    """Whether a text consists of characters used in transcriptions only."""
    return bool(text) and all(char in TRANSCRIPTION_CHARACTERS or char == "·" for char in text)


def contains_transcription(name: str, passage: Passage) -> bool:
    """Whether a run of transcription characters in a text has the consonants of a lower-case foreign name."""
    return any(True for _ in find_transcription(name, passage))


def find_transcription(name: str, passage: Passage) -> Iterator[tuple[int, int]]:
    """Where runs of transcription characters in a text have the consonants of a lower-case foreign name."""
    whole, parts = _transcription_codes(passage)
    for code in _codes_of_name(name):
        for other, spans in (parts if len(code) >= THRESHOLDS.min_code else whole).items():
            if _are_similar(code, other):
                yield from spans


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def _codes_of_name(name: str) -> frozenset[str]:
    """The consonants of a lower-case foreign name, with a hard g and a soft one; of two sounds or more."""
    return frozenset(code for code in map(consonant_code, (name, _SOFT_G.sub("j", name))) if len(code) > 1)


@functools.lru_cache(maxsize=_MAX_CACHED_WORDS)
def consonant_code(name: str) -> str:
    """The consonant classes of a lower-case Latin name: `hollande` is HLND."""
    for old, new in _DIGRAPHS:
        name = name.replace(old, new)
    return _collapse("".join(_CONSONANT_CLASSES.get(char, "") for char in name))


@cached_on_passage
def _transcription_codes(passage: Passage) -> tuple[_SpansByCode, _SpansByCode]:
    """The codes of the whole runs of transcription characters, and of all parts of runs, two characters or more.

    A short code is found by chance in many a part, so it is compared with whole runs only.
    """
    whole: _SpansByCode = {}
    parts: _SpansByCode = {}
    longest = THRESHOLDS.max_transcription
    for match in _TRANSCRIPTION_RUN.finditer(passage.folded):
        run, at = match.group(), match.start()
        if len(run) < longest:
            whole.setdefault(han_code(run), []).append(match.span())
        for start in range(len(run)):
            for end in range(start + 2, min(start + longest, len(run)) + 1):
                parts.setdefault(han_code(run[start:end]), []).append((at + start, at + end))
    return whole, parts


def han_code(characters: str) -> str:
    """The consonant classes of transcription characters: 奥朗德 is LND."""
    return _collapse("".join(map(_character_code, characters)))


@functools.cache
def _character_code(char: str) -> str:
    """The classes of a character's onset and, where it has one, its final n. 尔 is an l without a vowel."""
    if char in "尔儿":
        return "L"
    syllable = min(_readings().get(char, frozenset({""})))
    onset = _SYLLABLE_ONSET.match(syllable)
    letter = onset.group()[0] if onset else ("f" if syllable.startswith("w") else "")
    if letter in ("c", "q"):  # ts and ch
        letter = "s"
    code = _CONSONANT_CLASSES.get(letter, "")
    return code + ("N" if re.search(r"ng?$", syllable) and len(syllable) > 1 else "")


def _collapse(code: str) -> str:
    """A code without repetitions."""
    return "".join(c for i, c in enumerate(code) if i == 0 or code[i - 1] != c)


def _are_similar(code: str, other: str) -> bool:
    """Equal but for h, which transcription often drops; longer codes may be one or two edits apart."""
    if code == other or code.replace("H", "") == other.replace("H", "") != "":
        return True
    shorter = min(len(code), len(other))
    if shorter < THRESHOLDS.min_code:
        return False
    from rapidfuzz.distance import Levenshtein

    max_edits = 1 if shorter < THRESHOLDS.min_long_code else 2
    return code[:1] == other[:1] and Levenshtein.distance(code, other, score_cutoff=max_edits) <= max_edits
