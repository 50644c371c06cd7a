"""spaCy pipelines: blank ones with our boundaries, ones from a folder, and our component in anybody's pipeline."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.analysis.spacy_pipelines import load_pipeline
from summarizer.errors import UsageError
from summarizer.languages.sentences import sentence_spans
from summarizer.languages.words import chinese_tokenizer
from summarizer.models import Document
from summarizer.parsing import parse
from summarizer.parsing.terms import key_terms
from summarizer.readers import ExtractedText

CHINESE = "公司营业收入1476.94亿元，同比增长3.5%。净利润持平！他说：“明年继续投入。”会议结束。"
ENGLISH = "Dr. Hall left the U.S. at 5 p.m. on Monday. The rate was 3.5 percent; it rose. Hall Labs Inc. paid."


def sentences(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences]


@pytest.mark.parametrize(("text", "name"), [(CHINESE, "blank"), (CHINESE, "blank:zh"), (ENGLISH, "blank"), (ENGLISH, "blank:en")])
def test_blank_pipelines_have_our_boundaries(text: str, name: str) -> None:
    assert sentences(parse(ExtractedText(text), name)) == sentences(parse(ExtractedText(text)))


def test_chinese_words_come_from_our_own_jieba() -> None:
    nlp = load_pipeline("blank:zh")
    assert nlp.tokenizer.jieba_seg is chinese_tokenizer()
    assert [token.text for token in nlp("公司营业收入1476.94亿元")] == ["公司", "营业", "收入", "1476.94", "亿元"]
    assert logging.getLogger("jieba").level >= logging.WARNING


@pytest.fixture
def own_pipeline(tmp_path: Path) -> Path:
    """A pipeline in a folder with boundaries of its own, at semicolons, and names of its own."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [";"]})
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Hall Labs"}, {"label": "DATE", "pattern": "Monday"}])
    nlp.to_disk(tmp_path / "own")
    return tmp_path / "own"


def test_a_pipeline_with_boundaries_keeps_them(own_pipeline: Path) -> None:
    document = parse(ExtractedText(ENGLISH), str(own_pipeline))
    assert len(document.sentences) == 2 and document.sentences[0].text.endswith("percent;")
    assert key_terms(document) == ("Hall Labs",)


def test_a_pipeline_without_boundaries_gets_ours(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Hall Labs"}])
    nlp.to_disk(tmp_path / "names")
    document = parse(ExtractedText(ENGLISH), str(tmp_path / "names"))
    assert sentences(document) == sentences(parse(ExtractedText(ENGLISH)))
    assert key_terms(document) == ("Hall Labs",)


def test_without_names_the_terms_are_counted() -> None:
    assert key_terms(parse(ExtractedText(CHINESE), "blank")) == key_terms(parse(ExtractedText(CHINESE))) != ()


@pytest.mark.parametrize("name", ["no_such_pipeline", "blank:klingon", "./no/such/folder"])
def test_a_missing_pipeline_is_named_with_what_to_do(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(ExtractedText(ENGLISH), name)
    assert name in caught.value.message and "\n" not in str(caught.value)
    assert "spacy download" in caught.value.hint and "blank:zh" in caught.value.hint


def test_our_boundaries_in_any_pipeline() -> None:
    from summarizer.analysis.spacy_pipelines import NAME

    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    assert [s.text for s in nlp(ENGLISH).sents] == [ENGLISH[a:b] for a, b in sentence_spans(ENGLISH)]
    assert spacy.blank("en").from_bytes(nlp.to_bytes()).pipe_names == []  # holds nothing that must be saved


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("ab 一二。.!?\n“”\"'1 中A…,，U.S"), max_size=80))
def test_a_pipelines_sentences_cover_the_text(text: str) -> None:
    from summarizer.analysis.spacy_pipelines import analyze_texts

    for name in ("blank:en", "blank:zh"):
        (spans,) = analyze_texts(load_pipeline(name), [text]).sentences
        assert all(a < b for a, b in spans) and spans == sorted(spans)
        assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
