"""Time per character does not grow with the length of a text made to be slow; `benchmarks.linear` goes further."""

from __future__ import annotations

import random
import time

import pytest

from benchmarks.linear import STAGES, TEXTS, cost, microseconds
from benchmarks.slow_texts import KNOWN, measure_slowdown, search, seconds, text_of

_SHORT, _LONG = 2_000, 12_000
# Quadratic time grows six times. Below so many microseconds a character nothing can be told; a claim is laid against a
# sentence word by word, which is quadratic in the claim as far as claims are checked, as are the first 100 figures of an
# article in those of another.
_MOST_GROWTH, _FLOOR, _FLOORS = 3.0, 4.0, {"checking": 20.0, "offline engine": 20.0, "report": 60.0, "digest": 100.0}


@pytest.mark.slow
@pytest.mark.parametrize("stage", STAGES)
def test_time_is_linear(stage: str) -> None:
    microseconds(stage, TEXTS["sentences"](_SHORT))  # loads what is loaded once
    grown = {}
    for name, text in TEXTS.items():
        growth = _growth(stage, text(_SHORT), text(_LONG))
        if growth > _MOST_GROWTH:  # once more, for what a busy machine does to a clock
            growth = min(_growth(stage, text(_SHORT), text(_LONG)) for _ in range(3))
        if growth > _MOST_GROWTH:
            grown[name] = growth
    assert not grown


def _growth(stage: str, short: str, long: str) -> float:
    floor, taken = _FLOORS.get(stage, _FLOOR), microseconds(stage, long)
    return taken / (floor if taken <= _MOST_GROWTH * floor else max(microseconds(stage, short), floor))


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("stage", "unit"), KNOWN)
def test_the_slowest_texts_found_take_seconds(stage: str, unit: str) -> None:
    seconds(stage, TEXTS["sentences"](3000), 60)  # loads what is loaded once
    taken = seconds(stage, text_of(unit, 100_000), 60)
    slowdown = measure_slowdown()
    assert taken < 5 * slowdown or seconds(stage, text_of(unit, 100_000), 60) < 5 * measure_slowdown()


def test_a_slow_text_is_found_and_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow_on_letters(text: str) -> None:
        end = time.process_time() + (1e-4 * text.count("a")) ** 2 * 1e3
        while time.process_time() < end:
            pass

    monkeypatch.setitem(STAGES, "parsing", slow_on_letters)
    trials = list(search("parsing", random.Random(1), 1.0))
    worst = max(trials, key=lambda trial: trial.seconds_at(100_000))
    assert "a" in worst.unit and worst.seconds_at(100_000) > 5
    assert seconds("parsing", "a" * 100_000, 0.2) < 2


def test_a_text_is_measured_in_a_process_of_its_own() -> None:
    done = cost("parsing", "sentences", 20_000)
    assert done.microseconds is not None and 0 < done.microseconds < 1000
    assert 5 < done.megabytes < 2000


def test_a_text_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(_: str) -> None:
        while True:
            pass

    monkeypatch.setitem(STAGES, "parsing", endless)
    assert cost("parsing", "letters", 10, seconds=0.1).microseconds is None
