"""What English statements are about: the subject of the main clause or of what somebody said, else its object."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .english_crossheads import strip_openings
from .english_verbs import find_verb
from .english_vocabulary import english_words

_MAX_WORDS = 5  # of a noun phrase. This and the four below were set by hand on the development articles, 2026-12-01
_SAID = 0.9  # how surely a statement is about the subject of what was said in it,
_OBJECT = 0.8  # about the object of a name or a pronoun,
_ADJUNCT = 0.75  # and about what follows a preposition behind these
_ADJUNCT_REACH = 6  # words behind the verb in which such a preposition is looked for
_INNER_CAPITAL = re.compile(r"(?<=[a-z,;] )[A-Z]\w+")
_SPEECH = re.compile(
    r"sa(?:id|ys?)|told|believ\w*|thinks?|thought|insist\w*|alleg\w*|suggest\w*|indicat\w*|confirm\w*|announc\w*|reveal\w*|"
    r"hint\w*|claim\w*|warn\w*|show\w*|report\w*|expect\w*|argu\w*|admit\w*|answer(?:s|ed)|noticed?|means?|sees?|sure|confident"
)
_LINKING = frozenset(["is", "are", "was", "were", "be", "been", "being"])
_BEFORE_VERB = re.compile(
    r"ha[sd]|have|will|would|can|could|may|might|must|should|do|does|did|to|not|also|still|now|['’](?:ve|re|s)|\w+ly"
)
_ADJUNCT_PREPOSITIONS = frozenset(["with", "about", "on", "for", "of"])
_JOINING = frozenset(["of", "for"])
# What ends a noun phrase, what may open one and is left out, and what opens none that says what a statement is about.
_ENDS_PHRASE = re.compile(r"th(?:at|an)|wh\w+|while|if|because|as|but|and|including|such|so|like|[–—-]", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"the|an?|our|its|any|also|still|now|both|only|just|very|more|new|latest|recent|current|other|such|further",
    re.IGNORECASE,
)
_NO_TOPIC = re.compile(
    r"no|one|some|most|many|few|each|every|half|all|none|several|number|lot|majority|part|two|three|four|five|six|seven|"
    r"eight|nine|ten|hundred|thousand|[mb]illion|trillion|percent|"
    r"(?:he|she|it|they|we|i|you|there|th(?:is|at|ese|ose)|here|what|who|how|his|her|their|your|my|him|"
    r"them|us|me|everyone|anyone|nothing)(?:['’].*)?",
    re.IGNORECASE,
)
_QUOTES = "\"“”'‘’(),.;:"


def find_topics(statements: Sequence[str]) -> list[list[tuple[str, float]]]:
    """For each statement the noun phrases that say what it is about, with how surely they do, best first."""
    names = frozenset(_INNER_CAPITAL.findall("\n".join(statements)))
    return [
        [(_lower_first(text, names), weight) for text, weight in _find_in_clause(strip_openings(statement), 1.0)]
        for statement in statements
    ]


def _lower_first(phrase: str, names: frozenset[str]) -> str:
    """The phrase without the capital of a sentence's start: that of a word never met with one within a sentence."""
    first, _, rest = phrase.partition(" ")
    is_common = rest.islower() and first.isalpha() and first[1:].islower() and first not in names
    return f"{first.lower()} {rest}" if is_common else phrase


def _find_in_clause(words: Sequence[str], weight: float) -> Iterator[tuple[str, float]]:
    if not (verb := find_verb(words)):
        return
    subject = _read_noun_phrase(words[:verb], is_subject=True)
    is_telling = bool(subject) and not _is_name(subject)
    if is_telling:
        yield subject, weight
    main = verb
    while main < len(words) and (words[main].lower() in _LINKING or _BEFORE_VERB.fullmatch(words[main].lower())):
        main += 1
    if main < len(words) and _SPEECH.fullmatch(words[main].lower().rstrip(",")):
        said = words[main + 1 :]
        yield from _find_in_clause(said[said[:1] == ["that"] :], weight * _SAID)
    elif not is_telling:
        yield from _find_object(words, main, weight)


def _find_object(words: Sequence[str], main: int, weight: float) -> Iterator[tuple[str, float]]:
    """What stands behind the verb, or behind the auxiliary where `main` is no verb, or behind a preposition there."""
    before = words[main - 1].lower()
    start = main
    if before not in _LINKING or (words[main : main + 1] and words[main].lower().endswith("ing")):
        start += 1
        start += 2 * ([word.lower() for word in words[start : start + 1]] == ["to"])
    phrase = _read_noun_phrase(words[start:])
    is_determined = (
        bool(phrase) and not _is_name(phrase) and (" " in phrase or words[start].lower() in english_words().determiners)
    )
    if is_determined and (start > main or " " in phrase):
        yield phrase, weight * _OBJECT
        return
    reach = range(start, min(len(words), start + _ADJUNCT_REACH))
    at = next((index for index in reach if words[index].lower() in _ADJUNCT_PREPOSITIONS), 0)
    if at and (phrase := _read_noun_phrase(words[at + 1 :])) and not _is_name(phrase):
        yield phrase, weight * _ADJUNCT


def _is_name(phrase: str) -> bool:
    """Whether it ends in a name: Mayor Anna Berg, her daughter Anna; or is one of several words: House of Lords."""
    words = phrase.split()
    if _JOINING.isdisjoint(words):
        return words[-1][0].isupper()
    return all(word[0].isupper() for word in words if word not in _JOINING and word != "the")


def _read_noun_phrase(words: Sequence[str], is_subject: bool = False) -> str:
    """The noun phrase with which words open, without articles; empty where there is none, or one torn from more."""
    known = english_words()
    found: list[str] = []
    for index, word in enumerate(words):
        bare = word.strip(_QUOTES)
        lower = bare.lower()
        if not found and bare and (_LEFT_OUT.fullmatch(bare) or (index and any(map(str.isdigit, bare)))):
            continue
        if any(map(str.isdigit, bare)):
            return ""
        if not bare or _ENDS_PHRASE.fullmatch(bare) or (found and word[0] in _QUOTES):
            break
        if not found and _NO_TOPIC.fullmatch(bare):
            return ""
        if lower in known.prepositions or lower in known.stop_words or (lower in known.verbs and not is_subject):
            if found and lower in _JOINING:
                found += _read_tail(words[index:], _MAX_WORDS - len(found), is_subject)
            break
        if bare.islower() and (lower.endswith("ly") or (found and lower.endswith("ed"))):
            break
        found.append(bare)
        if word[-1] in ',;:"”':
            break
    return " ".join(found) if _is_whole(found) else ""


def _read_tail(words: Sequence[str], limit: int, is_subject: bool) -> list[str]:
    """The preposition with which words open and the noun phrase behind it; nothing if it is long, or goes on."""
    article = words[1:2] if words[1:2] and words[1] in ("the", "a", "an") else []
    phrase = _read_noun_phrase(words[1:], is_subject).split()
    end = 1 + len(article) + len(phrase)
    goes_on = words[end - 1].endswith(",") or words[end : end + 1] == ["of"]
    return [words[0], *article, *phrase] if phrase and end <= limit and not goes_on else []


def _is_whole(words: Sequence[str]) -> bool:
    """Whether words end in a noun that means something, and open with neither a participle nor a superlative."""
    if not 0 < len(words) <= _MAX_WORDS:
        return False
    known, first, last = english_words(), words[0].lower(), words[-1].lower()
    if last in known.stop_words or last in known.generic_nouns or last.endswith(("'s", "’s", "ly")):
        return False
    if first in known.generic_nouns and not _JOINING.isdisjoint(words):
        return False  # aware of, part of
    behind = [word.lower() for word in words[1:]] or [last]
    return not first.endswith(("ed", "est")) and all(
        not word.endswith("ing") or word in known.gerunds for word in behind
    )
