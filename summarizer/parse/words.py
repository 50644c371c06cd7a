"""Words of Chinese and English text, and the stop words that carry no topic.

Chinese words come from one private `jieba.Tokenizer`: the module-level one of jieba is shared by the whole
process and `jieba.add_word` in another library would change our summaries.
"""

from __future__ import annotations

import contextlib
import functools
import io
import logging
from typing import TYPE_CHECKING

import regex

from ..files import cache_folder

if TYPE_CHECKING:
    import jieba

_HAN = r"\p{Han}"
_LETTER = rf"[[\p{{L}}\p{{N}}]--{_HAN}]"
# A run of Han characters goes to jieba whole; everything else is a word by itself: figures with their decimals
# and per cent sign, names with inner joiners (GPT-4, AT&T, O'Neill, U.S.).
_TOKEN = regex.compile(
    rf"(?P<han>{_HAN}+)"
    rf"|(?P<number>\d[\d,]*+(?:\.\d+)?+%?+(?!{_LETTER}))"
    rf"|(?P<latin>(?:\p{{L}}\.){{2,}}|{_LETTER}+(?:[-&'’.]{_LETTER}+)*)",
    regex.VERSION1,
)


@functools.cache
def chinese_tokenizer() -> jieba.Tokenizer:
    """The package's private jieba tokenizer: silent, its dictionary cache in our own folder."""
    logger = logging.getLogger("jieba")
    level, handlers = logger.level, list(logger.handlers)
    with contextlib.redirect_stderr(io.StringIO()):   # a warning of its own imports is no news to our user
        import jieba
    # Importing jieba sets its logger to DEBUG and adds a handler to stderr; both are undone here.
    jieba.default_logger.setLevel(max(level, logging.WARNING))
    jieba.default_logger.handlers[:] = handlers or [logging.NullHandler()]
    tokenizer = jieba.Tokenizer()
    with contextlib.suppress(OSError):   # a read-only home only costs the cache
        folder = cache_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        tokenizer.tmp_dir = str(folder)
    tokenizer.initialize()
    return tokenizer


def words(text: str) -> list[str]:
    """The words of a text in either language, in order, lower-cased, without punctuation."""
    return [text[start:end].lower() for start, end in word_spans(text)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Character offsets of the words of a text in either language, in order."""
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
