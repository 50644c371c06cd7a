"""The names of a claim: each must stand in the source, and none in the place of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...models import Finding, GlossaryEntry
from ...text.folding import fold
from ..alignment import COPY, Alignment, Slot
from ..bilingual_lexicon import is_common_word, is_proper_name, unlisted_spans
from ..index import SourceIndex
from ..named_entities import (
    Lookup,
    Name,
    find_names,
    look_up_name,
    looks_like_name,
    looks_like_person,
    name_words,
    strip_particles,
)
from ..passage import Passage, Token
from ..transliteration import contains_pinyin, contains_transcription


@dataclass(frozen=True, slots=True)
class Names:
    """What became of a claim's names: the findings, how many were borne out and how many could not be judged."""

    findings: tuple[Finding, ...]
    borne: int
    undecided: int


def check_names(
    claim: Passage,
    cited: Sequence[Passage],
    alignment: Alignment | None,
    index: SourceIndex,
    glossary: Sequence[GlossaryEntry] = (),
) -> Names:
    """Every name of the claim against the cited text, then against the rest of the document.

    A name that the document has elsewhere is no finding by itself, because texts name their subject once; it is one
    where it stands in the place of another name.
    """
    findings: list[Finding] = []
    borne = undecided = 0
    around = [*index.around, *index.sentences]
    for name in find_names(claim):
        if replaced := _replaced(name, alignment):
            findings.append(_instead(name, replaced, alignment))
        elif _is(Lookup.YES, name, cited, glossary):
            borne += 1
        elif _is(Lookup.YES, name, around, glossary):
            continue
        elif not _may_be_ordinary(name, alignment, index) and _is_nowhere(name, cited, glossary):
            message = f"the source does not have the name {name.text}"
            findings.append(Finding(kind="name", claim=name.text, message=message))
        else:
            undecided += 1
    if alignment is None and claim.language == "zh":
        findings += _unknown_han_names(claim, [*cited, *index.around])
    findings += _han_names_in_place(alignment, findings)
    return Names(tuple(findings), borne, undecided)


def _is(found: Lookup, name: Name, passages: Sequence[Passage], glossary: Sequence[GlossaryEntry]) -> bool:
    return any(look_up_name(name, p, glossary) is found for p in passages)


def _is_nowhere(name: Name, passages: Sequence[Passage], glossary: Sequence[GlossaryEntry]) -> bool:
    return all(look_up_name(name, passage, glossary) is Lookup.NO for passage in passages)


def _may_be_ordinary(name: Name, alignment: Alignment | None, index: SourceIndex) -> bool:
    """Whether a capital is only that of a sentence's first word, or a term written out or abbreviated.

    Across languages ordinary words have been looked up already, by what they mean.
    """
    if name.entries:
        return False
    words = name_words(name)
    if name.initial and len(words) == 1:
        return True
    return (alignment is not None and all(map(is_common_word, words))) or _abbreviates(name, index)


def _abbreviates(name: Name, index: SourceIndex) -> bool:
    """Whether the capitals are the initials of words that stand together in the document, or the other way round."""
    letters = [c.lower() for c in name.text if c.isupper()]
    if len(name.tokens) == 1 and len(letters) > 1:
        return any(_initials(p, "".join(letters)) for p in (*index.around, *index.sentences))
    return len(letters) > 1 and "".join(letters) in index.key_set


def _initials(passage: Passage, letters: str) -> bool:
    initials = "".join(key[0] for key in passage.keys)
    return letters in initials


def _replaced(name: Name, alignment: Alignment | None) -> str | None:
    """The source's name in whose place the claim's stands, as the source writes it."""
    for slot in alignment.slots if alignment else ():
        if alignment is None or not slot.firm or not slot.source or not _covers(slot.claim, name):
            continue
        start, end = slot.source[0].start, slot.source[-1].end
        there = [n for n in find_names(alignment.source) if n.start < end and start < n.end]
        here = _in_slot(name, slot) if alignment.share >= COPY and _is_all_of(slot.source, there) else name
        if there and not any(_same(here, other) for other in there) and _is_more_than_said(here, alignment):
            return there[0].text
    return None


def _in_slot(name: Name, slot: Slot) -> Name:
    """The words of a Latin name that are new in a copy, where nothing else is: Doe of `Keeper John Doe`."""
    tokens = tuple(t for t in name.tokens if t in slot.claim)
    if tokens[0].kind == "han" or not _is_all_of(slot.claim, [name]):
        return name
    return replace(name, tokens=tokens)


def _is_all_of(tokens: Sequence[Token], names: Sequence[Name]) -> bool:
    return all(any(n.start <= t.start and t.end <= n.end for n in names) for t in tokens)


def _is_more_than_said(name: Name, alignment: Alignment) -> bool:
    """Whether the claim has a name more often than its source sentence, so that one of them is new there."""
    ours, theirs = (sum(_same(name, n) for n in find_names(p)) for p in (alignment.claim, alignment.source))
    return theirs == 0 or (alignment.share >= COPY and ours > theirs)


def _unknown_han_names(claim: Passage, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Chinese names that no list has, in a claim about an English text: one of its names must sound like them."""
    heard = [fold(passage.text[t.start : t.end]) for passage in passages for t in passage.tokens if t.kind == "word"]
    for start, end in unlisted_spans(claim):
        if any(q.start < end and start < q.end for q in claim.quantities):  # 余万 of 5000余万元
            continue
        name = strip_particles(claim.text[start:end])
        known = any(contains_transcription(w, name) or contains_pinyin([w], name) for w in heard if len(w) > 1)
        if looks_like_person(name) and not known:
            yield Finding(kind="name", claim=name, message=f"the source has no name that reads or sounds like {name}")


def _han_names_in_place(alignment: Alignment | None, known: Sequence[Finding]) -> Iterator[Finding]:
    """Chinese names no gazetteer has, where they stand in each other's place."""
    for slot in alignment.slots if alignment else ():
        if alignment is None or not slot.firm or not slot.claim or not slot.source:
            continue
        said, says = alignment.claim_words(slot), alignment.source_words(slot)
        if not _all_han(slot.claim) or not _all_han(slot.source) or said in alignment.source.text:
            continue
        told = any(said in f.claim or f.claim in said for f in known)
        proper = all(is_proper_name(fold(words)) for words in (said, says))
        if (proper or looks_like_name(said) or looks_like_name(says)) and not told:
            message = f"the source says {says} here, not {said}"
            yield Finding(kind="name", claim=said, message=message, block=alignment.source.block or None)


def _all_han(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and all(token.kind == "han" for token in tokens)


def _covers(tokens: Sequence[Token], name: Name) -> bool:
    return any(t.start < name.end and name.start < t.end for t in tokens)


def _same(name: Name, other: Name) -> bool:
    """Whether two names share a word or are forms of one entry: Obama and Barack Obama."""
    if set(name.entries) & set(other.entries):
        return True
    ours, theirs = {t.key for t in name.tokens}, {t.key for t in other.tokens}
    if name.tokens[0].kind == "han":
        return ours <= theirs or theirs <= ours
    return bool(ours & theirs)


def _instead(name: Name, replaced: str, alignment: Alignment | None) -> Finding:
    block = alignment.source.block if alignment else 0
    return Finding(
        kind="name", claim=name.text, message=f"the source says {replaced} here, not {name.text}", block=block or None
    )
