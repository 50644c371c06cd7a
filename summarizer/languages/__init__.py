"""Everything that is particular to Chinese or English, behind one object for each: `LANGUAGES["zh"]`.

`language.Language` is the interface; a third language is one more package beside `chinese` and `english` and one more
line here (see docs/languages.md). Sentence boundaries and word tokens, in `sentences` and `words`, work on mixed text
and are therefore no methods of a language.
"""

from __future__ import annotations

from ..models import LanguageCode
from .chinese import Chinese
from .english import English
from .language import Labels, Language, Lengths

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Labels", "Language", "Lengths", "get_language"]

# Of our own messages, and of labels where nothing tells a language.
DEFAULT_LANGUAGE: LanguageCode = "en"
LANGUAGES: dict[LanguageCode, Language] = {language.code: language for language in (English(), Chinese())}


def get_language(code: str) -> Language:
    """The language with an ISO 639-1 code.

    Raises:
        ValueError: there is no such language.
    """
    for language in LANGUAGES.values():
        if language.code == code:
            return language
    raise ValueError(f"no such language: {code!r}; there are {', '.join(LANGUAGES)}")
