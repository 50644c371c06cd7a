"""Styles and numbering of a Word document: how a run looks, what a paragraph is, and the number printed before it.

Properties come from the defaults of the document, from the styles of paragraph and run, each with those it is based on,
and from the run itself (ECMA-376, part 1, section 17.7).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Styles derived from one another that are followed.
_MAX_BASE_STYLES = 10
# Levels of a list.
_MAX_LEVELS = 9
# Half points up to which a letter is too small to be seen.
_MAX_TINY_SIZE = 3
# The colour of the page.
_WHITE = "FFFFFF"
# How an attribute says no.
_FALSE = ("0", "false", "off")
_HEADING_STYLE = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.I)
_CONTENTS_STYLE = re.compile(r"toc\s*\d|目录\s*\d|目錄\s*\d|table of figures", re.I)
_CAPTION_STYLE = re.compile(r"caption|题注|題注|標號", re.I)
_LIST_STYLE = re.compile(r"list|列表|项目符号|編號|编号", re.I)
_TITLE_STYLES = ("Title", "标题", "標題")
_LEVEL_NUMBER = re.compile(r"%(\d)")
# A mark that parsing takes for a list item's.
_PLAIN_MARK = re.compile(r"\d{1,3}[.)、]|[（(]\d{1,3}[)）]|[①-⑳]|[a-zA-Z][.)]")
_HAN_DIGITS = "〇一二三四五六七八九"
_ROMAN = {"m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50, "xl": 40} | {
    "x": 10,
    "ix": 9,
    "v": 5,
    "iv": 4,
    "i": 1,
}
# The largest number in Roman numerals; a larger one is printed in digits, and so is one
_MAX_ROMAN = 3999
# above this in Chinese ones,
_MAX_HAN = 99
# and above this in circled ones: Unicode has no more in a row.
_MAX_CIRCLED = 20
# Letters of the alphabet, after which they are doubled.
_LETTERS = 26


class RunFormat(NamedTuple):
    """How a run looks, as far as it decides what is read; None where nothing is said.

    Attributes:
        raised: 1 for a superscript, -1 for a subscript, 0 for neither.
        size: in half points.
    """

    vanish: bool | None = None
    strike: bool | None = None
    double_strike: bool | None = None
    raised: int | None = None
    size: int | None = None
    color: str | None = None
    shaded: bool | None = None

    def over(self, base: RunFormat) -> RunFormat:
        """This format where it says something, else the other."""
        return RunFormat._make(theirs if ours is None else ours for ours, theirs in zip(self, base, strict=True))


@dataclass(slots=True)
class _Level:
    """A level of a list: what its number looks like."""

    start: int = 1
    format: str = "decimal"
    text: str = ""


def read_run_format(properties: Element | None) -> RunFormat:
    """What an element `rPr` says."""
    if properties is None:
        return RunFormat()
    color = _attribute(properties, "color")
    return RunFormat(
        _read_toggle(properties, "vanish"),
        _read_toggle(properties, "strike"),
        _read_toggle(properties, "dstrike"),
        _read_raise(properties),
        _to_int(_attribute(properties, "sz")),
        color.upper() if color else None,
        True if _is_shaded(properties) else None,
    )


def is_false(value: str | None) -> bool:
    """Whether an attribute says no; one that is not written says yes."""
    return value in _FALSE


def _attribute(element: Element, name: str) -> str | None:
    """The value of a child's attribute `val`."""
    child = element.find(W + name)
    return None if child is None else child.get(W + "val")


def _read_toggle(properties: Element, name: str) -> bool | None:
    child = properties.find(W + name)
    return None if child is None else not is_false(child.get(W + "val"))


def _read_raise(properties: Element) -> int | None:
    aligned = _attribute(properties, "vertAlign")
    if aligned is not None:
        return {"superscript": 1, "subscript": -1}.get(aligned, 0)
    position = _to_int(_attribute(properties, "position"))
    return None if position is None else (position > 0) - (position < 0)


def _is_shaded(properties: Element) -> bool:
    shade, highlight = properties.find(W + "shd"), properties.find(W + "highlight")
    fill = shade.get(W + "fill", "auto").upper() if shade is not None else "AUTO"
    return fill not in ("AUTO", _WHITE) or (highlight is not None and highlight.get(W + "val") != "none")


def _to_int(value: str | None) -> int | None:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else None


class StyleSheet:
    """The styles and lists of a document.

    Args:
        styles: the root of the styles part.
        numbering: the root of the numbering part, if there is one.
    """

    def __init__(self, styles: Element, numbering: Element | None) -> None:
        self._styles = {style.get(W + "styleId"): style for style in styles.iterchildren(W + "style")}
        self._defaults = read_run_format(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        self._default_paragraph = next((i for i, style in self._styles.items() if _is_default_paragraph(style)), None)
        self._formats: dict[str | None, RunFormat] = {}
        self._lists = _Lists(numbering)

    def run_format(self, paragraph_style: str | None, run: Element) -> RunFormat:
        """The format of a run: its own, else that of the styles; a style that hides hidden text shows it."""
        properties = run.find(W + "rPr")
        run_style = None if properties is None else _attribute(properties, "rStyle")
        of_paragraph = self._style_format(paragraph_style)
        of_run = self._style_format(run_style) if run_style else RunFormat()
        styled = of_run.over(of_paragraph)
        styled = styled._replace(
            vanish=bool(of_run.vanish) != bool(of_paragraph.vanish),
            strike=bool(of_run.strike) != bool(of_paragraph.strike),
        )
        if self._defaults.vanish or self._defaults.strike:
            styled = styled._replace(
                vanish=styled.vanish or self._defaults.vanish, strike=styled.strike or self._defaults.strike
            )
        return read_run_format(properties).over(styled).over(self._defaults)

    def is_read(self, format: RunFormat, on_white: bool) -> bool:
        """Whether a run is shown: neither hidden, struck out, too small to see, nor white on the white page."""
        is_white = format.color == _WHITE and on_white and not format.shaded
        is_tiny = format.size is not None and format.size <= _MAX_TINY_SIZE
        return not (format.vanish or format.strike or format.double_strike or is_white or is_tiny)

    def mark(self, paragraph: Element) -> str | None:
        """The mark before a paragraph: of a heading, a list, both or neither; None for a line of contents."""
        identifier = self.paragraph_style(paragraph)
        name = self._kind_name(identifier)
        if _CONTENTS_STYLE.match(name):
            return None
        number = self._printed_number(paragraph, identifier)
        if name in _TITLE_STYLES:
            return "# "
        if match := _HEADING_STYLE.match(name):
            return "#" * min(6, int(match[1]) + 1) + f" {number or ''}"
        if number:
            return number if _PLAIN_MARK.fullmatch(number.strip()) else f"- {number}"
        return "- " if number is not None or _LIST_STYLE.match(name) else ""

    def is_caption(self, paragraph: Element) -> bool:
        """Whether a paragraph has the style of captions."""
        return bool(_CAPTION_STYLE.match(self._kind_name(self.paragraph_style(paragraph))))

    def paragraph_style(self, paragraph: Element) -> str | None:
        """The style of a paragraph, or the default one."""
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        identifier = None if style is None else style.get(W + "val")
        return identifier if identifier in self._styles else self._default_paragraph

    def _chain(self, identifier: str | None) -> Iterator[Element]:
        """A style and those it is based on; from a style of runs that says nothing, the one that it is linked to."""
        for _ in range(_MAX_BASE_STYLES):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            is_bare = style.get(W + "type") == "character" and style.find(W + "rPr") is None
            linked = _attribute(style, "link") if is_bare else None
            identifier = linked or _attribute(style, "basedOn")

    def _style_format(self, identifier: str | None) -> RunFormat:
        if identifier not in self._formats:
            found = RunFormat()
            for style in self._chain(identifier):
                found = found.over(read_run_format(style.find(W + "rPr")))
            self._formats[identifier] = found
        return self._formats[identifier]

    def _kind_name(self, identifier: str | None) -> str:
        """The name of a paragraph style; of one based on a heading, the heading's."""
        names = [_attribute(style, "name") or "" for style in self._chain(identifier)]
        if not names or _CONTENTS_STYLE.match(names[0]):
            return names[0] if names else ""
        return next((name for name in names if _HEADING_STYLE.match(name)), names[0])

    def _printed_number(self, paragraph: Element, identifier: str | None) -> str | None:
        """The number before a paragraph and a space; an empty text for a bullet, None where it is in no list."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        candidates = [own, *(style.find(f"{W}pPr/{W}numPr") for style in self._chain(identifier))]
        said = [element for element in candidates if element is not None]
        numbers = [_attribute(element, "numId") for element in said]
        number = next((value for value in numbers if value is not None), None)
        if number in (None, "0"):
            return None
        levels = (_to_int(_attribute(element, "ilvl")) for element in said)
        level = next((value for value in levels if value is not None), None)
        return self._lists.count(
            str(number), self._lists.level_of_style(str(number), identifier) if level is None else level
        )


class _Lists:
    """The numbers of the lists of a document, counted on with each item."""

    def __init__(self, numbering: Element | None) -> None:
        self._levels: dict[str, list[_Level]] = {}
        self._abstract: dict[str, str] = {}
        self._style_levels: dict[tuple[str, str | None], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if numbering is None:
            return
        abstract = {one.get(W + "abstractNumId", ""): one for one in numbering.iterchildren(W + "abstractNum")}
        for identifier, element in abstract.items():
            self._levels[identifier] = self._read_levels(identifier, element)
        for number in numbering.iterchildren(W + "num"):
            identifier = number.get(W + "numId", "")
            self._abstract[identifier] = _attribute(number, "abstractNumId") or ""
            starts = {
                _to_int(override.get(W + "ilvl")) or 0: _to_int(_attribute(override, "startOverride"))
                for override in number.iterchildren(W + "lvlOverride")
            }
            self._restarts[identifier] = {level: start for level, start in starts.items() if start is not None}

    def _read_levels(self, identifier: str, element: Element) -> list[_Level]:
        levels = [_Level() for _ in range(_MAX_LEVELS)]
        for described in element.iterchildren(W + "lvl"):
            index = _to_int(described.get(W + "ilvl"))
            if index is None or not 0 <= index < _MAX_LEVELS:
                continue
            start = _to_int(_attribute(described, "start"))
            format, text = _attribute(described, "numFmt"), _attribute(described, "lvlText")
            levels[index] = _Level(1 if start is None else start, format or "decimal", text or "")
            if style := _attribute(described, "pStyle"):
                self._style_levels[identifier, style] = index
        return levels

    def level_of_style(self, number: str, style: str | None) -> int:
        """The level that a list gives to a style of paragraphs."""
        return self._style_levels.get((self._abstract.get(number, ""), style), 0)

    def count(self, number: str, level: int) -> str | None:
        """The text of the next number of a list and a space, or an empty text where it is a bullet or unknown."""
        identifier = self._abstract.get(number)
        levels = self._levels.get(identifier or "")
        if identifier is None or levels is None or not 0 <= level < _MAX_LEVELS:
            return ""
        counts = self._counts.setdefault(identifier, [None] * _MAX_LEVELS)
        start, last, described = self._restarts[number].pop(level, None), counts[level], levels[level]
        counts[level] = start if start is not None else described.start if last is None else last + 1
        counts[level + 1 :] = [None] * (_MAX_LEVELS - level - 1)
        if described.format in ("bullet", "none") or not _LEVEL_NUMBER.search(described.text):
            return ""

        def print_level(match: re.Match[str]) -> str:
            of = min(max(int(match[1]) - 1, 0), level)
            count = counts[of]
            return _print_number(levels[of].start if count is None else count, levels[of].format)

        printed = _LEVEL_NUMBER.sub(print_level, described.text).strip()
        return f"{printed}{'.' if printed.isdigit() else ''} "


def _print_number(number: int, format: str) -> str:
    """A number in one of Word's systems of numerals; in digits where it has no other form."""
    if format in ("lowerRoman", "upperRoman") and 0 < number <= _MAX_ROMAN:
        roman = _print_roman(number)
        return roman.upper() if format == "upperRoman" else roman
    if format in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS % 4 + 1)
        return letter.upper() if format == "upperLetter" else letter
    if ("hinese" in format or "ideograph" in format or "apanese" in format) and 0 < number <= _MAX_HAN:
        tens, ones = divmod(number, 10)
        return (_HAN_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN_DIGITS[ones] if ones else "")
    if format == "decimalZero":
        return f"{number:02}"
    if format.startswith("decimalEnclosedCircle") and 0 < number <= _MAX_CIRCLED:
        return chr(ord("①") + number - 1)
    return str(number)


def _print_roman(number: int) -> str:
    printed = ""
    for letters, value in _ROMAN.items():
        count, number = divmod(number, value)
        printed += letters * count
    return printed


def _is_default_paragraph(style: Element) -> bool:
    return style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on")
