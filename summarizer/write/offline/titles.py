"""Titles of groups: the noun phrases that are said in the group and hardly elsewhere."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence, Set

from ...models import Language
from .nouns import noun_phrases

_MARKUP = re.compile(r"[*_`#]+")
_NUMBERING = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节部分篇][：:、\s]*|[一二三四五六七八九十]+[、.．]\s*|[（(][一二三四五六七八九十]+[）)]\s*|"
    r"[(（]\d{1,2}[)）]\s*|\d{1,2}(?:\.\d{1,2})+[.、．)）]?\s*(?![\d%])|\d{1,2}[.、．)）]\s*(?!\d)|"
    r"\d{1,2}\s+(?=[A-Z]|[\u3400-\u9fff]{2})(?![个大种条点项件步家位年月日倍成万亿])|[①-⑳]\s*|"
    r"[IVXⅠ-Ⅻ]{1,5}[.、．]\s*|(?:Chapter|Section|Part)\s+[\dIVX]+[:.]?\s*)"
)
_WORD = re.compile(r"[\w’'-]+(?:\.\w+)*")
# How long a title may be: characters in Chinese, words in English.
_ZH_MOST, _EN_MOST = 14, 7
_HEADING_MOST = 60


def heading_title(heading: str) -> str | None:
    """A heading as a title, without numbering and marks; None when it is too long or says nothing."""
    title = _NUMBERING.sub("", _MARKUP.sub("", heading).strip(), count=1).strip(" \t:：—-·.。")
    return title if 1 < len(title) <= _HEADING_MOST else None


def group_titles(groups: Sequence[str], telling: Sequence[Sequence[str]], language: Language) -> list[str | None]:
    """A title for each group; None where nothing in it will do.

    Args:
        groups: the whole text of each group.
        telling: the sentences of each that a title may be drawn from, the best first.
    """
    spaced = [_spaced(text, language) for text in groups]
    found = noun_phrases([sentence for sentences in telling for sentence in sentences], language)
    titles: list[str | None] = []
    for index, sentences in enumerate(telling):
        near = " ".join(sentences).lower()
        scores = {
            phrase: _worth(phrase, index, spaced, language, met)
            for phrase, met in found.items() if phrase.lower() in near
        }
        often = {phrase for phrase in scores if spaced[index].count(_spaced(phrase, language)) > 1}
        titles.append(_title(scores, often, titles, language))
    return titles


def _worth(phrase: str, index: int, groups: Sequence[str], language: Language, met: int) -> float:
    """How well a phrase names a group: said often in it, seldom outside, neither too short nor too long."""
    wanted = _spaced(phrase, language)
    counts = [text.count(wanted) for text in groups]
    inside, share = counts[index], counts[index] / max(1, sum(counts))
    size = len(phrase) / 2 if language == "zh" else len(phrase.split())
    if language == "en" and phrase[0].isupper() and size == 1:
        size = 1.5 if len(phrase) > 2 else 1
    fitting = {1: 0.45, 1.5: 0.65, 2: 1.1, 2.5: 1.1, 3: 1.2}.get(size, 1.15 if size <= 5 else 0.9)
    if language == "zh" and "的" in phrase:
        fitting *= 0.8   # 区块链技术 before 区块链的技术
    return math.log1p(inside) * (0.3 + share) * fitting * (1 + 0.1 * min(met, 3))


def _spaced(text: str, language: Language) -> str:
    """The text to count in: Chinese as it is, English words in small letters with one space around each."""
    return text.lower() if language == "zh" else f" {' '.join(_WORD.findall(text.lower()))} "


def _title(
    scores: dict[str, float], often: Set[str], taken: Sequence[str | None], language: Language
) -> str | None:
    """The best phrase, with a second one when both are short and the group comes back to it."""
    ranked = [phrase for phrase, _ in sorted(scores.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))]
    used = Counter(word for title in taken if title for word in _parts(title, language))
    ranked = [phrase for phrase in ranked if not (_parts(phrase, language) & used.keys())] or ranked
    if not ranked:
        return None
    best = ranked[0]
    joint, most = ("与", _ZH_MOST) if language == "zh" else (" and ", _EN_MOST)
    for other in ranked[1:6]:
        together = best + joint + other
        length = len(together) if language == "zh" else len(together.split())
        apart = not _parts(best, language) & _parts(other, language)
        plain = "的" not in together and " of " not in together
        close = scores[other] > 0.6 * scores[best]
        if length <= most and other in often and apart and plain and close and _tells(other, language):
            best = together
            break
    return best[:1].upper() + best[1:] if language == "en" else best


def _tells(phrase: str, language: Language) -> bool:
    """Whether a phrase says enough to be a second one: no lone word, no 发展 or 项目."""
    return len(phrase) > 2 if language == "zh" else " " in phrase


def _parts(phrase: str, language: Language) -> set[str]:
    if language == "zh":
        return {phrase[i:i + 2] for i in range(len(phrase) - 1)}
    words = re.findall(r"[\w'’-]+", phrase.lower())
    return {word.rstrip("s") for word in words if word not in ("of", "the", "and", "a")}
