"""What a Chinese statement is about: the subject of its first clause that has one, and its other noun phrases."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from ..language import BASIC_HAN, MainPhrase
from .chinese_phrases import KNOWN_OWNERS, NAME_TAGS, NOUN_TAGS, Word, find_noun_phrases, tag_words
from .chinese_vocabulary import chinese_words

# Characters of a subject, which may be a whole event (某地某项目合同签约仪式), at most and at least. Set by hand on the
# Chinese news, 2026-12-01.
_MAX_CHARACTERS = 20
_MIN_CHARACTERS = 3  # likewise
_JAPANESE_NAME = 4  # characters of a name of which the first two are the family's: 村山富市
_HAN = re.compile(f"[{BASIC_HAN}]")
_NAMES = NAME_TAGS | {"nz", ""}
_NOUNS = NOUN_TAGS - {"vn"}
_LAST = NOUN_TAGS | {"i", "l", ""}
# Tags of what stands before a subject, of what stands between it and its verb, and of what it has nowhere.
_OPENING = frozenset(["t", "m", "q", "c", "d", "x"])
_ADVERBIAL = frozenset(["p", "d"])
_OUTSIDE = frozenset(["c", "r", "d", "p", "f", "ul"])
_ENDS = frozenset("，。；！？…：—,;")
_MARKS = ("", "“”", "《》")
_PLACE_ENDS = tuple("上中内內里裡下间間时時后後前")
_DATE = re.compile(r"[年月日时時]")
_FIGURE = re.compile(r"\d")
_QUOTED = re.compile(r"[“「《]([^“”「」《》，。；：、]{4,16})[”」》]")
_COUNTED = re.compile(r"[一两兩几幾0-9].*[名个個位所家起次项項]|[一两兩几幾].?")
# Whose subject is who says it.
_REPORTS = re.compile(
    r"[说說称稱]|表示|指出|[报報]道|[获獲]悉|透露|介[绍紹]|宣布|[发發]布|[认認][为為]|[消訊]息|[显顯]示|[预預][计計]"
)


def find_main_phrases(texts: Sequence[str], around: Sequence[str]) -> list[list[MainPhrase]]:
    """The subject of each text if it is whole, then its other noun phrases.

    Args:
        around: the sentences of the article, which show what is a piece of a longer phrase.
    """
    article = "\n".join(around)
    tagged = tag_words(texts)
    tags = {word.text: word.tag for words in tagged for word in words}
    places = {word.text for words in tagged for word in words if word.tag == "ns"}
    found: dict[str, MainPhrase] = {}
    for words, bare in find_noun_phrases(texts):
        text = "".join(words)
        if text in found or len(text) < _MIN_CHARACTERS or places.issuperset(words) or text.endswith(_PLACE_ENDS):
            continue
        if article.count(text) > 1 and not _is_torn(text, article):
            meaningful = [word for word in words if word != "的"]
            found.setdefault(text, _describe(text, meaningful, tags.get(words[-1], "n"), bare))
    return [list(_find_in_text(words, found)) for words in tagged]


def _find_in_text(words: Sequence[Word], found: Mapping[str, MainPhrase]) -> Iterator[MainPhrase]:
    clauses = [clause for clause in _split_clauses(words) if clause and not _REPORTS.fullmatch(clause[-1].text)]
    text = "，".join("".join(word.text for word in clause) for clause in clauses)
    subject = next(_find_subjects(clauses), None)
    if subject:
        yield subject
    quoted = [_describe(match[1], [match[1]], "", False) for match in _QUOTED.finditer(text)]
    here = [
        phrase for phrase in found.values() if phrase.text in text and not (subject and phrase.text in subject.text)
    ]
    for phrase in [*quoted, *here]:
        if not any(phrase.text != other.text and phrase.text in other.text for other in here):
            yield phrase


def _describe(text: str, words: Sequence[str], tag: str, is_name: bool) -> MainPhrase:
    """A phrase, which is taken up by its noun with a modifier; a name by all its words or by the name at its end.

    Args:
        tag: of its last word.
    """
    last = words[-1]
    forms: list[tuple[str, ...]] = (
        [tuple(words)] if is_name or len(words) == 1 else [(word, last) for word in words[:-1]]
    )
    if is_name and tag in _NAMES - {"ns"}:
        forms.append((last,))  # 李明, of 厂长李明, but not 集团
    if is_name and tag[:2] == "nr" and len(last) == _JAPANESE_NAME:
        forms.append((last[:2],))
    return MainPhrase(text, tuple(words), is_name, False, False, text, tuple(forms))


def _is_torn(text: str, article: str) -> bool:
    """Whether a phrase met several times always has the same character before it, or behind it."""
    met = list(re.finditer(re.escape(text), article))
    before = {article[at.start() - 1 : at.start()] for at in met}
    behind = {article[at.end() : at.end() + 1] for at in met}
    return len(met) > 1 and any(len(side) == 1 and _HAN.match("".join(side)) for side in (before, behind))


def _find_subjects(clauses: Sequence[Sequence[Word]]) -> Iterator[MainPhrase]:
    """The subjects of the clauses, where they are whole."""
    for clause, following in itertools.pairwise([*clauses, []]):
        run = _read_subject(clause, bool(following) and (following[0].tag in ("p", "t") or _is_date(following, 0)))
        text = "".join(word.text for word in run)
        if not _MIN_CHARACTERS <= len(text) <= _MAX_CHARACTERS or text.endswith(_PLACE_ENDS):
            continue
        if all(word.tag == "ns" for word in run):
            continue
        if not all(word.tag or chinese_words().is_topical(word.text) for word in run):
            continue
        if run[-1].tag in _LAST and run[0].tag[:1] not in ("v", "p"):
            is_event = any(word.tag[:1] == "v" or word.text[0] == "第" for word in run[:-1])
            words = [word.text for word in run if len(word.text) > 1] or [text]
            phrase = _describe(text, words, run[-1].tag, run[-1].tag in _NAMES)
            forms = tuple(itertools.combinations(words, 2)) if is_event and len(words) > 1 else phrase.forms
            yield phrase._replace(is_subject=True, is_event=is_event, forms=forms)


def _split_clauses(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words between the marks that end a clause, without those in brackets."""
    clause: list[Word] = []
    depth = 0
    for word in words:
        depth += (word.text in "（(") - (word.text in "）)")
        if word.text in _ENDS:
            yield clause
            clause = []
        elif depth <= 0 and word.text not in "）)":
            clause.append(word)
    yield clause


def _read_subject(clause: Sequence[Word], is_all: bool) -> list[Word]:
    """The words before an adverbial, which stands between subject and verb, else those before the verb.

    Args:
        is_all: whether an adverbial follows the clause, so that it is the subject as a whole.
    """
    last = len(clause) if is_all else 0
    relative = _skip_relative(clause)
    end = _find_adverbial(clause, relative + 1, last)
    start = max(relative, _skip_modifiers(clause[: last or end]))
    while start < len(clause) and _is_opening(clause[start]):
        start += 1
    if start >= len(clause) or clause[start].tag in ("p", "u"):
        return []
    if start >= end:
        end = _find_adverbial(clause, start + 1, last)
    if _tells_source(clause, start, end):
        return []
    verb = next((at for at in range(start, len(clause)) if clause[at].tag[:1] == "v" and clause[at].tag != "vn"), 0)
    is_closed = is_all or (end < len(clause) and (clause[end].tag in ("p", "t") or _is_date(clause, end)))
    return _trim(clause[start : end if end and (is_closed or not start < verb < end) else verb])


def _skip_relative(clause: Sequence[Word]) -> int:
    """Where the noun begins behind a relative clause with which the words open: 停产三个月的船厂."""
    is_relative = bool(clause) and clause[0].tag in ("v", "p")
    return next((at + 1 for at, word in enumerate(clause) if is_relative and word.text == "的"), 0)


def _find_adverbial(clause: Sequence[Word], start: int, otherwise: int) -> int:
    return next((at for at in range(start, len(clause)) if _is_adverbial(clause, at)), otherwise)


def _is_opening(word: Word) -> bool:
    """Whether a word stands before a subject: not 第 of 第十届, nor the mark with which a title opens."""
    return word.tag in _OPENING and word.text not in "“《" and not word.text.startswith("第")


def _tells_source(clause: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words are who says it (记者称), or stand before nothing but a day."""
    is_said = any(_REPORTS.fullmatch(word.text) for word in clause[start:end])
    return is_said or (0 < end < len(clause) and not any(word.tag[:1] in "vnid" for word in clause[end:]))


def _trim(words: Sequence[Word]) -> list[Word]:
    """The words without a count before them (一名) or behind (一案); none where they are no noun phrase."""
    run = list(words)
    while run and (_COUNTED.fullmatch(run[0].text) or run[0].tag in ("q", "r") or run[0].text in KNOWN_OWNERS):
        run.pop(0)
    while run and run[-1].tag == "m":
        run.pop()
    figures = (word.text for word in run[1:] if word.tag == "m" and not word.text.startswith("第"))
    marks = "".join(word.text for word in run if word.tag == "x")
    is_broken = any(map(_FIGURE.search, figures)) or not _OUTSIDE.isdisjoint(word.tag for word in run[1:])
    return [] if marks not in _MARKS or is_broken else run


def _skip_modifiers(words: Sequence[Word]) -> int:
    """Where the noun begins that what stands before 的 or in a list belongs to; 0 where there is none."""
    for at in range(len(words) - 1, 0, -1):
        if words[at].text == "、":
            return at + 1
        if words[at].text == "的" and sum(len(word.text) for word in words[at + 1 :]) >= _MIN_CHARACTERS:
            return at + 1
    return 0


def _is_adverbial(clause: Sequence[Word], at: int) -> bool:
    """Whether a time, a preposition or an adverb stands there; a time before a noun is a part of it: 青年委员会."""
    word = clause[at]
    following = clause[at + 1].tag if at + 1 < len(clause) else ""
    return word.tag in _ADVERBIAL or (word.tag == "t" and following not in _NOUNS) or _is_date(clause, at)


def _is_date(words: Sequence[Word], at: int) -> bool:
    return words[at].tag == "m" and at + 1 < len(words) and _DATE.match(words[at + 1].text) is not None
