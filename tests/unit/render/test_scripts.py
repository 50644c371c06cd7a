"""Labels are in the script of the summary, and summaries are read back in both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import summarizer.render
from summarizer import Document, Summary, summarize
from summarizer.languages import LANGUAGES
from summarizer.languages.chinese import to_traditional
from summarizer.render.html import to_html
from summarizer.render.terminal import format_summary

HANT = """新橋通車

全長3.2公里的新橋昨日通車，總投資14億元，過江時間由40分鐘縮短到8分鐘。

附近三個區的公交線路同時調整，新增12條線路，每天約有6萬輛車經過。

市政府表示，明年將再建兩座橋，並開通兩條過江的鐵路。
"""
HANS = """新桥通车

全长3.2公里的新桥昨日通车，总投资14亿元，过江时间由40分钟缩短到8分钟。

附近三个区的公交线路同时调整，新增12条线路，每天约有6万辆车经过。
"""


@pytest.mark.parametrize(("text", "labels"), [(HANT, ("核心觀點", "分組 1：")), (HANS, ("核心观点", "分组 1："))], ids=["traditional", "simplified"])
def test_labels_are_in_the_script_of_the_summary(text: str, labels: tuple[str, str]) -> None:
    summary = summarize(Document.from_text(text))
    for printed in (summary.to_text(), summary.to_line(), format_summary(summary, None, 80, False), summary.to_markdown()):
        assert all(label.rstrip("：") in printed for label in labels)
    for printed in (summary.to_text(), summary.to_line()):
        again = Summary.parse(printed)
        assert again.language == "zh"
        assert [s.text for _, s in again.statements()] == [s.text for _, s in summary.statements()]
        assert [g.title for g in again.groups] == [g.title for g in summary.groups]


def test_a_page_has_its_labels_and_its_tag_in_the_script() -> None:
    document = Document.from_text(HANT)
    page = to_html(summarize(document), document)
    assert '<html lang="zh-Hant">' in page and "關於這份摘要" in page and "关于" not in page


def test_labels_asked_for_beside_an_english_summary_are_simplified() -> None:
    summary = summarize(Document.from_text("Sales rose 12% to 40 million dollars in 2024, the company said.\n\nProfit fell.\n"))
    assert "核心观点" in summary.to_text("zh")


def test_every_label_has_a_traditional_form() -> None:
    templates = Path(summarizer.render.__file__).parent / "templates"
    words = list(json.loads((templates / "labels.v1.json").read_text(encoding="utf-8"))["zh"].values())
    labels = LANGUAGES["zh"].labels
    words += [labels.core, labels.group_name, labels.unparsed, labels.tally, *labels.statuses.values(), *labels.findings.values()]
    for word in words:
        to_traditional(word).encode("big5")
