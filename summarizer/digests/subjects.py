"""Whom or what an article is about by name, so that news in the same words about others is another matter.

Two banks report their quarter in one wording, and fires break out in two cities. A subject is a name of the title that
the opening repeats; it is met where the other article's opening has it in any place.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..grounding.bilingual_lexicon import is_common_word
from ..grounding.items import Item, find_items
from ..grounding.passage import Passage
from ..grounding.transliteration import is_transcription
from ..languages import LANGUAGES
from ..text.scripts import contains_han

# Tags of jieba for names of persons, places and organisations, other names, and words that it does not know.
_NAME_TAGS = ("nr", "ns", "nt", "nz")


@dataclass(frozen=True, slots=True)
class Subjects:
    """The names of an article: keys of the gazetteer, and others as they are written, folded.

    Attributes:
        titled: those of the title that the opening repeats.
        opening: those of the opening.
    """

    titled: tuple[str, ...]
    opening: tuple[str, ...]

    def differ(self, other: Subjects) -> bool:
        """Whether two articles in one language are each about what the other does not name."""
        if not self.titled or not other.titled:
            return False
        return not any(is_named(n, two.opening) for one, two in ((self, other), (other, self)) for n in one.titled)


def find_subjects(title: Passage, opening: Sequence[Passage]) -> Subjects:
    """The names of the title and of the sentences of an opening."""
    names = list(dict.fromkeys(name for passage in opening for name in find_names(passage)))
    titled = [name for name in dict.fromkeys(find_names(title)) if is_named(name, names)]
    return Subjects(tuple(map(sys.intern, titled)), tuple(map(sys.intern, names)))


def is_name(text: str, word: str) -> bool:
    """Whether a word that the gazetteer does not know may be a name, by its text and its folded form."""
    if contains_han(word):
        return is_transcription(word)
    return text[:1].isupper() and not is_common_word(word)


def find_names(passage: Passage, may_be_unknown: bool = True) -> Iterator[str]:
    """The names of a text: entries of the gazetteer, runs of words with a capital, and Chinese words tagged as names.

    A common word counts inside a sentence or in a run; an abbreviation in Chinese, which may be a measure, does not.

    Args:
        may_be_unknown: whether Chinese words that jieba does not know are names as well.
    """
    run: list[str] = []
    end = 0
    for item in find_items(passage):
        if run and not (_is_part(passage, item) and passage.text[end : item.start] == " "):
            yield " ".join(run)
            run = []
        if item.kind == "name":
            yield from sorted(key for key in item.keys if key.startswith("entry "))
        elif _is_part(passage, item) and (run or _may_open(passage, item)):
            run.append(_fold_word(passage, item))
        end = item.end
    if run:
        yield " ".join(run)
    for start, stop, tag in passage.han_words:
        if stop - start > 1 and (tag.startswith(_NAME_TAGS) or (may_be_unknown and not tag)):
            yield passage.folded[start:stop]


def _is_part(passage: Passage, item: Item) -> bool:
    """Whether a word may be part of a name in Latin letters."""
    return item.kind == "word" and passage.text[item.start].isupper() and not contains_han(passage.text)


def _may_open(passage: Passage, item: Item) -> bool:
    """Whether a name may begin with a word that has a capital: at the start of a sentence any word has one."""
    is_first = not passage.text[: item.start].strip()
    return (
        not is_first or passage.text[item.end :].lstrip()[:1].isupper() or not is_common_word(_fold_word(passage, item))
    )


def _fold_word(passage: Passage, item: Item) -> str:
    return passage.folded[item.start : item.end].removesuffix("'s")


def find_actor(passage: Passage) -> str | None:
    """Whom a sentence tells of first by name; None where it tells what is said, and by whom."""
    cues = LANGUAGES[passage.language].block_cues
    return None if cues.reported.search(passage.folded) else next(find_names(passage, may_be_unknown=False), None)


def is_named(name: str, names: Iterable[str]) -> bool:
    """Whether a name is among others, as a whole, by a word that is not common, or as part of one in Han characters."""
    if name.startswith("entry "):
        return name in names
    words = {word for word in name.split() if not is_common_word(word)}
    return any(
        name == other
        or not words.isdisjoint(other.split())
        or (contains_han(name) and (name in other or other in name))
        for other in names
    )
