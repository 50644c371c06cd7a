"""English numbers: words, digits with scale words (33.4 billion, 2.5bn, 13 lakh), fractions, and mixtures of them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import regex

from .chinese_numbers import DIGITS, MAX_DIGITS, Numeral, parse_digits
from .units import is_unit_letter

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ONES = {word: value for value, word in enumerate(_ONES.split())}
TENS = {word: 10 * tens for tens, word in enumerate(_TENS.split(), 2)}
CARDINALS = ONES | TENS | {"nought": 0, "naught": 0}
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}
SCALES |= {"lakh": 10**5, "lac": 10**5, "crore": 10**7, "cr": 10**7}
_SHORT_SCALES = (
    {"k": 10**3}
    | dict.fromkeys(("m", "mm", "mn", "mln", "mil", "mio"), 10**6)
    | dict.fromkeys(("b", "bn", "bln"), 10**9)
    | dict.fromkeys(("t", "tn", "trn", "tln"), 10**12)
)
_PLURAL_SCALES = {f"{word}s": value for word, value in SCALES.items()}
ALL_SCALES = SCALES | _SHORT_SCALES | _PLURAL_SCALES
_DENOMINATORS = {word: number for word, number in ORDINALS.items() if 3 <= number <= 12 or number in (15, 16, 20)}
_DENOMINATORS |= {"half": 2, "quarter": 4, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}
_DENOMINATORS |= {"thousandth": 10**3, "millionth": 10**6, "billionth": 10**9, "trillionth": 10**12}
_PLURAL_DENOMINATORS = {f"{word}s": value for word, value in _DENOMINATORS.items() if word != "half"} | {"halves": 2}
_VULGAR = "½=1/2 ⅓=1/3 ⅔=2/3 ¼=1/4 ¾=3/4 ⅕=1/5 ⅖=2/5 ⅗=3/5 ⅘=4/5 ⅙=1/6 ⅚=5/6 ⅛=1/8 ⅜=3/8 ⅝=5/8 ⅞=7/8"
_VULGAR_FRACTIONS = {pair[0]: Fraction(pair[2:]) for pair in _VULGAR.split()}
# Tokens of one number. A limit keeps reading linear on endless runs of number words.
_MAX_TOKENS = 40


def _alternatives(words: Iterable[str]) -> str:
    """The words as alternatives of a pattern, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


# A short scale (m, bn) stands right after the digits or one space, and no letter may follow it.
_TOKEN = regex.compile(
    rf"(?P<digits>{DIGITS})|(?P<short>(?:{_alternatives(_SHORT_SCALES)})(?![\p{{Latin}}\d²³'/$-]|\.\s?[Cc]\b))"
    rf"|(?P<vulgar>[{''.join(_VULGAR_FRACTIONS)}])"
    rf"|(?:(?P<small>{_alternatives(CARDINALS)})|(?P<hundred>hundreds?)|(?P<dozen>dozens?|do?zs?)"
    rf"|(?P<scale>{_alternatives(SCALES | _PLURAL_SCALES)})|(?P<denominators>{_alternatives(_PLURAL_DENOMINATORS)})"
    rf"|(?P<denominator>{_alternatives(_DENOMINATORS)})|(?P<and>and)|(?P<point>point)|(?P<article>an?)|(?P<of>of)"
    r"|(?P<few>few|several|couple)|(?P<tens>tens)|(?P<oh>oh?))(?![\p{L}])",
    regex.IGNORECASE,
)
_GAP = regex.compile(r"\s?-\s?|\s{1,3}|")


class Token(NamedTuple):
    """One word, run of digits or short scale of a number. `kind` is its group in `_TOKEN`, `end` a character offset."""

    kind: str
    text: str
    end: int


def tokenize_number(text: str, start: int, beside_money: bool = False) -> list[Token]:
    """The tokens at `start` that may form one number."""
    tokens: list[Token] = []
    position = start
    while len(tokens) < _MAX_TOKENS:
        gap = _GAP.match(text, position) if tokens else None
        at = gap.end() if gap else position
        match = _TOKEN.match(text, at)
        if match is None:
            break
        kind = str(match.lastgroup)
        if tokens and not _can_follow(tokens[-1], kind, at - position):
            break
        if kind == "short" and not beside_money and is_unit_letter(text, match.group(), match.end()):
            break
        if kind == "small" and _starts_another_number(tokens):
            break
        tokens.append(Token(kind, match.group().lower(), match.end()))
        position = match.end()
    return tokens


def _starts_another_number(tokens: list[Token]) -> bool:
    """Whether two small numbers precede, as in "one two three": these are separate numbers, not one."""
    if any(t.kind == "point" for t in tokens) or [t.kind for t in tokens[-2:]] != ["small", "small"]:
        return False
    return not (len(tokens) == 2 and CARDINALS[tokens[0].text] < 20 and tokens[1].text in TENS)


def _can_follow(previous: Token, kind: str, gap: int) -> bool:
    """Whether a token of `kind` may belong to the same number as the token before it; `gap` is the space between."""
    if kind == previous.kind == "article":  # no number has "a a", but a text may consist of it
        return False
    if kind == "oh":  # point five o
        return gap > 0 and previous.kind in ("small", "point", "oh")
    if kind == "short":
        return previous.kind == "digits" and gap <= 1
    if kind == "digits":  # "fifty 2" is two numbers; "4 thousand 321" and "and 21" are one
        return gap > 0 and previous.kind in ("scale", "hundred", "and")
    return gap > 0 or previous.kind == "digits"


class _ParsedNumber(NamedTuple):
    """A number of some tokens; `next` is the index of the token after them."""

    low: Fraction
    high: Fraction
    step: Fraction
    next: int
    scale: int = 1  # the factor of its last scale word
    is_vague: bool = False


class _EnglishNumberParser:
    """A recursive-descent parser of one number. A rule that does not apply at token `at` returns None."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        # By token. Every rule tries fractions, which would take exponential time without this memo.
        self.fractions: dict[int, _ParsedNumber | None] = {}

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def number(self, at: int) -> _ParsedNumber | None:
        if self.kind(at) == "point":  # point one trillion
            zero = _ParsedNumber(Fraction(0), Fraction(0), Fraction(1), at)
            return None if (value := self.decimals(zero)) is zero else value
        first = self.fraction(at) or self.vague(at) or self.pair(at) or self.cardinal(at)
        if first is None:
            return None
        return self.add_fraction(self.decimals(first))

    def pair(self, at: int) -> _ParsedNumber | None:
        """A number whose hundred is not spoken: one fifty, sixteen sixty-five. It may also be two, or a time."""
        first, second = self.below_hundred(at), self.below_hundred(at + 1) if self.kind(at) == "small" else None
        if first is None or second is None or first[2] != at + 1 or not (first[0] < 20 and 10 <= second[0] < 100):
            return None
        if self.kind(at + 1) != "small" or not first[0] or self.kind(second[2]) not in ("", "scale", "point"):
            return None
        multiplier, after = self.scales(second[2])
        value = (first[0] * 100 + second[0]) * multiplier
        return _ParsedNumber(value, value, Fraction(multiplier), after, multiplier)

    def cardinal(self, at: int) -> _ParsedNumber | None:
        """Hundreds with scales, in falling order: two million three hundred and five thousand."""
        total = step = Fraction(0)
        limit, scale, position = 10**18, 1, at
        while True:
            start = position
            if total and self.kind(start) == "and":
                if self.is_proper_fraction(start + 1):  # two million and three fifths
                    break
                start += 1
            group = self.group(start, first=not total)
            if group is None:
                break
            value, step_here, here = group
            multiplier, here = self.scales(here)
            if multiplier >= limit or (multiplier == 1 and value >= limit):
                break
            total += value * multiplier
            step, scale, limit, position = step_here * multiplier, multiplier, multiplier, here
            if multiplier == 1:
                break
        return None if position == at else _ParsedNumber(total, total, step, position, scale)

    def scales(self, at: int) -> tuple[int, int]:
        multiplier = 1
        while (kind := self.kind(at)) in ("scale", "short"):
            word = self.tokens[at].text
            multiplier *= ALL_SCALES[word]
            at += 1
            if multiplier > 10**15:
                break
        if kind == "dozen":
            return multiplier * 12, at + 1
        return multiplier, at

    def group(self, at: int, first: bool) -> tuple[Fraction, Fraction, int] | None:
        """A number up to 999, digits, or a bare scale or an article, which mean one."""
        kind = self.kind(at)
        if kind == "article" and first and self.kind(at + 1) in ("hundred", "scale", "dozen"):
            at, kind = at + 1, self.kind(at + 1)
        if kind in ("scale", "dozen") and first:
            return Fraction(1), Fraction(1), at
        if kind == "hundred" and first:
            value, step, at = Fraction(1), Fraction(1), at
        elif (below := self.below_hundred(at)) is not None:
            value, step, at = below
        else:
            return None
        if self.kind(at) == "hundred":
            value, step, at = self.hundreds(value * 100, step, at + 1)
        return value, step, at

    def hundreds(self, value: Fraction, step: Fraction, at: int) -> tuple[Fraction, Fraction, int]:
        start = at + 1 if self.kind(at) == "and" else at
        if start > at and self.is_proper_fraction(start):  # one hundred and three quarters
            return value, step, at
        rest = self.below_hundred(start)
        if rest is None or rest[0] >= 100 or rest[0].denominator != 1 or self.kind(rest[2]) == "hundred":
            return value, step, at
        if self.kind(at) == "and" and not rest[0]:  # "3 hundred and 0" are two numbers
            return value, step, at
        return value + rest[0], rest[1], rest[2]

    def is_proper_fraction(self, at: int) -> bool:
        fraction = self.fraction(at)
        return fraction is not None and fraction.low / fraction.scale < 1

    def below_hundred(self, at: int) -> tuple[Fraction, Fraction, int] | None:
        if self.kind(at) == "digits":
            if len(self.tokens[at].text) > MAX_DIGITS:
                return None
            value, step = parse_digits(self.tokens[at].text)
            if self.kind(at + 1) == "vulgar":
                return value + _VULGAR_FRACTIONS[self.tokens[at + 1].text], Fraction(0), at + 2
            return value, step, at + 1
        if self.kind(at) != "small":
            return None
        value = Fraction(CARDINALS[self.tokens[at].text])
        if value >= 20 and self.kind(at + 1) == "small" and 0 < CARDINALS[self.tokens[at + 1].text] < 10:
            return value + CARDINALS[self.tokens[at + 1].text], Fraction(1), at + 2
        return value, Fraction(1), at + 1

    def decimals(self, value: _ParsedNumber) -> _ParsedNumber:
        """The number with its decimals: point seven one, point seventy-one; a scale may follow."""
        if self.kind(value.next) != "point":
            return value
        digits, at = "", value.next + 1
        while self.kind(at) in ("small", "oh") and len(digits) < MAX_DIGITS:
            if self.kind(at) == "oh":
                digits, at = digits + "0", at + 1
                continue
            part = self.below_hundred(at)
            if part is None:
                break
            digits += str(part[0])
            at = part[2]
        if not digits:
            return value
        step = Fraction(1, 10 ** len(digits))
        multiplier, at = self.scales(at) if value.scale == 1 else (1, at)
        total = (value.low + int(digits) * step) * multiplier
        return _ParsedNumber(total, total, step * multiplier, at, multiplier)

    def denominator(self, at: int, numerator: Fraction) -> tuple[int, int] | None:
        kind = self.kind(at)
        if kind == "denominators" and numerator != 1:
            return _PLURAL_DENOMINATORS[self.tokens[at].text], at + 1
        if kind == "denominator" and numerator == 1:
            return _DENOMINATORS[self.tokens[at].text], at + 1
        return None

    def fraction(self, at: int) -> _ParsedNumber | None:
        """A fraction: two thirds, half a million, three quarters of a million, a fifth."""
        if at not in self.fractions:
            self.fractions[at] = self._parse_fraction(at)
        return self.fractions[at]

    def _parse_fraction(self, at: int) -> _ParsedNumber | None:
        if self.kind(at) == "denominator" and self.tokens[at].text in ("half", "quarter"):
            if self.tokens[at].text == "quarter" and self.kind(at + 1) not in ("scale", "of"):
                return None
            numerator, step, after = Fraction(1), Fraction(0), at
        elif self.kind(at) == "article" and self.kind(at + 1) not in ("hundred", "scale"):
            numerator, step, after = Fraction(1), Fraction(0), at + 1
        elif self.kind(at) == "vulgar":
            return _ParsedNumber(value := _VULGAR_FRACTIONS[self.tokens[at].text], value, Fraction(0), at + 1)
        elif (group := self.cardinal(at)) is not None:
            numerator, step, after = group.low, Fraction(0), group.next
        else:
            return None
        found = self.denominator(after, numerator)
        if found is None:
            return None
        value = numerator / found[0]
        return self.scaled_fraction(value, step, found[1])

    def scaled_fraction(self, value: Fraction, step: Fraction, at: int) -> _ParsedNumber:
        after = at
        if self.kind(after) == "of":
            after += 1
        if self.kind(after) == "article":
            after += 1
        if self.kind(after) in ("scale", "dozen"):
            multiplier, end = self.scales(after)
            return _ParsedNumber(value * multiplier, value * multiplier, Fraction(multiplier, 10), end, multiplier)
        return _ParsedNumber(value, value, step, at)

    def add_fraction(self, value: _ParsedNumber) -> _ParsedNumber:
        """The number with the fraction after it: five and a half million, 3 million and a half."""
        if self.kind(value.next) != "and":
            return value
        fraction = self.fraction(value.next + 1)
        if fraction is None:
            return value
        scale = max(value.scale, fraction.scale)
        if value.scale == 1:  # five and a half million
            total = value.low * fraction.scale + fraction.low
        else:  # 3 million and a half; one billion and three quarters million
            total = value.low + fraction.low * (value.scale if fraction.scale == 1 else 1)
        return _ParsedNumber(total, total, Fraction(scale, 10) if scale > 1 else Fraction(0), fraction.next, scale)

    def vague(self, at: int) -> _ParsedNumber | None:
        """A vague number: dozens, hundreds of thousands, a few hundred, several million."""
        few = at + 1 if self.kind(at) == "article" and self.kind(at + 1) == "few" else at
        if self.kind(few) == "few":
            return self.few(few)
        token = self.tokens[at]
        if not (token.kind == "tens" or (token.kind in ("hundred", "scale", "dozen") and token.text.endswith("s"))):
            return None
        unit = 1
        while self.kind(at) in ("tens", "hundred", "scale", "dozen") and self.tokens[at].text.endswith("s"):
            unit *= self.vague_unit(at)
            at += 1
            if self.kind(at) == "of" and self.kind(at + 1) in ("hundred", "scale") and unit <= 10**6:
                at += 1
            else:
                break
        if token.kind == "tens" and unit == 10:
            return None
        return _ParsedNumber(Fraction(unit * 2), Fraction(unit * 10), Fraction(0), at, unit, True)

    def vague_unit(self, at: int) -> int:
        token = self.tokens[at]
        fixed = {"tens": 10, "hundred": 100, "dozen": 12}
        return fixed.get(token.kind) or ALL_SCALES[token.text]

    def few(self, at: int) -> _ParsedNumber | None:
        couple = self.tokens[at].text == "couple"
        at += 1
        if self.kind(at) == "of":
            at += 1
        if self.kind(at) == "hundred":
            multiplier, after = self.scales(at + 1)
            multiplier *= 100
        else:
            multiplier, after = self.scales(at)
        if multiplier == 1:
            return None
        low, high = (2, 2) if couple else (2, 9)
        return _ParsedNumber(
            Fraction(low * multiplier), Fraction(high * multiplier), Fraction(multiplier), after, multiplier, True
        )


def ordinal_suffix(number: int) -> str:
    """The suffix of an ordinal in digits: "st" for 1 and 21, "th" for 11."""
    return "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def read_english_number(text: str, start: int, beside_money: bool = False) -> Numeral | None:
    """The longest number of English words, or of digits with scale words, at `start`."""
    tokens = tokenize_number(text, start, beside_money)
    if not tokens:
        return None
    number = _EnglishNumberParser(tokens).number(0)
    if number is None:
        return None
    used = tokens[: number.next]
    return Numeral(
        start,
        used[-1].end,
        number.low,
        number.high,
        number.step,
        bound="about" if number.is_vague else "exact",
        form="digits" if used[0].kind == "digits" else "words",
        scale=number.scale,
        certain=not _is_ambiguous(tokens, number.next),
    )


def _is_ambiguous(tokens: list[Token], end: int) -> bool:
    """Whether the first `end` tokens could be another number, or two: nineteen eighty-four, thirty fifths."""
    if end < len(tokens) and tokens[end].kind in ("small", "digits") and tokens[end - 1].kind == "small":
        return True
    if end > 1 and [t.kind for t in tokens[:2]] == ["small", "small"] and CARDINALS[tokens[0].text] < 20:
        return True  # one fifty
    # "thirty fifths" may be thirty of them or thirty-fifths; "three hundred and two dozen" 3624 or 324.
    used = tokens[:end]
    tens = end > 2 and used[-1].kind == "denominators" and used[-2].text in TENS
    large = used[-1].kind == "denominators" and any(t.kind == "scale" for t in used)
    return tens or large or (used[-1].kind == "dozen" and any(t.kind == "hundred" for t in used))
