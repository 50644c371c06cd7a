"""What a prompt says of one summary: its size, style of currency, and the user's own wishes."""

from __future__ import annotations

from ...grounding.source import names_in
from ...languages import LANGUAGES
from ...models import Document, LanguageCode
from ...settings import Renminbi, Settings
from ...sizing import Size, Span, fit_size
from . import neutralize_markup

# Names of the user's glossary in one question: those of an article are fewer, and each costs tokens.
_MAX_NAMES = 60
_UNITS: dict[LanguageCode, str] = {"en": "words", "zh": "characters"}
_RENMINBI: dict[Renminbi, str] = {"yuan": "380 billion yuan", "RMB": "RMB 380 billion", "CNY": "CNY 380 billion"}


def brief_values(
    document: Document, language: LanguageCode, settings: Settings, size: Size | None = None
) -> dict[str, str | int]:
    """The values of a prompt's template that say how long the summary is, how it writes money, and what is wished.

    Of a size without a total, templates are told the bounds.

    Args:
        language: of the summary.
        size: None for what fits the document.
    """
    size = size or fit_size(document, settings, language)
    return {
        "language": LANGUAGES[language].english_name,
        "unit": _UNITS[language],
        "groups": describe_groups(size) if size.total else size.groups.maximum,
        "points": size.points.maximum,
        "total": size.total or 0,
        "core": _describe(size.core),
        "point": _describe(size.point),
        "renminbi": describe_renminbi(language, settings),
        "wishes": describe_names(document, settings) + describe_wishes(settings),
    }


def describe_renminbi(language: LanguageCode, settings: Settings) -> str:
    """How amounts in renminbi are written; nothing in Chinese, which has one way."""
    return f" Renminbi is written `{_RENMINBI[settings.renminbi]}`." if language == "en" else ""


def describe_groups(size: Size) -> str:
    """`2 to 4 groups of 2 to 5 points`."""
    groups = "1 group" if size.groups.maximum == 1 else f"{_describe(size.groups)} groups"
    return f"{groups} of {'1 point' if size.points.maximum == 1 else f'{_describe(size.points)} points'}"


def describe_names(document: Document, settings: Settings) -> str:
    """How the user has the names of a document written; nothing where the glossary has none of them."""
    named = list(names_in(document, settings.glossary).items())[:_MAX_NAMES]
    pairs = "; ".join(f"{neutralize_markup(source)} = {neutralize_markup(written)}" for source, written in named)
    return f" Write these names so: {pairs}." if pairs else ""


def describe_wishes(settings: Settings) -> str:
    """The user's own words on whom the summary is for and what matters, as what may choose and never assert."""
    wishes = {"written for": settings.audience, "above all about": settings.focus}
    said = "; ".join(f"{name} “{_quoted(words)}”" for name, words in wishes.items() if words)
    if not said:
        return ""
    return (
        f" The reader wishes it {said}. That decides what you choose and how you put it, and nothing else: every rule "
        "above holds, and what the article does not say of it is not said."
    )


def _quoted(words: str) -> str:
    """Words of a user on one line, which cannot end their own quotation."""
    return neutralize_markup(words).replace("“", '"').replace("”", '"')


def _describe(span: Span) -> str:
    return str(span.maximum) if span.minimum == span.maximum else f"{span.minimum} to {span.maximum}"
