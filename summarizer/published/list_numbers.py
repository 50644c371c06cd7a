"""Numbered lists whose items are statements: `1. …`, `2）…`, `（3）…` become bullets, so that no number is text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ITEM = re.compile(
    r"(?P<indent>\s*)(?:\*\*)?(?P<open>[(（]?)(?P<number>\d{1,2})(?P<close>[.)、）．])(?![.\d])"
    r"|(?P<indent2>\s*)(?P<open2>[(（]?)(?P<number2>\d{1,2})(?P<close2>[)）、])(?=\d)"
)
_BRACKETED = re.compile(r"(?P<indent>\s*)(?:\*\*)?[(（](?P<number>\d{1,2})[)）]\s?")
_CITED = re.compile(r"\[ ?\d[\d ,，、\-–]*\]\W*$")
_ENDED = re.compile(r"[.。!！?？;；][”\"’）)*]{0,3}$")


@dataclass(frozen=True, slots=True)
class ItemLimits:
    """What tells an item that is a statement from a numbered heading. Set by hand with the pages of `tests/published`.

    Attributes:
        long: characters from which a line without a stop and a citation is no heading; as for headings on own lines.
    """

    long: int = 80


LIMITS = ItemLimits()


@dataclass(frozen=True, slots=True)
class _Item:
    line: int
    number: int
    style: str
    end: int
    indent: str


def unnumber_lists(lines: Sequence[str]) -> list[str]:
    """The lines, with a bullet in place of the number of each item of a list.

    A list counts from 1 and has two items or more in one style; where there is one, a single item of that style is
    another. Numbered headings keep their numbers.
    """
    result = list(lines)
    items = [item for i, line in enumerate(lines) if (item := _match_item(i, line))]
    for item in _listed(items):
        line = lines[item.line]
        words = line[item.end :].lstrip()
        bold = "**" if line[: item.end].rstrip().endswith("**") or line.lstrip().startswith("**") else ""
        result[item.line] = f"{item.indent}- {bold}{words}"
    return result


def _match_item(i: int, line: str) -> _Item | None:
    """The item on a line, if it is a statement: it is cited, ends in a stop, or is longer than a heading."""
    match = _BRACKETED.match(line) or _ITEM.match(line)
    if match is None:
        return None
    groups = match.groupdict()
    words = line[match.end() :].strip()
    if not words or not (_CITED.search(words) or _ENDED.search(words) or len(words) > LIMITS.long):
        return None
    number = groups["number"] or groups.get("number2") or "0"
    style = re.sub(r"\d+", "1", match[0].strip().strip("*"))
    return _Item(i, int(number), style, match.end(), groups["indent"] or groups.get("indent2") or "")


def _listed(items: Sequence[_Item]) -> list[_Item]:
    """The items of lists that count from 1 to 2 at least; a list may begin anew."""
    runs: dict[str, list[list[_Item]]] = {}
    for item in items:
        of_style = runs.setdefault(item.style, [])
        if of_style and item.number == of_style[-1][-1].number + 1:
            of_style[-1].append(item)
        elif item.number == 1:
            of_style.append([item])
    return [
        item for of_style in runs.values() if any(len(run) > 1 for run in of_style) for run in of_style for item in run
    ]
