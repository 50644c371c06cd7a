"""Digests with known answers, planted by a seeded script into articles of our own (`digest_articles/`).

Each file there tells one matter in several articles of different wording and language. Figures that more than one of
them gives are marked (`{revenue:4.86 billion yuan}`), so that the script can change one of them (a contradiction), or
change one and have a later article take it back (a correction). Copies are made of whole articles: exact, with another
headline, without their end, with bylines, in other typography, in traditional characters, and lightly reworded.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from summarizer.models import Document

ARTICLES = Path(__file__).parent / "digest_articles"
_MARK = re.compile(r"\{(\w+):([^}]*)\}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WORD = re.compile(rf"\b({'|'.join(_WORDS)})\b")
# Articles of a digest.
_SIZES = (5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40)
_SYNONYMS = {
    "said": "stated",
    "about": "around",
    "because": "since",
    "at least": "no fewer than",
    "largest": "biggest",
    "company": "firm",
    "officials": "authorities",
    "early": "first thing",
    "plans to": "intends to",
    "start": "begin",
    "also": "moreover",
    "but": "yet",
    "表示": "称",
    "目前": "眼下",
    "宣布": "公布",
    "开始": "启动",
    "已经": "已",
    "预计": "估计",
    "因为": "由于",
    "并": "且",
    "但": "不过",
    "当天": "当日",
    "约": "大约",
}


@dataclass(frozen=True)
class FigureName:
    """What a marked figure is called, and whether it is a tally, which may rise from day to day."""

    english: str
    chinese: str
    is_tally: bool


@dataclass(frozen=True)
class Article:
    """One article as written, its figures still marked."""

    matter: str
    language: str
    source: str
    day: date
    title: str
    paragraphs: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its marked figures, in order."""
        return tuple(dict.fromkeys(key for p in self.paragraphs for key, _ in _MARK.findall(p)))

    def figure(self, key: str) -> str:
        """The marked figure as written."""
        return next(text for p in self.paragraphs for k, text in _MARK.findall(p) if k == key)

    def with_figure(self, key: str, text: str) -> Article:
        """The article with another figure for a key."""
        paragraphs = tuple(
            _MARK.sub(lambda m: f"{{{key}:{text}}}" if m[1] == key else m[0], p) for p in self.paragraphs
        )
        return replace(self, paragraphs=paragraphs)

    def to_document(self) -> Document:
        """The article as parsed from plain text."""
        body = [_MARK.sub(lambda m: m[2], p) for p in self.paragraphs]
        head = f"{self.title}\n\n{self.source} {self.day.isoformat()} 09:30"
        return Document.from_text("\n\n".join([head, *body]))


@dataclass
class Digest:
    """Articles with what was planted among them; articles by index.

    Attributes:
        copies: the article that each copy was made of.
        corrections: the article that each correction corrects.
        contradictions: the articles that give the changed figure and those that give the original one.
    """

    articles: list[Article] = field(default_factory=list)
    copies: dict[int, int] = field(default_factory=dict)
    corrections: dict[int, int] = field(default_factory=dict)
    contradictions: list[tuple[frozenset[int], frozenset[int]]] = field(default_factory=list)


@cache
def read_articles() -> tuple[tuple[str, tuple[Article, ...], dict[str, FigureName]], ...]:
    """The matters: name, articles, and what each figure is called in English and in Chinese."""
    return tuple(_read_matter(path) for path in sorted(ARTICLES.glob("*.txt")))


def _read_matter(path: Path) -> tuple[str, tuple[Article, ...], dict[str, FigureName]]:
    head, *parts = path.read_text(encoding="utf-8").split("=== ")
    names = {}
    for line in head.splitlines():
        key, english, chinese, *tally = (piece.strip() for piece in line.lstrip("# ").split("="))
        names[key] = FigureName(english, chinese, bool(tally))
    articles = []
    for part in parts:
        first, title, *body = part.strip().splitlines()
        language, source, day = (piece.strip() for piece in first.split("|"))
        paragraphs = tuple(line for line in body if line.strip())
        articles.append(Article(path.stem, language, source, date.fromisoformat(day), title, paragraphs))
    return path.stem, tuple(articles), names


def plant_digests(seed: int = 1) -> list[Digest]:
    """Digests of 5 to 40 articles."""
    return [_plant(random.Random(f"{seed} {size}"), size) for size in _SIZES]


def _plant(rng: random.Random, size: int) -> Digest:
    matters = list(read_articles())
    rng.shuffle(matters)
    pool = [list(articles) for _, articles, _ in matters]
    digest = Digest()
    copies, corrections = max(1, size // 6), max(1, size // 12)
    wanted = size - copies - corrections
    while len(digest.articles) < wanted and any(pool):
        for articles in pool[: max(2, size // 3)] or pool:
            digest.articles += articles[: wanted - len(digest.articles)]
            articles.clear()
        pool = [articles for articles in pool if articles]
    names = {name: keys for name, _, keys in matters}
    for _ in range(max(1, size // 8)):
        _contradict(rng, digest, names)
    for _ in range(corrections):
        _correct(rng, digest, names)
    while len(digest.articles) < size:
        _copy(rng, digest)
    return digest


def _touched(digest: Digest) -> set[int]:
    """Articles whose figures were changed, or compared with changed ones."""
    return {i for sides in digest.contradictions for side in sides for i in side} | set(digest.corrections.values())


def _contradict(rng: random.Random, digest: Digest, names: dict[str, dict[str, FigureName]]) -> None:
    """Change a figure in one of the articles that give it; a tally only where all are of one day."""
    touched = _touched(digest)
    groups: dict[tuple[str, str], list[int]] = {}
    for index, article in enumerate(digest.articles):
        for key in article.keys:
            groups.setdefault((article.matter, key), []).append(index)
    for matter, key in list(groups):
        days = {digest.articles[index].day for index in groups[matter, key]}
        if names[matter][key].is_tally and len(days) > 1:
            del groups[matter, key]
    choices = [(k, m) for k, m in sorted(groups.items()) if len(m) > 1 and touched.isdisjoint(m)]
    if choices:
        (_, key), members = rng.choice(choices)
        changed = rng.choice(members)
        article = digest.articles[changed]
        digest.articles[changed] = article.with_figure(key, change_figure(rng, article.figure(key)))
        digest.contradictions.append((frozenset([changed]), frozenset(members) - {changed}))


def change_figure(rng: random.Random, text: str) -> str:
    """Another figure of the same form: 4.86 billion as 4.12 billion, at least a tenth apart."""
    if match := _NUMBER.search(text):
        value = float(match.group().replace(",", ""))
        decimals = len(match.group().partition(".")[2])
        while True:
            other = value * rng.choice((rng.uniform(0.6, 0.88), rng.uniform(1.12, 1.6)))
            written = f"{other:,.{decimals}f}" if "," in match.group() else f"{other:.{decimals}f}"
            if abs(float(written.replace(",", "")) - value) >= value / 10:
                return text[: match.start()] + written + text[match.end() :]
    match = _WORD.search(text)
    assert match, text
    other_word = rng.choice([word for word in _WORDS if word != match.group()])
    return text[: match.start()] + other_word + text[match.end() :]


def _correct(rng: random.Random, digest: Digest, names: dict[str, dict[str, FigureName]]) -> None:
    """Change a figure of an article, and add a later article that takes it back."""
    touched = _touched(digest)
    choices = [i for i, article in enumerate(digest.articles) if i not in touched and article.keys]
    if not choices:
        return
    index = rng.choice(choices)
    article = digest.articles[index]
    key = rng.choice(article.keys)
    right = article.figure(key)
    wrong = change_figure(rng, right)
    digest.articles[index] = article.with_figure(key, wrong)
    name = names[article.matter][key].chinese if article.language == "zh" else names[article.matter][key].english
    form = rng.choice((_noted_version, _notice, _not_but))
    digest.corrections[len(digest.articles)] = index
    digest.articles.append(form(rng, article, name, wrong, right))


def _noted_version(rng: random.Random, article: Article, name: str, wrong: str, right: str) -> Article:
    """The article with the right figure and a note."""
    if article.language == "zh":
        note = rng.choice(
            (
                f"更正：本文此前版本中的{name}有误，应为{right}，特此更正。",
                f"（编者注：初稿误将{name}写作{wrong}，现更正为{right}。）",
            )
        )
    else:
        note = rng.choice(
            (
                f"Correction: An earlier version of this article misstated the {name}. It is {right}, not {wrong}.",
                f"(Corrects {name} to {right} from {wrong}.)",
            )
        )
    paragraphs = (note, *article.paragraphs) if rng.random() < 0.5 else (*article.paragraphs, note)
    return replace(article, day=article.day + timedelta(days=1), paragraphs=paragraphs)


def _notice(rng: random.Random, article: Article, name: str, wrong: str, right: str) -> Article:
    """A short notice by itself."""
    if article.language == "zh":
        title = rng.choice(("更正", "更正声明", "勘误"))
        text = f"本报{article.day.month}月{article.day.day}日刊发的《{article.title}》一文中，{name}应为{right}，而非{wrong}。特此更正，并向读者致歉。"
    else:
        title = rng.choice(("Correction", "Corrections and clarifications", "For the record"))
        text = (
            f"Our report “{article.title}” of {article.day:%B} {article.day.day} gave the {name} as {wrong}. "
            f"The correct figure is {right}. We apologise for the error."
        )
    return replace(article, day=article.day + timedelta(days=1), title=title, paragraphs=(text,))


def _not_but(rng: random.Random, article: Article, name: str, wrong: str, right: str) -> Article:
    """A later report of the same source that says so in passing."""
    if article.language == "zh":
        opening = f"本报此前报道有误：{name}不是{wrong}，而是{right}。"
    else:
        opening = f"The {name} was {right}, not {wrong} as we reported on {article.day:%A}."
    paragraphs = (opening, *article.paragraphs[-1:])
    title = (
        rng.choice(("后续", "最新")) + "：" + article.title if article.language == "zh" else f"Update: {article.title}"
    )
    return replace(article, day=article.day + timedelta(days=1), title=title, paragraphs=paragraphs)


# ------------------------------------------------------------------------------------------------ copies


def _copy(rng: random.Random, digest: Digest) -> None:
    """Add a copy of an article, made in one to three of the ways below."""
    originals = [i for i in range(len(digest.articles)) if i not in digest.copies and i not in digest.corrections]
    index = rng.choice(originals)
    copy = digest.articles[index]
    for way in rng.sample(COPIES, rng.choice((0, 1, 1, 2, 3))):
        copy = way(rng, copy)
    copied = len(digest.articles)
    digest.copies[copied] = index
    digest.contradictions = [
        tuple(side | {copied} if index in side else side for side in sides)  # type: ignore[misc]
        for sides in digest.contradictions
    ]
    digest.articles.append(replace(copy, source=rng.choice(("Newsroom Exchange", "今日转载", copy.source))))


def _other_headline(rng: random.Random, article: Article) -> Article:
    titles = ("快讯：", "【转载】", "关注｜") if article.language == "zh" else ("Update: ", "Watch: ", "In brief: ")
    return replace(article, title=rng.choice(titles) + article.title)


def _cut_tail(rng: random.Random, article: Article) -> Article:
    """Without the last paragraph, or with a half of the sentences of the one before."""
    return replace(article, paragraphs=article.paragraphs[: max(2, len(article.paragraphs) - 1)])


def _byline(rng: random.Random, article: Article) -> Article:
    """With the lines that editors add at either end."""
    if article.language == "zh":
        return replace(article, paragraphs=(*article.paragraphs, "（来源：本报综合 责任编辑：小林）"))
    first = f"NEWSROOM, {article.day:%b} {article.day.day} - {article.paragraphs[0]}"
    return replace(article, paragraphs=(first, *article.paragraphs[1:], "(Editing by the night desk)"))


def _typography(rng: random.Random, article: Article) -> Article:
    """With other quotes, dashes, spaces and digits."""
    table = str.maketrans("“”，", "「」,") if article.language == "zh" else str.maketrans("“”'", '""’')
    full = rng.random() < 0.4 and article.language == "zh"

    def rewrite(text: str) -> str:
        text = text.translate(table)
        parts = _MARK.split(text)
        parts[2::3] = [p.translate({c: c + 0xFEE0 for c in range(0x30, 0x3A)}) if full else p for p in parts[2::3]]
        return "".join(
            part if place % 3 == 0 else f"{{{part}:" if place % 3 == 1 else f"{part}}}"
            for place, part in enumerate(parts)
        )

    return replace(article, paragraphs=tuple(map(rewrite, article.paragraphs)))


def _traditional(rng: random.Random, article: Article) -> Article:
    import opencc

    if article.language != "zh":
        return article
    convert = opencc.OpenCC("s2t").convert
    return replace(article, title=convert(article.title), paragraphs=tuple(map(convert, article.paragraphs)))


def _reworded(rng: random.Random, article: Article) -> Article:
    """With a few words in the place of others."""
    table = {old: new for old, new in _SYNONYMS.items() if old.isascii() == (article.language == "en")}
    pattern = re.compile("|".join(rf"\b{old}\b" if old.isascii() else old for old in table))
    return replace(article, paragraphs=tuple(pattern.sub(lambda m: table[m[0]], p) for p in article.paragraphs))


COPIES: Sequence[Callable[[random.Random, Article], Article]] = (
    _other_headline,
    _cut_tail,
    _byline,
    _typography,
    _traditional,
    _reworded,
)
