"""How large a summary is: what the length and the kind of its article ask for, within the bounds of the settings."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import NamedTuple

from .models import CLAIM_ROLES, Document, LanguageCode
from .settings import Length, Settings


class Span(NamedTuple):
    """From a minimum to a maximum."""

    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class SizeRules:
    """How sizes follow from an article. `python -m benchmarks.preferences sizes` prints what they give for articles.

    Attributes:
        points_at_least: that an article gives however short it is, with two for each sentence at most.
        points_per_root: further points for the square root of the article's characters, as Chinese ones count. A strong
            model that was asked plainly, for up to 20, wrote 11 points for 350 characters, 13 for 850, 15 for 2,600 and
            17 for a digest of 18 items (2026-11-30); it joined less than the prompt asks for.
        english_characters: characters of English that say what one of Chinese says. It wrote 14 points for 2,700
            characters of English.
        max_points: of a summary whose article has no items.
        max_items: of a digest that are told: more would not fit into `max_output_tokens`.
        points_per_group: that a group has on average.
        points_in_group: at most in a group.
        points_in_digest: likewise, where the items of a digest are grouped.
        max_blocks_of_one_group: an article with more has at least two groups.
        sections_in_list: at most in a list of a shape without a maximum, and groups of an offline summary.
        statements_in_list: likewise, and points of such a group.
    """

    points_at_least: float = 4.0
    points_per_root: float = 0.25
    english_characters: float = 2.0
    max_points: int = 20
    max_items: int = 40
    points_per_group: float = 3.0
    points_in_group: int = 5
    points_in_digest: int = 8
    max_blocks_of_one_group: int = 3
    sections_in_list: int = 5
    statements_in_list: int = 4


RULES = SizeRules()
MAX_GROUPS = 12  # of a setting, and of a summary
# How many points the lengths have beside a normal one.
_SHARES: dict[Length, float] = {"short": 0.5, "normal": 1.0, "long": 1.6}
# Words of the core viewpoint and of a point in English, characters in Chinese. A point of fifteen to thirty words joins
# a figure with its cause; a core of forty to sixty-five is read at a glance. Set by the readers whom
# `benchmarks.preferences` reports.
_CORE: dict[LanguageCode, dict[Length, Span]] = {
    "en": {"short": Span(25, 45), "normal": Span(45, 65), "long": Span(55, 85)},
    "zh": {"short": Span(45, 75), "normal": Span(80, 120), "long": Span(100, 150)},
}
_POINT: dict[LanguageCode, dict[Length, Span]] = {
    "en": {"short": Span(12, 22), "normal": Span(15, 30), "long": Span(18, 38)},
    "zh": {"short": Span(18, 38), "normal": Span(25, 55), "long": Span(30, 68)},
}


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a summary.

    Attributes:
        groups: how many.
        points: in each group.
        total: about how many points in all; None where only the bounds are given.
        core: words of the core viewpoint, or characters in Chinese.
        point: likewise of a point.
    """

    groups: Span
    points: Span
    total: int | None
    core: Span
    point: Span


def fit_size(document: Document, settings: Settings, language: LanguageCode | None = None) -> Size:
    """The size of a summary of a document. `settings.groups` and `settings.points` are upper bounds.

    Args:
        language: of the summary; None for the document's.
    """
    if settings.prompts == "v1":
        return _fixed_size(document, settings)
    total = count_points(document, settings.length)
    digest = is_digest(document)
    in_group = RULES.points_in_digest if digest else RULES.points_in_group
    points = settings.points or max(min(in_group, total), 2)
    groups = min(settings.groups or MAX_GROUPS, max(1, ceil(total / RULES.points_per_group)), MAX_GROUPS)
    total = min(total, groups * points)
    least = min(points, 2) if total > 1 else 1
    fewest = min(groups, 2 if total >= 2 * least and len(document.blocks) > RULES.max_blocks_of_one_group else 1)
    code = language or document.language
    return Size(
        Span(fewest, groups),
        Span(least, points),
        total,
        _CORE[code][settings.length],
        _POINT[code][settings.length],
    )


class ListBounds(NamedTuple):
    """The most that the lists of a summary hold where nothing else bounds them."""

    sections: int
    statements: int


def fit_lists(settings: Settings) -> ListBounds:
    """The bounds of lists in a shape, which says by its fields what is told, so that only the settings count."""
    share = _SHARES[settings.length]
    return ListBounds(
        settings.groups or round(RULES.sections_in_list * share),
        settings.points or round(RULES.statements_in_list * share),
    )


def fit_extract(document: Document, settings: Settings) -> ListBounds:
    """The bounds of a summary made of the article's own sentences; its engine leaves out groups with too little."""
    if not is_digest(document):
        return fit_lists(settings)
    size = fit_size(document, settings)
    return ListBounds(size.groups.maximum, size.points.maximum)


def _fixed_size(document: Document, settings: Settings) -> Size:
    """The bounds of records of `summarize.v1`: five groups of four points, whatever the article."""
    groups, points = fit_lists(settings)
    fewest = min(groups, 2 if len(document.blocks) > RULES.max_blocks_of_one_group else 1)
    return Size(Span(fewest, groups), Span(1, points), None, _CORE["en"]["normal"], _POINT["en"]["normal"])


def count_points(document: Document, length: Length) -> int:
    """How many points an article asks for: one for each item of a digest, fewer than in proportion otherwise."""
    share = _SHARES[length]
    claims = [block for block in document.blocks if block.role in CLAIM_ROLES] or list(document.blocks)
    if is_digest(document):
        items = _count_items(document) or len(claims)
        return max(2, min(round(items * min(share, 1)), RULES.max_items))
    weights = {True: 1.0, False: 1 / RULES.english_characters}
    size = sum(len(block.text) * weights[block.language != "en"] for block in claims)
    asked = min(RULES.points_at_least + RULES.points_per_root * sqrt(size), RULES.max_points)
    return max(2, min(round(asked * share), 2 * len(document.sentences)))


def is_digest(document: Document) -> bool:
    """Whether an article is a list of separate items: by its kind, or because most of its blocks are."""
    claims = sum(block.role in CLAIM_ROLES for block in document.blocks)
    return document.kind == "digest" or 2 * _count_items(document) > claims


def _count_items(document: Document) -> int:
    return sum(block.role == "item" for block in document.blocks)
