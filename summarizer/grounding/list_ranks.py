"""Lists of a text that correspond: the ranks of names and figures in `A and B had 1 and 2 respectively`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .items import RESPECTIVELY, Item, family

# List number and rank in it, by the number of an item.
Ranks = dict[int, tuple[int, int]]
_LIST_JOINT = re.compile(r"(?:[\s、,，及和与]|\band\b|\bor\b)*")
_PIECE_END = re.compile(r"[、及和与]|,|\band\b")
# Of folded text, in which a Chinese comma is a Latin one.
_HAN_CLAUSE_START = re.compile(r",(?!\d)|[;:。]")
_LATIN_CLAUSE_START = re.compile("[;:.]")
# Items at the outer ends of a list that belong to its first and last piece; what lies farther out belongs to all.
_PIECE_ITEMS = 2


def find_list_ranks(text: str, items: Sequence[Item]) -> Ranks:
    """The ranks of items in lists that correspond by `respectively`."""
    ranks: Ranks = {}
    marks = list(RESPECTIVELY.finditer(text))
    runs = _figure_runs(text, items) if marks else []
    subject: list[tuple[int, int]] = []
    for number, mark in enumerate(marks):
        closes = mark.group() == "respectively"
        here = [run for run in runs if items[run[0]].sentence == _sentence_at(items, mark.start())]
        values = [run for run in here if (items[run[-1]].end <= mark.start()) == closes]
        if not values:
            continue
        figures = values[-1] if closes else values[0]
        dates = [run for run in here if _are_parallel(run, figures, items) and items[run[0]].start < mark.start()]
        if dates:
            subject = [(item, rank) for rank, item in enumerate(dates[-1])]
        elif pieces := _pieces(text, items, figures, mark) or _clause_pieces(items, figures, mark):
            subject = pieces
        elif len({rank for _, rank in subject}) != len(figures):  # else of the list before: …，1-12月分别为
            continue
        known = next((ranks[item][0] for item, _ in subject if item in ranks), number)
        ranks.update({item: (known, rank) for item, rank in subject})
        ranks.update({item: (known, rank) for rank, item in enumerate(figures)})
    return ranks


def _sentence_at(items: Sequence[Item], position: int) -> int:
    return next((item.sentence for item in reversed(items) if item.start <= position), 0)


def _are_parallel(run: Sequence[int], figures: Sequence[int], items: Sequence[Item]) -> bool:
    return len(run) == len(figures) and family(items[run[0]]) != family(items[figures[0]])


def _figure_runs(text: str, items: Sequence[Item]) -> list[list[int]]:
    """The lists of figures of one family, as numbers of items."""
    runs: list[list[int]] = []
    for number, item in enumerate(items):
        if item.quantity is None:
            continue
        last = runs[-1][-1] if runs else -1
        if runs and last == number - 1 and family(items[last]) == family(item) and _are_listed(text, items[last], item):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [run for run in runs if len(run) > 1]


def _are_listed(text: str, left: Item, right: Item) -> bool:
    return left.end >= right.start or bool(_LIST_JOINT.fullmatch(text, left.end, right.start))


def _pieces(text: str, items: Sequence[Item], figures: Sequence[int], mark: re.Match[str]) -> list[tuple[int, int]]:
    """The names and words of a list before the figures, with their ranks; empty unless it is as long as theirs."""
    closes = mark.group() == "respectively"
    end = items[figures[0]].start if closes else mark.start()
    starts = (_LATIN_CLAUSE_START if closes else _HAN_CLAUSE_START).finditer(text, 0, end)
    start = max((match.end() for match in starts), default=0)
    edges = [match.start() for match in _PIECE_END.finditer(text, start, end)]
    if len(edges) != len(figures) - 1:
        return []
    pieces: list[list[int]] = [[] for _ in figures]
    for number, item in enumerate(items):
        if start <= item.start < end and item.quantity is None:
            pieces[sum(edge <= item.start for edge in edges)].append(number)
    pieces[0], pieces[-1] = pieces[0][-_PIECE_ITEMS:], pieces[-1][:_PIECE_ITEMS]
    return [(number, rank) for rank, piece in enumerate(pieces) for number in piece]


def _clause_pieces(items: Sequence[Item], figures: Sequence[int], mark: re.Match[str]) -> list[tuple[int, int]]:
    """The figures of the clauses right before a mark, each with what it measures, with their ranks.

    产量10万辆，销量9万辆，同比分别增长5%和6%: one figure a clause, as many clauses as the list has figures, or none.
    """
    before = [
        n for n, item in enumerate(items) if item.end <= mark.start() and item.sentence == items[figures[0]].sentence
    ]
    if mark.group() in ("respectively", "successively") or not before:
        return []
    counted = [n for n in before if items[n].kind == "figure"]
    last = counted[-len(figures) :]
    clauses = [items[n].clause for n in last]
    if len(clauses) < len(figures) or clauses != list(range(clauses[0], clauses[0] + len(figures))):
        return []
    if len({family(items[n]) for n in last}) > 1 or sum(items[n].clause >= clauses[0] for n in counted) > len(figures):
        return []
    measured = [max((m for m in before if m < n and items[m].clause == items[n].clause), default=n) for n in last]
    return [
        (number, rank) for rank, pair in enumerate(zip(measured, last, strict=True)) for number in dict.fromkeys(pair)
    ]
