"""Coroutines run from synchronous code, bounded maps, and turns on the CPU."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import AsyncIterator, Iterator

import pytest

from summarizer.concurrency import SCHEDULING, CpuTurn, bounded_map, iterate_in_thread, run_coroutine


async def _numbers(count: int, seen: list[int], fail_at: int = -1) -> AsyncIterator[int]:
    try:
        for number in range(count):
            if number == fail_at:
                raise ValueError("no more")
            await asyncio.sleep(0)
            seen.append(number)
            yield number
    finally:
        seen.append(-1)


def _threads() -> int:
    return sum(thread.name == "summarizer" for thread in threading.enumerate())


def test_items_come_in_order_and_not_far_ahead() -> None:
    seen: list[int] = []
    items = iterate_in_thread(_numbers(50, seen), buffer_size=3)
    assert next(items) == 0
    time.sleep(0.1)
    assert len(seen) <= 6
    assert list(items) == list(range(1, 50)) and seen[-1] == -1 and _threads() == 0


def test_an_error_comes_after_the_items_before_it() -> None:
    items = iterate_in_thread(_numbers(50, [], fail_at=4), buffer_size=8)
    assert [next(items) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="no more"):
        next(items)
    assert _threads() == 0


def test_a_caller_that_leaves_ends_the_rest() -> None:
    async def slow() -> AsyncIterator[int]:
        for number in range(5):
            yield number
            await asyncio.sleep(60)

    items = iterate_in_thread(slow(), buffer_size=2)
    next(items)
    started = time.monotonic()
    items.close()  # type: ignore[attr-defined]  # it is a generator
    assert time.monotonic() - started < 5 and _threads() == 0


def test_run_works_inside_a_running_loop() -> None:
    async def answer() -> int:
        await asyncio.sleep(0)
        return 42

    async def notebook() -> int:
        return run_coroutine(answer())

    assert run_coroutine(answer()) == asyncio.run(notebook()) == 42


def test_a_request_that_is_ready_goes_before_the_checks_of_answers() -> None:
    order: list[str] = []

    async def check(turn: CpuTurn, number: int) -> None:
        await turn.acquire()
        order.append(f"check {number}")
        time.sleep(0.002)

    async def send() -> None:
        for _ in range(8):  # what a request takes: some steps, each in a round of its own
            time.sleep(0.0002)
            await asyncio.sleep(0)
        order.append("sent")

    async def together() -> None:
        turn = CpuTurn()
        await asyncio.gather(*(check(turn, i) for i in range(5)), send())

    asyncio.run(together())
    assert order == ["sent", *(f"check {i}" for i in range(5))]


def test_a_turn_comes_also_when_the_loop_never_rests() -> None:
    async def busy() -> None:
        while True:
            time.sleep(0.0002)
            await asyncio.sleep(0)

    async def together() -> None:
        noise = asyncio.ensure_future(busy())
        await asyncio.wait_for(CpuTurn().acquire(), 5)
        noise.cancel()

    asyncio.run(together())


CONCURRENCY = 4


async def _collect(count: int, ordered: bool, failing: int | None = None) -> tuple[list[int], int, str]:
    """Returns the results, the largest number of items drawn before their results, and the error that ended the map."""
    drawn = most = 0
    found: list[int] = []

    def items() -> Iterator[int]:
        nonlocal drawn, most
        for i in range(count):
            drawn += 1
            most = max(most, drawn - len(found))
            yield i

    async def delayed(item: int) -> int:
        await asyncio.sleep(0.001 * (item % 3))
        if item == failing:
            raise ValueError("the end")
        return item

    try:
        async for result in bounded_map(items(), delayed, CONCURRENCY, ordered):
            found.append(result)
    except ValueError as error:
        return found, most, str(error)
    return found, most, ""


@pytest.mark.parametrize(("ordered", "ahead"), [(True, SCHEDULING.read_ahead_in_order), (False, SCHEDULING.read_ahead)])
def test_every_result_comes_once_and_few_items_are_drawn_ahead(ordered: bool, ahead: float) -> None:
    found, most, error = asyncio.run(_collect(100, ordered))
    assert (found if ordered else sorted(found)) == list(range(100)) and not error
    assert most <= CONCURRENCY * ahead + 2


@pytest.mark.parametrize("ordered", [True, False])
def test_what_was_under_way_when_one_failed_still_comes(ordered: bool) -> None:
    found, _, error = asyncio.run(_collect(100, ordered, failing=30))
    assert error == "the end"
    assert set(found) >= set(range(30)) and 30 not in found
    assert max(found) > 30 and len(found) == len(set(found))


def test_the_collector_is_as_it_was_afterwards() -> None:
    frozen = gc.get_freeze_count()
    asyncio.run(_collect(5, True))
    assert gc.get_freeze_count() == frozen and gc.isenabled()
