"""Superscripts and subscripts as plain text, so that none becomes a digit of the figure that it stands beside.

A power of ten is written `10^6`, units and letters take Unicode superscripts (`m²`, `x²`, `Ca²⁺`), an ordinal keeps its
letters (`4th`), and an index stands behind its letter (`CO2`). Everything else that is short is a mark of a footnote,
which belongs to no word and is left out; longer text stands apart.
"""

from __future__ import annotations

import re

_UNICODE = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|ème|º|ª|o|a)", re.I)
_TRADE_MARKS = {"TM": "™", "SM": "℠", "℠": "℠", "™": "™", "®": "®", "R": "®", "©": "©"}
_EXPONENT = re.compile(r"[-−–]?\d{1,3}")
# A figure that is raised to a power: ten, behind a sign of multiplication or with an exponent that no short note has.
_MULTIPLIED = re.compile(r"(?:[×✕xX*·⋅]|\\times)\s*10$")
_TEN = re.compile(r"(?<![\d.,])10$")
_OPERATOR_BEFORE = re.compile(r"[=+×÷*/^√<>≤≥≈−]\s*\d+(?:\.\d+)?$")
_OPERATOR_BEHIND = re.compile(r"\s*[=+×÷*/^<>≤≥≈−]\s*[\d(a-z]")
_UNIT = re.compile(
    r"(?:(?<![A-Za-z])(?:[kcdmµμn]?m|ft|in|yd|mi|mile|s|sec|h|kg|g|mol|L|l|K|A)|米|公里|千米|厘米|毫米|英尺|sq)$"
)
_LETTER = re.compile(r"(?<![A-Za-z])[A-Za-zα-ωΑ-Ω]$|(?<![A-Za-z])mc$")
_CHARGE = re.compile(r"\d{0,2}[+−–-]|[+−–-]")
_ISOTOPE = re.compile(r"\d{1,3}")
_ELEMENT = re.compile(r"(?:[A-Z][a-z]?(?![a-z])|Tc|Co)")
_ONE_MARK = r"(?:[附脚腳]?[注註]|note\s|fn\.?)?\s?(?:\d{1,4}|[a-z]|[ivx]{1,5}|[*＊†‡§¶‖#※]{1,4}|[①-⑳⓪]|[附脚腳]?[注註])"
_MARK = re.compile(
    rf"(?:{_ONE_MARK}|[\[(（【〔]\s?{_ONE_MARK}\s?[\])）】〕])(?:[\s,，、;；–-]{{1,3}}{_ONE_MARK}|[\s,，、;；–-]{{0,3}}[\[(（【〔]\s?{_ONE_MARK}\s?[\])）】〕])*[.:：,，]?",
    re.I,
)
# Below it an exponent is as likely a note at the figure 10.
_MIN_BARE_EXPONENT = 3
_INDEX = re.compile(r"[\w+−–-]{1,12}")


def is_footnote_mark(text: str) -> bool:
    """Whether a raised or linked text is the mark of a footnote: `1`, `[12]`, `a`, `*`, `†`, `注1`, `1,2`."""
    return bool(_MARK.fullmatch(text.strip()))


def format_superscript(before: str, raised: str, behind: str = "") -> str:
    """A raised text as it is written behind the text before it; empty for the mark of a footnote.

    Args:
        before: the text before it, of which the last characters count.
        behind: the text behind it.
    """
    raised = raised.strip()
    if not raised:
        return ""
    if raised in _TRADE_MARKS and before[-1:].isalnum():
        return _TRADE_MARKS[raised]
    if before[-1:].isdigit():
        return _raise_figure(before, raised, behind)
    if not before.strip() and _ISOTOPE.fullmatch(raised):
        is_isotope = len(raised) > 1 and _ELEMENT.match(behind)
        return raised.translate(_UNICODE) if is_isotope else f"{raised} "  # it opens the note itself
    if len(raised) > 1 and _ISOTOPE.fullmatch(raised) and not before[-1:].isalnum() and _ELEMENT.match(behind):
        return raised.translate(_UNICODE)
    if _is_power(before, raised):
        return raised.translate(_UNICODE)
    return "" if is_footnote_mark(raised) else f" {raised} "


def _raise_figure(before: str, raised: str, behind: str) -> str:
    """What is raised behind a digit: an exponent, an ordinal, or else a mark."""
    if _EXPONENT.fullmatch(raised):
        exponent = re.sub("[−–]", "-", raised)
        is_large = len(exponent) > 1 or int(exponent) >= _MIN_BARE_EXPONENT
        if _MULTIPLIED.search(before) or (_TEN.search(before) and is_large):
            return f"^{exponent}"
        if _OPERATOR_BEFORE.search(before) or _OPERATOR_BEHIND.match(behind):
            return f"^{exponent}"
    if _ORDINAL.fullmatch(raised) and raised.lower() not in ("a", "e", "o"):
        return raised
    return "" if is_footnote_mark(raised) else f" {raised} "


def _is_power(before: str, raised: str) -> bool:
    if _CHARGE.fullmatch(raised):
        return before[-1:].isalpha() or before[-1:] in ")]"
    return bool(
        (re.fullmatch(r"[23]|[−–-]\d", raised) and _UNIT.search(before))
        or (re.fullmatch(r"[\dn]|[−–-]\d|\d\d|n[+−-]\d", raised) and _LETTER.search(before))
    )


def format_subscript(before: str, lowered: str) -> str:
    """A lowered text as it is written behind the text before it: an index behind a letter, no digit of a figure."""
    lowered = lowered.strip()
    if before[-1:].isdigit() and lowered[:1].isdigit():
        return ""
    return lowered if _INDEX.fullmatch(lowered) and before[-1:].strip() else f" {lowered} "
