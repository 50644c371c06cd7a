"""Articles of one matter, across wording and language."""

from __future__ import annotations

from benchmarks.planted_digests import read_articles
from summarizer import Document
from summarizer.digests.matters import describe, group_by_matter


def test_articles_of_one_matter_are_grouped_across_languages() -> None:
    articles = [article for _, matter, _ in read_articles() for article in matter]
    groups = group_by_matter([describe(article.to_document()) for article in articles])
    assert all(len({articles[index].matter for index in group}) == 1 for group in groups)  # none is joined falsely
    assert len(groups) == len(read_articles())  # late reports join by the articles in their own language


def test_the_same_event_on_another_day_is_another_matter() -> None:
    text = "Gold futures close lower in Harbin\n\nNewsroom {day}\n\nGold futures fell by {fall} percent on the Harbin exchange."
    texts = [text.format(day=day, fall=fall) for day, fall in (("2025-01-06", "1.37"), ("2025-06-18", "2.84"))]
    assert group_by_matter([describe(Document.from_text(t)) for t in texts]) == [[0], [1]]


def test_names_alone_make_no_matter() -> None:
    texts = [
        "Marovia's parliament debates school meals\n\nSchools in Marovia may have to serve vegetables every day.",
        "Marovia beat Tolland at handball\n\nMarovia's keeper saved eleven shots in the second half.",
    ]
    assert group_by_matter([describe(Document.from_text(text)) for text in texts]) == [[0], [1]]


BANKS = """{bank} third-quarter profit {change}

Newsroom 2025-10-21

{bank} said on Tuesday its third-quarter net profit {change} to {profit} million marks. Costs fell by 2%. The board kept the target for the year.
"""
FIRES = """{city}一仓库起火

早讯 2025-06-0{day}

{city}一座仓库{day}日凌晨起火，约80名消防员到场，{city}消防部门称火已扑灭，起火原因不明。
"""


def test_the_same_news_about_others_is_another_matter() -> None:
    banks = [("Larkfield Bank", "rose 8%", 110), ("Sandholm Bank", "fell 3%", 87), ("Larkfield Bank", "rose 8%", 111)]
    texts = [BANKS.format(bank=bank, change=change, profit=profit) for bank, change, profit in banks]
    assert group_by_matter([describe(Document.from_text(text)) for text in texts]) == [[0, 2], [1]]
    fires = [FIRES.format(city=city, day=day) for city, day in (("佛山", 3), ("温州", 4))]
    assert group_by_matter([describe(Document.from_text(text)) for text in fires]) == [[0], [1]]


def test_an_article_that_names_the_subject_of_another_may_be_of_its_matter() -> None:
    title, other = "Larkfield Bank to buy Sandholm Bank", "Sandholm Bank agrees to a sale"
    deal = "Larkfield Bank will pay 920 million marks for Sandholm Bank, both said on Monday. Sandholm Bank has 41 branches."
    texts = [f"{head}\n\nNewsroom 2025-10-21\n\n{deal}" for head in (title, other)]
    assert group_by_matter([describe(Document.from_text(text)) for text in texts]) == [[0, 1]]


def test_no_articles_make_no_matter() -> None:
    assert group_by_matter([]) == []
