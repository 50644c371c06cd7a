"""A sentence as a statement that reads alone: without marks, dateline, opener and the noises of speech.

Only what goes without hurting the grammar goes; nothing is put in. The evidence stays the whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ..models import Document
from .scoring import Scored
from .statements import RUN_ON, statement_text

# Above so many characters a Chinese sentence gives only some of its clauses; the Core Viewpoint may be longer, spoken
# sentences run on earlier, by so many.
_ZH_WRITTEN, _ZH_WHOLE, _ZH_RUNNING = 90, 120, 20
# How far beyond that a statement may go for what ends a clause that cannot stand at its end.
_ZH_FARTHEST = 1.5
# Above so many words an English sentence loses what hangs on behind a comma; what is left, and what is kept of two
# sentences run together, has so many at least.
_EN_WORDS, _EN_KEPT, _EN_ALONE = 38, 14, 8
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
# What sets the scene for a clause to come: when, where, for what.
_ZH_SCENE = re.compile(
    r"(?:期间|之?时|时候|[之以]?后|[之以]?前|以来|之际|同时|情况下|过程中|背景下|基础上|框架下|方面)[，：；、]?$|"
    r"^(?:到|在|从|自|截至|为了?|由于|随着|对于|关于|针对|通过|根据|按照|按|当|经过?|据|受|作为)[^，]{0,16}[，：；]?$|[：、和与及或]$"
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
        most = (_ZH_WHOLE if whole else _ZH_WRITTEN) - (_ZH_RUNNING if talk else 0)
        if len(sentence) > most:
            sentence = _clauses(scored, index, most) or sentence
    else:
        sentence = _one_of_two(sentence)
        if len(sentence.split()) > _EN_WORDS:
            sentence = _without_hanging(sentence)
    text = _without_orphans(statement_text(sentence, document.language, talk)).strip()
    return _without_stop(text) or _without_stop(sentence) or sentence


def _without_stop(text: str) -> str:
    return text if text.endswith(("...", "…")) else text.rstrip(_ENDS)


def _clauses(scored: Scored, index: int, most: int) -> str:
    """The clauses around the best one: in writing from the first, which names the subject, as far as that reaches."""
    passages = scored.passages
    first, end = np.searchsorted(passages.sentence, (index, index + 1)).tolist()
    sizes = [len(text) for text in passages.texts[first:end]]
    leans = scored.feature("leans")[first:end]
    best = int(scored.head[first:end].argmax())
    start, stop = best, best + 1
    if scored.transcript <= _TALK and sum(sizes[: best + 1]) <= 1.25 * most:
        start = 0
    while (
        start > 0
        and (leans[start] or sum(sizes[start - 1 : stop]) <= most)
        and sum(sizes[start - 1 : stop]) <= 2 * most
    ):
        start -= 1
    while stop < len(sizes) and sum(sizes[start : stop + 1]) <= most:
        stop += 1
    stop = _sound_end(passages.texts[first:end], start, stop, _ZH_FARTHEST * most)
    return "".join(passages.texts[first + start : first + stop])


def _sound_end(clauses: Sequence[str], start: int, stop: int, most: float) -> int:
    """Where a statement that begins with the clause `start` may end, `stop` or near it.

    Not behind the first half of a pair, behind who says it, behind what sets the scene, or within a list that 等 ends.
    """

    def room() -> bool:
        return stop < len(clauses) and sum(map(len, clauses[start : stop + 1])) <= most

    listed = next((i for i in range(stop, len(clauses)) if "等" in clauses[i] and "、" in clauses[i - 1]), None)
    if listed and sum(map(len, clauses[start : listed + 1])) <= most:
        stop = listed + 1
    while room() and _unfinished(clauses[stop - 1]):
        stop += 1
    while stop < len(clauses) and stop - 1 > start and _unfinished(clauses[stop - 1]):
        stop -= 1
    return stop


def _unfinished(clause: str) -> bool:
    return any(form.search(clause) for form in (_ZH_FIRST_HALF, _ZH_SAYS, _ZH_SCENE))


def _one_of_two(sentence: str) -> str:
    """The one of two sentences run together that has a subject of its own, when it is long enough: no caption."""
    joint = RUN_ON.search(sentence)
    if joint is None:
        return sentence
    before, after = sentence[: joint.start()], sentence[joint.start() :]
    wanted = after if joint.group() in ("The ", "A ", "An ") else before
    return wanted if len(wanted.split()) >= _EN_ALONE else sentence


def _without_hanging(sentence: str) -> str:
    """The sentence up to a clause that hangs on behind a comma, when what stays is long enough and balanced."""
    for match in reversed(list(_EN_HANGING.finditer(sentence))):
        kept = sentence[: match.start()]
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
            continue  # it is an apostrophe as well
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text[:1] == "'" and text.count("'") == 1:
        text = text[1:]
    return text
