"""The window over many things: as many under way as there is room for, in either order, and nothing that came is lost."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator

import pytest

from summarizer.batch.bounded_map import AHEAD, AHEAD_IN_ORDER, windowed

ROOM = 4


async def _collected(count: int, ordered: bool, failing: int | None = None) -> tuple[list[int], int, str]:
    """Results, the most items that were drawn before their results, and the error that ended it."""
    drawn = most = 0
    found: list[int] = []

    def items() -> Iterator[int]:
        nonlocal drawn, most
        for i in range(count):
            drawn += 1
            most = max(most, drawn - len(found))
            yield i

    async def one(item: int) -> int:
        await asyncio.sleep(0.001 * (item % 3))
        if item == failing:
            raise ValueError("the end")
        return item

    try:
        async for result in windowed(items(), one, ROOM, ordered):
            found.append(result)
    except ValueError as error:
        return found, most, str(error)
    return found, most, ""


@pytest.mark.parametrize(("ordered", "ahead"), [(True, AHEAD_IN_ORDER), (False, AHEAD)])
def test_every_result_comes_once_and_few_items_are_drawn_ahead(ordered: bool, ahead: float) -> None:
    found, most, error = asyncio.run(_collected(100, ordered))
    assert (found if ordered else sorted(found)) == list(range(100)) and not error
    assert most <= ROOM * ahead + 2


@pytest.mark.parametrize("ordered", [True, False])
def test_what_was_under_way_when_one_failed_still_comes(ordered: bool) -> None:
    found, _, error = asyncio.run(_collected(100, ordered, failing=30))
    assert error == "the end"
    assert set(found) >= set(range(30)) and 30 not in found
    assert max(found) > 30 and len(found) == len(set(found))


def test_the_collector_is_as_it_was_afterwards() -> None:
    frozen = gc.get_freeze_count()
    asyncio.run(_collected(5, True))
    assert gc.get_freeze_count() == frozen and gc.isenabled()
