"""Names in a claim: Latin names inside either language, names the gazetteer knows, and names read by their sound."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ..models import Finding, GlossaryEntry
from .align import Alignment
from .fold import fold, has_han
from .gazetteer import Known, bears, known_names
from .han_names import looks_like_name
from .lexicon import is_ordinary, speaks_of
from .passage import FUNCTION_WORDS, Passage, Token
from .pinyin import has_reading, reads_as_pinyin, sounds_like
from .source import SourceIndex
from .words import key_of

_JOINER = re.compile(r"[ \u00a0'’&·-]{1,2}")
# The official name of an institution in so many words is translated freely.
_MANY_WORDS = 5
# In a text without capitals a word that may be a name has so many letters at least.
_STRANGE = 4
_ROMAN = re.compile("[IVX]{2,5}")   # a numeral, 国四 is National IV
_WORD = re.compile(r"[^\W\d_]+")
_TITLES = frozenset(["mr", "mrs", "ms", "dr", "sir", "lord", "lady", "prof", "saint", "st"])
# What Chinese has words for, and English only writes in capitals.
_COMMON_ACRONYMS = frozenset([
    "AI", "IT", "TV", "PM", "MP", "CEO", "CFO", "CTO", "COO", "GDP", "GNP", "CPI", "PPI", "PMI", "R&D", "R", "D", "Q", "A", "EV", "IPO", "ETF",
    "PPP", "SOE", "SOES", "SME", "SMES", "VAT", "US", "UK", "EU", "UN", "UV", "PC", "USB", "GPS", "VIP", "DNA", "RNA", "GPU", "CPU", "TPU", "API", "HIV", "AIDS",
    "LAN", "WAN", "VR", "AR", "IP", "ID", "SMS", "ATM", "HR", "PR", "VC", "PE", "ROE", "ROI", "EPS", "PLA", "NGO", "MOU", "FDI", "ESG",
])
_FORMS = frozenset(["co", "ltd", "inc", "corp", "plc", "llc", "group", "company"])   # of companies, left out in translation
_CALENDAR = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "q1", "q2", "q3", "q4", "h1", "h2", "am", "pm"]
)


class Found(Enum):
    """What became of looking a name up in a text."""

    YES = "there"
    NO = "not there"
    UNKNOWN = "cannot tell"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a claim.

    Attributes:
        tokens: its tokens.
        entries: the gazetteer's entries it is a form of; empty when it is not known.
        initial: whether it begins a sentence, where any English word has a capital.
    """

    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]
    entries: tuple[int, ...] = ()
    initial: bool = False


@functools.lru_cache(maxsize=4096)
def names_of(passage: Passage) -> list[Name]:
    """The names in a text, in order: known ones first, then runs of capitalised words around them."""
    known = known_names(passage)
    taken = {i for name in known for i in range(name.first, name.last)}
    taken |= {i for figure in passage.quantities for i in passage.tokens_between(figure.start, figure.end)}   # Q3
    found = [_known(passage, name) for name in known]
    found += _capitalised(passage, taken)
    return sorted(found, key=lambda name: name.start)


def _known(passage: Passage, name: Known) -> Name:
    text = passage.text[name.start:name.end]
    return Name(name.start, name.end, text, passage.tokens[name.first:name.last], name.entries)


def _capitalised(passage: Passage, taken: set[int]) -> Iterator[Name]:
    """Runs of capitalised Latin words that the gazetteer does not know."""
    run: list[int] = []
    for number, token in enumerate(passage.tokens):
        fits = number not in taken and _is_capitalised(passage, token)
        if fits and run and _joined(passage, run[-1], number):
            run.append(number)
            continue
        if run:
            yield from _trimmed(passage, run)
        run = [number] if fits else []
    if run:
        yield from _trimmed(passage, run)


def _is_capitalised(passage: Passage, token: Token) -> bool:
    """Whether a token may be part of a name: by its capital, or, in a text without any, by being no word we know."""
    if token.kind != "word" or token.key in _CALENDAR or _ROMAN.fullmatch(passage.text, token.start, token.end):
        return False
    return passage.text[token.start].isupper() or (passage.lacks_capitals and _is_strange(passage, token))


def _is_strange(passage: Passage, token: Token) -> bool:
    word = passage.folded[token.start:token.end]
    return len(word) >= _STRANGE and not is_ordinary(word) and not is_ordinary(token.key)


def _joined(passage: Passage, left: int, right: int) -> bool:
    """Whether two tokens are parts of one name: `Tim Cook`, `AT&T`, `J. Edgar`."""
    before = passage.tokens[left]
    between = passage.text[before.end:passage.tokens[right].start]
    initial = before.end - before.start == 1 and between in (".", ". ")
    return right == left + 1 and (initial or not between or bool(_JOINER.fullmatch(between)))


def _trimmed(passage: Passage, run: list[int]) -> Iterator[Name]:
    """Without articles and titles before the name."""
    initial = begins_sentence(passage.text, passage.tokens[run[0]].start)
    while run and (_leads(passage.tokens[run[0]]) or (initial and len(run) > 1 and is_ordinary(passage.tokens[run[0]].key))):
        run, initial = run[1:], False
    while run and (passage.tokens[run[-1]].key in FUNCTION_WORDS or passage.tokens[run[-1]].key in _FORMS):
        run = run[:-1]
    if run:
        tokens = tuple(passage.tokens[i] for i in run)
        yield Name(tokens[0].start, tokens[-1].end, passage.text[tokens[0].start:tokens[-1].end], tokens, (), initial)


def _leads(token: Token) -> bool:
    return token.key in FUNCTION_WORDS or token.key in _TITLES


def begins_sentence(text: str, start: int) -> bool:
    """Whether the character at `start` is the first of a sentence, a quoted sentence or a list item."""
    before = text[:start].rstrip(" \u00a0\n*•-")
    unquoted = before.rstrip("\"'“‘([ ")
    if before != unquoted:   # `said, "We …` begins one, `the "Plan` does not
        return not unquoted or unquoted[-1] in ".!?:;,。！？：；，…"
    return not before or before[-1] in ".!?:;。！？：；…"


def look_up(name: Name, passage: Passage, glossary: Sequence[GlossaryEntry] = ()) -> Found:
    """Whether a text has the name, in whatever form and script."""
    if name.entries:
        if bears(name.entries, passage) or _has_all(name.tokens, passage):
            return Found.YES
        if (found := _by_glossary(name, passage, glossary)) is not None:
            return found
        translated = len(name.tokens) > 1 and all(speaks_of(word, passage) for word in _words(name))
        return Found.UNKNOWN if translated else Found.NO
    if _has_all(name.tokens, passage):
        return Found.YES
    if (found := _by_glossary(name, passage, glossary)) is not None:
        return found
    return _by_sound(name, passage) if has_han(passage.folded) else Found.NO


def _has_all(tokens: Sequence[Token], passage: Passage) -> bool:
    keys = [t.key for t in tokens]
    if tokens[0].kind == "han":
        return "".join(keys) in passage.folded
    return passage.key_set.issuperset(keys)


def _by_glossary(name: Name, passage: Passage, glossary: Sequence[GlossaryEntry]) -> Found | None:
    keys = tuple(t.key for t in name.tokens)
    for entry in glossary:
        written = key_of(entry.written)
        if any(written[i:i + len(keys)] == keys for i in range(len(written))):
            source = fold(entry.source)
            return Found.YES if source in passage.folded else Found.NO
    return None


def _by_sound(name: Name, passage: Passage) -> Found:
    """A Latin name in a Chinese text, word by word: as pinyin, as a transcription, or translated."""
    words = _words(name)
    if reads_as_pinyin(words) and not all(map(is_ordinary, words)):   # `li` is a word of English, `Li Ying` is not
        return Found.YES if has_reading(words, passage.folded) else Found.NO
    heard = [_heard(word, passage) for word in words]
    if all(found is Found.YES for found in heard):
        return Found.YES
    if any(found is Found.YES for found in heard) or name.initial or name.text.rstrip("s") in _COMMON_ACRONYMS:
        return Found.UNKNOWN
    return Found.NO if len(words) < _MANY_WORDS else Found.UNKNOWN


def _heard(word: str, passage: Passage) -> Found:
    """Whether a Chinese text has a word of a name by its sound or its meaning."""
    if sounds_like(word, passage.folded) or _reads(word, passage.folded) or speaks_of(word, passage):
        return Found.YES
    return Found.NO


def _reads(word: str, folded: str) -> bool:
    return len(word) > 3 and has_reading([word], folded)


def _words(name: Name) -> list[str]:
    """The words of a Latin name as written, in small letters and without the possessive."""
    return [word for word in _WORD.findall(re.sub(r"'s\b", "", fold(name.text))) if word]


# ------------------------------------------------------------------------------------------------ the check


@dataclass(frozen=True, slots=True)
class Names:
    """What became of a claim's names: the findings, how many were borne out and how many could not be judged."""

    findings: tuple[Finding, ...]
    borne: int
    undecided: int


def check_names(
    claim: Passage, cited: Sequence[Passage], alignment: Alignment | None, index: SourceIndex,
    glossary: Sequence[GlossaryEntry] = (),
) -> Names:
    """Every name of the claim against the cited text, then against the rest of the document.

    A name that the document has elsewhere is no finding by itself, because texts name their subject once; it is one
    where it stands in the place of another name.
    """
    findings: list[Finding] = []
    borne = undecided = 0
    around = [*index.around, *index.sentences]
    for name in names_of(claim):
        if replaced := _replaced(name, alignment):
            findings.append(_instead(name, replaced, alignment))
        elif _is(Found.YES, name, cited, glossary):
            borne += 1
        elif _is(Found.YES, name, around, glossary):
            undecided += 0
        elif all(look_up(name, p, glossary) is Found.NO for p in cited) and not _may_be_ordinary(name, index):
            message = f"the source does not have the name {name.text}"
            findings.append(Finding(kind="name", claim=name.text, message=message))
        else:
            undecided += 1
    findings += _han_names_in_place(alignment, findings)
    return Names(tuple(findings), borne, undecided)


def _is(found: Found, name: Name, passages: Sequence[Passage], glossary: Sequence[GlossaryEntry]) -> bool:
    return any(look_up(name, p, glossary) is found for p in passages)


def _may_be_ordinary(name: Name, index: SourceIndex) -> bool:
    """Whether a capital is only that of a sentence's first word, or a term written out or abbreviated."""
    if name.entries:
        return False
    words = _words(name)
    if name.initial and len(words) == 1:
        return True
    return all(map(is_ordinary, words)) or _abbreviates(name, index)


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
        there = [n for n in names_of(alignment.source) if n.start < end and start < n.end]
        if there and not any(_same(name, other) for other in names_of(alignment.source)):
            return there[0].text
    return None


def _han_names_in_place(alignment: Alignment | None, known: Sequence[Finding]) -> Iterator[Finding]:
    """Chinese names no gazetteer has, where they stand in each other's place."""
    for slot in alignment.slots if alignment else ():
        if alignment is None or not slot.firm or not slot.claim or not slot.source:
            continue
        said, says = alignment.claim_words(slot), alignment.source_words(slot)
        if not _all_han(slot.claim) or not _all_han(slot.source) or said in alignment.source.text:
            continue
        if (looks_like_name(said) or looks_like_name(says)) and not any(said in f.claim or f.claim in said for f in known):
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
