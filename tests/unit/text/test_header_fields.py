"""Securities and dates of header lines."""

from __future__ import annotations

import datetime

import pytest

from summarizer.text.header_fields import find_date, find_securities, read_day


@pytest.mark.parametrize(
    ("text", "symbol", "market", "name"),
    [
        ("BABA(US:BABA)", "BABA", "US", None),
        ("BABABABA(US:BABA)", "BABA", "US", None),
        ("腾讯控股腾讯控股(HK:00700)", "00700", "HK", "腾讯控股"),
        ("阿里巴巴（US：BABA）", "BABA", "US", "阿里巴巴"),
        ("600519.SH", "600519", "SH", None),
        ("NYSE: BRK.B", "BRK.B", "NYSE", None),
        ("AAPL.O", "AAPL", "O", None),
        ("600315. SH", "600315", "SH", None),
        ("拼图公司(PTU)", "PTU", None, "拼图公司"),
        ("Bolt Bank (BLT) 2025-03-01", "BLT", None, "Bolt Bank"),
        ("证券代码： 600999 证券简称：启明重工 公告编号：2025-041", "600999", "SH", "启明重工"),
        ("证券代码：301999 证券简称：启明光学 公告编号：2025-007", "301999", "SZ", "启明光学"),
        ("股份代號：1234", "1234", None, None),
    ],
)
def test_securities(text: str, symbol: str, market: str, name: str | None) -> None:
    (found,) = find_securities(text)
    assert (found.symbol, found.market, found.name) == (symbol, market, name)


@pytest.mark.parametrize("text", ["收入1476.94亿元", "1.5.SH", "version 3.600519", "ratio 1:2", "Consumer prices (CPI) rose", "Acme (ACM) and the rest", "e.g. US: the country"])
def test_what_is_no_security(text: str) -> None:
    assert find_securities(text) == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025-09-21 02:50", "2025-09-21T02:50:00"),
        ("2025/9/1", "2025-09-01"),
        ("2025.09.21", "2025-09-21"),
        ("2025年9月21日 上午", "2025-09-21"),
        ("2025年9月21日10时30分", "2025-09-21T10:30:00"),
        ("Sept. 21, 2025", "2025-09-21"),
        ("21st September 2025", "2025-09-21"),
        ("2025-02-30", None),
        ("9月21日", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert find_date(text) == iso


def test_a_day_is_read_from_a_timestamp_that_names_one() -> None:
    assert read_day("2025-09-21T02:50:00") == read_day("2025-09-21") == datetime.date(2025, 9, 21)
    for named in (None, "", "2025-09", "2025-02-31", "yesterday, at noon", "9999-12-31", "0001-01-01"):
        assert read_day(named) is None
