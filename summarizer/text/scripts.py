"""Scripts and languages of a text, detected by counting characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..models import BlockLanguage, LanguageCode

# The body of a character class: Unicode's blocks of ideographs in use. The standard library's engine counts them three
# times as fast as `regex` does `\p{Han}`, and every character of every document is counted.
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HAN_RUN = re.compile(f"[{HAN}]+")
NON_HAN_WORD = re.compile(rf"[^\W_{HAN}]+")
# A line break beside a character of a script without spaces, which is no space.
_BREAK_BESIDE_HAN = re.compile(r"(?<=[\u2e80-\uffef])[^\S\n]*\n\s*|[^\S\n]*\n\s*(?=[\u2e80-\uffef])")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’\-][A-Za-z\u00c0-\u024f]+)*")
# Every character below the first block of ideographs.
_BELOW_HAN = re.compile("[\0-\u33ff]*+")
# Windows-1252 covers English with its typographic marks. A text in it is counted as bytes, ten times as fast.
_WORD_BYTES = bytes(
    ord("a" if NON_HAN_WORD.match(bytes([code]).decode("cp1252", "ignore")) else " ") for code in range(256)
)


@dataclass(frozen=True, slots=True)
class ScriptThresholds:
    """How many Han characters make a text Chinese.

    Set on 2026-11-23 with the first parser; no measurement was recorded. Held since by `tests/unit/parsing` and the
    `blocks` sets of `benchmarks.behaviour` (2026-11-30).

    Attributes:
        english_below: a block is English below this share of Han characters among Han characters and Latin words; an
            English sentence that quotes a Chinese name stays below.
        chinese_above: a block is Chinese from this share on; a Chinese business sentence with three or four product
            names stays above. Between the two it is mixed.
        words_per_han: English words that weigh as much as one Han character in the language of a whole document.
        length_per_han: length of a Han character in English words, for limits that hold in both languages.
    """

    english_below: float = 0.25
    chinese_above: float = 0.6
    words_per_han: float = 0.6
    length_per_han: float = 0.5


THRESHOLDS = ScriptThresholds()


def detect_block_language(text: str) -> BlockLanguage:
    """The language of a block: `zh-Hans`, `zh-Hant`, `en`, or `mixed` when neither prevails."""
    han = "".join(HAN_RUN.findall(text)) if may_contain_han(text) else ""
    if not han:
        return "en"
    if len(han) < THRESHOLDS.chinese_above * len(text):  # else no Latin words can outweigh them
        share = len(han) / (len(han) + len(_LATIN_WORD.findall(text)))
        if share < THRESHOLDS.chinese_above:
            return "en" if share < THRESHOLDS.english_below else "mixed"
    return detect_chinese_script(han)


def detect_language(text: str) -> LanguageCode:
    """The prevailing language of a document."""
    han = count_han(text)
    if not han:
        return "en"
    weight = THRESHOLDS.words_per_han * han
    certain = weight >= len(text) - han  # even if every other character were a word
    return "zh" if certain or weight >= len(_LATIN_WORD.findall(text)) else "en"


def prevailing_language(han: int, words: int, words_per_han: float) -> LanguageCode:
    """The language of a text with so many Han characters and Latin words.

    Args:
        words_per_han: Latin words that weigh as much as one Han character.
    """
    return "zh" if han and words_per_han * han >= words else "en"


def detect_chinese_script(han: str) -> BlockLanguage:
    """Simplified or traditional, by which of the two national standards holds more of the Han characters given.

    GB 2312 has the simplified forms and Big5 the traditional ones; characters in both decide nothing.
    """
    simplified = len(han.encode("gb2312", errors="ignore"))
    if simplified == 2 * len(han):
        return "zh-Hans"
    return "zh-Hant" if len(han.encode("big5", errors="ignore")) > simplified else "zh-Hans"


def tells_chinese_script(text: str) -> bool:
    """Whether a text has Han characters that are simplified only, or traditional only."""
    han = "".join(HAN_RUN.findall(text))
    return len(han.encode("gb2312", errors="ignore")) != len(han.encode("big5", errors="ignore"))


def count_han(text: str) -> int:
    """The number of Han characters in a text."""
    if not may_contain_han(text):
        return 0
    return sum(map(len, HAN_RUN.findall(text)))


def contains_han(text: str) -> bool:
    """Whether a text contains a Han character."""
    return bool(HAN_RUN.search(text))


def may_contain_han(text: str) -> bool:
    """Whether a text has any character above U+33FF: a cheap necessary condition for `contains_han`."""
    return not text.isascii() and _BELOW_HAN.fullmatch(text) is None


def contains_any(text: str, substrings: Iterable[str]) -> bool:
    """Whether a text contains one of the substrings; faster than a pattern of alternatives."""
    return any(map(text.__contains__, substrings))


def length_in_words(text: str) -> float:
    """The length of a text in English words, a Han character counted as half a word."""
    return lengths_in_words(text, [(0, len(text))])[0]


def lengths_in_words(text: str, spans: Sequence[tuple[int, int]]) -> list[float]:
    """`length_in_words` of each span of a text, spans in characters."""
    encoded = encode_cp1252(text)
    if encoded is not None:
        words = encoded.translate(_WORD_BYTES)
        return [float(len(words[start:end].split())) for start, end in spans]
    parts = [text[start:end] for start, end in spans]
    per_han = THRESHOLDS.length_per_han
    return [per_han * sum(map(len, HAN_RUN.findall(part))) + len(NON_HAN_WORD.findall(part)) for part in parts]


def encode_cp1252(text: str) -> bytes | None:
    """A text in Windows-1252, one byte a character; None when the code page lacks one of its characters."""
    try:
        return text.encode("ascii" if text.isascii() else "cp1252")
    except UnicodeEncodeError:
        return None


def join_wrapped(text: str) -> str:
    """The text on one line with single spaces, and none where a line was broken beside a Han character."""
    return " ".join(_BREAK_BESIDE_HAN.sub("", text).split())
