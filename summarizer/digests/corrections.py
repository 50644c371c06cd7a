"""Articles that correct an earlier one, and the figures that they take back.

A correction says so: by its title, by a note, or in a sentence that denies what was reported before. It corrects the
article that it names or whose figure it takes back, of the same source where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..grounding import SourceIndex
from ..grounding.passage import Passage
from ..models import Document
from ..quantities import Quantity, compare
from ..text.folding import fold
from ..text.header_fields import read_day
from .copies import share_words

# A title that is nothing but the word, or a note that opens with it.
_NOTICE = re.compile(
    r"(?:更正|勘误|纠错|订正|正误|澄清)(?:声明|启事|说明|公告|通知)?(?=$|[\s:：，。|｜·】\])）])"
    r"|(?:correct(?:ions?|ed|s)(?: and clarifications?)?|clarifications?|for the record|erratum|errata)"
    r"(?=$|[\s:.,|)\]-])"
)
# A sentence that takes back what was reported.
_TAKES_BACK = re.compile(
    r"特此更正|现(?:予)?更正|更正后?[为如]|(?:此前|之前|先前|稍早|早前|原文|初稿|前文|昨日|本报|本刊|本网)[^。]{0,60}(?:有误|错误|误[将作写为]|误报)"
    r"|误[将把][^。]{1,40}(?:写|作|为|成)|(?:致歉|抱歉)[^。]{0,12}(?:读者|更正)|(?:更正|读者)[^。]{0,8}(?:致歉|抱歉)"
    r"|\b(?:an )?earlier version of (?:this|the|our) (?:article|story|report)\b"
    r"|\b(?:misstated|misreported|erroneous(?:ly)?|(?:wrong|incorrect)ly (?:said|stated|reported|gave))\b"
    r"|\bthe correct (?:figure|number|amount|name|date|spelling)\b|\bwe (?:apologi[sz]e|regret)\b[^.]{0,24}\berror\b"
    r"|\bnot\b(?:[^.]|\.\d){1,60}\bas (?:we|this (?:paper|site|newspaper)|previously|earlier|was|originally) ?"
    r"(?:had )?(?:reported|said|stated|wrote|published)\b"
    r"|\bcorrects? (?:[^.]|\.\d){1,60}\b(?:to|from)\b"
)
# What a correction says was wrong: 而非3200, 不是…而是, not 12, from 12, gave … as 12, 误将…写作12.
_WRONG = re.compile(
    r"(?:而非|而不是|并非|不是|误[将把][^。,]{0,24}?(?:写作|写成|作|为)|误作|误为|误报为|误写为)\s*(?=[^,。;]{0,6}$)"
    r"|(?:\bnot|\bfrom|\brather than|\binstead of|\bas|\bhad (?:said|reported|put it at))\s+(?:about |around |some )?$"
)
# What it says is right: 应为3200, should have said 12.
_RIGHT = re.compile(
    r"(?:应[为是]|实[为是]|实际[为是]|更正后?为|改为)\s*[\"“]?$"
    r"|\b(?:should (?:be|have (?:been|said|read))|(?:is|was) (?:actually|in fact)|corrected to)\s+(?:about |around )?$"
)
# A sentence that denies a figure in favour of another, without more: the 12 was 15, not 12.
_NOT_BUT = re.compile(r"(?:不是|而非|而不是)|\bnot\b")
# Marks before the first word of a notice.
_OPENING = " (（【["
# Characters before a figure that may say it was wrong.
_BEFORE = 30
# Share of words in common, of the shorter text, from which an article is a new version of another.
_VERSION_SHARE = 0.6


@dataclass(frozen=True)
class Correction:
    """What an article says of an earlier one.

    Attributes:
        later, earlier: indices of the two articles.
        sentences: the numbers of the sentences of the later one that say so.
        wrong: the figures that are taken back, as the correction writes them.
    """

    later: int
    earlier: int
    sentences: tuple[int, ...]
    wrong: tuple[Quantity, ...]

    def takes_back(self, quantity: Quantity) -> bool:
        """Whether a figure of the earlier article is one that is taken back."""
        return any(compare(wrong, quantity) for wrong in self.wrong)


def find_corrections(articles: Sequence[SourceIndex]) -> list[Correction]:
    """The corrections among the articles of one matter.

    Args:
        articles: in the order of publication.
    """
    found = []
    for later, index in enumerate(articles):
        notice = Notice(index)
        if notice.sentences and (earlier := _find_corrected(notice, articles, later)) is not None:
            found.append(Correction(later, earlier, notice.sentences, tuple(notice.wrong)))
    return found


def may_correct(document: Document) -> bool:
    """Whether an article has any words of a correction; cheap, for most have none."""
    folded = fold(f"{document.title or ''}\n{document.text}")
    return _TAKES_BACK.search(folded) is not None or _NOTICE.search(folded) is not None


class Notice:
    """What an article says of an earlier one; without sentences where it says nothing."""

    def __init__(self, index: SourceIndex) -> None:
        self.index = index

    @property
    def document(self) -> Document:
        """The article."""
        return self.index.document

    @cached_property
    def is_titled(self) -> bool:
        """Whether the title is that of a correction."""
        return bool(_NOTICE.match(fold(self.document.title or "").lstrip(_OPENING)))

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The numbers of the sentences that correct something."""
        numbered = list(enumerate(self.index.sentences, 1))
        if right := [q for note in self._notes for q in note.quantities if not _is_denied(note, q)]:
            return tuple(n for n, p in numbered if any(compare(q, figure) for q in p.quantities for figure in right))
        correcting = [n for n, p in numbered if _corrects(p)]
        if not correcting and self.is_titled:
            return tuple(n for n, p in numbered if p.quantities or _NOT_BUT.search(p.folded)) or (1,)
        return tuple(sorted({n for each in correcting for n in (each - 1, each, each + 1) if self._goes_with(each, n)}))

    @cached_property
    def _notes(self) -> list[Passage]:
        """Lines above the article that correct a figure of an earlier version: (Corrects cost to 280, not 320)."""
        return [passage for passage in self.index.headings if passage.quantities and _corrects(passage)]

    def _goes_with(self, number: int, other: int) -> bool:
        """Whether a sentence beside one that corrects says more of it: it takes back a figure or gives another."""
        sentences = self.index.sentences
        if not 1 <= other <= len(sentences) or sentences[number - 1].block != sentences[other - 1].block:
            return False
        passage, correction = sentences[other - 1], sentences[number - 1]
        if number == other or any(_is_denied(passage, quantity) for quantity in passage.quantities):
            return True
        return other > number and bool(_find_replaced(correction, passage))

    @cached_property
    def passages(self) -> list[Passage]:
        """These sentences."""
        return [self.index.sentences[n - 1] for n in self.sentences]

    @cached_property
    def wrong(self) -> list[Quantity]:
        """The figures that it says were wrong."""
        found = [q for passage in (*self._notes, *self.passages) for q in _find_wrong(passage)]
        for passage, following in pairwise(self.passages):
            if _TAKES_BACK.search(passage.folded):
                found += [q for q in _find_replaced(passage, following) if q not in found]
        return found


def _corrects(passage: Passage) -> bool:
    """Whether a text takes back what was reported, or opens as a notice and says more than that."""
    is_notice = _NOTICE.match(passage.folded.lstrip(_OPENING)) is not None and len(passage.tokens) > 1
    return is_notice or _TAKES_BACK.search(passage.folded) is not None


def _is_denied(passage: Passage, quantity: Quantity) -> bool:
    return _follows(_WRONG, passage, quantity)


def _follows(words: re.Pattern[str], passage: Passage, quantity: Quantity) -> bool:
    """Whether a figure stands right behind some words."""
    return words.search(passage.folded[max(0, quantity.start - _BEFORE) : quantity.start]) is not None


def _find_wrong(passage: Passage) -> list[Quantity]:
    """The figures that a sentence denies, or else those in whose place it gives another as right."""
    denied = [q for q in passage.quantities if _is_denied(passage, q)]
    right = [q for q in passage.quantities if _follows(_RIGHT, passage, q)]
    replaced = [q for q in passage.quantities for r in right if q.start < r.start and _may_replace(r, q)]
    return denied or replaced


def _find_replaced(passage: Passage, following: Passage) -> list[Quantity]:
    """The only figure of its kind in a sentence that the next one gives with another value: it was 12. It is 15."""
    return [
        quantity
        for quantity in passage.quantities
        if any(_may_replace(other, quantity) for other in following.quantities)
        and sum(other.kind == quantity.kind for other in passage.quantities) == 1
    ]


def _may_replace(quantity: Quantity, other: Quantity) -> bool:
    """Whether a figure may be what another should have been: of one kind and unit, with another value."""
    is_same_kind = (quantity.kind, quantity.unit) == (other.kind, other.unit) and quantity.when is None
    return is_same_kind and not compare(quantity, other)


def _find_corrected(notice: Notice, articles: Sequence[SourceIndex], later: int) -> int | None:
    """The article that a notice corrects: the one that it names, or that has what it takes back."""
    scores = {
        earlier: _score(notice, articles[earlier])
        for earlier in range(len(articles))
        if earlier != later and _may_precede(articles[earlier].document, notice.document, earlier < later)
    }
    best = max(scores, key=lambda earlier: (scores[earlier], earlier), default=None)
    return best if best is not None and scores[best] > 1 else None


def _may_precede(earlier: Document, later: Document, comes_first: bool) -> bool:
    first, second = read_day(earlier.published_at), read_day(later.published_at)
    if first is None or second is None or first == second:
        return comes_first
    return first < second


def _score(notice: Notice, index: SourceIndex) -> float:
    """How surely an article is the one that is corrected; above 1 it is, unless another is more."""
    document = index.document
    names_it = bool(document.title) and fold(document.title or "") in fold(notice.document.text)
    has_wrong = any(compare(wrong, q) for wrong in notice.wrong for p in index.sentences for q in p.quantities)
    is_version = share_words(document, notice.document) >= _VERSION_SHARE
    is_same_source = document.source is not None and document.source == notice.document.source
    return 3.0 * names_it + 2.0 * has_wrong + 1.5 * is_version + 0.9 * is_same_source


def find_withdrawn(correction: Correction, earlier: SourceIndex) -> Iterator[tuple[int, Quantity]]:
    """The figures of the earlier article that are taken back, each after the number of its sentence."""
    for number, passage in enumerate(earlier.sentences, 1):
        yield from ((number, quantity) for quantity in passage.quantities if correction.takes_back(quantity))
