"""Chinese words with jieba's tags, without loading jieba's whole dictionary.

jieba spends half a second on reading its 349,000 words and all their beginnings, and as much again on their tags. An
article uses a few hundred of them. The dictionary is therefore kept as one sorted table of hashes in our cache folder;
the words a text can hold are looked up in it, and jieba's own algorithm cuts the text with those alone: the words it
finds are the same.
"""

from __future__ import annotations

import contextlib
import functools
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...files import cache_folder
from ...text.scripts import detect_chinese_script

if TYPE_CHECKING:
    import jieba

# Longer words (0.1% of the dictionary) are cut as if they were not in it.
_LONGEST = 8
_ENTRY = np.dtype([("key", "<u8"), ("frequency", "<u4"), ("tag", "S5")])
# One multiplier for each place in a word, powers of a large odd number; 64 bits keep all words of the dictionary apart
# (a test counts them).
_PLACES = np.array([pow(0xD1342543DE82EF95, place, 2**64) for place in range(1, _LONGEST + 1)], np.uint64)
_REST = np.uint64(42)
_HAN_RUN = re.compile(r"[\u3400-\u9fff]+")
_TOKEN = re.compile(r"[\u3400-\u9fff]+|[A-Za-z0-9]+(?:[-&'’.+][A-Za-z0-9]+)*%?|\S")
_LATIN_TAG, _FIGURE_TAG, _MARK_TAG, _UNKNOWN_TAG = "eng", "m", "x", ""


class Word(NamedTuple):
    """A word and its tag in jieba's notation; empty where the dictionary has none."""

    text: str
    tag: str


def tag_words(texts: Sequence[str]) -> list[list[Word]]:
    """The words of each text in order, marks included (their tag is `x`).

    Traditional characters are read as simplified.
    """
    simplified = [_simplified(text) for text in texts]
    tokenizer, tags = _prepared(simplified)
    return [
        [Word(text[start:end], tag) for start, end, tag in _spans(plain, tokenizer, tags)]
        for text, plain in zip(texts, simplified, strict=True)
    ]


def _spans(text: str, tokenizer: jieba.Tokenizer, tags: dict[str, str]) -> Iterator[tuple[int, int, str]]:
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        token = match.group()
        if _HAN_RUN.match(token):
            for word in tokenizer.cut(token):
                yield start, start + len(word), tags.get(word, _UNKNOWN_TAG)
                start += len(word)
        elif token[0].isalnum():
            yield start, end, _LATIN_TAG if any(map(str.isalpha, token)) else _FIGURE_TAG
        else:
            yield start, end, _MARK_TAG


def _simplified(text: str) -> str:
    """A traditional text in simplified characters, one for one; jieba's dictionary knows only those."""
    if detect_chinese_script("".join(_HAN_RUN.findall(text))) != "zh-Hant":
        return text
    converted = _converter().convert(text)
    return converted if len(converted) == len(text) else text


@functools.cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def _prepared(texts: Sequence[str]) -> tuple[jieba.Tokenizer, dict[str, str]]:
    """A tokenizer that knows the words these texts can hold, and the tags of those words."""
    runs = "\n".join(run for text in texts for run in _HAN_RUN.findall(text))
    codes = np.frombuffer(runs.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    table, listed = _dictionary(), _listed()
    frequencies: dict[str, int] = {}
    tags: dict[str, str] = {}
    for length in range(1, _LONGEST + 1):
        keys = _keys(codes, length)
        starts = np.flatnonzero(_beginnings()[keys >> _REST])
        keys = keys[starts]
        at = np.minimum(np.searchsorted(listed, keys), len(table) - 1)
        known = listed[at] == keys
        words = [runs[start : start + length] for start in starts[known].tolist()]
        entries = table[at[known]]
        frequencies.update(zip(words, entries["frequency"].tolist(), strict=True))
        tags.update(zip(words, map(bytes.decode, entries["tag"].tolist()), strict=True))
    for word in list(frequencies):
        for end in range(1, len(word)):  # jieba goes on to longer words only over known beginnings
            frequencies.setdefault(word[:end], 0)
    tokenizer = import_jieba().Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = frequencies, _total(), True
    return tokenizer, tags


def _keys(codes: NDArray[np.uint64], length: int) -> NDArray[np.uint64]:
    """The hash of each stretch of a length."""
    count = max(0, len(codes) - length + 1)
    keys = np.full(count, length, np.uint64)
    for place in range(length):
        keys += codes[place : place + count] * _PLACES[place]
    return keys


@functools.cache
def _dictionary() -> NDArray[Any]:
    """jieba's dictionary, sorted by key; made once for each version of it and kept in the cache folder."""
    source = Path(import_jieba().__file__).with_name("dict.txt")
    kept = cache_folder() / f"words-2-{source.stat().st_size}.npy"
    with contextlib.suppress(OSError, ValueError):
        table = np.load(kept, mmap_mode="r", allow_pickle=False)
        if table.dtype == _ENTRY and len(table):
            return np.asarray(table)
    table = _compiled(source)
    with contextlib.suppress(OSError):  # a read-only home only costs the cache
        kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = kept.with_suffix(f".{os.getpid()}.npy")
        np.save(unfinished, table, allow_pickle=False)
        unfinished.replace(kept)
    return table


def _compiled(source: Path) -> NDArray[Any]:
    rows = [line.split(" ") for line in source.read_text("utf-8").split("\n") if line]
    table = np.empty(len(rows), _ENTRY)
    filled = 0
    for length in range(1, _LONGEST + 1):
        chosen = [row for row in rows if len(row[0]) == length]
        codes = np.frombuffer("".join(row[0] for row in chosen).encode("utf-32-le"), np.uint32).astype(np.uint64)
        part = table[filled : filled + len(chosen)]
        part["key"] = _keys(codes, length)[::length]
        part["frequency"] = [int(row[1]) for row in chosen]
        part["tag"] = [row[2] for row in chosen]
        filled += len(chosen)
    return np.sort(table[:filled], order="key")


@functools.cache
def _beginnings() -> NDArray[np.bool_]:
    """Whether any key begins with these bits: most stretches of a text are no word, and need no search."""
    beginnings = np.zeros(1 << (64 - int(_REST)), bool)
    beginnings[_listed() >> _REST] = True
    return beginnings


@functools.cache
def _listed() -> NDArray[np.uint64]:
    """The keys by themselves, side by side: they would be copied for each search."""
    return np.ascontiguousarray(_dictionary()["key"])


@functools.cache
def _total() -> int:
    return int(_dictionary()["frequency"].sum(dtype=np.int64))


@functools.cache
def import_jieba() -> Any:
    """The module, imported without its warnings, without its handler on stderr, and without pkg_resources.

    jieba wants that one only to open its own files and does so by itself when it is missing; importing it takes longer
    than all the rest.
    """
    logger = logging.getLogger("jieba")
    level, handlers = logger.level, list(logger.handlers)
    kept_out = "pkg_resources" not in sys.modules
    if kept_out:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # as import reads it: there is none
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import jieba
    finally:
        if kept_out:
            del sys.modules["pkg_resources"]
    logger.setLevel(max(level, logging.WARNING))
    logger.handlers[:] = handlers or [logging.NullHandler()]
    return jieba
