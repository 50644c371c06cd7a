"""Copies of articles, and edits that make no copy."""

from __future__ import annotations

import random

import pytest

from benchmarks.planted_digests import COPIES, change_figure, read_articles
from summarizer import Document
from summarizer.digests.copies import find_copies, share_words

ARTICLES = [article for _, articles, _ in read_articles() for article in articles]
BRIDGE = """Old Mill Bridge shuts for repairs

The Old Mill Bridge in Dornfield will close to cars on Monday for repairs that are to last nine weeks.
Engineers found cracks in two of its iron arches during an inspection in spring. Buses will be sent by way of Kiln Lane.

The town will pay 1.4 million pounds for the work. Walkers and cyclists may still cross.
"""


def _document(text: str) -> Document:
    return Document.from_text(text)


@pytest.mark.parametrize("way", COPIES, ids=lambda way: way.__name__.strip("_"))
def test_a_copy_of_any_article_made_in_any_way_is_found(way) -> None:
    for article in ARTICLES:
        copy = way(random.Random(article.title), article)
        assert find_copies([article.to_document(), copy.to_document()]) != [None, None], article.title


def test_a_changed_figure_makes_no_copy() -> None:
    for article in ARTICLES:
        for key in article.keys:
            changed = article.with_figure(key, change_figure(random.Random(key), article.figure(key)))
            assert find_copies([article.to_document(), changed.to_document()]) == [None, None], (article.title, key)


def test_no_two_articles_of_different_wording_are_copies() -> None:
    assert find_copies([article.to_document() for article in ARTICLES]) == [None] * len(ARTICLES)


@pytest.mark.parametrize(
    ("old", "new"),
    [("will close", "will not close"), ("may still cross", "may no longer cross"), ("million", "billion")],
)
def test_an_edit_that_changes_what_is_said_makes_no_copy(old: str, new: str) -> None:
    assert find_copies([_document(BRIDGE), _document(BRIDGE.replace(old, new))]) == [None, None]


def test_of_several_copies_the_first_stands_for_all_unless_another_has_clearly_more() -> None:
    cut = BRIDGE.rpartition("\n\n")[0]
    assert find_copies([_document(text) for text in (BRIDGE, cut, BRIDGE)]) == [None, 0, 0]
    assert find_copies([_document(text) for text in (cut, BRIDGE)]) == [1, None]


def test_a_round_up_that_holds_an_article_is_no_copy_of_it() -> None:
    others = [article.to_document().text for article in ARTICLES if article.language == "en"][:8]
    assert find_copies([_document(BRIDGE), _document("\n\n".join([BRIDGE, *others]))]) == [None, None]


def test_the_share_of_words_in_common_is_that_of_the_shorter_article() -> None:
    assert share_words(_document(BRIDGE), _document(BRIDGE + "\nMore of the same is to come in the next few weeks.")) == 1
    assert share_words(_document(BRIDGE), _document("钢铁厂昨日停产检修，预计十天后恢复生产。工人放假。")) == 0


def test_no_articles_have_no_copies() -> None:
    assert find_copies([]) == []


def test_articles_without_enough_words_are_never_copies() -> None:
    assert find_copies([_document("Rain is due."), _document("Rain is due.")]) == [None, None]


def test_numbers_in_other_typography_leave_a_copy() -> None:
    other = BRIDGE.replace("1.4 million pounds", "£1.4 million")
    assert find_copies([_document(BRIDGE), _document(other)]) == [None, 0]
