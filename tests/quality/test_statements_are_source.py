"""Statements of the offline engine are the source's words: whole sentences, less what ties them to the text around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from benchmarks.data import DEFAULT, rows
from benchmarks.offline import SETS
from summarizer.extractive import write_offline
from summarizer.grounding.source import SourceIndex, build_evidence_from_sentences
from summarizer.grounding.verdict import check_statement
from summarizer.models import Document
from summarizer.settings import Settings

# What a statement may not lack: who says it, doubt, denial, condition, date and figure. 不过 and 不仅如此 deny nothing.
_MEANING = re.compile(
    r"据|據|[称稱说說]|表示|认为|認為|记者|記者|可能|或许|或許|预计|預計|大概|不(?!过|過|仅如此|僅如此)|没|沒|未|无|無|如果|若|除非|[年月日]|\d|"
    r"\b(?:said|says|told|according|may|might|could|likely|reportedly|allegedly|not|no|never|if|unless|when)\b",
    re.IGNORECASE,
)
# Set phrases that lead over to a sentence and contain such a word.
_TIE = re.compile(r"(?:此外，)?需要[说說]明的是，|[举舉]例[来來][说說]，|[换換]句[话話][说說]，|也就是说，|更?值得[^，]{1,4}的是，|that said,|at the same time,", re.IGNORECASE)
_LIST_MARK = re.compile(r"(?:[-*+•·●○▪■◆➢►>]|[（(]?\s?\d{1,2}\s?[.、)）]|[①-⑳]|[其第][一二三四五六七八九十]，)+")
_AGENCY_LINE = re.compile(r".{0,40}(?:电|讯|消息|--|—|–|-)(?:[（(][^）)]*[）)])?(?:[^\s，。：]{2,8}消息：)?", re.DOTALL)
_MARKS = "“”「」『』‘’\"'*`_#[]"
_LEFT_BEHIND = re.compile(r"[，、；：,;:]{2}|。。|^[，、；：。,;:.!?！？）)」”]|[，、；：,;:]$|[（(][）)]")


@pytest.mark.parametrize("text", ["新华社北京5月8日电（记者王某）水泵去年卖出三万台。其中三成是电动的。\n\n此外，电价预计下降一成。"])
def test_words_that_carry_no_meaning_go(text: str) -> None:
    assert list(find_damage(Document.from_text(text))) == []


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("电价将下降", "据知情人士称，电价将下降。"),
        ("The rate will fall", "If inflation slows, the rate will fall."),
        ("水泵卖出三万台", "水泵去年3月卖出三万台。"),
        ("不同，，水泵", "不同，3日，水泵。"),
    ],
)
def test_damage_is_seen(statement: str, source: str) -> None:
    assert describe_damage(statement, source)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", ["articles", "statements", *SETS])
def test_statements_on_development_articles_are_whole(name: str) -> None:
    if not DEFAULT.is_dir():
        pytest.skip(f"the public data is not in {DEFAULT}")
    damaged = [(i, damage) for i, document in enumerate(_articles(name)) for damage in find_damage(document)]
    assert not damaged, f"{len(damaged)} statements, the first in article {damaged[0][0]}: {damaged[0][1][0]}"


def _articles(name: str) -> Iterator[Document]:
    folder: Path = DEFAULT / name
    if folder.is_dir():
        yield from map(Document.from_file, sorted(folder.glob("*.txt")))
    else:
        yield from (Document.from_text(row["article"]) for row in rows(DEFAULT, f"sum_{name}"))


def find_damage(document: Document) -> Iterator[tuple[str, str]]:
    """What is wrong with statements of a document's summary, and the statement."""
    index = SourceIndex(document)
    for _, _, statement in write_offline(document, Settings()).draft.statements():
        evidence = build_evidence_from_sentences(statement.sentences, document)
        if check_statement(statement.text, evidence, index).judge != "copy":
            yield "the checks call it no copy", statement.text
        elif damage := describe_damage(statement.text, " ".join(e.quote for e in evidence)):
            yield damage, statement.text


def describe_damage(statement: str, source: str) -> str:
    """What a statement lacks of its source, or has beyond it; empty where it has all of it."""
    said, given = _letters(statement), _letters(source)
    if _LEFT_BEHIND.search(statement) and not _LEFT_BEHIND.search(source.strip()[:-1]):
        return "a mark is left behind"
    for kind, i, j, at, end in SequenceMatcher(None, given.lower(), said.lower(), autojunk=False).get_opcodes():
        lost, added = given[i:j].strip(), said[at:end]
        if kind == "equal":
            continue
        if added.strip("。. ，"):
            return f"the source lacks {len(added)} characters"
        if not given[:i].rstrip() or given[:i].rstrip()[-1] in ".。":
            lost = _TIE.sub("", _LIST_MARK.sub("", lost, count=1))
        if i == 0 and _AGENCY_LINE.fullmatch(lost):
            continue
        if given[i - 1 : i] in (":", "：") and _LIST_MARK.fullmatch(lost):
            continue  # the first mark of a list behind its label
        if _MEANING.search(lost):
            return f"{len(lost)} characters with meaning are left out"
        if i > 0 and len(lost.strip("。.， ")) > 8:
            return f"{len(lost)} characters within it are left out"
    return ""


def _letters(text: str) -> str:
    return " ".join("".join(character for character in text if character not in _MARKS).split())
