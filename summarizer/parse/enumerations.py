"""Lists written into a line: `1) build it 2) test it 3) ship it`, `a. … b. …`, `• … • …`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .lines import holds_any

# A number or a small letter with its mark, after white space. Not `(1) … and (2) …`: that is part of a sentence.
_ITEM = re.compile(r"(?<!\S)(?P<number>\d{1,2}|[a-z])(?P<style>\.\)|[.)])(?=\s+[^\W_])")
_BULLETS = "•●■◆▪⁃"
_BULLET = re.compile(rf"(?<=\s)[{_BULLETS}](?=\s*\w)")
# No list without one of these. What stands before the number is looked at last, so that the engine can leap to it.
_FIRST = re.compile(r"[1a][.)](?<![^\s0]..)(?=\.?\)?\s)")
_FIRST_MARKS = ("1.", "1)", "a.", "a)")
_SENTENCE_END = ".!?。！？:：\n"
_WITHIN = (",", "，", ";", "；", "、", " and", " or", "以及", "和")


@dataclass(slots=True)
class _Chain:
    """Items of one style in a row, by where they begin."""

    starts: list[int] = field(default_factory=list)


def item_starts(text: str) -> list[int]:
    """Where items of lists within lines begin, ascending; only lists of at least two items that count from 1 or a."""
    found = {match.start() for match in _BULLET.finditer(text)} if holds_any(text, _BULLETS) else set()
    if not (holds_any(text, _FIRST_MARKS) and _FIRST.search(text)):
        return sorted(found) if found else []
    chains: dict[tuple[str, bool], _Chain] = {}
    for match in _ITEM.finditer(text):
        digit = match["number"].isdigit()
        number = int(match["number"]) if digit else ord(match["number"]) - ord("a") + 1
        chain = chains.get((match["style"], digit))
        if number == 1 and _may_begin(text, match, digit):
            chains[match["style"], digit] = _Chain([match.start()])
        elif chain and number == len(chain.starts) + 1 and _ends_item(text, match.start()):
            if number == 2 and not _introduced(text, chain.starts[0]):
                found.add(chain.starts[0])
            chain.starts.append(match.start())
            found.add(match.start())
    return sorted(found)


def _may_begin(text: str, match: re.Match[str], digit: bool) -> bool:
    """A list may begin within a sentence only in the style `1)`, which nothing else looks like."""
    before = text[max(0, match.start() - 3):match.start()].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_END or (digit and match["style"] != "." and before[-1] not in ",，;；")


def _introduced(text: str, start: int) -> bool:
    """Whether a colon stands before the first item: `There are: 1) …` is one sentence up to the second."""
    return text[max(0, start - 2):start].strip() in (":", "：")


def _ends_item(text: str, start: int) -> bool:
    return not text[max(0, start - 8):start].rstrip().endswith(_WITHIN)
