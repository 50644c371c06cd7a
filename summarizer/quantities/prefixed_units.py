"""Units made of a prefix and a base, which no list need hold: kilohertz, 50 Wh, 3 TeV, megajoules."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

_PREFIXES = {
    "kilo": ("k", 3),
    "mega": ("M", 6),
    "giga": ("G", 9),
    "tera": ("T", 12),
    "milli": ("m", -3),
    "micro": ("u", -6),
    "nano": ("n", -9),
}
_BASES = {
    "metre": "m",
    "meter": "m",
    "gram": "g",
    "litre": "L",
    "liter": "L",
    "watt": "W",
    "watt-hour": "Wh",
    "watt hour": "Wh",
    "hertz": "Hz",
    "joule": "J",
    "volt": "V",
    "ampere": "A",
    "pascal": "Pa",
    "electronvolt": "eV",
    "bit": "bit",
    "ohm": "ohm",
}
# The base unit of comparison and its factor, where it is not the base itself.
_COMPARED_AS = {"g": ("kg", Fraction(1, 1000)), "L": ("m3", Fraction(1, 1000))}
# The symbols that nothing else is written like; "MA" and "mm" are no such ones.
_SYMBOL_BASES = ("W", "Wh", "Hz", "J", "eV", "Pa")
_SYMBOL_PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12}


def prefixed_units() -> Iterator[tuple[str, str, str, Fraction]]:
    """Each word or symbol with its code, its base unit and its factor to that."""
    for prefix, (sign, power) in _PREFIXES.items():
        for base, symbol in _BASES.items():
            compared, factor = _COMPARED_AS.get(symbol, (symbol, Fraction(1)))
            for word in (prefix + base, f"{prefix}{base}s"):
                yield word, sign + symbol, compared, factor * Fraction(10) ** power
    for prefix, power in _SYMBOL_PREFIXES.items():
        for symbol in _SYMBOL_BASES:
            yield prefix + symbol, prefix + symbol, symbol, Fraction(10) ** power
