"""Sizes follow the article, and the user's numbers bound them."""

from __future__ import annotations

from pathlib import Path

import pytest

import summarizer
from summarizer import Document, Settings
from summarizer.sizing import fit_extract, fit_lists, fit_size

ARTICLES = Path(__file__).parent.parent.parent / "benchmarks" / "preference_articles"
NOTE, DIGEST = (summarizer.read_document(ARTICLES / name) for name in ("zh_note.txt", "zh_digest.txt"))
LONG = Document.from_text("\n\n".join(f"第{n}家工厂今年投产，产能为{n}万吨，比去年增加一成，销往海外的产品占一半。" for n in range(1, 200)))


def test_a_note_has_few_groups_and_none_of_one() -> None:
    size = fit_size(NOTE, Settings())
    assert size.total is not None and 5 <= size.total <= 9
    assert size.groups.maximum <= 3 and size.points.minimum == 2


def test_a_digest_has_room_for_each_item() -> None:
    size = fit_size(DIGEST, Settings())
    assert size.total == 18 and size.groups.maximum * size.points.maximum >= 18
    assert fit_extract(DIGEST, Settings()) == (size.groups.maximum, size.points.maximum)


def test_a_long_article_has_no_more_than_twenty() -> None:
    assert fit_size(LONG, Settings()).total == 20


@pytest.mark.parametrize("document", [NOTE, DIGEST, LONG], ids=["note", "digest", "long"])
def test_short_is_less_and_long_is_not_less(document: Document) -> None:
    sizes = [fit_size(document, Settings(length=length)) for length in ("short", "normal", "long")]
    totals = [size.total or 0 for size in sizes]
    assert totals[0] < totals[1] <= totals[2]
    assert sizes[0].core.maximum < sizes[1].core.maximum < sizes[2].core.maximum


@pytest.mark.parametrize("document", [NOTE, DIGEST, LONG], ids=["note", "digest", "long"])
@pytest.mark.parametrize(("groups", "points"), [(1, 1), (2, 3), (12, 12), (None, 1), (1, None)])
def test_numbers_of_the_user_are_upper_bounds(document: Document, groups: int | None, points: int | None) -> None:
    size = fit_size(document, Settings(groups=groups, points=points, length="long"))
    assert size.groups.maximum <= (groups or 12) and size.points.maximum <= (points or 12)
    assert size.groups.minimum <= size.groups.maximum and size.points.minimum <= size.points.maximum
    assert size.total is not None and size.total <= size.groups.maximum * size.points.maximum


def test_records_of_the_first_prompt_keep_their_bounds() -> None:
    size = fit_size(NOTE, Settings(prompts="v1"))
    assert (size.groups.maximum, size.points, size.total) == (5, (1, 4), None)


def test_lists_of_a_shape_follow_the_length() -> None:
    assert fit_lists(Settings()) == (5, 4)
    assert fit_lists(Settings(length="short", groups=3)) == (3, 2)


def test_a_few_items_make_no_digest() -> None:
    items = tuple(b.model_copy(update={"role": "item"}) if b.number < 4 else b for b in LONG.blocks)
    mixed = LONG.model_copy(update={"blocks": items})
    assert fit_size(mixed, Settings()).total == 20
