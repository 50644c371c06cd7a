"""Finding `name`: a name that the source does not have, or that stands in the place of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from ...models import Finding, GlossaryEntry
from ...text.folding import fold
from ..alignment import Alignment, Mismatch
from ..bilingual_lexicon import is_common_noun, is_common_word, is_proper_name, unlisted_spans
from ..gazetteer import is_common_term, is_mentioned_by_chance, is_territory, may_be_abbreviated
from ..name_lookup import Lookup, look_up_name
from ..named_entities import (
    Name,
    find_names,
    is_common_acronym,
    looks_like_name,
    looks_like_person,
    strip_particles,
)
from ..passage import FUNCTION_WORDS, NAME_TAGS, Passage, Token
from ..source import SourceIndex
from ..transliteration import contains_pinyin, contains_transcription, is_pinyin_name
from .interface import CheckContext, CheckResult, is_denied
from .places import has_other_territory, tells_seat


@dataclass(frozen=True, slots=True)
class NameLimits:
    """Which names the cited text has to have.

    Held by the floors of `benchmarks.statements`, `benchmarks.free` and `benchmarks.faults`.

    Attributes:
        lead_blocks: first blocks of a document, whose names the rest of it need not repeat.
        common_share: share of the blocks that has the name of a document's subject, which need not be repeated either.
        min_spelled, min_alike: letters of a word from which another spelling is told, and how alike the two are, as
            `difflib` counts: Sourabh and Saurabh. Set on 2026-11-30.
        min_matched: share of the items of a claim that a sentence of the source has, to be about the same. Set on
            2026-12-01.
        min_letters, max_blocks: letters of a word that is looked for as it is spelled, and blocks that may have such a
            name. Of 560 true and 628 false statements none and 3 have one only in other blocks, 2026-12-01.
    """

    lead_blocks: int = 2
    common_share: float = 0.4
    min_spelled: int = 5
    min_alike: float = 0.85
    min_matched: float = 0.5
    min_letters: int = 4
    max_blocks: int = 2


LIMITS = NameLimits()
_CURRENCY = re.compile(r".*(?:元|币|镑|卢比|卢布|法郎|dollars?|yuan|pounds?|euros?|yen|rupees?)$", re.IGNORECASE)


def check_names(context: CheckContext) -> CheckResult:
    """Reports names that the document does not have, that stand in another block, or in the place of others.

    Title, headings and lead name the subject of a text once. A name that no list and no sound tells is undecided.
    """
    claim, cited, alignment = context.claim, context.cited, context.alignment
    findings: list[Finding] = []
    undecided = 0
    for name in find_names(claim):
        if is_denied(context, name.start):
            undecided += 1
            continue
        replaced = _replaced_name(name, alignment) if alignment is not None else None
        if alignment is not None and replaced and not _may_be_meant(name, replaced, context, alignment.is_copy):
            findings.append(_replacement(name.text, replaced, alignment))
        elif (found := _look_up_cited(name, cited, context.glossary)) is not Lookup.ABSENT:
            undecided += found is Lookup.UNKNOWN
        elif not _is_known_to_readers(name, context):
            fault = _find_fault(name, context)
            findings += [fault] if fault else []
            undecided += not fault
    if alignment is not None:
        block = alignment.source.block
        speaker = context.index.document.block(block).speaker if block else None
        findings += _replaced_han_names(alignment, findings, speaker or "")
    elif not claim.separates_words:
        undecided += sum(1 for _ in _unknown_han_names(claim, context.stated))
    return CheckResult(tuple(findings), undecided)


def _look_up_cited(name: Name, cited: Sequence[Passage], glossary: Sequence[GlossaryEntry]) -> Lookup:
    """Whether the cited text has a name; unknown where all of it is a character of a common word."""
    found = Lookup.ABSENT
    for passage in cited:
        if look_up_name(name, passage, glossary) is Lookup.PRESENT:
            if not is_mentioned_by_chance(name.entries, passage):
                return Lookup.PRESENT
            found = Lookup.UNKNOWN
    return found


def _is_reordered(name: Name, replaced: str, context: CheckContext) -> bool:
    """Whether the cited text has a name, and the claim the one in whose place it stands."""
    return fold(replaced) in context.claim.folded and _is_present(name, context.cited, context.glossary)


def _may_be_meant(name: Name, replaced: str, context: CheckContext, is_copy: bool) -> bool:
    """Whether a text has a name of the claim written out (Food and Drug Administration), or may mean its subject.

    A claim in words of its own may have the names of two sentences in another order.
    """
    if _is_abbreviation(name, context.index):
        return True
    return not is_copy and (_is_in_title(name, context) or _is_reordered(name, replaced, context))


def _is_known_to_readers(name: Name, context: CheckContext) -> bool:
    """Whether title, headings, speakers, signature or, where those may not name it, the lead have a name."""
    index = context.index
    if _is_in_title(name, context):
        return True
    if (index.headings or index.speakers) and _is_listed(name, context):
        return False
    lead = [sentence for sentence in index.sentences if sentence.block <= LIMITS.lead_blocks]
    return _is_present(name, lead, context.glossary)


def _is_in_title(name: Name, context: CheckContext) -> bool:
    """Whether title, headings, speakers or signature have a name."""
    index = context.index
    return _is_present(name, [*index.headings, *index.speakers, *index.signature], context.glossary)


def _find_fault(name: Name, context: CheckContext) -> Finding | None:
    """What is wrong with a name that the cited text lacks; None where it may be there all the same.

    The other part of a name may be there: 盒马鲜生 for `Hema Fresh`.
    """
    cited, index, glossary = context.cited, context.index, context.glossary
    if not _is_absent(name, cited, glossary):
        return None
    if blocks := [s.block for s in index.sentences if look_up_name(name, s, glossary) is Lookup.PRESENT]:
        is_common = len(set(blocks)) >= LIMITS.common_share * len(index.sentences_by_block)
        is_common |= is_common_term(name.entries)
        is_sure = _is_listed(name, context) or _is_kept(name, context) or _is_telling(name, context)
        is_sure &= not (context.is_same_language and name.entries)  # Washington is the government
        is_sure |= _is_spelled(name, context) and len(set(blocks)) <= LIMITS.max_blocks
        is_sure &= not _is_carried_over(set(blocks), cited)
        return _in_another_block(name, blocks[0], cited) if is_sure and not is_common else None
    if not _is_telling(name, context) or _may_be_no_name(name, context) or _is_of_readers(name, context):
        return None
    if not _is_absent(name, [*index.headings, *index.speakers, *index.sentences], glossary):
        return None
    message = f"the source does not contain the name {name.text}"
    return Finding(kind="name", claim=name.text, message=message)


def _in_another_block(name: Name, block: int, cited: Sequence[Passage]) -> Finding:
    blocks = " and ".join(f"[{n}]" for n in sorted({p.block for p in cited}))
    message = f"{name.text} stands only in block [{block}], not in {blocks}"
    return Finding(kind="name", claim=name.text, message=message, block=block or None)


def _is_present(name: Name, passages: Sequence[Passage], glossary: Sequence[GlossaryEntry]) -> bool:
    return any(look_up_name(name, passage, glossary) is Lookup.PRESENT for passage in passages)


def _is_absent(name: Name, passages: Sequence[Passage], glossary: Sequence[GlossaryEntry]) -> bool:
    return all(look_up_name(name, passage, glossary) is Lookup.ABSENT for passage in passages)


def _is_telling(name: Name, context: CheckContext) -> bool:
    """Whether a source that lacks the name surely speaks of nobody else by it.

    Within a language a name is written as it is, and so is one of the glossary. Across languages it may be translated
    or transcribed in many ways, but for a whole name in pinyin and names of the gazetteer that are no words of the
    dictionary.
    """
    if _CURRENCY.fullmatch(name.text):
        return False
    words = name.words
    if any(fold(name.text) in fold(entry.written) for entry in context.glossary):
        return True
    if context.is_same_language:
        return bool(name.entries) or not any(map(is_common_word, words))
    if name.tokens[0].kind == "han":
        return bool(name.entries) and not is_common_noun(fold(name.text))
    if name.entries:
        return not any(map(is_common_word, words))
    return len(words) > 1 and is_pinyin_name(words) and not all(map(is_common_word, words))


def _is_of_readers(name: Name, context: CheckContext) -> bool:
    """Whether a name tells where something is, which readers of the source know, and those of another language do not.

    英国高等法院 is the High Court. Of true statements and translations 8 have a country that the source lacks, of false
    ones 19, 2026-12-01; where the source has another country in its place, it is meant.
    """
    if context.is_same_language:
        return False
    if is_territory(name.entries):
        return not has_other_territory(context.binding, LIMITS.min_matched)
    return tells_seat(context.claim.folded, name.start, name.end)


def _is_listed(name: Name, context: CheckContext) -> bool:
    """Whether the gazetteer knows a name in a claim in another language, so that the document has it by a known form.

    A territory is often meant without being named, and so is what a currency belongs to.
    """
    if context.is_same_language or not name.entries or is_territory(name.entries):
        return False
    return not is_common_acronym(name.text) and not _CURRENCY.fullmatch(name.text)


def _is_kept(name: Name, context: CheckContext) -> bool:
    """Whether a Chinese claim keeps a name of several words in Latin letters, as the English source writes it."""
    is_latin = name.tokens[0].kind == "word" and len(name.tokens) > 1
    return is_latin and not context.claim.separates_words and not context.is_same_language


def _is_spelled(name: Name, context: CheckContext) -> bool:
    """Whether a name in a claim in another language stands in the document letter by letter: as it is, or in pinyin."""
    words = name.words
    if context.is_same_language or name.entries or name.text.rstrip("s").isupper():
        return False
    return all(len(word) >= LIMITS.min_letters and not is_common_word(word) for word in words) and any(
        passage.key_set.issuperset(token.key for token in name.tokens) or contains_pinyin(words, passage.folded)
        for passage in context.index.sentences
    )


def _is_carried_over(blocks: set[int], cited: Sequence[Passage]) -> bool:
    """Whether the cited text may mean a name without having it: one of the blocks that have it precedes a cited one."""
    return not blocks.isdisjoint(passage.block - 1 for passage in cited)


def _may_be_no_name(name: Name, context: CheckContext) -> bool:
    """Whether a capital is only that of a sentence's first word, or a term known, written out or abbreviated."""
    if context.is_same_language and (_is_known_otherwise(name, context) or _is_known_acronym(name)):
        return True
    if name.entries:
        return not context.is_same_language and any(may_be_abbreviated(name.entries, p) for p in context.stated)
    if not context.is_same_language and _ACRONYM.fullmatch(name.text):
        return True  # COMAC, for which the other language has a name of its own
    words = name.words
    if name.initial and len(words) == 1:
        return True
    return (context.is_same_language and all(map(is_common_word, words))) or _is_abbreviation(name, context.index)


_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,5}(?:'s)?")


def _is_known_acronym(name: Name) -> bool:
    """Whether a name is an acronym that everybody knows, and few texts need: AI, UK, NYSE."""
    return bool(_ACRONYM.fullmatch(name.text)) and (bool(name.entries) or is_common_acronym(name.text))


def _is_known_otherwise(name: Name, context: CheckContext) -> bool:
    """Whether the document has a word of a name, whose rest may be said otherwise, or spells all of them nearly so."""
    known = context.index.key_set
    if any(token.key in known for token in name.tokens if len(token.key) > 1):
        return True
    words = [word for word in name.words if len(word) >= LIMITS.min_spelled]
    return bool(words) and all(get_close_matches(word, known, n=1, cutoff=LIMITS.min_alike) for word in words)


def _is_abbreviation(name: Name, index: SourceIndex) -> bool:
    """Whether the capitals are the initials of words that stand together in the document, or the other way round."""
    letters = "".join(c.lower() for c in name.text if c.isupper())
    if len(letters) < 2:
        return False
    if len(name.tokens) == 1:
        return any(letters in initials for p in (*index.headings, *index.sentences) for initials in _initials(p))
    return letters in index.key_set


def _initials(passage: Passage) -> tuple[str, str]:
    """The first letters of the words of a text: of all, and without function words (Food and Drug Administration)."""
    return (
        "".join(key[0] for key in passage.keys),
        "".join(key[0] for key in passage.keys if key not in FUNCTION_WORDS),
    )


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


def _replaced_han_names(alignment: Alignment, known: Sequence[Finding], speaker: str) -> Iterator[Finding]:
    """Chinese names that no gazetteer has, where they stand in each other's place; who speaks needs no name there."""
    for slot in alignment.slots:
        if not slot.is_anchored or not _are_han(slot.claim) or not _are_han(slot.source):
            continue
        claim_name, source_name = alignment.claim_text(slot), alignment.source_text(slot)
        if claim_name in alignment.source.text or claim_name in speaker:
            continue
        if any(claim_name in f.claim or f.claim in claim_name for f in known):
            continue
        are_proper = is_proper_name(fold(claim_name)) and is_proper_name(fold(source_name))
        look_alike = alignment.is_copy and (looks_like_name(claim_name) or looks_like_name(source_name))
        if are_proper or (look_alike and _are_tagged_as_names(slot, alignment)):
            yield _replacement(claim_name, source_name, alignment)


def _are_tagged_as_names(slot: Mismatch, alignment: Alignment) -> bool:
    """Whether a side of a slot has a word tagged as a name, and neither a verb: 召开 in place of 举行 is no name."""
    sides = (_tags(alignment.claim, slot.claim), _tags(alignment.source, slot.source))
    has_verb = any(tag.startswith("v") for tags in sides for tag in tags)
    return not has_verb and any(not NAME_TAGS.isdisjoint(tags) for tags in sides)


def _tags(passage: Passage, tokens: Sequence[Token]) -> frozenset[str]:
    """The tags of the Chinese words that overlap some tokens."""
    start, end = tokens[0].start, tokens[-1].end
    return frozenset(tag for first, last, tag in passage.han_words if tag and first < end and start < last)


def _are_han(tokens: Sequence[Token]) -> bool:
    return len(tokens) > 1 and all(token.kind == "han" for token in tokens)


# ------------------------------------------------------------------------------------------------ across languages


def _unknown_han_names(claim: Passage, passages: Sequence[Passage]) -> Iterator[str]:
    """Chinese names that no list has, in a claim about an English text in which no word reads or sounds like them."""
    words = [fold(passage.text[t.start : t.end]) for passage in passages for t in passage.tokens if t.kind == "word"]
    for start, end in unlisted_spans(claim):
        if any(q.start < end and start < q.end for q in claim.quantities):  # 余万 of 5000余万元
            continue
        name = strip_particles(claim.text[start:end])
        alone = Passage(name)
        known = any(contains_transcription(w, alone) or contains_pinyin([w], name) for w in words if len(w) > 1)
        if looks_like_person(name) and not known:
            yield name
