"""Boilerplate and furniture: what stands around an article and would stand around any other.

Furniture is known by its form. Disclaimers, appeals to the reader and addresses are known by signs, which are added up;
fewer of them suffice at the top and the bottom of a text, where they belong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache

from ..languages.language import BlockCues
from .lines import ends_sentence, read_cues
from .role_lines import THRESHOLDS, BlockLine, BlockLines, Roles

_ADDRESS = re.compile(
    r"https?://|www\.|[\w.+-]@\w|(?<![A-Za-z])[A-Za-z][\w-]*\.(?:com|cn|org|net|hk|tw|io)(?![A-Za-z])"
    r"|\+\d[\d ()-]{6,}|\b\d{3,4}-\d{7,8}\b"
)
_LABEL = re.compile(r"[^:：丨｜©]{0,24}[:：丨｜©]")
_COPYRIGHT = re.compile(r".{0,30}©")
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")
# Signs that a repeated line is the head of a printed page: an address, or parts with a rule between them.
_REPEATED = re.compile(r"https?:|www\.|@|\||｜")
# A line of a table of contents: `Method ........ 5`.
_PAGE_NUMBER = re.compile(r"(?:\.\s?){4,}\d{1,3}$|…{2,}\s?\d{1,3}$|·{4,}\s?\d{1,3}$")
_STOP = re.compile(r"[。！？]|[.!?]\s")
_DIGITS = re.compile(r"\d+")


def find_furniture(article: BlockLines) -> Roles:
    """What stands on a page around its article: links to others, end marks, copyright, heads of printed pages."""
    forms = [_DIGITS.sub("0", line.text) if line.open and line.paragraph else "" for line in article.lines]
    repeated = {form for form, count in Counter(forms).items() if count >= THRESHOLDS.min_repetitions}
    return {
        index: "boilerplate"
        for index, (line, form) in enumerate(zip(article.lines, forms, strict=True))
        if (_may_be_furniture(line) and (_COPYRIGHT.match(line.text) or line.matches(lambda cues: cues.furniture)))
        or (form in repeated and _REPEATED.search(form))
        or (line.open and line.text[-1].isdigit() and _PAGE_NUMBER.search(line.text))
    }


def _may_be_furniture(line: BlockLine) -> bool:
    """Whether a line is no sentence, or one behind a label, or of a word or two."""
    return line.open or (
        line.short and (_LABEL.match(line.text) is not None or line.size <= THRESHOLDS.max_formula_words)
    )


def find_boilerplate(article: BlockLines) -> Roles:
    """Disclaimers, appeals to the reader and addresses: by the number of their signs, and by their place."""
    lines, roles = article.lines, article.roles
    count_signs = cache(lambda index: _count_signs(lines[index]))
    found: Roles = {
        index: "boilerplate"
        for index, line in enumerate(lines)
        if line.short
        and not line.heading
        and index not in roles
        and _may_appeal(line)
        and count_signs(index) >= THRESHOLDS.signs_anywhere
    }
    found |= _find_at_edge(article, found, range(len(lines)), THRESHOLDS.max_fragment_words_above, count_signs)
    upwards = range(len(lines) - 1, -1, -1)
    return found | _find_at_edge(article, found, upwards, THRESHOLDS.max_fragment_words, count_signs)


def _may_appeal(line: BlockLine) -> bool:
    """Whether a line is worth to be looked at more closely: it opens as an appeal does, or has words of one."""
    return any(
        cues.appeal.match(text) is not None or any(word in text for word in cues.appeal_words)
        for cues, text in line.views
    )


def is_appeal(text: str) -> bool:
    """Whether a line is no sentence and asks the reader to follow, subscribe or the like."""
    return not ends_sentence(text) and any(
        _opens_with_appeal(cues, words) and _count(cues.channels, words.lower()) > 0 for cues, words in read_cues(text)
    )


def _count(words: Sequence[str], text: str) -> int:
    return len([word for word in words if word in text])


def _find_at_edge(
    article: BlockLines, known: Roles, inwards: range, max_fragment_words: float, count_signs: Callable[[int], int]
) -> Roles:
    """The boilerplate from one end of the text inwards, until some blocks in a row are the article's own."""
    found: Roles = {}
    fragments: list[int] = []
    own_blocks = 0
    for index in inwards:
        line = article.lines[index]
        role = article.roles.get(index) or known.get(index)
        if role is None and not line.heading:
            signs = count_signs(index)
            if signs >= (THRESHOLDS.signs_anywhere if own_blocks else THRESHOLDS.signs_at_edge):
                role = found[index] = "boilerplate"
        if role in ("byline", "boilerplate") and not own_blocks and _is_outside(line, inwards.step):
            found |= dict.fromkeys(fragments, "boilerplate")
            fragments.clear()
        elif role is None and line.open and line.paragraph and line.size <= max_fragment_words:
            fragments.append(index)
        elif role is None and not line.heading:
            own_blocks += 1
            if own_blocks == THRESHOLDS.max_own_blocks:
                break
    return found


def _is_outside(line: BlockLine, step: int) -> bool:
    """Whether a line stands near enough to the top, or to the bottom, to part the page from its article."""
    share = line.share_above if step > 0 else 1 - line.share_above
    return share <= THRESHOLDS.edge_share


def _count_signs(line: BlockLine) -> int:
    """How many signs of boilerplate a block shows. What is quoted in it shows none."""
    return max(_count_signs_in(cues, _QUOTED.sub("", text), line) for cues, text in line.views)


def _count_signs_in(cues: BlockCues, text: str, line: BlockLine) -> int:
    small = text.lower()
    terms = min(_count(cues.legal_terms, small), THRESHOLDS.max_terms)
    channels = min(_count(cues.channels, small), THRESHOLDS.max_terms) if line.short else 0
    if not terms and not channels and not line.open:
        return 0
    reports = cues.reported.search(text) is not None
    has_figure = cues.figure.search(text) is not None
    signs = 0
    if terms:
        denies, is_about_itself = cues.denial.search(text) is not None, cues.about_itself.search(text) is not None
        signs = terms + denies + is_about_itself - (reports or has_figure)
    if reports or not line.short:
        return signs
    if (channels or terms) and _opens_with_appeal(cues, text):
        signs += 1 + channels
    if not has_figure and _ADDRESS.search(text):
        signs += 2 if line.open else 1
    return signs + min(len(set(cues.contact.findall(text))), THRESHOLDS.max_terms)


def _opens_with_appeal(cues: BlockCues, text: str) -> bool:
    """Whether an appeal stands in the first sentence or half; a later one only closes what the block says."""
    appeal = cues.appeal.search(text)
    if appeal is None:
        return False
    return appeal.start() <= THRESHOLDS.latest_appeal * len(text) or not _STOP.search(text, 0, appeal.start())
