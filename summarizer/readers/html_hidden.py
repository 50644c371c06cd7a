"""Text that a browser does not show, by attributes, inline styles and the page's own style sheets.

What style sheets hide is found in two steps, so that a page of thousands of rules stays cheap: first the rules that
hide, then the rules that declare the same properties and may show it again.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .css_styles import (
    BACKGROUND,
    OWN,
    Declarations,
    Rule,
    Styles,
    apply_rules,
    find_page_names,
    read_inline_styles,
    read_rules,
)
from .html_inline import drop_element, strip_dropped

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class HiddenTextThresholds:
    """What is too small, too far away or too much to be hidden.

    Attributes:
        max_share: share of a page's text above which what style sheets hide, or visibility and opacity, is shown: a
            script shows the article once it is ready.
        min_article_chars: characters that such an article has at least; counting a page's text for less is no use.
        min_offset: pixels out of the window from which text is moved away.
        max_font_pixels: size of a font that cannot be read.
        max_box_pixels: side of a box in which nothing can be read.
    """

    max_share: float = 0.5
    min_article_chars: int = 200
    min_offset: float = 900.0
    max_font_pixels: float = 2.0
    max_box_pixels: float = 1.0


THRESHOLDS = HiddenTextThresholds()
# What is never shown, and what is not shown where scripts run, or not told to readers who cannot see.
_HIDDEN_XPATH = "//template | //*[@hidden]"
_UNUSED_XPATH = "//noscript | //*[@aria-hidden='true']"
_LENGTH = re.compile(r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))(?P<unit>[a-z%]*)", re.I)
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 1.33,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "vw": 12.0,
    "vh": 8.0,
    "%": 10.0,
    "cm": 38.0,
    "in": 96.0,
}
# Pixels of a font of one percent.
_FONT_PERCENT = 0.16
_CLIPPED = re.compile(r"rect\(\s*(?:0|1px)\D|inset\(\s*(?:50|100)%|circle\(\s*0", re.I)
_REVEALED_LATER = frozenset(("visibility", "opacity"))


def remove_hidden(tree: HtmlElement) -> None:
    """Remove the text that a browser would not show, but not the text behind it. In place."""
    for element in tree.xpath(_HIDDEN_XPATH):
        if element.tag not in ("html", "body"):  # scripts show a whole page once it is ready
            drop_element(element)
    most = max(THRESHOLDS.min_article_chars, THRESHOLDS.max_share * _count_chars(tree))
    for element in tree.xpath(_UNUSED_XPATH):
        if element.tag not in ("html", "body") and _count_chars(element) <= most:
            drop_element(element)
    _remove_by_style(tree, most)
    strip_dropped(tree)


def _remove_by_style(tree: HtmlElement, most: float) -> None:
    """Remove what styles hide.

    Args:
        most: characters of a part of the page that is most of it.
    """
    is_plain = _has_plain_background(tree)
    inline = read_inline_styles(tree)
    _reveal_article(inline, most)
    _remove(*_find_hidden(tree, inline, is_plain))
    if rules := list(read_rules(tree)):
        hidden, silenced = _find_hidden(tree, _match_rules(tree, rules, inline), is_plain)
        if sum(map(_count_chars, hidden)) + sum(map(len, silenced.values())) <= most:
            _remove(hidden, silenced)


def _count_chars(element: HtmlElement) -> int:
    return sum(len(str(text)) for text in element.xpath(".//text()[not(parent::script or parent::style)]"))


def _has_plain_background(tree: HtmlElement) -> bool:
    """Whether the page is white where it states nothing: no style of it stands elsewhere."""
    return not tree.xpath("//link[contains(@rel, 'stylesheet')] | //style[contains(., '@import')]")


def _reveal_article(styles: Styles, most: float) -> None:
    """Forget that an element is invisible which holds most of the page's text, until a script shows it."""
    for element, declared in styles.of.items():
        hiding = [name for name in _REVEALED_LATER if name in declared and _hides(name, declared[name][1])]
        if hiding and _count_chars(element) > most:
            for name in hiding:
                del declared[name]


def _match_rules(tree: HtmlElement, rules: list[Rule], inline: Styles) -> Styles:
    """The styles of elements by rules that hide, and of what they hide by rules that show it again."""
    styles = Styles({element: dict(declared) for element, declared in inline.of.items()})
    names = find_page_names(tree)
    suspicious = _suspicious_colors(rules, inline)
    hiding = [rule for rule in rules if any(_may_hide(n, v, suspicious) for n, v, _ in rule.declarations)]
    apply_rules(tree, hiding, styles, names)
    concerned = {name for declared in styles.of.values() for name in declared if name not in BACKGROUND}
    if "color" in concerned:
        concerned |= set(BACKGROUND)
    done = set(map(id, hiding))
    showing = [
        rule for rule in rules if id(rule) not in done and any(name in concerned for name, _, _ in rule.declarations)
    ]
    apply_rules(tree, showing, styles, names)
    return styles


def _suspicious_colors(rules: list[Rule], inline: Styles) -> frozenset[tuple[float, ...]]:
    """Colours of backgrounds, and white: text in one of them may be invisible."""
    values = {value for rule in rules for name, value, _ in rule.declarations if name in BACKGROUND}
    values |= {found[1] for declared in inline.of.values() for name, found in declared.items() if name in BACKGROUND}
    return frozenset(color for value in (*values, "white") if (color := _find_color(value)))


def _may_hide(name: str, value: str, suspicious: frozenset[tuple[float, ...]]) -> bool:
    if name == "color":
        color = _find_color(value)
        return color is not None and (color in suspicious or color[3] == 0)
    return _hides(name, value) or (name in ("height", "width", "max-height", "max-width") and _is_tiny(value))


@functools.lru_cache(maxsize=512)
def _find_color(value: str) -> tuple[float, ...] | None:
    """Red, green, blue and opacity of the first colour in a value."""
    from tinycss2.color3 import parse_color

    for word in (value, *re.findall(r"rgba?\([^)]*\)|#[0-9a-f]{3,8}|[a-z]{3,20}", value)):
        color = parse_color(word)
        if color is not None and not isinstance(color, str):
            return tuple(round(part, 2) for part in color)
    return None


@functools.lru_cache(maxsize=2048)
def _hides(name: str, value: str) -> bool:
    """Whether a declaration alone hides an element's text."""
    match name:
        case "display":
            return value == "none"
        case "visibility":
            return value in ("hidden", "collapse")
        case "opacity":
            return (number := _pixels(value)) is not None and number <= 0
        case "font-size":
            number = _pixels(value.replace("%", ""))
            scale = _FONT_PERCENT if value.endswith("%") else 1.0
            return number is not None and number * scale <= THRESHOLDS.max_font_pixels
        case "left" | "top" | "right" | "text-indent":
            return (number := _pixels(value)) is not None and number <= -THRESHOLDS.min_offset
        case "clip" | "clip-path":
            return bool(_CLIPPED.search(value))
        case "transform":
            return bool(re.search(r"scale[xy]?\(\s*0?\.?0*\s*[,)]", value))
        case "text-decoration" | "text-decoration-line":
            return "line-through" in value
    return False


def _pixels(value: str) -> float | None:
    match = _LENGTH.fullmatch(value.removesuffix("!important").strip())
    return float(match["number"]) * _PIXELS.get(match["unit"].lower(), 1.0) if match else None


def _is_tiny(value: str) -> bool:
    number = _pixels(value)
    return number is not None and abs(number) <= THRESHOLDS.max_box_pixels


def _hides_by_size(styles: Styles, element: Any) -> bool:
    """Whether an element has no size and cuts off what does not fit."""
    cut = "hidden" in (styles.get(element, "overflow"), styles.get(element, "overflow-y")) or "clip" in styles.get(
        element, "overflow"
    )
    sizes = ("height", "max-height", "width", "max-width")
    return cut and any(_is_tiny(styles.get(element, name)) for name in sizes)


def _remove(hidden: list[HtmlElement], silenced: dict[HtmlElement, str]) -> None:
    for element in silenced:
        element.text = None
        for child in element:
            child.tail = None
    for element in hidden:
        drop_element(element)


def _find_hidden(tree: HtmlElement, styles: Styles, plain: bool) -> tuple[list[HtmlElement], dict[HtmlElement, str]]:
    """The elements that are hidden with all they hold, and those whose own text is hidden, with that text."""
    from lxml import etree

    if not styles.of:
        return [], {}
    hidden: list[HtmlElement] = []
    silenced: dict[HtmlElement, str] = {}
    white = (1.0, 1.0, 1.0, 1.0) if plain else None
    # visibility and size as inherited, colour, and the background's colour; None where it is not known
    states: list[tuple[bool, bool, Any, Any]] = [(False, False, None, white)]
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            states.pop()
            continue
        declared = styles.of.get(element)
        state = states[-1]
        if declared:
            if element.tag not in ("html", "body") and _is_hidden_whole(styles, element, declared):
                hidden.append(element)
                walk.skip_subtree()
            state = _inherit(state, declared)
        states.append(state)
        is_silent = state[0] or state[1] or _is_invisible(state[2], state[3])
        if is_silent and (text := "".join([element.text or "", *(child.tail or "" for child in element)]).strip()):
            silenced[element] = text
    return hidden, silenced


def _is_hidden_whole(styles: Styles, element: HtmlElement, declared: Declarations) -> bool:
    if any(name in OWN and _hides(name, found[1]) for name, found in declared.items()):
        return True
    return _hides_by_size(styles, element)


def _inherit(state: tuple[bool, bool, Any, Any], declared: Declarations) -> tuple[bool, bool, Any, Any]:
    invisible, tiny, color, background = state
    values = {name: found[1] for name, found in declared.items()}
    if "visibility" in values:
        invisible = _hides("visibility", values["visibility"])
    if "font-size" in values:
        tiny = _hides("font-size", values["font-size"]) or (
            tiny and values["font-size"][-1:] in "%m" and "rem" not in values["font-size"]
        )
    if "color" in values and values["color"] not in ("inherit", "currentcolor"):
        color = _find_color(values["color"])
    for name in BACKGROUND:
        if name in values and values[name] not in ("none", "inherit", "transparent"):
            found = None if "url" in values[name] or "gradient" in values[name] else _find_color(values[name])
            background = found if found is None or found[3] > 0 else background
    return invisible, tiny, color, background


def _is_invisible(color: Any, background: Any) -> bool:
    """Whether text is transparent, or has the colour of what is stated to stand behind it."""
    return color is not None and (
        color[3] == 0 or (background is not None and color[:3] == background[:3] and background[3] == 1)
    )
