"""Statements that a document lists to call them false: "the following is false", 以下为谣言."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .passage import Passage

# What says that all that follows is false.
_DEBUNKED = re.compile(
    r"(?:以下|下列|下述|下面)[^。！？]{0,16}?(?:均|皆|都|全)?[为是系属]?(?:谣言|不实|虚假|假消息|假新闻|谣传|失实)"
    r"|\bthe following (?:[a-z]+ ){0,4}?(?:is|are|were|was) (?:all |entirely |completely )?"
    r"(?:false|untrue|rumou?rs?|fabricated|fake|misinformation|hoax(?:es)?)\b"
)
# Where the document goes on to say what is true.
_CORRECTED = re.compile(
    r"事实|真相|实际上|实情|正确的?是|\b(?:in fact|the facts?|the truth|actually|in reality|correct)\b"
)
# Words of a statement that passes it on as false.
_PASSED_ON = re.compile(
    r"谣|不实|虚假|假|失实|辟|否认|澄清|误|\b(?:false|untrue|rumou?r\w*|fake|fabricat\w*|misinformation|hoax\w*|debunk\w*"
    r"|den(?:y|ies|ied)|wrong\w*|myth\w*|mislead\w*|not true|claim\w*)\b"
)


def find_debunked(sentences: Sequence[Passage], headings: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences that follow such words, up to a heading or to what corrects them."""
    ends = sorted(heading.start for heading in headings)
    begun: Passage | None = None
    for sentence in sentences:
        if begun is not None and (
            _CORRECTED.search(sentence.folded) or any(begun.start < end <= sentence.start for end in ends)
        ):
            begun = None
        if begun is not None:
            yield sentence
        if _DEBUNKED.search(sentence.folded):
            begun = sentence


def is_passed_on_as_false(claim: Passage) -> bool:
    """Whether a statement says that what it tells is false."""
    return _PASSED_ON.search(claim.folded) is not None
