"""Sanitising text of a document for a page or a terminal: control characters are shown as their code points."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

# Directional marks, embeddings, overrides and isolates would reorder the text around them; NUL and the other controls
# are dropped or misread by browsers; lone surrogates and non-characters cannot be written as UTF-8 text.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_UNSAFE_IN_SCRIPT = re.compile(rf"[<>&\u2028\u2029]|{_CONTROLS.pattern}")
_LINE_BREAKS = re.compile(r"\r\n?|\f")
_SPLIT_AT_CONTROLS = re.compile(f"({_CONTROLS.pattern})")


def escape_controls(text: str) -> str:
    """The text with every control character as its code point, `‹U+202E›`; for attributes and titles."""
    return _CONTROLS.sub(lambda found: f"‹{_code_point(found[0])}›", text)


def escape_json_for_html(text: str) -> str:
    """Equal JSON that can stand in a `<script>` element: no character of it ends the element or is dropped there."""
    return _UNSAFE_IN_SCRIPT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def escape_terminal_controls(text: str) -> str:
    """The text with control characters as code points, except line breaks and tabs; for a terminal."""
    return _LINE_BREAKS.sub("\n", escape_controls(text))


def mark_up_controls(text: object) -> object:
    """A value for Jinja2 to print: in text, control characters become elements that show the code point.

    The code point is in an attribute that the style sheet displays, so that it is not copied or found by searches.
    """
    if not isinstance(text, str) or hasattr(text, "__html__") or not _CONTROLS.search(text):
        return text
    parts = _SPLIT_AT_CONTROLS.split(text)  # text, character, text, character, …
    return Markup("").join(_control_markup(part) if i % 2 else escape(part) for i, part in enumerate(parts))


def _control_markup(character: str) -> Markup:
    return Markup('<span class="control" data-code="{}"></span>').format(_code_point(character))


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"
