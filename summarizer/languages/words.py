"""The words of Chinese, English and mixed text."""

from __future__ import annotations

import contextlib
import functools
from typing import TYPE_CHECKING

import regex

from ..files import cache_folder
from . import LANGUAGES

if TYPE_CHECKING:
    import jieba


_HAN = r"\p{Han}"
_LETTER = rf"[[\p{{L}}\p{{N}}]--{_HAN}]"
# A run of Han characters is segmented by jieba. Any other token is a word: a number with decimals and per cent sign, a
# name with inner joiners (GPT-4, AT&T, O'Neill, U.S.).
_TOKEN = regex.compile(
    rf"(?P<han>{_HAN}+)"
    rf"|(?P<number>\d[\d,]*+(?:\.\d+)?+%?+(?!{_LETTER}))"
    rf"|(?P<latin>(?:\p{{L}}\.){{2,}}|{_LETTER}+(?:[-&'’.]{_LETTER}+)*)",
    regex.VERSION1,
)


@functools.cache
def chinese_tokenizer() -> jieba.Tokenizer:
    """The package's private jieba tokenizer with the full dictionary, whose cache is in our own folder."""
    from .chinese.chinese_phrases import import_jieba  # needs numpy, which parsing alone does not

    tokenizer: jieba.Tokenizer = import_jieba().Tokenizer()
    with contextlib.suppress(OSError):  # a read-only home only costs the cache
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(folder)
    tokenizer.initialize()
    return tokenizer


@functools.cache
def key_term_stop_words() -> frozenset[str]:
    """Lower-cased words of any language that are no part of a key term."""
    return frozenset().union(*(language.key_term_stop_words for language in LANGUAGES.values()))


def tokenize_words(text: str) -> list[str]:
    """The words of a text in any language, in order, lower-cased, without punctuation."""
    return [text[start:end].lower() for start, end in word_spans(text)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """The words of a text in any language as half-open character offsets, in order."""
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "han":
            spans.append(match.span())
            continue
        start = match.start()
        for word in chinese_tokenizer().cut(match.group(), HMM=True):
            spans.append((start, start + len(word)))
            start += len(word)
    return spans
