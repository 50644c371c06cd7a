"""A short notation for quantities, one line a case: "money 33398000000 CNY over up by ?"."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from summarizer.quantities import Quantity, When, find_quantities


@dataclass(frozen=True, slots=True)
class Case:
    """A text and the quantities in it, each as `notation` writes it."""

    text: str
    expected: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.text[:40]


def cases(table: str) -> list[Case]:
    """One case a line: the text, ⇒, and its quantities, divided by `;`. Nothing after ⇒ means none."""
    found: list[Case] = []
    for line in table.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        text, _, expected = line.partition("⇒")
        found.append(Case(text.strip().replace("\\n", "\n"), tuple(e.strip() for e in expected.split(";") if e.strip())))
    return found


def notation(quantity: Quantity) -> str:
    """A quantity as kind, value, unit, bound, direction, change, and ? where it is uncertain."""
    parts: list[str] = [quantity.kind]
    if quantity.when is not None:
        parts.append(moment(quantity.when) + (f"..{moment(quantity.until)}" if quantity.until else ""))
    else:
        assert quantity.low is not None and quantity.high is not None
        parts.append(number(quantity.low) if quantity.low == quantity.high else f"{number(quantity.low)}..{number(quantity.high)}")
    parts += [word for word in (quantity.unit, quantity.bound if quantity.bound != "exact" else None, quantity.direction, quantity.change) if word]
    return " ".join(parts) + ("" if quantity.certain else " ?")


def number(value: Fraction) -> str:
    """A decimal where it ends, else a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    scaled = value * 10**6
    return str(value) if scaled.denominator != 1 else format(float(value), ".10g")


def moment(when: When) -> str:
    """The parts of a moment: y2025 m9 d21, q3, h1, w1 (Monday), 17:30."""
    parts = [
        f"{letter}{value}"
        for letter, value in (("c", when.century), ("s", when.decade), ("fy" if when.fiscal else "y", when.year), ("q", when.quarter), ("h", when.half), ("m", when.month), ("d", when.day), ("w", when.weekday), ("k", when.week))
        if value is not None
    ]
    if when.hour is not None:
        parts.append(f"{when.hour:02d}:{when.minute or 0:02d}" + (f":{when.second:02d}" if when.second is not None else ""))
    return "".join(parts) + "".join(f"[{word}]" for word in (when.season, when.part, when.relative, "lunar" if when.lunar else None) if word)


def read(text: str) -> tuple[str, ...]:
    """The quantities of a text in the notation."""
    return tuple(notation(q) for q in find_quantities(text))
