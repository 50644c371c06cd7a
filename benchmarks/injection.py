"""Injection of single faults into true statements, in several ways for each kind and in both languages.

`inject(kind, claim, pool, rng)` returns the claim with one fault, or None if it has nothing of that kind. The word lists
are independent of those the checks use, so that no check passes only because it shares a list with its test.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import regex

KINDS = (
    "digit",
    "scale",
    "currency",
    "percent",
    "year",
    "quarter",
    "direction",
    "negation",
    "modality",
    "name",
    "citation",
)
FIGURES = ("digit", "scale", "currency", "percent", "year", "quarter")  # ≥ 95% of these are to be caught
WORDS = ("direction", "negation", "name", "citation")  # ≥ 80% of these

_HAN = regex.compile(r"\p{Han}")
Change = Callable[[str, random.Random], str | None]


@dataclass
class Pool:
    """Names of other documents, by script, with which to replace those of a statement."""

    latin: list[str] = field(default_factory=list)
    han: list[str] = field(default_factory=list)


_LIST_NUMBER = regex.compile(r"\d{1,2}(?:[.)]\s|、)")


def inject(kind: str, claim: str, pool: Pool, rng: random.Random) -> str | None:
    """The claim with one fault of this kind, or None. `citation` faults do not change the text.

    The number of a list item that opens a claim stays: it is no figure, and another one is no fault.
    """
    if kind == "name":
        return _name(claim, pool, rng)
    start = mark.end() if (mark := _LIST_NUMBER.match(claim)) else 0
    ways = [*_WAYS[kind]]
    rng.shuffle(ways)
    for way in ways:
        changed = way(claim[start:], rng)
        if changed is not None and changed != claim[start:]:
            return claim[:start] + changed
    return None


# ------------------------------------------------------------------------------------------------ replacing


def _replace_one(claim: str, found: list[tuple[int, int, str]], rng: random.Random) -> str | None:
    if not found:
        return None
    start, end, new = rng.choice(found)
    return claim[:start] + new + claim[end:]


def _swap(pairs: Iterable[tuple[str, str]], both: bool = True) -> Change:
    """A change that puts one expression in the place of another (patterns; the replacement keeps a capital)."""
    table = [(a, b) for a, b in pairs] + ([(b, a) for a, b in pairs] if both else [])
    compiled = [(regex.compile(_bounded(a), regex.I), b) for a, b in table]

    def change(claim: str, rng: random.Random) -> str | None:
        found = [
            (m.start(), m.end(), b.capitalize() if m[0][:1].isupper() and m[0][1:].islower() else b)
            for pattern, b in compiled
            for m in pattern.finditer(claim)
        ]
        return _replace_one(claim, found, rng)

    return change


def _bounded(text: str) -> str:
    escaped = regex.escape(text)
    return escaped if _HAN.search(text) or not text[0].isalpha() else rf"(?<![\w'’-]){escaped}(?![\w-])"


# ------------------------------------------------------------------------------------------------ figures


def _digit(claim: str, rng: random.Random) -> str | None:
    """Another digit in the place of one, anywhere but in front."""
    found = []
    for m in regex.finditer(r"(?<![A-Za-z])\d", claim):
        first = not (m.start() and claim[m.start() - 1].isdigit())
        others = [d for d in "0123456789" if d != m[0] and not (first and d == "0")]
        found.append((m.start(), m.end(), rng.choice(others)))
    return _replace_one(claim, found, rng)


def _transpose(claim: str, rng: random.Random) -> str | None:
    """Two neighbouring digits in the other order."""
    found = [
        (m.start(), m.start() + 2, claim[m.start() + 1] + claim[m.start()])
        for m in regex.finditer(r"(?<![A-Za-z\d])[1-9][1-9]", claim, overlapped=True)
        if claim[m.start()] != claim[m.start() + 1]
    ]
    return _replace_one(claim, found, rng)


def _lengthen(claim: str, rng: random.Random) -> str | None:
    """A figure ten times too large."""
    found = [(m.end(), m.end(), "0") for m in regex.finditer(r"(?<![\w.])\d+(?![\d.,年月日:/])", claim)]
    return _replace_one(claim, found, rng)


def _han_numeral(claim: str, rng: random.Random) -> str | None:
    """Another Chinese numeral before a measure word."""
    found = [
        (m.start(), m.end(), rng.choice([d for d in "三四五六七八九" if d != m[0]]))
        for m in regex.finditer(
            r"(?<![一二三四五六七八九十第周])[三四五六七八九](?=[个名家次位年岁天座辆架艘项倍条])", claim
        )
    ]
    return _replace_one(claim, found, rng)


def _number_word(claim: str, rng: random.Random) -> str | None:
    words = ("three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty", "thirty")
    found = [
        (m.start(), m.end(), rng.choice([w for w in words if w != m[0].lower()]))
        for m in regex.finditer(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", claim, regex.I)
    ]
    return _replace_one(claim, found, rng)


def _scale_han(claim: str, rng: random.Random) -> str | None:
    found = [
        (m.start(1), m.end(1), new)
        for m in regex.finditer(r"(?<=[\d一二三四五六七八九十百千]\s?)(万亿|万|亿)", claim)
        for new in ("万", "亿", "万亿")
        if new != m[1]
    ]
    return _replace_one(claim, found, rng)


def _scale_latin(claim: str, rng: random.Random) -> str | None:
    groups = (("thousand", "million", "billion", "trillion"), ("m", "bn", "tn"), ("M", "B"), ("mn", "bn"))
    found = [
        (m.start(1), m.end(1), new)
        for group in groups
        for m in regex.finditer(
            rf"(?<=\d[\s-]?|(?:one|two|three|four|five|six|ten|hundred)[ -])({'|'.join(group)})(?![\w])", claim
        )
        for new in group
        if new != m[1]
    ]
    return _replace_one(claim, found, rng)


_CURRENCY_HAN = ("美元", "欧元", "日元", "英镑", "港元", "人民币", "韩元", "卢布")


def _currency_han(claim: str, rng: random.Random) -> str | None:
    found = [
        (m.start(), m.end(), new)
        for m in regex.finditer("|".join(_CURRENCY_HAN), claim)
        for new in ("美元", "欧元", "日元", "英镑", "港元")
        if new != m[0]
    ]
    found += [
        (m.start(), m.end(), new)
        for m in regex.finditer(r"(?<=[\d万亿千百十])元", claim)
        for new in ("美元", "欧元", "日元")
    ]
    return _replace_one(claim, found, rng)


def _currency_latin(claim: str, rng: random.Random) -> str | None:
    signs, words = "$€£¥", ("dollars", "euros", "pounds", "yuan", "yen", "rupees", "francs", "roubles")
    found = [
        (m.start(), m.end(), new)
        for m in regex.finditer(r"(?<![A-Za-z])[$€£¥](?=\s?\d)", claim)
        for new in signs
        if new != m[0]
    ]
    found += [
        (m.start(), m.end(), new)
        for m in regex.finditer(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", claim)
        for new in ("dollars", "euros", "pounds", "yuan", "yen")
        if new != m[0]
    ]
    found += [
        (m.start(), m.end(), new)
        for m in regex.finditer(r"(?<!\w)(?:USD|US\$|EUR|RMB|HK\$|GBP)(?=\s?\d)", claim)
        for new in ("USD", "EUR", "RMB", "HK$")
        if new != m[0].replace("US$", "USD")
    ]
    return _replace_one(claim, found, rng)


def _percent(claim: str, rng: random.Random) -> str | None:
    new = "个百分点" if _HAN.search(claim) else rng.choice((" percentage points", " basis points"))
    found = [(m.start(), m.end(), new) for m in regex.finditer(r"(?<=\d)\s?(?:%|％|per ?cent(?!age))", claim)]
    found += [(m.start(), m.end(), "%") for m in regex.finditer(r"(?<=\d)(?:个百分点| percentage points?)", claim)]
    found += [
        (m.start(), m.end(), m[1] + "个百分点") for m in regex.finditer(r"百分之([一二三四五六七八九十]+)", claim)
    ]
    return _replace_one(claim, found, rng)


def _year(claim: str, rng: random.Random) -> str | None:
    found = [
        (m.start(), m.end(), str(int(m[0]) + rng.choice((-10, -5, -3, -2, -1, 1, 2, 3, 7))))
        for m in regex.finditer(
            r"(?<![\d.,$€£¥])(?:19|20)\d\d(?![\d.,]\d|\d|[万亿%％]|\s(?:million|billion|people))", claim
        )
    ]
    return _replace_one(claim, found, rng)


def _month(claim: str, rng: random.Random) -> str | None:
    names = (
        "January",
        "February",
        "March",
        "April",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    found = [
        (m.start(), m.end(), rng.choice([n for n in names if n != m[0]]))
        for m in regex.finditer(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)", claim)
    ]
    found += [
        (m.start(), m.end(), str(rng.choice([n for n in range(1, 13) if n != int(m[0])])))
        for m in regex.finditer(r"(?<!\d)(?:1[0-2]|[1-9])(?=月(?:\d|[，。、份底初中末]))", claim)
    ]
    return _replace_one(claim, found, rng)


def _quarter_han(claim: str, rng: random.Random) -> str | None:
    found = [
        (m.start(1), m.end(1), rng.choice([q for q in "一二三四" if q != m[1]]))
        for m in regex.finditer(r"第?([一二三四])季度", claim)
    ]
    found += [(m.start(), m.end(), "下" if m[0] == "上" else "上") for m in regex.finditer("[上下](?=半年)", claim)]
    return _replace_one(claim, found, rng)


def _quarter_latin(claim: str, rng: random.Random) -> str | None:
    names = ("first", "second", "third", "fourth")
    found = [
        (m.start(1), m.end(1), rng.choice([n for n in names if n != m[1].lower()]))
        for m in regex.finditer(
            r"(?<!\w)(first|second|third|fourth)(?=[ -](?:fiscal |financial )?quarter)", claim, regex.I
        )
    ]
    found += [
        (m.start(1), m.end(1), rng.choice([n for n in "1234" if n != m[1]]))
        for m in regex.finditer(r"(?<!\w)Q([1-4])(?!\d)", claim)
    ]
    found += [
        (m.start(1), m.end(1), "second" if m[1].lower() == "first" else "first")
        for m in regex.finditer(r"(?<!\w)(first|second)(?=[ -]half)", claim, regex.I)
    ]
    return _replace_one(claim, found, rng)


# ------------------------------------------------------------------------------------------------ words

_DIRECTION_EN = [
    ("rose", "fell"),
    ("risen", "fallen"),
    ("rises", "falls"),
    ("rising", "falling"),
    ("increase", "decrease"),
    ("increased", "decreased"),
    ("increases", "decreases"),
    ("increasing", "decreasing"),
    ("up", "down"),
    ("higher", "lower"),
    ("growth", "decline"),
    ("grew", "shrank"),
    ("growing", "shrinking"),
    ("gained", "lost"),
    ("jumped", "dropped"),
    ("climbed", "slid"),
    ("soared", "plunged"),
    ("improved", "worsened"),
    ("raised", "lowered"),
    ("above", "below"),
    ("more than", "less than"),
    ("accelerate", "slow"),
    ("profit", "loss"),
    ("highest", "lowest"),
]
_DIRECTION_HAN = [
    ("增长", "下降"),
    ("上涨", "下跌"),
    ("增加", "减少"),
    ("上升", "下降"),
    ("提高", "降低"),
    ("扩大", "缩小"),
    ("攀升", "回落"),
    ("超过", "不足"),
    ("高于", "低于"),
    ("升至", "降至"),
    ("加快", "放缓"),
    ("盈利", "亏损"),
    ("涨幅", "跌幅"),
    ("新高", "新低"),
    ("上调", "下调"),
    ("升值", "贬值"),
]


def _insert_not(claim: str, rng: random.Random) -> str | None:
    found = [
        (m.end(), m.end(), " not")
        for m in regex.finditer(
            r"(?<!\w)(?:is|are|was|were|will|would|can|could|should|has|have|had|may|must|does|did)(?=\s+(?!not|n't)\w)",
            claim,
        )
    ]
    return _replace_one(claim, found, rng)


def _remove_not(claim: str, rng: random.Random) -> str | None:
    found = [
        (m.start(), m.end(), "")
        for m in regex.finditer(
            r"(?<=\b(?:is|are|was|were|will|would|can|could|should|has|have|had|may|must|do|does|did|ca|wo)) ?(?:not|n['’]t)(?!\w)|(?<=can)not(?!\w)",
            claim,
        )
    ]
    found += [(m.start(), m.end(), "always") for m in regex.finditer(r"(?<!\w)never(?!\w)", claim)]
    found += [(m.start(), m.end(), "with") for m in regex.finditer(r"(?<!\w)without(?!\w)", claim)]
    return _replace_one(claim, found, rng)


_NEGATED_HAN = [
    ("会", "不会"),
    ("能", "不能"),
    ("能够", "不能"),
    ("可以", "不可以"),
    ("应该", "不应该"),
    ("应当", "不应"),
    ("愿意", "不愿意"),
    ("同意", "不同意"),
    ("允许", "不允许"),
    ("支持", "不支持"),
    ("存在", "不存在"),
    ("具备", "不具备"),
    ("必须", "不必"),
    ("已经", "尚未"),
    ("完成", "没有完成"),
    ("发现", "没有发现"),
    ("获得", "未获得"),
    ("需要", "不需要"),
    ("包括", "不包括"),
    ("属于", "不属于"),
    ("达到", "没有达到"),
    ("参加", "没有参加"),
    ("造成", "没有造成"),
    ("通过", "未通过"),
    ("表示", "没有表示"),
    ("决定", "没有决定"),
    ("成为", "没有成为"),
    ("开始", "没有开始"),
    ("出现", "没有出现"),
    ("导致", "没有导致"),
]


def _insert_bu(claim: str, rng: random.Random) -> str | None:
    found = [
        (m.start(), m.end(), new)
        for old, new in _NEGATED_HAN
        for m in regex.finditer(rf"(?<![不没未机社协大学国议委工学商都才央])(?:{old})(?![不员议长场计力])", claim)
    ]
    found += [
        (m.start(), m.end(), "不是")
        for m in regex.finditer(r"(?<![不还于但可只总凡要若都就正也像国])是(?![否非])", claim)
    ]
    return _replace_one(claim, found, rng)


def _remove_bu(claim: str, rng: random.Random) -> str | None:
    found = [
        (m.start(), m.end(), "")
        for m in regex.finditer(
            r"没有(?!\p{Han}?的)|不(?=[会能应愿同允支存需属得可])(?!同[的于]|得不)|未(?=[能经获达])|并未|尚未", claim
        )
    ]
    return _replace_one(claim, found, rng)


_MODAL = [
    ("will", "may"),
    ("will", "might"),
    ("must", "may"),
    ("would", "must"),
    ("could", "will"),
    ("may", "will"),
    ("might", "will"),
    ("should", "may"),
    ("is expected to", "has agreed to"),
    ("plans to", "refuses to"),
]
_MODAL_HAN = [
    ("将", "可能"),
    ("可能", "必将"),
    ("必须", "可以"),
    ("有望", "已经"),
    ("计划", "拒绝"),
    ("预计", "已经"),
    ("或将", "必将"),
]

_WAYS: dict[str, tuple[Change, ...]] = {
    "digit": (_digit, _digit, _transpose, _lengthen, _han_numeral, _number_word),
    "scale": (_scale_han, _scale_latin),
    "currency": (_currency_han, _currency_latin),
    "percent": (_percent,),
    "year": (_year, _year, _month),
    "quarter": (_quarter_han, _quarter_latin),
    "direction": (_swap(_DIRECTION_EN), _swap(_DIRECTION_HAN)),
    "negation": (_insert_not, _remove_not, _insert_bu, _remove_bu),
    "modality": (_swap(_MODAL, both=False), _swap(_MODAL_HAN, both=False)),
}

# ------------------------------------------------------------------------------------------------ names

_LATIN_NAME = regex.compile(
    r"(?<=[\p{Ll},;:)\d]['’”\"]?\s(?:[\"“'‘]?)|\p{Han}\s?)\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)*(?:\s\d+)?"
)
_NO_NAME = regex.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Mr|Mrs|Ms|Dr|I|The|A|An"
    r"|It|He|She|We|They|You|This|That|These|There|If|But|And|In|On|At|For|When|What|Although|Basically|His|Her|My|Our|No|Not|So|As|By"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I['’]\w+)(?!\w)"
)


def latin_names(text: str) -> list[tuple[int, int]]:
    """Where capitalised names stand that do not begin a sentence."""
    return [m.span() for m in _LATIN_NAME.finditer(text) if not _NO_NAME.match(m[0])]


def han_names(text: str) -> list[tuple[int, int]]:
    """Where jieba's part-of-speech tagger sees people, places and organisations of two characters or more."""
    import jieba.posseg

    spans, start = [], 0
    for word, flag in jieba.posseg.cut(text):
        if flag in ("nr", "ns", "nt", "nrt") and len(word) > 1 and all(map(_HAN.match, word)):
            spans.append((start, start + len(word)))
        start += len(word)
    return spans


def _name(claim: str, pool: Pool, rng: random.Random) -> str | None:
    found = [(s, e, rng.choice(pool.latin)) for s, e in latin_names(claim) if pool.latin]
    if not found and pool.han and _HAN.search(claim):
        found = [(s, e, rng.choice(pool.han)) for s, e in han_names(claim)]
    found = [(s, e, new) for s, e, new in found if new not in claim and claim[s:e] not in new]
    return _replace_one(claim, found, rng)
