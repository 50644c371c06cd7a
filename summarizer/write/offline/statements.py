"""The statement a sentence makes: all of it, or, when it runs on, the clauses that carry it."""

from __future__ import annotations

import re

import numpy as np

from ...models import Document
from .ranking import Scored
from .shorten import statement_text

# Above so many characters a Chinese sentence gives only some of its clauses; spoken ones run on earlier, and the Core
# Viewpoint may be longer.
_ZH_WRITTEN, _ZH_SPOKEN, _ZH_WHOLE = 80, 60, 120
# Above so many words an English sentence loses what hangs on behind a comma.
_EN_WORDS, _EN_KEPT = 38, 14
_EN_HANGING = re.compile(
    r",\s+(?=(?:which|who|whose|where|while|whereas|although|though|with|as|after|before|because|since|including|"
    r"adding|saying|making|leaving|bringing|raising|giving|prompting|meaning|following|despite|amid|"
    r"and (?:he|she|it|they|that))\b)"
)
_ENDS = " \t。．.；;，,、：:"
_TALK = 0.3
# The first half of a pair whose second half must follow.
_ZH_FIRST_HALF = re.compile(
    r"不仅|不但|不光|不单|虽然|尽管|虽说|如果|假如|要是|因为|由于|既然|即使|无论|不管|只要|只有|一方面|一是|除了|与其|随着|"
    r"据[^，]{0,20}(?:说|称|报道)$"
)
_ZH_SAYS = re.compile(r"(?:说|表示|指出|称|认为|强调|写道|显示)[：:，,]?[“\"]?$")
_PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("（", "）"), ("(", ")"), ("《", "》"))


def shortened(document: Document, scored: Scored, index: int, whole: bool = False) -> str:
    """The sentence with this index, counted from 0, as a statement without the stop at its end.

    Args:
        whole: keep all of a written sentence while it is not very long, as the Core Viewpoint.
    """
    sentence = document.sentences[index].text
    talk = scored.transcript > _TALK
    if document.language == "zh":
        if len(sentence) > (_ZH_SPOKEN if talk else _ZH_WHOLE if whole else _ZH_WRITTEN):
            sentence = _clauses(scored, index, talk) or sentence
    elif len(sentence.split()) > _EN_WORDS:
        sentence = _without_hanging(sentence)
    text = _without_orphans(statement_text(sentence, document.language, talk)).strip()
    return _without_stop(text) or _without_stop(sentence) or sentence


def _without_stop(text: str) -> str:
    return text if text.endswith(("...", "…")) else text.rstrip(_ENDS)


def _clauses(scored: Scored, index: int, talk: bool) -> str:
    """The clauses around the best one: in writing from the first, which names the subject, as far as that reaches."""
    passages = scored.passages
    first, end = np.searchsorted(passages.sentence, (index, index + 1)).tolist()
    sizes = [len(text) for text in passages.texts[first:end]]
    leans = scored.feature("leans")[first:end]
    best = int(scored.head[first:end].argmax())
    most = _ZH_SPOKEN if talk else _ZH_WRITTEN
    start, stop = best, best + 1
    if not talk and sum(sizes[:best + 1]) <= 1.25 * most:
        start = 0
    while start > 0 and (leans[start] or sum(sizes[start - 1:stop]) <= most) and sum(sizes[start - 1:stop]) <= 2 * most:
        start -= 1
    while stop < len(sizes) and sum(sizes[start:stop + 1]) <= most:
        stop += 1
    while stop < len(sizes) and stop - 1 > start and _ZH_FIRST_HALF.search(passages.texts[first + stop - 1]):
        stop -= 1
    while stop < len(sizes) and _ZH_SAYS.search(passages.texts[first + stop - 1]):
        stop += 1   # who says it, without what
    return "".join(passages.texts[first + start:first + stop])


def _without_hanging(sentence: str) -> str:
    """The sentence up to a clause that hangs on behind a comma, when what stays is long enough and balanced."""
    for match in reversed(list(_EN_HANGING.finditer(sentence))):
        kept = sentence[:match.start()]
        if len(kept.split()) < _EN_KEPT:
            break
        if kept.count('"') % 2 == 0 and all(kept.count(a) == kept.count(b) for a, b in _PAIRS if a != "‘"):
            sentence = kept
            if len(kept.split()) <= _EN_WORDS:
                break
    return sentence


def _without_orphans(text: str) -> str:
    """Without quotation marks and brackets whose partner is not in the statement."""
    for opening, closing in _PAIRS:
        if closing == "’":
            continue   # it is an apostrophe as well
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text[:1] == "'" and text.count("'") == 1:
        text = text[1:]
    return text
