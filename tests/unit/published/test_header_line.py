"""The header line: securities, source and time, both ways."""

from __future__ import annotations

import pytest

from summarizer.models import DocumentInfo, Security
from summarizer.published.header_line import SummaryHeader, find_header_line, format_header_line, parse_header_line

BABA = Security(symbol="BABA", market="US")


@pytest.mark.parametrize(
    ("line", "header"),
    [
        ("BABA(US:BABA) 虎嗅APP·2025-09-21 02:50", SummaryHeader(source="虎嗅APP", published_at="2025-09-21T02:50:00", securities=[BABA])),
        ("Tesla(US:TSLA)", SummaryHeader(securities=[Security(symbol="TSLA", market="US", name="Tesla")])),
        ("600519.SH", SummaryHeader(securities=[Security(symbol="600519", market="SH")])),
        ("Reuters·", SummaryHeader(source="Reuters")),
        ("2025-09-21", SummaryHeader(published_at="2025-09-21")),
    ],
)
def test_a_line_is_parsed_and_printed_again(line: str, header: SummaryHeader) -> None:
    assert parse_header_line(line) == header
    info = DocumentInfo(source=header.source, published_at=header.published_at, securities=tuple(header.securities))
    assert format_header_line(info) == line


def test_a_name_that_a_site_prints_twice_is_one() -> None:
    assert parse_header_line("TeslaTesla(US:TSLA)") == parse_header_line("Tesla(US:TSLA)")


@pytest.mark.parametrize("line", ["", "Sales rose 5% [2]", "- 600519.SH", "2025-02-30", "Sales rose", "A long title about the company Tesla(US:TSLA)"])
def test_any_other_line_is_none(line: str) -> None:
    assert parse_header_line(line) is None


def test_a_header_is_found_between_a_title_and_the_text() -> None:
    found = find_header_line("Rates and growth BABA(US:BABA) Reuters·2025-09-21 Sales rose [1]")
    assert found == ("Rates and growth", SummaryHeader(source="Reuters", published_at="2025-09-21", securities=[BABA]), "Sales rose [1]")


def test_headers_merge_unless_they_conflict() -> None:
    header = SummaryHeader(source="Reuters", securities=[BABA])
    assert header.merge(SummaryHeader(published_at="2025-09-21", securities=[BABA]))
    assert header == SummaryHeader(source="Reuters", published_at="2025-09-21", securities=[BABA])
    assert not header.merge(SummaryHeader(source="Bloomberg"))
    assert header.source == "Reuters"
