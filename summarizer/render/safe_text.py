"""Text of a document made harmless for a page or a terminal: what could reorder, cut or break it shows as its code."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Directional marks, embeddings, overrides and isolates would reorder what stands around them; NUL and the other
# controls are dropped or misread by browsers; lone surrogates and non-characters cannot be written as UTF-8 text.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_IN_SCRIPT = re.compile(rf"[<>&\u2028\u2029]|{_HARMFUL.pattern}")
_RETURNS = re.compile(r"\r\n?|\f")
_SPLIT = re.compile(f"({_HARMFUL.pattern})")


def harmless(text: str) -> str:
    """The text for an attribute or a title: every harmful character as its code, `‹U+202E›`."""
    return _HARMFUL.sub(lambda found: f"‹{_code(found[0])}›", text)


def harmless_json(text: str) -> str:
    """JSON for a place within a page: equal JSON in which no character can end that place or be dropped there."""
    return _IN_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def harmless_lines(text: str) -> str:
    """The text for a terminal: what it would obey as its code, line breaks and tabs as they are."""
    return _RETURNS.sub("\n", harmless(text))


def harmless_markup(text: object) -> object:
    """What Jinja2 prints for a value: text with harmful characters as small labelled signs, all else unchanged.

    The sign holds the code in an attribute that the style sheet shows, so that copying and searching do not meet it.
    """
    if not isinstance(text, str) or hasattr(text, "__html__") or not _HARMFUL.search(text):
        return text
    parts = _SPLIT.split(text)  # text, character, text, character, …
    return Markup("").join(_sign(part) if i % 2 else escape(part) for i, part in enumerate(parts))


def _sign(character: str) -> Markup:
    return Markup('<span class="control" data-code="{}"></span>').format(_code(character))


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
