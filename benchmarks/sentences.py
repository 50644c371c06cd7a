"""Sentence boundaries: our rules compared with pySBD and spaCy's sentencizer on four sets of gold sentences.

    python -m benchmarks.sentences [--data FOLDER] [--misses SET]

A boundary is the place where one sentence ends and another begins, counted in characters that are no white space;
the end of a text is no boundary. Precision, recall and F1 are over all boundaries of a set. Speed is over all texts of
a set joined, best of three rounds.
"""

from __future__ import annotations

import argparse
import functools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarizer.languages.sentences import sentence_spans

from .data import data_argument, need, rows

SETS = ("sbd_pysbd_golden", "sbd_en_ewt", "sbd_zh_gsd", "sbd_en_bbc")
Splitter = Callable[[str, str], list[str]]


@dataclass(frozen=True)
class Score:
    """Boundaries found and right, found, and in the gold; characters a second."""

    right: int
    found: int
    gold: int
    speed: float = 0.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.found + self.gold
        return 2 * self.right / total if total else 1.0


def ours(text: str, _language: str) -> list[str]:
    """Sentences by our rules."""
    return [text[start:end] for start, end in sentence_spans(text)]


def pysbd(text: str, language: str) -> list[str]:
    """Sentences by pySBD."""
    return [str(sentence) for sentence in _pysbd(language).segment(text)]


def sentencizer(text: str, language: str) -> list[str]:
    """Sentences by spaCy's rule-based sentencizer in a blank pipeline, Chinese words by jieba."""
    return [sentence.text for sentence in _blank(language)(text).sents]


SPLITTERS: dict[str, Splitter] = {"ours": ours, "pySBD": pysbd, "sentencizer": sentencizer}


@functools.cache
def _pysbd(language: str) -> Any:
    import pysbd as package

    return package.Segmenter(language=language, clean=False)


@functools.cache
def _blank(language: str) -> Any:
    import spacy

    config = {"nlp": {"tokenizer": {"segmenter": "jieba"}}} if language == "zh" else {}
    nlp = spacy.blank(language, config=config)
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**9
    return nlp


def boundaries(sentences: Iterable[str]) -> set[int]:
    """Where sentences end, in characters that are no white space; without the end of the text."""
    ends, count = [], 0
    for sentence in sentences:
        count += len("".join(sentence.split()))
        ends.append(count)
    return {end for end in ends if 0 < end < count}


def score(texts: list[dict[str, Any]], split: Splitter, rounds: int = 0) -> Score:
    """Boundaries of all rows together, and the speed when rounds are asked for."""
    right = found = gold = 0
    for row in texts:
        expected, got = boundaries(row["sentences"]), boundaries(split(row["text"], row["lang"][:2]))
        right, found, gold = right + len(expected & got), found + len(got), gold + len(expected)
    return Score(right, found, gold, _speed(texts, split, rounds) if rounds else 0.0)


def _speed(texts: list[dict[str, Any]], split: Splitter, rounds: int) -> float:
    language = texts[-1]["lang"][:2]
    text = " ".join(row["text"] for row in texts if row["lang"][:2] == language)
    best = float("inf")
    for _ in range(rounds):
        started = time.perf_counter()
        split(text, language)
        best = min(best, time.perf_counter() - started)
    return len(text) / best


def read_set(data: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one set whose sentences make up their text."""
    return [row for row in rows(data, name) if row.get("aligned", True)]


def measure(data: Path) -> dict[str, float]:
    """F1 of our rules on each set, and by how much they are ahead of the better of the two others."""
    figures = {}
    for name in SETS:
        texts = read_set(data, name)
        f1 = {splitter: score(texts, split).f1 for splitter, split in SPLITTERS.items()}
        figures[f"{name}_f1"] = f1["ours"]
        figures[f"{name}_lead"] = f1["ours"] - max(f1["pySBD"], f1["sentencizer"])
    return figures


def main() -> None:
    """Print the table, or what we get wrong on one set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data_argument(parser)
    parser.add_argument("--misses", choices=SETS, help="print what our rules get wrong on one set")
    options = parser.parse_args()
    folder = need(options.data)
    if options.misses:
        print_misses(read_set(folder, options.misses))
        return
    print(f"{'set':<18}{'splitter':<13}{'precision':>10}{'recall':>8}{'F1':>8}{'chars/s':>13}")
    for name in SETS:
        texts = read_set(folder, name)
        for splitter, split in SPLITTERS.items():
            s = score(texts, split, rounds=3)
            print(
                f"{name:<18}{splitter:<13}{s.precision:>10.4f}{s.recall:>8.4f}{s.f1:>8.4f}{s.speed:>13,.0f}", flush=True
            )


def print_misses(texts: list[dict[str, Any]]) -> None:
    """Each boundary missed (-) or made up (+), with the text on both sides."""
    for row in texts:
        expected, got = boundaries(row["sentences"]), boundaries(ours(row["text"], row["lang"][:2]))
        places = [i for i, c in enumerate(row["text"]) if not c.isspace()]
        for end in sorted(expected ^ got):
            cut = places[end - 1] + 1
            mark = "-" if end in expected else "+"
            print(f"{mark} {row['text'][max(0, cut - 50) : cut]!r} | {row['text'][cut : cut + 50]!r}")


if __name__ == "__main__":
    main()
