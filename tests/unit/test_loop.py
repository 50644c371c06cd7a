"""Coroutines from code without a loop, and with one."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator

import pytest

from summarizer.event_loop import Turns, iterate, run


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
    items = iterate(_numbers(50, seen), ahead=3)
    assert next(items) == 0
    time.sleep(0.1)
    assert len(seen) <= 6
    assert list(items) == list(range(1, 50)) and seen[-1] == -1 and _threads() == 0


def test_an_error_comes_after_the_items_before_it() -> None:
    items = iterate(_numbers(50, [], fail_at=4), ahead=8)
    assert [next(items) for _ in range(4)] == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="no more"):
        next(items)
    assert _threads() == 0


def test_a_caller_that_leaves_ends_the_rest() -> None:
    async def slow() -> AsyncIterator[int]:
        for number in range(5):
            yield number
            await asyncio.sleep(60)

    items = iterate(slow(), ahead=2)
    next(items)
    started = time.monotonic()
    items.close()  # type: ignore[attr-defined]  # it is a generator
    assert time.monotonic() - started < 5 and _threads() == 0


def test_run_works_inside_a_running_loop() -> None:
    async def answer() -> int:
        await asyncio.sleep(0)
        return 42

    async def notebook() -> int:
        return run(answer())

    assert run(answer()) == asyncio.run(notebook()) == 42


def test_a_request_that_is_ready_goes_before_the_checks_of_answers() -> None:
    order: list[str] = []

    async def check(turns: Turns, number: int) -> None:
        await turns.mine()
        order.append(f"check {number}")
        time.sleep(0.002)

    async def send() -> None:
        for _ in range(8):  # what a request takes: some steps, each in a round of its own
            time.sleep(0.0002)
            await asyncio.sleep(0)
        order.append("sent")

    async def together() -> None:
        turns = Turns()
        await asyncio.gather(*(check(turns, i) for i in range(5)), send())

    asyncio.run(together())
    assert order == ["sent", *(f"check {i}" for i in range(5))]


def test_a_turn_comes_also_when_the_loop_never_rests() -> None:
    async def busy() -> None:
        while True:
            time.sleep(0.0002)
            await asyncio.sleep(0)

    async def together() -> None:
        noise = asyncio.ensure_future(busy())
        await asyncio.wait_for(Turns().mine(), 5)
        noise.cancel()

    asyncio.run(together())
