"""What stands above the title of an exchange's filing: disclaimer, code and number, and the company."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ..models import HeaderKind
from ..text.header_fields import is_filing_head
from .lines import Line

# What the exchange of Hong Kong has its companies print above each announcement.
_DISCLAIMER = regex.compile(r"香港交易及[結结]算所|Hong Kong Exchanges and Clearing Limited")
_COMPANY_NAME = regex.compile(
    r"\p{Han}[\p{Han}（）()A-Za-z0-9]{1,40}公司"
    r"|\p{Lu}[\p{L}\d .,&'’()-]{2,80}(?i:limited|ltd|inc|plc|corporation|co)\.?"
)
_IN_BRACKETS = regex.compile(r"[（(][^（()）]+[）)]")


def find_filing_head(lines: list[Line], index: int) -> Iterator[tuple[HeaderKind, int]]:
    """The lines above the title of a filing with their kinds, from an index on; none where none is of a filing."""
    is_filing = False
    for position in range(index, len(lines)):
        text = lines[position].text
        if is_filing_head(text):
            yield "securities", position
        elif _DISCLAIMER.match(text):
            yield "note", position
        elif is_filing and _COMPANY_NAME.fullmatch(text):
            yield "source", position
        elif is_filing and _IN_BRACKETS.fullmatch(text):
            yield "note", position
        elif text:
            return
        is_filing = is_filing or bool(text)
