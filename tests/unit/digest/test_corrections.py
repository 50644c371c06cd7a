"""Articles that correct an earlier one."""

from __future__ import annotations

import pytest

from summarizer import Document
from summarizer.digests.corrections import find_corrections, find_withdrawn
from summarizer.grounding import SourceIndex

EARLIER = """Ferry line carries more bicycles

Coast Courier 2025-04-02

The Sund ferry line carried 5,210 bicycles in March, the company said. Most of their owners were on the way to work.

A ticket for a bicycle costs two euros.
"""
EARLIER_ZH = """渡轮公司3月运送自行车增多

海岸信使 2025-04-02

松德渡轮公司表示，3月共运送自行车5210辆，车主大多是上班族。

一辆自行车的船票为两欧元。
"""


def _correct(*texts: str) -> list[tuple[int, int, list[str]]]:
    indexes = [SourceIndex(Document.from_text(text)) for text in texts]
    found = find_corrections(indexes)
    assert all(list(find_withdrawn(c, indexes[c.earlier])) for c in found if c.wrong)
    return [(c.later, c.earlier, [q.text for q in c.wrong]) for c in found]


@pytest.mark.parametrize(
    "note",
    [
        "The Sund ferry line carried 2,510 bicycles in March, not 5,210 as we reported on Wednesday.",
        "An earlier version of this article misstated the number of bicycles. It is 2,510, not 5,210 bicycles.",
        "(Corrects number of bicycles to 2,510 from 5,210.)",
        "An earlier version of our report on the Sund ferry gave the number of bicycles as 5,210. It was 2,510.",
        "The Courier reported erroneously that the Sund ferry line carried 5,210 bicycles. It carried 2,510 bicycles.",
        "Our report “Ferry line carries more bicycles” gave the number as 5,210 bicycles. The correct figure is 2,510.",
    ],
)
def test_an_article_that_takes_a_figure_back_corrects_the_one_that_has_it(note: str) -> None:
    other = "Bus line loses passengers\n\nCoast Courier 2025-04-02\n\nThe Sund bus line lost one passenger in ten in March."
    later = f"Bicycles on the Sund ferry\n\nCoast Courier 2025-04-03\n\n{note}"
    [(corrects, corrected, wrong)] = _correct(EARLIER, other, later)
    assert (corrects, corrected) == (2, 0)
    assert [text.split()[0] for text in wrong] == ["5,210"]


@pytest.mark.parametrize(
    "note",
    [
        "本报4月2日《渡轮公司3月运送自行车增多》一文中，自行车数量应为2510辆，而非5210辆。特此更正，并向读者致歉。",
        "本报此前报道有误：松德渡轮3月运送的自行车不是5210辆，而是2510辆。",
        "本报4月2日关于松德渡轮公司的报道中，3月运送自行车5210辆有误，实际为2510辆。",
        "（编者注：初稿误将自行车数量写作5210辆，现更正为2510辆。）",
    ],
)
def test_a_chinese_correction_names_the_figure_that_is_wrong(note: str) -> None:
    later = f"更正\n\n海岸信使 2025-04-03\n\n{note}"
    assert _correct(EARLIER_ZH, later) == [(1, 0, ["5210辆"])]


def test_a_new_version_says_above_its_text_what_it_corrects() -> None:
    later = EARLIER.replace("5,210", "2,510").replace("Ferry line", "CORRECTED-Ferry line").replace("04-02", "04-03")
    note = "(Corrects number of bicycles in paragraph 1 to 2,510 bicycles, not 5,210 bicycles)"
    later = later.replace("\n\nThe Sund", f"\n\n{note}\n\nThe Sund")
    assert _correct(EARLIER, later) == [(1, 0, ["5,210"])]


def test_an_article_that_only_speaks_of_corrections_corrects_nothing() -> None:
    texts = [
        "Market correction worries brokers\n\nCoast Courier 2025-04-03\n\nA correction of share prices by 8 percent is due.",
        "Ferry captain back at work\n\nCoast Courier 2025-04-03\n\nThe captain of the Sund ferry is not as ill as we thought.",
        "渡轮公司更正航线图\n\n海岸信使 2025-04-03\n\n松德渡轮公司把航线图改成了蓝色，票价不变。",
    ]
    assert _correct(EARLIER, *texts) == []


def test_an_article_does_not_correct_a_later_one() -> None:
    later = "Correction\n\nCoast Courier 2025-04-01\n\nThe line carried 2,510 bicycles, not 5,210 as we reported."
    assert _correct(later, EARLIER) == []
