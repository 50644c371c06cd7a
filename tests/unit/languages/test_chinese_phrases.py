"""jieba's words and tags from the compiled dictionary."""

from __future__ import annotations

import numpy as np

from summarizer.languages.chinese import chinese_phrases
from summarizer.languages.words import chinese_tokenizer


def test_words_are_jiebas_own() -> None:
    texts = ["区块链技术推动了数字经济的发展", "北京市发展和改革委员会发布通知", "南方医科大学原副校长受贿案开庭"]
    for text, words in zip(texts, chinese_phrases.tag_words(texts), strict=True):
        assert [word.text for word in words] == list(chinese_tokenizer().cut(text))


def test_traditional_characters_are_read_as_simplified_and_kept() -> None:
    words = chinese_phrases.tag_words(["區塊鏈技術推動了數字經濟的發展"])[0]
    assert [word.text for word in words] == ["區塊", "鏈", "技術", "推動", "了", "數字", "經濟", "的", "發展"]
    assert words[2].tag == "n"


def test_no_two_words_of_the_dictionary_share_a_key() -> None:
    keys = chinese_phrases._load_dictionary()["key"]
    assert len(keys) > 340_000
    assert len(keys) - len(np.unique(keys)) <= 1  # the dictionary lists one word twice
