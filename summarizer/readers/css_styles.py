"""The styles of a page's elements: what its own style sheets and `style` attributes declare.

Style sheets are parsed by tinycss2 and matched by cssselect. Rules of `@media` for print or a width, of `@supports`,
and of linked files are not seen.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class StyleLimits:
    """How much of a page's style sheets is read, so that the worst page takes a second or two more.

    Attributes:
        max_css_chars: characters of style sheets that are parsed, at 0.5 MB a second (2026-11-30).
        max_prelude_chars: characters of the selectors of a rule.
        max_selectors: selectors that are matched against a page of 50,000 tags at 10 ms each, at a time.
    """

    max_css_chars: int = 500_000
    max_selectors: int = 200
    max_prelude_chars: int = 10_000


LIMITS = StyleLimits()
# What a style says of an element alone, and what its children take over unless they say otherwise.
OWN = (
    "display",
    "opacity",
    "left",
    "top",
    "right",
    "text-indent",
    "clip",
    "clip-path",
    "transform",
    "text-decoration",
    "text-decoration-line",
    "width",
    "height",
    "max-height",
    "max-width",
    "overflow",
    "overflow-y",
    "position",
)
INHERITED = ("visibility", "font-size", "color")
BACKGROUND = ("background", "background-color", "background-image")
_PROPERTIES = frozenset((*OWN, *INHERITED, *BACKGROUND))
# Parts of a selector that are matched.
_SIMPLE = frozenset(("Attrib", "Class", "CombinedSelector", "Element", "Hash"))
_ANY_PROPERTY = re.compile("|".join(sorted(_PROPERTIES)), re.I)
# Property to value, with the rank that decides between rules: important, specificity, order.
Rank = tuple[int, tuple[int, ...], int]
Declarations = dict[str, tuple[Rank, str]]
_INLINE_SPECIFICITY = (1, 0, 0, 0)


class Rule(NamedTuple):
    selector: Any
    declarations: tuple[tuple[str, str, bool], ...]
    order: int


@dataclass(slots=True)
class Styles:
    """The declarations of each element that has some."""

    of: dict[Any, Declarations] = field(default_factory=dict)

    def add(self, element: Any, name: str, value: str, rank: Rank) -> None:
        declared = self.of.setdefault(element, {})
        if name not in declared or declared[name][0] <= rank:
            declared[name] = (rank, value)

    def get(self, element: Any, name: str) -> str:
        return self.of.get(element, {}).get(name, ((), ""))[1]


def read_inline_styles(tree: HtmlElement) -> Styles:
    styles = Styles()
    for element in tree.xpath("//*[@style or @bgcolor or @background or self::font[@color or @size]]"):
        if element.get("bgcolor"):
            styles.add(element, "background-color", element.get("bgcolor"), (0, (), 0))
        if element.get("background"):
            styles.add(element, "background-image", "url", (0, (), 0))
        if element.tag == "font" and element.get("color"):
            styles.add(element, "color", element.get("color"), (0, (), 0))
        for name, value, important in _parse_declarations(element.get("style") or ""):
            styles.add(element, name, value, (int(important), _INLINE_SPECIFICITY, 0))
    return styles


@functools.lru_cache(maxsize=512)
def _parse_declarations(text: str) -> tuple[tuple[str, str, bool], ...]:
    """The declarations of a style that may hide text: name, value, whether it is important."""
    if not _ANY_PROPERTY.search(text):
        return ()
    import tinycss2

    return _select_declarations(tinycss2.parse_blocks_contents(text))


def _select_declarations(nodes: Iterable[Any]) -> tuple[tuple[str, str, bool], ...]:
    import tinycss2

    return tuple(
        (node.lower_name, tinycss2.serialize(node.value).strip().lower(), node.important)
        for node in nodes
        if node.type == "declaration" and node.lower_name in _PROPERTIES
    )


def read_rules(tree: HtmlElement) -> Iterator[Rule]:
    """The rules of the page's own style sheets that have to do with hiding, one for each selector."""
    import cssselect
    import tinycss2

    left, order = LIMITS.max_css_chars, 0
    for sheet in tree.iter("style"):
        text = (sheet.text or "")[:left]
        media = (sheet.get("media") or "all").lower()
        if not _ANY_PROPERTY.search(text) or not _is_screen(media):
            continue
        left -= len(text)
        for rule in _iterate_qualified(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
            declared = _select_declarations(tinycss2.parse_blocks_contents(rule.content))
            if not declared:
                continue
            prelude = tinycss2.serialize(rule.prelude)
            if len(prelude) > LIMITS.max_prelude_chars or "(" in prelude:
                continue
            try:
                selectors = cssselect.parse(prelude)
            except cssselect.SelectorError:
                continue
            for selector in selectors:
                order += 1
                yield Rule(selector, declared, order)


def _iterate_qualified(nodes: Iterable[Any]) -> Iterator[Any]:
    """The rules of a style sheet, and those within `@media` of every screen."""
    import tinycss2

    for node in nodes:
        if node.type == "qualified-rule":
            yield node
        elif _is_screen_media(node):
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            yield from (rule for rule in inner if rule.type == "qualified-rule")


def _is_screen_media(node: Any) -> bool:
    import tinycss2

    is_media = node.type == "at-rule" and node.lower_at_keyword == "media" and node.content is not None
    return is_media and _is_screen(tinycss2.serialize(node.prelude).strip().lower())


def _is_screen(media: str) -> bool:
    return media in ("", "all", "screen", "only screen")


def find_page_names(tree: HtmlElement) -> frozenset[str]:
    """Classes, ids and tags of a page: a selector with another cannot match."""
    names = {token for value in tree.xpath("//@class") for token in str(value).split()}
    names |= {f"#{value}" for value in tree.xpath("//@id")}
    return frozenset(names | {f"<{element.tag}" for element in tree.iter("*")})


def apply_rules(tree: HtmlElement, rules: list[Rule], styles: Styles, names: frozenset[str]) -> None:
    """Add what rules declare to the elements that they match; at most `max_selectors` of them."""
    import cssselect

    translator = cssselect.HTMLTranslator()
    matching = (
        rule for rule in rules if rule.selector.pseudo_element is None and _can_match(rule.selector.parsed_tree, names)
    )
    for count, rule in enumerate(matching):
        if count == LIMITS.max_selectors:
            return
        try:
            elements = tree.xpath(translator.selector_to_xpath(rule.selector))
        except (cssselect.SelectorError, ValueError):
            continue
        specificity = (0, *rule.selector.specificity())
        for element in elements:
            for name, value, important in rule.declarations:
                styles.add(element, name, value, (int(important), specificity, rule.order))


def _can_match(node: Any, names: frozenset[str]) -> bool:
    """Whether a selector is simple, and the page has every class, id and tag that it names.

    Siblings, negations and positions take quadratic time, and `:hover` and the like are states.
    """
    while node is not None:
        kind = type(node).__name__
        if kind == "Class" and node.class_name not in names:
            return False
        if kind == "Hash" and f"#{node.id}" not in names:
            return False
        if kind == "Element" and node.element and f"<{node.element.lower()}" not in names:
            return False
        if kind not in _SIMPLE or (kind == "CombinedSelector" and node.combinator not in (" ", ">")):
            return False
        if kind == "CombinedSelector" and not _can_match(node.subselector, names):
            return False
        node = getattr(node, "selector", None)
    return True
