"""Shortened sentences: claims in the words of the source, in their order, that leave out only what changes nothing.

Nothing is judged by likeness. Each word of such a claim stands in one sentence, and each stretch that it leaves out is
looked at: what tells who says the rest, hedges, denies, dates or limits it may not go, nor what has another subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

from ..languages import LANGUAGES
from ..languages.plain_statements import plain_statement
from .copied_sentences import stands_alone
from .data import word_list
from .frames import POSSIBILITY
from .items import Item, find_clause_ends, find_items
from .named_entities import find_names, looks_like_name
from .passage import FUNCTION_WORDS, Passage, phrase_key
from .polarity_cues import find_negations
from .source import SourceIndex

# What stands between two clauses, or around one in brackets or dashes.
_MARK = re.compile(r"[,;:()\[\]?!，；：。（）–—]|\s--?\s")
# What limits what stands beside it: a condition, an exception, a choice, a denial, or how a figure is computed.
_LIMITING = re.compile(
    r"\b(?:if|unless|until|provided|assuming|subject to|except\w*|exclud\w*|other than|apart from|only|whether|or"
    r"|adjusted|basis|currenc(?:y|ies)|pro forma|depend\w*|contingent|false|untrue|den(?:y|ie[ds]))\b"
    r"|除|只|仅|不含|不包括|不计|剔除|扣除|口径|计算|前提|条件|取决|[要得]看|而定|的话|否则|或|不实|谣|假"
)


def _read_keys(name: str) -> frozenset[str]:
    return frozenset(key for word in word_list(name) for key in phrase_key(word))


_EMPTY, _JOINING, _ADDING, _RELATIVE = map(_read_keys, ("empty", "joining", "adding", "relative"))
_PRONOUNS, _FIRST_PERSON = map(_read_keys, ("pronouns", "first person"))
# How one more thing of the same kind begins, at the end of a sentence: and a limit on shifts, and that wages.
_LISTING = (["and", "a"], ["and", "an"], ["and", "that"])
# What makes another person of whoever has a title.
_OTHER_TITLE = re.compile(r"\b(?:former|ex|acting|deputy|vice|late|then)\b|[前原副代]|候任")
# jieba's tags: of names, of words that may be a subject, and of those that no title begins with.
_NAME_TAGS = ("nr", "ns", "nt", "nz")
_SUBJECT_TAGS = ("n", "j", "r", "l")
_SETTING_TAGS = ("p", "f", "d", "c")
# Words of the longest English title before a name: group vice-president for sales and marketing.
_MAX_TITLE = 8
# Words of a claim that its sentence may lack: a name, who says so, one that joins. Bounds the time, as the next two.
_MAX_NEW = 10
# Clauses of a claim: no real statement has as many.
_MAX_CLAUSES = 12
# Sentences with the words of a claim: no real block has as many.
_MAX_SENTENCES = 20


def is_shortened(claim: Passage, cited: Sequence[Passage], index: SourceIndex) -> bool:
    """Whether a claim, or each of its parts that clauses end, is a shortened sentence of the cited text."""
    ends = [end for end in find_clause_ends(claim) if end] + [len(claim.text)]
    if len(ends) > _MAX_CLAUSES:
        return False
    reached: dict[int, set[int]] = {0: set()}  # where a part may begin, and the sentences that end there
    for end in ends:
        found = {n for start, before in reached.items() for n in _find(claim, start, end, before, cited, index)}
        if found:
            reached[end] = found
    return len(claim.text) in reached


def _find(
    claim: Passage, start: int, end: int, before: set[int], cited: Sequence[Passage], index: SourceIndex
) -> Iterator[int]:
    """The sentences that a part of a claim shortens; `before` are those that the part before it does."""
    part = Passage(claim.text[start:end])
    words = part.key_set - _EMPTY
    if not words:
        yield from before if not claim.text[start:end].strip() else ()
        return
    near = (n for n, sentence in enumerate(cited) if len(words - sentence.key_set) <= _MAX_NEW)
    for number in islice(near, _MAX_SENTENCES):
        sentence = cited[number]
        if start and number - 1 not in before and not stands_alone(sentence):
            continue
        forms = (sentence, Passage(plain_statement(sentence.text, sentence.language)))
        owner = _find_owner(sentence, index)
        if any(_Shortening(part, form, owner, bool(start)).is_harmless for form in forms):
            yield number


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whom a sentence may mean without a name: who speaks, or the only name of the sentence before it."""

    keys: list[str]
    speaks: bool


def _find_owner(sentence: Passage, index: SourceIndex) -> _Owner:
    speaker = index.document.block(sentence.block).speaker if sentence.block else None
    if speaker:
        return _Owner(Passage(speaker).keys, speaks=True)
    inside = index.sentences_by_block.get(sentence.block, [])
    number = inside.index(sentence) if sentence in inside else 0
    names = find_names(inside[number - 1]) if number else []
    return _Owner([token.key for token in names[0].tokens] if len(names) == 1 else [], speaks=False)


@dataclass(frozen=True)
class _Gap:
    """A stretch of a sentence that a claim leaves out, by its tokens."""

    sentence: Passage
    first: int
    last: int

    @cached_property
    def passage(self) -> Passage:
        tokens = self.sentence.tokens
        return Passage(self.sentence.text[tokens[self.first].start : tokens[self.last - 1].end])

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return find_items(self.passage)

    @property
    def dates(self) -> bool:
        """Whether it tells when the rest is true: it opens with a date, and has no figure of its own."""
        return bool(self.items) and self.items[0].kind == "date" and all(item.kind != "figure" for item in self.items)

    @property
    def leads(self) -> bool:
        return self.first == 0

    @property
    def trails(self) -> bool:
        return self.last == len(self.sentence.tokens)

    @cached_property
    def opens(self) -> bool:
        """Whether a clause begins where it does."""
        return self.leads or self._has_mark(self.first)

    @cached_property
    def closes(self) -> bool:
        """Whether a clause ends where it does."""
        return self.trails or self._has_mark(self.last)

    def _has_mark(self, number: int) -> bool:
        tokens = self.sentence.tokens
        return bool(_MARK.search(self.sentence.folded, tokens[number - 1].end, tokens[number].start))

    @property
    def precedes_name(self) -> bool:
        """Whether a name follows it."""
        if self.trails:
            return False
        sentence, start = self.sentence, self.sentence.tokens[self.last].start
        if sentence.tokens[self.last].kind != "han":
            return sentence.text[start].isupper()
        words = [(sentence.folded[start:end], tag) for begin, end, tag in sentence.han_words if begin == start]
        return any(tag.startswith(_NAME_TAGS) or (not tag and looks_like_name(word)) for word, tag in words)


@dataclass(frozen=True)
class _Shortening:
    """A part of a claim beside the sentence that it may be a shortening of.

    Attributes:
        follows: whether the claim says something else before it.
    """

    part: Passage
    sentence: Passage
    owner: _Owner
    follows: bool

    @property
    def is_harmless(self) -> bool:
        """Whether the sentence has all words of the part, and what the part lacks of it may go."""
        claim, source = self.part.keys, self.sentence.keys
        matches = SequenceMatcher(None, claim, source, autojunk=False).get_matching_blocks()
        a = b = 0
        needless = _EMPTY
        for match in matches:
            added, left_out = claim[a : match.a], source[b : match.b]
            if a == 0 and added:
                added, replaced = self._without_opening(added, left_out)
                needless |= replaced
            if not _EMPTY.issuperset(added):
                return False
            if not needless.issuperset(left_out) and not _may_go(_Gap(self.sentence, b, match.b)):
                return False
            a, b = match.a + match.size, match.b + match.size
        return True

    def _without_opening(self, added: list[str], left_out: Sequence[str]) -> tuple[list[str], frozenset[str]]:
        """Words that open the part without those that only tie it to the rest, and the pronouns that they stand for."""
        if self.follows and added[0] in _JOINING:
            added = added[1:]
        name = self.owner.keys
        if self.owner.speaks and added[: len(name)] == name:
            said = "".join(key for key in added[len(name) :] if key not in _EMPTY)
            reported = LANGUAGES[self.part.language].block_cues.reported
            return ([] if not said or reported.fullmatch(said) else added), _FIRST_PERSON
        if not self.owner.speaks and added and name[-len(added) :] == added and _PRONOUNS.issuperset(left_out):
            return [], _PRONOUNS
        return added, frozenset()


def _may_go(gap: _Gap) -> bool:
    """Whether the rest of a sentence is as true without a stretch of it."""
    text, first = gap.passage.folded, gap.passage.keys[0]
    if _LIMITING.search(text):
        return False
    if first in _RELATIVE and gap.opens and gap.closes:
        return True
    reported = LANGUAGES[gap.passage.language].block_cues.reported
    if POSSIBILITY.search(text) or reported.search(text) or find_negations(gap.passage):
        return False
    if gap.trails:
        return not gap.leads and not gap.dates and (gap.opens or first in _ADDING or gap.passage.keys[:2] in _LISTING)
    if gap.precedes_name and _is_title(gap):
        return gap.opens or not gap.leads
    return gap.opens and gap.closes and not gap.leads and not gap.dates and not _has_subject(gap.passage)


def _is_title(gap: _Gap) -> bool:
    """Whether a stretch before a name tells what the one named is: chief executive, 董事长, Its regional secretary."""
    if any(item.quantity for item in gap.items) or _OTHER_TITLE.search(gap.passage.folded):
        return False
    first, last = gap.passage.tokens[0], gap.passage.tokens[-1]
    if first.kind == "han":
        tags = [tag for _, _, tag in gap.passage.han_words]
        return bool(tags) and not tags[0].startswith(_SETTING_TAGS) and not gap.closes
    is_phrase = first.key not in FUNCTION_WORDS or first.key in _EMPTY or first.key in _PRONOUNS
    return is_phrase and len(gap.passage.tokens) <= _MAX_TITLE and (gap.closes or last.key not in FUNCTION_WORDS)


def _has_subject(clause: Passage) -> bool:
    """Whether a clause may have a subject of its own, to which what follows it would belong."""
    if clause.tokens[0].kind != "han":
        return clause.text[clause.tokens[0].start].isupper()
    return bool(clause.han_words) and clause.han_words[0][2].startswith(_SUBJECT_TAGS)
