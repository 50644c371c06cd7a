"""Named entities of a text: names that the gazetteer knows, and runs of capitalised Latin words.

Han characters outside the gazetteer are judged by their shape (`looks_like_name`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..text.folding import fold
from .bilingual_lexicon import is_common_noun, is_common_word
from .data import word_list
from .gazetteer import KnownName, find_known_names, is_territory
from .passage import FUNCTION_WORDS, Passage, Token, cached_on_passage
from .transliteration import is_person_in_pinyin, is_transcription

_JOINER = re.compile(r"[ \u00a0'’&·-]{1,2}| & ")
_ROMAN_NUMERAL = re.compile("[IVX]{2,5}")  # 国四 is National IV
_WORD = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile(r"'s\b")
_TITLES = frozenset(word_list("titles"))
_COMMON_ACRONYMS = frozenset(word_list("acronyms"))
_COMPANY_FORMS = frozenset(word_list("forms"))
_CALENDAR = frozenset(word_list("calendar"))


@dataclass(frozen=True, slots=True)
class NameThresholds:
    """How many letters, words or characters a name has.

    Attributes:
        min_uncapitalised_letters: of a word that may be a name in a text without capitals. Set on 2026-11-24 without a
            measurement of its own; held by the floors of `benchmarks.faithfulness`.
        max_organisation_characters: of a Chinese organisation or place. Set on 2026-11-24; held by the floors of
            `benchmarks.faults`.
        max_transcribed_characters: of a foreign name in Han characters. Set and held likewise.
        max_person_characters: of a Chinese surname and given name. Set and held likewise.
    """

    min_uncapitalised_letters: int = 4
    max_organisation_characters: int = 10
    max_transcribed_characters: int = 10
    max_person_characters: int = 3


THRESHOLDS = NameThresholds()


@dataclass(frozen=True)
class Name:
    """A name in a text.

    Attributes:
        start, end: offsets into the passage, in characters.
        tokens: its tokens.
        entries: numbers of the gazetteer's entries that it is a form of; empty when it is not known.
        initial: whether it begins a sentence, where any English word has a capital.
    """

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    entries: tuple[int, ...] = ()
    initial: bool = False

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of its tokens."""
        return tuple(token.key for token in self.tokens)

    @cached_property
    def words(self) -> list[str]:
        """Its words in Latin letters, in lower case, without the possessive."""
        return _WORD.findall(_POSSESSIVE.sub("", fold(self.text)))


# ------------------------------------------------------------------------------------------------ recognition


@cached_on_passage
def find_names(passage: Passage) -> list[Name]:
    """The names in a text, in order: those of the gazetteer, and runs of capitalised words around them."""
    known = [
        name
        for name in find_known_names(passage)
        if not _is_currency(passage, name) and not _is_part_of_name(passage, name)
    ]
    taken = {i for name in known for i in range(name.first, name.last)}
    taken |= {i for figure in passage.quantities for i in passage.tokens_between(figure.start, figure.end)}  # Q3
    names = [_name_of(passage, name) for name in known]
    names += _capitalised_names(passage, taken)
    return sorted(names, key=lambda name: name.start)


def _is_currency(passage: Passage, name: KnownName) -> bool:
    """Whether a name is the currency of a figure, which is compared with the figure."""
    return any(q.kind == "money" and q.start <= name.start and name.end <= q.end for q in passage.quantities)


def _is_part_of_name(passage: Passage, name: KnownName) -> bool:
    """Whether a listed name is only a part of another: Xin of Wang Xin, GM of SAIC-GM, 韦尔 of 泰德韦尔."""
    if name.last - name.first == 1 and passage.tokens[name.first].kind == "word":
        is_hyphenated = _is_capital_behind_hyphen(passage, name)
        return is_hyphenated or any(_is_pinyin_pair(passage, n) for n in (name.first - 1, name.first))
    if not is_transcription(passage.folded[name.start : name.end]):
        return False
    ends = _find_ends_of_transcriptions(passage)
    return name.start in ends or name.end in ends


@cached_on_passage
def _find_ends_of_transcriptions(passage: Passage) -> set[int]:
    """Where the words that write a foreign name by its sound, and hold no listed name, start and end, in characters."""
    listed = {offset for name in find_known_names(passage) for offset in range(name.start, name.end)}
    return {
        offset
        for start, end, _ in passage.han_words
        if listed.isdisjoint(range(start, end)) and _is_transcribed_word(passage.folded[start:end])
        for offset in (start, end)
    }


def _is_capital_behind_hyphen(passage: Passage, name: KnownName) -> bool:
    """Whether a hyphen joins a listed name to a capital before it, but for countries: US-China."""
    if not name.first or passage.text[name.start - 1] != "-" or is_territory(name.entries):
        return False
    before = passage.tokens[name.first - 1]
    return before.end == name.start - 1 and passage.text[before.start].isupper()


def _is_transcribed_word(text: str) -> bool:
    return len(text) > 1 and is_transcription(text) and not is_common_noun(text)


def _is_pinyin_pair(passage: Passage, first: int) -> bool:
    """Whether a token and the next are a surname of one syllable and a name of one or two in pinyin, with capitals."""
    pair = passage.tokens[first : first + 2] if first >= 0 else ()
    if len(pair) < 2 or passage.text[pair[0].end : pair[1].start] != " ":
        return False
    words = [passage.folded[token.start : token.end] for token in pair]
    are_capitals = all(passage.text[token.start : token.end].istitle() for token in pair)
    return are_capitals and is_person_in_pinyin(words)


def _name_of(passage: Passage, name: KnownName) -> Name:
    text = passage.text[name.start : name.end]
    return Name(name.start, name.end, text, passage.tokens[name.first : name.last], name.entries)


def _capitalised_names(passage: Passage, taken: set[int]) -> Iterator[Name]:
    """Runs of capitalised Latin words, tokens already taken left out."""
    run: list[int] = []
    for number, token in enumerate(passage.tokens):
        fits = number not in taken and (_may_be_in_name(passage, token) or _is_joined_capital(passage, token))
        if fits and run and _are_joined(passage, run[-1], number):
            run.append(number)
            continue
        if run:
            yield from _trimmed(passage, run)
        run = [number] if fits else []
    if run:
        yield from _trimmed(passage, run)


def _may_be_in_name(passage: Passage, token: Token) -> bool:
    """By its capital; in a text without any capitals, by being no word of the dictionary."""
    if token.kind != "word" or token.key in _CALENDAR or _ROMAN_NUMERAL.fullmatch(passage.text, token.start, token.end):
        return False
    return passage.text[token.start].isupper() or (passage.lacks_capitals and _is_uncommon(passage, token))


def _is_joined_capital(passage: Passage, token: Token) -> bool:
    """Whether a token is a part of `AT&T` or `R&D`, each of which is a word without a topic by itself."""
    around = passage.text[max(0, token.start - 1) : token.end + 1]
    return token.kind == "word" and "&" in around and passage.text[token.start : token.end].isupper()


def _is_uncommon(passage: Passage, token: Token) -> bool:
    word = passage.folded[token.start : token.end]
    long_enough = len(word) >= THRESHOLDS.min_uncapitalised_letters
    return long_enough and not is_common_word(word) and not is_common_word(token.key)


def _are_joined(passage: Passage, left: int, right: int) -> bool:
    """Whether two tokens are parts of one name: `Tim Cook`, `AT&T`, `J. Edgar`."""
    before = passage.tokens[left]
    if passage.folded[: before.end].endswith("'s"):  # CNN's Jane Doe is two names
        return False
    between = passage.text[before.end : passage.tokens[right].start]
    is_initial = before.end - before.start == 1 and between in (".", ". ")
    return right == left + 1 and (is_initial or not between or bool(_JOINER.fullmatch(between)))


def _trimmed(passage: Passage, run: list[int]) -> Iterator[Name]:
    """The name in a run of tokens, without articles and titles before it and forms of companies after it."""
    initial = is_sentence_start(passage.text, passage.tokens[run[0]].start)
    joined = {number for number in run if _is_joined_capital(passage, passage.tokens[number])}
    while (
        run
        and run[0] not in joined
        and (_precedes_name(word := passage.tokens[run[0]]) or (initial and len(run) > 1 and is_common_word(word.key)))
    ):
        run, initial = run[1:], False
    while run and run[-1] not in joined and _follows_name(passage.tokens[run[-1]]):
        run = run[:-1]
    if run:
        tokens = tuple(passage.tokens[i] for i in run)
        yield Name(tokens[0].start, tokens[-1].end, passage.text_of(tokens), tokens, (), initial)


def _follows_name(token: Token) -> bool:
    return token.key in FUNCTION_WORDS or token.key in _COMPANY_FORMS


def _precedes_name(token: Token) -> bool:
    return token.key in FUNCTION_WORDS or token.key in _TITLES


def is_sentence_start(text: str, start: int) -> bool:
    """Whether the character at `start` is the first of a sentence, a quoted sentence or a list item."""
    before = text[:start].rstrip(" \u00a0\n*•-")
    unquoted = before.rstrip("\"'“‘([ ")
    if before != unquoted:  # `said, "We …` begins one, `the "Plan` does not
        return not unquoted or unquoted[-1] in ".!?:;,。！？：；，…"
    return not before or before[-1] in ".!?:;。！？：；…"


def is_common_acronym(text: str) -> bool:
    """Whether a text is an English acronym for which Chinese has a word: IPO, GDP."""
    return text.rstrip("s") in _COMMON_ACRONYMS


# ------------------------------------------------------------------------------------------------ Han names

# The most common surnames, as of the census of 2010, and the compound ones still in use.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史"
    "陶贺毛段郝顾龚邵覃武钱戴严莫孔向常汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟申耿关兰焦俞左柳甘祝包宁符阮舒欧童凌毕单裴霍涂成苗谷曲冉游阳靳管柴梅盛桑冷季尤涂蒲殷麦"
    "欧司上诸尉司闻夏宇长洪詹骆娄蓝辛阎窦戚岑穆褚佟匡郎栾隋丛屈鲍卓卞车卜饶牟米池敖闵"
)
_ORGANISATION = re.compile(
    r".{1,8}(?:[省市县区州镇乡村岛港湾江河湖海山洋国洲部局委院厅署会队社行厂馆军党系族人]|公司|集团|银行|大学|学院|医院|法院|检察院|协会|委员会|基金|证券|政府|中心|机场|电视台|车站|联盟|组织)$"
)
# Characters of function words, which no name contains.
_FUNCTION_CHARACTER = re.compile(
    "[的了是在和与及就也都而并其之这那你我他她它个很更最已被把对从向到为着过吗呢吧说有不没]"
)
_PARTICLES = re.compile(
    "^[的了是在和与及就也都而并其之由于向被把对从到为给跟随让使]+|[的了是在和与及就也都而并之由于向被把对从到为地得说]+$"
)


def looks_like_name(text: str) -> bool:
    """Whether a run of Han characters may be the name of a person, a place or an organisation."""
    if looks_like_person(text):
        return True
    short_enough = len(text) <= THRESHOLDS.max_organisation_characters
    return short_enough and not _FUNCTION_CHARACTER.search(text) and bool(_ORGANISATION.match(text))


def looks_like_person(text: str) -> bool:
    """Whether a run of Han characters may be a person's name: a surname and a given name, or a transcription."""
    if _FUNCTION_CHARACTER.search(text):
        return False
    if 2 <= len(text) <= THRESHOLDS.max_transcribed_characters and is_transcription(text):
        return True
    return 2 <= len(text) <= THRESHOLDS.max_person_characters and text[0] in _SURNAMES


def strip_particles(text: str) -> str:
    """A run of Han characters without the function words at its ends: 是刘林 contains 刘林."""
    return _PARTICLES.sub("", text)
