"""English clauses that a newspaper could print above a group: a subject and what it does, whole, without adjuncts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .english_vocabulary import english_words

_MIN_WORDS = 4  # of a clause; this and the longest were set by hand on the news sets, 2026-11-30
_MAX_WORDS = 14  # of a clause
# What stands before the subject, up to its comma.
_ADVERBIAL = re.compile(
    r"(?:In|On|At|For|From|To|Since|After|Before|During|Last|Despite|According|With|By|As|Of|Among|Under|When|If|While|"
    r"Although|Though|Because)\b[^,]{2,80}, (?=\w)"
)
# A condition, or another time than that of the news: without it the clause is not true.
_BINDING = re.compile(
    r"(?:If|Unless|Without|Until)\b|"
    r"(?:In|At|By|Since|During|For|From|Before|After|Last|Between|Over)\b[^,]{0,60}?"
    r"\b(?:(?:19|20)\d\d|quarters?|half|years?|decades?|century|months)\b[^,]{0,40}, "
)
# An age, a remark in brackets, and an apposition or relative clause behind the subject.
_ASIDE = re.compile(
    r", \d{1,3},(?= )| \([^)]*\)(?= [a-z]|[,.]|$)|(?<=[a-z]), (?:the|an?|one|who|which|whose)\b[^,]{2,80},(?= [a-z])"
)
# Words that open no subject, or one that only the text before explains.
_NO_SUBJECT = re.compile(
    r"he|she|it|they|th(?:is|at|ese|ose|ere)|his|her|their|its|we|i|you|who|which|such|here|what|both|one|some|others?|"
    r"another|contrary|and|or|but|so|nor|yet|plus|although|while|if|when|as|now|next|many|much|most|according|\w+ing"
)
_AUXILIARY = re.compile(
    r"has|have|had|is|are|was|were|will|would|can|could|may|might|must|should|does|did|do", re.IGNORECASE
)
_PASSIVE = re.compile(rf"{_AUXILIARY.pattern}|be|been")
# What opens another clause, and with the word behind it a place or a time: what stands before is whole.
_OPENS_CLAUSE = re.compile(
    r"(?:when|while|after|before|since|until|amid|despite|following|"
    r"as (?:he|she|they|it))\b"
)
_OPENS_ADJUNCT = re.compile(
    r"(?:in|on|at|during|since) (?:[A-Z\d]|(?:the|an?|last|next|early|late|recent)\b)|"
    r"for (?:(?:the|an?) )?(?:first|second|third|last|next|\d+|two|three|several|many|more than) |by the end\b"
)
# What takes back a clause before it, and what the clause has nowhere: marks, and subordinate clauses.
_TAKES_BACK = re.compile(r"(?:but|although|though|yet)\b|.*?\b(?:if|unless|except|excluding)\b", re.IGNORECASE)
# What goes on behind its comma: a list (between Venezuela, Trinidad and Miami), the year of a day (June 30, 2023).
_GOES_ON = re.compile(r"(?:19|20)\d\d\b|[A-Z\d][\w'’-]*(?: [A-Z][\w'’-]*)*(?:,| and | or )|(?:and|or) ")
_INNER = re.compile(
    r",(?! (?:19|20)\d\d\b)|[;:\"“”()]| [-–—]+ |(?<!\w)['‘]|"
    r"\b(?:however|also|too|only|instead|therefore|who|which|whose|where|when|although|while|if|because|whom|there|that|such)\b"
)
# A clause with one says less without what limits it: no tenors will be available, after June.
_NEGATION = re.compile(r"no|not|never|none|nor|neither|nothing|cannot|\w+n['’]t", re.IGNORECASE)
# Verbs and nouns that need the words behind them.
_INCOMPLETE = re.compile(
    r"(?:say|sa(?:id|ys)|tell|told|believ|think|insist|alleg|suggest|indicat|confirm|announc|reveal|hint|claim|warn|"
    r"f[io]und|show|report|expect|hop(?:e|ing)|argu|admit)\w*|"
    r"according|connection|terms|response|order|part|place|interest|role|spot|lead|share|stake|rise|fall|increase|drop|"
    r"cut|faith|chance|reason|number|kind|sort|up|out|off"
)


def find_crosshead(statement: str) -> str:
    """The longest beginning of a statement that is a whole short clause; empty where there is none."""
    if _BINDING.match(statement):
        return ""
    words = strip_openings(statement)
    first = words[0].lower() if words else ""
    if not first or _NO_SUBJECT.fullmatch(first) or first in english_words().prepositions:
        return ""
    verb = find_verb(words)
    if not verb or words[verb] == "told":
        return ""
    for end in range(min(len(words), _MAX_WORDS), max(_MIN_WORDS, verb + 2) - 1, -1):
        clause = " ".join(words[:end]).rstrip(",.:;-–—")
        if _ends_clause(words, end) and not _INNER.search(clause) and not _lacks_content(words[verb:end]):
            return clause[:1].upper() + clause[1:]
    return ""


def strip_openings(statement: str) -> list[str]:
    """The words of a statement without the adverbial before its subject, ages, and asides."""
    adverbial = _ADVERBIAL.match(statement)
    return _ASIDE.sub("", statement[adverbial.end() if adverbial else 0 :]).split()


def find_verb(words: Sequence[str]) -> int:
    """Where the finite verb stands among the first words; 0 where there is none.

    A participle that a preposition follows (shortlisted for) is none if an auxiliary comes later.
    """
    known = english_words()
    for index in range(1, min(len(words), _MAX_WORDS)):
        lower, before = words[index].lower(), words[index - 1].lower()
        if _AUXILIARY.fullmatch(lower):
            return index
        if before in known.determiners or before in known.prepositions or not words[index].islower():
            continue
        if lower.endswith("ed") or lower in known.verbs:
            following = words[index + 1].lower() if index + 1 < len(words) else ""
            is_later = any(map(_AUXILIARY.fullmatch, words[index + 1 :]))
            if _AUXILIARY.fullmatch(following):
                continue  # a noun: a rate rise has
            if following not in ("of", "by") and not (following in known.prepositions and is_later):
                return index
        if index + 1 < len(words) and _is_present(words, index):
            return index
    return 0


def _is_present(words: Sequence[str], index: int) -> bool:
    """Whether a word that ends in s is a verb: a noun without s stands before it, and its object or that behind it."""
    known, lower, before = english_words(), words[index].lower(), words[index - 1]
    following = words[index + 1].lower()
    if not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s", "’s")) or not lower.isalpha():
        return False
    if before.lower().endswith("s") or not before.isalpha() or before.lower() in known.stop_words:
        return False
    return following in known.determiners or following == "that" or following[0].isdigit() or following.endswith("ly")


def _lacks_content(words: Sequence[str]) -> bool:
    """Whether words open with a verb of speech or thought and no other verb follows: Authorities said the woman."""
    return _INCOMPLETE.fullmatch(words[0].lower()) is not None and not find_verb(words)


def _ends_clause(words: Sequence[str], end: int) -> bool:
    """Whether a whole clause ends before the word with this index."""
    known, last, rest = english_words(), words[end - 1], " ".join(words[end:])
    lower, before = last.lower().strip(",;:"), words[end - 2].lower()
    if rest and not (last.endswith((",", ";", ":")) or _OPENS_CLAUSE.match(rest) or _OPENS_ADJUNCT.match(rest)):
        return False
    if last.endswith(",") and _GOES_ON.match(rest):
        return False
    if rest and any(map(_NEGATION.fullmatch, words[:end])):
        return False
    if _TAKES_BACK.match(rest) or (rest and _INCOMPLETE.fullmatch(lower)):
        return False
    if lower in known.stop_words or lower in known.verbs or lower in known.prepositions:
        return False
    if lower.endswith("ed"):  # a participle that is the verb itself, and not a sale forced
        return not rest or _PASSIVE.fullmatch(before) is not None
    return before != "to" and not lower.endswith(("ly", "ing"))
