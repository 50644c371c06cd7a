"""How English sentences deny what the text before them says."""

from __future__ import annotations

import re

# Not did not deny, neither confirmed nor denied, was denied a licence.
_NOT_BEFORE = r"(?<!\bnot )(?<!n['’]t )(?<!\bor )(?<!\bnor )(?<!\bnever )(?<!\byet )(?<!\bcannot )"
_DENIES = (
    rf"{_NOT_BEFORE}(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbeing )(?<!\bbe )(?<!\bto )"
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:es?|ed|ing))"
)
_RULES_OUT = rf"{_NOT_BEFORE}\b(?:rul(?:es?|ed|ing)) out"
_REJECTS = rf"{_NOT_BEFORE}\b(?:dismiss(?:es|ed|ing)?|reject(?:s|ed|ing)?|debunk(?:s|ed|ing)?|rebut(?:s|ted|ting)?)"
_NOUN = (
    r"\b(?:claim|report|rumou?r|allegation|accusation|suggestion|charge|assertion|post|speculation|story|storie)s?\b"
)
_NAMES = r"(?: \w+){0,2}? (?:that|of|about|against) ([^,;:]{1,160})"
_CLAIM = (
    rf"(?:(?:(?:all|any|both|each)(?: of)? )?(?:(?:the|this|that|these|those|such|any|media|online) )*{_NOUN})"
    r"(?! (?:that|of|about|against)\b)"
)
_PRONOUN = r"(?:this|that|it|them|these|those|they)"
# A pronoun that opens no clause: denied that it …, denied this was ….
_OBJECT = (
    rf"(?:{_CLAIM}|{_PRONOUN}(?=[,.;”\"]|$| (?:and|but|on|in|as|at|to|when|saying|during|later|yesterday|today|out)\b))"
)
_FALSE = (
    r"(?:not (?:true|accurate|correct)|false|untrue|incorrect|inaccurate|baseless|unfounded|groundless|fabricated|fake|"
    r"(?:a )?(?:hoax|lie|rumou?r|fabrication|nonsense)|without (?:foundation|basis|merit))\b"
)
_IS = r"(?:['’]s| (?:is|are|was|were))(?: (?:all|simply|just|\w+ly))?"
_DENIAL = (
    rf"{_DENIES} {_OBJECT}|{_REJECTS} {_CLAIM}|{_RULES_OUT} {_OBJECT}|\brul(?:es|ed) {_PRONOUN} out\b|"
    rf"\b(?:call|describ|label|dismiss|reject)\w* (?:{_CLAIM}|{_PRONOUN}) (?:as )?(?:\w+ly )?{_FALSE}|"
    rf"\b(?:{_CLAIM}|{_PRONOUN})(?:{_IS} {_FALSE}(?! alarm)| (?:is|are|was|were)n['’]t true\b|"
    r" (?:was|were|has been|have been) (?:\w+ly )?(?:denied|refuted|debunked|dismissed|rejected|ruled out)\b)|"
    rf"\bno (?:\w+ )?(?:evidence|truth|basis|foundation) (?:for|of|in|to|behind)(?: support| back up)? {_OBJECT}"
)
DENIAL = re.compile(_DENIAL, re.IGNORECASE)
NAMED_DENIAL = re.compile(
    rf"(?:{_DENIES}|{_RULES_OUT}|\bno (?:\w+ )?(?:evidence|truth) (?:that|of|for|in|to))"
    rf"(?! (?:support |back up )?{_OBJECT}) ([^,;:]+)|"
    rf"{_REJECTS} (?:\w+ )?{_NOUN}{_NAMES}|"
    rf"{_NOUN}(?=.{{0,200}}?(?:{_DENIAL}|{_IS} {_FALSE})){_NAMES}",
    re.IGNORECASE,
)
