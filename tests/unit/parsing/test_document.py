"""Whole documents: offsets, numbers, limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import summarizer
from summarizer.errors import InputError
from summarizer.models import Document
from summarizer.parsing import parse
from summarizer.parsing.lines import split_lines
from summarizer.readers import ExtractedText

BODY = "公司全年营业收入1476.94亿元，同比增长12.5%。净利润与去年基本持平。\n管理层在会上说，明年将继续加大投入。"


def document(text: str) -> Document:
    return parse(ExtractedText(text=text))


def test_nothing_to_number_is_an_input_error() -> None:
    with pytest.raises(InputError, match="holds no paragraph"):
        document("---\n***\n")


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("abc 一二三。.!?\n\r\t“”#-|*1“（）)》中A…：,，"), max_size=300))
def test_offsets_slice_back_and_nothing_is_lost(text: str) -> None:
    try:
        doc = document(text)
    except InputError:
        return
    for part in (*doc.blocks, *doc.sentences, *doc.header):
        assert doc.text[part.start : part.end] == part.text
    assert [b.number for b in doc.blocks] == list(range(1, len(doc.blocks) + 1))
    assert [s.number for s in doc.sentences] == list(range(1, len(doc.sentences) + 1))
    covered = sorted((p.start, p.end) for p in (*doc.blocks, *doc.header, *doc.headings))
    rest, last = [], 0
    for start, end in covered:
        assert start >= last
        rest.append(doc.text[last:start])
        last = end
    rest.append(doc.text[last:])
    assert not any(c.isalnum() for piece in rest for c in piece)
    for block in doc.blocks:
        inside = [s for s in doc.sentences if s.block == block.number]
        assert inside and inside[0].start == block.start and inside[-1].end == block.end


def test_of_millions_of_blank_lines_few_are_kept() -> None:
    text = f"The title\n{BODY}" + "\n" * 200_000 + "The company sold more.\n"
    few = document(f"The title\n{BODY}\n\nThe company sold more.\n")
    many = document(text)
    assert len(split_lines(text)) < 60
    assert [block.text for block in many.blocks] == [block.text for block in few.blocks]
    assert all(text[block.start : block.end] == block.text for block in many.blocks)


def test_a_document_of_too_many_lines_or_sentences_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.parsing.lines.MAX_LINES", 100)
    monkeypatch.setattr("summarizer.parsing.MAX_LINES", 100)
    monkeypatch.setattr("summarizer.parsing.MAX_SENTENCES", 50)
    monkeypatch.setattr("summarizer.languages.sentences.MAX_SENTENCES", 50)
    assert len(split_lines("a\n" * 10_000)) == 101
    for text, what in (("a\n" * 101, "100 lines"), ("It grew by a tenth.\n" * 52, "50 paragraphs"), ("It grew by a tenth. " * 70, "50 sentences"), ("They sold some. " * 7000, "50 paragraphs")):
        with pytest.raises(InputError, match=f"the text: has more than {what}"):
            document(text)
    assert len(document("It grew by a tenth. " * 45).sentences) == 45


def test_sentences_share_the_names_of_their_fields() -> None:
    parsed = document(BODY)
    again = Document.model_validate_json(parsed.model_dump_json())
    assert again == parsed
    for models in (parsed.blocks, parsed.sentences):
        assert len({id(model.model_fields_set) for model in models}) == 1
        assert type(models[0]).model_validate(models[0].model_dump()) == models[0]
    assert parsed.sentences[0].model_dump(exclude_unset=True) == parsed.sentences[0].model_dump()


def test_halves_of_surrogate_pairs_are_replaced_so_that_the_summary_can_be_written() -> None:
    text = f"Sales \ud83d\n\n{BODY}\ude00"
    parsed = document(text)
    assert parsed.text == text.replace("\ud83d", "\ufffd").replace("\ude00", "\ufffd")
    summary = summarizer.summarize(text)
    assert "\ufffd" in summary.to_text().encode().decode() and summary.model_dump_json()
    for written in (
        "Core Viewpoint\n- Sales \ud83d rose [1]",
        "Sales \ud83d rose by 12.5% [1].",
        '{"schema_version": "1", "language": "en", "core_viewpoint": {"text": "Sales \\ud83d rose", "citations": [1]}, "groups": []}',
        '["Sales \\ud83d rose by 12.5% in the year. [1]"]',
    ):
        assert summarizer.check(written, parsed).model_dump_json()
