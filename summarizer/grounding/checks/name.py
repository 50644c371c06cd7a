"""Finding `name`: a name that the source does not have, or that stands in the place of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...models import Finding, GlossaryEntry
from ...text.folding import fold
from ..alignment import Alignment, Mismatch
from ..bilingual_lexicon import is_common_word, is_proper_name, unlisted_spans
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
from ..source import SourceIndex
from ..transliteration import contains_pinyin, contains_transcription
from .interface import CheckContext, CheckResult


def check_names(context: CheckContext) -> CheckResult:
    """Reports names that the document does not have, and names in the place of others.

    A name that the document has outside the cited text is no finding by itself, because texts name their subject once.
    """
    claim, cited, alignment, index = context.claim, context.cited, context.alignment, context.index
    glossary = context.glossary
    findings: list[Finding] = []
    confirmed = undecided = 0
    document = [*index.headings, *index.sentences]
    for name in find_names(claim):
        if alignment is not None and (replaced := _replaced_name(name, alignment)):
            findings.append(_replacement(name.text, replaced, alignment))
        elif _is_present(name, cited, glossary):
            confirmed += 1
        elif _is_present(name, document, glossary):
            continue
        elif not _may_be_no_name(name, alignment, index) and _is_absent(name, cited, glossary):
            message = f"the source does not contain the name {name.text}"
            findings.append(Finding(kind="name", claim=name.text, message=message))
        else:
            undecided += 1
    if alignment is not None:
        findings += _replaced_han_names(alignment, findings)
    elif not claim.separates_words:
        findings += _unknown_han_names(claim, [*cited, *index.headings])
    return CheckResult(tuple(findings), confirmed, undecided)


def _is_present(name: Name, passages: Sequence[Passage], glossary: Sequence[GlossaryEntry]) -> bool:
    return any(look_up_name(name, passage, glossary) is Lookup.PRESENT for passage in passages)


def _is_absent(name: Name, passages: Sequence[Passage], glossary: Sequence[GlossaryEntry]) -> bool:
    return all(look_up_name(name, passage, glossary) is Lookup.ABSENT for passage in passages)


def _may_be_no_name(name: Name, alignment: Alignment | None, index: SourceIndex) -> bool:
    """Whether a capital is only that of a sentence's first word, or a term written out or abbreviated.

    Across languages common words have been looked up already, by what they mean.
    """
    if name.entries:
        return False
    words = name_words(name)
    if name.initial and len(words) == 1:
        return True
    return (alignment is not None and all(map(is_common_word, words))) or _is_abbreviation(name, index)


def _is_abbreviation(name: Name, index: SourceIndex) -> bool:
    """Whether the capitals are the initials of words that stand together in the document, or the other way round."""
    letters = "".join(c.lower() for c in name.text if c.isupper())
    if len(letters) < 2:
        return False
    if len(name.tokens) == 1:
        return any(letters in "".join(key[0] for key in p.keys) for p in (*index.headings, *index.sentences))
    return letters in index.key_set


# ------------------------------------------------------------------------------------------------ in place


def _replaced_name(name: Name, alignment: Alignment) -> str | None:
    """The source's name in whose place the claim's stands, as the source writes it."""
    for slot in alignment.slots:
        if not slot.is_anchored or not slot.source or not _overlaps(slot.claim, name):
            continue
        start, end = slot.source[0].start, slot.source[-1].end
        source_names = [n for n in find_names(alignment.source) if n.start < end and start < n.end]
        new = _new_words(name, slot) if alignment.is_copy and _consists_of(slot.source, source_names) else name
        if source_names and not any(_is_same(new, other) for other in source_names) and _is_added(new, alignment):
            return source_names[0].text
    return None


def _new_words(name: Name, slot: Mismatch) -> Name:
    """The words of a Latin name that are new in a copy, where nothing else is: Doe of `Keeper John Doe`."""
    tokens = tuple(t for t in name.tokens if t in slot.claim)
    if tokens[0].kind == "han" or not _consists_of(slot.claim, [name]):
        return name
    return replace(name, tokens=tokens)


def _consists_of(tokens: Sequence[Token], names: Sequence[Name]) -> bool:
    return all(any(n.start <= t.start and t.end <= n.end for n in names) for t in tokens)


def _overlaps(tokens: Sequence[Token], name: Name) -> bool:
    return any(t.start < name.end and name.start < t.end for t in tokens)


def _is_added(name: Name, alignment: Alignment) -> bool:
    """Whether the claim has a name more often than its source sentence, so that one of them is new there."""
    claim_count, source_count = (
        sum(_is_same(name, n) for n in find_names(p)) for p in (alignment.claim, alignment.source)
    )
    return source_count == 0 or (alignment.is_copy and claim_count > source_count)


def _is_same(name: Name, other: Name) -> bool:
    """Whether two names share a word or are forms of one entry: Obama and Barack Obama."""
    if set(name.entries) & set(other.entries):
        return True
    keys, other_keys = {t.key for t in name.tokens}, {t.key for t in other.tokens}
    if name.tokens[0].kind == "han":
        return keys <= other_keys or other_keys <= keys
    return bool(keys & other_keys)


def _replacement(claim_name: str, source_name: str, alignment: Alignment) -> Finding:
    message = f"the source says {source_name} here, not {claim_name}"
    return Finding(kind="name", claim=claim_name, message=message, block=alignment.source.block or None)


def _replaced_han_names(alignment: Alignment, known: Sequence[Finding]) -> Iterator[Finding]:
    """Chinese names that no gazetteer has, where they stand in each other's place."""
    for slot in alignment.slots:
        if not slot.is_anchored or not _are_han(slot.claim) or not _are_han(slot.source):
            continue
        claim_name, source_name = alignment.claim_text(slot), alignment.source_text(slot)
        if claim_name in alignment.source.text or any(claim_name in f.claim or f.claim in claim_name for f in known):
            continue
        are_proper = is_proper_name(fold(claim_name)) and is_proper_name(fold(source_name))
        if are_proper or looks_like_name(claim_name) or looks_like_name(source_name):
            yield _replacement(claim_name, source_name, alignment)


def _are_han(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and all(token.kind == "han" for token in tokens)


# ------------------------------------------------------------------------------------------------ across languages


def _unknown_han_names(claim: Passage, passages: Sequence[Passage]) -> Iterator[Finding]:
    """Chinese names that no list has, in a claim about an English text: one of its words must sound like them."""
    words = [fold(passage.text[t.start : t.end]) for passage in passages for t in passage.tokens if t.kind == "word"]
    for start, end in unlisted_spans(claim):
        if any(q.start < end and start < q.end for q in claim.quantities):  # 余万 of 5000余万元
            continue
        name = strip_particles(claim.text[start:end])
        known = any(contains_transcription(w, name) or contains_pinyin([w], name) for w in words if len(w) > 1)
        if looks_like_person(name) and not known:
            message = f"the source has no name that reads or sounds like {name}"
            yield Finding(kind="name", claim=name, message=message)
