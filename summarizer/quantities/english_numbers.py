"""English numbers: words, digits with scale words (33.4 billion, 2.5bn, 13 lakh), fractions, and mixtures of them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

import regex

from .chinese_numbers import DIGITS, MAX_DIGITS, Looseness, Numeral, parse_digits

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS_WORDS = {word: 20 + 10 * i for i, word in enumerate(_TENS.split())}
CARDINALS = {word: value for value, word in enumerate(_ONES.split())} | _TENS_WORDS | {"nought": 0, "naught": 0}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}
SCALES |= {"lakh": 10**5, "crore": 10**7}
_SCALE_ABBREVIATIONS = {
    "k": 10**3,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mio": 10**6,
    "mm": 10**6,
    "m": 10**6,
    "bn": 10**9,
}
_SCALE_ABBREVIATIONS |= {"bln": 10**9, "b": 10**9, "trn": 10**12, "tn": 10**12, "tln": 10**12, "t": 10**12}
_PLURALS = {f"{word}s": value for word, value in SCALES.items()}
_ALL_SCALES = SCALES | _SCALE_ABBREVIATIONS | _PLURALS
_DENOMINATORS = (
    "half:2 third:3 quarter:4 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 eleventh:11 twelfth:12 "
    "fifteenth:15 sixteenth:16 twentieth:20 thirtieth:30 fortieth:40 fiftieth:50 hundredth:100 thousandth:1000 "
    "millionth:1000000 billionth:1000000000 trillionth:1000000000000"
)
_DENOMINATORS_BY_WORD = {word: int(value) for word, value in (pair.split(":") for pair in _DENOMINATORS.split())}
_DENOMINATORS_BY_PLURAL = {f"{word}s": value for word, value in _DENOMINATORS_BY_WORD.items() if word != "half"} | {
    "halves": 2
}
_VULGAR_FRACTIONS = dict(
    zip(
        "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞",
        (
            (1, 2),
            (1, 3),
            (2, 3),
            (1, 4),
            (3, 4),
            (1, 5),
            (2, 5),
            (3, 5),
            (4, 5),
            (1, 6),
            (5, 6),
            (1, 8),
            (3, 8),
            (5, 8),
            (7, 8),
        ),
        strict=True,
    )
)
_MAX_TOKENS = 40  # of one number: keeps reading linear on runs of number words without end


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# Short scales stand right after digits; a single letter also after one space. What follows them must not be a word.
_TOKEN = regex.compile(
    rf"(?P<digits>{DIGITS})|(?P<short>(?:{_alternatives(_SCALE_ABBREVIATIONS)})(?![\p{{Latin}}\d'-]))|(?P<vulgar>[{''.join(_VULGAR_FRACTIONS)}])"
    rf"|(?:(?P<small>{_alternatives(CARDINALS)})|(?P<hundred>hundreds?)|(?P<dozen>dozens?|do?zs?)"
    rf"|(?P<scale>{_alternatives(SCALES | _PLURALS)})|(?P<parts>{_alternatives(_DENOMINATORS_BY_PLURAL)})|(?P<part>{_alternatives(_DENOMINATORS_BY_WORD)})"
    r"|(?P<and>and)|(?P<point>point)|(?P<article>an?)|(?P<of>of)|(?P<few>few|several|couple)|(?P<tens>tens))(?![\p{L}])",
    regex.IGNORECASE,
)
_GAP = regex.compile(r"\s?-\s?|\s{1,3}|")


class Token(NamedTuple):
    """One word, run of digits or scale of a number."""

    kind: str
    text: str
    end: int


def tokenize_number(text: str, start: int) -> list[Token]:
    """The tokens that may make one number from `start` on."""
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
        if kind == "small" and _starts_another_number(tokens):
            break
        tokens.append(Token(kind, match.group().lower(), match.end()))
        position = match.end()
    return tokens


def _starts_another_number(tokens: list[Token]) -> bool:
    """Whether "one two three" has begun: three numbers, of which what follows need not be looked at."""
    return [t.kind for t in tokens[-2:]] == ["small", "small"] and not any(t.kind == "point" for t in tokens)


def _can_follow(previous: Token, kind: str, gap: int) -> bool:
    """Whether a token may belong to the number of the token before it."""
    if kind == previous.kind == "article":  # no number has "a a": a text may be nothing else
        return False
    if kind == "short":
        return previous.kind == "digits" and gap <= 1
    if kind == "digits":  # "fifty 2" is two numbers; "4 thousand 321" and "and 21" are one
        return gap > 0 and previous.kind in ("scale", "hundred", "and")
    return gap > 0 or previous.kind == "digits"


class _ParsedNumber(NamedTuple):
    """A number read up to token `at` (exclusive)."""

    low: Fraction
    high: Fraction
    step: Fraction
    at: int
    scale: int = 1  # the last scale word
    loose: bool = False


class _EnglishNumberParser:
    """Recursive descent over the tokens of one candidate; every method returns None where its rule does not apply."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.shares: dict[int, _ParsedNumber | None] = {}  # every rule asks for them: without memory it is exponential

    def kind(self, at: int) -> str:
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def number(self, at: int) -> _ParsedNumber | None:
        first = self.share(at) or self.vague(at) or self.cardinal(at)
        if first is None:
            return None
        return self.added_fraction(self.decimals(first))

    def cardinal(self, at: int) -> _ParsedNumber | None:
        """Hundreds and scales, the largest first: two million three hundred and five thousand."""
        total = step = Fraction(0)
        limit, scale, position = 10**18, 1, at
        while True:
            start = position
            if total and self.kind(start) == "and":
                if self.proper_share(start + 1):  # two million and three fifths
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
            multiplier *= _ALL_SCALES[word]
            at += 1
            if multiplier > 10**15:
                break
        if kind == "dozen":
            return multiplier * 12, at + 1
        return multiplier, at

    def group(self, at: int, first: bool) -> tuple[Fraction, Fraction, int] | None:
        """Up to 999, or digits, or the article and the bare scale that stand for one."""
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
        if start > at and self.proper_share(start):  # one hundred and three quarters
            return value, step, at
        rest = self.below_hundred(start)
        if rest is None or rest[0] >= 100 or rest[0].denominator != 1 or self.kind(rest[2]) == "hundred":
            return value, step, at
        if self.kind(at) == "and" and not rest[0]:  # "3 hundred and 0" are two numbers
            return value, step, at
        return value + rest[0], rest[1], rest[2]

    def proper_share(self, at: int) -> bool:
        share = self.share(at)
        return share is not None and share.low / share.scale < 1

    def below_hundred(self, at: int) -> tuple[Fraction, Fraction, int] | None:
        if self.kind(at) == "digits":
            if len(self.tokens[at].text) > MAX_DIGITS:
                return None
            value, step = parse_digits(self.tokens[at].text)
            if self.kind(at + 1) == "vulgar":
                return value + Fraction(*_VULGAR_FRACTIONS[self.tokens[at + 1].text]), Fraction(0), at + 2
            return value, step, at + 1
        if self.kind(at) != "small":
            return None
        value = Fraction(CARDINALS[self.tokens[at].text])
        if value >= 20 and self.kind(at + 1) == "small" and 0 < CARDINALS[self.tokens[at + 1].text] < 10:
            return value + CARDINALS[self.tokens[at + 1].text], Fraction(1), at + 2
        return value, Fraction(1), at + 1

    def decimals(self, value: _ParsedNumber) -> _ParsedNumber:
        """point seven one, point seventy-one; a scale may follow."""
        if self.kind(value.at) != "point":
            return value
        digits, at = "", value.at + 1
        while self.kind(at) == "small" and len(digits) < MAX_DIGITS:
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
        if kind == "parts" and numerator != 1:
            return _DENOMINATORS_BY_PLURAL[self.tokens[at].text], at + 1
        if kind == "part" and numerator == 1:
            return _DENOMINATORS_BY_WORD[self.tokens[at].text], at + 1
        return None

    def share(self, at: int) -> _ParsedNumber | None:
        """two thirds, half a million, three quarters of a million, a fifth."""
        if at not in self.shares:
            self.shares[at] = self._share(at)
        return self.shares[at]

    def _share(self, at: int) -> _ParsedNumber | None:
        if self.kind(at) == "part" and self.tokens[at].text in ("half", "quarter"):
            if self.tokens[at].text == "quarter" and self.kind(at + 1) not in ("scale", "of"):
                return None
            numerator, step, after = Fraction(1), Fraction(0), at
        elif self.kind(at) == "article" and self.kind(at + 1) not in ("hundred", "scale"):
            numerator, step, after = Fraction(1), Fraction(0), at + 1
        elif self.kind(at) == "vulgar":
            return _ParsedNumber(
                value := Fraction(*_VULGAR_FRACTIONS[self.tokens[at].text]), value, Fraction(0), at + 1
            )
        elif (group := self.cardinal(at)) is not None:
            numerator, step, after = group.low, Fraction(0), group.at
        else:
            return None
        found = self.denominator(after, numerator)
        if found is None:
            return None
        value = numerator / found[0]
        return self.scaled_share(value, step, found[1])

    def scaled_share(self, value: Fraction, step: Fraction, at: int) -> _ParsedNumber:
        after = at
        if self.kind(after) == "of":
            after += 1
        if self.kind(after) == "article":
            after += 1
        if self.kind(after) in ("scale", "dozen"):
            multiplier, end = self.scales(after)
            return _ParsedNumber(value * multiplier, value * multiplier, Fraction(multiplier, 10), end, multiplier)
        return _ParsedNumber(value, value, step, at)

    def added_fraction(self, value: _ParsedNumber) -> _ParsedNumber:
        """five and a half million, 3 million and a half, twenty and three fifths."""
        if self.kind(value.at) != "and":
            return value
        fraction = self.share(value.at + 1)
        if fraction is None:
            return value
        scale = max(value.scale, fraction.scale)
        if value.scale == 1:  # five and a half million
            total = value.low * fraction.scale + fraction.low
        else:  # 3 million and a half; one billion and three quarters million
            total = value.low + fraction.low * (value.scale if fraction.scale == 1 else 1)
        return _ParsedNumber(total, total, Fraction(scale, 10) if scale > 1 else Fraction(0), fraction.at, scale)

    def vague(self, at: int) -> _ParsedNumber | None:
        """dozens, hundreds of thousands, a few hundred, several million."""
        few = at + 1 if self.kind(at) == "article" and self.kind(at + 1) == "few" else at
        if self.kind(few) == "few":
            return self.several(few)
        token = self.tokens[at]
        if not (token.kind == "tens" or (token.kind in ("hundred", "scale", "dozen") and token.text.endswith("s"))):
            return None
        unit = 1
        while self.kind(at) in ("tens", "hundred", "scale", "dozen") and self.tokens[at].text.endswith("s"):
            unit *= self.unit(at)
            at += 1
            if self.kind(at) == "of" and self.kind(at + 1) in ("hundred", "scale") and unit <= 10**6:
                at += 1
            else:
                break
        if token.kind == "tens" and unit == 10:
            return None
        return _ParsedNumber(Fraction(unit * 2), Fraction(unit * 10), Fraction(0), at, unit, True)

    def unit(self, at: int) -> int:
        token = self.tokens[at]
        fixed = {"tens": 10, "hundred": 100, "dozen": 12}
        return fixed.get(token.kind) or _ALL_SCALES[token.text]

    def several(self, at: int) -> _ParsedNumber | None:
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


def read_english_number(text: str, start: int) -> Numeral | None:
    """The longest English number, of words or of digits with scale words, that begins at `start`, or None."""
    tokens = tokenize_number(text, start)
    if not tokens:
        return None
    value = _EnglishNumberParser(tokens).number(0)
    if value is None:
        return None
    used = tokens[: value.at]
    form = "digits" if used[0].kind == "digits" else "words"
    looseness: Looseness = "about" if value.loose else "exact"
    return Numeral(
        start,
        used[-1].end,
        value.low,
        value.high,
        value.step,
        looseness,
        form,
        value.scale,
        certain=not _is_ambiguous(tokens, value.at),
    )


def _is_ambiguous(tokens: list[Token], at: int) -> bool:
    """Whether another number follows at once: nineteen eighty-four is a year or two numbers, nobody can tell."""
    if at < len(tokens) and tokens[at].kind in ("small", "digits") and tokens[at - 1].kind == "small":
        return True
    # "thirty fifths" may be thirty of them or thirty-fifths; "three hundred and two dozen" 3624 or 324.
    used = tokens[:at]
    tens = at > 1 and used[-1].kind == "parts" and used[-2].text in _TENS_WORDS and at > 2
    large = used[-1].kind == "parts" and any(t.kind == "scale" for t in used)
    return tens or large or (used[-1].kind == "dozen" and any(t.kind == "hundred" for t in used))


ORDINAL_WORDS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
)
