"""The units that captions and headings of a document's tables give to the figures of their rows."""

from __future__ import annotations

import pytest

from summarizer.models import Document
from summarizer.quantities import Quantity, find_quantities
from summarizer.quantities.document_context import build_figure_context
from summarizer.quantities.tables import read_heading_unit

from .notation import notation


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("单位：百万元", ("money", 10**6, "CNY")),
        ("（单位：亿元，另有说明除外）", ("money", 10**8, "CNY")),
        ("单位：千元 币种：港元", ("money", 10**3, "HKD")),
        ("单位:元/股", ("money", 1, "CNY")),
        ("港币千元", ("money", 10**3, "HKD")),
        ("收入（亿元）", ("money", 10**8, "CNY")),
        ("2024年（亿元）", ("money", 10**8, "CNY")),
        ("营业收入/万元", ("money", 10**4, "CNY")),
        ("毛利率（%）", ("percent", 1, None)),
        ("销量（万辆）", ("count", 10**4, "vehicle")),
        ("周转天数（天）", ("duration", 1, "day")),
        ("(In millions, except per share data)", ("number", 10**6, None)),
        ("(Unaudited; dollars in thousands)", ("money", 10**3, "$")),
        ("Amounts in millions of euros", ("money", 10**6, "EUR")),
        ("(RMB in thousands)", ("money", 10**3, "CNY")),
        ("HK$'000", ("money", 10**3, "HKD")),
        ("Revenue (US$ bn)", ("money", 10**9, "USD")),
        ("2024E (RMB m)", ("money", 10**6, "CNY")),
        ("Output (million tonnes)", ("measure", 10**6, "tonne")),
        ("Change in %", ("percent", 1, None)),
    ],
)
def test_unit_of_a_heading(heading: str, expected: tuple[str, int, str | None]) -> None:
    unit = read_heading_unit(heading)
    assert unit is not None
    assert (unit.kind, unit.factor, unit.unit) == expected


@pytest.mark.parametrize("heading", ["收入", "2024年", "Q3", "(unaudited)", "Sales in Europe", "项目", "（年）", "Million", "2024"])
def test_headings_without_a_unit(heading: str) -> None:
    assert read_heading_unit(heading) is None


def _figures_of_blocks(text: str) -> dict[int, list[str]]:
    document = Document.from_text(text)
    figures = build_figure_context(document)

    def read(number: int) -> list[Quantity]:
        return find_quantities(document.block(number).text, figures.of_block(number))

    return {block.number: [notation(q) for q in read(block.number)] for block in document.blocks}


CHINESE_TABLE = """# 海川造纸去年业绩

来源：本报 2025-03-05

海川造纸公布了去年业绩。

单位：百万元

| 项目 | 2024年 | 2023年 | 变动（%） |
|---|---|---|---|
| 收入 | 1,234 | 1,100 | 12.2 |
| 毛利率（%） | 32.5 | 30.1 | |
| 纸浆销量（万吨） | 45 | 40 | 12.5 |
"""


def test_rows_take_units_from_their_label_their_columns_and_the_caption() -> None:
    figures = _figures_of_blocks(CHINESE_TABLE)
    assert figures[1] == ["period y2024[year-1]"]
    assert figures[3] == ["period y2024", "period y2023"]
    assert figures[4] == ["money 1234000000 CNY", "money 1100000000 CNY", "percent 12.2"]
    assert figures[5] == ["percent 32.5", "percent 30.1"]
    assert figures[6] == ["measure 450000 tonne", "measure 400000 tonne", "percent 12.5"]


ENGLISH_TABLE = """# Penrose Paper reports

Penrose Paper reported its results on Monday.

(US$ in millions, except per share data)

| | 2024 | 2023 |
|---|---|---|
| Revenue | 1,234 | 1,100 |
| Net loss per share | (0.12) | 0.33 |

Its mills are in Truro.

| Mill | Output |
|---|---|
| Truro | 40 |
"""


def test_rows_that_the_caption_excepts_and_tables_without_a_unit_stay_open() -> None:
    figures = _figures_of_blocks(ENGLISH_TABLE)
    assert figures[3] == ["period y2024", "period y2023"]
    assert figures[4] == ["money 1234000000 USD", "money 1100000000 USD"]
    assert figures[5] == ["money -0.12 USD ?", "money 0.33 USD ?"]
    assert figures[8] == ["number 40 ?"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# 海川造紙業績\n\n海川造紙（0123.HK）去年收入50億港元，盈利5億元。", "HK"),
        ("# 海川造紙業績\n\n海川造紙去年營收新台幣50億元，獲利5億元。", "TW"),
        ("# 海川造紙業績\n\n海川造紙去年收入50億港元，其中人民幣業務5億元。", None),
        ("# 海川造纸业绩\n\n海川造纸去年收入50亿港元，盈利5亿元。", None),
    ],
)
def test_place_of_a_document(text: str, place: str | None) -> None:
    assert build_figure_context(Document.from_text(text)).whole.place == place


def test_a_row_is_cited_with_its_headings() -> None:
    figures = build_figure_context(Document.from_text(CHINESE_TABLE))
    assert figures.headings == {4: (2, 3), 5: (2, 3), 6: (2, 3)}


@pytest.mark.parametrize(
    ("text", "thousands"),
    [
        ("# Rollen\n\nThe works employ 1.500 people.\n\nA ticket is 16,50 € now.", "."),
        ("# Rollen\n\nThe works employ 1.500 people.\n\nIt cost 1’250’000 francs.", "'"),
        ("# Rollen\n\nThe works employ 1.500 people.\n\nA ticket is 16,50 €, the bus 2.80 €.", None),
        ("# Rollen\n\nThe works employ 1,500 people.", None),
    ],
)
def test_separators_are_those_of_the_whole_document(text: str, thousands: str | None) -> None:
    figures = build_figure_context(Document.from_text(text))
    assert figures.whole.thousands == figures.claims.thousands == thousands
