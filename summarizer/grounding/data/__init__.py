"""The data files of the checks."""

from __future__ import annotations

import functools
from importlib.resources import files


def read_lines(name: str) -> list[str]:
    """The lines of a data file of ours, without comments and blank ones."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@functools.cache
def _word_lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in read_lines("words.txt"):
        if not line.startswith(" "):
            name, line = line.split(":", 1)
        found[name] = (*found.get(name, ()), *line.split())
    return found


def word_list(name: str) -> tuple[str, ...]:
    """The words of a list in `data/words.txt`."""
    return _word_lists()[name]
