"""The dictionary and the gazetteer."""

from __future__ import annotations

from summarizer.grounding import bilingual_lexicon
from summarizer.grounding.bilingual_lexicon import english_renderings, find_english_keys, is_common_word, is_proper_name, unlisted_spans
from summarizer.grounding.gazetteer import find_known_names, mentions_entry
from summarizer.grounding.passage import Passage


def test_no_listed_word_is_longer_than_is_looked_up() -> None:
    assert max(map(len, bilingual_lexicon._glosses())) == bilingual_lexicon._MAX_WORD_LENGTH


def test_words_of_one_language_for_those_of_the_other() -> None:
    assert "factory" in find_english_keys(Passage("工厂投产")) or "factori" in find_english_keys(Passage("工厂投产"))
    assert any("profit" in words for words in english_renderings(Passage("利润增长")))
    assert english_renderings(Passage("zxqv")) == ()


def test_common_words_are_no_names() -> None:
    assert is_common_word("factory") and is_common_word("urged") and not is_common_word("northwind")
    assert is_proper_name("华盛顿") and not is_proper_name("工厂")


def test_characters_of_no_listed_word() -> None:
    text = "董事长吴泳铭"
    assert [text[start:end] for start, end in unlisted_spans(Passage(text))] == ["吴泳铭"]


def test_a_known_name_in_either_language() -> None:
    (name,) = find_known_names(Passage("sales in Germany rose"))
    assert mentions_entry(name.entries, Passage("在德国销售")) and not mentions_entry(name.entries, Passage("在法国销售"))
    assert find_known_names(Passage("The turkey was cold")) == []
