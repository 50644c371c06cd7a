"""The data files of the checks and their loader. Each file says in its first lines what it holds."""

from __future__ import annotations

import functools
from importlib.resources import files


def read_lines(name: str) -> list[str]:
    """The lines of a data file, without comments and blank lines."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def word_list(name: str) -> tuple[str, ...]:
    """The words of a list in `words.txt`. Raises `KeyError` when there is no such list."""
    return _word_lists()[name]


@functools.cache
def _word_lists() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in read_lines("words.txt"):
        if not line.startswith(" "):
            name, line = line.split(":", 1)
        found[name] = (*found.get(name, ()), *line.split())
    return found
