"""English clauses that a newspaper could print above a group: a subject and what it does, whole, without adjuncts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..sentences import sentence_spans
from .english_clause_ends import GOES_ON, SAID_BEHIND, TAKES_BACK, ends_clause, lacks_content
from .english_verbs import AUXILIARY, MAX_CLAUSE, SAYING, find_verb, is_finite
from .english_vocabulary import english_words

# Words of a clause. Set by hand on the news sets, 2026-12-01.
_MIN_WORDS = 4  # at least
_GOOD_WORDS = 14  # as long as a title is made, if it can
_STOP = re.compile(r"[.!?] ")
_QUOTES = re.compile(r"[:\"“”]|(?<!\w)['‘]")
# What stands before the subject, up to its comma.
_ADVERBIAL = re.compile(
    r"(?:In|On|At|For|From|To|Since|After|Before|During|Last|Despite|With|By|As|Of|Among|Under|While|"
    r"Although|Though|Because)\b[^,]{2,80}, (?=\w)"
)
# A condition, or another time than that of the news: without it the clause is not true.
_BINDING = re.compile(
    r"(?:If|When|Whenever|Once|Unless|Without|Until|According)\b|"
    r"(?:In|At|By|Since|During|For|From|Before|After|Last|Between|Over)\b[^,]{0,60}?"
    r"\b(?:(?:19|20)\d\d|quarters?|half|years?|decades?|century|months)\b[^,]{0,40}, "
)
# Who says it, in front: a title names it before a colon.
_SOURCE = re.compile(
    r"According to (?:the |an? )?(?P<who>(?!his|her|its|their|my|our|this|that)[^,]{3,40}), (?P<said>.+)"
)
# Who says it, behind, with nothing else.
_SAID_LAST = re.compile(
    r"(?P<said>[^:\"“”]{10,}), (?:the |an? )?"
    r"(?P<who>(?!(?:he|she|it|they|I|we|who|which|his|her|their|its)\b)[^,:\"“”]{2,40}) "
    rf"(?<!was )(?<!were )(?:{SAYING.pattern})\.?$"
)
# What ties a sentence to those before it.
_CONNECTIVE = re.compile(
    r"^(?:Now|Then|Meanwhile|However|Yesterday|Today|Here|Also),? (?=(?:the|an?|[A-Z])\b)|"
    r"(?:, | )(?:also|however|meanwhile),? "
)
# An age, a remark in brackets, and an apposition or relative clause behind the subject.
_ASIDE = re.compile(
    r", \d{1,3},(?= )| \([^)]*\)(?= [a-z]|[,.]|$)|(?<=[a-z]), (?:the|an?|one|who|which|whose)\b[^,]{2,80},(?= [a-z])|"
    r"(?<=[a-z]), (?:named|called|known|aged|\w+ed) (?:by|as|in|for|from|to|at|on|['‘A-Z\d])[^,]{2,80},"
    rf"(?= (?:{AUXILIARY.pattern}|[a-z]+ed)\b)"
)
# Any other aside between the subject and its verb.
_SUBJECT_ASIDE = re.compile(
    r"(?P<subject>(?:[\w'’-]+ ){0,6}[\w'’-]+), (?P<aside>[^;:\"“”()]{3,120}), (?=(?P<verb>[a-z]+)\b)"
)
_LISTED = re.compile(r"(?:[\w'’-]+ ){1,3}and [\w'’-]+(?: [\w'’-]+)?")
_LAST_DAY = re.compile(
    r" (?:on|last|early on|late on) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:night|morning|afternoon|evening))?$"
)
# Words that open no subject, or one that only the text before explains.
_NO_SUBJECT = re.compile(
    r"he|she|it|they|th(?:is|at|ese|ose|ere)|his|her|their|its|we|i|you|who|which|such|here|what|both|one|some|others?|"
    r"another|contrary|and|or|but|so|nor|yet|plus|although|while|if|when|as|now|next|many|much|most|according|\w+ing"
)
# Who is meant must be said before: by the name that is the subject, and not where the words are its object.
_PRONOUN = re.compile(r"\b(?:he|she|him|her(?= (?:and|at|for|from|in|on|to|with)\b|$)|them|us|me|you|we|I)\b")
# What only announces, and does not say what.
_ANNOUNCES = re.compile(
    r"\b(?:held|gave|issued|released|published|made) (?:an?|the|its|his|her|their) (?:\w+ ){0,2}"
    r"(?:statement|report|conference|announcement|speech|interview)$"
)
# What a clause has nowhere: marks, and subordinate clauses but what somebody said.
_INNER = re.compile(
    r",(?! (?:19|20)\d\d\b)|[;:\"“”()]| [-–—]+ |(?<!\w)['‘]|"
    r"\b(?:however|also|too|only|instead|therefore|who|which|whose|where|when|although|while|if|because|whom|there|that|such)\b"
)
_SAID_THAT = re.compile(
    rf"\b({SAYING.pattern}|believed|found|means|thinks?|told [A-Z]\w+|hope[sd]?|announced|confirmed|agreed|denie[sd])"
    r" that\b"
)


def find_crossheads(statement: str) -> Iterator[str]:
    """The clauses of the sentences of a statement, up to the first in which somebody is quoted."""
    for start, end in sentence_spans(statement) if _STOP.search(statement) else [(0, len(statement))]:
        sentence = statement[start:end]
        if clause := _find_crosshead(sentence) or _find_with_source(sentence):
            yield clause
        if _QUOTES.search(sentence):
            return


def _find_with_source(sentence: str) -> str:
    """The clause that somebody said, behind who said it and a colon; empty where there is none."""
    source = _SOURCE.match(sentence) or _SAID_LAST.match(sentence)
    clause = _find_crosshead(source["said"]) if source else ""
    return f"{_capitalize(source['who'])}: {clause}" if source and clause else ""


def _find_crosshead(sentence: str) -> str:
    """The beginning of a sentence that is a whole short clause; empty where there is none."""
    if _BINDING.match(sentence):
        return ""
    words = strip_openings(sentence)
    first = words[0].lower() if words else ""
    if not first or _NO_SUBJECT.fullmatch(first) or first in english_words().prepositions:
        return ""
    verb = find_verb(words)
    if not verb or words[verb] == "told":
        return ""
    shortest, longest = max(_MIN_WORDS, verb + 2), min(len(words), MAX_CLAUSE)
    good = min(longest, max(_GOOD_WORDS, shortest - 1))
    ends = (*range(good, shortest - 1, -1), *range(good + 1, longest + 1))
    return _capitalize(next((clause for end in ends if (clause := _read_clause(words, verb, end))), ""))


def _read_clause(words: Sequence[str], verb: int, end: int) -> str:
    """The words before one as a clause; empty where none ends there."""
    clause = " ".join(words[:end]).rstrip(",.:;-–— ")
    if not ends_clause(words, end) or _ANNOUNCES.search(clause):
        return ""
    if _INNER.search(_SAID_THAT.sub(r"\1", clause)) or lacks_content(words[verb:end]):
        return ""
    subject = words[verb - 1]
    if _PRONOUN.search(clause) and not (subject[0].isupper() and (verb > 1 or not subject.endswith("s"))):
        return ""
    dayless = _LAST_DAY.sub("", clause)
    return dayless if dayless.count(" ") > verb else clause


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def strip_openings(sentence: str) -> list[str]:
    """The words of a sentence without what ties it to others, the adverbial before its subject, ages, and asides."""
    text = _CONNECTIVE.sub(" ", sentence).strip()
    adverbial = _ADVERBIAL.match(text)
    return _drop_subject_aside(_ASIDE.sub(_keep_source, text[adverbial.end() if adverbial else 0 :])).split()


def _keep_source(aside: re.Match[str]) -> str:
    """The aside if it names who says it, else nothing."""
    return aside[0] if SAID_BEHIND.match(aside[0].lstrip(", ")) else ""


def _drop_subject_aside(text: str) -> str:
    """A sentence without the aside between its subject and its verb, unless that limits it or says who says it."""
    found = _SUBJECT_ASIDE.match(text)
    if not found or find_verb([*found["subject"].split(), "."]) or not is_finite(found["verb"]):
        return text
    aside = found["aside"]
    if (
        _LISTED.fullmatch(aside)
        or GOES_ON.match(f"{aside} and ")
        or TAKES_BACK.match(aside)
        or SAID_BEHIND.match(f"{aside},")
    ):
        return text
    return f"{found['subject']} {text[found.end() :]}"
