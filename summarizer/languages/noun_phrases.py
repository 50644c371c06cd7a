"""Noun phrases of a text: by jieba's tags in Chinese, by the words around them in English.

In both languages the word that a noun phrase is about stands at its end (but for 的, of, for and their like), so that a
stretch of nouns may lose words at its beginning, never at its end: `world cross country championships` gives
`championships`, not `world cross`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..models import LanguageCode
from .chinese import chinese_phrases as nouns_zh
from .english import english_phrases as nouns_en


@dataclass(slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        words: those of its words that mean something by themselves.
        bare: nothing but a name, a place or a doing.
        met: how often it stood where only a noun phrase stands.
    """

    words: tuple[str, ...]
    bare: bool
    met: int = 0


def noun_phrases(texts: Sequence[str], language: LanguageCode) -> dict[str, Phrase]:
    """The noun phrases of texts, by how they are written."""
    found: dict[str, Phrase] = {}
    module, joint = (nouns_zh, "") if language == "zh" else (nouns_en, " ")
    for tokens, bare in module.phrases(texts):
        text = joint.join(tokens)
        if (phrase := found.get(text)) is None:
            phrase = found[text] = Phrase(module.meaning(tokens), bare)
        phrase.met += 1
    return found
