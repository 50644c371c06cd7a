"""What makes an English sentence a statement of its own: patterns of openings, and what may be removed.

All patterns were written by hand from the development sets of `benchmarks.offline`, 2026-11-24. The floors of
`benchmarks.readability` and `benchmarks.segments` hold what they achieve.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ...text.scripts import contains_any
from ..language import SentencePatterns, StatementRules, is_balanced
from .english_vocabulary import english_words


@dataclass(frozen=True, slots=True)
class ShorteningThresholds:
    """When an English sentence is shortened, in words.

    Set by hand while reading 20 summaries beside their articles, 2026-11-24; held by the floors of
    `benchmarks.readability`.
    """

    max_words: int = 38
    """A longer sentence loses its last subordinate clauses."""
    min_main_clause: int = 14
    """What is left of it has at least so many words."""
    min_part: int = 8
    """Of two sentences run together, the part that is kept has at least so many."""
    min_rest: int = 8
    """Characters that must follow a connective for it to be dropped."""


SHORTENING = ShorteningThresholds()

_AGENCIES = (
    r"CNN|Reuters|AP|AFP|BBC|UPI|EW\.com|RNN|Bloomberg|Xinhua|CNN Student News|"
    r"The [A-Z]\w+(?: [A-Z]\w+)*|[A-Z][\w.]{1,20}\.com"
)
_DATELINE = re.compile(
    rf"(?:By\s+(?:[A-Z][\w.'’-]+\s+){{1,4}}(?:for|For|PUBLISHED)\s+\w+\s+)?"
    rf"(?:[A-Z][\w.'’ -]{{1,25}}(?:,\s+[A-Z][\w.'’ -]{{1,25}})?\s*(?:,\s+\w+\.?\s+\d{{1,2}}\s*)?)?"
    rf"\((?:{_AGENCIES})\)\s*(?:--|—|–|-|:)?\s*"
    r"|[A-Z][A-Z .'’-]{2,25}(?:,\s+[A-Z][\w. ]{1,25}(?:,\s+\d{4})?)?\s+(?:--|—|–)\s+"
)
# No dateline without one of these marks near the front: most sentences need no match of the pattern.
_DATELINE_MARKS = ("(", "--", "—", "–")
_DATELINE_WINDOW = 200  # characters; more than the parts of a dateline may have together
_BOILERPLATE = re.compile(
    r"(?:Scroll down for (?:the )?videos?|SCROLL DOWN FOR (?:THE )?VIDEOS?|"
    r"(?:Click|CLICK) (?:here|HERE) (?:to|for)[^.]{0,60}\.?|Do you have a story[^?]*\?|"
    r"(?:WATCH|VIDEO|READ MORE|Read more|Share this|Updated|Published|Posted)\s*:?\s+(?=[A-Z]))\s*"
)
_EDGES = " \t,;:—–-"
_SUBORDINATE = re.compile(
    r",\s+(?=(?:which|who|whose|where|while|whereas|although|though|with|as|after|before|because|since|including|"
    r"adding|saying|making|leaving|bringing|raising|giving|prompting|meaning|following|despite|amid|"
    r"and (?:he|she|it|they|that))\b)"
)
# Two sentences without a stop between them, as a photo caption and the sentence behind it.
_RUN_ON = re.compile(
    r"(?<=[a-z\d)’'] )(?:(?:The|An?|He|She|It|They|That|This|These|There|His|Her|Their|We|But|When|If|After|As|While|"
    r"For|In|On|At|Some|Many|Most) (?=[a-z\d])|(?<=[a-z] )An? (?=[A-Z][a-z]+ [a-z])|(?<=day )(?:Mrs?|Ms|Dr) (?=[A-Z]))"
)

PATTERNS = SentencePatterns(
    dangling_subject=re.compile(
        r"(?:The (?:company|firm|group|pair|duo|couple|man|woman|suspect|victim|former|latter|two|report|study|"
        r"\d+-year-old(?! [a-z]+ [A-Z]))|"
        r"(?:One|Two|Three|Another|Both|Others) (?:more |of (?:them|the) |\w+ed\b|says|said|has|was)|"
        r"The (?:first|second|third|fourth|last|next) (?:is|was)|(?:\w+ ){1,2}(?:days|weeks|months|years) later|"
        r"(?:But|And|Yet|So|Then),? (?:he|she|it|they|his|her|its|their|this|these)|Just like|"
        r"If (?:it|they|he|she|so|not)|"
        r"In response|In (?:the|his|her|their) (?:lawsuit|suit|report))\b"
    ),
    enumerated=re.compile(r"(?:First|Second|Third|Fourth|Last)(?:ly)?,? "),
    greeting=re.compile(
        r"(?:Hi|Hello|Hey|Dear|Good (?:morning|afternoon|evening))\b[^.]{0,40}$|"
        r"(?:Best|Kind|Warm|With kind) (?:regards|wishes)|Yours (?:sincerely|faithfully|truly)|Sincerely|Cheers\b",
        re.IGNORECASE,
    ),
    notice=re.compile(
        r"(?:The (?:video|picture|photo|graphic|map)s? (?:is|are|above|below)|These are the best|"
        r"For (?:more|further) (?:information|details)|If you have (?:any )?questions|(?:Please )?"
        r"(?:contact|visit|click|subscribe|follow us|see also|sign up)|All rights reserved)\b",
        re.IGNORECASE,
    ),
    attribution=re.compile(r"(?:said|says|added|told|explained|wrote|asked)\b[^,;:]{0,70}$"),
    background=re.compile(
        r"(?:For (?:\w+ ){0,2}(?:years|decades|centuries|months)|"
        r"(?:\w+ ){1,3}(?:years|months|decades|weeks) (?:ago|later)|"
        r"(?:In|On) (?:January|February|March|April|May|June|July|August|September|October|November|December)|"
        r"When|While|Once|In the past|(?:This|Here) is (?:the|what|how|a)|You would|Reporting|It was|"
        r"There (?:was|were|is|are))\b"
    ),
    about_text=re.compile(
        r"(?:This|The) (?:report|paper|document|article|note|section|memo) (?:summari[sz]es|describes|covers|"
        r"presents|reviews|outlines|lists|is (?:divided|based))\b|"
        r"We (?:compared|studied|analy[sz]ed|examined|tested)\b"
    ),
    conclusion=re.compile(
        r"In (?:short|sum|conclusion|the end)|Overall|Taken together|Ultimately|Whether|"
        r"The (?:\w+ )?(?:conclusion|lesson|upshot|answer|reason|question|result)\b|(?:.{1,30} )?conclude[sd]? that"
    ),
    conclusion_window=0,
    anaphoric_subject=re.compile(r"(?:The (?:company|firm|group|bank|plan)|It|Its|He|She|His|Her|They|Their)\b"),
    own_subject=re.compile(r"[A-Z][\w&.'’-]* [A-Z]"),  # two capitalised words in a row
    run_on=_RUN_ON,
    thanks=re.compile(r"(?:ok|okay|well|right|great|so|yes|and|[,.\s])*(?:thank|thanks)\b", re.IGNORECASE),
    topic_shift=re.compile(
        r"\b(?:next|turning to|moving on|move on|let's|let us|question|finally|first(?:ly)?|second(?:ly)?|third(?:ly)?|"
        r"meanwhile|elsewhere|another|separately|as for|in addition|on the other hand)\b",
        re.IGNORECASE,
    ),
    courtesy=re.compile(r"\b(?:thank you|thanks|welcome)\b", re.IGNORECASE),
    digression=re.compile(r"\b(?:for example|earlier|just now)\b"),
    emphasis=re.compile(r"\b(?:must|should|key|crucial|essential)\b"),
)


def strip_dateline(text: str) -> str:
    """The text without an agency's line: `LONDON, England (CNN) --`."""
    if not contains_any(text[:_DATELINE_WINDOW], _DATELINE_MARKS):
        return text
    match = _DATELINE.match(text)
    return text[match.end() :] if match and match.end() < len(text) else text


def simplify(text: str, spoken: bool) -> str:
    """The text without dateline, boilerplate and the connectives it opens with; speech is treated as writing."""
    text = _BOILERPLATE.sub("", strip_dateline(text))
    connective = _connective()
    while (match := connective.match(text)) and len(text) - match.end() > SHORTENING.min_rest:
        text = capitalize(text[match.end() :])
    return capitalize(text.strip(_EDGES))


def capitalize(text: str) -> str:
    """The text with a capital as its first letter."""
    return text[:1].upper() + text[1:]


@functools.cache
def _connective() -> re.Pattern[str]:
    words = english_words()
    return re.compile(rf"(?:(?:{words.connectives}),\s+|(?:{words.bare_connectives})\s+)", re.IGNORECASE)


def shorten(sentence: str) -> str:
    """The sentence without a second one run together with it and, when it is long, without its last clauses."""
    sentence = _split_run_on(sentence)
    return _drop_subordinate_clauses(sentence) if len(sentence.split()) > SHORTENING.max_words else sentence


def _split_run_on(sentence: str) -> str:
    """The one of two sentences run together that has a subject of its own, if long enough not to be a caption."""
    joint = _RUN_ON.search(sentence)
    if joint is None:
        return sentence
    before, after = sentence[: joint.start()], sentence[joint.start() :]
    part = after if joint.group() in ("The ", "A ", "An ") else before
    return part if len(part.split()) >= SHORTENING.min_part else sentence


def _drop_subordinate_clauses(sentence: str) -> str:
    """The sentence up to a subordinate clause behind a comma, if the rest is long enough and its marks are balanced."""
    for match in reversed(list(_SUBORDINATE.finditer(sentence))):
        main = sentence[: match.start()]
        if len(main.split()) < SHORTENING.min_main_clause:
            break
        if is_balanced(main):
            sentence = main
            if len(main.split()) <= SHORTENING.max_words:
                break
    return sentence


RULES = StatementRules(
    patterns=PATTERNS,
    strip_dateline=strip_dateline,
    simplify=simplify,
    shorten=shorten,
    is_incomplete=lambda clause: False,  # sentences are not divided
    ends_list=lambda clause, before: False,
)
