"""Where an English clause can end: what stands before is whole and as true without what follows."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from .english_verbs import AUXILIARY, SAYING, find_verb, is_finite
from .english_vocabulary import english_words

_MAX_SUBJECT = 7  # words in which the verb of a second clause is looked for; set by hand on the news sets, 2026-12-01
_MIN_PASSIVE = 6  # words of a clause that ends in its participle: The curbs were introduced; set likewise
_PASSIVE = re.compile(rf"{AUXILIARY.pattern}|be|been")
_TIME = (
    r"(?:yesterday|today|tonight|tomorrow|(?:early |late |later |earlier )?(?:this|last|next) "
    r"(?:week|weekend|month|year|season|spring|summer|autumn|winter|night|[A-Z]\w+)|"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many) (?:hours|days|weeks|months|years) "
    r"(?:ago|later|earlier))"
)
# What opens another clause, its reason, an example or how it was done, and with the word behind it a place or a time.
_OPENS_ADJUNCT = re.compile(
    r"(?:when|while|after|before|since|until|amid|despite|following|because|whereas|including|such as|rather than|"
    r"instead of|due to|thanks to|owing to|ahead of|for \w+ing|"
    r"as (?:he|she|they|it|part of|well as|a result))\b|"
    r"(?:in|on|at|during|since|across|near|outside|throughout|alongside) "
    r"(?:[A-Z\d]|(?:the|an?|last|next|early|late|recent|its|his|her|their)\b)|"
    r"for (?:(?:the|an?) )?(?:first|second|third|last|next|\d+|two|three|several|many|more than) |by the end\b|"
    rf"{_TIME}\b(?! (?:of|to|that)\b)|[-–—]+ (?!.* [-–—]+ )"
)
_OPENS_RELATIVE = re.compile(r"(?:which|who|where|whose)\b")
# A second predicate or clause: and sold it, and then was sold, and it sold.
_OPENS_PREDICATE = re.compile(r"and (?:(?:then|later|now|\w+ly) )?(?P<first>[a-z]+)\b")
_PRONOUNS = frozenset(["he", "she", "it", "they"])
# What takes back or limits a clause before it: a condition, a denial, or what happened to the same thing later. When,
# once and until do where the clause is of the future.
TAKES_BACK = re.compile(
    r".*?\b(?:but|although|though|yet|if|unless|except|excluding|provided|providing|subject to|as long as|depending|"
    r"den(?:y|ies|ied)|disput(?:es?|ed)|a claim|an allegation|an accusation|"
    r"and (?:then(?! \w+ing)|later|subsequently|[\w ]{1,20} later|\w+ed (?:it|them)))\b",
    re.IGNORECASE,
)
_LIMITS_FUTURE = re.compile(r"[^,]*?\bwhen\b|.*?\b(?:once|until|as soon as|pending)\b")
_FUTURE = frozenset(["will", "would", "shall"])
# A clause with one says less without what limits it: no tenors will be available, after June.
_NEGATION = re.compile(r"no|not|never|none|nor|neither|nothing|cannot|\w+n['’]t", re.IGNORECASE)
# Who says so, behind the clause: police said in a statement; said the mayor; the jury heard; according to the council.
SAID_BEHIND = re.compile(
    rf"(?:^|.*?, )(?:(?:{SAYING.pattern}) |(?!(?:and|who|which|where|while|when|before|after) )[^,]{{1,60}} "
    rf"(?:{SAYING.pattern}|argues?|believed?|heard|ruled|concluded|understands)\b)|"
    r".*?\b(?:according to|in the (?:view|opinion|eyes|words) of)\b"
)
# What goes on behind its comma: a list (Venezuela, Trinidad and Miami; the work, costs and plans), the year of a day
# (June 30, 2023), an age, and what belongs to the words before an aside.
GOES_ON = re.compile(
    r"\d{1,4}\b|['‘\"“]|[A-Z\d][\w'’-]*(?: [A-Z][\w'’-]*)*(?:,| and | or )|or |[^,]{2,60}, to |"
    r"(?!(?:and|who|which|with|including|the|an?|\w+ed|\w+ing)\b)[a-z][\w'’-]*(?: [a-z][\w'’-]*){0,2}(?:,| and | or )"
)
# Half of two things, of which the rest says more (a dish and a favourite in the north), and what was going on when
# something happened.
_JOINED_LAST = re.compile(r" and an? [\w-]+(?: [\w-]+)?$")
_BACKGROUND = re.compile(r"\b(?:was|were) (?:\w+ )?\w+ing\b")
_HAPPENS = re.compile(r"(?:when|as)\b")
# What is counted from another time: three days after.
_UNITS = frozenset(["seconds", "minutes", "hours", "days", "weeks", "months", "years"])
_RELATES = re.compile(r"(?:after|before|since|ago|later|earlier)\b")
_ASIDE_BEHIND = re.compile(r"[^,]{2,80}, (?P<verb>[a-z]+)\b")
# A verb that needs the place where something is put.
_PLACES = re.compile(r"(?<!-)\b(?:puts?|placed?|lays?|laid|sets?(?! (?:up|out|off))|based?|kept|keeps?)\b")
_OPENS_PLACE = re.compile(r"(?:in|on|at|across|near|outside)\b")
# A second clause of which only the subject stands there.
_HALF = re.compile(r".*\bbut (?P<half>.*)")
# What lacks its other half, and the halves of from … to.
_UNPAIRED = re.compile(r"\b(?:between|both|either|not only)\b(?!.* (?:and|or|but)\b)")
_FROM = re.compile(r"\bfrom (?!.* to )")
_TO = re.compile(r".*?\bto (?:the |[A-Z\d])")
# Verbs and nouns that need the words behind them.
_INCOMPLETE = re.compile(
    r"(?:say|sa(?:id|ys)|tell|told|believ|think|insist|alleg|suggest|indicat|confirm|announc|reveal|hint|claim|warn|"
    r"f[io]und|show|report|expect|hop(?:e|ing)|argu|admit)\w*|"
    r"according|connection|terms|response|order|part|place|interest|role|spot|lead|share|stake|rise|fall|increase|drop|"
    r"cut|faith|chance|reason|number|kind|sort|day|week|month|year|time|moment|earlier|later|early|late|"
    r"up|out|off"
)


def ends_clause(words: Sequence[str], end: int) -> bool:
    """Whether a whole clause ends before the word with this index."""
    known, is_all = english_words(), end == len(words)
    lower, before = words[end - 1].lower().strip(",;:."), words[end - 2].lower()
    if lower in known.stop_words or lower in known.verbs or lower in known.prepositions:
        return False
    if before == "to" or lower.endswith(("ly", "ing")):
        return False
    is_passive = end >= _MIN_PASSIVE and _PASSIVE.fullmatch(before) is not None
    if lower.endswith("ed") and not (is_all or is_passive):
        return False  # a participle that is not the verb itself: a sale forced
    return is_all or (not _INCOMPLETE.fullmatch(lower) and _may_leave_out(words[:end], " ".join(words[end:])))


def lacks_content(words: Sequence[str]) -> bool:
    """Whether words open with a verb of speech or thought and no other verb follows: Authorities said the woman."""
    return _INCOMPLETE.fullmatch(words[0].lower()) is not None and not find_verb(words)


def _may_leave_out(words: Sequence[str], rest: str) -> bool:
    """Whether the rest of a sentence is another clause or an adjunct, without which the words before it are as true."""
    if not (_ends_at_mark(words, rest) or _opens_other(words[-1], rest)):
        return False
    return not _is_limited(words, rest) and not _is_torn(words, rest)


def _is_limited(words: Sequence[str], rest: str) -> bool:
    """Whether the words say more, or surer things, than with the rest."""
    if any(map(_NEGATION.fullmatch, words)) or TAKES_BACK.match(rest):
        return True
    if SAID_BEHIND.match(rest) and not _names_speaker(words):
        return True
    return _LIMITS_FUTURE.match(rest) is not None and not _FUTURE.isdisjoint(words)


def _is_torn(words: Sequence[str], rest: str) -> bool:
    """Whether a part of the words lacks its other half, which is in the rest."""
    text, aside = " ".join(words), _ASIDE_BEHIND.match(rest)
    if aside and is_finite(aside["verb"]):
        return True
    if (
        _JOINED_LAST.search(text)
        or _UNPAIRED.search(text)
        or _is_half(text)
        or (_FROM.search(text) and _TO.match(rest))
    ):
        return True
    if (words[-1] in _UNITS and _RELATES.match(rest)) or (_BACKGROUND.search(text) and _HAPPENS.match(rest)):
        return True
    return _PLACES.search(text) is not None and _OPENS_PLACE.match(rest) is not None


def _names_speaker(words: Sequence[str]) -> bool:
    """Whether somebody is named who says it, whatever stands behind."""
    return any(before[0].isupper() and SAYING.fullmatch(word) for before, word in itertools.pairwise(words))


def _is_half(text: str) -> bool:
    """Whether only the subject of a second clause stands there: but problems with ferries."""
    found = _HALF.match(text)
    return found is not None and not any(map(is_finite, found["half"].split()))


def _ends_at_mark(words: Sequence[str], rest: str) -> bool:
    """Whether a mark stands behind the last word, and no list, date or name goes on behind it."""
    before, last = words[-2:]
    is_torn = last[0].isupper() and before.lower() in english_words().determiners  # the Suitland, Maryland campus
    return last.endswith((",", ";")) and not is_torn and GOES_ON.match(rest) is None


def _opens_other(last: str, rest: str) -> bool:
    """Whether an adjunct, a second predicate or clause, or a clause that says more of a name opens the rest."""
    if _OPENS_ADJUNCT.match(rest) or (last[0].isupper() and _OPENS_RELATIVE.match(rest)):
        return True
    found = _OPENS_PREDICATE.match(rest)
    if found is None:
        return False
    is_clause = found["first"] in english_words().determiners and find_verb(rest.split()[1:_MAX_SUBJECT]) > 0
    return is_clause or found["first"] in _PRONOUNS or is_finite(found["first"])
