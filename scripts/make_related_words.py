"""Make `summarizer/grounding/data/related.txt` from WordNet: English words of one meaning, or derived from one another.

    apt-get install wordnet-base && python scripts/make_related_words.py [FOLDER]

A line is the stem of a word, `n` where it is a noun most of the time and else `-`, and the stems of others that may
stand for it: those of its first senses, what is derived from it (grow, growth), and for adjectives what WordNet calls
similar. Only words of the dictionary's glosses are of use as others, because a word of a claim is compared with those.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from summarizer.grounding.data import read_lines
from summarizer.languages.english.stemmer import stem

FOLDER = Path("/usr/share/wordnet")
SENSES = 3  # the first ones of a word; of rare words only those that WordNet's texts have
TARGET = Path(__file__).parent.parent / "summarizer/grounding/data/related.txt"
PARTS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
SENSE_PARTS = ("noun", "verb", "adj", "adv", "adj")
UNTAGGED = 0.3  # uses that a sense counts for, whether or not WordNet's texts have it
MOSTLY = 0.75
DERIVED = frozenset("+\\")
SIMILAR = "&"
HEAD = """\
# Stems of English words, `n` where most often a noun, and the stems of words of the same meaning or derived from them.
# Made from WordNet 3.0 (https://wordnet.princeton.edu, Copyright 2006 by Princeton University, all rights reserved,
# under the WordNet License: see NOTICE) by scripts/make_related_words.py.
"""


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    known = _vocabulary()
    found: defaultdict[str, set[str]] = defaultdict(set)
    uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    synsets = {part: dict(_read_synsets(folder / f"data.{part}")) for part in set(PARTS.values())}
    for part in sorted(synsets):
        for word, count, senses in _read_index(folder / f"index.{part}", known):
            uses[stem(word)][part] += UNTAGGED * count
            for sense in senses:
                found[stem(word)].update(stem(other) for other in _related(word, synsets[part][sense], synsets))
    for word, part, count in _read_counts(folder / "cntlist.rev"):
        uses[stem(word)][part] += count
    lines = []
    for key in sorted(found):
        others, use = sorted((found[key] - {key}) & known), uses[key]
        is_noun = use["noun"] >= MOSTLY * sum(use.values())
        if others or is_noun:
            lines.append(f"{key} {'n' if is_noun else '-'} {' '.join(others)}".strip() + "\n")
    TARGET.write_text(HEAD + "".join(lines), encoding="utf-8")


def _vocabulary() -> set[str]:
    """The stems of the words of both lists."""
    glosses = [line.split("=", 1)[1] for name in ("dictionary.txt", "lexicon.txt") for line in read_lines(name)]
    return {stem(word.lower()) for gloss in glosses for word in gloss.replace("_", " ").split()}


Synset = tuple[list[str], list[tuple[str, str, str, str]]]


def _read_synsets(path: Path) -> Iterator[tuple[str, Synset]]:
    """Offset, words and pointers (symbol, offset, part of speech, source and target word) of each synset."""
    for line in path.read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        words = [fields[4 + 2 * n].split("(")[0].lower() for n in range(count)]
        first = 5 + 2 * count
        pointers = [fields[first + 4 * n : first + 4 * n + 4] for n in range(int(fields[first - 1]))]
        yield fields[0], (words, [(symbol, offset, part, ends) for symbol, offset, part, ends in pointers])


def _read_index(path: Path, known: set[str]) -> Iterator[tuple[str, int, list[str]]]:
    """Each single word, how many senses it has, and the offsets of the first ones."""
    for line in path.read_text(encoding="latin-1").splitlines():
        fields = line.split()
        if not line.startswith(" ") and fields[0].isalpha():
            count = int(fields[2])
            tagged = int(fields[-count - 1])  # of its senses, how many WordNet's texts have
            if tagged or stem(fields[0]) in known:
                yield fields[0], count, fields[-count:][: min(SENSES, max(1, tagged))]


def _read_counts(path: Path) -> Iterator[tuple[str, str, int]]:
    """Each sense with its word, its part of speech, and how often WordNet's texts have it."""
    for line in path.read_text(encoding="latin-1").splitlines():
        sense, _, count = line.split()
        word, rest = sense.split("%")
        if word.isalpha():
            yield word, SENSE_PARTS[int(rest[0]) - 1], int(count)


def _related(word: str, synset: Synset, synsets: dict[str, dict[str, Synset]]) -> Iterator[str]:
    words, pointers = synset
    yield from filter(str.isalpha, words)
    for symbol, offset, part, ends in pointers:
        others = synsets[PARTS[part]][offset][0]
        source, target = int(ends[:2], 16), int(ends[2:], 16)
        if symbol in DERIVED and source and words[source - 1] == word:
            yield others[target - 1]
        elif symbol == SIMILAR:
            yield from filter(str.isalpha, others)


if __name__ == "__main__":
    main()
