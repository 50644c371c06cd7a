"""Names across scripts: pinyin, and transcriptions by their consonants."""

from __future__ import annotations

import pytest

from summarizer.grounding.passage import Passage
from summarizer.grounding.transliteration import (
    consonant_code,
    contains_pinyin,
    contains_transcription,
    is_pinyin_name,
    pinyin_readings,
)


def test_readings_of_a_word() -> None:
    assert set(pinyin_readings("xian")) >= {("xian",), ("xi", "an")}
    assert pinyin_readings("hello") == ()


@pytest.mark.parametrize(("words", "expected"), [(["wu", "yongming"], True), (["li"], False), (["jane", "doe"], False)])
def test_a_name_in_pinyin(words: list[str], expected: bool) -> None:
    assert is_pinyin_name(words) is expected


def test_surname_first_or_last() -> None:
    assert contains_pinyin(["wu", "yongming"], "首席执行官吴泳铭表示")
    assert contains_pinyin(["yongming", "wu"], "首席执行官吴泳铭表示")
    assert not contains_pinyin(["li", "qiang"], "首席执行官吴泳铭表示")


@pytest.mark.parametrize(("name", "text", "found"), [("hollande", "总统奥朗德说", True), ("obama", "奥巴马", True), ("obama", "特朗普", False)])
def test_a_transcribed_name(name: str, text: str, found: bool) -> None:
    assert contains_transcription(name, Passage(text)) is found


def test_one_code_for_spellings_of_one_sound() -> None:
    assert consonant_code("hollande") == "HLND"
    assert consonant_code("philip") == consonant_code("filip")
