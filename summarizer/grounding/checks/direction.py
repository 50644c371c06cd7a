"""Direction, negation and modality: whether the claim says the opposite of its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...models import Finding
from ..alignment import COPY, Alignment, Slot
from ..bilingual_lexicon import english_renderings, english_vocabulary
from ..passage import FUNCTION_WORDS, Passage, Token
from ..polarity_cues import (
    Antonym,
    NegationCue,
    count_possible_negations,
    find_antonyms,
    find_negations,
    finding_kind,
    is_cross_lingual,
    modal_classes,
)

# Tokens on either side that tell what a word is about, in the claim and, where sentences say more, in the source.
_NEAR, _NEAR_IN_SOURCE = 5, 9
# Particles of verbs (sign up, draw down), which say nothing of a direction by themselves.
_PARTICLES = frozenset(["up", "down", "above", "below", "over", "under"])
# A place speaks of the same when it has so many of the claim's words, at least.
_SAME = 2


def check_bound(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    """Words of direction whose subject the source gives the other direction everywhere."""
    places = [(word, passage) for passage in cited for word in find_antonyms(passage)]
    ours = [word for word in find_antonyms(claim) if claim.folded[word.start : word.end] not in _PARTICLES]
    said = {side for word in ours for side in word.sides}
    for word in ours:
        for pair, side in word.sides:
            if finding_kind(pair) != "direction" or (pair, 1 - side) in said:  # a claim that says both is beyond us
                continue
            there = [(w, p) for w, p in places if any(pair == other for other, _ in w.sides)]
            same_subject = _about(_around(claim, word, _NEAR), there)
            if same_subject and not any((pair, side) in w.sides for w, _ in same_subject):
                yield _contradiction(word, pair, claim, *same_subject[0])


def _about(subject: frozenset[str], places: Sequence[tuple[Antonym, Passage]]) -> list[tuple[Antonym, Passage]]:
    """The places that share most of the subject, if they share enough."""
    shared = [(len(subject & _around(passage, word, _NEAR_IN_SOURCE)), word, passage) for word, passage in places]
    most = max((count for count, _, _ in shared), default=0)
    if most < max(_SAME, len(subject) / 2):
        return []
    return [(word, passage) for count, word, passage in shared if count >= most - 1 and count >= _SAME]


def _around(passage: Passage, word: Antonym, near: int) -> frozenset[str]:
    """The content words near a word, itself and other words of direction left out."""
    directed = {i for other in find_antonyms(passage) for i in range(other.first, other.last)}
    numbers = range(max(0, word.first - near), min(len(passage.tokens), word.last + near))
    tokens = [passage.tokens[i] for i in numbers if i not in directed]
    return frozenset(t.key for t in tokens if t.key not in FUNCTION_WORDS and t.kind != "sign")


def _contradiction(word: Antonym, pair: int, claim: Passage, other: Antonym, source: Passage) -> Finding:
    said, says = claim.text[word.start : word.end], source.text[other.start : other.end]
    return Finding(
        kind=finding_kind(pair),
        claim=said,
        message=f"the source says “{says}”, not “{said}”",
        block=source.block or None,
    )


# A slot with more tokens than this is more than a negator and its verb.
_NEGATION = 4
# A claim this much as long as its source renders all of it: translations of faith_x_mqm_news_zh2en are 0.8 to 1.6.
_WHOLE = 0.7
# So many tokens behind a negator tell what it denies; a claim that renders two words of it speaks of the same.
_BEHIND, _BEHIND_HAN, _RENDERED = 5, 9, 2
_CLAUSE_END = re.compile("[，。；！？,;.!?]")
# `below its earlier target` compares; `as described above` does not.
_LEVEL = re.compile(
    r"\s(?:(?:its|their|the|an?|analysts['’]?|market|earlier|previous|last|initial|company)\s){0,3}\w*\s?"
    r"(?:target|expectation|forecast|estimate|level|average|guidance|consensus|plan)"
)
_INSTEAD = re.compile(r"\bbut\b|而是|而在于")
_OUTRIGHT = frozenset(["certain", "done"])
_PREPOSITIONS = frozenset(["with", "without", "after", "before", "up", "down", "above", "below", "over", "under"])


def check_slots(alignment: Alignment) -> Iterator[Finding]:
    """Opposites, negators and modal verbs that stand in each other's place."""
    claim, source = alignment.claim, alignment.source
    ours, theirs = find_antonyms(claim), find_antonyms(source)
    our_negators, their_negators = find_negations(claim), find_negations(source)
    for slot in alignment.slots:
        pair = _opposed(_in(ours, slot.claim), _in(theirs, slot.source))
        said, says = pair[1:] if pair else (None, None)
        denied = _denies(our_negators, slot.claim, said), _denies(their_negators, slot.source, says)
        if pair and denied[0] == denied[1]:
            yield _polarity_contradiction(*pair, claim, source)
        elif not pair and _is_negation(slot, claim, source, denied) and _is_one_more(alignment, denied[0]):
            yield _negation(slot, claim, source, denied[0])
        elif finding := _modal(slot, alignment):
            yield finding


def check_across(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    """Direction and negation of a claim in one language against sentences in the other."""
    if cited:
        yield from _opposites_across(claim, cited)
        yield from _negation_across(claim, cited)
        yield from _modality_across(claim, cited)


# ------------------------------------------------------------------------------------------------ in slots


def _in(words: Sequence[Antonym], tokens: Sequence[Token]) -> list[Antonym]:
    return [w for w in words if tokens and w.start < tokens[-1].end and tokens[0].start < w.end]


def _denies(found: Sequence[NegationCue], tokens: Sequence[Token], opposite: Antonym | None) -> bool:
    """Whether a negator stands among the tokens; one that is itself the opposite found there (禁止) does not count."""
    return any(
        n.start < tokens[-1].end
        and tokens[0].start < n.end
        and (opposite is None or n.end <= opposite.start or opposite.end <= n.start)
        for n in found
        if tokens
    )


def _opposed(ours: list[Antonym], theirs: list[Antonym]) -> tuple[int, Antonym, Antonym] | None:
    """The first two words that contradict each other, unless one of ours is also among theirs."""
    for word in ours:
        if any(word.sides & other.sides for other in theirs):
            continue
        for other in theirs:
            if (pair := word.opposes(other)) is not None:
                return pair, word, other
    return None


def _polarity_contradiction(pair: int, word: Antonym, other: Antonym, claim: Passage, source: Passage) -> Finding:
    said, says = claim.text[word.start : word.end], source.text[other.start : other.end]
    message = f"the source says “{says}”, not “{said}”"
    return Finding(kind=finding_kind(pair), claim=said, message=message, block=source.block or None)


def _is_negation(slot: Slot, claim: Passage, source: Passage, denied: tuple[bool, bool]) -> bool:
    """Whether a negator alone makes the difference: not a longer passage left out, nor a denial in other words."""
    longer = slot.claim if denied[0] else slot.source
    alone = denied[0] != denied[1] and slot.firm and len(longer) <= _NEGATION
    return alone and not _denies_otherwise(slot, claim, source, denied)


def _is_one_more(alignment: Alignment, in_claim: bool) -> bool:
    """Whether one side denies more often than the other; in a copy it does where the slot says so."""
    ours, theirs = len(find_negations(alignment.claim)), len(find_negations(alignment.source))
    return alignment.share >= COPY or (ours > theirs if in_claim else theirs > ours)


def _denies_otherwise(slot: Slot, claim: Passage, source: Passage, denied: tuple[bool, bool]) -> bool:
    """Whether the side without a negator denies in another way: `failed to pass` for `did not pass`."""
    passage, tokens = (source, slot.source) if denied[0] else (claim, slot.claim)
    return bool(tokens) and count_possible_negations(Passage(passage.text[tokens[0].start : tokens[-1].end])) > 0


def _negation(slot: Slot, claim: Passage, source: Passage, in_claim: bool) -> Finding:
    passage, tokens = (claim, slot.claim) if in_claim else (source, slot.source)
    words = passage.text[tokens[0].start : tokens[-1].end]
    around = _polarity_around(claim, slot)
    message = (
        f"the statement denies (“{words}”) what the source states"
        if in_claim
        else f"the source denies it (“{words}”), the statement does not"
    )
    return Finding(kind="negation", claim=around, message=message, block=source.block or None)


def _polarity_around(claim: Passage, slot: Slot) -> str:
    """The words of the claim at a slot, with one token on either side."""
    if slot.claim:
        start, end = slot.claim[0].start, slot.claim[-1].end
    else:
        start = end = slot.at
    inside = claim.tokens_between(max(0, start - 1), end + 1)
    first, last = max(0, inside.start - 1), min(len(claim.tokens), inside.stop + 1)
    return claim.text[claim.tokens[first].start : claim.tokens[last - 1].end]


def _modal(slot: Slot, alignment: Alignment) -> Finding | None:
    said, says = alignment.claim_words(slot), alignment.source_words(slot)
    ours, theirs = modal_classes(Passage(said)), modal_classes(Passage(says))
    if not slot.firm or not ours or not theirs or ours & theirs:
        return None
    message = f"the source says “{says}”, not “{said}”"
    return Finding(kind="negation", claim=said, message=message, block=alignment.source.block or None)


# ------------------------------------------------------------------------------------------------ across languages


def _opposites_across(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    """One side of a pair is only in the claim and the other only in the source. Only pairs whose words both
    languages use alike; a word with any agreement in the source says nothing."""
    theirs = [(w, p) for p in cited for w in find_antonyms(p) if _telling(p, w)]
    agreed = frozenset[tuple[int, int]]().union(*(w.sides for w, _ in theirs))
    ours = [w for w in find_antonyms(claim) if _telling(claim, w) and not w.sides & agreed]
    for pair, side in sorted({side for w in ours for side in w.sides}):
        if is_cross_lingual(pair) and _turned(ours, [w for w, _ in theirs], (pair, side)):
            word = next(w for w in ours if (pair, side) in w.sides)
            other, passage = next((w, p) for w, p in theirs if (pair, 1 - side) in w.sides)
            yield _polarity_contradiction(pair, word, other, claim, passage)


def _turned(ours: Sequence[Antonym], theirs: Sequence[Antonym], side: tuple[int, int]) -> bool:
    """Whether the claim has a side the source lacks, and the source enough of the other for all the claim says."""
    other = (side[0], 1 - side[1])
    said = sum(side in w.sides for w in ours)
    total = said + sum(other in w.sides for w in ours)
    return said > 0 and not any(side in w.sides for w in theirs) and sum(other in w.sides for w in theirs) >= total


def _telling(passage: Passage, word: Antonym) -> bool:
    """Not a preposition, and no single Han character, which is far more often part of another word."""
    text = passage.folded[word.start : word.end]
    if text in ("above", "below") and _LEVEL.match(passage.folded, word.end):
        return True
    return text not in _PREPOSITIONS if text.isascii() else len(text) > 1


def _negation_across(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    ours = find_negations(claim)
    theirs = [(n, p) for p in cited for n in find_negations(p)]
    if len(ours) > sum(map(count_possible_negations, cited)):
        message = f"the statement denies (“{ours[0].text}”), the source does not"
        yield Finding(kind="negation", claim=ours[0].text, message=message, block=cited[0].block or None)
    elif len(theirs) > count_possible_negations(claim) and (left := _left_out(claim, cited, theirs)):
        negator, passage = left
        message = f"the source denies (“{negator.text}”), the statement does not"
        yield Finding(kind="negation", claim=claim.text, message=message, block=passage.block or None)


def _left_out(
    claim: Passage, cited: Sequence[Passage], theirs: Sequence[tuple[NegationCue, Passage]]
) -> tuple[NegationCue, Passage] | None:
    """A negator of the source that the claim lacks though it speaks of what is denied, or renders the whole."""
    whole = _renders_all(claim, cited)
    there = english_vocabulary(claim)
    denied_there = [english_vocabulary(_denied(claim, negator)) for negator in find_negations(claim)]
    for negator, passage in theirs:
        denied = english_renderings(_denied(passage, negator))
        if any(not words.isdisjoint(keys) for words in denied for keys in denied_there):
            continue  # the claim denies it too
        rendered = 0 if _contrasts(passage, negator) else sum(not words.isdisjoint(there) for words in denied)
        all_of_it = 0 < rendered == len(denied)
        if rendered >= _RENDERED or all_of_it or (whole and (rendered or not denied)):
            return negator, passage
    return None


def _contrasts(passage: Passage, negator: NegationCue) -> bool:
    """Whether something else is stated in the same breath: `not whether but who`, 不是……而是, `this, not that`."""
    before, behind = passage.folded[: negator.start].rstrip(), passage.folded[negator.end :]
    return before.endswith((",", "，")) or bool(_INSTEAD.search(behind))


def _denied(passage: Passage, negator: NegationCue) -> Passage:
    """The words behind a negator, as far as its clause goes."""
    behind = _CLAUSE_END.split(passage.text[negator.end :], maxsplit=1)[0]
    tokens = Passage(behind).tokens[: _BEHIND_HAN if passage.language == "zh" else _BEHIND]
    return Passage(behind[: tokens[-1].end] if tokens else "")


def _modality_across(claim: Passage, cited: Sequence[Passage]) -> Iterator[Finding]:
    """What the source calls possible and the claim states outright."""
    hedged = next((p for p in cited if "possible" in modal_classes(p)), None)
    ours = modal_classes(claim)
    if hedged is not None and "certain" in ours and ours <= _OUTRIGHT and _renders_all(claim, cited):
        message = "the source calls it possible, the statement states it"
        yield Finding(kind="negation", claim=claim.text, message=message, block=hedged.block or None)


def _renders_all(claim: Passage, cited: Sequence[Passage]) -> bool:
    """Whether the claim is long enough to render the whole of the sentences; else it may leave the denial out."""
    return _length(claim) >= _WHOLE * sum(map(_length, cited))


def _length(passage: Passage) -> float:
    """In English words; a Han character is about 0.6 of one."""
    return sum(0.6 if token.kind == "han" else 1.0 for token in passage.tokens)
