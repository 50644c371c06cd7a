"""Names found in a text and looked up in another."""

from __future__ import annotations

import pytest

from summarizer.grounding.name_lookup import Lookup, look_up_name
from summarizer.grounding.named_entities import find_names, is_sentence_start, looks_like_name, strip_particles
from summarizer.grounding.passage import Passage
from summarizer.models import GlossaryEntry


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Chief executive Tim Cook met J. Edgar Penrose", ["Tim Cook", "J. Edgar Penrose"]),
        ("On Tuesday CNN's Jane Holloway left Q3 behind", ["CNN's", "Jane Holloway"]),
        ("阿里云在美国的客户", ["阿里云", "美国"]),
    ],
)
def test_names_in_a_text(text: str, names: list[str]) -> None:
    assert [name.text for name in find_names(Passage(text)) if not name.initial] == names


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("said Wu Yongming", "吴泳铭表示", Lookup.PRESENT),
        ("said Li Qiang", "吴泳铭表示", Lookup.ABSENT),
        ("sold in Thailand", "泰国工厂", Lookup.PRESENT),
        ("sold in Vietnam", "泰国工厂", Lookup.ABSENT),
        ("met Jane Holloway", "Jane Holloway spoke", Lookup.PRESENT),
        ("met Mary Sutton", "Jane Holloway spoke", Lookup.ABSENT),
    ],
)
def test_look_up(name: str, text: str, expected: Lookup) -> None:
    (found,) = find_names(Passage(name))
    assert look_up_name(found, Passage(text)) is expected


def test_a_glossary_alone_confirms_nothing() -> None:
    (name,) = find_names(Passage("the Sunreach plant"))
    glossary = [GlossaryEntry(source="罗勇府", written="Sunreach")]
    assert look_up_name(name, Passage("在罗勇府"), glossary) is Lookup.UNKNOWN
    assert look_up_name(name, Passage("在春武里府"), glossary) is Lookup.ABSENT


def test_a_glossary_says_nothing_against_the_gazetteer() -> None:
    (alibaba,) = find_names(Passage("the shares of Alibaba"))
    assert look_up_name(alibaba, Passage("腾讯上涨"), [GlossaryEntry(source="腾讯", written="Alibaba")]) is Lookup.ABSENT
    (unknown,) = find_names(Passage("the Sunreach plant"))
    assert look_up_name(unknown, Passage("腾讯上涨"), [GlossaryEntry(source="腾讯", written="Sunreach")]) is Lookup.ABSENT


def test_shapes_of_chinese_names() -> None:
    assert looks_like_name("吴泳铭") and looks_like_name("海淀区") and not looks_like_name("增长的")
    assert strip_particles("是刘林") == "刘林"
    assert is_sentence_start('He left. "We', 10) and not is_sentence_start("the Plan", 4)
