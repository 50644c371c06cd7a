"""The targets of `fuzz/`, each on some hundred seeded cases; `make fuzz` runs a million, twice."""

from __future__ import annotations

import random

import pytest

from fuzz import __main__, by_hypothesis, targets
from fuzz.targets import TARGETS, checked, smallest


@pytest.mark.parametrize("name", TARGETS)
def test_target(name: str) -> None:
    for seed in range(300):
        checked(name, random.Random(seed).randbytes(256))


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_target_at_length(name: str) -> None:
    for seed in range(300, 4000):
        checked(name, random.Random(seed).randbytes(256))


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_target_by_hypothesis(name: str) -> None:
    by_hypothesis.run(name, ["-runs=1500"])


def _dislikes(letter: str):
    def target(data: targets.Data) -> None:
        assert letter not in data.text()

    return target


def test_a_failing_case_is_made_small_and_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(TARGETS, "parsing", _dislikes("万"))
    with pytest.raises(SystemExit, match="parsing: a case failed in the round of seed 1"):
        by_hypothesis.run("parsing", ["-runs=2000"])
    assert "parsing of ['万'], made of b'" in capsys.readouterr().err


def test_what_is_left_of_a_case_fails_as_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TARGETS, "parsing", _dislikes("了"))
    raw = next(r for seed in range(1000) if "了" in targets.Data(r := random.Random(seed).randbytes(256)).text())
    assert targets.Data(smallest("parsing", raw)).text() == "了"


def test_the_command_names_every_target() -> None:
    assert list(__main__.TARGETS) == list(TARGETS)
